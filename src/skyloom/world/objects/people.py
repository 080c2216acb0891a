"""People: one chunky body, dressed by a table. A person is about 30 units high, its hands at x = ±8."""

from __future__ import annotations

from skyloom.geometry.parts import (
    Coat,
    Parts,
    ball,
    box,
    changed,
    lathe,
    mirrored,
    moved,
    paint,
    prism,
    rod,
)
from skyloom.world.objects.dressing import Dress, kinds
from skyloom.world.objects.handheld import HELD, nothing
from skyloom.world.objects.headgear import SKINS, hat
from skyloom.world.objects.making import Making
from skyloom.world.objects.tints import coat, mixed

HAIR = ("5a3a24", "2e2622", "d9a84e")
HAND = (8.2, -2.6, 9.0)
HEAD = (0.0, 0.0, 29.0)


def person(making: Making) -> Parts:
    """Build somebody of the wanted kind."""
    dress = kinds().get(making.kind, Dress(long_hair=making.piece.scheme % 2 == 1))
    skin = coat(dress.skin or making.pick(SKINS, turn=1 if making.kind else 0), "flat")
    if making.piece.material:
        skin = making.coat("f2c6a0", "flat", main=True)
    top = making.coat(
        dress.top or making.pick(("3f8fc0", "c8503c", "5a9c5a")),
        "plain",
        names="dress robe coat suit shirt jacket tunic top body uniform",
        main=True,
    )
    legs = making.coat(
        dress.legs or making.pick(("3f4a68", "5a4a3c", "4a4f5a")),
        "plain",
        names="trousers leg pants",
        main=bool(making.piece.material),
    )
    boots = making.coat("4a3428" if not dress.metal else "6a7484", "plain", names="boot shoe")
    belt = making.coat(dress.belt, "flat", names="belt")
    armoured = making.has("armoured") or bool(dress.armour)
    parts = _legs(legs, boots) if not dress.robe else _robe(making, top, dress)
    parts += _torso(making, dress, top, skin, belt, armoured=armoured)
    parts += _head(making, dress, skin)
    parts += hat(making, dress)
    parts += _back(making, dress)
    if making.kind == "skeleton":
        parts += _bones()
    if making.kind == "mermaid":
        parts += _tail(legs)
    if not making.has("unarmed") and making.piece.count < 2:
        parts += moved(HELD.get(dress.held, nothing)(making), HAND) if not making.has("holding") else []
        parts += moved(HELD.get(dress.other, nothing)(making), (-HAND[0], HAND[1], HAND[2]))
    return parts


def _legs(legs: Coat, boots: Coat) -> Parts:
    leg = [*box(legs, (0.5, 4.2), (-2, 2), (2, 8.6)), *box(boots, (0.4, 4.5), (-3.2, 2.2), (0, 2.4))]
    return mirrored(leg)


def _robe(making: Making, top: Coat, dress: Dress) -> Parts:
    trim = making.coat(dress.trim or "e8d9b0", "flat", names="trim") if dress.trim else top
    wide = 6.8 if making.kind in ("princess", "queen", "girl") else 5.6
    parts = lathe(top, (0, 0, 0.6), [(0, wide), (6, wide * 0.82), (10, 4.2)])
    parts += lathe(trim, (0, 0, 0), [(0, wide + 0.1), (1.4, wide)])
    return parts + mirrored(box(coat("3d2c26", "flat"), (0.8, 3.4), (-wide - 0.4, -wide + 2), (0, 1.4)))


def _torso(making: Making, dress: Dress, top: Coat, skin: Coat, belt: Coat, *, armoured: bool) -> Parts:
    parts = [*box(top, (-4.6, 4.6), (-2.7, 2.7), (8.4, 17)), *box(belt, (-4.8, 4.8), (-2.9, 2.9), (8.2, 9.8))]
    parts += changed(box(coat("f2c542", "flat"), (-1, 1), (-3.2, -2), (8.3, 9.7)), since=24)
    arm: Parts = []
    sleeve = top if making.kind != "skeleton" else skin
    arm += box(sleeve, (4.7, 7.9), (-1.9, 1.9), (12, 17))
    arm += rod(sleeve, (6.4, 0, 12.6), (7.4, -1.4, 10.8), 1.7)
    arm += ball(skin if not dress.metal else coat("7a8494", "flat"), (7.8, -2.2, 9.4), 1.75)
    parts += mirrored(arm)
    if armoured:
        plate = making.coat(dress.armour or "aab4c2", "metal", names="armor armour")
        parts += [
            *box(plate, (-4.9, 4.9), (-3.2, 3.1), (10.6, 17.2)),
            *mirrored(ball(plate, (6.2, 0, 16.4), (2.6, 2.6, 2.0))),
        ]
        parts += box(coat("f2c542", "flat"), (-0.7, 0.7), (-3.5, -3), (10.8, 16.8)) if making.piece.scheme % 2 else []
    if dress.apron:
        cloth = making.coat(dress.apron, "plain", names="apron vest")
        parts += [
            *box(cloth, (-3.4, 3.4), (-3.1, -2), (8, 14.6)),
            *mirrored(box(cloth, (2.2, 3.4), (-3.1, 3.0), (14, 17.2))),
        ]
    elif dress.trim and not armoured:
        trim = making.coat(dress.trim, "flat", names="trim collar")
        parts += [
            *box(trim, (-0.8, 0.8), (-3.0, -2), (9.8, 17)),
            *mirrored(box(trim, (4.8, 8.1), (-2.1, 2.1), (11.6, 12.8))),
        ]
    else:
        parts += changed(box(skin, (-1.2, 1.2), (-2.95, -2), (15.4, 17)), since=24)
    return parts


