"""Fruit, vegetables and things to drink from. Each is about 26 units high."""

from __future__ import annotations

import math
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
    ring,
    rod,
    tube,
    turned,
)
from skyloom.world.objects.making import Making
from skyloom.world.objects.tints import coat

STALK, LEAF, SHINE = coat("6f4a2c", "plain"), coat("5fae3f", "plain"), coat("fff0e6", "flat")


def _leaf(at: tuple[float, float, float], turn: float, /, *, long: float = 5.0) -> Parts:
    x, y, z = at
    c, s = math.cos(turn), math.sin(turn)
    parts = ball(LEAF, (0, 0, 0), (long, long * 0.5, 1.0))
    return moved(turned(parts, "z", math.degrees(turn)), (x + c * long * 0.8, y + s * long * 0.8, z))


def fruit(making: Making) -> Parts:
    """Build the kind of fruit that is wanted."""
    return FRUITS.get(making.kind, making.pick((apple, basket, pear)))(making)


def apple(making: Making) -> Parts:
    """Build an apple with a dent, a stalk, a leaf."""
    skin = making.coat(("dc2f35", "86c440", "f2b52e"), "soft", names="apple", main=True)
    profile = [(0, 4.2), (1.4, 7.6), (6, 11), (12, 12.8), (17, 11.6), (20, 8), (20.6, 4.4)]
    parts = lathe(skin, (0, 0, 0), profile, lobes=[(5, 0.03, 0.3)]) + carve(ball(skin, (0, 0, 21), (3.6, 3.6, 2.4)))
    parts += paint(ball(SHINE, (-4.4, -10.4, 15), (2.0, 3, 2.8)))
    return parts + tube(STALK, [(0, 0, 18), (0.4, 0, 22), (2.0, 0, 25)], 0.9) + _leaf((0.8, -0.4, 23), -0.4)


def pear(making: Making) -> Parts:
    """Build a pear, its stalk and a leaf."""
    skin = making.coat(("b8cf45", "d9c24a", "8fae3f"), "soft", names="pear", main=True)
    parts = lathe(skin, (0, 0, 0), [(0, 4), (2, 8.6), (7, 11), (12, 9.4), (17, 6.2), (22, 5.2), (25, 3.4), (26, 1)])
    parts += paint(ball(SHINE, (-4, -9, 10), (1.8, 3, 3.0)))
    return parts + tube(STALK, [(0, 0, 25), (0.6, 0, 28), (2.2, 0, 30)], 0.8) + _leaf((0.6, 0, 28), -0.3, long=4.4)


def banana(making: Making) -> Parts:
    """Build a bunch of bananas."""
    skin = making.coat(("ffd83a", "f2c62e", "b8cf45"), "plain", names="banana", main=True)
    parts: Parts = []
    for index, spread in enumerate((-0.62, 0.0, 0.62)):
        line = []
        for step in range(6):
            a = math.radians(-8 + step * 25)
            line.append(
                (
                    13.0 * math.sin(a) * math.cos(spread - 0.9),
                    13.0 * math.sin(a) * math.sin(spread - 0.9),
                    13 - 13.0 * math.cos(a) + 3,
                )
            )
        bent = [(x, y, 24 - z) for x, y, z in line]
        parts += changed(tube(skin, bent, [2.0, 3.2, 3.6, 3.6, 3.0, 1.4]), tone=(index == 1) - (index == 0))
        parts += ball(coat("5a4228", "flat"), bent[-1], 1.5)
    return (
        parts
        + rod(coat("9aa83a", "plain"), (0, 0, 20), (-2, 1.4, 26), 2.0, tip=1.6)
        + ball(coat("5a4228", "flat"), (-2.2, 1.6, 27), 1.8)
    )


