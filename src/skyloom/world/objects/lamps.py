"""What gives light: street lamps, table lamps, lanterns, candles, torches. Each is about 32 units high."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

from skyloom.geometry.parts import Coat, Parts, ball, box, drum, hip, lathe, mirrored, moved, ring, rod, tube, turned
from skyloom.world.objects.blades import flames
from skyloom.world.objects.making import Making
from skyloom.world.objects.tints import coat


def iron(making: Making) -> Coat:
    """Return the coat of wrought metal."""
    return making.coat(("3a404c", "2f5048", "7a5a34"), "plain", names="post frame metal iron pole", main=True)


def glow(making: Making) -> Coat:
    """Return the coat of what shines."""
    return making.coat(("ffe08a", "fff0c0", "ffc46a"), "flat", names="light glass bulb lamp flame", glows=True)


def lamp(making: Making) -> Parts:
    """Build a street lamp, a table lamp or a light bulb."""
    return LAMPS.get(making.kind, street)(making)


def _cage(metal: Coat, light: Coat, foot: float, half: float, high: float) -> Parts:
    """Return a lantern's glass between four bars under a roof."""
    parts = box(metal, (-half - 0.6, half + 0.6), (-half - 0.6, half + 0.6), (foot - 1.4, foot))
    parts += box(light, (-half + 0.5, half - 0.5), (-half + 0.5, half - 0.5), (foot, foot + high))
    for x in (-1, 1):
        for y in (-1, 1):
            parts += box(metal, (x * half - 0.7, x * half + 0.7), (y * half - 0.7, y * half + 0.7), (foot, foot + high))
    top = foot + high
    parts += box(metal, (-half - 1.0, half + 1.0), (-half - 1.0, half + 1.0), (top, top + 1.2))
    return parts + hip(metal, (-half - 1.4, half + 1.4), (-half - 1.4, half + 1.4), (top + 1, top + 4.6), top=0.2)


def street(making: Making) -> Parts:
    """Build a street lamp: one lantern, two on arms, or one that bends over."""
    metal, light = iron(making), glow(making)
    parts = (
        drum(metal, (0, 0, 0), 4.8, 2) + drum(metal, (0, 0, 1.6), 3.2, 3.4, top=0.6) + drum(metal, (0, 0, 4), 1.5, 20)
    )
    parts += drum(metal, (0, 0, 15), 1.9, 1.4)
    shape = making.piece.scheme % 3
    if shape == 0:
        head = _cage(metal, light, 24.6, 4.2, 7.6)
        return parts + mirrored(rod(metal, (0, 0, 21), (4.4, 0, 22.6), 0.8)) + head + ball(metal, (0, 0, 37.4), 1.3)
    if shape == 1:
        parts += tube(metal, [(-8, 0, 22), (-7, 0, 27), (0, 0, 29), (7, 0, 27), (8, 0, 22)], 1.0) + drum(
            metal, (0, 0, 23), 1.2, 8
        )
        for x in (-8, 8):
            parts += ball(light, (x, 0, 18.6), 3.2) + lathe(metal, (x, 0, 20), [(0, 3.6), (2.4, 1.2)])
        return parts + ball(metal, (0, 0, 32), 1.6)
    hook = [(0, 0, 23), (0.6, 0, 29), (4, 0, 32.4), (8, 0, 31), (9, 0, 28)]
    return (
        parts
        + tube(metal, [(x, y, z) for x, y, z in hook], 1.1)
        + lathe(metal, (9, 0, 24), [(0, 4.6), (1.2, 4.2), (4, 1)])
        + ball(light, (9, 0, 23.4), 3.2)
    )


