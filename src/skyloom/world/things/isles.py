"""Single islands that hang in the air over any land."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from skyloom.core.scene import Reach, TerrainKind, Thing
from skyloom.geometry.meshes import Packed, moved, placed
from skyloom.world.built import Built
from skyloom.world.nature import grove
from skyloom.world.placing import Plan
from skyloom.world.rocks import island

AWAY = {Reach.NEAR: (60.0, 110.0), Reach.FAR: (450.0, 900.0)}  # metres; others hang between
BETWEEN = (110.0, 260.0)
RISE = (4.0, 15.0)  # degrees over the horizon
CLEAR = 0.25  # radii between the lowest point of the rock and the ground
WIDE = 0.27  # radius, of the distance


def floating_islands(plan: Plan, thing: Thing) -> Built:
    """Build hanging islands with trees; about 11,000 triangles each and their trees. Floating land has its own."""
    if plan.form.kind is TerrainKind.FLOATING:
        return Built()
    draw = plan.draw("floating islands")
    spread = np.linspace(-1.0, 1.0, thing.count) if thing.count > 1 else np.zeros(1)
    middle = plan.form.heading if thing.heading_deg is None else np.radians(thing.heading_deg)
    meshes: list[Packed] = []
    for share in spread:
        angle = middle + share * min(2.6, 0.5 * thing.count) + float(draw.normal(0, 0.12))
        away = float(draw.uniform(*AWAY.get(thing.reach, BETWEEN)))
        radius = WIDE * away * thing.size * float(draw.uniform(0.6, 1.3))
        foot = np.array([[away * np.sin(angle), away * np.cos(angle)]])
        ground = float(np.max(plan.look(foot).z, initial=0.0))
        rise = plan.eye + away * np.tan(np.radians(float(draw.uniform(*RISE))))
        top, under = island(draw, radius)
        under = replace(under, openness=np.ones_like(under.openness))
        deep = -float(under.position[:, 2].min())
        at = np.array([*foot[0], max(rise, ground + deep + CLEAR * radius)])
        meshes += [placed(moved(top, at)), placed(moved(under, at)), *grove(plan, draw, top.position, at, radius)]
    return Built(tuple(meshes))
