"""Weapons for the hand: swords, axes, hammers, spears, staffs and shields. Each stands upright, about 32 units high."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from itertools import pairwise

from skyloom.geometry.parts import (
    Coat,
    Parts,
    Span,
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
    tube,
    turned,
)
from skyloom.world.objects.making import Making
from skyloom.world.objects.tints import coat

STEELS = ("c6d2e0", "b4c4dc", "d3d3d6")
GOLD, DARK = coat("f2b93a", "plain"), coat("4a4038", "plain")


def steel(making: Making, *, turn: int = 0) -> Coat:
    """Return the coat of a blade or a head."""
    return making.coat(STEELS, "plain", names="blade head point edge", main=True, turn=turn)


def handle(making: Making) -> Coat:
    """Return the coat of a shaft of wood."""
    return making.coat(("8a5a34", "74492c", "9c6b40"), "planks", names="handle shaft grip hilt wood")


def jewel(making: Making, *, glows: bool = False) -> Coat:
    """Return the coat of a set stone."""
    usual = ("e23a4e", "3f8ef0", "3fc97e")
    return making.coat(usual, "flat", names="gem jewel stone", glows=glows or making.has("glowing"))


def flames(at: tuple[float, float, float], wide: float, high: float, /) -> Parts:
    """Return a flame in three colours standing on a point."""
    x, y, z = at
    tongue = [(0, 0.55 * wide), (0.28 * high, wide), (0.62 * high, 0.55 * wide), (high, 0.1 * wide)]
    hot = [(h * 0.68, r * 0.68) for h, r in tongue]
    core = [(h * 0.4, r * 0.42) for h, r in tongue]
    parts = lathe(coat("ff7a1f", "flat", glows=True), (x, y, z), tongue, lobes=[(3, 0.14, 0.6)])
    parts += lathe(coat("ffb52e", "flat", glows=True), (x, y - 0.5 * wide, z), hot)
    return parts + lathe(coat("fff0a0", "flat", glows=True), (x, y - 0.85 * wide, z), core)


def sword(making: Making) -> Parts:
    """Build a sword, its point upwards."""
    return SWORDS.get(making.kind, straight)(making)


def _hilt(making: Making, top: float, *, thick: float = 1.5) -> Parts:
    grip = making.coat(("6d4630", "3f4a6b", "5a3048"), "boards", names="handle grip hilt")
    metal = making.coat(("f2b93a", "cfd6de", "d08a4a"), "plain", names="guard hilt pommel")
    parts = drum(grip, (0, 0, 2), thick, top - 2)
    return [*parts, *ball(metal, (0, 0, 1.6), 2.2), *changed(ball(jewel(making), (0, -1.7, 1.6), 1.0), since=20)]


def straight(making: Making) -> Parts:
    """Build a knight's sword: a broad blade with a fuller, a guard, a jewelled pommel."""
    blade, metal = steel(making), making.coat(("f2b93a", "cfd6de", "d08a4a"), "plain", names="guard hilt pommel")
    wide = making.pick((3.4, 2.9, 4.2))
    tip = making.pick((38.0, 40.0, 36.0))
    shoulder = tip - making.pick((6.0, 8.0, 4.4))
    parts = _hilt(making, 10)
    half = [(0.0, 10.0), (wide, 10.0), (wide * 0.92, shoulder), (0.0, tip)]
    parts += changed(prism(blade, [(-x, z) for x, z in half], (-1.3, 1.3)), tone=1)
    parts += changed(prism(blade, half, (-1.3, 1.3)), tone=-1)
    fuller = box(blade, (-0.8, 0.8), (-1.7, 1.7), (10, shoulder - 2))
    parts += changed(paint(fuller), since=20)
    if making.has("glowing", "evil"):
        rune = coat("ff4a4a" if making.has("evil") else "6fe8ff", "flat", glows=True)
        for z in (15.0, 19.5, 24.0, 28.0):
            parts += paint(box(rune, (-0.9, 0.9), (-2, 2), (z, z + 2.4)))
    guard = making.pick((0.0, 2.2, -2.0))
    parts += box(metal, (-3, 3), (-2, 2), (9, 11.6))
    for side in (-1, 1):
        parts += rod(metal, (side * 2.4, 0, 10.3), (side * 8.2, 0, 10.3 + guard), 1.4)
        parts += ball(metal, (side * 8.6, 0, 10.3 + guard), 1.8)
    parts += ball(jewel(making), (0, -1.9, 10.3), 1.3)
    if making.has("burning"):
        for z, wide in ((30.0, 2.6), (24.0, 3.2), (18.0, 3.6)):
            parts += flames((0.6 if z == 24.0 else -0.6, 0, z), wide, 11)
    return parts


