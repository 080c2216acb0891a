"""A bare room that is being furnished: where things may stand, and where the camera has room."""

from __future__ import annotations

import math
from collections.abc import Collection
from dataclasses import dataclass, field

import numpy as np

from skyloom.core.scene import ThingKind
from skyloom.world.interiors.bodies import Colour
from skyloom.world.interiors.pieces import Piece
from skyloom.world.interiors.shells import Frame, Opening

OVERLAP = 0.04  # metres by which boxes around turned things may overlap
OFF_CENTRE = 0.9  # metres of room that the middle of the floor is worth
ENOUGH = 0.9  # metres around the camera: more room than that is not better
OVERHEAD = 2.45  # metres over the floor: what hangs lower may not hang over the camera


@dataclass(slots=True)
class Setting:
    """A bare room that is being furnished, in its own frame: middle at x = y = 0."""

    draw: np.random.Generator
    size: tuple[float, float, float]
    walls: tuple[Frame, ...]  # south, east, north, west
    holes: tuple[tuple[Opening, ...], ...]  # of each wall
    lit: float  # 0 by day, 1 by night
    wood: Colour
    fabric: Colour
    knee: float = math.inf  # height of the side walls under a sloping roof
    without: Collection[str] = ()  # kinds of things that are not wanted
    pieces: list[Piece] = field(default_factory=list)
    taken: list[tuple[np.ndarray, np.ndarray]] = field(default_factory=list)  # boxes of floor

    def add(
        self,
        thing: Piece,
        x: float,
        y: float,
        *,
        z: float = 0.0,
        turn: float = 0.0,
        is_solid: bool = True,
        kind: ThingKind | None = None,
    ) -> bool:
        """Put a piece in the room where it does not reach through a wall; tell whether it is in.

        Nothing of a `kind` that is not wanted gets in.
        """
        if kind in self.without:
            return False
        there = thing.at(x, y, z, turn=turn)
        w, d, _ = self.size
        for shape in there.parts:
            low, high = shape.position.min(axis=0), shape.position.max(axis=0)
            if low[0] < -w / 2 - 0.1 or low[1] < -d / 2 - 0.1 or high[0] > w / 2 + 0.1 or high[1] > d / 2 + 0.1:
                return False
            if math.isfinite(self.knee) and (shape.position[:, 2] > self.roof(shape.position[:, 0])).any():
                return False
        is_solid = is_solid and z == 0
        if is_solid and there.parts:
            low = np.min([shape.position.min(axis=0)[:2] for shape in there.parts], axis=0) + OVERLAP
            high = np.max([shape.position.max(axis=0)[:2] for shape in there.parts], axis=0) - OVERLAP
            if any(((low < b) & (high > a)).all() for a, b in self.taken):
                return False
            self.taken.append((low, high))
        self.pieces.append(there)
        return True

    def roof(self, x: np.ndarray) -> np.ndarray:
        """Return how high the room is beside its middle line."""
        w, _, h = self.size
        return np.asarray(self.knee + (h - self.knee) * (1 - np.abs(x) / (w / 2)))

    def stand(self) -> tuple[float, float]:
        """Return where the camera has most room, near the middle of the floor rather than by a wall."""
        w, d, _ = self.size
        x, y = (grid.ravel() for grid in np.meshgrid(np.linspace(-0.36, 0.36, 19) * w, np.linspace(-0.38, 0.3, 19) * d))
        points = np.concatenate([shape.position[::3] for one in self.pieces for shape in one.parts])
        tall = points[(points[:, 2] > 0.15) & (points[:, 2] < OVERHEAD)]
        cells = np.unique(np.round(tall[:, :2] / 0.08), axis=0) * 0.08
        room = np.full(len(x), 9.0)
        for k in range(len(x)):
            room[k] = np.hypot(cells[:, 0] - x[k], cells[:, 1] - y[k]).min() if len(cells) else 9.0
        best = int(np.argmax(np.minimum(room, ENOUGH) - OFF_CENTRE * np.hypot(x / w, y / d + 0.08)))
        return float(x[best]), float(y[best])

    def against(
        self,
        side: int,
        u: float,
        thing: Piece,
        *,
        gap: float = 0.02,
        z: float = 0.0,
        is_solid: bool = True,
        kind: ThingKind | None = None,
    ) -> bool:
        """Put a piece with its back to a wall, u metres along it."""
        frame = self.walls[side]
        x, y, _ = frame.at(u, 0.0, gap)
        top = max((float(shape.position[:, 2].max()) for shape in thing.parts), default=0.0) + z
        half = max((float(np.abs(shape.position[:, 0]).max()) for shape in thing.parts), default=0.0)
        if is_solid and any(hole.sill < top and hole.u0 < u + half and hole.u1 > u - half for hole in self.holes[side]):
            return False
        return self.add(thing, float(x), float(y), z=z, turn=frame.turn, is_solid=is_solid, kind=kind)

    def facing(self, side: int, u: float, thing: Piece, into: float) -> bool:
        """Put a piece `into` metres before a wall, with its front to that wall."""
        frame = self.walls[side]
        x, y, _ = frame.at(u, 0.0, into)
        return self.add(thing, float(x), float(y), turn=frame.turn + np.pi, is_solid=False)

    def plain(self) -> list[int]:
        """Return the walls without openings, the longest first, then those with a door only."""
        order = sorted(range(len(self.walls)), key=lambda k: (len(self.holes[k]), -self.walls[k].length))
        return [k for k in order if not any(hole.sill > 0.05 for hole in self.holes[k])] or order[:1]
