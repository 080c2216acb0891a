"""Furniture: chairs, tables, beds, sofas, shelves, cupboards, fireplaces, baths. Each is about 28 units across."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from skyloom.geometry.parts import (
    Coat,
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
    rod,
    turned,
)
from skyloom.world.objects.blades import flames, jewel
from skyloom.world.objects.making import Making
from skyloom.world.objects.tints import coat

GOLD, WHITE, DARK = coat("f2b93a", "plain"), coat("f4f1ea", "plain"), coat("3a3638", "flat")
SPINES = ("c8403a", "3f78b8", "4a9a5a", "e0a83c", "7a55a8", "d9cbb0", "2f6a70")


def timber(making: Making) -> Coat:
    """Return the coat of a piece's wood."""
    return making.coat(("a8703c", "7d4f30", "c99a62"), "planks", names="wood frame leg", main=True)


def cushion(making: Making, *, main: bool = False) -> Coat:
    """Return the coat of what is padded."""
    return making.coat(("c8403f", "3f86a8", "e0a03c"), "plain", names="cushion seat pillow upholstery", main=main)


def chair(making: Making) -> Parts:
    """Build the kind of seat that is wanted."""
    return CHAIRS.get(making.kind, plain_chair)(making)


def plain_chair(making: Making) -> Parts:
    """Build a chair: four legs, a cushion, a back of rails or splats."""
    wood = timber(making)
    parts = mirrored(box(wood, (6.2, 8.6), (-8.6, -6.2), (0, 12))) + mirrored(
        box(wood, (6.2, 8.6), (6.2, 8.6), (0, 29))
    )
    parts += box(wood, (-9, 9), (-9, 9), (11, 13.4)) + box(cushion(making), (-7.8, 7.8), (-8.4, 6), (13.2, 15.4))
    if making.piece.scheme % 3 == 0:
        parts += box(wood, (-8.6, 8.6), (6.4, 8.4), (25.4, 29.6)) + box(wood, (-8, 8), (6.8, 8), (18.6, 21.4))
    elif making.piece.scheme % 3 == 1:
        parts += box(wood, (-8.6, 8.6), (6.4, 8.4), (26, 30))
        for x in (-3.4, 0.0, 3.4):
            parts += box(wood, (x - 0.8, x + 0.8), (6.8, 8), (13, 27))
    else:
        parts += box(wood, (-8, 8), (6.6, 8.2), (17, 29.4)) + drum(wood, (0, 6.6, 28), 8, 1.6, axis=1)
        parts += carve(prism(wood, [(0, 23.4), (2.6, 26), (0, 30), (-2.6, 26)], (4, 10)))
    return parts + changed(mirrored(box(wood, (6.8, 8), (-7, 7), (4.4, 6))), since=16)


def throne(making: Making) -> Parts:
    """Build a throne: tall, gilded, with stones and velvet, on a step."""
    frame = making.coat(("f2b632", "8d96a6", "c98a3c"), "plain", names="frame gold", main=True)
    velvet = making.coat(("b8243f", "4a3fb0", "8a2f7a"), "plain", names="cushion velvet seat")
    step = making.coat("a5a8b3", "stones", names="step")
    parts = box(step, (-13, 13), (-14, 10), (-4, -2)) + box(step, (-11, 11), (-11, 9), (-2, 0))
    parts += (
        box(frame, (-9, 9), (-8, 8), (0, 9))
        + box(velvet, (-6.8, 6.8), (-8.6, 5), (8.6, 11.4))
        + paint(box(velvet, (-5, 5), (-9, -7), (1.6, 7)))
    )
    parts += mirrored(box(frame, (7, 10), (-8.4, 6), (8, 15))) + mirrored(ball(frame, (8.5, -8, 15.4), 2.3))
    parts += box(frame, (-9.4, 9.4), (4.6, 8.4), (8, 31)) + box(velvet, (-6.6, 6.6), (3.9, 6), (12, 28.4))
    parts += prism(frame, [(-9.4, 30.6), (9.4, 30.6), (5, 34), (0, 39), (-5, 34)], (4.6, 8.4))
    if making.has("evil") or making.piece.scheme % 3 == 1:
        for x, top in ((-8.0, 38.0), (-4.0, 42.0), (4.0, 42.0), (8.0, 38.0)):
            parts += prism(frame, [(x - 1.4, 30), (x + 1.4, 30), (x, top)], (5.4, 7.6))
    parts += mirrored(ball(frame, (8.6, 6.4, 32.4), 2.2)) + ball(jewel(making), (0, 4.2, 33.4), 2.2)
    for z in (15.6, 20.2, 24.8):
        parts += changed(mirrored(paint(box(GOLD, (2.4, 3.8), (3, 5), (z, z + 1.4)))), since=32)
    return parts


