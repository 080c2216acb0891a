"""Small plants, clouds, snowmen and what hangs in space. Each is about 30 units high."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

from skyloom.geometry.parts import (
    Coat,
    Parts,
    Vec,
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
    ring,
    rod,
    scaled,
    tube,
    turned,
)
from skyloom.world.objects.making import Making
from skyloom.world.objects.tints import RAINBOW, coat

LEAF = ("4f9e48", "5fae3c", "3f8f52")
TURF, EARTH = coat("7fbf4d", "mottled"), coat("8f6140", "mottled")


def clod() -> Parts:
    """Return a little round piece of turf."""
    return [*drum(EARTH, (0, 0, -2.8), 8.2, 2), *drum(TURF, (0, 0, -1.2), 8.8, 1.4)]


def pot(making: Making) -> Parts:
    """Return a clay pot with earth, its rim at z = 0."""
    clay = making.coat(("c67a4f", "5f86a8", "e6dccb"), "plain", names="pot")
    parts = [*lathe(clay, (0, 0, -10), [(0, 4.6), (8, 6.6)]), *drum(clay, (0, 0, -2.6), 7.6, 2.8)]
    return parts + drum(coat("5a3f2c", "plain"), (0, 0, -0.6), 6.4, 1.2)


def flower(making: Making) -> Parts:
    """Build one flower on its stem, in a pot or on a piece of turf."""
    stem = making.coat(LEAF, "plain", names="stem leaf")
    potted = making.has("potted") or (not making.kind and making.piece.scheme % 3 == 1 and making.piece.count < 2)
    parts = pot(making) if potted else clod()
    if making.kind == "lotus":
        return lotus(making)
    high = {"sunflower": 22.0, "lavender": 14.0, "daisy": 15.0}.get(making.kind, 17.0)
    parts += tube(stem, [(0, 0, 0), (0.8, 0, high * 0.5), (0, -0.4, high)], 0.95)
    for sign, z in ((1, high * 0.26), (-1, high * 0.44)):
        parts += tube(stem, [(0, 0, z), (sign * 4.0, -0.6, z + 3), (sign * 6.6, -0.8, z + 2.2)], [0.8, 1.6, 0.6])
    bloom = turned(BLOOMS.get(making.kind, _daisy)(making), "z", 36)  # towards where it is seen from
    return parts + moved(bloom, (0, -0.4, high))


def _petal(making: Making, usual: tuple[str, ...], pattern: str = "plain") -> Coat:
    return making.coat(usual, pattern, names="petal flower bloom blossom", main=True)


def _daisy(making: Making) -> Parts:
    petal = _petal(making, ("f4f0f6", "f29ac0", "8fb8f4") if making.kind == "daisy" else ("f0569a", "f5a83c", "7a8ff0"))
    core = making.coat("f7c93a", "mottled", names="centre middle")
    parts: Parts = []
    for index in range(8):
        turn = index * math.tau / 8
        at = (4.8 * math.cos(turn), -1.0, 4.8 * math.sin(turn))
        parts += changed(ball(petal, at, (2.5, 1.3, 2.5)), tone=-(index % 2))
    return turned([*parts, *ball(core, (0, -1.8, 0), (3.2, 1.7, 3.2))], "x", 18)


def _sunflower(making: Making) -> Parts:
    petal, core = _petal(making, ("f7c42e", "f5a82c", "f9d75a")), coat("6b4226", "checks", second="563420")
    parts: Parts = []
    for index in range(14):
        turn = index * math.tau / 14
        a = (5.0 * math.cos(turn), 0.0, 5.0 * math.sin(turn))
        parts += changed(rod(petal, a, (a[0] * 1.75, 0.2, a[2] * 1.75), 1.5, tip=0.7), tone=-(index % 2))
    return turned([*parts, *drum(core, (0, -1.8, 0), 5.2, 2.6, axis=1)], "x", 14)


def _tulip(making: Making) -> Parts:
    petal = _petal(making, ("e23b4a", "f7c42e", "a55fd0"))
    parts = lathe(petal, (0, 0, -1), [(0, 1.4), (2.4, 3.8), (5.4, 4.1), (8, 3.4)])
    for index in range(6):
        turn = index * math.tau / 6
        parts += changed(
            rod(
                petal,
                (2.7 * math.cos(turn), 2.7 * math.sin(turn), 5),
                (2.9 * math.cos(turn), 2.9 * math.sin(turn), 9.4),
                1.6,
                tip=0.5,
            ),
            tone=-(index % 2),
        )
    return parts


def _rose(making: Making) -> Parts:
    petal = _petal(making, ("d92f3f", "f28ab0", "f6e9d8"))
    parts = [*ball(petal, (0, 0, 2.4), (4.6, 4.6, 4.0)), *drum(coat("4f9e48", "plain"), (0, 0, -1.6), 2.6, 1.6)]
    for index in range(5):
        turn = index * math.tau / 5
        parts += changed(ball(petal, (3.6 * math.cos(turn), 3.6 * math.sin(turn), 2.6), (2.7, 2.7, 3.2)), tone=-1)
    spiral = [(2.4 * math.cos(t), 2.4 * math.sin(t), 6.2) for t in (0, 1.3, 2.6, 3.9, 5.2)]
    return parts + changed(tube(petal, spiral, 0.9), tone=1) + changed(ball(petal, (0, 0, 6.2), 1.4), tone=-1)


def _lavender(making: Making) -> Parts:
    petal = _petal(making, ("9a7fe0", "7f8fe8", "d98fd0"), "checks")
    parts: Parts = []
    for index in range(7):
        r = 2.8 - index * 0.3
        parts += changed(drum(petal, (0, 0, -4 + index * 2.2), r, 1.8), tone=-(index % 2))
    return parts


def _flytrap(making: Making) -> Parts:
    jaw, inner = making.coat(("5fae3c", "8f4fb8", "d9483f"), "plain", names="head", main=True), coat("d9405a", "flat")
    tooth = coat("f8f4e6", "flat")
    parts = [
        *ball(jaw, (0, -2, 4), (6, 6, 5.6)),
        *carve(prism(jaw, [(-14, 6.2), (-2, 4), (-14, 1.2)], (-9, 9), axis=0)),
    ]
    parts += ball(inner, (0, -2.4, 4), (4.6, 4.4, 3.4)) + carve(
        prism(jaw, [(-14, 5.6), (-4, 4), (-14, 1.8)], (-9, 9), axis=0)
    )
    for x in (-3.6, -1.2, 1.2, 3.6):
        parts += [
            *box(tooth, (x - 0.6, x + 0.6), (-7.6, -5.8), (5.2, 7)),
            *box(tooth, (x - 0.6, x + 0.6), (-7.6, -5.8), (0.8, 2.6)),
        ]
    for x, y, z in ((3.4, -2.0, 8.6), (-3.6, -3.4, 7.6), (0.4, 0, 9.6), (5, 1, 6)):
        parts += ball(coat("f4f0e6", "flat"), (x, y, z), 1.3)
    return parts


BLOOMS: Mapping[str, Callable[[Making], Parts]] = {
    "sunflower": _sunflower, "tulip": _tulip, "rose": _rose, "daisy": _daisy, "lavender": _lavender,
    "carnivore": _flytrap,
}  # fmt: skip


def lotus(making: Making) -> Parts:
    """Build a water lily on its pad."""
    petal, pad = _petal(making, ("f5a8c8", "fbf4f6", "c9a0f0")), coat("4f9e48", "mottled")
    parts = [*drum(coat("4fb0ea", "ripples"), (0, 0, -2), 15, 2), *drum(pad, (0, 0, -0.2), 12, 1.2)]
    for ring_, (count, out, high, lean) in enumerate(((9, 6.4, 7.5, 4.4), (7, 4.2, 10.0, 2.4), (5, 2.2, 11.0, 0.6))):
        for index in range(count):
            turn = index * math.tau / count + ring_ * 0.4
            c, s = math.cos(turn), math.sin(turn)
            parts += changed(
                rod(petal, (out * 0.5 * c, out * 0.5 * s, 1), ((out + lean) * c, (out + lean) * s, high), 2.0, tip=0.6),
                tone=-(index % 2),
            )
    return parts + ball(coat("f7c93a", "flat"), (0, 0, 5), 2.2)


def bush(making: Making) -> Parts:
    """Build a bush of clumps with blossoms or berries."""
    leaf = making.coat(LEAF, "leaves", names="leaf", main=True)
    parts = clod()
    clumps: list[tuple[Vec, float]] = [
        ((0, 0, 5), 7.5),
        ((-5.6, -2, 3.6), 4.8),
        ((5.6, -1.4, 4), 5.0),
        ((1, 4.8, 4.4), 5),
        ((-2, -4.4, 3), 4.2),
    ]
    for at, radius in clumps:
        parts += ball(leaf, at, (radius, radius, radius * 0.92), power=2.4)
    digits = {"rose": "f06a9a", "berry": "4a5fd0"}.get(making.kind, making.pick(("e23b3b", "f6d64a", "f29ac0")))
    bloom = making.coat(digits, "flat", names="berry flower blossom")
    for index in range(13):
        at, radius = clumps[index % len(clumps)]
        turn, rise = index * 2.4, -0.2 + 0.9 * ((index * 7) % 13) / 13
        flat = math.sqrt(max(1 - rise * rise, 0))
        parts += changed(
            ball(
                bloom,
                (
                    at[0] + radius * flat * math.cos(turn),
                    at[1] + radius * flat * math.sin(turn),
                    at[2] + radius * 0.9 * rise,
                ),
                0.95,
            ),
            since=16,
        )
    return parts


def cactus(making: Making) -> Parts:
    """Build a cactus: a column with arms, a pile of pads, or a ball."""
    green = making.coat(
        ("4f9a58", "6aa84a", "3f8f6a"),
        "gores",
        names="body",
        main=True,
        second=making.pick(("3f8550", "588f3e", "34785a")),
    )
    bloom = making.coat(("f06a9a", "f7c42e", "f08a3c"), "flat", names="flower blossom")
    sand = coat("e8c98a", "mottled")
    parts = (
        pot(making)
        if making.has("potted")
        else [*drum(coat("d2ab68", "plain"), (0, 0, -2.6), 9.4, 1.8), *drum(sand, (0, 0, -1.2), 10, 1.4)]
    )
    if making.kind == "pear":
        for (x, z), lean, size in (
            ((0, 6), 0, 6.4),
            ((-5.4, 14), 24, 4.6),
            ((5, 14.6), -26, 4.8),
            ((0.4, 18.6), 4, 4.4),
            ((8.6, 20.6), -18, 3.2),
        ):
            pad = turned(ball(green, (0, 0, 0), (size * 0.86, 2.1, size)), "y", -lean)
            parts += moved(pad, (x, 0, z)) + ball(bloom, (x - lean * 0.02, -0.4, z + size + 0.6), 1.2)
        return parts
    if making.kind == "barrel":
        return [*parts, *ball(green, (0, 0, 7), (9, 9, 8.6)), *drum(bloom, (0, 0, 14.6), 3.4, 1.8)]
    parts += [*drum(green, (0, 0, 0), 4, 23), *ball(green, (0, 0, 23), 4)]
    for sign, low, up in ((-1, 9.0, 9.0), (1, 12.5, 8.0)):
        x = sign * 8.4
        parts += [*rod(green, (0, 0, low), (x, 0, low), 2.5), *rod(green, (x, 0, low), (x, 0, low + up), 2.5)]
        parts += ball(bloom, (x, -0.6, low + up + 2.6), 1.3)
    spine = coat("f6f0d2", "flat")
    for index in range(14):
        turn, z = index * 2.4, 3 + index * 1.5
        parts += changed(ball(spine, (4 * math.cos(turn), 4 * math.sin(turn), z), 0.35), since=40)
    return [*parts, *ball(bloom, (0, 0, 27), 1.8), *ball(coat("9a9088", "rock"), (6, -5, 0.6), 1.8)]


def mushroom(making: Making) -> Parts:
    """Build a toadstool with two small ones at its foot."""
    cap = making.coat(("d9332b", "8a56c8", "c98a4a"), "spots", names="cap", main=True, second="fff6ea")
    stem, gill = making.coat("f3e8d2", "soft", names="stem"), coat("e4d0ac", "flat")
    parts = clod()
    for x, y, size in ((0.0, 0.0, 1.0), (7.6, -4.0, 0.42), (-7.0, -3.2, 0.34)):
        one = [
            *lathe(stem, (0, 0, 0), [(0, 4.2), (5, 3.0), (13, 3.2)]),
            *drum(gill, (0, 0, 12.2), 9.4, 1.4),
            *drum(stem, (0, 0, 9.2), 4.4, 1.1),
        ]
        one += lathe(cap, (0, 0, 13.2), [(0, 11), (2.4, 10.8), (6, 8.8), (9, 5.6), (11, 1.0)])
        parts += moved(scaled(one, size), (x, y, 0))
    return parts


def pumpkin(making: Making) -> Parts:
    """Build a pumpkin, carved and lit if that is wanted."""
    rind = making.coat(
        ("f08a24", "e6752a", "f2a33c"),
        "gores",
        names="body",
        main=True,
        second=making.pick(("dd7719", "d0641f", "e08f2c")),
    )
    stem = coat("5a8a3c", "plain")
    parts: Parts = []
    for index in range(10):
        turn = index * math.tau / 10
        parts += ball(rind, (6.4 * math.cos(turn), 6.4 * math.sin(turn), 9), (7.2, 7.2, 9.4))
    parts += tube(stem, [(0, 0, 16), (0.4, 0, 20), (2.4, 0, 22)], [2.2, 1.6, 1.4])
    parts += tube(stem, [(1, 0, 18.4), (6, -3, 18.4), (8, -6, 16.6)], [0.7, 0.7, 1.4])
    if making.kind == "lantern" or making.has("evil", "glowing"):
        light = coat("ffe05a", "flat", glows=True)
        eye = prism(light, [(2.4, 11), (7.4, 11), (5.4, 15)], (-16, -8), axis=1)
        parts += paint(mirrored(eye)) + paint(prism(light, [(-1.4, 8.6), (1.4, 8.6), (0, 10.8)], (-18, -8), axis=1))
        mouth = [(-8, 7), (-5, 3.4), (5, 3.4), (8, 7), (5, 5.6), (3, 7), (1, 5.2), (-1, 5.2), (-3, 7), (-5, 5.6)]
        parts += paint(prism(light, mouth, (-18, -7), axis=1))
    return parts


def cloud(making: Making) -> Parts:
    """Build a cloud, with a rainbow, rain or lightning where they are wanted."""
    dark = making.has("evil")
    puff = making.coat(
        ("f6f9fd", "eaf1fa", "fdeef4") if not dark else ("6f7684", "5f6678", "7a7488"), "soft", main=True
    )
    parts: Parts = []
    for x, y, z, r in (
        (0, 0, 5, 7.4),
        (-8, 0.6, 3, 5.4),
        (8, -0.4, 3.4, 5.8),
        (-3.4, -3.4, 3, 5.4),
        (4, -3, 2.8, 5),
        (13, 0.4, 1.8, 3.4),
        (-13, 0, 1.8, 3.2),
    ):
        parts += ball(puff, (x, y, z), (r, r * 0.86, r * 0.86))
    parts += carve(box(puff, (-40, 40), (-40, 40), (-20, -1.4)))
    if making.kind == "rainbow":
        for index, colour in enumerate(RAINBOW):
            band = ring(Coat(rgb=colour, pattern="flat"), (0, 2.5, 1), 15.4 - index * 1.35, 0.85, axis=1)
            parts += band
        parts += carve(box(puff, (-40, 40), (-40, 40), (-30, -1.4)))
    if dark:
        bolt = coat("ffe14a", "flat", glows=True)
        parts += prism(
            bolt, [(-1, 0), (3, 0), (1.4, -4.4), (4, -4.4), (-1.6, -12), (0, -6), (-2.6, -6)], (-1.4, 0.2), axis=1
        )
    return parts


def snowman(making: Making) -> Parts:
    """Build a snowman with a carrot nose, a scarf and a hat."""
    snow = making.coat(("f4f8fc", "eaf2fa", "fbf7f2"), "soft", names="body", main=True)
    coal, scarf = coat("2b2a30", "flat"), making.coat(("d9403a", "3f74c8", "3fa862"), "flat", names="scarf")
    parts = [
        *drum(coat("e3edf6", "mottled"), (0, 0, -1.2), 11, 1.6),
        *ball(snow, (0, 0, 6.6), (8, 8, 7)),
        *ball(snow, (0, 0, 15.6), (6, 6, 5.4)),
        *ball(snow, (0, 0, 22.8), (4.7, 4.7, 4.5)),
    ]
    parts += paint(mirrored(box(coal, (1.0, 2.4), (-6, -3), (23.4, 24.8))))
    parts += rod(making.coat("f08a2c", "flat", names="nose carrot"), (0, -4.2, 22.4), (0, -8.4, 22.0), 1.0, tip=0.4)
    for x, z in ((-2, 20.6), (-0.8, 20.1), (0.8, 20.1), (2, 20.6)):
        parts += changed(paint(box(coal, (x - 0.5, x + 0.5), (-6, -3), (z - 0.4, z + 0.5))), since=28)
    for z in (13, 15.8, 8.4):
        parts += ball(coal, (0, -5.6 if z > 10 else -7.6, z), 0.8)
    parts += [*drum(scarf, (0, 0, 18.4), 5.2, 2.2), *box(scarf, (1.6, 3.8), (-6.6, -4.6), (12.6, 19.6))]
    stick = coat("6f4a30", "flat")
    arm = [*rod(stick, (5.4, 0, 16), (11, -1, 19.5), 0.65), *rod(stick, (9, -0.6, 18.2), (11.4, -1, 17.4), 0.5)]
    parts += mirrored(arm)
    if not making.has("bareheaded"):
        hat = making.coat("33323a", "plain", names="hat")
        parts += [
            *drum(hat, (0, 0, 26.2), 5.8, 1.1),
            *drum(hat, (0, 0, 27), 3.9, 5),
            *drum(scarf, (0, 0, 27.2), 4.1, 1.3),
        ]
    return parts


def planet(making: Making) -> Parts:
    """Build a planet: the earth, one with rings, the moon, the sun, or a strange one."""
    kind = making.kind or making.pick(("", "ringed", "bands"))
    if kind == "sun":
        core, ray = (
            making.coat("ffc53a", "glow", second="fff0a0", main=True, glows=True),
            coat("ff8f2e", "flat", glows=True),
        )
        parts = ball(core, (0, 0, 0), 10.5)
        for turn, lift in (
            [(i * math.tau / 8, 0.0) for i in range(8)]
            + [(0.4 + i * math.tau / 4, 0.8) for i in range(4)]
            + [(0.4 + i * math.tau / 4, -0.8) for i in range(4)]
        ):
            c, s, f = math.cos(turn) * math.cos(lift), math.sin(lift), math.sin(turn) * math.cos(lift)
            parts += rod(ray, (10 * c, 10 * s, 10 * f), (15 * c, 15 * s, 15 * f), 2.0, tip=0.5)
        return parts
    if kind == "earth":
        sea, land, ice = (
            making.coat("2f7fd0", "ripples", names="sea", main=True),
            coat("5fae4a", "mottled"),
            coat("f4f8fc", "flat"),
        )
        parts = ball(sea, (0, 0, 0), 14)
        for x, y, z, r in (
            (-4, -11, 5, 6.2),
            (-1, -12, -6, 4.6),
            (8, -9, 7, 5),
            (11, -5, -2, 5.4),
            (12, 4, 6, 5.6),
            (-12, -4, 3, 5),
            (0, 12, 4, 7),
            (8, -11, -8, 2.6),
        ):
            parts += paint(ball(land, (x, y, z), (r, r, r * 0.9)))
        parts += paint(ball(ice, (0, 0, 14), (7, 7, 2.6))) + paint(ball(ice, (0, 0, -14), (7, 7, 2.4)))
        white = coat("ffffff", "flat")
        return [
            *parts,
            *ball(white, (-7, -10.4, 8.4), (4, 2.4, 1.2)),
            *ball(white, (9, -10, 1.6), (3.4, 2.8, 1.1)),
            *ball(white, (12.4, 1, -6), (2.4, 3.6, 1.1)),
        ]
    if kind == "moon":
        rock, dark = (
            making.coat(("d5d8e0", "c9c4b8", "f2e3a8"), "mottled", main=True),
            making.coat("a9adb8", "flat", names="crater"),
        )
        parts = ball(rock, (0, 0, 0), 14)
        for x, y, z, r in (
            (-5, -12, 5, 3.6),
            (4, -13, -3, 2.8),
            (10, -8, 6, 3.2),
            (12, -2, -6, 3.8),
            (-9, -9, -5, 2.8),
            (2, -10, 10, 2.2),
            (13, 4, 3, 2.6),
            (4, -4, 13, 3.2),
        ):
            parts += carve(ball(rock, (x * 1.06, y * 1.06, z * 1.06), r * 0.7)) + paint(ball(dark, (x, y, z), r * 0.9))
        return parts
    body = making.coat(
        ("e0a55a", "7a6fd0", "4fb0a8"), "bands", main=True, second=making.pick(("f2cf96", "9c8fe8", "8fd8c0"))
    )
    parts = ball(body, (0, 0, 0), 10 if kind == "ringed" else 13)
    if kind == "ringed":
        disc = making.coat(("d9c29a", "c9b0f0", "e8d8a0"), "flat", names="ring")
        belt = [*drum(disc, (0, 0, -0.8), 17.5, 1.6), *carve(drum(disc, (0, 0, -3), 13, 6)), *ball(body, (0, 0, 0), 10)]
        parts = turned(belt, "y", 16)
        parts += turned(rod(disc, (9, 0, 0), (13.4, 0, 0), 0.8), "y", 16) + turned(
            rod(disc, (-9, 0, 0), (-13.4, 0, 0), 0.8), "y", 16
        )
    else:
        spot = coat(making.pick(("c9623a", "d8a0f0", "2f7f78")), "flat")
        parts += paint(ball(spot, (3, -12, -3), (3.4, 3, 2.4))) + paint(ball(spot, (11, -6, 4), (3, 3, 2.2)))
    return parts


def star(making: Making) -> Parts:
    """Build a plump five-pointed star."""
    gold = making.coat(("f9cf3a", "f58fb0", "6fc6f5"), "plain", main=True, glows=making.has("glowing"))
    outline = []
    for index in range(10):
        radius = 15 if index % 2 == 0 else 7
        turn = math.pi / 2 + index * math.pi / 5
        outline.append((radius * math.cos(turn), radius * math.sin(turn)))
    parts: Parts = []
    for depth, share in ((3.6, 0.72), (2.6, 0.9), (1.5, 1.0)):
        parts += changed(
            prism(gold, [(x * share, z * share) for x, z in outline], (-depth, depth), axis=1),
            tone=1 if share < 0.8 else 0,
        )
    eye = coat("33262c", "flat")
    if making.has("cute") or making.piece.scheme % 2 == 0:
        parts += mirrored(box(eye, (1.6, 3.0), (-4.2, -3), (-0.6, 2.4)))
    return parts
