"""A finished thing in its own frame, with the lights it carries, and its way into the world."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from skyloom.geometry.meshes import Part, joined, moved, placed
from skyloom.world.built import Built, Footprints, Lamps, no_lamps
from skyloom.world.evening import darkness
from skyloom.world.placing import Plan
from skyloom.world.standing import Stand, from_stand

Colour = tuple[float, float, float]
CANDLE: Colour = (1.0, 0.36, 0.08)  # 2400 K, linear RGB
BULB: Colour = (1.0, 0.49, 0.16)  # 3000 K
EMBER: Colour = (1.0, 0.22, 0.03)
BARE = 0.74  # of a large thing's radius: grass grows up to its walls


@dataclass(frozen=True, slots=True)
class Shine:
    """A light that a thing carries, in the thing's frame."""

    at: tuple[float, float, float]
    candela: float
    colour: Colour = CANDLE
    radius: float = 0.3
    is_always: bool = False  # burns by day too


@dataclass(frozen=True, slots=True)
class Shape:
    """A thing that stands on z = 0 of its own frame; what reaches below is its foundation."""

    part: Part
    radius: float  # of the ground it takes
    shines: tuple[Shine, ...] = ()


def built_of(plan: Plan, things: Iterable[tuple[Stand, Shape]]) -> Built:
    """Return things where they stand, with their lamps if it is dark and the ground they take."""
    pairs = list(things)
    if not pairs:
        return Built()
    parts = [moved(s.part, (at.x, at.y, at.z), turn=at.turn, scale=at.scale) for at, s in pairs]
    taken = Footprints(
        np.array([(at.x, at.y) for at, _ in pairs], np.float32),
        np.array([s.radius * at.scale * (BARE if s.radius > 2.5 else 1.0) for at, s in pairs], np.float32),
    )
    shines = [(at, shine) for at, s in pairs for shine in s.shines]
    return Built((placed(joined(parts)),), lamps_of(plan, shines), taken)


def lamps_of(plan: Plan, shines: Sequence[tuple[Stand, Shine]]) -> Lamps:
    """Return the lamps of what shines at this hour."""
    dark = darkness(plan.scene)
    rows = []
    for at, shine in shines:
        share = 1.0 if shine.is_always else dark
        if share * shine.candela > 0.5:
            rows.append((*from_stand(at, shine.at), *(c * shine.candela * share for c in shine.colour), shine.radius))
    if not rows:
        return no_lamps()
    table = np.array(rows, np.float32)
    return Lamps(table[:, :3], table[:, 3:6], table[:, 6])


def radius_of(wide: float, deep: float) -> float:
    """Return the radius of a rectangle's footprint."""
    return math.hypot(wide, deep) / 2
