"""Bright even regions of a photo: each may be sky, or blown glass, of one pane."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from skyloom.imaging.windows.working import Mask, Working

Points = NDArray[np.int32]

LEVELS = (0.985, 0.955, 0.92, 0.87, 0.8, 0.72)  # of luma: a region is cut where it is brightest and where it is less so
OVER = 0.1  # of luma, that a region is brighter than the room's middle at least
WARM = 0.03  # of OKLab, that it may be yellower than a grey thing in the room
SMALLEST, LARGEST = 0.0008, 0.6  # of the photo
NARROWEST = 6  # pixels of the copy, of a region's box
SAME = 0.93  # overlap of two cuts, from which on they are one region


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """A bright region of the copy."""

    left: int
    top: int
    mask: Mask  # (h, w) of its box
    outline: Points  # (n, 2), columns and rows in the copy
    level: float

    @property
    def area(self) -> int:
        """Its pixels."""
        return int(self.mask.sum())

    @property
    def box(self) -> tuple[slice, slice]:
        """Its rows and columns in the copy."""
        height, width = self.mask.shape
        return slice(self.top, self.top + height), slice(self.left, self.left + width)


def regions(copy: Working, /) -> list[Region]:
    """Return all bright regions of a copy, cut at several levels; those of one level do not overlap."""
    neutral = copy.lab[..., 2] < copy.white[1] + WARM
    found: list[Region] = []
    for level in LEVELS:
        if level < copy.room + OVER:
            break
        bright = ((copy.luma >= level) & (neutral | copy.clipped)).astype(np.uint8)
        opened = np.asarray(cv2.morphologyEx(bright, cv2.MORPH_OPEN, np.ones((3, 3), np.uint8)), np.uint8)
        for region in _parts(opened, level):
            if not any(_alike(region, other) for other in found):
                found.append(region)
    return found


def _parts(bright: NDArray[np.uint8], level: float) -> Iterator[Region]:
    count, labels, stats, _ = cv2.connectedComponentsWithStats(bright, connectivity=4)
    for label in range(1, count):
        left, top, width, height, area = (int(value) for value in stats[label])
        share = area / bright.size
        if not SMALLEST <= share <= LARGEST or min(width, height) < NARROWEST:
            continue
        mask = labels[top : top + height, left : left + width] == label
        outlines, _ = cv2.findContours(mask.astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
        outline = max(outlines, key=len)[:, 0, :].astype(np.int32) + np.array((left, top), np.int32)
        yield Region(left=left, top=top, mask=mask, outline=outline, level=level)


def _alike(one: Region, other: Region) -> bool:
    """Return whether two regions are the same but for their edges."""
    small, large = sorted((one.area, other.area))
    if small < SAME * large:
        return False
    return overlap(one, other) >= SAME * large


def overlap(one: Region, other: Region) -> int:
    """Return how many pixels two regions share."""
    (rows, columns), (other_rows, other_columns) = one.box, other.box
    top, bottom = max(rows.start, other_rows.start), min(rows.stop, other_rows.stop)
    left, right = max(columns.start, other_columns.start), min(columns.stop, other_columns.stop)
    if top >= bottom or left >= right:
        return 0
    first = one.mask[top - one.top : bottom - one.top, left - one.left : right - one.left]
    second = other.mask[top - other.top : bottom - other.top, left - other.left : right - other.left]
    return int((first & second).sum())
