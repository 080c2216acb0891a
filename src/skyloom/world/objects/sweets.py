"""Sweet food and drinks: cakes, ice cream, doughnuts, cups. Each is about 28 units high or across."""

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
from skyloom.world.objects.blades import flames
from skyloom.world.objects.making import Making
from skyloom.world.objects.tints import coat

SPRINKLES = ("ff5f7a", "4fc3f7", "ffd83a", "7ee06a", "b58bff", "fff6ec")
CREAM, CHERRY, LEAF, PLATE = (
    coat("fff4e6", "soft"),
    coat("e0283f", "plain"),
    coat("4f9a3f", "flat"),
    coat("e9ecf1", "plain"),
)


def sprinkled(places: list[tuple[float, float, float]], /, *, since: int = 20) -> Parts:
    """Return coloured crumbs at places."""
    parts: Parts = []
    for index, (x, y, z) in enumerate(places):
        bit = coat(SPRINKLES[index % len(SPRINKLES)], "flat")
        wide, deep = (1.5, 0.7) if index % 2 else (0.7, 1.5)
        parts += changed(box(bit, (x - wide, x + wide), (y - deep, y + deep), (z - 0.9, z + 0.7)), since=since)
    return parts


def cherry(at: tuple[float, float, float], /) -> Parts:
    """Return a cherry with its stalk."""
    x, y, z = at
    parts = ball(CHERRY, (x, y, z + 2), 2.7) + changed(
        paint(ball(coat("ff8a94", "flat"), (x - 1.2, y - 2, z + 3.2), 1.0)), since=24
    )
    return parts + tube(coat("5f7a34", "flat"), [(x, y, z + 4), (x + 0.6, y, z + 6.6), (x + 2.4, y, z + 8)], 0.5)


def cake(making: Making) -> Parts:
    """Build a cake with candles, a cupcake, a slice, a pie or pancakes."""
    return CAKES.get(making.kind, layered)(making)


def layered(making: Making) -> Parts:
    """Build a cake of one to three tiers with dripping icing."""
    sponge = making.coat(("f3b0c4", "6b3f2a", "f6e3b8"), "plain", names="cake sponge", main=True)
    icing = making.coat(("fff6f0", "f6d0dc", "e0506f"), "plain", names="icing cream frosting")
    tiers = [(13.0, 9.0), (8.6, 7.0)] if making.piece.scheme % 3 != 1 else [(13.4, 12.0)]
    if making.kind == "wedding" or making.has("royal"):
        tiers = [(13.4, 8.0), (9.4, 7.0), (5.6, 6.0)]
    parts = drum(PLATE, (0, 0, -2), 15.6, 1.6) + drum(PLATE, (0, 0, -3), 9, 1.4)
    z = -0.6
    for level, (radius, high) in enumerate(tiers):
        parts += drum(sponge, (0, 0, z), radius, high)
        parts += changed(paint(drum(icing, (0, 0, z + high * 0.34), radius + 1, 1.3)), since=24)
        parts += drum(icing, (0, 0, z + high - 1.4), radius + 0.7, 2.4)
        count = max(6, round(radius * 0.7))
        for index in range(count):
            turn = math.tau * (index + 0.3 * level) / count
            x, y = (radius + 0.2) * math.cos(turn), (radius + 0.2) * math.sin(turn)
            parts += rod(icing, (x, y, z + high - 1), (x, y, z + high - (2.2, 4.0, 3.0)[index % 3]), 1.0)
            parts += changed(ball(icing, (x * 0.99, y * 0.99, z + 0.9), 1.5), since=16)
        z += high + 0.8
    top = tiers[-1][0]
    if making.kind == "wedding":
        return [
            *parts,
            *ball(coat("ffb7cf", "plain"), (0, 0, z + 2), 2.8),
            *mirrored(ball(coat("ffd9e6", "plain"), (2.6, -2, z + 1), 1.8)),
        ]
    count = 5 if top < 10 else 7
    for index in range(count):
        turn = math.tau * index / count + 0.4
        x, y = top * 0.68 * math.cos(turn), top * 0.68 * math.sin(turn)
        if making.piece.scheme % 3 == 2 and not making.has("burning"):
            parts += ball(icing, (x, y, z + 0.8), 2.0) + ball(CHERRY, (x, y, z + 2.8), 1.7)
            continue
        wax = coat(("6fc3f0", "ff8fb0", "ffd86a")[index % 3], "flat")
        parts += drum(wax, (x, y, z - 0.6), 0.9, 6) + flames((x, y, z + 5), 1.2, 3.6)
    ends = [(top * 0.3 * math.cos(i * 2.4), top * 0.3 * math.sin(i * 2.4), z) for i in range(5)]
    return parts + sprinkled(ends)


