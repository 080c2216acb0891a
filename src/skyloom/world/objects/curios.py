"""Boots, arcade machines, telescopes, wheels and chess pieces. Each is about 30 units high."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

from skyloom.geometry.parts import (
    Coat,
    Parts,
    ball,
    box,
    changed,
    drum,
    lathe,
    mirrored,
    moved,
    paint,
    prism,
    ring,
    rod,
    turned,
)
from skyloom.world.objects.making import Making
from skyloom.world.objects.tints import coat

GOLD, DARK = coat("f2b93a", "plain"), coat("33363f", "plain")


def boot(making: Making) -> Parts:
    """Build a boot with laces or a strap, a sole and a heel; its toe points to the front."""
    hide = making.coat(("8a5632", "c8403a", "3f6fa8"), "plain", names="boot shoe leather", main=True)
    sole, lace = (
        making.coat(("3a2f2c", "f4f1ea", "f4f1ea"), "plain", names="sole"),
        making.coat("f4ead2", "flat", names="lace"),
    )
    is_low = making.piece.scheme % 3 == 2
    high = 15.0 if is_low else 25.0
    parts = box(sole, (-5.6, 5.6), (-15, 9), (0, 2.4)) + box(sole, (-5.2, 5.2), (2.4, 9), (0, 3.4))
    parts += (
        ball(hide, (0, -7.4, 5.6), (5.4, 7.6, 5.4), power=2.8)
        + box(hide, (-5, 5), (-6, 8.4), (2, 10))
        + drum(hide, (0, 1.4, 8), (5.2, 7), high - 8)
    )
    parts += changed(drum(hide, (0, 1.4, high - 2.6), (5.9, 7.7), 3), tone=1) + paint(
        ball(sole if is_low else hide, (0, -14, 4), (6, 3.4, 3))
    )
    parts += drum(DARK, (0, 1.4, high + 0.2), (4, 5.6), 0.8)
    for index in range(2 if is_low else 4):
        z = 9.0 + index * 3.4
        parts += box(lace, (-3, 3), (-7.4, -4), (z, z + 1.2))
    return parts + (
        mirrored(ball(lace, (2.4, -7.4, high - 3), 1.5))
        if not is_low
        else changed(mirrored(paint(box(lace, (4, 7), (-4, 4), (5, 7)))), since=20)
    )


def arcade(making: Making) -> Parts:
    """Build an arcade machine: a lit sign, a screen with a game, a stick and buttons."""
    side = making.coat(("3f5fd0", "d8382f", "5a3fa0"), "plain", names="body cabinet", main=True)
    trim = making.coat(("f2c23c", "f4f1ea", "45e8d8"), "flat", names="trim stripe")
    sign = making.coat(("ff5ad0", "ffd24a", "ff8a2c"), "flat", names="sign light", glows=True)
    outline = [(-9, 0), (8, 0), (8, 36), (-6, 36), (-7, 30), (-1.4, 27.4), (2, 18), (-9, 14.4), (-9.4, 12)]
    parts = mirrored(prism(side, [(float(y), float(z)) for y, z in outline], (7, 9), axis=0))
    parts += prism(
        DARK, [(-8, 0), (7, 0), (7, 35), (-5, 35), (-5, 30), (0, 27), (3.4, 18), (-8, 14)], (-7.4, 7.4), axis=0
    )
    parts += box(sign, (-7, 7), (-6.6, -3), (30.6, 35.4)) + box(trim, (-9.2, 9.2), (-8.6, 7), (0, 1.6))
    screen = coat("2f3fa8", "flat", glows=True)
    parts += prism(screen, [(-0.8, 26.8), (1.4, 26.8), (4.4, 18.8), (2.2, 18.8)], (-6, 6), axis=0)
    for x, z, digits in ((-3.6, 24.6, "ff5a5a"), (0.0, 24.6, "ff5a5a"), (3.6, 24.6, "ff5a5a"), (0.4, 20.6, "6aff7a")):
        y = -0.1 + (26.8 - z) * 0.37
        parts += box(coat(digits, "flat", glows=True), (x - 1.1, x + 1.1), (y - 1.2, y + 1), (z - 1, z + 1))
    parts += rod(coat("c3ccd8", "flat"), (-4, -5.4, 15), (-4, -5.8, 18), 0.6) + ball(
        coat("e0362f", "flat"), (-4, -5.8, 18.8), 1.5
    )
    for x, digits in ((1.0, "f2c23c"), (3.4, "4fd06a"), (5.6, "ff5a5a")):
        parts += drum(coat(digits, "flat"), (x, -5.6, 15), 1.0, 1.6)
    return (
        parts
        + box(coat("c3ccd8", "plain"), (-3, 3), (-8.8, -7), (4, 9))
        + mirrored(box(coat("f2c23c", "flat"), (0.8, 1.6), (-9.3, -8), (6, 8)))
    )


def telescope(making: Making) -> Parts:
    """Build a telescope on a tripod; it looks up to the left."""
    tube_ = making.coat(("3f5f9c", "f2b93a", "f4f1ea"), "plain", names="tube body", main=True)
    brass = making.coat(("f2b93a", "8a5632", "4a505c"), "plain", names="ring metal")
    wood = making.coat(("8a5a34", "74492c", "5a5d66"), "plain", names="leg tripod wood")
    pipe = (
        drum(tube_, (0, 0, -12), 3.2, 16)
        + drum(tube_, (0, 0, 3), 4.4, 13)
        + drum(brass, (0, 0, 2.4), 4.8, 2)
        + drum(brass, (0, 0, 14.4), 5.2, 2.6)
    )
    pipe += (
        drum(coat("9fdcf2", "flat"), (0, 0, 16.4), 4.2, 1)
        + drum(brass, (0, 0, -13), 3.7, 2)
        + drum(DARK, (0, 0, -16), 2.2, 4)
    )
    parts = moved(turned(pipe, "y", -58), (0, 0, 22))
    for index in range(3):
        turn = math.tau * index / 3 - 0.5
        parts += rod(wood, (0, 0, 18.4), (9.4 * math.cos(turn), 9.4 * math.sin(turn), 0.8), 1.3)
    return parts + ball(brass, (0, 0, 18.6), 2.9) + drum(brass, (0, 0, 8), 3.4, 1.2)


def wheel(making: Making) -> Parts:
    """Build a ship's wheel, a tyre, or a big wheel of a fair."""
    if making.kind == "tyre":
        rubber, rim = making.coat("34363f", "plain", main=True), coat("d3d9e2", "plain")
        parts = (
            ring(rubber, (0, 0, 13), 9.4, 3.9, axis=0)
            + drum(rim, (-2.2, 0, 13), 6.4, 4.4, axis=0)
            + drum(rubber, (-2.6, 0, 13), 1.8, 5.2, axis=0)
        )
        for index in range(5):
            turn = math.tau * index / 5
            parts += drum(rubber, (-2.5, 4.0 * math.cos(turn), 13 + 4.0 * math.sin(turn)), 0.9, 5, axis=0)
        return parts
    if making.kind == "ferris":
        return big_wheel(making)
    wood, brass = (
        making.coat(("9c6334", "7d4a2c", "b97f48"), "plain", names="wood wheel", main=True),
        making.coat("f2b93a", "plain", names="hub metal"),
    )
    parts = ring(wood, (0, 0, 0), 9.6, 1.9, axis=1) + changed(ring(brass, (0, -0.8, 0), 9.6, 0.9, axis=1), since=16)
    for index in range(8):
        turn = math.tau * index / 8
        c, s = math.cos(turn), math.sin(turn)
        parts += rod(wood, (2 * c, 0, 2 * s), (15 * c, 0, 15 * s), 1.0) + ball(wood, (15.4 * c, 0, 15.4 * s), 1.7)
    return moved(
        parts + drum(wood, (0, -2, 0), 3.9, 4, axis=1) + drum(brass, (0, -2.8, 0), 2.2, 5.4, axis=1), (0, 0, 17)
    )


