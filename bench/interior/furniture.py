"""Furniture, plants, lamps and what looks like a window: mirrors, screens, pictures, light panels."""

from __future__ import annotations

import math
from random import Random

import numpy as np

from bench.interior.plan import Plan
from bench.interior.solids import Rect, Wall
from bench.interior.surfaces import (
    BLACK,
    CERAMIC,
    CHROME,
    FABRICS,
    LINEN,
    MIRROR,
    SCREEN,
    STEEL,
    WOODS,
    Colour,
    Pattern,
    Surface,
    fabric,
    lit,
    picture,
    plain,
    wood,
)

WARM: Colour = (1.0, 0.76, 0.48)
Spot = tuple[float, float]


def sofa(plan: Plan, at: Spot, size: Spot, back: int, dice: Random) -> None:
    """Put a sofa with its middle at a place; `back` is the sign of y where its back is."""
    (x, y), (wide, deep), model = at, size, plan.model
    cloth = fabric(dice)
    model.cushion((x, y, 0.28), (wide / 2, deep / 2, 0.16), cloth, 0.15)
    model.cushion((x, y + back * (deep / 2 - 0.1), 0.58), (wide / 2, 0.13, 0.28), cloth, 0.2)
    for side in (-1, 1):
        model.cushion((x + side * (wide / 2 - 0.09), y, 0.42), (0.1, deep / 2, 0.2), cloth, 0.2)
    seats = 2 if wide < 1.9 else 3
    for k in range(seats):
        middle = x + (k - (seats - 1) / 2) * (wide - 0.4) / seats
        model.cushion((middle, y - back * 0.06, 0.46), ((wide - 0.42) / seats / 2, deep / 2 - 0.12, 0.09), cloth, 0.25)
    for _ in range(dice.randint(1, 3)):
        colour = fabric(dice)
        place = x + dice.uniform(-0.4, 0.4) * wide
        model.cushion(
            (place, y + back * (deep / 2 - 0.3), 0.66), (0.22, 0.08, 0.2), colour, 0.55, dice.uniform(-0.3, 0.3)
        )


def bed(plan: Plan, at: Spot, head: int, dice: Random) -> None:
    """Put a double bed with white linen; `head` is the sign of y where the head is."""
    (x, y), model = at, plan.model
    model.box((x - 0.85, y - 1.05, 0.05), (x + 0.85, y + 1.05, 0.32), wood(dice, gloss=0.0))
    model.cushion((x, y, 0.44), (0.84, 1.03, 0.16), LINEN, 0.15)
    model.cushion((x, y - head * 0.22, 0.53), (0.9, 0.82, 0.1), LINEN, 0.25)
    for side in (-1, 1):
        model.cushion((x + side * 0.42, y + head * 0.78, 0.66), (0.36, 0.2, 0.13), LINEN, 0.5, dice.uniform(-0.1, 0.1))
    throw = fabric(dice)
    model.cushion((x, y - head * 0.72, 0.56), (0.92, 0.24, 0.095), throw, 0.2)
    low, high = sorted((y + head * 1.05, y + head * 1.14))
    model.box((x - 0.9, low, 0), (x + 0.9, high, 1.05), fabric(dice) if dice.random() < 0.5 else wood(dice, gloss=0.0))


def table(plan: Plan, at: Spot, size: tuple[float, float, float], dice: Random) -> None:
    """Put a table with something on it."""
    (x, y), (wide, deep, high), model = at, size, plan.model
    top = dice.choice(
        (wood(dice, gloss=0.04), plain((0.8, 0.8, 0.8), 0.04), Surface(colour=(0.1, 0.1, 0.11), gloss=0.06, rough=0.02))
    )
    model.box((x - wide / 2, y - deep / 2, high - 0.04), (x + wide / 2, y + deep / 2, high), top)
    for sx in (-1, 1):
        for sy in (-1, 1):
            a, b = x + sx * (wide / 2 - 0.06), y + sy * (deep / 2 - 0.06)
            model.box((a - 0.025, b - 0.025, 0), (a + 0.025, b + 0.025, high - 0.04), top)
    if dice.random() < 0.6:
        vase = plain(dice.choice(((0.75, 0.73, 0.7), (0.1, 0.2, 0.25), (0.5, 0.25, 0.15))), 0.05, 0.03)
        model.tube((x, y, high), (x, y, high + 0.24), (0.05, 0.09), vase)
        _leaves(plan, (x, y, high + 0.36), 0.22, 40, dice)


