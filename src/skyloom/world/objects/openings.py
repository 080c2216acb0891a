"""Windows, doors, chimneys and gardens of houses."""

from __future__ import annotations

from skyloom.geometry.parts import (
    Coat,
    Parts,
    Span,
    ball,
    box,
    changed,
    moved,
    turned,
)
from skyloom.world.objects.making import Making
from skyloom.world.objects.tints import coat

LIT = coat("ffd873", "flat", glows=True)
PANE = coat("8fd3ee", "flat")


def pane(making: Making) -> Coat:
    """Return the coat of a window: lit after dark and in haunted houses."""
    lit = making.has("glowing", "evil", "burning")
    return making.coat("ffd873" if lit else "8fd3ee", "flat", names="window glass", glows=lit)


def window(
    making: Making, at: tuple[float, float, float], wide: float = 3.4, high: float = 4.0, *, side: str = "y"
) -> Parts:
    """Return a framed window with a cross and a sill, in a wall that looks to -y or, on a side, to +x and -x."""
    frame, glass = making.coat("f3ead6", "flat", names="frame"), pane(making)
    x, y, z = at
    w, h = wide / 2, high / 2
    parts = box(frame, (-w - 0.8, w + 0.8), (-0.7, 0.8), (-h - 0.8, h + 0.8))
    parts += box(glass, (-w, w), (-0.75, 0.8), (-h, h))
    parts += changed(box(frame, (-0.35, 0.35), (-0.85, 0.8), (-h, h)), since=40)
    parts += changed(box(frame, (-w, w), (-0.85, 0.8), (-0.35, 0.35)), since=40)
    parts += changed(box(frame, (-w - 1.2, w + 1.2), (-1.4, 0.8), (-h - 1.4, -h - 0.6)), since=28)
    if side == "x":
        parts = turned(parts, "z", 90)
    elif side == "-x":
        parts = turned(parts, "z", -90)
    return moved(parts, (x, y, z))


def doorway(making: Making, at: tuple[float, float, float], wide: float = 4.4, high: float = 7.5) -> Parts:
    """Return a door with its frame, a knob and a step, in a wall that looks to -y."""
    if making.lacks("door"):
        return []
    leaf = making.coat(("a5562f", "3f7d8c", "8a3f44"), "planks", names="door")
    frame, knob = making.coat("f3ead6", "flat", names="frame"), coat("f5c542", "flat")
    w = wide / 2
    parts = box(frame, (-w - 0.9, w + 0.9), (-0.8, 0.8), (0, high + 0.9))
    parts += box(leaf, (-w, w), (-1.0, 0.8), (0, high))
    parts += changed(ball(knob, (w - 1.0, -1.2, high * 0.48), 0.5), since=24)
    parts += box(coat("a7a9b0", "plain"), (-w - 1.2, w + 1.2), (-2.8, 0), (-0.9, 0.3))
    return moved(parts, at)


def chimney(making: Making, at: tuple[float, float], foot: float, top: float) -> Parts:
    """Return a chimney, smoking if that is wanted."""
    if making.lacks("chimney"):
        return []
    brick, rim = making.coat("a65a48", "bricks", names="chimney"), coat("7d7f88", "plain")
    x, y = at
    parts = box(brick, (x - 1.7, x + 1.7), (y - 1.7, y + 1.7), (foot, top))
    parts += box(rim, (x - 2.1, x + 2.1), (y - 2.1, y + 2.1), (top - 0.6, top + 0.6))
    if making.has("smoking") or making.piece.scheme % 3 == 1:
        smoke = coat("e3e5ea", "soft")
        parts += ball(smoke, (x, y, top + 1.6), 1.5)
        parts += [*ball(smoke, (x + 0.9, y + 0.3, top + 3.6), 1.9), *ball(smoke, (x + 2.2, y + 0.8, top + 5.8), 1.5)]
    return parts


def garden(making: Making, x: Span, y: Span) -> Parts:
    """Return a lawn with a path to the door and some bushes."""
    turf, earth = coat("7fbf4d", "mottled"), coat("8f6140", "mottled")
    way, leaf = coat("cdb48c", "stones"), coat("5a9c42", "leaves")
    parts = [*box(earth, x, y, (-3.2, -1.4)), *box(turf, x, y, (-1.8, 0))]
    parts += box(way, (-2.2, 2.2), (y[0], -7), (-1.6, 0.25))
    for px, py in ((x[0] + 3, y[0] + 3), (x[1] - 3, y[0] + 3.4), (x[1] - 2.6, y[1] - 3)):
        parts += ball(leaf, (px, py, 1.2), (2.3, 2.3, 2.0))
        bloom = coat(making.pick(("f29ac0", "f6d64a", "ffffff")), "flat")
        parts += changed(ball(bloom, (px, py - 1.2, 2.9), 0.8), since=28)
    return parts
