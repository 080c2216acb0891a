"""Rocks, crystals, floating islands and pieces of land. Each is about 32 units across or high."""

from __future__ import annotations

import math
from collections.abc import Mapping
from itertools import pairwise

from skyloom.geometry.parts import Coat, Parts, Vec, ball, box, carve, changed, drum, facets, lathe, paint, rod
from skyloom.world.objects.making import Making
from skyloom.world.objects.tints import coat
from skyloom.world.objects.trees import shard


def _planes(making: Making, count: int, *, near: float = 0.72, far: float = 0.95) -> list[Vec]:
    planes = []
    for index in range(count):
        rise = 1 - 2 * (index + 0.5) / count
        turn = index * 2.39996 + making.chance(0, 0.7)
        flat = math.sqrt(max(1 - rise * rise, 0))
        reach = 1 / making.chance(near, far)
        planes.append((flat * math.cos(turn) * reach, flat * math.sin(turn) * reach, rise * reach))
    return planes


def rock(making: Making) -> Parts:
    """Build a boulder with smaller stones at its foot."""
    stone = making.coat(("8b8f98", "9a8f86", "77808c"), "rock", main=True)
    parts = facets(stone, (0, 0, 7), (13, 11, 13), _planes(making, 18))
    parts += changed(facets(stone, (10.5, -7, 2), (5.5, 5, 5.5), _planes(making, 12)), tone=-1)
    parts += facets(stone, (-10, -6, 1.5), (4.4, 4, 4.2), _planes(making, 12))
    parts += carve(box(stone, (-30, 30), (-30, 30), (-20, 0)))
    if making.has("mossy", "overgrown"):
        moss = coat("79a845", "mottled")
        parts += paint(ball(moss, (-1, 1, 19), (11, 10, 6)))
    return parts


def crystal(making: Making) -> Parts:
    """Build a cluster of crystals on a rock."""
    stone = coat("6f6a7a", "rock")
    usual = making.pick(("9b6bf0", "4fd0ee", "f06aa8"))
    gem = making.coat(usual, "facets", main=True, glows=True)
    gem = Coat(rgb=gem.rgb, pattern="facets", second=gem.second, glows=True)
    parts = facets(stone, (0, 0, 1), (12.5, 11, 6), _planes(making, 16))
    parts += carve(box(stone, (-30, 30), (-30, 30), (-20, 0)))
    turns = making.chance(0, 1.5)
    shards = [(0.0, 0.06, making.chance(26, 29), 5.0)]
    shards += [(turns + i * math.tau / 5, making.chance(0.36, 0.5), making.chance(15, 20), 3.7) for i in range(5)]
    shards += [(turns + 0.6 + i * math.tau / 6, making.chance(0.85, 1.05), making.chance(9, 13), 2.6) for i in range(6)]
    for index, (turn, lean, length, thick) in enumerate(shards):
        out = 0.0 if not index else 4.0
        at = (out * math.cos(turn), out * math.sin(turn), 2.5)
        parts += changed(shard(gem, at, turn, lean, length, thick), tone=(0, -1, 1, 0)[index % 4])
    return parts


def gem(making: Making) -> Parts:
    """Build one cut stone: a flat table, a girdle, a point below."""
    stone = making.coat(("3fb6f0", "e8345c", "3fc77e"), "facets", main=True)
    parts = lathe(stone, (0, 0, 0), [(0, 0.6), (15, 14.5)], sides=8)
    parts += changed(lathe(stone, (0, 0, 15), [(0, 14.5), (2, 14.5)], sides=8), tone=-1)
    parts += lathe(stone, (0, 0, 17), [(0, 14.5), (6.5, 9.5)], sides=8)
    return parts + changed(lathe(stone, (0, 0, 22.6), [(0, 9.0), (1, 8.6)], sides=8), tone=1)


