"""Ships and boats. About 32 units long, the bow towards -y."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

from skyloom.geometry.parts import (
    Coat,
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
from skyloom.world.objects.making import Making
from skyloom.world.objects.tints import coat
from skyloom.world.objects.vehicles import GLASS, LAMP

SEA = coat("49a9e6", "ripples")


def hull(wood: Coat, half: float, deck: float, *, bow: float = -15.0, stern: float = 13.0, keel: float = 0.0) -> Parts:
    """Return a hull: slices that narrow towards bow and keel, up to a deck that rises at both ends."""
    parts: Parts = []
    steps = 14
    for index in range(steps):
        t0, t1 = index / steps, (index + 1) / steps
        y0, y1 = bow + (stern - bow) * t0, bow + (stern - bow) * t1
        t = (t0 + t1) / 2
        wide = half * min(1.0, (t * 2.3) ** 0.62) * (1 - 0.26 * max(t - 0.7, 0) / 0.3)
        top = deck + 3.4 * max(0.3 - t, 0) / 0.3 + 2.4 * max(t - 0.75, 0) / 0.25
        foot = keel + 3.2 * max(0.24 - t, 0) / 0.24
        outline = [
            (-wide * 0.5, foot),
            (wide * 0.5, foot),
            (wide * 0.92, foot + (top - foot) * 0.45),
            (wide, top),
            (-wide, top),
            (-wide * 0.92, foot + (top - foot) * 0.45),
        ]
        parts += prism(wood, outline, (y0, y1 + 0.05), axis=1)
    return parts


def _sail(cloth: Coat, at: tuple[float, float, float], wide: float, high: float, *, bulge: float = 2.0) -> Parts:
    """Return a square sail that bulges forward, hung from its top at `at`."""
    x, y, z = at
    parts: Parts = []
    rows = 6
    for index in range(rows):
        low = z - high * (index + 1) / rows
        swell = bulge * math.sin(math.pi * (index + 0.8) / rows)
        half = wide * (0.94 + 0.1 * index / rows)
        parts += box(cloth, (x - half, x + half), (y - swell - 0.6, y - swell + 0.6), (low, low + high / rows + 0.1))
    return parts


def ship(making: Making) -> Parts:
    """Build the kind of ship that is wanted."""
    return SHIPS.get(making.kind, galleon)(making)


def galleon(making: Making) -> Parts:
    """Build a sailing ship with three masts; a pirate's has black sails and a skull."""
    pirate = making.kind == "pirate"
    wood = making.coat(
        ("9c6638", "8a5632", "7a5040") if not pirate else ("6b4430", "5a3c34", "754a30"),
        "boards",
        names="hull wood body",
        main=True,
    )
    cloth = making.coat(
        "2f2c34" if pirate else ("f4ecd8", "f2e2c0", "e8eef4")[making.piece.scheme % 3], "plain", names="sail"
    )
    trim, dark, mast = (
        making.coat(("e3b34a", "d9403a", "3f6fc0"), "flat", names="trim stripe"),
        coat("3d2a20", "flat"),
        coat("7d5233", "plain"),
    )
    parts = hull(wood, 6, 9)
    parts += [
        *box(wood, (-5.6, 5.6), (6.6, 13.4), (9, 14.6)),
        *box(trim, (-5.9, 5.9), (6.4, 13.7), (14.2, 15.4)),
        *box(wood, (-3.4, 3.4), (-13, -8.6), (10.4, 13)),
    ]
    parts += mirrored(paint(box(trim, (3, 9), (-12, 16), (7.4, 8.5))))
    for y in (-4.6, -0.6, 3.4):
        parts += mirrored(box(dark, (5.2, 6.6), (y - 0.9, y + 0.9), (5, 6.6)))
    for x in (-3, 0, 3):
        parts += box(LAMP, (x - 0.9, x + 0.9), (13, 14), (10.6, 12.8))
    parts += rod(mast, (0, -14, 12.4), (0, -21, 16.4), 0.8, tip=0.5)
    for y, high, wide in ((-7.4, 27.0, 5.4), (1.0, 32.0, 6.6), (9.6, 26.0, 4.6)):
        parts += rod(mast, (0, y, 8), (0, y, high), 0.85, tip=0.6)
        top = high - 2.2
        parts += _sail(cloth, (0, y - 1.0, top), wide * 0.72, (high - 13) * 0.36) + _sail(
            cloth, (0, y - 1.2, top - (high - 13) * 0.42), wide, (high - 13) * 0.46
        )
        for z in (top, top - (high - 13) * 0.42):
            parts += box(mast, (-wide, wide), (y - 1.6, y - 0.4), (z - 0.4, z + 0.6))
    flag = making.coat(
        "26242a" if pirate else ("d9403a", "3f6fc0", "3fa862")[making.piece.scheme % 3], "flat", names="flag"
    )
    parts += box(flag, (-0.5, 0.5), (1.4, 6), (30, 33))
    if pirate:
        bone = coat("f4f0e6", "flat")
        face = [*ball(bone, (0, -3.4, 20.6), (2.3, 1.6, 2.1)), *box(bone, (-1.3, 1.3), (-4.6, -2.4), (17.6, 19.4))]
        parts += [*face, *paint(mirrored(box(dark, (0.5, 1.6), (-6, -3.6), (20.2, 21.4))))]
        parts += rod(bone, (-3.4, -3.4, 15.8), (3.4, -3.4, 18), 0.6) + rod(
            bone, (3.4, -3.4, 15.8), (-3.4, -3.4, 18), 0.6
        )
    return parts + _wake(making)


