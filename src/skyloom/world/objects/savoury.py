"""Savoury food: burgers, pizza, bread, meat, sushi, eggs. Each is about 32 units across."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

from skyloom.geometry.parts import (
    Parts,
    ball,
    box,
    carve,
    changed,
    drum,
    lathe,
    moved,
    paint,
    prism,
    rod,
    tube,
    turned,
)
from skyloom.world.objects.making import Making
from skyloom.world.objects.tints import coat

CRUST, LETTUCE, TOMATO = coat("d8903f", "soft"), coat("79c143", "flat"), coat("e2463a", "flat")
CHEESE, MEAT, SEED = coat("ffc93c", "flat"), coat("6f3b24", "mottled"), coat("fbe9b8", "flat")
WHITE, RICE, NORI = coat("f6f2e8", "plain"), coat("f8f6ef", "mottled"), coat("27352f", "plain")


def burger(making: Making) -> Parts:
    """Build a burger, a sandwich, a hot dog or a taco."""
    return BURGERS.get(making.kind, hamburger)(making)


def hamburger(making: Making) -> Parts:
    """Build a hamburger: buns with seeds, leaves, tomato, cheese that hangs over, one patty or two."""
    bun = making.coat(("dc9440", "d18436", "e3a352"), "soft", names="bun bread", main=True)
    parts = drum(bun, (0, 0, 0), 13.6, 4.2) + ball(bun, (0, 0, 1.4), (13.9, 13.9, 2.6))
    z = 4.2
    for _ in range(2 if making.piece.scheme % 3 == 1 else 1):
        parts += drum(MEAT, (0, 0, z), 14.2, 4.0)
        corners = ((-15.0, 0.0), (0.0, -15.0), (15.0, 0.0), (0.0, 15.0))
        parts += prism(CHEESE, corners, (z + 3.6, z + 5.0), axis=2)
        for x, y in corners:
            parts += box(CHEESE, (x * 0.96 - 1.5, x * 0.96 + 1.5), (y * 0.96 - 1.5, y * 0.96 + 1.5), (z + 1.4, z + 4.4))
        z += 5.0
    parts += drum(TOMATO, (0, 0, z), 13.4, 1.8)
    parts += lathe(LETTUCE, (0, 0, z + 1.6), [(0, 14.6), (1.0, 15.2), (2.2, 14.2)], lobes=[(9, 0.06, 0.4)])
    z += 3.6
    parts += lathe(bun, (0, 0, z), [(0, 13.8), (2.6, 13.8), (5.4, 12.0), (8.0, 8.4), (9.4, 3.0), (9.6, 0.4)])
    for x, y in ((0, 0), (5, -4), (-5, -4.6), (0.4, -8.6), (8.6, 1.4), (4.4, 5.6), (-4.6, 4.8), (-9.2, 0.6), (9.4, -6)):
        high = 9.5 * math.sqrt(max(1 - (math.hypot(x, y) / 14) ** 2, 0))
        parts += changed(box(SEED, (x - 0.8, x + 0.8), (y - 0.8, y + 0.8), (z + high - 1, z + high + 0.6)), since=16)
    return parts


def sandwich(making: Making) -> Parts:
    """Build a sandwich cut to a triangle, its filling in layers."""
    crumb, rind = (
        making.coat(("f6e0b0", "e9c890", "f8ead0"), "plain", names="bread", main=True),
        coat("b8753a", "plain"),
    )
    half = [(-15.0, 9.0), (15.0, 9.0), (0.0, -12.0)]
    parts: Parts = []
    z = 0.0
    for stuff, thick, grow in (
        (crumb, 4.0, 1.0),
        (LETTUCE, 1.6, 1.1),
        (TOMATO, 2.0, 0.98),
        (CHEESE, 1.6, 1.06),
        (coat("f09a94", "plain"), 2.2, 1.02),
        (crumb, 4.0, 1.0),
    ):
        outline = [(x * grow, 2 + (y - 2) * grow) for x, y in half]
        parts += prism(stuff, outline, (z, z + thick), axis=2)
        if stuff is crumb:
            parts += box(rind, (-15.4, 15.4), (8.2, 9.8), (z, z + thick))
        z += thick
    stick = coat("e8c88a", "flat")
    return parts + drum(stick, (0, 2, z - 2), 0.7, 8) + ball(coat("6f9a3a", "flat"), (0, 2, z + 6), 2.2)


def hotdog(making: Making) -> Parts:
    """Build a hot dog with a wave of mustard."""
    bun, sausage = (
        making.coat(("e0a050", "d69243", "e8b468"), "soft", names="bun bread", main=True),
        making.coat(("c8502f", "b8432c", "d9683f"), "soft", names="sausage"),
    )
    parts = [*ball(bun, (0, 0, 4.6), (15, 7.6, 4.8), power=2.6), *carve(box(bun, (-30, 30), (-2.6, 2.6), (4.4, 20)))]
    parts += [
        *ball(bun, (0, -4.4, 6.4), (14.4, 3.4, 4.2), power=2.6),
        *ball(bun, (0, 4.4, 7.0), (14.4, 3.4, 4.6), power=2.6),
    ]
    parts += tube(sausage, [(-14.6, 0, 7.4), (0, 0, 6.6), (14.6, 0, 7.4)], 3.4)
    mustard = making.coat(("ffd02e", "e8342c", "ffd02e"), "flat", names="mustard sauce ketchup")
    wave = [(-13.0 + index * 2.2, 1.6 * (-1) ** index, 10.4) for index in range(13)]
    return parts + tube(mustard, wave, 0.85)


def taco(making: Making) -> Parts:
    """Build a taco: a folded shell with its filling on top."""
    shell = making.coat(("f0b84a", "e8a83c", "f4c868"), "mottled", names="shell", main=True)
    parts: Parts = []
    for lean in (-1, 1):
        half = drum(shell, (0, -0.9, 0), 14, 1.8, axis=1) + carve(box(shell, (-30, 30), (-3, 3), (0, 30)))
        half = turned(
            prism(shell, [(14 * math.cos(a), -14 * math.sin(a)) for a in _turns(0, 180, 14)], (-0.9, 0.9)),
            "x",
            lean * 15,
        )
        parts += moved(half, (0, lean * 4.2, 14))
    parts += prism(MEAT, [(11.6 * math.cos(a), 13 - 10 * math.sin(a)) for a in _turns(0, 180, 10)], (-3.6, 3.6))
    for index in range(9):
        x = -10.4 + index * 2.6
        stuff = (LETTUCE, TOMATO, CHEESE, LETTUCE)[index % 4]
        parts += ball(stuff, (x, (-1.6, 1.6, 0.0)[index % 3], 14.6 + 0.6 * (index % 2)), (2.5, 3.4, 2.3))
    return parts


def _turns(start: float, span: float, count: int) -> list[float]:
    return [math.radians(start + span * index / count) for index in range(count + 1)]


BURGERS: Mapping[str, Callable[[Making], Parts]] = {"sandwich": sandwich, "hotdog": hotdog, "taco": taco}


def pizza(making: Making) -> Parts:
    """Build a pizza, whole with a slice drawn out, or one slice."""
    crust, cheese = (
        making.coat(("d99a4a", "cf8c3f", "e0a85a"), "mottled", names="crust"),
        making.coat("ffd45e", "plain", names="cheese", main=True),
    )
    sauce = coat("d8452f", "flat")
    top = making.pick(("salami", "garden", "mushroom"))
    slice_ = [(0.0, 0.0), *((15.0 * math.cos(a), 15.0 * math.sin(a)) for a in _turns(-115, 50, 4))]
    if making.kind == "slice":
        wide = [(x * 1.7, y * 1.7) for x, y in slice_]
        parts = prism(crust, wide, (0, 2.4), axis=2) + prism(
            cheese, [(x * 0.86, y * 0.86 - 0.6) for x, y in wide], (1, 3.4), axis=2
        )
        parts += tube(crust, [(24.6 * math.cos(a), 24.6 * math.sin(a), 2.4) for a in _turns(-115, 50, 6)], 2.4)
        for x, y in ((-3.6, -17.6), (3.8, -15.6), (0.2, -9.6)):
            parts += _topping(top, x, y, 3.2)
        for x, y in ((1.0, -4.4), (-2.6, -11.4)):
            parts += box(cheese, (x - 0.9, x + 0.9), (y - 0.8, y + 0.8), (0, 3))
        return parts
    parts = (
        drum(crust, (0, 0, 0), 15.6, 3.4) + drum(sauce, (0, 0, 2.6), 13.4, 1.6) + drum(cheese, (0, 0, 3.2), 12.8, 1.6)
    )
    parts += carve(drum(crust, (0, 0, 4.8), 13.0, 3))
    places = [(6.6 * math.cos(i * 1.2566 + 0.4), 6.6 * math.sin(i * 1.2566 + 0.4)) for i in range(5)]
    for x, y in [
        *places,
        (0.4, 0.2),
        *((10.6 * math.cos(i * 0.9 + 0.2), 10.6 * math.sin(i * 0.9 + 0.2)) for i in range(7)),
    ]:
        parts += _topping(top, x, y, 4.4)
    gap = prism(crust, [(x * 1.3, y * 1.3) for x, y in slice_], (-1, 8), axis=2)
    moved_slice = prism(crust, slice_, (0, 3.4), axis=2) + prism(
        cheese, [(x * 0.84, y * 0.84) for x, y in slice_], (2.6, 4.8), axis=2
    )
    moved_slice += _topping(top, -1.0, -9.6, 4.4)
    return [*parts, *carve(gap), *moved(moved_slice, (-0.4, -3.4, 0)), *rod(cheese, (0, -1, 3.4), (-0.6, -6, 3.4), 0.7)]


def _topping(which: str, x: float, y: float, z: float) -> Parts:
    if which == "salami":
        return drum(coat("c8382c", "flat"), (x, y, z), 2.4, 1.2) + changed(
            drum(coat("e8604a", "flat"), (x, y, z + 0.2), 1.2, 1.4), since=40
        )
    if which == "garden":
        stuff = coat("4f9a3f" if (x + y) % 2 < 1 else "e2463a", "flat")
        return box(stuff, (x - 1.4, x + 1.4), (y - 1.4, y + 1.4), (z, z + 1.4))
    return drum(coat("efe2c8", "flat"), (x, y, z), 2.0, 1.3) + box(
        coat("b89a74", "flat"), (x - 0.7, x + 0.7), (y - 0.7, y + 2.4), (z, z + 1.4)
    )


def bread(making: Making) -> Parts:
    """Build a loaf, a baguette, a croissant, a slice of toast, or a wedge of cheese."""
    return BREADS.get(making.kind, loaf)(making)


def loaf(making: Making) -> Parts:
    """Build a loaf with slices cut off."""
    rind, crumb = making.coat(("b8702f", "9c5a2c", "c98440"), "soft", names="crust", main=True), coat("f6dfae", "plain")
    for_side = [
        (-9.0, 0.0),
        (9.0, 0.0),
        (9.4, 9.0),
        (11.0, 12.0),
        (9.0, 16.0),
        (0.0, 17.6),
        (-9.0, 16.0),
        (-11.0, 12.0),
        (-9.4, 9.0),
    ]
    inner = [(x * 0.84, 1.2 + z * 0.86) for x, z in for_side]
    parts = prism(rind, for_side, (-7, 16)) + prism(crumb, inner, (-7.5, 0))
    for y, lean in ((-11.0, 9.0), (-16.5, 20.0)):
        slice_ = prism(rind, for_side, (-1.4, 1.4)) + prism(crumb, inner, (-1.9, 1.9))
        parts += moved(turned(slice_, "x", lean), (0, y, 0.4))
    for y in (-2.0, 3.4, 8.8):
        parts += changed(paint(rod(crumb, (-6, y, 17.4), (6, y + 3, 17.4), 0.8)), since=20)
    return parts


def baguette(making: Making) -> Parts:
    """Build a baguette with its cuts."""
    rind, cut = making.coat(("cf8a3c", "c07830", "dc9c50"), "soft", names="crust", main=True), coat("f6dfae", "flat")
    parts = ball(rind, (0, 0, 4.4), (17, 4.8, 4.4), power=2.3)
    for index in range(5):
        x = -11 + index * 5.4
        parts += paint(rod(cut, (x - 1.4, -3.4, 8), (x + 1.6, 3.4, 8), 0.9))
    return turned(parts, "z", -32)


def croissant(making: Making) -> Parts:
    """Build a croissant: rolled segments bent to a crescent."""
    dough = making.coat(("dc9c48", "d08c3c", "e6ac5c"), "plain", names="crust", main=True)
    parts: Parts = []
    for index in range(7):
        turn = math.radians(-170 + index * 26.7)
        thick = (2.4, 4.4, 6.0, 6.8, 6.0, 4.4, 2.4)[index]
        at = (11.5 * math.cos(turn), 6 + 11.5 * math.sin(turn), thick * 0.8)
        segment = ball(dough, (0, 0, 0), (thick * 0.8, thick, thick * 0.9))
        parts += changed(moved(turned(segment, "z", math.degrees(turn) + 90), at), tone=(index % 2) - 1 + (index == 3))
    return parts


def toast(making: Making) -> Parts:
    """Build a slice of toast with butter."""
    rind, crumb = coat("a8652c", "plain"), making.coat("eebf74", "mottled", names="bread", main=True)
    outline = [
        (-11.0, 0.0),
        (11.0, 0.0),
        (11.4, 12.0),
        (13.6, 16.0),
        (11.4, 21.0),
        (0.0, 22.6),
        (-11.4, 21.0),
        (-13.6, 16.0),
        (-11.4, 12.0),
    ]
    parts = prism(rind, outline, (-2, 2)) + prism(crumb, [(x * 0.86, 1.6 + z * 0.86) for x, z in outline], (-2.5, 2.5))
    return parts + box(coat("fff0a0", "plain"), (-3, 4), (-4, -2), (9, 16))


def cheese(making: Making) -> Parts:
    """Build a wedge of cheese with holes."""
    body = making.coat(("ffcf45", "f7b938", "ffe08a"), "plain", names="cheese", main=True)
    rind = making.coat(("e8963a", "d8452f", "f2c45a"), "plain", names="rind")
    wedge = [(-14.0, 11.0), (14.0, 11.0), (2.0, -16.0)]
    parts = prism(body, wedge, (0, 13), axis=2) + box(rind, (-14.6, 14.6), (10.2, 12), (0, 13))
    for x, y, z, r in (
        (5.0, -8.4, 8.4, 2.4),
        (8.4, 0.6, 4.4, 2.8),
        (11.0, 6.0, 10.0, 1.9),
        (-3.4, -3.0, 6.0, 2.8),
        (-8.4, 5.4, 9.6, 2.2),
        (-1.0, -9.6, 3.0, 1.6),
    ):
        parts += changed(paint(ball(body, (x, y, z), r + 1.3)), tone=-1) + carve(ball(body, (x, y, z), r))
    for x, y, r in ((-4.0, 6.0, 2.6), (4.4, 3.0, 2.2), (1.6, -6.4, 1.8), (7.6, 8.0, 1.4)):
        parts += changed(paint(ball(body, (x, y, 13), r + 1.2)), tone=-1) + carve(ball(body, (x, y, 13), r))
    return parts


BREADS: Mapping[str, Callable[[Making], Parts]] = {
    "baguette": baguette,
    "croissant": croissant,
    "toast": toast,
    "cheese": cheese,
}


def meat(making: Making) -> Parts:
    """Build meat on a bone, a steak, or fried eggs."""
    return MEATS.get(making.kind, leg)(making)


def leg(making: Making) -> Parts:
    """Build roasted meat on a bone, as heroes eat it."""
    roast, bone = (
        making.coat(("b5622f", "a5502c", "c87a3c"), "soft", names="meat", main=True),
        making.coat("f4ecd8", "flat", names="bone"),
    )
    shine = coat("e0a060", "flat")
    parts = [
        *ball(roast, (-3, 0, 11), (11.4, 9.4, 9.4)),
        *ball(roast, (4.6, 0, 11.6), (7, 6.6, 6.4)),
        *rod(bone, (8, 0, 12.4), (17, 0, 15.6), 1.9),
    ]
    parts += [
        *ball(bone, (18.2, 0, 17.8), 2.6),
        *ball(bone, (19.4, 0, 14.6), 2.6),
        *paint(ball(shine, (-5, -6, 17.6), (4.4, 3, 2.4))),
    ]
    return (
        parts
        + drum(coat("e8eaee", "plain"), (0, 0, 0), 14.6, 1.4)
        + drum(coat("cfd4dc", "plain"), (0, 0, 1.0), 11.4, 0.9)
    )


def steak(making: Making) -> Parts:
    """Build a steak with fat and the marks of the grill."""
    flesh, fat = making.coat(("b5483a", "a03c34", "8a4a34"), "plain", names="meat", main=True), coat("f6e2d0", "plain")
    mark = coat("5f2c22", "flat")
    shape = [(0, 15.0), (3.6, 15.4), (5, 14.2)]
    parts = lathe(fat, (0, 0, 0), shape, lobes=[(2, 0.12, 0.6), (3, 0.08, 1.0)])
    parts += lathe(flesh, (0, 0, 1), [(0, 13.2), (4.8, 13)], lobes=[(2, 0.12, 0.6), (3, 0.08, 1.0)])
    for index in range(4):
        x = -9 + index * 6
        parts += paint(prism(mark, [(x - 6, -14), (x - 4, -14), (x + 6, 14), (x + 4, 14)], (4.0, 7), axis=2))
    return (
        parts + box(coat("fff0a0", "plain"), (-2.4, 2.4), (-2.4, 2.4), (5, 7.6)) + ball(fat, (6, 5, 5), (3.4, 2.4, 1.4))
    )


def fried_egg(making: Making) -> Parts:
    """Build a fried egg in its pan."""
    pan, yolk = (
        making.coat(("3f444f", "4a3f3a", "5a4a4a"), "plain", names="pan", main=True),
        making.coat("ffb92e", "plain", names="yolk"),
    )
    parts = [*drum(pan, (0, 0, 0), 13.6, 3.4, top=1.1), *carve(drum(pan, (0, 0, 1.6), 12.4, 6, top=1.1))]
    parts += lathe(WHITE, (-0.6, 0, 1.4), [(0, 10.2), (1.6, 9)], lobes=[(3, 0.1, 0.5), (5, 0.06, 1.0)]) + ball(
        yolk, (-1.6, -1, 3.0), (3.9, 3.9, 2.6)
    )
    return parts + rod(pan, (13, 0, 3), (27, 0, 4.6), 1.5, tip=1.8)


MEATS: Mapping[str, Callable[[Making], Parts]] = {"steak": steak, "egg": fried_egg}


def sushi(making: Making) -> Parts:
    """Build sushi on its board: slices on rice, rolls, chopsticks; or one rice ball."""
    if making.kind == "onigiri":
        return onigiri(making)
    board = making.coat(("8a4a34", "2f2f38", "a9784a"), "planks", names="board plate")
    salmon, tuna = (
        making.coat("ff8f5a", "hoops", names="fish salmon", main=True, second="ffd0b0"),
        coat("d8404a", "plain"),
    )
    parts = [
        *box(board, (-16, 16), (-11, 11), (1.6, 3.4)),
        *box(board, (-13, -10), (-11, 11), (0, 2)),
        *box(board, (10, 13), (-11, 11), (0, 2)),
    ]
    for x, fish in ((-9.4, salmon), (0.0, tuna)):
        parts += ball(RICE, (x, 3.4, 5.6), (3.8, 6.6, 3.4), power=3) + ball(
            fish, (x, 3.4, 8.8), (4.4, 7.4, 2.0), power=3
        )
        parts += box(NORI, (x - 4.6, x + 4.6), (2.2, 4.6), (3.4, 11.2)) if fish is tuna else []
    for index, (x, y) in enumerate(((9.8, 6.0), (9.8, -3.6), (1.4, -6.4))):
        heart = (coat("ff8f5a", "flat"), coat("8fd05a", "flat"), tuna)[index]
        parts += [
            *drum(NORI, (x, y, 3.4), 4.3, 6),
            *drum(RICE, (x, y, 3.4), 3.4, 6.7),
            *drum(heart, (x, y, 3.4), 1.7, 7.2),
        ]
    wasabi = coat("9fd05f", "flat")
    sticks = coat("b8442e", "flat")
    parts += ball(wasabi, (-5.4, -7.4, 4.2), (2.4, 2.2, 2.0)) + rod(sticks, (-13.6, -9.6, 4.2), (-11, 10, 4.2), 0.7)
    return parts + rod(sticks, (-15.0, -9.6, 4.2), (-13.6, 10, 4.2), 0.7)


def onigiri(making: Making) -> Parts:
    """Build a rice ball with its leaf."""
    rice = making.coat("f8f6ef", "plain", names="rice", main=True)
    outline = [
        (-13.0, 2.0),
        (-10.6, 0.0),
        (10.6, 0.0),
        (13.0, 2.0),
        (12.6, 6.0),
        (3.4, 21.0),
        (0.0, 22.6),
        (-3.4, 21.0),
        (-12.6, 6.0),
    ]
    parts = prism(rice, outline, (-5.4, 5.4)) + prism(rice, [(x * 0.9, 1 + z * 0.9) for x, z in outline], (-6.6, 6.6))
    parts += box(NORI, (-5.4, 5.4), (-7.2, 7.2), (-0.4, 10.6))
    if making.has("cute"):
        for x in (-3.4, 3.4):
            parts += box(coat("2f2c36", "flat"), (x - 0.8, x + 0.8), (-7.4, -6), (13, 15))
    return parts


def egg(making: Making) -> Parts:
    """Build an egg, painted with bands, spots or stripes, on its bed of straw."""
    shell = making.coat(
        ("f4ead6", "8fd0f0", "f6a8c8"),
        ("plain", "spots", "bands")[making.piece.scheme % 3],
        names="shell",
        main=True,
        second=("e8d0a8", "f6f2e6", "fff0a8")[making.piece.scheme % 3],
    )
    parts = lathe(
        shell, (0, 0, 0), [(0, 3.4), (2, 7.4), (6, 10.6), (11, 11.6), (17, 10.4), (23, 7), (27, 3.2), (28.4, 0.8)]
    )
    if making.has("ruined", "open"):
        crack = [(-11.0, 15.0), (-7.0, 18.0), (-4.0, 14.0), (0.0, 18.4), (3.4, 14.4), (7.0, 18.0), (11.6, 14.6)]
        parts += paint(tube(coat("5a4a4a", "flat"), [(x, -10, z) for x, z in crack], 1.2))
    straw = coat("d9b357", "planks")
    parts += drum(straw, (0, 0, -1.6), 12.6, 4.4, top=1.1)
    for index in range(12):
        turn = index * math.tau / 12
        x, y = 12.4 * math.cos(turn), 12.4 * math.sin(turn)
        parts += rod(straw, (x, y, 0), (x * 1.16 - y * 0.2, y * 1.16 + x * 0.2, 3.4), 0.9)
    return parts
