"""Castles, towers, lighthouses and mills."""

from __future__ import annotations

import math

import numpy as np

from skyloom.core.scene import Thing, ThingKind
from skyloom.geometry.assembly import Assembly
from skyloom.world.architecture import palette as p
from skyloom.world.architecture.roofs import pitched
from skyloom.world.architecture.shape import CANDLE, Shape, Shine
from skyloom.world.architecture.stonework import curtain, round_tower, square_tower
from skyloom.world.architecture.walls import Opening, lancet, wall
from skyloom.world.built import Built
from skyloom.world.evening import darkness
from skyloom.world.kinds import Material
from skyloom.world.placing import Plan
from skyloom.world.standing import Footing
from skyloom.world.things.heights import crowning
from skyloom.world.things.mills import lighthouse, watermill, windmill
from skyloom.world.things.raising import depth, raised
from skyloom.world.things.ships import cloth_on

CASTLE_STONES = (p.LIMESTONE, p.SANDSTONE, p.FIELDSTONE, p.GRANITE)


def castle(draw: np.random.Generator, *, drop: float, age: float = 0.0, half: float = 24.0) -> Shape:
    """Draw a castle: curtain walls between corner towers, a gatehouse, a keep and a hall; age breaks it down."""
    a = Assembly()
    colour = p.one_of(draw, CASTLE_STONES)
    roof = p.one_of(draw, (p.SLATE, (0.08, 0.10, 0.14), p.CLAY)) if draw.uniform() < 0.6 and age < 0.5 else None
    high, thick = float(draw.uniform(8, 10)), 2.4
    wobble = draw.uniform(0.82, 1.12, (4, 2))
    corners = [
        (s * half * float(w[0]), t * half * 0.85 * float(w[1]))
        for (s, t), w in zip(((-1, -1), (1, -1), (1, 1), (-1, 1)), wobble, strict=True)
    ]
    broken = max(age - 0.3, 0.0)
    for k in range(4):
        start, end = corners[k], corners[(k + 1) % 4]
        fallen = broken * float(draw.uniform(0.4, 1.6)) if broken > 0 else 0.0
        curtain(
            a,
            start,
            end,
            high,
            thick,
            colour,
            drop=drop,
            gate=4.2 if k == 0 and fallen == 0 else 0,
            draw=draw,
            broken=min(fallen, 1),
        )
        tall = high * float(draw.uniform(1.35, 1.8))
        gone = min(broken * float(draw.uniform(0, 2)), 1) if broken > 0 else 0
        round_tower(a, start, float(draw.uniform(3.6, 5.0)), tall, colour, drop=drop, roof=roof, draw=draw, broken=gone)
    (x0, y0), (x1, y1) = corners[0], corners[1]
    gx, gy = (x0 + x1) / 2, (y0 + y1) / 2
    for side in (-1, 1):
        round_tower(
            a,
            (gx + side * 4.6, gy - 0.6),
            2.5,
            high * 1.45,
            colour,
            drop=drop,
            roof=roof,
            draw=draw,
            broken=broken * 0.6,
        )
    keep = half * float(draw.uniform(0.34, 0.42))
    kx, ky = float(draw.uniform(-0.3, 0.3)) * half, half * float(draw.uniform(0.1, 0.35))
    tall = high * float(draw.uniform(2.3, 2.9))
    if broken > 0.3:
        for corner, turn in (
            ((-keep, -keep), 0.0),
            ((keep, -keep), math.pi / 2),
            ((keep, keep), math.pi),
            ((-keep, keep), -math.pi / 2),
        ):
            f = a.framed((kx + corner[0], ky + corner[1], 0), turn)
            curtain(
                f, (0, 0), (2 * keep, 0), tall * 0.8, 1.6, colour, drop=drop, draw=draw, broken=min(broken * 1.3, 0.9)
            )
    else:
        square_tower(
            a, (kx, ky), keep * 1.5, tall, colour, drop=drop, roof=roof if draw.uniform() < 0.5 else None, draw=draw
        )
        round_tower(a, (kx + keep * 0.75, ky + keep * 0.75), 2.2, tall * 1.22, colour, drop=drop, roof=roof, draw=draw)
        _hall(a, draw, (-kx * 0.6 - half * 0.42, half * 0.25), half * 0.7, colour, drop=drop)
    if age < 0.5:
        for k in range(4):
            flag(a, draw, (corners[k][0], corners[k][1], high * 1.5), pole=6.5 if roof is None else 13.0)
    shines = (Shine((gx, gy - 4, 4.0), 60.0, CANDLE, 0.5), Shine((kx, ky - keep - 2, 5.0), 40.0, CANDLE, 0.8))
    return Shape(a.result(), half * 1.5, shines)