def katana(making: Making) -> Parts:
    """Build a katana: a slim curved blade, a round guard, a wrapped hilt."""
    blade = steel(making)
    wrap = making.coat(("3a3f55", "8f2f3a", "2f4f48"), "boards", names="handle grip hilt")
    line = [(0.0, 0.0, 11.0), (0.3, 0.0, 18.0), (1.2, 0.0, 26.0), (2.8, 0.0, 33.0), (4.6, 0.0, 38.5)]
    parts = [*rod(wrap, (-1.4, 0, -3), (0, 0, 10), 1.9), *ball(GOLD, (-1.6, 0, -3.6), 2.2)]
    for (x, _, z), (u, _, w) in pairwise(line):
        thin = 0.5 if w > 38 else 2.1
        back = [(x - 2.1, z), (x + 0.3, z), (u + 0.3, w), (u - thin, w)]
        edge = [(x + 0.3, z), (x + 2.1, z), (u + thin, w), (u + 0.3, w)]
        parts += changed(prism(blade, back, (-1.0, 1.0)), tone=-1)
        parts += changed(prism(blade, edge, (-1.0, 1.0)), tone=1)
    guard = making.coat(("f2b93a", "4a4f5a", "c8793c"), "plain", names="guard")
    return parts + drum(guard, (0, 0, 9.8), (4.4, 3.6), 1.7)


def dagger(making: Making) -> Parts:
    """Build a dagger: short, broad, pointed."""
    blade, metal = steel(making), making.coat(("f2b93a", "8d949f", "d08a4a"), "plain", names="guard hilt pommel")
    wide = making.pick((3.6, 3.0, 4.0))
    parts = _hilt(making, 10, thick=1.8)
    half = [(0.0, 10.0), (wide * 0.8, 10.0), (wide, 17.0), (0.0, 29.0)]
    parts += changed(prism(blade, [(-x, z) for x, z in half], (-1.3, 1.3)), tone=1)
    parts += changed(prism(blade, half, (-1.3, 1.3)), tone=-1)
    return parts + box(metal, (-6, 6), (-1.8, 1.8), (9.4, 11.8)) + mirrored(ball(metal, (6.2, 0, 10.6), 1.9))


def energy(making: Making) -> Parts:
    """Build a sword of light: a glowing blade from a metal hilt."""
    usual = ("4fc3ff", "5fe86a", "ff4a4a")
    glow = making.coat(usual, "flat", names="blade light", main=True, glows=True)
    glow = Coat(rgb=glow.rgb, pattern="flat", glows=True)
    metal, grip = coat("b9c1cc", "plain"), coat("33363f", "plain")
    parts = [*drum(metal, (0, 0, 0), 2.4, 11), *drum(grip, (0, 0, 1.6), 2.7, 1.6), *drum(grip, (0, 0, 4.4), 2.7, 1.6)]
    parts += [*drum(metal, (0, 0, 9.6), 3.1, 1.8), *box(coat("e23a3a", "flat"), (-0.8, 0.8), (-3.2, 0), (7, 8.4))]
    parts += [*drum(glow, (0, 0, 11), 2.0, 26), *ball(glow, (0, 0, 37), 2.0)]
    return parts + paint(box(Coat(rgb=(255, 255, 255), pattern="flat", glows=True), (-0.6, 0.6), (-3, 3), (12, 37)))


