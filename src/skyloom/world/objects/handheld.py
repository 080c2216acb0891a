"""What people hold, its grip at the origin."""

from __future__ import annotations

import itertools

from skyloom.geometry.parts import (
    Parts,
    ball,
    box,
    drum,
    lathe,
    paint,
    prism,
    rod,
)
from skyloom.world.objects.making import Making
from skyloom.world.objects.tints import coat


def nothing(_: Making) -> Parts:
    """Return an empty hand."""
    return []


def _sword(making: Making) -> Parts:
    blade, gold = making.coat("dfe6ee", "metal", names="sword blade"), coat("c99a3c", "flat")
    parts = [
        *box(blade, (-0.9, 0.9), (-0.5, 0.5), (2, 15)),
        *prism(blade, [(-0.9, 15), (0.9, 15), (0, 17)], (-0.5, 0.5), axis=1),
    ]
    return [
        *parts,
        *box(gold, (-2.8, 2.8), (-0.7, 0.7), (1.2, 2.4)),
        *box(coat("5a3a24", "flat"), (-0.7, 0.7), (-0.7, 0.7), (-2.4, 1.4)),
    ]


def _katana(_: Making) -> Parts:
    parts = box(coat("e6ecf2", "metal"), (-0.6, 0.6), (-0.5, 0.5), (2, 16.5)) + drum(
        coat("2b2b31", "flat"), (0, 0, 1.4), 1.6, 0.8
    )
    return parts + box(coat("8c2a28", "stripes", second="2b2b31"), (-0.7, 0.7), (-0.7, 0.7), (-3.4, 1.6))


def _cutlass(_: Making) -> Parts:
    steel = coat("dfe6ee", "metal")
    parts = prism(steel, [(-0.8, 2), (1.0, 2), (2.4, 8), (3.6, 13.4), (1.2, 9)], (-0.5, 0.5), axis=1)
    return (
        parts
        + box(coat("c99a3c", "flat"), (-1.8, 1.8), (-0.9, 0.9), (1, 2.2))
        + box(coat("5a3a24", "flat"), (-0.7, 0.7), (-0.7, 0.7), (-2, 1.2))
    )


def _axe(_: Making) -> Parts:
    parts = rod(coat("7d5233", "plain"), (0, 0, -6), (0, 0, 13), 0.75)
    steel = coat("b9c2ce", "metal")
    return parts + prism(steel, [(0.4, 8.6), (0.4, 11.6), (4.6, 14), (5.4, 10), (4.6, 6)], (-0.7, 0.7), axis=1)


def _pole(tip: Parts) -> Parts:
    return rod(coat("7d5233", "plain"), (0, 0, -8.6), (0, 0, 12), 0.7) + tip


def _fork(_: Making) -> Parts:
    iron = coat("8a93a0", "plain")
    tip = box(iron, (-2.6, 2.6), (-0.5, 0.5), (11, 12.2))
    for x in (-2.2, 0, 2.2):
        tip += box(iron, (x - 0.5, x + 0.5), (-0.5, 0.5), (12, 17))
    return _pole(tip)


def _broom(_: Making) -> Parts:
    return _pole(lathe(coat("e0bb5a", "planks"), (0, 0, 10.6), [(0, 1.2), (2, 2.4), (7, 3.2)]))


def _club(_: Making) -> Parts:
    return lathe(coat("7d5233", "planks"), (0, 0, -3), [(0, 0.9), (6, 1.2), (10, 2.6), (15, 2.8), (16, 1.6)])


def _hammer(_: Making) -> Parts:
    return rod(coat("a9784a", "plain"), (0, 0, -3), (0, 0, 8), 0.7) + box(
        coat("8a93a0", "metal"), (-3, 3), (-1.4, 1.4), (6.6, 9.6)
    )


def _wand(_: Making) -> Parts:
    return rod(coat("f4efe0", "flat"), (0, 0, -2), (0, 0, 8), 0.5) + ball(
        coat("ffe27a", "flat", glows=True), (0, 0, 9.4), 1.8
    )


def _rifle(_: Making) -> Parts:
    dark = coat("3a3d44", "plain")
    parts = box(dark, (-0.8, 0.8), (-9, 3), (0.4, 2.0)) + box(coat("6b4630", "plain"), (-0.8, 0.8), (1, 6), (-1.4, 1.6))
    return parts + box(dark, (-0.6, 0.6), (-3, -1.4), (-2, 0.6))


def _bow(_: Making) -> Parts:
    wood = coat("8a5a34", "plain")
    points = [(0, 2.6, -8.0), (0, -0.6, -5.0), (0, -1.4, 0.0), (0, -0.6, 5.0), (0, 2.6, 8.0)]
    parts = [part for a, b in itertools.pairwise(points) for part in rod(wood, a, b, 0.7)]
    return parts + rod(coat("f4efe0", "flat"), points[0], points[-1], 0.25)


def _shield(making: Making) -> Parts:
    face = making.coat(("3f6fc0", "b0283c", "4f8f45"), "plain", names="shield emblem")
    rim = coat("d5dbe4", "metal")
    outline = [(-4.4, 6), (4.4, 6), (4.4, 0), (0, -7), (-4.4, 0)]
    parts = prism(rim, outline, (-2.4, -1.0), axis=1) + prism(
        face, [(x * 0.78, z * 0.78) for x, z in outline], (-2.9, -1.2), axis=1
    )
    return (
        parts
        + paint(box(coat("f2c542", "flat"), (-0.8, 0.8), (-4, -2.6), (-4, 4.2)))
        + paint(box(coat("f2c542", "flat"), (-3, 3), (-4, -2.6), (0.6, 2.2)))
    )


def _round_shield(_: Making) -> Parts:
    parts = drum(coat("8a93a0", "metal"), (0, -2.6, 0), 6, 1.4, axis=1)
    parts += drum(coat("a04038", "gores", second="e3c68a"), (0, -2.9, 0), 5.2, 1.4, axis=1)
    return parts + ball(coat("c3ccd8", "metal"), (0, -3.2, 0), 1.6)


HELD = {
    "sword": _sword, "katana": _katana, "cutlass": _cutlass, "axe": _axe, "fork": _fork, "broom": _broom, "club": _club,
    "hammer": _hammer, "wand": _wand, "rifle": _rifle, "bow": _bow, "shield": _shield, "round": _round_shield,
    "trident": _fork,
}  # fmt: skip
