"""Distances to pictures: inverse depth, near is white, the sky is black; and codes that keep them for later."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

NEAREST, OCTAVES = -6.0, 32.0  # log2 of the nearest distance that a code holds, metres, and how far the codes reach
CODES = 65_534  # 1 is the nearest, 65535 the farthest; 0 is the sky


def near_of(distance: NDArray[np.float32]) -> float:
    """Return the distance that becomes white, metres: little of the picture is nearer."""
    solid = distance[np.isfinite(distance)]
    return float(np.quantile(solid[:: max(1, solid.size // 100_000)], 0.02)) if solid.size else 1.0


def grey_of(distance: NDArray[np.float32], near: float) -> NDArray[np.uint8]:
    """Return `near / distance`, 0 to 1, as 8 bits; infinity is 0, and land is never quite black."""
    share = np.where(np.isfinite(distance), np.clip(near / np.maximum(distance, 1e-3), 1 / 255, 1), 0)
    return np.asarray(np.rint(share * 255), np.uint8)


def fine_grey_of(distance: NDArray[np.float32], near: float) -> NDArray[np.uint16]:
    """Return `near / distance`, 0 to 1, as 16 bits; infinity is 0, and land is never quite black."""
    share = np.where(np.isfinite(distance), np.clip(near / np.maximum(distance, 1e-3), 1 / 65535, 1), 0)
    return np.asarray(np.rint(share * 65535), np.uint16)


def coded(distance: NDArray[np.float32]) -> NDArray[np.uint16]:
    """Return distances, metres, as 16 bits in equal ratios: within 1/5900 from 1.6 cm on; infinity is 0."""
    steps = (np.log2(np.maximum(distance, 2.0**NEAREST)) - np.float32(NEAREST)) * np.float32((CODES - 1) / OCTAVES)
    codes = np.where(np.isfinite(distance), np.minimum(np.rint(steps) + 1, CODES + 1), 0)
    return codes.astype(np.uint16)


def decoded_distance(codes: NDArray[np.uint16]) -> NDArray[np.float32]:
    """Return the distances of codes, metres."""
    exponent = NEAREST + (np.arange(CODES + 2, dtype=np.float64) - 1) * (OCTAVES / (CODES - 1))
    metres = np.exp2(exponent).astype(np.float32)
    metres[0] = np.inf
    return metres[codes]


def thinned(distance: NDArray[np.float32], /, *, width: int) -> NDArray[np.float32]:
    """Return a smaller map that takes whole values: a mean of near and far would be a place where nothing is."""
    step = distance.shape[1] // width
    if step <= 1:
        return distance
    return np.ascontiguousarray(distance[step // 2 :: step, step // 2 :: step])
