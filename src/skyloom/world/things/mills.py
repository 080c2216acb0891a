"""Lighthouses, windmills and watermills."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np

from skyloom.geometry.assembly import Assembly
from skyloom.geometry.solids import lathe
from skyloom.world.architecture import palette as p
from skyloom.world.architecture.house import house
from skyloom.world.architecture.roofs import cone
from skyloom.world.architecture.shape import CANDLE, Shape, Shine
from skyloom.world.architecture.styles import STYLES
from skyloom.world.architecture.walls import Opening, lancet
from skyloom.world.kinds import Material
from skyloom.world.things.yard import glow


def lighthouse(draw: np.random.Generator, *, drop: float, lit: float = 0.0, has_house: bool = True) -> Shape:
    """Draw a lighthouse: a banded tower, a gallery, a lantern with its lens, a keeper's house."""
    a = Assembly()
    high, r = float(draw.uniform(17, 24)), 3.1
    band = p.one_of(draw, ((0.5, 0.04, 0.03), (0.04, 0.05, 0.09), (0.72, 0.71, 0.68)), 0.05)
    bands = int(draw.integers(3, 6))
    for k in range(bands * 2 - 1):
        z0, z1 = (high * s / (bands * 2 - 1) for s in (k, k + 1))
        r0, r1 = (r * (1 - 0.36 * z / high) for z in (z0, z1))
        a.add(
            lathe(
                [(r0, z0 if k else -drop), (r0, z0), (r1, z1)],
                32,
                band if k % 2 else (0.76, 0.75, 0.72),
                Material.PLASTER,
            )
        )
    top = r * 0.64
    for k in range(5):
        f = a.framed((0, 0, 0), -0.5 + 0.35 * k)
        z = high * (0.16 + 0.16 * k)
        o = Opening(x=0, z=z, wide=0.6, high=0.9, panes=(0.3, 0.3), luck=int(draw.integers(4096)))
        lancet(f, o, p.WHITEWASH, Material.PLASTER, proud=r * (1 - 0.36 * z / high) + 0.05)
    f = a.framed((0, 0, 0), 0.2)
    lancet(
        f, Opening(x=0, z=0.1, wide=1.1, high=1.7, rise=0.4, luck=4000), p.LIMESTONE, Material.MASONRY, proud=r * 1.01
    )
    a.add(
        lathe(
            [(top, high - 0.8), (top * 1.55, high - 0.1), (top * 1.55, high + 0.1), (0.0, high + 0.1)],
            32,
            p.shade(band, 0.6),
            Material.PLASTER,
        )
    )
    for z in (0.55, 1.05):
        ring = [(top * 1.5 * math.cos(t), top * 1.5 * math.sin(t), high + z) for t in np.arange(25) * math.pi / 12]
        for q, s in pairwise(ring):
            a.rod(q, s, 0.025, p.IRON, Material.MARBLE, sides=4)
    for t in np.arange(24) * math.pi / 12:
        x, y = top * 1.5 * math.cos(t), top * 1.5 * math.sin(t)
        a.rod((x, y, high), (x, y, high + 1.05), 0.02, p.IRON, Material.MARBLE, sides=4)
    a.add(lathe([(top * 0.78, high + 0.1), (top * 0.78, high + 0.75)], 16, p.WHITEWASH, Material.PLASTER))
    for k in range(10):
        t = k * math.pi / 5
        x, y = top * 0.76 * math.cos(t), top * 0.76 * math.sin(t)
        a.rod((x, y, high + 0.7), (x, y, high + 2.4), 0.045, p.IRON, Material.MARBLE, sides=5)
    lens = [(0.25, high + 0.7), (0.6, high + 1.1), (0.68, high + 1.6), (0.6, high + 2.0), (0.2, high + 2.3)]
    a.add(lathe(lens, 16, (1.0, 0.86, 0.6), glow(200 + 16000 * lit)))
    a.add(
        lathe(
            [
                (top * 0.95, high + 2.4),
                (top * 0.9, high + 2.5),
                (top * 0.45, high + 3.3),
                (0.12, high + 3.7),
                (0.16, high + 3.9),
                (0.0, high + 4.1),
            ],
            20,
            p.shade(band, 0.7),
            Material.PAINT,
        )
    )
    if has_house:
        home = house(
            draw,
            STYLES["brick" if draw.uniform() < 0.4 else "european"],
            drop=drop,
            wide=8.0,
            deep=5.2,
            storeys=1,
            has_wing=False,
        )
        a.add(home.part, (8.0, 1.0, 0), turn=0.15)
    return Shape(a.result(), 9.0, (Shine((0, 0, high + 1.5), 9000.0, (1.0, 0.82, 0.55), 1.0),))