def _wake(making: Making) -> Parts:
    if making.lacks("water", "sea"):
        return []
    foam = coat("e9f7ff", "flat")
    parts = [*ball(SEA, (0, -0.6, 1.2), (11.5, 19.5, 1.7), power=3)]
    return (
        parts
        + mirrored(rod(foam, (3.2, -14.6, 2.6), (7.2, -8, 2.6), 0.7))
        + mirrored(rod(foam, (7.4, -6, 2.6), (8.4, 4, 2.6), 0.6))
    )


def viking(making: Making) -> Parts:
    """Build a longship: a dragon's head, a striped sail, shields along the side."""
    wood = making.coat(("8f5f38", "7a4f30", "a06e42"), "boards", names="hull wood body", main=True)
    cloth = making.coat("f2e6d0", "stripes", names="sail", second=making.pick(("c8382f", "3f5f9c", "c98a2e")))
    mast, eye = coat("6b4630", "plain"), coat("f2c542", "flat")
    parts = hull(wood, 5, 6.4, bow=-13, stern=13)
    for sign in (-1, 1):
        curve = [(0.0, sign * 12.0, 6.0), (0.0, sign * 15.4, 10.0), (0.0, sign * 15.8, 15.0), (0.0, sign * 13.6, 18.0)]
        parts += tube(wood, curve, [1.5, 1.3, 1.1, 0.9])
    parts += [
        *ball(wood, (0, -14.6, 18.2), (1.7, 2.8, 1.7)),
        *mirrored(box(eye, (1.2, 1.9), (-15.4, -14.4), (18.4, 19.4))),
        *mirrored(rod(wood, (0.8, -13.4, 19.4), (1.2, -12.2, 21.4), 0.55)),
    ]
    rim = coat("c3c9d2", "flat")
    for index in range(7):
        y = -8.6 + index * 3.0
        face = coat(("c8382f", "f2c542", "3f6fa8", "4f8f45")[(index + making.piece.scheme) % 4], "flat")
        parts += mirrored([*drum(face, (4.6, y, 6.6), 1.7, 1.2, axis=0), *drum(rim, (5.4, y, 6.6), 0.7, 0.9, axis=0)])
        parts += changed(mirrored(rod(mast, (4.6, y + 1.4, 5.4), (9.4, y + 3, 1.6), 0.35)), since=28)
    parts += (
        rod(mast, (0, 0, 5), (0, 0, 26), 0.9)
        + box(mast, (-8.4, 8.4), (-1.6, -0.4), (23.4, 24.6))
        + _sail(cloth, (0, -1.2, 23.6), 7.8, 12.6, bulge=2.4)
    )
    return parts + _wake(making)