SWORDS: Mapping[str, Callable[[Making], Parts]] = {"katana": katana, "dagger": dagger, "light": energy}


def _shaft(making: Making, top: float, *, thick: float = 1.5) -> Parts:
    wood, band = handle(making), making.coat(("5a4636", "c9a24a", "8d949f"), "plain", names="band")
    parts = [*drum(wood, (0, 0, 0), thick, top), *drum(band, (0, 0, -0.6), thick + 0.5, 2.2)]
    return parts + changed(drum(coat("4a3226", "plain"), (0, 0, top * 0.2), thick + 0.4, 4.6), since=16)


def axe(making: Making) -> Parts:
    """Build an axe with one blade, or a battle axe with two."""
    head = steel(making)
    is_double = making.kind == "battle" or making.has("evil", "royal")
    parts = _shaft(making, 31, thick=1.7)
    grow = making.pick((1.0, 1.14, 0.9))
    sides = (-1, 1) if is_double else (1,)
    for side in sides:
        blade = [(1.0, 23.0), (6.4, 20.4), (10.4 * grow, 15.6), (12.6 * grow, 21.0), (12.6 * grow, 27.4)]
        blade += [(10.4 * grow, 32.4), (6.4, 28.8), (1.0, 28.2)]
        parts += prism(head, [(side * x, z) for x, z in blade], (-1.5, 1.5))
        edge = [(10.4 * grow, 15.6), (12.9 * grow, 21.0), (12.9 * grow, 27.4), (10.4 * grow, 32.4), (10.4 * grow, 24.0)]
        parts += changed(prism(head, [(side * x, z) for x, z in edge], (-1.6, 1.6)), tone=1)
    if not is_double:
        parts += changed(box(head, (-5.6, 0), (-1.8, 1.8), (23, 28.4)), tone=-1)
    parts += changed(box(head, (-2.4, 2.4), (-2.3, 2.3), (22.4, 29)), tone=-1)
    if is_double:
        parts += [*ball(jewel(making), (0, -2.4, 25.7), 1.5), *lathe(head, (0, 0, 30), [(0, 1.6), (5, 0.2)])]
    return parts


def hammer(making: Making) -> Parts:
    """Build a hammer with a heavy head, or a mace."""
    if making.kind == "mace":
        return mace(making)
    if making.kind == "claw":
        return claw(making)
    head = steel(making, turn=1)
    trim = making.coat(("f2b93a", "6d7683", "c8793c"), "plain", names="trim band")
    wide = making.pick((9.0, 8.0, 10.4))
    parts = _shaft(making, 24, thick=1.8)
    parts += box(head, (-wide, wide), (-5, 5), (20, 30))
    parts += changed(mirrored(box(head, (wide - 2.6, wide + 1.0), (-5.8, 5.8), (19.2, 30.8))), tone=1)
    parts += changed(mirrored(box(trim, (wide - 3.6, wide - 2.4), (-5.5, 5.5), (19.6, 30.4))), since=16)
    parts += [*box(trim, (-2.4, 2.4), (-5.4, 5.4), (19.5, 31)), *ball(jewel(making), (0, -5.6, 25), 1.7)]
    return parts


def claw(making: Making) -> Parts:
    """Build a carpenter's hammer with a claw."""
    head = steel(making)
    parts = _shaft(making, 26, thick=1.9)
    parts += [*drum(head, (2, 0, 27), 2.6, 8, axis=0), *drum(head, (8.6, 0, 27), 3.6, 2.8, axis=0)]
    parts += box(head, (-3, 3), (-2.6, 2.6), (24, 30))
    claws = [(-2.0, 29.6), (-7.0, 28.6), (-11.5, 24.0), (-10.0, 23.4), (-6.0, 26.0), (-2.0, 25.6)]
    return parts + mirrored(prism(head, claws, (0.6, 2.4)), 1)


