"""Bridges: where they cross the water, with their arches and the road over them."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np

from skyloom.core.scene import Thing, ThingKind
from skyloom.geometry.assembly import Assembly
from skyloom.geometry.meshes import placed
from skyloom.geometry.solids import lathe
from skyloom.world.architecture import palette as p
from skyloom.world.architecture.shape import Shape, built_of
from skyloom.world.architecture.walls import Opening, arch_curve, wall
from skyloom.world.architecture.ways import Route, ribbon
from skyloom.world.built import Built, together
from skyloom.world.kinds import Material
from skyloom.world.placing import Array, Plan, free
from skyloom.world.standing import SUNK, Footing, Stand, stand_at
from skyloom.world.things.raising import depth, raised
from skyloom.world.things.ways import footprints_of

EAST = ("japanese", "chinese")
HALF, RAMP = 9.5, 9.0  # metres: half the level deck of a stone bridge, and each of its ramps
RED_HALF = 6.5
ARCH, PIER = 7.4, 1.5  # the widest arch, and the stone between two
ABUTMENT = 1.6  # from the water to the end of the level deck
BOLD = 1.4  # against a bridge in a field: its road is wide enough for carts
SPREAD = math.radians(38)  # how far from the open view a crossing may lie
NEAR, FAR = 14.0, 56.0  # of its middle from the camera
WIDEST = 40.0  # water that one bridge crosses
ABREAST = math.radians(58)  # how wide a bridge looks best
ROAD = 3.8  # metres, its width
BEND = (0.003, 0.009)  # per metre, of the roads
WADE = -0.05  # height of ground that is under water


def bridge(draw: np.random.Generator, *, drop: float, era: str = "", half: float = HALF) -> Shape:
    """Draw a bridge along x: arches of stone under a deck `half` metres to each side, or red wood in the East."""
    a = Assembly()
    if era in EAST:
        return _red_bridge(a, drop)
    colour, number = p.one_of(draw, (p.FIELDSTONE, p.LIMESTONE, p.SANDSTONE)), Material.MASONRY
    wide, rise = 3.6, 2.4
    spans = _spans(half, 2 if draw.uniform() < 0.4 else 1)
    deck = rise + 0.9
    low = -max(drop, 1.5)
    for side in (-1, 1):
        f = a.framed((-side * half, side * wide / 2, low), math.pi if side > 0 else 0.0)
        f = a.framed((-half, -wide / 2, 0)) if side < 0 else a.framed((half, wide / 2, 0), math.pi)
        openings = [
            Opening(
                x=half + (c if side < 0 else -c),
                z=low + 0.01,
                wide=w,
                high=-low + 0.1,
                rise=w * 0.36,
                kind="gap",
                frame=None,
            )
            for c, w in spans
        ]
        wall(f, 2 * half, deck, colour, number, foot=low, openings=openings, reveal=wide)
        for c, w in spans:  # voussoirs stand out
            curve = arch_curve(w, w * 0.36, 14)
            for (x0, z0), (x1, z1) in pairwise(curve):
                xm = half + (c if side < 0 else -c)
                f.beam(
                    (xm + x0, -0.04, 0.11 + z0 + 0.2),
                    (xm + x1, -0.04, 0.11 + z1 + 0.2),
                    0.2,
                    0.42,
                    p.shade(colour, 1.15),
                    number,
                )
        f.box((0, 0.0, deck), (2 * half, 0.35, deck + 0.95), colour, number)
        f.box((-0.1, -0.06, deck + 0.95), (2 * half + 0.1, 0.42, deck + 1.08), p.shade(colour, 1.1), number)
    a.quad(
        (-half, -wide / 2, deck),
        (half, -wide / 2, deck),
        (half, wide / 2, deck),
        (-half, wide / 2, deck),
        (0.25, 0.23, 0.2),
        number,
    )
    for side in (-1, 1):  # ramps
        x0, x1 = side * half, side * (half + RAMP)
        ring = [(x0, -wide / 2, deck), (x1, -wide / 2, 0.05), (x1, wide / 2, 0.05), (x0, wide / 2, deck)]
        a.quad(*(ring if side > 0 else [ring[1], ring[0], ring[3], ring[2]]), (0.25, 0.23, 0.2), number)
        for s in (-1, 1):
            y = s * wide / 2
            quad = [(x0, y, low), (x1, y, low), (x1, y, 0.05), (x0, y, deck)]
            a.quad(*(quad if (side > 0) == (s < 0) else [quad[1], quad[0], quad[3], quad[2]]), colour, number)
            a.beam((x0, y - s * 0.17, deck + 0.5), (x1, y - s * 0.17, 0.4), 0.35, 0.95, colour, number)
    return Shape(a.result(), half + 1.5)


def _spans(half: float, least: int) -> list[tuple[float, float]]:
    """Return the middles and widths of the arches."""
    room = 2 * (half - ABUTMENT)
    count = max(least, math.ceil((room + PIER) / (ARCH + PIER + 0.7)))
    wide = min((room - PIER * (count - 1)) / count, ARCH)
    return [((k - (count - 1) / 2) * (wide + PIER), wide) for k in range(count)]


def _red_bridge(a: Assembly, drop: float) -> Shape:
    half, wide, rise, n = 6.5, 2.4, 1.9, 16
    red, number = p.VERMILION, Material.PAINT
    points = [(-half + 2 * half * k / n, 0.35 + rise * math.sin(math.pi * k / n)) for k in range(n + 1)]
    for (x0, z0), (x1, z1) in pairwise(points):
        a.beam((x0, 0, z0), (x1, 0, z1), wide, 0.12, p.FRESH_WOOD, int(Material.TIMBER) | 1 << 8)
        for side in (-1, 1):
            y = side * wide / 2
            a.beam((x0, y, z0 - 0.15), (x1, y, z1 - 0.15), 0.16, 0.3, red, number)
            for up in (0.5, 0.95):
                a.beam((x0, y, z0 + up), (x1, y, z1 + up), 0.09, 0.1, red, number)
    for k, (x, z) in enumerate(points):
        for side in (-1, 1):
            y = side * wide / 2
            if k % 2 == 0:
                a.rod((x, y, z - 0.2), (x, y, z + 1.12), 0.08, red, number, sides=8)
                a.add(lathe([(0.1, 0), (0.11, 0.1), (0.0, 0.22)], 8, p.IRON, number), (x, y, z + 1.1))
            if k % 4 == 0:
                a.rod((x, y, -max(drop, 1.2)), (x, y, z), 0.13, red, number, sides=8)
    return Shape(a.result(), 7.0)


def bridges(plan: Plan, thing: Thing) -> Built:
    """Build bridges: over the water in the open view where there is some, with a road to each end."""
    era = plan.scene.site.era
    crossing = crossing_of(plan, thing) if plan.is_by_water and thing.count <= 1 else None
    if crossing is None:
        return raised(
            plan,
            thing,
            lambda d, s: bridge(d, drop=depth(s), era=era),
            radius=9,
            usual=(16, 34),
            height=3,
            footing=Footing.ANY,
            spread=0.4,
        )
    draw = plan.draw("bridge")
    (x, y), turn, water = crossing
    half = water / 2 + ABUTMENT
    scale = half / RED_HALF if era in EAST else BOLD * thing.size
    half = max(half / scale, 5.0)
    end = (half + (0 if era in EAST else RAMP)) * scale
    axis = np.array([math.cos(turn), math.sin(turn)])
    banks = plan.look(np.array([(x, y), (x, y)]) + np.outer((-end, end), axis)).z
    bed = stand_at(plan, x, y, half * scale, turn=turn).low
    stand = Stand(x, y, float(banks.mean()), min(bed, float(banks.min()) - SUNK), turn, scale)
    shape = bridge(draw, drop=depth(stand), era=era, half=half)
    roads = [_road(plan, draw, np.array((x, y)) + side * end * axis, side * axis) for side in (-1, 1)]
    beside = [np.array((x, y)) + side * share * end * axis for side in (-1, 1) for share in (0.7, 0.95)]
    clear = footprints_of(Route(np.array(beside)), 4.0 * scale)
    return together([built_of(plan, [(stand, shape)]), *roads, Built(taken=clear)])


def crossing_of(plan: Plan, thing: Thing) -> tuple[tuple[float, float], float, float] | None:
    """Return the middle of the best crossing of the water in view, its heading from +x and the water's width."""
    draw = plan.draw("crossing")
    wanted = plan.form.heading if thing.heading_deg is None else math.radians(thing.heading_deg)
    angle = wanted + draw.uniform(-SPREAD, SPREAD, 260)
    away = np.exp(draw.uniform(math.log(NEAR), math.log(FAR), 260))
    points = np.stack([away * np.sin(angle), away * np.cos(angle)], -1)
    points = points[plan.look(points).z < WADE]
    if not len(points):
        return None
    turns = np.arange(12) * (np.pi / 12)
    axes = np.stack([np.cos(turns), np.sin(turns)], -1)
    steps = np.arange(1.0, WIDEST + 1)
    reach = np.stack([_to_land(plan, points, side * axes, steps) for side in (-1, 1)], -1)  # (points, turns, 2)
    middle = points[:, None] + axes[None] * ((reach[..., 1] - reach[..., 0]) / 2)[..., None]
    water = reach.sum(axis=-1)
    ends = [middle + axes[None] * (side * (water / 2 + ABUTMENT + BOLD * RAMP))[..., None] for side in (-1, 1)]
    bearing = [(np.arctan2(e[..., 0], e[..., 1]) - wanted + np.pi) % (2 * np.pi) - np.pi for e in (*ends, middle)]
    abreast = np.abs((bearing[1] - bearing[0] + np.pi) % (2 * np.pi) - np.pi)
    banks = plan.look(np.concatenate([e.reshape(-1, 2) for e in ends])).z.reshape(2, *water.shape)
    cost = water / 25 + 3 * np.abs(abreast - ABREAST) + 0.8 * np.abs(bearing[2]) + 0.25 * np.abs(banks[1] - banks[0])
    cost += 9 * (banks.min(axis=0) < 0.2) + 0.2 * np.maximum(banks.max(axis=0) - 4, 0)
    cost += 9 * (np.minimum(np.hypot(*np.moveaxis(ends[0], -1, 0)), np.hypot(*np.moveaxis(ends[1], -1, 0))) < 9)
    cost = np.where((water <= WIDEST) & (np.abs(bearing[2]) < SPREAD), cost, np.inf)
    best = np.unravel_index(int(np.argmin(cost)), cost.shape)
    if not np.isfinite(cost[best]) or not len(free(plan, middle[best][None])):
        return None
    x, y = (float(v) for v in middle[best])
    return (x, y), float(turns[best[1]]), float(water[best])


