"""Stars as spots on the picture: how bright each looks, and which pixels it touches."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from mitsuba import Color3f, Float
from numpy.typing import NDArray

from skyloom.imaging.panorama import pixel_of
from skyloom.render.camera import Camera
from skyloom.render.night import StarField

SPOT = 0.72  # pixels; the width of a star
ZERO = 2.54e-6  # lux of a star of magnitude 0
FAINT, FAINT_LIGHT, RISE = (
    6.4,
    0.06,
    0.27,
)  # a picture shows magnitude 6.4 this bright and each brighter one 10**0.27 more
AIRLESS = 0.4  # of that beside a sunlit ground
EXTINCTION = 0.28  # magnitudes an air mass


@dataclass(frozen=True, slots=True)
class Spots:
    """Pixels that stars touch, sorted by row."""

    row: NDArray[np.int64]  # (n,)
    column: NDArray[np.int64]  # (n,)
    light: NDArray[np.float32]  # (n, 3), cd/m²

    def strip(self, first: int, rows: int, width: int) -> Color3f:
        """Return the light of the stars in each pixel of a strip, row by row."""
        low, high = np.searchsorted(self.row, (first, first + rows))
        index = (self.row[low:high] - first) * width + self.column[low:high]
        # summed in a fixed order: additions by many threads would differ in the last bit from run to run
        canvas = [
            np.bincount(index, weights=self.light[low:high, channel], minlength=rows * width) for channel in range(3)
        ]
        return Color3f(*(Float(values.astype(np.float32)) for values in canvas))


def no_spots() -> Spots:
    """Return the spots of a day."""
    return Spots(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros((0, 3), np.float32))


def spots_of(field: StarField, camera: Camera, exposure: float, *, is_airless: bool = False) -> Spots:
    """Return the pixels of all stars over the horizon; `exposure` limits how far the bright ones burn out.

    Without air they are all around, and shown however bright the rest is: what the eye knows and no film sees.
    """
    above = (field.direction[:, 2] > 0) | is_airless
    direction, magnitude, colour = field.direction[above], field.magnitude[above], field.colour[above]
    sine = np.maximum(direction[:, 2], 0.03)
    magnitude = magnitude + EXTINCTION * (1 / sine - 1) * (not is_airless)
    glow = 1 + 0.3 * np.maximum(1.8 - magnitude, 0)  # bright stars look larger
    sigma = SPOT * glow * camera.footprint()
    true = ZERO * 10 ** (-0.4 * magnitude) / (2 * math.pi * sigma**2) * exposure
    true = np.maximum(true, 1e9 * is_airless)
    faint = FAINT_LIGHT * (AIRLESS if is_airless else 1.0)
    shown = np.minimum(true, faint * 10 ** (RISE * (FAINT - magnitude))) / exposure
    column, row = _pixels(direction, camera)
    return _spread(column, row, shown[:, None] * colour, glow * SPOT, camera)


def _pixels(direction: NDArray[np.float64], camera: Camera) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    column, row = pixel_of(direction, camera.height)
    if camera.horizon_shift_deg:
        shift = camera.horizon_shift_deg / 90
        bend = shift / (1 - shift * shift)
        sought = 1 - row * (2 / camera.height)
        place = 2 * (bend + sought) / (1 + np.sqrt(np.maximum(1 + 4 * bend * (bend + sought), 0)))
        row = (1 - place) * (camera.height / 2)
    return column, row


def _spread(
    column: NDArray[np.float64],
    row: NDArray[np.float64],
    light: NDArray[np.float64],
    sigma: NDArray[np.float64],
    camera: Camera,
) -> Spots:
    # near the zenith a round spot covers many columns
    lean = np.maximum(np.sin(row * (math.pi / camera.height)), 1.5 / camera.width)
    down = np.ceil(3 * sigma).astype(int)
    along = np.minimum(np.ceil(3 * sigma / lean).astype(int), camera.width // 2 - 1)
    count = (2 * down + 1) * (2 * along + 1)
    star = np.repeat(np.arange(len(row)), count)
    place = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
    wide = 2 * along[star] + 1
    y = np.floor(row[star]).astype(np.int64) + place // wide - down[star]
    x = np.floor(column[star]).astype(np.int64) + place % wide - along[star]
    off = np.square(y + 0.5 - row[star]) + np.square((x + 0.5 - column[star]) * lean[star])
    weight = np.exp(-0.5 * off / np.square(sigma[star]))
    kept = (y >= 0) & (y < camera.height) & (weight > 0.004)
    order = np.argsort(y[kept], kind="stable")
    spot = (light[star] * weight[:, None])[kept][order]
    return Spots(y[kept][order], (x[kept] % camera.width)[order], spot.astype(np.float32))
