"""A sky laid behind the windows of a photo, in linear light; what is not sky keeps its very bytes."""

from __future__ import annotations

import numpy as np

from skyloom.imaging.oklab import encoded, linear
from skyloom.imaging.windows.matte import Matte
from skyloom.imaging.windows.working import LUMINANCE, Floats, Pixels

OVER_ROOM = 2.0  # times the room's middle light: one stop, so that it reads as outside
DARKEST, BRIGHTEST = 0.34, 0.52  # luminance that the open sky may get
KNEE, WHITE = 0.5, 0.96  # luminance from which on clouds are held back, and what they reach at most
PALING = 0.75  # of the colour of what is held back
ROWS = 256  # at once


def developed(radiance: Floats, blue: float, room: float, /) -> Floats:
    """Return radiance (n, 3) as light of the photo, 0 to 1: a sky of luminance `blue` about a stop over `room`."""
    gain = float(np.clip(OVER_ROOM * room, DARKEST, BRIGHTEST)) / max(blue, 1e-6)
    light = radiance * np.float32(gain)
    level = light @ np.array(LUMINANCE, np.float32)
    over = np.maximum(level - KNEE, 0)
    held = np.minimum(level, KNEE) + (WHITE - KNEE) * over / (over + 1.5 * (WHITE - KNEE))
    pale = (PALING * over / (over + 1.0))[:, None]
    scaled = light * (held / np.maximum(level, 1e-6))[:, None]
    return np.asarray(np.clip(scaled + (held[:, None] - scaled) * pale, 0, 1), np.float32)


def composed(pixels: Pixels, sky: Floats, found: Matte, seed: int, /) -> Pixels:
    """Return the photo (h, w, 3) with light `sky` (h, w, 3) in place of what a matte found."""
    done = pixels.copy()
    rng = np.random.default_rng([seed, 0xD17])
    for first in range(0, len(pixels), ROWS):
        rows = slice(first, first + ROWS)
        touched = found.alpha[rows] > 0
        if not touched.any():
            continue
        share, glass = found.alpha[rows][touched][:, None], found.glass[rows][touched][:, None]
        old, new = linear(pixels[rows][touched]), sky[rows][touched]
        # what is before the glass keeps its own light: only the glass's part goes
        before = np.maximum(old - share * glass, 0) * (share < 1)
        mixed = encoded(np.asarray(before + share * new, np.float32)) * 255
        noise = rng.random(mixed.shape, dtype=np.float32) - rng.random(mixed.shape, dtype=np.float32)
        shown = np.clip(mixed + 0.5 * noise + 0.5, 0, 255).astype(np.uint8)
        part = done[rows]
        part[touched] = shown
    return done
