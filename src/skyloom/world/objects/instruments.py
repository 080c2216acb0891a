"""Guitars, fiddles, pianos and drums. Each is about 32 units high or across."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

from skyloom.geometry.parts import (
    Parts,
    Span,
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
    rod,
    tube,
    turned,
)
from skyloom.world.objects.making import Making
from skyloom.world.objects.tints import coat

STEEL, DARK = coat("c9d0da", "plain"), coat("35302f", "plain")
STRING, IVORY = coat("f1e9d6", "flat"), coat("f6f2e6", "plain")

# right halves of bodies seen from the front, as (x, z)
DREADNOUGHT: list[Span] = [
    (0.0, 0.0),
    (5.6, 0.4),
    (9.0, 3.0),
    (9.6, 7.0),
    (7.6, 11.0),
    (6.2, 13.4),
    (7.2, 17.0),
    (6.4, 20.0),
    (3.0, 21.6),
    (0.0, 21.6),
]
FIDDLE: list[Span] = [
    (0.0, 0.0),
    (5.4, 0.6),
    (8.0, 3.4),
    (7.8, 6.6),
    (5.6, 8.4),
    (4.8, 10.4),
    (5.4, 12.6),
    (6.8, 14.4),
    (6.6, 17.4),
    (4.0, 19.6),
    (0.0, 20.0),
]


def _both(half: list[Span], grow: float = 1.0, about: float = 0.0) -> list[Span]:
    sides = [*half, *((-x, z) for x, z in reversed(half))]
    return [(x * grow, about + (z - about) * grow) for x, z in sides]


def guitar(making: Making) -> Parts:
    """Build a guitar, acoustic or electric, or a violin; it stands on its end."""
    return GUITARS.get(making.kind, acoustic)(making)


def _neck(making: Making, low: float, high: float, *, front: float = -2.2) -> Parts:
    wood = making.coat(("7a4a2c", "5f3a26", "8a5a34"), "plain", names="neck handle")
    parts = box(wood, (-1.7, 1.7), (front, 1.2), (low, high)) + box(
        DARK, (-1.7, 1.7), (front - 0.6, front + 0.6), (low - 4, high)
    )
    for index in range(4):
        z = low + 2 + index * (high - low - 3) / 4
        parts += changed(
            paint(box(coat("e9e2d0", "flat"), (-1, 1), (front - 1.4, front + 0.4), (z, z + 0.9))), since=32
        )
    head = [(-2.6, high), (2.6, high), (3.2, high + 5.6), (0, high + 6.6), (-3.2, high + 5.6)]
    parts += prism(wood, head, (front + 0.4, 1.2))
    for z in (high + 1.6, high + 4.0):
        parts += changed(mirrored(ball(STEEL, (3.6, front + 1.4, z), 0.9)), since=16)
    return parts


def acoustic(making: Making) -> Parts:
    """Build an acoustic guitar: a waisted body, a round hole, a bridge, a pick guard."""
    top = making.coat(("d9a05a", "c9743c", "e6bf7a"), "planks", names="body top wood", main=True)
    side, hole = making.coat(("8a5230", "6b3a26", "9c6b40"), "plain", names="side rim"), coat("2f2624", "flat")
    grow = making.pick((1.0, 1.06, 0.94))
    parts = prism(side, _both(DREADNOUGHT, grow), (-2.8, 3.2)) + prism(
        top, _both(DREADNOUGHT, 0.91 * grow, 10), (-3.4, 0)
    )
    parts += drum(coat("7a4a2c", "flat"), (0, -3.8, 13.6), 3.9, 1, axis=1) + drum(
        hole, (0, -4.1, 13.6), 2.9, 1.6, axis=1
    )
    parts += box(hole, (-4, 4), (-4.4, -3), (5, 6.6)) + changed(
        prism(coat("4a3028", "flat"), [(3.2, 9.0), (6.0, 8.0), (5.0, 12.4)], (-4, -3)), since=28
    )
    return (
        parts + _neck(making, 20.6, 34, front=-3.4) + changed(box(STRING, (-0.5, 0.5), (-5, -4.2), (6, 33)), since=24)
    )


def electric(making: Making) -> Parts:
    """Build an electric guitar: horns, pickups, knobs, a bright coat."""
    skin = making.coat(("e0362f", "2f8fd8", "2f2f38"), "plain", names="body", main=True)
    plate = making.coat(("f6f2ea", "f6f2ea", "e8b84a"), "flat", names="plate guard")
    if making.piece.scheme % 3 == 2:
        outline: list[Span] = [
            (0.0, 8.0),
            (8.6, -1.0),
            (11.4, 1.4),
            (3.4, 16.6),
            (-3.4, 16.6),
            (-11.4, 1.4),
            (-8.6, -1.0),
        ]
    else:
        outline = [
            (-6.4, 0.0),
            (6.4, 0.0),
            (9.4, 3.6),
            (8.4, 8.0),
            (6.4, 10.6),
            (9.2, 16.4),
            (6.4, 17.4),
            (2.6, 13.4),
            (-2.6, 13.4),
            (-7.0, 18.6),
            (-9.6, 17.6),
            (-6.8, 10.6),
            (-8.8, 7.0),
            (-9.4, 3.4),
        ]
    parts = prism(skin, outline, (-2.0, 2.0))
    guard: list[Span] = [(-3.4, 4.0), (4.6, 3.4), (5.4, 7.0), (2.6, 12.4), (-3.2, 12.4)]
    parts += (
        prism(plate, guard, (-2.5, -1))
        + box(DARK, (-2.4, 2.4), (-3.2, -1), (9.6, 11.2))
        + box(DARK, (-2.4, 2.4), (-3.2, -1), (6.6, 8.2))
        + box(STEEL, (-2.8, 2.8), (-3.2, -1), (3.4, 4.8))
    )
    for x, z in ((5.0, 4.6), (6.6, 2.4)):
        parts += ball(STEEL, (x, -2.6, z), 1.0)
    return (
        parts + _neck(making, 13, 31, front=-2.0) + changed(box(STRING, (-0.5, 0.5), (-3.6, -2.9), (4, 30)), since=24)
    )


def violin(making: Making) -> Parts:
    """Build a violin with its bow beside it."""
    top = making.coat(("c8642c", "a84a24", "d98a44"), "soft", names="body wood", main=True)
    side = making.coat("7a3a20", "plain", names="side rim")
    parts = (
        prism(side, _both(FIDDLE), (-1.6, 2.4))
        + prism(top, _both(FIDDLE, 0.9, 10), (-2.4, 0))
        + mirrored(box(DARK, (2.8, 3.6), (-2.9, -1), (7.4, 12)))
    )
    parts += (
        box(IVORY, (-2.4, 2.4), (-3.6, -2), (8.6, 9.6))
        + prism(DARK, [(-1.4, 1), (1.4, 1), (1.9, 7.4), (-1.9, 7.4)], (-3.2, -2))
        + box(DARK, (-1.3, 1.3), (-3.4, -1), (11, 29))
    )
    wood = coat("7a3a20", "plain")
    parts += (
        box(wood, (-1.3, 1.3), (-1.8, 1), (19, 30))
        + ball(wood, (0, -1.4, 32.2), (1.5, 2.2, 2.0))
        + mirrored(rod(DARK, (1, -0.4, 30.4), (3, -0.4, 30.8), 0.7))
    )
    stick = [(9.4, -1.0, 0.6), (11.2, -1.0, 16.0), (10.4, -1.0, 33.0)]
    return (
        parts
        + tube(coat("8a5230", "plain"), stick, 0.7)
        + rod(STRING, (8.6, -1, 1), (9.2, -1, 32), 0.5)
        + box(DARK, (8, 10.4), (-1.8, 0), (2, 4.4))
        + box(wood, (6.6, 9.6), (-0.6, 0.6), (4, 5))
    )


GUITARS: Mapping[str, Callable[[Making], Parts]] = {"electric": electric, "violin": violin}


def _keys(x: Span, y: Span, z: float) -> Parts:
    """Return a row of keys that the player, at -y, sees."""
    parts = box(IVORY, x, y, (z, z + 1.4))
    count = 10
    step = (x[1] - x[0]) / count
    for index in range(1, count):
        left = x[0] + index * step
        if index % 7 not in (3, 0):
            parts += changed(
                box(DARK, (left - step * 0.3, left + step * 0.3), (y[0] + (y[1] - y[0]) * 0.4, y[1]), (z + 1, z + 2.2)),
                since=16,
            )
        parts += changed(
            paint(box(coat("c9c2b2", "flat"), (left - 0.18, left + 0.18), (y[0] - 1, y[1]), (z + 0.4, z + 2))), since=64
        )
    return parts


def piano(making: Making) -> Parts:
    """Build a grand piano with its lid up, or an upright one, each with a stool."""
    skin = making.coat(("2f3038", "6b3a28", "f2efe8"), "plain", names="body wood", main=True)
    seat = making.coat(("a8323a", "3f5f9c", "c99a4a"), "flat", names="stool seat cushion")
    stool = box(seat, (-4, 4), (-3, 2), (6, 8)) + mirrored(
        box(skin, (2.6, 3.8), (-2.6, -1.4), (0, 6)) + box(skin, (2.6, 3.8), (0.6, 1.8), (0, 6))
    )
    if making.kind == "upright" or (not making.kind and making.piece.scheme % 3 == 1):
        parts = (
            box(skin, (-14, 14), (-1, 7), (0, 24))
            + box(skin, (-14, 14), (-8, 0), (9, 12))
            + box(skin, (-14.6, 14.6), (-2, 8), (23.4, 25.4))
        )
        parts += mirrored(
            box(skin, (12, 14), (-8, -6), (0, 13.4)) + box(skin, (12.4, 14), (-8, 0), (11, 14.4))
        ) + _keys((-12, 12), (-7.6, -1.4), 11.6)
        parts += (
            changed(box(skin, (-10, 10), (-1.6, 0), (14.6, 22)), tone=1)
            + box(coat("f6f2e6", "flat"), (-4, 4), (-2.6, -1.4), (15, 20))
            + mirrored(box(coat("f2b93a", "flat"), (9, 10.4), (-3, -1), (18, 22)))
        )
        return parts + moved(stool, (0, -14, 0))
    outline: list[Span] = [
        (-13.0, -9.0),
        (13.0, -9.0),
        (13.0, -3.0),
        (9.0, 2.4),
        (5.0, 11.0),
        (0.0, 15.6),
        (-8.0, 16.0),
        (-13.0, 12.0),
    ]
    inner = [(x * 0.87, 2 + (y - 2) * 0.8) for x, y in outline]
    parts = prism(skin, outline, (9, 15), axis=2) + carve(
        prism(skin, [(x, y + 1.2) for x, y in inner], (12.6, 20), axis=2)
    )
    parts += prism(coat("d9a844", "plain"), [(x, y + 1.2) for x, y in inner], (11, 13), axis=2) + box(
        skin, (-13, 13), (-12.6, -8), (9, 11.4)
    )
    parts += _keys((-11.4, 11.4), (-12.4, -7.6), 11.2) + mirrored(box(skin, (11.2, 13), (-12.6, -8), (9, 14.4)))
    lid = turned(moved(prism(skin, outline, (0, 1.4), axis=2), (13, 0, 0)), "y", -48)
    parts += moved(lid, (-13, 0, 15)) + rod(coat("c9a24a", "flat"), (10.6, 0, 14), (3.6, 0, 31), 0.6)
    for x, y in ((-10.4, -6.4), (10.4, -6.4), (-5.0, 11.0)):
        parts += drum(skin, (x, y, 0), 1.5, 10) + ball(coat("e0b04a", "plain"), (x, y, 0.9), 1.4)
    parts += box(coat("f6f2e6", "flat"), (-4, 4), (-6.6, -5.6), (14, 19))
    return parts + moved(stool, (0, -20, 0))


def drums(making: Making) -> Parts:
    """Build a drum with its sticks, or a kit of drums and cymbals."""
    if making.kind == "kit":
        return kit(making)
    shell = making.coat(("d8382f", "3f78c8", "b8753a"), "plain", names="shell body", main=True)
    rim, skin = making.coat(("f2c23c", "d9dee6", "e8d0a0"), "plain", names="rim hoop"), coat("f6efdf", "plain")
    high = making.pick((15.0, 12.0, 20.0))
    parts = (
        drum(shell, (0, 0, 0), 12, high)
        + drum(rim, (0, 0, -0.6), 13, 2.6)
        + drum(rim, (0, 0, high - 2), 13, 2.8)
        + drum(skin, (0, 0, high), 11.6, 1.4)
    )
    for index in range(8):
        a, b = math.tau * index / 8, math.tau * (index + 0.5) / 8
        for turn in (a, a + math.tau / 8):
            parts += rod(
                IVORY,
                (12.2 * math.cos(b), 12.2 * math.sin(b), 1.6),
                (12.2 * math.cos(turn), 12.2 * math.sin(turn), high - 1.6),
                0.55,
            )
    wood = coat("b97f48", "plain")
    for start, end in (
        ((-9.0, -8.0, high + 2.0), (8.0, 4.0, high + 3.4)),
        ((9.0, -9.0, high + 2.0), (-6.0, 5.0, high + 4.6)),
    ):
        parts += rod(wood, start, end, 0.9) + ball(wood, end, 1.6)
    return parts


def kit(making: Making) -> Parts:
    """Build a kit: a bass drum, toms, a snare, two cymbals, a stool."""
    shell = making.coat(("d8382f", "3f78c8", "3fa86a"), "plain", names="shell body", main=True)
    head, gold = coat("f6efdf", "plain"), coat("f2c542", "plain")
    parts = (
        drum(shell, (0, -6, 9), 9, 10, axis=1)
        + drum(STEEL, (0, -6.6, 9), 9.6, 1.6, axis=1)
        + drum(head, (0, -7.2, 9), 8.2, 1.4, axis=1)
        + drum(coat("2f2f38", "flat"), (0, -7.6, 9), 4, 1.4, axis=1)
    )
    for x, y, z, r, h in (
        (-5.4, -2.0, 18.6, 4.4, 4.4),
        (5.4, -2.0, 18.6, 4.8, 4.8),
        (-13.0, 1.0, 9.4, 5.2, 4.0),
        (13.4, 2.0, 4.0, 5.8, 9.0),
    ):
        parts += (
            drum(shell, (x, y, z), r, h)
            + drum(STEEL, (x, y, z + h - 0.8), r + 0.5, 1.2)
            + drum(head, (x, y, z + h - 0.2), r - 0.4, 0.9)
        )
    parts += (
        rod(STEEL, (-3, 0, 16), (-4.6, -1.4, 19), 0.7)
        + rod(STEEL, (3, 0, 16), (4.6, -1.4, 19), 0.7)
        + rod(STEEL, (-13, 1, 0), (-13, 1, 10), 0.8)
        + drum(STEEL, (-13, 1, 0), 2.6, 0.9)
    )
    for x, y, z in ((-15.0, -5.0, 23.0), (14.4, -4.6, 25.0)):
        parts += (
            rod(STEEL, (x, y, 0), (x, y, z), 0.6)
            + drum(STEEL, (x, y, 0), 2.6, 0.9)
            + moved(turned(lathe(gold, (0, 0, 0), [(0, 5.8), (0.9, 5.4), (1.8, 1.4)]), "x", 14), (x, y, z - 0.6))
        )
    return (
        parts
        + drum(coat("2f2f38", "flat"), (0, 12, 7), 4, 2)
        + drum(STEEL, (0, 12, 0), 1, 7)
        + drum(STEEL, (0, 12, 0), 3, 0.9)
    )
