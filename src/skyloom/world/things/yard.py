"""What people leave standing in yards and lanes: hay, carts, wells, graves, lamps and lanterns."""

from __future__ import annotations

import math

import numpy as np

from skyloom.core.scene import SceneSpec
from skyloom.geometry.assembly import Assembly
from skyloom.geometry.solids import lathe
from skyloom.world.architecture import palette as p
from skyloom.world.architecture.roofs import pitched
from skyloom.world.architecture.shape import BULB, CANDLE, Shape, Shine
from skyloom.world.evening import darkness
from skyloom.world.kinds import Material, tagged


def glow(luminance: float) -> int:
    """Return the face number of something that sends out its colour times a luminance, cd/m²."""
    return int(tagged(Material.GLOW, int(luminance)))


def haystack(draw: np.random.Generator) -> Shape:
    """Draw a haystack, round and pointed, or a great bale."""
    a = Assembly()
    if draw.uniform() < 0.5:
        r, h = float(draw.uniform(1.3, 1.8)), float(draw.uniform(2.4, 3.2))
        rows = [
            (r * 0.82, -0.3),
            (r * 0.9, 0.0),
            (r, h * 0.3),
            (r * 0.9, h * 0.55),
            (r * 0.5, h * 0.85),
            (0.08, h),
            (0.0, h),
        ]
        a.add(lathe(rows, 22, p.one_of(draw, (p.STRAW,)), Material.THATCH))
        a.rod((0, 0, h - 0.3), (0.05, 0, h + 0.6), 0.04, p.OLD_WOOD, 19)
        return Shape(a.result(), r + 0.2)
    colour = p.one_of(draw, (p.STRAW,))
    steps, r, w = 22, 0.75, 0.65
    for k in range(steps):
        t0, t1 = (2 * math.pi * s / steps for s in (k, k + 1))
        ring = [(x, r * math.cos(t), r + r * math.sin(t)) for x, t in ((-w, t0), (-w, t1), (w, t1), (w, t0))]
        a.quad(*ring[::-1], colour, int(Material.THATCH))
        for x in (-w, w):
            tri = [(x, 0, r), (x, r * math.cos(t0), r + r * math.sin(t0)), (x, r * math.cos(t1), r + r * math.sin(t1))]
            a.triangle(*(tri if x > 0 else tri[::-1]), p.shade(colour, 0.9), int(Material.THATCH))
    return Shape(a.result(), 1.0)


def wheel(a: Assembly, at: tuple[float, float, float], r: float, colour: p.Colour) -> None:
    """Add a spoked wheel in the plane across x."""
    x, y, z = at
    steps = 16
    points = [
        (x, y + r * math.cos(k * 2 * math.pi / steps), z + r * math.sin(k * 2 * math.pi / steps)) for k in range(steps)
    ]
    for k in range(steps):
        a.beam(points[k], points[(k + 1) % steps], 0.09, 0.1, colour, int(Material.TIMBER))
        if k % 2 == 0:
            a.beam((x, y, z), points[k], 0.045, 0.05, colour, int(Material.TIMBER))
    a.rod((x - 0.12, y, z), (x + 0.12, y, z), 0.1, colour, int(Material.TIMBER), sides=8)


def cart(draw: np.random.Generator, *, is_loaded: bool = True) -> Shape:
    """Draw a two-wheeled farm cart, its shafts on the ground."""
    a = Assembly()
    wood = p.one_of(draw, (p.OLD_WOOD, p.GREY_WOOD, (0.2, 0.13, 0.07)))
    number = int(Material.TIMBER)
    f = a.framed((0, 0, 0))
    f.box((-0.75, -1.2, 0.7), (0.75, 1.2, 0.8), wood, number)
    for x in (-0.75, 0.75):
        for z in (0.95, 1.2):
            f.beam((x * 1.05, -1.2, z), (x * 1.05, 1.2, z), 0.05, 0.16, wood, number)
        for y in (-1.1, 0.0, 1.1):
            f.beam((x * 1.02, y, 0.7), (x * 1.1, y, 1.35), 0.07, 0.07, p.shade(wood, 0.8), number)
        f.beam((x * 0.7, -1.2, 0.75), (x * 0.6, -3.1, 0.25), 0.08, 0.09, wood, number)
        wheel(f, (x * 1.25, 0.1, 0.62), 0.6, p.shade(wood, 0.8))
    f.beam((-0.95, 0.1, 0.62), (0.95, 0.1, 0.62), 0.1, 0.1, wood, number)
    if is_loaded:
        rows = [(0.75, 0.8), (0.85, 1.1), (0.6, 1.5), (0.0, 1.75)]
        a.add(lathe(rows, 16, p.STRAW, Material.THATCH))
    return Shape(a.result(), 2.0)


