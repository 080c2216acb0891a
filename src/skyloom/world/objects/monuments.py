"""Temples, bridges, and what stands in squares and gardens. Each is about 32 units across or high."""

from __future__ import annotations

import math

from skyloom.geometry.parts import (
    Parts,
    ball,
    box,
    carve,
    changed,
    drum,
    hip,
    lathe,
    mirrored,
    moved,
    paint,
    prism,
    ring,
    rod,
    tube,
)
from skyloom.world.objects.making import Making
from skyloom.world.objects.openings import pane
from skyloom.world.objects.temples import EARTH, STONES, TURF
from skyloom.world.objects.tints import coat


def bridge(making: Making) -> Parts:
    """Build a bridge of stone arches, of ropes and planks, or hung from two towers; it runs along y."""
    if making.kind == "rope":
        return rope_bridge(making)
    if making.kind == "suspension":
        return hung_bridge(making)
    stone = making.coat(("9a9da6", "b5907a", "a99b88"), "stones", names="stone", main=True)
    water = coat("49a9e6", "ripples")
    parts = [*box(water, (-7.6, 7.6), (-16, 16), (-1, 1.0))]
    for y in (-14.6, 14.6):
        parts += [
            *box(EARTH, (-7.6, 7.6), (y - 2.4, y + 2.4), (-1, 3.4)),
            *box(TURF, (-7.6, 7.6), (y - 2.4, y + 2.4), (3, 4.6)),
        ]
    deck = [(-16, 4), (-9, 8.2), (0, 10.4), (9, 8.2), (16, 4), (16, 0), (-16, 0)]
    parts += prism(stone, deck, (-5, 5), axis=0)
    for y, r in ((-7, 4.6), (4.2, 5.0)) if making.piece.scheme % 2 else ((0.0, 7.4),):
        parts += carve(drum(stone, (-9, y, 0.6), r, 18, axis=0))
    parts += box(water, (-7.6, 7.6), (-11.8, 11.8), (-1, 1.0))
    rail = [(-16, 4), (-9, 8.2), (0, 10.4), (9, 8.2), (16, 4), (16, 6.4), (9, 10.6), (0, 12.8), (-9, 10.6), (-16, 6.4)]
    for x in (-4.4, 4.4):
        parts += prism(stone, rail, (x - 0.7, x + 0.7), axis=0)
        for y, z in ((-15, 6.6), (15, 6.6)):
            parts += box(stone, (x - 1.1, x + 1.1), (y - 1.1, y + 1.1), (z - 3, z + 2.4))
            parts += changed(ball(coat("ffe08a", "flat", glows=True), (x, y, z + 3.2), 1.0), since=24)
    return parts


def rope_bridge(making: Making) -> Parts:
    """Build a bridge of planks that sags between two cliffs."""
    plank, rope = (
        making.coat(("a9784a", "8f6238", "b98b58"), "planks", names="plank wood", main=True),
        coat("d8c08a", "flat"),
    )
    rock = coat("85838f", "rock")
    parts: Parts = []
    for sign in (-1, 1):
        y = (sign * 10.4, sign * 16)
        parts += [
            *box(rock, (-6, 6), (min(y), max(y)), (-10, 4.6)),
            *box(TURF, (-6.4, 6.4), (min(y) - 0.3, max(y) + 0.3), (4, 6)),
        ]
        for x in (-3.6, 3.6):
            parts += rod(coat("6f4a30", "flat"), (x, sign * 11.4, 4), (x, sign * 11.4, 12), 0.9)
    for index in range(15):
        y = -10.5 + index * 1.5
        z = 3.6 + 2.6 * (y / 10.5) ** 2
        parts += box(plank, (-3.2, 3.2), (y - 0.6, y + 0.6), (z, z + 0.9))
    for x in (-3.6, 3.6):
        line = [(x, y, 6.8 + 4.0 * (y / 11.0) ** 2) for y in (-11.4, -7.6, -3.8, 0.0, 3.8, 7.6, 11.4)]
        parts += tube(rope, line, 0.42)
        for _, y, z in line[1:-1]:
            parts += rod(rope, (x, y, z), (x * 0.9, y, 3.8 + 2.6 * (y / 10.5) ** 2), 0.3)
    return parts


