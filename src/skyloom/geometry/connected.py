"""Which cells of a grid hang together: components, what the outside reaches, shells, and bridges between parts."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from skyloom.geometry.voxels import Solid

SMALL = 0.01  # of all cells: a part below that is dust and goes

Labels = NDArray[np.int32]  # (x, y, z); 0 is no cell


def components(solid: Solid, /) -> Labels:
    """Return which component each cell is of, counted from 1; cells hang together by their faces."""
    runs, count = _runs(solid)
    pairs = [_touching(runs, axis) for axis in (0, 1)]
    owner = _united(np.concatenate(pairs), count + 1)
    owner[0] = 0
    names: Labels = np.unique(owner, return_inverse=True)[1].astype(np.int32)
    return names[runs]


def outside(solid: Solid, /) -> Solid:
    """Return the empty cells that air from outside reaches by faces."""
    air = components(~np.pad(solid, 1))
    reached: Solid = (air == air[0, 0, 0])[1:-1, 1:-1, 1:-1]
    return reached


def filled(solid: Solid, /) -> Solid:
    """Return the solid with all that it encloses."""
    return ~outside(solid)


def shell(solid: Solid, /) -> Solid:
    """Return the cells of a solid with at least one open face; no air passes through them by faces."""
    padded = np.pad(solid, 1)
    inner: Solid = solid.copy()
    for axis in range(3):
        for shift in (-1, 1):
            inner = np.asarray(inner & np.roll(padded, shift, axis)[1:-1, 1:-1, 1:-1], bool)
    return solid & ~inner


def joined(solid: Solid, /, *, dust: float = SMALL) -> Solid:
    """Return one component: parts below a share `dust` of the cells go, others are tied to the largest one by bridges.

    A bridge is one cell thick and runs between the two cells that are nearest.
    """
    labels = components(solid)
    sizes = np.bincount(labels.ravel())
    sizes[0] = 0
    order = [int(label) for label in np.argsort(-sizes, kind="stable") if sizes[label] > 0]
    if len(order) < 2:
        return solid
    kept = [label for label in order if sizes[label] >= dust * sizes.sum()]
    whole: Solid = labels == kept[0]
    rest = kept[1:]
    while rest:
        near = {label: _nearest(whole, labels == label) for label in rest}
        closest = min(rest, key=lambda label: near[label][0])
        whole |= labels == closest
        _, begin, end = near[closest]
        _bridge(whole, begin, end)
        rest.remove(closest)
    return whole


def _runs(solid: Solid) -> tuple[Labels, int]:
    """Number the runs of cells along z, from 1."""
    begins = solid.copy()
    begins[:, :, 1:] &= ~solid[:, :, :-1]
    numbers = np.cumsum(begins.ravel(), dtype=np.int32).reshape(solid.shape)
    return numbers * solid, int(begins.sum())


def _touching(runs: Labels, axis: int) -> NDArray[np.int32]:
    """Return pairs of runs, (n, 2), that lie side by side along an axis."""
    one, other = (np.moveaxis(runs, axis, 0)[part] for part in (slice(None, -1), slice(1, None)))
    both = (one > 0) & (other > 0)
    both[..., 1:] &= (one[..., 1:] != one[..., :-1]) | (other[..., 1:] != other[..., :-1])  # once a pair is enough
    return np.stack([one[both], other[both]], axis=1)


def _united(pairs: NDArray[np.int32], count: int) -> NDArray[np.int32]:
    """Return for each of `count` things the least one that pairs, (n, 2), tie it to."""
    parent = np.arange(count, dtype=np.int32)
    while len(pairs):
        ends = parent[pairs]
        open_ = ends[:, 0] != ends[:, 1]
        pairs, ends = pairs[open_], ends[open_]
        np.minimum.at(parent, ends.max(axis=1), ends.min(axis=1))
        while (shorter := parent[parent]).tobytes() != parent.tobytes():
            parent = shorter
    return parent


def _nearest(whole: Solid, part: Solid) -> tuple[float, NDArray[np.intp], NDArray[np.intp]]:
    """Return the distance, and the two cells, where two parts come closest."""
    one, other = (np.argwhere(shell(solid)) for solid in (whole, part))
    best: tuple[float, NDArray[np.intp], NDArray[np.intp]] = (np.inf, one[0], other[0])
    # only cells near the other's box can be the nearest
    low, high = other.min(axis=0), other.max(axis=0)
    away = np.abs(one - np.clip(one, low, high)).sum(axis=1)
    reach = away.min() + (high - low).sum() + 1
    one = one[away <= reach]
    for block in np.array_split(one, max(1, len(one) * len(other) // 4_000_000)):
        apart = np.abs(block[:, None] - other[None]).sum(axis=2)
        least = int(apart.argmin())
        if apart.flat[least] < best[0]:
            best = float(apart.flat[least]), block[least // len(other)], other[least % len(other)]
    return best


def _bridge(solid: Solid, begin: NDArray[np.intp], end: NDArray[np.intp]) -> None:
    """Fill cells from one to another, face by face, as straight as that can be."""
    ways = np.abs(end - begin)
    axes = np.repeat(np.arange(3), ways)
    turns = np.concatenate([(np.arange(way) + 0.5) / max(way, 1) for way in ways])
    at = begin.copy()
    for axis in axes[np.argsort(turns, kind="stable")]:
        at[axis] += np.sign(end[axis] - at[axis])
        solid[tuple(at)] = True
