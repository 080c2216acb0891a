"""The row of the horizon in the photo of a room: where level lines meet."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from skyloom.imaging.windows.working import Floats, Working

USUAL, SPREAD = 0.5, 0.11  # of the height: photos of rooms are levelled
TRUSTED = 6.0  # pairs of long lines that outweigh what is usual
SHORTEST = 0.04  # of the diagonal
STEEPEST, APART = 0.95, 0.06  # sine of a level line's angle in the picture, and between two that tell
MOST = 120  # lines, the longest
BINS = 128


def horizon(copy: Working, /) -> tuple[float, float]:
    """Return the horizon's row as a share of the height, and how sure it is, 0 to 1."""
    lines = _lines(copy)
    height, width = copy.luma.shape
    rows = (np.arange(BINS) + 0.5) / BINS
    usual = np.exp(-0.5 * ((rows - USUAL) / SPREAD) ** 2)
    votes = _votes(lines, height, width)
    total = votes + usual * TRUSTED / usual.sum() * 4
    posterior = total * usual**0.5
    best = int(np.argmax(posterior))
    around = slice(max(0, best - 3), best + 4)
    row = float((rows[around] * posterior[around]).sum() / posterior[around].sum())
    return row, float(votes[around].sum() / (votes.sum() + TRUSTED))


def _lines(copy: Working) -> Floats:
    """Return long straight lines, (n, 4): columns and rows of both ends, the longest first."""
    grey = (copy.luma * 255).astype(np.uint8)
    found: Any = cv2.createLineSegmentDetector().detect(grey)[0]  # None where there is no line
    lines = np.zeros((0, 4), np.float32) if found is None else np.asarray(found, np.float32).reshape(-1, 4)
    length = np.hypot(lines[:, 2] - lines[:, 0], lines[:, 3] - lines[:, 1])
    order = np.argsort(-length, kind="stable")
    return np.asarray(lines[order][length[order] > SHORTEST * copy.diagonal][:MOST], np.float32)


def _votes(lines: Floats, height: int, width: int) -> NDArray[np.float64]:
    """Return how much the pairs of lines speak for each of `BINS` rows."""
    votes = np.zeros(BINS)
    start, way = lines[:, :2], lines[:, 2:] - lines[:, :2]
    length = np.hypot(way[:, 0], way[:, 1])
    way = way / np.maximum(length, 1e-6)[:, None]
    level = np.abs(way[:, 1]) < STEEPEST
    start, way, length = start[level], way[level], length[level]
    if len(start) < 2:
        return votes
    one, other = np.triu_indices(len(start), 1)
    cross = way[one, 0] * way[other, 1] - way[one, 1] * way[other, 0]
    tells = np.abs(cross) > APART
    one, other, cross = one[tells], other[tells], cross[tells]
    between = start[other] - start[one]
    along = (between[:, 0] * way[other, 1] - between[:, 1] * way[other, 0]) / cross
    meet = start[one] + along[:, None] * way[one]
    # a vanishing point lies beyond its lines: where they cross in the picture is a corner
    past = (along < 0) | (along > length[one])
    column, row = meet[:, 0] / width, meet[:, 1] / height
    kept = past & (np.abs(column - 0.5) < 2.5) & (row > 0.1) & (row < 0.9)
    weight = np.sqrt(length[one] * length[other]) / height * np.minimum(1, np.abs(cross) * 4)
    places = np.clip((row[kept] * BINS).astype(int), 0, BINS - 1)
    np.add.at(votes, places, weight[kept])
    kernel = np.exp(-0.5 * (np.arange(-6, 7) / 2.0) ** 2)
    return np.convolve(votes, kernel / kernel.sum(), mode="same")