def cupcake(making: Making) -> Parts:
    """Build a cupcake: a pleated case, a swirl of icing, a cherry."""
    case = making.coat(("e8728f", "5fb8d8", "f2c24a"), "gores", names="case wrapper cup", second="fff4ec")
    icing = making.coat(("ffd0de", "fff4e2", "7a4630"), "plain", names="icing cream frosting", main=True)
    parts = lathe(case, (0, 0, 0), [(0, 8), (11, 11.4)])
    z, radius = 10.4, 12.6
    for level in range(4):
        parts += changed(ball(icing, (0, 0, z + 2), (radius, radius, 3.1)), tone=1 - level % 2)
        z += 4.0
        radius *= 0.74
    spots = [(9.6 * math.cos(i * 1.1), 9.6 * math.sin(i * 1.1), 14.6) for i in range(6)]
    spots += [(6.8 * math.cos(i * 1.3 + 0.5), 6.8 * math.sin(i * 1.3 + 0.5), 18.8) for i in range(5)]
    return parts + sprinkled(spots) + cherry((0, 0, z - 0.4))


def wedge(making: Making) -> Parts:
    """Build a slice of cake on a plate."""
    sponge = making.coat(("f6d38a", "6b3f2a", "f0a0b8"), "plain", names="cake sponge", main=True)
    icing, jam = (
        making.coat(("fff2f0", "f6c0d0", "8a5236"), "plain", names="icing cream frosting"),
        coat("e0405f", "flat"),
    )
    shape = [(-9.0, 13.0), (9.0, 13.0), (0.0, -15.0)]
    parts = drum(PLATE, (0, 0, -1.6), 17, 1.6)
    for z, stuff, thick in ((0.0, sponge, 4.6), (4.6, jam, 1.4), (6.0, sponge, 4.6), (10.6, icing, 2.4)):
        parts += prism(stuff, shape, (z, z + thick), axis=2)
    parts += box(icing, (-9.6, 9.6), (12, 14.2), (0, 13))
    for x, y, drop in ((5.6, 1.0, 4.0), (3.0, -6.0, 3.0), (7.6, 8.0, 3.0)):
        parts += rod(icing, (x, y, 12), (x, y, 12 - drop), 1.0)
    return parts + ball(icing, (0, 8.6, 13.6), (3.4, 3.4, 2)) + cherry((0, 8.6, 14))


def pie(making: Making) -> Parts:
    """Build a pie with a lattice of pastry."""
    crust = making.coat(("d99a4a", "c9863a", "e6b063"), "plain", names="crust", main=True)
    fill = making.coat(("c8304a", "5a3a86", "e8963a"), "plain", names="filling")
    tin = coat("b9c1cc", "plain")
    parts = drum(tin, (0, 0, 0), 11.6, 5.4, top=1.22) + drum(fill, (0, 0, 4.6), 12.8, 1.6)
    for place in (-8.4, -2.8, 2.8, 8.4):
        reach = math.sqrt(13.2**2 - place**2)
        parts += box(crust, (place - 1.2, place + 1.2), (-reach, reach), (5.6, 7.4))
        parts += box(crust, (-reach, reach), (place - 1.2, place + 1.2), (5.6, 7.6))
    parts += ring(crust, (0, 0, 6.2), 13.4, 1.5)
    for index in range(16):
        turn = index * math.tau / 16
        parts += changed(ball(crust, (14 * math.cos(turn), 14 * math.sin(turn), 6.6), 1.8), tone=1)
    return parts


