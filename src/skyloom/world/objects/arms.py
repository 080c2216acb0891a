"""Weapons that shoot or burst: bows, guns, cannons and bombs. Each is about 32 units long or high."""

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
from skyloom.world.objects.wheels import spoked

STRING = coat("f1e9d6", "flat")


def bow(making: Making) -> Parts:
    """Build a bow with an arrow on its string, a crossbow, or an arrow alone."""
    return BOWS.get(making.kind, longbow)(making)


def longbow(making: Making) -> Parts:
    """Build a bow, drawn, with an arrow that points left."""
    wood = making.coat(("9a5f30", "7a4a2c", "3f6f4a"), "plain", names="wood bow", main=True)
    grip = making.coat(("5a3a2a", "3f4a6b", "8f2f3a"), "boards", names="grip handle")
    curve = making.pick((1.0, 1.25, 0.85))
    limb = [(-9.0, 0.0, 0.0), (-8.0 * curve, 0.0, 6.0), (-3.4, 0.0, 12.0), (2.8, 0.0, 16.0), (5.0 + curve, 0.0, 16.4)]
    radii = [1.9, 1.8, 1.6, 1.2, 0.9]
    parts = tube(wood, limb, radii) + tube(wood, [(x, y, -z) for x, y, z in limb], radii)
    parts += rod(grip, (-9.0, 0, -3), (-9.0, 0, 3), 2.2)
    tip, nock = (5.0 + curve, 0.0, 16.4), (9.0, 0.0, 0.0)
    parts += rod(STRING, tip, nock, 0.4) + rod(STRING, (tip[0], 0, -16.4), nock, 0.4)
    return parts + moved(turned(arrow(making), "y", -90), (10, 0, 0))


def arrow(making: Making) -> Parts:
    """Build an arrow that points up."""
    shaft, head = coat("d9b27a", "plain"), steel(making)
    feather = making.coat(("d8403a", "f4f0ea", "3f9fd8"), "flat", names="feather fletching")
    parts = [*drum(shaft, (0, 0, 0), 0.7, 25), *prism(head, [(-2.4, 24), (2.4, 24), (0, 30)], (-1, 1))]
    vane = [(0.0, 1.0), (2.6, -0.6), (2.6, 4.0), (0.0, 6.4)]
    parts += prism(feather, vane, (-0.6, 0.6)) + prism(feather, [(-x, z) for x, z in vane], (-0.6, 0.6))
    return parts + changed(prism(feather, [(y, z) for y, z in vane], (-0.6, 0.6), axis=0), since=24)


def arrows(making: Making) -> Parts:
    """Build a quiver of arrows."""
    hide = making.coat(("8a5632", "6d4630", "5f6f48"), "plain", names="quiver leather", main=True)
    band = making.coat(("e0b050", "c9a24a", "d9dee6"), "plain", names="band strap")
    parts = [
        *drum(hide, (0, 0, 0), 4.4, 22, top=1.25),
        *drum(band, (0, 0, 18.6), 5.6, 2.4),
        *drum(band, (0, 0, 2), 4.9, 1.8),
    ]
    parts += carve(drum(hide, (0, 0, 20), 4.2, 4))
    for index, (x, y) in enumerate(((-2.4, -1.4), (2.4, -1.2), (0.2, 2.2), (0.0, -2.8))):
        parts += moved(turned(arrow(making)[:1] + arrow(making)[-3:], "x", 180), (x, y, 31 + index % 2 * 2))
    return parts


def crossbow(making: Making) -> Parts:
    """Build a crossbow that lies flat and points to the front."""
    wood, metal = (
        making.coat(("8a5a34", "74492c", "9c6b40"), "planks", names="wood", main=True),
        coat("8d96a4", "plain"),
    )
    parts = [
        *box(wood, (-2.2, 2.2), (-12, 14), (0, 3.4)),
        *prism(wood, [(9, 0), (18, -3.4), (18, 3.6), (9, 3.4)], (-2, 2), axis=0),
    ]
    parts += tube(
        metal, [(-15, -5, 2.4), (-9, -10, 2.4), (0, -12, 2.4), (9, -10, 2.4), (15, -5, 2.4)], [0.9, 1.4, 1.8, 1.4, 0.9]
    )
    parts += rod(STRING, (-15, -5, 2.6), (0, 4, 3.8), 0.45) + rod(STRING, (15, -5, 2.6), (0, 4, 3.8), 0.45)
    parts += box(metal, (-1.4, 1.4), (3, 6), (3, 5.2)) + rod(metal, (0, 8, 0), (0, 9.6, -3.4), 0.9)
    return parts + moved(turned(arrow(making), "x", 90), (0, 8, 4.4))


BOWS: Mapping[str, Callable[[Making], Parts]] = {"crossbow": crossbow, "arrow": arrow, "quiver": arrows}


