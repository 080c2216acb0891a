"""Walls with openings, floors and ceilings: what closes a room.

A wall runs from a corner to the next one of a room's outline, counter-clockwise from above, so that the room is on its
left. Its own coordinates are u, metres from the first corner, and height over the floor.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike, NDArray

from skyloom.geometry.meshes import Floats, Part, joined, part, unit
from skyloom.world.kinds import Material, tagged

Array = NDArray[np.floating]
PLASTER, MASONRY, BRICK, MARBLE = (
    int(tagged(material, 1)) for material in (Material.PLASTER, Material.MASONRY, Material.BRICK, Material.MARBLE)
)  # as they are indoors: clean, and marble polished
Skin = tuple[Sequence[float], int]  # colour, material
ARC = 12  # segments of half an arch


@dataclass(frozen=True, slots=True)
class Opening:
    """A hole in a wall: a window, a door or an arch."""

    u0: float
    u1: float
    sill: float
    head: float  # its highest point
    rise: float = 0.0  # of the arch under the head: 0 a straight lintel
    is_pointed: bool = False
    is_round: bool = False  # a circle between sill and head

    @property
    def middle(self) -> float:
        """Where its axis is, along the wall."""
        return (self.u0 + self.u1) / 2

    @property
    def width(self) -> float:
        """How wide it is."""
        return self.u1 - self.u0

    def outline(self) -> Array:
        """Return the points (n, 2) of its upper edge from left to right, in the wall's coordinates."""
        if self.is_round:
            return self._circle(np.linspace(np.pi, 0, 4 * ARC + 1))
        if self.rise <= 0:
            return np.array([(self.u0, self.head), (self.u1, self.head)])
        half, spring = self.width / 2, self.head - self.rise
        if not self.is_pointed:
            a = np.linspace(np.pi, 0, 2 * ARC + 1)
            return np.stack([self.middle + half * np.cos(a), spring + self.rise * np.sin(a)], -1)
        reach = (half * half + self.rise * self.rise) / (2 * half)  # of each arc, so that both meet at the head
        a = np.linspace(0, np.arctan2(self.rise, reach - half), ARC + 1)
        x, z = reach * (1 - np.cos(a)) - half, reach * np.sin(a)
        left = np.stack([self.middle + x, spring + z], -1)
        right = np.stack([self.middle - x, spring + z], -1)[::-1]
        return np.concatenate([left, right[1:]])

    def floor(self) -> Array:
        """Return the points (n, 2) of its lower edge from left to right, in the wall's coordinates."""
        if self.is_round:
            return self._circle(np.linspace(-np.pi, 0, 4 * ARC + 1))
        return np.array([(self.u0, self.sill), (self.u1, self.sill)])

    def _circle(self, angle: Array) -> Array:
        r = self.width / 2
        return np.stack([self.middle + r * np.cos(angle), (self.sill + self.head) / 2 + r * np.sin(angle)], -1)


def wall(
    a: Sequence[float],
    b: Sequence[float],
    span: tuple[float, float],
    openings: Sequence[Opening],
    thickness: float,
    inner: Skin,
    *,
    outer: Skin | None = None,
    reveal: Skin | None = None,
) -> Part:
    """Return a wall from `a` to `b`, (x, y), between two heights, its inner face on that line.

    Openings may not overlap; `reveal` is the skin of the openings' own sides.
    """
    frame = Frame.along(a, b)
    bottom, top = span
    flats: list[Array] = []
    sides: list[Array] = []
    u = 0.0
    for hole in sorted(openings, key=lambda hole: hole.u0):
        flats.append(_upright(u, hole.u0, bottom, top))
        edge = hole.outline()
        low = hole.floor()
        if hole.sill > bottom:
            flats += [np.array([(a[0], bottom), (b[0], bottom), b, a]) for a, b in pairwise(low)]
            sides += [np.array(pair) for pair in pairwise(low)]
        for (u0, z0), (u1, z1) in pairwise(edge):
            if top > max(z0, z1) + 1e-4:
                flats.append(np.array([(u0, z0), (u1, z1), (u1, top), (u0, top)]))
        ring = np.concatenate([low[-1:], edge[::-1], low[:1]])
        sides += [np.array(pair) for pair in pairwise(ring)]
        u = hole.u1
    flats.append(_upright(u, frame.length, bottom, top))
    faces = np.stack([flat for flat in flats if np.ptp(flat[:, 0]) > 1e-4 and np.ptp(flat[:, 1]) > 1e-4])
    parts = [
        panels(frame.at(faces[:, ::-1, 0], faces[:, ::-1, 1], 0.0), faces[:, ::-1], inner),
        panels(frame.at(faces[..., 0], faces[..., 1], -thickness), faces, outer or inner),
    ]
    if sides:
        edges = np.stack([side for side in sides if np.abs(side[0] - side[1]).max() > 1e-4])
        deep = np.zeros(len(edges))
        corners = np.stack(
            [
                frame.at(edges[:, 0, 0], edges[:, 0, 1], deep - thickness),
                frame.at(edges[:, 1, 0], edges[:, 1, 1], deep - thickness),
                frame.at(edges[:, 1, 0], edges[:, 1, 1], deep),
                frame.at(edges[:, 0, 0], edges[:, 0, 1], deep),
            ],
            1,
        )
        length = np.linalg.norm(edges[:, 1] - edges[:, 0], axis=1)
        uv = np.zeros((len(edges), 4, 2))
        uv[:, 1:3, 0], uv[:, 2:, 1] = length[:, None], thickness
        parts.append(panels(corners, uv, reveal or inner))
    return joined(parts)


