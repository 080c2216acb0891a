"""Isometric pictures, as voxel art is mostly drawn: told by their edges, made solid by their hull, coloured."""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from skyloom.geometry.connected import filled, joined
from skyloom.geometry.hull import Hull, View, hull
from skyloom.geometry.resample import coloured
from skyloom.geometry.voxels import Solid
from skyloom.imaging.cutout import Floats, Picture
from skyloom.imaging.oklab import encoded, linear, oklab
from skyloom.imaging.quantise import quantised

Colours = NDArray[np.uint8]  # (..., 3), sRGB
Mask = NDArray[np.bool_]

FLATTEST, STEEPEST = 25.5, 31.5  # degrees of the two ways along the ground: 26.6 in pixel art, 30 in true isometry
NEAR = 3.5  # degrees from such a way that an edge may be off
TILTED, EACH = 0.16, 0.05  # of all edges that follow these two ways, and each of the two and of the upright ones
LEVEL = 3.0  # times more edges that are tilted than are level: seen from the front it is the other way round
LEAST = 0.88  # share of the silhouette that the hull must show, or else the picture is something else
LIGHTEST = 0.94  # how light a model is beside the lightest faces that the picture shows
SAMPLES = ((0.0, 0.0), (-0.25, -0.25), (-0.25, 0.25), (0.25, -0.25), (0.25, 0.25))  # of a face, in cells
FACES = ((2, 1), (1, -1), (0, 1))  # axis and side: from above, the front, the right
AWAY = (2, 3, 4)  # cells from an edge, where light on both of its sides is compared
ALIKE = 0.15  # difference of two colours, each without its brightness, that may be one
RIM = 0.01  # what a pixel of the rim counts, where the background shines through
KNOWN = 24  # pairs that are enough to compare the light on them
FINEST = 255  # colours kept until the palette is chosen


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """A solid and its colours."""

    solid: Solid
    colours: Colours  # (x, y, z, 3)


def rise_of(picture: Picture, cover: Floats) -> float | None:
    """Return the sine of the elevation that an isometric picture is seen from, None for any other picture."""
    light = cv2.GaussianBlur(oklab(picture.pixels)[..., 0] * cover, (0, 0), 1.2)
    across, down = cv2.Sobel(light, cv2.CV_32F, 1, 0), cv2.Sobel(light, cv2.CV_32F, 0, 1)
    there = cv2.dilate((cover > 0).astype(np.uint8), np.ones((5, 5), np.uint8)) > 0
    strength = np.where(there, np.minimum(np.hypot(across, down), 0.5), 0)
    strength[strength < 0.02] = 0
    # an edge runs across its gradient; counted from level, rising to the right
    way = np.degrees(np.arctan2(across, down)) % 180
    counts = np.bincount(np.floor(way.ravel() * 2).astype(int) % 360, strength.ravel(), 360).astype(np.float64)
    total = float(counts.sum())
    if total <= 0:
        return None
    angle = max((_sum(counts, tilt, NEAR) + _sum(counts, 180 - tilt, NEAR), float(tilt)) for tilt in _tilts())[1]
    ways = [_sum(counts, middle, NEAR) / total for middle in (angle, 180 - angle, 90)]
    level = _sum(counts, 0, NEAR) / total
    if ways[0] + ways[1] < max(TILTED, LEVEL * level) or min(ways) < EACH:
        return None
    return math.tan(math.radians(angle))


def decoded(picture: Picture, cover: Floats, *, rise: float, size: int) -> Decoded | None:
    """Return what an isometric picture shows, or None where no solid would look so."""
    mask = cover >= 0.5
    found, view = hull(mask, rise=rise, size=size)
    if found.cover < LEAST:
        return None
    solid = filled(joined(found.solid))
    seen, light = _seen(picture, view, found, solid)
    return _sized(Decoded(solid=solid, colours=_everywhere(solid, seen, light)), size)


