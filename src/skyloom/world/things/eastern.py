"""Gates, pagodas, halls and stupas of the East."""

from __future__ import annotations

import math

import numpy as np

from skyloom.geometry.assembly import Assembly
from skyloom.geometry.solids import lathe
from skyloom.world.architecture import palette as p
from skyloom.world.architecture.roofs import swept
from skyloom.world.architecture.shape import CANDLE, Shape, Shine, radius_of
from skyloom.world.architecture.stonework import steps
from skyloom.world.architecture.walls import PAPERED, Opening, wall
from skyloom.world.kinds import Material


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
