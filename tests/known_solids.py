"""Things whose solid is known, and their pictures: what voxelising is measured with."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import cv2
import numpy as np
from numpy.typing import NDArray

Grid = NDArray[np.uint8]
Solid = NDArray[np.bool_]
Cell = TypeVar("Cell", np.uint8, np.bool_)

SIDE = 96  # cells of the grid
SHARP = 4  # pixels of a picture to a cell

_axis = (np.arange(SIDE, dtype=np.float32) + 0.5) / (SIDE / 2) - 1
X, Y, Z = np.meshgrid(_axis, _axis, _axis, indexing="ij", sparse=True)  # -1 to 1, z up, the front at -y


def ball(x=0.0, y=0.0, z=0.0, r=0.5, ry=None, rz=None):
    return ((X - x) / r) ** 2 + ((Y - y) / (ry or r)) ** 2 + ((Z - z) / (rz or r)) ** 2 <= 1


def box(x0, x1, y0, y1, z0, z1):
    return (x0 <= X) & (x1 >= X) & (y0 <= Y) & (y1 >= Y) & (z0 <= Z) & (z1 >= Z)


def rod(begin, end, r):
    """A round bar between two points."""
    begin, end = np.array(begin, np.float32), np.array(end, np.float32)
    way = end - begin
    along = ((X - begin[0]) * way[0] + (Y - begin[1]) * way[1] + (Z - begin[2]) * way[2]) / (way @ way)
    along = np.clip(along, 0, 1)
    away = sum((axis - start - along * step) ** 2 for axis, start, step in zip((X, Y, Z), begin, way, strict=True))
    return away <= r * r


def lathe(*profile):
    """A turned thing: (z, radius) from below."""
    heights, radii = zip(*profile, strict=True)
    radius = np.interp(Z, heights, radii, left=0, right=0).astype(np.float32)
    return (radius**2 >= X**2 + Y**2) & (radius > 0)


def painted(*parts):
    """Lay parts (material, solid) over one another: later ones win. Returns (x, y, z), 0 is empty."""
    grid = np.zeros((SIDE, SIDE, SIDE), np.uint8)
    for material, solid in parts:
        grid[np.broadcast_to(solid, grid.shape)] = material
    return grid


def _chair():
    legs = [(1, box(x - 0.06, x + 0.06, y - 0.06, y + 0.06, -0.9, 0)) for x in (-0.4, 0.4) for y in (-0.4, 0.4)]
    return painted(*legs, (2, box(-0.5, 0.5, -0.5, 0.5, -0.05, 0.08)), (1, box(-0.5, 0.5, 0.4, 0.5, 0.08, 0.9)))


def _table():
    legs = [(1, box(x - 0.05, x + 0.05, y - 0.05, y + 0.05, -0.6, 0.2)) for x in (-0.8, 0.8) for y in (-0.5, 0.5)]
    return painted(*legs, (2, box(-0.92, 0.92, -0.6, 0.6, 0.2, 0.32)))


def _dog():
    legs = [(1, rod((x, y, 0), (x, y, -0.7), 0.1)) for x in (-0.45, 0.4) for y in (-0.16, 0.16)]
    body = rod((-0.45, 0, 0.05), (0.4, 0, 0.05), 0.27)
    head = ball(0.62, 0, 0.42, 0.26) | rod((0.7, 0, 0.36), (0.92, 0, 0.32), 0.12)
    return painted(
        *legs, (1, body | head), (2, rod((-0.65, 0, 0.2), (-0.88, 0, 0.55), 0.06)), (3, ball(0.55, 0, 0.68, 0.1))
    )


def _person():
    arms = rod((-0.25, 0, 0.3), (-0.5, 0, -0.2), 0.09) | rod((0.25, 0, 0.3), (0.5, 0, -0.2), 0.09)
    legs = rod((-0.14, 0, -0.2), (-0.18, 0, -0.85), 0.12) | rod((0.14, 0, -0.2), (0.18, 0, -0.85), 0.12)
    return painted((1, legs), (2, rod((0, 0, -0.15), (0, 0, 0.3), 0.25)), (3, arms), (3, ball(0, 0, 0.68, 0.22)))


def _house():
    roof = (np.abs(X) <= (0.75 - Z) * 1.1) & (Z >= 0.05) & (np.abs(Y) <= 0.7) & (np.abs(X) <= 0.75)
    return painted(
        (1, box(-0.62, 0.62, -0.6, 0.6, -0.8, 0.06)), (2, roof), (3, box(-0.15, 0.15, -0.62, -0.5, -0.8, -0.3))
    )


def _fish():
    tail = (X <= -0.55) & (X >= -0.9) & (np.abs(Z) <= (-X - 0.5) * 0.9) & (np.abs(Y) <= 0.05)
    return painted((1, ball(0.1, 0, 0, 0.75, 0.25, 0.42)), (2, np.broadcast_to(tail, (SIDE,) * 3)))


def _tree():
    return painted((1, rod((0, 0, -0.9), (0, 0, 0), 0.12)), (2, ball(0, 0, 0.3, 0.6)))


def _fir():
    return painted((1, rod((0, 0, -0.9), (0, 0, -0.4), 0.1)), (2, lathe((-0.55, 0.6), (0.95, 0.01))))


def _mug():
    ring = (np.hypot(np.hypot(X - 0.45, Z) - 0.28, Y) <= 0.08) & (X > 0.4)
    return painted((1, lathe((-0.6, 0.5), (0.6, 0.5)) | ring))


def _car():
    wheels = [(3, (np.hypot(X - x, Z + 0.35) <= 0.2) & (np.abs(np.abs(Y) - 0.32) <= 0.08)) for x in (-0.5, 0.5)]
    return painted((1, box(-0.92, 0.92, -0.38, 0.38, -0.35, 0.02)), (2, box(-0.5, 0.4, -0.34, 0.34, 0, 0.34)), *wheels)


def _sword():
    blade, grip = box(-0.07, 0.07, -0.03, 0.03, -0.4, 0.92), box(-0.05, 0.05, -0.05, 0.05, -0.9, -0.4)
    return painted((1, blade), (2, grip), (3, box(-0.28, 0.28, -0.06, 0.06, -0.46, -0.36)))


def _bird():
    wing = ball(-0.1, 0, 0.1, 0.4, 0.34, 0.14)
    return painted(
        (1, ball(0, 0, 0, 0.55, 0.3, 0.32) | ball(0.5, 0, 0.35, 0.22)),
        (2, wing),
        (3, rod((0.65, 0, 0.35), (0.9, 0, 0.3), 0.06)),
        (3, rod((0, -0.1, -0.2), (0, -0.1, -0.7), 0.05) | rod((0, 0.1, -0.2), (0.05, 0.1, -0.7), 0.05)),
    )


def _robot():
    return painted(
        (1, box(-0.35, 0.35, -0.25, 0.25, -0.25, 0.3)),
        (2, box(-0.25, 0.25, -0.22, 0.22, 0.35, 0.8) | box(-0.06, 0.06, -0.06, 0.06, 0.28, 0.36)),
        (3, box(-0.55, -0.38, -0.1, 0.1, -0.3, 0.25) | box(0.38, 0.55, -0.1, 0.1, -0.3, 0.25)),
        (1, box(-0.4, -0.3, -0.1, 0.1, 0.1, 0.2) | box(0.3, 0.4, -0.1, 0.1, 0.1, 0.2)),
        (3, box(-0.3, -0.08, -0.15, 0.15, -0.85, -0.25) | box(0.08, 0.3, -0.15, 0.15, -0.85, -0.25)),
    )


def _mushroom():
    return painted((1, lathe((-0.8, 0.22), (0.1, 0.16))), (2, ball(0, 0, 0, 0.7, 0.7, 0.6) & (Z >= 0)))


SOLIDS: dict[str, Callable[[], Grid]] = {
    "ball": lambda: painted((1, ball(r=0.9))),
    "egg": lambda: painted((1, ball(r=0.6, rz=0.9))),
    "cube": lambda: painted((1, box(-0.8, 0.8, -0.8, 0.8, -0.8, 0.8))),
    "book": lambda: painted((1, box(-0.6, 0.6, -0.3, 0.3, -0.9, 0.9))),
    "bottle": lambda: painted((1, lathe((-0.9, 0.35), (0.1, 0.35), (0.4, 0.12), (0.92, 0.12)))),
    "vase": lambda: painted((1, lathe((-0.9, 0.25), (-0.3, 0.6), (0.3, 0.5), (0.6, 0.2), (0.9, 0.35)))),
    "mug": _mug,
    "lamp": lambda: painted(
        (1, lathe((-0.9, 0.4), (-0.82, 0.4), (-0.78, 0.07), (0.2, 0.07))), (2, lathe((0.2, 0.6), (0.85, 0.3)))
    ),
    "ring": lambda: painted((1, np.hypot(np.hypot(X, Z) - 0.62, Y) <= 0.25)),
    "tree": _tree,
    "fir": _fir,
    "mushroom": _mushroom,
    "snowman": lambda: painted((1, ball(z=-0.45, r=0.48)), (2, ball(z=0.2, r=0.34)), (3, ball(z=0.66, r=0.24))),
    "chair": _chair,
    "table": _table,
    "dog": _dog,
    "person": _person,
    "house": _house,
    "fish": _fish,
    "car": _car,
    "sword": _sword,
    "bird": _bird,
    "robot": _robot,
    "arrow": lambda: painted(
        (1, rod((-0.85, 0, 0), (0.5, 0, 0), 0.07)),
        (2, (X >= 0.4) & (np.abs(Z) <= (0.9 - X) * 0.7) & (np.abs(Y) <= 0.06)),
    ),
}
PAINT = np.array([(0, 0, 0), (196, 84, 60), (70, 130, 190), (226, 186, 92)], np.float32)  # sRGB by material


def front(grid: Grid) -> Grid:
    """Return the picture (h, w, 4) of a thing seen along +y, sRGB and alpha: light from above left."""
    solid = grid > 0
    first = solid.argmax(axis=1)
    there = np.asarray(solid.any(axis=1))
    material = np.take_along_axis(grid, first[:, None], axis=1)[:, 0]
    depth = np.where(there, first, SIDE).astype(np.float32)
    slope = np.stack(np.gradient(cv2.GaussianBlur(np.minimum(depth, first.max() + 4), (0, 0), 1.2)), axis=-1)
    normal = np.concatenate([slope, np.full((SIDE, SIDE, 1), 1.0)], axis=-1)  # of -x, -z, towards the viewer
    normal /= np.linalg.norm(normal, axis=-1, keepdims=True)
    light = 0.62 + 0.42 * np.clip(normal @ np.array((-0.35, 0.5, 0.75)), 0, 1)
    colours = np.clip(PAINT[material] * light[..., None], 0, 255)
    picture = np.concatenate([colours, 255.0 * there[..., None]], axis=-1).transpose(1, 0, 2)[::-1]
    return np.repeat(np.repeat(picture, SHARP, axis=0), SHARP, axis=1).round().astype(np.uint8)


def on_ground(picture: Grid, *, ground: tuple[int, int, int] = (236, 238, 240), margin: int = 60) -> Grid:
    """Return the same picture (h, w, 3) on a background that is slightly uneven, edges soft."""
    wide = cv2.copyMakeBorder(picture, margin, margin, margin, margin, cv2.BORDER_CONSTANT, value=(0, 0, 0, 0)).astype(
        np.float32
    )
    alpha = cv2.GaussianBlur(wide[..., 3:], (0, 0), 0.8)[..., None] / 255
    down = np.linspace(1, 0.94, wide.shape[0], dtype=np.float32)[:, None, None]
    filled = np.where(wide[..., 3:] > 0, wide[..., :3], cv2.dilate(wide[..., :3], np.ones((5, 5))))
    shown = filled * alpha + np.array(ground, np.float32) * down * (1 - alpha)
    return np.asarray(np.clip(shown, 0, 255).round(), np.uint8)


def png(picture: Grid) -> bytes:
    """Return a picture (h, w, 3 or 4), RGB first, as a PNG."""
    order = cv2.COLOR_RGBA2BGRA if picture.shape[2] == 4 else cv2.COLOR_RGB2BGR
    return cv2.imencode(".png", cv2.cvtColor(picture, order))[1].tobytes()


def likeness(one: Solid, other: Solid) -> float:
    """Return the intersection over the union of two grids of booleans."""
    return float((one & other).sum() / (one | other).sum())


def boxed(solid: NDArray[Cell]) -> NDArray[Cell]:
    """Return a grid (of two or three axes) cut to what is in it."""
    for axis in range(solid.ndim):
        rest = tuple(each for each in range(solid.ndim) if each != axis)
        there = np.nonzero(solid.any(axis=rest))[0]
        solid = solid.take(range(there[0], there[-1] + 1), axis)
    return solid
