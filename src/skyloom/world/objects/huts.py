"""Houses out of fairy tales and far countries, and tents. About 32 units wide."""

from __future__ import annotations

import math

from skyloom.geometry.parts import (
    Parts,
    ball,
    box,
    carve,
    drum,
    gable,
    hip,
    lathe,
    paint,
    prism,
    ring,
    rod,
    turned,
)
from skyloom.world.objects.making import Making
from skyloom.world.objects.openings import doorway, garden, window
from skyloom.world.objects.tints import coat
from skyloom.world.objects.trees import broad


def gingerbread(making: Making) -> Parts:
    """Build a house of gingerbread, icing and sweets."""
    cake, icing = (
        making.coat("b9763d", "plain", names="wall", main=True),
        making.coat("fffaf4", "flat", names="icing roof"),
    )
    parts = [*drum(icing, (0, -1, -2), 16, 2.2), *box(cake, (-9.5, 9.5), (-7, 8), (0, 11))]
    parts += gable(cake, (-9.5, 9.5), (-6.8, 7.8), (10.8, 21))
    for sign in (-1, 1):
        parts += prism(icing, [(sign * 12.4, 8.4), (sign * 12.4, 10.6), (0, 23.6), (0, 21)], (-8.8, 9.8), axis=1)
        for index in range(4):
            y = -8.4 + index * 5.6
            drip = 1.4 + (index * 7 % 3)
            parts += rod(icing, (sign * 11.6, y, 9.2), (sign * 11.6, y, 9.2 - drip), 0.9)
    sweets = ("e8403c", "f7c63c", "4aa8f0", "6fc34a", "f29ac0", "a56be8")
    for index in range(10):
        sign, row = (-1, 1)[index % 2], index // 2
        x, y = sign * (3.2 + 3.4 * (row % 2 + 0.2)), -7 + row * 3.6
        parts += ball(coat(sweets[(index + making.piece.scheme) % 6], "flat"), (x, y, 23.3 - abs(x) * 1.06), 1.2)
    for x in (-9.6, 9.6):
        parts += drum(coat("fdf5f2", "stripes", second="e8475c"), (x, -7.4, 0), 1.3, 11)
    parts += [*box(icing, (-3, 3), (-7.7, 0), (0, 8)), *box(coat("7a4426", "plain"), (-2.2, 2.2), (-7.9, 0), (0, 7.2))]
    parts += ball(coat("e8403c", "flat"), (1.3, -8.2, 3.4), 0.7)
    for x in (-6.2, 6.2):
        parts += [
            *box(icing, (x - 2, x + 2), (-7.6, 0), (4, 8.4)),
            *box(coat("ffd873", "flat", glows=True), (x - 1.3, x + 1.3), (-7.8, 0), (4.7, 7.7)),
        ]
    parts += [*ring(coat("e8403c", "flat"), (0, -7.4, 14.4), 2.0, 0.8, axis=1), *drum(icing, (5, 4, 14), 1.6, 9)]
    for x, y in ((-12, -8), (12, -9)):
        parts += [
            *rod(coat("fffaf4", "flat"), (x, y, 0), (x, y, 4), 0.5),
            *ball(coat(sweets[2], "gores", second="fffaf4"), (x, y, 5.4), (2.2, 1.2, 2.2)),
        ]
    return parts


def mushroom(making: Making) -> Parts:
    """Build a house in a mushroom."""
    cap = making.coat(("d8392f", "8a4fb8", "d98a3c"), "spots", names="cap roof", main=True, second="fff6ea")
    stem = making.coat("f3e8d2", "soft", names="wall stem")
    parts = [
        *drum(coat("8f6140", "plain"), (0, 0, -3), 13.5, 2),
        *drum(coat("7fbf4d", "mottled"), (0, 0, -1.4), 14, 1.6),
    ]
    parts += lathe(stem, (0, 0, 0), [(0, 8.4), (4, 7.6), (9, 7), (14, 6.6)])
    parts += lathe(cap, (0, 0, 11), [(0, 13.4), (1.4, 14.2), (6, 12.6), (10, 9.6), (13.5, 5), (15, 0.6)])
    parts += drum(coat("e9d8b8", "plain"), (0, 0, 10.2), 12.2, 1.0)
    parts += doorway(making, (0, -7.8, 0.2), 4.2, 6.4) + window(making, (7.4, 0.4, 5.8), 3, 3, side="x")
    parts += drum(coat("ffd873", "flat", glows=True), (-4.6, -6.9, 7), 1.3, 1.6, axis=1)
    for x, y in ((-9.5, -6), (9, -8)):
        parts += [*drum(stem, (x, y, 0), 0.9, 2), *ball(cap, (x, y, 2.4), (2, 2, 1.4))]
    return parts


def tree_house(making: Making) -> Parts:
    """Build a hut in the crown of a tree, with a ladder."""
    parts = broad(making)
    wood, roof = (
        making.coat("b5834f", "planks", names="wall"),
        making.coat(("c2523c", "4f6f9f", "8c5a3c"), "tiles", names="roof"),
    )
    parts += box(wood, (-8.5, 8.5), (-13, 1), (12.6, 13.8))
    parts += [*box(wood, (-5.8, 5.8), (-11.4, -1), (13.8, 21)), *gable(wood, (-5.8, 5.8), (-11.2, -1), (21, 26))]
    for sign in (-1, 1):
        parts += prism(roof, [(sign * 7.6, 19.6), (sign * 7.6, 21.2), (0, 28), (0, 26)], (-12.8, 0), axis=1)
    parts += doorway(making, (-2, -11.4, 13.8), 3, 5.2) + window(making, (3.2, -11.4, 17.6), 2.4, 2.4)
    parts += window(making, (5.8, -6.4, 17.6), 2.4, 2.6, side="x")
    rung = coat("7d5233", "flat")
    for x in (5.4, 8.2):
        parts += rod(rung, (x, -12.4, 12.6), (x, -14, 0), 0.45)
    for index in range(6):
        z = 1.4 + index * 2.0
        parts += rod(rung, (5.4, -13.9 + z * 0.12, z), (8.2, -13.9 + z * 0.12, z), 0.4)
    return parts


