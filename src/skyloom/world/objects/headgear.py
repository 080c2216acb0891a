"""Hats, helmets and crowns on the head of a person."""

from __future__ import annotations

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
    paint,
    prism,
    rod,
)
from skyloom.world.objects.dressing import Dress
from skyloom.world.objects.making import Making
from skyloom.world.objects.tints import coat

SKINS = ("f2c6a0", "c98d62", "8a5a3c")


def hat(making: Making, dress: Dress) -> Parts:
    """Return what somebody wears on the head."""
    if not dress.hat or making.lacks("hat", "helmet") or making.has("bareheaded"):
        return []
    return HATS[dress.hat](making, dress)


def _hat_coat(making: Making, dress: Dress, pattern: str = "plain") -> Coat:
    usual = dress.hat_colour or dress.top
    return making.coat(usual, pattern, names="hat helmet cap", main=not dress.hat_colour)


def _pointed(making: Making, dress: Dress) -> Parts:
    felt, band = _hat_coat(making, dress), making.coat("f2c542", "flat", names="band")
    parts = [*drum(felt, (0, 0, 26), 8.2, 1.3), *lathe(felt, (0, 0, 27), [(0, 5.4), (5, 3.6), (9, 2.0)])]
    parts += [*drum(band, (0, 0, 27), 5.6, 1.5), *lathe(felt, (0.8, 0.4, 35), [(0, 2.2), (4.5, 0.5)])]
    return parts + changed(ball(band, (-1.6, -4.2, 30.4), 0.9), since=28)


def _helmet(making: Making, dress: Dress) -> Parts:
    steel = making.coat(dress.armour or "aab4c2", "metal", names="helmet")
    plume = making.coat(("d0302c", "3f6fc0", "8446c4"), "plain", names="plume feather")
    parts = ball(steel, (0, 0, 23), (5.8, 5.5, 6.2), power=4)
    parts += paint(box(coat("22232b", "flat"), (-4.2, 4.2), (-9, -4), (21.4, 23.4)))
    parts += changed(paint(box(steel, (-0.5, 0.5), (-9, -4), (17, 24))), since=28)
    parts += changed(paint(mirrored(box(coat("22232b", "flat"), (1.2, 2.0), (-9, -4), (18.2, 20)))), since=44)
    return parts + box(plume, (-0.9, 0.9), (-3, 5.4), (28, 31.4)) + box(plume, (-0.9, 0.9), (4.6, 7.2), (24, 30.6))


def _crown(making: Making, _: Dress) -> Parts:
    gold = making.coat("f2c03a", "metal", names="crown")
    parts = [*drum(gold, (0, 0, 26.4), 5.2, 2.2), *carve(drum(gold, (0, 0, 27.6), 3.9, 6))]
    for x, y in ((-4.2, -2.8), (4.2, -2.8), (0, -4.9), (-4.2, 2.8), (4.2, 2.8), (0, 4.9)):
        parts += box(gold, (x - 0.9, x + 0.9), (y - 0.9, y + 0.9), (27, 30.6))
    return parts + ball(coat("d8302c", "flat"), (0, -5.3, 27.8), 0.9)


def _tiara(making: Making, _: Dress) -> Parts:
    gold = making.coat("f2c03a", "metal", names="crown")
    return [
        *box(gold, (-4, 4), (-5.2, -3.6), (26.6, 28)),
        *box(gold, (-1, 1), (-5.2, -3.8), (27, 30.4)),
        *ball(coat("f06aa8", "flat"), (0, -5.4, 28.2), 0.9),
    ]


def _brimmed(making: Making, dress: Dress, *, brim: float, high: float, top: float = 0.85) -> Parts:
    felt = _hat_coat(making, dress)
    parts = [*drum(felt, (0, 0, 26.2), brim, 1.2), *drum(felt, (0, 0, 27), 5.2, high, top=top)]
    return parts + drum(coat("4a3428", "flat"), (0, 0, 27.2), 5.4, 1.1)


