"""Small things and what stands apart: candles, lanterns, mugs, books in piles, barrels and refrigerators."""

from __future__ import annotations

import numpy as np

from skyloom.geometry.meshes import Part, joined, moved
from skyloom.geometry.solids import lathe
from skyloom.world.interiors import furniture
from skyloom.world.interiors.bodies import Colour, block, boxes
from skyloom.world.interiors.furniture import IRON, METAL, PAINT, TIMBER, choice
from skyloom.world.interiors.pieces import KELVIN, Bulb, Piece, piece, shine
from skyloom.world.kinds import Material, tagged


def lantern(height: float, ceiling: float) -> Piece:
    """Return a lantern on a chain."""
    glow = int(tagged(Material.GLOW, 240))
    glass = lathe([(0.07, height), (0.085, height + 0.12), (0.06, height + 0.22)], 8, (1.0, 0.5, 0.16), glow)
    cap = lathe([(0.11, height + 0.21), (0.02, height + 0.3), (0.0, height + 0.32)], 8, IRON, METAL)
    foot = lathe([(0.0, height - 0.03), (0.1, height - 0.03), (0.1, height), (0.0, height + 0.01)], 8, IRON, METAL)
    chain = block((-0.008, 0.008), (-0.008, 0.008), (height + 0.3, ceiling), IRON, METAL)
    return piece(glass, cap, foot, chain, bulbs=[Bulb((0, 0, height - 0.1), shine(KELVIN[1850], 45), 0.2)])


def candles(draw: np.random.Generator, count: int) -> Piece:
    """Return candles that stand together; they light as one."""
    shapes: list[Part] = []
    for _ in range(count):
        x, y, h = *draw.normal(0, 0.05, 2), float(draw.uniform(0.08, 0.22))
        wax = lathe([(0.0, 0.0), (0.022, 0.0), (0.021, h), (0.0, h)], 10, (0.72, 0.66, 0.52), PAINT)
        flame = lathe(
            [(0.003, h + 0.008), (0.009, h + 0.022), (0.001, h + 0.05)],
            7,
            (1.0, 0.55, 0.14),
            int(tagged(Material.GLOW, 700)),
        )
        shapes.append(moved(joined([wax, flame]), (float(x), float(y), 0.0)))
    return piece(*shapes, bulbs=[Bulb((0, 0, 0.3), shine(KELVIN[1850], 3.5 * count), 0.15)])


def mugs(draw: np.random.Generator) -> Piece:
    """Return a few mugs and plates on a table."""
    shapes = []
    for _ in range(int(draw.integers(1, 4))):
        a, r = draw.uniform(0, 6.28), draw.uniform(0.2, 0.36)
        mug = lathe(
            [(0.0, 0.0), (0.045, 0.0), (0.045, 0.12), (0.038, 0.12), (0.038, 0.02), (0.0, 0.02)],
            14,
            (0.2, 0.12, 0.07),
            TIMBER,
        )
        shapes.append(moved(mug, (r * np.cos(a), r * np.sin(a), 0.0)))
    return piece(*shapes)


def clutter(draw: np.random.Generator, spread: float) -> Piece:
    """Return small things on a table: books, a bowl, a vase."""
    shapes: list[Part] = []
    pile = int(draw.integers(2, 5))
    z = 0.0
    for _ in range(pile):
        h = float(draw.uniform(0.015, 0.035))
        tint = choice(draw, furniture.ACCENTS)
        book = boxes([(-0.1, -0.07, 0)], [(0.1, 0.07, h)], np.asarray(tint), PAINT)
        shapes.append(moved(book, (-spread * 0.6, 0.0, z), turn=float(draw.normal(0, 0.2))))
        z += h
    r = float(draw.uniform(0.07, 0.13))
    bowl = [(0.0, 0.0), (r * 0.4, 0.0), (r, r * 0.7), (r * 0.95, r * 0.7), (r * 0.4, r * 0.12), (0.0, r * 0.1)]
    vase = [(0.0, 0.0), (r * 0.5, 0.0), (r * 0.75, r * 1.1), (r * 0.3, r * 2.1), (r * 0.4, r * 2.4), (0.0, r * 2.2)]
    profile = vase if draw.uniform() < 0.5 else bowl
    shapes.append(
        moved(lathe(profile, 22, choice(draw, (*furniture.ACCENTS, furniture.WHITE)), PAINT), (spread * 0.5, 0.03, 0.0))
    )
    return piece(*shapes)


def barrel(wood: Colour) -> Piece:
    """Return a barrel, its middle at x = y = 0."""
    profile = [
        (0.0, 0.0),
        (0.26, 0.0),
        (0.31, 0.22),
        (0.33, 0.42),
        (0.31, 0.62),
        (0.26, 0.84),
        (0.25, 0.84),
        (0.24, 0.8),
        (0.0, 0.8),
    ]
    hoops = [
        lathe([(r, z), (r + 0.004, z + 0.04)], 22, IRON, METAL)
        for r, z in ((0.29, 0.1), (0.325, 0.28), (0.327, 0.54), (0.29, 0.71))
    ]
    return piece(lathe(profile, 22, wood, TIMBER), *hoops)


def fridge() -> Piece:
    """Return a refrigerator."""
    metal = (0.5, 0.5, 0.52)
    return piece(
        block((-0.3, 0.3), (-0.64, 0.0), (0.03, 1.85), metal, PAINT),
        block((-0.3, 0.3), (-0.645, -0.64), (1.2, 1.206), (0.1, 0.1, 0.1), PAINT),
        block((0.22, 0.24), (-0.69, -0.67), (0.75, 1.15), IRON, METAL),
        block((0.22, 0.24), (-0.69, -0.67), (1.26, 1.6), IRON, METAL),
    )
