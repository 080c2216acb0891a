"""Towers, castles and what else is built high. Each is about 32 units high or wide."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Mapping

from skyloom.geometry.parts import (
    Coat,
    Parts,
    Vec,
    ball,
    box,
    carve,
    changed,
    drum,
    hip,
    lathe,
    moved,
    paint,
    rod,
    turned,
)
from skyloom.world.objects.making import Making
from skyloom.world.objects.openings import doorway, pane, window
from skyloom.world.objects.tints import coat


def _battlements(stone: Coat, at: Vec, radius: float, *, count: int = 8, high: float = 2.2) -> Parts:
    """Return a ring of merlons on a rim that juts out."""
    x, y, z = at
    parts = drum(stone, (x, y, z - 1.4), radius * 1.14, 1.8)
    parts += carve(drum(stone, (x, y, z + 0.2), radius * 0.8, high * 2))
    for index in range(count):
        turn = (index + 0.5) * math.tau / count
        cx, cy = x + radius * 1.0 * math.cos(turn), y + radius * 1.0 * math.sin(turn)
        block = box(stone, (-radius * 0.14, radius * 0.14), (-radius * 0.2, radius * 0.2), (0, high))
        parts += moved(turned(block, "z", math.degrees(turn)), (cx, cy, z + 0.3))
    return parts


def _slit(making: Making, at: Vec, turn_deg: float, *, out: float) -> Parts:
    dark = making.coat("2f3340", "flat", names="window")
    if making.has("glowing", "evil"):
        dark = coat("ffd95a", "flat", glows=True)
    x, y, z = at
    slit = box(dark, (-0.7, 0.7), (-out - 0.3, -out + 1.2), (-1.6, 1.6))
    return moved(turned(slit, "z", turn_deg), (x, y, z))


def _flag(making: Making, at: Vec, *, high: float = 5.0, turn: int = 0) -> Parts:
    pole = coat("8a6a48", "flat")
    cloth = making.coat(("d9403a", "3f74c8", "f0b63a"), "flat", names="flag banner", turn=turn)
    x, y, z = at
    parts = rod(pole, (x, y, z), (x, y, z + high), 0.4)
    return parts + box(cloth, (x, x + high * 0.75), (y - 0.35, y + 0.35), (z + high * 0.45, z + high))


def tower(making: Making) -> Parts:
    """Build the kind of tower that is wanted."""
    return TOWERS.get(making.kind, watch)(making)


def watch(making: Making) -> Parts:
    """Build a round stone tower with battlements, a door and slits."""
    stone = making.coat(("9a9da6", "a89a88", "868f9c"), "stones", names="wall stone", main=True)
    parts = [*drum(coat("7fbf4d", "mottled"), (0, 0, -1.6), 10.5, 1.8)]
    parts += lathe(stone, (0, 0, 0), [(0, 7.6), (3, 6.4), (22, 5.6), (25, 6.8), (26, 6.8)])
    parts += _battlements(stone, (0, 0, 26), 6.6)
    parts += doorway(making, (0, -6.7, 0.2), 3.6, 6)
    for z, turn in ((11, 0), (17, 90), (12, 90), (19, 0)):
        parts += _slit(making, (0, 0, z), turn, out=6.2)
    if making.piece.scheme % 3 == 1:
        roof = making.coat(("b5483c", "4a6a9c"), "tiles", names="roof")
        parts += drum(roof, (0, 0, 29), 8, 8, top=0.02)
        for turn in range(4):
            a = turn * math.tau / 4 + 0.8
            parts += rod(
                coat("7d5233", "plain"),
                (5.6 * math.cos(a), 5.6 * math.sin(a), 26),
                (5.6 * math.cos(a), 5.6 * math.sin(a), 30),
                0.7,
            )
        return parts
    return parts + _flag(making, (0, 0, 26), high=8)


def wizard(making: Making) -> Parts:
    """Build a wizard's tower: slim, crooked, with a bulging room, a pointed hat of a roof and glowing windows."""
    stone = making.coat(("8f8aa6", "7f8794", "a3978c"), "stones", names="wall stone", main=True)
    roof = making.coat(("6a3fa0", "2f5fa8", "8c2f5c"), "tiles", names="roof")
    lit, wood = coat("ffd95a", "flat", glows=True), coat("7d5233", "planks")
    gem = coat(making.pick(("6ff0e0", "c58bff", "8bff9a")), "flat", glows=True)
    parts = facets_base(making)
    parts += lathe(stone, (0, 0, 0), [(0, 6.6), (3, 5.2), (14, 4.4), (17, 6.4), (18, 6.8), (24, 6.8)])
    parts += [*drum(wood, (0, 0, 16.6), 7.4, 1.3), *drum(roof, (0, 0, 23.6), 8.4, 1.2)]
    parts += lathe(roof, (0, 0, 24.6), [(0, 7.8), (3, 5.8), (9, 3.0), (12, 2)])
    parts += lathe(roof, (0.9, 0, 36), [(0, 2.2), (6, 0.3)])
    parts += ball(gem, (1.0, 0, 42.4), 1.5)
    parts += doorway(making, (0, -5.6, 0.2), 3.2, 5.6)
    for turn in (0, 90, -60):
        frame = [*box(wood, (-1.9, 1.9), (-7.4, -5), (-2.4, 2.4)), *box(lit, (-1.1, 1.1), (-7.6, -5), (-1.7, 1.7))]
        parts += moved(turned(frame, "z", turn), (0, 0, 20.6))
    for turn, z in ((0, 10.5), (90, 8), (90, 13)):
        frame = box(lit, (-0.8, 0.8), (-5.2, -3), (-1.3, 1.3))
        parts += moved(turned(frame, "z", turn), (0, 0, z))
    parts += rod(stone, (4, -2, 11), (7.4, -4, 14.5), 1.0) + lathe(stone, (8, -4.4, 14), [(0, 0.8), (2, 2.2), (6, 2.2)])
    return parts + drum(roof, (8, -4.4, 20), 2.9, 5.4, top=0.03) + box(lit, (7.4, 8.6), (-7, -6), (16.4, 18.6))


