"""Ships, aircraft and spacecraft. About 32 units long or high, the bow towards -y."""

from __future__ import annotations

import math

from skyloom.geometry.parts import (
    Coat,
    Parts,
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
    scaled,
    tube,
    turned,
)
from skyloom.world.objects.making import Making
from skyloom.world.objects.ships import hull
from skyloom.world.objects.tints import coat
from skyloom.world.objects.vehicles import GLASS, LAMP, PAINTS


def aeroplane(making: Making) -> Parts:
    """Build an airliner, a biplane or a fighter jet."""
    if making.kind == "biplane":
        return biplane(making)
    if making.kind == "jet":
        return jet(making)
    skin, trim = (
        making.coat(("f6f7f9", "f2f4f7", "e9edf2"), "plain", names="body", main=True),
        making.coat(("2f6fd0", "d9403a", "f08a2c"), "plain", names="tail stripe trim"),
    )
    steel = coat("c3c9d2", "plain")
    parts = [
        *ball(skin, (0, -1, 0), (3.7, 16, 3.7), power=2.4),
        *rod(skin, (0, 4, 0.4), (0, 15.4, 1.8), 2.9, tip=1.2),
        *paint(box(trim, (-9, 9), (-20, 20), (-1.6, -0.4))),
    ]
    wing = prism(steel, [(0, -5.4), (16, 3.4), (16, 6.2), (0, 3.4)], (-1.6, -0.4), axis=2)
    parts += mirrored(wing) + mirrored(
        [
            *drum(trim, (7.6, -3.4, -2.9), 1.9, 5.4, axis=1),
            *drum(coat("3a3f4a", "flat"), (7.6, -3.7, -2.9), 1.4, 1, axis=1),
        ]
    )
    parts += mirrored(prism(steel, [(0, 11), (6.4, 14.6), (6.4, 16.4), (0, 15)], (1.4, 2.6), axis=2)) + prism(
        trim, [(8.6, 2), (13.4, 9.6), (16.4, 9.6), (15.4, 2)], (-0.8, 0.8), axis=0
    )
    parts += paint(prism(coat("2f3a4c", "flat"), [(-16, 0.8), (-16, 2.6), (-12.6, 3.6), (-12.2, 1.6)], (-9, 9), axis=0))
    for index in range(9):
        y = -9.6 + index * 2.2
        parts += changed(paint(mirrored(box(coat("3f5f86", "flat"), (2, 9), (y, y + 1), (0.5, 1.6)))), since=26)
    return parts


def biplane(making: Making) -> Parts:
    """Build a biplane: two wings with struts, a propeller, open wheels."""
    skin = making.coat(("d9382f", "3f6fc0", "f2b92e"), "plain", names="body wing", main=True)
    cream, wood, dark = coat("f4ecd8", "flat"), coat("a9784a", "plain"), coat("2f323b", "plain")
    parts = [
        *rod(skin, (0, -9, 7), (0, 12, 7.6), 3.2, tip=1.2),
        *drum(coat("8a93a0", "metal"), (0, -12.4, 7), 3.3, 3, axis=1),
    ]
    parts += [
        *box(skin, (-15.4, 15.4), (-8.4, -2.4), (4.2, 5.4)),
        *box(skin, (-16.4, 16.4), (-9.4, -3.4), (12.6, 13.8)),
    ]
    for x in (5.4, 12.4):
        parts += mirrored(rod(wood, (x, -8, 5), (x, -8.6, 13), 0.45) + rod(wood, (x, -3.4, 5), (x, -4.2, 13), 0.45))
    parts += mirrored(paint(box(cream, (10, 14), (-12, 0), (13, 15)))) + mirrored(
        rod(wood, (1.6, -5, 9), (2.4, -5, 13), 0.45)
    )
    parts += [
        *ball(dark, (0, -0.4, 10), (1.9, 2.4, 1.2)),
        *box(GLASS, (-1.6, 1.6), (-3, -2.4), (9.8, 11.6)),
        *box(skin, (-6, 6), (10, 13.4), (7.2, 8.3)),
        *prism(skin, [(9.6, 8), (11, 13), (14, 13), (14, 8)], (-0.6, 0.6), axis=0),
    ]
    parts += moved(
        turned(box(wood, (-6.4, 6.4), (-13.8, -12.8), (-0.9, 0.9)), "y", making.pick((30, 75, 10))), (0, 0, 7)
    ) + ball(coat("e0b84a", "flat"), (0, -13.6, 7), 1.2)
    return parts + mirrored(
        [*drum(dark, (2.6, -7.4, 1.8), 1.9, 1.4, axis=0), *rod(wood, (2.6, -7.4, 1.8), (1.4, -7, 5), 0.45)]
    )