def well(draw: np.random.Generator, *, drop: float = 0.4) -> Shape:
    """Draw a round well with a roof, a windlass and a bucket."""
    a = Assembly()
    stone_colour = p.one_of(draw, (p.FIELDSTONE, p.LIMESTONE, p.GRANITE))
    a.add(
        lathe(
            [(1.0, -drop), (1.0, 0.75), (0.99, 0.85), (0.72, 0.86), (0.7, 0.8), (0.7, 0.0)],
            24,
            stone_colour,
            Material.MASONRY,
        )
    )
    a.add(lathe([(0.72, 0.3), (0.0, 0.3)], 24, (0.02, 0.025, 0.03), Material.MARBLE))
    wood, number = p.OLD_WOOD, int(Material.TIMBER)
    for x in (-0.95, 0.95):
        a.beam((x, 0, 0.0), (x, 0, 2.15), 0.15, 0.15, wood, number)
        a.beam((x, -0.02, 1.55), (x * 0.45, -0.02, 2.1), 0.08, 0.08, wood, number)
    a.rod((-1.15, 0, 1.35), (1.15, 0, 1.35), 0.09, p.FRESH_WOOD, number, sides=8)
    a.beam((1.15, 0, 1.35), (1.15, 0.3, 1.15), 0.05, 0.05, p.IRON, number)
    a.rod((0, 0, 0.95), (0, 0, 1.3), 0.012, p.STRAW, number, sides=4)
    a.add(lathe([(0.13, 0.62), (0.17, 0.95), (0.15, 0.95), (0.12, 0.66)], 12, p.OLD_WOOD, Material.TIMBER))
    pitched(
        a.framed((0, 0, 2.1)), 2.1, 1.7, 0.75, p.BROWN_TILE, int(Material.TILES), overhang=0.2, verge=0.15, thick=0.08
    )
    return Shape(a.result(), 1.3)


def grave(draw: np.random.Generator) -> Shape:
    """Draw a grave: a slab, a cross or a small pillar, a little askew."""
    a = Assembly()
    colour = p.one_of(draw, (p.GRANITE, p.LIMESTONE, p.SLATE, (0.3, 0.31, 0.29)))
    number = int(Material.PLASTER)
    tilt = [float(v) for v in draw.normal(0, 0.06, 2)]
    choice = draw.uniform()
    high = float(draw.uniform(0.7, 1.2))
    top = (tilt[0] * high, tilt[1] * high, high)
    if choice < 0.55:
        a.beam((0, 0, -0.2), top, 0.62, 0.14, colour, number)
        x, y, z = top[0], top[1], high - 0.02
        a.rod((x, y - 0.07, z), (x, y + 0.07, z), 0.31, colour, number, sides=16)
        for side in (-1, 1):
            ring = [
                (x + 0.31 * math.cos(t), y + 0.07 * side, z + 0.31 * math.sin(t)) for t in np.arange(16) * math.pi / 8
            ]
            a.polygon(ring if side < 0 else ring[::-1], colour, number)
    elif choice < 0.85:
        top = (top[0], top[1], high + 0.4)
        a.beam((0, 0, -0.2), top, 0.2, 0.15, colour, number)
        a.beam(
            (top[0] * 0.7 - 0.36, top[1] * 0.7, top[2] * 0.7),
            (top[0] * 0.7 + 0.36, top[1] * 0.7, top[2] * 0.7),
            0.15,
            0.2,
            colour,
            number,
        )
        a.block((0, 0, -0.2), (0.5, 0.4, 0.4), p.shade(colour, 0.9), number)
    else:
        a.block((0, 0, -0.2), (0.7, 0.7, 0.5), colour, number)
        a.block((0, 0, 0.3), (0.42, 0.42, high * 1.3), colour, number, top=0.75)
        a.block((0, 0, 0.3 + high * 1.3), (0.5, 0.5, 0.12), colour, number, top=0.4)
    a.box((-0.4, -1.7, -0.2), (0.4, -0.25, 0.09), (0.10, 0.085, 0.05), int(Material.EARTH))
    return Shape(a.result(), 1.1)


