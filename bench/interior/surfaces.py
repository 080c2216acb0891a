"""What things are made of: colours, patterns, gloss, and which of them light passes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import IntEnum
from random import Random

Colour = tuple[float, float, float]  # linear Rec.709 reflectance


class Kind(IntEnum):
    """How light meets a surface."""

    SOLID = 0
    MIRROR = 1
    GLASS = 2  # of a window: outside is behind it
    INNER_GLASS = 3  # of a door between rooms, or of a shower
    SHEER = 4


class Pattern(IntEnum):
    """What a surface's colours look like."""

    PLAIN = 0
    PLANKS = 1
    TILES = 2
    WEAVE = 3
    STONE = 4
    PICTURE = 5
    STRIPES = 6
    RUG = 7
    BRICKS = 8
    LEAF = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Surface:
    """A material; `glow` is what it sends by itself, as a multiple of the room's mean light."""

    colour: Colour = (0.8, 0.8, 0.8)
    second: Colour = (0.6, 0.6, 0.6)
    pattern: Pattern = Pattern.PLAIN
    scale: float = 1.0  # metres of a plank, a tile, a stripe
    gloss: float = 0.0  # reflectance straight on
    rough: float = 0.05  # tangent of the spread of what it mirrors
    glow: float = 0.0
    glow_colour: Colour = (1.0, 1.0, 1.0)
    through: float = 0.0  # share of the light behind that it lets through, diffusely
    kind: Kind = Kind.SOLID
    picture: int = 0  # which picture of the room, for PICTURE
    veil: float = 0.0  # share that a sheer hides


GLASS = Surface(kind=Kind.GLASS, colour=(0.93, 0.95, 0.94))
INNER_GLASS = Surface(kind=Kind.INNER_GLASS, colour=(0.9, 0.93, 0.92))
MIRROR = Surface(kind=Kind.MIRROR, colour=(0.9, 0.91, 0.9))
BLACK = Surface(colour=(0.012, 0.012, 0.013), gloss=0.04, rough=0.04)
STEEL = Surface(colour=(0.35, 0.35, 0.36), gloss=0.35, rough=0.15)
CHROME = Surface(colour=(0.3, 0.3, 0.31), gloss=0.6, rough=0.05)
CERAMIC = Surface(colour=(0.85, 0.86, 0.86), gloss=0.05, rough=0.02)
LINEN = Surface(colour=(0.86, 0.86, 0.87), second=(0.78, 0.78, 0.8), pattern=Pattern.WEAVE, scale=0.004)
SCREEN = Surface(colour=(0.006, 0.006, 0.007), gloss=0.05, rough=0.01)

WALLS: tuple[Colour, ...] = (
    (0.82, 0.82, 0.81),
    (0.78, 0.76, 0.72),
    (0.72, 0.72, 0.73),
    (0.62, 0.6, 0.56),
    (0.52, 0.55, 0.57),
    (0.7, 0.64, 0.54),
    (0.35, 0.4, 0.42),
    (0.42, 0.46, 0.38),
    (0.85, 0.84, 0.82),
)
WOODS: tuple[tuple[Colour, Colour], ...] = (
    ((0.42, 0.27, 0.15), (0.33, 0.2, 0.1)),
    ((0.55, 0.4, 0.26), (0.47, 0.33, 0.2)),
    ((0.2, 0.11, 0.06), (0.14, 0.075, 0.04)),
    ((0.5, 0.45, 0.38), (0.42, 0.37, 0.31)),
    ((0.32, 0.29, 0.26), (0.25, 0.22, 0.2)),
)
FABRICS: tuple[Colour, ...] = (
    (0.5, 0.49, 0.47),
    (0.22, 0.24, 0.27),
    (0.62, 0.57, 0.48),
    (0.1, 0.16, 0.25),
    (0.3, 0.18, 0.12),
    (0.75, 0.73, 0.69),
    (0.16, 0.24, 0.19),
    (0.5, 0.2, 0.14),
    (0.07, 0.07, 0.08),
)
FRAMES: tuple[Colour, ...] = (
    (0.85, 0.85, 0.84),
    (0.85, 0.85, 0.84),
    (0.8, 0.78, 0.72),
    (0.03, 0.03, 0.035),
    (0.12, 0.13, 0.14),
    (0.35, 0.2, 0.1),
    (0.5, 0.35, 0.2),
)


def plain(colour: Colour, gloss: float = 0.0, rough: float = 0.1) -> Surface:
    """Return paint."""
    return Surface(colour=colour, gloss=gloss, rough=rough)


def wood(dice: Random, scale: float = 0.14, gloss: float | None = None) -> Surface:
    """Return planks of some wood."""
    first, second = dice.choice(WOODS)
    shine = dice.choice((0.0, 0.02, 0.04)) if gloss is None else gloss
    return Surface(
        colour=first, second=second, pattern=Pattern.PLANKS, scale=scale, gloss=shine, rough=dice.uniform(0.02, 0.2)
    )


def tiles(dice: Random, *, white: bool = False) -> Surface:
    """Return glazed tiles with their joints."""
    colour = (0.84, 0.85, 0.85) if white else dice.choice(((0.6, 0.58, 0.54), (0.3, 0.3, 0.31), (0.72, 0.7, 0.66)))
    joint = dice.uniform(0.4, 0.75)
    return Surface(
        colour=colour,
        second=(colour[0] * joint, colour[1] * joint, colour[2] * joint),
        pattern=Pattern.TILES,
        scale=dice.choice((0.1, 0.15, 0.2)) if white else dice.choice((0.3, 0.45, 0.6)),
        gloss=0.04,
        rough=dice.uniform(0.01, 0.06),
    )


def fabric(dice: Random, colour: Colour | None = None) -> Surface:
    """Return woven cloth."""
    first = colour or dice.choice(FABRICS)
    dark = (0.75 * first[0], 0.75 * first[1], 0.75 * first[2])
    return Surface(colour=first, second=dark, pattern=Pattern.WEAVE, scale=dice.uniform(0.004, 0.012))


def picture(number: int, *, glow: float = 0.0, gloss: float = 0.0) -> Surface:
    """Return one of the room's pictures, on paper or on a screen."""
    return Surface(colour=(1, 1, 1), pattern=Pattern.PICTURE, picture=number, glow=glow, gloss=gloss, rough=0.01)


def lit(surface: Surface, glow: float, colour: Colour = (1.0, 0.82, 0.6)) -> Surface:
    """Return a surface that shines."""
    return replace(surface, glow=glow, glow_colour=colour)
