"""A voxel model as a mesh: large faces instead of many small ones, written as binary glTF or as OBJ.

Both files are y up, in metres, a voxel 0.1 m; the model stands on y = 0 in the middle, and its front looks to +z.
"""

from __future__ import annotations

import io
import json
import struct
import zipfile
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from skyloom.geometry.voxels import Voxels

VOXEL = 0.1  # metres
SWATCHES = 256  # pixels of the palette's picture, one a colour
NEAREST, CLAMPED, FLOATS, INDICES, CORNERS, TRIANGLES = 9728, 33071, 5126, 5125, 34962, 4
OLDEST = (1980, 1, 1, 0, 0, 0)  # what files in a ZIP are dated, so that the same model gives the same bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Quads:
    """Rectangles of one colour, n of them."""

    corners: NDArray[np.int32]  # (n, 4, 3): x, y, z on the grid, counter-clockwise as seen from outside
    normals: NDArray[np.int8]  # (n, 3)
    colours: NDArray[np.uint8]  # (n,), palette index from 1


def quads(model: Voxels, /) -> Quads:
    """Return the visible faces of a model, those of one colour that lie in a rectangle as one."""
    found = [_facing(model.cells, axis, sign) for axis in range(3) for sign in (-1, 1)]
    return Quads(
        corners=np.concatenate([each.corners for each in found]),
        normals=np.concatenate([each.normals for each in found]),
        colours=np.concatenate([each.colours for each in found]),
    )