def armchair(making: Making) -> Parts:
    """Build an armchair with a cushion."""
    cloth = making.coat(("4f8a7a", "c8563f", "6a6fb8"), "plain", names="cushion seat cloth", main=True)
    return _padded(making, cloth, 11.6, 1)


def stool(making: Making) -> Parts:
    """Build a stool with a round seat."""
    wood = timber(making)
    parts = drum(wood, (0, 0, 17), 9.4, 2.4) + drum(cushion(making), (0, 0, 19.2), 9, 2.6, top=0.92)
    for x in (-1, 1):
        for y in (-1, 1):
            parts += rod(wood, (x * 5, y * 5, 17.4), (x * 7.6, y * 7.6, 0.8), 1.5)
    return (
        parts
        + box(wood, (-6.4, 6.4), (-6.9, -5.6), (6, 7.6))
        + mirrored(box(wood, (5.4, 6.9), (-6.4, 6.4), (6, 7.6)))
        + box(wood, (-6.4, 6.4), (5.6, 6.9), (6, 7.6))
    )


def bench(making: Making) -> Parts:
    """Build a park bench of slats on iron feet."""
    wood, iron = timber(making), making.coat(("3f444f", "2f5a4a", "5a5d66"), "plain", names="iron feet metal")
    parts: Parts = []
    for index in range(3):
        y = -7 + index * 4.0
        parts += box(wood, (-16, 16), (y, y + 3.2), (9, 11))
    for z in (13.6, 18.4):
        parts += box(wood, (-16, 16), (5.6, 7.4), (z, z + 3.8))
    for x in (-12.4, 12.4):
        parts += (
            box(iron, (x - 1.2, x + 1.2), (-7, 7), (7, 9.2))
            + box(iron, (x - 1.2, x + 1.2), (-7, -4.6), (0, 8))
            + box(iron, (x - 1.2, x + 1.2), (5, 8.4), (0, 22))
        )
        parts += box(iron, (x - 1.2, x + 1.2), (-7.6, 6), (14, 15.6)) + box(
            iron, (x - 1.2, x + 1.2), (-7.6, -5.8), (9, 15)
        )
    return parts


CHAIRS: Mapping[str, Callable[[Making], Parts]] = {
    "throne": throne,
    "armchair": armchair,
    "stool": stool,
    "bench": bench,
}