def hung_bridge(making: Making) -> Parts:
    """Build a suspension bridge: two towers, cables, a long deck."""
    steel = making.coat(("d9502f", "7f93a8", "c9a24a"), "plain", names="steel tower", main=True)
    road, water = coat("565b66", "plain"), coat("3f97d8", "ripples")
    parts = [
        *box(water, (-6, 6), (-17, 17), (-1.4, 0.4)),
        *box(steel, (-3.4, 3.4), (-17, 17), (5, 6.4)),
        *box(road, (-2.6, 2.6), (-17, 17), (6.2, 7)),
    ]
    parts += changed(paint(box(coat("f4e9a8", "flat"), (-0.3, 0.3), (-17, 17), (6.6, 7.4))), since=40)
    for y in (-8.6, 8.6):
        for x in (-3.4, 3.4):
            parts += box(steel, (x - 0.9, x + 0.9), (y - 1, y + 1), (-1.4, 20))
        for z in (11, 15, 19):
            parts += box(steel, (-3.4, 3.4), (y - 0.7, y + 0.7), (z, z + 1.3))
        parts += box(coat("9a9da6", "stones"), (-5, 5), (y - 2, y + 2), (-1.4, 1.6))
    for x in (-3.4, 3.4):
        line = [
            (x, y, 8.2 + 11.4 * (abs(y) / 8.6) ** 2 if abs(y) <= 8.6 else 19.6 - (abs(y) - 8.6) * 1.45)
            for y in (-17.0, -12.8, -8.6, -6.0, -3.0, 0.0, 3.0, 6.0, 8.6, 12.8, 17.0)
        ]
        parts += tube(steel, line, 0.45)
        for _, y, z in line[1:-1]:
            parts += rod(steel, (x, y, z), (x, y, 6.4), 0.25)
    return parts


def well(making: Making) -> Parts:
    """Build a well with a roof, a winch and a bucket."""
    stone, wood = making.coat(STONES, "stones", names="stone wall", main=True), coat("7d5233", "planks")
    roof = making.coat(("b5483c", "4a6a9c", "8c5a3c"), "tiles", names="roof")
    parts = [
        *drum(EARTH, (0, 0, -2.6), 13.4, 1.6),
        *drum(TURF, (0, 0, -1.4), 14, 1.6),
        *drum(stone, (0, 0, 0), 8.6, 8.4),
        *drum(coat("b9bcc4", "plain"), (0, 0, 8), 9.2, 1.6),
    ]
    parts += [*carve(drum(stone, (0, 0, 3), 6.4, 10)), *drum(coat("3f97d8", "ripples"), (0, 0, 2), 7, 2.6)]
    parts += mirrored(box(wood, (7.2, 8.8), (-0.9, 0.9), (6, 21))) + rod(wood, (-8, 0, 15.6), (10.4, 0, 15.6), 0.9)
    for sign in (-1, 1):
        parts += prism(roof, [(sign * 8, 18.6), (sign * 8, 20.4), (0, 27), (0, 24.8)], (-11.4, 11.4), axis=0)
    parts += mirrored(prism(wood, [(-6.4, 19.4), (6.4, 19.4), (0, 25)], (7.4, 8.6), axis=0))
    return [
        *parts,
        *rod(coat("d8c08a", "flat"), (0, 0, 15.6), (0, 0, 9), 0.4),
        *drum(coat("a9784a", "planks"), (0, 0, 6.4), 2.2, 3.6, top=1.2),
    ]