def facets_base(making: Making) -> Parts:
    """Return a little hill for a tower to stand on."""
    turf, rock = coat("7fbf4d", "mottled"), coat("85838f", "rock")
    parts = lathe(rock, (0, 0, -5), [(0, 9.4), (2.6, 10), (4, 9.6)], lobes=[(5, 0.07, making.chance(0, 6))])
    return parts + lathe(turf, (0, 0, -1.4), [(0, 9.8), (1.6, 9)], lobes=[(5, 0.07, 1.0)])


def clock(making: Making) -> Parts:
    """Build a clock tower with a face on each side and a pointed roof."""
    stone = making.coat(("c9a878", "b9896a", "a9adb8"), "bricks", names="wall stone", main=True)
    roof, face = making.coat(("3f5f7a", "4a6b58", "6b3f3a"), "tiles", names="roof"), coat("f8f3e2", "flat")
    dark, trim = coat("2d2a33", "flat"), coat("e9dcc0", "plain")
    parts = [
        *box(trim, (-6, 6), (-6, 6), (0, 2)),
        *box(stone, (-5, 5), (-5, 5), (2, 20)),
        *box(trim, (-5.8, 5.8), (-5.8, 5.8), (18.6, 20)),
    ]
    parts += [*box(stone, (-5.5, 5.5), (-5.5, 5.5), (20, 29)), *box(trim, (-6.3, 6.3), (-6.3, 6.3), (28.6, 30.2))]
    dial: Parts = [*drum(face, (0, -6.2, 24.4), 3.9, 1.4, axis=1), *box(dark, (-0.4, 0.4), (-6.6, -6), (24, 27.4))]
    dial += [*box(dark, (-0.4, 2.4), (-6.6, -6), (24, 24.8))]
    for turn in range(4):
        parts += turned(dial, "z", 90 * turn)
    parts += hip(roof, (-6.4, 6.4), (-6.4, 6.4), (30, 40)) + rod(coat("f2c542", "flat"), (0, 0, 39), (0, 0, 43), 0.5)
    parts += doorway(making, (0, -5, 0), 3.6, 6)
    for z in (11, 16):
        parts += window(making, (0, -5, z), 2, 2.6) + window(making, (5, 0, z), 2, 2.6, side="x")
    return parts


