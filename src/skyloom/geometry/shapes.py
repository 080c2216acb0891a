"""Simple bodies as parts: tubes along lines, balls, and stones cut from them."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from skyloom.geometry.meshes import Floats, Part, part, unit

Points = NDArray[np.floating]


def tubes(lines: Points, radii: Points, sides: int, colour: tuple[float, float, float], material: int) -> Part:
    """Return round tubes along k lines of m points, (k, m, 3), with radii (k, m)."""
    count, points, _ = lines.shape
    along = unit(np.gradient(lines, axis=1))
    across = unit(np.cross(along, np.array([0.31, 0.77, 0.13])))
    third = np.cross(along, across)
    angle = np.arange(sides) * (2 * np.pi / sides)
    normal = across[:, :, None] * np.cos(angle)[:, None] + third[:, :, None] * np.sin(angle)[:, None]
    position = lines[:, :, None] + normal * radii[:, :, None, None]
    start = np.arange(count)[:, None, None] * (points * sides) + np.arange(points - 1)[None, :, None] * sides
    a = start + np.arange(sides)
    b = start + (np.arange(sides) + 1) % sides
    faces = np.stack([a, b, a + sides, b, b + sides, a + sides], -1)
    return part(position, faces, normal.reshape(-1, 3), colour, 0.75, material)


def columns(
    lines: Points, radii: Points, colour: ArrayLike, material: ArrayLike, *, openness: ArrayLike = 0.85
) -> Part:
    """Return bodies along k lines (k, m, 3) with a radius for every side, (k, m, sides): ribbed, folded or lobed.

    Colour and openness may be given for each vertex, (k, m, sides, 3) and (k, m, sides).
    """
    count, points, sides = radii.shape
    along = unit(np.gradient(lines, axis=1))
    across = unit(np.cross(along, np.array([0.31, 0.77, 0.13])))
    third = np.cross(along, across)
    angle = np.arange(sides) * (2 * np.pi / sides)
    out = across[:, :, None] * np.cos(angle)[:, None] + third[:, :, None] * np.sin(angle)[:, None]
    position = lines[:, :, None] + out * radii[..., None]
    round_ = np.roll(position, -1, axis=2) - np.roll(position, 1, axis=2)
    upwards = np.gradient(position, axis=1)
    normal = np.cross(round_, upwards)
    # where a ring has shrunk to a point there is no way around: the line itself says where its end looks
    tip = np.linalg.norm(normal, axis=-1, keepdims=True) < 1e-9
    ends = along[:, :, None] * np.where(np.arange(points) < points / 2, -1.0, 1.0)[None, :, None, None]
    normal = unit(np.where(tip, ends, normal))
    start = np.arange(count)[:, None, None] * (points * sides) + np.arange(points - 1)[None, :, None] * sides
    a = start + np.arange(sides)
    b = start + (np.arange(sides) + 1) % sides
    faces = np.stack([a, b, a + sides, b, b + sides, a + sides], -1)
    shape = (count, points, sides)
    tint = np.broadcast_to(np.asarray(colour, np.float32), (*shape, 3)).reshape(-1, 3)
    seen = np.broadcast_to(np.asarray(openness, np.float32), shape).ravel()
    return part(position, faces, normal.reshape(-1, 3), tint, seen, material)


def prisms(foot: Points, axis: Points, radius: Points, draw: np.random.Generator, material: ArrayLike) -> Part:
    """Return k six-sided crystals with slanting tips: feet (k, 3), axes (k, 3) as long as they are, radii (k,).

    Every face is flat; 18 triangles each; their colour is 1.
    """
    count, sides = len(foot), 6
    along = unit(axis)
    across = unit(np.cross(along, np.array([0.31, 0.77, 0.13])))
    third = np.cross(along, across)
    angle = np.arange(sides) * (2 * np.pi / sides) + draw.uniform(0, 1, (count, 1))
    ring = across[:, None] * np.cos(angle)[..., None] + third[:, None] * np.sin(angle)[..., None]
    ring = ring * (radius[:, None] * draw.uniform(0.72, 1.2, (count, sides)))[..., None]
    shoulder = draw.uniform(0.7, 0.85, (count, 1, 1)) + draw.uniform(-0.06, 0.06, (count, sides, 1))
    low, high = foot[:, None] + ring * 0.8, foot[:, None] + ring + axis[:, None] * shoulder
    tip = (foot + axis + ring[:, 0] * draw.uniform(0, 0.5, (count, 1)))[:, None] + 0 * ring
    low_next, high_next = np.roll(low, -1, axis=1), np.roll(high, -1, axis=1)
    corners = [low, low_next, high_next, low, high_next, high, high, high_next, tip]
    points = np.stack(corners, 2).reshape(-1, 3, 3)
    normal = np.cross(points[:, 1] - points[:, 0], points[:, 2] - points[:, 0])
    rise = np.tile([0.45, 0.45, 0.9, 0.45, 0.9, 0.9, 0.9, 0.9, 1.0], count * sides)
    faces = np.arange(len(points) * 3)
    return part(points, faces, np.repeat(unit(normal), 3, axis=0), 1.0, rise, material)


def ball(splits: int) -> tuple[Floats, NDArray[np.uint32]]:
    """Return the vertices and faces of a unit ball: 20 triangles, four times as many with each split."""
    t = (1 + 5**0.5) / 2
    corners: list[tuple[float, float, float]] = [(-1, t, 0), (1, t, 0), (-1, -t, 0), (1, -t, 0), (0, -1, t), (0, 1, t)]
    corners += [(0, -1, -t), (0, 1, -t), (t, 0, -1), (t, 0, 1), (-t, 0, -1), (-t, 0, 1)]
    vertices = unit(np.array(corners))
    faces = np.array(_ICOSAHEDRON)
    for _ in range(splits):
        edges = np.sort(np.concatenate([faces[:, [0, 1]], faces[:, [1, 2]], faces[:, [2, 0]]]), axis=1)
        pairs, place = np.unique(edges, axis=0, return_inverse=True)
        middle = unit(vertices[pairs[:, 0]] + vertices[pairs[:, 1]])
        ab, bc, ca = place.reshape(3, -1) + len(vertices)
        vertices = np.concatenate([vertices, middle])
        a, b, c = faces.T
        faces = np.concatenate([np.stack(f, -1) for f in ((a, ab, ca), (b, bc, ab), (c, ca, bc), (ab, bc, ca))])
    return vertices, faces.astype(np.uint32)


_ICOSAHEDRON = (
    *((0, 11, 5), (0, 5, 1), (0, 1, 7), (0, 7, 10), (0, 10, 11), (1, 5, 9), (5, 11, 4), (11, 10, 2)),
    *((10, 7, 6), (7, 1, 8), (3, 9, 4), (3, 4, 2), (3, 2, 6), (3, 6, 8), (3, 8, 9), (4, 9, 5)),
    *((2, 4, 11), (6, 2, 10), (8, 6, 7), (9, 8, 1)),
)


def stone(draw: np.random.Generator, splits: int, material: int, *, flatness: float = 0.62) -> Part:
    """Return a stone about a metre in radius, cut by planes, its middle at z = 0; its colour is 1."""
    vertices, faces = ball(splits)
    reach = np.ones(len(vertices))
    for _ in range(20):
        towards = unit(draw.normal(0, 1, 3))
        facing = vertices @ towards
        cut = draw.uniform(0.48, 0.92) / np.maximum(facing, 1e-3)
        reach = np.where(facing > 0, np.minimum(reach, cut), reach)
    wave = vertices * 3
    reach += 0.05 * np.sin(wave[:, 0] * 3 + 1) * np.sin(wave[:, 1] * 4) * np.sin(wave[:, 2] * 3.3)
    vertices = vertices * reach[:, None] * np.array([1, draw.uniform(0.65, 0.95), flatness])
    a, b, c = (vertices[faces[:, k]] for k in range(3))
    face_normal = np.cross(b - a, c - a)
    normal = np.zeros_like(vertices)
    for k in range(3):
        np.add.at(normal, faces[:, k], face_normal)
    return part(vertices, faces, unit(normal), 1.0, np.clip(0.75 + 0.4 * vertices[:, 2], 0.4, 1), material)
