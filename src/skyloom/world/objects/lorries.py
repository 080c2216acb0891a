"""Tippers, pick-ups and mixers. About 32 units long, the front towards -y."""

from __future__ import annotations

from skyloom.geometry.parts import Coat, Parts, ball, box, changed, mirrored, paint, prism, tube
from skyloom.world.objects.cars import GLASS, LAMP, lights, wheels
from skyloom.world.objects.making import Making
from skyloom.world.objects.tints import coat

BUMPER, DARK = coat("c3cad4", "plain"), coat("3a3e48", "plain")


def _cab(body: Coat, front: float, back: float, high: float) -> Parts:
    """Return a driver's cab between two places of the length."""
    glass = GLASS
    parts = prism(
        body, [(front, 3.4), (back, 3.4), (back, high), (front + 1.8, high), (front, high - 5)], (-7.4, 7.4), axis=0
    )
    parts += prism(
        glass,
        [(front - 0.3, 9.6), (front + 1.2, high - 1.8), (front + 3, high - 1.8), (front + 3, 9.6)],
        (-6.2, 6.2),
        axis=0,
    )
    parts += mirrored(box(GLASS, (6.6, 7.7), (front + 2.6, back - 1.4), (9.6, high - 1.8)))
    parts += box(BUMPER, (-8, 8), (front - 1, front + 1), (2.8, 5.2)) + mirrored(
        box(LAMP, (4.4, 7), (front - 0.5, front + 1), (6, 8.2))
    )
    parts += changed(box(DARK, (-3.4, 3.4), (front - 0.5, front + 1), (5.8, 8.4)), since=24)
    return parts + changed(mirrored(box(DARK, (7.4, 9.4), (front + 1, front + 2.4), (10, 13.4))), since=20)


def dumper(making: Making) -> Parts:
    """Build a dump truck with a skip full of earth."""
    body, earth = (
        making.coat(("f2b22c", "e87a2c", "4a9a5a"), "plain", names="body", main=True),
        coat("8f6140", "mottled"),
    )
    parts = box(DARK, (-6, 6), (-13, 15), (4.4, 7)) + _cab(body, -14.6, -6, 17)
    skip = [(-4.6, 8.4), (15, 8.4), (18.6, 18), (-4.6, 18), (-9, 19.8), (-9, 18.4), (-5, 17)]
    parts += prism(body, skip, (-8.4, 8.4), axis=0) + changed(
        mirrored(box(body, (7.8, 9), (0, 1.6), (8.4, 18))), tone=-1
    )
    parts += changed(mirrored(box(body, (7.8, 9), (8, 9.6), (8.4, 18))), tone=-1)
    parts += ball(earth, (0, 6, 16.6), (7, 9.4, 5.4)) + changed(
        ball(coat("6f747e", "plain"), (2.6, 2, 20.4), 2.2), since=20
    )
    return parts + wheels(8.9, (-9.6, 9.4), 5.0, 4.6)


def pickup(making: Making) -> Parts:
    """Build a pick-up with an open bed."""
    body = making.coat(("c8483a", "4a86a8", "5f8f5a"), "plain", names="body", main=True)
    parts = prism(body, [(-16, 4), (16, 4), (16, 10), (-14.6, 10), (-16, 8.6)], (-7.8, 7.8), axis=0)
    parts += prism(GLASS, [(-7, 10), (4, 10), (3.2, 16), (-4, 16)], (-6.8, 6.8), axis=0)
    for y, lean in ((-6.0, 2.8), (3.2, -0.6)):
        pillar = [(y - 1, 10), (y + 1, 10), (y + 1 + lean, 16), (y - 1 + lean, 16)]
        parts += mirrored(prism(body, pillar, (5.5, 7.1), axis=0))
    parts += box(body, (-7.1, 7.1), (-4.4, 3.8), (15.4, 17.2)) + box(DARK, (-6.2, 6.2), (5.6, 14.6), (9.2, 10.3))
    parts += mirrored(box(body, (6.4, 7.8), (4.6, 16), (10, 12.4))) + box(body, (-7.8, 7.8), (14.6, 16), (10, 12.4))
    hay = coat("e2bd5a", "planks")
    parts += [*box(hay, (-5.4, 0), (6.4, 13.6), (10, 14.4)), *box(hay, (0.4, 5.6), (8, 13.6), (10, 13.4))]
    parts += box(BUMPER, (-8.2, 8.2), (-17, -15.4), (3.8, 6)) + box(BUMPER, (-8.2, 8.2), (15.4, 17), (3.8, 6))
    return parts + lights(7.2, -16, 16, 6.8) + wheels(9.1, (-9.6, 10), 4.6, 3.4)


def mixer(making: Making) -> Parts:
    """Build a cement mixer."""
    body = making.coat(("f2b22c", "3f86d8", "e0463a"), "plain", names="body", main=True)
    tub = tube(coat("e6e9ee", "plain"), [(0, -2.6, 12), (0, 4, 14.4), (0, 13, 17.6)], [4.6, 7.6, 4.0])
    parts = box(DARK, (-6, 6), (-13, 17), (4, 6.4)) + _cab(body, -15, -6.6, 17) + tub
    band = prism(body, [(1.4, 4), (4.2, 4), (4.2, 26), (1.4, 26)], (-20, 20), axis=0)
    return parts + paint(band) + box(body, (-2.2, 2.2), (14, 18), (8, 15)) + wheels(8.7, (-10.2, 7.6, 14), 3.9, 3.4)
