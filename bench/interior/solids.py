"""Quads: walls with openings, boxes, tubes and cushions, each with corners, normals and a surface."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from bench.interior.surfaces import Surface

Floats = NDArray[np.float64]
Point = Sequence[float] | Floats
Rect = tuple[float, float, float, float]  # left, bottom, right, top on a wall, metres


def _unit(vector: Floats) -> Floats:
    return np.asarray(vector / np.maximum(np.linalg.norm(vector, axis=-1, keepdims=True), 1e-9))


@dataclass(slots=True)
class Model:
    """Everything in a room. World frame, z up, metres; a quad's corners go (0,0), (1,0), (1,1), (0,1) in (s, t)."""

    corners: list[Floats] = field(default_factory=list)  # (n, 4, 3) each
    normals: list[Floats] = field(default_factory=list)  # (n, 4, 3) each
    surfaces: list[Surface] = field(default_factory=list)
    of: list[NDArray[np.int32]] = field(default_factory=list)  # (n,) each, into `surfaces`

    def add(self, corners: Floats, surface: Surface, normals: Floats | None = None) -> None:
        """Add quads (n, 4, 3); without normals they are flat, right-handed in (s, t)."""
        if normals is None:
            across, along = corners[:, 1] - corners[:, 0], corners[:, 3] - corners[:, 0]
            normals = np.repeat(_unit(np.cross(across, along))[:, None], 4, axis=1)
        if surface not in self.surfaces:
            self.surfaces.append(surface)
        self.corners.append(corners)
        self.normals.append(normals)
        self.of.append(np.full(len(corners), self.surfaces.index(surface), np.int32))

    def quad(self, origin: Point, across: Point, along: Point, surface: Surface) -> None:
        """Add a parallelogram that faces `across` x `along`."""
        o, u, v = (np.asarray(each, float) for each in (origin, across, along))
        self.add(np.stack([o, o + u, o + u + v, o + v])[None], surface)

    def block(self, origin: Point, edges: Floats, surface: Surface) -> None:
        """Add a box by a corner and its three edges, (3, 3), right-handed."""
        o = np.asarray(origin, float)
        a, b, c = np.asarray(edges, float)
        if np.dot(np.cross(a, b), c) < 0:
            a, b = b, a
        for start, across, along in (
            (o + c, a, b),
            (o, b, a),
            (o, a, c),
            (o + a, b, c),
            (o + a + b, -a, c),
            (o + b, -b, c),
        ):
            self.quad(start, across, along, surface)

    def box(self, low: Point, high: Point, surface: Surface) -> None:
        """Add a box along the axes."""
        a, b = np.asarray(low, float), np.asarray(high, float)
        self.block(a, np.diag(b - a), surface)

    def tube(self, foot: Point, top: Point, radii: tuple[float, float], surface: Surface, sides: int = 20) -> None:
        """Add the side of a (cut) cone around the line from `foot` to `top`."""
        a, b = np.asarray(foot, float), np.asarray(top, float)
        axis = _unit(b - a)
        x = _unit(np.cross(axis, (0.31, 0.87, 0.38)))
        y = np.cross(axis, x)
        turn = np.linspace(0, 2 * np.pi, sides + 1)
        ring = np.cos(turn)[:, None] * x + np.sin(turn)[:, None] * y
        low, high = a + radii[0] * ring, b + radii[1] * ring
        corners = np.stack([low[:-1], low[1:], high[1:], high[:-1]], axis=1)
        self.add(corners, surface, np.stack([ring[:-1], ring[1:], ring[1:], ring[:-1]], axis=1))

    def disc(self, middle: Point, radius: float, surface: Surface, up: float = 1.0, sides: int = 20) -> None:
        """Add a level disc that faces up (1) or down (-1)."""
        turn = np.linspace(0, 2 * np.pi, sides + 1)[:: int(up)]
        ring = np.stack([np.cos(turn), np.sin(turn), np.zeros_like(turn)], axis=-1) * radius + np.asarray(middle, float)
        centre = np.broadcast_to(np.asarray(middle, float), ring[:-1].shape)
        between = (ring[:-1] + ring[1:]) / 2 * 0.5 + centre * 0.5
        self.add(np.stack([centre, ring[:-1], ring[1:], between], axis=1), surface)

    def cushion(self, middle: Point, half: Point, surface: Surface, squareness: float = 0.4, turn: float = 0.0) -> None:
        """Add a superellipsoid: 1 is a ball, small values are nearly a box."""
        rows, sides = 12, 24
        lat, lon = np.meshgrid(
            np.linspace(-np.pi / 2, np.pi / 2, rows + 1), np.linspace(0, 2 * np.pi, sides + 1), indexing="ij"
        )

        def power(x: Floats, e: float) -> Floats:
            return np.asarray(np.sign(x) * np.abs(x) ** e)

        e = squareness
        size = np.asarray(half, float)

        def shell(e: float) -> Floats:
            return np.stack(
                [
                    power(np.cos(lat), e) * power(np.cos(lon), e),
                    power(np.cos(lat), e) * power(np.sin(lon), e),
                    power(np.sin(lat), e),
                ],
                axis=-1,
            )

        points, normals = shell(e) * size, _unit(shell(2 - e) / size)
        spin = np.array([[np.cos(turn), -np.sin(turn), 0], [np.sin(turn), np.cos(turn), 0], [0, 0, 1]])
        points, normals = points @ spin.T + np.asarray(middle, float), normals @ spin.T

        def cells(grid: Floats) -> Floats:
            return np.stack([grid[:-1, :-1], grid[:-1, 1:], grid[1:, 1:], grid[1:, :-1]], axis=2).reshape(-1, 4, 3)

        self.add(cells(points), surface, cells(normals))

    def sheet(self, points: Floats, surface: Surface) -> None:
        """Add a smooth sheet through a grid of points (m, n, 3); it faces the first index's x the second's step."""
        du, dv = np.gradient(points, axis=0), np.gradient(points, axis=1)
        normals = _unit(np.cross(du, dv))

        def cells(grid: Floats) -> Floats:
            return np.stack([grid[:-1, :-1], grid[1:, :-1], grid[1:, 1:], grid[:-1, 1:]], axis=2).reshape(-1, 4, 3)

        self.add(cells(points), surface, cells(normals))