def _sized(shape: Decoded, size: int) -> Decoded:
    """Return a shape without empty sides, its longest axis exactly `size` cells."""
    there = [
        np.nonzero(shape.solid.any(axis=tuple(other for other in range(3) if other != axis)))[0] for axis in range(3)
    ]
    spans = [int(at[-1] - at[0]) + 1 for at in there]
    if spans == list(shape.solid.shape) and max(spans) == size:
        return shape
    counts = [max(1, round(span * size / max(spans))) for span in spans]
    places = np.ix_(*(at[0] + np.arange(new) * old // new for at, old, new in zip(there, spans, counts, strict=True)))
    return Decoded(solid=filled(joined(shape.solid[places])), colours=shape.colours[places])


def _tilts() -> NDArray[np.float64]:
    return np.arange(FLATTEST, STEEPEST, 0.5)


def _sum(counts: NDArray[np.float64], middle: float, reach: float) -> float:
    places = np.arange(round(2 * (middle - reach)), round(2 * (middle + reach)) + 1) % len(counts)
    return float(counts[places].sum())


def _seen(picture: Picture, view: View, found: Hull, solid: Solid) -> tuple[Mask, Floats]:
    """Return which cells (x, y, z) are seen, and their light (x, y, z, 3) as if all faces were lit alike."""
    cells = np.array([(high - low) / side for (low, high), side in zip(found.box, solid.shape, strict=True)])
    begin = np.array([low for low, _ in found.box])
    open_ = [_open(solid, axis, side) for axis, side in FACES]
    depth = _depths(view, begin, cells, open_)
    lights = [_face_light(picture, view, begin, cells, places, face, depth) for face, places in enumerate(open_)]
    tones = _tones(lights)
    total = sum(
        (light / tone for light, tone in zip(lights, tones, strict=True)), np.zeros((*solid.shape, 3), np.float32)
    )
    count = sum((light[..., 0] > 0 for light in lights), np.zeros(solid.shape, np.int64))
    mean = total / np.maximum(count, 1)[..., None]
    return np.asarray(count > 0, bool), np.asarray(mean * np.max(tones, axis=0) * LIGHTEST, np.float32)


def _open(solid: Solid, axis: int, side: int) -> Solid:
    """Return the cells whose face to one side is open."""
    beside = np.roll(np.pad(solid, 1), -side, axis)[1:-1, 1:-1, 1:-1]
    return np.asarray(solid & ~beside, bool)


def _centres(begin: NDArray[np.float64], cells: NDArray[np.float64], places: Solid, face: int) -> NDArray[np.float64]:
    """Return the middles of faces (n, 3), in pixels from the middle of the ground."""
    axis, side = FACES[face]
    middle = np.argwhere(places) + 0.5
    middle[:, axis] += side / 2
    return np.asarray(begin + middle * cells, np.float64)


def _depths(
    view: View, begin: NDArray[np.float64], cells: NDArray[np.float64], open_: list[Solid]
) -> tuple[NDArray[np.float64], float]:
    """Return how near the nearest face is at each place of a small picture, and the size of its pixels."""
    pixel = 0.8 * float(cells.max())
    shape = tuple(int(side / pixel) + 2 for side in view.mask.shape)
    nearest = np.full(shape, -np.inf)
    for face, places in enumerate(open_):
        row, column, depth = _projected(view, _centres(begin, cells, places, face), pixel, shape)
        np.maximum.at(nearest, (row, column), depth)
    return nearest, pixel


def _projected(
    view: View, points: NDArray[np.float64], pixel: float, shape: tuple[int, ...]
) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.float64]]:
    column, row = view.seen(*(axis.astype(np.float32) for axis in points.T))
    depth = (points[:, 0] - points[:, 1]) / math.sqrt(2) * math.sqrt(1 - view.rise**2) + points[:, 2] * view.rise
    rows, columns = np.floor(row / pixel).astype(np.intp), np.floor(column / pixel).astype(np.intp)
    return rows.clip(0, shape[0] - 1), columns.clip(0, shape[1] - 1), depth