def orange(making: Making) -> Parts:
    """Build an orange with its leaf and a slice."""
    skin = making.coat(("ff9a1f", "ff8a1a", "ffae3a"), "soft", names="orange", main=True)
    flesh = coat("ffc65a", "flat")
    parts = (
        ball(skin, (0, 0, 11.4), 11.4) + drum(coat("6f8f3a", "flat"), (0, 0, 22), 1.4, 1.6) + _leaf((0, 0, 23), -0.5)
    )
    slice_ = drum(skin, (0, -1.4, 0), 8, 2.8, axis=1) + drum(coat("fff0d0", "flat"), (0, -1.8, 0), 6.8, 1, axis=1)
    for index in range(6):
        turn = math.tau * index / 6 + 0.26
        slice_ += ball(flesh, (4.0 * math.cos(turn), -1.9, 4.0 * math.sin(turn)), (1.9, 0.8, 1.9))
    return parts + moved(turned(slice_, "x", -18), (4, -13.4, 7.6))


def lemon(making: Making) -> Parts:
    """Build a lemon."""
    skin = making.coat(("ffe03a", "b8d84a", "ffc23a"), "soft", names="lemon", main=True)
    parts = ball(skin, (0, 0, 9), (13, 9.4, 9)) + mirrored(ball(skin, (12.4, 0, 9), (3.4, 2.8, 2.8)))
    return parts + _leaf((12, 0, 12), 2.0) + paint(ball(SHINE, (-4, -8, 14), (3, 3, 1.6)))


def watermelon(making: Making) -> Parts:
    """Build a slice of watermelon, or the whole with a slice before it."""
    rind, pale = making.coat("3f8f3f", "plain", names="rind"), coat("e8f4c8", "flat")
    flesh, seed = making.coat(("f0485a", "ff5f5f", "ffc23a"), "plain", names="flesh", main=True), coat("33262a", "flat")

    def slab(radius: float, thick: float) -> Parts:
        parts: Parts = []
        for coat_, reach, extra in ((rind, radius, 0.0), (pale, radius * 0.9, 0.4), (flesh, radius * 0.82, 0.8)):
            half = [(reach * math.cos(a), -reach * math.sin(a)) for a in (math.pi * i / 12 for i in range(13))]
            parts += prism(coat_, half, (-thick - extra, thick + extra))
        for index, (u, v) in enumerate(
            ((-0.5, 0.2), (-0.15, 0.34), (0.2, 0.22), (0.5, 0.26), (0.02, 0.6), (-0.32, 0.55), (0.36, 0.55))
        ):
            wide = 0.7 + 0.2 * (index % 2)
            parts += box(
                seed,
                (u * radius - wide, u * radius + wide),
                (-thick - 1.3, thick + 1.3),
                (-v * radius - 1.1, -v * radius + 1.1),
            )
        return moved(parts, (0, 0, radius))

    if making.piece.scheme % 3 != 1:
        return slab(15, 3.0)
    skin = Coat(rgb=rind.rgb, pattern="gores", second=(38, 84, 44))
    whole = turned(ball(skin, (0, 0, 0), (11.4, 11.4, 13)), "y", 90)
    return (
        moved(whole, (0, 6, 11))
        + moved(turned(slab(9, 1.6), "x", -14), (0, -11.4, 0))
        + rod(STALK, (-13, 6, 12), (-15, 6, 14), 0.9)
    )


def strawberry(making: Making) -> Parts:
    """Build a strawberry with seeds and its leaves."""
    skin, seed = (
        making.coat(("e8303f", "f0485a", "d9304f"), "soft", names="strawberry", main=True),
        coat("ffe08a", "flat"),
    )
    profile = [(0.0, 1.0), (4.0, 5.2), (10.0, 9.4), (15.0, 11.0), (19.0, 9.6), (21.0, 5.0)]
    parts = lathe(skin, (0, 0, 0), profile)
    for ring_, (z, r, count) in enumerate(((5.4, 6.3, 6), (10.0, 9.4, 8), (14.6, 10.9, 9))):
        for index in range(count):
            turn = math.tau * (index + 0.5 * (ring_ % 2)) / count
            parts += paint(ball(seed, (r * math.cos(turn), r * math.sin(turn), z), (1.2, 1.2, 1.3)))
    for index in range(6):
        parts += _leaf((0, 0, 20.6), math.tau * index / 6, long=4.4)
    return parts + rod(LEAF, (0, 0, 20), (1.4, 0, 25), 0.9)