def chair(plan: Plan, at: Spot, back: tuple[int, int], dice: Random) -> None:
    """Put a chair; `back` says on which side its back is."""
    (x, y), model = at, plan.model
    stuff = plain(dice.choice(FABRICS)) if dice.random() < 0.5 else wood(dice, gloss=0.0)
    model.cushion((x, y, 0.45), (0.22, 0.22, 0.03), stuff, 0.3)
    for sx in (-1, 1):
        for sy in (-1, 1):
            model.tube((x + sx * 0.2, y + sy * 0.2, 0), (x + sx * 0.17, y + sy * 0.17, 0.44), (0.014, 0.018), stuff, 8)
    bx, by = back
    half = (0.02, 0.2, 0.2) if bx else (0.2, 0.02, 0.2)
    model.cushion((x + bx * 0.2, y + by * 0.2, 0.72), half, stuff, 0.3)


def shelf(plan: Plan, wall: Wall, rect: Rect, dice: Random) -> None:
    """Fill a rectangle of a wall with shelves and books."""
    left, low, right, high = rect
    board = wood(dice, gloss=0.0) if dice.random() < 0.5 else plain((0.8, 0.8, 0.79))
    deep = 0.28
    wall.block(plan.model, rect, (0.0, 0.02), board)
    for x in (left, right - 0.03):
        wall.block(plan.model, (x, low, x + 0.03, high), (0.02, deep), board)
    rows = max(2, round((high - low) / 0.38))
    for y in np.linspace(low, high - 0.03, rows + 1):
        wall.block(plan.model, (left, y, right, y + 0.03), (0.02, deep), board)
    step = (high - low - 0.03) / rows
    for row in range(rows):
        x = left + 0.05
        while x < right - 0.12:
            thick, tall = dice.uniform(0.015, 0.05), dice.uniform(0.5, 0.85) * step
            if dice.random() < 0.8:
                shade = dice.uniform(0.1, 0.7)
                colour = (shade * dice.uniform(0.5, 1.2), shade * dice.uniform(0.5, 1), shade * dice.uniform(0.4, 1))
                base = low + row * step + 0.03
                wall.block(
                    plan.model, (x, base, x + thick, base + tall), (0.03, dice.uniform(0.16, 0.24)), plain(colour)
                )
            else:
                x += dice.uniform(0.02, 0.25)
            x += thick + 0.002


def plant(plan: Plan, at: Spot, high: float, dice: Random, base: float = 0.0) -> None:
    """Put a plant in a pot."""
    (x, y), model = at, plan.model
    pot = plain(dice.choice(((0.7, 0.69, 0.66), (0.45, 0.2, 0.11), (0.06, 0.06, 0.065))), 0.02)
    tall = min(0.35, high * 0.3)
    model.tube((x, y, base), (x, y, base + tall), (tall * 0.38, tall * 0.5), pot)
    model.disc((x, y, base + tall * 0.93), tall * 0.48, plain((0.05, 0.035, 0.025)))
    if dice.random() < 0.6:
        _leaves(plan, (x, y, base + tall + (high - tall) * 0.5), (high - tall) * 0.55, 90, dice)
        return
    green = Surface(
        colour=dice.choice(((0.05, 0.13, 0.035), (0.09, 0.2, 0.05))),
        pattern=Pattern.LEAF,
        gloss=0.03,
        rough=0.25,
        through=0.02,
    )
    for _ in range(dice.randint(9, 16)):  # long arching leaves
        turn, reach = dice.uniform(0, 2 * math.pi), dice.uniform(0.25, 0.5) * high
        share = np.linspace(0, 1, 9)
        out = np.stack([math.cos(turn) * share * reach, math.sin(turn) * share * reach], axis=-1)
        rise = (high - tall) * (1.6 * share - 0.9 * share**2)
        side = np.array([-math.sin(turn), math.cos(turn), 0.15]) * 0.045
        stem = np.column_stack([x + out[:, 0], y + out[:, 1], base + tall * 0.9 + rise])
        half = np.sin(np.pi * np.clip(share * 0.9 + 0.1, 0, 1))[:, None] * side
        model.sheet(np.stack([stem - half, stem + half], axis=1), green)