def _padded(making: Making, cloth: Coat, half: float, seats: int) -> Parts:
    """Return an upholstered seat for one or several."""
    foot = coat("6b4630", "plain")
    parts = mirrored(
        box(foot, (half - 3, half - 0.6), (-8.4, -6), (0, 2.4)) + box(foot, (half - 3, half - 0.6), (6, 8.4), (0, 2.4))
    )
    parts += box(cloth, (-half, half), (-9, 9.4), (2, 8)) + changed(
        mirrored(box(cloth, (half - 4, half), (-9.6, 8), (2, 13.4))), tone=-1
    )
    parts += changed(mirrored(drum(cloth, (half - 2, -9.8, 13.4), 2.6, 17, axis=1)), tone=0)
    parts += box(cloth, (-half + 0.6, half - 0.6), (5, 9.8), (6, 19.4)) + drum(
        cloth, (-half + 0.6, 7.4, 19.4), 2.4, 2 * half - 1.2, axis=0
    )
    inner = half - 4.2
    for index in range(seats):
        low, high = -inner + 2 * inner * index / seats, -inner + 2 * inner * (index + 1) / seats
        parts += changed(box(cloth, (low + 0.25, high - 0.25), (-9.4, 5), (8, 11)), tone=1)
        parts += changed(box(cloth, (low + 0.5, high - 0.5), (3.6, 6), (11.6, 18.6)), tone=1)
    for side in (-1, 1) if seats > 1 else (1,):
        pillow = box(cushion(making), (-2.6, 2.6), (-1, 1), (-2.6, 2.6))
        parts += moved(turned(turned(pillow, "y", side * 12), "x", -14), (side * (inner - 3.2), 2.0, 13.8))
    return parts


def sofa(making: Making) -> Parts:
    """Build a sofa with two or three seats and cushions."""
    cloth = making.coat(("4a86b8", "b8503f", "5f8f5a"), "plain", names="sofa couch cloth", main=True)
    return _padded(making, cloth, making.pick((17.0, 15.0, 18.6)), making.pick((3, 2, 3)))


def table(making: Making) -> Parts:
    """Build a table laid with a vase and a cup, or a desk with drawers."""
    if making.kind == "desk":
        return desk(making)
    wood = timber(making)
    if making.piece.scheme % 3 == 1:
        parts = (
            drum(wood, (0, 0, 14), 14.6, 2.4) + drum(wood, (0, 0, 1), 2, 13.4) + drum(wood, (0, 0, 0), 7.4, 2, top=0.7)
        )
    else:
        parts = box(wood, (-15, 15), (-10, 10), (14, 16.4)) + changed(
            box(wood, (-13, 13), (-8.2, 8.2), (11.6, 14)), tone=-1
        )
        parts += mirrored(box(wood, (11, 13.6), (-8.8, -6.2), (0, 14)) + box(wood, (11, 13.6), (6.2, 8.8), (0, 14)))
    if making.piece.scheme % 3 == 2:
        cloth = coat("d8403f", "checks", second="f6ede0")
        parts += box(cloth, (-15.4, 15.4), (-5.4, 5.4), (15.8, 17)) + mirrored(
            box(cloth, (14.6, 15.6), (-5.4, 5.4), (10.6, 17))
        )
    if making.lacks("vase", "flower", "cup"):
        return parts
    pot = making.coat(("4f86c8", "e8e2d6", "d98a4a"), "plain", names="vase")
    parts += lathe(pot, (-3.6, 1, 16.2), [(0, 1.4), (2.2, 2.4), (4, 1.2), (4.8, 1.6)])
    for dx, dy, dz, digits in ((-1.6, 0.0, 7.4, "f06a8a"), (1.6, -0.6, 8.0, "ffd24a"), (0.2, 1.6, 9.2, "f4f1ea")):
        parts += rod(coat("4f9a3f", "flat"), (-3.6, 1, 20), (-3.6 + dx, 1 + dy, 15.4 + dz), 0.5) + ball(
            coat(digits, "flat"), (-3.6 + dx, 1 + dy, 16 + dz), 1.4
        )
    return parts + drum(WHITE, (6, -3, 16.4), 2.0, 3) + paint(drum(coat("6b3f2a", "flat"), (6, -3, 18.8), 1.3, 2))