def island(making: Making) -> Parts:
    """Build a floating island: turf over earth over a long root of rock."""
    if making.has("sea"):
        return sea_island(making)
    turf = making.coat(GROUNDS.get(making.kind, ("7cc04a", "6fb552", "93c444")), "mottled", names="grass top")
    earth = making.coat("8f6140", "mottled", names="earth soil")
    stone = making.coat(("8a8592", "93887e", "7a7d92"), "rock", names="rock stone", main=bool(making.piece.material))
    phase = making.chance(0, 6.28)
    lobes = [(3, 0.07, phase), (5, 0.05, phase * 2)]
    root = [(-9, 0.6), (-5, 1.8), (0, 4.0), (5, 6.6), (10, 9.6), (14, 12.6)]
    parts = lathe(stone, (0.8, 0.4, 0), root, lobes=[(4, 0.1, phase), (7, 0.06, phase)])
    for index in range(7):
        turn = phase + index * math.tau / 7
        out = making.chance(6.0, 9.5)
        at = (out * math.cos(turn), out * math.sin(turn), 14.5)
        tip = (at[0] * 0.7, at[1] * 0.7, making.chance(-4, 6))
        parts += changed(rod(stone, at, tip, 3.4, tip=0.9), tone=-(index % 2))
    parts += lathe(earth, (0, 0, 12.6), [(0, 11.6), (2, 13.6), (4.9, 15)], lobes=lobes)
    parts += lathe(turf, (0, 0, 17.0), [(0, 15.4), (1.8, 16.0), (2.8, 15.0)], lobes=lobes)
    for index in range(14):
        turn = index * math.tau / 14
        reach = 15.3 * (1 + sum(d * math.cos(n * turn + p) for n, d, p in lobes))
        drop = making.chance(1.0, 3.6)
        x, y = reach * math.cos(turn), reach * math.sin(turn)
        parts += rod(turf, (x * 0.97, y * 0.97, 18.5), (x * 0.97, y * 0.97, 18 - drop), 1.1)
    for index in range(3):  # stones in the turf
        turn = phase + 1 + index * 2.3
        parts += ball(stone, (9.4 * math.cos(turn), 9.4 * math.sin(turn), 19.9), (1.7, 1.5, 1.2))
    if making.has("waterfall"):
        water = coat("62bdf2", "ripples")
        parts += box(water, (-2.2, 2.2), (-16.8, -3), (18.6, 20.3))
        parts += box(water, (-2.2, 2.2), (-17.4, -15.6), (4, 20.3))
    for index in range(5):
        turn = phase + index * 1.9
        at = (11.3 * math.cos(turn), 11.3 * math.sin(turn), 19.8)
        bloom = coat(("f6d64a", "f29ac0", "ffffff")[index % 3], "flat")
        parts += changed([*rod(turf, at, (at[0], at[1], 21.0), 0.5), *ball(bloom, (*at[:2], 21.3), 0.8)], since=28)
    return parts


GROUNDS: Mapping[str, tuple[str, ...]] = {"snow": ("eef5fb",), "desert": ("e8cd8c",), "autumn": ("d99a3c",)}


def sea_island(making: Making) -> Parts:
    """Build a desert island: a hump of sand in a disc of sea."""
    water = making.coat("45a9e8", "ripples", names="water sea")
    sand = making.coat("f0d79a", "mottled", names="sand beach")
    turf = making.coat("7cc04a", "mottled", names="grass")
    phase = making.chance(0, 6)
    parts = lathe(water, (0, 0, 0), [(0, 15.5), (3, 16)])
    parts += lathe(sand, (0, 0, 2.4), [(0, 11.5), (1.6, 10.5), (3, 7.5)], lobes=[(3, 0.1, phase)])
    return parts + lathe(turf, (0, 0, 4.4), [(0, 7), (2, 5), (2.6, 3)], lobes=[(3, 0.14, phase)])