def big_wheel(making: Making) -> Parts:
    """Build the big wheel of a fair with its cabins."""
    steel = making.coat(("f4f1ea", "f2c23c", "8fd0e8"), "plain", names="wheel frame", main=True)
    parts = (
        ring(steel, (0, -1.6, 19), 13, 0.9, axis=1)
        + ring(steel, (0, 1.6, 19), 13, 0.9, axis=1)
        + drum(GOLD, (0, -3, 19), 2.2, 6, axis=1)
    )
    for index in range(8):
        turn = math.tau * (index + 0.5) / 8
        c, s = math.cos(turn), math.sin(turn)
        parts += rod(steel, (0, -1.6, 19), (13 * c, -1.6, 19 + 13 * s), 0.6) + rod(
            steel, (0, 1.6, 19), (13 * c, 1.6, 19 + 13 * s), 0.6
        )
        cabin = coat(("e0463a", "3f86d8", "f2c23c", "4fa85a")[index % 4], "plain")
        x, z = 14.0 * c, 19 + 14.0 * s
        parts += (
            box(cabin, (x - 2.2, x + 2.2), (-2.6, 2.6), (z - 3.4, z - 0.8))
            + box(cabin, (x - 2.2, x + 2.2), (-2.6, 2.6), (z + 0.8, z + 1.9))
            + box(steel, (x - 0.6, x + 0.6), (-0.8, 0.8), (z - 1, z + 1))
        )
    foot = making.coat("5a6478", "plain", names="foot stand")
    parts += mirrored(rod(foot, (0, 4, 19), (9, 4, 0), 1.1) + rod(foot, (0, -4, 19), (9, -4, 0), 1.1))
    return (
        parts + box(coat("9a9da6", "stones"), (-13, 13), (-7, 7), (-2, 0.4)) + rod(foot, (0, -4, 19), (0, 4, 19), 1.0)
    )


