"""What people raised for gods and the dead: churches, temples, pagodas, gates, pyramids, stones, statues."""

from __future__ import annotations

import math

import numpy as np

from skyloom.core.scene import SceneSpec, Thing, ThingKind
from skyloom.geometry.assembly import Assembly
from skyloom.geometry.shapes import stone
from skyloom.geometry.solids import lathe
from skyloom.world.architecture import palette as p
from skyloom.world.architecture.roofs import dome, pitched, pyramid, swept
from skyloom.world.architecture.shape import CANDLE, Shape, Shine, radius_of
from skyloom.world.architecture.stonework import column, drum, steps
from skyloom.world.architecture.walls import PAPERED, STAINED, Opening, wall
from skyloom.world.built import Built
from skyloom.world.kinds import Material
from skyloom.world.placing import Plan
from skyloom.world.things.raising import depth, raised

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


def torii(draw: np.random.Generator, *, scale: float = 1.0, tint: p.Colour | None = None) -> Shape:
    """Draw a torii: two leaning posts on black feet, a tie beam, a curved double lintel."""
    a = Assembly()
    colour, number = tint or p.one_of(draw, (p.VERMILION,), 0.08), Material.PAINT
    h, half = 4.6 * scale, 2.2 * scale
    r = 0.2 * scale
    for side in (-1, 1):
        a.rod((side * half, 0, -0.5), (side * half * 0.93, 0, h * 0.93), r, colour, number, tip=r * 0.88, sides=14)
        a.add(
            lathe(
                [(r * 1.35, -0.5), (r * 1.35, 0.35 * scale), (r * 1.1, 0.5 * scale), (r, 0.52 * scale)],
                14,
                (0.02, 0.02, 0.02),
                number,
            ),
            (side * half, 0, 0),
        )
    a.box((-half * 1.18, -0.09 * scale, h * 0.74), (half * 1.18, 0.09 * scale, h * 0.81), colour, number)
    a.box((-0.2 * scale, -0.07 * scale, h * 0.81), (0.2 * scale, 0.07 * scale, h * 0.93), (0.04, 0.035, 0.03), number)
    n = 12
    for k in range(n):
        x0, x1 = (half * 1.5 * (2 * s / n - 1) for s in (k, k + 1))
        z0, z1 = (h * (0.93 + 0.055 * (x / (half * 1.5)) ** 2) for x in (x0, x1))
        a.beam((x0, 0, z0 + 0.06 * h), (x1, 0, z1 + 0.06 * h), 0.34 * scale, 0.06 * h, (0.025, 0.022, 0.022), number)
        if abs(x0 + x1) < half * 2.7:
            a.beam((x0, 0, z0 + 0.015 * h), (x1, 0, z1 + 0.015 * h), 0.26 * scale, 0.05 * h, colour, number)
    return Shape(a.result(), half * 1.3)


