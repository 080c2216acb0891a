"""Albedos of what old buildings are made of, linear RGB, and the drawing of one among them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

Colour = tuple[float, float, float]

LIMESTONE: Colour = (0.42, 0.38, 0.30)
SANDSTONE: Colour = (0.38, 0.27, 0.17)
GRANITE: Colour = (0.22, 0.21, 0.20)
FIELDSTONE: Colour = (0.30, 0.27, 0.23)
SLATE: Colour = (0.085, 0.09, 0.10)
CLAY: Colour = (0.30, 0.13, 0.07)
BROWN_TILE: Colour = (0.17, 0.09, 0.06)
THATCH: Colour = (0.27, 0.21, 0.125)
WHITEWASH: Colour = (0.72, 0.70, 0.65)
CREAM: Colour = (0.62, 0.54, 0.38)
OCHRE: Colour = (0.52, 0.36, 0.17)
ROSE: Colour = (0.50, 0.30, 0.23)
PALE_BLUE: Colour = (0.36, 0.42, 0.46)
MUD: Colour = (0.42, 0.29, 0.17)
RED_BRICK: Colour = (0.25, 0.105, 0.07)
OLD_WOOD: Colour = (0.16, 0.12, 0.085)
DARK_WOOD: Colour = (0.07, 0.048, 0.032)
GREY_WOOD: Colour = (0.20, 0.18, 0.155)
FRESH_WOOD: Colour = (0.34, 0.22, 0.12)
TARRED: Colour = (0.03, 0.028, 0.025)
FALUN: Colour = (0.23, 0.045, 0.03)  # the red of northern farms
VERMILION: Colour = (0.50, 0.06, 0.025)
MARBLE: Colour = (0.62, 0.59, 0.53)
IRON: Colour = (0.035, 0.035, 0.037)
BRASS: Colour = (0.40, 0.27, 0.09)
STRAW: Colour = (0.42, 0.32, 0.14)
CANVAS: Colour = (0.58, 0.52, 0.40)
PAPER: Colour = (0.70, 0.62, 0.48)
GLASS: Colour = (0.03, 0.035, 0.04)
PAINTS: tuple[Colour, ...] = (
    (0.04, 0.10, 0.07),
    (0.05, 0.09, 0.17),
    (0.24, 0.05, 0.04),
    (0.10, 0.06, 0.035),
    (0.30, 0.33, 0.30),
    (0.03, 0.12, 0.14),
    (0.36, 0.26, 0.10),
)  # of doors, shutters and boats


def one_of(draw: np.random.Generator, colours: Sequence[Colour], spread: float = 0.12) -> Colour:
    """Return one of the colours, a little lighter or darker, warmer or cooler."""
    red, green, blue = colours[int(draw.integers(len(colours)))]
    light, warm = float(np.exp(draw.normal(0, spread))), float(draw.normal(0, spread * 0.3))
    shades = (red * light * (1 + warm), green * light, blue * light * (1 - warm))
    return tuple(min(max(shade, 0.004), 0.9) for shade in shades)  # type: ignore[return-value]  # three of them


def shade(colour: Colour, factor: float) -> Colour:
    """Return a colour lighter or darker."""
    red, green, blue = colour
    return min(red * factor, 0.92), min(green * factor, 0.92), min(blue * factor, 0.92)