def mace(making: Making) -> Parts:
    """Build a mace: a ball of iron with spikes on a shaft."""
    head = steel(making, turn=1)
    at = (0.0, 0.0, 26.0)
    parts = [*_shaft(making, 20, thick=1.7), *drum(head, (0, 0, 18), 2.6, 2.4), *ball(head, at, 7.2)]
    for rise, count in ((0.0, 6), (0.85, 3), (-0.85, 3), (math.pi / 2, 1)):
        for index in range(count):
            turn = math.tau * index / count + (0.3 if rise else 0)
            way = (math.cos(rise) * math.cos(turn), math.cos(rise) * math.sin(turn), math.sin(rise))
            tip = (way[0] * 10, way[1] * 10, 26 + way[2] * 10)
            start = (way[0] * 5.4, way[1] * 5.4, 26 + way[2] * 5.4)
            parts += changed(rod(head, start, tip, 1.9, tip=0.4), tone=1)
    return parts


def spear(making: Making) -> Parts:
    """Build a spear, a trident, a fork or a scythe."""
    if making.kind == "scythe":
        return scythe(making)
    point = steel(making)
    parts = _shaft(making, 29, thick=1.6)
    if making.kind in ("trident", "fork"):
        parts += box(point, (-8.4, 8.4), (-1.5, 1.5), (26, 29))
        for x, top in ((-7.2, 38.0), (0.0, 41.0 if making.kind == "trident" else 39.0), (7.2, 38.0)):
            parts += drum(point, (x, 0, 27), 1.3, top - 29)
            if making.kind == "trident":
                parts += changed(prism(point, [(x - 2.8, top - 5), (x + 2.8, top - 5), (x, top + 1)], (-1, 1)), tone=1)
        return parts
    wide = making.pick((5.0, 4.2, 6.0))
    leaf = [(0.0, 27.0), (wide, 31.5), (wide * 0.7, 36.0), (0.0, 44.0)]
    parts += changed(prism(point, [(-x, z) for x, z in leaf], (-1.2, 1.2)), tone=1)
    parts += changed(prism(point, leaf, (-1.2, 1.2)), tone=-1)
    ribbon = making.coat(("d8403a", "3f74c8", "e0a52e"), "flat", names="ribbon tassel")
    parts += [*drum(GOLD, (0, 0, 26.4), 2.3, 2.2), *drum(ribbon, (0, 0, 23), 2.9, 3.4, top=0.7)]
    return parts + rod(ribbon, (2, -0.8, 24), (4.4, -1.2, 17), 1.0)


def scythe(making: Making) -> Parts:
    """Build a scythe: a long curved blade on a pole."""
    blade = steel(making)
    parts = _shaft(making, 37, thick=1.7) + rod(handle(making), (0, 0, 15), (5, 0, 16.4), 1.0)
    outer = [(-1.6, 38.0), (6.0, 38.0), (13.0, 35.0), (18.6, 28.6), (21.0, 18.0)]
    inner = [(15.4, 26.4), (10.6, 30.6), (5.4, 32.4), (-1.6, 32.4)]
    parts += prism(blade, [*outer, *inner], (-1.0, 1.0))
    edge = [(15.4, 26.4), (10.6, 30.6), (5.4, 32.4), (5.4, 33.6), (11.0, 31.8), (16.2, 27.2), (19.4, 20.0)]
    return parts + changed(prism(blade, edge, (-1.1, 1.1)), tone=1) + box(DARK, (-2, 2), (-1.9, 1.9), (32, 37))


def staff(making: Making) -> Parts:
    """Build a wizard's staff, a wand or a broom."""
    return STAFFS.get(making.kind, wizards)(making)


