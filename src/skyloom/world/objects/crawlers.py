"""What swims, crawls and creeps, robots and monsters. About 30 units long, the face towards -y."""

from __future__ import annotations

import math

from skyloom.geometry.parts import (
    Parts,
    ball,
    box,
    carve,
    changed,
    drum,
    lathe,
    mirrored,
    paint,
    prism,
    rod,
    tube,
)
from skyloom.world.objects.faces import DARK, WHITE, eyes
from skyloom.world.objects.making import Making
from skyloom.world.objects.tints import coat


def fish(making: Making) -> Parts:
    """Build the fish that is wanted; sharks and whales are longer."""
    kind = making.kind
    if kind in ("shark", "whale", "orca", "dolphin"):
        return big_fish(making)
    usual = {"clown": ("f07a24",), "goldfish": ("f5902c", "f2b03a", "e8602c")}.get(kind, ("3f9fd8", "f2b93a", "8f6fd8"))
    skin = making.coat(
        usual,
        "hoops" if kind == "clown" else "soft",
        names="body scale",
        main=True,
        second="f8f6f0" if kind == "clown" else "",
    )
    fin = making.coat(("f2b93a", "e8602c", "f48fb6") if not kind else usual, "plain", names="fin tail")
    belly = coat("f8ecd0", "flat")
    parts = [
        *ball(skin, (0, 0, 9), (4.6, 10, 7.4)),
        *(paint(ball(belly, (0, -2, 3), (4, 8, 3.4))) if kind != "clown" and not making.piece.material else []),
    ]
    parts += (
        prism(fin, [(8.4, 9), (15.6, 16), (14, 9), (15.6, 2)], (-0.9, 0.9), axis=0)
        + prism(fin, [(-4, 15), (0, 20), (6, 19), (7, 13)], (-0.8, 0.8), axis=0)
        + prism(fin, [(-1, 3), (4, -1), (6, 4)], (-0.8, 0.8), axis=0)
    )
    parts += (
        mirrored(rod(fin, (4, -1, 7), (8, 2.4, 4.6), 1.6, tip=0.8))
        + mirrored(ball(WHITE, (3.2, -6.4, 11), 1.9))
        + mirrored(box(DARK, (4.4, 5.4), (-7.6, -6), (10.4, 12)))
    )
    return [*parts, *ball(fin, (0, -9.8, 7.4), (1.7, 1.2, 1.5)), *box(DARK, (-0.8, 0.8), (-11.4, -10), (7.1, 7.8))]