def lattice(making: Making) -> Parts:
    """Build an iron tower on four bent legs."""
    iron = making.coat(("9c7a58", "8a8f9a", "7d6a5a"), "metal", names="iron", main=True)
    parts = box(coat("b7bac2", "stones"), (-11, 11), (-11, 11), (-1.6, 0))
    for sx in (-1, 1):
        for sy in (-1, 1):
            points = [(sx * r, sy * r, z) for r, z in ((8.4, 0), (4.6, 10), (2.4, 20), (0.9, 34))]
            for a, b in itertools.pairwise(points):
                parts += rod(iron, a, b, 1.3, tip=1.0)
    for r, z, h in ((5.8, 9.6, 1.8), (3.2, 19.4, 1.6), (1.7, 33, 1.8)):
        parts += box(iron, (-r, r), (-r, r), (z, z + h))
    for turn in range(4):
        arch = [(6.6 * math.cos(a), -6.9, 1.5 + 6.5 * math.sin(a)) for a in (0.1, 0.7, 1.3, 1.85, 2.45, 3.05)]
        for a, b in itertools.pairwise(arch):
            parts += turned(rod(iron, a, b, 0.7), "z", 90 * turn)
    return parts + rod(iron, (0, 0, 34), (0, 0, 42), 0.6, tip=0.3)


def water(making: Making) -> Parts:
    """Build a water tower: a tank with a conical roof on legs."""
    tank, leg = making.coat(("b5653f", "9fb4c4", "8fae84"), "planks", names="tank", main=True), coat("6a5a50", "plain")
    parts = drum(coat("7fbf4d", "mottled"), (0, 0, -1.6), 10, 1.8)
    for sx in (-1, 1):
        for sy in (-1, 1):
            parts += rod(leg, (sx * 6.4, sy * 6.4, 0), (sx * 4.6, sy * 4.6, 15), 0.9)
    for z in (5, 10):
        parts += [*rod(leg, (-6, -6, z), (6, -6, z), 0.5), *rod(leg, (6, -6, z), (6, 6, z), 0.5)]
    parts += [
        *drum(leg, (0, 0, 14), 8.4, 1.4),
        *drum(tank, (0, 0, 15), 7.6, 11),
        *drum(coat("5a4a44", "plain"), (0, 0, 20), 7.9, 1),
    ]
    return parts + drum(making.coat("6b4a3a", "tiles", names="roof"), (0, 0, 26), 8.6, 6, top=0.03)


TOWERS: Mapping[str, Callable[[Making], Parts]] = {
    "wizard": wizard,
    "clock": clock,
    "eiffel": lattice,
    "water": water,
}


def skyscraper(making: Making) -> Parts:
    """Build a block of a city: one tall tower with setbacks and lower ones beside it."""
    base = coat("8d929c", "stones")
    lit = making.has("evil", "glowing", "modern")
    shades = making.pick(
        (("5a7fa8", "8a94a8", "a88a78"), ("4f8f9c", "9c8f86", "6f7fa8"), ("7a6fa8", "8f9aa8", "a8917a"))
    )
    parts = [*box(base, (-13, 13), (-11, 11), (-2, 0))]
    plots = [((-4.0, 1.5), 5.2, 32.0), ((6.4, -2.0), 4.6, 21.0), ((-7.4, -6.6), 3.6, 12.0), ((4.6, 6.6), 4.0, 26.0)]
    for index, ((x, y), half, high) in enumerate(plots):
        wall = making.coat(shades[index % 3], "plain", names="wall", main=index == 0)
        top = high * 0.78 if index % 2 == 0 else high
        parts += box(wall, (x - half, x + half), (y - half, y + half), (0, top))
        if top < high:
            parts += box(wall, (x - half * 0.7, x + half * 0.7), (y - half * 0.7, y + half * 0.7), (top, high))
        parts += _panes(making, (x, y), half, top, lit=lit or index == 1)
        parts += box(
            coat("4d525e", "plain"),
            (x - half - 0.3, x + half + 0.3),
            (y - half - 0.3, y + half + 0.3),
            (top - 0.6, top + 0.5),
        )
    parts += rod(coat("d6dae2", "plain"), (-4, 1.5, 32), (-4, 1.5, 39), 0.5)
    return parts + ball(coat("ff5a4a", "flat", glows=True), (-4, 1.5, 39), 0.8)


