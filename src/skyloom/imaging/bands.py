"""Blurs, fills and blends of layers that go once around: the left edge is the right edge's neighbour."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

FILL = 1024  # pixels across of the picture on which gaps are filled
EDGE = 8  # columns beside the seam that a resize must see
FINE = 6.0  # pixels; a wider blur is made on a smaller picture


def around(layer: NDArray[Any], columns: int) -> NDArray[Any]:
    """Return a layer with `columns` of its other end on both sides."""
    return np.concatenate([layer[:, -columns:], layer, layer[:, :columns]], axis=1)


def by_strips(height: int, work: Callable[[slice], None], *, rows: int) -> None:
    """Do work on a layer's rows, `rows` at once, so that what it needs stays small, on all processors."""
    strips = [slice(first, min(first + rows, height)) for first in range(0, height, rows)]
    with ThreadPoolExecutor(max(1, cv2.getNumThreads())) as hands:
        list(hands.map(work, strips))


def enlarged(layer: NDArray[Any], width: int, *, method: int = cv2.INTER_LINEAR) -> NDArray[Any]:
    """Return a layer (h, 2 h) or (h, 2 h, c) in another size; a smaller one is made of means."""
    if layer.shape[1] == width:
        return layer
    shape = (width // 2, width, *layer.shape[2:])  # the resizer drops a last axis of one
    if layer.shape[1] > width:
        return np.asarray(cv2.resize(layer, (width, width // 2), interpolation=cv2.INTER_AREA)).reshape(shape)
    large = np.asarray(cv2.resize(layer, (width, width // 2), interpolation=method)).reshape(shape)
    if layer.shape[1] < 2 * EDGE or (EDGE * width) % layer.shape[1]:
        more = round(EDGE * width / layer.shape[1])
        wide = cv2.resize(around(layer, EDGE), (width + 2 * more, width // 2), interpolation=method)
        return np.ascontiguousarray(wide[:, more : more + width]).reshape(shape)
    # only the ends must know of one another
    more, few = EDGE * width // layer.shape[1], EDGE // 2 * width // layer.shape[1]
    ends = np.concatenate([layer[:, -EDGE:], layer[:, :EDGE]], axis=1)
    seam = np.asarray(cv2.resize(ends, (2 * more, width // 2), interpolation=method))
    seam = seam.reshape(shape[0], 2 * more, *layer.shape[2:])
    large[:, -few:], large[:, :few] = seam[:, more - few : more], seam[:, more : more + few]
    return large


def blurred(layer: Floats, size: float) -> Floats:
    """Return a layer (h, w) or (h, w, c) blurred by a Gaussian of `size` pixels."""
    if size < 0.2:
        return layer
    if size > FINE and min(layer.shape[:2]) >= 16 and layer.shape[1] == 2 * layer.shape[0]:
        half = blurred(enlarged(layer, layer.shape[1] // 2), size / 2)
        return np.asarray(enlarged(half, layer.shape[1]), np.float32)
    pad = min(layer.shape[1], math.ceil(4 * size) + 1)
    wide = cv2.GaussianBlur(around(layer, pad), (0, 0), size)[:, pad:-pad]
    return np.asarray(wide, np.float32).reshape(layer.shape)


def filled(layer: Floats, weight: Floats) -> Floats:
    """Return a layer (h, 2 h, c) whose pixels of no weight (h, 2 h), 0 to 1, continue those around them smoothly."""
    width = layer.shape[1]
    small = enlarged(layer * weight[..., None], min(width, FILL))
    held = enlarged(weight, small.shape[1])
    return mixed(enlarged(_filled(small, held), width), layer, weight)


def mixed(one: Floats, other: Floats, share: Floats) -> Floats:
    """Return `one` (h, w, c) where the share (h, w) is 0, `other` where it is 1, and between them what lies between."""
    between = np.empty_like(one)

    def mix(rows: slice) -> None:
        between[rows] = one[rows] + (other[rows] - one[rows]) * share[rows][..., None]

    by_strips(len(one), mix, rows=32)
    return between


def _filled(total: Floats, held: Floats) -> Floats:
    """Return a layer (h, 2 h, c) from sums and weights, the thinner the weight the more from a coarser one."""
    own = total / np.maximum(held, 1e-6)[..., None]
    height, width = held.shape
    if height < 4 or width % 2 or height % 2:
        mean = total.sum((0, 1)) / max(float(held.sum()), 1e-6)
        return np.asarray(own + (mean - own) * (1 - np.minimum(held * 4, 1))[..., None], np.float32)
    coarse = _filled(enlarged(total, width // 2), enlarged(held, width // 2))
    fill = enlarged(coarse, width)
    return np.asarray(fill + (own - fill) * np.minimum(held * 2, 1)[..., None], np.float32)


def blended(one: Floats, other: Floats, share: Floats, *, levels: int = 6) -> Floats:
    """Return `one` where the share (h, w) is 0 and `other` where it is 1.

    Broad differences run into one another over a wide border, fine ones over a narrow one, so that neither a step
    nor two shapes at once are seen.
    """
    pad = 4 << levels
    pad = min(pad, one.shape[1] // 2)
    first, second = around(one, pad), around(other, pad)
    mask = around(share, pad)
    parts = []
    for _ in range(levels):
        if min(first.shape[:2]) < 8:
            break
        half = (math.ceil(first.shape[1] / 2), math.ceil(first.shape[0] / 2))
        lower = _sized(cv2.pyrDown, first, half), _sized(cv2.pyrDown, second, half)
        size = first.shape[1::-1]
        own = first - _sized(cv2.pyrUp, lower[0], size)
        own += (second - _sized(cv2.pyrUp, lower[1], size) - own) * mask[..., None]
        parts.append(own)
        first, second = lower
        mask = _sized(cv2.pyrDown, mask, half)
    total = first + (second - first) * mask[..., None]
    for own in reversed(parts):
        total = _sized(cv2.pyrUp, total, own.shape[1::-1]) + own
    return np.asarray(total[:, pad : pad + one.shape[1]], np.float32)


def _sized(change: Callable[..., Any], layer: NDArray[Any], size: Sequence[int]) -> NDArray[Any]:
    """Return a layer of a pyramid as `change` makes it, `size` wide and high, a last axis of one kept."""
    return np.asarray(change(layer, dstsize=size)).reshape(size[1], size[0], *layer.shape[2:])


def guided(values: Floats, guide: Floats, fine: Floats, *, size: float, smooth: float = 1e-3) -> Floats:
    """Return values (h, w, c) of a small guide (h, w) at the size of a fine one, their edges those of the guide.

    A fast guided filter (He and Sun 2015): `size` is the reach on the small guide, pixels.
    """
    mean: Floats = blurred(guide, size)
    spread = blurred(guide * guide, size) - mean * mean + np.float32(smooth)
    level = blurred(values, size)
    together = blurred(values * guide[..., None], size) - level * mean[..., None]
    slope = together / spread[..., None]
    start = level - slope * mean[..., None]
    width = fine.shape[1]
    slope, start = (enlarged(blurred(np.asarray(part, np.float32), size), width) for part in (slope, start))
    return np.asarray(slope * fine[..., None] + start, np.float32)
