"""Instruments that are blown, plucked or rung: brass, flutes, harps, bells, microphones. About 32 units high."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from skyloom.geometry.parts import (
    Parts,
    ball,
    box,
    carve,
    changed,
    drum,
    lathe,
    mirrored,
    moved,
    ring,
    rod,
    tube,
    turned,
)
from skyloom.world.objects.instruments import DARK, IVORY, STEEL, STRING
from skyloom.world.objects.making import Making
from skyloom.world.objects.tints import coat

BRASS = ("f2b93a", "e0a83c", "f6cc5a")


def trumpet(making: Making) -> Parts:
    """Build a trumpet, a saxophone, a horn or a flute."""
    return WINDS.get(making.kind, bugle)(making)


def bugle(making: Making) -> Parts:
    """Build a trumpet that points left: a flared bell, three valves, a loop of tube."""
    metal = making.coat(BRASS, "plain", names="brass metal", main=True)
    bell = [(0.0, 8.0), (1.0, 7.0), (4.0, 3.6), (8.0, 2.1), (14.0, 1.5)]
    parts = moved(turned(lathe(metal, (0, 0, 0), bell), "y", 90), (-17, 0, 10)) + changed(
        moved(turned(drum(metal, (0, 0, -0.3), 6.2, 1.0), "y", 90), (-17.2, 0, 10)), tone=-1
    )
    parts += rod(metal, (-4, 0, 10), (17, 0, 10), 1.4) + drum(STEEL, (16.4, 0, 10), 1.9, 2.4, axis=0)
    loop = [
        (8.0, 0.0, 10.0),
        (11.4, 0.0, 8.4),
        (11.8, 0.0, 5.4),
        (9.0, 0.0, 3.4),
        (-5.0, 0.0, 3.4),
        (-8.4, 0.0, 5.4),
        (-7.4, 0.0, 8.8),
    ]
    parts += tube(metal, loop, 1.3)
    for x in (-1.0, 2.6, 6.2):
        parts += (
            drum(STEEL, (x, 0, 2), 1.7, 12)
            + drum(coat("f6f2e6", "flat"), (x, 0, 15), 1.3, 1.4)
            + drum(STEEL, (x, 0, 13.6), 0.7, 2)
        )
    return parts


def saxophone(making: Making) -> Parts:
    """Build a saxophone with its keys."""
    metal = making.coat(BRASS, "plain", names="brass metal", main=True)
    line = [
        (-5.0, 0.0, 30.0),
        (-1.4, 0.0, 32.4),
        (1.4, 0.0, 29.4),
        (2.0, 0.0, 22.0),
        (2.8, 0.0, 12.0),
        (1.6, 0.0, 5.6),
        (-2.4, 0.0, 3.0),
        (-6.4, 0.0, 5.0),
        (-8.0, 0.0, 10.0),
    ]
    parts = tube(metal, line, [1.0, 1.1, 1.3, 1.7, 2.4, 2.9, 3.1, 3.2, 3.4]) + moved(
        turned(lathe(metal, (0, 0, 0), [(0, 3.4), (5, 4.2), (8, 6.6)]), "y", -14), (-8, 0, 9.6)
    )
    parts += carve(ball(metal, (-10.4, 0, 18.6), (4.8, 4.8, 2.4))) + rod(DARK, (-7.4, 0, 29), (-4.6, 0, 30.2), 1.2)
    for z, x in ((26.0, 1.6), (22.0, 2.0), (18.0, 2.2), (14.0, 2.4), (10.0, 2.6)):
        parts += drum(IVORY, (x, -3.6, z), 1.2, 2.4, axis=1)
    return parts


def horn(making: Making) -> Parts:
    """Build a curved horn of an animal with bands of metal."""
    body = making.coat(("e6d6b0", "8a5a34", "d9c08a"), "plain", names="horn", main=True)
    gold = making.coat(("f2b93a", "d9dee6", "f2b93a"), "plain", names="band rim")
    line = [
        (13.0, 0.0, 16.0),
        (11.4, 0.0, 9.0),
        (6.0, 0.0, 4.4),
        (-1.0, 0.0, 4.6),
        (-8.0, 0.0, 9.0),
        (-13.0, 0.0, 15.4),
    ]
    parts = tube(body, line, [1.0, 1.8, 2.8, 3.8, 4.8, 5.8]) + moved(
        turned(drum(gold, (0, 0, 0), 6.8, 2.4), "y", -40), (-14.6, 0, 17.2)
    )
    return (
        parts
        + moved(turned(drum(gold, (0, 0, -1), 4.6, 2.2), "y", -88), (0.6, 0, 4.6))
        + rod(gold, (13, 0, 16), (13.4, 0, 19), 1.4)
    )


def flute(making: Making) -> Parts:
    """Build a flute with holes and rings."""
    wood = making.coat(("b97f48", "c9d0da", "6b3a28"), "plain", names="wood metal", main=True)
    gold = coat("f2b93a", "plain")
    parts = drum(wood, (-16, 0, 3), 2.4, 32, axis=0)
    for x in (-16.4, -9.0, 14.8):
        parts += drum(gold, (x, 0, 3), 3.0, 1.8, axis=0)
    for index in range(6):
        parts += drum(DARK, (-5.4 + index * 3.4, -1.2, 4.6), 1.0, 1.2)
    return parts + box(DARK, (-13.6, -11), (-2, 0), (4.4, 5.8))


WINDS: Mapping[str, Callable[[Making], Parts]] = {"saxophone": saxophone, "horn": horn, "flute": flute}


def harp(making: Making) -> Parts:
    """Build a harp: a pillar, a curved neck, a sounding board, strings."""
    gold = making.coat(("f2b93a", "9c6334", "e6dcc8"), "plain", names="frame", main=True)
    neck = [
        (-9.0, 0.0, 31.0),
        (-5.0, 0.0, 33.0),
        (-1.0, 0.0, 30.0),
        (3.0, 0.0, 27.4),
        (8.0, 0.0, 28.6),
        (10.0, 0.0, 26.0),
    ]
    parts = (
        rod(gold, (-9, 0, 2), (-9, 0, 31), 1.7)
        + tube(gold, neck, [1.8, 1.9, 1.7, 1.6, 1.7, 1.6])
        + rod(gold, (-7, 0, 2.4), (10, 0, 26), 2.6, tip=1.8)
    )
    parts += box(gold, (-12, -2), (-4, 4), (0, 2.6)) + ball(gold, (-9.4, 0, 33), 2.4)
    for index in range(6):
        x = -6.6 + index * 2.4
        parts += rod(STRING, (x, 0, 3.4 + (x + 7) * 1.39), (x, 0, 31.0 - max(0.0, x + 4) * 0.45), 0.4)
    return parts


def bell(making: Making) -> Parts:
    """Build a bell that hangs in a small frame, or a hand bell."""
    metal = making.coat(("f2b93a", "c98a4a", "d9b04a"), "plain", names="bell metal", main=True)
    shape = [(0, 9.6), (1, 9.8), (2.4, 8.4), (6, 6.6), (11, 5.6), (14, 3.8), (15.4, 1.0)]
    cup = (
        lathe(metal, (0, 0, 3), shape)
        + changed(drum(metal, (0, 0, 3), 10, 1.6), tone=-1)
        + changed(drum(metal, (0, 0, 9), 6.6, 1.2), tone=1)
        + ball(DARK, (0, 0, 2.4), 2.6)
    )
    if making.kind == "hand":
        wood = coat("6b3a28", "plain")
        return cup + drum(wood, (0, 0, 18), 1.8, 8) + ball(wood, (0, 0, 27), 2.6) + drum(metal, (0, 0, 17.6), 2.6, 1.6)
    if making.kind == "jingle":
        return (
            ball(metal, (0, 0, 9), 9)
            + carve(box(metal, (-7, 7), (-12, 12), (3, 4.6)))
            + ring(metal, (0, 0, 19.4), 2.6, 1.1, axis=1)
            + changed(drum(metal, (0, 0, 8.4), 9.5, 1.8), tone=-1)
            + carve(mirrored(ball(metal, (5, -7.6, 4), 1.6)))
        )
    wood = coat("8a5a34", "planks")
    frame = (
        mirrored(box(wood, (12, 14.4), (-1.6, 1.6), (-6, 24)))
        + box(wood, (-16, 16), (-2, 2), (23, 26))
        + mirrored(box(wood, (10.4, 16), (-5, 5), (-8, -5)))
    )
    return [*cup, *frame, *box(DARK, (-1.2, 1.2), (-1.2, 1.2), (17.6, 24))]


def microphone(making: Making) -> Parts:
    """Build a microphone on a stand."""
    mesh = making.coat(("c3ccd8", "f2c23c", "d9dee6"), "plain", names="head", main=True)
    body = making.coat(("2f3038", "b8323a", "3f5fa8"), "plain", names="handle body")
    parts = drum(body, (0, 0, 0), 7, 1.8) + drum(STEEL, (0, 0, 1.4), 1.0, 14)
    tilted = (
        drum(body, (0, 0, 0), 2.2, 11, top=1.5)
        + drum(STEEL, (0, 0, 10.4), 4.2, 1.8)
        + ball(mesh, (0, 0, 15), 5.2)
        + box(coat("e0463a", "flat"), (-0.8, 0.8), (-4, -2), (6, 8.4))
    )
    return parts + moved(turned(tilted, "x", 24), (0, 2.4, 12))
