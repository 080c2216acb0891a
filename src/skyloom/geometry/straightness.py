"""How much of an outline is straight: what people built is told by that from what grew or was turned."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.bool_]  # (h, w)

STRAIGHT = 0.7  # from which on a thing is not round
STAIRS = 0.008  # of the longer side, over which an outline is smoothed: pixels of pixel art are no corners
LINE, SHORT, BEND = 0.15, 0.03, 0.004  # a long line, one along an axis, and a bend, as shares of the outline's diagonal


def straightness(mask: Mask, /) -> float:
    """Return the share of the longest outline of a mask that straight lines make up, 0 to 1."""
    padded = np.pad(mask, 8).astype(np.float32)
    smooth = cv2.GaussianBlur(padded, (0, 0), max(0.6, STAIRS * max(mask.shape))) > 0.5
    contours, _ = cv2.findContours(smooth.astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    if not contours:
        return 0.0
    contour = np.asarray(max(contours, key=cv2.contourArea), np.int32)
    diagonal = float(np.hypot(*(np.ptp(contour[:, 0], axis=0) + 1)))
    corners = cv2.approxPolyDP(contour, max(1.0, BEND * diagonal), closed=True)[:, 0].astype(np.float64)
    ways = np.abs(corners - np.roll(corners, 1, axis=0))
    lengths = np.linalg.norm(ways, axis=1)
    along_an_axis = ways.min(axis=1) <= np.maximum(1.0, 0.05 * lengths)
    lines = (lengths > LINE * diagonal) | (along_an_axis & (lengths > SHORT * diagonal))
    return float(lengths[lines].sum() / max(lengths.sum(), 1e-9))