@dataclass(frozen=True, slots=True)
class Frame:
    """The coordinates of a wall."""

    corner: Array  # (2,)
    way: Array  # (2,), unit
    length: float

    @classmethod
    def along(cls, a: Sequence[float], b: Sequence[float]) -> Frame:
        """Return the frame of a wall from `a` to `b`."""
        start, end = np.asarray(a, float), np.asarray(b, float)
        length = float(np.linalg.norm(end - start))
        return cls(start, (end - start) / length, length)

    def at(self, u: ArrayLike, z: ArrayLike, into: ArrayLike) -> Array:
        """Return points (..., 3) at u and z, `into` the room."""
        along, height, deep = np.broadcast_arrays(np.asarray(u, float), np.asarray(z, float), np.asarray(into, float))
        x = self.corner[0] + self.way[0] * along - self.way[1] * deep
        y = self.corner[1] + self.way[1] * along + self.way[0] * deep
        return np.stack([x, y, height], -1)

    @property
    def turn(self) -> float:
        """The turn of a thing that stands with its back to the wall, its front (-y) towards the room."""
        return float(np.arctan2(self.way[1], self.way[0]) + np.pi)


def panels(corners: Array, uv: Array, skin: Skin) -> Part:
    """Return k flat faces (k, 4, 3), counter-clockwise from their front, with wall coordinates (k, 4, 2)."""
    points = np.asarray(corners, np.float32).reshape(-1, 4, 3)
    first = np.cross(points[:, 1] - points[:, 0], points[:, 2] - points[:, 0])
    second = np.cross(points[:, 2] - points[:, 0], points[:, 3] - points[:, 0])
    normal: Floats = unit(first + second)
    start = np.arange(len(points), dtype=np.uint32)[:, None] * np.uint32(4)
    faces = np.stack([start + np.array([0, 1, 2], np.uint32), start + np.array([0, 2, 3], np.uint32)], 1)
    where = np.maximum(np.asarray(uv, np.float32).reshape(-1, 2), 0)
    return part(points, faces, np.repeat(normal, 4, axis=0), skin[0], 0.85, skin[1], where)


def slab(outline: ArrayLike, height: float, skin: Skin, *, faces_up: bool) -> Part:
    """Return a floor (or, facing down, a ceiling) over a convex outline (n, 2), counter-clockwise from above."""
    ring = np.asarray(outline, np.float64).reshape(-1, 2)
    n = len(ring)
    fan = np.column_stack([np.zeros(n - 2, int), np.arange(1, n - 1), np.arange(2, n)])
    position = np.column_stack([ring, np.full(n, height)])
    uv = ring - ring.min(axis=0)
    return part(position, fan if faces_up else fan[:, ::-1], (0, 0, 1 if faces_up else -1), skin[0], 1.0, skin[1], uv)


def _upright(u0: float, u1: float, z0: float, z1: float) -> Array:
    return np.array([(u0, z0), (u1, z0), (u1, z1), (u0, z1)])