def _tricorn(making: Making, dress: Dress) -> Parts:
    felt, trim = _hat_coat(making, dress), coat("f2c542", "flat")
    parts = prism(felt, [(-8, 26.2), (8, 26.2), (5.6, 29.6), (0, 31.4), (-5.6, 29.6)], (-5.8, -3.6), axis=1)
    parts += [*drum(felt, (0, 0, 26), 6.2, 3.4, top=0.8), *box(felt, (-7, 7), (3, 5.4), (26.2, 29.4))]
    parts += [
        *ball(coat("f4f0e6", "flat"), (0, -5.9, 29.0), 1.3),
        *box(coat("f4f0e6", "flat"), (-1.8, 1.8), (-6.1, -5.4), (26.9, 27.7)),
    ]
    return parts + changed(box(trim, (-7.6, 7.6), (-6.1, -5.6), (26.0, 26.7)), since=28)


def _visor(making: Making, _: Dress) -> Parts:
    shell, glass = (
        making.coat("f2f4f6", "plain", names="helmet"),
        making.coat("3f7fb8", "facets", names="visor", second=""),
    )
    parts = [
        *ball(shell, (0, 0, 22.4), (7.2, 6.8, 7.0), power=3),
        *ball(glass, (0, -2.6, 22.4), (5.6, 5.4, 4.6), power=3),
    ]
    parts += [
        *box(shell, (-4.6, 4.6), (2.6, 6), (9, 18)),
        *box(coat("f08a2c", "flat"), (-1.6, 1.6), (-3.2, -2), (12, 15)),
    ]
    return parts + paint(box(coat("e9f6ff", "flat"), (1.6, 3.2), (-12, -4), (24, 25.6)))


def _horned(making: Making, _: Dress) -> Parts:
    steel, horn = making.coat("9aa2ae", "metal", names="helmet"), making.coat("f0e8d2", "plain", names="horn")
    parts = [
        *ball(steel, (0, 0, 25.4), (5.6, 5.3, 4.2), power=3),
        *drum(coat("c99a3c", "metal"), (0, 0, 24.2), 5.8, 1.4),
    ]
    side = rod(horn, (5, 0, 26.6), (8.6, 0, 28), 1.4, tip=1.1) + rod(horn, (8.6, 0, 28), (9.4, 0, 32), 1.1, tip=0.5)
    return parts + mirrored(side)


def _kabuto(making: Making, dress: Dress) -> Parts:
    plate, gold = making.coat(dress.armour, "plain", names="helmet"), coat("f2c542", "flat")
    parts = [
        *ball(plate, (0, 0.2, 25.2), (5.8, 5.5, 4.2), power=3),
        *lathe(plate, (0, 0.6, 19.6), [(0, 7), (3, 6.2), (6, 5.4)]),
    ]
    parts += carve(box(plate, (-4.2, 4.2), (-9, -1), (18, 24)))
    parts += ball(coat("f2c6a0", "flat"), (0, 0, 22), (4.9, 4.6, 3.4), power=4.5)
    parts += paint(mirrored(box(coat("2a2430", "flat"), (1.4, 3), (-6, -3.6), (21.4, 23))))
    return parts + mirrored(rod(gold, (0.6, -5.4, 27), (4.6, -5.6, 32.5), 0.8, tip=0.5))


def _round(making: Making, dress: Dress) -> Parts:
    shell = _hat_coat(making, dress)
    parts = [*ball(shell, (0, 0, 25.6), (6, 5.8, 4.2), power=2.6), *drum(shell, (0, 0, 24.6), 6.6, 1.2)]
    return parts + carve(box(shell, (-4.2, 4.2), (-8, -5.2), (19, 24.4)))


def _santa(making: Making, _: Dress) -> Parts:
    felt, fur = making.coat("d0302c", "plain", names="hat"), coat("fafafa", "flat")
    parts = [*drum(fur, (0, 0, 25.4), 5.9, 2.2), *lathe(felt, (0, 0, 27.4), [(0, 5.2), (3.6, 3.6)])]
    return (
        parts
        + rod(felt, (0, 0, 30), (4.6, 1, 33), 2.8, tip=1.4)
        + rod(felt, (4.6, 1, 33), (7.4, 1, 30), 1.4)
        + ball(fur, (7.6, 1, 29), 1.8)
    )