def pagoda(draw: np.random.Generator, *, drop: float, storeys: int = 5) -> Shape:
    """Draw a pagoda: storeys that shrink, each under a swept roof, a mast with rings on top."""
    a = Assembly()
    colour = p.one_of(draw, (p.VERMILION, (0.30, 0.05, 0.03), p.DARK_WOOD))
    tile = p.one_of(draw, ((0.06, 0.065, 0.07), (0.05, 0.08, 0.07), p.SLATE))
    size, z = 6.4, steps(a, 8.6, 8.6, 3, 0.3, 0.45, p.GRANITE, Material.MASONRY, drop=drop)
    shines = []
    for level in range(storeys):
        w = size * 0.87**level
        h = 2.9 * 0.95**level
        f = a.framed((0, 0, z))
        for side in range(4):
            turn = side * math.pi / 2
            c, s = math.cos(turn), math.sin(turn)
            g = f.framed((-w / 2 * c + w / 2 * s, -w / 2 * s - w / 2 * c, 0), turn)
            bay = w / 3
            openings = [
                Opening(
                    x=bay * (k + 0.5),
                    z=0.5,
                    wide=bay * 0.66,
                    high=h - 1.2,
                    panes=(0.12, 0.15),
                    glass=PAPERED,
                    luck=int(draw.integers(2600)),
                    frame=None,
                )
                for k in (0, 2)
            ]
            openings.append(
                Opening(
                    x=w / 2, z=0.05, wide=bay * 0.7, high=h - 0.75, kind="door", leaf=p.shade(colour, 0.6), frame=None
                )
            )
            wall(g, w, h, p.WHITEWASH, Material.PLASTER, openings=openings, reveal=0.12)
            for k in range(4):
                g.rod((bay * k, 0, 0), (bay * k, 0, h), 0.14, colour, Material.PAINT, sides=8)
            for bz in (0.25, h - 0.3):
                g.beam((0, -0.03, bz), (w, -0.03, bz), 0.12, 0.22, colour, Material.PAINT)
            if level > 0:  # a gallery
                g.beam((-0.5, -0.62, 0.75), (w + 0.5, -0.62, 0.75), 0.07, 0.08, colour, Material.PAINT)
                for x in np.arange(-0.5, w + 0.51, (w + 1) / 8):
                    g.beam((x, -0.62, 0.05), (x, -0.62, 0.75), 0.05, 0.05, colour, Material.PAINT)
                g.box((-0.7, -0.7, -0.06), (w + 0.7, 0, 0.04), p.OLD_WOOD, Material.TIMBER)
            for x in np.arange(0.2, w, 0.55):  # brackets under the eaves
                g.beam((x, 0, h - 0.5), (x, -0.95, h - 0.02), 0.12, 0.16, colour, Material.PAINT)
        swept(
            f.framed((0, 0, h)),
            w,
            w,
            1.5 if level < storeys - 1 else 2.3,
            tile,
            Material.TILES,
            overhang=1.7 * 0.95**level,
            ridge=0.6 if level < storeys - 1 else 0.04,
            lift=0.55,
            thick=0.16,
            trim=colour,
        )
        shines.append(Shine((0, -w / 2 - 1.0, z + 1.2), 12.0, CANDLE, 0.5))
        z += h + (0.85 if level < storeys - 1 else 2.2)
    a.rod((0, 0, z - 0.3), (0, 0, z + 4.5), 0.09, p.BRASS, Material.MARBLE, tip=0.03)
    for k in range(7):
        a.add(
            lathe([(0.1, 0.0), (0.36 - 0.03 * k, 0.06), (0.1, 0.12)], 14, p.BRASS, Material.MARBLE),
            (0, 0, z + 0.6 + k * 0.45),
        )
    return Shape(a.result(), 6.2, tuple(shines[:2]))