def big_fish(making: Making) -> Parts:
    """Build a shark, a whale, an orca or a dolphin."""
    kind = making.kind
    usual = {
        "shark": ("7a8a9c", "6a7f94", "8f98a4"),
        "whale": ("4a7fb8", "5a6f94", "4f8fa8"),
        "orca": ("2b2d36",),
        "dolphin": ("7fa0b8", "8f9fb4", "6a94b0"),
    }[kind]
    skin, belly = (
        making.coat(usual, "plain", names="body skin", main=True),
        making.coat("f2f4f4", "flat", names="belly"),
    )
    fat = 1.3 if kind == "whale" else 1.0
    parts = [
        *ball(skin, (0, -2, 7), (5.2 * fat, 11.6, 5.6 * fat), power=2.3),
        *rod(skin, (0, 6, 7), (0, 14.4, 8), 3.2, tip=1.2),
        *paint(ball(belly, (0, -4.4, 7 - 6.4 * fat), (5 * fat, 12, 4.6))),
    ]
    if kind == "shark":
        parts += prism(skin, [(-3, 11), (3.4, 19), (5, 11)], (-0.9, 0.9), axis=0) + prism(
            skin, [(13, 8), (17.6, 16), (16, 8), (17.4, 3)], (-0.8, 0.8), axis=0
        )
        parts += paint(box(coat("7a2430", "flat"), (-3.6, 3.6), (-15, -9.6), (3.4, 5.4))) + mirrored(
            [p for x in (0.6, 2.2) for p in box(WHITE, (x, x + 0.9), (-13.6, -11.6), (4.6, 5.6))]
        )
        parts += changed(
            mirrored(
                [p for y in (-4.6, -3, -1.4) for p in paint(box(coat("55636f", "flat"), (4, 6), (y, y + 0.7), (6, 9)))]
            ),
            since=28,
        )
    else:
        parts += mirrored(prism(skin, [(0, 13), (7, 17.4), (6, 14), (0, 11.6)], (7.4, 9), axis=2))
        parts += prism(skin, [(-1, 11.6), (4, 17), (5, 11)], (-0.8, 0.8), axis=0) if kind != "whale" else []
        parts += rod(skin, (0, -11, 6), (0, -16.4, 5.4), 1.9, tip=1.2) if kind == "dolphin" else []
        if kind == "whale":
            water = coat("8fd8f6", "flat")
            parts += rod(water, (0, -4, 13.6), (0, -4, 18.6), 0.9) + mirrored(
                tube(water, [(0, -4, 18.6), (2.6, -4, 20), (4, -4, 17.4)], 0.9)
            )
            for x in (-4, -1.4, 1.4, 4):
                parts += changed(paint(box(coat("c9d4da", "flat"), (x - 0.3, x + 0.3), (-18, 4), (-2, 4.6))), since=32)
        if kind == "orca":
            parts += paint(mirrored(ball(WHITE, (4.6, -7.4, 9.6), (1.6, 2.2, 1.2)))) + paint(
                mirrored(ball(WHITE, (4.8, 5, 6), (1.6, 3, 1.4)))
            )
    parts += mirrored(prism(skin, [(4, -5), (12, 1.6), (11, 3), (4, -0.4)], (4.4, 5.8), axis=2))
    return parts + mirrored(paint(box(DARK, (2.4 * fat, 8), (-9.4, -8.2), (7.6, 8.8))))


def octopus(making: Making) -> Parts:
    """Build an octopus or a jellyfish."""
    skin = making.coat(
        ("e8605a", "8f5fd0", "f2953c") if making.kind != "jellyfish" else ("f5a0d8", "7fb8f8", "b08ff5"),
        "soft",
        names="body",
        main=True,
        glows=making.kind == "jellyfish",
    )
    pale = coat("fbe0d0", "flat")
    parts: Parts = []
    for index in range(8):
        turn = (index + 0.5) * math.tau / 8
        c, s = math.cos(turn), math.sin(turn)
        if making.kind == "jellyfish":
            wave = 1.4 * math.sin(index * 2.1)
            parts += changed(
                tube(
                    skin,
                    [
                        (5 * c, 5 * s, 16),
                        (5.6 * c + wave, 5.6 * s, 10),
                        (4.6 * c - wave, 4.6 * s, 5),
                        (5.2 * c + wave, 5.2 * s, 0),
                    ],
                    [1.1, 0.9, 0.8, 0.6],
                ),
                tone=-(index % 2),
            )
        else:
            arm = [
                (5 * c, 5 * s, 5),
                (9.6 * c, 9.6 * s, 1.7),
                (13.4 * c, 13.4 * s, 1.5),
                (15 * c - 2 * s, 15 * s + 2 * c, 3.6),
            ]
            parts += tube(skin, arm, [2.6, 2.0, 1.5, 1.0])
    if making.kind == "jellyfish":
        bell = [*ball(skin, (0, 0, 17), (9.6, 9.6, 9)), *carve(box(skin, (-20, 20), (-20, 20), (4, 15.4)))]
        return bell + parts + changed(tube(skin, [(0, 0, 17), (1, 0, 10), (-1, 0, 4)], [2.6, 2, 1.2]), tone=1)
    parts += [
        *ball(skin, (0, 0.6, 15), (8.4, 8.4, 9.4)),
        *ball(skin, (0, 0, 6.4), (6.6, 6.6, 4.6)),
        *mirrored(ball(WHITE, (3.4, -6.4, 13), (2.2, 1.8, 2.6))),
        *mirrored(box(DARK, (2.8, 4.2), (-8.8, -7.6), (12, 14.4))),
    ]
    return parts + changed(paint(ball(pale, (0, -7, 8), (1.4, 2, 1.0))), since=24)