def desk(making: Making) -> Parts:
    """Build a desk with drawers, a lamp, books and paper."""
    wood, knob = timber(making), GOLD
    parts = (
        box(wood, (-16, 16), (-8.6, 8.6), (14, 16))
        + box(wood, (5.6, 15), (-7.4, 7.4), (0, 14))
        + box(wood, (-15, -12.6), (-7.4, 7.4), (0, 14))
    )
    parts += changed(box(wood, (-14, 14), (6, 7.4), (5, 14)), tone=-1)
    for z in (1.0, 5.4, 9.8):
        parts += changed(box(wood, (6.4, 14.2), (-7.9, -6), (z, z + 3.7)), tone=1) + ball(
            knob, (10.3, -8.2, z + 1.8), 0.9
        )
    lamp = making.coat(("3f8f7a", "d8503a", "e0a83c"), "plain", names="lamp")
    parts += (
        drum(lamp, (-10.6, 3, 16), 2.8, 1.2)
        + rod(GOLD, (-10.6, 3, 17), (-10.6, 3, 23), 0.6)
        + lathe(lamp, (-10.6, 3, 22), [(0, 4.2), (3.6, 2)])
    )
    parts += ball(coat("fff0a8", "flat", glows=True), (-10.6, 3, 21.8), 2.2) + box(
        WHITE, (-4, 3), (-6, 2), (15.8, 16.7)
    )
    for index, (x, high) in enumerate(((5.0, 7.0), (7.4, 6.2), (9.8, 7.6), (12.2, 6.6))):
        parts += box(coat(SPINES[index], "flat"), (x, x + 2.2), (1.4, 6.4), (16, 16 + high))
    return parts


def bed(making: Making) -> Parts:
    """Build a bed: head and foot of wood, pillows, a blanket turned down; one of them with posts and a canopy."""
    wood, sheet = timber(making), coat("f6f2ea", "plain")
    blanket = making.coat(("3f78c8", "c8443f", "5f9a5a"), "plain", names="blanket cover sheet quilt")
    if making.piece.scheme % 3 == 1:
        blanket = Coat(rgb=blanket.rgb, pattern="checks", second=(240, 226, 200))
    parts = box(wood, (-11, 11), (-16, 15), (4, 7.4)) + mirrored(box(wood, (8.6, 11), (-16, -13.6), (0, 5)))
    parts += (
        box(sheet, (-10.2, 10.2), (-14.6, 14), (7, 11))
        + box(blanket, (-10.9, 10.9), (-15, 4.4), (6.4, 12.2))
        + box(sheet, (-11.1, 11.1), (3.4, 6.8), (8, 12.6))
    )
    parts += mirrored(box(sheet, (1, 9.2), (8, 13.4), (11, 13.6)))
    parts += box(wood, (-11.6, 11.6), (14, 16.4), (0, 19)) + box(wood, (-11.6, 11.6), (-17, -15), (0, 12.4))
    if making.has("royal") or making.piece.scheme % 3 == 2:
        drape = making.coat(("8a2f4a", "4a4a9c", "8a2f4a"), "plain", names="canopy curtain")
        for y in (-16.0, 15.2):
            parts += mirrored(box(wood, (10.4, 12.2), (y - 0.9, y + 0.9), (0, 29)))
        parts += box(drape, (-12.6, 12.6), (-17.2, 16.4), (28, 31)) + mirrored(
            box(drape, (11, 12.8), (11.4, 14.4), (12, 28))
        )
        return parts + box(GOLD, (-13, 13), (-17.6, 16.8), (27.4, 28.4))
    return parts + mirrored(ball(wood, (10.8, 15.2, 20), 1.7)) + drum(wood, (0, 14, 19), 6, 2.4, axis=1)