def pineapple(making: Making) -> Parts:
    """Build a pineapple with its crown of leaves."""
    skin = making.coat(("e8a92e", "d9972a", "f2bd3f"), "checks", names="skin", main=True, second="b97420")
    parts = lathe(skin, (0, 0, 0), [(0, 5.6), (2, 7.6), (8, 8.8), (14, 8), (17, 5.6), (18, 3.4)])
    for level, (count, out, high) in enumerate(((7, 7.4, 22.0), (6, 5.2, 26.0), (4, 2.4, 30.0))):
        for index in range(count):
            turn = math.tau * (index + 0.5 * level) / count
            tip = (out * math.cos(turn), out * math.sin(turn), high)
            parts += changed(
                rod(coat("4f9a3f", "flat"), (tip[0] * 0.2, tip[1] * 0.2, 17), tip, 1.7, tip=0.5), tone=level - 1
            )
    return parts


def cherries(making: Making) -> Parts:
    """Build two cherries on one stalk."""
    skin = making.coat(("d9263a", "b81f3f", "e8404a"), "soft", names="cherry", main=True)
    parts: Parts = []
    for x, z in ((-7.0, 6.4), (7.0, 8.0)):
        parts += ball(skin, (x, 0, z), 6.4) + paint(ball(SHINE, (x - 2.4, -5.4, z + 3), 1.6))
        parts += tube(STALK, [(x, 0, z + 5), (x * 0.7, 0, z + 12), (0.6, 0, 27)], 0.8)
    return parts + _leaf((0, 0, 26.6), 0.2, long=6)


def grapes(making: Making) -> Parts:
    """Build a bunch of grapes."""
    skin = making.coat(("7a3fa8", "8fc04a", "4a4aa8"), "plain", names="grape", main=True)
    parts: Parts = []
    for level, (z, count, out) in enumerate(
        ((2.6, 1, 0.0), (6.4, 3, 2.8), (10.4, 5, 5.0), (14.6, 7, 6.8), (18.6, 7, 6.4), (18.6, 1, 0.0))
    ):
        for index in range(count):
            turn = math.tau * index / count + level * 0.6
            parts += changed(
                ball(skin, (out * math.cos(turn), out * math.sin(turn), z), 3.2), tone=(index + level) % 3 - 1
            )
    return (
        parts
        + tube(STALK, [(0, 0, 19), (0, 0, 24), (2.4, 0, 27)], 1.1)
        + _leaf((0, 0, 23), -0.6, long=5.4)
        + _leaf((0, 0, 23), 2.6, long=5)
    )


def basket(making: Making) -> Parts:
    """Build a basket of fruit."""
    straw = making.coat("c9954a", "checks", names="basket bowl", second="a8743a")
    parts = drum(straw, (0, 0, 0), 9, 9, top=1.34) + ring(coat("a8743a", "plain"), (0, 0, 9), 11.8, 1.2)
    for digits, x, y, z, r in (
        ("dc2f35", -5.0, -4.0, 11.4, 4.6),
        ("ff9a1f", 5.0, -4.6, 11.0, 4.6),
        ("86c440", 0.0, 5.0, 12.0, 4.8),
        ("ffd83a", -6.0, 4.6, 11.0, 4.0),
        ("7a3fa8", 6.4, 4.0, 11.0, 3.6),
    ):
        parts += ball(coat(digits, "soft"), (x, y, z), r)
    return parts + tube(
        coat("a8743a", "plain"), [(-11.6, 0, 9), (-8, 0, 20), (0, 0, 24), (8, 0, 20), (11.6, 0, 9)], 1.2
    )


FRUITS: Mapping[str, Callable[[Making], Parts]] = {
    "apple": apple, "banana": banana, "orange": orange, "lemon": lemon, "watermelon": watermelon,
    "strawberry": strawberry, "pineapple": pineapple, "cherry": cherries, "grapes": grapes, "pear": pear,
}  # fmt: skip


