"""Birds, dragons, insects and ghosts: what has wings or hovers. About 30 units, the face towards -y."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from skyloom.geometry.parts import (
    Coat,
    Parts,
    Vec,
    ball,
    box,
    changed,
    lathe,
    mirrored,
    moved,
    paint,
    prism,
    rod,
    tube,
)
from skyloom.world.objects.faces import DARK, eyes
from skyloom.world.objects.making import Making
from skyloom.world.objects.tints import coat


@cache
def birds() -> Mapping[str, Mapping[str, Any]]:
    """Return the table of birds: colours as six digits, lengths in units."""
    return tomllib.loads((files("skyloom.world.objects") / "birds.toml").read_text("utf-8"))


def bird(making: Making) -> Parts:
    """Build the bird that is wanted."""
    row = {**birds()["bird"], **birds().get(making.kind, {})}
    body = making.coat(row["body"], row["pattern"], names="body feather", main=True, second=row["second"])
    belly = (
        making.coat(row["belly"], "flat", names="belly chest breast")
        if row["belly"] and not making.piece.material
        else body
    )
    beak, foot = (
        making.coat(row["beak"], "plain", names="beak bill"),
        making.coat(row["foot"], "flat", names="foot leg"),
    )
    wing = making.coat(row["wing"], "plain", names="wing") if row["wing"] and not making.piece.material else body
    w, d, h, legs, neck = row["wide"], row["deep"], row["high"], row["legs"], row["neck"]
    z = legs + h
    parts = [
        *ball(body, (0, 0, z), (w, d, h), power=2.6),
        *paint(ball(belly, (0, -d * 0.75, z - h * 0.15), (w * 0.82, d * 0.75, h * 0.85))),
    ]
    if legs > 1:
        parts += mirrored(
            [
                *rod(foot, (w * 0.45, 0.4, 0.4), (w * 0.4, 0.4, z - h * 0.6), 0.6),
                *box(foot, (w * 0.45 - 1.3, w * 0.45 + 1.3), (-2.6, 1.2), (0, 0.9)),
            ]
        )
    else:
        parts += mirrored(box(foot, (w * 0.45 - 1.6, w * 0.45 + 1.6), (-d * 0.5 - 2.4, 0.5), (0, 1.2)))
    r = row["head"]
    hz, hy = z + h * 0.62 + neck + r * 0.4, -d * 0.3 - neck * 0.22
    if neck > 2:
        parts += tube(
            body,
            [(0, -d * 0.5, z), (0, -d * 0.95, z + h * 0.5 + neck * 0.35), (0, hy + 0.6, hz - r * 0.4)],
            [r * 0.8, r * 0.62, r * 0.62],
        )
    face = making.coat(row["face"], "flat", names="head face") if row["face"] and not making.piece.material else body
    parts += ball(face, (0, hy, hz), (r, r * 0.96, r), power=2.8)
    if row["mask"]:
        parts += paint(
            mirrored(ball(coat(row["mask"], "flat"), (r * 0.45, hy - r, hz + r * 0.1), (r * 0.5, r * 0.9, r * 0.52)))
        )
    parts += paint(eyes(making, r * row["eye_out"], hy - r * 0.8, hz + r * 0.18, size=row["eye"]))
    if row["bill"] == "flat":
        parts += box(beak, (-r * 0.5, r * 0.5), (hy - r - 2.6, hy - r * 0.6), (hz - r * 0.42, hz - r * 0.02))
    elif row["bill"] == "hook":
        parts += rod(beak, (0, hy - r * 0.8, hz - 0.1), (0, hy - r - 1.8, hz - 0.2), r * 0.34, tip=r * 0.26) + rod(
            beak, (0, hy - r - 1.8, hz - 0.4), (0, hy - r - 2.2, hz - 1.8), r * 0.26, tip=0.4
        )
    elif row["bill"] == "big":
        parts += [
            *ball(beak, (0, hy - r - 2.8, hz - 0.4), (r * 0.4, 5.0, r * 0.55)),
            *paint(box(DARK, (-4, 4), (hy - r - 9, hy - r - 6), (hz - 3, hz + 3))),
        ]
    else:
        parts += rod(beak, (0, hy - r * 0.7, hz - r * 0.1), (0, hy - r - row["long"], hz - r * 0.2), r * 0.34, tip=0.5)
    parts += WINGS[row["wings"]](making, wing, (w, d, z, h))
    parts += _bird_tail(making, row, body, (0, d * 0.8, z))
    if row["comb"]:
        comb = making.coat(row["comb"], "flat", names="comb crest")
        for y, high in ((-0.6, 1.6), (0.8, 2.4), (2.0, 1.8)):
            parts += ball(comb, (0, hy + y - 1, hz + r), (0.8, 1.0, high))
        if making.kind == "chicken":
            parts += box(comb, (-0.8, 0.8), (hy - r - 1.2, hy - r * 0.6), (hz - r * 1.15, hz - r * 0.4))
    if making.has("branch"):
        wood = coat("7d5233", "planks")
        parts += (
            rod(wood, (-13, 0, -1), (13, 0.6, -1.6), 1.5)
            + rod(wood, (8, 0.4, -1.2), (12, -2, 3), 0.8)
            + ball(coat("5fa83c", "leaves"), (12.4, -2.4, 4.4), (2.2, 2.2, 1.6))
        )
    return parts


def _folded(_: Making, wing: Coat, size: tuple[float, float, float, float]) -> Parts:
    w, d, z, h = size
    side = changed(ball(wing, (w * 0.96, d * 0.2, z + h * 0.1), (1.5, d * 0.8, h * 0.62), power=2.4), tone=-1)
    return mirrored(side)


def _flippers(_: Making, wing: Coat, size: tuple[float, float, float, float]) -> Parts:
    w, _d, z, h = size
    return mirrored(rod(wing, (w * 0.92, 0, z + h * 0.45), (w * 1.3, -0.6, z - h * 0.4), 1.5, tip=0.9))


def _spread(making: Making, wing: Coat, size: tuple[float, float, float, float]) -> Parts:
    w, _d, z, h = size
    tip = making.coat("fafafa" if making.kind != "phoenix" else "ffd24a", "flat", names="feather")
    side: Parts = []
    bones: list[Vec] = [(w * 0.7, 0.4, z + h * 0.4), (w + 4.4, 0.8, z + h + 2.4), (w + 9.6, 1.8, z + h + 2.0)]
    for index in range(7):
        t = index / 6
        a = [
            bones[0][i] + (bones[1][i] - bones[0][i]) * t * 2
            if t <= 0.5
            else bones[1][i] + (bones[2][i] - bones[1][i]) * (t * 2 - 1)
            for i in range(3)
        ]
        end = (a[0] + 1.0 + 2.2 * t, a[1] + 2.6, a[2] - 5.6 + 1.6 * t)
        side += changed(rod(wing, (a[0], a[1], a[2]), end, 1.35, tip=0.9), tone=-(index % 2)) + (
            ball(tip, end, 0.9) if making.kind == "phoenix" else []
        )
    return mirrored(side + tube(wing, bones, [1.7, 1.5, 1.1]))


WINGS = {"folded": _folded, "flippers": _flippers, "spread": _spread}


def _bird_tail(making: Making, row: Mapping[str, Any], body: Coat, at: Vec) -> Parts:
    x, y, z = at
    tail = making.coat(row["tail"], "plain", names="tail") if row["tail"] and not making.piece.material else body
    if row["fan"]:
        parts: Parts = []
        spot, core = coat("2fb8a8", "flat"), coat("2f4fc0", "flat")
        for index in range(9):
            turn = math.pi * (0.08 + 0.84 * index / 8)
            end = (13 * math.cos(turn), y + 2.6, z - 2 + 14 * math.sin(turn))
            parts += (
                changed(rod(tail, (x, y, z - 1), end, 1.5, tip=1.9), tone=-(index % 2))
                + ball(coat("f2c542", "flat"), (end[0], end[1] - 1, end[2]), 1.6)
                + ball(spot, (end[0], end[1] - 1.5, end[2]), 1.2)
                + ball(core, (end[0], end[1] - 2.0, end[2]), 0.7)
            )
        return parts
    length = row["tail_long"]
    return (
        [
            part
            for lean in (-0.22, 0.0, 0.22)
            for part in rod(tail, (x, y - 0.6, z), (x + lean * length, y + length, z + row["tail_up"]), 1.4, tip=1.0)
        ]
        if length
        else []
    )


def dragon(making: Making) -> Parts:
    """Build a dragon: wings, horns, a tail; an eastern one is a long winding body with a mane."""
    skin = making.coat(("4f9e4a", "c8382f", "5a5fc0"), "soft", names="body scale skin", main=True)
    belly = making.coat("f2d79a", "flat", names="belly") if not making.piece.material else skin
    horn, spike = (
        making.coat("f4ecd8", "plain", names="horn claw tooth"),
        making.coat(("2f6b3c", "7a1f24", "3a3480"), "plain", names="spike spine"),
    )
    if making.kind == "eastern":
        return _eastern(making, skin, belly, horn)
    wing = making.coat(("e8a23c", "e0803a", "8f8ff0"), "plain", names="wing")
    parts = [*ball(skin, (0, 1, 9.6), (5.6, 8.4, 6.2), power=2.6), *paint(ball(belly, (0, -4.4, 7.6), (4.2, 7.4, 5.6)))]
    parts += tube(skin, [(0, -4.4, 12.6), (0, -7.8, 16), (0, -8.6, 20)], [4, 3.4, 3.2])
    parts += paint(ball(belly, (0, -10.4, 15.4), (2.4, 2.4, 4.2)))
    parts += [
        *ball(skin, (0, -9.6, 23), (4.2, 4.8, 3.9), power=3),
        *ball(skin, (0, -14.2, 21.8), (3.2, 3.6, 2.5), power=3.4),
        *mirrored(ball(skin, (1.5, -16.8, 23.2), 1.0)),
    ]
    parts += (
        paint(eyes(making, 2.7, -13, 24.6, size=0.95))
        + mirrored(rod(horn, (2.2, -8, 26), (3.4, -4.4, 30), 1.2, tip=0.5))
        + mirrored(rod(spike, (4, -7.6, 23), (6.6, -5.4, 24.4), 1.2, tip=0.5))
    )
    parts += changed(paint(box(coat("5a2a2a", "flat"), (-2.6, 2.6), (-18, -15), (20.4, 21))), since=30) + changed(
        mirrored(box(horn, (1.4, 2.2), (-17.6, -16.6), (19.6, 21))), since=36
    )
    tail = [(0.0, 7.4, 8.4), (1.6, 12.4, 5.0), (4.6, 16.4, 3.0), (8.4, 17.4, 3.2), (11.4, 15.0, 4.6)]
    parts += [*tube(skin, tail, [4.0, 3.0, 2.1, 1.5, 1.0]), *ball(spike, (12.4, 14.0, 5.4), (1.9, 1.9, 2.6))]
    for y, z, size in (
        (-6.4, 22.8, 1.6),
        (-5.2, 18.6, 1.8),
        (-2.4, 15.8, 2.0),
        (2.6, 15.6, 2.2),
        (6.8, 12.8, 1.9),
        (10.4, 9, 1.5),
    ):
        parts += prism(
            spike, [(y - size, z - 0.8), (y + size, z - 0.8), (y + size * 0.7, z + size * 1.3)], (-0.75, 0.75), axis=0
        )
    parts += mirrored(
        [
            *ball(skin, (4.8, 4.4, 6.2), (2.9, 4.4, 4.8)),
            *box(skin, (3.4, 7.2), (0.4, 5.6), (0, 3)),
            *box(horn, (3.6, 4.6), (-0.5, 0.8), (0, 1.1)),
            *box(horn, (5.8, 6.8), (-0.5, 0.8), (0, 1.1)),
        ]
    )
    parts += mirrored(
        [
            *rod(skin, (4.2, -4.4, 8.6), (5.2, -7, 2), 1.8, tip=1.6),
            *box(skin, (3.6, 6.8), (-9.4, -5.6), (0, 2.2)),
            *box(horn, (3.8, 4.8), (-10.2, -9), (0, 1.1)),
            *box(horn, (5.6, 6.6), (-10.2, -9), (0, 1.1)),
        ]
    )
    parts += _membranes(skin, wing, (3.6, 0.6, 14), 1.0)
    if making.has("burning") or making.has("erupting"):
        fire, hot = coat("ff8a1f", "flat", glows=True), coat("ffe066", "flat", glows=True)
        parts += rod(fire, (0, -18, 20.6), (0, -25, 18), 1.4, tip=3.2) + rod(
            hot, (0, -17.6, 20.6), (0, -22, 19.2), 0.9, tip=1.8
        )
    return parts


def _membranes(bone: Coat, skin: Coat, root: Vec, size: float) -> Parts:
    """Return a pair of bat's wings."""
    x, y, z = root
    wrist, tips = (
        (x + 7 * size, y + 1, z + 10 * size),
        [
            (x + 15.5 * size, y + 2, z + 7.4 * size),
            (x + 13 * size, y + 4, z + 0.6 * size),
            (x + 8 * size, y + 5, z - 2.6 * size),
        ],
    )
    side = tube(bone, [root, wrist], [1.5 * size, 1.2 * size])
    outline = [
        (root[0], root[2] - 1),
        (wrist[0], wrist[2]),
        (tips[0][0], tips[0][2]),
        (tips[0][0] - 2.2 * size, tips[0][2] - 4 * size),
        (tips[1][0], tips[1][2]),
        (tips[1][0] - 3 * size, tips[1][2] - 0.4 * size),
        (tips[2][0], tips[2][2]),
        (root[0] + 3 * size, root[2] - 2.6 * size),
    ]
    side += prism(skin, outline, (y + 1.4, y + 2.8), axis=1)
    for tip in tips:
        side += rod(bone, wrist, (tip[0], y + 1.6, tip[2]), 0.85 * size, tip=0.5 * size)
    return mirrored(side)


