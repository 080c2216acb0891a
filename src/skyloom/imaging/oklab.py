"""Colours in OKLab, where equal steps look equal: lightness, green to red, blue to yellow."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

_TO_CONES = np.array(
    [
        (0.4122214708, 0.5363325363, 0.0514459929),
        (0.2119034982, 0.6806995451, 0.1073969566),
        (0.0883024619, 0.2817188376, 0.6299787005),
    ]
)
_TO_LAB = np.array(
    [
        (0.2104542553, 0.7936177850, -0.0040720468),
        (1.9779984951, -2.4285922050, 0.4505937099),
        (0.0259040371, 0.7827717662, -0.8086757660),
    ]
)
_FROM_LAB, _FROM_CONES = np.linalg.inv(_TO_LAB), np.linalg.inv(_TO_CONES)
STEPS = 4096  # of the table that encodes light


def _light(shown: NDArray[Any]) -> NDArray[Any]:
    return np.where(shown <= 0.04045, shown / 12.92, ((shown + 0.055) / 1.055) ** 2.4)


def _shown(light: NDArray[Any]) -> NDArray[Any]:
    return np.where(light <= 0.0031308, 12.92 * light, 1.055 * np.maximum(light, 0.0031308) ** (1 / 2.4) - 0.055)


_BYTES = _light(np.arange(256) / 255).astype(np.float32)
# sRGB of the square root of light, which has no steep start
_ENCODED = _shown((np.arange(STEPS + 1) / STEPS) ** 2).astype(np.float32)


def linear(pixels: NDArray[np.uint8], /) -> Floats:
    """Return sRGB pixels as light, 0 to 1."""
    light: Floats = _BYTES[pixels]
    return light


def encoded(light: Floats, /) -> Floats:
    """Return light as sRGB, both 0 to 1."""
    place = np.sqrt(np.clip(light, 0, 1)) * STEPS
    shown: Floats = _ENCODED[(place + 0.5).astype(np.uint16)]
    return shown


def oklab(pixels: NDArray[np.uint8], /) -> Floats:
    """Return sRGB pixels (h, w, 3) in OKLab, (h, w, 3)."""
    cones = cv2.transform(linear(pixels), _TO_CONES.astype(np.float32))
    return np.asarray(cv2.transform(cv2.pow(cones, 1 / 3), _TO_LAB.astype(np.float32)), np.float32)


def shown(lab: Floats, /) -> Floats:
    """Return OKLab colours (h, w, 3) in sRGB, 0 to 1; what no screen shows is cut off."""
    cones = cv2.transform(lab, _FROM_LAB.astype(np.float32))
    light = cv2.transform(cones * cones * cones, _FROM_CONES.astype(np.float32))
    return encoded(np.asarray(light, np.float32))


def distance(one: NDArray[np.uint8], other: NDArray[np.uint8], /) -> float:
    """Return the root mean square difference of two pictures in OKLab."""
    return float(np.sqrt(np.square(oklab(one) - oklab(other)).sum(axis=-1).mean()))
