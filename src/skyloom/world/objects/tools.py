"""Tools, boxes and vessels: pickaxes, shovels, anvils, barrels, crates, books, cauldrons. About 30 units high."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

from skyloom.geometry.parts import (
    Parts,
    Span,
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
    turned,
)
from skyloom.world.objects.blades import flames, handle, steel
from skyloom.world.objects.making import Making
from skyloom.world.objects.tints import coat

GOLD, DARK = coat("f2b93a", "plain"), coat("3a3638", "plain")


def pickaxe(making: Making) -> Parts:
    """Build a pickaxe: a curved head with two points on a handle."""
    head, wood = steel(making), handle(making)
    parts = drum(wood, (0, 0, 0), 1.8, 30) + drum(coat("4a3226", "plain"), (0, 0, 3), 2.2, 5)
    upper = [(0.0, 31.4), (5.0, 30.8), (10.0, 28.6), (15.4, 22.6)]
    lower = [(14.6, 22.2), (9.0, 25.8), (4.4, 27.0), (0.0, 27.2)]
    parts += mirrored(prism(head, [*upper, *lower], (-1.6, 1.6))) + changed(
        box(head, (-2.8, 2.8), (-2.4, 2.4), (26.6, 32)), tone=-1
    )
    return parts + changed(
        mirrored(prism(head, [(10.0, 28.6), (15.4, 22.6), (14.6, 22.2), (9.6, 26.6)], (-1.7, 1.7))), tone=1
    )


def shovel(making: Making) -> Parts:
    """Build a shovel, a pencil or a pan."""
    return SHOVELS.get(making.kind, spade)(making)


def spade(making: Making) -> Parts:
    """Build a shovel with a grip across its end."""
    blade, wood = steel(making), handle(making)
    grip = making.coat(("c8403a", "3f6fb0", "e0a83c"), "plain", names="grip")
    outline: list[Span] = [
        (0.0, 0.0),
        (4.4, 2.6),
        (6.8, 7.0),
        (6.8, 13.6),
        (3.0, 15.0),
        (-3.0, 15.0),
        (-6.8, 13.6),
        (-6.8, 7.0),
        (-4.4, 2.6),
    ]
    parts = prism(blade, outline, (-1.2, 1.2)) + changed(
        prism(blade, [(x * 0.7, 2.6 + z * 0.76) for x, z in outline], (-1.8, 0)), tone=-1
    )
    parts += drum(blade, (0, 0, 13), 1.9, 5) + drum(wood, (0, 0, 16), 1.4, 16)
    return parts + mirrored(rod(wood, (0, 0, 31), (3.4, 0, 35), 1.1)) + box(grip, (-4.6, 4.6), (-1.3, 1.3), (34.4, 37))


def pencil(making: Making) -> Parts:
    """Build a pencil that stands on its point."""
    paint_ = making.coat(("f6bf2e", "3f86d8", "e0463a"), "plain", names="pencil", main=True)
    wood, lead = coat("f0d0a0", "plain"), coat("3a3638", "flat")
    parts = lathe(lead, (0, 0, 0), [(0, 0.5), (2.6, 1.6)], sides=6) + lathe(
        wood, (0, 0, 2.4), [(0, 1.6), (5, 4.4)], sides=6
    )
    parts += lathe(paint_, (0, 0, 7), [(0, 4.4), (17, 4.4)], sides=6) + changed(
        box(paint_, (-1.6, 1.6), (-4.3, 0), (7, 24)), tone=1
    )
    return (
        parts
        + drum(coat("c3ccd8", "plain"), (0, 0, 23.6), 4.5, 3)
        + drum(coat("f08a9a", "plain"), (0, 0, 26.4), 4.2, 4)
    )


def pan(making: Making) -> Parts:
    """Build a frying pan."""
    metal = making.coat(("3f444f", "8a4a3a", "5a5d66"), "plain", main=True)
    parts = drum(metal, (0, 0, 0), 11.6, 4, top=1.14) + carve(drum(metal, (0, 0, 1.6), 10.8, 6, top=1.14))
    return (
        parts
        + rod(metal, (11, 0, 3.4), (16, 0, 4.4), 1.4)
        + rod(coat("8a5632", "plain"), (16, 0, 4.4), (27, 0, 6), 1.8)
    )


SHOVELS: Mapping[str, Callable[[Making], Parts]] = {"pencil": pencil, "pan": pan}


def wrench(making: Making) -> Parts:
    """Build a spanner with two heads, or a cog wheel."""
    metal = steel(making, turn=1)
    if making.kind == "gear":
        bronze = making.coat(("c98a3c", "9aa5b4", "e0b04a"), "metal", main=True)
        parts = drum(bronze, (0, -2.6, 15), 11, 5.2, axis=1)
        for index in range(8):
            tooth = box(bronze, (-2.4, 2.4), (-2.6, 2.6), (9, 15))
            parts += moved(turned(tooth, "y", 45 * index + 22.5), (0, 0, 15))
        parts += changed(ring(bronze, (0, -2.4, 15), 7.6, 1.2, axis=1), tone=1)
        return parts + carve(drum(bronze, (0, -6, 15), 3.6, 12, axis=1))
    parts = box(metal, (-2.4, 2.4), (-1.5, 1.5), (6, 26)) + changed(box(metal, (-1.1, 1.1), (-2, 2), (9, 23)), tone=-1)
    parts += drum(metal, (0, -1.9, 28), 6.4, 3.8, axis=1) + carve(
        prism(metal, [(-2.6, 28), (-3.2, 38), (3.2, 38), (2.6, 28), (0, 26.4)], (-4, 4))
    )
    return parts + drum(metal, (0, -1.9, 4.6), 5.2, 3.8, axis=1) + carve(drum(metal, (0, -4, 4.6), 2.6, 8, axis=1))


def anvil(making: Making) -> Parts:
    """Build an anvil on a block of wood with a hammer on it."""
    metal = making.coat(("565d6a", "6b6f7a", "4a4f5a"), "plain", main=True)
    parts = drum(coat("8a5a34", "planks"), (0, 0, 0), 9, 9) + changed(
        drum(coat("c99a62", "flat"), (0, 0, 8.2), 8.4, 1), tone=0
    )
    parts += (
        box(metal, (-7, 7), (-5, 5), (9, 12))
        + box(metal, (-4, 4), (-3.4, 3.4), (12, 16))
        + box(metal, (-9, 8), (-5, 5), (16, 21))
    )
    parts += prism(metal, [(-9, 21), (-9, 16), (-17, 20.6)], (-3.4, 3.4)) + changed(
        box(metal, (-9, 8), (-5, 5), (20.2, 21.4)), tone=1
    )
    return (
        parts
        + rod(coat("8a5632", "plain"), (-2, 0, 22.6), (11, -1, 22.6), 1.0)
        + box(coat("c3ccd8", "plain"), (-4.4, -0.6), (-3.4, 3.4), (21.2, 24.8))
    )


def barrel(making: Making) -> Parts:
    """Build a barrel of staves with hoops; one of them lies, one is open."""
    wood = making.coat(("a8703c", "8a5632", "c0894e"), "planks", names="wood stave", main=True)
    hoop = making.coat(("565d6a", "8d96a4", "c98a3c"), "plain", names="hoop band iron metal")
    stave = [(0, 9.6), (5, 11.4), (12, 12.4), (19, 11.4), (24, 9.6)]
    parts = lathe(wood, (0, 0, 0), stave)
    for z, r in ((1.4, 10.4), (6.6, 12.0), (15.6, 12.4), (20.8, 10.9)):
        parts += drum(hoop, (0, 0, z), r + 0.3, 2)
    parts += carve(drum(wood, (0, 0, 22.6), 8.4, 4))
    if making.has("full", "open"):
        parts += drum(coat("4fb0ea", "ripples"), (0, 0, 21), 8.6, 2)
    parts += drum(coat("6b4630", "flat"), (0, -12.8, 12), 1.9, 2.4, axis=1)
    if making.piece.scheme % 3 == 1:
        return moved(turned(parts, "x", 90), (0, 12, 12.6)) + mirrored(
            box(coat("8a5632", "planks"), (6, 9), (-8, 10), (-2, 3))
        )
    return parts


def crate(making: Making) -> Parts:
    """Build a crate of boards with a frame and braces, a box of cardboard, or a die."""
    if making.kind == "cardboard":
        return carton(making)
    if making.kind == "die":
        return die(making)
    wood = making.coat(("c0894e", "a8703c", "d9ad74"), "boards", names="board", main=True)
    frame = making.coat(("8a5a34", "74492c", "9c6b40"), "plain", names="frame edge corner")
    parts = box(wood, (-11, 11), (-11, 11), (1, 23))
    for a in (-11.0, 11.0):
        for b in (-11.0, 11.0):
            parts += box(frame, (a - 1.6, a + 1.6), (b - 1.6, b + 1.6), (0, 24))
            parts += (
                box(frame, (-12.6, 12.6), (a - 1.6, a + 1.6), (11.4 + b - 0.9, 13.2 + b + 0.9))
                if b < 0
                else box(frame, (-12.6, 12.6), (a - 1.6, a + 1.6), (21.2, 24.4))
            )
            parts += box(frame, (a - 1.6, a + 1.6), (-12.6, 12.6), (0, 3.2) if b < 0 else (21.2, 24.4))
    for sign in (-1, 1):
        brace = [(-10, 2.6), (-7, 2.6), (10, 21.6), (7, 21.6)]
        parts += prism(frame, brace, (sign * 11.9 - 0.5, sign * 11.9 + 0.5), axis=1) + prism(
            frame, brace, (sign * 11.9 - 0.5, sign * 11.9 + 0.5), axis=0
        )
    nail = coat("d9dee6", "flat")
    for x in (-11.0, 11.0):
        for z in (2.0, 22.0):
            parts += changed(paint(box(nail, (x - 0.6, x + 0.6), (-13, -12), (z - 0.6, z + 0.6))), since=40)
    return parts


def carton(making: Making) -> Parts:
    """Build a box of cardboard with tape and open flaps."""
    card, tape = making.coat(("c79a62", "b98a52", "d9b07a"), "plain", main=True), coat("e8d3a8", "flat")
    parts = (
        box(card, (-11, 11), (-9, 9), (0, 15))
        + carve(box(card, (-9.8, 9.8), (-7.8, 7.8), (6, 20)))
        + changed(paint(box(card, (-9.9, 9.9), (-7.9, 7.9), (5, 7))), tone=-2)
    )
    for sign in (-1, 1):
        parts += (
            moved(turned(box(card, (0, 7), (-9, 9), (-0.6, 0.6)), "y", -30), (11, 0, 15))
            if sign > 0
            else moved(turned(box(card, (-7, 0), (-9, 9), (-0.6, 0.6)), "y", 30), (-11, 0, 15))
        )
        parts += (
            moved(turned(box(card, (-10.6, 10.6), (0, 6), (-0.6, 0.6)), "x", 40), (0, 9, 15))
            if sign > 0
            else moved(turned(box(card, (-10.6, 10.6), (-6, 0), (-0.6, 0.6)), "x", 60), (0, -9, 15))
        )
    return (
        parts
        + paint(box(tape, (-1.6, 1.6), (-10, 10), (0, 13)))
        + changed(paint(box(DARK, (-8, -4), (-10, -8), (2, 5))), since=24)
    )


def die(making: Making) -> Parts:
    """Build a die with its pips."""
    body, pip = (
        making.coat(("f6f3ea", "d8382f", "3f6fb0"), "plain", main=True),
        making.coat(("2f2f36", "f6f3ea", "f6f3ea"), "flat", names="pip dot"),
    )
    parts = ball(body, (0, 0, 12), 12.6, power=9)
    for x, z in ((-5.4, 6.6), (5.4, 6.6), (-5.4, 17.4), (5.4, 17.4), (0.0, 12.0)):
        parts += paint(box(pip, (x - 1.6, x + 1.6), (-14, -10), (z - 1.6, z + 1.6)))
    for y, z in ((-5.0, 17.0), (0.0, 12.0), (5.0, 7.0)):
        parts += paint(box(pip, (10, 14), (y - 1.6, y + 1.6), (z - 1.6, z + 1.6)))
    return parts + paint(box(pip, (-2.2, 2.2), (-2.2, 2.2), (22, 26)))


def gift(making: Making) -> Parts:
    """Build a present: paper, a ribbon both ways, a bow."""
    paper = making.coat(
        ("e0463a", "3f86d8", "4fa85a"),
        ("plain", "spots", "hoops")[making.piece.scheme % 3],
        names="paper box",
        main=True,
        second=("f6e3b0", "f6f3ea", "f6f3ea")[making.piece.scheme % 3],
    )
    ribbon = making.coat(("f6c93c", "f6f0e6", "e0403f"), "plain", names="ribbon bow")
    parts = box(paper, (-10, 10), (-10, 10), (0, 15)) + box(paper, (-11.2, 11.2), (-11.2, 11.2), (14, 19))
    parts += box(ribbon, (-2, 2), (-11.8, 11.8), (0, 19.8)) + box(ribbon, (-11.8, 11.8), (-2, 2), (0, 19.8))
    for turn in (20, 160):
        loop = ring(ribbon, (0, 0, 0), 3.4, 1.6, axis=1)
        a = math.radians(turn)
        parts += moved(loop, (5.0 * math.cos(a), 0, 22.4))
    return parts + ball(ribbon, (0, 0, 21), 2.6) + mirrored(rod(ribbon, (1, -1, 20.4), (6, -6, 20), 1.1))


def book(making: Making) -> Parts:
    """Build a thick book that lies or stands with clasps and a sign, or a scroll."""
    if making.kind == "scroll":
        return scroll(making)
    cover = making.coat(("8f2f3a", "2f4f8a", "4a6a3a"), "plain", names="cover", main=True)
    pages, trim = (
        coat("f3e6c8", "bands", second="e0cfa8"),
        making.coat(("f2b93a", "d9dee6", "e0a83c"), "plain", names="trim clasp corner"),
    )
    glow = making.has("glowing", "evil")
    badge = making.coat(("f6d24a", "7fe0ff", "c58bff"), "flat", names="badge sign symbol star", glows=glow)
    parts = (
        box(cover, (-11, 11), (-3.6, 3.6), (0, 28))
        + carve(box(cover, (-9, 14), (-2.4, 2.4), (26.6, 30)))
        + carve(box(cover, (9.6, 14), (-2.4, 2.4), (-2, 30)))
    )
    parts += box(pages, (-9.4, 10), (-2.4, 2.4), (1.2, 27)) + box(cover, (-11.6, -8.6), (-3.9, 3.9), (0, 28))
    for z in (4.0, 13.0, 22.0):
        parts += box(trim, (-12, -8.6), (-4.3, 4.3), (z, z + 1.8))
    for x, z in ((9.2, 1.6), (9.2, 26.4)):
        parts += box(trim, (x - 2, x + 2), (-4.2, 4.2), (z - 1.8, z + 1.8))
    parts += box(trim, (9.4, 11.8), (-4.2, 4.2), (12.6, 16))
    star = []
    for index in range(8):
        reach, turn = (5.0 if index % 2 == 0 else 2.2), math.pi / 2 + index * math.pi / 4
        star.append((reach * math.cos(turn), 14 + reach * math.sin(turn)))
    parts += prism(badge, star, (-4.4, -3))
    if making.piece.scheme % 3 == 1:
        return moved(turned(turned(parts, "x", -90), "z", 0), (0, 0, 4))
    return parts


def scroll(making: Making) -> Parts:
    """Build a scroll, unrolled, with lines of writing and a seal."""
    sheet, rolled = (
        making.coat(("f3e2b8", "ead2a0", "f6ecd2"), "plain", names="paper", main=True),
        making.coat(("e0c890", "d2b47c", "e8dab4"), "plain", names="roll"),
    )
    wood, ink = coat("8a4a2c", "plain"), coat("6b4a34", "flat")
    parts = box(sheet, (-9, 9), (-0.8, 0.8), (3, 27))
    for z in (3.0, 27.0):
        parts += (
            drum(rolled, (-9.8, 0, z), 2.9, 19.6, axis=0)
            + drum(wood, (-12.6, 0, z), 1.3, 25.2, axis=0)
            + mirrored(ball(wood, (13, 0, z), 1.8))
        )
    for index, wide in enumerate((6.4, 6.8, 5.0, 6.6)):
        z = 21.4 - index * 3.0
        parts += box(ink, (-6.8, -6.8 + 2 * wide), (-1.3, 0), (z, z + 1.0))
    return parts + drum(coat("d8382f", "flat"), (4.6, -1.9, 8.4), 2.2, 1.6, axis=1)


def cauldron(making: Making) -> Parts:
    """Build a cauldron on three feet over a fire with a bubbling brew."""
    iron = making.coat(("3f444f", "4a3f4a", "5a4a40"), "plain", names="pot iron", main=True)
    brew = making.coat(("7be04a", "b45cf0", "4ad8e0"), "flat", names="brew potion liquid", glows=True)
    parts = (
        ball(iron, (0, 0, 12), (12.4, 12.4, 10.4))
        + carve(box(iron, (-30, 30), (-30, 30), (17.4, 40)))
        + drum(iron, (0, 0, 16.6), 11.6, 2.6, top=1.1)
    )
    parts += (
        carve(drum(iron, (0, 0, 17.4), 10, 6))
        + drum(brew, (0, 0, 15), 10.4, 3.2)
        + mirrored(ring(iron, (12.4, 0, 13), 2.6, 0.9, axis=1))
    )
    for x, y, r in ((-4.0, -2.0, 2.2), (3.4, -4.4, 1.7), (2.4, 3.4, 2.6), (-5.4, 4.0, 1.4), (6.4, 0.6, 1.3)):
        parts += ball(brew, (x, y, 18.4), r)
    for x, y, z, r in ((-3.0, -1.0, 24.0, 1.5), (1.6, 1.0, 27.4, 1.1)):
        parts += changed(ball(brew, (x, y, z), r) + rod(brew, (x, y, 18), (x, y, z), 0.35), since=40)
    for index in range(3):
        turn = math.tau * index / 3 - math.pi / 2
        parts += rod(
            iron, (8 * math.cos(turn), 8 * math.sin(turn), 5), (9.6 * math.cos(turn), 9.6 * math.sin(turn), -2), 1.5
        )
    for turn in (0.3, 1.4, 2.5):
        parts += rod(
            coat("7d5233", "planks"),
            (11 * math.cos(turn), 11 * math.sin(turn), -2),
            (-11 * math.cos(turn), -11 * math.sin(turn), -1),
            1.4,
        )
    return parts + flames((-4, -6, -2), 2.6, 7) + flames((5, -5, -2), 2.4, 6)


def vase(making: Making) -> Parts:
    """Build a vase or pot with bands; one of them holds flowers."""
    clay = making.coat(("d2703f", "4f86c8", "e8e2d6"), "plain", names="vase pot clay", main=True)
    band = making.coat(("3a2f2c", "f2d9a0", "3f6fb0"), "flat", names="band pattern stripe")
    profile = making.pick(
        (
            [(0, 5), (4, 9), (11, 11), (17, 8), (20, 4.6), (23, 4.4), (25, 6.4)],
            [(0, 6), (3, 10.4), (9, 11.4), (14, 8), (18, 4), (24, 3.4), (26, 5)],
            [(0, 7), (10, 9.6), (18, 11), (19, 12), (22, 12)],
        )
    )
    parts = lathe(clay, (0, 0, 0), [(float(z), float(r)) for z, r in profile])
    for z in (8.0, 14.0):
        parts += paint(box(band, (-20, 20), (-20, 20), (z, z + 1.8)))
    top, mouth = profile[-1]
    parts += carve(drum(clay, (0, 0, top - 2), max(mouth - 1.6, 1.5), 4))
    if making.piece.scheme % 3 == 0 and not making.lacks("flower"):
        return parts + mirrored(tube(clay, [(4, 0, 22), (9.4, 0, 21), (10.4, 0, 16)], 1.3))
    return parts
