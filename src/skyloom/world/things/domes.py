"""Domes of a settlement that stand alone in a land."""

from __future__ import annotations

from skyloom.core.scene import Thing
from skyloom.world.built import Built
from skyloom.world.evening import darkness
from skyloom.world.placing import Plan
from skyloom.world.standing import footprints, settled, stands
from skyloom.world.things.machines import painted
from skyloom.world.urban import outpost

HULL = (0.62, 0.62, 0.61)


def dome(plan: Plan, thing: Thing) -> Built:
    """Build domes of glass and of metal, lit by night; 2,000 to 4,000 triangles each."""
    places = stands(plan, thing, 12.5, usual=(25.0, 60.0), height=10.0, steepest=0.4)
    draw = plan.draw(f"dome {thing.heading_deg}")
    lit = darkness(plan.scene) > 0.3
    first = int(draw.integers(2))
    tint, windows = thing.tint or HULL, outpost.window_light(plan.scene.sun.elevation_deg)
    meshes = [
        settled(painted(outpost.dome(first + n, lit=lit, windows=windows), tint), stand)
        for n, stand in enumerate(places)
    ]
    return Built(tuple(meshes), taken=footprints(places, 12.0))
