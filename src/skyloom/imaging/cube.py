"""A panorama as six square pictures around the camera that overlap, where a filter meets no pole and no seam.

Faces are equiangular: equal steps across a face are nearly equal angles. Their order is front, right, back,
left, up, down; each is `side` pixels across its quarter turn, and `margin` more on every side.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

# Faces are turned off the axes: along a face's middle pixels fall on pixels, and the picture's seam must not
# be the one column that is not resampled.
YAW = math.radians(27.0)


def _axes() -> Floats:
    """Return forward, right and up of each face in the world frame, (6, 3, 3)."""
    turns = YAW + np.arange(4) * (math.pi / 2)
    ahead = np.stack([np.sin(turns), np.cos(turns), np.zeros(4)], axis=-1)
    aside = np.stack([np.cos(turns), -np.sin(turns), np.zeros(4)], axis=-1)
    up = np.array((0.0, 0.0, 1.0))
    faces = [(ahead[k], aside[k], up) for k in range(4)] + [(up, aside[0], -ahead[0]), (-up, aside[0], ahead[0])]
    return np.array(faces, np.float32)


AXES = _axes()
SIDES = 4  # the faces whose up is the world's
MARGIN = 16  # a face is this many margins across
FEWEST = 8  # pixels of margin
BLEND = 0.5  # of the margin, on both sides of an edge, over which two faces fade into one another


@dataclass(frozen=True, slots=True)
class Cube:
    """How six faces lie around the camera."""

    side: int
    margin: int

    @classmethod
    def for_width(cls, width: int) -> Cube:
        """Return faces as fine as a panorama of `width` pixels."""
        side = max(8, width // 4)
        return cls(side, max(FEWEST, side // MARGIN))

    @property
    def across(self) -> int:
        """Pixels across a face, margins included."""
        return self.side + 2 * self.margin

    def directions(self, face: int) -> Floats:
        """Return the unit directions of a face's pixels, (across, across, 3), in the world frame."""
        place = (np.arange(self.across, dtype=np.float32) + 0.5 - self.margin) / self.side * 2 - 1
        slope = np.tan(place * np.float32(math.pi / 4))
        forward, right, up = AXES[face]
        ray = forward + slope[None, :, None] * right - slope[:, None, None] * up
        unit: Floats = (ray / np.linalg.norm(ray, axis=-1, keepdims=True)).astype(np.float32)
        return unit

    def unfolded(self, panorama: NDArray[np.uint8] | Floats) -> Floats:
        """Return a panorama (h, 2 h, 3), 0 to 1 or in bytes, as faces (6, across, across, 3), 0 to 1."""
        scale = np.float32(1 / 255 if panorama.dtype == np.uint8 else 1)
        picture: NDArray[Any] = panorama
        if picture.shape[1] > 4 * self.side:
            picture = cv2.resize(picture, (4 * self.side, 2 * self.side), interpolation=cv2.INTER_AREA)
        height, width = picture.shape[:2]
        wide = _beyond(picture)
        faces = np.empty((6, self.across, self.across, 3), np.float32)
        for face in range(6):
            x, y, z = np.moveaxis(self.directions(face), -1, 0)
            column = (np.arctan2(x, y) / (2 * math.pi) + 0.5) * width + (PAD - 0.5)
            row = (0.5 - np.arcsin(np.clip(z, -1, 1)) / math.pi) * height + (PAD - 0.5)
            seen = cv2.remap(wide, column.astype(np.float32), row.astype(np.float32), cv2.INTER_LINEAR)
            faces[face] = seen.astype(np.float32) * scale
        return faces

    def panorama(self, faces: Floats, width: int) -> Floats:
        """Return faces (6, across, across, 3) as a panorama (width / 2, width, 3)."""
        return self.strip(faces, width, 0, width // 2)

    def strip(self, faces: Floats, width: int, first: int, rows: int) -> Floats:
        """Return the pixels (rows, width, 3) of a panorama from its row `first` on."""
        quarter, height = width // 4, width // 2
        reach = math.ceil(quarter * (0.5 + self.margin / self.side)) + 2  # columns from a face's middle
        turn = YAW / (2 * math.pi) * width  # columns
        step = np.float32(2 * math.pi / width)
        heading = (np.arange(-reach, reach, dtype=np.float32) + np.float32(0.5 + math.floor(turn) - turn)) * step
        around = (np.arange(width, dtype=np.float32) + 0.5) * step - np.float32(math.pi + YAW)
        polar = (np.arange(first, first + rows, dtype=np.float32) + 0.5) * np.float32(math.pi / height)
        down, flat = np.cos(polar)[:, None], np.sin(polar)[:, None]
        total, weight = np.zeros((rows, width, 3), np.float32), np.zeros((rows, width, 1), np.float32)
        method = cv2.INTER_CUBIC if width > 4 * self.side else cv2.INTER_LINEAR  # keeps enlarged lines crisp
        ahead = flat * np.cos(heading)
        place = self._places(flat * np.sin(heading), -down * np.ones_like(ahead), ahead)
        if place is not None:
            middles = (np.arange(SIDES) * quarter + width // 2 + math.floor(turn)) % width
            for face in range(SIDES):
                columns = (np.arange(-reach, reach) + middles[face]) % width
                total[:, columns] += cv2.remap(faces[face], place[0], place[1], method) * place[2]
                weight[:, columns] += place[2]
        for face, sign in ((4, 1.0), (5, -1.0)):
            x, y = flat * np.sin(around), flat * np.cos(around)
            place = self._places(x, sign * y, sign * down * np.ones_like(x))
            if place is not None:
                total += cv2.remap(faces[face], place[0], place[1], method) * place[2]
                weight += place[2]
        return total / weight

    def _places(self, right: Floats, down: Floats, ahead: Floats) -> tuple[Floats, Floats, Floats] | None:
        """Return column, row and weight (rows, columns, 1) in a face of directions in its frame; None: none is near."""
        turn = self.margin / self.side
        if float(ahead.max()) < math.cos(math.radians(62)):
            return None
        with np.errstate(divide="ignore", invalid="ignore"):
            column = np.arctan2(right, ahead) * np.float32(4 / math.pi)
            row = np.arctan2(down, ahead) * np.float32(4 / math.pi)
        away = np.maximum(np.abs(column), np.abs(row))
        fade = 2 * BLEND * turn
        weight = np.clip((1 + fade - away) / (2 * fade), 0, 1)
        weight = weight * weight * (3 - 2 * weight)
        if not weight.any():
            return None
        half, start = self.side / 2, self.margin - 0.5
        return (
            ((column + 1) * half + start).astype(np.float32),
            ((row + 1) * half + start).astype(np.float32),
            weight[..., None].astype(np.float32),
        )


PAD = 4


def _beyond(panorama: NDArray[Any]) -> NDArray[Any]:
    """Return a panorama with a few rows over its poles and columns over its seam."""
    half = panorama.shape[1] // 2
    turned = np.roll(panorama, half, axis=1)
    tall = np.concatenate([turned[:PAD][::-1], panorama, turned[-PAD:][::-1]])
    return np.concatenate([tall[:, -PAD:], tall, tall[:, :PAD]], axis=1)