def windmill(draw: np.random.Generator, *, drop: float, era: str = "") -> Shape:
    """Draw a windmill: a tapering tower or a Greek drum, a turning cap, four lattice sails with canvas."""
    a = Assembly()
    high, r = float(draw.uniform(9, 12)), 3.4
    is_greek = era in ("cycladic", "greek")
    if is_greek:
        high, r = 6.5, 2.9
        a.add(lathe([(r, -drop), (r, 0), (r * 0.94, high)], 30, (0.78, 0.77, 0.74), Material.PLASTER))
        cone(a.framed((0, 0, high)), r * 1.15, 2.6, p.THATCH, Material.THATCH)
    else:
        material, colour = (Material.BRICK, p.RED_BRICK) if draw.uniform() < 0.5 else (Material.PLASTER, p.WHITEWASH)
        if draw.uniform() < 0.4:
            material, colour = Material.TIMBER, p.one_of(draw, (p.TARRED, p.GREY_WOOD, p.FALUN))
        a.add(
            lathe(
                [(r * 1.12, -drop), (r * 1.1, 0), (r * 1.05, 1.2)],
                8 if material is Material.TIMBER else 28,
                p.FIELDSTONE,
                Material.MASONRY,
            )
        )
        a.add(
            lathe(
                [(r, 1.2), (r * 0.82, high * 0.55), (r * 0.68, high)],
                8 if material is Material.TIMBER else 28,
                colour,
                material,
            )
        )
        cap = [
            (r * 0.78, high),
            (r * 0.8, high + 0.25),
            (r * 0.66, high + 1.1),
            (r * 0.35, high + 1.9),
            (0.0, high + 2.15),
        ]
        a.add(lathe(cap, 24, p.one_of(draw, (p.DARK_WOOD, p.SLATE, p.THATCH)), Material.THATCH))
        ring = [(r * 1.35 * math.cos(t), r * 1.35 * math.sin(t)) for t in np.arange(17) * math.pi / 8]
        z = high * 0.36
        for (x0, y0), (x1, y1) in pairwise(ring):
            a.quad(
                (x0 * 0.6, y0 * 0.6, z), (x0, y0, z), (x1, y1, z), (x1 * 0.6, y1 * 0.6, z), p.GREY_WOOD, Material.TIMBER
            )
            a.beam((x0, y0, z + 0.9), (x1, y1, z + 0.9), 0.07, 0.08, p.WHITEWASH, Material.TIMBER)
            a.beam((x0, y0, z), (x0, y0, z + 0.9), 0.06, 0.06, p.WHITEWASH, Material.TIMBER)
            a.beam((x0, y0, z), (x0 * 0.68, y0 * 0.68, z - 1.2), 0.1, 0.1, p.GREY_WOOD, Material.TIMBER)
    for k in range(5):
        f = a.framed((0, 0, 0), -0.9 + 0.6 * k)
        z = 1.7 if k % 2 else high * 0.62
        rr = r * (1 - 0.32 * z / high) + 0.1
        lancet(
            f,
            Opening(x=0, z=z, wide=0.7, high=0.95, panes=(0.35, 0.3), luck=int(draw.integers(4096))),
            p.WHITEWASH,
            Material.TIMBER,
            proud=rr,
        )
    lancet(
        a,
        Opening(x=0, z=0.1, wide=1.1, high=2.0, panes=(0.6, 0.7), luck=4095),
        p.OLD_WOOD,
        Material.TIMBER,
        proud=r * 1.1,
    )
    _sails(
        a,
        draw,
        high + (0.4 if is_greek else 0.7),
        r * 0.95 + 0.5,
        high * (0.8 if is_greek else 0.92),
        is_greek=is_greek,
    )
    return Shape(a.result(), r * 1.5, (Shine((0, -r - 1.5, 1.6), 8.0, CANDLE, 0.4),))


