"""Standing stones, statues, obelisks, fountains and rows of columns."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from skyloom.geometry.assembly import Assembly
from skyloom.geometry.meshes import Part
from skyloom.geometry.shapes import stone
from skyloom.geometry.solids import lathe
from skyloom.world.architecture import palette as p
from skyloom.world.architecture.shape import Shape
from skyloom.world.architecture.stonework import column, drum, steps
from skyloom.world.kinds import Material


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


def _slab(draw: np.random.Generator, wide: float, deep: float, high: float, colour: p.Colour) -> Part:
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