def wizards(making: Making) -> Parts:
    """Build a gnarled staff that holds a glowing stone."""
    wood = making.coat(("7d5233", "5f4a3a", "8f6a48"), "plain", names="handle shaft wood staff", main=True)
    usual = ("4fd8ff", "b06cff", "ff5a6e")
    stone = making.coat(usual, "facets", names="gem jewel stone orb crystal", glows=True)
    bend = making.pick((0.7, -0.8, 1.2))
    line = [(0.0, 0.0, 0.0), (bend, 0.0, 8.0), (-bend * 0.6, 0.0, 16.0), (bend * 0.4, 0.0, 23.0)]
    parts = tube(wood, line, [1.7, 1.4, 1.5, 1.8]) + changed(ring(GOLD, (bend * 0.3, 0, 21.6), 1.8, 0.8), since=20)
    shape = making.piece.scheme % 3
    if shape == 0:
        for side in (-1, 1):
            curl = [(0.0, 0.0, 23.0), (side * 4.6, 0.0, 26.0), (side * 5.2, 0.0, 31.0), (side * 2.6, 0.0, 35.0)]
            parts += tube(wood, curl, [1.7, 1.4, 1.2, 0.8])
        return parts + ball(stone, (0, 0, 30), 3.3)
    if shape == 1:
        hook = [
            (0.0, 0.0, 23.0),
            (-4.6, 0.0, 27.0),
            (-4.2, 0.0, 33.0),
            (1.0, 0.0, 36.0),
            (5.0, 0.0, 33.0),
            (4.4, 0.0, 29.6),
        ]
        return parts + tube(wood, hook, [1.8, 1.6, 1.5, 1.4, 1.3, 1.0]) + ball(stone, (0.4, 0, 30.4), 2.9)
    for index in range(4):
        turn = math.tau * index / 4 + 0.4
        c, s = math.cos(turn), math.sin(turn)
        parts += tube(wood, [(0, 0, 22.6), (3.4 * c, 3.4 * s, 25.4), (3.2 * c, 3.2 * s, 29)], [1.5, 1.1, 0.7])
    return parts + lathe(stone, (0, 0, 24.6), [(0, 0.8), (5, 3.3), (7, 3.3), (13, 0.3)], sides=6)


def wand(making: Making) -> Parts:
    """Build a wand with a star."""
    stick = making.coat(("f4f0f6", "5a4a86", "f2c0d8"), "hoops", names="handle stick", second="c9b8e6")
    stick = Coat(rgb=stick.rgb, pattern="bands", second=stick.second)
    star = making.coat(("ffd83a", "ff8ad0", "7fe0ff"), "flat", names="star tip", main=True, glows=True)
    parts = [*drum(stick, (0, 0, 0), 1.4, 20), *ball(GOLD, (0, 0, 0.4), 1.9)]
    points = []
    for index in range(10):
        reach = 9.4 if index % 2 == 0 else 4.2
        turn = math.pi / 2 + index * math.pi / 5
        points.append((reach * math.cos(turn), 25 + reach * math.sin(turn)))
    parts += prism(star, points, (-1.9, 1.9)) + paint(ball(coat("fffbe0", "flat", glows=True), (-1, -2, 26), 2.4))
    ribbon = making.coat(("f06aa8", "4fb0f0", "a06cf0"), "flat", names="ribbon")
    return parts + mirrored(rod(ribbon, (1, 0, 17.4), (4.6, 0, 13.4), 1.0)) + ball(ribbon, (0, -0.8, 17.6), 1.9)


def broom(making: Making) -> Parts:
    """Build a broom of twigs."""
    wood = handle(making)
    straw = making.coat(("dcb25a", "c9954a", "b98a52"), "planks", names="bristle straw", main=True)
    parts = rod(wood, (0, 0, 10), (making.pick((0.8, -0.6, 1.4)), 0, 36), 1.3)
    parts += lathe(straw, (0, 0, 0), [(0, 6.4), (5, 5.6), (9, 3.0), (12, 2.0)], lobes=[(8, 0.08, 0)])
    band = making.coat(("b8442e", "4a5a9c", "6b4a8c"), "flat", names="band")
    return parts + drum(band, (0, 0, 9.6), 3.2, 1.4) + drum(band, (0, 0, 11.8), 2.4, 1.1)


