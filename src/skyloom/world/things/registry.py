"""Which builder makes which thing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from skyloom.core.scene import Thing, ThingKind
from skyloom.world.built import Built, together
from skyloom.world.placing import Plan
from skyloom.world.things import aloft, camp, houses, rocks

Builder = Callable[[Plan, Thing], Built]

THINGS: Mapping[ThingKind, Builder] = {
    **houses.BUILDERS,
    **camp.BUILDERS,
    ThingKind.BOULDER: rocks.boulder,
    ThingKind.ARCH: rocks.arch,
    ThingKind.ICEBERG: rocks.iceberg,
    ThingKind.WATERFALL: rocks.waterfall,
    ThingKind.GEYSER: rocks.geyser,
    ThingKind.BALLOON: aloft.balloon,
    ThingKind.AIRSHIP: aloft.airship,
    ThingKind.BIRDS: aloft.birds,
    ThingKind.SKY_LANTERN: aloft.sky_lanterns,
    ThingKind.FIREWORK: aloft.fireworks,
}


def things(plan: Plan) -> list[Built]:
    """Build the things of a scene, each clear of those before it; those that nobody can build yet are left out."""
    built: list[Built] = []
    for thing in plan.scene.things:
        if thing.kind in THINGS:
            built.append(THINGS[thing.kind](plan, thing))
            plan = replace(plan, taken=together([Built(taken=plan.taken), built[-1]]).taken)
    return built