def _hood(making: Making, dress: Dress) -> Parts:
    cloth = _hat_coat(making, dress)
    parts = ball(cloth, (0, 0.8, 22.8), (6.2, 5.8, 6.4), power=3) + lathe(cloth, (0, 2.4, 27), [(0, 4), (4.4, 1)])
    parts += carve(box(cloth, (-4.2, 4.2), (-9, -3.6), (18, 25.6)))
    face = coat("f2c6a0" if making.kind == "elf" else making.pick(SKINS), "flat")
    if making.has("evil"):
        face = coat("26232b", "flat")
    parts += ball(face, (0, -0.2, 22), (4.8, 4.5, 4.4), power=4.5)
    eye = coat("ffd95a", "flat", glows=True) if making.has("evil") else coat("2a2430", "flat")
    return parts + paint(mirrored(box(eye, (1.4, 3.0), (-6, -3.6), (21.2, 23.2))))


def _cone(making: Making, dress: Dress) -> Parts:
    felt = _hat_coat(making, dress)
    return lathe(felt, (0, 0, 25), [(0, 5.9), (1.4, 5.8), (7, 2.8), (11, 0.8)])


def _chef(making: Making, dress: Dress) -> Parts:
    cloth = _hat_coat(making, dress)
    parts = [*drum(cloth, (0, 0, 26), 5, 3.4), *ball(cloth, (0, 0, 31), (6.4, 6.2, 3.2))]
    return [*parts, *ball(cloth, (-3, 0, 32.2), 2.8), *ball(cloth, (3, 1, 32), 2.8)]


def _peaked(making: Making, dress: Dress) -> Parts:
    cloth = _hat_coat(making, dress)
    parts = [*drum(cloth, (0, 0, 26), 5.4, 2.2), *drum(cloth, (0, -0.4, 28), 6.4, 1.8)]
    return [
        *parts,
        *box(coat("1f222c", "flat"), (-4, 4), (-7.6, -4), (26, 26.9)),
        *box(coat("f2c542", "flat"), (-1, 1), (-6.9, -4), (27.4, 29.4)),
    ]


def _halo(_: Making, __: Dress) -> Parts:
    gold = coat("ffe27a", "flat", glows=True)
    parts = [*drum(gold, (0, 1, 31), 5, 1), *carve(drum(gold, (0, 1, 30), 3.4, 3))]
    return parts + rod(gold, (0, 4.6, 27), (0, 5, 31), 0.5)


def _horns(making: Making, dress: Dress) -> Parts:
    horn = making.coat(dress.hat_colour, "plain", names="horn")
    return mirrored(
        rod(horn, (3, -1, 26.6), (5, -1, 29), 1.3, tip=1.0) + rod(horn, (5, -1, 29), (4.4, -1, 32), 1.0, tip=0.5)
    )


def _curls(making: Making, dress: Dress) -> Parts:
    curl = _hat_coat(making, dress)
    parts = mirrored(ball(curl, (5.6, 0.6, 24.4), 3.0) + ball(curl, (5.0, 1, 27.2), 2.6))
    return parts + drum(coat("3f62b8", "plain"), (0, 0, 27), 2.6, 4) + drum(coat("3f62b8", "plain"), (0, 0, 26.6), 4, 1)


def _ears(making: Making, dress: Dress) -> Parts:
    return mirrored(rod(_hat_coat(making, dress), (3.6, 0, 26.6), (4.2, 0, 31), 1.3, tip=0.5))


HATS = {
    "pointed": _pointed, "helmet": _helmet, "crown": _crown, "tiara": _tiara, "tricorn": _tricorn, "visor": _visor,
    "horned": _horned, "kabuto": _kabuto, "round": _round, "santa": _santa, "hood": _hood, "cone": _cone, "chef": _chef,
    "peaked": _peaked, "halo": _halo, "horns": _horns, "curls": _curls, "ears": _ears,
    "straw": lambda making, dress: _brimmed(making, dress, brim=9.2, high=3.4),
    "cowboy": lambda making, dress: _brimmed(making, dress, brim=8.6, high=4.6),
}  # fmt: skip