def vegetable(making: Making) -> Parts:
    """Build a carrot, corn, broccoli, a chilli or an onion."""
    return VEGETABLES.get(making.kind, making.pick((carrot, broccoli, corn)))(making)


def carrot(making: Making) -> Parts:
    """Build a carrot with its greens."""
    skin = making.coat(("f2802a", "f29a3a", "e86a2a"), "plain", names="carrot", main=True)
    parts = lathe(skin, (0, 0, 0), [(0, 0.6), (5, 2.8), (14, 5.4), (19, 6.2), (21, 4.8)])
    for z, side in ((8.0, -1), (12.4, 1), (16.4, -1)):
        parts += changed(paint(box(skin, (side * 0.5 - 3, side * 0.5 + 3), (-8, 0), (z, z + 1.1))), tone=-2)
    for index in range(6):
        turn = math.tau * index / 6
        parts += rod(
            coat("4f9a3f", "leaves"),
            (0, 0, 20),
            (4.8 * math.cos(turn), 4.8 * math.sin(turn), 29 + index % 2 * 2),
            1.2,
            tip=1.9,
        )
    return parts


def corn(making: Making) -> Parts:
    """Build a cob of corn in its leaves."""
    grain, husk = (
        making.coat(("ffd23a", "f2b92e", "ffe07a"), "checks", names="grain corn", main=True, second="e8a82a"),
        coat("7fb84a", "planks"),
    )
    parts = lathe(grain, (0, 0, 2), [(0, 4), (4, 5.8), (14, 5.8), (22, 4), (26, 1)])
    for turn in (0.3, 2.4, 4.5):
        c, s = math.cos(turn), math.sin(turn)
        parts += tube(
            husk,
            [(2 * c, 2 * s, 0), (6.4 * c, 6.4 * s, 7), (6.6 * c, 6.6 * s, 13), (10 * c, 10 * s, 18)],
            [2.4, 3.0, 2.2, 0.7],
        )
    return parts + rod(husk, (0, 0, -3), (0, 0, 3), 2.0)


def broccoli(making: Making) -> Parts:
    """Build a head of broccoli."""
    head, stem = making.coat(("4f9a3f", "5faa4a", "f2ecd6"), "leaves", names="head", main=True), coat("a8cf7a", "plain")
    parts = drum(stem, (0, 0, 0), 4, 12, top=1.2)
    for turn in (0.4, 1.9, 3.5, 5.0):
        c, s = math.cos(turn), math.sin(turn)
        parts += rod(stem, (0, 0, 8), (6 * c, 6 * s, 15), 2.0) + ball(head, (6.6 * c, 6.6 * s, 17.4), (6, 6, 5.4))
    return parts + ball(head, (0, 0, 21), (7.6, 7.6, 6))


def chilli(making: Making) -> Parts:
    """Build a chilli."""
    skin = making.coat(("e0302f", "4f9a3f", "f2922a"), "soft", names="chili", main=True)
    line = [(7.0, 0.0, 22.0), (6.4, 0.0, 16.0), (2.4, 0.0, 9.0), (-4.0, 0.0, 4.0), (-10.0, 0.0, 2.6)]
    return (
        tube(skin, line, [3.8, 4.2, 3.6, 2.4, 0.7])
        + drum(LEAF, (7, 0, 23), 3.4, 2.4, top=0.6)
        + tube(LEAF, [(7, 0, 25), (7.4, 0, 28), (9.4, 0, 30)], 1.1)
    )


VEGETABLES: Mapping[str, Callable[[Making], Parts]] = {
    "carrot": carrot,
    "corn": corn,
    "broccoli": broccoli,
    "chili": chilli,
}


def cup(making: Making) -> Parts:
    """Build a cup, a tankard, a goblet, a bowl, a teapot or fries."""
    return CUPS.get(making.kind, coffee)(making)