def jet(making: Making) -> Parts:
    """Build a fighter jet with swept wings and flames behind."""
    skin = making.coat(("8a95a4", "6f7a5a", "4a5568"), "plain", names="body", main=True)
    dark, fire, glass = coat("3a414e", "plain"), coat("ff9a2e", "flat", glows=True), coat("f2c04a", "facets")
    parts = [
        *rod(skin, (0, -17, 0), (0, -8, 0.4), 0.7, tip=2.3),
        *rod(skin, (0, -8, 0.4), (0, 11, 0.4), 2.4, tip=2.2),
        *ball(glass, (0, -6.4, 2.4), (1.5, 4, 1.7)),
        *mirrored(box(dark, (2, 4), (-4.6, 8), (-1.4, 1.6))),
    ]
    parts += mirrored(prism(skin, [(2, -5), (14.6, 7.4), (14.6, 10), (2, 8)], (-0.6, 0.6), axis=2)) + mirrored(
        prism(skin, [(1, 9), (6.4, 13.4), (6.4, 15), (1, 13)], (-0.6, 0.6), axis=2)
    )
    parts += mirrored(prism(skin, [(7.6, 1), (11.4, 7.4), (14, 7.4), (12.6, 1)], (2.2, 3.2), axis=0)) + mirrored(
        drum(dark, (1.9, 10.6, 0.4), 1.7, 2.4, axis=1)
    )
    parts += mirrored(rod(fire, (1.9, 13, 0.4), (1.9, 17, 0.4), 1.3, tip=0.4)) + mirrored(
        [
            *rod(coat("f4f0e6", "flat"), (10, 0.4, -1.5), (10, 7.4, -1.5), 0.7),
            *ball(coat("d9403a", "flat"), (10, 0.2, -1.5), 0.7),
        ]
    )
    return (
        parts
        + mirrored(paint(box(coat("d9403a", "flat"), (9, 12), (5.4, 8), (-2, 2))))
        + mirrored(paint(box(coat("f4f0e6", "flat"), (9.8, 11.2), (6, 7.2), (-2, 2))))
    )


def helicopter(making: Making) -> Parts:
    """Build a helicopter, or a drone with four rotors."""
    if making.kind == "drone":
        skin, dark = (
            making.coat(("e9ecf0", "3a3f4a", "f08a2c"), "plain", names="body", main=True),
            coat("2f323b", "plain"),
        )
        parts = [
            *ball(skin, (0, 0, 6), (5, 6.4, 2.7), power=4),
            *drum(coat("2f3a4c", "flat"), (0, -5.4, 3.4), 1.7, 2, axis=1),
            *box(dark, (-1.8, 1.8), (-4.4, -1.4), (2, 4.6)),
            *mirrored(box(LAMP, (1.2, 2.6), (-6.7, -5.8), (6.2, 7.2))),
        ]
        for sx in (-1, 1):
            for sy in (-1, 1):
                x, y = sx * 10.4, sy * 9.4
                parts += [
                    *rod(skin, (sx * 3, sy * 3, 6), (x, y, 7), 1.1),
                    *drum(dark, (x, y, 6), 1.5, 3),
                    *rod(coat("c3c9d2", "flat"), (x - 5.4, y - 1.4 * sx, 9.4), (x + 5.4, y + 1.4 * sx, 9.4), 0.6),
                    *rod(dark, (sx * 4, sy * 3.4, 4), (sx * 4.6, sy * 4, 0.5), 0.5),
                ]
        return parts
    skin, trim = making.coat(PAINTS, "plain", names="body", main=True), making.coat("f6f6f4", "flat", names="stripe")
    dark, steel = coat("2f323b", "plain"), coat("b9c0ca", "plain")
    parts = [
        *ball(skin, (0, -4.6, 9), (5.4, 8, 5.6), power=2.6),
        *ball(coat("7fd0f0", "facets"), (0, -8.6, 9.8), (4.4, 4.6, 4)),
        *paint(box(skin, (-0.5, 0.5), (-20, -6), (5, 20))),
        *paint(box(trim, (-9, 9), (-6, 4), (5.4, 7))),
    ]
    parts += [
        *rod(skin, (0, 2, 10.4), (0, 15.4, 12.4), 2.4, tip=1.0),
        *prism(skin, [(13, 12), (15.4, 18), (17.6, 18), (17, 12)], (-0.7, 0.7), axis=0),
        *box(skin, (-4, 4), (13, 15.4), (11.6, 12.6)),
    ]
    parts += [
        *box(dark, (-2.4, 2.4), (-7, 0.4), (13.6, 15.6)),
        *drum(dark, (0, -3.4, 15.4), 0.9, 2.6),
        *moved(
            turned(box(steel, (-16, 16), (-0.95, 0.95), (0, 0.9)), "z", making.pick((22, 64, -30))), (0, -3.4, 17.4)
        ),
        *moved(
            turned(box(steel, (-0.95, 0.95), (-15.4, 15.4), (0, 0.9)), "z", making.pick((22, 64, -30))), (0, -3.4, 17.4)
        ),
    ]
    parts += (
        mirrored(box(GLASS, (4.2, 5.6), (-4, 0), (8.6, 12)))
        + rod(steel, (1.2, 15.8, 12.6), (1.2, 15.8, 19), 0.5)
        + rod(steel, (1.2, 12.6, 15.8), (1.2, 19, 15.8), 0.5)
    )
    return parts + mirrored(
        [
            *rod(dark, (4.4, -12, 1.4), (4.4, 3.4, 1.4), 0.75),
            *rod(dark, (4.4, -8, 1.4), (3, -7, 5), 0.55),
            *rod(dark, (4.4, 0, 1.4), (3, -1, 5), 0.55),
        ]
    )


