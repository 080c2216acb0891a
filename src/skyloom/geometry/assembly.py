"""Collects the boxes, beams, rods and faces of one built thing and joins them at once: thousands cost milliseconds.

Lengths are metres, z is up. An assembly may hand out frames, assemblies moved and turned against it that collect into
the same heap. The sky that a face sees is guessed from where it looks and how high above the foot it is.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from skyloom.geometry.meshes import Part, joined, moved, part, unit
from skyloom.geometry.solids import quads

Vector = Sequence[float]
Array = NDArray[np.floating]

SIDES = np.array([(0, 1, 5, 4), (1, 2, 6, 5), (2, 3, 7, 6), (3, 0, 4, 7), (4, 5, 6, 7), (3, 2, 1, 0)])
SHADED = 2.5  # metres above the foot from which a wall sees all of its half of the sky


class Assembly:
    """The faces of one thing, in the frame of whoever asked for it."""

    def __init__(self, at: Vector = (0.0, 0.0, 0.0), turn: float = 0.0, heap: _Heap | None = None) -> None:
        self._at, self._turn = (float(at[0]), float(at[1]), float(at[2])), turn
        self._cos, self._sin = math.cos(turn), math.sin(turn)
        self._heap = heap or _Heap()

    def framed(self, at: Vector = (0.0, 0.0, 0.0), turn: float = 0.0) -> Assembly:
        """Return an assembly moved and turned (radians about z) against this one, that collects for it."""
        return Assembly(self.place(at), self._turn + turn, self._heap)

    def place(self, p: Vector) -> tuple[float, float, float]:
        """Return a point of this frame in the outermost one."""
        x, y, z = self._at
        return x + self._cos * p[0] - self._sin * p[1], y + self._sin * p[0] + self._cos * p[1], z + p[2]

    def box(self, low: Vector, high: Vector, colour: Vector, number: int, *, top: float = 1.0) -> None:
        """Add a box between two corners; `top` scales its upper face."""
        (x0, y0, z0), (x1, y1, z1) = low, high
        mx, my = (x0 + x1) / 2, (y0 + y1) / 2
        hx, hy = (x1 - x0) / 2 * top, (y1 - y0) / 2 * top
        ring = ((x0, y0, z0), (x1, y0, z0), (x1, y1, z0), (x0, y1, z0))
        lid = ((mx - hx, my - hy, z1), (mx + hx, my - hy, z1), (mx + hx, my + hy, z1), (mx - hx, my + hy, z1))
        self._heap.hexahedra.append([self.place(p) for p in (*ring, *lid)])
        self._heap.hexahedron_looks.append((*colour, number))

    def block(self, at: Vector, size: Vector, colour: Vector, number: int, *, top: float = 1.0) -> None:
        """Add a box of a size whose floor's middle is at a point."""
        (x, y, z), (w, d, h) = at, size
        self.box((x - w / 2, y - d / 2, z), (x + w / 2, y + d / 2, z + h), colour, number, top=top)

    def beam(self, a: Vector, b: Vector, wide: float, deep: float, colour: Vector, number: int) -> None:
        """Add a square beam from a to b: `wide` across, `deep` in the upright plane through it."""
        self._heap.beams.append((*self.place(a), *self.place(b), wide, deep))
        self._heap.beam_looks.append((*colour, number))

    def rod(
        self,
        a: Vector,
        b: Vector,
        radius: float,
        colour: Vector,
        number: int,
        *,
        tip: float | None = None,
        sides: int = 6,
    ) -> None:
        """Add a round rod from a to b, without ends, that may narrow to the radius `tip`."""
        row = (*self.place(a), *self.place(b), radius, radius if tip is None else tip)
        rods, looks = self._heap.rods.setdefault(sides, ([], []))
        rods.append(row)
        looks.append((*colour, number))

    def rope(
        self, a: Vector, b: Vector, sag: float, radius: float, colour: Vector, number: int, *, steps: int = 8
    ) -> None:
        """Add a rope that hangs between two points, `sag` metres at its middle."""
        s = [k / steps for k in range(steps + 1)]
        points = [
            (a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t, a[2] + (b[2] - a[2]) * t - 4 * sag * t * (1 - t))
            for t in s
        ]
        for p, q in pairwise(points):
            self.rod(p, q, radius, colour, number, sides=4)

    def quad(
        self,
        a: Vector,
        b: Vector,
        c: Vector,
        d: Vector,
        colour: Vector,
        number: int,
        *,
        origin: tuple[float, float] = (0.0, 0.0),
    ) -> None:
        """Add a flat face, counter-clockwise from its front; wall coordinates are `origin` at a and run towards b."""
        self._heap.quads.append([self.place(p) for p in (a, b, c, d)])
        self._heap.origins.append(origin)
        self._heap.quad_looks.append((*colour, number))

    def triangle(self, a: Vector, b: Vector, c: Vector, colour: Vector, number: int) -> None:
        """Add a triangle, counter-clockwise from its front; wall coordinates start at a and run towards b."""
        self._heap.triangles.append([self.place(p) for p in (a, b, c, a, b)])
        self._heap.triangle_looks.append((*colour, number))

    def polygon(self, ring: Sequence[Vector], colour: Vector, number: int) -> None:
        """Add a convex flat face through points, counter-clockwise from its front."""
        for b, c in pairwise(ring[1:]):
            self._heap.triangles.append([self.place(p) for p in (ring[0], b, c, ring[0], ring[1])])
            self._heap.triangle_looks.append((*colour, number))

    def add(self, shape: Part, at: Vector = (0.0, 0.0, 0.0), *, turn: float = 0.0, scale: float = 1.0) -> None:
        """Add a finished part, scaled, turned and moved."""
        self._heap.parts.append(moved(shape, self.place(at), turn=self._turn + turn, scale=scale))

    def result(self) -> Part:
        """Return everything collected so far as one part."""
        return self._heap.result()