def coffee(making: Making) -> Parts:
    """Build a steaming cup on its saucer, with a biscuit."""
    china = making.coat(("f4f1ea", "e0604a", "4f86c8"), "plain", names="cup mug china", main=True)
    drink, cream = making.coat(("6b3f26", "8a5a3a", "5a3222"), "flat", names="coffee tea drink"), coat("e8c89a", "flat")
    stripe = making.coat(("e0604a", "f6ecd8", "f6d24a"), "flat", names="stripe band")
    parts = (
        drum(china, (0, 0, 0), 10.6, 1.2, top=1.2)
        + drum(china, (0, 0, 1), 5.6, 1)
        + lathe(china, (0, 0, 1.6), [(0, 5.6), (2, 8), (6, 9.2), (14, 9.6)])
    )
    parts += (
        paint(box(stripe, (-12, 12), (-12, 12), (7, 9.4)))
        + carve(drum(china, (0, 0, 13), 8.2, 6))
        + drum(drink, (0, 0, 11.4), 8.5, 2.4)
    )
    parts += paint(ball(cream, (0, 0, 14), (3.6, 3.6, 1.4))) + ring(china, (11.4, 0, 9), 3.6, 1.3, axis=1)
    steam = coat("eef1f6", "flat")
    for x, y in ((-3.0, 0.0), (2.6, 1.0)):
        parts += tube(steam, [(x, y, 13), (x + 1.4, y, 17), (x - 1.0, y, 21), (x + 0.8, y, 25)], [0.9, 0.9, 0.8, 0.6])
    return parts + moved(
        turned(box(coat("d9a05a", "plain"), (-2.6, 2.6), (-3.6, 3.6), (0, 1.5)), "z", 30), (-5.4, -9.4, 1.2)
    )


def beer(making: Making) -> Parts:
    """Build a tankard of beer with foam."""
    ale, foam = (
        making.coat(("f2a82a", "c8742a", "ffc93c"), "plain", names="beer drink", main=True),
        coat("fff8ec", "soft"),
    )
    glass = coat("e0eef2", "plain")
    parts = (
        drum(glass, (0, 0, 0), 9.6, 2) + drum(ale, (0, 0, 1.6), 9, 17) + ring(glass, (11.4, 0, 10), 5.0, 1.5, axis=1)
    )
    for index in range(6):
        turn = math.tau * index / 6 + 0.3
        parts += box(
            glass,
            (8.8 * math.cos(turn) - 0.7, 8.8 * math.cos(turn) + 0.7),
            (8.8 * math.sin(turn) - 0.7, 8.8 * math.sin(turn) + 0.7),
            (1, 18.6),
        )
        parts += ball(foam, (6.4 * math.cos(turn), 6.4 * math.sin(turn), 20), 4.2)
    return parts + ball(foam, (0, 0, 21.6), 5.6) + rod(foam, (3, -8.6, 19), (3, -9.2, 14), 1.4)


def goblet(making: Making) -> Parts:
    """Build a goblet with stones."""
    metal = making.coat(("f2b93a", "cfd6e0", "c98a4a"), "plain", names="goblet cup", main=True)
    wine, stone = (
        making.coat("8f1f3f", "flat", names="wine drink"),
        coat(making.pick(("e23a4e", "3f8ef0", "3fc97e")), "flat"),
    )
    parts = lathe(
        metal, (0, 0, 0), [(0, 8), (1.6, 7.4), (3, 2.4), (10, 1.6), (12, 4), (15, 8.6), (19, 9.8), (27, 9.4)]
    ) + ball(metal, (0, 0, 8), 2.8)
    parts += (
        carve(drum(metal, (0, 0, 25), 8, 4))
        + drum(wine, (0, 0, 23.4), 8.3, 2.4)
        + changed(drum(metal, (0, 0, 18), 10.1, 1.4), tone=1)
    )
    for index in range(8):
        turn = math.tau * (index + 0.5) / 8
        parts += ball(stone, (9.6 * math.cos(turn), 9.6 * math.sin(turn), 22), 1.4)
    return parts