def table_lamp(making: Making) -> Parts:
    """Build a table lamp: a shade on a turned foot, or a jointed arm."""
    shade = making.coat(("f2d9a0", "e8705a", "7fc0c8"), "flat", names="shade", main=True, glows=True)
    base = making.coat(("8a5632", "e8e2d6", "3f78a8"), "plain", names="base foot stand")
    light, gold = coat("fff3c0", "flat", glows=True), coat("f2b93a", "plain")
    if making.kind == "arm" or making.piece.scheme % 3 == 2:
        metal = making.coat("e0503a", "plain", names="metal arm shade", main=True)
        parts = (
            drum(metal, (0, 0, 0), 7, 2.2)
            + rod(metal, (0, 0, 2), (5.4, 0, 15), 1.0)
            + rod(metal, (5.4, 0, 15), (-3.4, 0, 25), 1.0)
        )
        parts += ball(gold, (5.4, 0, 15), 1.8) + ball(gold, (-3.4, 0, 25), 1.6)
        head = lathe(metal, (0, 0, -7), [(0, 6.4), (5, 3.4), (8, 1.8)]) + ball(light, (0, 0, -6.4), 3.6)
        return parts + moved(turned(head, "y", 38), (-3.6, 0, 25))
    parts = lathe(base, (0, 0, 0), [(0, 7), (1.6, 7), (3, 3), (6, 4.6), (10, 5.2), (13, 2.2), (16, 1.4)]) + drum(
        gold, (0, 0, 15), 1.1, 5
    )
    parts += (
        lathe(shade, (0, 0, 17.4), [(0, 11), (11, 6.4)])
        + drum(light, (0, 0, 16.8), 8.4, 1.2)
        + drum(gold, (0, 0, 28), 1.2, 2)
    )
    return parts + rod(gold, (7.4, -2, 18), (7.4, -2, 11), 0.4) + ball(gold, (7.4, -2, 10.6), 0.9)


def bulb(making: Making) -> Parts:
    """Build a light bulb that stands on its thread."""
    light = making.coat(("ffe680", "fff2c0", "ffd24a"), "flat", names="light glass", main=True, glows=True)
    metal, core = coat("b4bcc8", "plain"), coat("ff9a2c", "flat", glows=True)
    parts = lathe(light, (0, 0, 9), [(0, 4.4), (5, 6.6), (10, 10), (15, 11), (19, 9.6), (22, 5.6), (23.4, 1)])
    parts += drum(metal, (0, 0, 2), 4.6, 8) + drum(coat("3a3d46", "plain"), (0, 0, 0), 2.6, 2.4)
    for z in (3.0, 5.8, 8.6):
        parts += ring(metal, (0, 0, z), 4.6, 0.9)
    zigzag = [(-4.4, -9.4, 17.0), (-2.2, -10.6, 22.0), (0.0, -11.0, 18.4), (2.2, -10.6, 22.0), (4.4, -9.4, 17.0)]
    return parts + tube(core, zigzag, 0.8)


LAMPS: Mapping[str, Callable[[Making], Parts]] = {"desk": table_lamp, "bulb": bulb}


def lantern(making: Making) -> Parts:
    """Build a lantern to carry, or one of paper."""
    if making.kind == "paper":
        return paper(making)
    metal, light = iron(making), glow(making)
    if making.piece.scheme % 3 == 1 and not making.kind:
        parts = (
            drum(metal, (0, 0, 0), 9, 4)
            + drum(metal, (0, 0, 3.4), 7, 2)
            + lathe(light, (0, 0, 5), [(0, 5), (4, 7), (9, 7), (13, 5)])
        )
        for index in range(4):
            turn = math.tau * (index + 0.5) / 4
            parts += rod(
                metal, (8 * math.cos(turn), 8 * math.sin(turn), 3), (7 * math.cos(turn), 7 * math.sin(turn), 19), 0.9
            )
        parts += drum(metal, (0, 0, 18), 8, 2) + lathe(metal, (0, 0, 19.6), [(0, 6), (3, 3), (5, 3), (6, 4)])
        return parts + ring(metal, (0, 0, 24), 8.4, 0.9, axis=1)
    parts = box(metal, (-8, 8), (-8, 8), (0, 2.4)) + _cage(metal, light, 3.4, 6.4, 14)
    parts += (
        flames((0, -6.2, 5), 2.4, 9)
        + box(metal, (-1.6, 1.6), (-1.6, 1.6), (21, 24))
        + ring(metal, (0, 0, 26.4), 3.4, 1.1, axis=1)
    )
    return parts + mirrored(box(metal, (5.8, 7.2), (-0.6, 0.6), (3, 17)))


