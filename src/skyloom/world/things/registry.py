"""Which builder makes which thing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from skyloom.core.scene import Thing, ThingKind
from skyloom.world.built import Built, together
from skyloom.world.placing import Plan
from skyloom.world.things import (
    aloft,
    bridges,
    camp,
    cars,
    flora,
    houses,
    isles,
    machines,
    rocks,
    sacred,
    ships,
    strongholds,
    ways,
)
from skyloom.world.things.domes import dome
from skyloom.world.things.skyline import skyline

Builder = Callable[[Plan, Thing], Built]

THINGS: Mapping[ThingKind, Builder] = {
    **houses.BUILDERS,
    **camp.BUILDERS,
    **sacred.BUILDERS,
    **ships.BUILDERS,
    **strongholds.BUILDERS,
    **ways.BUILDERS,
    **bridges.BUILDERS,
    **flora.BUILDERS,
    ThingKind.TOWERS: skyline,
    ThingKind.TURBINE: machines.turbine,
    ThingKind.CAR: cars.cars,
    ThingKind.WRECK: cars.wrecks,
    ThingKind.ROCKET: machines.rocket,
    ThingKind.SPACESHIP: machines.spaceship,
    ThingKind.PORTAL: machines.portal,
    ThingKind.DOME: dome,
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
    ThingKind.FLOATING_ISLAND: isles.floating_islands,
}


def things(plan: Plan) -> list[Built]:
    """Build the things of a scene, each clear of those before it; those that nobody can build yet are left out."""
    built: list[Built] = []
    for thing in plan.scene.things:
        if thing.kind in THINGS:
            built.append(THINGS[thing.kind](plan, thing))
            plan = replace(plan, taken=together([Built(taken=plan.taken), built[-1]]).taken)
    return built
