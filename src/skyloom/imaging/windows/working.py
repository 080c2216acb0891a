"""The small copy of a photo on which windows are looked for, and what is known of the room's own light."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from skyloom.imaging.oklab import linear, oklab

Pixels = NDArray[np.uint8]
Floats = NDArray[np.float32]
Mask = NDArray[np.bool_]

LONGEST = 1024  # pixels of the copy's longer side
LUMA = (0.299, 0.587, 0.114)
LUMINANCE = (0.2126, 0.7152, 0.0722)
CLIPPED = 250 / 255  # from here on a channel says no more


@dataclass(frozen=True, slots=True, kw_only=True)
class Working:
    """A small copy of a photo."""

    pixels: Pixels  # (h, w, 3), sRGB
    luma: Floats  # (h, w), 0 to 1
    lab: Floats  # (h, w, 3), OKLab
    clipped: Mask  # (h, w), where no channel says any more
    room: float  # the room's middle luma
    white: tuple[float, float]  # of a grey thing in the room, green to red and blue to yellow
    scale: float  # pixels of the photo a pixel of the copy

    @property
    def diagonal(self) -> float:
        """The copy's diagonal, pixels."""
        return float(np.hypot(*self.luma.shape))


def working(pixels: Pixels, /) -> Working:
    """Return the small copy of a photo (h, w, 3)."""
    height, width = pixels.shape[:2]
    scale = max(1.0, max(height, width) / LONGEST)
    size = (max(8, round(width / scale)), max(8, round(height / scale)))
    small = pixels if scale == 1 else np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), np.uint8)
    luma = (small.astype(np.float32) @ np.array(LUMA, np.float32) / 255).astype(np.float32)
    lab = oklab(small)
    clipped = small.min(axis=-1) >= round(CLIPPED * 255)
    own = (luma < 0.9) & (luma > 0.04)
    of_room = own if own.sum() > 64 else np.ones_like(own)
    grey = of_room & (np.hypot(lab[..., 1], lab[..., 2]) < 0.06)
    grey = grey if grey.sum() > 64 else of_room
    return Working(
        pixels=small,
        luma=luma,
        lab=lab,
        clipped=clipped,
        room=float(np.median(luma[of_room])),
        white=(float(np.median(lab[grey][:, 1])), float(np.median(lab[grey][:, 2]))),
        scale=scale,
    )


def middle_light(pixels: Pixels, glass: Mask, /) -> float:
    """Return the median luminance of a picture (h, w, 3) outside of a mask (h, w), linear, 0 to 1."""
    room = pixels[::4, ::4][~glass[::4, ::4]]
    return float(np.median(linear(room) @ np.array(LUMINANCE, np.float32))) if len(room) else 0.2