def crab(making: Making) -> Parts:
    """Build a crab with big claws."""
    shell = making.coat(("e0522f", "d9742c", "4f8fc0"), "soft", names="shell body", main=True)
    parts = [*ball(shell, (0, 0, 7), (9.4, 6.6, 4.8), power=2.6)]
    for index, y in enumerate((-2.0, 1.6, 5.0)):
        parts += mirrored(
            rod(shell, (7.4, y, 6.4), (12.6, y + index - 1, 6), 1.0)
            + rod(shell, (12.6, y + index - 1, 6), (14.4, y + index - 1, 0.6), 0.9, tip=0.5)
        )
    claw = [
        *rod(shell, (7.4, -4, 7), (11.4, -8, 8), 1.5),
        *ball(shell, (11.6, -11.4, 9.6), (3, 4.4, 3.6)),
        *carve(prism(shell, [(-17, 13), (-10.4, 10.4), (-17, 8.6)], (7, 16), axis=0)),
    ]
    stalk = [
        *rod(shell, (2.4, -5, 10), (2.4, -6, 13), 0.8),
        *ball(WHITE, (2.4, -6.2, 14), 1.7),
        *box(DARK, (1.8, 3), (-8.2, -7), (13.4, 14.8)),
    ]
    return (
        parts
        + mirrored(claw)
        + mirrored(stalk)
        + changed(paint(box(DARK, (-2.4, 2.4), (-9, -5.4), (5.6, 6.4))), since=24)
    )


def turtle(making: Making) -> Parts:
    """Build a turtle with a patterned shell."""
    skin = making.coat(("7fb84a", "93a85a", "5fae8a"), "soft", names="skin body", main=True)
    shell = making.coat(
        ("4f7a3a", "7a5a34", "3f7a70"), "checks", names="shell", second=making.pick(("6a9848", "946e42", "559688"))
    )
    parts = [
        *ball(shell, (0, 2, 6), (9.6, 11, 9)),
        *carve(box(shell, (-20, 20), (-20, 20), (-9, 4.6))),
        *lathe(coat("e6d79a", "plain"), (0, 2, 3), [(0, 10), (2.2, 10.6)]),
        *rod(skin, (0, -7, 6), (0, -11, 8), 2.8),
        *ball(skin, (0, -12.6, 9), (4, 4, 3.6), power=2.6),
    ]
    parts += mirrored([*ball(skin, (8, -5.6, 2.6), (3.2, 3.6, 2.6)), *ball(skin, (7.6, 9, 2.4), (3, 3.2, 2.4))]) + rod(
        skin, (0, 12, 4), (0, 15.6, 3), 1.3, tip=0.6
    )
    return (
        parts
        + paint(eyes(making, 2.4, -15.6, 10, size=0.8))
        + changed(paint(box(DARK, (-1.8, 1.8), (-18, -15), (7, 7.6))), since=30)
    )


def frog(making: Making) -> Parts:
    """Build a frog that sits."""
    skin = making.coat(("5fae3c", "8fb83a", "3fa88a"), "soft", names="skin body", main=True)
    belly = making.coat("f0eab0", "flat", names="belly")
    parts = [
        *ball(skin, (0, 1.6, 7), (8, 8.4, 6.4)),
        *ball(skin, (0, -4.6, 11), (7.6, 5.8, 5)),
        *paint(ball(belly, (0, -8, 5), (5.4, 4.6, 4.4))),
        *mirrored(ball(skin, (4.2, -4, 15.6), 2.9)),
        *mirrored(ball(WHITE, (4.4, -5.6, 16), 2.1)),
        *mirrored(box(DARK, (3.8, 5.2), (-8, -6.8), (15.4, 17))),
        *paint(box(coat("3a6b2c", "flat"), (-6, 6), (-13, -7.6), (9.6, 10.4))),
    ]
    return parts + mirrored(
        [
            *ball(skin, (8, 5, 4.6), (3.4, 5.6, 4.4)),
            *box(skin, (6.4, 11.4), (-2.4, 6), (0, 1.6)),
            *rod(skin, (5.4, -5, 5.6), (6.4, -8, 1), 1.7, tip=1.3),
            *box(skin, (4.6, 8.4), (-11, -7.4), (0, 1.5)),
        ]
    )