def gun(making: Making) -> Parts:
    """Build a pistol, a rifle or a blaster; the muzzle points left."""
    kind = making.kind or ("blaster" if making.has("modern", "glowing") else "pistol")
    return GUNS[kind](making)


def pistol(making: Making) -> Parts:
    """Build a revolver: barrel, cylinder, hammer and a wooden grip."""
    metal = making.coat(("7f8998", "5d6470", "c9a24a"), "plain", names="barrel metal", main=True)
    grip = making.coat(("8a5632", "4a3226", "efe6d0"), "plain", names="grip handle")
    long = making.pick((-17.0, -14.0, -19.0))
    parts = [*box(metal, (-4, 7), (-2.2, 2.2), (12, 19)), *box(metal, (long, -2), (-1.8, 1.8), (14.4, 18.6))]
    parts += [
        *changed(box(metal, (long, -2), (-1.2, 1.2), (18, 19.6)), tone=1),
        *box(metal, (long, long + 1.6), (-0.8, 0.8), (19, 21.4)),
    ]
    parts += [
        *changed(drum(metal, (-4.4, 0, 15.4), 4.0, 7, axis=0), tone=1),
        *changed(carve(drum(metal, (long - 1, 0, 16.6), 1.0, 3, axis=0)), since=24),
    ]
    parts += prism(grip, [(2.4, 13), (8.6, 13.4), (12.4, 0.4), (5.6, 0)], (-2.4, 2.4)) + prism(
        metal, [(6.4, 18), (9.8, 22.4), (10.6, 19.6), (8.6, 16)], (-1, 1)
    )
    for turn in range(5):
        a = math.radians(180 + turn * 45)
        parts += ball(metal, (-0.6 + 3.0 * math.cos(a), 0, 11.6 + 3.6 * math.sin(a)), 0.8)
    return parts + rod(metal, (-0.4, 0, 12), (0.2, 0, 9.4), 0.6)


def rifle(making: Making) -> Parts:
    """Build a rifle with a wooden stock, a sight and a magazine."""
    metal = making.coat(("4f5661", "5f6672", "3f444d"), "plain", names="barrel metal", main=True)
    wood = making.coat(("8a5632", "5f6b48", "9c6b3c"), "planks", names="stock handle grip wood")
    parts = [
        *box(metal, (-6, 6), (-2, 2), (8, 12.6)),
        *drum(metal, (-20, 0, 10.8), 1.2, 15, axis=0),
        *drum(metal, (-21, 0, 10.8), 1.8, 3, axis=0),
    ]
    parts += [
        *box(wood, (-14, -5), (-1.9, 1.9), (8, 11)),
        *prism(wood, [(5, 12), (18, 10.6), (18, 3.4), (15.4, 3.4), (5, 8.6)], (-1.9, 1.9)),
    ]
    parts += prism(metal, [(-4, 8.4), (0, 8.4), (-2.4, 0.6), (-6.4, 1.4)], (-1.4, 1.4)) + prism(
        wood, [(2.6, 8.4), (6, 8.4), (7.4, 2.6), (4.4, 2)], (-1.6, 1.6)
    )
    if making.piece.scheme % 2 == 0:
        parts += [
            *drum(metal, (-5, 0, 15.4), 1.9, 11, axis=0),
            *box(metal, (-2, 3), (-0.8, 0.8), (12, 14.4)),
            *drum(coat("7fd8ff", "flat"), (5.6, 0, 15.4), 1.4, 0.9, axis=0),
        ]
    return parts + box(metal, (-19, -17.6), (-0.7, 0.7), (11, 14))


def blaster(making: Making) -> Parts:
    """Build a ray gun: a round body, cooling rings, a glowing muzzle."""
    body = making.coat(("f2f4f8", "e8503a", "5a6ff0"), "plain", names="body metal", main=True)
    trim = making.coat(("4a5468", "f2c542", "2f3648"), "plain", names="trim grip handle")
    ray = making.coat(("45f0d8", "6aff5a", "ff5ad8"), "flat", names="light ray glow", glows=True)
    parts = [
        *ball(body, (3, 0, 15), (8, 5.4, 6)),
        *box(body, (-6, 6), (-3, 3), (12, 18)),
        *drum(trim, (-14, 0, 15), 1.5, 10, axis=0),
    ]
    for index, x in enumerate((-7.4, -9.8, -12.2)):
        parts += drum(ray if index == 1 else body, (x - 0.6, 0, 15), 4.2 - index * 0.8, 1.3, axis=0)
    parts += [*ball(ray, (-15.4, 0, 15), 2.4), *prism(trim, [(2, 11), (8, 11), (11, 0), (5, 0)], (-2.2, 2.2))]
    fin = [(3.0, 19.5), (11.0, 26.0), (10.4, 17.0)]
    return (
        parts
        + prism(trim, fin, (-0.9, 0.9))
        + ball(ray, (2.6, -4.6, 15.4), 1.9)
        + rod(trim, (0.6, 0, 12), (1.4, 0, 8.4), 0.8)
    )


