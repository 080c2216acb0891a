"""One octave more: a picture enlarged, with grain as fine as its new pixels, made like the grain that it has."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from skyloom.imaging.bands import Floats, around, by_strips

Pixels = NDArray[np.uint8]

TILE = 32  # pixels of the larger picture
LOUD = 0.8  # of the grain an octave lower
EDGE = 0.35  # how much steeper edges become
PAD = 64


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
    polar = (np.arange(len(quiet), dtype=np.float32) + 0.5) / len(quiet) * np.pi
    quiet *= np.clip(4 * np.sin(polar), 0, 1)[:, None].astype(np.float32)  # grain there would be rays
    columns = [_places(width, along, scale) for along in (0, TILE // 2)]

    def add(rows: slice) -> None:
        more = _tiled(quiet, rows, columns, scale)
        large[rows] = np.clip(large[rows] + more[..., None], 0, 255).astype(np.uint8)

    by_strips(width // 2, add, rows=TILE)
    return np.asarray(large, np.uint8)


def _tiled(
    grain: Floats,
    rows: slice,
    columns: list[tuple[Floats, Floats]],
    scale: float,
) -> NDArray[np.int16]:
    """Return rows of grain (h, 2 h + 2 PAD) at its own size in tiles that overlap, each about the place it lies at."""
    total = np.zeros((rows.stop - rows.start, len(columns[0][0])), np.float32)
    square = np.zeros_like(total)
    for down in (0, TILE // 2):
        row, weight_down = (part[rows] for part in _places(rows.stop, down, scale))
        for column, weight_along in columns:
            place = np.meshgrid(column + np.float32(PAD), row)
            piece = cv2.remap(grain, place[0], place[1], cv2.INTER_NEAREST, borderMode=cv2.BORDER_REFLECT)
            weight = weight_down[:, None] * weight_along[None]
            total += piece * weight
            square += weight * weight
    return np.asarray(np.rint(total / np.sqrt(square)), np.int16)


def _places(length: int, shift: int, scale: float) -> tuple[Floats, Floats]:
    """Return for each pixel of a line which one of the grain lies there, and its weight; tiles begin `shift` early."""
    hump = np.sin((np.arange(TILE) + 0.5) * (np.pi / TILE)) ** 2
    at = np.arange(length) + shift
    place = (at // TILE * TILE + TILE // 2 - shift) / scale + (at % TILE - TILE // 2)
    return np.floor(place).astype(np.float32), hump[at % TILE].astype(np.float32)