def _face_light(
    picture: Picture,
    view: View,
    begin: NDArray[np.float64],
    cells: NDArray[np.float64],
    places: Solid,
    face: int,
    depth: tuple[NDArray[np.float64], float],
) -> Floats:
    """Return the light (x, y, z, 3) of faces to one side, 0 where they are not seen."""
    nearest, pixel = depth
    middle = _centres(begin, cells, places, face)
    row, column, own = _projected(view, middle, pixel, nearest.shape)
    shown = own >= nearest[row, column] - 1.2 * float(cells.max())
    axes = [axis for axis in range(3) if axis != FACES[face][0]]
    high, wide = view.mask.shape
    sums = np.zeros((len(middle), 3), np.float32)
    count = np.zeros(len(middle), np.float32)
    light = linear(picture.pixels)
    inner = cv2.erode(view.mask.astype(np.uint8), np.ones((5, 5), np.uint8), borderValue=0)
    weight = view.mask * (np.float32(RIM) + inner)
    for first, second in SAMPLES:
        point = middle.copy()
        point[:, axes[0]] += first * cells[axes[0]]
        point[:, axes[1]] += second * cells[axes[1]]
        columns, rows = (np.floor(place).astype(np.intp) for place in view.seen(*point.T.astype(np.float32)))
        rows, columns = rows.clip(0, high - 1), columns.clip(0, wide - 1)
        there = weight[rows, columns]
        sums += light[rows, columns] * there[:, None]
        count += there
    found = np.zeros((*places.shape, 3), np.float32)
    found[places] = np.where(
        (shown & (count > 0))[:, None], np.maximum(sums / np.maximum(count, RIM)[:, None], 1e-4), 0
    )
    return found


def _tones(lights: list[Floats]) -> list[Floats]:
    """Return how bright faces to each side are beside those on top, (3,) each: by both sides of the same edges."""
    top, front, right = lights
    tones = [np.ones(3, np.float32)]
    for light, axis in ((front, 1), (right, 0)):
        ratios = []
        for step in AWAY:
            near, far = (
                (slice(None, -step), slice(step, None)) if axis == 0 else (slice(step, None), slice(None, -step))
            )
            above = np.moveaxis(np.moveaxis(top, axis, 0)[near], 0, axis)[:, :, step:]
            side = np.moveaxis(np.moveaxis(light, axis, 0)[far], 0, axis)[:, :, :-step]
            both = (above[..., 0] > 0) & (side[..., 0] > 0)
            one, other = above[both], side[both]
            hues = [each / np.maximum(each.sum(axis=-1, keepdims=True), 1e-6) for each in (one, other)]
            alike = np.abs(hues[0] - hues[1]).sum(axis=-1) < ALIKE
            ratios.append(np.log(other[alike]) - np.log(one[alike]))
        found = np.concatenate(ratios)
        ratio = np.exp(np.median(found, axis=0)) if len(found) >= KNOWN else np.ones(3)
        tones.append(np.clip(ratio, 0.2, 1.5).astype(np.float32))
    return tones


def _everywhere(solid: Solid, seen: Mask, light: Floats) -> Colours:
    """Return the colours (x, y, z, 3) of a solid: what is not seen has its mirror image's, or those near by."""
    shown = np.asarray(np.rint(encoded(light[seen]) * 255), np.uint8)
    palette, owner = quantised(shown, np.ones(len(shown)), most=FINEST)
    cells = np.zeros(solid.shape, np.uint8)
    cells[seen] = owner + 1
    for sign_x, sign_y in ((-1, 1), (1, -1), (-1, -1)):
        image = cells[::sign_x, ::sign_y]
        cells = np.where((cells == 0) & solid, image, cells)
    return np.asarray(np.insert(palette, 0, 0, axis=0)[coloured(solid, cells)], np.uint8)
