"""Collects boxes, walls and parts of a city by the thousand and joins them once.

Lengths are metres, z is up. Everything is built in the city's own frame, streets along x and y.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import ArrayLike, NDArray

from skyloom.geometry.meshes import Copies, Part, joined, moved, part
from skyloom.geometry.solids import quads
from skyloom.world.built import Lamps
from skyloom.world.urban.facades import GRIDS, Facade, facade

Array = NDArray[np.floating]
CANYON = (0.42, 0.92)  # share of the sky that walls see at the foot and at CANYON_TOP
CANYON_TOP = 40.0  # metres


class Pile:
    """Faces and lamps of one place."""

    def __init__(self) -> None:
        self._parts: list[Part] = []
        self._corners: list[Array] = []
        self._colours: list[Array] = []
        self._numbers: list[NDArray[np.uint32]] = []
        self._uvs: list[Array] = []
        self._lamps: list[tuple[Array, Array, Array]] = []

    def add(self, shape: Part) -> None:
        """Add a part that stands where it belongs."""
        self._parts.append(shape)

    def boxes(
        self, low: ArrayLike, high: ArrayLike, colour: ArrayLike, number: ArrayLike, *, has_floor: bool = False
    ) -> None:
        """Add k boxes between two corners each, (k, 3); colours and numbers for all or one each."""
        a, b = (np.asarray(c, np.float64).reshape(-1, 3) for c in (low, high))
        a, b = np.minimum(a, b), np.maximum(a, b)
        k = len(a)
        if not k:
            return
        sides = _SIDES if has_floor else _SIDES[:5]
        corners = np.where(sides[None], b[:, None, None, :], a[:, None, None, :])
        self.quads(
            corners.reshape(-1, 4, 3),
            _each(np.asarray(colour, np.float32), k, len(sides), 2),
            _each(np.asarray(number, np.uint32), k, len(sides), 1),
        )

    def quads(self, corners: ArrayLike, colour: ArrayLike, number: ArrayLike, *, uv: ArrayLike | None = None) -> None:
        """Add k flat faces, (k, 4, 3), counter-clockwise from their front; `uv` (k, 4, 2) if not metres."""
        points = np.asarray(corners, np.float32).reshape(-1, 4, 3)
        k = len(points)
        if not k:
            return
        self._corners.append(points)
        self._colours.append(np.broadcast_to(np.asarray(colour, np.float32), (k, 3)))
        self._numbers.append(np.broadcast_to(np.asarray(number, np.uint32), (k,)))
        metres = np.nan if uv is None else np.asarray(uv, np.float32)
        self._uvs.append(np.broadcast_to(np.asarray(metres, np.float32), (k, 4, 2)))

    def _flat(self) -> list[Part]:
        """Return all flat faces as one part: thousands of small ones would cost seconds."""
        if not self._corners:
            return []
        points, uv = np.concatenate(self._corners), np.concatenate(self._uvs)
        low, high = CANYON
        up = np.clip(points[..., 2] / CANYON_TOP, 0, 1)
        open_to = (low + (high - low) * np.sqrt(up)).ravel()
        shape = quads(points, np.concatenate(self._colours), np.concatenate(self._numbers), openness=open_to)
        level = np.abs(shape.normal[:, 2]) > 0.7
        uv = uv.reshape(-1, 2)
        return [
            replace(
                shape,
                openness=np.where(level, 0.85, shape.openness).astype(np.float32),
                uv=np.where(np.isnan(uv), shape.uv, uv).astype(np.float32),
            )
        ]

    def walls(
        self,
        start: ArrayLike,
        end: ArrayLike,
        foot: ArrayLike,
        floors: ArrayLike,
        colour: ArrayLike,
        kind: ArrayLike,
        seed: ArrayLike,
        *,
        first: ArrayLike = 0,
    ) -> Array:
        """Add k walls of windows from `start` to `end`, (k, 2), seen from their right; return their heights, (k,).

        Bays are stretched a little, so that each wall holds whole ones; `first` counts the floors below.
        """
        a, b = (np.asarray(c, np.float64).reshape(-1, 2) for c in (start, end))
        k = len(a)
        kinds, seeds = (np.broadcast_to(np.asarray(c, np.int64), (k,)) for c in (kind, seed))
        bay, floor = _BAYS[kinds], _FLOORS[kinds]
        z0, rows, below = (np.broadcast_to(np.asarray(c, np.float64), (k,)) for c in (foot, floors, first))
        high = rows * floor
        columns = np.maximum(np.round(np.linalg.norm(b - a, axis=1) / bay), 1)
        corners = np.empty((k, 4, 3))
        corners[:, 0, :2], corners[:, 1, :2], corners[:, 2, :2], corners[:, 3, :2] = a, b, b, a
        corners[:, :2, 2], corners[:, 2:, 2] = z0[:, None], (z0 + high)[:, None]
        uv = np.zeros((k, 4, 2))
        uv[:, 1:3, 0] = (columns * bay)[:, None]
        uv[:, :2, 1], uv[:, 2:, 1] = (below * floor)[:, None], ((below + rows) * floor)[:, None]
        self.quads(
            corners,
            _each(np.asarray(colour, np.float32), k, 1, 2),
            facade(kinds.astype(np.uint32), seeds),
            uv=uv,
        )
        return high

    def block(
        self,
        outline: ArrayLike,
        foot: float,
        floors: int,
        colour: ArrayLike,
        kind: Facade,
        seed: int,
        *,
        roof: tuple[ArrayLike, ArrayLike],
    ) -> float:
        """Add a building over a convex outline (n, 2), counter-clockwise; return the height of its roof."""
        ring = np.asarray(outline, np.float64)
        seeds = seed + 131 * np.arange(len(ring))
        high = self.walls(ring, np.roll(ring, -1, axis=0), foot, floors, colour, int(kind), seeds)
        top = foot + float(high[0])
        self.lid(ring, top, *roof)
        return top

    def lid(self, outline: ArrayLike, z: float, colour: ArrayLike, number: ArrayLike) -> None:
        """Add a level face over a convex outline (n, 2)."""
        ring = np.asarray(outline, np.float64)
        n = len(ring)
        fan = np.column_stack([np.zeros(n - 2, int), np.arange(1, n - 1), np.arange(2, n)])
        uv = np.clip(ring - ring.min(axis=0), 0, 500)
        self._parts.append(part(np.column_stack([ring, np.full(n, z)]), fan, (0, 0, 1), colour, 0.95, number, uv))

    def ledge(self, outline: ArrayLike, z: float, high: float, out: float, colour: ArrayLike, number: int) -> None:
        """Add a band around a convex outline that stands out from it: a cornice, a string course, a parapet."""
        ring = np.asarray(outline, np.float64)
        wide = widened(ring, out)
        after = np.roll(wide, -1, axis=0)
        bands = np.empty((len(ring), 4, 3))
        bands[:, 0, :2], bands[:, 1, :2], bands[:, 2, :2], bands[:, 3, :2] = wide, after, after, wide
        bands[:, :2, 2], bands[:, 2:, 2] = z, z + high
        self.quads(bands, colour, number)
        self.lid(wide, z + high, colour, number)
        under = np.empty((len(ring), 4, 3))
        inner = np.roll(ring, -1, axis=0)
        under[:, 0, :2], under[:, 1, :2], under[:, 2, :2], under[:, 3, :2] = after, wide, ring, inner
        under[..., 2] = z
        self.quads(under, np.asarray(colour) * 0.6, number)

    def stand(self, copies: Copies, shape: Part) -> None:
        """Add all copies of a part."""
        k, n = len(copies.position), len(shape.position)
        if not k:
            return
        cos, sin = np.cos(copies.turn)[:, None], np.sin(copies.turn)[:, None]
        scale = np.broadcast_to(copies.scale[:, None] if copies.scale.ndim == 1 else copies.scale, (k, 3))
        x, y, z = (shape.position[None, :, axis] * scale[:, None, axis] for axis in range(3))
        where = np.stack([cos * x - sin * y, sin * x + cos * y, z + 0 * x], -1) + copies.position[:, None]
        nx, ny, nz = (shape.normal[None, :, axis] + 0 * cos for axis in range(3))
        normal = np.stack([cos * nx - sin * ny, sin * nx + cos * ny, nz], -1)
        tint = np.where(_is_tinted(shape)[None, :, None], copies.tint[:, None, :], 1)
        offset = np.arange(k, dtype=np.uint32)[:, None, None] * np.uint32(n)
        self._parts.append(
            part(
                where,
                (shape.faces[None] + offset),
                normal.reshape(-1, 3),
                (shape.colour[None] * tint).reshape(-1, 3),
                np.tile(shape.openness, k),
                np.tile(shape.material, k),
                np.tile(shape.uv, (k, 1)),
            )
        )

    def lamps(self, position: ArrayLike, intensity: ArrayLike, radius: float = 0.3) -> None:
        """Add k lamps at (k, 3); candela, linear RGB, for all or one each."""
        where = np.asarray(position, np.float64).reshape(-1, 3)
        light = np.broadcast_to(np.asarray(intensity, np.float64), where.shape)
        self._lamps.append((where, light, np.full(len(where), radius)))

    def part(self, at: Sequence[float] = (0, 0, 0), turn: float = 0.0) -> Part:
        """Return all faces as one part, turned about z and moved by `at`."""
        return moved(joined([*self._flat(), *self._parts]), at, turn=turn)

    def lit(self, at: Sequence[float] = (0, 0, 0), turn: float = 0.0, *, power: float = 1.0) -> Lamps:
        """Return all lamps, turned and moved alike, `power` times as bright."""
        if not self._lamps or power <= 0:
            return Lamps(np.zeros((0, 3), np.float32), np.zeros((0, 3), np.float32), np.zeros(0, np.float32))
        where, light, radius = (np.concatenate([lamp[k] for lamp in self._lamps]) for k in range(3))
        cos, sin = np.cos(turn), np.sin(turn)
        spin = np.array([[cos, sin, 0], [-sin, cos, 0], [0, 0, 1]])
        return Lamps(
            (where @ spin + np.asarray(at)).astype(np.float32),
            (light * power).astype(np.float32),
            radius.astype(np.float32),
        )


def widened(outline: Array, out: float) -> Array:
    """Return a convex outline (n, 2), counter-clockwise, moved outwards by `out`."""
    after, before = np.roll(outline, -1, axis=0) - outline, outline - np.roll(outline, 1, axis=0)
    n1 = np.stack([after[:, 1], -after[:, 0]], -1) / np.linalg.norm(after, axis=1, keepdims=True)
    n0 = np.stack([before[:, 1], -before[:, 0]], -1) / np.linalg.norm(before, axis=1, keepdims=True)
    mean = n0 + n1
    grown: Array = outline + mean * (2 * out / np.maximum((mean**2).sum(axis=1, keepdims=True), 0.5))
    return grown


def rectangle(x0: float, x1: float, y0: float, y1: float) -> Array:
    """Return an outline, counter-clockwise from above."""
    return np.array([(x0, y0), (x1, y0), (x1, y1), (x0, y1)], float)


def _each(values: np.ndarray, k: int, times: int, full: int) -> np.ndarray:
    """Return values for k bodies with `times` faces each, from one value or one a body."""
    if values.ndim < full:
        return values
    return np.repeat(np.broadcast_to(values, (k, *values.shape[1:])), times, axis=0)


def _is_tinted(shape: Part) -> NDArray[np.bool_]:
    """Tell which vertices take a copy's tint: those painted bright."""
    return shape.colour.min(axis=1) > TINTED


TINTED = 0.985  # vertices as white as this take the tint of their copy
_BAYS = np.array([GRIDS[kind].bay for kind in Facade])
_FLOORS = np.array([GRIDS[kind].floor for kind in Facade])
# faces by corners: 1 takes the upper corner's coordinate
_SIDES = np.array(
    [
        [(0, 0, 0), (1, 0, 0), (1, 0, 1), (0, 0, 1)],
        [(1, 0, 0), (1, 1, 0), (1, 1, 1), (1, 0, 1)],
        [(1, 1, 0), (0, 1, 0), (0, 1, 1), (1, 1, 1)],
        [(0, 1, 0), (0, 0, 0), (0, 0, 1), (0, 1, 1)],
        [(0, 0, 1), (1, 0, 1), (1, 1, 1), (0, 1, 1)],
        [(0, 1, 0), (1, 1, 0), (1, 0, 0), (0, 0, 0)],
    ],
    bool,
)