def _hall(
    a: Assembly, draw: np.random.Generator, at: tuple[float, float], long: float, colour: p.Colour, *, drop: float
) -> None:
    deep, high = long * 0.5, 7.5
    f = a.framed((*at, 0), math.pi / 2)
    sides = (
        ((-long / 2, -deep / 2), 0.0, long),
        ((long / 2, -deep / 2), math.pi / 2, deep),
        ((long / 2, deep / 2), math.pi, long),
        ((-long / 2, deep / 2), -math.pi / 2, deep),
    )
    for corner, turn, length in sides:
        bays = max(2, int(length / 3))
        openings = [
            Opening(
                x=length * (k + 0.5) / bays,
                z=3.6,
                wide=0.9,
                high=1.8,
                rise=0.6,
                panes=(0.3, 0.3),
                frame=None,
                luck=int(draw.integers(4096)),
            )
            for k in range(bays)
        ]
        wall(
            f.framed((*corner, 0), turn),
            length,
            high,
            colour,
            Material.MASONRY,
            foot=-drop,
            openings=openings,
            reveal=0.4,
            detail=1,
        )
    rise = deep * 0.6
    pitched(f.framed((0, 0, high)), long, deep, rise, p.SLATE, Material.TILES)
    for side in (-1, 1):
        x = side * long / 2
        ring = [(x, -deep / 2, high), (x, deep / 2, high), (x, 0, high + rise)]
        f.triangle(*(ring if side > 0 else [ring[1], ring[0], ring[2]]), colour, Material.MASONRY)


def flag(
    a: Assembly, draw: np.random.Generator, at: tuple[float, float, float], *, pole: float, tint: p.Colour | None = None
) -> None:
    """Add a pole with a banner that waves."""
    x, y, z = at
    a.rod((x, y, z - 0.5), (x, y, z + pole), 0.07, p.OLD_WOOD, Material.TIMBER, tip=0.04)
    colour = tint or p.one_of(draw, ((0.35, 0.03, 0.03), (0.04, 0.07, 0.28), (0.45, 0.3, 0.04), (0.05, 0.2, 0.07)))
    u, v = np.linspace(0, 1, 14)[None], np.linspace(0, 1, 5)[:, None]
    phase = float(draw.uniform(0, 6))
    turn = float(draw.uniform(-0.4, 0.4))
    high = 1.5 * (1 - u * 0.75)
    grid = np.stack(np.broadcast_arrays(2.8 * u, 0.32 * np.sin(5 * u + phase + v) * u, (v - 0.5) * high - 0.25 * u), -1)
    top = (x, y, z + pole - 0.9)
    f = a.framed(top, turn)
    cloth_on(f, grid, colour)


def tower(draw: np.random.Generator, *, drop: float, age: float = 0.0) -> Shape:
    """Draw a lone tower, round or square, with or without a roof."""
    a = Assembly()
    colour = p.one_of(draw, CASTLE_STONES)
    high, wide = float(draw.uniform(15, 22)), float(draw.uniform(5.5, 7.5))
    roof = p.one_of(draw, (p.SLATE, p.CLAY, p.BROWN_TILE)) if draw.uniform() < 0.5 and age < 0.4 else None
    if age > 0.4 or draw.uniform() < 0.5:
        round_tower(a, (0, 0), wide / 2, high, colour, drop=drop, roof=roof, draw=draw, broken=max(age - 0.3, 0))
        if age < 0.4:
            for k in range(4):
                f = a.framed((0, 0, 0), float(draw.uniform(-0.9, 0.9)))
                o = Opening(
                    x=0,
                    z=3.0 + k * high * 0.19,
                    wide=0.7,
                    high=1.0,
                    rise=0.5,
                    panes=(0.35, 0.3),
                    luck=int(draw.integers(4096)),
                )
                lancet(f, o, p.shade(colour, 1.15), Material.MASONRY, proud=wide / 2 * 1.045)
    else:
        square_tower(a, (0, 0), wide * 0.9, high, colour, drop=drop, roof=roof, draw=draw)
    return Shape(a.result(), wide * 0.75, (Shine((0, -wide * 0.8, 3.0), 10.0, CANDLE, 0.4),))


def castles(plan: Plan, thing: Thing) -> Built:
    """Build castles, far enough to be seen whole."""
    age = plan.scene.site.age
    return raised(
        plan,
        thing,
        lambda d, s: castle(d, drop=depth(s), age=age),
        radius=34,
        usual=(90, 220),
        height=26,
        spread=0.6,
        steepest=0.5,
    )


def towers(plan: Plan, thing: Thing) -> Built:
    """Build towers."""
    age = plan.scene.site.age
    return raised(
        plan, thing, lambda d, s: tower(d, drop=depth(s), age=age), radius=4.5, usual=(22, 70), height=18, steepest=0.5
    )


def lighthouses(plan: Plan, thing: Thing) -> Built:
    """Build lighthouses, near the water where there is some."""
    lit = darkness(plan.scene)
    return raised(
        plan,
        thing,
        lambda d, s: lighthouse(d, drop=depth(s), lit=lit),
        radius=7,
        usual=(40, 130),
        height=22,
        footing=Footing.SHORE,
        steepest=0.5,
    )


def windmills(plan: Plan, thing: Thing) -> Built:
    """Build windmills."""
    era = plan.scene.site.era
    return raised(
        plan, thing, lambda d, s: windmill(d, drop=depth(s), era=era), radius=5, usual=(24, 60), height=14, spread=0.7
    )


def watermills(plan: Plan, thing: Thing) -> Built:
    """Build watermills."""
    return raised(
        plan,
        thing,
        lambda d, s: watermill(d, drop=depth(s)),
        radius=7,
        usual=(16, 34),
        footing=Footing.SHORE,
        spread=0.5,
    )


BUILDERS = {
    ThingKind.CASTLE: crowning(castles),
    ThingKind.TOWER: crowning(towers),
    ThingKind.LIGHTHOUSE: crowning(lighthouses),
    ThingKind.WINDMILL: crowning(windmills),
    ThingKind.WATERMILL: watermills,
}