def classical_temple(draw: np.random.Generator, *, drop: float, age: float = 0.0, columns: int = 6) -> Shape:
    """Draw a Doric temple: steps, a ring of columns, entablature, pediments; age breaks and empties it."""
    a = Assembly()
    colour = p.one_of(draw, (p.MARBLE, p.LIMESTONE, (0.52, 0.45, 0.34)))
    number = Material.MARBLE
    r = 0.62
    high, gap = r * 11, r * 5.0
    along = columns * 2 - (1 if columns > 5 else 0)
    wide, long = (columns - 1) * gap, (along - 1) * gap
    z = steps(a, wide + 2.4, long + 2.4, 3, 0.42, 0.5, colour, number, drop=drop)
    roofless = age > 0.35
    for i in range(columns):
        for j in range(along):
            if i not in (0, columns - 1) and j not in (0, along - 1):
                continue
            kept = 1.0
            if age > 0.2 and draw.uniform() < age * 0.75:
                kept = float(draw.choice([draw.uniform(0.2, 0.8), 0.0]))
            x, y = -wide / 2 + i * gap, -long / 2 + j * gap
            if kept > 0.05:
                column(a, (x, y, z), r, high, colour, kept=kept)
            elif draw.uniform() < 0.7:
                drum(
                    a.framed((0, 0, z)),
                    draw,
                    (x + float(draw.normal(0, 0.8)), y + float(draw.normal(0, 0.8))),
                    r,
                    colour,
                    number,
                )
    top = z + high
    beam = 1.5
    share = 1 - 0.8 * max(age - 0.2, 0)
    if age < 0.85:
        for side in (-1, 1):
            a.box(
                (-wide / 2 - 0.9, side * long / 2 - 0.75, top),
                (
                    -wide / 2 - 0.9 + (wide + 1.8) * (share if side > 0 else min(1, share + 0.2)),
                    side * long / 2 + 0.75,
                    top + beam,
                ),
                colour,
                number,
            )
            a.box(
                (side * wide / 2 - 0.75, -long / 2 - 0.75, top),
                (
                    side * wide / 2 + 0.75,
                    -long / 2 - 0.75 + (long + 1.5) * (share if side > 0 else share * 0.6),
                    top + beam,
                ),
                colour,
                number,
            )
        if detail_of_frieze(age):
            for side in (-1, 1):
                for x in np.arange(-wide / 2, wide / 2 + 0.1, gap / 2):
                    a.block(
                        (x, side * (long / 2 + 0.78), top + beam * 0.5),
                        (0.7, 0.12, beam * 0.42),
                        p.shade(colour, 0.8),
                        number,
                    )
    rise = wide * 0.14
    if not roofless:
        f = a.framed((0, 0, top + beam), math.pi / 2)
        pitched(
            f,
            long + 1.4,
            wide + 1.6,
            rise,
            p.one_of(draw, (p.CLAY, p.MARBLE)),
            Material.TILES,
            overhang=0.5,
            verge=0.5,
            thick=0.3,
            trim=None,
        )
        cw, cl = wide - 2 * gap * 0.62, long - 2 * gap
        for corner, turn, length in (
            ((-cw / 2, -cl / 2), 0.0, cw),
            ((cw / 2, -cl / 2), math.pi / 2, cl),
            ((cw / 2, cl / 2), math.pi, cw),
            ((-cw / 2, cl / 2), -math.pi / 2, cl),
        ):
            door = (
                [
                    Opening(
                        x=length / 2, z=z + 0.05, wide=2.4, high=5.0, kind="door", leaf=(0.05, 0.06, 0.05), frame=None
                    )
                ]
                if turn == 0
                else []
            )
            wall(a.framed((*corner, 0), turn), length, top, colour, number, foot=z, openings=door, reveal=0.5)
    if age < 0.7:
        for side in (-1, 1):
            y = side * (long / 2 + 0.72)
            ring = [(-wide / 2 - 0.8, y, top + beam), (wide / 2 + 0.8, y, top + beam), (0, y, top + beam + rise)]
            if age < 0.4 or side < 0:
                a.triangle(*(ring if side < 0 else [ring[1], ring[0], ring[2]]), p.shade(colour, 0.92), number)
                if roofless:
                    a.triangle(*([ring[1], ring[0], ring[2]] if side < 0 else ring), p.shade(colour, 0.92), number)
                for q in (ring[0], ring[1]):
                    a.beam((q[0], y, q[2] + 0.15), (0, y, ring[2][2] + 0.15), 0.9, 0.35, colour, number)
    return Shape(a.result(), radius_of(wide + 4, long + 4))


def detail_of_frieze(age: float) -> bool:
    """Tell whether the blocks of the frieze are still there."""
    return age < 0.3


