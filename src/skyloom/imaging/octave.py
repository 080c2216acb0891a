"""One octave more: a picture enlarged, with grain as fine as its new pixels, made like the grain that it has."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from skyloom.imaging.bands import around

Pixels = NDArray[np.uint8]

TILE = 32  # pixels of the larger picture
LOUD = 0.8  # of the grain an octave lower
EDGE = 0.35  # how much steeper edges become
PAD = 64
ROWS = 256  # of the larger picture, worked on at once


def finer(pixels: Pixels, width: int) -> Pixels:
    """Return a panorama (h, 2 h, 3) enlarged to `width`."""
    scale = width / pixels.shape[1]
    pad = round(PAD * scale)
    large = cv2.resize(around(pixels, PAD), (width + 2 * pad, width // 2), interpolation=cv2.INTER_CUBIC)
    large = np.ascontiguousarray(large[:, pad : pad + width])
    grey = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY).astype(np.int16)
    wide = around(grey, PAD).astype(np.float32)
    grain = (wide - cv2.GaussianBlur(wide, (0, 0), 1.0)) * np.float32(LOUD)
    # what is loud is an edge, which must not be seen twice
    quiet = grain * np.exp(-np.square(grain / np.float32(9))).astype(np.float32)
    more = _tiled(quiet, width, scale)
    for first in range(0, width // 2, ROWS):
        rows = slice(first, first + ROWS)
        strip = large[rows].astype(np.int16)
        strip += more[rows][..., None]
        large[rows] = np.clip(strip, 0, 255).astype(np.uint8)
    return np.asarray(large, np.uint8)


def _tiled(grain: NDArray[np.float32], width: int, scale: float) -> NDArray[np.int16]:
    """Return grain (h, 2 h + 2 PAD) at its own size in tiles that overlap, each about the place that it lies at."""
    height = width // 2
    total = np.zeros((height, width), np.float32)
    square = np.zeros((height, width), np.float32)
    hump = np.sin((np.arange(TILE, dtype=np.float32) + 0.5) * np.float32(np.pi / TILE)) ** 2
    for down in (0, TILE // 2):
        y = np.arange(height, dtype=np.float32) + down
        row = (np.floor(y / TILE) * TILE + TILE / 2 - down) / scale + (y % TILE - TILE / 2)
        for along in (0, TILE // 2):
            x = np.arange(width, dtype=np.float32) + along
            column = (np.floor(x / TILE) * TILE + TILE / 2 - along) / scale + (x % TILE - TILE / 2) + PAD
            place = np.meshgrid(np.floor(column).astype(np.float32), np.floor(row).astype(np.float32))
            piece = cv2.remap(grain, place[0], place[1], cv2.INTER_NEAREST, borderMode=cv2.BORDER_REFLECT)
            weight = hump[(y % TILE).astype(np.int32)][:, None] * hump[(x % TILE).astype(np.int32)][None]
            total += piece * weight
            square += weight * weight
    return np.asarray(np.rint(total / np.sqrt(square)), np.int16)