def chess(making: Making) -> Parts:
    """Build a chess piece: pawn, rook, king, queen or knight."""
    wood = making.coat(("efe0c0", "4a3a36", "b5793f"), "plain", names="piece", main=True)
    felt = coat("2f6a4a", "flat")
    foot = drum(felt, (0, 0, -0.8), 8.6, 1) + lathe(wood, (0, 0, 0), [(0, 9), (2, 9), (3.4, 7), (5, 7.4), (6.4, 5.4)])
    kind = making.kind or making.pick(("king", "knight", "rook"))
    return foot + PIECES[kind](wood)


def _pawn(wood: Coat) -> Parts:
    return (
        lathe(wood, (0, 0, 6), [(0, 5.4), (6, 3.4), (9, 2.9)])
        + drum(wood, (0, 0, 14), 4.8, 1.6)
        + ball(wood, (0, 0, 19.4), 4.9)
    )


def _rook(wood: Coat) -> Parts:
    parts = lathe(wood, (0, 0, 6), [(0, 5.4), (6, 4.2), (12, 4.4), (13, 6.4), (18, 6.6)]) + drum(
        DARK, (0, 0, 23.4), 4.4, 0.9
    )
    for index in range(6):
        turn = math.tau * index / 6
        merlon = box(wood, (-1.7, 1.7), (-1.2, 1.2), (0, 3.6))
        parts += moved(turned(merlon, "z", math.degrees(turn) + 90), (5.4 * math.cos(turn), 5.4 * math.sin(turn), 23))
    return parts


def _tall(wood: Coat) -> Parts:
    return (
        lathe(wood, (0, 0, 6), [(0, 5.4), (7, 3.6), (14, 3.0)])
        + drum(wood, (0, 0, 19), 5.2, 1.6)
        + lathe(wood, (0, 0, 20.4), [(0, 3.0), (7, 5.4), (8, 5.0), (9.6, 2.0)])
    )


def _king(wood: Coat) -> Parts:
    return _tall(wood) + box(wood, (-1.2, 1.2), (-1.2, 1.2), (29, 36)) + box(wood, (-3.2, 3.2), (-1.2, 1.2), (32, 34.2))


def _queen(wood: Coat) -> Parts:
    parts = _tall(wood) + ball(wood, (0, 0, 31), 1.9)
    for index in range(7):
        turn = math.tau * index / 7
        parts += ball(wood, (4.8 * math.cos(turn), 4.8 * math.sin(turn), 28.6), 1.3)
    return parts


def _knight(wood: Coat) -> Parts:
    head = [
        (5.0, 6.0),
        (6.4, 16.0),
        (4.4, 24.0),
        (0.4, 28.0),
        (-0.6, 30.6),
        (-2.6, 27.6),
        (-8.6, 20.4),
        (-8.8, 17.4),
        (-6.0, 15.6),
        (-1.6, 18.4),
        (-5.4, 10.0),
        (-5.4, 6.0),
    ]
    eye = coat("2f2c30", "flat")
    parts = prism(wood, head, (-3, 3)) + changed(
        prism(wood, [(5.0, 9.0), (7.4, 16.0), (5.2, 25.0), (2.0, 27.6), (3.6, 20.0)], (-1.4, 1.4)), tone=-1
    )
    return parts + paint(box(eye, (-3.4, -2.0), (-4, 4), (22.4, 23.8)))


PIECES: Mapping[str, Callable[[Coat], Parts]] = {
    "pawn": _pawn,
    "rook": _rook,
    "king": _king,
    "queen": _queen,
    "knight": _knight,
}
