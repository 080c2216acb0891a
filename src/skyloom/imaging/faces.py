"""The six flat faces of a cube map, as engines want them: what each looks at and which way is up in it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Pixels = NDArray[np.uint8]
Vector = tuple[int, int, int]

AHEAD, BACK, RIGHT, LEFT, UP, DOWN = (0, 1, 0), (0, -1, 0), (1, 0, 0), (-1, 0, 0), (0, 0, 1), (0, 0, -1)
FINER = 2  # times as many pixels are taken along a side as a face has: lines stay smooth
ROWS = 128  # of the finer face, at once
PAD = 4  # pixels over the seam and the poles


@dataclass(frozen=True, slots=True)
class Face:
    """A square view of a quarter turn, in the world frame."""

    forward: Vector
    up: Vector  # towards the picture's first row


# As somebody inside the cube sees it, every picture upright: the sky's lower edge and the ground's upper edge
# meet the front.
DEFAULT: Mapping[str, Face] = {
    "up": Face(UP, BACK),
    "down": Face(DOWN, AHEAD),
    "front": Face(AHEAD, UP),
    "back": Face(BACK, UP),
    "left": Face(LEFT, UP),
    "right": Face(RIGHT, UP),
}
# Roblox's Sky goes by the names of an older engine: right of the front is "left", and sky and ground meet the
# face that is called "right".
ROBLOX: Mapping[str, Face] = {
    "up": Face(UP, RIGHT),
    "down": Face(DOWN, LEFT),
    "front": Face(AHEAD, UP),
    "back": Face(BACK, UP),
    "left": Face(RIGHT, UP),
    "right": Face(LEFT, UP),
}


def faces(panorama: Pixels, layout: Mapping[str, Face], /, *, side: int, threads: int) -> dict[str, Pixels]:
    """Return the faces (side, side, 3) of a panorama (h, 2 h, 3) by name; what is finer than they is averaged."""
    if panorama.shape[1] > 4 * side:
        size = (4 * side, 2 * side)
        panorama = cv2.resize(panorama, size, interpolation=cv2.INTER_AREA).astype(np.uint8, copy=False)
    wide = beyond(panorama)
    return {name: _face(wide, face, side, threads) for name, face in layout.items()}


def beyond(panorama: Pixels) -> Pixels:
    """Return a panorama with a few rows over its poles and columns over its seam."""
    half = panorama.shape[1] // 2
    over, under = panorama[:PAD][::-1], panorama[-PAD:][::-1]
    tall = np.concatenate([np.roll(over, half, axis=1), panorama, np.roll(under, half, axis=1)])
    return cv2.copyMakeBorder(tall, 0, 0, PAD, PAD, cv2.BORDER_WRAP).astype(np.uint8, copy=False)


def places(direction: Floats, height: int) -> tuple[Floats, Floats]:
    """Return column and row of directions (..., 3) in a panorama from `beyond`; they need not be of unit length."""
    x, y, z = direction[..., 0], direction[..., 1], direction[..., 2]
    turn = np.arctan2(x, y) * np.float32(height / math.pi) + np.float32(height - 0.5 + PAD)
    fall = np.arctan2(-z, np.sqrt(x * x + y * y)) * np.float32(height / math.pi) + np.float32(height / 2 - 0.5 + PAD)
    return turn, fall


def _face(wide: Pixels, face: Face, side: int, threads: int) -> Pixels:
    forward, up = np.array(face.forward, np.float32), np.array(face.up, np.float32)
    right = np.cross(forward, up)
    fine = side * FINER
    slope = ((np.arange(fine, dtype=np.float32) + 0.5) / fine * 2 - 1).astype(np.float32)
    height = wide.shape[0] - 2 * PAD
    picture = np.empty((side, side, 3), np.uint8)

    def fill(first: int) -> None:
        rows = slice(first, min(first + ROWS, fine))
        ray = forward + slope[None, :, None] * right - slope[rows, None, None] * up
        column, row = places(ray, height)
        seen = cv2.remap(wide, column, row, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        there = slice(rows.start // FINER, rows.stop // FINER)
        picture[there] = cv2.resize(seen, (side, there.stop - there.start), interpolation=cv2.INTER_AREA)

    with ThreadPoolExecutor(threads) as hands:
        list(hands.map(fill, range(0, fine, ROWS)))
    return picture