def bookshelf(making: Making) -> Parts:
    """Build a shelf full of books with a plant, a globe or a skull between them."""
    wood = timber(making)
    parts = box(wood, (-12, 12), (-4.4, 4.4), (0, 32)) + carve(box(wood, (-10.4, 10.4), (-8, 2.8), (1.8, 30.2)))
    parts += box(wood, (-12.8, 12.8), (-5, 5), (31, 33))
    for shelf in range(4):
        z = 1.6 + shelf * 7.3
        if shelf:
            parts += box(wood, (-11, 11), (-4.4, 4), (z - 1.2, z + 0.2))
        x, index = -10.2, shelf * 3 + making.piece.scheme
        while x < 9.6:
            wide = (1.9, 2.5, 1.6, 2.2)[index % 4]
            high = (5.4, 4.6, 5.8, 5.0, 4.2)[index % 5]
            if shelf == 2 - making.piece.scheme % 2 and -2 < x < 4:
                parts += ball(
                    coat("4fa0d8" if shelf == 2 else "6faa4a", "patches", second="5fb85a"), (1.4, -1.4, z + 2.6), 2.6
                )
                x, index = 5.2, index + 1
                continue
            end = min(x + wide, 10.4)
            parts += box(coat(SPINES[index % len(SPINES)], "flat"), (x, end), (-3.8, 3), (z, z + high))
            x, index = x + wide, index + 1
    return parts


def cabinet(making: Making) -> Parts:
    """Build a wardrobe, a chest of drawers, or a fridge."""
    if making.kind == "fridge":
        return fridge(making)
    wood = timber(making)
    if making.kind == "drawers" or (not making.kind and making.piece.scheme % 3 == 1):
        parts = (
            box(wood, (-12, 12), (-7, 7), (2, 20))
            + box(wood, (-13, 13), (-8, 8), (19.6, 22))
            + mirrored(box(wood, (9, 11.6), (-6.6, 6.6), (0, 3)))
        )
        for z in (3.4, 9.0, 14.6):
            parts += changed(box(wood, (-10.6, 10.6), (-7.7, -6), (z, z + 4.6)), tone=1) + mirrored(
                ball(GOLD, (5, -8, z + 2.3), 1.0)
            )
        return (
            parts
            + lathe(coat("4f86c8", "plain"), (6, 0, 22), [(0, 1.6), (3, 2.6), (5, 1.2)])
            + ball(coat("f06a8a", "flat"), (6, 0, 28.6), 2.2)
        )
    parts = (
        box(wood, (-11, 11), (-6.6, 6.6), (1.6, 29))
        + box(wood, (-12.2, 12.2), (-7.8, 7.8), (28, 31))
        + box(wood, (-11.8, 11.8), (-7.4, 7.4), (0, 3))
    )
    for side in (-1, 1):
        low, high = sorted((side * 0.4, side * 10.2))
        parts += changed(box(wood, (low, high), (-7.3, -6), (3.6, 27.4)), tone=1)
        for z in (5.4, 17.0):
            parts += changed(box(wood, (low + 1.7, high - 1.7), (-7.7, -6), (z, z + 8.6)), tone=-1)
    return parts + mirrored(ball(GOLD, (1.8, -8, 15.4), 1.1))


def fridge(making: Making) -> Parts:
    """Build a fridge with two doors and magnets."""
    skin = making.coat(("eef1f4", "7fcfc8", "e86a5a"), "plain", names="door body", main=True)
    metal = coat("aab3c0", "plain")
    parts = (
        box(skin, (-9.6, 9.6), (-7, 8), (1, 32))
        + changed(box(skin, (-9.6, 9.6), (-9, -7.4), (1.6, 19)), tone=1)
        + changed(box(skin, (-9.6, 9.6), (-9, -7.4), (20.2, 31.4)), tone=1)
    )
    parts += box(DARK, (-8.6, 8.6), (-8, 7), (0, 1.4)) + paint(
        box(coat("8b93a0", "flat"), (-12, 12), (-7.6, -6.9), (0, 33))
    )
    parts += box(metal, (-8, -6.4), (-10.4, -8), (10, 17.4)) + box(metal, (-8, -6.4), (-10.4, -8), (21.6, 27))
    for x, z, digits in ((1.4, 26.0, "f2c23c"), (4.6, 24.0, "e0463a"), (3.0, 13.0, "3f86d8")):
        parts += changed(box(coat(digits, "flat"), (x, x + 2), (-9.5, -8), (z, z + 2)), since=20)
    return parts