def boat(making: Making) -> Parts:
    """Build a fishing boat with a wheelhouse, or a rowing boat with oars."""
    row = making.piece.scheme % 3 == 1
    skin = making.coat(("3f8fa8", "c8503c", "f0ead8"), "boards", names="hull body", main=True)
    rim, wood, red = making.coat("f4efe2", "flat", names="trim rim"), coat("a9784a", "planks"), coat("c8382f", "flat")
    parts = hull(skin, 6.4, 8, bow=-14, stern=12)
    parts += paint(mirrored(box(rim, (0, 20), (-20, 20), (7.4, 14))))
    parts += carve(ball(skin, (0, 0.6, 9.6), (4.8, 11.4, 4.4), power=4)) + box(
        wood, (-4.6, 4.6), (-9.6, 10.6), (3, 5.4)
    )
    if row:
        for y in (-4, 4):
            parts += box(wood, (-6, 6), (y - 1.3, y + 1.3), (6.6, 7.8))
        oar = [
            *rod(coat("d9b98a", "plain"), (3, 0, 9.6), (14, 2, 3), 0.55),
            *ball(coat("d9b98a", "plain"), (15, 2.2, 2.4), (2.4, 0.9, 1.4)),
        ]
        return parts + mirrored(oar) + _wake(making)
    house = making.coat("f6f3ea", "plain", names="cabin")
    parts += [
        *box(house, (-3.8, 3.8), (-1.6, 6.4), (5, 15)),
        *box(red, (-4.6, 4.6), (-2.6, 7.4), (14.6, 16)),
        *box(GLASS, (-3, 3), (-2.1, 0), (10.6, 13.6)),
        *mirrored(box(GLASS, (3, 4.2), (0, 5), (10.6, 13.6))),
    ]
    parts += [
        *rod(wood, (0, 2, 16), (0, 2, 25), 0.6),
        *box(red, (0.4, 4), (1.6, 2.4), (21.6, 24.6)),
        *rod(coat("3a3d46", "plain"), (2.4, 5.4, 15), (2.4, 5.4, 19), 0.9),
    ]
    ring_ = ring(coat("f08a3c", "flat"), (7, -3, 7.6), 1.7, 0.6, axis=0)
    return parts + mirrored(ring_) + _wake(making)


def sailboat(making: Making) -> Parts:
    """Build a small sailing boat with two triangular sails."""
    skin = making.coat(("f4f4f2", "3f7fb8", "c8503c"), "plain", names="hull body", main=True)
    cloth, second = (
        making.coat(("f8f5ec", "f2b84a", "e8574a"), "plain", names="sail"),
        coat(making.pick(("d9483f", "f8f5ec", "f8f5ec")), "flat"),
    )
    wood = coat("a9784a", "planks")
    parts = hull(skin, 5, 6, bow=-13, stern=10) + paint(
        box(making.coat(("d9403a", "f4f4f2", "f2c542"), "flat", names="stripe"), (-9, 9), (-20, 20), (4.2, 5.4))
    )
    parts += (
        box(wood, (-3.4, 3.4), (-7, 8), (5.6, 7))
        + rod(wood, (0, -1.6, 6), (0, -1.6, 31), 0.75)
        + rod(wood, (0, -1.6, 9), (0, 10, 9), 0.6)
    )
    parts += prism(cloth, [(-1.2, 10), (10, 10), (-1.2, 29.6)], (-0.6, 0.6), axis=0) + prism(
        second, [(-2.4, 10.4), (-12.6, 8.4), (-2.4, 27)], (-0.6, 0.6), axis=0
    )
    parts += paint(box(second, (-2, 2), (-1, 12), (18, 20.4))) + box(
        coat("d9403a", "flat"), (-0.4, 0.4), (-1.4, 2.4), (29.6, 31.6)
    )
    return parts + _wake(making)