def paper(making: Making) -> Parts:
    """Build a lantern of paper with a tassel."""
    skin = making.coat(("f0453a", "ffb84a", "f6efe0"), "gores", names="paper", main=True, glows=True, second="ff7a5a")
    skin = Coat(rgb=skin.rgb, pattern="flat", glows=True)
    gold = coat("f2b93a", "plain")
    parts = lathe(skin, (0, 0, 8), [(0, 5), (3, 9.4), (8, 11.4), (13, 9.4), (16, 5)])
    for z, r in ((11.4, 9.9), (16.0, 11.6), (20.6, 9.9)):
        parts += ring(gold, (0, 0, z), r, 0.6)
    parts += (
        drum(gold, (0, 0, 6.4), 5.4, 2.2)
        + drum(gold, (0, 0, 23.4), 5.4, 2.2)
        + ring(gold, (0, 0, 27), 2.0, 0.8, axis=1)
    )
    return parts + drum(coat("d8382f", "planks"), (0, 0, 0), 1.6, 6.6, top=0.5)


def candle(making: Making) -> Parts:
    """Build candles on a plate, a chandelier's arm of three, or a torch."""
    if making.kind == "torch":
        return torch(making)
    wax = making.coat(("f6ecd6", "f2d9a8", "e8b8c8"), "plain", names="wax candle", main=True)
    brass = making.coat(("e0a83c", "8d96a4", "c98a4a"), "plain", names="holder plate stand")
    if making.kind == "stand" or making.piece.scheme % 3 == 2:
        parts = drum(brass, (0, 0, 0), 7, 2) + drum(brass, (0, 0, 1.6), 1.5, 14) + ball(brass, (0, 0, 9), 2.6)
        for x in (-9.0, 0.0, 9.0):
            top = 17.0 if x == 0 else 15.0
            parts += tube(brass, [(0, 0, 9), (x * 0.7, 0, 9.6), (x, 0, top - 1)], 1.1) + drum(
                brass, (x, 0, top - 1), 2.8, 1.4
            )
            parts += drum(wax, (x, 0, top), 1.8, 8) + flames((x, 0, top + 7.6), 1.6, 5.4)
        return parts
    parts = (
        drum(brass, (0, 0, 0), 12, 1.8)
        + ring(brass, (0, 0, 1.6), 11.4, 1.2)
        + ring(brass, (14, -2, 3), 3.0, 1.0, axis=1)
    )
    sticks = (
        ((0.0, 0.0, 17.0, 4.2),)
        if making.piece.scheme % 3 == 0
        else ((-3.0, 1.0, 17.0, 3.6), (4.4, -2.0, 10.0, 3.2), (1.0, -6.0, 6.0, 2.8))
    )
    for x, y, high, thick in sticks:
        parts += drum(wax, (x, y, 1), thick, high) + ring(wax, (x, y, high + 0.4), thick - 0.6, 1.0)
        for turn, drop in ((-1.9, 6.0), (-0.7, 4.0), (0.4, 7.0), (2.6, 5.0)):
            dx, dy = thick * math.cos(turn), thick * math.sin(turn)
            parts += rod(wax, (x + dx, y + dy, high), (x + dx, y + dy, max(high - drop, 2)), 0.9)
        parts += rod(coat("3a3033", "flat"), (x, y, high), (x, y, high + 2.4), 0.5) + flames((x, y, high + 1.8), 2.0, 7)
    return parts + lathe(wax, (0, 0, 1.2), [(0, 7.4), (1.4, 6)], lobes=[(3, 0.12, 0.5)])


def torch(making: Making) -> Parts:
    """Build a burning torch."""
    wood = making.coat(("8a5a34", "6f4a30", "9c6b40"), "planks", names="handle wood", main=True)
    band, cloth = making.coat(("8d96a4", "e0a83c", "5a5d66"), "plain", names="band metal"), coat("4a3a33", "plain")
    parts = (
        drum(wood, (0, 0, 0), 1.9, 17, top=1.3)
        + drum(cloth, (0, 0, 14.6), 3.6, 5)
        + ring(band, (0, 0, 15.4), 3.7, 0.9)
        + ring(band, (0, 0, 18.8), 3.8, 0.9)
    )
    return parts + flames((0, 0, 18.6), 4.6, 14) + flames((-2.6, 0.6, 18.6), 2.4, 8) + flames((2.6, 0.8, 18.6), 2.4, 9)