def step_pyramid(draw: np.random.Generator, *, drop: float, size: float = 1.0, age: float = 0.0) -> Shape:
    """Draw a Maya pyramid: nine terraces, a great stair on each side, a temple with a roof comb."""
    del age
    a = Assembly()
    colour, number = p.one_of(draw, (p.LIMESTONE, p.FIELDSTONE, (0.36, 0.34, 0.28))), Material.MASONRY
    half, levels, rise = 15.0 * size, 9, 1.9 * size
    inset = half * 0.68 / levels
    for k in range(levels):
        w = half - k * inset
        a.box((-w, -w, -drop if k == 0 else k * rise), (w, w, (k + 1) * rise), colour, number, top=0.985)
        a.box(
            (-w * 0.985 - 0.12, -w * 0.985 - 0.12, (k + 1) * rise - 0.35),
            (w * 0.985 + 0.12, w * 0.985 + 0.12, (k + 1) * rise),
            p.shade(colour, 1.12),
            number,
        )
    top, wide = levels * rise, half * 0.24
    count = int(top / 0.42)
    for side in range(4):
        f = a.framed((0, 0, 0), side * math.pi / 2)
        for k in range(count):
            z = k * top / count
            y = -half - 2.2 * size + (half * 0.70 + 2.2 * size) * k / count
            f.box(
                (-wide, y, -drop if k < 2 else z - 0.6), (wide, y + 1.6, z + top / count), p.shade(colour, 1.05), number
            )
        for s in (-1, 1):
            f.beam(
                (s * (wide + 0.5), -half - 2.2 * size, -0.2),
                (s * (wide + 0.5), -half * 0.30, top + 0.3),
                0.9,
                1.4,
                p.shade(colour, 0.95),
                number,
            )
    w, h = half * 0.24, 4.2 * size
    f = a.framed((0, 0, top))
    for corner, turn in (((-w, -w), 0.0), ((w, -w), math.pi / 2), ((w, w), math.pi), ((-w, w), -math.pi / 2)):
        o = [
            Opening(x=w * (0.55 + 0.9 * k), z=0.05, wide=w * 0.35, high=h * 0.55, kind="gap", frame=None)
            for k in range(2)
        ]
        wall(f.framed((*corner, 0), turn), 2 * w, h, colour, number, openings=o, reveal=0.8)
    f.box((-w * 0.9, -w * 0.6, 0), (w * 0.9, w * 0.9, h - 0.2), (0.03, 0.03, 0.03), Material.PLASTER)
    f.box((-w - 0.3, -w - 0.3, h * 0.7), (w + 0.3, w + 0.3, h), p.shade(colour, 1.1), number)
    f.box((-w * 0.9, -0.8, h), (w * 0.9, 0.8, h * 1.75), colour, number, top=0.9)
    for x in np.arange(-w * 0.7, w * 0.71, w * 0.35):
        f.box((x - 0.3, -0.85, h * 1.15), (x + 0.3, 0.85, h * 1.5), (0.05, 0.045, 0.04), Material.PLASTER)
    return Shape(a.result(), half * 1.3)


def giza_pyramid(draw: np.random.Generator, *, drop: float, size: float = 1.0) -> Shape:
    """Draw an Egyptian pyramid in courses, its top still cased."""
    a = Assembly()
    colour, number = p.one_of(draw, ((0.46, 0.35, 0.21), (0.42, 0.32, 0.2))), Material.MASONRY
    half, courses = 55.0 * size, 46
    high = half * 1.27
    for k in range(courses):
        z0, z1 = high * k / courses, high * (k + 1) / courses
        w = half * (1 - k / courses)
        shift = [float(v) for v in draw.normal(0, 0.12, 2)]
        tone = p.shade(colour, float(draw.uniform(0.9, 1.08)))
        a.box((-w + shift[0], -w + shift[1], -drop if k == 0 else z0), (w + shift[0], w + shift[1], z1), tone, number)
    pyramid(
        a.framed((0, 0, high * 0.78)),
        half * 0.235 * 2,
        half * 0.235 * 2,
        high * 0.235,
        p.shade(colour, 1.2),
        Material.PLASTER,
        overhang=0,
    )
    return Shape(a.result(), half * 1.35)


def stupa(draw: np.random.Generator, *, drop: float, size: float = 1.0) -> Shape:
    """Draw a stupa: terraces, a bell, a square neck and a spire of rings."""
    a = Assembly()
    colour = p.one_of(draw, ((0.40, 0.36, 0.30), (0.7, 0.68, 0.62), (0.45, 0.32, 0.12)))
    number = Material.MASONRY if colour[0] < 0.43 else Material.PLASTER
    r = 3.2 * size
    z = steps(a, 2.4 * r, 2.4 * r, 3, 0.45 * size, 0.6 * size, p.FIELDSTONE, Material.MASONRY, drop=drop)
    rows = [
        (1.05, 0),
        (1.08, 0.12),
        (1.0, 0.2),
        (1.02, 0.3),
        (0.95, 0.75),
        (0.78, 1.15),
        (0.45, 1.42),
        (0.32, 1.5),
        (0.32, 1.75),
        (0.4, 1.78),
        (0.4, 1.85),
    ]
    rows += [(0.3 * (1 - k / 9) + 0.03 * (k % 2), 1.9 + 0.17 * k) for k in range(9)] + [(0.03, 3.6), (0.0, 3.8)]
    a.add(lathe(np.array(rows) * r, 32, colour, number), (0, 0, z))
    return Shape(a.result(), r * 1.9)