class _Heap:
    def __init__(self) -> None:
        self.hexahedra: list[list[Vector]] = []
        self.hexahedron_looks: list[tuple[float, ...]] = []
        self.beams: list[tuple[float, ...]] = []
        self.beam_looks: list[tuple[float, ...]] = []
        self.rods: dict[int, tuple[list[tuple[float, ...]], list[tuple[float, ...]]]] = {}
        self.quads: list[list[Vector]] = []
        self.quad_looks: list[tuple[float, ...]] = []
        self.origins: list[tuple[float, float]] = []
        self.triangles: list[list[Vector]] = []  # three corners, then where wall coordinates start and run to
        self.triangle_looks: list[tuple[float, ...]] = []
        self.parts: list[Part] = []

    def result(self) -> Part:
        parts = list(self.parts)
        corners = [np.array(self.hexahedra, float).reshape(-1, 8, 3), _beam_corners(self.beams)]
        looks = np.array(self.hexahedron_looks + self.beam_looks, float).reshape(-1, 4)
        faces = np.concatenate(corners)[:, SIDES].reshape(-1, 4, 3)
        faces = np.concatenate([faces, np.array(self.quads, float).reshape(-1, 4, 3)])
        looks = np.concatenate([np.repeat(looks, 6, axis=0), np.array(self.quad_looks, float).reshape(-1, 4)])
        if len(faces):
            shape = quads(faces, looks[:, :3], looks[:, 3])
            if self.origins:
                first = len(shape.uv) - 4 * len(self.origins)
                shift = np.repeat(np.array(self.origins, np.float32), 4, axis=0)
                shape = replace(shape, uv=np.concatenate([shape.uv[:first], shape.uv[first:] + shift]))
            parts.append(_shaded(shape))
        if self.triangles:
            parts.append(_triangles(np.array(self.triangles, float), np.array(self.triangle_looks, float)))
        for sides, (rods, rod_looks) in sorted(self.rods.items()):
            parts.append(_rods(np.array(rods, float), np.array(rod_looks, float), sides))
        return joined(parts)


