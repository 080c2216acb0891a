"""What an isometric view of a grid of cells shows: a lattice of triangles, each half a face of one cell.

Frame: cells (x, y', z) with y' = depth - 1 - y, so that the camera looks along (-1, -1, -1). A point is seen at
s = x - z, t = y' - z. The square (S, T) of that plane is two triangles: s - S < t - T is the left one, 0, else 1.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

TOP, RIGHT, FRONT = 0, 1, 2  # faces, by their outward normals
NORMALS = ((0, 0, 1), (1, 0, 0), (0, 1, 0))  # in (x, y', z)
AXES = ((0, 1), (1, 2), (0, 2))  # along which each face extends: u and v

Numbers = NDArray[np.int32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Halves:
    """Visible halves of faces of one kind: in one triangle of their squares, n of them."""

    triangle: int  # 0 or 1
    face: int  # TOP, RIGHT or FRONT
    squares: Numbers  # (n, 2): S and T
    cells: Numbers  # (n, 3)


def seen(solid: NDArray[np.bool_]) -> list[Halves]:
    """Return what is seen of cells (x, y', z): exactly one half of a face for each triangle that is not empty."""
    wide, deep, high = solid.shape
    numbers = np.arange(wide * deep, dtype=np.int32).reshape(wide, deep) * high
    shown = np.full((2, wide + high, deep + high), -1, np.int32)
    for level in range(high):  # from far to near: what comes later hides what was there
        layer = solid[:, :, level]
        if not layer.any():
            continue
        codes = (numbers + level) * 3
        for triangle, face, east, south in PASSES:
            place = shown[triangle, high - level - east :, high - level - south :][:wide, :deep]
            np.copyto(place, codes + face, where=layer)
    return [_halves(shown[triangle], triangle, face, solid.shape) for triangle in (0, 1) for face in (0, 1, 2)]


# Along a line of sight three cells follow one another in each layer: triangle, the face it shows, its place.
PASSES = (
    (1, RIGHT, 0, 0),
    (0, FRONT, 0, 0),
    (1, FRONT, 1, 0),
    (0, RIGHT, 0, 1),
    (1, TOP, 1, 1),
    (0, TOP, 1, 1),
)


def on_face(triangle: int, face: int, s: NDArray[np.float64], t: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return where on a face (u, v), each 0 to 1, points of a square are seen; s and t from its corner."""
    if face == TOP:
        return np.stack([s, t], axis=-1)
    if face == RIGHT:
        return np.stack([t - s + (triangle == 1), 1 - s], axis=-1)
    return np.stack([s - t + (triangle == 0), 1 - t], axis=-1)


def _halves(shown: Numbers, triangle: int, face: int, shape: tuple[int, ...]) -> Halves:
    high = shape[2]
    places = np.argwhere((shown >= 0) & (shown % 3 == face)).astype(np.int32)
    codes = shown[places[:, 0], places[:, 1]] // 3
    column, level = np.divmod(codes, high)
    cells = np.stack([*np.divmod(column, shape[1]), level], axis=-1).astype(np.int32)
    return Halves(triangle=triangle, face=face, squares=places - high, cells=cells)