def pancakes(making: Making) -> Parts:
    """Build a stack of pancakes with butter and syrup."""
    dough = making.coat(("e2a550", "d99443", "ecb968"), "plain", names="pancake", main=True)
    syrup = making.coat(("a8541c", "c8304a", "8f4a1c"), "plain", names="syrup")
    parts = drum(PLATE, (0, 0, -2), 16.6, 1.8)
    for index in range(5):
        x = (0.6, -0.8, 0.4, -0.4, 0.2)[index]
        parts += changed(ball(dough, (x, -x, 1.4 + index * 3.0), (13, 13, 1.9), power=3.4), tone=(index % 2) - 1)
    parts += lathe(syrup, (0, 0, 14.6), [(0, 9.6), (1.4, 9)], lobes=[(5, 0.16, 0.4)])
    for turn, low in ((-1.9, 4.0), (-0.5, 7.0), (0.5, 3.0), (-1.2, 8.0), (2.6, 5.0)):
        x, y = 12.6 * math.cos(turn), 12.6 * math.sin(turn)
        parts += rod(syrup, (x * 0.6, y * 0.6, 15.2), (x, y, 14.6), 1.3) + rod(
            syrup, (x, y, 14.6), (x * 1.04, y * 1.04, low), 1.2
        )
    return parts + box(coat("fff0a0", "plain"), (-3.4, 3.4), (-3.4, 3.4), (15.4, 18.6))


CAKES: Mapping[str, Callable[[Making], Parts]] = {
    "cupcake": cupcake, "slice": wedge, "pie": pie, "pancakes": pancakes, "wedding": layered,
}  # fmt: skip


def icecream(making: Making) -> Parts:
    """Build a cone with scoops, or a lolly, a lollipop, a candy cane."""
    return ICES.get(making.kind, cone)(making)


def cone(making: Making) -> Parts:
    """Build an ice cream cone with two or three scoops, syrup and a wafer."""
    waffle = making.coat(("d99a50", "cf8c44", "e0a860"), "checks", names="cone waffle", second="b87836")
    scoops = [
        making.coat(("ff9fbd", "8fdcc0", "fff0c8"), "soft", names="scoop ice cream", main=True),
        making.coat(("fff1cf", "8a5236", "ff9fbd"), "soft", names="vanilla"),
        making.coat(("8a5236", "ff9fbd", "b79cf0"), "soft", names="chocolate"),
    ]
    parts = lathe(waffle, (0, 0, 0), [(0, 0.8), (17, 7.6), (18, 8.4)])
    parts += lathe(scoops[0], (0, 0, 15.4), [(0, 8.6), (2, 9.6), (3, 8)], lobes=[(8, 0.08, 0)]) + ball(
        scoops[0], (0, 0, 20.6), 8.2
    )
    top = 20.6
    if making.piece.scheme % 3 != 2:
        parts += lathe(scoops[1], (0, 0, 26), [(0, 7.6), (2, 8), (3, 6)], lobes=[(7, 0.09, 1)]) + ball(
            scoops[1], (0, 0, 30.6), 7.0
        )
        top = 30.6
    crown = top + (8.2 if top < 25 else 7.0)
    syrup = coat("7a3f26" if making.piece.scheme % 3 else "e0405f", "plain")
    parts += lathe(syrup, (0, 0, crown - 3.6), [(0, 6), (1.6, 5.2), (3.2, 3.4), (4.2, 1)], lobes=[(5, 0.16, 0.5)])
    spots = [(4.6 * math.cos(i * 1.5), 4.6 * math.sin(i * 1.5), crown - 1.0) for i in range(4)]
    wafer = coat("e6b063", "checks", second="c9863a")
    parts += sprinkled(spots) + moved(turned(box(wafer, (-1.4, 1.4), (-1.2, 1.2), (0, 10)), "y", 24), (3, 2, crown - 4))
    return parts + cherry((0, 0, crown))