GUNS: Mapping[str, Callable[[Making], Parts]] = {"pistol": pistol, "rifle": rifle, "blaster": blaster}


def cannon(making: Making) -> Parts:
    """Build a cannon on a carriage with two wheels and a pile of balls; it points to the front."""
    iron = making.coat(("4a505c", "b8773a", "5d6470"), "plain", names="barrel iron", main=True)
    wood, ball_coat = handle(making), coat("3a3e47", "plain")
    barrel = [
        *drum(iron, (0, -15, 0), 4.2, 26, top=1.28, axis=1),
        *ball(iron, (0, 11, 0), (5.2, 3.2, 5.2)),
        *ball(iron, (0, 14.6, 0), 1.8),
    ]
    for y in (-15.4, -5.0, 4.0):
        barrel += changed(drum(iron, (0, y, 0), 5.2 + (y + 15) * 0.04, 2.2, axis=1), tone=1)
    barrel += carve(drum(iron, (0, -17, 0), 2.7, 6, axis=1))
    parts = moved(turned(barrel, "x", -14), (0, -1, 12.4))
    parts += mirrored(prism(wood, [(-6, 6), (-6, 11), (4, 9.6), (16, 3), (16, 0.4), (10, 0.4)], (3.6, 6), axis=0))
    parts += box(wood, (-4, 4), (8, 12), (3, 5.4)) + drum(wood, (-9, -3, 7.4), 1.4, 18, axis=0)
    parts += mirrored(spoked(making, (8.4, -3, 7.4), 7.4, 2.4))
    for x, y, z in ((11.5, -13.0, 2.4), (15.6, -10.4, 2.4), (13.6, -12.0, 5.8)):
        parts += ball(ball_coat, (x, y, z), 2.4)
    return parts


def bomb(making: Making) -> Parts:
    """Build a round bomb with a burning fuse, or sticks of dynamite."""
    if making.kind == "dynamite":
        return dynamite(making)
    if making.kind == "grenade":
        return grenade(making)
    black = making.coat(("3a3d4a", "2f3a52", "4a3440"), "plain", main=True)
    parts = [*ball(black, (0, 0, 11), 11), *paint(ball(coat("8f98ad", "flat"), (-3.4, -8, 16.6), (2.6, 3, 2.2)))]
    parts += changed(drum(black, (0, 0, 20.4), 3.6, 3.4), tone=1)
    parts += tube(coat("d9c08a", "flat"), [(0, 0, 23), (0.6, 0, 26), (3, 0, 28.4), (6, 0, 28.6)], 0.9)
    if making.has("cute", "evil"):
        parts += mirrored(box(coat("f6f3ea", "flat"), (2.4, 4.4), (-12, -8), (10, 15)))
    return parts + flames((7, 0.4, 27), 2.6, 7)


def dynamite(making: Making) -> Parts:
    """Build three sticks of dynamite with a fuse."""
    red, band = making.coat(("d8382f", "c93a3a", "e0502f"), "plain", main=True), coat("3a3d4a", "flat")
    parts: Parts = []
    for x, y in ((-4.6, 1.6), (4.6, 1.6), (0.0, -3.4)):
        parts += [*drum(red, (x, y, 0), 4.6, 22), *drum(coat("f0dcb0", "flat"), (x, y, 22), 3.4, 0.9)]
    parts += box(band, (-9.4, 9.4), (-8.2, 6.4), (9, 13)) + box(
        coat("f6f0e0", "flat"), (-4.6, 4.6), (-9.2, -7), (6.8, 15.2)
    )
    parts += paint(box(coat("d8382f", "flat"), (-2.6, 2.6), (-10, -8), (9.4, 12.6)))
    return (
        parts
        + tube(coat("d9c08a", "flat"), [(0, -1, 22), (0, -1, 26), (3, -1, 28.6)], 0.9)
        + flames((3.4, -1, 28), 2.4, 6)
    )


def grenade(making: Making) -> Parts:
    """Build a hand grenade with its lever and ring."""
    green = making.coat(("5f7a48", "4f5f6b", "8a7a48"), "checks", main=True, second="4f683c")
    metal = coat("aab2bd", "plain")
    parts = [
        *ball(green, (0, 0, 11), (8.6, 8.6, 11)),
        *drum(metal, (0, 0, 20.4), 3.4, 4.6),
        *box(metal, (-1.6, 8.6), (-1.6, 1.6), (24, 26)),
    ]
    return (
        parts
        + rod(metal, (8, 0, 25), (9.6, 0, 12), 1.2)
        + ring(coat("f2c542", "flat"), (-6, -1, 22.4), 3.4, 0.8, axis=1)
    )
