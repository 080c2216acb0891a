"""From radiance to picture: exposure by metering, the AgX curve, a colourist's grade, and dither."""

from __future__ import annotations

import math
from collections.abc import Sequence

import drjit as dr
import numpy as np
from mitsuba import Color3f, Float, UInt8, UInt32

from skyloom.core.scene import Grade
from skyloom.render.noise import cell_bits, hash_bits

LUMINANCE = (0.2126, 0.7152, 0.0722)  # of linear Rec.709
BRIGHTEST = 20.0  # times white; what counts when a pixel's samples are averaged
SATURATION = 1.02  # of every picture, after the curve
PUREST = 0.8  # share of a colour that is not grey, from which on it is softened
MOST_WHITE = 5.0  # times white: a twentieth of the picture may be so bright, lava by night is no more
PURE_WHITE = 1.1  # exposed light from which on pure colours are held back
GREY = 0.18  # what the metered mean becomes
# AgX as Blender ships it: its inset and outset in Rec.2020, both folded with the change of primaries
_TO_2020 = np.array([(0.6274, 0.3293, 0.0433), (0.0691, 0.9195, 0.0113), (0.0164, 0.0880, 0.8956)])
_FROM_2020 = np.array([(1.6605, -0.5876, -0.0728), (-0.1246, 1.1329, -0.0083), (-0.0182, -0.1006, 1.1187)])
_INSET = np.array(
    [
        (0.856627153315983, 0.0951212405381588, 0.0482516061458583),
        (0.137318972929847, 0.761241990602591, 0.101439036467562),
        (0.11189821299995, 0.0767994186031903, 0.811302368396859),
    ]
)
_OUTSET = np.array(
    [
        (1.1271005818144368, -0.11060664309660323, -0.016493938717834573),
        (-0.1413297634984383, 1.157823702216272, -0.016493938717834257),
        (-0.14132976349843826, -0.11060664309660294, 1.2519364065950405),
    ]
)
INTO = _INSET @ _TO_2020
OUT_OF = _FROM_2020 @ _OUTSET
LOWEST, STOPS = -12.47393, 16.5  # log2 of the darkest value, and the range
# stops that a picture stays darker than the meter says, by log10 of the light on the ground: keeps dusk dusky
MOOD = (
    ((-3.0, -2.0, -0.6, -0.1, 0.85, 1.8, 2.5, 3.0, 3.6, 4.2, 5.0)),
    ((3.8, 2.7, 1.4, 1.3, 1.2, 1.2, 0.9, 0.4, 0.1, -0.2, -0.4)),
)


class Film:
    """Exposure and grade of one picture; all members are opaque."""

    def __init__(self, exposure: float, grades: Sequence[Grade], *, balance: Sequence[float] = (1.0, 1.0, 1.0)) -> None:
        tint = np.prod([grade.tint for grade in grades], axis=0) * _warm(sum(grade.warmth for grade in grades))
        stops = sum(grade.exposure for grade in grades)
        self.gain = Color3f(*(float(x) for x in exposure * 2**stops * tint * np.array(balance)))
        self.shadows = Color3f(*(float(x) for x in np.sum([grade.shadows for grade in grades], axis=0)))
        self.contrast = Float(math.prod(grade.contrast for grade in grades) * 1.12)
        self.saturation = Float(math.prod(grade.saturation for grade in grades) * SATURATION)
        self.brightest = Float(BRIGHTEST / max(exposure, 1e-12))
        dr.make_opaque(self.brightest)
        dr.make_opaque(self.gain, self.shadows, self.contrast, self.saturation)

    def limited(self, radiance: Color3f) -> Color3f:
        """Return radiance without what burns out anyway, so that the edge of a bright disc stays smooth."""
        return dr.minimum(radiance, self.brightest)

    def develop(self, radiance: Color3f) -> Color3f:
        """Return the display-encoded picture, 0 to 1, of radiance in cd/m²."""
        light = held(radiance * self.gain)
        log = [dr.clip((dr.log2(dr.maximum(c, 1e-10)) - LOWEST) * (1 / STOPS), 0, 1) for c in _mixed(INTO, light)]
        pivot = _curve(Float((math.log2(GREY) - LOWEST) / STOPS))
        shown = [pivot * (_curve(t) / pivot) ** self.contrast for t in log]
        grey = LUMINANCE[0] * shown[0] + LUMINANCE[1] * shown[1] + LUMINANCE[2] * shown[2]
        linear = [dr.maximum(grey + (c - grey) * self.saturation, 0) ** 2.4 for c in shown]
        red, green, blue = softened(Color3f(*_mixed(OUT_OF, linear)))
        dark = dr.square(1 - dr.clip(grey, 0, 1))
        return encoded(Color3f(red, green, blue) + self.shadows * dark)