def _head(making: Making, dress: Dress, skin: Coat) -> Parts:
    wide = 5.8 if making.kind == "alien" else 5.0
    parts = ball(skin, (0, 0, 22.0), (wide, 4.7, 5.4), power=4.5)
    dark = making.coat(dress.eyes or "2a2430", "flat", names="eye", glows=making.has("evil", "glowing"))
    mask = making.coat(dress.mask, "flat", names="mask") if dress.mask else None
    if mask:
        parts += ball(mask, (0, 0, 22.0), (5.3, 5.0, 5.6), power=4.5)
        if making.kind in ("ninja", "batman"):
            band = (21.2, 23.8) if making.kind == "ninja" else (17, 20.4)
            parts += paint(box(skin, (-4.4, 4.4), (-8, -3.8), band))
    size = (1.7, 2.4) if making.kind == "alien" else (0.8, 1.1)
    eye = box(dark, (2.2 - size[0], 2.2 + size[0]), (-6, -3.6), (22.2 - size[1], 22.2 + size[1]))
    if making.kind == "skeleton":
        eye = box(dark, (0.9, 3.5), (-6, -3.6), (20.8, 23.6))
    parts += paint(mirrored(eye))
    if making.kind == "skeleton":
        parts += paint(box(dark, (-0.6, 0.6), (-6, -4), (19.6, 20.6))) + paint(
            box(dark, (-2.4, 2.4), (-6, -4), (17.8, 18.5))
        )
    elif not mask and making.kind != "alien":
        parts += changed(paint(box(coat("b5604a", "flat"), (-1.2, 1.2), (-6, -4), (19.0, 19.7))), since=26)
        cheek = Coat(rgb=mixed(skin.rgb, (232, 110, 96), 0.4), pattern="flat")
        parts += changed(paint(mirrored(box(cheek, (2.6, 4.0), (-6, -4.2), (19.8, 20.8)))), since=40)
    if making.kind == "clown":
        parts += ball(coat("e8403c", "flat"), (0, -5.2, 21), 1.3)
    if making.kind == "orc":
        parts += mirrored(box(coat("f4efe0", "flat"), (1.6, 2.5), (-5.6, -4), (18.2, 20)))
    if making.kind in ("elf", "fairy", "orc", "devil"):
        parts += mirrored(rod(skin, (4.6, 0, 21.8), (7.4, 0.6, 23.6), 1.1, tip=0.5))
    if dress.hair != "none":
        parts += _hair(making, dress)
    if dress.beard or making.has("bearded"):
        grey = making.coat(dress.beard or "6b4630", "soft", names="beard")
        long = 6.0 if making.kind in ("wizard", "dwarf", "santa") else 3.0
        parts += [
            *box(grey, (-4.4, 4.4), (-5.6, -3.4), (17, 20.2)),
            *lathe(grey, (0, -4.4, 19 - long), [(0, 1.4), (long * 0.6, 3.4), (long, 3.8)]),
        ]
        parts += paint(box(coat("b5604a", "flat"), (-1.1, 1.1), (-9, -5), (18.6, 19.4)))
    return parts


def _hair(making: Making, dress: Dress) -> Parts:
    hair = making.coat(dress.hair or making.pick(HAIR), "plain", names="hair")
    parts = ball(hair, (0, 0.6, 25.4), (5.5, 5.2, 3.2), power=4)
    parts += box(hair, (-5.4, 5.4), (1.2, 5.4), (19.4, 26))
    parts += mirrored(box(hair, (4.5, 5.5), (-2.2, 3), (21.6, 26)))
    if dress.long_hair:
        parts += box(hair, (-5.4, 5.4), (2.6, 5.6), (12.4, 24)) + mirrored(box(hair, (4.4, 5.8), (-1.4, 4), (14.6, 24)))
    return parts


def _back(making: Making, dress: Dress) -> Parts:
    parts: Parts = []
    if dress.cape or making.has("caped"):
        cape = making.coat(dress.cape or "b0283c", "plain", names="cape cloak")
        parts += prism(cape, [(2.6, 17.4), (4.0, 17.4), (6.6, 1.4), (5.0, 1.2)], (-5.6, 5.6), axis=0)
        parts += mirrored(box(cape, (3, 5.4), (-2.9, 3.4), (15.8, 17.5)))
    if dress.wings or making.has("winged"):
        wing = making.coat(dress.wings or "fafcff", "plain", names="wing")
        feather = [(2.0, 3.2, 14.0), (7.0, 5.0, 19.5), (12.5, 6.0, 22.0)]
        side: Parts = []
        for (x, y, z), drop in zip(feather, (3.0, 7.0, 9.0), strict=True):
            side += rod(wing, (x, y, z), (x + 1, y, z - drop), 2.0, tip=1.0)
        side += rod(wing, feather[0], feather[1], 1.7) + rod(wing, feather[1], feather[2], 1.7)
        parts += mirrored(side)
    return parts


def _bones() -> Parts:
    dark = coat("2c2a30", "flat")
    parts: Parts = []
    for z in (11.2, 13.4, 15.6):
        parts += changed(paint(box(dark, (-3.8, -0.7), (-5, -1.4), (z, z + 0.9))), since=20)
        parts += changed(paint(box(dark, (0.7, 3.8), (-5, -1.4), (z, z + 0.9))), since=20)
    return parts


def _tail(scale: Coat) -> Parts:
    parts = rod(scale, (0, 0, 8), (0, 1, 3), 3.6, tip=2.4) + rod(scale, (0, 1, 3), (0, 5, 1.4), 2.4, tip=1.6)
    return parts + mirrored(rod(scale, (0, 5, 1.6), (4.6, 8, 3.4), 1.5, tip=0.9))