def column_row(draw: np.random.Generator, *, drop: float, age: float, tint: p.Colour | None = None) -> Shape:
    """Draw a row of columns, some broken, some still bearing their beam."""
    a = Assembly()
    colour, number = tint or p.one_of(draw, (p.MARBLE, p.LIMESTONE, p.SANDSTONE)), Material.MARBLE
    order = str(draw.choice(["doric", "corinthian"]))
    r, count = 0.5, int(draw.integers(4, 7))
    gap, high = r * 5.2, r * (11 if order == "doric" else 16)
    whole = []
    a.box((-gap * (count - 1) / 2 - 1.2, -1.2, -drop), (gap * (count - 1) / 2 + 1.2, 1.2, 0.3), colour, number)
    a.box((-gap * (count - 1) / 2 - 0.9, -0.9, 0.3), (gap * (count - 1) / 2 + 0.9, 0.9, 0.6), colour, number)
    for k in range(count):
        kept = 1.0 if draw.uniform() > 0.25 + 0.5 * age else float(draw.uniform(0.15, 0.8))
        whole.append(kept >= 1)
        column(a, (gap * (k - (count - 1) / 2), 0, 0.6), r, high, colour, order=order, kept=kept)
        if kept < 1:
            drum(
                a,
                draw,
                (gap * (k - (count - 1) / 2) + float(draw.normal(0, 0.4)), -2.0 - float(draw.uniform(0, 1))),
                r,
                colour,
                number,
            )
    for k in range(count - 1):
        if whole[k] and whole[k + 1]:
            x = gap * (k - (count - 1) / 2)
            a.box((x - 0.6, -0.55, 0.6 + high), (x + gap + 0.6, 0.55, 0.6 + high + 0.85), colour, number)
            a.box((x - 0.75, -0.75, 0.6 + high + 0.85), (x + gap + 0.75, 0.75, 0.6 + high + 1.1), colour, number)
    return Shape(a.result(), gap * count / 2 + 0.6)


def stone_circle(draw: np.random.Generator, *, drop: float) -> Shape:
    """Draw a circle of standing stones, some with lintels, some fallen, and a stone in its middle."""
    a = Assembly()
    colour = p.one_of(draw, (p.GRANITE, (0.27, 0.26, 0.24)))
    count, ring = 16, 7.6
    angles = np.arange(count) * 2 * np.pi / count
    highs = draw.uniform(2.9, 3.5, count)
    stands_up = draw.uniform(0, 1, count) > 0.2
    for k, angle in enumerate(angles):
        x, y = ring * math.cos(angle), ring * math.sin(angle)
        if stands_up[k]:
            a.add(
                _slab(draw, 1.5, 0.8, highs[k] + drop, colour),
                (x, y, -drop),
                turn=angle + math.pi / 2 + float(draw.normal(0, 0.08)),
            )
        else:
            a.add(
                _slab(draw, 0.8, 1.5, 0.9, colour), (x * 1.1, y * 1.1, -0.25), turn=float(draw.uniform(0, 6)), scale=1.3
            )
    for k in range(count):
        j = (k + 1) % count
        if stands_up[k] and stands_up[j] and draw.uniform() < 0.5:
            middle = angles[k] + math.pi / count
            z = min(highs[k], highs[j]) - 0.12
            a.add(
                _slab(draw, 3.3, 1.0, 0.75, colour),
                (ring * math.cos(middle) * 0.985, ring * math.sin(middle) * 0.985, z),
                turn=middle + math.pi / 2,
            )
    a.add(_slab(draw, 2.6, 1.3, 0.9, colour), (0.4, 0.6, -0.25), turn=0.7)
    return Shape(a.result(), ring + 1.4)