def lolly(making: Making) -> Parts:
    """Build an ice lolly with a bite taken, on its stick."""
    ice = making.coat(("ff6f8a", "ff9a3c", "6fcbf0"), "plain", names="ice", main=True)
    low = making.coat(("ffd86a", "fff1cf", "f6a0d0"), "plain", names="stripe")
    stick = coat("e0b880", "plain")
    parts = (
        drum(stick, (0, 0, 0), (1.9, 1.4), 10)
        + box(ice, (-7.4, 7.4), (-3, 3), (9, 27))
        + drum(ice, (0, -3, 27), 7.4, 6, axis=1)
    )
    parts += paint(box(low, (-9, 9), (-5, 5), (9, 15.4))) + paint(
        box(coat("fff6ec", "flat"), (-9, 9), (-5, 5), (20, 22.4))
    )
    for x in (-3.4, 3.4):
        parts += paint(changed(box(ice, (x - 0.9, x + 0.9), (-5, 0), (12, 30)), tone=-1))
    return parts + carve(ball(ice, (8.6, 0, 32), 4.6))


def lollipop(making: Making) -> Parts:
    """Build a lollipop with a spiral."""
    sugar, swirl = (
        making.coat(("ff5f8a", "5fb8f0", "8fd05a"), "plain", names="candy", main=True),
        making.coat("fff6ee", "flat", names="swirl stripe"),
    )
    parts = drum(coat("f6f2ea", "plain"), (0, 0, 0), 1.2, 16) + drum(sugar, (0, -2.2, 25), 10.6, 4.4, axis=1)
    for start in (0.0, math.pi):
        line = [
            (r * math.cos(start + r * 0.52), -2.0, 25 + r * math.sin(start + r * 0.52))
            for r in (0.6, 2, 3.6, 5.2, 6.8, 8.4, 10.2)
        ]
        parts += paint(tube(swirl, line, 1.2))
    ribbon = making.coat(("ffd83a", "ff8fb0", "ff8fb0"), "flat", names="ribbon")
    return parts + mirrored(ball(ribbon, (2.6, -1, 13.6), (2.4, 1.2, 1.8))) + ball(ribbon, (0, -1.6, 13.6), 1.3)


def candy_cane(making: Making) -> Parts:
    """Build a candy cane."""
    sugar = making.coat(("e8323f", "3fa85a", "e8609a"), "bands", main=True, second="fff6f2")
    sugar = Coat(rgb=sugar.rgb, pattern="stripes", second=(255, 246, 242))
    line = [(4.6, 0.0, 0.0), (4.6, 0.0, 22.0)]
    line += [(-1.2 + 5.8 * math.cos(a), 0.0, 22 + 6.4 * math.sin(a)) for a in (0.4, 0.9, 1.57, 2.2, 2.8, 3.2)]
    return tube(sugar, [*line, (-7.0, 0.0, 18.4)], 2.5)


def sweet(making: Making) -> Parts:
    """Build a wrapped sweet."""
    paper = making.coat(("ff5f8a", "5fb8f0", "ffb52e"), "hoops", main=True, second="fff6ee")
    paper = Coat(rgb=paper.rgb, pattern="gores", second=paper.second)
    parts = ball(paper, (0, 0, 9), (8.6, 8, 8))
    for side in (-1, 1):
        fan = [(side * 6.6, 9.0), (side * 15.6, 15.4), (side * 13.6, 9.0), (side * 15.6, 2.6)]
        parts += prism(paper, fan, (-2.2, 2.2))
    return parts


