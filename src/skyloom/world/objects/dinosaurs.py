"""Dinosaurs. About 32 units long, the face towards -y."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from skyloom.geometry.parts import (
    Coat,
    Parts,
    ball,
    box,
    changed,
    mirrored,
    paint,
    prism,
    rod,
    tube,
)
from skyloom.world.objects.faces import DARK, WHITE, eyes
from skyloom.world.objects.making import Making
from skyloom.world.objects.tints import coat


def dinosaur(making: Making) -> Parts:
    """Build the dinosaur that is wanted."""
    return DINOSAURS.get(making.kind, trex)(making)


def _hide(making: Making) -> tuple[Coat, Coat, Coat]:
    skin = making.coat(("6fa84a", "b8763f", "5f8fb0"), "soft", names="skin body", main=True)
    dark = coat(making.pick(("4a7a34", "8a5228", "406a8c")), "plain")
    return skin, making.coat("efe0b0", "flat", names="belly"), dark


def trex(making: Making) -> Parts:
    """Build a tyrannosaur: a huge head, tiny arms, a heavy tail."""
    skin, belly, dark = _hide(making)
    parts = [
        *ball(skin, (0, 1, 14), (5.6, 8, 6), power=2.6),
        *paint(ball(belly, (0, -5, 11.4), (4.2, 5, 5))),
        *rod(skin, (0, -4, 17), (0, -7.4, 22), 4.2, tip=3.6),
    ]
    parts += [
        *ball(skin, (0, -9.4, 25), (4.6, 5.6, 4), power=3.4),
        *box(skin, (-3.8, 3.8), (-17.4, -10), (23, 27)),
        *box(skin, (-3.4, 3.4), (-16.4, -8), (19.6, 21.8)),
        *box(coat("b8404a", "flat"), (-2.8, 2.8), (-15.6, -9), (21.4, 23.2)),
    ]
    for y in (-16.6, -14.4, -12.2):
        parts += mirrored(box(WHITE, (2.9, 3.9), (y, y + 1), (21.6, 23.2)))
    parts += box(WHITE, (-2.6, -1.2), (-17.6, -16.6), (21.6, 23.2)) + box(
        WHITE, (1.2, 2.6), (-17.6, -16.6), (21.6, 23.2)
    )
    parts += mirrored(box(coat("f2d23a", "flat"), (3.8, 4.9), (-11.6, -9.4), (26, 28))) + mirrored(
        box(DARK, (4.2, 5.0), (-11.2, -10.2), (26.2, 27.6))
    )
    parts += tube(skin, [(0, 7, 14), (0, 13, 12), (0.6, 18, 10.4), (1.6, 22, 10)], [5, 3.6, 2.2, 1.0])
    parts += mirrored(
        [
            *ball(skin, (5, 2.6, 10.6), (3.2, 4.6, 5)),
            *rod(skin, (5.2, 3.4, 7), (5.2, 1.6, 2), 1.9),
            *box(skin, (3, 7.4), (-3.4, 3), (0, 2)),
            *rod(skin, (4.6, -6, 15.4), (4.8, -9, 13.4), 1.1),
            *box(WHITE, (3.2, 4.2), (-4.4, -3.2), (0, 1)),
            *box(WHITE, (6, 7), (-4.4, -3.2), (0, 1)),
        ]
    )
    for y, z in ((-6, 26), (-3, 22), (0, 19.8), (4, 19.4), (8, 17.8), (12, 15), (16, 12.6)):
        parts += changed(box(dark, (-0.9, 0.9), (y - 1, y + 1), (z - 1.6, z + 0.8)), since=16)
    return parts


def longneck(making: Making) -> Parts:
    """Build a sauropod."""
    skin, belly, _ = _hide(making)
    parts = [
        *ball(skin, (0, 2, 11), (6.2, 9.4, 6.2)),
        *paint(ball(belly, (0, 1, 6.4), (5, 9, 3.4))),
        *tube(skin, [(0, -5, 13), (0, -9.6, 18), (0, -11, 25), (0, -12.6, 29)], [4, 3, 2.2, 2.0]),
        *ball(skin, (0, -14.4, 30), (2.9, 4, 2.6), power=3),
        *tube(skin, [(0, 10, 10), (0, 16, 7), (1, 20, 4.6)], [4, 2.4, 0.9]),
    ]
    parts += mirrored(
        [
            *box(skin, (2.6, 6), (-5.4, -1.6), (0, 9)),
            *box(skin, (2.6, 6), (5.4, 9.2), (0, 9)),
            *paint(box(WHITE, (2.6, 6.4), (-5.8, -5), (0, 1.2))),
        ]
    )
    return (
        parts
        + paint(eyes(making, 2.6, -15.4, 31, size=0.8))
        + changed(paint(box(DARK, (-2, 2), (-19, -17.6), (28.8, 29.4))), since=32)
    )


def triceratops(making: Making) -> Parts:
    """Build a triceratops: a frill and three horns."""
    skin, belly, dark = _hide(making)
    frill = making.coat(
        ("e08a4a", "f2c05a", "d06a8a"), "gores", names="frill", second=making.pick(("c06a34", "d8a03c", "b04f70"))
    )
    parts = [
        *ball(skin, (0, 3, 9.4), (6.8, 9.6, 6.4), power=2.6),
        *paint(ball(belly, (0, 2, 4), (5.4, 9, 3))),
        *tube(skin, [(0, 11, 9), (0, 16, 6.4), (0, 20, 4.4)], [4, 2.4, 1]),
        *ball(frill, (0, -6, 14.4), (9, 1.9, 8)),
        *ball(skin, (0, -9.6, 11.4), (4.8, 5.8, 4.6), power=2.8),
        *ball(dark, (0, -14.6, 9.6), (2.4, 2.4, 2.4)),
    ]
    parts += (
        mirrored(rod(WHITE, (2.8, -9, 15), (3.8, -15.4, 19.4), 1.2, tip=0.5))
        + rod(WHITE, (0, -14, 13), (0, -17, 15.6), 1.0, tip=0.5)
        + mirrored([*box(skin, (2.8, 6.4), (-4.4, -0.6), (0, 8)), *box(skin, (2.8, 6.4), (6.4, 10.2), (0, 8))])
    )
    return parts + paint(eyes(making, 3.6, -13.2, 12.8, size=0.9))


def stegosaurus(making: Making) -> Parts:
    """Build a stegosaurus: plates along its back, spikes on its tail."""
    skin, belly, _ = _hide(making)
    plate = making.coat(("e0783c", "d94f4a", "f2b93a"), "plain", names="plate spike")
    parts = [
        *ball(skin, (0, 1, 10), (5.6, 10, 6.6)),
        *paint(ball(belly, (0, 0, 4.8), (4.4, 9, 3))),
        *rod(skin, (0, -7.6, 8.4), (0, -12, 6.6), 3, tip=2.4),
        *ball(skin, (0, -14, 6.6), (2.7, 4, 2.5), power=3),
        *tube(skin, [(0, 9, 9.6), (0, 15, 8), (0, 19, 8.6)], [4, 2.4, 1.1]),
    ]
    for y, z, size in (
        (-9, 12, 2.0),
        (-5, 15.4, 2.9),
        (0, 17.4, 3.6),
        (5, 15.8, 3.0),
        (9.6, 12.8, 2.3),
        (13.4, 10.6, 1.7),
    ):
        parts += prism(
            plate,
            [
                (y - size * 0.9, z - 1.6),
                (y + size * 0.9, z - 1.6),
                (y + size, z + size * 0.8),
                (y, z + size * 1.7),
                (y - size, z + size * 0.8),
            ],
            (-0.9, 0.9),
            axis=0,
        )
    parts += mirrored(
        rod(WHITE, (0.6, 16.4, 9), (3.4, 18.4, 12), 0.8, tip=0.4)
        + rod(WHITE, (0.6, 18.4, 9), (3, 20.6, 11.4), 0.8, tip=0.4)
    ) + mirrored([*box(skin, (2.4, 5.4), (-5.6, -2.6), (0, 7)), *box(skin, (2.4, 5.8), (4.4, 8), (0, 8))])
    return parts + paint(eyes(making, 2.2, -16, 7.6, size=0.8))


def pterodactyl(making: Making) -> Parts:
    """Build a flying reptile with spread wings."""
    skin, belly, dark = _hide(making)
    beak = making.coat("f2b93a", "plain", names="beak")
    side = [
        *prism(skin, [(1, -2), (8, -7), (17, -3), (12, 1), (8, 2), (5, 5), (1, 6)], (9, 10.6), axis=2),
        *rod(dark, (1, -2.4, 10), (8, -7, 10.4), 0.9),
        *rod(dark, (8, -7, 10.4), (17, -3, 10.2), 0.9, tip=0.5),
    ]
    parts = [
        *ball(skin, (0, 0, 9), (2.9, 6.4, 2.9)),
        *paint(ball(belly, (0, 0, 6.6), (2, 5, 1.4))),
        *mirrored(side),
        *rod(skin, (0, -5, 10), (0, -8, 12.4), 1.6),
        *ball(skin, (0, -9.4, 13), (2.2, 2.9, 2.2)),
        *rod(beak, (0, -11.4, 12.8), (0, -18, 11.8), 1.3, tip=0.5),
        *rod(beak, (0, -8, 14.4), (0, -2.6, 17.6), 1.1, tip=0.5),
    ]
    return (
        parts
        + paint(eyes(making, 1.7, -11.4, 13.8, size=0.7))
        + mirrored(rod(skin, (1.4, 5, 8.4), (2, 9.4, 6.6), 0.9, tip=0.6))
    )


DINOSAURS: Mapping[str, Callable[[Making], Parts]] = {
    "longneck": longneck, "triceratops": triceratops, "stegosaurus": stegosaurus, "pterodactyl": pterodactyl,
}  # fmt: skip