def _slab(draw: np.random.Generator, wide: float, deep: float, high: float, colour: p.Colour) -> object:
    from dataclasses import replace

    rough = stone(draw, 3, int(Material.STONE), flatness=1.0)
    where = rough.position - rough.position.min(axis=0)
    where = where / where.max(axis=0) - np.array([0.5, 0.5, 0.0])
    square = np.sign(where[:, :2]) * np.abs(where[:, :2] * 2) ** 0.45 / 2
    z = 0.5 + np.sign(where[:, 2] - 0.5) * np.abs(where[:, 2] * 2 - 1) ** 0.4 / 2
    taper = 1 - 0.16 * z
    shape = np.column_stack([square * taper[:, None] * [wide, deep], z * high]).astype(np.float32)
    return replace(rough, position=shape, colour=np.broadcast_to(np.asarray(colour, np.float32), shape.shape))


def statue(draw: np.random.Generator, *, drop: float, era: str = "") -> Shape:
    """Draw a statue of a robed figure on a plinth, or a seated Buddha."""
    a = Assembly()
    colour = p.one_of(draw, (p.MARBLE, p.LIMESTONE, (0.12, 0.2, 0.16), (0.14, 0.12, 0.1)))
    number = Material.MARBLE
    a.block((0, 0, -drop), (2.4, 2.4, drop + 0.3), p.shade(p.LIMESTONE, 0.9), number)
    a.block((0, 0, 0.3), (1.8, 1.8, 1.5), p.LIMESTONE, number, top=0.95)
    a.block((0, 0, 1.8), (2.0, 2.0, 0.22), p.LIMESTONE, number)
    f = a.framed((0, 0, 2.02))
    if era in ("japanese", "chinese", "khmer"):
        f.add(
            lathe(
                [
                    (1.1, 0),
                    (1.15, 0.2),
                    (0.9, 0.55),
                    (0.62, 0.7),
                    (0.66, 1.15),
                    (0.6, 1.5),
                    (0.24, 1.68),
                    (0.2, 1.76),
                    (0.32, 1.9),
                    (0.34, 2.1),
                    (0.24, 2.32),
                    (0.1, 2.4),
                    (0.12, 2.48),
                    (0.0, 2.56),
                ],
                24,
                colour,
                number,
            )
        )
        for side in (-1, 1):
            f.rod((side * 0.62, 0, 1.45), (side * 0.78, -0.35, 0.9), 0.16, colour, number, tip=0.13, sides=10)
            f.rod((side * 0.78, -0.35, 0.9), (side * 0.08, -0.72, 0.72), 0.13, colour, number, tip=0.1, sides=10)
        return Shape(a.result(), 1.8)
    f.add(
        lathe(
            [
                (0.55, 0),
                (0.5, 0.1),
                (0.42, 0.6),
                (0.38, 1.2),
                (0.33, 1.55),
                (0.42, 1.95),
                (0.46, 2.25),
                (0.4, 2.4),
                (0.14, 2.52),
                (0.12, 2.6),
                (0.19, 2.72),
                (0.2, 2.88),
                (0.14, 3.02),
                (0.0, 3.08),
            ],
            20,
            colour,
            number,
        )
    )
    for k in range(11):  # folds of the robe
        angle = k * 0.6
        f.rod(
            (0.52 * math.cos(angle), 0.52 * math.sin(angle), 0),
            (0.36 * math.cos(angle + 0.1), 0.36 * math.sin(angle + 0.1), 1.5),
            0.07,
            colour,
            number,
            tip=0.03,
        )
    f.rod((0.4, 0, 2.25), (0.62, -0.15, 1.75), 0.13, colour, number, tip=0.1, sides=9)
    f.rod((0.62, -0.15, 1.75), (0.35, -0.5, 1.95), 0.1, colour, number, tip=0.08, sides=9)
    f.rod((-0.4, 0, 2.25), (-0.62, -0.1, 2.75), 0.13, colour, number, tip=0.09, sides=9)
    f.rod((-0.62, -0.1, 2.75), (-0.55, -0.2, 3.35), 0.09, colour, number, tip=0.08, sides=9)
    f.rod((-0.55, -0.2, 0.1), (-0.55, -0.2, 4.1), 0.035, p.BRASS, number, sides=8)
    return Shape(a.result(), 1.7)