def bowl(making: Making) -> Parts:
    """Build a bowl of soup with noodles, an egg, sticks."""
    china = making.coat(("d8403a", "3f5f9c", "2f3038"), "plain", names="bowl", main=True)
    soup, noodle = making.coat(("e8b04a", "d9803a", "c8653a"), "flat", names="soup"), coat("ffe9a8", "flat")
    parts = drum(coat("f4ede0", "plain"), (0, 0, 0), 6, 2) + lathe(
        china, (0, 0, 1.4), [(0, 6), (3, 10), (8, 13), (12, 14)]
    )
    parts += (
        carve(drum(china, (0, 0, 11.6), 12.6, 6))
        + drum(soup, (0, 0, 9.6), 12.8, 2.6)
        + paint(ring(coat("f6ecd8", "flat"), (0, 0, 10.4), 13.4, 1.0))
    )
    for index in range(4):
        parts += ring(noodle, (-3.4 + index, 2.4 - index, 12 + index * 0.4), 6.4 - index * 1.4, 0.9)
    parts += ball(coat("fffaf0", "plain"), (6.6, -4.6, 12.4), (3.4, 3.4, 1.9)) + ball(
        coat("ffb52e", "flat"), (6.6, -4.6, 14), (1.7, 1.7, 1.0)
    )
    parts += box(coat("2f4a3a", "plain"), (-8, -1), (8, 9.2), (10, 20)) + mirrored(
        ball(coat("6fae4a", "flat"), (2.2, -8.4, 12.6), 1.2)
    )
    return (
        parts
        + rod(coat("8a4a2c", "plain"), (-13, 0, 14), (5, 12, 18), 0.7)
        + rod(coat("8a4a2c", "plain"), (-12, -6, 14), (11, 4, 18), 0.7)
    )


def teapot(making: Making) -> Parts:
    """Build a teapot with a spout, a handle, a lid."""
    china = making.coat(("4f9fc8", "f2e6d0", "d9604a"), "plain", names="pot teapot", main=True)
    trim = making.coat(("f6ecd8", "d9604a", "f6d24a"), "flat", names="trim lid")
    parts = (
        ball(china, (0, 0, 10), (11, 11, 9.6))
        + drum(china, (0, 0, 0), 6, 2)
        + paint(box(trim, (-14, 14), (-14, 14), (8.6, 11)))
        + ball(trim, (0, 0, 18.4), (6, 6, 2.4))
    )
    parts += ball(china, (0, 0, 22), 2.0) + tube(china, [(-9, 0, 6), (-14, 0, 10), (-15.4, 0, 16)], [3.4, 2.4, 1.9])
    return parts + tube(china, [(9, 0, 15), (14.6, 0, 16), (16, 0, 10), (10, 0, 6)], 1.6)


def fries(making: Making) -> Parts:
    """Build a packet of fries."""
    packet, chip = (
        making.coat(("d8302f", "2f9a6a", "3f86d8"), "plain", names="box packet", main=True),
        coat("ffd24a", "plain"),
    )
    parts: Parts = []
    for index in range(14):
        x, y = -7.4 + (index % 7) * 2.5, -1.6 + (index // 7) * 3.4
        top = 22 + (index * 5) % 7
        parts += changed(box(chip, (x - 1.1, x + 1.1), (y - 1.1, y + 1.1), (6, top)), tone=-(index % 3 == 1))
    shell = [(-7.4, 0), (7.4, 0), (10, 18), (6, 14.4), (0, 13), (-6, 14.4), (-10, 18)]
    parts += prism(packet, shell, (-4.4, -2.6)) + prism(packet, [(-7.4, 0), (7.4, 0), (10, 18), (-10, 18)], (2.6, 4.4))
    parts += prism(packet, [(-7.4, 0), (7.4, 0), (9.4, 13), (-9.4, 13)], (-3, 3))
    return parts + drum(coat("ffd24a", "flat"), (0, -5.0, 6.6), 3.2, 1, axis=1)


CUPS: Mapping[str, Callable[[Making], Parts]] = {
    "beer": beer,
    "goblet": goblet,
    "bowl": bowl,
    "teapot": teapot,
    "fries": fries,
}
