"""An old town: a narrow street of gabled houses wall to wall, a square with a fountain, signs, awnings, lanterns."""

from __future__ import annotations

import math

import numpy as np

from skyloom.core.scene import ThingKind, WaterKind
from skyloom.geometry.assembly import Assembly
from skyloom.geometry.meshes import placed
from skyloom.geometry.solids import lathe
from skyloom.world.architecture import palette as p
from skyloom.world.architecture.house import house
from skyloom.world.architecture.shape import CANDLE, Shape, Shine, built_of
from skyloom.world.architecture.styles import STYLES, Style
from skyloom.world.architecture.walls import Opening, wall
from skyloom.world.architecture.ways import Route, ribbon
from skyloom.world.built import Built, Footprints, together
from skyloom.world.evening import darkness
from skyloom.world.kinds import TAG_BITS, Material
from skyloom.world.places.settling import Lots, off_route, point_at, sacred, towards
from skyloom.world.placing import Plan
from skyloom.world.standing import Stand
from skyloom.world.things.houses import ERAS, detail_at
from skyloom.world.things.monuments import fountain
from skyloom.world.things.ships import cloth_on
from skyloom.world.things.yard import cart, glow, lantern_head

HALF = 3.4  # metres from the middle of the street to its houses
AHEAD, BEHIND = 92.0, 78.0  # metres that the street is long
STREET: p.Colour = (0.23, 0.22, 0.205)
SHADED = 0.62  # share of the sky over a street between houses
COBBLED = int(Material.MASONRY) | 2 << TAG_BITS  # small stones


def old_town(plan: Plan) -> Built:
    """Build an old town around the camera."""
    draw = plan.draw("old town")
    era = plan.scene.site.era.lower()
    names = {
        "medieval": ("timbered",),
        "": ("timbered", "timbered", "european"),
        "european": ("timbered", "european", "brick"),
    }
    styles = [STYLES[name] for name in names.get(era, ERAS.get(era, ("timbered", "mediterranean")))]
    heading = plan.form.heading
    bend = float(draw.choice([-1, 1])) * float(draw.uniform(0.5, 1.0))
    t = np.linspace(-1, 1, 240)
    along = np.where(t > 0, AHEAD, BEHIND) * np.sign(t) * np.abs(t) ** 1.5
    aside = bend * (along / 34) ** 2 * 2.2 * np.where(along > 0, 1.0, -0.7)
    route = Route(
        np.stack(
            [np.sin(heading) * along + np.cos(heading) * aside, np.cos(heading) * along - np.sin(heading) * aside], -1
        )
    )
    lots = Lots(plan)
    _rows(plan, draw, lots, route, styles)
    _square(draw, lots, heading, era)
    for _ in range(6):
        spot, turn = off_route(route, float(draw.uniform(-34, 44)), float(draw.choice([-1, 1])) * (HALF - 0.75))
        lots.put(spot, turn, 0.5, lambda _: _wares(draw))
    spot, turn = off_route(route, 10.0, -(HALF - 1.2))
    lots.put(spot, turn + 1.4, 1.0, lambda _: cart(draw, is_loaded=bool(draw.uniform() < 0.5)), kind=ThingKind.CART)
    street = placed(_street(plan, route, era))
    points = route.points[::6].astype(np.float32)
    taken = Footprints(points, np.full(len(points), 7.5, np.float32))
    return together(
        [built_of(plan, lots.built(clear=0.9)), Built((street,), taken=taken), _over(plan, draw, route, era)]
    )


def _street(plan: Plan, route: Route, era: str) -> object:
    colour = (0.50, 0.48, 0.44) if era in ("cycladic", "greek") else STREET
    number = int(Material.EARTH) if era in ("arabic", "egyptian") else COBBLED
    if number == Material.EARTH:
        colour = (0.40, 0.31, 0.21)
    return ribbon(plan, route, 2 * HALF + 3.0, colour, number, over=0.05, openness=SHADED)


