"""Insects. About 30 units long, the face towards -y."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from skyloom.geometry.parts import (
    Coat,
    Parts,
    ball,
    box,
    carve,
    drum,
    mirrored,
    moved,
    paint,
    prism,
    rod,
    tube,
    turned,
)
from skyloom.world.objects.faces import DARK, eyes
from skyloom.world.objects.making import Making
from skyloom.world.objects.tints import coat


def insect(making: Making) -> Parts:
    """Build the insect that is wanted."""
    return INSECTS.get(making.kind, _beetle)(making)


def _legs(leg: Coat, out: float, places: tuple[float, ...], high: float) -> Parts:
    parts: Parts = []
    for y in places:
        parts += mirrored(
            rod(leg, (out * 0.5, y, high), (out * 1.15, y - 0.6, high * 1.05), 0.7)
            + rod(leg, (out * 1.15, y - 0.6, high * 1.05), (out * 1.45, y - 1.2, 0.4), 0.65)
        )
    return parts


def _feelers(leg: Coat, y: float, z: float) -> Parts:
    return mirrored(
        tube(leg, [(1.4, y, z), (3.2, y - 3, z + 3.4), (4.4, y - 4.4, z + 3.6)], [0.6, 0.5, 0.5])
        + ball(leg, (4.4, y - 4.4, z + 3.8), 0.8)
    )


def _leaf_under(making: Making, parts: Parts) -> Parts:
    if not making.has("leafy"):
        return parts
    leaf, vein = coat("5fae3c", "mottled"), coat("88cc5a", "flat")
    return [
        *moved(parts, (0, 0, 1.4)),
        *prism(leaf, [(0, -20), (9, -9), (11, 3), (6, 13), (0, 18), (-6, 13), (-11, 3), (-9, -9)], (-0.2, 1.6), axis=2),
        *paint(box(vein, (-0.5, 0.5), (-20, 18), (0.8, 2))),
    ]


def _beetle(making: Making) -> Parts:
    lady = making.kind == "ladybug"
    shell = making.coat(
        ("d9302b", "e8602c", "d9302b") if lady else ("3f8f5a", "3f5fb0", "8f4fa8"),
        "plain",
        names="shell wing body",
        main=True,
    )
    black = coat("2b2a30", "flat")
    parts = [
        *_legs(black, 7.4, (-6, 0, 6), 4.4),
        *ball(shell, (0, 2, 5.4), (8.6, 10.4, 8.4)),
        *carve(box(shell, (-20, 20), (-20, 20), (-9, 2.6))),
        *box(black, (-7, 7), (-7, 10), (2.2, 3.8)),
    ]
    parts += [*ball(black, (0, -9, 5.4), (5, 3.8, 4.4)), *paint(box(black, (-0.5, 0.5), (-9, 14), (4, 20)))]
    if lady or making.has("spotted"):
        for x, y in ((4.4, -3.4), (5.6, 3.4), (3.4, 8.6)):
            parts += paint(mirrored(ball(black, (x, y, 12), (1.7, 1.7, 8))))
    parts += mirrored(ball(coat("f8f8f8", "flat"), (2.2, -11.6, 6.8), 1.5)) + mirrored(
        box(DARK, (1.9, 2.9), (-13.4, -12.4), (6.4, 7.6))
    )
    return _leaf_under(making, parts + _feelers(black, -10, 8.6))


def _bee(making: Making) -> Parts:
    body = making.coat(("f6c22e", "f2a92e", "f8d24a"), "hoops", names="body", main=True, second="3a3028")
    black, wing = coat("3a3028", "flat"), making.coat("dff2fa", "flat", names="wing")
    parts = [
        *ball(body, (0, 2, 9), (7, 9.6, 7)),
        *ball(coat("f6c22e", "mottled"), (0, -8.4, 9.8), (5.6, 4.8, 5.4)),
        *rod(black, (0, 11, 8.6), (0, 14.4, 8.2), 1.0, tip=0.4),
    ]
    parts += (
        paint(eyes(making, 2.6, -12.4, 10.8, size=1.2))
        + _feelers(black, -10.4, 14)
        + mirrored(ball(wing, (6.6, 2.4, 17.4), (5.4, 4.2, 1.0)))
        + mirrored(ball(wing, (5.2, 7.4, 15.8), (3.6, 3, 0.9)))
        + mirrored(rod(wing, (1.6, 1.4, 15), (4, 2, 17), 1.0))
    )
    return parts + mirrored(
        [
            *rod(black, (3, -3, 4), (4, -3.6, 1), 0.6),
            *rod(black, (3, 1, 3), (4, 0.6, 0.4), 0.6),
            *rod(black, (3, 5, 3.4), (4, 5.4, 0.8), 0.6),
        ]
    )


def _butterfly(making: Making) -> Parts:
    wing = making.coat(("f08a2c", "4a8ff0", "d05fb8"), "plain", names="wing", main=True)
    edge, dot = coat("2f2830", "flat"), making.coat(("fff0c8", "d0f0ff", "ffe0f4"), "flat", names="spot dot")
    upper, lower = (
        [(1, -1), (5, -9), (12, -12), (16, -8), (14, -1), (8, 2), (1, 2)],
        [(1, 1), (8, 2), (12, 5), (12, 11), (7, 13), (3, 9), (1, 4)],
    )
    side: Parts = []
    for outline in (upper, lower):
        side += prism(edge, outline, (5, 6.6), axis=2) + prism(
            wing, [(2 + (x - 2) * 0.82, y * 0.8) for x, y in outline], (5.4, 7.2), axis=2
        )
    for x, y, r in (
        (13, -8.6, 1.1),
        (13.4, -4, 0.9),
        (10.4, 8.6, 1.1),
        (7.4, 10.8, 0.9),
        (8.4, -5, 1.9),
        (7.4, 5.6, 1.5),
    ):
        side += paint(drum(dot, (x, y, 4), r, 6))
    side = turned(side, "y", -24, about=(0, 0, 6))
    return [
        *mirrored(side),
        *rod(edge, (0, -6, 6.4), (0, 9, 5.6), 1.7, tip=0.9),
        *ball(edge, (0, -8, 7), 2.1),
        *_feelers(edge, -9, 8),
    ]


def _dragonfly(making: Making) -> Parts:
    body, wing = (
        making.coat(
            ("2fa8a0", "4a6ff0", "d9502f"),
            "hoops",
            names="body",
            main=True,
            second=making.pick(("1f7f88", "2f4fc0", "a8321f")),
        ),
        making.coat("d8f4fa", "flat", names="wing"),
    )
    parts = [
        *rod(body, (0, -4, 8), (0, 15, 7.4), 2.0, tip=1.0),
        *ball(body, (0, -4.6, 8.4), (3, 4, 3)),
        *mirrored(ball(coat("d9302b", "flat"), (2.0, -9.4, 9), 2.2)),
        *ball(body, (0, -8.6, 8.4), 2.4),
    ]
    for y, lean in ((-4.4, -2.4), (-1, 3)):
        parts += mirrored(tube(wing, [(1.4, y, 10), (8, y + lean * 0.5, 10.6), (15, y + lean, 11)], [0.9, 1.5, 1.1]))
    return parts + _legs(DARK, 3, (-6, -3.4), 5.4)


def _ant(making: Making) -> Parts:
    skin = making.coat(("6b3028", "33303a", "a8502c"), "soft", names="body", main=True)
    parts = [
        *ball(skin, (0, 9, 7.4), (5.4, 6.6, 5)),
        *ball(skin, (0, 0, 6.4), (3, 4, 3)),
        *ball(skin, (0, -8, 7.6), (4.6, 4.6, 4.2)),
        *rod(skin, (0, 3, 6.4), (0, -5, 7), 1.4),
        *rod(skin, (0, 3, 6.4), (0, 5, 7), 1.2),
    ]
    return (
        parts
        + paint(eyes(making, 2.4, -11.4, 9, size=0.9))
        + _legs(skin, 6.6, (-3.4, 0, 3.4), 6.4)
        + _feelers(skin, -10.4, 11)
        + mirrored(rod(skin, (1.6, -12, 5.6), (0.6, -14.4, 5), 0.8, tip=0.5))
    )


def _caterpillar(making: Making) -> Parts:
    skin, other = (
        making.coat(("8fc83f", "f2c03a", "f08ab0"), "plain", names="body", main=True),
        coat(making.pick(("5fa83c", "e08a2c", "d0609a")), "plain"),
    )
    parts: Parts = []
    for index in range(6):
        y, z = 12 - index * 4.2, 4.4 + (2.4 if index in (2, 3) else 0)
        parts += ball(skin if index % 2 else other, (0, y, z), (4.4, 3.4, 4.4)) + mirrored(
            box(DARK, (1.6, 2.8), (y - 0.7, y + 0.7), (0 if z < 5 else 2, z - 2))
        )
    return _leaf_under(
        making,
        [
            *parts,
            *ball(skin, (0, -12, 6.6), (5, 4.6, 5)),
            *eyes(making, 2.2, -15.6, 8, size=0.9),
            *_feelers(DARK, -13, 11),
        ],
    )


INSECTS: Mapping[str, Callable[[Making], Parts]] = {
    "bee": _bee, "butterfly": _butterfly, "dragonfly": _dragonfly, "ant": _ant, "caterpillar": _caterpillar,
}  # fmt: skip