def fountain(making: Making) -> Parts:
    """Build a fountain with two bowls and falling water."""
    stone, water = (
        making.coat(("d5d2c8", "b9bcc4", "e0cfae"), "veins", names="stone", main=True),
        making.coat("4fb8f0", "ripples", names="water"),
    )
    foam = coat("dff4ff", "flat")
    parts = [
        *drum(stone, (0, 0, -1), 15, 2),
        *drum(stone, (0, 0, 0), 14, 4.4),
        *carve(drum(stone, (0, 0, 2), 12, 6)),
        *drum(water, (0, 0, 1), 12.4, 2.2),
    ]
    parts += lathe(stone, (0, 0, 2), [(0, 3.4), (2, 2), (9, 1.7), (10.6, 6), (12, 7.4), (13, 7.4)])
    parts += [
        *drum(water, (0, 0, 14.2), 6.4, 1),
        *lathe(stone, (0, 0, 15), [(0, 1.3), (5, 1.2), (6, 3.4), (7, 3.6)]),
        *drum(water, (0, 0, 21.4), 3, 0.9),
    ]
    for index in range(8):
        turn = index * math.tau / 8
        c, s = math.cos(turn), math.sin(turn)
        parts += rod(water, (7.2 * c, 7.2 * s, 14.6), (8.6 * c, 8.6 * s, 3), 0.8) + ball(
            foam, (8.7 * c, 8.7 * s, 3.2), 1.3
        )
        if index % 2:
            parts += rod(water, (3.4 * c, 3.4 * s, 21.6), (4.6 * c, 4.6 * s, 15), 0.6)
    return (
        parts + lathe(water, (0, 0, 21.6), [(0, 1.2), (4, 0.9), (5.4, 1.6), (6.6, 0.5)]) + ball(foam, (0, 0, 28), 1.2)
    )


def portal(making: Making) -> Parts:
    """Build a ring of stone around a glowing whirl."""
    stone = making.coat(("6f6a84", "5a6478", "847a6c"), "stones", names="stone frame")
    swirl = making.coat(
        ("8a4ff0", "2fb8f0", "3fe08a"),
        "glow",
        names="portal light",
        main=True,
        glows=True,
        second=making.pick(("e0b0ff", "c5f4ff", "d0ffe0")),
    )
    parts = [*box(stone, (-9, 9), (-6, 6), (-2, 0)), *box(stone, (-11, 11), (-8, 8), (-3.6, -1.8))]
    parts += [*ring(stone, (0, 0, 13), 12, 2.6, axis=1), *drum(swirl, (0, -0.8, 13), 10.6, 1.6, axis=1)]
    pale = coat("ffffff", "flat", glows=True)
    arm = [(9.0 * t * math.cos(5.2 * t), -1.4, 13 + 9.0 * t * math.sin(5.2 * t)) for t in (0.12, 0.3, 0.5, 0.7, 0.9)]
    parts += paint(tube(pale, arm, 0.8)) + paint(tube(pale, [(-x, y, 26 - z) for x, y, z in arm], 0.8))
    rune = coat(making.pick(("c58bff", "8be0ff", "8bffb8")), "flat", glows=True)
    for index in range(8):
        turn = index * math.tau / 8 + 0.4
        parts += moved(
            box(rune, (-0.8, 0.8), (-3.2, 3.2), (-0.8, 0.8)), (12 * math.cos(turn), 0, 13 + 12 * math.sin(turn))
        )
    return parts


def grave(making: Making) -> Parts:
    """Build a gravestone with a mound and flowers."""
    stone = making.coat(("9a9da6", "858a94", "a8a296"), "rock", names="stone", main=True)
    dark = coat("5a5d66", "flat")
    parts = [
        *box(EARTH, (-10, 10), (-13, 7), (-2.6, -1)),
        *box(TURF, (-10, 10), (-13, 7), (-1.4, 0)),
        *ball(EARTH, (0, -5, 0), (6, 7, 2.4)),
    ]
    parts += [
        *box(stone, (-7.6, 7.6), (1, 6), (0, 2.4)),
        *box(stone, (-6, 6), (2, 5), (2, 14)),
        *drum(stone, (0, 2, 14), 6, 3, axis=1),
    ]
    parts += [*box(dark, (-0.7, 0.7), (1.6, 3), (11, 17.6)), *box(dark, (-2.6, 2.6), (1.6, 3), (14.4, 15.8))]
    for z in (8.4, 6.2):
        parts += changed(box(dark, (-3.6, 3.6), (1.6, 3), (z, z + 0.9)), since=24)
    return [
        *parts,
        *ball(coat("d9403a", "flat"), (-4, -1, 1.8), 1.3),
        *ball(coat("f2d24a", "flat"), (-1.6, -2, 2.2), 1.2),
        *ball(coat("5a9c42", "leaves"), (6.4, 3, 1.4), 2.2),
    ]