def _to_land(plan: Plan, points: Array, axes: Array, steps: Array) -> Array:
    """Return how far the water reaches from points (n, 2) along axes (m, 2), (n, m); 2 * WIDEST: beyond the steps."""
    ways = points[:, None, None] + axes[None, :, None] * steps[:, None]
    dry = plan.look(ways.reshape(-1, 2)).z.reshape(ways.shape[:3]) > WADE
    first = np.argmax(dry, axis=2)
    return np.where(dry.any(axis=2), steps[first], 2 * WIDEST)


def _road(plan: Plan, draw: np.random.Generator, start: Array, out: Array) -> Built:
    """Lay a road that leaves a bridge's end over dry land and bends to the camera's side."""
    along = np.linspace(-1.5, 70, 120)
    aside = np.array([-out[1], out[0]])
    bend = float(draw.uniform(*BEND)) * (1 if aside @ start < 0 else -1)
    points = start + along[:, None] * out + (bend * np.maximum(along, 0) ** 2)[:, None] * aside
    wet = plan.look(points).z < 0.1
    points = points[: int(np.argmax(wet)) if wet.any() else len(points)]
    if len(points) < 6:
        return Built()
    route = Route(points)
    return Built(
        (placed(ribbon(plan, route, ROAD, (0.27, 0.205, 0.135), Material.EARTH)),),
        taken=footprints_of(route, 0.6 * ROAD),
    )


BUILDERS = {ThingKind.BRIDGE: bridges}
