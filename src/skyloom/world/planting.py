"""What grows and lies on the land: all layers of a world's plants, and the light that glowing ones send."""

from __future__ import annotations

from skyloom.core.scene import Place
from skyloom.world.built import Built
from skyloom.world.placing import Plan
from skyloom.world.planting_glow import glow_of
from skyloom.world.planting_ground import flowers, grass, reeds, rice, tussocks, undergrowth
from skyloom.world.planting_litter import litter, stones
from skyloom.world.planting_sea import is_under_water, sea_bed
from skyloom.world.planting_shrubs import shrubs
from skyloom.world.planting_woods import trees

BARE = frozenset({Place.SPACE, Place.COCKPIT, Place.CATHEDRAL})
THIN = 0.3  # of the earth's air: in less nothing grows that nobody asked for


def planted(plan: Plan) -> Built:
    """Return all plants and stones of a world: nothing afloat, in space or where no window shows it."""
    place = plan.scene.site.place
    if plan.form.is_afloat or place in BARE:
        return Built()
    glow = glow_of(plan.scene)
    grown = stones(plan)
    if is_under_water(plan):
        return Built((*trees(plan, glow), *grown, *sea_bed(plan, glow)), glow.lamps())
    if is_lifeless(plan):
        return Built(tuple(grown))
    grown = [*trees(plan, glow), *grown]
    if plan.cover.grass > 0 or plan.cover.forest > 0:
        grown += [*shrubs(plan, glow), *undergrowth(plan), *grass(plan), *tussocks(plan), *reeds(plan)]
    grown += [*flowers(plan), *rice(plan), *litter(plan)]
    return Built(tuple(grown), glow.lamps())


def is_lifeless(plan: Plan) -> bool:
    """Tell whether there is too little air for plants, and none were asked for all the same."""
    return plan.scene.air.thickness < THIN and not (plan.scene.terrain.trees and plan.cover.forest > 0)
