"""Which cells hang together through their faces, and how loose ones are joined."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

CRUMB = 0.004  # of all cells: a loose piece smaller than this is left out
LOOKED_AT = 60  # cells of a piece that are compared with the rest

Ids = NDArray[np.int16]
Solid = NDArray[np.bool_]


def labelled(solid: Solid, /) -> tuple[NDArray[np.int32], int]:
    """Return the number of each cell's piece, from 0 and -1 where it is empty, and how many there are."""
    starts = solid.copy()
    starts[:, :, 1:] &= ~solid[:, :, :-1]
    runs = np.where(solid, np.cumsum(starts).reshape(solid.shape) - 1, -1).astype(np.int32)
    parent = np.arange(int(starts.sum()), dtype=np.int32)
    keys = []
    for one, other in ((runs[1:], runs[:-1]), (runs[:, 1:], runs[:, :-1])):
        both = (one >= 0) & (other >= 0)
        keys.append(one[both].astype(np.int64) * len(parent) + other[both])
    edges = np.unique(np.concatenate(keys))
    left, right = edges // max(len(parent), 1), edges % max(len(parent), 1)
    while True:
        a, b = parent[left], parent[right]
        apart = a != b
        if not apart.any():
            break
        left, right, a, b = left[apart], right[apart], a[apart], b[apart]
        np.minimum.at(parent, np.maximum(a, b), np.minimum(a, b))
        while (parent[parent] != parent).any():
            parent = parent[parent]
    roots, named = np.unique(parent, return_inverse=True)
    return np.where(solid, named[np.maximum(runs, 0)] if len(roots) else -1, -1).astype(np.int32), len(roots)


def without_crumbs(cells: Ids, /) -> Ids:
    """Return the cells less the loose pieces that are too small to be meant; -1 is empty."""
    names, count = labelled(cells >= 0)
    if count < 2:
        return cells
    sizes = np.bincount(names[names >= 0], minlength=count)
    small = sizes < CRUMB * sizes.sum()
    small[int(np.argmax(sizes))] = False
    return np.where((names >= 0) & small[np.maximum(names, 0)], np.int16(-1), cells)


def in_one_piece(cells: Ids, /) -> Ids:
    """Return the cells with every loose piece joined to the largest by the shortest way; -1 is empty."""
    names, count = labelled(cells >= 0)
    if count < 2:
        return cells
    cells = cells.copy()
    sizes = np.bincount(names[names >= 0], minlength=count)
    main = int(np.argmax(sizes))
    joined = np.argwhere((names == main) & _skin(names == main))
    for name in np.argsort(-sizes, kind="stable"):
        if name == main:
            continue
        piece = np.argwhere((names == name) & _skin(names == name))
        start, end = _nearest(piece, joined)
        way = _way(start, end)
        empty = cells[tuple(way.T)] < 0
        cells[tuple(way[empty].T)] = cells[tuple(start)]
        joined = np.concatenate([joined, piece, way])
    return cells


def _skin(solid: Solid) -> Solid:
    inner = np.pad(solid, 1)
    core = solid.copy()
    for axis in range(3):
        for shift in (-1, 1):
            core &= np.roll(inner, shift, axis)[1:-1, 1:-1, 1:-1]
    return solid & ~core


def _nearest(piece: NDArray[np.intp], rest: NDArray[np.intp]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return a cell of the piece and one of the rest that are near each other, by steps along the axes."""
    some = piece[:: max(1, len(piece) // LOOKED_AT)]
    bound = np.abs(rest - some[0]).sum(axis=1).min()
    low, high = piece.min(axis=0) - bound, piece.max(axis=0) + bound
    near = rest[((rest >= low) & (rest <= high)).all(axis=1)]
    best = (bound + 1, some[0], rest[0])
    for cell in some:
        far = np.abs(near - cell).sum(axis=1)
        at = int(np.argmin(far))
        if far[at] < best[0]:
            best = (far[at], cell, near[at])
    return best[1], best[2]


def _way(start: NDArray[np.intp], end: NDArray[np.intp]) -> NDArray[np.intp]:
    """Return the cells from one to another, one axis after the other."""
    cells = [start.copy()]
    for axis in (2, 1, 0):
        while cells[-1][axis] != end[axis]:
            step = cells[-1].copy()
            step[axis] += 1 if end[axis] > step[axis] else -1
            cells.append(step)
    return np.array(cells)
