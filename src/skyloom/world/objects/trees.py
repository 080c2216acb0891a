"""Trees: broad, conical, palms, weeping, bare, of crystal or candy. A tree is about 32 units high."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

from skyloom.geometry.parts import Coat, Parts, Vec, ball, box, changed, drum, lathe, moved, rod, tube, turned
from skyloom.world.objects.making import Making
from skyloom.world.objects.tints import coat

BARK = ("7d5233", "6e4a32", "8a5d3b")
GREENS = ("5faa3c", "4f9a48", "7fb83c")


def tree(making: Making) -> Parts:
    """Build the kind of tree that is wanted."""
    if making.has("bare"):
        return bare(making)
    build = KINDS.get(making.kind) or (crystal if making.piece.material in CRYSTALLINE else broad)
    return build(making)


CRYSTALLINE = frozenset({"crystal", "amethyst", "ruby", "emerald", "sapphire", "diamond", "ice", "glass"})


def _crown(making: Making, usual: tuple[str, ...], pattern: str = "leaves") -> Coat:
    return making.coat(usual, pattern, names="leaf leaves foliage crown needle blossom petal", main=True)


def _bark(making: Making, usual: tuple[str, ...] = BARK) -> Coat:
    return making.coat(usual, "planks", names="trunk bark branch wood")


def _trunk(bark: Coat, height: float, radius: float) -> Parts:
    foot = [(0, radius * 1.55), (radius * 0.9, radius * 1.1), (height * 0.5, radius * 0.9), (height, radius * 0.8)]
    parts = lathe(bark, (0, 0, 0), foot)
    for turn in (0.4, 2.3, 4.1):
        out = (math.cos(turn) * radius * 2.0, math.sin(turn) * radius * 2.0, 0.3)
        parts += rod(bark, (0, 0, radius * 1.2), out, radius * 0.6, tip=radius * 0.35)
    return parts


def _clumps(leaves: Coat, clumps: list[tuple[Vec, float]], *, flat: float = 0.86) -> Parts:
    """Return balls of leaves; what is higher is lighter."""
    if not clumps:
        return []
    low = min(at[2] for at, _ in clumps)
    high = max(at[2] for at, _ in clumps) + 1e-6
    parts: Parts = []
    for at, radius in sorted(clumps, key=lambda clump: clump[0][2]):
        tone = -1 if (at[2] - low) / (high - low) < 0.3 else 0
        parts += changed(ball(leaves, at, (radius, radius, radius * flat), power=2.4), tone=tone)
    return parts


def broad(making: Making) -> Parts:
    """Build an oak, a maple, an apple or a cherry tree: a thick trunk under a crown of clumps."""
    bark, leaves = _bark(making), _crown(making, CROWNS.get(making.kind, GREENS))
    rise, wide = making.chance(10, 12), making.chance(7.2, 8.6)
    parts = _trunk(bark, rise + 5, 2.0)
    clumps: list[tuple[Vec, float]] = [((0, 0, rise + 9), wide)]
    turns = making.chance(0, 6.28)
    for index in range(5):
        turn = turns + index * math.tau / 5
        out = wide * making.chance(0.72, 0.95)
        at = (out * math.cos(turn), out * math.sin(turn), rise + making.chance(4.0, 8.0))
        clumps.append((at, wide * making.chance(0.5, 0.66)))
        if index % 2 == 0:
            parts += rod(bark, (0, 0, rise * 0.72), (at[0] * 0.8, at[1] * 0.8, at[2] - 1), 1.1, tip=0.7)
    clumps.append(((making.chance(-2, 2), making.chance(-2, 2), rise + 15), wide * 0.62))
    parts += _clumps(leaves, clumps)
    fruit = FRUIT.get(making.kind)
    if fruit or making.has("fruit"):
        dots = making.coat(fruit or "e23b3b", "flat", names="fruit apple orange lemon berry")
        parts += _dots(making, dots, clumps, 16)
    if making.has("swing"):
        parts += _swing(making)
    return parts


def _dots(making: Making, dots: Coat, clumps: list[tuple[Vec, float]], count: int) -> Parts:
    parts: Parts = []
    for index in range(count):
        at, radius = clumps[index % len(clumps)]
        turn, rise = making.chance(0, math.tau), making.chance(-0.45, 0.5)
        flat = math.sqrt(1 - rise * rise)
        place = (
            at[0] + radius * 0.97 * flat * math.cos(turn),
            at[1] + radius * 0.97 * flat * math.sin(turn),
            at[2] + radius * 0.85 * rise,
        )
        parts += ball(dots, place, 0.95)
    return parts


def _swing(making: Making) -> Parts:
    rope, seat = coat("d8c08a", "flat"), making.coat("a0683a", "plain", names="swing seat")
    parts = rod(coat("7d5233", "planks"), (0, -1, 12.5), (9.5, -6, 14), 0.9)
    for x in (6.4, 9.0):
        parts += box(rope, (x - 0.3, x + 0.3), (-6.3, -5.7), (4, 14))
    return parts + box(seat, (5.4, 10), (-7.2, -4.8), (3.2, 4.2))


def conifer(making: Making) -> Parts:
    """Build a pine, a fir or a Christmas tree: tiers that overhang each other."""
    leaves, bark = _crown(making, ("3f8a4a", "2f7a52", "568f3a"), "leaves"), _bark(making)
    tiers = making.pick((4, 5, 3))
    parts = drum(bark, (0, 0, 0), 1.7, 8)
    bottom, top = 5.0, 32.0
    step = (top - bottom) / (tiers + 0.6)
    for tier in range(tiers):
        share = 1 - tier / tiers
        radius = 2.6 + 7.6 * share
        at = bottom + tier * step
        shape = [(0, radius * 0.86), (step * 0.22, radius), (step * 1.55, radius * 0.12)]
        lobes = [(5 + tier % 2, 0.07, making.chance(0, 6))]
        parts += changed(lathe(leaves, (0, 0, at), shape, lobes=lobes), tone=-1 if tier % 2 else 0)
    if making.kind == "christmas":
        gold = coat("ffd84a", "glow", second="fff3b0", glows=True)
        parts += [*ball(gold, (0, 0, 31.6), 1.9), *box(gold, (-0.6, 0.6), (-0.6, 0.6), (31, 35))]
        for index in range(22):
            turn, rise = index * 2.4, index / 22
            out = (1 - rise) * 9.4 + 1.4
            bulb = coat(("e8403c", "f7c63c", "4aa8f0", "f29ac0")[index % 4], "flat", glows=True)
            parts += ball(bulb, (out * math.cos(turn), out * math.sin(turn), 6.5 + rise * 21), 0.9)
    return parts


def palm(making: Making) -> Parts:
    """Build a palm: a bent trunk, fronds that arch outwards, coconuts."""
    bark, leaves = (
        _bark(making, ("a8794a", "96693f", "b98b58")),
        _crown(making, ("58ad42", "46a04e", "7fbf3f"), "plain"),
    )
    lean = making.chance(3, 5.5)
    spine = [(lean * t * t, 0.0, 24 * t) for t in (0, 0.2, 0.4, 0.6, 0.8, 1)]
    parts = tube(bark, spine, [2.1, 1.7, 1.5, 1.35, 1.25, 1.2])
    top = spine[-1]
    count = making.pick((7, 8, 6))
    for index in range(count):
        turn = math.tau * index / count + 0.3
        c, s = math.cos(turn), math.sin(turn)
        points = [(top[0] + c * out, top[1] + s * out, top[2] + rise) for out, rise in FROND]
        parts += changed(tube(leaves, points, [1.2, 1.6, 1.5, 1.0, 0.5]), tone=-(index % 2))
    nut = coat("6b4326", "plain")
    for turn in (0.2, 2.2, 4.4):
        parts += ball(nut, (top[0] + 1.7 * math.cos(turn), top[1] + 1.7 * math.sin(turn), top[2] - 1.4), 1.35)
    return parts


FROND = ((0.0, 0.5), (4.0, 2.6), (8.0, 1.6), (11.0, -1.8), (12.5, -5.2))


def weeping(making: Making) -> Parts:
    """Build a willow or a wisteria: curtains of leaves down from a dome."""
    bark, leaves = _bark(making), _crown(making, CROWNS.get(making.kind, ("84b84a", "6fae4a", "a0bf4c")))
    parts = _trunk(bark, 17, 2.2)
    parts += ball(leaves, (0, 0, 22), (9.5, 9.5, 7), power=2.3)
    for index in range(13):
        turn = index * math.tau / 13
        out = 8.3 + 1.2 * (index % 2)
        x, y = out * math.cos(turn), out * math.sin(turn)
        drop = making.chance(3, 9)
        parts += changed(rod(leaves, (x, y, 23), (x * 1.08, y * 1.08, drop), 1.7, tip=1.1), tone=-(index % 2))
    return parts


def birch(making: Making) -> Parts:
    """Build a birch or a poplar: a slim white trunk, an oval crown."""
    bark = making.coat(("eeeae0",), "specks", names="trunk bark", second="3c3a3a")
    leaves = _crown(making, CROWNS.get(making.kind, ("8fbf45", "e0b53a", "79b54a")))
    parts = drum(bark, (0, 0, 0), 1.5, 18, top=0.8)
    clumps: list[tuple[Vec, float]] = [((0, 0, 21), 6.2), ((0, 0, 27), 4.6)]
    for index in range(4):
        turn = index * math.tau / 4 + making.chance(0, 1)
        clumps.append(((3.4 * math.cos(turn), 3.4 * math.sin(turn), 17 + 2.2 * index), 3.8))
    return parts + _clumps(leaves, clumps, flat=1.05)


def baobab(making: Making) -> Parts:
    """Build a baobab: a barrel of a trunk and a small flat crown."""
    bark, leaves = _bark(making, ("a9805c", "9b7350", "b68f6b")), _crown(making, ("7fa840", "93ad3c", "5f9a40"))
    parts = lathe(bark, (0, 0, 0), [(0, 6.2), (3, 5.2), (12, 5.6), (19, 4.4), (22, 2.6)], lobes=[(7, 0.05, 0.4)])
    clumps: list[tuple[Vec, float]] = []
    for index in range(7):
        turn = index * math.tau / 7
        at = (9.0 * math.cos(turn), 9.0 * math.sin(turn), 26.0 + (index % 3) * 1.4)
        parts += rod(bark, (1.5 * math.cos(turn), 1.5 * math.sin(turn), 19), at, 1.8, tip=0.9)
        clumps.append((at, making.chance(3.4, 4.4)))
    return parts + _clumps(leaves, [*clumps, ((0, 0, 28.5), 4.6)], flat=0.62)


def bonsai(making: Making) -> Parts:
    """Build a bonsai in its tray: a bent trunk with flat pads."""
    bark, leaves = _bark(making), _crown(making, ("4f9a48", "5faa3c", "e58fb0"))
    pot = making.coat(("3f6fa8", "a8523f", "4c7d6a"), "plain", names="pot tray")
    parts = [*box(pot, (-10, 10), (-6.5, 6.5), (1, 6)), *box(pot, (-11, 11), (-7.5, 7.5), (5, 6.6))]
    parts += [*box(pot, (-8.6, -5.4), (-5, 5), (0, 1.2)), *box(pot, (5.4, 8.6), (-5, 5), (0, 1.2))]
    parts += box(coat("6f9a3d", "mottled"), (-9.6, 9.6), (-6.2, 6.2), (6, 7.4))
    parts += tube(bark, [(2, 0, 7), (-2, 0, 11), (2.5, 0, 15), (-1, 0, 20)], [2.2, 1.8, 1.5, 1.2])
    parts += tube(bark, [(-1, 0, 12), (-7, -1, 14.5)], [1.2, 0.9])
    parts += tube(bark, [(2, 0, 15), (8, 1, 18)], [1.1, 0.8])
    pads: list[tuple[Vec, float]] = [((-8, -1, 16.3), 4.6), ((8.5, 1, 20), 4.6), ((-1, 0, 23.4), 6.4)]
    return parts + _clumps(leaves, pads, flat=0.48)


def bare(making: Making) -> Parts:
    """Build a dead or winter tree: forked branches without leaves."""
    bark = making.coat(("6b5344", "57473f", "84695a"), "planks", names="trunk bark branch", main=True)
    parts = _trunk(bark, 13, 2.2)

    def fork(at: Vec, turn: float, rise: float, length: float, thick: float, depth: int) -> Parts:
        end = (
            at[0] + length * math.cos(turn) * math.cos(rise),
            at[1] + length * math.sin(turn) * math.cos(rise),
            at[2] + length * math.sin(rise),
        )
        grown = rod(bark, at, end, thick, tip=thick * 0.7)
        if depth:
            for side in (-1, 1):
                bend = turn + side * making.chance(0.5, 0.9)
                grown += fork(end, bend, rise * making.chance(0.75, 1.15), length * 0.72, thick * 0.68, depth - 1)
        return grown

    for index in range(4):
        parts += fork((0, 0, 9.0 + 1.5 * index), index * 1.7 + making.chance(0, 0.6), 0.85, 8.0, 1.4, 2)
    return parts + fork((0, 0, 12), making.chance(0, 6), 1.4, 8.5, 1.5, 2)


def crystal(making: Making) -> Parts:
    """Build a tree whose crown is a burst of glowing crystals."""
    bark = _bark(making, ("6d5a7c", "5c4a6e", "7b6a8c"))
    usual = making.pick((("58d3f2", "8de8ff"), ("b583f5", "e0b8ff"), ("5fe3b4", "b4ffe0")))
    gem = making.coat(usual[0], "facets", names="leaf leaves crystal crown", main=True, glows=True)
    gem = gem if gem.glows else Coat(rgb=gem.rgb, pattern="facets", second=gem.second, glows=True)
    parts = _trunk(bark, 15, 1.9)
    for index in range(3):
        turn = index * 2.1 + 0.5
        parts += rod(bark, (0, 0, 9), (5.5 * math.cos(turn), 5.5 * math.sin(turn), 15), 1.2, tip=0.8)
    shards = [((0.0, 0.0), 16.0, 3.4)]
    turns = making.chance(0, 1)
    for index in range(6):
        shards.append(((turns + index * math.tau / 6, 0.62), making.chance(10.5, 13.5), 2.5))
    for index in range(5):
        shards.append(((turns + 0.5 + index * math.tau / 5, 1.15), making.chance(8.5, 10.5), 2.1))
    for index, ((turn, lean), length, thick) in enumerate(shards):
        parts += changed(shard(gem, (0, 0, 15.5), turn, lean, length, thick), tone=(0, -1, 1)[index % 3])
    return parts


def shard(gem: Coat, at: Vec, turn: float, lean: float, length: float, thick: float) -> Parts:
    """Return one six-sided crystal that leans from the upright by an angle, towards a heading."""
    from_top = lathe(gem, (0, 0, 0), [(0, thick * 0.55), (length * 0.62, thick), (length, 0.12)], sides=6)
    tilted = turned(from_top, "y", math.degrees(lean))
    return moved(turned(tilted, "z", math.degrees(turn)), at)


def giant(making: Making) -> Parts:
    """Build a sequoia: a tall red trunk with leaves high up."""
    bark, leaves = _bark(making, ("9a5b3c", "8a4f36", "a86a48")), _crown(making, ("4a8f45", "3f8450", "5f9c3f"))
    parts = lathe(bark, (0, 0, 0), [(0, 4.0), (3, 2.9), (20, 2.0), (28, 1.2)])
    clumps: list[tuple[Vec, float]] = []
    for index in range(8):
        turn, rise = index * 2.4, index / 7
        out = 4.6 * (1.1 - rise)
        clumps.append(((out * math.cos(turn), out * math.sin(turn), 13 + 16 * rise), 3.9 - 1.3 * rise))
    return parts + _clumps(leaves, [*clumps, ((0, 0, 30), 2.4)], flat=0.8)


def stump(making: Making) -> Parts:
    """Build a stump with its rings, and a log if one is wanted."""
    bark = making.coat(BARK, "planks", names="bark", main=True)
    inner, dark = coat("d9ad74", "flat"), coat("b98a54", "flat")
    if making.kind == "log":
        parts = drum(bark, (0, -14, 6), 6, 28, axis=1)
        parts += [*drum(inner, (0, -14.6, 6), 5, 1.2, axis=1), *drum(dark, (0, -14.9, 6), 2.6, 1.2, axis=1)]
        return parts + rod(bark, (4, 2, 8), (9, 0, 13), 2.0, tip=1.6)
    parts = lathe(bark, (0, 0, 0), [(0, 13), (4, 10.4), (15, 9.6)], lobes=[(5, 0.06, 1.0)])
    parts += [*drum(inner, (0, 0, 14.4), 8.4, 1.6), *drum(dark, (0, 0, 14.5), 5.6, 1.6)]
    parts += [*drum(inner, (0, 0, 14.6), 4.0, 1.6), *drum(dark, (0, 0, 14.7), 1.6, 1.6)]
    for turn in (0.5, 2.6, 4.4):
        parts += rod(
            bark, (8 * math.cos(turn), 8 * math.sin(turn), 4), (14 * math.cos(turn), 14 * math.sin(turn), 1), 2.6
        )
    return parts


CROWNS: Mapping[str, tuple[str, ...]] = {
    "cherry": ("f6a9c6", "f4bdd3", "ef8fb4"),
    "maple": ("e2582c", "d9422e", "ee8a2e"),
    "autumn": ("e58a2c", "d9552c", "e6b53a"),
    "apple": ("5faa3c", "6fb23f", "4f9a48"),
    "orange": ("4f9a48", "5faa3c", "468f3e"),
    "oak": ("5f9e3a", "4f8f45", "7aa63a"),
    "olive": ("93a566", "8a9c60", "a3b077"),
    "wisteria": ("a98be0", "b79cea", "8f74d4"),
    "poplar": ("6fae45", "88b845", "e0b53a"),
    "candy": ("f590bd", "8fd0f5", "c9a0f0"),
}
FRUIT: Mapping[str, str] = {"apple": "e23b3b", "orange": "f8952c", "lemon": "f7e04a"}


def candy(making: Making) -> Parts:
    """Build a tree of sweets: a striped stick under balls of floss."""
    stick = coat("fdf5f2", "stripes", second="e8475c")
    floss = _crown(making, ("f7a6cd", "a6d4f7", "cfa8f2"), "mottled")
    parts = drum(stick, (0, 0, 0), 1.9, 18)
    clumps: list[tuple[Vec, float]] = [((0, 0, 23), 8), ((-6, -2, 19), 4.6), ((6, 1, 20), 4.8), ((1, 3, 28), 5)]
    parts += _clumps(floss, clumps)
    return parts + _dots(making, coat("ffe27a", "flat"), clumps, 10)


KINDS: Mapping[str, Callable[[Making], Parts]] = {
    **dict.fromkeys(("pine", "fir", "christmas", "spruce"), conifer),
    "palm": palm,
    **dict.fromkeys(("willow", "wisteria"), weeping),
    **dict.fromkeys(("birch", "poplar"), birch),
    "baobab": baobab,
    "bonsai": bonsai,
    "dead": bare,
    "crystal": crystal,
    "sequoia": giant,
    **dict.fromkeys(("stump", "log"), stump),
    "candy": candy,
}
