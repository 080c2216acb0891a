"""MagicaVoxel's file format: a model as the bytes of a `.vox` file, and back."""

from __future__ import annotations

import struct
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from skyloom.geometry.voxels import MOST_COLOURS, Cells, Voxels

VERSION = 150  # what every reader knows; MagicaVoxel itself writes 200 by now
LONGEST = 256  # cells a side: a coordinate is one byte
MOST_CHUNKS = 65_536
HEAD = struct.Struct("<4sii")  # of a chunk: its name, bytes of content, bytes of children
STEPS = (0xFF, 0xCC, 0x99, 0x66, 0x33, 0x00)  # of the default palette's cube
RAMP = (0xEE, 0xDD, 0xBB, 0xAA, 0x88, 0x77, 0x55, 0x44, 0x22, 0x11)  # of its reds, greens, blues and greys


def written(model: Voxels, /) -> bytes:
    """Return the file of a model, `MAIN[SIZE XYZI RGBA]`, the one layout that every known reader takes.

    A model that is empty, has more than 256 cells a side or names a colour that it lacks is a ValueError.
    """
    places = np.argwhere(model.cells)
    indices = model.cells[model.cells > 0]
    if not len(places):
        raise ValueError("a .vox file needs at least one voxel")
    if max(model.size) > LONGEST:
        raise ValueError(f"a .vox model has at most {LONGEST} cells a side, this one {max(model.size)}")
    if len(model.palette) > MOST_COLOURS or int(indices.max()) > len(model.palette):
        raise ValueError(f"a .vox model names at most {MOST_COLOURS} colours, all of its palette")
    palette = np.zeros((256, 4), np.uint8)
    palette[: len(model.palette), :3], palette[: len(model.palette), 3] = model.palette, 255
    voxels = np.concatenate([places, indices[:, None]], axis=1).astype(np.uint8)
    children = (
        _chunk(b"SIZE", struct.pack("<3i", *model.size))
        + _chunk(b"XYZI", struct.pack("<i", len(voxels)) + voxels.tobytes())
        + _chunk(b"RGBA", palette.tobytes())
    )
    return b"VOX " + struct.pack("<i", VERSION) + HEAD.pack(b"MAIN", 0, len(children)) + children


def read(data: bytes, /) -> Voxels:
    """Return the first model of a `.vox` file of any version; what else the file holds is passed over.

    Bytes that are no such file, or a broken or empty one, are a ValueError.
    """
    if data[:4] != b"VOX ":
        raise ValueError("this is not a MagicaVoxel file")
    size: tuple[int, int, int] | None = None
    cells: Cells | None = None
    entries = np.insert(default_palette(), 3, 255, axis=1)
    for name, content in _chunks(data):
        if name == b"SIZE" and cells is None:
            size = _size(content)
        elif name == b"XYZI" and cells is None:
            cells = _cells(content, size)
        elif name == b"RGBA":
            entries = _entries(content)
    if cells is None:
        raise ValueError("the file holds no model")
    return Voxels(cells=cells, palette=entries[: max(int(cells.max()), _count(entries)), :3].copy())


def default_palette() -> NDArray[np.uint8]:
    """Return the colours (255, 3) of a file that brings none: a cube of six steps, then four ramps."""
    cube = np.array([(red, green, blue) for red in STEPS for green in STEPS for blue in STEPS])[:-1]  # without black
    ramps = [np.outer(RAMP, channels) for channels in ((1, 0, 0), (0, 1, 0), (0, 0, 1), (1, 1, 1))]
    return np.concatenate([cube, *ramps]).astype(np.uint8)


def _chunk(name: bytes, content: bytes) -> bytes:
    return HEAD.pack(name, len(content), 0) + content


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield name and content of every chunk, in order; children follow what they belong to."""
    at, count = 8, 0
    while at < len(data):
        if at + HEAD.size > len(data):
            raise ValueError("the file ends within the head of a chunk")
        name, own, _ = HEAD.unpack_from(data, at)
        at += HEAD.size
        if own < 0 or at + own > len(data):
            raise ValueError("the file ends within a chunk")
        yield name, data[at : at + own]
        at += own
        count += 1
        if count > MOST_CHUNKS:
            raise ValueError("the file has too many chunks")


def _size(content: bytes) -> tuple[int, int, int]:
    if len(content) < 12:
        raise ValueError("the size of the model is cut off")
    across, deep, high = struct.unpack_from("<3i", content)
    if not all(0 < side <= LONGEST for side in (across, deep, high)):
        raise ValueError(f"a model has 1 to {LONGEST} cells a side, this one {across} x {deep} x {high}")
    return across, deep, high


def _cells(content: bytes, size: tuple[int, int, int] | None) -> Cells:
    if size is None:
        raise ValueError("a model comes before its size")
    count = struct.unpack_from("<i", content)[0] if len(content) >= 4 else -1
    if count < 0 or 4 + 4 * count > len(content):
        raise ValueError("the voxels are cut off")
    voxels = np.frombuffer(content, np.uint8, 4 * count, 4).reshape(count, 4)
    if not count:
        raise ValueError("the model is empty")
    if (voxels[:, :3] >= np.array(size)).any():
        raise ValueError("a voxel lies outside of the model")
    if not voxels[:, 3].all():
        raise ValueError("a voxel has the colour 0, which means none")
    cells = np.zeros(size, np.uint8)
    cells[voxels[:, 0], voxels[:, 1], voxels[:, 2]] = voxels[:, 3]
    return cells


def _entries(content: bytes) -> NDArray[np.uint8]:
    if len(content) < 1024:
        raise ValueError("the palette is cut off")
    return np.frombuffer(content, np.uint8, 1020).reshape(255, 4)


def _count(entries: NDArray[np.uint8]) -> int:
    """Return how many entries a palette has: those at its end that are all zero, alpha too, stand for nothing."""
    used = np.nonzero(entries.any(axis=1))[0]
    return int(used[-1]) + 1 if used.size else 1