def balloon(making: Making) -> Parts:
    """Build a hot-air balloon, an airship or a toy balloon."""
    usual = making.pick((("e0453c", "f6e3b8"), ("3f8fd0", "f6f2e6"), ("f2b92e", "d9502f")))
    skin = making.coat(usual[0], "gores", names="envelope body", main=True, second=usual[1])
    if making.kind == "party":
        plain = Coat(rgb=skin.rgb, pattern="plain", glows=skin.glows)
        parts = [
            *ball(plain, (0, 0, 22), (7.6, 7.6, 9)),
            *lathe(plain, (0, 0, 11.4), [(0, 1.4), (2.4, 0.6)]),
            *tube(coat("f4efe0", "flat"), [(0, 0, 11.6), (1.4, 0, 8), (-1, 0, 4), (0.6, 0, 0)], 0.4),
        ]
        return parts + paint(ball(coat("ffffff", "flat"), (3.4, -6.4, 25.4), (1.5, 1.6, 2.2)))
    if making.kind == "airship":
        fin, wood = making.coat(("c8503c", "8a6a48", "3f5f8c"), "plain", names="fin tail"), coat("8f6238", "planks")
        body = making.coat(
            usual[0] if making.piece.scheme % 2 else "d9c9a0",
            "hoops",
            names="envelope body",
            main=True,
            second=usual[1] if making.piece.scheme % 2 else "c4b08a",
        )
        parts = ball(body, (0, 0, 16), (7.4, 16.4, 7.4), power=2.3)
        for turn in range(4):
            parts += moved(
                turned(prism(fin, [(9, 2), (12, 8.4), (17, 8.4), (16, 1)], (-0.7, 0.7), axis=0), "y", 90 * turn),
                (0, 0, 16),
            )
        parts += hullish(wood)
        parts += mirrored(
            [
                *rod(coat("d8c08a", "flat"), (2.4, -6, 4), (3.4, -7, 10), 0.35),
                *rod(coat("d8c08a", "flat"), (2.4, 5, 4), (3.4, 6, 10), 0.35),
                *drum(coat("b8773a", "metal"), (4.6, 2, 3.4), 1.3, 3.4, axis=1),
                *box(coat("c3c9d2", "flat"), (2.8, 6.4), (5.4, 6), (3, 3.9)),
                *rod(wood, (2, 3, 3.4), (4.6, 3.4, 3.4), 0.6),
            ]
        )
        return parts
    basket, rope = making.coat("a9784a", "checks", names="basket", second="8f6238"), coat("6b4a30", "flat")
    parts = [
        *lathe(
            skin, (0, 0, 9.6), [(0, 3.4), (4, 7), (9, 10.4), (14, 11.2), (18, 9.8), (21, 6.4), (22.6, 2.4), (23, 0.6)]
        ),
        *drum(coat("7d5233", "flat"), (0, 0, 9.2), 3.6, 1),
    ]
    parts += [
        *box(basket, (-3, 3), (-3, 3), (0, 4.4)),
        *box(coat("6b4630", "flat"), (-3.4, 3.4), (-3.4, 3.4), (3.8, 5)),
        *carve(box(basket, (-2.2, 2.2), (-2.2, 2.2), (3, 7))),
        *lathe(coat("ffb52e", "flat", glows=True), (0, 0, 6.4), [(0, 1.1), (2.4, 0.4)]),
    ]
    for sx in (-1, 1):
        for sy in (-1, 1):
            parts += rod(rope, (sx * 2.8, sy * 2.8, 4.4), (sx * 2.5, sy * 2.5, 9.8), 0.35)
    parts += rod(rope, (0, 0, 5), (0, 0, 6.4), 0.5)
    for sx, sy in ((-3.6, -1), (3.6, 1.4)):
        parts += ball(coat("c9a873", "plain"), (sx, sy, 2), (0.9, 1.2, 1.5))
    return parts


