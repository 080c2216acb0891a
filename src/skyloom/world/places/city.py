"""A city: crossing streets with shops, traffic and people, or the view from a roof."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from skyloom.geometry.meshes import placed
from skyloom.world.built import Built, Footprints, Lamps
from skyloom.world.evening import darkness
from skyloom.world.placing import EYE, Plan
from skyloom.world.urban.bustle import furnish, populate, shop_fronts
from skyloom.world.urban.pile import Pile
from skyloom.world.urban.quarter import Quarter, built_up
from skyloom.world.urban.streets import Town, laid_out, pave
from skyloom.world.urban.terraces import AHEAD, BESIDE, lot, roof_terrace

OVER_GROUND = 0.12  # metres of the road over the land
PITCH, WIDE = (76.0, 62.0), (14.5, 10.5)  # metres
REACH, REACH_HIGH = 750.0, 1500.0
ROOFTOP = 14.0  # metres of the camera over the street from which it stands on a roof
NEAR_ROOF = 22.0  # metres up and down within which lamps matter to it
FREE = 260.0  # from here on it hangs in the air


def city(plan: Plan) -> Built:
    """Build a city of today around the camera. 1.4 million triangles, 1.9 from a roof."""
    site, draw = plan.scene.site, plan.draw("city")
    town = laid_out(draw, reach=REACH_HIGH if site.height_m > ROOFTOP else REACH, pitch=PITCH, wide=WIDE)
    quarter = Quarter(rise=0.6 + 0.4 * site.density)
    pile, dark = Pile(), darkness(plan.scene)
    town, quarter = on_a_roof(pile, draw, town, quarter, site.height_m, lit=dark > 0.5)
    pave(pile, town, wear=0.35 + 0.5 * site.age, slab=np.array((0.27, 0.26, 0.245)))
    built_up(pile, draw, town, quarter, shop_fronts)
    furnish(
        pile,
        plan.draw("city furniture"),
        town,
        lit=dark > 0.3,
        trees=plan.scene.terrain.growth > 0.2,
        without=plan.scene.without,
    )
    populate(
        pile,
        plan.draw("city people"),
        town,
        lit=dark > 0.3,
        amount=site.density,
        umbrellas=plan.scene.air.rain,
        without=plan.scene.without,
    )
    return standing(plan, pile, facing(draw), float(-town.x[0]), power=dark * site.lights * 2)


def on_a_roof(
    pile: Pile, draw: np.random.Generator, town: Town, quarter: Quarter, height: float, *, lit: bool
) -> tuple[Town, Quarter]:
    """Return the town moved so that the camera stands over a block, and its house added, where the camera is high."""
    if height <= ROOFTOP:
        return town, quarter
    i, j = int(np.argmin(np.abs(town.x))), int(np.argmin(np.abs(town.y)))
    x = town.x - town.x[i] - town.wide_x[i] / 2 - town.walk - BESIDE
    y = town.y - town.y[j] + town.wide_y[j] / 2 + town.walk + AHEAD
    if height < FREE:
        roof_terrace(pile, draw, height + EYE - OVER_GROUND - EYE, lit=lit)
        quarter = replace(quarter, free=lot())
    return replace(town, x=x, y=y), quarter


def facing(draw: np.random.Generator) -> float:
    """Return a turn that shows some street a little beside the middle of the picture."""
    return float(draw.uniform(0.08, 0.35) * draw.choice((-1, 1)) + draw.integers(4) * np.pi / 2)


def standing(plan: Plan, pile: Pile, turn: float, reach: float, *, power: float) -> Built:
    """Return a pile as what is built around the camera, turned about it, its z = 0 just over the land."""
    at = (0.0, 0.0, plan.eye - EYE + OVER_GROUND)
    taken = Footprints(np.zeros((1, 2), np.float32), np.array([reach], np.float32))
    lamps = pile.lit(at, turn, power=power)
    if plan.scene.site.height_m > ROOFTOP:  # lamps of the streets far below would take the places of those on the roof
        near = np.abs(lamps.position[:, 2] - plan.eye - plan.scene.site.height_m) < NEAR_ROOF
        lamps = Lamps(lamps.position[near], lamps.intensity[near], lamps.radius[near])
    return Built((placed(pile.part(at, turn)),), lamps, taken)