def lizard(making: Making) -> Parts:
    """Build a lizard or a crocodile: low, long, with a ridge."""
    skin, ridge = (
        making.coat(("5f8f3f", "7a8a4a", "3f8f7a"), "soft", names="skin body", main=True),
        coat(making.pick(("44702f", "5f6f36", "2f7060")), "plain"),
    )
    belly = making.coat("e6dca0", "flat", names="belly")
    parts = [
        *ball(skin, (0, 0, 5), (5.4, 9, 3.9), power=2.6),
        *paint(ball(belly, (0, -1, 1.4), (4.4, 9, 2.6))),
        *ball(skin, (0, -10, 6), (4, 4.4, 3.2), power=3),
        *box(skin, (-2.9, 2.9), (-18, -11), (3.6, 6)),
        *box(skin, (-2.6, 2.6), (-17, -11), (2, 3.4)),
    ]
    parts += tube(skin, [(0, 7, 5), (1, 13, 3.6), (4, 17, 2.6), (8, 18, 2.2)], [3.6, 2.6, 1.7, 0.9]) + mirrored(
        [*ball(skin, (2.2, -9.6, 9), 1.5), *box(coat("f2d23a", "flat"), (2.6, 3.8), (-10.6, -9), (8.8, 10.2))]
    )
    for y in (-17, -15.4, -13.8):
        parts += mirrored(box(WHITE, (2.3, 3.1), (y, y + 0.8), (2.9, 4.1)))
    for y, z in ((-5, 8.8), (-1.6, 9.2), (2, 8.8), (5.4, 8), (9, 6.6)):
        parts += box(ridge, (-0.8, 0.8), (y, y + 1.8), (z - 1, z + 1))
    return parts + mirrored(
        [
            *rod(skin, (4.4, -5, 4), (8, -6, 1), 1.5),
            *box(skin, (6.4, 10), (-9, -5.4), (0, 1.4)),
            *rod(skin, (4.4, 5, 4), (8, 5, 1), 1.5),
            *box(skin, (6.4, 10), (2.4, 6), (0, 1.4)),
        ]
    )


def snake(making: Making) -> Parts:
    """Build a coiled snake with a raised hood."""
    skin = making.coat(
        ("6fae3c", "c99a4a", "7a5fb0"),
        "hoops",
        names="skin body",
        main=True,
        second=making.pick(("4a7f2c", "8a6230", "54408a")),
    )
    belly = coat("f0e2b0", "flat")
    coil = [
        ((9 - t * 0.28) * math.cos(t * 0.55), (9 - t * 0.28) * math.sin(t * 0.55), 2.4 + t * 0.17) for t in range(25)
    ]
    parts = tube(skin, coil, [0.8 + min(t, 8) * 0.2 for t in range(25)])
    x, y, z = coil[-1]
    neck = [(x, y, z), (0, 0.6, z + 5), (0, -0.4, z + 10), (0, -3, z + 13)]
    parts += (
        tube(skin, neck, [2.4, 2.2, 2.2, 2.2])
        + ball(skin, (0, -0.2, z + 9), (4.6, 1.6, 4.4))
        + paint(ball(belly, (0, -2.6, z + 8), (2.2, 2, 5.4)))
    )
    parts += [*ball(skin, (0, -4.6, z + 14), (3, 4, 2.4), power=2.8), *paint(eyes(making, 2.2, -6.6, z + 15, size=0.8))]
    tongue = coat("e0344a", "flat")
    return (
        parts
        + rod(tongue, (0, -8, z + 13), (0, -11, z + 12.6), 0.45)
        + mirrored(rod(tongue, (0, -11, z + 12.6), (1.2, -12.6, z + 12.4), 0.4))
    )