def _sails(a: Assembly, draw: np.random.Generator, hub: float, out: float, span: float, *, is_greek: bool) -> None:
    wood, number = p.one_of(draw, (p.OLD_WOOD, p.GREY_WOOD)), Material.TIMBER
    y = -out
    a.rod((0, 0, hub), (0, y - 0.3, hub), 0.28, wood, number, sides=10)
    arms, start = (10, 0.1) if is_greek else (4, float(draw.uniform(0.2, 1.3)))
    cloth = p.one_of(draw, (p.CANVAS, (0.66, 0.62, 0.54), (0.4, 0.16, 0.1)))
    for k in range(arms):
        t = start + k * 2 * math.pi / arms
        c, s = math.cos(t), math.sin(t)
        n = (-s, c)
        tip = (span * c, y - 0.15, hub + span * s)
        a.beam((0, y - 0.15, hub), tip, 0.16, 0.2, wood, number)
        if is_greek:
            u = start + (k + 0.72) * 2 * math.pi / arms
            q, rr = span * 0.3, span * 0.92
            b = (q * math.cos(u), y - 0.2, hub + q * math.sin(u))
            ring = [(span * 0.25 * c, y - 0.2, hub + span * 0.25 * s), (rr * c, y - 0.2, hub + rr * s), b]
            a.triangle(*ring, cloth, Material.CLOTH)
            a.triangle(*ring[::-1], p.shade(cloth, 0.85), Material.CLOTH)
            continue
        wide = span * 0.2
        for j in range(9):
            rr = span * (0.2 + 0.79 * j / 8)
            a.beam(
                (rr * c, y - 0.2, hub + rr * s),
                (rr * c + n[0] * wide, y - 0.28, hub + rr * s + n[1] * wide),
                0.05,
                0.06,
                wood,
                number,
            )
        for w in (0.5, 1.0):
            r0, r1 = span * 0.2, span * 0.99
            a.beam(
                (r0 * c + n[0] * wide * w, y - 0.25, hub + r0 * s + n[1] * wide * w),
                (r1 * c + n[0] * wide * w, y - 0.25, hub + r1 * s + n[1] * wide * w),
                0.05,
                0.05,
                wood,
                number,
            )
        r0, r1 = span * 0.22, span * float(draw.uniform(0.6, 0.97))
        ring = [
            (r0 * c, y - 0.3, hub + r0 * s),
            (r1 * c, y - 0.3, hub + r1 * s),
            (r1 * c + n[0] * wide, y - 0.36, hub + r1 * s + n[1] * wide),
            (r0 * c + n[0] * wide, y - 0.36, hub + r0 * s + n[1] * wide),
        ]
        a.quad(*ring, cloth, Material.CLOTH)
        a.quad(*ring[::-1], p.shade(cloth, 0.85), Material.CLOTH)


def watermill(draw: np.random.Generator, *, drop: float) -> Shape:
    """Draw a watermill: a stone house with a great wheel at its side and a chute."""
    a = Assembly()
    home = house(
        draw,
        STYLES[str(draw.choice(["european", "thatched", "brick"]))],
        drop=max(drop, 1.2),
        wide=9.0,
        deep=6.5,
        storeys=2,
        has_wing=False,
    )
    a.add(home.part)
    x, r, wood, number = 5.3, 2.5, p.OLD_WOOD, Material.TIMBER
    z = 1.7
    a.rod((4.2, -0.6, z), (x + 0.9, -0.6, z), 0.18, wood, number, sides=8)
    steps = 20
    for side in (x - 0.45, x + 0.45):
        for k in range(steps):
            t0, t1 = (2 * math.pi * s / steps for s in (k, k + 1))
            a.beam(
                (side, -0.6 + r * math.cos(t0), z + r * math.sin(t0)),
                (side, -0.6 + r * math.cos(t1), z + r * math.sin(t1)),
                0.1,
                0.24,
                wood,
                number,
            )
            if k % 3 == 0:
                a.beam((side, -0.6, z), (side, -0.6 + r * math.cos(t0), z + r * math.sin(t0)), 0.1, 0.12, wood, number)
    for k in range(steps):
        t = 2 * math.pi * k / steps
        c, s = math.cos(t), math.sin(t)
        a.quad(
            (x - 0.45, -0.6 + r * 0.82 * c, z + r * 0.82 * s),
            (x + 0.45, -0.6 + r * 0.82 * c, z + r * 0.82 * s),
            (x + 0.45, -0.6 + r * 1.06 * c, z + r * 1.06 * s),
            (x - 0.45, -0.6 + r * 1.06 * c, z + r * 1.06 * s),
            wood,
            number,
        )
        a.quad(
            (x + 0.45, -0.6 + r * 0.82 * c, z + r * 0.82 * s),
            (x - 0.45, -0.6 + r * 0.82 * c, z + r * 0.82 * s),
            (x - 0.45, -0.6 + r * 1.06 * c, z + r * 1.06 * s),
            (x + 0.45, -0.6 + r * 1.06 * c, z + r * 1.06 * s),
            wood,
            number,
        )
    a.box((x - 0.5, 0.0, z + r + 0.1), (x + 0.5, 7.0, z + r + 0.2), wood, number)
    for sx in (-0.55, 0.5):
        a.box((x + sx, 0.0, z + r + 0.1), (x + sx + 0.06, 7.0, z + r + 0.5), wood, number)
    a.box((x - 0.45, 0.0, z + r + 0.2), (x + 0.45, 7.0, z + r + 0.38), (0.05, 0.09, 0.09), Material.GLASS)
    for y in (2.0, 4.5, 6.8):
        for sx in (-0.5, 0.5):
            a.beam((x + sx, y, -max(drop, 1.0)), (x + sx, y, z + r + 0.1), 0.16, 0.16, wood, number)
    a.box((x + 1.0, -3.5, -max(drop, 1.2)), (x + 1.4, 3.5, 0.5), p.FIELDSTONE, Material.MASONRY)
    return Shape(a.result(), 7.0, home.shines)
