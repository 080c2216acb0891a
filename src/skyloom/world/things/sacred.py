"""What people raised for gods and the dead: churches, temples, pagodas, gates, pyramids, stones, statues."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from skyloom.core.scene import Reach, Thing, ThingKind
from skyloom.geometry.assembly import Assembly
from skyloom.world.architecture import palette as p
from skyloom.world.architecture.roofs import dome, pitched, pyramid
from skyloom.world.architecture.shape import CANDLE, Shape, Shine, built_of, radius_of
from skyloom.world.architecture.walls import STAINED, Opening, wall
from skyloom.world.built import Built
from skyloom.world.kinds import Material
from skyloom.world.placing import Plan, free
from skyloom.world.standing import SUNK, Stand, under
from skyloom.world.things.ancient import classical_temple, giza_pyramid, step_pyramid
from skyloom.world.things.eastern import hall, pagoda, stupa, torii
from skyloom.world.things.heights import crowning
from skyloom.world.things.monuments import column_row, fountain, obelisk, statue, stone_circle
from skyloom.world.things.raising import depth, raised

# of the pyramids of Egypt, size 1: radians beside the view, metres from the camera, size against the first
ROW = ((-0.08, 155.0, 1.0), (0.62, 240.0, 0.95), (-0.56, 310.0, 0.62))
FAR_ROW = 2.2  # how much farther they stand where that is asked
GIZA = 74.0  # metres from a pyramid's middle to the sand at its corners
LAPPED = 0.3  # of the ground's unevenness under it stays below its floor: the rest is sand against its sides
STONES = (p.LIMESTONE, p.SANDSTONE, p.FIELDSTONE, p.WHITEWASH)


def church(draw: np.random.Generator, *, drop: float, detail: int = 2, era: str = "") -> Shape:
    """Draw a church: a nave with lancets and buttresses, a choir, a tower with a spire at the front."""
    a = Assembly()
    is_white = era in ("cycladic", "greek")
    colour = (0.78, 0.77, 0.74) if is_white else p.one_of(draw, STONES)
    number = Material.PLASTER if is_white or colour[0] > 0.6 else Material.MASONRY
    wide, long, high = float(draw.uniform(8, 10)), float(draw.uniform(15, 20)), float(draw.uniform(6, 7.5))
    tile = (Material.TILES, p.one_of(draw, (p.SLATE, p.CLAY, p.BROWN_TILE)))
    a.box(
        (-wide / 2 - 0.2, -long / 2 - 0.2, -drop), (wide / 2 + 0.2, long / 2 + 0.2, 0.4), p.FIELDSTONE, Material.MASONRY
    )
    sides = (
        ((wide / 2, -long / 2), math.pi / 2, long),
        ((wide / 2, long / 2), math.pi, wide),
        ((-wide / 2, long / 2), -math.pi / 2, long),
        ((-wide / 2, -long / 2), 0.0, wide),
    )
    for corner, turn, length in sides:
        bays = 5 if length == long else 1
        openings = [
            Opening(
                x=length * (k + 0.5) / bays,
                z=1.9,
                wide=1.05,
                high=1.9,
                rise=1.0,
                panes=(0.2, 0.2),
                glass=STAINED,
                luck=int(draw.integers(2400)),
                frame=None,
            )
            for k in range(bays)
        ]
        if (turn, length) == (0.0, wide):
            openings = []
        f = a.framed((*corner, 0), turn)
        wall(f, length, high, colour, number, openings=openings, reveal=0.4, detail=detail)
        if length == long:
            for k in range(bays + 1):
                x = min(max(length * k / bays, 0.35), length - 0.35)
                f.box((x - 0.35, -0.75, -drop), (x + 0.35, 0, high * 0.6), colour, number)
                f.box((x - 0.3, -0.4, high * 0.6), (x + 0.3, 0, high * 0.85), colour, number, top=0.85)
    rise = wide / 2 * 1.35
    if is_white:
        dome(a.framed((0, long * 0.1, high)), wide * 0.36, (0.03, 0.11, 0.34), Material.PLASTER)
        a.box((-wide / 2, -long / 2, high - 0.1), (wide / 2, long / 2, high + 0.3), colour, number)
    else:
        pitched(
            a.framed((0, 0, high), math.pi / 2),
            long,
            wide,
            rise,
            tile[1],
            tile[0],
            overhang=0.35,
            verge=0.1,
            detail=detail,
        )
        for side in (-1, 1):
            ring = [
                (-wide / 2, side * long / 2, high),
                (wide / 2, side * long / 2, high),
                (0, side * long / 2, high + rise),
            ]
            a.triangle(*(ring if side < 0 else [ring[1], ring[0], ring[2]]), colour, number)
    _steeple(a, draw, (0, -long / 2 - 1.9), high, colour, number, tile, drop=drop, detail=detail, is_white=is_white)
    shines = tuple(Shine((s * (wide / 2 + 2.0), 0, 2.0), 9.0, CANDLE, 1.0) for s in (-1, 1))
    return Shape(a.result(), radius_of(wide, long + 6), shines)


def _steeple(
    a: Assembly,
    draw: np.random.Generator,
    at: tuple[float, float],
    high: float,
    colour: p.Colour,
    number: int,
    tile: tuple[int, p.Colour],
    *,
    drop: float,
    detail: int,
    is_white: bool,
) -> None:
    size, tall = 4.6, high * float(draw.uniform(2.0, 2.5)) * (0.6 if is_white else 1)
    f = a.framed((*at, 0))
    f.box(
        (-size / 2 - 0.2, -size / 2 - 0.2, -drop), (size / 2 + 0.2, size / 2 + 0.2, 0.5), p.FIELDSTONE, Material.MASONRY
    )
    for side in range(4):
        turn = side * math.pi / 2
        c, s = math.cos(turn), math.sin(turn)
        corner = (-size / 2 * c + size / 2 * s, -size / 2 * s - size / 2 * c)
        g = f.framed((*corner, 0), turn)
        openings = [Opening(x=size / 2, z=tall - 3.4, wide=1.3, high=1.6, rise=0.8, kind="gap", frame=None)]
        if side == 0:
            openings.append(
                Opening(x=size / 2, z=0.1, wide=1.7, high=2.2, rise=1.1, kind="door", leaf=p.OLD_WOOD, frame=None)
            )
        if side != 2:
            openings.append(
                Opening(
                    x=size / 2,
                    z=tall * 0.5,
                    wide=0.6,
                    high=1.2,
                    rise=0.4,
                    panes=(0.2, 0.3),
                    frame=None,
                    luck=int(draw.integers(4096)),
                )
            )
        wall(g, size, tall, colour, number, openings=openings, reveal=0.5, detail=max(detail, 1))
        for z in (tall * 0.45, tall - 4.0):
            g.box((-0.1, -0.12, z), (size + 0.1, 0, z + 0.2), p.shade(colour, 0.95), number)
        if not is_white and detail > 0:  # a clock
            g.rod(
                (size / 2, -0.06, tall - 4.9),
                (size / 2, 0.1, tall - 4.9),
                0.75,
                p.WHITEWASH,
                Material.PLASTER,
                sides=20,
            )
            g.polygon(
                [
                    (size / 2 + 0.72 * math.cos(t), -0.07, tall - 4.9 + 0.72 * math.sin(t))
                    for t in np.arange(16) * math.pi / 8
                ],
                (0.62, 0.6, 0.52),
                Material.PLASTER,
            )
            g.beam(
                (size / 2, -0.1, tall - 4.9), (size / 2 + 0.1, -0.1, tall - 4.35), 0.03, 0.07, p.IRON, Material.MARBLE
            )
            g.beam(
                (size / 2, -0.1, tall - 4.9), (size / 2 - 0.36, -0.1, tall - 4.75), 0.03, 0.09, p.IRON, Material.MARBLE
            )
    f.box(
        (-size / 2 - 0.25, -size / 2 - 0.25, tall - 0.05),
        (size / 2 + 0.25, size / 2 + 0.25, tall + 0.3),
        p.shade(colour, 0.95),
        number,
    )
    if is_white:
        dome(f.framed((0, 0, tall + 0.2)), size * 0.48, (0.03, 0.11, 0.34), Material.PLASTER)
        spire = size * 0.5
    elif draw.uniform() < 0.35:
        dome(f.framed((0, 0, tall + 0.3)), size * 0.52, tile[1], tile[0], rise=6.0, onion=0.8)
        spire = 6.0
    else:
        spire = size * float(draw.uniform(1.5, 2.6))
        pyramid(f.framed((0, 0, tall + 0.3)), size, size, spire, tile[1], tile[0], overhang=0.35)
    top = tall + spire + 0.2
    f.rod((0, 0, top - 0.3), (0, 0, top + 1.2), 0.05, p.BRASS, Material.MARBLE)
    f.rod((-0.35, 0, top + 0.8), (0.35, 0, top + 0.8), 0.05, p.BRASS, Material.MARBLE)


def temples(plan: Plan, thing: Thing) -> Built:
    """Build the temple of the scene's era."""
    era, age = plan.scene.site.era, plan.scene.site.age
    makers = {
        "japanese": (lambda d, s: hall(d, drop=depth(s)), 7.0, 6.0),
        "chinese": (lambda d, s: hall(d, drop=depth(s)), 7.0, 6.0),
        "maya": (lambda d, s: step_pyramid(d, drop=depth(s)), 19.0, 20.0),
        "khmer": (lambda d, s: stupa(d, drop=depth(s)), 6.0, 12.0),
        "buddhist": (lambda d, s: stupa(d, drop=depth(s)), 6.0, 12.0),
    }
    make, radius, height = makers.get(era, (lambda d, s: classical_temple(d, drop=depth(s), age=age), 20.0, 9.0))
    return raised(plan, thing, make, radius=radius, usual=(radius + 14, radius + 45), height=height, spread=0.6)


