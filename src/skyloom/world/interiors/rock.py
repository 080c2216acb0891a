"""The inside of rock: a hall as a rough shell around a point, with what hangs from it and grows from its floor."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from skyloom.geometry.meshes import Part, part, unit
from skyloom.geometry.solids import lathe
from skyloom.world.interiors.bodies import Colour, scattered

Array = NDArray[np.floating]
AROUND, UP = 560, 280  # vertices of a hall


def rough(points: Array, seed: int, octaves: int = 4) -> Array:
    """Return noise at points (n, 3), one feature a metre and finer, about -1 to 1."""
    p = np.asarray(points, np.float32)
    x, y, z = p[:, 0], p[:, 1], p[:, 2]
    total, weight, amplitude = np.zeros(len(p), np.float32), 0.0, 1.0
    for octave in range(octaves):
        total += np.float32(amplitude) * _value(x, y, z, seed + octave * 131)
        weight += amplitude
        amplitude *= 0.5
        # turned, twice as fine and moved, so that no two octaves share their axes
        x, y, z = (
            1.2 * x - 1.3 * y - 0.7 * z + 17.3,
            1.1 * x + 1.4 * y - 0.9 * z + 9.1,
            0.9 * x + 0.2 * y + 1.6 * z + 3.7,
        )
    return np.asarray(total * (1.6 / weight), np.float64)


def _value(x: Array, y: Array, z: Array, seed: int) -> Array:
    i, j, k = (np.floor(axis).astype(np.int32) for axis in (x, y, z))
    u, v, w = x - i, y - j, z - k
    u, v, w = (t * t * (3 - 2 * t) for t in (u, v, w))
    planes = []
    for dz in (0, 1):
        rows = []
        for dy in (0, 1):
            left, right = (_hash(i + dx, j + dy, k + dz, seed) for dx in (0, 1))
            rows.append(left + (right - left) * u)
        planes.append(rows[0] + (rows[1] - rows[0]) * v)
    return np.asarray((planes[0] + (planes[1] - planes[0]) * w) * 2 - 1)


def _hash(x: NDArray[np.int32], y: NDArray[np.int32], z: NDArray[np.int32], seed: int) -> NDArray[np.float32]:
    def factor(value: int) -> np.uint32:
        return np.uint32(value & 0xFFFFFFFF)

    bits = x.view(np.uint32) * factor(0x8DA6B343) + y.view(np.uint32) * factor(0xD8163841)
    bits += z.view(np.uint32) * factor(0xCB1AB31F) + factor(seed * 0x9E3779B1)
    bits = (bits ^ (bits >> np.uint32(15))) * factor(0x2C1B3C6D)
    bits = (bits ^ (bits >> np.uint32(12))) * factor(0x297A2D39)
    return ((bits ^ (bits >> np.uint32(15))) >> np.uint32(8)).astype(np.float32) * np.float32(1 / 16777216)


@dataclass(frozen=True, slots=True)
class Mouth:
    """A way out of a hall, as a round hole in its shell."""

    heading: float  # radians, in the hall's frame
    elevation: float  # radians
    width: float  # radians from its middle to its edge
    height: float


@dataclass(frozen=True, slots=True)
class Hall:
    """A cave's surface: the mesh and its vertices with normals, to put things on."""

    shell: Part
    position: Array
    normal: Array


