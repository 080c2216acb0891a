"""Fires that nobody wanted: columns of black smoke near and far over burning houses or woods, and their light."""

from __future__ import annotations

import math

import numpy as np

from skyloom.core.scene import Place, TerrainKind
from skyloom.geometry.assembly import Assembly
from skyloom.geometry.meshes import moved, placed
from skyloom.world.architecture.shape import EMBER
from skyloom.world.built import Built, Lamps, Plume
from skyloom.world.placing import Plan
from skyloom.world.plumes import BURNS, FIRE_LIT, SOOT, drifting, times
from skyloom.world.things.camp import fire

# distance from and to, metres; how many
NEAR, MIDDLE, FAR = (32.0, 95.0, 4), (130.0, 480.0, 6), (650.0, 2600.0, 9)
FLAMES = 420.0  # cd/m² as a film shows them beside a dark town
CANDELA = 9000.0  # of a near fire
LIT_WITHIN = 120.0  # metres: fires there light what is around them


def burning(plan: Plan) -> Built:
    """Return the fires of a place that burns; nothing elsewhere."""
    scene = plan.scene
    is_volcano = scene.terrain.kind is TerrainKind.VOLCANO and plan.form.hero_high > 0
    if scene.site.smoke < BURNS or scene.site.place.is_indoors or is_volcano or scene.site.place is Place.INDUSTRY:
        return Built()
    draw = plan.draw("burning")
    plumes, meshes, lamps = [], [], []
    for near, far, count in (NEAR, MIDDLE, FAR):
        start = float(draw.uniform(0, 2 * math.pi))
        for k in range(count):
            heading = plan.form.heading + start + (k + float(draw.uniform(-0.3, 0.3))) * 2 * math.pi / count
            away = math.exp(float(draw.uniform(math.log(near), math.log(far))))
            x, y = away * math.sin(heading), away * math.cos(heading)
            site = plan.look(np.array([[x, y]]))
            z = float(site.z[0])
            if plan.is_by_water and z < 0.3:
                continue
            size = 0.5 * away**0.5 * float(draw.uniform(0.8, 1.4))
            plumes.append(_column(plan, draw, (x, y, z), size))
            if away < LIT_WITHIN:
                a = Assembly()
                fire(a, draw, 0.62 * size)
                meshes.append(placed(moved(a.result(), (x, y, z), turn=heading)))
                lamps.append((x, y, z + size, *(c * CANDELA for c in EMBER), size))
    table = np.array(lamps, np.float32).reshape(-1, 7)
    return Built(tuple(meshes), Lamps(table[:, :3], table[:, 3:6], table[:, 6]), smoke=tuple(plumes))


def _column(plan: Plan, draw: np.random.Generator, at: tuple[float, float, float], size: float) -> Plume:
    """Return the smoke of a fire `size` metres across."""
    high = size * float(draw.uniform(22, 52))
    radius = 1.1 * size
    return Plume(
        foot=(at[0], at[1], at[2] + 0.2 * size),
        height=high,
        drift=drifting(plan, at, high * float(draw.uniform(0.35, 0.7))),
        radius=radius,
        growth=float(draw.uniform(0.17, 0.27)),
        loss=2.6 / radius,
        thins=0.4,
        crisp=4.0,
        eaten=0.95,
        wander=0.3,
        albedo=SOOT,
        glow=times(FIRE_LIT, 0.6 * FLAMES),
        glow_reach=6.5 * size,
        hot=times(FIRE_LIT, FLAMES),
        hot_reach=1.5 * size,
    )