def _rows(plan: Plan, draw: np.random.Generator, lots: Lots, route: Route, styles: list[Style]) -> None:
    """Line both sides of the street with houses that stand wall to wall, with an alley here and there."""
    canal = plan.scene.water.kind is not WaterKind.NONE
    for side in (-1, 1):
        at = -BEHIND + float(draw.uniform(0, 3))
        while at < AHEAD - 4:
            style = styles[int(draw.integers(len(styles)))]
            wide, deep = float(draw.uniform(5.2, 8.6)), float(draw.uniform(7.0, 9.0))
            gap = 2.6 if draw.uniform() < 0.1 else 0.0
            back = float(draw.uniform(0, 0.7)) + (5.0 if canal and side > 0 else 0.0)
            spot, turn = off_route(route, at + wide / 2, side * (HALF + deep / 2 + back))
            lots.put(spot, turn, min(wide, deep) * 0.36, _house(plan, draw, style, wide, deep))
            at += wide * 0.97 + gap
        for k in range(9):  # roofs behind the first row
            spot, turn = off_route(route, float(draw.uniform(-BEHIND, AHEAD)), side * float(draw.uniform(19, 44)))
            lots.put(
                spot, turn + float(draw.normal(0, 0.3)), 5.0, _house(plan, draw, styles[k % len(styles)], None, None)
            )


def _house(plan: Plan, draw: np.random.Generator, style: Style, wide: float | None, deep: float | None) -> object:
    def make(stand: Stand) -> Shape:
        floors = int(draw.integers(max(style.storeys[0], 2), max(style.storeys[1], 3) + 1))
        fronted = style.roof == "pitched" and bool(draw.uniform() < 0.6)
        shape = house(
            draw, style, drop=stand.drop + 0.3, detail=detail_at(stand.distance), wide=wide, deep=deep, storeys=floors,
            is_gable_front=fronted, has_wing=False, lights=plan.scene.site.lights,
        )  # fmt: skip
        if wide is None or stand.distance > 60:
            return shape
        a = Assembly()
        a.add(shape.part)
        shines = [*shape.shines]
        _front(a, draw, wide, deep or 8.0, style, darkness(plan.scene), shines)
        return Shape(a.result(), shape.radius * 0.5, tuple(shines))

    return make


def _front(
    a: Assembly, draw: np.random.Generator, wide: float, deep: float, style: Style, lit: float, shines: list[Shine]
) -> None:
    """Hang a sign, a lantern, an awning or flowers on a house front."""
    y = -deep / 2
    choice = draw.uniform()
    if choice < 0.3:
        _sign(a, draw, (wide * float(draw.uniform(-0.35, 0.35)), y, 2.75))
    if choice > 0.6:
        x = wide * float(draw.choice([-0.42, 0.42]))
        a.beam((x, y, 2.9), (x, y - 0.7, 2.95), 0.04, 0.05, p.IRON, Material.MARBLE)
        a.beam((x, y, 2.5), (x, y - 0.5, 2.92), 0.03, 0.04, p.IRON, Material.MARBLE)
        lantern_head(a, (x, y - 0.65, 2.45), 0.12, 0.36, 60 + 1900 * lit)
        shines.append(Shine((x, y - 0.95, 2.5), 55.0, CANDLE, 0.25))
    if 0.25 < choice < 0.5 and style.roof != "swept":
        _awning(a, draw, wide, y)
    if choice < 0.55:  # pots beside the door
        for _ in range(int(draw.integers(1, 4))):
            x = wide * float(draw.uniform(-0.45, 0.45))
            a.add(
                lathe([(0.14, 0), (0.2, 0.3), (0.21, 0.34), (0.0, 0.3)], 12, p.CLAY, Material.PLASTER), (x, y - 0.4, 0)
            )
            for k in range(7):
                t = k * 0.9
                tip = (x + 0.22 * math.cos(t), y - 0.4 + 0.22 * math.sin(t), 0.62 + 0.1 * math.sin(3 * t))
                a.rod((x, y - 0.4, 0.3), tip, 0.05, (0.05, 0.11, 0.03), Material.LEAF, tip=0.09, sides=5)


