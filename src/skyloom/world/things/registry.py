"""Which builder makes which thing."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from skyloom.core.scene import Thing, ThingKind
from skyloom.world.built import Built
from skyloom.world.placing import Plan

Builder = Callable[[Plan, Thing], Built]

THINGS: Mapping[ThingKind, Builder] = {}


def things(plan: Plan) -> list[Built]:
    """Build the things of a scene; those that nobody can build yet are left out."""
    return [THINGS[thing.kind](plan, thing) for thing in plan.scene.things if thing.kind in THINGS]
