"""Houses, huts, shops and tents. A house is about 32 units wide."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from skyloom.geometry.parts import (
    Parts,
    ball,
    box,
    carve,
    changed,
    drum,
    gable,
    hip,
    moved,
    prism,
    rod,
    turned,
)
from skyloom.world.objects.huts import gingerbread, igloo, japanese, mushroom, tree_house
from skyloom.world.objects.making import Making
from skyloom.world.objects.openings import chimney, doorway, garden, window
from skyloom.world.objects.tints import coat


def house(making: Making) -> Parts:
    """Build the kind of house that is wanted."""
    kind = making.kind
    if not kind and making.has("evil"):
        kind = "haunted"
    if not kind and making.has("modern"):
        kind = "modern"
    return KINDS.get(kind, cottage)(making)


def cottage(making: Making) -> Parts:
    """Build a cottage: plastered walls with beams, a steep roof, a chimney, a garden."""
    wall = making.coat(("f1e6cf", "e9d3b0", "dfe3e6"), "plain", names="wall", main=True)
    roof = making.coat(("c2523c", "4f6f9f", "8c5a3c"), "tiles", names="roof")
    if making.kind == "cottage" and making.piece.scheme % 3 == 2:
        roof = making.coat("c9a04f", "tiles", names="roof")
    beam, base = making.coat("6f4a30", "flat", names="beam"), coat("8d9098", "stones")
    parts = garden(making, (-15, 15), (-14.5, 12))
    parts += [*box(base, (-10.6, 10.6), (-8.2, 8.2), (-0.5, 1.6)), *box(wall, (-10, 10), (-7.6, 7.6), (1.0, 11))]
    parts += gable(wall, (-10, 10), (-7.4, 7.4), (11, 20.5), along="x")
    for x in (-10, 10):
        for y in (-7.6, 7.6):
            parts += box(beam, (x - 0.7, x + 0.7), (y - 0.7, y + 0.7), (1, 11.4))
    parts += box(beam, (-10.3, 10.3), (-7.9, -7.0), (10.2, 11.4))
    for sign in (-1, 1):
        slope = prism(roof, [(sign * 10.0, 9.6), (sign * 10.0, 11.4), (0, 22.8), (0, 20.6)], (-12.4, 12.4), axis=0)
        parts += slope
    parts += box(
        making.coat(("9c3f30", "3d587f", "6f4630"), "plain", names="ridge"), (-12.6, 12.6), (-0.9, 0.9), (21.4, 23.2)
    )
    parts += doorway(making, (0, -7.6, 1.2))
    parts += window(making, (-6.2, -7.6, 6.6)) + window(making, (6.2, -7.6, 6.6))
    parts += window(making, (10, 0, 6.4), side="x") + window(making, (10, 0, 14.0), 2.8, 3.0, side="x")
    return parts + chimney(making, (-5.6, 3.0), 12, 24)


def cabin(making: Making) -> Parts:
    """Build a log cabin with a porch."""
    log = making.coat(("9a6638", "87552f", "a87544"), "boards", names="wall log", main=True)
    roof = making.coat(("5f7f4a", "6b4a35", "84503c"), "tiles", names="roof")
    end, stone = coat("d0a06a", "flat"), coat("8d9098", "stones")
    parts = garden(making, (-15, 15), (-14, 12))
    parts += [*box(stone, (-10.6, 10.6), (-8, 8), (-0.4, 1.4)), *box(log, (-10, 10), (-7.4, 7.4), (1, 10.5))]
    for row in range(5):
        z = 2.0 + row * 1.9
        for x in (-9.2, 9.2):
            parts += [*drum(log, (x, -8.6, z), 0.95, 17.2, axis=1), *drum(end, (x, -8.9, z), 0.8, 0.5, axis=1)]
    parts += gable(log, (-10, 10), (-7.4, 7.4), (10.4, 18), along="y")
    for sign in (-1, 1):
        parts += prism(roof, [(sign * 12.2, 8.2), (sign * 12.2, 10.2), (0, 20.6), (0, 18.4)], (-10, 9.6), axis=1)
    parts += doorway(making, (-3.4, -7.4, 1.2)) + window(making, (4.4, -7.4, 6), 4.2, 3.8)
    parts += window(making, (10, 0.5, 6), side="x")
    parts += changed(drum(coat("d0a06a", "flat"), (0, -8.2, 14.0), 1.6, 1.2, axis=1), since=24)
    return parts + chimney(making, (6.2, 3.4), 10, 21)


def modern(making: Making) -> Parts:
    """Build a villa: white slabs, wide glass, a terrace with a pool."""
    wall = making.coat(("f4f4f1", "e6e1d8", "dde3ea"), "plain", names="wall", main=True)
    dark, wood = making.coat("4b4f5a", "plain", names="roof"), coat("b07a48", "planks")
    glass = making.coat("8fd8f2", "facets", names="window glass")
    turf = coat("84c454", "mottled")
    parts = [
        *box(coat("8f6140", "plain"), (-16, 16), (-13, 12), (-3, -1.5)),
        *box(turf, (-16, 16), (-13, 12), (-1.8, 0)),
    ]
    parts += [*box(wall, (-13, 9), (-6, 9), (0, 8)), *box(glass, (-10, 3), (-6.3, 0), (0.8, 6.8))]
    parts += [*box(dark, (-13.8, 9.8), (-7.2, 9.6), (7.8, 9)), *box(wall, (-5, 13.5), (-4, 8.5), (9, 16.5))]
    parts += [*box(glass, (-2.5, 11), (-4.3, 0), (10.2, 15.2)), *box(glass, (10, 13.8), (-1, 6), (10.2, 15.2))]
    parts += [*box(dark, (-6, 14.6), (-5.2, 9.4), (16.3, 17.6)), *box(wood, (4, 9), (-6.3, 0), (0, 7.9))]
    for x in (-6, -2):
        parts += changed(box(dark, (x - 0.3, x + 0.3), (-6.5, -5), (0.8, 6.8)), since=32)
    for x in (2, 6.5):
        parts += changed(box(dark, (x - 0.3, x + 0.3), (-4.5, -3), (10.2, 15.2)), since=32)
    if not making.lacks("pool"):
        parts += [*box(coat("e9edf0", "plain"), (-13, 2.5), (-12, -7.6), (-1, 0.5))]
        parts += [
            *carve(box(wall, (-12, 1.5), (-11.2, -8.4), (-0.4, 2))),
            *box(coat("45c3ee", "ripples"), (-12, 1.5), (-11.2, -8.4), (-1, -0.1)),
        ]
    leaf = coat("58a043", "leaves")
    for x, y, r in ((12.6, -9, 2.6), (12.8, 4.5, 0.0), (7.5, -10.6, 1.7)):
        parts += ball(leaf, (x, y, r * 0.7), r) if r else []
    return parts


def barn(making: Making) -> Parts:
    """Build a red barn with a broken roof, white trim and a silo."""
    wall = making.coat(("b8362f", "a6402f", "8f4d35"), "planks", names="wall", main=True)
    roof, trim = (
        making.coat(("5d5f68", "6b4a3a", "44607a"), "tiles", names="roof"),
        making.coat("f4eee2", "flat", names="trim door"),
    )
    parts = garden(making, (-16, 16), (-13, 12))
    outline = [(-9.5, 0), (9.5, 0), (9.5, 10), (6.4, 15.4), (0, 19), (-6.4, 15.4), (-9.5, 10)]
    parts += prism(wall, [(x - 3, z) for x, z in outline], (-9, 9), axis=1)
    over = [
        (-10.6, 9.4),
        (-7, 16.2),
        (0, 20.4),
        (7, 16.2),
        (10.6, 9.4),
        (9.2, 9.4),
        (6.2, 14.8),
        (0, 18.4),
        (-6.2, 14.8),
        (-9.2, 9.4),
    ]
    parts += prism(roof, [(x - 3, z) for x, z in over], (-10.4, 10.2), axis=1)
    parts += box(trim, (-7.6, 1.6), (-9.5, 0), (0, 9.6))
    parts += box(wall, (-6.8, 0.8), (-9.7, 0), (0, 8.8))
    for lean in (-1, 1):
        parts += rod(trim, (-3 - 3.6 * lean, -9.6, 0.6), (-3 + 3.6 * lean, -9.6, 8.4), 0.5)
    parts += [
        *box(trim, (-5, -1), (-9.5, 0), (11.6, 15.6)),
        *box(coat("3d2b26", "flat"), (-4.2, -1.8), (-9.7, 0), (12.2, 15)),
    ]
    silo = making.coat("c3c9d2", "bands", names="silo", second="aab1bd")
    parts += [*drum(silo, (11, 3, 0), 4.2, 17), *ball(roof, (11, 3, 17), (4.5, 4.5, 3.8))]
    return parts + box(coat("e2bd5a", "planks"), (7, 11.5), (-11, -7.5), (0, 3.2))


def shop(making: Making) -> Parts:
    """Build a shop with a striped awning, a wide window and a sign."""
    wall = making.coat(("f0c987", "9fc6c0", "e3a6a0"), "bricks", names="wall", main=True)
    stripe = making.coat(("d9483f", "3a86b8", "3f9a62"), "flat", names="awning roof")
    trim = coat("f7f1e4", "flat")
    dark, glass = coat("5d4334", "plain"), making.coat("a6e0f2", "facets", names="window glass")
    parts = [*box(coat("a9adb5", "stones"), (-14, 14), (-13, 11), (-2, 0)), *box(wall, (-11.5, 11.5), (-7, 9), (0, 19))]
    parts += [*box(trim, (-12.4, 12.4), (-7.9, 9.8), (18.4, 20.4)), *box(dark, (-12.2, 12.2), (-7.7, 9.6), (0, 1.6))]
    parts += [*box(trim, (-10.2, 2.6), (-7.7, 0), (1.8, 8.8)), *box(glass, (-9.5, 1.9), (-7.9, 0), (2.5, 8.1))]
    parts += doorway(making, (7, -7, 0), 4.6, 8)
    for index in range(8):
        x = -12 + index * 3.0
        cloth = stripe if index % 2 == 0 else trim
        parts += prism(cloth, [(-12.4, 8.8), (-12.4, 10.2), (-7, 13.6), (-7, 12.2)], (x, x + 3.0), axis=0)
    for x in (-7, 0, 7):
        parts += window(making, (x, -7, 16), 3.0, 3.0) if making.piece.scheme % 2 == 0 or x == 0 else []
    parts += window(making, (11.5, 1, 14), 3.4, 4, side="x") + window(making, (11.5, 1, 5), 4.4, 4, side="x")
    sign = making.coat("6b4630", "plain", names="sign")
    parts += [*box(sign, (-7, 7), (-8.8, -6), (19.5, 24.6)), *box(trim, (-6.2, 6.2), (-9.0, -8), (20.4, 23.8))]
    badge = coat(("e8a23c", "d9483f", "7a4a2c")[making.piece.scheme % 3], "flat")
    return parts + box(badge, (-4.6, 4.6), (-9.3, -8.5), (21.4, 22.8))


def haunted(making: Making) -> Parts:
    """Build a haunted house: crooked, dark, with lit windows and a dead tree."""
    wall = making.coat(("5c5470", "57606b", "6b5560"), "boards", names="wall", main=True)
    roof = making.coat(("36304a", "3a3340", "2f3d4a"), "tiles", names="roof")
    lit = coat(making.pick(("ffd95a", "9df25a", "ffab4a")), "flat", glows=True)
    ground, dark = coat("5a6b45", "mottled"), coat("2c2633", "flat")
    parts = [
        *box(coat("4f4038", "plain"), (-15, 15), (-12, 11), (-3, -1.2)),
        *box(ground, (-15, 15), (-12, 11), (-1.6, 0)),
    ]
    parts += [*box(wall, (-9, 6), (-6, 7), (0, 13)), *box(wall, (2, 10), (-7.6, 1), (0, 20))]
    parts += prism(roof, [(-11, 12.4), (-11, 14), (-1.5, 24), (7, 14.4), (7, 12.6)], (-8, 8.6), axis=1)
    parts += hip(roof, (0.6, 11.4), (-9, 2.4), (19.6, 31.5))
    parts += rod(dark, (6, -3.3, 31), (6, -3.3, 34.5), 0.5)
    for x, y, z, side in (
        (-6, -6, 8.4, "y"),
        (-1.6, -6, 8.4, "y"),
        (6, -7.6, 14.5, "y"),
        (10, -3.4, 14.5, "x"),
        (10, -3.4, 5.4, "x"),
        (6, -7.6, 6, "y"),
    ):
        frame = box(dark, (-2.2, 2.2), (-0.8, 0.8), (-2.9, 2.9)) + box(lit, (-1.4, 1.4), (-1.0, 0.8), (-2.1, 2.1))
        frame += changed(box(dark, (-0.3, 0.3), (-1.2, 0.8), (-2.1, 2.1)), since=32)
        parts += moved(turned(frame, "z", 90) if side == "x" else frame, (x, y, z))
    parts += [*box(dark, (-5.8, -1.8), (-6.9, 0), (0, 6.4)), *box(lit, (-2.9, -2.4), (-7.2, 0), (2.8, 3.4))]
    bark = coat("453a3a", "plain")
    parts += rod(bark, (-12, -7, -0.5), (-11.6, -7, 8), 1.0, tip=0.7)
    for x, z in ((-14.6, 12), (-9.6, 12.6), (-12.2, 14)):
        parts += rod(bark, (-11.6, -7, 7.4), (x, -7.5, z), 0.7, tip=0.4)
    grave = coat("8b8f98", "plain")
    for x in (9, 12.6):
        parts += [
            *box(grave, (x - 1.1, x + 1.1), (-10.5, -9.6), (0, 2.6)),
            *drum(grave, (x, -10.5, 2.4), 1.1, 0.9, axis=1),
        ]
    return parts


def mansion(making: Making) -> Parts:
    """Build a mansion: two storeys, a middle with columns, wings and dormers."""
    wall = making.coat(("e8dcc0", "c98f6b", "dfe5e8"), "bricks", names="wall", main=True)
    roof, trim = (
        making.coat(("5a6478", "7d4438", "4c5a4e"), "tiles", names="roof"),
        making.coat("f8f5ec", "flat", names="trim column"),
    )
    parts = garden(making, (-17, 17), (-14, 10))
    parts += [*box(wall, (-15, 15), (-5, 7), (0, 15)), *box(wall, (-5.4, 5.4), (-7.6, 0), (0, 15.4))]
    parts += hip(roof, (-16, 16), (-6.2, 8.2), (14.8, 22), top=0.35)
    parts += gable(trim, (-6.6, 6.6), (-8.8, 0), (15.2, 20.4)) + gable(roof, (-7.4, 7.4), (-8.2, 1), (15.6, 21.4))
    parts += box(trim, (-15.5, 15.5), (-5.5, 7.5), (7.2, 8.0))
    for x in (-4.4, -1.9, 1.9, 4.4):
        parts += drum(trim, (x, -8.2, 0), 0.8, 15.4)
    parts += box(trim, (-6, 6), (-9.2, -7), (14.4, 15.8))
    for x in (-12, -8.2, 8.2, 12):
        parts += window(making, (x, -5, 4.2), 2.4, 3.6) + window(making, (x, -5, 11.2), 2.4, 3.4)
    parts += window(making, (0, -7.6, 11.4), 2.6, 3.4) + doorway(making, (0, -7.6, 0.2), 4, 6.4)
    for y in (-2, 3.4):
        parts += window(making, (15, y, 4.2), 2.4, 3.6, side="x") + window(making, (15, y, 11.2), 2.4, 3.4, side="x")
    return parts + chimney(making, (-10, 4), 16, 25) + (chimney(making, (10, 4), 16, 25) if making.kind else [])


KINDS: Mapping[str, Callable[[Making], Parts]] = {
    "cottage": cottage,
    "cabin": cabin,
    "modern": modern,
    "barn": barn,
    "shop": shop,
    "haunted": haunted,
    "mansion": mansion,
    "gingerbread": gingerbread,
    "mushroom": mushroom,
    "tree": tree_house,
    "igloo": igloo,
    "japanese": japanese,
}