def _sign(a: Assembly, draw: np.random.Generator, at: tuple[float, float, float]) -> None:
    x, y, z = at
    tone = p.one_of(draw, p.PAINTS)
    a.beam((x, y, z + 0.75), (x, y - 1.15, z + 0.75), 0.05, 0.05, p.IRON, Material.MARBLE)
    a.beam((x, y, z + 0.4), (x, y - 0.8, z + 0.74), 0.03, 0.03, p.IRON, Material.MARBLE)
    for s in (0.35, 1.05):
        a.rod((x, y - s, z + 0.6), (x, y - s, z + 0.75), 0.012, p.IRON, Material.MARBLE, sides=4)
    a.box((x - 0.03, y - 1.1, z), (x + 0.03, y - 0.3, z + 0.62), tone, Material.PAINT)
    symbol = p.BRASS
    for s in (-1, 1):  # a round emblem: no letters
        ring = [
            (x + s * 0.036, y - 0.7 + s * 0.2 * math.cos(t), z + 0.31 + 0.2 * math.sin(t))
            for t in np.arange(12) * math.pi / 6
        ]
        a.polygon(ring, symbol, Material.MARBLE)


def _awning(a: Assembly, draw: np.random.Generator, wide: float, y: float) -> None:
    tone = p.one_of(draw, ((0.4, 0.06, 0.04), (0.06, 0.18, 0.1), (0.5, 0.36, 0.12), (0.1, 0.14, 0.3)))
    half, stripes = wide * 0.36, 8
    for k in range(stripes):
        x0, x1 = (-half + 2 * half * s / stripes for s in (k, k + 1))
        colour = tone if k % 2 else (0.66, 0.63, 0.55)
        grid = np.array(
            [
                [(x0, y - 1.5, 2.25), (x1, y - 1.5, 2.25)],
                [(x0, y - 0.8, 2.62), (x1, y - 0.8, 2.62)],
                [(x0, y, 2.85), (x1, y, 2.85)],
            ]
        )
        cloth_on(a, grid, colour)
        a.quad((x0, y - 1.5, 2.0), (x1, y - 1.5, 2.0), (x1, y - 1.5, 2.25), (x0, y - 1.5, 2.25), colour, Material.CLOTH)
    for s in (-1, 1):
        a.rod((s * half, y - 1.5, 0), (s * half, y - 1.5, 2.25), 0.04, p.OLD_WOOD, Material.TIMBER)
    a.box((-half + 0.2, y - 1.3, 0), (half - 0.2, y - 0.55, 0.8), p.OLD_WOOD, Material.TIMBER)
    for k in range(10):
        x = -half + 0.45 + (2 * half - 0.9) * k / 9
        tones = ((0.45, 0.16, 0.03), (0.4, 0.05, 0.03), (0.35, 0.32, 0.05), (0.1, 0.2, 0.04), (0.42, 0.28, 0.12))
        f = a.framed((x, y - 0.92, 0.8))
        f.block((0, 0, 0), (0.4, 0.62, 0.13), p.FRESH_WOOD, Material.TIMBER)
        for j in range(6):
            f.add(
                lathe([(0.0, 0), (0.09, 0.07), (0.0, 0.15)], 7, tones[(k + j // 3) % 5], Material.PAINT),
                (-0.12 + 0.12 * (j % 3), -0.18 + 0.25 * (j // 3), 0.1),
            )


def _wares(draw: np.random.Generator) -> Shape:
    """Draw barrels and crates by a wall."""
    a = Assembly()
    for k in range(int(draw.integers(1, 4))):
        x = (k - 1) * 0.75
        if draw.uniform() < 0.5:
            rows = [(0.26, 0), (0.33, 0.3), (0.33, 0.55), (0.26, 0.85), (0.0, 0.83)]
            a.add(lathe(rows, 16, p.one_of(draw, (p.OLD_WOOD, p.FRESH_WOOD)), Material.TIMBER), (x, 0, 0))
        else:
            s = float(draw.uniform(0.45, 0.65))
            a.block((x, 0, 0), (s, s, s), p.one_of(draw, (p.OLD_WOOD, p.GREY_WOOD)), int(Material.TIMBER) | 1 << 8)
    return Shape(a.result(), 0.6)


def _square(draw: np.random.Generator, lots: Lots, heading: float, era: str) -> None:
    """End the street with what the town is proud of."""
    at = point_at(heading, AHEAD + 22.0)
    lots.put(at, towards(-at[0], -at[1]), 10.0, lambda s: sacred(draw, era, s.drop))
    if era not in ("japanese",):
        at = point_at(heading, AHEAD + 3.0)
        lots.put(at, 0.0, 2.6, lambda s: fountain(draw, drop=s.drop), kind=ThingKind.FOUNTAIN)


def _over(plan: Plan, draw: np.random.Generator, route: Route, era: str) -> Built:
    """Span the street: an arch between houses, ropes with washing, cloth or paper lanterns."""
    a = Assembly()
    lit = darkness(plan.scene)
    shines: list[Shine] = []
    floor = plan.look(np.array([off_route(route, at, 0.01)[0] for at in (-26.0, -13.0, 12.0, 21.0, 34.0)])).z
    for k, at in enumerate((-26.0, -13.0, 12.0, 21.0, 34.0)):
        left, _ = off_route(route, at, -HALF - 0.4)
        right, _ = off_route(route, at, HALF + 0.4)
        z = float(floor[k]) + float(draw.uniform(4.4, 6.2))
        if k in (0, 4) and era not in ("japanese", "chinese"):
            _arch(a, left, right, float(floor[k]), p.one_of(draw, (p.LIMESTONE, p.SANDSTONE)))
            continue
        a.rope((*left, z), (*right, z + 0.2), 0.5, 0.012, p.STRAW, Material.TIMBER, steps=12)
        _hung(a, draw, left, right, z, era, lit, shines)
    still = Stand(0.0, 0.0, 0.0, 0.0, 0.0, 1.0)
    return built_of(plan, [(still, Shape(a.result(), 0.05, tuple(shines)))])


def _hung(
    a: Assembly,
    draw: np.random.Generator,
    left: tuple[float, float],
    right: tuple[float, float],
    z: float,
    era: str,
    lit: float,
    shines: list[Shine],
) -> None:
    for j in range(1, 9):
        s = j / 9
        x, y = (left[i] + (right[i] - left[i]) * s for i in range(2))
        low = z + 0.2 * s - 2.0 * s * (1 - s)
        if era in ("japanese", "chinese"):
            rows = [(0.08, 0), (0.2, 0.08), (0.24, 0.22), (0.2, 0.36), (0.08, 0.44)]
            tone = (1.0, 0.12, 0.03) if j % 3 else (1.0, 0.55, 0.2)
            paper = glow(420 * lit) if lit > 0.05 else int(Material.CLOTH)
            a.add(lathe(rows, 12, tone if lit > 0.05 else p.shade(tone, 0.5), paper), (x, y, low - 0.46))
            if j % 3 == 1:
                shines.append(Shine((x, y, low - 0.8), 30.0, (1.0, 0.25, 0.08), 0.25))
            continue
        tone = p.one_of(draw, (p.WHITEWASH, p.CANVAS, (0.16, 0.24, 0.4), (0.45, 0.1, 0.08), (0.5, 0.36, 0.1)))
        dx, dy = (right[0] - left[0]) / 26, (right[1] - left[1]) / 26
        high = float(draw.uniform(0.35, 0.75))
        ring = [
            (x - dx, y - dy, low - high),
            (x + dx, y + dy, low - high),
            (x + dx, y + dy, low),
            (x - dx, y - dy, low),
        ]
        a.quad(*ring, tone, Material.CLOTH)
        a.quad(*[ring[1], ring[0], ring[3], ring[2]], tone, Material.CLOTH)


def _arch(a: Assembly, left: tuple[float, float], right: tuple[float, float], floor: float, colour: p.Colour) -> None:
    length = math.hypot(right[0] - left[0], right[1] - left[1])
    turn = math.atan2(right[1] - left[1], right[0] - left[0])
    high, deep = 6.6, 1.5
    f = a.framed((*left, floor), turn)
    o = Opening(x=length / 2, z=-0.49, wide=length - 1.4, high=3.6, rise=(length - 1.4) * 0.42, kind="gap", frame=None)
    wall(f, length, high, colour, Material.MASONRY, foot=-0.5, openings=[o], reveal=deep)
    wall(
        f.framed((length, deep, 0), math.pi),
        length,
        high,
        colour,
        Material.MASONRY,
        foot=-0.5,
        openings=[o],
        reveal=0.02,
    )
    f.quad((0, 0, high), (length, 0, high), (length, deep, high), (0, deep, high), colour, Material.MASONRY)
    f.box((-0.1, -0.12, high), (length + 0.1, deep + 0.12, high + 0.22), p.shade(colour, 1.1), Material.MASONRY)
