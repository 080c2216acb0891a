"""A harbour: a stone quay under the camera, boats and ships before it, sheds and houses behind, a mole with a light."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np

from skyloom.core.scene import ThingKind
from skyloom.geometry.assembly import Assembly
from skyloom.geometry.solids import lathe
from skyloom.world.architecture import palette as p
from skyloom.world.architecture.house import house
from skyloom.world.architecture.shape import Shape, built_of
from skyloom.world.architecture.styles import STYLES
from skyloom.world.built import Built, Footprints, together
from skyloom.world.evening import darkness
from skyloom.world.kinds import Material
from skyloom.world.places.settling import Lots, Pairs, point_at, street_light, towards
from skyloom.world.placing import Plan
from skyloom.world.standing import DEEP, Stand
from skyloom.world.things.houses import barn, detail_at, style_names
from skyloom.world.things.mills import lighthouse
from skyloom.world.things.ships import boat, sailing_ship
from skyloom.world.things.ways import pier

QUAY = 9.0  # metres from its edge inland
NAMES = {"boat": ThingKind.BOAT, "ship": ThingKind.SAILING_SHIP}  # what a scene may go without
AHEAD = 3.4  # metres from the camera to the quay's edge
BELOW = 5.0  # metres that walls reach below the water


def harbour(plan: Plan) -> Built:
    """Build a harbour around the camera."""
    draw = plan.draw("harbour")
    heading = plan.form.heading
    top = plan.eye - 1.7 + 0.04
    pairs: Pairs = [(_still(0, 0, top, -heading), _quay(draw, top))]
    pairs += _afloat(plan, draw, heading, top)
    pairs += _mole(plan, draw, heading)
    lots = Lots(plan)
    names = style_names(plan.scene)
    for row, (away, step) in enumerate(((-13.0, 10.5), (-27.0, 13.0), (-44.0, 15.0))):
        aside = -78.0 + float(draw.uniform(0, 8))
        while aside < 78:
            style = STYLES[names[int(draw.integers(len(names)))]]
            at = point_at(heading, away - float(draw.uniform(0, 2)), aside)
            ahead = point_at(heading, 30.0)
            if row == 0 and draw.uniform() < 0.22:
                lots.put(
                    at,
                    towards(*ahead) + math.pi / 2 * 0,
                    7.0,
                    lambda s: barn(draw, drop=s.drop + 0.4),
                    kind=ThingKind.BARN,
                )
            else:
                lots.put(
                    at,
                    towards(*ahead) + float(draw.normal(0, 0.05)),
                    4.4,
                    lambda s, style=style: house(
                        draw,
                        style,
                        drop=s.drop + 0.4,
                        detail=detail_at(s.distance),
                        has_wing=False,
                        lights=plan.scene.site.lights,
                    ),
                )
            aside += step * float(draw.uniform(0.85, 1.35))
    for aside in np.arange(-42.0, 43.0, 14.0):
        at = point_at(heading, AHEAD - 1.3, aside + 4.5)
        lamp = street_light(plan, draw)
        if lamp is not None:
            pairs.append((_still(*at, top, -heading), lamp))
    taken = _taken(heading)
    return together([built_of(plan, [*pairs, *lots.built(clear=3.0)]), Built(taken=taken)])


def _still(x: float, y: float, z: float, turn: float, scale: float = 1.0) -> Stand:
    return Stand(x, y, z, z - BELOW, turn, scale)


def _taken(heading: float) -> Footprints:
    spots = [point_at(heading, AHEAD - QUAY / 2, aside) for aside in np.arange(-60, 61, 4.0)]
    return Footprints(np.array(spots, np.float32), np.full(len(spots), QUAY / 2 + 0.4, np.float32))


def _quay(draw: np.random.Generator, top: float) -> Shape:
    """Draw the quay: its edge along x at y = AHEAD, what lies on it, its floor at z = 0."""
    a = Assembly()
    colour = p.one_of(draw, (p.LIMESTONE, p.GRANITE, p.FIELDSTONE))
    half, low = 64.0, -(top + BELOW)
    a.box((-half, AHEAD - QUAY, low), (half, AHEAD - 0.6, 0.0), p.shade(colour, 0.8), Material.MASONRY)
    count = int(2 * half / 1.6)
    for k in range(count):  # coping stones
        x0, x1 = (-half + 2 * half * s / count for s in (k, k + 1))
        a.box(
            (x0 + 0.01, AHEAD - 0.62, low if k % 8 == 0 else -0.4),
            (x1 - 0.01, AHEAD + 0.06, float(draw.uniform(0.02, 0.05))),
            p.shade(colour, float(draw.uniform(0.9, 1.15))),
            Material.PLASTER,
        )
    a.box((-half, AHEAD - 0.7, low), (half, AHEAD, -0.3), p.shade(colour, 0.85), Material.MASONRY)
    for x in np.arange(-50.0, 51.0, 7.5):
        a.add(
            lathe(
                [(0.2, 0.0), (0.16, 0.1), (0.13, 0.4), (0.24, 0.5), (0.22, 0.62), (0.0, 0.66)],
                14,
                p.IRON,
                Material.MARBLE,
            ),
            (x + 2.2, AHEAD - 0.45, 0.03),
        )
        for z in (-0.6, -1.1):
            a.rod((x, AHEAD + 0.12, z), (x + 0.5, AHEAD + 0.12, z), 0.1, p.TARRED, Material.MARBLE)
    for x, side in ((-6.5, 1.0), (9.5, -1.0), (27.0, 1.0), (-30.0, 1.0)):
        _cargo(a, draw, (x, AHEAD - 2.4 + 0.4 * side))
    for x in (-16.0, 14.0):
        _nets(a, draw, (x, AHEAD - 3.4))
    _crane(a, (20.0, AHEAD - 1.7))
    for k in range(9):  # a coiled rope
        a.add(
            lathe(
                [
                    (0.34 - 0.02 * k, 0.045 * k),
                    (0.38 - 0.02 * k, 0.045 * k + 0.022),
                    (0.34 - 0.02 * k, 0.045 * k + 0.045),
                ],
                18,
                p.STRAW,
                Material.CLOTH,
            ),
            (-2.6, AHEAD - 1.1, 0.02),
        )
    return Shape(a.result(), 0.6)


def _cargo(a: Assembly, draw: np.random.Generator, at: tuple[float, float]) -> None:
    x, y = at
    wood = (p.OLD_WOOD, p.FRESH_WOOD, p.GREY_WOOD)
    for k in range(int(draw.integers(5, 10))):
        size = float(draw.uniform(0.5, 0.85))
        f = a.framed(
            (x + float(draw.normal(0, 0.9)), y + float(draw.normal(0, 0.45)), 0.04), float(draw.uniform(-0.4, 0.4))
        )
        if draw.uniform() < 0.45:
            rows = [(0.27, 0.0), (0.34, 0.25), (0.36, 0.45), (0.34, 0.65), (0.27, 0.9), (0.24, 0.88), (0.0, 0.88)]
            f.add(lathe(rows, 16, p.one_of(draw, wood), Material.TIMBER))
            for z in (0.14, 0.7):
                f.add(lathe([(0.325, z), (0.335, z + 0.06)], 16, p.IRON, Material.MARBLE))
        else:
            tone = p.one_of(draw, wood)
            f.block((0, 0, 0), (size, size, size * 0.85), tone, int(Material.TIMBER) | 1 << 8)
            for sx in (-1, 1):
                f.block(
                    (sx * size * 0.44, 0, 0), (0.08, size + 0.04, size * 0.87), p.shade(tone, 0.75), Material.TIMBER
                )
            if k % 3 == 0:
                f.block(
                    (0.05, 0, size * 0.85),
                    (size * 0.8, size * 0.8, size * 0.6),
                    p.shade(tone, 1.2),
                    int(Material.TIMBER) | 1 << 8,
                )


def _nets(a: Assembly, draw: np.random.Generator, at: tuple[float, float]) -> None:
    x, y = at
    for k in range(3):
        a.rod((x + 1.6 * k, y, 0), (x + 1.6 * k, y, 2.2), 0.05, p.GREY_WOOD, Material.TIMBER)
    a.rod((x - 0.2, y, 2.1), (x + 3.4, y, 2.1), 0.05, p.GREY_WOOD, Material.TIMBER)
    tone = p.one_of(draw, ((0.06, 0.12, 0.13), (0.22, 0.12, 0.06), (0.10, 0.13, 0.09)))
    for k in range(22):
        t = k / 21
        for lean in (-0.25, 0.25):
            a.rod(
                (x + 3.2 * t, y - 0.02, 2.1),
                (x + 3.2 * t + lean + float(draw.normal(0, 0.03)), y - 0.25, 0.45 + float(draw.uniform(0, 0.2))),
                0.012,
                tone,
                Material.CLOTH,
                sides=4,
            )
    for k in range(6):
        a.add(
            lathe([(0.0, 0.0), (0.12, 0.08), (0.0, 0.18)], 8, (0.5, 0.16, 0.03), Material.PAINT),
            (x + 0.5 * k, y - 0.3, 0.35),
        )


def _crane(a: Assembly, at: tuple[float, float]) -> None:
    x, y = at
    wood, number = p.OLD_WOOD, Material.TIMBER
    a.block((x, y, 0), (1.2, 1.2, 0.4), p.GRANITE, Material.MASONRY)
    a.beam((x, y, 0.3), (x, y, 4.6), 0.32, 0.32, wood, number)
    a.beam((x, y, 2.0), (x, y + 3.4, 5.2), 0.24, 0.28, wood, number)
    a.beam((x, y, 4.5), (x, y + 3.2, 5.1), 0.12, 0.16, wood, number)
    a.rod((x, y + 3.4, 5.1), (x, y + 3.4, 2.3), 0.025, p.STRAW, number, sides=4)
    a.block((x, y + 3.4, 1.7), (0.8, 0.8, 0.6), p.FRESH_WOOD, number)


def _afloat(plan: Plan, draw: np.random.Generator, heading: float, top: float) -> Pairs:
    """Return boats at the quay and in the basin, ships in the offing, a pier."""
    lit = darkness(plan.scene)
    rows: list[tuple[tuple[float, float], float, str]] = []
    for aside in np.arange(-46.0, 47.0, 8.2):
        if abs(aside + 1) < 3 or draw.uniform() < 0.15:
            continue
        at = point_at(heading, AHEAD + 2.3 + float(draw.uniform(0, 0.8)), aside + float(draw.normal(0, 0.8)))
        rows.append((at, -heading + float(draw.choice([0, math.pi])) + float(draw.normal(0, 0.06)), "boat"))
    for _ in range(int(13 * plan.scene.site.density) + 4):
        at = point_at(heading + float(draw.normal(0, 0.5)), float(draw.uniform(17, 75)))
        rows.append((at, float(draw.uniform(0, 6.28)), "boat"))
    for angle, far in ((0.22, 52.0), (-0.62, 70.0), (0.85, 95.0), (-0.1, 190.0)):
        at = point_at(heading + angle + float(draw.normal(0, 0.05)), far)
        rows.append((at, -heading + float(draw.choice([0.3, math.pi - 0.3])), "ship"))
    unwanted = {short for short, kind in NAMES.items() if kind in plan.scene.without}
    rows = [row for row in rows if row[2] not in unwanted]
    if not rows:
        return []
    where = np.array([row[0] for row in rows])
    deep = plan.look(where).z < DEEP if plan.is_by_water else np.ones(len(rows), bool)
    pairs: Pairs = []
    for (at, turn, kind), is_deep in zip(rows, deep, strict=True):
        near = any(
            math.hypot(at[0] - s.x, at[1] - s.y) < (6.0 if kind == "boat" and shape.radius < 8 else 20.0)
            for s, shape in pairs
        )
        if near or not (is_deep or math.hypot(*at) < AHEAD + 6):
            continue
        shape = boat(draw, sail=0.5) if kind == "boat" else sailing_ship(draw, lit=lit)
        pairs.append((_still(*at, 0.0 if plan.is_by_water else plan.eye - 3.2, turn), shape))
    at = point_at(heading, AHEAD + 0.2, -11.5)
    pairs.append((_still(*at, 0.0, -heading + math.pi), pier(draw, long=20.0, above=max(top - 0.5, 0.7))))
    return pairs


def _mole(plan: Plan, draw: np.random.Generator, heading: float) -> Pairs:
    """Return a curved breakwater with a lighthouse at its end."""
    a = Assembly()
    side = float(draw.choice([-1, 1]))
    colour = p.one_of(draw, (p.GRANITE, p.FIELDSTONE))
    points = []
    for t in np.linspace(0, 1, 26):
        points.append(point_at(heading, AHEAD + 118 * math.sin(t * 1.25), side * (62 - 34 * t**2.2)))
    high = 2.4
    for (x0, y0), (x1, y1) in pairwise(points):
        z = (high - BELOW) / 2
        a.beam(
            (x0, y0, z),
            (x1, y1, z),
            4.4,
            high + BELOW,
            p.shade(colour, float(draw.uniform(0.9, 1.1))),
            Material.MASONRY,
        )
        a.beam((x0, y0, high + 0.5), (x1, y1, high + 0.5), 0.6, 1.0, colour, Material.MASONRY)
    for _ in range(150):
        t = float(draw.uniform(0, 1)) * 24.99
        (x0, y0), (x1, y1) = points[int(t)], points[int(t) + 1]
        f = t - int(t)
        out = float(draw.choice([-1, 1])) * float(draw.uniform(2.2, 4.4))
        dx, dy = x1 - x0, y1 - y0
        n = math.hypot(dx, dy)
        size = float(draw.uniform(0.5, 1.1))
        f_ = a.framed(
            (x0 + dx * f - dy / n * out, y0 + dy * f + dx / n * out, float(draw.uniform(-0.9, 0.4))),
            float(draw.uniform(0, 6)),
        )
        f_.beam(
            (-size, 0, 0.2),
            (size, 0, 0.2 + float(draw.normal(0, 0.3))),
            size * 1.4,
            size * 1.2,
            p.shade(colour, float(draw.uniform(0.7, 1.1))),
            Material.MARBLE,
        )
    end = points[-1]
    light = lighthouse(draw, drop=high + 3.0, lit=darkness(plan.scene), has_house=False)
    return [
        (_still(0, 0, 0.0, 0.0), Shape(a.result(), 0.1)),
        (_still(*end, high, towards(-end[0], -end[1]), 0.8), light),
    ]
