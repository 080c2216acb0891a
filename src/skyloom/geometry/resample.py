"""Grids at another size: nothing thin is lost, one component stays one."""

from __future__ import annotations

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from skyloom.geometry.connected import joined
from skyloom.geometry.voxels import Cells, Solid, Voxels, cropped, visible_faces

Counts = NDArray[np.int32]  # (x, y, z)
Shape = tuple[int, int, int]

Cell = TypeVar("Cell", np.bool_, np.int32)

SEEN = 4  # how much more a face that shows counts for a cell's colour than being there


def resampled(model: Voxels, size: int, /) -> Voxels:
    """Return a model whose longest axis has exactly `size` cells; it is one component if `model` is."""
    whole = cropped(model)
    longest = max(whole.size)
    if longest == size:
        return whole
    across, deep, high = (max(1, round(side * size / longest)) for side in whole.size)
    shape = across, deep, high
    if longest < size:
        places = [(np.arange(new) * 2 + 1) * old // (2 * new) for old, new in zip(whole.size, shape, strict=True)]
        cells = whole.cells[np.ix_(*places)]
    else:
        solid = joined(reduced(whole.solid, shape), dust=0)
        cells = coloured(solid, _votes(whole, shape))
    return Voxels(cells=np.ascontiguousarray(cells), palette=whole.palette, glowing=whole.glowing)


def reduced(solid: Solid, shape: Shape, /) -> Solid:
    """Return a solid on a coarser grid: cells at least half full, and a row of cells for what is thinner than one.

    A solid that touches all six sides of its grid does so afterwards, too.
    """
    bins = [np.arange(old) * new // old for old, new in zip(solid.shape, shape, strict=True)]
    room = np.einsum("i,j,k->ijk", *(np.bincount(one, minlength=new) for one, new in zip(bins, shape, strict=True)))
    count = _binned(solid, bins)
    full = 2 * count >= room
    widths = [-(-old // new) for old, new in zip(solid.shape, shape, strict=True)]
    thin = _binned(solid & ~_opened(solid, [2 * width - 1 for width in widths]), bins) * ~full
    lost = _ridges(thin)
    far = lost & ~_grown(full)
    found = full | far | (lost & _grown(far))
    return _reaching(found, count)


def coloured(solid: Solid, votes: Cells, /) -> Cells:
    """Return the cells of a solid, each with its own colour of `votes` or, where that is 0, with one that is near."""
    known = np.pad(votes, 1)
    bare = np.pad(solid, 1) & (known == 0)
    steps = [sign * stride for stride in (known.shape[1] * known.shape[2], known.shape[2], 1) for sign in (-1, 1)]
    colour, open_ = known.reshape(-1), bare.reshape(-1)
    edge = np.flatnonzero(colour) if bare.any() else np.zeros(0, np.intp)
    while len(edge):
        reached = []
        for step in steps:
            beside = (edge + step).clip(0, len(colour) - 1)
            new = open_[beside]
            colour[beside[new]] = colour[edge[new]]
            open_[beside[new]] = False
            reached.append(beside[new])
        edge = np.concatenate(reached)
    return np.asarray(known[1:-1, 1:-1, 1:-1] * solid, np.uint8)


def _votes(model: Voxels, shape: Shape) -> Cells:
    """Return the colour (x, y, z) that shows most in each coarser cell, 0 where there is none."""
    places = np.nonzero(model.cells)
    coarse = [place * new // old for place, old, new in zip(places, model.size, shape, strict=True)]
    target = np.ravel_multi_index(coarse, shape)
    colour = model.cells[places].astype(np.int64)
    weight = 1 + SEEN * visible_faces(model.solid)[places].astype(np.int64)
    keys, owner = np.unique(target * 256 + colour, return_inverse=True)
    total = np.bincount(owner, weight)
    order = np.lexsort((keys, -total, keys >> 8))  # the strongest first in each cell
    keys = keys[order]
    first = np.concatenate([[True], keys[1:] >> 8 != keys[:-1] >> 8])
    votes = np.zeros(shape, np.uint8)
    votes.reshape(-1)[keys[first] >> 8] = keys[first] & 255
    return votes


def _binned(solid: Solid, bins: list[NDArray[np.int64]]) -> Counts:
    """Return how many cells of each bin are solid."""
    counts = solid.astype(np.int32)
    for axis, places in enumerate(bins):
        begins = np.concatenate([[0], np.nonzero(np.diff(places))[0] + 1])
        counts = np.add.reduceat(counts, begins, axis=axis)
    return counts


def _opened(solid: Solid, sides: list[int]) -> Solid:
    """Return the parts of a solid that a box of so many cells fits into."""
    boxes = [min(side, axis) for side, axis in zip(sides, solid.shape, strict=True)]
    inner = solid
    for axis, box in enumerate(boxes):
        inner = _summed(inner, axis, box) == box
    opened = inner
    for axis, box in enumerate(boxes):
        room = [(box - 1, box - 1) if each == axis else (0, 0) for each in range(3)]
        opened = _summed(np.pad(opened, room), axis, box) > 0
    return opened


def _summed(solid: Solid, axis: int, box: int) -> Counts:
    """Return sums over `box` cells along an axis, wherever that many are."""
    sums = np.cumsum(np.insert(solid.astype(np.int32), 0, 0, axis=axis), axis=axis, dtype=np.int32)
    length = sums.shape[axis]
    return sums.take(range(box, length), axis) - sums.take(range(length - box), axis)


def _grown(solid: Solid) -> Solid:
    """Return a solid and all cells around it, corners too."""
    grown = solid
    for axis in range(3):
        padded = np.pad(grown, [(1, 1) if each == axis else (0, 0) for each in range(3)])
        length = solid.shape[axis]
        grown = np.logical_or.reduce([padded.take(range(at, at + length), axis) for at in range(3)])
    return grown


def _ridges(counts: Counts) -> Solid:
    """Return the cells with a count; of two that lie alone side by side, the fuller one."""
    kept = counts > 0
    for axis in range(3):
        before, here, after, next_but_one = (_shifted(kept, axis, by) for by in (-1, 0, 1, 2))
        last_but_one = _shifted(kept, axis, -2)
        beside_next = here & after & ~before & ~next_but_one
        beside_last = here & before & ~after & ~last_but_one
        weaker = (beside_next & (counts < _shifted(counts, axis, 1))) | (
            beside_last & (counts <= _shifted(counts, axis, -1))
        )
        kept = kept & ~weaker
    return kept


def _shifted(grid: NDArray[Cell], axis: int, by: int) -> NDArray[Cell]:
    """Return for each cell what is `by` cells further along an axis, 0 beyond the grid."""
    room = [(2, 2) if each == axis else (0, 0) for each in range(3)]
    return np.pad(grid, room).take(range(2 + by, 2 + by + grid.shape[axis]), axis)


def _reaching(solid: Solid, counts: Counts) -> Solid:
    """Return a solid that touches each side of its grid that has a count, if only by that side's fullest cell."""
    whole = solid.copy()
    for axis in range(3):
        for side in (0, -1):
            face = np.moveaxis(whole, axis, 0)[side]
            fullness = np.moveaxis(counts, axis, 0)[side]
            if not face.any() and fullness.any():
                face[np.unravel_index(int(fullness.argmax()), face.shape)] = True
    return whole
