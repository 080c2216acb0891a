"""Solid bodies as parts: boxes, prisms, gables, turned bodies and sheets, with flat or round normals.

Lengths are metres, z is up; every body stands on z = 0 with its middle at x = y = 0 unless it says otherwise. The wall
coordinates (`uv`) run along a wall from its left corner, seen from outside, and up from its foot.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from skyloom.geometry.meshes import Floats, Part, joined, moved, part, unit

Colour = tuple[float, float, float]
OPEN = 0.85  # share of the sky that most walls see


def quads(corners: ArrayLike, colour: ArrayLike, material: ArrayLike, *, openness: ArrayLike = OPEN) -> Part:
    """Return k flat four-cornered faces, (k, 4, 3), counter-clockwise seen from their front.

    `uv` has its origin at the first corner and runs towards the second (u) and away from that edge (v).
    """
    points = np.asarray(corners, np.float32).reshape(-1, 4, 3)
    k = len(points)
    along = points[:, 1] - points[:, 0]
    normal = unit(np.cross(points[:, 2] - points[:, 0], points[:, 3] - points[:, 1]))  # one corner may be double
    right = unit(along)
    up = np.cross(normal, right)
    away = points - points[:, :1]
    uv = np.stack([(away * right[:, None]).sum(-1), (away * up[:, None]).sum(-1)], -1)
    start = np.arange(k, dtype=np.uint32)[:, None] * np.uint32(4)
    faces = np.stack([start + np.array([0, 1, 2], np.uint32), start + np.array([0, 2, 3], np.uint32)], 1)
    colours = np.asarray(colour, np.float32)
    if colours.ndim == 2 and len(colours) == k:
        colours = np.repeat(colours, 4, axis=0)
    number = np.asarray(material, np.uint32)
    if number.ndim == 1:
        number = np.repeat(number, 2)
    shown = np.asarray(openness, np.float32)
    return part(points, faces, np.repeat(normal, 4, axis=0), colours, shown, number, np.maximum(uv, 0).reshape(-1, 2))


def box(
    size: Sequence[float],
    colour: ArrayLike,
    material: ArrayLike,
    *,
    at: Sequence[float] = (0, 0, 0),
    has_floor: bool = False,
) -> Part:
    """Return a box of `size` (x, y, z) whose floor's middle is at `at`; the floor itself only on request."""
    x, y, z = (float(v) for v in size)
    outline = np.array([(-x / 2, -y / 2), (x / 2, -y / 2), (x / 2, y / 2), (-x / 2, y / 2)])
    return prism(outline, z, colour, material, at=at, has_floor=has_floor)


def prism(
    outline: ArrayLike,
    height: float,
    colour: ArrayLike,
    material: ArrayLike,
    *,
    at: Sequence[float] = (0, 0, 0),
    top: float = 1.0,
    has_lid: bool = True,
    has_floor: bool = False,
) -> Part:
    """Return walls over a convex outline (n, 2), counter-clockwise from above; `top` scales the upper outline."""
    low = np.asarray(outline, np.float64).reshape(-1, 2)
    n = len(low)
    foot = np.column_stack([low, np.zeros(n)])
    head = np.column_stack([low * top, np.full(n, float(height))])
    walls = np.stack([foot, np.roll(foot, -1, axis=0), np.roll(head, -1, axis=0), head], 1)
    parts = [quads(walls, colour, material)]
    for ring, up, wanted in ((head, 1.0, has_lid and top > 0), (foot[::-1], -1.0, has_floor)):
        if wanted:
            fan = np.column_stack([np.zeros(n - 2, int), np.arange(1, n - 1), np.arange(2, n)])
            uv = np.maximum(ring[:, :2] - ring[:, :2].min(axis=0), 0)
            flat = np.asarray(colour, np.float32)
            parts.append(part(ring, fan, (0, 0, up), flat if flat.ndim == 1 else flat[0], 1.0, material, uv))
    from_ = np.asarray(at, np.float32)
    return _shifted(parts, from_)


def lathe(
    profile: ArrayLike, sides: int, colour: ArrayLike, material: ArrayLike, *, at: Sequence[float] = (0, 0, 0)
) -> Part:
    """Return a body turned about z from a profile of (radius, height) rows, from the foot up; normals are round."""
    rows = np.asarray(profile, np.float64).reshape(-1, 2)
    angle = np.arange(sides + 1) * (2 * np.pi / sides)
    cos, sin = np.cos(angle), np.sin(angle)
    tangent = np.asarray(np.gradient(rows, axis=0))
    out = np.stack([tangent[:, 1], -tangent[:, 0]], -1)
    r, z = rows[:, :1], rows[:, 1:]
    position = np.stack([r * cos, r * sin, np.broadcast_to(z, (len(rows), sides + 1))], -1)
    normal = np.stack([out[:, :1] * cos, out[:, :1] * sin, np.broadcast_to(out[:, 1:], (len(rows), sides + 1))], -1)
    up = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(rows, axis=0).T))])
    uv = np.stack(np.broadcast_arrays(angle[None] * max(float(rows[:, 0].max()), 0.01), up[:, None]), -1)
    a = np.arange(len(rows) - 1)[:, None] * (sides + 1) + np.arange(sides)
    b, c, d = a + 1, a + sides + 2, a + sides + 1
    faces = np.stack([a, b, c, a, c, d], -1)
    turned = part(position, faces, _whole(normal.reshape(-1, 3)), colour, OPEN, material, uv.reshape(-1, 2))
    return _shifted([turned], np.asarray(at, np.float32))


def sheet(grid: ArrayLike, colour: ArrayLike, material: ArrayLike, *, openness: ArrayLike = OPEN) -> Part:
    """Return a bent sheet through points (rows, columns, 3) with smooth normals, front where columns x rows point."""
    points: Floats = np.asarray(grid, np.float32)
    rows, columns, _ = points.shape
    across, along = np.gradient(points, axis=1), np.gradient(points, axis=0)
    normal = unit(np.cross(across, along))
    u = np.concatenate([np.zeros((rows, 1)), np.cumsum(np.linalg.norm(np.diff(points, axis=1), axis=2), axis=1)], 1)
    v = np.concatenate([np.zeros((1, columns)), np.cumsum(np.linalg.norm(np.diff(points, axis=0), axis=2), axis=0)], 0)
    a = np.arange(rows - 1)[:, None] * columns + np.arange(columns - 1)
    faces = np.stack([a, a + 1, a + columns + 1, a, a + columns + 1, a + columns], -1)
    uv = np.stack([u, v], -1).reshape(-1, 2)
    return part(points, faces, _whole(normal.reshape(-1, 3)), colour, openness, material, uv)


def _whole(normals: ArrayLike) -> Floats:
    """Return normals (n, 3) without those of no length, which a shape's tips have: they look up."""
    given = np.asarray(normals, np.float32)
    lost = np.linalg.norm(given, axis=1, keepdims=True) < 1e-6
    return np.where(lost, np.array([0, 0, 1], np.float32), given)


def _shifted(parts: Sequence[Part], at: Floats) -> Part:
    return moved(joined(parts), at)