def _leaves(plan: Plan, middle: tuple[float, float, float], radius: float, count: int, dice: Random) -> None:
    green = Surface(
        colour=dice.choice(((0.06, 0.14, 0.04), (0.1, 0.2, 0.06), (0.12, 0.16, 0.09))),
        pattern=Pattern.LEAF,
        gloss=0.03,
        rough=0.3,
        through=0.02,
    )
    quads = []
    for _ in range(count):
        toward = np.array([dice.gauss(0, 1), dice.gauss(0, 1), dice.gauss(0, 1)])
        toward = toward / np.linalg.norm(toward)
        centre = np.array(middle) + toward * radius * dice.random() ** 0.4
        along = toward + np.array([dice.gauss(0, 0.4), dice.gauss(0, 0.4), dice.gauss(0, 0.4)])
        along *= dice.uniform(0.35, 0.6) * min(radius, 0.3) / np.linalg.norm(along)
        across = np.cross(along, (dice.gauss(0, 1), dice.gauss(0, 1), dice.gauss(0, 1)))
        across *= 0.22 * float(np.linalg.norm(along)) / max(float(np.linalg.norm(across)), 1e-6)
        quads.append(np.stack([centre, centre + along / 2 + across, centre + along, centre + along / 2 - across]))
    plan.model.add(np.stack(quads), green)


def floor_lamp(plan: Plan, at: Spot, dice: Random, on: float) -> None:
    """Put a standing lamp; `on` is how strong it shines."""
    (x, y), model = at, plan.model
    metal = dice.choice((BLACK, STEEL))
    model.tube((x, y, 0.02), (x, y, 1.45), (0.012, 0.012), metal, 10)
    model.tube((x, y, 0), (x, y, 0.025), (0.15, 0.14), metal)
    model.disc((x, y, 0.026), 0.14, metal)
    shade = lit(plain((0.8, 0.76, 0.68)), 3.5 * on, WARM)
    model.tube((x, y, 1.38), (x, y, 1.66), (0.21, 0.15), shade, 28)
    if on > 0:
        plan.lamp((x, y, 1.52), 0.22, 0.22 * on, WARM)


def pendant(plan: Plan, at: Spot, ceiling: float, dice: Random, on: float) -> None:
    """Hang a lamp from the ceiling: a ball, a shade or a chandelier."""
    (x, y), model = at, plan.model
    kind = dice.choice(("ball", "shade", "chandelier"))
    drop = dice.uniform(0.4, 0.8)
    z = ceiling - drop
    model.tube((x, y, z), (x, y, ceiling), (0.006, 0.006), BLACK, 8)
    glow = lit(plain((0.85, 0.83, 0.78)), 5 * on, WARM)
    if kind == "ball":
        model.cushion((x, y, z - 0.14), (0.15, 0.15, 0.15), glow, 1.0)
    elif kind == "shade":
        model.tube(
            (x, y, z - 0.2),
            (x, y, z),
            (0.24, 0.09),
            plain(dice.choice(((0.05, 0.05, 0.05), (0.6, 0.6, 0.58), (0.4, 0.22, 0.1)))),
            28,
        )
        model.cushion((x, y, z - 0.15), (0.05, 0.05, 0.06), glow, 1.0)
    else:
        arms = dice.randint(5, 8)
        for k in range(arms):
            turn = 2 * math.pi * k / arms
            ex, ey = x + 0.32 * math.cos(turn), y + 0.32 * math.sin(turn)
            model.tube((x, y, z - 0.1), (ex, ey, z - 0.05), (0.01, 0.008), CHROME, 6)
            model.cushion((ex, ey, z + 0.02), (0.035, 0.035, 0.06), glow, 1.0)
    if on > 0:
        plan.lamp((x, y, z - 0.12), 0.36 if kind == "chandelier" else 0.26, 0.6 * on, WARM)


def spots(plan: Plan, ceiling: float, places: list[Spot], on: float) -> None:
    """Set small bright discs into the ceiling."""
    for x, y in places:
        plan.model.disc((x, y, ceiling - 0.004), 0.045, lit(plain((0.9, 0.9, 0.9)), 14 * on, (1, 0.85, 0.68)), -1)
        plan.model.disc((x, y, ceiling - 0.002), 0.06, CHROME, -1)
        if on > 0:
            plan.lamp((x, y, ceiling - 0.14), 0.08, 0.8 * on, (1, 0.85, 0.68), down=1.0)