def spider(making: Making) -> Parts:
    """Build a spider, or a scorpion with claws and a sting."""
    skin = making.coat(("4a3a44", "7a4a30", "33303a"), "soft", names="body", main=True)
    mark = making.coat(("d9302b", "f2a33c", "8fd05a"), "flat", names="mark spot")
    out = 15.0
    parts: Parts = []
    for index in range(4):
        turn = -0.75 + index * 0.5
        a, b, c = (
            (3, -3 + index * 1.8, 6),
            (out * 0.55 * math.cos(turn), out * 0.55 * math.sin(turn) - 1, 11.5),
            (out * math.cos(turn), out * math.sin(turn) - 1, 0.5),
        )
        parts += mirrored(rod(skin, a, b, 1.0) + rod(skin, b, c, 0.9, tip=0.5))
    if making.kind == "scorpion":
        parts += [
            *ball(skin, (0, 1, 5), (4.6, 8, 3.4)),
            *tube(skin, [(0, 8, 5), (0, 13, 8), (0, 13.4, 14), (0, 9, 17.6)], [2.2, 1.8, 1.6, 1.4]),
            *rod(mark, (0, 9, 17.6), (0, 5.4, 16.4), 1.4, tip=0.4),
        ]
        return (
            parts
            + mirrored(
                [
                    *rod(skin, (3.4, -6, 5), (8, -10, 5.4), 1.2),
                    *ball(skin, (8, -13.4, 5.8), (2.6, 4, 2.2)),
                    *carve(prism(skin, [(-19, 7.4), (-13, 5.8), (-19, 4.4)], (4, 12), axis=0)),
                ]
            )
            + paint(eyes(making, 1.4, -6.6, 7, size=0.6))
        )
    parts += [
        *ball(skin, (0, 6.4, 8), (6.6, 7.4, 6.4)),
        *ball(skin, (0, -4, 6.6), (4.4, 4.6, 3.9)),
        *paint(prism(mark, [(-2.4, 10), (2.4, 10), (-2.4, 3), (2.4, 3)], (6, 20), axis=2)),
        *paint(ball(mark, (0, 13.4, 10), (1.7, 3, 2.4))),
    ]
    eye = coat("f04a3a", "flat", glows=making.has("evil", "glowing"))
    parts += paint(mirrored(box(eye, (0.6, 2), (-12, -6), (7.2, 8.8)))) + changed(
        paint(mirrored(box(eye, (2.4, 3.2), (-12, -5), (8.6, 9.4)))), since=28
    )
    return parts + mirrored(rod(WHITE, (1.2, -8, 5), (1, -9, 3), 0.7, tip=0.4))


def snail(making: Making) -> Parts:
    """Build a snail with a spiral shell."""
    skin, shell = (
        making.coat(("d9b878", "a9b86a", "c99a8a"), "soft", names="body skin"),
        making.coat(("b8653c", "7f6fc0", "d9903c"), "plain", names="shell", main=True),
    )
    dark = coat(making.pick(("8a4526", "5f50a0", "b06a24")), "flat")
    parts = [
        *tube(skin, [(0, 15, 1.2), (0, 6, 2.4), (0, -7, 2.8), (0, -11, 5.6), (0, -12, 9)], [1.2, 3.4, 3.6, 3.2, 3.0]),
        *drum(shell, (-4, 3, 12), 9.2, 8, axis=0),
    ]
    spiral = [
        (4.2, 3 + (7.6 - t * 0.9) * math.cos(t * 0.85), 12 + (7.6 - t * 0.9) * math.sin(t * 0.85)) for t in range(9)
    ]
    parts += (
        paint(tube(dark, spiral, 0.9))
        + paint(tube(dark, [(-x, y, z) for x, y, z in spiral], 0.9))
        + ball(shell, (0, 3, 12), (5.6, 7.4, 7.4))
    )
    parts += paint(tube(dark, [(5.2, y, z) for _, y, z in spiral[4:]], 0.9))
    return parts + mirrored(
        [
            *rod(skin, (1.6, -12.4, 10.6), (2.8, -14, 15.4), 0.8),
            *ball(WHITE, (2.9, -14.2, 16.4), 1.5),
            *box(DARK, (2.4, 3.4), (-16, -15), (16, 17.2)),
        ]
    )