def mountain(making: Making) -> Parts:
    """Build a mountain: ridged rock, woods at its foot, snow above."""
    stone = making.coat(("8288a0", "8f8a88", "6f7f90"), "rock", names="rock stone", main=True)
    turf, snow = making.coat("6fa34c", "mottled", names="grass wood"), coat("f4f8fd", "flat")
    phase = making.chance(0, 6)
    peaks = [((0.0, 1.0), 27.0, 12.5), ((-8.0, 2.5), 17.0, 7.5), ((8.4, -1.0), 15.0, 7.5), ((3.0, -6.5), 11.0, 6.5)]
    parts = drum(turf, (0, 0, 0), 16, 2.4)
    for index, ((x, y), height, wide) in enumerate(peaks):
        lobes = [(5, 0.11, phase + index), (3, 0.09, phase * 2 + index)]
        profile = [(0, wide), (height * 0.35, wide * 0.66), (height * 0.7, wide * 0.34), (height, 0.6)]
        parts += changed(lathe(stone, (x, y, 1.5), profile, lobes=lobes), tone=-(index % 2))
    if not making.lacks("snow"):
        for index, ((x, y), height, wide) in enumerate(peaks[:3]):
            lobes = [(5, 0.2, phase + index), (3, 0.12, phase * 2 + index)]
            low = height * 0.66
            tip = [(0, wide * 0.41), (height * 0.12, wide * 0.33), (height * 0.34, 0.9)]
            parts += lathe(snow, (x, y, 1.5 + low), tip, lobes=lobes)
    for index in range(9):
        turn = index * 2.2 + phase
        parts += _firs(11.5 + 2.2 * (index % 2), turn)
    return parts


def _firs(out: float, turn: float) -> Parts:
    needles = coat("3f8048", "flat")
    return lathe(needles, (out * math.cos(turn), out * math.sin(turn), 1.8), [(0, 1.7), (4.5, 0.3)])


def volcano(making: Making) -> Parts:
    """Build a volcano with a crater of lava and streams down its sides."""
    stone = making.coat(("5d4a4a", "4f4650", "6b5248"), "rock", names="rock stone", main=True)
    lava = making.coat("ff6a1f", "glow", second="ffd23f", glows=True, names="lava")
    phase = making.chance(0, 6)
    parts = lathe(
        stone, (0, 0, 0), [(0, 16), (5, 11.8), (12, 7.6), (19, 5.2), (20, 4.8)], lobes=[(6, 0.05, phase), (3, 0.05, 1)]
    )
    parts += carve(drum(stone, (0, 0, 16.5), 3.4, 6, top=1.1))
    parts += drum(lava, (0, 0, 15), 3.8, 3.2)
    for turn in (-1.9, -0.5, 0.9, 2.6):
        points = [(r * math.cos(turn + b), r * math.sin(turn + b), z) for r, z, b in STREAM]
        parts += [part for a, b in pairwise(points) for part in rod(lava, a, b, 1.25)]
    smoke = coat("6d6672", "soft")
    for index, (z, r) in enumerate(((21, 2.6), (24.5, 3.6), (28, 3.0))):
        parts += ball(smoke if index else lava, (0.8 * index, 0.3 * index, z), r)
    return parts


STREAM = ((3.6, 18.4, 0.0), (5.3, 19.4, 0.0), (7.4, 13.0, 0.1), (10.2, 7.6, 0.02), (13.2, 3.4, 0.12))


def hill(making: Making) -> Parts:
    """Build a round hill with a path, flowers and a bush."""
    turf = making.coat(("7cc04a", "8fc24a", "69ad50"), "mottled", names="grass", main=True)
    way = making.coat("d9b97c", "mottled", names="path road")
    parts = [*drum(coat("8f6140", "mottled"), (0, 0, 0), 16, 2.2), *ball(turf, (0, 0, 2), (15.8, 15.8, 11))]
    parts += carve(box(turf, (-30, 30), (-30, 30), (-20, 0)))
    for index in range(9):
        y = -15 + index * 1.9
        parts += paint(ball(way, (3 * math.sin(y * 0.4), y, 6), (1.6, 1.6, 9)))
    for index in range(7):
        turn = index * 2.1 + 1
        at = (11 * math.cos(turn), 11 * math.sin(turn), 9.6)
        parts += ball(coat(("f6d64a", "f29ac0", "ffffff")[index % 3], "flat"), at, 1.0)
    return parts