def pyramids(plan: Plan, thing: Thing) -> Built:
    """Build pyramids: Maya where the era says so, else Egyptian."""
    if plan.scene.site.era == "maya":
        return raised(plan, thing, lambda d, s: step_pyramid(d, drop=depth(s)), radius=19, usual=(50, 110), height=20)
    row = _in_a_row(plan, thing)
    if row:
        draw = plan.draw("pyramids")
        return built_of(plan, [(stand, giza_pyramid(draw, drop=depth(stand))) for stand in row])
    return raised(
        plan, thing, lambda d, s: giza_pyramid(d, drop=depth(s)), radius=66, usual=(170, 420), height=65, spread=0.5
    )


def _in_a_row(plan: Plan, thing: Thing) -> list[Stand]:
    """Return stands for up to three pyramids that face one way, each farther off than the last, all whole in view."""
    if thing.count > len(ROW) or thing.reach is Reach.NEAR or plan.is_by_water:
        return []
    draw = plan.draw("row of pyramids")
    middle = plan.form.heading if thing.heading_deg is None else math.radians(thing.heading_deg)
    side, turn = float(draw.choice([-1, 1])), float(draw.uniform(0.25, 0.6))
    further = float(draw.uniform(0.92, 1.1)) * thing.size * (FAR_ROW if thing.reach is Reach.FAR else 1.0)
    found = []
    for aside, away, share in ROW[: thing.count]:
        angle, far = middle + side * aside, away * further
        point = np.array([(far * math.sin(angle), far * math.cos(angle))])
        high, low, _ = under(plan, point, GIZA * thing.size * share)
        if not len(free(plan, point)):
            return []
        x, y = (float(v) for v in point[0])
        z = float(low[0] + LAPPED * (high[0] - low[0]))
        found.append(Stand(x, y, z, float(low[0]) - SUNK, side * turn - middle, thing.size * share))
    return found


