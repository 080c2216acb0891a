"""What drives on wheels and rails. About 32 units long, its front towards -y."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

from skyloom.geometry.parts import (
    Coat,
    Parts,
    Span,
    ball,
    box,
    carve,
    drum,
    lathe,
    mirrored,
    paint,
    prism,
    ring,
    rod,
)
from skyloom.world.objects import lorries
from skyloom.world.objects.cars import GLASS, LAMP, PAINTS, TAIL, TYRE, lights, wheels
from skyloom.world.objects.making import Making
from skyloom.world.objects.tints import coat


def truck(making: Making) -> Parts:
    """Build the kind of truck or bus that is wanted."""
    return TRUCKS.get(making.kind, lorry)(making)


def _cab(skin: Coat, half: float, y: Span, z: Span) -> Parts:
    glass_z = (z[0] + (z[1] - z[0]) * 0.5, z[1] - 1.4)
    parts = [*box(skin, (-half, half), y, z), *box(GLASS, (-half + 1, half - 1), (y[0] - 0.5, y[0] + 1), glass_z)]
    parts += mirrored(box(GLASS, (half - 0.8, half + 0.5), (y[0] + 1, y[1] - 1.2), glass_z)) + mirrored(
        box(LAMP, (half - 2.8, half - 0.6), (y[0] - 0.6, y[0] + 0.6), (z[0] + 1.4, z[0] + 3))
    )
    return parts + box(
        coat("3a3d46", "plain"), (-half - 0.3, half + 0.3), (y[0] - 1, y[0] + 0.6), (z[0] - 0.8, z[0] + 0.8)
    )


def lorry(making: Making) -> Parts:
    """Build a lorry: a cab, a long box."""
    skin, load = (
        making.coat(PAINTS, "plain", names="body cab", main=True),
        making.coat(("f1efe8", "c9d3dc", "e8d9b8"), "boards", names="box trailer load"),
    )
    dark = coat("2f323b", "plain")
    parts = [
        *box(dark, (-5.4, 5.4), (-15, 16), (3, 5)),
        *_cab(skin, 6.4, (-16, -7), (4, 15)),
        *box(load, (-6.8, 6.8), (-5.8, 16), (5, 18)),
        *box(skin, (-6.9, 6.9), (-5.9, 16.1), (8, 9.6)),
    ]
    parts += (
        box(TAIL, (-6, -4), (15.6, 16.4), (5.4, 6.8))
        + box(TAIL, (4, 6), (15.6, 16.4), (5.4, 6.8))
        + mirrored(rod(coat("c3c9d2", "metal"), (6.2, -6.4, 6), (6.2, -6.4, 19), 0.7))
    )
    return parts + wheels(7.4, (-11, 5, 11.6), 3.3)


def fire(making: Making) -> Parts:
    """Build a fire engine with a ladder and blue lights."""
    red, white = making.coat("d0302c", "plain", names="body", main=True), coat("f4f4f4", "flat")
    dark, steel, blue = coat("2f323b", "plain"), coat("c3c9d2", "metal"), coat("4f9ff8", "flat", glows=True)
    parts = [
        *box(dark, (-5.6, 5.6), (-15, 16), (3, 5)),
        *_cab(red, 6.8, (-16, -6.4), (4, 15)),
        *box(red, (-6.8, 6.8), (-6.4, 16), (5, 14)),
        *box(white, (-7, 7), (-16.2, 16.2), (7.4, 8.6)),
    ]
    parts += mirrored(box(steel, (6.2, 7.2), (-4, 4), (9, 13))) + mirrored(box(steel, (6.2, 7.2), (6, 14), (9, 13)))
    for x in (-2.6, 2.6):
        parts += rod(steel, (x, -11, 17.4), (x, 15, 16.4), 0.6)
    for index in range(8):
        y = -9 + index * 3.2
        parts += box(steel, (-2.6, 2.6), (y - 0.4, y + 0.4), (16.4, 17.3))
    parts += box(dark, (-3, 3), (4, 8), (14, 16)) + box(dark, (-2, 2), (-11, -9), (15, 17))
    parts += [*box(blue, (1.4, 5), (-14.4, -12.4), (15, 17)), *box(blue, (-5, -1.4), (-14.4, -12.4), (15, 17))]
    return parts + wheels(7.4, (-10.6, 9.6), 3.7)


def bus(making: Making) -> Parts:
    """Build a bus with a row of windows."""
    double = making.has("double") or making.piece.scheme % 3 == 2
    skin = making.coat(("f6b92e", "3f8fc0", "d0302c"), "plain", names="body", main=True)
    dark = coat("2f323b", "flat")
    top = 23.0 if double else 16.0
    parts = [
        *ball(skin, (0, 0, 3.4 + (top - 3.4) / 2), (6.6, 16, (top - 3.4) / 2), power=12),
        *box(dark, (-6.8, 6.8), (-15.4, 15.4), (7.2, 8)),
    ]
    for low in (9.6, 16.8) if double else (9.6,):
        parts += box(GLASS, (-5.4, 5.4), (-16.4, -14), (low, low + 4.4))
        for index in range(6):
            y = -12.6 + index * 4.6
            parts += mirrored(box(GLASS, (5.6, 7), (y, y + 3.4), (low, low + 4.0)))
    parts += box(coat("5a4a3c", "flat"), (6, 7.2), (-13, -9.8), (4, 13.6)) + box(
        GLASS, (6.2, 7.4), (-12.4, -10.4), (5, 13)
    )
    parts += lights(6.6, -15.9, 15.9, 6) + box(
        coat("f6f2e6", "flat"), (-3.4, 3.4), (-16.3, -15), (top - 2.6, top - 1.2)
    )
    return parts + wheels(7.1, (-9.6, 9.6), 3.4)


def ambulance(making: Making) -> Parts:
    """Build an ambulance with a red cross."""
    skin, red = making.coat("f6f7f8", "plain", names="body", main=True), coat("e0342f", "flat")
    blue = coat("4f9ff8", "flat", glows=True)
    parts = [
        *_cab(skin, 6.2, (-15, -6), (4, 13)),
        *box(skin, (-6.8, 6.8), (-6.4, 15), (4, 18)),
        *paint(box(red, (-9, 9), (-16, 16), (7, 8.4))),
    ]
    for sign in (-1, 1):
        x = (6.4, 7.3) if sign > 0 else (-7.3, -6.4)
        parts += [*box(red, x, (3.2, 5.6), (9.6, 16)), *box(red, x, (1.2, 7.6), (11.6, 14))]
    parts += [
        *box(blue, (1.4, 4.6), (-5.8, -3.8), (18, 19.8)),
        *box(blue, (-4.6, -1.4), (-5.8, -3.8), (18, 19.8)),
        *box(coat("e0342f", "flat"), (-1.2, 1.2), (-5.8, -3.8), (18, 19.4)),
    ]
    return parts + wheels(7.2, (-10, 9), 3.5)


def dump(making: Making) -> Parts:
    """Build a digger: tracks, a cab, a long arm with a bucket."""
    skin, dark = making.coat(("f6b92e", "f08a2c", "5a9c4a"), "plain", names="body", main=True), coat("2f323b", "plain")
    steel = coat("8a93a0", "metal")
    tracks = [
        *box(dark, (4, 8), (-9, 9), (0.6, 5.4)),
        *drum(dark, (4, -9, 3), 2.9, 4, axis=0),
        *drum(dark, (4, 9, 3), 2.9, 4, axis=0),
    ]
    for y in (-7, -2.4, 2.4, 7):
        tracks += drum(steel, (7.4, y, 2.8), 1.6, 1.2, axis=0)
    parts = [
        *mirrored(tracks),
        *box(dark, (-4.6, 4.6), (-5, 5), (4, 7)),
        *box(skin, (-7, 7), (-5, 10.4), (6.8, 12.4)),
        *box(skin, (-7, -0.6), (-5, 3), (12, 19)),
    ]
    parts += [
        *box(GLASS, (-6.2, -1.4), (-5.5, -3), (12.4, 18)),
        *box(GLASS, (-7.5, -6), (-3.8, 2), (12.8, 18)),
        *box(GLASS, (-1.4, -0.1), (-3.8, 2), (12.8, 18)),
    ]
    parts += (
        rod(skin, (3, -4, 11), (3, -10, 21), 1.9)
        + rod(skin, (3, -10, 21), (3, -17, 12), 1.5)
        + ball(dark, (3, -10, 21), 1.8)
    )
    parts += [
        *prism(steel, [(-20, 10.6), (-14.6, 12.6), (-14, 6.4), (-18, 5)], (-0.6, 6.6), axis=0),
        *rod(steel, (3, -6.4, 13), (3, -11, 18), 0.8),
    ]
    return parts + box(dark, (3.4, 5.2), (6, 8), (12, 15.4))


TRUCKS: Mapping[str, Callable[[Making], Parts]] = {"fire": fire, "bus": bus, "ambulance": ambulance, "dump": dump,
    "tipper": lorries.dumper, "pickup": lorries.pickup, "mixer": lorries.mixer}  # fmt: skip


def train(making: Making) -> Parts:
    """Build a locomotive on its rails: with steam, or a fast one."""
    ties, steel = coat("6b4a34", "plain"), coat("9aa3b0", "plain")
    parts: Parts = []
    for index in range(9):
        y = -16 + index * 4
        parts += box(ties, (-7, 7), (y - 1, y + 1), (-2.4, -1.2))
    parts += mirrored(box(steel, (4.2, 5.4), (-17.6, 17.6), (-1.3, -0.1)))
    if making.kind == "modern":
        skin, band = (
            making.coat(("f2f4f7", "e9edf2", "3f4a5f"), "plain", names="body", main=True),
            making.coat(("2f6fd0", "3fa862", "f0b92e"), "flat", names="stripe band"),
        )
        parts += prism(skin, [(-18, 1), (-17.6, 4), (-9, 12), (-5, 13.6), (17, 13.6), (17, 1)], (-6, 6), axis=0)
        parts += paint(box(band, (-9, 9), (-20, 20), (4.6, 6.2))) + paint(
            prism(coat("33445c", "facets"), [(-14.4, 7.6), (-9.4, 12), (-6.6, 12.4), (-10, 7.6)], (-4.4, 4.4), axis=0)
        )
        for index in range(6):
            y = -6 + index * 3.9
            parts += mirrored(box(coat("3f5f86", "facets"), (5.6, 6.4), (y, y + 2.7), (7.6, 10.8)))
        return (
            parts
            + mirrored(box(LAMP, (2.6, 4.6), (-17.6, -15), (4.6, 5.8)))
            + box(coat("3a3f4a", "plain"), (-5, 5), (-14, 16), (-0.2, 1.4))
        )
    skin, trim = (
        making.coat(("2f5a46", "b8302c", "2f4f8c"), "plain", names="body boiler", main=True),
        making.coat("e8b84a", "flat", names="trim"),
    )
    dark, red = coat("2c2e36", "plain"), coat("c8382f", "flat")
    parts += [
        *box(dark, (-5, 5), (-14, 16), (2.4, 5)),
        *drum(skin, (0, -13.4, 9.6), 5, 19.6, axis=1),
        *drum(dark, (0, -14.2, 9.6), 4.6, 1.4, axis=1),
        *drum(trim, (0, -14.6, 9.6), 1.4, 1.2, axis=1),
    ]
    for y in (-8, -1):
        parts += drum(trim, (0, y, 9.6), 5.3, 1.1, axis=1)
    parts += [
        *box(skin, (-6, 6), (5.6, 15.6), (5, 17.4)),
        *box(dark, (-7, 7), (4.6, 16.8), (17.2, 18.8)),
        *mirrored(box(LAMP, (5.4, 6.4), (8, 13), (11.4, 15.4))),
        *box(LAMP, (-4.2, 4.2), (5.0, 6), (14.6, 16.4)),
    ]
    parts += [
        *lathe(dark, (0, -10.4, 14), [(0, 1.9), (5, 1.7), (7.4, 3.2), (8.4, 3.2)]),
        *lathe(trim, (0, -4, 14), [(0, 2), (2, 1.9), (3, 0.6)]),
        *lathe(trim, (0, 1.6, 14), [(0, 1.7), (1.8, 1.6), (2.6, 0.6)]),
    ]
    parts += prism(red, [(-17.6, 0), (-14, 0), (-14, 4.4), (-15.2, 4.4)], (-5, 5), axis=0) + box(
        red, (-5.6, 5.6), (-14.4, -13), (4, 6)
    )
    parts += drum(LAMP, (0, -15, 15.4), 1.4, 1.4, axis=1) + box(dark, (-0.8, 0.8), (-14.6, -13.2), (13.6, 15))
    parts += wheels(6, (-10.8, -6.6), 2.3, 1.6, hub=red) + wheels(6, (-0.6, 5.4, 11.4), 3.1, 1.6, hub=red)
    parts += mirrored(box(trim, (5.8, 6.6), (-1, 11.8), (2.6, 3.5)))
    smoke = coat("e3e5ea", "soft")
    return [
        *parts,
        *ball(smoke, (0, -9.8, 24.4), 2.7),
        *ball(smoke, (0.6, -7, 27.6), 3.2),
        *ball(smoke, (0, -3, 29.6), 2.4),
    ]


def tank(making: Making) -> Parts:
    """Build a battle tank."""
    skin = making.coat(
        ("6f7a45", "b59a63", "5f6a74"),
        "patches",
        names="body",
        main=True,
        second=making.pick(("57633a", "9c8250", "4a5560")),
    )
    dark, steel = coat("2f312f", "plain"), coat("5a5f58", "plain")
    tracks = [
        *box(dark, (5, 9.4), (-11.6, 11.6), (0.8, 6)),
        *drum(dark, (5, -11.6, 3.6), 2.9, 4.4, axis=0),
        *drum(dark, (5, 11.6, 3.6), 2.9, 4.4, axis=0),
    ]
    for y in (-9, -4.5, 0, 4.5, 9):
        tracks += drum(steel, (8.6, y, 3), 1.8, 1.3, axis=0)
    parts = [
        *mirrored(tracks),
        *prism(skin, [(-14.6, 5), (-12, 9.4), (13, 9.6), (14, 4), (-12, 3.4)], (-8, 8), axis=0),
        *mirrored(box(skin, (5, 9.8), (-12.4, 12.6), (6.6, 8.4))),
    ]
    parts += [
        *ball(skin, (0, 1.6, 11.6), (6.6, 8, 4), power=4),
        *drum(skin, (2, 3.6, 14.6), 2.4, 2),
        *drum(dark, (2, 3.6, 16), 2.0, 0.9),
    ]
    parts += (
        rod(skin, (0, -5, 12), (0, -20, 13.4), 1.1)
        + drum(dark, (0, -21.4, 13.4), 1.6, 2.6, axis=1)
        + rod(dark, (-3.6, 6, 14), (-3.6, 6, 23), 0.35)
    )
    return (
        parts
        + mirrored(drum(LAMP, (5.6, -13.6, 8), 1, 1.4, axis=1))
        + paint(mirrored(box(coat("f4f0e0", "flat"), (6, 8), (1, 3.4), (10.6, 13))))
    )


def tractor(making: Making) -> Parts:
    """Build a tractor: large wheels behind, small ones in front."""
    skin, rim = (
        making.coat(("d9382f", "3f8f45", "3f6fc0"), "plain", names="body", main=True),
        making.coat("f6c93a", "flat", names="wheel rim"),
    )
    dark = coat("2f323b", "plain")
    parts = [
        *box(skin, (-3.8, 3.8), (-13.4, 2), (7, 12.6)),
        *box(dark, (-3, 3), (-14, -13), (7.6, 12)),
        *box(dark, (-3, 3), (-12, 8), (4.6, 7.4)),
        *box(skin, (-5.4, 5.4), (2, 9.6), (7, 11.6)),
    ]
    parts += mirrored(drum(skin, (5.0, 6.4, 6.6), 7.6, 3.4, axis=0)) + carve(
        mirrored(box(skin, (4, 9.8), (-3, 16), (-3, 8)))
    )
    parts += [
        *box(skin, (-5.8, 5.8), (1.4, 10.2), (21, 22.6)),
        *mirrored(box(dark, (4.6, 5.4), (1.8, 2.8), (11, 21))),
        *mirrored(box(dark, (4.6, 5.4), (8.8, 9.8), (11, 21))),
    ]
    parts += [
        *box(coat("5a4a3c", "plain"), (-2.4, 2.4), (5.4, 8.4), (11, 14)),
        *ring(dark, (0, 2.4, 14.6), 1.8, 0.5, axis=1),
        *rod(dark, (2.2, -9, 12), (2.2, -9, 18.4), 0.9),
    ]
    parts += mirrored(drum(LAMP, (2.4, -14, 10.8), 1.1, 1.2, axis=1))
    parts += wheels(8.8, (6.4,), 6.4, 3.6, hub=rim) + wheels(6.4, (-9.4,), 3.6, 2.6, hub=rim)
    return parts


def bike(making: Making) -> Parts:
    """Build a motorcycle or a bicycle."""
    skin, dark = making.coat(PAINTS, "plain", names="body frame", main=True), coat("2b2c33", "plain")
    chrome, seat = coat("c3c9d2", "metal"), making.coat("4a3428", "plain", names="seat saddle")
    if making.kind == "bicycle":
        parts: Parts = []
        for y in (-9.4, 9.4):
            parts += ring(dark, (0, y, 7), 6.4, 0.85, axis=0) + drum(chrome, (-0.7, y, 7), 1, 1.4, axis=0)
            for turn in range(6):
                a = turn * math.tau / 6
                parts += rod(chrome, (0, y, 7), (0, y + 6 * math.cos(a), 7 + 6 * math.sin(a)), 0.25)
        joints = {
            "crank": (0, 0.6, 6.6),
            "seat": (0, 4.4, 16),
            "head": (0, -6.4, 16.4),
            "rear": (0, 9.4, 7),
            "front": (0, -9.4, 7),
        }
        for start, end in (
            ("crank", "seat"),
            ("crank", "head"),
            ("seat", "head"),
            ("crank", "rear"),
            ("seat", "rear"),
            ("head", "front"),
        ):
            parts += rod(skin, joints[start], joints[end], 0.75)
        parts += [
            *rod(skin, (0, 4.4, 16), (0, 4.8, 18.6), 0.6),
            *box(seat, (-1.6, 1.6), (2.6, 7), (18.2, 19.8)),
            *rod(skin, (0, -6.4, 16), (0, -5.8, 20), 0.6),
        ]
        parts += [
            *rod(chrome, (-4, -4.6, 20.4), (4, -4.6, 20.4), 0.6),
            *drum(chrome, (-1.2, 0.6, 6.6), 1.9, 2.4, axis=0),
            *rod(dark, (-2.6, 0.6, 4.4), (2.6, 0.6, 8.8), 0.6),
        ]
        return [*parts, *box(coat("a9784a", "checks", second="8a5c34"), (-2.8, 2.8), (-11.4, -7.2), (15, 19))]
    parts = []
    for y in (-10.4, 9.6):
        parts += [
            *drum(TYRE, (-1.5, y, 5), 5, 3, axis=0),
            *drum(chrome, (-1.8, y, 5), 2.8, 3.6, axis=0),
            *drum(TYRE, (-2.0, y, 5), 1, 4, axis=0),
        ]
    parts += [
        *ball(skin, (0, -1.4, 13), (2.9, 5, 2.8)),
        *box(seat, (-2.2, 2.2), (3, 11.4), (11.4, 13.4)),
        *ball(seat, (0, 11, 13.8), (2.2, 1.4, 1.6)),
        *box(dark, (-2.6, 2.6), (-4, 5.6), (4.6, 10)),
    ]
    parts += (
        mirrored(box(chrome, (2.2, 3.4), (-2.6, 4), (5, 9)))
        + mirrored(rod(chrome, (2.6, 1, 4.8), (2.6, 14, 5.4), 0.9))
        + prism(skin, [(5, 9.4), (14.4, 10.4), (15, 8.8), (6, 7.6)], (-2, 2), axis=0)
    )
    parts += (
        mirrored(rod(chrome, (1.8, -10.4, 5), (1.8, -6.4, 16), 0.6))
        + rod(chrome, (-6.4, -4.4, 18.4), (6.4, -4.4, 18.4), 0.6)
        + mirrored(rod(dark, (4.4, -4.2, 18.4), (6.6, -3.8, 18.2), 0.9))
    )
    return [
        *parts,
        *drum(LAMP, (0, -9.8, 15.6), 1.9, 2, axis=1),
        *drum(chrome, (0, -9.2, 15.6), 2.2, 2.2, axis=1),
        *prism(skin, [(-14.6, 8.6), (-10, 11.2), (-6, 9.4), (-10, 9.8)], (-1.9, 1.9), axis=0),
    ]


def cart(making: Making) -> Parts:
    """Build a wooden cart with spoked wheels and hay."""
    wood, dark, iron = (
        making.coat(("a9784a", "8f6238", "b98b58"), "planks", names="wood body", main=True),
        coat("6b4630", "plain"),
        coat("4a4f58", "flat"),
    )
    parts = [
        *box(wood, (-6.4, 6.4), (-8, 10), (7, 8.6)),
        *mirrored(box(wood, (5.8, 7), (-8, 10), (8, 13))),
        *box(wood, (-6.4, 6.4), (9, 10.2), (8, 14)),
        *box(wood, (-6.4, 6.4), (-8.2, -7), (8, 12)),
    ]
    for y in (-5, 7):
        wheel = [*ring(dark, (8.2, y, 5.4), 4.6, 0.95, axis=0), *drum(iron, (7.4, y, 5.4), 1.3, 1.9, axis=0)]
        for turn in range(6):
            a = turn * math.tau / 6
            wheel += rod(dark, (8.2, y, 5.4), (8.2, y + 4.6 * math.cos(a), 5.4 + 4.6 * math.sin(a)), 0.5)
        parts += mirrored(wheel) + rod(dark, (-8, y, 5.4), (8, y, 5.4), 0.8)
    parts += mirrored(rod(dark, (3.4, -8, 7.4), (3.4, -18, 5), 0.8)) + rod(dark, (-3.4, -17, 5.2), (3.4, -17, 5.2), 0.6)
    hay = making.coat("e2bd5a", "mottled", names="hay load")
    if making.has("full") or making.piece.scheme % 2 == 0:
        return [*parts, *ball(hay, (0, 1, 12), (5.6, 8.4, 6), power=3), *ball(hay, (1.6, -3, 14.6), (3.4, 3.6, 3))]
    return [
        *parts,
        *drum(coat("8f5a34", "planks"), (-2.6, 4, 8.6), 2.9, 6.4),
        *box(coat("b98b58", "planks"), (0.8, 5.4), (-5.6, 0), (8.6, 13.4)),
    ]