ICES: Mapping[str, Callable[[Making], Parts]] = {
    "lolly": lolly,
    "lollipop": lollipop,
    "cane": candy_cane,
    "sweet": sweet,
}


def donut(making: Making) -> Parts:
    """Build a doughnut with icing and sprinkles, or a biscuit, a waffle."""
    return DONUTS.get(making.kind, doughnut)(making)


def doughnut(making: Making) -> Parts:
    """Build a doughnut, flat on its plate."""
    dough = making.coat(("dca050", "d49444", "8a5236"), "soft", names="dough")
    icing = making.coat(("ff8fb6", "7a4630", "8fdcf0"), "plain", names="icing frosting glaze", main=True)
    parts = moved(ring(dough, (0, 0, 0), 10, 5.6), (0, 0, 5.6))
    flat = 0.62
    for index in range(18):
        turn = index * math.tau / 18
        deep = (1.6, 0.2, 2.4, 0.8)[index % 4]
        x, y = 13.2 * math.cos(turn), 13.2 * math.sin(turn)
        parts += ball(icing, (x, y, 7.4 - deep * flat), (2.6, 2.6, 2.4))
    parts += moved(ring(icing, (0, 0, 0), 10, 5.0), (0, 0, 7.2))
    parts += carve(drum(dough, (0, 0, -2), 4.4, 20))
    spots = [
        ((9.0 + (i % 3) * 1.6) * math.cos(i * 0.62), (9.0 + (i % 3) * 1.6) * math.sin(i * 0.62), 12.2)
        for i in range(20)
    ]
    return parts + sprinkled(spots, since=16)


def cookie(making: Making) -> Parts:
    """Build biscuits with chips, one leaning on two."""
    dough = making.coat(("d9a05a", "c98a46", "8a5a3c"), "mottled", names="dough biscuit", main=True)
    chip = making.coat(("5a3222", "5a3222", "f6ead2"), "flat", names="chip")

    def one() -> Parts:
        parts = drum(dough, (0, 0, 0), 13, 3.4) + drum(dough, (0, 0, 0.6), 13.7, 2.2)
        for index in range(9):
            turn, out = index * 2.4, 3.4 + index
            x, y = out * math.cos(turn), out * math.sin(turn)
            parts += box(chip, (x - 1.4, x + 1.4), (y - 1.4, y + 1.4), (2.4, 4.4))
        return parts

    bitten = one() + carve(drum(dough, (8, -14, -2), 5.4, 10)) + carve(drum(dough, (14, -8, -2), 4.0, 10))
    return [*one(), *moved(bitten, (2.4, 1.6, 3.8))]


def waffle(making: Making) -> Parts:
    """Build a waffle with butter and syrup."""
    dough = making.coat(("dfa24e", "d3923f", "e8b464"), "plain", names="dough waffle", main=True)
    parts = box(dough, (-13, 13), (-13, 13), (0, 3.4))
    for place in (-12.0, -6.0, 0.0, 6.0, 12.0):
        parts += box(dough, (place - 1.2, place + 1.2), (-13.2, 13.2), (3, 5.6)) + box(
            dough, (-13.2, 13.2), (place - 1.2, place + 1.2), (3, 5.6)
        )
    syrup = coat("a8541c", "plain")
    parts += lathe(syrup, (0, 0, 4.6), [(0, 7.6), (1.8, 7)], lobes=[(5, 0.24, 0.4)]) + rod(
        syrup, (4, -8, 5), (4, -13.6, 2), 1.3
    )
    return parts + box(coat("fff0a0", "plain"), (-3, 3), (-3, 3), (6, 9.4))


DONUTS: Mapping[str, Callable[[Making], Parts]] = {"cookie": cookie, "waffle": waffle}