def _panes(making: Making, at: tuple[float, float], half: float, top: float, *, lit: bool) -> Parts:
    x, y = at
    parts: Parts = []
    rows, columns = int((top - 2) // 2.8), 3 if half > 4 else 2
    for row in range(rows):
        z = 2.0 + row * 2.8
        for column in range(columns):
            off = (column - (columns - 1) / 2) * (2 * half / (columns + 0.25))
            bright = (row * 5 + column * 3 + making.piece.scheme) % 4 == 0 or (lit and (row + column) % 2 == 0)
            glass = coat("ffe08a", "flat", glows=lit) if bright else coat("a9dcf0", "flat")
            parts += paint(box(glass, (x + off - 0.85, x + off + 0.85), (y - half - 0.4, y - half + 0.6), (z, z + 1.7)))
            parts += paint(box(glass, (x + half - 0.6, x + half + 0.4), (y + off - 0.85, y + off + 0.85), (z, z + 1.7)))
    return parts


def lighthouse(making: Making) -> Parts:
    """Build a lighthouse on a rock: bands, a gallery, a shining lamp."""
    asked = [paint.rgb for paint in making.piece.colours if not paint.part]
    band = making.coat(("d8392f", "2f5fa8", "d8392f"), "flat", names="band stripe", main=bool(asked))
    white, rock = coat("f6f4ee", "plain"), coat("84838f", "rock")
    dark, lamp = coat("3a3f4c", "plain"), coat("ffe27a", "flat", glows=True)
    phase = making.chance(0, 6)
    parts = drum(coat("49a9e6", "ripples"), (0, 0, -5), 14, 2.2)
    parts += lathe(rock, (0, 0, -4), [(0, 11.6), (2.6, 10), (4, 8)], lobes=[(5, 0.1, phase), (3, 0.08, phase)])
    for index in range(5):
        low, r = index * 4.6, 5.6 - index * 0.42
        parts += lathe(white if index % 2 else band, (0, 0, low), [(0, r), (4.6, r - 0.42)])
    parts += [*drum(dark, (0, 0, 22.8), 5.2, 1.2), *drum(lamp, (0, 0, 24), 2.9, 4.6)]
    for index in range(6):
        a = index * math.tau / 6
        parts += rod(
            dark, (3.1 * math.cos(a), 3.1 * math.sin(a), 24), (3.1 * math.cos(a), 3.1 * math.sin(a), 28.6), 0.35
        )
        parts += changed(
            rod(dark, (4.8 * math.cos(a), 4.8 * math.sin(a), 24), (4.8 * math.cos(a), 4.8 * math.sin(a), 26), 0.35),
            since=28,
        )
    parts += lathe(band, (0, 0, 28.4), [(0, 4.2), (0.8, 4.0), (4, 0.6)]) + ball(dark, (0, 0, 32.8), 0.8)
    parts += doorway(making, (0, -5.5, 0), 2.8, 4.6)
    for z, turn in ((9, 0), (14, 90), (17, 0), (7, 90)):
        parts += _slit(making, (0, 0, z), turn, out=5.4 - z * 0.09)
    return parts


def windmill(making: Making) -> Parts:
    """Build a windmill: a tapered body, a cap, four sails with lattice."""
    wall = making.coat(("f1e6cf", "c98f6b", "dfe3e6"), "plain", names="wall", main=True)
    cap, wood = making.coat(("8c4f38", "4a6a8c", "5f6b4a"), "tiles", names="roof cap"), coat("7d5233", "plain")
    cloth, base = making.coat("fbf6ea", "flat", names="sail wing"), coat("8d9098", "stones")
    parts = [
        *drum(coat("8f6140", "plain"), (0, 0, -3.2), 12.6, 2),
        *drum(coat("7fbf4d", "mottled"), (0, 0, -1.6), 13, 1.8),
    ]
    parts += lathe(base, (0, 0, 0), [(0, 8), (3, 7.6)], sides=8) + lathe(
        wall, (0, 0, 2.6), [(0, 7.2), (15, 5)], sides=8
    )
    parts += [*drum(wood, (0, 0, 10), 7.6, 0.9, sides=8), *lathe(cap, (0, 0, 17.4), [(0, 5.8), (3, 5.2), (6.4, 1.4)])]
    parts += drum(wood, (0, -8.2, 19.2), 1.3, 8, axis=1)
    tilt = making.pick((45, 20, 8))
    for index in range(4):
        sail = [*box(wood, (-0.5, 0.5), (-8.4, -7.5), (0, 14.5)), *box(cloth, (0.4, 4), (-8.3, -7.7), (3, 14))]
        for z in (5.4, 8.2, 11):
            sail += changed(box(wood, (0.4, 4), (-8.5, -7.6), (z, z + 0.6)), since=28)
        parts += moved(turned(sail, "y", 90 * index + tilt), (0, 0, 19.2))
    parts += ball(coat("d9483f", "flat"), (0, -8.6, 19.2), 1.3)
    parts += doorway(making, (0, -7.6, 0.2), 3.4, 5.6) + window(making, (6.0, 0, 12), 2, 2.4, side="x")
    return parts + window(making, (-2.2, -6.0, 13.4), 1.8, 2.2)


def castle(making: Making) -> Parts:
    """Build a castle: four towers, walls with battlements, a gate, a keep."""
    if making.kind == "gate":
        return gate(making)
    palace = making.kind == "palace"
    usual = ("f2e9e4", "e6dff0", "f6e4d3") if palace else ("9a9da6", "a99b88", "858d9a")
    stone = making.coat(usual, "stones", names="wall stone", main=True)
    roof = making.coat(
        ("3f74c8", "d0648f", "6a4fb8") if palace else ("b5483c", "4a6a9c", "5a7a4a"), "tiles", names="roof"
    )
    parts = [
        *box(coat("8f6140", "plain"), (-16, 16), (-15, 15), (-3, -1.4)),
        *box(coat("7fbf4d", "mottled"), (-16, 16), (-15, 15), (-1.8, 0)),
    ]
    wall = 9.0
    for x0, x1, y0, y1 in ((-11, 11, -11.4, -9), (-11, 11, 9, 11.4), (-12, -9.6, -10, 10), (9.6, 12, -10, 10)):
        parts += box(stone, (x0, x1), (y0, y1), (0, wall))
    for index in range(-3, 4):
        for place in ((index * 3.0, -11.2), (index * 3.0, 11.2)):
            parts += box(stone, (place[0] - 0.8, place[0] + 0.8), (place[1] - 0.7, place[1] + 0.7), (wall, wall + 1.7))
        parts += box(stone, (11, 12.4), (index * 2.8 - 0.8, index * 2.8 + 0.8), (wall, wall + 1.7))
    for index, (x, y) in enumerate(((-11, -10.5), (11, -10.5), (-11, 10.5), (11, 10.5))):
        high = (15.0, 17.0, 19.0, 16.0)[index] + (3 if palace else 0)
        parts += lathe(stone, (x, y, 0), [(0, 4.2), (2, 3.6), (high - 2, 3.5), (high, 4.2)])
        if palace or making.piece.scheme % 3 != 2:
            parts += drum(roof, (x, y, high), 4.9, 8.4 if palace else 6.4, top=0.02)
        else:
            parts += _battlements(stone, (x, y, high), 4.0, count=6)
        for turn in (0, 90):
            parts += _slit(making, (x, y, high * 0.66), turn, out=3.6)
        if index % 2:
            parts += _flag(making, (x, y, high + (8 if palace else 6)), high=4)
    parts += [*box(stone, (-5.4, 5.4), (-2, 7), (0, 17)), *box(stone, (-6, 6), (-2.6, 7.6), (15.6, 17))]
    if palace:
        parts += hip(roof, (-6.4, 6.4), (-3, 8), (17, 25)) + lathe(stone, (0, 2.5, 17), [(0, 2.6), (12, 2.4)])
        parts += drum(roof, (0, 2.5, 29), 3.8, 9.5, top=0.02) + _flag(making, (0, 2.5, 38), high=4)
    else:
        for x in (-4.6, 0, 4.6):
            parts += box(stone, (x - 1, x + 1), (-2.8, -1.4), (17, 18.8))
        for y in (-1.4, 2.4, 6.2):
            parts += box(stone, (4.8, 6.2), (y - 1, y + 1), (17, 18.8))
        parts += _flag(making, (0, 3, 17), high=8, turn=1)
    for x in (-2.6, 2.6):
        parts += window(making, (x, -2, 12.4), 1.6, 2.8)
    parts += window(making, (5.4, 2.5, 12.4), 1.8, 2.8, side="x")
    parts += _gate(making, stone, -11.4, wide=7.0, high=8)
    return parts


def _gate(making: Making, stone: Coat, front: float, *, wide: float, high: float) -> Parts:
    wood, iron = making.coat("7d5233", "planks", names="gate door"), coat("3d424e", "flat")
    parts: Parts = []
    for x in (-wide * 0.72, wide * 0.72):
        parts += [
            *box(stone, (x - 1.5, x + 1.5), (front - 1.4, front + 2.4), (0, high + 5)),
            *box(stone, (x - 1.9, x + 1.9), (front - 1.8, front + 2.8), (high + 3.6, high + 5.6)),
        ]
    parts += box(stone, (-wide * 0.7, wide * 0.7), (front - 0.6, front + 2.4), (0, high + 3.2))
    parts += [
        *box(wood, (-wide * 0.36, wide * 0.36), (front - 1.1, front + 1), (0, high * 0.6)),
        *drum(wood, (0, front - 1.1, high * 0.58), wide * 0.36, 2, axis=1),
    ]
    for x in (-1.4, 0, 1.4):
        parts += changed(paint(box(iron, (x - 0.3, x + 0.3), (front - 1.6, front - 0.4), (0, high * 0.9))), since=28)
    return parts + box(coat("a9784a", "planks"), (-wide * 0.36, wide * 0.36), (front - 5, front - 0.6), (-0.4, 0.4))


def gate(making: Making) -> Parts:
    """Build a gatehouse between two towers."""
    stone = making.coat(("9a9da6", "a99b88", "858d9a"), "stones", names="wall stone", main=True)
    roof = making.coat(("b5483c", "4a6a9c", "5a7a4a"), "tiles", names="roof")
    parts = box(coat("7fbf4d", "mottled"), (-16, 16), (-9, 9), (-1.8, 0))
    for x in (-9.5, 9.5):
        parts += lathe(stone, (x, 0, 0), [(0, 5.4), (2, 4.7), (17, 4.6), (19, 5.4)]) + drum(
            roof, (x, 0, 19), 6.2, 8, top=0.02
        )
        parts += _slit(making, (x, 0, 12), 0, out=4.6) + _slit(making, (x, 0, 12), 90, out=4.6)
    parts += box(stone, (-8, 8), (-3, 3), (0, 15))
    for x in (-4, 0, 4):
        parts += box(stone, (x - 1.1, x + 1.1), (-3.4, 3.4), (15, 17))
    return parts + _gate(making, stone, -3, wide=8, high=9)


def pagoda(making: Making) -> Parts:
    """Build a pagoda: storeys under roofs that curl up at the corners."""
    wall = making.coat(("c8402f", "a8463a", "e9dfc8"), "plain", names="wall", main=True)
    roof = making.coat(("3f5f52", "3f4a5c", "2f6f6a"), "tiles", names="roof")
    gold, stone, lit = coat("f0b93a", "metal"), coat("9a9da6", "stones"), pane(making)
    storeys = making.pick((4, 5, 3))
    parts = [*box(stone, (-12, 12), (-12, 12), (-1.6, 1.2)), *box(stone, (-2.6, 2.6), (-14, -11), (-1.6, 0.2))]
    step = 30.0 / storeys
    for index in range(storeys):
        half, z = 7.6 * (1 - 0.14 * index), 1.2 + index * step
        parts += box(wall, (-half, half), (-half, half), (z, z + step * 0.6))
        for x in (-half * 0.5, half * 0.5) if index else (-half * 0.66, half * 0.66):
            parts += box(lit, (x - half * 0.17, x + half * 0.17), (-half - 0.4, 0), (z + step * 0.16, z + step * 0.44))
            parts += box(lit, (0, half + 0.4), (x - half * 0.17, x + half * 0.17), (z + step * 0.16, z + step * 0.44))
        eave = half + 4.2
        parts += hip(roof, (-eave, eave), (-eave, eave), (z + step * 0.56, z + step * 0.78), top=0.72)
        parts += hip(
            roof, (-eave * 0.74, eave * 0.74), (-eave * 0.74, eave * 0.74), (z + step * 0.76, z + step * 1.02), top=0.6
        )
        for sx in (-1, 1):
            for sy in (-1, 1):
                parts += rod(
                    roof,
                    (sx * eave * 0.86, sy * eave * 0.86, z + step * 0.6),
                    (sx * (eave + 0.9), sy * (eave + 0.9), z + step * 0.86),
                    0.9,
                    tip=0.5,
                )
    top = 1.2 + storeys * step
    parts += doorway(making, (0, -7.6, 1.2), 3.6, step * 0.5)
    parts += rod(gold, (0, 0, top - 1), (0, 0, top + 6), 0.7, tip=0.4)
    return [*parts, *drum(gold, (0, 0, top + 1.4), 1.7, 0.9), *drum(gold, (0, 0, top + 3.6), 1.2, 0.9)]