def hullish(wood: Coat) -> Parts:
    """Return an airship's gondola."""
    parts = scaled(hull(wood, 3.0, 4.4, bow=-10, stern=9), (1, 1, 0.9))
    return [
        *parts,
        *box(LAMP, (-2.4, 2.4), (-7, -6.4), (3.4, 4.6)),
        *box(wood, (-2.4, 2.4), (-4, 6), (3.6, 9.6)),
        *mirrored(box(LAMP, (2, 2.8), (-2.6, -0.6), (5, 7))),
        *mirrored(box(LAMP, (2, 2.8), (1.6, 3.6), (5, 7))),
    ]


def rocket(making: Making) -> Parts:
    """Build a rocket with fins, a porthole and a flame."""
    skin, trim = (
        making.coat(("f4f5f7", "f6f2e6", "dfe6ee"), "plain", names="body", main=True),
        making.coat(("d9382f", "f08a2c", "3f6fd0"), "plain", names="fin nose tip trim"),
    )
    dark, fire, hot = coat("4a4f5a", "plain"), coat("ff8a1f", "flat", glows=True), coat("ffe066", "flat", glows=True)
    parts = [
        *lathe(skin, (0, 0, 3), [(0, 3.8), (4, 5.2), (10, 5.6), (17, 4.6)]),
        *lathe(trim, (0, 0, 20), [(0, 4.6), (4, 3.2), (8, 0.6)]),
        *drum(dark, (0, 0, 1.6), 3, 1.8),
        *drum(trim, (0, 0, 6.4), 5.6, 1.5),
    ]
    for turn in range(4):
        fin = prism(trim, [(4.0, 10), (8.6, 5), (9.4, -2), (7.4, -2), (4.6, 2.6), (3.4, 3)], (-0.9, 0.9), axis=1)
        parts += turned(fin, "z", 90 * turn + 45)
    for turn in (0, 90, 180, 270):
        port = [
            *drum(dark, (0, -6.1, 14.6), 2.5, 1.6, axis=1),
            *drum(coat("7fd8f6", "flat", glows=True), (0, -6.4, 14.6), 1.7, 1.6, axis=1),
        ]
        parts += turned(port, "z", turn) if turn < 180 else []
    if not making.lacks("flame", "fire"):
        parts += [
            *lathe(fire, (0, 0, -6), [(0, 0.4), (4, 2.8), (7.6, 2.6)]),
            *lathe(hot, (0, 0, -3), [(0, 0.3), (2.4, 1.8), (4.7, 3.0)]),
        ]
    return parts + rod(coat("c3c9d2", "flat"), (0, 0, 27.6), (0, 0, 31), 0.45)


