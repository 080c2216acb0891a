"""Robots, golems and monsters. About 30 units high, the face towards -y."""

from __future__ import annotations

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


def monster(making: Making) -> Parts:
    """Build a furry monster with horns, teeth and one or two eyes."""
    fur = making.coat(("8a5fd8", "4fb0a0", "e0783c"), "mottled", names="fur body", main=True)
    horn, belly = (
        making.coat("f4e6c0", "plain", names="horn"),
        making.coat(("c9b0f5", "b0e6d8", "f8c89a"), "flat", names="belly"),
    )
    parts = [
        *ball(fur, (0, 0, 13), (9, 7, 10.4), power=2.8),
        *paint(ball(belly, (0, -7, 8), (5.4, 3, 5))),
        *mirrored(box(fur, (1.6, 6), (-4.4, 3), (0, 4.4))),
        *mirrored(rod(fur, (8, 0, 14), (12.4, -2, 8), 2.3, tip=2.1)),
        *mirrored(rod(horn, (4.6, 0, 21), (7.6, 0, 27.4), 1.7, tip=0.6)),
    ]
    if making.piece.scheme % 2:
        parts += [*mirrored(ball(WHITE, (3.2, -5.6, 18), 2.6)), *mirrored(box(DARK, (2.6, 4), (-9.2, -7.6), (17, 19)))]
    else:
        parts += [
            *ball(WHITE, (0, -5.6, 18), (4.4, 2.8, 4.2)),
            *ball(coat("3fa8d0", "flat"), (0, -7.6, 18), (2.4, 1.6, 2.4)),
            *ball(DARK, (0, -8.6, 18), 1.2),
        ]
    parts += paint(box(coat("5a2034", "flat"), (-5, 5), (-12, -4), (9.8, 13)))
    for x in (-4.2, -1.6, 1.0, 3.6):
        parts += box(WHITE, (x - 0.6, x + 0.9), (-7.8, -6), (11.6, 13.2))
    return parts + mirrored([p for x in (11.4, 13) for p in box(WHITE, (x, x + 0.9), (-4.6, -3.4), (5.4, 6.8))])


def slime(making: Making) -> Parts:
    """Build a slime: a glossy drop with a face."""
    jelly = making.coat(("6fd05a", "5fb0f0", "f08ac0"), "soft", names="body", main=True)
    gloss = coat("f4fff0", "flat")
    parts = lathe(jelly, (0, 0, 0), [(0, 11.6), (1.4, 12.6), (5, 12.2), (10, 9.4), (14, 5.4), (17.4, 2.0), (19.4, 0.5)])
    parts += (
        paint(eyes(making, 4, -10.6, 8.6, size=1.3))
        + paint(ball(coat("3a2f3a", "flat"), (0, -13, 5.4), (2.4, 4, 1.2)))
        + paint(ball(gloss, (5.4, -7, 12.6), (1.6, 2.4, 1.4)))
    )
    return (
        parts
        + changed(paint(mirrored(box(coat("f28a9a", "flat"), (5.6, 7.6), (-16, -6), (5.4, 6.8)))), since=24)
        + ball(jelly, (10.4, -9, 1.2), (2.4, 2, 1.6))
    )


def skull(making: Making) -> Parts:
    """Build a skull."""
    bone, hollow = making.coat(("efe8d6", "e6dcc0", "f4f0e8"), "soft", names="bone", main=True), coat("2c272e", "flat")
    if making.has("glowing", "evil"):
        hollow = coat("7ff0a0" if making.has("glowing") else "ff4a3a", "flat", glows=True)
    parts = [
        *ball(bone, (0, 0, 17), (10, 11, 10), power=2.6),
        *box(bone, (-6.4, 6.4), (-9.6, 2), (3, 11)),
        *box(bone, (-5.4, 5.4), (-9, 0), (0, 3.4)),
        *mirrored(ball(bone, (7.4, -6, 11), (2.4, 3.4, 2.4))),
    ]
    parts += (
        carve(mirrored(ball(bone, (4, -10.6, 15.4), (2.9, 3.4, 3.1))))
        + paint(mirrored(ball(hollow, (4, -9, 15.4), (3.4, 3.4, 3.6))))
        + paint(prism(hollow, [(-1.7, 8.6), (1.7, 8.6), (0, 12.2)], (-14, -6), axis=1))
    )
    for x in (-4.2, -1.8, 0.6, 3.0):
        parts += paint(
            box(
                hollow if not making.has("glowing", "evil") else coat("2c272e", "flat"),
                (x, x + 0.9),
                (-14, -8.8),
                (1.4, 6.6),
            )
        )
    return parts