def panels(plan: Plan, ceiling: float, places: list[Spot], on: float) -> None:
    """Set office panels of light into the ceiling."""
    for x, y in places:
        plan.model.quad(
            (x - 0.3, y + 0.3, ceiling - 0.004),
            (0.6, 0, 0),
            (0, -0.6, 0),
            lit(plain((0.9, 0.9, 0.9)), 9 * on, (0.95, 1, 1)),
        )
        plan.lamp((x, y, ceiling - 0.3), 0.27, 0.9 * on, (0.95, 1, 1), down=1.0)


def framed(plan: Plan, wall: Wall, rect: Rect, dice: Random, number: int) -> None:
    """Hang a picture, perhaps with a white mat."""
    left, low, right, high = rect
    mat = dice.choice((0.0, 0.06, 0.12)) * min(right - left, high - low) * 2
    paint = dice.choice((plain((0.03, 0.03, 0.03), 0.03), plain((0.8, 0.8, 0.78), 0.03), wood(dice, gloss=0.02)))
    wall.block(plan.model, (left - 0.025, low - 0.025, right + 0.025, high + 0.025), (0.0, 0.025), paint)
    wall.panel(plan.model, rect, 0.026, plain((0.86, 0.86, 0.85), dice.choice((0.0, 0.04)), 0.01))
    inner = (left + mat, low + mat, right - mat, high - mat)
    wall.panel(plan.model, inner, 0.027, picture(number, gloss=dice.choice((0.0, 0.04))))


def mirror(plan: Plan, wall: Wall, rect: Rect, dice: Random) -> None:
    """Hang a mirror, framed or not."""
    left, low, right, high = rect
    if dice.random() < 0.6:
        edge = dice.uniform(0.02, 0.06)
        paint = dice.choice(
            (plain((0.03, 0.03, 0.03), 0.03), plain((0.5, 0.38, 0.18), 0.2, 0.2), plain((0.82, 0.82, 0.8)))
        )
        wall.block(plan.model, (left - edge, low - edge, right + edge, high + edge), (0.0, 0.03), paint)
    wall.block(plan.model, (left, low, right, high), (0.0, 0.031), plain((0.5, 0.52, 0.52), 0.05))
    wall.panel(plan.model, rect, 0.034, MIRROR)


def television(plan: Plan, wall: Wall, middle: Spot, wide: float, dice: Random, number: int | None) -> None:
    """Hang a screen, dark or with a picture, over a low board."""
    (x, y), high = middle, wide * 9 / 16
    rect = (x - wide / 2, y - high / 2, x + wide / 2, y + high / 2)
    wall.block(plan.model, (rect[0] - 0.012, rect[1] - 0.02, rect[2] + 0.012, rect[3] + 0.012), (0.02, 0.06), BLACK)
    wall.panel(
        plan.model, rect, 0.061, SCREEN if number is None else picture(number, glow=dice.uniform(1.5, 5), gloss=0.03)
    )
    board = wood(dice, gloss=0.03) if dice.random() < 0.5 else plain((0.78, 0.78, 0.77), 0.03)
    wall.block(plan.model, (x - wide * 0.75, 0.1, x + wide * 0.75, 0.5), (0.0, 0.42), board)