def sign(making: Making) -> Parts:
    """Build a signpost, a letter box, a flag or a traffic light."""
    wood = making.coat(("a9784a", "8f6238", "c79a62"), "planks", names="wood board sign", main=True)
    dark = coat("5a3f2a", "flat")
    if making.kind == "flag":
        cloth = making.coat(("d9403a", "3f74c8", "3fa862"), "plain", names="flag", main=True)
        parts = [
            *drum(coat("9a9da6", "stones"), (0, 0, 0), 4, 2.4),
            *rod(coat("c9a24a", "plain"), (0, 0, 0), (0, 0, 31), 0.9),
            *ball(coat("f2c542", "flat"), (0, 0, 31.6), 1.5),
        ]
        for index in range(6):
            parts += box(
                cloth,
                (0.6 + index * 3, 3.8 + index * 3),
                (-0.6 + math.sin(index * 1.1) * 1.2, 0.8 + math.sin(index * 1.1) * 1.2),
                (18.5, 29.5),
            )
        return parts
    if making.kind == "mailbox":
        shell = making.coat(("d0342c", "3f6fb0", "4a4f5a"), "plain", main=True)
        parts = [
            *drum(TURF, (0, 0, -1.4), 8, 1.6),
            *box(wood if not making.piece.material else dark, (-1.2, 1.2), (-1.2, 1.2), (0, 14)),
        ]
        parts += [
            *box(shell, (-4, 4), (-7, 7), (14, 19)),
            *drum(shell, (0, -7, 19), 4, 14, axis=1),
            *box(coat("f4f0e6", "flat"), (-2.4, 2.4), (-7.4, -6.4), (16.6, 18.6)),
        ]
        return [
            *parts,
            *box(coat("f2c542", "flat"), (4, 4.8), (-1, 0.4), (17, 24)),
            *box(coat("f2c542", "flat"), (4, 4.8), (-1, 3.4), (21.6, 24)),
        ]
    if making.kind == "traffic":
        shell = making.coat("3a3f48", "plain", main=True)
        parts = [
            *drum(shell, (0, 0, 0), 4, 1.6),
            *drum(shell, (0, 0, 1), 1.1, 14),
            *box(shell, (-4.2, 4.2), (-3, 3), (13, 32)),
        ]
        for z, digits in ((28.4, "f0453a"), (22.5, "f6c53a"), (16.6, "4fd06a")):
            parts += [
                *drum(coat(digits, "flat", glows=True), (0, -3.8, z), 2.3, 1.4, axis=1),
                *box(shell, (-2.8, 2.8), (-5.4, -3), (z + 2.2, z + 3.1)),
            ]
        return parts
    parts = [
        *drum(EARTH, (0, 0, -2.4), 8.6, 1.4),
        *drum(TURF, (0, 0, -1.2), 9, 1.4),
        *box(dark, (-1.3, 1.3), (-1.3, 1.3), (0, 27)),
        *hip(dark, (-1.3, 1.3), (-1.3, 1.3), (27, 29)),
    ]
    for z, sign_ in ((19.4, 1), (12, -1)):
        outline = [(-9 * sign_, z), (7 * sign_, z), (11 * sign_, z + 2.6), (7 * sign_, z + 5.2), (-9 * sign_, z + 5.2)]
        parts += prism(wood, outline, (-2.6, -1.0), axis=1)
        parts += changed(paint(box(dark, (-6, 5), (-3, -2), (z + 3, z + 3.9))), since=24) + changed(
            paint(box(dark, (-5, 3), (-3, -2), (z + 1.3, z + 2.1))), since=24
        )
    return [
        *parts,
        *ball(coat("9a9da6", "plain"), (4, -4, 0), 1.9),
        *ball(coat("f29ac0", "flat"), (-4.6, -4, 1.4), 1.1),
    ]


