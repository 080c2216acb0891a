// Prints what three's VOXLoader reads of a .vox file: sizes, voxels and colours of each model.
import { readFileSync } from "node:fs";
import { VOXLoader } from "three/addons/loaders/VOXLoader.js";

const bytes = readFileSync(process.argv[2]);
const read = new VOXLoader().parse(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
const chunks = Array.isArray(read) ? read : read.chunks;
console.log(
  JSON.stringify(
    chunks.map(({ size, data, palette }) => ({ size, data: Array.from(data), palette: Array.from(palette) })),
  ),
);