def kitchen(plan: Plan, wall: Wall, span: Spot, dice: Random, *, with_top: bool) -> None:
    """Build a row of kitchen cupboards along a wall."""
    left, right = span
    front = plain(dice.choice(((0.82, 0.82, 0.81), (0.3, 0.32, 0.34), (0.2, 0.27, 0.3), (0.6, 0.55, 0.45))), 0.04, 0.1)
    top = dice.choice(
        (
            wood(dice, gloss=0.03),
            Surface(
                colour=(0.25, 0.25, 0.26),
                second=(0.5, 0.5, 0.5),
                pattern=Pattern.STONE,
                scale=0.3,
                gloss=0.05,
                rough=0.03,
            ),
        )
    )
    x = left
    while x < right - 0.3:
        end = min(x + 0.6, right)
        wall.block(plan.model, (x + 0.003, 0.1, end - 0.003, 0.86), (0.0, 0.58), front)
        wall.block(plan.model, (x + 0.15, 0.79, end - 0.15, 0.805), (0.59, 0.61), STEEL)
        if with_top:
            wall.block(plan.model, (x + 0.003, 1.45, end - 0.003, 2.15), (0.0, 0.34), front)
        x = end
    wall.block(plan.model, (left, 0.86, right, 0.9), (0.0, 0.61), top)
    wall.block(plan.model, (left + 0.02, 0, right - 0.02, 0.1), (0.0, 0.52), BLACK)
    for _ in range(3):
        place = wall.at(dice.uniform(left + 0.2, right - 0.2), 0.9, dice.uniform(0.15, 0.45))
        colour = plain((dice.uniform(0.1, 0.8), dice.uniform(0.1, 0.7), dice.uniform(0.1, 0.6)), 0.04)
        plan.model.tube(place, place + np.array([0, 0, dice.uniform(0.1, 0.3)]), (0.05, 0.04), colour)


def bath(plan: Plan, wall: Wall, span: Spot) -> None:
    """Put a white bathtub and a basin along a wall."""
    left, right = span
    wall.block(plan.model, (left, 0, right, 0.5), (0.0, 0.72), CERAMIC)
    wall.block(plan.model, (left - 0.01, 0.5, right + 0.01, 0.56), (0.0, 0.08), CERAMIC)
    wall.block(plan.model, (left - 0.01, 0.5, right + 0.01, 0.56), (0.66, 0.74), CERAMIC)
    plan.model.tube(wall.at(left + 0.2, 0.5, 0.1), wall.at(left + 0.2, 0.75, 0.14), (0.02, 0.02), CHROME, 10)


def basin(plan: Plan, wall: Wall, x: float, dice: Random) -> None:
    """Put a basin with a cupboard and a tap."""
    wall.block(plan.model, (x - 0.4, 0.35, x + 0.4, 0.78), (0.0, 0.45), wood(dice, gloss=0.02))
    wall.block(plan.model, (x - 0.41, 0.78, x + 0.41, 0.86), (0.0, 0.47), CERAMIC)
    plan.model.tube(wall.at(x, 0.86, 0.1), wall.at(x, 1.05, 0.12), (0.02, 0.015), CHROME, 10)


def rug(plan: Plan, at: Spot, size: Spot, dice: Random) -> None:
    """Lay a rug."""
    first, second = dice.choice(FABRICS), dice.choice(FABRICS)
    pile = Surface(
        colour=first,
        second=second,
        pattern=dice.choice((Pattern.RUG, Pattern.STRIPES, Pattern.WEAVE)),
        scale=dice.uniform(0.12, 0.4),
    )
    (x, y), (wide, deep) = at, size
    plan.model.box((x - wide / 2, y - deep / 2, 0.0), (x + wide / 2, y + deep / 2, 0.012), pile)


def radiator(plan: Plan, wall: Wall, rect: Rect) -> None:
    """Hang a ribbed radiator under a window."""
    left, low, right, high = rect
    white = plain((0.82, 0.82, 0.81), 0.03)
    wall.block(plan.model, rect, (0.04, 0.06), white)
    for x in np.arange(left, right, 0.06):
        wall.block(plan.model, (x, low, x + 0.035, high), (0.06, 0.1), white)


def door(plan: Plan, wall: Wall, x: float, dice: Random) -> None:
    """Put a closed door on a wall."""
    paint = plain((0.8, 0.8, 0.78), 0.03) if dice.random() < 0.7 else plain(dice.choice(WOODS)[0], 0.03)
    for bar in ((x - 0.5, 0, x - 0.42, 2.1), (x + 0.42, 0, x + 0.5, 2.1), (x - 0.5, 2.02, x + 0.5, 2.1)):
        wall.block(plan.model, bar, (0.0, 0.02), paint)
    wall.block(plan.model, (x - 0.42, 0, x + 0.42, 2.02), (0.0, 0.008), paint)
    for low, high in ((0.25, 0.9), (1.1, 1.85)):
        wall.block(plan.model, (x - 0.3, low, x + 0.3, high), (0.008, 0.016), paint)
    wall.block(plan.model, (x + 0.28, 1.0, x + 0.38, 1.025), (0.03, 0.05), STEEL)