def obelisk(draw: np.random.Generator, *, drop: float) -> Shape:
    """Draw an obelisk of one stone with a gilded point."""
    a = Assembly()
    colour = p.one_of(draw, ((0.36, 0.2, 0.14), p.GRANITE, p.SANDSTONE))
    steps(a, 2.6, 2.6, 3, 0.35, 0.4, p.LIMESTONE, Material.MASONRY, drop=drop)
    a.block((0, 0, 1.05), (2.2, 2.2, 1.3), colour, Material.MARBLE, top=0.95)
    a.block((0, 0, 2.35), (1.6, 1.6, 13.0), colour, Material.MARBLE, top=0.66)
    a.block((0, 0, 15.35), (1.06, 1.06, 1.3), p.BRASS, Material.MARBLE, top=0.02)
    for side in range(4):  # carved lines
        f = a.framed((0, 0, 0), side * math.pi / 2)
        for k in range(16):
            z = 3.2 + k * 0.7
            y = -0.8 * (1 - 0.34 * (z - 2.35) / 13) - 0.004
            w = float(draw.uniform(0.15, 0.4))
            f.quad(
                (-w, y, z),
                (w, y, z),
                (w, y + 0.005, z + 0.12),
                (-w, y + 0.005, z + 0.12),
                p.shade(colour, 0.5),
                Material.MARBLE,
            )
    return Shape(a.result(), 2.4)


def fountain(draw: np.random.Generator, *, drop: float) -> Shape:
    """Draw a fountain: a basin of water, a shaft with two bowls, falling threads of water."""
    a = Assembly()
    colour, number = p.one_of(draw, (p.LIMESTONE, p.MARBLE, p.GRANITE)), Material.MARBLE
    a.add(
        lathe(
            [
                (2.75, -drop),
                (2.75, 0.12),
                (2.55, 0.2),
                (2.5, 0.6),
                (2.65, 0.68),
                (2.65, 0.76),
                (2.3, 0.76),
                (2.25, 0.2),
            ],
            36,
            colour,
            number,
        )
    )
    water = (0.035, 0.07, 0.075)
    a.add(lathe([(2.3, 0.52), (0.0, 0.53)], 36, water, Material.GLASS))
    a.add(
        lathe(
            [
                (0.5, 0.2),
                (0.34, 0.7),
                (0.22, 1.2),
                (0.3, 1.5),
                (1.1, 1.75),
                (1.16, 1.84),
                (0.95, 1.8),
                (0.2, 1.72),
                (0.14, 2.3),
                (0.2, 2.45),
                (0.55, 2.6),
                (0.58, 2.68),
                (0.45, 2.65),
                (0.1, 2.62),
                (0.08, 2.95),
                (0.14, 3.08),
                (0.0, 3.2),
            ],
            24,
            colour,
            number,
        )
    )
    foam = (0.72, 0.76, 0.78)
    for k in range(20):
        angle = k * 2 * math.pi / 20
        x, y = math.cos(angle), math.sin(angle)
        previous = (1.12 * x, 1.12 * y, 1.82)
        for s in range(1, 6):
            t = s / 5
            point = (1.12 * x + 0.5 * t * x, 1.12 * y + 0.5 * t * y, 1.82 + 0.15 * t - 1.43 * t * t)
            a.rod(previous, point, 0.014, foam, Material.PAINT, sides=4)
            previous = point
    return Shape(a.result(), 2.9)


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