def _scene_free(make: Callable[..., Shape], **how: float) -> Callable[[Plan, Thing], Built]:
    def build(plan: Plan, thing: Thing) -> Built:
        return raised(plan, thing, lambda d, s: make(d, drop=depth(s)), **how)

    return build


def churches(plan: Plan, thing: Thing) -> Built:
    """Build churches."""
    era = plan.scene.site.era
    return raised(
        plan, thing, lambda d, s: church(d, drop=depth(s), era=era), radius=11, usual=(24, 60), height=16, spread=0.9
    )


def toriis(plan: Plan, thing: Thing) -> Built:
    """Build torii."""
    return raised(
        plan,
        thing,
        lambda d, _: torii(d, tint=thing.tint),
        radius=2.6,
        usual=(7, 14),
        height=4.5,
        spread=0.15,
        steepest=0.15,
    )


def rows_of_columns(plan: Plan, thing: Thing) -> Built:
    """Build rows of columns."""
    age = plan.scene.site.age
    return raised(
        plan,
        thing,
        lambda d, s: column_row(d, drop=depth(s), age=age, tint=thing.tint),
        radius=7,
        usual=(12, 28),
        height=7,
        spread=0.8,
    )


def statues(plan: Plan, thing: Thing) -> Built:
    """Build statues."""
    era = plan.scene.site.era
    return raised(plan, thing, lambda d, s: statue(d, drop=depth(s), era=era), radius=1.7, usual=(7, 13), height=5)


BUILDERS = {
    ThingKind.CHURCH: crowning(churches),
    ThingKind.TORII: toriis,
    ThingKind.PAGODA: crowning(_scene_free(pagoda, radius=6.2, usual=(22.0, 48.0), height=20.0)),
    ThingKind.TEMPLE: crowning(temples),
    ThingKind.PYRAMID: pyramids,
    ThingKind.COLUMNS: rows_of_columns,
    ThingKind.STONE_CIRCLE: _scene_free(stone_circle, radius=9.0, usual=(14.0, 26.0), height=3.0, steepest=0.2),
    ThingKind.STATUE: statues,
    ThingKind.OBELISK: _scene_free(obelisk, radius=2.4, usual=(14.0, 28.0), height=15.0),
    ThingKind.FOUNTAIN: _scene_free(fountain, radius=2.9, usual=(8.0, 14.0), height=3.0, steepest=0.2),
}