def held(light: Color3f) -> Color3f:
    """Return exposed light whose saturated highlights are held back, so that lava and neon keep their colour."""
    peak = dr.maximum(dr.max(light), 1e-6)
    pure = 1 - dr.clip(dr.min(light) / peak, 0, 1)
    low = PURE_WHITE * (1 + 0.5 * dr.log(dr.maximum(peak, PURE_WHITE) / PURE_WHITE))
    kept = dr.lerp(peak, dr.minimum(peak, low), pure * pure)
    return light * (kept / peak)


def softened(colour: Color3f) -> Color3f:
    """Return display light, 0 to 1, whose purest colours are drawn a little towards grey, as no photograph has them."""
    peak = dr.maximum(dr.max(colour), 1e-6)
    pure = 1 - dr.min(colour) / peak
    kept = dr.minimum(pure, PUREST) + dr.maximum(pure - PUREST, 0) * (1 - PUREST) / (
        1 - PUREST + dr.maximum(pure - PUREST, 0)
    )
    return peak - (peak - colour) * (kept / dr.maximum(pure, 1e-6))


def encoded(colour: Color3f) -> Color3f:
    """Return linear light in the sRGB encoding, both 0 to 1."""
    value = dr.clip(colour, 0, 1)
    return dr.select(value <= 0.0031308, 12.92 * value, 1.055 * dr.maximum(value, 0.0031308) ** (1 / 2.4) - 0.055)


def dithered(value: Float, column: UInt32, row: UInt32, channel: int) -> UInt8:
    """Return 8 bits of an encoded value; triangular noise of one step hides the steps."""
    bits = hash_bits(cell_bits(column, row, channel))
    noise = Float(bits & 0xFFFF) - Float(bits >> 16)
    return UInt8(dr.clip(value * 255 + 0.5 + noise * (1 / 65536), 0, 255))


def exposure_of(luminance: np.ndarray, elevation: np.ndarray, lux: float) -> float:
    """Return the factor on radiance for a picture.

    `luminance` is a small panorama, (h, w), cd/m²; `elevation` that of its rows, radians; `lux` the light on level
    ground, which keeps the meter from wandering.
    """
    band = (elevation > math.radians(-40)) & (elevation < math.radians(30))
    seen = luminance[band]
    weight = np.repeat(np.cos(elevation[band])[:, None], seen.shape[1], axis=1)
    kept = seen <= np.quantile(seen, 0.98)
    mean = math.exp(float(np.average(np.log(np.maximum(seen[kept], 1e-9)), weights=weight[kept])))
    grey = GREY * max(lux, 1e-3) / math.pi
    darker = float(np.interp(math.log10(max(lux, 1e-3)), *MOOD))
    # half by what is seen, half by the light that falls: snow stays white and woods stay dark
    exposure = GREY / min(max(math.sqrt(mean * grey), grey / 2), grey * 2) * 2.0**-darker
    burnt = float(np.quantile(seen, 0.95)) * exposure / MOST_WHITE
    return exposure * min(burnt, 1e6) ** -0.7 if burnt > 1 else exposure


def white_of(lux: float) -> float:
    """Return about which luminance a picture taken under this light shows as white, cd/m²."""
    light = max(lux, 1e-3)
    return light / math.pi * 2 ** float(np.interp(math.log10(light), *MOOD))


def _mixed(matrix: np.ndarray, colour: Sequence[Float] | Color3f) -> list[Float]:
    return [sum((float(m) * c for m, c in zip(row, colour, strict=True)), Float(0)) for row in matrix]


def _curve(t: Float) -> Float:
    below = t < 0.606060606
    steep = dr.select(below, -58.337256 * t + 35.356, 46.141125 * t - 27.9643)
    bend = 1 + 0.0196131 * dr.abs(steep) ** 1.5 * dr.select(below, 1, 1)
    return 0.489437 + 2.4 * (t - 0.606061) * bend ** (-2 / 3)


def _warm(warmth: float) -> np.ndarray:
    return np.array([1 + 0.16 * warmth, 1 + 0.01 * warmth, 1 - 0.2 * warmth])
