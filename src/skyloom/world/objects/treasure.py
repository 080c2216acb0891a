"""Treasure: chests, coins, crowns, rings, potions, keys, cups, books. Each is about 28 units across or high."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from itertools import pairwise

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
from skyloom.world.objects.blades import jewel
from skyloom.world.objects.making import Making
from skyloom.world.objects.tints import coat, mixed

GEMS = (coat("e23a4e", "flat"), coat("3f8ef0", "flat"), coat("3fc97e", "flat"), coat("b46cf0", "flat"))
SHEEN = coat("fff0b0", "flat")


def gold(making: Making, usual: str | tuple[str, ...] = "f5bd35", /) -> Coat:
    """Return the coat of what is of gold unless something else was asked for."""
    return making.coat(usual, "plain", names="gold metal", main=True)


def cut(stone: Coat, at: tuple[float, float, float], size: float, /) -> Parts:
    """Return a small cut stone."""
    x, y, z = at
    parts = lathe(stone, (x, y, z - size), [(0, 0.3 * size), (size, size)], sides=6)
    return parts + changed(lathe(stone, (x, y, z), [(0, size), (0.7 * size, 0.5 * size)], sides=6), tone=1)


def chest(making: Making) -> Parts:
    """Build a chest: open and full of gold, or closed."""
    wood = making.coat(("9c6334", "7d4a2c", "8a6a4a"), "boards", names="wood chest", main=True)
    metal = making.coat(("f2b93a", "8d96a4", "d08a4a"), "plain", names="band trim iron metal lock")
    parts = box(wood, (-13, 13), (-8.4, 8.4), (0, 11)) + _bands(metal, 0, 11)
    is_shut = making.has("closed") or making.lacks("gold", "treasure") or making.piece.scheme % 3 == 1
    if is_shut and not making.has("open", "full"):
        parts += moved(_lid(wood, metal), (0, 0, 11.6)) + box(metal, (-13.6, 13.6), (-9, 9), (10.4, 12))
        return (
            parts
            + box(metal, (-3, 3), (-10.4, -8), (6.6, 13.6))
            + box(coat("33302f", "flat"), (-0.9, 0.9), (-10.9, -9), (8, 11))
        )
    parts += carve(box(wood, (-11, 11), (-6.4, 6.4), (7, 20)))
    lid = turned(_lid(wood, metal), "x", -68, about=(0, 8.4, 0))
    parts += (
        moved(lid, (0, 0, 11.4))
        + box(metal, (-3, 3), (-9.6, -8), (6.6, 11.4))
        + box(coat("33302f", "flat"), (-0.9, 0.9), (-10.1, -9), (7.6, 10))
    )
    return parts + _hoard(11, 6.6, 9.0)


def _bands(metal: Coat, low: float, high: float) -> Parts:
    parts: Parts = []
    for x in (-12.4, 12.4):
        parts += box(metal, (x - 1.2, x + 1.2), (-9, 9), (low, high))
    parts += box(metal, (-13.6, 13.6), (-9, 9), (low, low + 1.8))
    return parts + changed(mirrored(box(metal, (5, 6.8), (-9, 9), (low, high))), since=20)


def _lid(wood: Coat, metal: Coat) -> Parts:
    """Return a vaulted lid, its rim at z = 0."""
    vault = [(8.4 * math.cos(a), 7.4 * math.sin(a)) for a in [math.pi * i / 8 for i in range(9)]]
    over = [(9.0 * math.cos(a), 8.2 * math.sin(a)) for a in [math.pi * i / 8 for i in range(9)]]
    parts = prism(wood, vault, (-13, 13), axis=0)
    for x, since in ((-12.4, 0), (12.4, 0), (-5.9, 20), (5.9, 20)):
        parts += changed(prism(metal, over, (x - 1.1, x + 1.1), axis=0), since=since)
    return parts


def _hoard(half: float, deep: float, z: float) -> Parts:
    """Return a heap of coins and stones in a box."""
    shiny, shade = coat("ffcf3f", "plain"), coat("e0962a", "plain")
    parts = ball(shade, (0, 0, z), (half, deep, 4.4), power=2.6)
    for index in range(15):
        turn, out = index * 2.4, math.sqrt((index + 0.5) / 15)
        x, y = half * 0.86 * out * math.cos(turn), deep * 0.8 * out * math.sin(turn)
        parts += drum(SHEEN if index % 4 == 1 else shiny, (x, y, z + 4.2 * (1 - out * out) - 0.4), 1.9, 1.3)
    for index, (x, y) in enumerate(((-5.4, -2.6), (4.0, -3.0), (0.6, 1.6))):
        parts += cut(GEMS[index], (x, y, z + 5.0), 2.1)
    return parts


def coins(making: Making) -> Parts:
    """Build a heap of coins with stacks, one large coin, bars of gold, or a sack of them."""
    return HOARDS.get(making.kind, heap)(making)


def heap(making: Making) -> Parts:
    """Build a heap of coins between stacks."""
    metal, low = gold(making, ("ffcb3c", "ffc43a", "ffd357")), making.coat("dc932a", "plain", names="shadow")
    parts = lathe(low, (0, 0, 0), [(0, 13), (3, 10), (7, 4.4), (9, 0.6)])
    for index in range(34):
        turn, out = index * 2.4, 1.8 + index * 0.36
        z = max(9.4 - out * 0.72, 0)
        stuff = SHEEN if index % 5 == 2 else metal
        parts += changed(drum(stuff, (out * math.cos(turn), out * math.sin(turn), z), 2.1, 1.4), tone=-(index % 3 == 1))
    for x, y, count in ((-10.0, -6.0, 4), (9.6, -7.6, 6), (3.4, -12.0, 3)):
        for level in range(count):
            shift = 0.5 * (-1) ** level
            parts += changed(drum(metal, (x + shift, y, level * 1.9), 3.2, 1.9), tone=-(level % 2))
    return parts + (cut(GEMS[making.piece.scheme % 4], (-2.0, -3.0, 11), 2.6) if making.piece.scheme % 3 else [])


def coin(making: Making) -> Parts:
    """Build one large coin with a raised rim and a sign."""
    metal, rim = (
        gold(making, ("ffc93c", "ffc93c", "d9dee6")),
        making.coat(("f0a52e", "e8a02a", "aab3c0"), "plain", names="rim"),
    )
    parts = drum(rim, (0, -2.4, 14), 14, 4.8, axis=1) + carve(drum(rim, (0, -4, 14), 11.4, 2.8, axis=1))
    parts += drum(metal, (0, -1.4, 14), 11.6, 3.0, axis=1)
    star = []
    for index in range(10):
        reach = 7.6 if index % 2 == 0 else 3.4
        turn = math.pi / 2 + index * math.pi / 5
        star.append((reach * math.cos(turn), 14 + reach * math.sin(turn)))
    return parts + prism(rim, star, (-2.6, 0)) + paint(ball(SHEEN, (-8, -3, 22), (2.4, 4, 2.4)))


def bars(making: Making) -> Parts:
    """Build a stack of bars of gold."""
    metal = gold(making, ("ffc93c", "f5bd35", "d9dee6"))
    end = [(-4.6, 0.0), (4.6, 0.0), (3.4, 4.6), (-3.4, 4.6)]
    parts: Parts = []
    for level, places in enumerate(((-9.6, 0.0, 9.6), (-4.8, 4.8), (0.0,))):
        for index, x in enumerate(places):
            bar = prism(metal, [(x + u, level * 4.8 + w) for u, w in end], (-9, 9))
            parts += changed(bar, tone=-(index % 2)) + changed(
                paint(box(metal, (x - 2.4, x + 2.4), (-6, 6), (level * 4.8 + 4, level * 4.8 + 5))), tone=1
            )
    return parts


def sack(making: Making) -> Parts:
    """Build a sack of coins."""
    cloth, rope = (
        making.coat(("b98a54", "8f6a48", "c9a878"), "mottled", names="sack bag cloth", main=True),
        coat("e8d39a", "flat"),
    )
    parts = lathe(
        cloth, (0, 0, 0), [(0, 8), (2, 11), (8, 12), (14, 8.4), (17, 4.2), (20, 6), (21, 5)], lobes=[(5, 0.05, 0)]
    )
    parts += ring(rope, (0, 0, 17), 4.2, 1.2)
    sign = coat("ffcb3c", "flat")
    parts += drum(sign, (0, -12.4, 8), 4.6, 4, axis=1)
    for x, y in ((9.0, -10.0), (13.0, -6.0), (11.0, -13.0)):
        parts += drum(coat("ffcb3c", "plain"), (x, y, 0), 2.6, 1.6)
    return parts + drum(SHEEN, (10.6, -10.4, 1.4), 2.6, 1.6)


HOARDS: Mapping[str, Callable[[Making], Parts]] = {"coin": coin, "bars": bars, "sack": sack}


def crown(making: Making) -> Parts:
    """Build a crown: points with balls, a band with stones, velvet inside."""
    metal = gold(making, ("f7c03a", "f2b632", "dfe5ee"))
    velvet = making.coat(("c8304a", "5a4ac8", "2f8a5a"), "plain", names="velvet lining cap")
    fur = coat("f6f2ea", "flat")
    parts = (
        drum(fur, (0, 0, 0), 12.6, 3)
        + drum(metal, (0, 0, 2.4), 12, 7.4, top=1.05)
        + lathe(velvet, (0, 0, 5), [(0, 10.6), (6, 10), (9.4, 5.4), (10.4, 0.8)])
    )
    count = making.pick((8, 6, 10))
    for index in range(count):
        turn = math.tau * (index + 0.5) / count
        c, s = math.cos(turn), math.sin(turn)
        is_tall = index % 2 == 0
        top = 18.0 if is_tall else 14.6
        wide = math.pi * 12 / count * 0.86
        point = prism(metal, [(-wide, 8.6), (wide, 8.6), (0, top)], (-1.0, 1.0))
        parts += moved(turned(point, "z", math.degrees(turn) + 90), (11.6 * c, 11.6 * s, 0))
        parts += ball(metal if is_tall else GEMS[1], (11.9 * c, 11.9 * s, top + 0.6), 1.6)
        parts += ball(
            GEMS[(index + making.piece.scheme) % 3] if is_tall else coat("f6f2ea", "flat"),
            (12.4 * c, 12.4 * s, 6),
            1.6 if is_tall else 1.1,
        )
    return (
        parts
        + changed(ring(metal, (0, 0, 3.2), 12, 0.8), tone=-1)
        + changed(ring(metal, (0, 0, 9.2), 12.4, 0.7), tone=-1)
    )


def finger_ring(making: Making) -> Parts:
    """Build a ring that stands upright with its stone, or a pendant on a chain."""
    metal = gold(making, ("f7c03a", "dfe5ee", "f0a878"))
    stone = Coat(rgb=jewel(making).rgb, pattern="facets", glows=making.has("glowing"))
    if making.kind == "pendant":
        turns = [math.tau * index / 16 + math.pi / 2 for index in range(17)]
        parts = tube(metal, [(9.4 * math.cos(turn), 0, 19 + 11.4 * math.sin(turn)) for turn in turns], 1.0)
        parts += lathe(stone, (0, 0, 0), [(0, 0.6), (6, 4.6), (9, 3.2)], sides=6)
        return parts + ring(metal, (0, 0, 4.6), 4.8, 1.1, axis=1)
    parts = ring(metal, (0, 0, 10.4), 9, 2.0, axis=1)
    parts += mirrored(rod(metal, (3.4, -1.8, 19), (5.4, -3.2, 24.4), 0.9)) + mirrored(
        rod(metal, (3.4, 1.8, 19), (5.4, 3.2, 24.4), 0.9)
    )
    parts += drum(metal, (0, 0, 18.6), 3.4, 2.4, top=1.3)
    parts += lathe(stone, (0, 0, 20), [(0, 1.0), (4.6, 6)], sides=8) + lathe(
        stone, (0, 0, 24.6), [(0, 6), (2.8, 3.8)], sides=8
    )
    return parts


def potion(making: Making) -> Parts:
    """Build a bottle with a brew that glows; round, tall or like a heart."""
    return BOTTLES.get(making.kind, flask)(making)


def flask(making: Making) -> Parts:
    """Build a potion: a bottle of one of three shapes with a cork, bubbles and a label."""
    usual = ("ff4a6a", "4ab8ff", "7be04a")
    brew = making.coat(usual, "flat", names="potion liquid", main=True)
    brew = Coat(rgb=brew.rgb, pattern="soft", glows=making.has("glowing"))
    glass, cork = coat("d5eef4", "plain"), making.coat("b8844a", "plain", names="cork")
    pale = Coat(rgb=mixed(brew.rgb, (255, 255, 255), 0.6), pattern="flat", glows=True)
    shape = making.pick(("round", "cone", "tall"))
    profile = {
        "round": [(0, 6.0), (1, 8.4), (5, 11.4), (9, 12.0), (13, 10.6), (17, 6.4), (18.4, 3.8)],
        "cone": [(0, 11.4), (2, 12.4), (5, 11.4), (12, 7.0), (17, 4.2), (18.4, 3.6)],
        "tall": [(0, 7.4), (1, 8.4), (12, 8.4), (15, 7.0), (17.6, 3.8), (18.4, 3.6)],
    }[shape]
    parts = lathe(brew, (0, 0, 0), profile)
    parts += lathe(glass, (0, 0, 14.4), [(0, _reach(profile, 14.4) + 0.3), (4, 3.9), (8, 3.8), (8.6, 5), (10, 5)])
    parts += drum(cork, (0, 0, 24), 3.2, 4, top=1.15) + drum(glass, (0, 0, -0.8), profile[0][1] + 0.6, 1.4)
    front = _reach(profile, 7.0)
    for x, z, r in ((-4.0, 10.4, 1.6), (-1.4, 5.6, 1.1), (3.6, 9.6, 1.2), (5.0, 5.0, 0.9)):
        parts += paint(ball(pale, (x, -front, z), (r, 4, r)))
        parts += paint(ball(pale, (front, x, z), (4, r, r)))
    collar = making.coat(("f2b93a", "c9d0da", "b8773a"), "plain", names="ring band")
    return parts + ring(collar, (0, 0, 18.6), 4.0, 1.1)


def _reach(profile: list[tuple[float, float]], z: float) -> float:
    for (low, a), (high, b) in pairwise(profile):
        if low <= z <= high:
            return a + (b - a) * (z - low) / (high - low)
    return profile[-1][1]


def bottle(making: Making) -> Parts:
    """Build a bottle of wine or milk with a label."""
    glass = making.coat(("2f6a44", "6b2f3a", "8fb8c8"), "plain", names="bottle glass", main=True)
    label = making.coat(("f3e6c8", "f3e6c8", "e8eef2"), "flat", names="label")
    parts = lathe(glass, (0, 0, 0), [(0, 6.6), (0.8, 7.0), (17, 7.0), (21, 4.8), (23.4, 2.9), (31, 2.7)])
    parts += drum(label, (0, 0, 5.4), 7.3, 8.4) + drum(coat("c8304a", "flat"), (0, 0, 26.4), 3.1, 5.4)
    parts += changed(paint(box(coat("b8443a", "flat"), (-4, 4), (-9, 0), (8.4, 10))), since=20)
    return parts + paint(box(coat("cfe8dc", "flat"), (-5.2, -4.2), (-9, 0), (14.4, 20)))


BOTTLES: Mapping[str, Callable[[Making], Parts]] = {"bottle": bottle}


def key(making: Making) -> Parts:
    """Build an old key that stands on its bit, or a padlock."""
    metal = gold(making, ("f2b93a", "aab4c2", "c98a4a"))
    if making.kind == "padlock":
        parts = box(metal, (-10, 10), (-4.4, 4.4), (0, 15)) + box(metal, (-8.6, 8.6), (-5, 5), (1.4, 13.6))
        shackle = ring(coat("b9c1cc", "plain"), (0, 0, 15), 7, 2.0, axis=1)
        parts = [*shackle, *mirrored(drum(coat("b9c1cc", "plain"), (7, 0, 13), 2.0, 3)), *parts]
        dark = coat("33302f", "flat")
        return parts + drum(dark, (0, -5.6, 9), 2.2, 3, axis=1) + box(dark, (-1, 1), (-5.6, -3), (4, 9))
    parts = (
        drum(metal, (0, 0, 2), 1.9, 18)
        + changed(drum(metal, (0, 0, 17), 3.0, 2.4), tone=-1)
        + changed(drum(metal, (0, 0, 13.4), 2.6, 1.4), tone=-1)
    )
    shape = making.piece.scheme % 3
    if shape == 0:
        for x, z in ((-4.6, 24.0), (4.6, 24.0), (0.0, 30.4)):
            parts += ring(metal, (x, 0, z), 3.2, 1.5, axis=1)
        parts += ball(jewel(making), (0, 0, 25.6), 2.2)
    elif shape == 1:
        parts += ring(metal, (0, 0, 26.4), 6.2, 1.9, axis=1)
    else:
        parts += prism(metal, [(0, 18), (8.4, 26), (0, 34), (-8.4, 26)], (-1.9, 1.9)) + carve(
            prism(metal, [(0, 22.4), (4.2, 26), (0, 29.6), (-4.2, 26)], (-3, 3))
        )
    for z, reach in ((2.0, 9.0), (6.6, 7.4)):
        parts += box(metal, (0, reach), (-1.6, 1.6), (z, z + 2.8))
    return parts + box(metal, (6, 8.4), (-1.6, 1.6), (0.4, 9))


def trophy(making: Making) -> Parts:
    """Build a cup of gold with two handles on a base."""
    metal = gold(making, ("f7c03a", "f2b632", "d9dfe8"))
    base, plate = coat("5a3a2c", "plain"), coat("e8d08a", "flat")
    parts = (
        box(base, (-7, 7), (-7, 7), (0, 4.6))
        + box(plate, (-4, 4), (-7.5, 0), (1.2, 3.6))
        + drum(metal, (0, 0, 4.4), 5.2, 1.6)
    )
    parts += lathe(
        metal,
        (0, 0, 5.6),
        [(0, 3.6), (2.4, 1.7), (6, 1.7), (7.4, 3.4), (10, 7.4), (14, 9), (21, 9.6), (21.8, 10.4), (23.4, 10.4)],
    )
    parts += carve(drum(metal, (0, 0, 27), 8.4, 4)) + mirrored(ring(metal, (10.4, 0, 20.4), 4.2, 1.3, axis=1))
    star = []
    for index in range(10):
        reach, turn = (4.6 if index % 2 == 0 else 2.0), math.pi / 2 + index * math.pi / 5
        star.append((reach * math.cos(turn), 21.6 + reach * math.sin(turn)))
    return parts + prism(coat("fff3b8", "flat"), star, (-10.6, -8.6))
