"""Solids from outlines: how thick a thing is behind each point of the silhouette that it shows from the front.

All work on masks (rows, columns), row 0 at the top, and return half a thickness in pixels for each pixel, 0 outside.
"""

from __future__ import annotations

import math

import cv2
import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.bool_]  # (h, w)
Floats = NDArray[np.float32]  # (h, w)

COARSE = 96  # pixels a side at which Poisson's equation is solved
OVER = 1.9  # of the relaxation


def distances(mask: Mask, /) -> Floats:
    """Return how far each pixel's centre lies inside of the outline."""
    padded = cv2.copyMakeBorder(mask.astype(np.uint8), 1, 1, 1, 1, cv2.BORDER_CONSTANT, value=0)
    inside = cv2.distanceTransform(padded, cv2.DIST_L2, cv2.DIST_MASK_PRECISE)[1:-1, 1:-1]
    return np.asarray(inside - 0.5, np.float32) * mask  # the outline runs halfway to the nearest centre that is outside


def balls(mask: Mask, /) -> Floats:
    """Return the union of all balls that fit into the outline with their centres in the picture's plane.

    A disc becomes a ball, a strip a round bar, a ring a torus. Exact: z²(p) = max over c of D²(c) - |p - c|², with the
    maximum taken along rows and then along columns.
    """
    away = distances(mask)
    square = np.square(away)
    reach = math.ceil(float(away.max()))
    for axis in (0, 1):
        square = _raised(square, reach, axis)
    return np.sqrt(np.maximum(square, 0)) * mask


def _raised(square: Floats, reach: int, axis: int) -> Floats:
    """Return max over d of f(q + d) - d² along an axis: the upper envelope of a parabola at every pixel."""
    field = np.ascontiguousarray(np.moveaxis(square, axis, 0))
    best = field.copy()
    for step in range(1, min(reach, len(field) - 1) + 1):
        lowered = field - np.float32(step * step)
        np.maximum(best[step:], lowered[:-step], out=best[step:])
        np.maximum(best[:-step], lowered[step:], out=best[:-step])
    return np.moveaxis(best, 0, axis)


def cubes(mask: Mask, /) -> Floats:
    """Return the union of all cubes that fit into the outline: each straight part is as thick as it is wide."""
    padded = cv2.copyMakeBorder(mask.astype(np.uint8), 1, 1, 1, 1, cv2.BORDER_CONSTANT, value=0)
    inside = cv2.distanceTransform(padded, cv2.DIST_C, 3)[1:-1, 1:-1]  # a square of 2 d - 1 pixels fits
    half = np.zeros(mask.shape, np.float32)
    for size in range(1, int(inside.max()) + 1):
        square = np.ones((2 * size - 1, 2 * size - 1), np.uint8)
        fits = cv2.dilate((inside >= size).astype(np.uint8), square, borderType=cv2.BORDER_CONSTANT, borderValue=0)
        half[fits > 0] = size - 0.5
    return half * mask


def membrane(mask: Mask, /) -> Floats:
    """Return the root of what solves ∇²h = -4 inside of the outline: a disc becomes a ball, and nothing has creases."""
    height, width = mask.shape
    scale = min(1.0, COARSE / max(height, width))
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    small = cv2.resize(mask.astype(np.float32), size, interpolation=cv2.INTER_AREA) >= 0.5
    solved = _relaxed(np.pad(small, 1))[1:-1, 1:-1]
    grown = cv2.resize(np.sqrt(solved), (width, height), interpolation=cv2.INTER_LINEAR) / np.float32(scale)
    return np.asarray(grown, np.float32) * mask


def _relaxed(mask: Mask) -> Floats:
    """Solve ∇²h = -4 on a mask by successive over-relaxation in two colours."""
    height, width = mask.shape
    start = np.square(distances(mask)).astype(np.float32)
    down, across = np.indices((height, width))
    colours = [mask & ((down + across) % 2 == parity) for parity in (0, 1)]
    field = start
    for _ in range(2 * max(height, width)):
        for colour in colours:
            around = np.zeros_like(field)
            around[1:-1, 1:-1] = field[:-2, 1:-1] + field[2:, 1:-1] + field[1:-1, :-2] + field[1:-1, 2:]
            field += np.float32(OVER) * ((around + 4) / 4 - field) * colour
    return np.maximum(field, 0)


def inflated(mask: Mask, /, *, soft: float = 0.3) -> Floats:
    """Return the union of balls, its creases smoothed by a share `soft` of the membrane."""
    return np.float32(1 - soft) * balls(mask) + np.float32(soft) * membrane(mask)


def turned(mask: Mask, /, *, power: float = 2.0) -> Floats:
    """Return what each run of a row encloses when it is turned about its own middle.

    `power` is that of a superellipse: 2 turns round, more and more square the larger it is.
    """
    half = np.zeros(mask.shape, np.float32)
    edges = np.diff(np.pad(mask, ((0, 0), (1, 1))).astype(np.int8), axis=1)
    begins, ends = np.argwhere(edges == 1), np.argwhere(edges == -1)
    for (row, first), (_, last) in zip(begins, ends, strict=True):
        radius = (last - first) / 2
        place = np.abs(np.arange(first, last) + 0.5 - (first + last) / 2) / radius
        half[row, first:last] = radius * (1 - place**power) ** (1 / power)
    return half


def extruded(mask: Mask, /, *, half: float, bevel: float = 0.0) -> Floats:
    """Return a plate `half` thick to either side of the plane; its edges are cut by `bevel`."""
    away = np.minimum(distances(mask), bevel)
    return np.maximum(half - bevel + away, 0).astype(np.float32) * mask
