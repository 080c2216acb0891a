"""The skyline of a city: towers in the distance, lit by night."""

from __future__ import annotations

import math

import numpy as np

from skyloom.core.scene import Reach, Thing
from skyloom.geometry.meshes import placed
from skyloom.world.built import Built, Footprints
from skyloom.world.placing import Plan
from skyloom.world.urban.pile import Pile
from skyloom.world.urban.towers import towers

REACHES = {Reach.NEAR: (140.0, 60.0), Reach.MIDDLE: (420.0, 150.0)}  # metres: distance of the middle, and spread
FAR = (1150.0, 380.0)
LONE = 3  # so few towers stand alone
CROWD = 150  # towers of a skyline
HIGHEST = 310.0  # metres
FOUNDATION = 25.0  # metres below the ground, so that no tower floats on a slope


def skyline(plan: Plan, thing: Thing) -> Built:
    """Build towers at the reach and heading of a thing; 40 to 100 triangles each."""
    draw = plan.draw(f"towers {thing.heading_deg} {thing.reach}")
    heading = plan.form.heading if thing.heading_deg is None else math.radians(thing.heading_deg)
    distance, spread = REACHES.get(thing.reach, FAR)
    is_lone = thing.count <= LONE and thing.reach is not Reach.FAR and thing.count > 1
    count = thing.count if is_lone else CROWD
    middle = distance * np.array([math.sin(heading), math.cos(heading)])
    across = np.array([math.cos(heading), -math.sin(heading)])
    along = np.array([math.sin(heading), math.cos(heading)])
    aside, deep = draw.normal(0, spread * 1.25, count), draw.normal(0, spread * 0.45, count)
    at = middle + aside[:, None] * across + deep[:, None] * along
    at = np.round(at / 26) * 26 + draw.uniform(-4, 4, (count, 2))
    at = at[np.hypot(*at.T) > 45]
    at = at[np.unique(np.round(at / 26), axis=0, return_index=True)[1]]
    k = len(at)
    grown = np.exp(-(((at - middle) ** 2).sum(axis=1)) / (2 * (spread * 0.55) ** 2))
    height = (22 + draw.exponential(18, k) + HIGHEST * grown * draw.uniform(0.2, 1.0, k) ** 1.5) * thing.size
    if k:
        height[int(np.argmax(height))] *= 1.35  # the one that everybody knows
    half = draw.uniform(7, 12.5, (k, 2)) * min(thing.size, 1.5) ** 0.5
    ground = plan.look(at).z
    if plan.is_by_water:
        ground = np.maximum(ground, 0.4)
    ground = ground - (at**2).sum(axis=1) / (2 * 6_360_000.0)
    pile = Pile()
    tones = None if thing.tint is None else np.asarray(thing.tint) * draw.uniform(0.7, 1.2, (k, 1))
    towers(pile, draw, at, half, height + FOUNDATION, ground - FOUNDATION, rounds=0.45, tones=tones)
    if not k:
        return Built()
    taken = Footprints(at.astype(np.float32), (half.max(axis=1) * 1.5).astype(np.float32))
    return Built((placed(pile.part()),), pile.lit(power=0), taken)
