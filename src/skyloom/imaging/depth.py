"""Distances to a grey picture: inverse depth, near is white, the sky is black."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def near_of(distance: NDArray[np.float32]) -> float:
    """Return the distance that becomes white, metres: little of the picture is nearer."""
    solid = distance[np.isfinite(distance)]
    return float(np.quantile(solid[:: max(1, solid.size // 100_000)], 0.02)) if solid.size else 1.0


def grey_of(distance: NDArray[np.float32], near: float) -> NDArray[np.uint8]:
    """Return `near / distance`, 0 to 1, as 8 bits; infinity is 0, and land is never quite black."""
    share = np.where(np.isfinite(distance), np.clip(near / np.maximum(distance, 1e-3), 1 / 255, 1), 0)
    return np.asarray(np.rint(share * 255), np.uint8)


def thinned(distance: NDArray[np.float32], /, *, width: int) -> NDArray[np.float32]:
    """Return a smaller map that takes whole values: a mean of near and far would be a place where nothing is."""
    step = distance.shape[1] // width
    if step <= 1:
        return distance
    return np.ascontiguousarray(distance[step // 2 :: step, step // 2 :: step])
