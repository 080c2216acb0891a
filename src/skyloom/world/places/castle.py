"""A castle: its courtyard around the camera, with the keep as hero, or the castle seen whole from its approach."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from skyloom.core.scene import ThingKind
from skyloom.geometry.assembly import Assembly
from skyloom.geometry.meshes import Packed, placed
from skyloom.geometry.solids import sheet
from skyloom.world.architecture import palette as p
from skyloom.world.architecture.house import house
from skyloom.world.architecture.shape import CANDLE, Shape, Shine, built_of
from skyloom.world.architecture.stonework import curtain, round_tower, square_tower
from skyloom.world.architecture.styles import STYLES
from skyloom.world.architecture.ways import Route, ribbon, route_to
from skyloom.world.built import Built, Footprints, together
from skyloom.world.kinds import TAG_BITS, Material
from skyloom.world.places.settling import Lots, point_at, towards
from skyloom.world.placing import Plan
from skyloom.world.standing import Stand, stand_at
from skyloom.world.things.camp import campfire
from skyloom.world.things.monuments import fountain
from skyloom.world.things.strongholds import CASTLE_STONES, flag
from skyloom.world.things.strongholds import castle as whole_castle
from skyloom.world.things.yard import cart, lantern, well

INSIDE = 0.6  # share of the seeds that stand in the courtyard


def castle(plan: Plan) -> Built:
    """Build a castle around the camera, or before it."""
    draw = plan.draw("castle")
    if draw.uniform() < INSIDE:
        return _courtyard(plan, draw)
    return _approach(plan, draw)


def _approach(plan: Plan, draw: np.random.Generator) -> Built:
    heading = plan.form.heading
    far = float(draw.uniform(62, 80))
    x, y = point_at(heading, far)
    age = plan.scene.site.age
    half = float(draw.uniform(24, 30))
    stand = stand_at(plan, x, y, half * 1.2, turn=towards(-x, -y) + float(draw.uniform(-0.3, 0.3)))
    pairs = [(stand, whole_castle(draw, drop=stand.drop, age=age, half=half))]
    route = route_to(draw, heading, far - half * 1.0, behind=60.0, bend=0.5)
    road = placed(ribbon(plan, route, 3.6, (0.28, 0.24, 0.18), Material.EARTH))
    lots = Lots(plan)
    lots.put(point_at(heading + 0.5, 9.0), 2.0, 1.6, lambda _: cart(draw), kind=ThingKind.CART)
    for side in (-1, 1):
        for k in range(3):
            at = point_at(heading, 9.0 + 13.0 * k, side * 2.6)
            lots.put(at, 0.0, 0.5, lambda _: lantern(draw, plan.scene), kind=ThingKind.LANTERN)
    for _ in range(7):
        angle = heading + float(draw.choice([-1, 1])) * float(draw.uniform(0.7, 2.6))
        at = point_at(angle, float(draw.uniform(20, 60)))
        lots.put(at, towards(-at[0], -at[1]), 6.0, lambda s: house(draw, STYLES["thatched"], drop=s.drop, detail=1))
    return together([built_of(plan, [*pairs, *lots.built()]), Built((road,), taken=_lane(route))])


def _lane(route: Route) -> Footprints:
    points = route.points[::4].astype(np.float32)
    return Footprints(points, np.full(len(points), 2.0, np.float32))


def _courtyard(plan: Plan, draw: np.random.Generator) -> Built:
    heading, age = plan.form.heading, plan.scene.site.age
    colour = p.one_of(draw, CASTLE_STONES)
    roof = p.one_of(draw, (p.SLATE, p.CLAY, (0.08, 0.10, 0.14))) if draw.uniform() < 0.65 and age < 0.5 else None
    count, reach = int(draw.integers(5, 8)), float(draw.uniform(25, 32))
    ground = stand_at(plan, 0, 0, reach * 1.15, turn=0.0)
    floor = plan.eye - 1.7
    drop = max(floor - ground.low, 0.5) + 1.0
    a = Assembly((0, 0, floor))
    angles = heading + math.pi / count + np.arange(count) * 2 * math.pi / count + draw.uniform(-0.1, 0.1, count)
    corners = [point_at(float(t), reach * float(draw.uniform(0.92, 1.15))) for t in angles]
    high, thick, broken = float(draw.uniform(8, 10)), 2.2, max(age - 0.3, 0.0)
    gate = count // 2  # behind the camera, so that the keep is what one sees
    for k in range(count):
        end, start = corners[k], corners[(k + 1) % count]  # counter-clockwise: the outside lies to the right
        fallen = min(broken * float(draw.uniform(0.5, 1.7)), 0.95)
        curtain(
            a,
            start,
            end,
            high,
            thick,
            colour,
            drop=drop,
            gate=4.4 if k in (gate, 0) and fallen == 0 else 0.0,
            draw=draw,
            broken=fallen,
        )
        gone = min(broken * float(draw.uniform(0, 2.2)), 1.0)
        radius, tall = float(draw.uniform(3.4, 4.8)), high * float(draw.uniform(1.3, 1.9))
        round_tower(a, end, radius, tall, colour, drop=drop, roof=roof, draw=draw, broken=gone)
        if age < 0.5 and roof is None:
            flag(a, draw, (end[0], end[1], tall + 0.5), pole=5.0)
    keep = point_at(heading + 0.12, reach * 0.62)
    if broken < 0.3:
        f = a.framed((*keep, 0), towards(-keep[0], -keep[1]))
        wide = float(draw.uniform(9.5, 12))
        square_tower(
            f, (0, 0), wide, high * 2.4, colour, drop=drop, roof=roof if draw.uniform() < 0.5 else None, draw=draw
        )
        round_tower(f, (wide * 0.5, wide * 0.5), 2.3, high * 3.0, colour, drop=drop, roof=roof or p.SLATE, draw=draw)
        flag(f, draw, (0, 0, high * 2.4), pole=9.0)
        for s in (-1, 1):  # banners on the keep
            _banner(f, (s * wide * 0.3, -wide / 2 - 0.06, high * 1.55), draw)
    else:
        f = a.framed((*keep, 0), towards(-keep[0], -keep[1]))
        for (cx, cy), turn in (((-6, -6), 0.0), ((6, -6), math.pi / 2), ((6, 6), math.pi), ((-6, 6), -math.pi / 2)):
            g = f.framed((cx, cy, 0), turn)
            curtain(g, (0, 0), (12, 0), high * 1.9, 1.6, colour, drop=drop, draw=draw, broken=min(broken * 1.2, 0.9))
    lots = Lots(plan)
    for k in range(6):
        angle = heading + 0.95 + k * 0.8 + float(draw.uniform(-0.12, 0.12))
        at = point_at(angle, reach * 0.68)
        if abs(math.remainder(angle - heading, 2 * math.pi)) < 0.7 or broken > 0.4:
            continue
        style = STYLES[str(draw.choice(["timbered", "thatched", "european"]))]
        lots.put(
            at,
            towards(-at[0], -at[1]),
            5.0,
            lambda s, style=style: house(draw, style, drop=s.drop + 0.5, wide=8.0, deep=5.0, has_wing=False),
        )
    lots.put(
        point_at(heading - 0.55, 7.5),
        0.3,
        1.3,
        lambda s: (well if draw.uniform() < 0.6 else fountain)(draw, drop=s.drop),
    )
    lots.put(point_at(heading + 0.75, 6.2), 2.2, 1.6, lambda _: cart(draw), kind=ThingKind.CART)
    lots.put(
        point_at(heading + 2.2, 8.0), 0.0, 1.6, lambda _: campfire(draw, plan.scene, size=0.7), kind=ThingKind.CAMPFIRE
    )
    for k in range(8):
        lots.put(
            point_at(heading + 0.35 + k * math.pi / 4, reach * 0.42), 0.0, 0.5, lambda _: lantern(draw, plan.scene)
        )
    yard = _paving(plan, reach)
    shines = tuple(Shine((float(x) * 0.86, float(y) * 0.86, floor + 3.5), 45.0, CANDLE, 0.4) for x, y in corners)
    whole = Shape(a.result(), reach * 0.2, shines)
    everywhere = Stand(0.0, 0.0, 0.0, 0.0, 0.0, 1.0)
    taken = Footprints(np.array([(0.0, 0.0)], np.float32), np.array([reach * (0.72 if age < 0.5 else 0.3)], np.float32))
    return together([built_of(plan, [*lots.built(), (everywhere, whole)]), Built((yard,), taken=taken)])


def _banner(a: Assembly, at: tuple[float, float, float], draw: np.random.Generator) -> None:
    x, y, z = at
    colour = p.one_of(draw, ((0.35, 0.03, 0.03), (0.04, 0.07, 0.28), (0.45, 0.3, 0.04)))
    a.rod((x - 0.8, y, z + 5.1), (x + 0.8, y, z + 5.1), 0.05, p.OLD_WOOD, Material.TIMBER)
    a.quad(
        (x - 0.7, y, z + 1.0),
        (x + 0.7, y, z + 1.0),
        (x + 0.7, y, z + 5.1),
        (x - 0.7, y, z + 5.1),
        colour,
        Material.CLOTH,
    )
    a.triangle((x - 0.7, y, z + 1.0), (x, y, z), (x + 0.7, y, z + 1.0), colour, Material.CLOTH)
    a.quad(
        (x - 0.25, y - 0.01, z + 2.4),
        (x + 0.25, y - 0.01, z + 2.4),
        (x + 0.25, y - 0.01, z + 4.4),
        (x - 0.25, y - 0.01, z + 4.4),
        (0.5, 0.36, 0.1),
        Material.CLOTH,
    )


def _paving(plan: Plan, reach: float) -> Packed:
    """Return the trodden, partly paved ground of a court, draped over the land."""
    r = np.concatenate([[0.02], np.geomspace(0.4, reach * 0.82, 46)])
    t = np.linspace(0, 2 * np.pi, 97)
    grid = np.stack([np.outer(r, np.sin(t)), np.outer(r, np.cos(t))], -1)
    z = plan.look(grid.reshape(-1, 2)).z.reshape(grid.shape[:2]) + 0.045
    z[-1] -= 0.5
    points = np.concatenate([grid, z[..., None]], -1)[:, ::-1]
    court = sheet(points, (0.27, 0.25, 0.21), int(Material.MASONRY) | 2 << TAG_BITS, openness=0.95)
    flat = np.stack([grid[:, ::-1, 0] + 200.0, grid[:, ::-1, 1] + 200.0], -1).reshape(-1, 2)
    return placed(replace(court, uv=flat.astype(np.float32)))