def robot(making: Making) -> Parts:
    """Build a robot, a mech or a golem."""
    if making.kind == "golem" or making.piece.material in (
        "stone",
        "rock",
        "ice",
        "lava",
        "crystal",
        "moss",
        "obsidian",
    ):
        return golem(making)
    mech = making.kind == "mech"
    skin = making.coat(
        ("8fb0c8", "e0a23c", "c8503c") if not mech else ("5a6f8c", "8a4a44", "5f7a4f"),
        "metal" if not mech else "plain",
        names="body armor",
        main=True,
    )
    dark, trim = coat("3f4652", "plain"), making.coat(("f2b92e", "3f8fd0", "f4f4f2"), "flat", names="trim")
    glow = making.coat(
        ("5ff0ff", "ffe05a", "8fff6a") if not making.has("evil") else "ff4a3a", "flat", names="eye light", glows=True
    )
    w = 6.4 if mech else 5.4
    parts = [
        *box(skin, (-w, w), (-4, 4), (9.4, 19)),
        *box(dark, (-w + 1.2, w - 1.2), (-3, 3), (7.4, 9.6)),
        *box(trim, (-2.6, 2.6), (-4.5, -3.6), (11.4, 16)),
        *paint(box(glow, (-1.6, 0.2), (-5, -4), (13.6, 15))),
        *paint(box(coat("f0503f", "flat"), (0.9, 2), (-5, -4), (13.6, 15))),
        *box(dark, (-1.7, 1.7), (-1.7, 1.7), (18.6, 20.6)),
    ]
    leg = [
        *box(dark, (2, 4.6), (-1.6, 1.6), (3, 8.6)),
        *box(skin, (1.4, 5.2), (-4, 2.6), (0, 3.4)),
        *box(skin, (1.8, 4.8), (-2, 2), (4.4, 7)),
    ]
    arm = [
        *ball(trim, (w + 1.5, 0, 17), 2.4),
        *rod(dark, (w + 2, 0, 15.4), (w + 2.4, -0.8, 11.6), 1.2),
        *box(skin, (w + 0.6, w + 4.2), (-2.6, 1.6), (7.4, 11.8)),
        *box(dark, (w + 0.9, w + 2), (-4.4, -2), (6.4, 9)),
        *box(dark, (w + 2.8, w + 3.9), (-4.4, -2), (6.4, 9)),
    ]
    parts += mirrored(leg) + mirrored(arm)
    if mech:
        parts += [
            *box(skin, (-2.9, 2.9), (-3.4, 2), (19.6, 24)),
            *paint(box(glow, (-2.2, 2.2), (-5, -3), (21.4, 22.6))),
            *mirrored(rod(trim, (2, -1, 24), (3.4, 0, 27.4), 0.7, tip=0.4)),
            *mirrored(box(skin, (w - 0.6, w + 5), (-3.6, 3.6), (17, 21))),
        ]
        return parts + mirrored(
            [
                *drum(dark, (w + 2, -6.4, 22), 1.5, 9, axis=1),
                *drum(glow, (w + 2, -6.8, 22), 0.9, 1, axis=1),
                *box(dark, (-4.6, -1.4), (3.6, 6), (11, 18)),
            ]
        )
    head = [
        *box(skin, (-5, 5), (-4, 4), (20.4, 28)),
        *box(dark, (-4, 4), (-4.5, -3.4), (22.6, 26.4)),
        *mirrored(box(glow, (1, 3), (-4.9, -4), (23.4, 25.6))),
        *mirrored(drum(trim, (4.8, 0, 24.2), 1.6, 1.4, axis=0)),
        *rod(dark, (0, 0, 28), (0, 0, 31), 0.6),
        *ball(glow, (0, 0, 32), 1.4),
    ]
    return parts + head + changed(paint(box(glow, (-1.6, 1.6), (-5, -4), (21, 21.8))), since=28)


def golem(making: Making) -> Parts:
    """Build a golem: a heap of boulders with glowing eyes and moss."""
    stone = making.coat(("8b8f98", "9a8a78", "6f7a80"), "rock", names="body stone", main=True)
    glow, moss = (
        making.coat(("5ff0d8", "ffb02e", "8fff6a"), "flat", names="eye light", glows=True),
        coat("79a845", "mottled"),
    )
    parts = [
        *ball(stone, (0, 0, 15), (8.4, 6.4, 7), power=4),
        *ball(stone, (0, -2, 23.4), (4.4, 4.2, 3.8), power=4),
        *mirrored(ball(stone, (9.6, 0, 18.6), (4, 4, 3.6), power=3.4)),
        *mirrored(ball(stone, (11.4, -1.6, 12.4), (2.9, 3, 4), power=3.4)),
        *mirrored(ball(stone, (12, -3, 6.4), (3.7, 3.9, 3.7), power=4)),
        *mirrored(box(stone, (1.6, 6.6), (-3.6, 3), (0, 9))),
    ]
    parts += paint(mirrored(box(glow, (1, 2.6), (-8, -4), (23, 24.4)))) + paint(
        tube(glow, [(-3, -7, 18), (0, -7, 15.4), (-1.4, -7, 13), (2, -7, 10.4)], 0.7)
    )
    return parts + (
        paint(ball(moss, (-3, 0, 22.4), (6, 6, 3))) + paint(ball(moss, (9.6, 0, 22), (4, 4, 2)))
        if not making.piece.material
        else []
    )
