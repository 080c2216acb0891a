"""Cars, and what is left of them."""

from __future__ import annotations

import math

import numpy as np

from skyloom.core.scene import Thing
from skyloom.geometry.meshes import moved
from skyloom.world.built import Built, together
from skyloom.world.evening import darkness
from skyloom.world.placing import Plan
from skyloom.world.standing import Stand, footprints, from_stand, on_slope, stands
from skyloom.world.things.machines import lamps_at, painted
from skyloom.world.urban import vehicles
from skyloom.world.urban.wreckage import RUSTS, wreck

WHEELS = 1.3  # metres from the middle of a car


def cars(plan: Plan, thing: Thing) -> Built:
    """Build cars of four kinds, lamps on by night; 700 triangles each."""
    draw = plan.draw(f"car {thing.heading_deg}")
    dark = darkness(plan.scene) > 0.3
    places = stands(plan, thing, 2.4, usual=(6.5, 24.0), height=1.5, steepest=0.25, spread=1.2)
    meshes, lamps = [], []
    for stand in places:
        tint = np.asarray(thing.tint) if thing.tint else vehicles.PAINTS[int(draw.integers(len(vehicles.PAINTS)))]
        turned = Stand(stand.x, stand.y, stand.z, stand.low, stand.turn + math.pi * 0.75, stand.scale)
        shape = painted(vehicles.car(int(draw.integers(4)), lit=dark), tint)
        meshes.append(on_slope(plan, shape, turned, reach=WHEELS))
        if dark:
            lamps.append(lamps_at([from_stand(turned, (0, 6.0, 0.8))], (60.0, 54.0, 43.0), 0.8))
            lamps.append(lamps_at([from_stand(turned, (0, -3.4, 0.8))], (14.0, 0.4, 0.3), 0.5))
    return together([Built(tuple(meshes), taken=footprints(places, 2.6)), *(Built(lamps=lamp) for lamp in lamps)])


def wrecks(plan: Plan, thing: Thing) -> Built:
    """Build rusted wrecks of cars, half sunk in the ground; 700 triangles each."""
    draw = plan.draw(f"wreck {thing.heading_deg}")
    places = stands(plan, thing, 2.4, usual=(6.0, 22.0), height=1.5, steepest=0.4, spread=3.1)
    meshes = []
    for stand in places:
        tint = np.asarray(thing.tint) if thing.tint else RUSTS[int(draw.integers(len(RUSTS)))]
        shape = moved(painted(wreck(int(draw.integers(4))), tint), (0, 0, -float(draw.uniform(0.05, 0.22))))
        meshes.append(on_slope(plan, shape, stand, reach=WHEELS))
    return Built(tuple(meshes), taken=footprints(places, 2.3))
