"""Things of the house that are no furniture, hats, and the block that stands for what nobody can name."""

from __future__ import annotations

import math

from skyloom.geometry.parts import (
    Parts,
    ball,
    box,
    carve,
    changed,
    drum,
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
from skyloom.world.objects.tints import coat

DARK, WHITE, GOLD = coat("2b2c33", "flat"), coat("f6f4ee", "flat"), coat("f2c03a", "metal")
BRIGHT = ("d9403a", "3f7fc8", "f2b92e")


def mystery(making: Making) -> Parts:
    """Build a block with a question mark on each side, for what the words do not name."""
    face = making.coat(("c9ced8", "d8cfc0", "b9c6c9"), "plain", main=True)
    rim, mark = making.coat(("8d95a4", "a0937d", "7f9296"), "plain", names="edge"), coat("fffdf4", "flat")
    parts = box(rim, (-13, 13), (-13, 13), (0, 26)) + paint(box(face, (-11, 11), (-14, 14), (2, 24)))
    parts += paint(box(face, (-14, 14), (-11, 11), (2, 24))) + paint(box(face, (-11, 11), (-11, 11), (-1, 27)))
    strokes = [
        (-5, 5, 18, 21),
        (3, 6, 12, 20),
        (-6, -3, 15, 20),
        (-1.5, 5, 10.6, 13.4),
        (-1.5, 1.5, 8, 12),
        (-1.5, 1.5, 3.6, 6.4),
    ]
    for a, b, low, high in strokes:
        parts += box(mark, (a, b), (-13.6, -12), (low, high)) + box(mark, (12, 13.6), (a, b), (low, high))
    return parts


def hat(making: Making) -> Parts:
    """Build the hat that is wanted."""
    band = making.coat(("d9403a", "f2c542", "3f7fc8"), "flat", names="band ribbon")
    if making.kind == "party":
        cone = making.coat(("f2569a", "3fa8e0", "f2b92e"), "stripes", main=True, second="fff4d8")
        return [
            *lathe(cone, (0, 0, 0), [(0, 9), (22, 0.8)]),
            *ball(band, (0, 0, 23), 3),
            *drum(band, (0, 0, 0), 9.4, 1.6),
        ]
    if making.kind == "top":
        felt = making.coat(("2f2c36", "4a3f5c", "5a3a34"), "plain", main=True)
        return [
            *drum(felt, (0, 0, 0), 15, 2.4),
            *drum(felt, (0, 0, 2), 9.4, 16, top=1.06),
            *drum(band, (0, 0, 2.4), 9.8, 3.6),
        ]
    if making.kind == "wizard":
        felt = making.coat(("4a3fa0", "33303f", "2f5f7a"), "specks", main=True, second="f2d24a")
        parts = [*drum(felt, (0, 0, 0), 15.4, 2.2), *lathe(felt, (0, 0, 2), [(0, 9.6), (9, 6.4), (16, 3.6)])]
        return [*parts, *drum(band, (0, 0, 2.2), 9.8, 2.8), *rod(felt, (0, 0, 17), (4.6, 1, 25), 3.6, tip=0.9)]
    if making.kind == "helmet":
        steel = making.coat(("aab4c2", "b8914a", "7a8494"), "metal", main=True)
        plume = making.coat(("d0302c", "3f6fc0", "8446c4"), "plain", names="plume feather")
        parts = [
            *ball(steel, (0, 0, 9), (10.6, 10.6, 11.4), power=3),
            *carve(box(steel, (-20, 20), (-20, 20), (-9, 0))),
        ]
        parts += paint(box(DARK, (-8, 8), (-20, -6), (8, 11))) + paint(box(steel, (-0.9, 0.9), (-20, -6), (2, 14)))
        return [*parts, *box(plume, (-1.4, 1.4), (-6, 10), (19, 24)), *box(plume, (-1.4, 1.4), (9, 13), (10, 22))]
    felt = making.coat(("b07a48", "5f7f4a", "d9c08a"), "plain", main=True)
    parts = [
        *drum(felt, (0, 0, 0), 15, 2),
        *drum(felt, (0, 0, 1.6), 9.2, 9, top=0.86),
        *drum(band, (0, 0, 2), 9.6, 2.6),
    ]
    return parts + carve(ball(felt, (0, 0, 12), (2.2, 7, 2.4)))


def heart(making: Making) -> Parts:
    """Build a plump heart with a gleam."""
    red = making.coat(("e0304a", "f0569a", "d92f2f"), "plain", main=True)
    parts: Parts = []
    for depth, share in ((4.6, 0.8), (3.4, 0.92), (1.8, 1.0)):
        outline = []
        for index in range(40):
            t = index * math.tau / 40
            x = 16 * math.sin(t) ** 3
            z = 13 * math.cos(t) - 5 * math.cos(2 * t) - 2 * math.cos(3 * t) - math.cos(4 * t)
            outline.append((x * share, z * share))
        parts += prism(red, outline, (-depth, depth), axis=1)
    return parts + paint(ball(coat("ffe3e6", "flat"), (-6.4, -5, 5.6), (2.2, 3, 2.8)))


def ball_(making: Making) -> Parts:
    """Build a ball: a football, a beach ball or one with a seam."""
    first, second = making.pick((("f6f6f4", "33343c"), ("e8473f", "fbf6e8"), ("f08a2c", "3a2a24")))
    skin = making.coat(first, ("spots", "gores", "plain")[making.piece.scheme % 3], main=True, second=second)
    parts = ball(skin, (0, 0, 14), 14)
    if making.piece.scheme % 3 == 2:
        line = coat(second, "flat")
        parts += paint(box(line, (-0.7, 0.7), (-20, 20), (-9, 40))) + paint(
            box(line, (-20, 20), (-20, 20), (13.4, 14.8))
        )
        parts += paint(ring(line, (14, 0, 14), 9, 0.9, axis=0)) + paint(ring(line, (-14, 0, 14), 9, 0.9, axis=0))
    return parts


def clock(making: Making) -> Parts:
    """Build an alarm clock with two bells."""
    shell, face = making.coat(BRIGHT, "plain", names="body", main=True), coat("fbf6e6", "flat")
    parts = [*drum(shell, (0, -4, 14), 12, 8, axis=1), *drum(face, (0, -4.6, 14), 10, 2, axis=1)]
    for index in range(12):
        turn = index * math.tau / 12
        at = (8.4 * math.cos(turn), 0.0, 14 + 8.4 * math.sin(turn))
        parts += changed(moved(box(DARK, (-0.6, 0.6), (-5, -3), (-0.6, 0.6)), at), since=28)
    parts += [
        *rod(DARK, (0, -5, 14), (0, -5, 20.4), 0.8),
        *rod(DARK, (0, -5, 14), (4.4, -5, 16), 0.8),
        *ball(coat("d9403a", "flat"), (0, -5.2, 14), 1.3),
    ]
    parts += mirrored(
        [
            *ball(GOLD, (7, 0, 26.4), (4.6, 4.6, 3.4)),
            *rod(DARK, (6, 0, 22), (7, 0, 25), 0.9),
            *rod(shell, (7, 0, 4.6), (9.6, 0, 0), 1.4),
        ]
    )
    return [*parts, *rod(DARK, (0, 0, 25), (0, 0, 30), 0.8), *mirrored(rod(DARK, (0, 0, 30), (3, 0, 30), 0.8))]


def computer(making: Making) -> Parts:
    """Build a desktop computer: a screen, a keyboard, a mouse."""
    shell = making.coat(("e3dcc6", "d5dae2", "3a3f4a"), "plain", names="body case", main=True)
    glow = making.coat(("6fe08a", "5fc8f8", "f2b84a"), "flat", names="screen", glows=True)
    parts = [
        *box(shell, (-12, 12), (-4, 10), (5, 25)),
        *box(DARK, (-9.6, 9.6), (-4.6, 0), (8.4, 23)),
        *box(shell, (-9, 9), (-6, 9), (0, 4.4)),
        *box(shell, (-4, 4), (-1, 7), (4, 5.4)),
    ]
    for z, length in ((20.4, 12.0), (17.6, 8.0), (14.8, 14.0), (12, 5.0)):
        parts += box(glow, (-8, -8 + length), (-5, -4), (z - 0.8, z + 0.8))
    parts += [
        *box(shell, (-12, 8), (-16, -8.6), (0, 1.8)),
        *ball(shell, (12, -12, 1), (2.2, 3.2, 1.8)),
        *box(glow, (6, 7.4), (-6.6, -5.4), (1.6, 2.8)),
    ]
    key = coat("f4f2ea" if making.piece.scheme % 3 == 2 else "8f95a0", "flat")
    for row in range(3):
        for column in range(7):
            parts += changed(
                box(key, (-11 + column * 2.7, -9 + column * 2.7), (-15.4 + row * 2.2, -13.8 + row * 2.2), (1.6, 2.6)),
                since=28,
            )
    return parts


def television(making: Making) -> Parts:
    """Build an old television with an aerial, or a radio."""
    wood = making.coat(("9c6238", "7a4a34", "d9542f"), "boards", names="body case", main=True)
    if making.kind == "radio":
        mesh = coat("e6d7b0", "checks", second="c9b88a")
        parts = [
            *box(wood, (-15, 15), (-5, 5), (0, 17)),
            *box(mesh, (-13, -1), (-5.6, 0), (2, 15)),
            *box(coat("fff0c0", "flat", glows=True), (2, 13), (-5.6, 0), (10.4, 14.6)),
        ]
        parts += mirrored(rod(DARK, (11, 0, 17), (11, 0, 20), 0.9)) + rod(DARK, (-11, 0, 20), (11, 0, 20), 0.9)
        return [*parts, *drum(GOLD, (4.6, -6.6, 5.6), 2.6, 2, axis=1), *drum(GOLD, (10.6, -6.6, 5.6), 2.6, 2, axis=1)]
    screen = making.coat(("8fd8e8", "a8e0b0", "c9c4f0"), "facets", names="screen")
    parts = [
        *box(wood, (-14, 14), (-7, 7), (4, 24)),
        *box(coat("e6dcc4", "plain"), (-12.4, 6.4), (-7.6, 0), (5.6, 22.4)),
        *ball(screen, (-3, -6.6, 14), (8, 2.6, 7), power=5),
    ]
    parts += [*drum(DARK, (10, -8, 19), 1.9, 2, axis=1), *drum(DARK, (10, -8, 14), 1.9, 2, axis=1)]
    for z in (6.4, 8.2, 10):
        parts += changed(box(DARK, (8, 12.4), (-7.6, -6), (z, z + 0.8)), since=28)
    parts += mirrored(rod(wood, (10, -3, 5), (12, -4, 0), 1.3)) + mirrored(rod(wood, (10, 4, 5), (12, 5, 0), 1.3))
    return parts + mirrored([*rod(DARK, (0, 2, 24), (8, 3, 33), 0.6), *ball(DARK, (8, 3, 33), 0.9)])


def phone(making: Making) -> Parts:
    """Build a smartphone on its stand."""
    shell, glow = (
        making.coat(("33363f", "f2f2f4", "d98a9c"), "plain", names="body case", main=True),
        coat("5fb0f8", "flat", glows=True),
    )
    parts = [*box(shell, (-8, 8), (-1.4, 1.4), (0, 31)), *box(glow, (-7, 7), (-1.9, 0), (2.4, 28.6))]
    for index in range(12):
        tint = coat(
            ("f2569a", "f2b92e", "6fd05a", "f4f4f4", "8f6ff0", "ff7a4a")[(index + making.piece.scheme) % 6], "flat"
        )
        x, z = -4.8 + (index % 3) * 4.8, 24 - (index // 3) * 5.4
        parts += box(tint, (x - 1.5, x + 1.5), (-2.4, 0), (z - 1.5, z + 1.5))
    return [*parts, *box(DARK, (-2, 2), (-1.8, 0), (29.4, 30)), *box(shell, (-5, 5), (-3, 7), (-1.6, 0.4))]


def camera(making: Making) -> Parts:
    """Build a photo camera with a large lens."""
    skin, steel = making.coat(("3a3d46", "8a5a3c", "d9403a"), "plain", names="body", main=True), coat("c3c9d2", "metal")
    parts = [
        *box(skin, (-15, 15), (-4.6, 4.6), (0, 16)),
        *box(steel, (-15, 15), (-4.8, 4.8), (14, 18.4)),
        *box(steel, (-5, 5), (-4.6, 4), (18, 21.4)),
    ]
    parts += [
        *drum(DARK, (0, -11, 8.4), 7, 7, axis=1),
        *drum(steel, (0, -11.6, 8.4), 6, 1.4, axis=1),
        *drum(coat("4fa0e0", "facets"), (0, -12, 8.4), 4.6, 1.6, axis=1),
        *ball(WHITE, (1.8, -12.4, 10.4), 1.1),
    ]
    return [
        *parts,
        *box(coat("fff3c0", "flat", glows=True), (-3, 3), (-5.2, -4), (18.8, 20.8)),
        *drum(coat("d9403a", "flat"), (10, 0, 18), 2.2, 2),
        *drum(steel, (-10, 0, 18), 3, 2.4),
    ]


def hourglass(making: Making) -> Parts:
    """Build an hourglass with running sand."""
    wood, glass, sand = (
        making.coat(("8f5f38", "c99a3c", "5a4a6a"), "plain", names="frame", main=True),
        coat("cfeaf2", "facets"),
        making.coat("f2c96a", "flat", names="sand"),
    )
    parts = [
        *drum(wood, (0, 0, 0), 10.4, 2.6),
        *drum(wood, (0, 0, 28.4), 10.4, 2.6),
        *lathe(glass, (0, 0, 2.4), [(0, 7.4), (6, 7), (12.6, 1.4), (13.6, 1.4), (20, 7), (26, 7.4)]),
    ]
    parts += paint(drum(sand, (0, 0, 2), 20, 6)) + paint(drum(sand, (0, 0, 17), 20, 5.4))
    return parts + [
        part
        for turn in range(3)
        for part in rod(
            wood,
            (8.8 * math.cos(turn * 2.1 + 0.5), 8.8 * math.sin(turn * 2.1 + 0.5), 2),
            (8.8 * math.cos(turn * 2.1 + 0.5), 8.8 * math.sin(turn * 2.1 + 0.5), 29),
            1.1,
        )
    ]


def anchor(making: Making) -> Parts:
    """Build an anchor with a rope."""
    iron, rope = (
        making.coat(("5f6a7a", "8a6a48", "3f5f8c"), "metal", names="body", main=True),
        coat("d9c08a", "stripes", second="c2a56a"),
    )
    arc = [(12 * math.cos(a), 0, 13 + 11.5 * math.sin(a)) for a in (3.3, 3.8, 4.3, 4.71, 5.1, 5.6, 6.1)]
    parts = [
        *rod(iron, (0, 0, 2.4), (0, 0, 26), 1.9),
        *rod(iron, (-7.6, 0, 22), (7.6, 0, 22), 1.5),
        *tube(iron, arc, 1.9),
        *ring(iron, (0, 0, 29), 3, 1.1, axis=1),
    ]
    parts += mirrored(prism(iron, [(9, 10.4), (14.6, 11.6), (12.4, 17)], (-1.4, 1.4), axis=1))
    return parts + tube(rope, [(0, -1.6, 29), (3.4, -2.4, 22), (-3.2, -2.4, 16), (3.2, -2.4, 10), (0, -2.6, 4)], 1.0)


def umbrella(making: Making) -> Parts:
    """Build an open umbrella."""
    cloth = making.coat(BRIGHT, "gores", names="cloth", main=True, second=making.pick(("fbf6e8", "f2d24a", "fbf6e8")))
    stick = coat("8f5f38", "plain")
    parts = [
        *lathe(cloth, (0, 0, 19), [(0, 15.4), (1.6, 15), (5, 11), (8, 5.4), (9.4, 1.2)]),
        *carve(lathe(cloth, (0, 0, 17.4), [(0, 15), (1.6, 13.8), (5, 9.6), (7.4, 4)])),
    ]
    return [
        *parts,
        *rod(stick, (0, 0, 2.4), (0, 0, 30), 0.9),
        *tube(stick, [(0, 0, 2.4), (0, -1.4, 0.6), (0, -3.6, 0.6), (0, -4.4, 2.6)], 0.95),
    ]


def backpack(making: Making) -> Parts:
    """Build a backpack with pockets, straps and a rolled mat."""
    cloth, leather = (
        making.coat(("5f8a5a", "c8703c", "4f6fa8"), "plain", names="body", main=True),
        coat("8a5a34", "plain"),
    )
    parts = [
        *ball(cloth, (0, 0, 11), (9.4, 6.6, 11), power=5),
        *ball(cloth, (0, -5.6, 6.4), (6.4, 3.4, 4.6), power=4),
        *changed(ball(cloth, (0, -1, 19), (9.8, 7.4, 4.2), power=4), tone=-1),
    ]
    parts += mirrored(
        [
            *box(leather, (3, 5), (-8.8, -5), (12, 20)),
            *box(GOLD, (2.8, 5.2), (-9.4, -8), (12.6, 14.6)),
            *tube(leather, [(5, 5.4, 19), (6, 8.4, 14), (5, 6, 4)], 1.2),
        ]
    )
    return [
        *parts,
        *drum(coat("d9b06a", "hoops", second="b98a4a"), (-11, 0, 25), 3, 22, axis=0),
        *mirrored(box(leather, (4, 5.6), (-3.4, 3.4), (21.6, 28.4))),
    ]
