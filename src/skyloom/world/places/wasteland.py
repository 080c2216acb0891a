"""A city after the end: broken towers, rubble, rusted cars and weeds in cracked streets."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from skyloom.geometry.meshes import Part, joined
from skyloom.world.built import Built
from skyloom.world.evening import darkness
from skyloom.world.flora.broadleaves import snags
from skyloom.world.kinds import Material
from skyloom.world.places.city import facing, on_a_roof, standing
from skyloom.world.placing import Plan
from skyloom.world.urban import furniture
from skyloom.world.urban.bustle import turned_to
from skyloom.world.urban.facades import Facade
from skyloom.world.urban.pile import Pile
from skyloom.world.urban.quarter import Quarter, clashes, near_lots
from skyloom.world.urban.streets import KERB, Town, along, copies, laid_out, pave
from skyloom.world.urban.towers import towers
from skyloom.world.urban.wreckage import CONCRETES, RUSTS, broken_house, heap, rubble, scattered, tilted, weed, wreck

Array = NDArray[np.floating]
PITCH, WIDE = (78.0, 64.0), (14.5, 10.0)  # metres
REACH = 620.0
NEAR = 130.0
DRY_WEEDS = np.array([(0.30, 0.25, 0.10), (0.20, 0.20, 0.07), (0.12, 0.15, 0.045)])
LUSH_WEEDS = np.array([(0.07, 0.14, 0.03), (0.11, 0.17, 0.04), (0.05, 0.11, 0.03)])


def wasteland(plan: Plan) -> Built:
    """Build a ruined city around the camera. 1.2 to 1.7 million triangles."""
    site, draw = plan.scene.site, plan.draw("wasteland")
    decay = float(np.clip(0.45 + 0.5 * site.age, 0.3, 1.0))
    town = laid_out(draw, reach=REACH, pitch=PITCH, wide=WIDE)
    pile = Pile()
    town, quarter = on_a_roof(pile, draw, town, Quarter(), site.height_m, lit=False)
    pave(pile, town, wear=1.0, slab=np.array((0.22, 0.20, 0.175)))
    for lot, faces in near_lots(draw, town, NEAR):
        if clashes(lot, quarter.free):
            continue
        if draw.uniform() < 0.14:
            heap(pile, draw, np.array([lot[:2].mean(), lot[2:].mean()]), 9.0, 240)
            continue
        floors = int(np.clip(draw.normal(10, 5) * (0.7 + 0.3 * site.density), 3, 21))
        broken_house(pile, draw, lot, floors, decay=decay, foot=KERB)
        _fallen(pile, draw, lot, faces)
    _far(pile, draw, town, decay)
    _streets(pile, plan.draw("wasteland streets"), town, plan)
    return standing(plan, pile, facing(draw), float(-town.x[0]), power=darkness(plan.scene) * site.lights)


def _fallen(pile: Pile, draw: np.random.Generator, lot: Array, faces: tuple[int, ...]) -> None:
    """Add rubble at the foot of a house, towards its streets."""
    x0, x1, y0, y1 = lot
    for face in faces:
        for _ in range(int(draw.integers(1, 4))):
            t = draw.uniform()
            at = [
                (x0 + t * (x1 - x0), y0),
                (x1, y0 + t * (y1 - y0)),
                (x0 + t * (x1 - x0), y1),
                (x0, y0 + t * (y1 - y0)),
            ][face]
            heap(pile, draw, np.array(at), draw.uniform(2.0, 5.5), int(draw.integers(25, 110)))


def _far(pile: Pile, draw: np.random.Generator, town: Town, decay: float) -> None:
    """Add broken silhouettes behind the near houses: towers whose upper parts are in pieces."""
    blocks = town.blocks()
    middle = np.stack([blocks[:, :2].mean(axis=1), blocks[:, 2:].mean(axis=1)], -1)
    far = np.hypot(*middle.T) >= NEAR
    at = np.repeat(middle[far], 3, axis=0) + draw.uniform(-22, 22, (3 * int(far.sum()), 2))
    k = len(at)
    half = draw.uniform(5, 11, (k, 2))
    height = np.clip(draw.exponential(20, k) + 10, 8, 110) * draw.uniform(0.5, 1.0, k)
    tone = CONCRETES[draw.integers(0, len(CONCRETES), k)]
    kinds = np.full(k, int(Facade.RUIN))
    towers(pile, draw, at, half, height, np.full(k, KERB), kinds=kinds, tones=tone, rounds=0.0, crowns=False)
    pieces = 5
    for _ in range(pieces):
        part_half = half * draw.uniform(0.12, 0.42, (k, 2))
        off = (half - part_half) * draw.uniform(-1, 1, (k, 2))
        rise = draw.exponential(4.5, k) * decay
        low = np.column_stack([at + off - part_half, height * 0.85])
        high = np.column_stack([at + off + part_half, height + rise])
        pile.boxes(low, high, tone * draw.uniform(0.7, 1.0, (k, 1)), int(Material.CONCRETE))


def _streets(pile: Pile, draw: np.random.Generator, town: Town, plan: Plan) -> None:
    """Add wrecks, weeds, dead trees, bent lamps and litter."""
    site = plan.scene.site
    where, way = along(town, draw, reach=150, step=9.5, off=-2.0)
    kept = (draw.uniform(size=len(where)) < 0.5) & (np.hypot(*where.T) > 4.5)
    where, way = where[kept] + draw.normal(0, 0.9, (int(kept.sum()), 2)), way[kept]
    turn = turned_to(way) + np.pi / 2 + draw.normal(0, 0.4, len(where))
    tint = RUSTS[draw.integers(0, len(RUSTS), len(where))] * draw.uniform(0.7, 1.3, (len(where), 1))
    for kind in range(4):
        here = np.arange(len(where)) % 4 == kind
        pile.stand(copies(where[here], 0.0, turn[here], tint=tint[here]), wreck(kind))
    where, way = along(town, draw, reach=190, step=26.0, off=0.6)
    lean = draw.normal(0, 0.16, (len(where), 2))
    for n in range(5):
        here = np.arange(len(where)) % 5 == n
        lamp = tilted(furniture.street_lamp((0.6, 0.6, 0.6), lit=False), *lean[n])
        pile.stand(copies(where[here], KERB - 0.1, turned_to(way[here])), lamp)
    green = max(site.overgrown, 0.25)
    tints = LUSH_WEEDS if site.overgrown > 0.4 else DRY_WEEDS
    count = int(2600 * min(0.5 + green, 1.5))
    angle, r = draw.uniform(0, 2 * np.pi, count), np.exp(draw.uniform(np.log(1.6), np.log(75), count))
    spot = np.stack([r * np.cos(angle), r * np.sin(angle)], -1)
    cell = np.sin(spot[:, 0] * 0.9 + 2 * np.sin(spot[:, 1] * 0.37)) * np.sin(spot[:, 1] * 0.8 + 1.3)
    on_walk = _level(town, spot)
    kept = (cell + draw.normal(0, 0.35, count) > 0.45 - 0.3 * green) | (
        on_walk & (draw.uniform(size=count) < 0.3 * green)
    )
    spot, r, on_walk = spot[kept], r[kept], on_walk[kept]
    size = np.exp(draw.normal(-0.35, 0.4, len(spot))) * np.clip(r / 6, 0.3, 1.1)
    tone = tints[draw.integers(0, 3, len(spot))] * draw.uniform(0.7, 1.3, (len(spot), 1))
    scattered(pile, draw, (weed(0), weed(1), weed(2)), spot, np.where(on_walk, KERB, 0.0), size, tone)
    count = 1500
    angle, r = draw.uniform(0, 2 * np.pi, count), np.exp(draw.uniform(np.log(1.5), np.log(60), count))
    spot = np.stack([r * np.cos(angle), r * np.sin(angle)], -1)
    gravel = CONCRETES[draw.integers(0, 5, count)] * draw.uniform(0.5, 1.2, (count, 1))
    size = np.exp(draw.normal(-2.4, 0.55, count)) * np.clip(r / 5, 0.5, 2.0)
    level = np.where(_level(town, spot), KERB, 0.0)
    scattered(pile, draw, rubble()[:4], spot, level, size, gravel)
    where, _ = along(town, draw, reach=140, step=17.0, off=1.6)
    where = where[draw.uniform(size=len(where)) < 0.35]
    away = np.hypot(*where.T)
    for fineness, near, far in ((1, 8.0, 45.0), (2, 45.0, 999.0)):
        plants = snags(fineness)
        ring = where[(away >= near) & (away < far)]
        for n, plant in enumerate(plants):
            shape: Part = joined([p for p in (plant.crown, plant.wood) if p is not None and len(p.faces)])
            here = ring[n :: len(plants)]
            size = draw.uniform(0.4, 0.9, len(here))
            pile.stand(copies(here, KERB, draw.uniform(0, 6.28, len(here)), scale=size), shape)


def _level(town: Town, spot: Array) -> NDArray[np.bool_]:
    """Tell which places lie on a pavement or a lot."""
    off_x = (np.abs(spot[:, :1] - town.x[None]) - town.wide_x[None] / 2).min(axis=1)
    off_y = (np.abs(spot[:, 1:] - town.y[None]) - town.wide_y[None] / 2).min(axis=1)
    inside: NDArray[np.bool_] = (off_x > 0) & (off_y > 0)
    return inside