def _eastern(making: Making, skin: Coat, belly: Coat, horn: Coat) -> Parts:
    gold, mane = coat("f2c03a", "flat"), making.coat(("f08a2c", "f2c03a", "f4f0e6"), "plain", names="mane hair")
    spine = [(5.5 * math.sin(t * 1.15), 13 - t * 3.0, 6 + 4.4 * math.sin(t * 0.95 + 0.5) + t * 0.7) for t in range(9)]
    parts = tube(skin, spine, [0.9, 1.5, 2.0, 2.4, 2.6, 2.7, 2.7, 2.6, 2.6]) + paint(
        tube(belly, [(x, y, z - 2.4) for x, y, z in spine], 1.5)
    )
    for (x, y, z), r in zip(spine[1:], (1.6, 2, 2.3, 2.5, 2.6, 2.6, 2.6, 2.5), strict=True):
        parts += ball(mane, (x, y, z + r), (0.9, 1.3, 1.5))
    hx, hy, hz = spine[-1]
    head = [
        *ball(mane, (0, 1.4, 0), (4.2, 2.4, 4)),
        *ball(skin, (0, -2, 0), (3.6, 4.2, 3.2), power=3.4),
        *ball(skin, (0, -6.4, -0.9), (2.8, 3.2, 2), power=3.4),
        *paint(mirrored(box(DARK, (1.2, 2.7), (-7, -3), (1, 2.4)))),
    ]
    head += (
        mirrored(tube(horn, [(1.6, 0, 2.6), (2.6, 2.4, 5.4), (3.2, 1.8, 8.2)], [0.8, 0.7, 0.5]))
        + mirrored(tube(gold, [(2, -8.6, -0.6), (4.6, -9.6, 0.6), (6, -8, 3)], 0.45))
        + mirrored(ball(gold, (1.2, -9.2, 0.4), 0.8))
    )
    parts += moved(head, (hx, hy - 1, hz + 1))
    for index in (3, 6):
        x, y, z = spine[index]
        parts += moved(
            mirrored(
                [
                    *rod(skin, (2, 0, -0.6), (4.8, -1, -3.6), 1.2, tip=0.9),
                    *box(horn, (4.2, 6), (-2.6, -0.4), (-4.8, -3.6)),
                ]
            ),
            (x, y, z),
        )
    return parts + ball(mane, spine[0], (1.2, 2.4, 1.8))