def glb(model: Voxels, /) -> bytes:
    """Return a model as binary glTF 2.0; what glows is a part of its own whose material emits light."""
    faces = quads(model)
    shines = np.isin(faces.colours, list(model.glowing))
    parts = [(name, part) for name, part in (("plain", ~shines), ("glowing", shines)) if part.any()]
    picture = _palette_png(model)
    chunks: list[bytes] = [picture]
    views: list[dict[str, int]] = [{"buffer": 0, "byteOffset": 0, "byteLength": len(picture)}]
    accessors: list[dict[str, object]] = []
    primitives = []
    for number, (_, part) in enumerate(parts):
        places, normals, texels = _vertices(model, faces, part)
        indices = (np.arange(len(places) // 4, dtype=np.uint32)[:, None] * 4 + (0, 1, 2, 0, 2, 3)).astype(np.uint32)
        first = len(accessors)
        for array, kind in ((places, "VEC3"), (normals, "VEC3"), (texels, "VEC2"), (indices.reshape(-1), "SCALAR")):
            data = array.tobytes()
            begin = sum(len(chunk) + -len(chunk) % 4 for chunk in chunks)
            view = {"buffer": 0, "byteOffset": begin, "byteLength": len(data), "target": CORNERS + (kind == "SCALAR")}
            accessor: dict[str, object] = {
                "bufferView": len(views),
                "componentType": INDICES if kind == "SCALAR" else FLOATS,
                "count": len(array),
                "type": kind,
            }
            if array is places:
                accessor |= {"min": places.min(axis=0).tolist(), "max": places.max(axis=0).tolist()}
            chunks.append(data)
            views.append(view)
            accessors.append(accessor)
        attributes = {"POSITION": first, "NORMAL": first + 1, "TEXCOORD_0": first + 2}
        primitives.append({"attributes": attributes, "indices": first + 3, "material": number, "mode": TRIANGLES})
    body = b"".join(chunk + bytes(-len(chunk) % 4) for chunk in chunks)
    told = {
        "asset": {"version": "2.0", "generator": "Skyloom"},
        "scene": 0,
        "scenes": [{"nodes": [0]}],
        "nodes": [{"name": "model", "mesh": 0}],
        "meshes": [{"name": "model", "primitives": primitives}],
        "materials": [_material(name) for name, _ in parts],
        "textures": [{"source": 0, "sampler": 0}],
        "samplers": [{"magFilter": NEAREST, "minFilter": NEAREST, "wrapS": CLAMPED, "wrapT": CLAMPED}],
        "images": [{"name": "palette", "bufferView": 0, "mimeType": "image/png"}],
        "accessors": accessors,
        "bufferViews": views,
        "buffers": [{"byteLength": len(body)}],
    }
    text = json.dumps(told, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 4)
    head = struct.pack("<4sII", b"glTF", 2, 12 + 8 + len(text) + 8 + len(body))
    return head + struct.pack("<I4s", len(text), b"JSON") + text + struct.pack("<I4s", len(body), b"BIN\0") + body


def obj_zip(model: Voxels, /, *, name: str = "model") -> bytes:
    """Return a ZIP with a model as OBJ, its MTL and the picture of its palette."""
    faces = quads(model)
    places, _, _ = _vertices(model, faces, np.ones(len(faces.colours), bool))
    points, point = np.unique(places, axis=0, return_inverse=True)
    directions, direction = np.unique(faces.normals, axis=0, return_inverse=True)
    shines = np.isin(faces.colours, list(model.glowing))
    lines = [f"mtllib {name}.mtl", "o model"]
    lines += [f"v {x:.6g} {y:.6g} {z:.6g}" for x, y, z in points.tolist()]
    lines += [f"vt {(index + 0.5) / SWATCHES:.6g} 0.5" for index in range(len(model.palette))]
    lines += [f"vn {x} {z} {-y}" for x, y, z in directions.tolist()]
    corners = point.reshape(-1, 4) + 1
    for material, part in (("plain", ~shines), ("glowing", shines)):
        if part.any():
            lines.append(f"usemtl {material}")
            rows = zip(
                corners[part].tolist(),
                faces.colours[part].tolist(),
                (direction.reshape(-1)[part] + 1).tolist(),
                strict=True,
            )
            lines += ["f " + " ".join(f"{corner}/{colour}/{way}" for corner in four) for four, colour, way in rows]
    materials = [f"newmtl plain\nKd 1 1 1\nmap_Kd {name}.png\nillum 1\n"]
    if shines.any():
        materials.append(f"newmtl glowing\nKd 1 1 1\nmap_Kd {name}.png\nKe 1 1 1\nmap_Ke {name}.png\nillum 1\n")
    files = {
        ".obj": "\n".join(lines).encode() + b"\n",
        ".mtl": "".join(materials).encode(),
        ".png": _palette_png(model),
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as folder:
        for ending, data in files.items():
            folder.writestr(zipfile.ZipInfo(name + ending, OLDEST), data, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _facing(cells: NDArray[np.uint8], axis: int, sign: int) -> Quads:
    """Return the faces that look one way: runs along one axis, and equal runs side by side joined along the other."""
    order = (axis, (axis + 1) % 3, (axis + 2) % 3)  # so that the second cross the third is the first
    grid = cells.transpose(order)
    beyond = np.zeros_like(grid)
    if sign > 0:
        beyond[:-1] = grid[1:]
    else:
        beyond[1:] = grid[:-1]
    shown = np.pad(np.where(beyond == 0, grid, 0), ((0, 0), (0, 0), (1, 1)))
    changes = shown[:, :, 1:] != shown[:, :, :-1]
    layer, row, begin = np.nonzero(changes & (shown[:, :, 1:] > 0))
    _, _, end = np.nonzero(changes & (shown[:, :, :-1] > 0))
    colour = shown[layer, row, begin + 1]
    sorting = np.lexsort((row, colour, end, begin, layer))
    layer, row, begin, end, colour = layer[sorting], row[sorting], begin[sorting], end[sorting], colour[sorting]
    same = np.ones(max(len(row) - 1, 0), bool)
    for array in (layer, begin, end, colour):
        same &= array[1:] == array[:-1]
    heads = np.nonzero(np.concatenate([[True], ~(same & (row[1:] == row[:-1] + 1))]))[0][: len(row)]
    tails = np.append(heads[1:], len(row)) - 1 if len(row) else heads
    low, high = row[heads], row[tails] + 1
    left, right, level = begin[heads], end[heads], layer[heads] + (sign > 0)
    around = [(low, left), (high, left), (high, right), (low, right)]
    corners = np.empty((len(heads), 4, 3), np.int32)
    for place, (one, other) in enumerate(around if sign > 0 else around[::-1]):
        corners[:, place, order[0]], corners[:, place, order[1]], corners[:, place, order[2]] = level, one, other
    normals = np.zeros((len(heads), 3), np.int8)
    normals[:, axis] = sign
    return Quads(corners=corners, normals=normals, colours=colour[heads])


def _vertices(
    model: Voxels, faces: Quads, part: NDArray[np.bool_]
) -> tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.float32]]:
    """Return places in metres, normals and texture coordinates, (n * 4, 3), (n * 4, 3) and (n * 4, 2), y up."""
    across, deep, _ = model.size
    corners = faces.corners[part].reshape(-1, 3).astype(np.float64) - (across / 2, deep / 2, 0)
    normals = np.repeat(faces.normals[part], 4, axis=0).astype(np.float32)
    texels = np.full((len(corners), 2), 0.5, np.float32)
    texels[:, 0] = (np.repeat(faces.colours[part], 4) - 0.5) / SWATCHES
    places = np.stack([corners[:, 0], corners[:, 2], -corners[:, 1]], axis=1) * VOXEL
    return places.astype(np.float32), normals[:, (0, 2, 1)] * np.array((1, 1, -1), np.float32), texels


def _material(name: str) -> dict[str, object]:
    texture = {"index": 0}
    material: dict[str, object] = {
        "name": name,
        "pbrMetallicRoughness": {"baseColorTexture": texture, "metallicFactor": 0, "roughnessFactor": 0.9},
    }
    if name == "glowing":
        material |= {"emissiveTexture": texture, "emissiveFactor": [1, 1, 1]}
    return material


def _palette_png(model: Voxels) -> bytes:
    swatches = np.zeros((1, SWATCHES, 3), np.uint8)
    swatches[0, : len(model.palette)] = model.palette[:, ::-1]
    return bytes(cv2.imencode(".png", swatches)[1])
