"""Bodies that furniture is made of: many boxes at once, cushions, drapes and legs.

Lengths are metres; every body stands in its own frame with z up, its front towards -y.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from skyloom.geometry.meshes import Part, joined, part, unit
from skyloom.geometry.shapes import ball
from skyloom.geometry.solids import quads, sheet

Colour = Sequence[float]
Span = tuple[float, float]

_SIDES = np.array(
    [
        [(0, 0, 0), (1, 0, 0), (1, 0, 1), (0, 0, 1)],
        [(1, 0, 0), (1, 1, 0), (1, 1, 1), (1, 0, 1)],
        [(1, 1, 0), (0, 1, 0), (0, 1, 1), (1, 1, 1)],
        [(0, 1, 0), (0, 0, 0), (0, 0, 1), (0, 1, 1)],
        [(0, 0, 1), (1, 0, 1), (1, 1, 1), (0, 1, 1)],
        [(0, 1, 0), (1, 1, 0), (1, 0, 0), (0, 0, 0)],
    ],
    np.float32,
)


def boxes(low: ArrayLike, high: ArrayLike, colour: ArrayLike, material: int) -> Part:
    """Return k boxes between the corners `low` and `high`, (k, 3), in one colour or (k, 3) colours; all six sides."""
    a, b = np.asarray(low, np.float32).reshape(-1, 3), np.asarray(high, np.float32).reshape(-1, 3)
    corners = a[:, None, None] + _SIDES[None] * (b - a)[:, None, None]
    tint = np.asarray(colour, np.float32)
    if tint.ndim == 2:
        tint = np.repeat(tint, 6, axis=0)
    return quads(corners.reshape(-1, 4, 3), tint, material)


def block(x: Span, y: Span, z: Span, colour: Colour, material: int) -> Part:
    """Return one box from its spans along each axis."""
    return boxes([(x[0], y[0], z[0])], [(x[1], y[1], z[1])], np.asarray(colour, np.float32), material)


def cushion(
    size: Sequence[float],
    at: Sequence[float],
    colour: Colour,
    material: int,
    *,
    round_by: float = 0.45,
    splits: int = 3,
) -> Part:
    """Return a soft box of `size` with its middle at `at`; `round_by` runs from 0, a box, to 1, an egg."""
    vertices, faces = ball(splits)
    power = 0.18 + 0.82 * round_by
    bulged = np.sign(vertices) * np.abs(vertices) ** power
    bulged /= np.abs(bulged).max(axis=0)
    half = np.asarray(size, np.float64) / 2
    normal = np.sign(vertices) * np.abs(vertices) ** (2 - power) / half
    return part(
        bulged * half + np.asarray(at), faces, unit(normal), colour, 0.85, material, np.abs(bulged[:, :2]) * half[:2]
    )


def legs(points: ArrayLike, height: float, width: float, colour: Colour, material: int) -> Part:
    """Return square legs at points (k, 2) from the floor up to `height`."""
    p = np.asarray(points, np.float32).reshape(-1, 2)
    low = np.column_stack([p - width / 2, np.zeros(len(p))])
    high = np.column_stack([p + width / 2, np.full(len(p), height)])
    return boxes(low, high, np.asarray(colour, np.float32), material)


def drape(
    width: float, height: float, folds: float, depth: float, colour: Colour, material: int, draw: np.random.Generator
) -> Part:
    """Return hanging cloth with folds: along x from 0 to `width`, from the floor up to `height`, both sides."""
    columns = max(8, int(folds * 8))
    u, v = np.linspace(0, 1, columns + 1), np.linspace(0, 1, 9)
    phase, wander = draw.uniform(0, 6.3), draw.normal(0, 0.25, 3)
    wave = folds * 2 * np.pi * u + phase + wander @ np.sin(np.outer((1, 2, 3), 6.3 * u))
    y = depth * np.sin(wave)[None] * (0.55 + 0.45 * (1 - v[:, None]))
    x = np.broadcast_to(u * width, y.shape)
    z = np.broadcast_to(v[:, None] * height, y.shape)
    front = sheet(np.stack([x, y, z], -1), colour, material)
    back = sheet(np.stack([x, y + 0.006, z], -1)[:, ::-1], colour, material)
    return joined([front, back])


def scattered(shape: Part, at: ArrayLike, turn: ArrayLike, size: ArrayLike, tint: ArrayLike = 1.0) -> Part:
    """Return k copies of a part at (k, 3), turned by (k,) about z, sized (k, 3) and tinted (k, 3) or all alike."""
    where = np.asarray(at, np.float32).reshape(-1, 3)
    k, n = len(where), len(shape.position)
    angle = np.broadcast_to(np.asarray(turn, np.float32), (k,))
    scale = np.broadcast_to(np.asarray(size, np.float32), (k, 3))
    cos, sin = np.cos(angle)[:, None], np.sin(angle)[:, None]

    def spun(v: np.ndarray) -> np.ndarray:
        x, y = v[..., 0], v[..., 1]
        return np.stack([cos * x - sin * y, sin * x + cos * y, v[..., 2]], -1)

    position = spun(shape.position[None] * scale[:, None]) + where[:, None]
    normal = spun(shape.normal[None] / np.where(np.abs(scale) < 1e-6, 1e-6, scale)[:, None])
    colour = shape.colour[None] * np.broadcast_to(np.asarray(tint, np.float32), (k, 3))[:, None]
    faces = shape.faces[None] + (np.arange(k, dtype=np.uint32) * np.uint32(n))[:, None, None]
    return part(
        position.reshape(-1, 3),
        faces.reshape(-1, 3),
        unit(normal.reshape(-1, 3)),
        colour.reshape(-1, 3),
        np.tile(shape.openness, k),
        np.tile(shape.material, k),
        np.tile(shape.uv, (k, 1)),
    )