def _beam_corners(rows: list[tuple[float, ...]]) -> Array:
    if not rows:
        return np.zeros((0, 8, 3))
    beams = np.array(rows, float)
    a, b, wide, deep = beams[:, :3], beams[:, 3:6], beams[:, 6:7] / 2, beams[:, 7:8] / 2
    _, side, up = _frame(a, b)
    ring = [-side * wide - up * deep, side * wide - up * deep, side * wide + up * deep, -side * wide + up * deep]
    return np.stack([b + r for r in ring] + [a + r for r in ring], 1)


def _frame(a: Array, b: Array) -> tuple[Array, Array, Array]:
    along = unit(b - a).astype(float)
    is_upright = np.abs(along[:, 2:]) > 0.999
    side = unit(np.where(is_upright, (1.0, 0.0, 0.0), np.cross(along, (0.0, 0.0, 1.0)))).astype(float)
    return along, side, np.cross(side, along)


def _triangles(rows: Array, looks: Array) -> Part:
    k, points = len(rows), rows[:, :3]
    along = unit(rows[:, 4] - rows[:, 3])
    normal = unit(np.cross(points[:, 1] - points[:, 0], points[:, 2] - points[:, 0]))
    away = points - rows[:, 3:4]
    uv = np.stack([(away * along[:, None]).sum(-1), (away * np.cross(normal, along)[:, None]).sum(-1)], -1)
    uv -= np.minimum(uv.min(axis=1, keepdims=True), 0)
    shape = part(
        points,
        np.arange(3 * k).reshape(-1, 3),
        np.repeat(normal, 3, axis=0),
        np.repeat(looks[:, :3], 3, axis=0),
        1.0,
        looks[:, 3],
        uv.reshape(-1, 2),
    )
    return _shaded(shape)


def _rods(rows: Array, looks: Array, sides: int) -> Part:
    a, b, foot, tip = rows[:, :3], rows[:, 3:6], rows[:, 6], rows[:, 7]
    _, side, up = _frame(a, b)
    angle = np.arange(sides + 1) * (2 * np.pi / sides)
    # counter-clockwise seen from the tip: side x up points back along the rod, so the turn runs the other way
    out = side[:, None] * np.cos(angle)[:, None] - up[:, None] * np.sin(angle)[:, None]
    low = a[:, None] + out * foot[:, None, None]
    high = b[:, None] + out * tip[:, None, None]
    length = np.linalg.norm(b - a, axis=1)
    around = np.broadcast_to(angle * np.maximum(foot, 0.01)[:, None], (len(rows), sides + 1))
    uv = np.stack(
        [
            np.stack([around, np.zeros_like(around)], -1),
            np.stack([around, np.broadcast_to(length[:, None], around.shape)], -1),
        ],
        1,
    )
    position = np.stack([low, high], 1)
    normal = np.stack([out, out], 1)
    k = np.arange(sides)
    one = np.concatenate([np.stack([k, k + 1, k + sides + 2], -1), np.stack([k, k + sides + 2, k + sides + 1], -1)])
    faces = one[None] + (np.arange(len(rows)) * 2 * (sides + 1))[:, None, None]
    shape = part(
        position,
        faces,
        normal.reshape(-1, 3),
        np.repeat(looks[:, :3], 2 * (sides + 1), axis=0),
        1.0,
        np.repeat(looks[:, 3], 2 * sides),
        uv.reshape(-1, 2),
    )
    return _shaded(shape)


def _shaded(shape: Part) -> Part:
    z = shape.normal[:, 2]
    share = 0.78 + 0.22 * np.maximum(z, 0) - 0.34 * np.maximum(-z, 0)
    share = share * (0.68 + 0.32 * np.clip(shape.position[:, 2] / SHADED, 0, 1))
    return part(shape.position, shape.faces, shape.normal, shape.colour, share, shape.material, shape.uv)