@dataclass(frozen=True, slots=True, kw_only=True)
class Wall:
    """A flat wall as somebody in the room sees it: `right` x `up` points into the room."""

    origin: Floats  # lower left corner
    right: Floats  # unit
    up: Floats  # unit
    width: float
    height: float

    @property
    def into(self) -> Floats:
        """Unit normal into the room."""
        return np.cross(self.right, self.up)

    def at(self, x: float, y: float, depth: float = 0.0) -> Floats:
        """Return the point `x` to the right and `y` up, `depth` metres into the room."""
        return np.asarray(self.origin + x * self.right + y * self.up + depth * self.into)

    def block(self, model: Model, rect: Rect, depths: tuple[float, float], surface: Surface) -> None:
        """Add a box over a rectangle of the wall, between two depths."""
        left, low, right, high = rect
        near, far = depths
        edges = np.stack([(right - left) * self.right, (high - low) * self.up, (far - near) * self.into])
        model.block(self.at(left, low, near), edges, surface)

    def panel(self, model: Model, rect: Rect, depth: float, surface: Surface) -> None:
        """Add a flat rectangle that faces the room."""
        left, low, right, high = rect
        model.quad(self.at(left, low, depth), (right - left) * self.right, (high - low) * self.up, surface)

    def built(self, model: Model, surface: Surface, holes: Sequence[Rect] = ()) -> None:
        """Add the wall, but for its openings."""
        xs = sorted({0.0, self.width, *(x for hole in holes for x in (hole[0], hole[2]))})
        ys = sorted({0.0, self.height, *(y for hole in holes for y in (hole[1], hole[3]))})
        for left, right in itertools.pairwise(xs):
            for low, high in itertools.pairwise(ys):
                x, y = (left + right) / 2, (low + high) / 2
                if not any(hole[0] < x < hole[2] and hole[1] < y < hole[3] for hole in holes):
                    self.panel(model, (left, low, right, high), 0.0, surface)