def fireplace(making: Making) -> Parts:
    """Build a fireplace of bricks with a fire, a mantel, a clock."""
    brick = making.coat(("b0573f", "9a9da6", "d9cbb0"), "bricks", names="brick stone wall", main=True)
    wood = coat("6f4630", "planks")
    parts = (
        box(brick, (-13, 13), (-2, 7), (0, 18))
        + box(brick, (-8.6, 8.6), (0, 7), (18, 33))
        + box(wood, (-15, 15), (-4.6, 7), (17.6, 20))
    )
    parts += carve(box(brick, (-7.4, 7.4), (-6, 4), (1, 10)) + drum(brick, (0, -6, 10), 7.4, 10, axis=1)) + box(
        coat("8d9098", "stones"), (-15, 15), (-9, 7), (-1.6, 0.6)
    )
    parts += paint(box(coat("3a3033", "flat"), (-7.4, 7.4), (3.6, 6), (0, 18)))
    for y, x in ((-1.0, 5.4), (1.4, -5.4)):
        parts += rod(coat("7d5233", "plain"), (-x, y, 1.8), (x, y + 0.6, 2.6), 1.4)
    parts += flames((0, 0.6, 2), 4.2, 11) + flames((-3.6, 1, 2), 2.4, 7.4) + flames((3.8, 1, 2), 2.4, 7.8)
    parts += box(coat("e0b84a", "plain"), (-2.6, 2.6), (-3, 0), (20, 25)) + drum(WHITE, (0, -3.5, 22.6), 1.8, 1, axis=1)
    return parts + mirrored(
        drum(coat("f4ead6", "flat"), (9.6, -1.4, 20), 1.2, 4.4)
        + ball(coat("ffb52e", "flat", glows=True), (9.6, -1.4, 25), 1.1)
    )


def bath(making: Making) -> Parts:
    """Build a bathtub on feet, full of foam, with a duck."""
    tub, metal = (
        making.coat(("f4f5f7", "8fd0d8", "f2b8c8"), "plain", names="tub bath", main=True),
        making.coat(("f2b93a", "c3ccd8", "d08a4a"), "plain", names="tap foot metal"),
    )
    parts = ball(tub, (0, 0, 9.6), (16, 9.6, 8), power=3.2) + carve(box(tub, (-30, 30), (-30, 30), (13.4, 40)))
    parts += ball(tub, (0, 0, 13.4), (16.6, 10.2, 1.5), power=3.2) + carve(
        ball(tub, (0, 0, 14), (14, 7.6, 5), power=3.2)
    )
    parts += ball(coat("62c4f2", "ripples"), (0, 0, 11.4), (14.2, 7.8, 1.3), power=3.2)
    for x, y, r in ((-9.0, -2.0, 3.4), (-5.0, 2.6, 3.0), (-10.4, 2.6, 2.6), (-3.6, -3.0, 2.4), (8.0, 3.4, 2.4)):
        parts += ball(coat("f8fcff", "soft"), (x, y, 13.4), r)
    for x in (-10, 10):
        for y in (-5.4, 5.4):
            parts += ball(metal, (x, y, 1.4), (2, 2, 2.4))
    parts += (
        ball(coat("ffd23c", "plain"), (4, -2.6, 14), (2.6, 2.2, 1.9))
        + ball(coat("ffd23c", "plain"), (2.6, -3, 16.6), 1.6)
        + box(coat("f08a2c", "flat"), (0.4, 1.8), (-3.8, -2.6), (16, 17))
    )
    return parts + rod(metal, (15.6, 0, 13), (15.6, 0, 20), 1.0) + rod(metal, (15.6, 0, 20), (10.6, 0, 19.4), 1.0)