def ghost(making: Making) -> Parts:
    """Build a ghost: a sheet with a wavy hem and round eyes."""
    sheet = making.coat(("f4f6fb", "dfe8fa", "e6f6ee"), "soft", names="body", main=True)
    parts = [
        *ball(sheet, (0, 0, 18), (8, 7.4, 9)),
        *lathe(sheet, (0, 0, 4), [(0, 9), (6, 8.2), (14, 8)], lobes=[(6, 0.07, 0.4)]),
    ]
    for index in range(7):
        turn = index * math.tau / 7
        parts += rod(
            sheet,
            (6.4 * math.cos(turn), 6.4 * math.sin(turn), 6),
            (6.8 * math.cos(turn), 6.8 * math.sin(turn), 1.4 + 1.6 * (index % 2)),
            2.2,
            tip=1.4,
        )
    dark = coat("3a2f4a", "flat") if not making.has("evil") else coat("ff4a3a", "flat", glows=True)
    parts += (
        mirrored(rod(sheet, (7, -1, 15), (11.4, -4, 17), 2.0, tip=1.4))
        + paint(mirrored(ball(dark, (3, -8, 20), (1.5, 3, 2.2))))
        + paint(ball(dark, (0, -9, 14.6), (1.5, 3, 1.8)))
    )
    return parts + changed(paint(mirrored(box(coat("f4a8b8", "flat"), (4.4, 6.2), (-12, -3), (16.6, 17.8)))), since=28)
