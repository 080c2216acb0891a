"""Doric temples and the pyramids of the Maya and of Egypt."""

from __future__ import annotations

import math

import numpy as np

from skyloom.geometry.assembly import Assembly
from skyloom.world.architecture import palette as p
from skyloom.world.architecture.roofs import pitched, pyramid
from skyloom.world.architecture.shape import Shape, radius_of
from skyloom.world.architecture.stonework import column, drum, steps
from skyloom.world.architecture.walls import Opening, wall
from skyloom.world.kinds import Material


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