def fence(making: Making) -> Parts:
    """Build a picket fence with flowers at its foot."""
    wood = making.coat(("f4f0e6", "a9784a", "d9c8a8"), "plain", names="wood", main=True)
    parts = [*box(EARTH, (-16, 16), (-4, 4), (-2.4, -1)), *box(TURF, (-16, 16), (-4, 4), (-1.2, 0.2))]
    for z in (4, 9.4):
        parts += box(wood, (-16, 16), (0, 1.2), (z, z + 1.8))
    for index in range(7):
        x = -13.8 + index * 4.6
        parts += prism(wood, [(x - 1.5, 0), (x + 1.5, 0), (x + 1.5, 12), (x, 14.6), (x - 1.5, 12)], (-1.2, 0), axis=1)
    for index in range(5):
        parts += ball(coat(("f29ac0", "f6d64a", "d9403a")[index % 3], "flat"), (-11 + index * 5.6, -2.6, 1.6), 1.2)
    return parts


def campfire(making: Making) -> Parts:
    """Build a campfire: stones, crossed logs, flames."""
    flame = making.coat("ff7a1f", "flat", names="flame fire", main=True, glows=True)
    hot, core = coat("ffb52e", "flat", glows=True), coat("fff0a0", "flat", glows=True)
    log, end, stone = coat("7d5233", "planks"), coat("d9ad74", "flat"), coat("85888f", "plain")
    parts = [*drum(EARTH, (0, 0, -1.6), 14, 1.8), *drum(coat("4a4244", "plain"), (0, 0, -0.2), 8.6, 0.8)]
    for index in range(10):
        turn = index * math.tau / 10
        parts += ball(stone, (11 * math.cos(turn), 11 * math.sin(turn), 1.4), (2.7, 2.4, 2.0 + 0.5 * (index % 2)))
    for index in range(5):
        turn = index * math.tau / 5 + 0.3
        c, s = math.cos(turn), math.sin(turn)
        parts += [
            *rod(log, (8.6 * c, 8.6 * s, 1.2), (1.2 * c, 1.2 * s, 8), 1.7),
            *ball(end, (8.9 * c, 8.9 * s, 1.0), 1.3),
        ]
    parts += lathe(flame, (0, 0, 1), [(0, 5), (4, 6.4), (9, 4.6), (14, 2.4), (20, 0.3)], lobes=[(5, 0.14, 1.0)])
    for turn, high in ((0.6, 14.0), (2.7, 12.0), (4.8, 13.0)):
        parts += lathe(flame, (3.6 * math.cos(turn), 3.6 * math.sin(turn), 2), [(0, 2.6), (4, 2.6), (high, 0.3)])
    parts += lathe(hot, (0, -1.8, 1), [(0, 4.4), (4, 5.2), (8, 3.2), (13.6, 0.3)])
    return parts + lathe(core, (0.6, -3.6, 1), [(0, 3), (3, 3.4), (8.4, 0.3)])


def door(making: Making) -> Parts:
    """Build a door in its frame, a step in front."""
    leaf, frame = (
        making.coat(("a5562f", "3f7d8c", "8a3f44"), "planks", names="door", main=True),
        coat("8d9098", "stones"),
    )
    iron, gold = coat("3d424e", "flat"), coat("f2c542", "flat")
    parts = [
        *box(frame, (-9.6, 9.6), (-2.4, 2.4), (0, 20)),
        *drum(frame, (0, -2.4, 20), 9.6, 4.8, axis=1),
        *box(coat("a9adb5", "stones"), (-11, 11), (-8, 4), (-2, 0.2)),
    ]
    parts += [*box(leaf, (-6.8, 6.8), (-3, 3), (0, 20)), *drum(leaf, (0, -3, 20), 6.8, 6, axis=1)]
    for z in (5, 17):
        parts += paint(box(iron, (-6.8, 3.4), (-4, -2), (z, z + 1.5)))
    parts += [*ball(gold, (4.4, -3.6, 11), 1.2), *box(pane(making), (-2, 2), (-3.4, 0), (20.4, 24))]
    return parts