STAFFS: Mapping[str, Callable[[Making], Parts]] = {"wand": wand, "broom": broom}

KITE: list[Span] = [(0.0, 0.0), (7.0, 6.0), (11.6, 15.0), (12.0, 29.0), (6.0, 31.0), (0.0, 32.0)]
HEATER: list[Span] = [(0.0, 0.0), (6.6, 4.0), (11.4, 12.0), (13.4, 21.0), (13.4, 31.0), (0.0, 31.0)]


def shield(making: Making) -> Parts:
    """Build a knight's shield with its arms, or a round one of boards."""
    kind = making.kind or making.pick(("heater", "round", "kite"))
    field = making.coat(("3f68c8", "b8342f", "2f8a5a"), "plain", names="field", main=True)
    rim = making.coat(("d9dee6", "e6b23c", "c6d2e0"), "plain", names="rim border edge trim")
    badge = making.coat(("f6d24a", "f4ede0", "f0b93a"), "flat", names="cross emblem star badge")
    if kind == "round":
        return _round_shield(making, rim)
    outline = KITE if kind == "kite" else HEATER
    both = [(-x, z) for x, z in reversed(outline[1:])] + list(outline)
    inner = [(x * 0.83, 15.6 + (z - 16.6) * 0.85) for x, z in both]
    parts = [*prism(rim, both, (-2.0, 2.0)), *prism(field, inner, (-2.9, 1.4))]
    sign = making.piece.scheme % 3
    if sign == 0:
        parts += paint(box(badge, (-1.6, 1.6), (-4, -2.2), (4, 28))) + paint(
            box(badge, (-12, 12), (-4, -2.2), (17, 20.4))
        )
    elif sign == 1:
        parts += prism(badge, [(0, 8), (5.6, 17), (0, 26), (-5.6, 17)], (-3.6, -2))
    else:
        chevron = [(-9, 12), (0, 21), (9, 12), (9, 16.4), (0, 25.4), (-9, 16.4)]
        parts += prism(badge, chevron, (-3.4, -2))
    return parts + ball(jewel(making), (0, -3.4, 18.6 if sign == 0 else 17), 1.6)


def _round_shield(making: Making, rim: Coat) -> Parts:
    wood = making.coat(("b5402f", "3f74a8", "4a8a4f"), "plain", names="field", main=True)
    pale = making.coat(("ecd9b0", "f0e2c0", "e6d0a0"), "plain", names="stripe cross")
    parts = [*drum(rim, (0, -2, 0), 16, 4, axis=1), *drum(wood, (0, -2.9, 0), 14, 4, axis=1)]
    for quarter in (0, 2):
        wedge = [(0.0, 0.0), *((13.6 * math.cos(a), 13.6 * math.sin(a)) for a in _arc(quarter * 90, 90))]
        parts += prism(pale, wedge, (-3.0, 0))
    boss = making.coat(("c6d2e0", "f2b93a", "b8773a"), "plain", names="boss")
    parts += [*drum(boss, (0, -3.6, 0), 5, 2, axis=1), *ball(boss, (0, -3.6, 0), (3.8, 3.0, 3.8))]
    for index in range(8):
        turn = math.tau * (index + 0.5) / 8
        parts += changed(ball(GOLD, (15 * math.cos(turn), -2.2, 15 * math.sin(turn)), 1.0), since=24)
    return moved(turned(parts, "y", 22), (0, 0, 16))


def _arc(start: float, span: float) -> list[float]:
    return [math.radians(start + span * index / 6) for index in range(7)]
