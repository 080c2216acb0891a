"""Parts to cells at any size: the longest axis exact, nothing thin lost, everything in one piece."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from skyloom.geometry.parts import UPRIGHT, Does, Part, Parts, bounds
from skyloom.geometry.pieces import in_one_piece, without_crumbs

TRIES = 3

Ids = NDArray[np.int16]


@dataclass(frozen=True, slots=True, kw_only=True)
class Raster:
    """Which part each cell is of."""

    part: Ids  # (x, y, z), index into the parts, -1 where it is empty
    scale: float  # cells in a unit of the builder


def rasterised(parts: Sequence[Part], /, *, size: int) -> tuple[Parts, Raster]:
    """Return the parts that a model of this size has, and the cells that each of them fills.

    The longest axis has exactly `size` cells, and every cell is joined to every other through faces.
    """
    there = [part for part in parts if part.since <= size]
    low, high = bounds(there)
    scale = size / float((high - low).max())
    for _ in range(TRIES):
        cells = _cropped(without_crumbs(_filled(there, scale)))
        longest = max(cells.shape)
        if longest == size:
            break
        if abs(longest - size) == 1 and size > 12:
            break
        scale *= size / longest
    return there, Raster(part=in_one_piece(_fitted(cells, size)), scale=scale)


def _filled(parts: Sequence[Part], scale: float) -> Ids:
    low, high = bounds(parts)
    count = np.round((high - low) * scale).astype(int)
    middle = (low + high) / 2
    if abs(middle[0]) < 0.35 * (high - low)[0]:
        middle[0] = 0.0  # most things are made symmetrical about x = 0
    origin = np.empty(3)
    shape = np.empty(3, int)
    for axis in range(3):
        reach = float(max(high[axis] - middle[axis], middle[axis] - low[axis])) * scale
        cells = int(np.ceil(reach)) * 2 + 4 + int(count[axis]) % 2
        shape[axis], origin[axis] = cells, middle[axis] - cells / 2 / scale
    origin[2] = low[2] - 2 / scale
    out = np.full(tuple(shape), -1, np.int16)
    groups = np.array([part.group for part in parts])
    for index, part in enumerate(parts):
        _put(out, index, part, origin, scale, groups)
    return out


def _put(
    out: Ids, index: int, part: Part, origin: NDArray[np.float64], scale: float, groups: NDArray[np.int64]
) -> None:
    turn = part.turn * scale  # in cells
    lengths = np.linalg.norm(turn, axis=0)
    if not part.is_fine:
        slanted = np.count_nonzero(np.abs(turn) > 0.05 * lengths.max()) > 3
        least = max(part.least, UPRIGHT) if slanted else part.least
        grown = np.maximum(lengths, least) / np.maximum(lengths, 1e-9)
        turn = turn * grown
    elif lengths.min() < 0.2:
        return
    centre = (part.at - origin) * scale
    reach = _half_extents(turn, is_round=part.is_round)
    first = np.maximum(np.floor(centre - reach - 0.5), 0).astype(int)
    last = np.minimum(np.ceil(centre + reach + 0.5), out.shape).astype(int)
    if (last <= first).any():
        return
    inverse = np.linalg.inv(turn)
    axes = np.ix_(*(np.arange(a, b) + 0.5 - c for a, b, c in zip(first, last, centre, strict=True)))
    own = []
    for row in inverse:
        value = np.zeros((1, 1, 1))
        for axis in range(3):
            if abs(row[axis]) > 1e-9:
                value = value + row[axis] * axes[axis]
        own.append(value)
    hit = np.broadcast_to(part.inside(*own), tuple(last - first))
    view = out[first[0] : last[0], first[1] : last[1], first[2] : last[2]]
    if part.does is Does.CARVE:
        view[hit & (view >= 0) & (groups[view] == part.group)] = -1
    elif part.does is Does.PAINT:
        view[hit & (view >= 0) & (groups[view] == part.group)] = index
    elif part.does is Does.TUCK:
        view[hit & (view < 0)] = index
    else:
        view[hit] = index


def _half_extents(turn: NDArray[np.float64], *, is_round: bool) -> NDArray[np.float64]:
    return np.asarray(np.linalg.norm(turn, axis=1) if is_round else np.abs(turn).sum(axis=1))


def _cropped(cells: Ids) -> Ids:
    where = np.nonzero(cells >= 0)
    if not where[0].size:
        raise ValueError("the parts fill no cell")
    return cells[tuple(slice(int(axis.min()), int(axis.max()) + 1) for axis in where)]


def _fitted(cells: Ids, size: int) -> Ids:
    """Leave out or repeat middle slices until no axis is longer than `size` and one is as long."""
    for axis in range(3):
        while cells.shape[axis] > size:
            cells = _cropped(np.delete(cells, _quietest(cells, axis), axis=axis))
    longest = int(np.argmax(cells.shape))
    while cells.shape[longest] < size:
        at = _quietest(cells, longest)
        cells = np.insert(cells, at, cells.take(at, axis=longest), axis=longest)
    return np.ascontiguousarray(cells)


def _quietest(cells: Ids, axis: int) -> int:
    """Return the slice, away from the ends, that is most like the next one."""
    slices = np.moveaxis(cells, axis, 0)
    change = (slices[1:] != slices[:-1]).sum(axis=(1, 2)).astype(float)
    if len(change) < 2:
        return 0
    middle = abs(np.arange(len(change)) - len(change) / 2) / len(change)
    return int(np.argmin(change * (1 + 0.2 * middle) + 0.01 * middle))
