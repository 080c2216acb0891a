"""What grows and lies on the land: all layers of a world's plants, and the light that glowing ones send."""

from __future__ import annotations

from skyloom.core.scene import Place
from skyloom.world.built import Built
from skyloom.world.placing import Plan
from skyloom.world.planting_glow import glow_of
from skyloom.world.planting_ground import flowers, grass, reeds, tussocks, undergrowth
from skyloom.world.planting_litter import litter, stones
from skyloom.world.planting_sea import is_under_water, sea_bed
from skyloom.world.planting_shrubs import shrubs
from skyloom.world.planting_woods import trees

BARE = frozenset({Place.SPACE, Place.COCKPIT, Place.CATHEDRAL})


def planted(plan: Plan) -> Built:
    """Return all plants and stones of a world: nothing afloat, in space or where no window shows it."""
    place = plan.scene.site.place
    if plan.form.is_afloat or place in BARE:
        return Built()
    glow = glow_of(plan.scene)
    grown = [*trees(plan, glow), *stones(plan)]
    if is_under_water(plan):
        grown += sea_bed(plan, glow)
    else:
        grown += [*shrubs(plan, glow), *undergrowth(plan), *grass(plan), *tussocks(plan), *flowers(plan)]
        grown += [*reeds(plan), *litter(plan)]
    return Built(tuple(grown), glow.lamps())