def hall(
    reach: Callable[[Array], Array],
    floor: Callable[[Array], Array],
    mouths: list[Mouth],
    seed: int,
    colours: tuple[Colour, Colour],
    material: int,
) -> Hall:
    """Return a hall as seen from a point 1.7 m over its floor's middle.

    `reach` gives the distance of the rock for directions (n, 3), `floor` the height of the floor at points (n, 2).
    The rock has the first of the colours, stained with the second in beds and streaks.
    """
    a = np.arange(AROUND) * (2 * np.pi / AROUND)
    # more rows near the horizon, where the eye looks
    s = np.linspace(-1, 1, UP)
    e = np.pi / 2 * (0.72 * s + 0.28 * s**3)
    elevation, heading = (grid.ravel() for grid in np.meshgrid(e, a, indexing="ij"))
    way = np.stack([np.cos(elevation) * np.sin(heading), np.cos(elevation) * np.cos(heading), np.sin(elevation)], -1)
    r = reach(way)
    where = way * r[:, None]
    where[:, 2] += 1.7
    fine = rough(where * 0.55, seed + 5, 5)
    where += way * (fine * np.clip(r * 0.07, 0.12, 1.1))[:, None]
    level = floor(where[:, :2])
    below = where[:, 2] < level
    scale = np.where(below, (1.7 - level) / np.maximum(1.7 - where[:, 2], 1e-3), 1.0)
    where[:, :2] *= scale[:, None]
    where[:, 2] = np.where(below, floor(where[:, :2]), where[:, 2])
    i = np.arange(UP - 1)[:, None] * AROUND
    j = np.arange(AROUND)
    k = (j + 1) % AROUND
    faces = np.concatenate(
        [
            np.stack([i + j, i + k + AROUND, i + k], -1).reshape(-1, 3),
            np.stack([i + j, i + j + AROUND, i + k + AROUND], -1).reshape(-1, 3),
        ]
    )
    grid = where.reshape(UP, AROUND, 3)
    across = np.roll(grid, -1, axis=1) - np.roll(grid, 1, axis=1)
    along = np.gradient(grid, axis=0)
    normal = unit(np.cross(along, across).reshape(-1, 3))
    normal *= np.where((normal * way).sum(axis=1) > 0, -1, 1)[:, None]
    ragged = 0.25 * rough(way * 9, seed + 9, 3)
    is_open = np.zeros(len(way), bool)
    for mouth in mouths:
        turn = (heading - mouth.heading + np.pi) % (2 * np.pi) - np.pi
        is_open |= (turn / mouth.width) ** 2 + ((elevation - mouth.elevation) / mouth.height) ** 2 < 1 + ragged
    is_open &= ~below
    faces = faces[~is_open[faces].all(axis=1)]
    stained = np.clip(0.5 + 1.6 * rough(where * [0.16, 0.16, 0.5], seed + 7, 4) - 0.15, 0, 1)[:, None]
    tint = np.asarray(colours[0]) * (1 - stained) + np.asarray(colours[1]) * stained
    tint = tint * (1 + 0.3 * rough(where * 0.25, seed + 3, 3))[:, None]
    shell = part(where, faces, normal, np.clip(tint, 0.005, 0.95), 0.6, material)
    return Hall(shell, where[~is_open], normal[~is_open])