def hall(draw: np.random.Generator, *, drop: float, wide: float = 11.0, deep: float = 7.5) -> Shape:
    """Draw a Japanese temple hall: a stone base, steps, columns, paper doors, a great swept roof."""
    a = Assembly()
    colour = p.one_of(draw, (p.DARK_WOOD, (0.26, 0.05, 0.03), p.OLD_WOOD))
    a.box((-wide / 2 - 1.6, -deep / 2 - 1.6, -drop), (wide / 2 + 1.6, deep / 2 + 1.6, 0.7), p.GRANITE, Material.MASONRY)
    for k in range(4):
        a.box(
            (-1.7, -deep / 2 - 1.6 - 0.35 * (4 - k), -drop),
            (1.7, -deep / 2 - 1.6, 0.7 * (k + 1) / 5),
            p.shade(p.GRANITE, 1.1),
            Material.MASONRY,
        )
    h, f = 3.6, a.framed((0, 0, 0.7))
    for corner, turn, length in (
        ((-wide / 2, -deep / 2), 0.0, wide),
        ((wide / 2, -deep / 2), math.pi / 2, deep),
        ((wide / 2, deep / 2), math.pi, wide),
        ((-wide / 2, deep / 2), -math.pi / 2, deep),
    ):
        g = f.framed((*corner, 0), turn)
        bays = 5 if length == wide else 3
        bay = length / bays
        openings = [
            Opening(
                x=bay * (k + 0.5),
                z=0.35,
                wide=bay - 0.45,
                high=2.1,
                panes=(0.25, 0.3),
                glass=PAPERED,
                luck=int(draw.integers(1800)),
                frame=colour,
            )
            for k in range(bays)
        ]
        wall(g, length, h, p.WHITEWASH, Material.PLASTER, openings=openings, reveal=0.08)
        for k in range(bays + 1):
            g.rod((bay * k, -0.02, 0), (bay * k, -0.02, h), 0.16, colour, Material.PAINT, sides=10)
            g.rod((bay * k, -1.3, 0), (bay * k, -1.3, h - 0.25), 0.14, colour, Material.PAINT, sides=10)
        for z, y in ((0.2, -0.04), (2.6, -0.04), (h - 0.15, -0.04), (h - 0.3, -1.3)):
            g.beam(
                (-1.3 if y < -1 else 0, y, z),
                (length + (1.3 if y < -1 else 0), y, z),
                0.14,
                0.26,
                colour,
                Material.PAINT,
            )
    swept(
        f.framed((0, 0, h - 0.1)),
        wide + 1.2,
        deep + 1.2,
        3.9,
        p.one_of(draw, (p.SLATE, (0.06, 0.065, 0.07))),
        Material.TILES,
        overhang=2.3,
        ridge=0.62,
        lift=0.6,
        thick=0.3,
        trim=colour,
    )
    return Shape(a.result(), radius_of(wide + 6, deep + 6), (Shine((0, -deep / 2 - 2.2, 2.2), 25.0, CANDLE, 0.5),))


def pyramids(plan: Plan, thing: Thing) -> Built:
    """Build pyramids: Maya where the era says so, else Egyptian."""
    if plan.scene.site.era == "maya":
        return raised(plan, thing, lambda d, s: step_pyramid(d, drop=depth(s)), radius=19, usual=(50, 110), height=20)
    return raised(
        plan, thing, lambda d, s: giza_pyramid(d, drop=depth(s)), radius=66, usual=(170, 420), height=65, spread=0.5
    )


def _scene_free(make: object, **how: object) -> object:
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


def era_of(scene: SceneSpec) -> str:
    """Return the scene's era in small letters."""
    return scene.site.era.lower()


BUILDERS = {
    ThingKind.CHURCH: churches,
    ThingKind.TORII: toriis,
    ThingKind.PAGODA: _scene_free(pagoda, radius=6.2, usual=(22.0, 48.0), height=20.0),
    ThingKind.TEMPLE: temples,
    ThingKind.PYRAMID: pyramids,
    ThingKind.COLUMNS: rows_of_columns,
    ThingKind.STONE_CIRCLE: _scene_free(stone_circle, radius=9.0, usual=(14.0, 26.0), height=3.0, steepest=0.2),
    ThingKind.STATUE: statues,
    ThingKind.OBELISK: _scene_free(obelisk, radius=2.4, usual=(14.0, 28.0), height=15.0),
    ThingKind.FOUNTAIN: _scene_free(fountain, radius=2.9, usual=(8.0, 14.0), height=3.0, steepest=0.2),
}
