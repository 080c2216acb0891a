"""Cars of all kinds. About 32 units long, the front towards -y."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from skyloom.geometry.parts import (
    Coat,
    Parts,
    Span,
    ball,
    box,
    changed,
    drum,
    mirrored,
    paint,
    prism,
)
from skyloom.world.objects.making import Making
from skyloom.world.objects.tints import coat

TYRE, HUB = coat("2b2c33", "flat"), coat("c3c9d2", "flat")
GLASS = coat("8fd3ee", "facets")
LAMP, TAIL = coat("fff0a8", "flat", glows=True), coat("f0403a", "flat", glows=True)
PAINTS = ("d9403a", "3f7fc8", "f2b92e")


def wheels(x: float, places: tuple[float, ...], radius: float, thick: float = 2.4, *, hub: Coat = HUB) -> Parts:
    """Return pairs of wheels that stand on z = 0, their outer faces at ±x."""
    parts: Parts = []
    for y in places:
        wheel = [
            *drum(TYRE, (x - thick, y, radius), radius, thick, axis=0),
            *drum(hub, (x - thick + 0.5, y, radius), radius * 0.52, thick, axis=0),
        ]
        parts += mirrored(wheel)
    return parts


def _body(paint_: Coat, outline: list[Span], half: float) -> Parts:
    return prism(paint_, outline, (-half, half), axis=0)


def car(making: Making) -> Parts:
    """Build the kind of car that is wanted."""
    return CARS.get(making.kind, sedan)(making)


def lights(half: float, front: float, back: float, z: float) -> Parts:
    """Return head lights and tail lights."""
    parts = mirrored(box(LAMP, (half - 3.2, half - 0.6), (front - 0.5, front + 1), (z - 0.9, z + 0.9)))
    return parts + mirrored(box(TAIL, (half - 3.0, half - 0.6), (back - 1, back + 0.5), (z - 0.8, z + 0.9)))


def sedan(making: Making) -> Parts:
    """Build a rounded family car; a taxi and a police car are one too."""
    usual = {"taxi": ("f6c22e",), "police": ("f4f5f7",)}.get(making.kind, PAINTS)
    skin = making.coat(usual, "plain", names="body", main=True)
    dark, chrome = coat("2f323b", "plain"), coat("d0d5dc", "metal")
    parts = wheels(7.6, (-9, 9), 3.5)
    parts += _body(
        skin, [(-15.4, 3), (-15.6, 6.6), (-14, 8.4), (-7, 9.6), (8, 9.6), (15, 8.8), (15.8, 6), (15.4, 3)], 7.2
    )
    parts += _body(skin, [(-7.4, 9.4), (-4, 15), (6.6, 15.2), (11.4, 9.4)], 6.2)
    parts += [*box(dark, (-7.3, 7.3), (-15.8, 15.8), (2.4, 3.8)), *lights(7.2, -15.5, 15.6, 6.6)]
    glass = making.coat("8fd3ee", "facets", names="window glass")
    parts += paint(prism(glass, [(-9, 10), (-5.4, 14.2), (-3.6, 14.2), (-5, 10)], (-5.4, 5.4), axis=0)) + paint(
        prism(glass, [(9.4, 10), (6.4, 14.2), (12, 14.2), (13, 10)], (-5.4, 5.4), axis=0)
    )
    side = prism(glass, [(-5.4, 10.2), (-3.0, 14), (5.6, 14.2), (8.4, 10.2)], (5.4, 7), axis=0)
    parts += mirrored(side) + mirrored(box(skin, (6, 6.5), (0.7, 1.9), (10, 14.6)))
    parts += changed(mirrored(box(chrome, (7, 7.6), (1.4, 3.2), (8.2, 8.9))), since=28)
    parts += [
        *box(chrome, (-3.4, 3.4), (-16, -15), (4.6, 6.4)),
        *mirrored(box(skin, (7, 8.6), (-5.4, -4.2), (9.8, 11))),
    ]
    for y in (-9, 9):
        parts += mirrored(paint(drum(dark, (6, y, 3.5), 4.3, 3, axis=0)))
    parts += wheels(7.6, (-9, 9), 3.5)
    if making.kind == "taxi":
        parts += box(coat("33353c", "flat"), (-2.6, 2.6), (-0.4, 2.4), (15, 17.4)) + box(
            LAMP, (-2, 2), (-0.7, 2.6), (15.5, 16.9)
        )
        parts += paint(mirrored(box(coat("2f323b", "checks", second="f4f5f7"), (6.9, 8), (-14, 14), (6.4, 8))))
    if making.kind == "police":
        blue, red = coat("3f7ff0", "flat", glows=True), coat("f0403a", "flat", glows=True)
        parts += paint(box(coat("2b2f3a", "flat"), (-9, 9), (-17, -5), (3, 20))) + paint(
            box(coat("2b2f3a", "flat"), (-9, 9), (9, 17), (3, 20))
        )
        parts += [
            *box(blue, (0.2, 4), (-0.2, 1.8), (15, 16.8)),
            *box(red, (-4, -0.2), (-0.2, 1.8), (15, 16.8)),
            *lights(7.2, -15.5, 15.6, 6.6),
        ]
        parts += paint(mirrored(box(coat("f2c542", "flat"), (7, 8), (-0.6, 1.6), (5.4, 7.6))))
    return parts


def sports(making: Making) -> Parts:
    """Build a low, wedge-shaped racing car with a wing."""
    skin, stripe = making.coat(PAINTS, "plain", names="body", main=True), making.coat("f8f8f8", "flat", names="stripe")
    dark, glass = coat("26272e", "plain"), coat("3a4658", "facets")
    parts = _body(skin, [(-16.4, 2.4), (-16.6, 4), (-9, 7.4), (-4, 8.2), (9, 8.6), (15, 8.2), (16, 5), (15.4, 2.4)], 8)
    parts += _body(skin, [(-5.6, 8), (-0.6, 11.6), (4.4, 11.8), (11.4, 8.2)], 5.6)
    parts += paint(prism(glass, [(-7, 8.3), (-1.6, 11.4), (0.6, 11.4), (-2.6, 8.3)], (-5, 5), axis=0)) + mirrored(
        prism(glass, [(-3, 8.8), (0, 11), (4, 11.2), (6.6, 8.8)], (5, 6), axis=0)
    )
    parts += [
        *box(dark, (-8.2, 8.2), (-16.8, 15.8), (1.8, 3)),
        *mirrored(box(dark, (5.4, 6.6), (12.4, 14.2), (8, 11.4))),
        *box(skin, (-8, 8), (11.6, 15.4), (11, 12.3)),
    ]
    for x in (-2.0, 2.0):
        parts += paint(box(stripe, (x - 0.8, x + 0.8), (-18, 12), (3.6, 14)))
    parts += mirrored(box(LAMP, (4.6, 7.2), (-14.6, -12), (5.4, 6.8))) + mirrored(
        box(TAIL, (3, 7), (15.2, 16.4), (6, 7.4))
    )
    for y in (-9.4, 9.4):
        parts += mirrored(paint(drum(dark, (7, y, 3.6), 4.3, 3, axis=0)))
    return parts + wheels(8.5, (-9.4, 9.4), 3.6, 2.8)


def jeep(making: Making) -> Parts:
    """Build an off-road car: upright, open, big tyres, a spare one behind."""
    skin, dark = making.coat(("7a8a4a", "c9a05a", "4f7fa8"), "plain", names="body", main=True), coat("2f323b", "plain")
    parts = wheels(8.8, (-9, 8.6), 4.6, 3)
    parts += [
        *box(skin, (-7, 7), (-13.6, 13), (5, 10.4)),
        *box(skin, (-6, 6), (-13.8, -4), (10, 11.6)),
        *box(dark, (-7.4, 7.4), (-15.2, -13.4), (4.6, 6.8)),
    ]
    parts += mirrored(box(skin, (5.4, 8.8), (-13.2, -4.6), (9.6, 10.6))) + mirrored(
        box(skin, (5.4, 8.8), (4.4, 13), (9.6, 10.6))
    )
    parts += [*box(dark, (-6.4, 6.4), (-4.6, -3.4), (11, 18)), *paint(box(GLASS, (-5.4, 5.4), (-5, -3), (12.4, 17)))]
    parts += (
        mirrored(box(dark, (5.4, 6.5), (11, 12.2), (10, 18.4)))
        + box(dark, (-6.4, 6.4), (11, 12.2), (17.4, 18.6))
        + mirrored(box(dark, (5.5, 6.4), (-4, 12), (17.6, 18.5)))
    )
    parts += mirrored(box(coat("8a5a3c", "plain"), (1.4, 5.0), (0, 2.6), (9, 15))) + mirrored(
        box(coat("8a5a3c", "plain"), (1.4, 5.0), (-2.6, 2), (9, 11.6))
    )
    for x in (-2.4, -0.8, 0.8, 2.4):
        parts += changed(paint(box(dark, (x - 0.35, x + 0.35), (-15, -13), (7.4, 10.4))), since=28)
    parts += mirrored(drum(LAMP, (4.8, -14.4, 8.8), 1.5, 1.4, axis=1))
    return [*parts, *drum(TYRE, (0, 12.8, 10), 4, 2.4, axis=1), *drum(HUB, (0, 13.4, 10), 1.9, 2.2, axis=1)]


def cyber(making: Making) -> Parts:
    """Build a car of the future: one folded wedge with bars of light."""
    skin = making.coat(("b9c0ca", "4a4f60", "e9ebf0"), "facets", names="body", main=True)
    light, dark = (
        making.coat(("5ff0ff", "ff5fd0", "8fff6a"), "flat", names="light", glows=True),
        coat("23252e", "plain"),
    )
    parts = _body(skin, [(-15.6, 3), (-16, 7.4), (-1.4, 15), (15.6, 9.6), (15.2, 3)], 7.8)
    parts += paint(
        prism(coat("2f3a4c", "facets"), [(-10.4, 10), (-1.6, 14.6), (-1.0, 13.0), (-9, 9.4)], (-6.6, 6.6), axis=0)
    )
    parts += mirrored(
        paint(prism(coat("2f3a4c", "facets"), [(-8.6, 9.4), (-1.4, 13.2), (8, 10.4), (7.4, 9.2)], (6.6, 9), axis=0))
    )
    parts += [
        *box(light, (-7.4, 7.4), (-16.4, -15), (7, 8)),
        *box(coat("ff4a5a", "flat", glows=True), (-7.4, 7.4), (14.8, 16), (8, 9)),
        *box(dark, (-8, 8), (-16, 15.6), (2.2, 4)),
    ]
    for y in (-9.4, 9.4):
        parts += mirrored(paint(drum(dark, (6.4, y, 3.8), 4.6, 3, axis=0)))
    return parts + wheels(8.2, (-9.4, 9.4), 3.8, 2.6, hub=light)


def van(making: Making) -> Parts:
    """Build a van in two colours with a round front."""
    skin = making.coat(("4fa8b8", "e0703c", "7fae4a"), "plain", names="body", main=True)
    white, chrome = making.coat("f6f2e6", "plain", names="roof"), coat("d0d5dc", "metal")
    parts = wheels(7.6, (-9, 9), 3.5)
    parts += [
        *ball(skin, (0, 0, 8.2), (7.4, 15.8, 5.8), power=7),
        *ball(white, (0, 0, 13.4), (7.2, 15.6, 6.2), power=6),
    ]
    parts += (
        box(chrome, (-7.7, 7.7), (-15.4, 15.4), (9.2, 10.2))
        + box(GLASS, (-5.8, 5.8), (-16, -12), (11.4, 16.2))
        + box(white, (-0.4, 0.4), (-16.2, -12), (11, 16.4))
    )
    for y in (-9.4, -2.6, 4.2, 11):
        parts += mirrored(box(GLASS, (6.6, 7.7), (y - 2.6, y + 2.2), (11.6, 16)))
    parts += (
        mirrored(drum(LAMP, (4.6, -16.2, 7.2), 1.7, 1.6, axis=1))
        + box(chrome, (-7.4, 7.4), (-16.4, 16.4), (2.6, 4))
        + drum(white, (0, -16.2, 7.4), 1.8, 1.4, axis=1)
    )
    parts += mirrored(box(TAIL, (5, 7), (15.4, 16.4), (6, 8)))
    if making.piece.scheme % 2 == 0:
        parts += (
            box(coat("7d5233", "planks"), (-5.6, 5.6), (-6, 10), (19.4, 20.4))
            + box(coat("c98a4a", "plain"), (-4.4, 1), (-3, 5), (20.4, 23.4))
            + box(coat("d9403a", "plain"), (1.4, 4.6), (-1, 8), (20.4, 22.4))
        )
    return parts + wheels(7.6, (-9, 9), 3.5)


def vintage(making: Making) -> Parts:
    """Build an old car: a long bonnet, sweeping mudguards, round lamps."""
    body, glass = making.coat(("8f2f3a", "2f5a4a", "3f4a78"), "plain", names="body", main=True), GLASS
    guard = making.coat(("2f2f36", "e9dfc6", "c9a24a"), "plain", names="mudguard guard")
    brass, bumper = coat("e6b84a", "plain"), coat("c3cad4", "plain")
    parts = box(body, (-4.4, 4.4), (-14, -2), (5, 12)) + drum(body, (0, -14, 12), 4.4, 12, axis=1)
    parts += box(brass, (-4.6, 4.6), (-15.4, -13.8), (5, 15)) + changed(
        box(TYRE, (-3.4, 3.4), (-15.8, -14), (6, 13.6)), since=16
    )
    parts += box(body, (-6.8, 6.8), (-3, 13), (5, 13)) + box(glass, (-6.4, 6.4), (-2.4, 12.2), (12.6, 19))
    for y in (-2.4, 4.6, 12.2):
        parts += mirrored(box(body, (5.4, 6.8), (y - 0.9, y + 0.9), (12.6, 19)))
    parts += box(making.coat("e9dfc6", names="roof"), (-7.2, 7.2), (-4.4, 14), (18.6, 20.8))
    for y in (-9.4, 9.4):
        arch = [
            (y - 6, 4.0),
            (y - 4.6, 8.4),
            (y, 10.4),
            (y + 4.6, 8.4),
            (y + 6, 4.0),
            (y + 4, 4.0),
            (y, 8.0),
            (y - 4, 4.0),
        ]
        parts += mirrored(prism(guard, arch, (4.6, 9.8), axis=0))
    parts += mirrored(box(guard, (6, 9.8), (-5, 5), (3.6, 5.2)))
    parts += mirrored(ball(brass, (6.2, -14.4, 11.4), 2.1)) + mirrored(ball(LAMP, (6.2, -15.6, 11.4), 1.6))
    return parts + wheels(9.5, (-9.4, 9.4), 4.8, 2.8) + box(bumper, (-8, 8), (-17, -15.6), (3.4, 5))


CARS: Mapping[str, Callable[[Making], Parts]] = {
    "sports": sports,
    "jeep": jeep,
    "cyber": cyber,
    "van": van,
    "vintage": vintage,
}