def igloo(making: Making) -> Parts:
    """Build an igloo of snow blocks."""
    snow = making.coat(("eaf4fb", "d9ecf8", "f4f8fc"), "bricks", names="wall", main=True)
    dark, ice = coat("37506b", "flat"), coat("cfe6f4", "mottled")
    parts = [*drum(ice, (0, -2, -2), 16, 2), *ball(snow, (0, 2, 0), 12.5), *drum(snow, (0, -14, 0), 6, 8, axis=1)]
    parts += ring(coat("c3dcee", "plain"), (0, -14, 0), 5.2, 1.2, axis=1)
    parts += [*box(dark, (-3.4, 3.4), (-14.6, -10), (0, 2.6)), *drum(dark, (0, -14.6, 1.6), 3.4, 4, axis=1)]
    return parts + carve(box(snow, (-30, 30), (-30, 30), (-20, -1.99)))


def japanese(making: Making) -> Parts:
    """Build a Japanese house: paper walls, a wide curved roof, a deck."""
    wall, wood = making.coat("f3ecd9", "plain", names="wall", main=True), making.coat("6d4630", "planks", names="beam")
    roof = making.coat(("3f4a5c", "4a5a50", "5c4438"), "tiles", names="roof")
    parts = garden(making, (-16, 16), (-13, 11))
    parts += [*box(wood, (-13, 13), (-9.4, 8), (0.6, 2)), *box(wall, (-10.5, 10.5), (-6.4, 6), (2, 10.4))]
    for x in (-10.5, -5.3, 0, 5.3, 10.5):
        parts += box(wood, (x - 0.5, x + 0.5), (-6.9, -6), (2, 10.4))
    for y in (-6.4, 0, 6):
        parts += box(wood, (10, 11), (y - 0.5, y + 0.5), (2, 10.4))
    parts += [
        *box(wood, (-10.8, 10.8), (-6.9, -6.2), (6.4, 7.1)),
        *box(coat("ffe9a8", "flat", glows=True), (-4.6, -0.7), (-6.8, -6), (2.4, 6.2)),
    ]
    parts += hip(roof, (-15, 15), (-10.6, 10), (10.2, 12.4), top=0.8) + hip(
        roof, (-12.4, 12.4), (-8.4, 7.8), (12, 15), top=0.62
    )
    parts += gable(roof, (-9, 9), (-5.4, 5.2), (14.6, 19.4), along="x") + box(
        coat("2b3240", "plain"), (-9.6, 9.6), (-0.8, 0.8), (18.6, 20.2)
    )
    lamp = coat("f05a48", "flat", glows=True)
    return [*parts, *ball(lamp, (-8, -8, 8.2), 1.3), *ball(lamp, (8, -8, 8.2), 1.3)]


def tent(making: Making) -> Parts:
    """Build a ridge tent with its poles, a tipi, or a round tent of a circus."""
    cloth = making.coat(("e08a3c", "5a9c6a", "4f86b8"), "plain", names="tent cloth", main=True)
    dark, pole = coat("3d3a44", "flat"), coat("9c6b3c", "plain")
    parts = drum(coat("7fbf4d", "mottled"), (0, 0, -2.2), 15.5, 2.2)
    if making.kind == "tipi":
        hide = making.coat(("ecd9b0", "e3c193", "f3e6cc"), "bands", names="tent cloth", main=True, second="c9683c")
        parts += lathe(hide, (0, 0, 0), [(0, 10.5), (21, 1.6)])
        for turn in range(6):
            a = turn * math.tau / 6
            parts += rod(
                pole, (1.2 * math.cos(a), 1.2 * math.sin(a), 19), (-3.2 * math.cos(a), -3.2 * math.sin(a), 26), 0.5
            )
        return parts + prism(dark, [(-3.4, 0), (3.4, 0), (0, 10)], (-10.8, -6), axis=1)
    if making.has("striped") or "circus" in making.piece.traits:
        return parts + lathe(cloth, (0, 0, 0), [(0, 12), (9, 12), (10, 13.4), (20, 1)])
    parts += prism(cloth, [(-11, 0), (11, 0), (0, 15.4)], (-10, 10), axis=1)
    parts += prism(coat("2f2c36", "flat"), [(-6.5, 0), (6.5, 0), (0, 12.2)], (-10.6, -7), axis=1)
    parts += turned(box(cloth, (-7.6, -6.4), (-11.4, -9.8), (0, 11)), "y", 0)
    parts += [*rod(pole, (0, -10.4, 0), (0, -10.4, 17), 0.55), *rod(pole, (0, 10.4, 0), (0, 10.4, 17), 0.55)]
    rope = coat("efe3c4", "flat")
    for sx in (-1, 1):
        for y in (-10, 10):
            parts += rod(rope, (sx * 5, y, 8), (sx * 14, y * 1.15, 0), 0.3)
    return parts + paint(box(coat("f4eee2", "flat"), (-30, 30), (-1.4, 1.4), (0, 40)))
