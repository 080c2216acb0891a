"""A neon city: narrow streets between towers, stacked signs, bridges, stalls and cars that fly."""

from __future__ import annotations

import numpy as np

from skyloom.core.scene import ThingKind
from skyloom.world.built import Built
from skyloom.world.places.city import ROOFTOP, facing, on_a_roof, standing
from skyloom.world.placing import Plan
from skyloom.world.urban.bustle import furnish, populate
from skyloom.world.urban.houses import FLATS, FRAMED, GLASSHOUSE, OFFICES
from skyloom.world.urban.neon import Fronts, bridges, cables, flying_traffic, holograms, stalls
from skyloom.world.urban.pile import Pile
from skyloom.world.urban.quarter import Quarter, built_up
from skyloom.world.urban.streets import laid_out, pave

PITCH, WIDE = (56.0, 48.0), (11.0, 8.0)  # metres
REACH, REACH_HIGH = 620.0, 1200.0
COLD = (0.62, 0.84, 1.0)  # of street lamps
FAR_KINDS = np.array([0.05, 0.05, 0.25, 0.35, 0.30])


def cyberpunk(plan: Plan) -> Built:
    """Build a neon city around the camera. 1.4 million triangles, 1.9 from a roof."""
    site, draw = plan.scene.site, plan.draw("cyberpunk")
    is_high = site.height_m > ROOFTOP
    town = laid_out(draw, reach=REACH_HIGH if is_high else REACH, pitch=PITCH, wide=WIDE, walk=3.0)
    fronts = Fronts(draw, (0.5 + 0.7 * max(site.neon, 0.5)) * min(site.density, 1.4))
    quarter = Quarter(
        styles=(FLATS, GLASSHOUSE, OFFICES, FRAMED),
        weights=(0.52, 0.16, 0.16, 0.16),
        floors=(9, 22),
        tall=0.35,
        peak=260.0,
        centre=(330.0, 170.0),
        rise=0.7 + 0.3 * site.density,
        empty=0.01,
        kinds=FAR_KINDS,
        rounds=0.4,
        signs=fronts.far,
        walk=3.0,
    )
    pile = Pile()
    dark = 1.0
    town, quarter = on_a_roof(pile, draw, town, quarter, site.height_m, lit=True)
    pave(pile, town, wear=0.6, slab=np.array((0.12, 0.12, 0.125)))
    built_up(pile, draw, town, quarter, fronts)
    bridges(pile, draw, town, fronts)
    cables(pile, draw, town)
    holograms(pile, draw, town, fronts)
    if ThingKind.CAR not in plan.scene.without:
        flying_traffic(pile, plan.draw("cyberpunk traffic"), town)
    stalls(pile, plan.draw("cyberpunk stalls"), town, fronts)
    furnish(pile, plan.draw("cyberpunk furniture"), town, lit=True, trees=False, light=COLD, without=plan.scene.without)
    crowd = max(plan.scene.air.rain, 0.5 * site.wet)
    populate(
        pile,
        plan.draw("cyberpunk people"),
        town,
        lit=True,
        amount=1.5 * site.density,
        umbrellas=crowd,
        parked=False,
        without=plan.scene.without,
    )
    return standing(plan, pile, facing(draw), float(-town.x[0]), power=dark)
