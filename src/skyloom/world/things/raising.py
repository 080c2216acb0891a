"""Raises the copies of a thing: finds their stands and draws a shape for each."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from skyloom.core.scene import Thing
from skyloom.world.architecture.shape import Shape, built_of
from skyloom.world.built import Built
from skyloom.world.placing import Plan
from skyloom.world.standing import Footing, Stand, stands

Make = Callable[[np.random.Generator, Stand], Shape]


def raised(
    plan: Plan,
    thing: Thing,
    make: Make,
    *,
    radius: float,
    usual: tuple[float, float],
    height: float = 6.0,
    footing: Footing = Footing.DRY,
    spread: float = 0.35,
    steepest: float = 0.3,
    most: int = 60,
) -> Built:
    """Build the copies of a thing; a stand's `drop` reaches `make` in the shape's own metres."""
    draw = plan.draw(f"raise {thing.kind}")
    places = stands(
        plan, thing, radius, usual=usual, height=height, footing=footing, spread=spread, steepest=steepest, most=most
    )
    return built_of(plan, [(stand, make(draw, stand)) for stand in places])


def depth(stand: Stand) -> float:
    """Return how far a foundation reaches below the floor, in the shape's own metres."""
    return stand.drop / stand.scale