def lamp(scene: SceneSpec) -> Shape:
    """Return a street lamp of iron with a lantern."""
    a = Assembly()
    number, h = int(Material.MARBLE), 3.6
    a.add(
        lathe(
            [
                (0.2, -0.3),
                (0.2, 0.1),
                (0.13, 0.3),
                (0.1, 0.75),
                (0.07, 0.9),
                (0.055, 2.2),
                (0.045, h - 0.1),
                (0.09, h),
                (0.0, h),
            ],
            12,
            p.IRON,
            Material.MARBLE,
        )
    )
    a.rod((-0.4, 0, h - 0.5), (0.4, 0, h - 0.5), 0.02, p.IRON, number)
    lantern_head(a, (0, 0, h), 0.19, 0.5, 60 + 2600 * darkness(scene))
    return Shape(a.result(), 0.4, (Shine((0, 0, h + 0.25), 130.0, BULB, 0.25),))


def lantern_head(a: Assembly, at: tuple[float, float, float], r: float, h: float, luminance: float) -> None:
    """Add a lantern's glass, cap and bars; the glass glows all day, faintly against the sun."""
    f = a.framed(at)
    f.block((0, 0, 0.03), (r * 1.5, r * 1.5, h * 0.8), (1.0, 0.55, 0.2), glow(luminance), top=1.25)
    for sx in (-1, 1):
        for sy in (-1, 1):
            low, high = r * 0.78, r * 0.98
            f.rod(
                (sx * low, sy * low, 0), (sx * high, sy * high, h * 0.85), 0.014, p.IRON, int(Material.MARBLE), sides=4
            )
    f.block((0, 0, h * 0.83), (r * 2.3, r * 2.3, h * 0.28), p.IRON, int(Material.MARBLE), top=0.25)
    f.block((0, 0, -0.02), (r * 1.7, r * 1.7, 0.05), p.IRON, int(Material.MARBLE))


def lantern(draw: np.random.Generator, scene: SceneSpec) -> Shape:
    """Draw a lantern: of stone in the East, else on a post."""
    lit = 60 + 1500 * darkness(scene)
    if scene.site.era in ("japanese", "chinese"):
        return stone_lantern(draw, lit)
    a = Assembly()
    a.beam((0, 0, -0.3), (0, 0, 1.9), 0.1, 0.1, p.OLD_WOOD, int(Material.TIMBER))
    a.beam((0, 0, 1.85), (0.45, 0, 1.85), 0.07, 0.08, p.OLD_WOOD, int(Material.TIMBER))
    a.beam((0, 0, 1.5), (0.35, 0, 1.82), 0.05, 0.05, p.OLD_WOOD, int(Material.TIMBER))
    lantern_head(a, (0.42, 0, 1.42), 0.1, 0.3, lit)
    return Shape(a.result(), 0.5, (Shine((0.42, 0, 1.5), 45.0, CANDLE, 0.15),))


def stone_lantern(draw: np.random.Generator, lit: float) -> Shape:
    """Draw a Japanese lantern of stone: foot, shaft, light box and spreading roof."""
    a = Assembly()
    colour = p.one_of(draw, (p.GRANITE, (0.3, 0.29, 0.26)))
    number = int(Material.PLASTER)
    a.add(
        lathe(
            [
                (0.42, -0.3),
                (0.42, 0.1),
                (0.3, 0.2),
                (0.16, 0.3),
                (0.14, 0.6),
                (0.14, 1.0),
                (0.3, 1.12),
                (0.32, 1.2),
                (0.0, 1.2),
            ],
            6,
            colour,
            number,
        )
    )
    a.block((0, 0, 1.2), (0.3, 0.3, 0.28), (1.0, 0.5, 0.16), glow(lit))
    for sx in (-1, 1):
        for sy in (-1, 1):
            a.block((sx * 0.16, sy * 0.16, 1.2), (0.09, 0.09, 0.3), colour, number)
    a.add(
        lathe(
            [
                (0.2, 1.48),
                (0.5, 1.5),
                (0.52, 1.56),
                (0.3, 1.68),
                (0.14, 1.82),
                (0.1, 1.86),
                (0.13, 1.95),
                (0.06, 2.06),
                (0.0, 2.1),
            ],
            6,
            p.shade(colour, 0.9),
            number,
        )
    )
    return Shape(
        a.result(), 0.55, (Shine((0, -0.35, 1.36), 25.0, CANDLE, 0.2), Shine((0, 0.35, 1.36), 25.0, CANDLE, 0.2))
    )