def ufo(making: Making) -> Parts:
    """Build a flying saucer, a star fighter or a satellite."""
    if making.kind == "fighter":
        return fighter(making)
    if making.kind == "satellite":
        return satellite(making)
    skin, dome = (
        making.coat(("aeb8c6", "8f86b8", "7fae9c"), "metal", names="body", main=True),
        making.coat(("7ff0d8", "8fe0ff", "b0ff8f"), "facets", names="dome glass", glows=True),
    )
    dark = coat("5a6270", "plain")
    parts = [
        *lathe(skin, (0, 0, 8), [(0, 5), (1.6, 9), (3.4, 15.4), (4.6, 16), (5.8, 14), (8, 7.4)]),
        *ball(dome, (0, 0, 15), (6.6, 6.6, 6)),
        *drum(dark, (0, 0, 15), 7.4, 1.3),
        *drum(dark, (0, 0, 7), 5.4, 1.4),
    ]
    for index in range(10):
        turn = index * math.tau / 10
        bulb = coat(("ffe05a", "ff6a8a", "6af0ff")[index % 3], "flat", glows=True)
        parts += ball(bulb, (15.4 * math.cos(turn), 15.4 * math.sin(turn), 12), 1.3)
    if making.kind != "plain" and making.piece.scheme % 3 != 1:
        parts += lathe(
            coat(making.pick(("b8ffd8", "fff3a8", "d0c0ff")), "flat", glows=True), (0, 0, -5), [(0, 6), (12, 3.6)]
        )
    green = coat("7fd05a", "flat")
    return [
        *parts,
        *ball(green, (0, -1, 15.6), (2.2, 2.2, 2.9)),
        *paint(mirrored(box(coat("1d1f26", "flat"), (0.4, 1.7), (-9, -2), (15.6, 17)))),
    ]


def fighter(making: Making) -> Parts:
    """Build a star fighter: a long nose, bent wings, guns, glowing engines."""
    skin, trim = (
        making.coat(("d5dae2", "8f97a4", "4f5a70"), "plain", names="body", main=True),
        making.coat(("d9403a", "3f7fe0", "f2b92e"), "flat", names="stripe trim"),
    )
    dark, glow = (
        coat("3a414e", "plain"),
        making.coat(("5fe0ff", "ff6a4a", "a07fff"), "flat", names="engine light", glows=True),
    )
    parts = [
        *rod(skin, (0, -17, 3), (0, -6, 3.6), 1.0, tip=2.4),
        *ball(skin, (0, 2, 4), (4, 10.4, 3.2), power=3),
        *ball(coat("3f5f86", "facets"), (0, -4.6, 6), (1.9, 4, 1.9)),
        *mirrored(drum(dark, (3.4, 5, 4.4), 2.2, 8.4, axis=1)),
        *mirrored(drum(glow, (3.4, 12.6, 4.4), 1.7, 1.6, axis=1)),
    ]
    for tilt in (-15, 15):
        wing = prism(skin, [(3, 2), (15, 7), (15, 10.6), (3, 10.6)], (-0.6, 0.6), axis=2)
        wing += [*rod(dark, (15, -3, 0), (15, 10, 0), 0.8), *rod(glow, (15, -5.4, 0), (15, -3, 0), 0.45)]
        wing += paint(box(trim, (9, 11.6), (0, 14), (-2, 2)))
        parts += mirrored(moved(turned(wing, "y", tilt), (0, 0, 4)))
    return parts + paint(box(trim, (-0.9, 0.9), (-20, 14), (4.4, 12)))


def satellite(making: Making) -> Parts:
    """Build a satellite with solar panels and a dish."""
    body, panel = (
        making.coat(("e0b84a", "d5dae2", "c98a4a"), "metal", names="body", main=True),
        making.coat("2f55a8", "checks", names="panel", second="3f6fc8"),
    )
    steel = coat("c3c9d2", "plain")
    parts = [
        *drum(body, (0, 0, -6), 4.6, 12, sides=8),
        *drum(steel, (0, 0, -7), 3.6, 14, sides=8),
        *rod(steel, (-16, 0, 0), (16, 0, 0), 0.8),
    ]
    parts += mirrored(box(panel, (6.4, 16.4), (-0.6, 0.6), (-4.6, 4.6))) + mirrored(
        box(steel, (10.9, 11.7), (-0.8, 0.8), (-4.6, 4.6))
    )
    parts += [
        *moved(
            turned(lathe(coat("f4f5f7", "plain"), (0, 0, 0), [(0, 0.8), (1.6, 4.4), (3, 6)]), "x", 55), (0, -4.6, 6.4)
        ),
        *rod(steel, (0, -4, 6), (0, -10, 10.6), 0.45),
        *ball(coat("ff5a4a", "flat", glows=True), (0, -10, 10.6), 0.9),
    ]
    return parts + rod(steel, (0, 0, -7), (0, 0, -11), 0.5)
