"""Temples and churches. Each is about 32 units across or high."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

from skyloom.geometry.parts import (
    Coat,
    Parts,
    Vec,
    ball,
    box,
    changed,
    drum,
    gable,
    hip,
    lathe,
    mirrored,
    moved,
    paint,
    prism,
    rod,
    turned,
)
from skyloom.world.objects.making import Making
from skyloom.world.objects.openings import doorway
from skyloom.world.objects.tints import coat

TURF, EARTH = coat("7fbf4d", "mottled"), coat("8f6140", "mottled")
STONES = ("9a9da6", "a99b88", "858d9a")


def temple(making: Making) -> Parts:
    """Build a temple with columns, a shrine, a gate, standing stones or a dome."""
    return TEMPLES.get(making.kind, columned)(making)


def columned(making: Making) -> Parts:
    """Build a temple of columns on steps under a pediment."""
    stone = making.coat(("e9e2d2", "d9c8a8", "e6e6ea"), "veins", names="wall column stone", main=True)
    roof = making.coat(("c9b89a", "b5623f", "a8b0bc"), "tiles", names="roof")
    dark = making.coat("b9ad98", "plain", names="inside")
    parts: Parts = []
    for index in range(3):
        grow = 1.6 * (2 - index)
        parts += box(stone, (-10.5 - grow, 10.5 + grow), (-13 - grow, 13 + grow), (index * 1.3, index * 1.3 + 1.4))
    parts += box(dark, (-6.4, 6.4), (-8, 9.4), (3.6, 15))
    broken = making.has("ruined")
    for side in (-8.8, 8.8):
        for index in range(6):
            y = -11.2 + index * 4.48
            high = 15 if not broken or (index + (side > 0)) % 3 else 8 + index
            parts += [
                *drum(stone, (side, y, 3.8), 1.35, high - 3.8),
                *box(stone, (side - 1.7, side + 1.7), (y - 1.7, y + 1.7), (3.8, 4.8)),
            ]
            parts += box(stone, (side - 1.7, side + 1.7), (y - 1.7, y + 1.7), (high - 1, high + 0.2))
    for x in (-4.4, 0, 4.4):
        if x:
            parts += drum(stone, (x, -11.2, 3.8), 1.35, 11.4)
    parts += box(coat("4a4038", "plain"), (-1.9, 1.9), (-8.4, -7), (3.8, 11))
    if not broken:
        parts += [
            *box(stone, (-10.8, 10.8), (-13.2, 13.2), (15, 17)),
            *gable(stone, (-10.8, 10.8), (-13, 13), (17, 22.5)),
        ]
        for sign in (-1, 1):
            parts += prism(
                roof, [(sign * 11.6, 16.8), (sign * 11.6, 18.2), (0, 24.4), (0, 22.6)], (-13.8, 13.8), axis=1
            )
    return parts


def shrine(making: Making) -> Parts:
    """Build a Japanese shrine: red posts, a sweeping roof, lanterns, steps."""
    red, roof = (
        making.coat(("cf3f2f", "b8382f", "d9552f"), "plain", names="wall post beam", main=True),
        making.coat(("3f4a5c", "4a5a50", "4f3f4a"), "tiles", names="roof"),
    )
    white, stone, gold = coat("f3ecd9", "plain"), coat("a5a8b0", "stones"), coat("f0b93a", "flat")
    parts = [
        *box(EARTH, (-15, 15), (-13, 11), (-3, -1.4)),
        *box(TURF, (-15, 15), (-13, 11), (-1.8, 0)),
        *box(stone, (-11, 11), (-8, 9), (0, 2.6)),
    ]
    for index in range(3):
        parts += box(stone, (-3.4, 3.4), (-12 + index * 1.4, -7), (index * 0.9, index * 0.9 + 0.9))
    parts += box(white, (-7.6, 7.6), (-3.6, 6.4), (2.6, 11))
    for x in (-8.6, -3.4, 3.4, 8.6):
        parts += box(red, (x - 0.8, x + 0.8), (-6.6, -5), (2.6, 11.6))
    parts += [
        *box(red, (7, 8.4), (-3.8, 6.6), (2.6, 4)),
        *box(red, (-9.6, 9.6), (-6.8, -5), (10, 11.4)),
        *box(red, (-9, 9), (-7, -6.2), (4.6, 5.2)),
    ]
    parts += [
        *box(coat("6d4630", "planks"), (-2.6, 2.6), (-4.2, -3), (2.6, 8.6)),
        *box(gold, (-1.2, 1.2), (-7.4, -6.4), (8.8, 10.2)),
    ]
    parts += hip(roof, (-13.6, 13.6), (-10.6, 10.6), (11.2, 13.8), top=0.78) + hip(
        roof, (-10.8, 10.8), (-8.2, 8.2), (13.4, 16.6), top=0.66
    )
    parts += gable(roof, (-8, 8), (-5.6, 5.6), (16.2, 21.6), along="x")
    for x in (-7.4, 7.4):
        for lean in (-1, 1):
            parts += rod(gold, (x, 0, 20.2), (x, lean * 2.2, 23.6), 0.5)
    for sx in (-1, 1):
        parts += rod(roof, (sx * 12, -9.4, 12), (sx * 14.6, -11.4, 14.4), 0.9, tip=0.5)
        lamp = [
            *box(stone, (-1, 1), (-1, 1), (0, 3)),
            *box(coat("ffe08a", "flat", glows=True), (-0.9, 0.9), (-0.9, 0.9), (3, 4.8)),
            *hip(stone, (-1.8, 1.8), (-1.8, 1.8), (4.8, 6.4)),
        ]
        parts += moved(lamp, (sx * 8, -10.6, 0))
    return parts


def torii(making: Making) -> Parts:
    """Build a torii: two posts, two beams, the upper one curved."""
    red, dark = making.coat(("d9402c", "c8382f", "e0603a"), "plain", main=True), coat("2f2c36", "plain")
    stone = coat("a5a8b0", "stones")
    parts = [
        *box(EARTH, (-16, 16), (-8, 8), (-3, -1.4)),
        *box(TURF, (-16, 16), (-8, 8), (-1.8, 0)),
        *box(stone, (-3.4, 3.4), (-8.2, 8), (-1.6, 0.3)),
    ]
    parts += mirrored(rod(red, (10.4, 0, 0), (9.2, 0, 24), 1.8, tip=1.5) + drum(dark, (10.5, 0, 0), 2.4, 2.4))
    parts += box(red, (-13.4, 13.4), (-1.1, 1.1), (17.6, 19.8)) + box(dark, (-1.5, 1.5), (-1.6, 1.6), (19.6, 23.4))
    parts += box(red, (-14, 14), (-1.7, 1.7), (23.4, 25.6)) + box(dark, (-14.6, 14.6), (-2.2, 2.2), (25.6, 27.2))
    return parts + mirrored(rod(dark, (13, 0, 26.6), (16.4, 0, 29), 1.7, tip=1.2))


def henge(making: Making) -> Parts:
    """Build a ring of standing stones."""
    stone = making.coat(("8f949c", "9a9088", "7f868f"), "rock", names="stone", main=True)
    parts = [*drum(EARTH, (0, 0, -2.8), 15.6, 1.6), *drum(TURF, (0, 0, -1.4), 16, 1.6)]
    rune = coat("6ff0e0", "flat", glows=True) if making.has("glowing") else None
    for index in range(8):
        turn = index * math.tau / 8 + 0.2
        high = 12 + making.chance(-1, 1.4)
        block = box(stone, (-1.9, 1.9), (-1.2, 1.2), (0, high))
        if rune:
            block += box(rune, (-0.5, 0.5), (-1.6, 0), (high * 0.3, high * 0.7))
        parts += moved(turned(block, "z", math.degrees(turn) + 90), (11.4 * math.cos(turn), 11.4 * math.sin(turn), 0))
        if index % 2 == 0:
            mid = turn + math.tau / 16
            lintel = box(stone, (-5.6, 5.6), (-1.4, 1.4), (11.6, 14.2))
            parts += moved(turned(lintel, "z", math.degrees(mid) + 90), (10.7 * math.cos(mid), 10.7 * math.sin(mid), 0))
    return parts + box(stone, (-4, 4), (-1.8, 1.8), (0, 2.6))


def domed(making: Making) -> Parts:
    """Build a white palace with a great dome and four slim towers."""
    wall = making.coat(("f3efe6", "f0e2c8", "dfe9ea"), "veins", names="wall", main=True)
    dome = making.coat(("f7f3ea", "e0b84a", "3fa8a0"), "plain", names="dome roof")
    dark, gold = coat("5a6478", "flat"), coat("f0b93a", "flat")
    parts = [
        *box(wall, (-15.6, 15.6), (-13.6, 13.6), (0, 2)),
        *box(wall, (-9.6, 9.6), (-8, 8), (2, 12)),
        *box(wall, (-4, 4), (-9, 0), (2, 14)),
    ]
    parts += lathe(
        dome, (0, 0, 12), [(0, 5.4), (2, 5.4), (4, 6.8), (7, 6.6), (10, 4.4), (12.4, 1.2), (14.4, 0.3)]
    ) + rod(gold, (0, 0, 25.4), (0, 0, 29), 0.5)
    for x in (-7, 7):
        parts += lathe(dome, (x, -4.6, 12), [(0, 2), (1.4, 2.5), (3.4, 1.4), (4.6, 0.3)])
    for sx in (-13.4, 13.4):
        for sy in (-11.4, 11.4):
            parts += [
                *drum(wall, (sx, sy, 2), 1.6, 17, top=0.8),
                *drum(wall, (sx, sy, 12), 2.1, 0.9),
                *lathe(dome, (sx, sy, 18.8), [(0, 1.9), (1.6, 1.8), (3.6, 0.3)]),
            ]
    for x in (-7, 7):
        parts += [
            *box(dark, (x - 1.4, x + 1.4), (-8.4, -7), (3, 6.4)),
            *box(dark, (x - 1.4, x + 1.4), (-8.4, -7), (7.8, 10.4)),
        ]
        parts += box(dark, (9, 10), (x * 0.6 - 1.4, x * 0.6 + 1.4), (3, 6.4))
    return [*parts, *box(dark, (-2.2, 2.2), (-9.4, -8), (2, 9)), *drum(dark, (0, -9.4, 9), 2.2, 1.4, axis=1)]


TEMPLES: Mapping[str, Callable[[Making], Parts]] = {"shrine": shrine, "torii": torii, "henge": henge, "taj": domed}


def church(making: Making) -> Parts:
    """Build a church: a nave, a steeple, tall windows; a cathedral has two."""
    grand = making.kind == "cathedral"
    wall = making.coat(
        ("f0ebe0", "c9b08a", "b9bdc6") if not grand else ("b9b2a8", "a9adb8", "c9b89a"),
        "bricks",
        names="wall stone",
        main=True,
    )
    roof = making.coat(("7a4a3c", "4f5f78", "5a6a50"), "tiles", names="roof")
    glass, gold = (
        making.coat(("5fa8e0", "e08a5f", "8f6fd0"), "checks", names="window glass", second="f2c542"),
        coat("f0b93a", "flat"),
    )
    parts = [*box(EARTH, (-12, 12), (-16, 15), (-3, -1.4)), *box(TURF, (-12, 12), (-16, 15), (-1.8, 0))]
    parts += [*box(wall, (-7, 7), (-7, 13), (0, 12)), *gable(wall, (-7, 7), (-6.9, 12.9), (12, 19))]
    for sign in (-1, 1):
        parts += prism(roof, [(sign * 8.4, 10.8), (sign * 8.4, 12.4), (0, 21), (0, 19)], (-7.4, 13.8), axis=1)
    for y in (-2.6, 2.6, 7.8):
        parts += [*box(glass, (6, 7.5), (y - 1.1, y + 1.1), (3.6, 8.4)), *ball(glass, (6.6, y, 8.4), (0.9, 1.1, 1.6))]
        parts += box(wall, (7, 8.6), (y + 2.0, y + 3.2), (0, 8.5)) if grand else []
    towers = (-5.6, 5.6) if grand else (0.0,)
    half, high = (3.4, 24.0) if grand else (4.4, 19.0)
    for x in towers:
        parts += [
            *box(wall, (x - half, x + half), (-13.4, -6), (0, high)),
            *box(coat("d9d2c4", "plain"), (x - half - 0.5, x + half + 0.5), (-13.9, -5.5), (high - 1.2, high)),
        ]
        parts += hip(roof, (x - half - 0.4, x + half + 0.4), (-13.8, -5.6), (high, high + 11)) + _cross(
            gold, (x, -9.7, high + 10)
        )
        for side in (0, 1):
            slot = box(coat("3a3440", "flat"), (-1, 1), (-half - 0.4, -half + 1), (high - 6, high - 2.4))
            parts += moved(turned(slot, "z", 90 * side), (x, -9.7, 0))
    if grand:
        parts += [*box(wall, (-3, 3), (-12, -6), (0, 16)), *drum(glass, (0, -12.4, 12), 2.4, 1.4, axis=1)]
    else:
        parts += drum(glass, (0, -13.8, 11), 1.7, 1.4, axis=1)
    return parts + doorway(making, (0, -12 if grand else -13.4, 0), 3.6, 6.4)


def _cross(gold: Coat, at: Vec) -> Parts:
    x, y, z = at
    return [
        *box(gold, (x - 0.5, x + 0.5), (y - 0.5, y + 0.5), (z, z + 4.4)),
        *box(gold, (x - 1.7, x + 1.7), (y - 0.5, y + 0.5), (z + 2.2, z + 3.2)),
    ]


def pyramid(making: Making) -> Parts:
    """Build a pyramid, smooth or stepped, in its piece of desert or jungle."""
    stepped = making.kind == "stepped"
    stone = making.coat(
        ("9aa08a", "a89a80", "8f948c") if stepped else ("e3bd73", "d9ad66", "ecd093"),
        "stones",
        names="stone wall",
        main=True,
    )
    ground = coat("7fae4d" if stepped else "ebcf92", "mottled")
    dark = coat("4a3c2c", "flat")
    parts = box(ground, (-16, 16), (-16, 16), (-2, 0))
    steps = 7 if stepped else 11
    for index in range(steps):
        half = 13.6 * (1 - index / (steps + (2.4 if stepped else 0)))
        rise = 20.0 / steps
        parts += changed(
            box(stone, (-half, half), (-half, half), (index * rise, (index + 1) * rise + 0.05)),
            tone=-(index % 2) if stepped else 0,
        )
    if stepped:
        for index in range(steps * 2):
            y = -14.4 + index * 0.72
            parts += box(coat("c9b89a", "plain"), (-2.4, 2.4), (y, y + 9), (index * 1.43, index * 1.43 + 1.5))
        parts += [
            *box(stone, (-3.6, 3.6), (-3.6, 3.6), (20, 24)),
            *box(dark, (-1.2, 1.2), (-4, -3), (20, 23)),
            *box(coat("b5483c", "flat"), (-4.2, 4.2), (-4.2, 4.2), (24, 25.4)),
        ]
        return parts
    parts += hip(stone, (-1.6, 1.6), (-1.6, 1.6), (20, 22.4)) + paint(
        box(coat("f5d97a", "flat", glows=making.has("glowing")), (-3, 3), (-3, 3), (18.2, 30))
    )
    return [*parts, *box(stone, (-2.6, 2.6), (-14.8, -11), (0, 4.6)), *box(dark, (-1.3, 1.3), (-15, -12), (0, 3.4))]
