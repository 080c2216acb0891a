"""The colours of a low sun's sky that three wavelengths miss: fire around the sun, rose above it and opposite."""

from __future__ import annotations

import math

import drjit as dr
from mitsuba import Color3f, Float

FIRE, ROSE, EMBER = (1.60, 0.66, 0.26), (1.38, 0.76, 0.66), (1.5, 0.56, 0.24)
BELT, SHADOW, HIGH = (1.26, 0.84, 0.98), (0.74, 0.88, 1.08), (0.86, 0.90, 1.06)
PEAK_DEG, WIDTH_DEG = 0.5, 5.0  # the sun's height at which it burns most, and how fast that passes
DARKER = 0.9  # stops that such a picture stays darker
CLOUD_FIRE = (1.15, 0.72, 0.44)


def burning(sun_elevation: float) -> float:
    """Return how far the sky burns, 0 to 1, by the sun's elevation in radians."""
    off = (math.degrees(sun_elevation) - PEAK_DEG) / WIDTH_DEG
    return math.exp(-off * off)


def fire(light: Color3f, turn: Float, elevation: Float, amount: Float) -> Color3f:
    """Return a clear sky's light in the colours of a sunset; `turn` away from the sun and `elevation` in radians."""
    up = dr.maximum(elevation, 0) * (180 / dr.pi)
    near = 0.5 + 0.5 * dr.cos(turn)
    sunward, away = near * near, dr.square(1 - near)
    low, middle = dr.exp(-dr.square(up / 12)), dr.exp(-dr.square((up - 24) / 17))
    ember = dr.exp(-dr.square(up / 5)) * dr.exp(-dr.square(turn / 0.9))
    belt = dr.exp(-dr.square((up - 13) / 8)) * away
    shadow = dr.exp(-dr.square(up / 5)) * away
    factor = Color3f(1)
    for colour, share in (
        (FIRE, low * (0.25 + 0.75 * sunward)),
        (ROSE, middle * (0.30 + 0.70 * sunward)),
        (EMBER, ember),
        (BELT, belt),
        (SHADOW, shadow),
        (HIGH, dr.exp(-dr.square((90 - up) / 45))),
    ):
        factor *= dr.lerp(Color3f(1), Color3f(*colour), dr.clip(share * amount, 0, 1))
    return light * factor
