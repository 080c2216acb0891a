"""A piece of furniture or a fitting: its shape and the lamps in it, moved and gathered as one."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from skyloom.geometry.meshes import Part, joined, moved, placed
from skyloom.world.built import Built, Footprints, Lamps, Shelter

KELVIN = {
    1850: (1.0, 0.33, 0.06),
    2700: (1.0, 0.55, 0.22),
    3500: (1.0, 0.68, 0.38),
    5000: (1.0, 0.86, 0.70),
    7000: (0.86, 0.93, 1.0),
}  # linear RGB, as seen by an eye that is half used to them


@dataclass(frozen=True, slots=True)
class Bulb:
    """One lamp in a piece's own frame."""

    at: tuple[float, float, float]
    intensity: tuple[float, float, float]  # candela, linear RGB
    radius: float = 0.12


@dataclass(frozen=True, slots=True)
class Piece:
    """Parts and bulbs in one frame: z up, front towards -y, back at y = 0, floor at z = 0."""

    parts: tuple[Part, ...]
    bulbs: tuple[Bulb, ...] = field(default=())

    def at(self, x: float, y: float, z: float = 0.0, *, turn: float = 0.0) -> Piece:
        """Return the piece elsewhere, turned counter-clockwise."""
        if not self.parts and not self.bulbs:
            return self
        shape = moved(joined(self.parts), (x, y, z), turn=turn) if self.parts else None
        cos, sin = math.cos(turn), math.sin(turn)
        bulbs = tuple(
            Bulb(
                (x + b.at[0] * cos - b.at[1] * sin, y + b.at[0] * sin + b.at[1] * cos, z + b.at[2]),
                b.intensity,
                b.radius,
            )
            for b in self.bulbs
        )
        return Piece((shape,) if shape else (), bulbs)


def piece(*parts: Part, bulbs: Iterable[Bulb] = ()) -> Piece:
    """Return parts as a piece."""
    return Piece(tuple(parts), tuple(bulbs))


def all_of(pieces: Iterable[Piece]) -> Piece:
    """Return several pieces as one."""
    every = list(pieces)
    return Piece(tuple(p for one in every for p in one.parts), tuple(b for one in every for b in one.bulbs))


def shine(colour: Sequence[float], candela: float) -> tuple[float, float, float]:
    """Return a bulb's intensity from its colour."""
    return (colour[0] * candela, colour[1] * candela, colour[2] * candela)


@dataclass(frozen=True, slots=True)
class Stand:
    """Where the camera stands in a place's own frame, and how the place is turned about it."""

    x: float
    y: float
    floor: float  # height of the place's floor in the world
    turn: float = 0.0

    def world(self, p: Sequence[float]) -> tuple[float, float, float]:
        """Return a point of the place's frame in the world."""
        cos, sin = math.cos(self.turn), math.sin(self.turn)
        x, y = p[0] - self.x, p[1] - self.y
        return x * cos - y * sin, x * sin + y * cos, p[2] + self.floor


def built(
    inside: Piece, stand: Stand, low: Sequence[float], high: Sequence[float], shelter: Shelter | None = None
) -> Built:
    """Return a place that holds all between two corners of its own frame; `shelter` gives haze and glass."""
    x, y, z = stand.world((0.0, 0.0, 0.0))
    whole = inside.at(x, y, z, turn=stand.turn)
    middle = [float(a + b) / 2 for a, b in zip(low, high, strict=True)]
    half = [float(b - a) / 2 for a, b in zip(low, high, strict=True)]
    box = replace(shelter or Shelter(), centre=stand.world(middle), half=(half[0], half[1], half[2]), turn=stand.turn)
    return Built((placed(joined(whole.parts)),), lamps_of(whole), _taken(stand, low, high), box)


def lamps_of(whole: Piece) -> Lamps:
    """Return the bulbs of a piece as lamps."""
    return Lamps(
        np.array([b.at for b in whole.bulbs], np.float32).reshape(-1, 3),
        np.array([b.intensity for b in whole.bulbs], np.float32).reshape(-1, 3),
        np.array([b.radius for b in whole.bulbs], np.float32),
    )


def _taken(stand: Stand, low: Sequence[float], high: Sequence[float]) -> Footprints:
    """Return discs that cover a box on the ground."""
    size = max(1.5, min(high[0] - low[0], high[1] - low[1]) / 2)
    columns = np.arange(low[0], high[0] + size * 0.99, size)
    rows = np.arange(low[1], high[1] + size * 0.99, size)
    points = [stand.world((float(x), float(y), 0.0))[:2] for x in columns for y in rows]
    return Footprints(np.array(points, np.float32), np.full(len(points), size * 0.75, np.float32))