def steamer(making: Making) -> Parts:
    """Build a liner with decks, rows of windows and funnels."""
    dark = making.coat(("2f3a4f", "26272e", "8c2f2f"), "plain", names="hull body", main=True)
    white, funnel = coat("f6f4ee", "plain"), making.coat(("d9542f", "e8a23c", "3f6fb0"), "flat", names="funnel chimney")
    red, glass, black = coat("b8382f", "flat"), coat("ffe08a", "flat", glows=True), coat("26272e", "flat")
    parts = (
        hull(dark, 5.4, 9, bow=-16, stern=16)
        + paint(box(red, (-9, 9), (-20, 20), (-1, 2.4)))
        + paint(box(white, (-9, 9), (-20, 20), (8, 20)))
    )
    for index, (y0, y1, z) in enumerate(((-9.5, 12.5, 9.6), (-7.8, 10.6, 12.4), (-6, 8, 15.2))):
        half = 4.6 - index * 0.6
        parts += [
            *box(white, (-half, half), (y0, y1), (z, z + 2.9)),
            *box(coat("d8d2c4", "flat"), (-half - 0.4, half + 0.4), (y0 - 0.4, y1 + 0.4), (z + 2.5, z + 3.1)),
        ]
        for row in range(int((y1 - y0) // 2.2)):
            y = y0 + 1 + row * 2.2
            parts += changed(
                mirrored(
                    box(glass if (row + index) % 3 else GLASS, (half - 0.5, half + 0.4), (y, y + 1.2), (z + 0.8, z + 2))
                ),
                since=28,
            )
    for y in (-3.2, 1.4, 6):
        parts += [*drum(funnel, (0, y, 17.6), 1.6, 5.6), *drum(black, (0, y, 22.4), 1.7, 1.6)]
    for index in range(7):
        y = -9 + index * 3.4
        parts += changed(paint(mirrored(box(glass, (3, 9), (y, y + 1.1), (5.6, 6.7)))), since=32)
    parts += rod(coat("8a6a48", "plain"), (0, -9.4, 12), (0, -9.4, 24), 0.5) + rod(
        coat("8a6a48", "plain"), (0, 11, 12), (0, 11, 21), 0.5
    )
    return parts + _wake(making)


SHIPS: Mapping[str, Callable[[Making], Parts]] = {
    "pirate": galleon, "viking": viking, "boat": boat, "sail": sailboat, "steamer": steamer,
}  # fmt: skip


def submarine(making: Making) -> Parts:
    """Build a round submarine with portholes, a periscope and a propeller."""
    skin = making.coat(("f6c22e", "d9503c", "5f7f94"), "plain", names="body hull", main=True)
    trim, glass, dark = (
        making.coat(("d9403a", "f4efe2", "3a4250"), "flat", names="trim stripe"),
        coat("8fe0f4", "flat", glows=True),
        coat("3a3f4a", "plain"),
    )
    parts = [*ball(skin, (0, 0, 9), (6.4, 14, 6.4), power=2.5), *paint(box(trim, (-9, 9), (-20, 20), (2, 5.4)))]
    parts += [
        *ball(skin, (0, 0.6, 16), (2.9, 4.6, 4.4), power=4),
        *box(trim, (-3.1, 3.1), (-4, 5.2), (18.4, 19.8)),
        *rod(dark, (0, -0.4, 19), (0, -0.4, 25), 0.75),
        *rod(dark, (0, -0.4, 25), (0, -3.2, 25), 0.85),
    ]
    for y in (-6.4, 0, 6.4):
        parts += mirrored([*drum(dark, (5.4, y, 10), 2.3, 1.4, axis=0), *drum(glass, (5.9, y, 10), 1.6, 1.4, axis=0)])
    parts += [
        *drum(dark, (0, -13.6, 10), 3.2, 2, axis=1),
        *drum(glass, (0, -14.2, 10), 2.4, 2, axis=1),
        *mirrored(rod(skin, (5, 9, 9), (9.4, 12, 9), 1.3, tip=0.9)),
        *box(skin, (-0.8, 0.8), (9.6, 14), (9, 17)),
    ]
    for turn in range(4):
        parts += moved(
            turned(box(coat("e0b84a", "flat"), (-1.1, 1.1), (13.8, 15), (0, 5)), "y", 90 * turn + 20), (0, 0, 9)
        )
    return parts + rod(dark, (0, 12, 9), (0, 16, 9), 1.0)
