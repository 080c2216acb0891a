"""A solid from one isometric silhouette: all that would look so, were it its own mirror image.

A point (x, y, z), pixels from the middle of the ground, is seen at column u = (x + y) / √2 and at height
w = rise (y - x) / √2 + √(1 - rise²) z: from the front, the right and above, `rise` being the sine of the elevation.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from skyloom.geometry.straightness import STRAIGHT, straightness
from skyloom.geometry.voxels import Solid

Mask = NDArray[np.bool_]  # (h, w), row 0 at the top
Floats = NDArray[np.float32]
Box = tuple[tuple[float, float], tuple[float, float], tuple[float, float]]  # pixels from the middle of the ground

COARSE = 52  # cells across, with which a box is sought
FINER, MARGIN = 64, 0.1  # cells across, and the room around it, with which it is found
SPARE = 0.07  # share of the silhouette that is given up for a hull smaller by a factor of e
PIXEL = 0.75  # cells, of the picture in which a box is sought
TURNS = 24  # directions from which what is round looks the same
ROUND = 0.04  # share of the silhouette that may be lost when a thing is taken for turned
FLAT = 0.4  # change of the radius by height, up to which a turned thing ends in a flat top

Mirrors = tuple[tuple[int, int], ...]  # signs of x and y: what a thing is taken to be alike under
# and the share of the silhouette that one may lose before another is taken: most things are alike left and right
MIRRORS: tuple[tuple[Mirrors, float], ...] = (
    (((1, 1), (-1, 1), (1, -1), (-1, -1)), 0.04),
    (((1, 1), (-1, 1)), 0.015),
    (((1, 1), (1, -1)), 0.0),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """An isometric picture of a thing."""

    mask: Mask
    rise: float  # sine of the camera's elevation
    column: float  # pixels: where x = y = 0 is seen
    row: float  # where the ground's middle is seen

    def seen(self, x: Floats, y: Floats, z: Floats) -> tuple[Floats, Floats]:
        """Return columns and rows, in pixels, of points in pixels from the middle of the ground."""
        up = math.sqrt(1 - self.rise**2)
        return (x + y) / math.sqrt(2) + self.column, self.row - self.rise * (y - x) / math.sqrt(2) - up * z

    def has(self, x: Floats, y: Floats, z: Floats) -> Solid:
        """Tell which points are seen within the silhouette."""
        column, row = (np.floor(place).astype(np.int32) for place in self.seen(x, y, z))
        high, wide = self.mask.shape
        within = (column >= 0) & (column < wide) & (row >= 0) & (row < high)
        return np.asarray(within & self.mask[row.clip(0, high - 1), column.clip(0, wide - 1)], bool)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hull:
    """A solid and how it was found."""

    solid: Solid  # (x, y, z)
    box: Box
    mirrors: Mirrors  # none: it is turned
    cover: float  # share of the silhouette that the solid shows


def hull(mask: Mask, *, rise: float, size: int) -> tuple[Hull, View]:
    """Return the best solid with this silhouette, its longest axis `size` cells, and the view that shows it so."""
    columns = np.nonzero(mask.any(axis=0))[0]
    rows = np.nonzero(mask.any(axis=1))[0]
    view = View(mask=mask, rise=rise, column=(columns[0] + columns[-1] + 1) / 2, row=float(rows[-1] + 1))
    box, cell = _room(view, float(np.ptp(columns) + 1), float(np.ptp(rows) + 1))
    found = [
        (_finer(view, _tight(view, _carved(view, mirrors, box, cell), mirrors, box)), favour)
        for mirrors, favour in MIRRORS
    ]
    least = min(_volume(each) for each, _ in found)
    best = max(found, key=lambda one: one[0].cover + one[1] - SPARE * math.log(_volume(one[0]) / least))[0]
    turned = _finer(view, _tight(view, _swept(_radii(view, box, cell), box, cell), (), box))
    if turned.cover > best.cover - ROUND and straightness(mask) < STRAIGHT:
        _, whole = _domed(view, turned.box, _longest(turned.box) / FINER)
        solid, box = _domed(view, turned.box, _longest(whole) / size)
        return replace(turned, solid=solid, box=box, cover=_cover(view, solid, box)), view
    solid = _carved(view, best.mirrors, best.box, _longest(best.box) / size)
    return replace(best, solid=solid, cover=_cover(view, solid, best.box)), view


def _volume(found: Hull) -> float:
    """Return the volume of a hull in cubic pixels, 1 at least."""
    return max(1.0, float(found.solid.mean()) * math.prod(high - low for low, high in found.box))


def _longest(box: Box) -> float:
    return max(high - low for low, high in box)


def _finer(view: View, rough: Hull) -> Hull:
    """Return a hull found anew, of finer cells, in its box and some room to all sides."""
    if not rough.cover:
        return rough
    room = MARGIN * _longest(rough.box)
    sides = [(low - room, high + room) for low, high in rough.box]
    box, cell = (sides[0], sides[1], sides[2]), _longest((sides[0], sides[1], sides[2])) / FINER
    carved = _carved(view, rough.mirrors, box, cell) if rough.mirrors else _swept(_radii(view, box, cell), box, cell)
    return _tight(view, carved, rough.mirrors, box)


def _room(view: View, wide: float, high: float) -> tuple[Box, float]:
    """Return a box that no thing with such a silhouette leaves, and the size of the cells to look through it with."""
    reach = wide / math.sqrt(2)
    up = math.sqrt(1 - view.rise**2)
    cell = 2 * reach / COARSE
    levels = (-view.rise * wide / 2 / up - cell, (high + view.rise * wide / 2) / up + cell)
    return ((-reach, reach), (-reach, reach), levels), cell


def _tight(view: View, solid: Solid, mirrors: Mirrors, box: Box) -> Hull:
    """Return a solid in the smallest box that changes its silhouette by no more than about a cell."""
    kept = solid.copy()
    for axis, end in ((2, 1), (2, 0), (0, 0), (0, 1), (1, 0), (1, 1)):
        if not kept.any():
            return Hull(solid=kept, box=box, mirrors=mirrors, cover=0.0)
        if mirrors or axis == 2:
            layers = kept if end == 1 else np.flip(kept, axis)
            needed = _needed(view, layers, box if end == 1 else _flipped(box, axis), axis)
            np.moveaxis(layers, axis, 0)[needed:] = False
    there = [np.nonzero(kept.any(axis=tuple(each for each in range(3) if each != axis)))[0] for axis in range(3)]
    edges = [np.linspace(low, high, side + 1) for (low, high), side in zip(box, kept.shape, strict=True)]
    sides = [(float(edge[at[0]]), float(edge[at[-1] + 1])) for edge, at in zip(edges, there, strict=True)]
    tight = (sides[0], sides[1], sides[2])
    part = tuple(slice(int(at[0]), int(at[-1]) + 1) for at in there)
    return Hull(solid=kept[part], box=tight, mirrors=mirrors, cover=_cover(view, kept[part], tight))


def _needed(view: View, solid: Solid, box: Box, axis: int) -> int:
    """Return how many layers along an axis, from its beginning, show the whole silhouette of a solid."""
    rows, columns, shape = _places(view, solid, box)
    first = np.full(shape, np.inf, np.float32)
    np.minimum.at(first, (rows, columns), np.nonzero(solid)[axis].astype(np.float32))
    first[np.isinf(first)] = -1
    gaps = (first < 0) & (_there(view, shape) >= 0.5)  # between the middles of cells
    first[gaps] = cv2.dilate(first, np.ones((3, 3), np.uint8))[gaps]
    whole = cv2.erode(first, np.ones((2, 2), np.uint8), borderValue=-1)  # what is lost is wider than a pixel
    return max(1, int(whole.max()) + 1)


def _radii(view: View, box: Box, cell: float) -> Floats:
    """Return the radius, in pixels, of what is turned, at each layer of a box; 0 where there is nothing."""
    levels = _middles(*box[2], cell)
    step = cell / 2
    radius = (np.arange(math.ceil(box[0][1] / step) + 2, dtype=np.float32) * step)[:, None]
    inside = np.ones((len(radius), len(levels)), bool)
    for turn in np.arange(TURNS) * (2 * math.pi / TURNS):
        inside &= view.has(radius * np.float32(math.cos(turn)), radius * np.float32(math.sin(turn)), levels[None])
    count = np.logical_and.accumulate(inside, axis=0).sum(axis=0)
    return np.asarray(np.maximum(count - 0.5, 0) * step, np.float32)


def _swept(radii: Floats, box: Box, cell: float) -> Solid:
    x, y = _middles(*box[0], cell)[:, None], _middles(*box[1], cell)[None]
    return np.asarray((np.hypot(x, y)[..., None] <= radii) & (radii > 0), bool)


def _domed(view: View, box: Box, cell: float) -> tuple[Solid, Box]:
    """Return what is turned; unless its sides are upright, it ends in a dome instead of where nothing is seen of it."""
    radii = _radii(view, box, cell)
    top, below = float(radii[-1]), float(radii[max(0, len(radii) - 1 - max(2, len(radii) // 12))])
    steps = min(max(2, len(radii) // 12), len(radii) - 1)
    if not steps or below - top <= FLAT * steps * cell:
        return _swept(radii, box, cell), box
    # the cone of the lines of sight touches at the top's edge; a paraboloid that does so is half as high
    height = top * math.sqrt(1 - view.rise**2) / view.rise / 2
    level = (np.arange(math.ceil(height / cell)) + 0.5) * cell
    dome = top * np.sqrt(np.maximum(1 - level / height, 0))
    bottom, end = box[2]
    taller = (box[0], box[1], (bottom, end + len(level) * cell))
    return _swept(np.concatenate([radii, dome]).astype(np.float32), taller, cell), taller


def _middles(low: float, high: float, cell: float) -> Floats:
    count = max(1, round((high - low) / cell))
    return np.asarray(low + (np.arange(count) + 0.5) * ((high - low) / count), np.float32)


def _carved(view: View, mirrors: Mirrors, box: Box, cell: float) -> Solid:
    """Return the cells of a box that are in the silhouette from wherever a mirror image would be seen."""
    x, y, z = np.meshgrid(*(_middles(low, high, cell) for low, high in box), indexing="ij", sparse=True)
    solid = np.ones((x.size, y.size, z.size), bool)
    for sign_x, sign_y in mirrors:
        solid &= view.has(x * np.float32(sign_x), y * np.float32(sign_y), z)
    return solid


def _flipped(box: Box, axis: int) -> Box:
    sides = [side[::-1] if each == axis else side for each, side in enumerate(box)]
    return (sides[0], sides[1], sides[2])


def _places(view: View, solid: Solid, box: Box) -> tuple[NDArray[np.intp], NDArray[np.intp], tuple[int, int]]:
    """Return where cells are seen in a small picture, rows and columns, and its shape."""
    cells = [(high - low) / side for (low, high), side in zip(box, solid.shape, strict=True)]
    pixel = PIXEL * abs(cells[0])
    high, wide = (int(side / pixel) + 1 for side in view.mask.shape)
    middles = [
        (low + (at + 0.5) * cell).astype(np.float32)
        for (low, _), cell, at in zip(box, cells, np.nonzero(solid), strict=True)
    ]
    column, row = (np.floor(place / pixel).astype(np.intp) for place in view.seen(*middles))
    return row.clip(0, high - 1), column.clip(0, wide - 1), (high, wide)


def _cover(view: View, solid: Solid, box: Box) -> float:
    """Return the share of the silhouette that a solid shows, 0 to 1."""
    rows, columns, shape = _places(view, solid, box)
    shown = np.zeros(shape, np.uint8)
    shown[rows, columns] = 1
    closed = cv2.morphologyEx(shown, cv2.MORPH_CLOSE, np.ones((3, 3), np.uint8))
    there = _there(view, shape)
    return float((there * closed).sum() / max(float(there.sum()), 1e-6))


def _there(view: View, shape: tuple[int, int]) -> Floats:
    """Return how much of each pixel of a small picture the silhouette covers."""
    return np.asarray(cv2.resize(view.mask.astype(np.float32), shape[::-1], interpolation=cv2.INTER_AREA), np.float32)