def waterfall(making: Making) -> Parts:
    """Build a cliff with water falling into a pool."""
    stone = making.coat(("8a8592", "93887e", "7a7d92"), "rock", names="rock stone cliff", main=True)
    turf, water, foam = coat("7cc04a", "mottled"), coat("55b4f0", "ripples"), coat("f1faff", "flat")
    parts = [*drum(stone, (0, 0, 0), 15.5, 3.4), *drum(water, (0, -3.5, 2.4), 10.5, 1.6)]
    for x, y, r, h in (
        (-8.5, 6, 6.5, 24.0),
        (0, 9, 7.0, 22.0),
        (8.5, 6, 6.5, 26.0),
        (-11, -1, 4.2, 12.0),
        (11.5, -1, 3.8, 15.0),
    ):
        parts += lathe(stone, (x, y, 0), [(0, r * 1.1), (h * 0.6, r), (h, r * 0.86)], lobes=[(5, 0.08, x)])
        parts += lathe(turf, (x, y, h), [(0, r * 0.95), (1.6, r * 0.8)], lobes=[(5, 0.08, x)])
    parts += [*box(water, (-3.2, 3.2), (-0.4, 12), (19, 22.6)), *box(water, (-3.2, 3.2), (-1.4, 2.6), (3, 22.6))]
    for x in (-2.0, 1.2):
        parts += paint(box(foam, (x, x + 0.9), (-3, 0), (3, 22)))
    for x in (-3, -1, 1, 3):
        parts += ball(foam, (x, -2.6, 4), 1.5)
    return parts


def pond(making: Making) -> Parts:
    """Build a pond with reeds, stones and lily pads."""
    turf = making.coat(("7cc04a", "93c24a", "66b060"), "mottled", names="grass")
    water = making.coat(("4fb0ea", "45c0d8", "4a8fe0"), "ripples", names="water", main=True)
    stone, pad = coat("9a9ca6", "plain"), coat("4f9e48", "flat")
    parts = [*drum(coat("8f6140", "mottled"), (0, 0, 0), 15.6, 2.6), *drum(turf, (0, 0, 2.4), 16, 2.4)]
    parts += [*carve(drum(turf, (0, 0, 3.6), 11, 4)), *drum(water, (0, 0, 2.0), 11.4, 2.2)]
    for index in range(11):
        turn = index * math.tau / 11
        parts += ball(stone, (11.6 * math.cos(turn), 11.6 * math.sin(turn), 5), (2.0, 1.8, 1.3 + 0.4 * (index % 3)))
    for x, y in ((-4, -3), (3, 2), (5, -5)):
        parts += drum(pad, (x, y, 3.9), 2.2, 0.9)
    parts += ball(coat("f29ac0", "flat"), (-4, -3, 5.6), 1.1)
    for x, y, h in ((-9, 7, 10.0), (-7, 9, 8.0), (-10.5, 5, 7.0)):
        parts += [*rod(pad, (x, y, 4), (x, y, h + 3), 0.5), *rod(coat("7a4a2c", "flat"), (x, y, h), (x, y, h + 3), 0.9)]
    return parts


def dune(making: Making) -> Parts:
    """Build a piece of desert: dunes with a crest."""
    sand = making.coat(("ebc98a", "e3b56f", "f0d79a"), "ripples", main=True)
    parts = drum(sand, (0, 0, 0), 16, 3)
    for x, y, r, h in ((-4, 3, 11.0, 9.0), (7, -3, 8.0, 6.0), (-8, -8, 5.5, 4.0)):
        parts += lathe(sand, (x, y, 2), [(0, r), (h * 0.4, r * 0.72), (h, 0.8)], lobes=[(2, 0.2, x)])
    return parts