def dripstones(
    draw: np.random.Generator,
    cave: Hall,
    count: int,
    size: tuple[float, float],
    colour: Colour,
    material: int,
    *,
    clear: float = 2.2,
) -> list[Part]:
    """Return stalactites under the ceiling, stalagmites below the greatest of them, and columns where they meet."""
    p, n = cave.position, cave.normal
    away = np.hypot(p[:, 0], p[:, 1])
    ceiling = np.flatnonzero((n[:, 2] < -0.55) & (p[:, 2] > 2.6) & (away < 40))
    if not len(ceiling):
        return []
    weight = 1 / np.maximum(away[ceiling], 3) ** 0.6
    clump = rough(p[ceiling] * [0.35, 0.35, 0.0], int(draw.integers(1 << 30)), 2)
    weight *= np.clip(clump + 0.35, 0.02, 1) ** 2
    picked = draw.choice(ceiling, min(count, len(ceiling)), replace=False, p=weight / weight.sum())
    at = p[picked]
    long = size[0] * (size[1] / size[0]) ** (draw.uniform(0, 1, len(at)) ** 1.6)
    room = at[:, 2]
    is_column = (long > 0.55 * size[1]) & (away[picked] > clear + 1.5) & (draw.uniform(0, 1, len(at)) < 0.4)
    long = np.where(is_column, room + 0.3, np.minimum(long, room * 0.75))
    near = (away[picked] < clear) & (at[:, 2] - long < 2.4)
    long = np.where(near, np.minimum(long, np.maximum(at[:, 2] - 2.4, 0.1)), long)
    wide = np.clip(long * draw.uniform(0.07, 0.14, len(at)), 0.03, 0.9)
    shapes: list[Part] = []
    kinds = [_cone(draw, colour, material) for _ in range(4)]
    kind = draw.integers(0, 4, len(at))
    turn = draw.uniform(0, 6.28, len(at))
    hanging = ~is_column
    for k in range(4):
        mine = hanging & (kind == k)
        if mine.any():
            scale = np.stack([wide[mine], wide[mine], -long[mine]], -1)
            shapes.append(_flipped(scattered(kinds[k], at[mine] + [0, 0, 0.15], turn[mine], scale)))
    stands = hanging & (long > 0.25 * size[1]) & (away[picked] > clear)
    foot = at[stands] * [1, 1, 0]
    if stands.any():
        tall = long[stands] * draw.uniform(0.35, 0.9, stands.sum())
        scale = np.stack([wide[stands] * 1.5, wide[stands] * 1.5, np.minimum(tall, room[stands] * 0.5)], -1)
        foot[:, 2] = _under(cave, foot[:, :2]) - 0.15
        shapes.append(scattered(kinds[0], foot, turn[stands], scale))
    if is_column.any():
        base = at[is_column] * [1, 1, 0]
        base[:, 2] = _under(cave, base[:, :2]) - 0.2
        tall = room[is_column] - base[:, 2] + 0.4
        girth = np.clip(tall * draw.uniform(0.05, 0.1, len(base)), 0.2, 1.1)
        shapes.append(
            scattered(_column(draw, colour, material), base, turn[is_column], np.stack([girth, girth, tall], -1))
        )
    return shapes


def _under(cave: Hall, points: Array) -> Array:
    """Return the height of the floor near each of a few points."""
    low = cave.position[cave.normal[:, 2] > 0.5][::3]
    if not len(low):
        return np.zeros(len(points))
    return np.array([low[np.argmin(((low[:, :2] - p) ** 2).sum(axis=1)), 2] for p in points])


def _cone(draw: np.random.Generator, colour: Colour, material: int) -> Part:
    """Return a rippled cone of radius and height 1, its foot at z = 0."""
    z = np.linspace(0, 1, 11)
    r = (1 - z) ** float(draw.uniform(0.75, 1.3)) * (
        1 + 0.16 * np.sin(z * float(draw.uniform(18, 30)) + draw.uniform(0, 6))
    )
    shape = lathe(np.column_stack([np.maximum(r, 0.004), z]), 10, colour, material)
    return _bent(draw, shape)


def _column(draw: np.random.Generator, colour: Colour, material: int) -> Part:
    z = np.linspace(0, 1, 17)
    r = 0.55 + 0.75 * np.abs(z * 2 - 1) ** 2.2 + 0.08 * np.sin(z * 40)
    return _bent(draw, lathe(np.column_stack([r, z]), 14, colour, material))


def _bent(draw: np.random.Generator, shape: Part) -> Part:
    p = shape.position.copy()
    a = np.arctan2(p[:, 1], p[:, 0])
    swell = 1 + 0.16 * np.sin(2 * a + 5 * p[:, 2] + draw.uniform(0, 6)) + 0.1 * np.sin(5 * a + 3 * p[:, 2])
    p[:, :2] *= swell[:, None]
    return replace(shape, position=p.astype(np.float32))


def _flipped(shape: Part) -> Part:
    return replace(shape, faces=shape.faces[:, ::-1])
