"""What tells a pane of glass from a white wall, a lamp, a sheet or a patch of sun: measures of a bright region."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from skyloom.imaging.windows.regions import Region
from skyloom.imaging.windows.working import Floats, Working

NAMES = (
    "clipped",  # share of its pixels
    "luma",  # mean
    "uneven",  # spread of luma inside
    "over_room",  # luma over the room's middle
    "blue",  # bluer than a grey thing in the room, OKLab
    "chroma",
    "step",  # mean step of luma over its outline
    "weak",  # the fifth part of its outline with the least step: that step
    "sharp",  # share of the outline with a step that is short
    "left",  # share of its height that a sharp upright left side takes
    "right",
    "top",  # share of its width that a straight sharp top takes
    "bottom",
    "upright",  # share of the outline that runs upright or straight across
    "straight",  # share of the outline on few long straight lines
    "solid",  # of its hull
    "filled",  # of the narrowest rectangle around it
    "area",  # root of its share of the photo
    "slender",  # log of height over width
    "middle",  # row of its middle, 0 to 1
    "lowest",  # its lowest row, 0 to 1
    "highest",
    "at_edge",  # share of its outline at the photo's edge
    "ring",  # mean luma just outside
    "ring_dark",  # a low quantile of it
    "ring_busy",  # spread of it
    "warm_ring",  # yellower than grey, outside
    "falls",  # how much darker the wall gets from near it to farther away
)
REACH = 3  # pixels across the outline on both sides
GLOW = (16, 44)  # pixels from the outline: past a frame, and where a window's glow on the wall has faded
TANGENT = 4  # points along the outline on both sides, for its direction
UPRIGHT = 0.985  # cosine of the angle to the upright
LEVEL = 0.8  # sine of an outline's normal, from which on it looks up or down
STEP = 0.07  # of luma, from which on an edge is sharp


def measures(copy: Working, region: Region, /) -> Floats:
    """Return the measures of a region in the order of `NAMES`."""
    height, width = copy.luma.shape
    rows, columns = region.box
    inside = region.mask
    core = cv2.erode(inside.astype(np.uint8), np.ones((3, 3), np.uint8)).astype(bool)
    core = core if core.any() else inside
    luma, lab = copy.luma[rows, columns][core], copy.lab[rows, columns][core]
    points = region.outline.astype(np.float32)
    normal = _normals(points, copy, region)
    inner, outer = _at(copy.luma, points - 2.0 * normal), _at(copy.luma, points + REACH * normal)
    wall, far = (_at(copy.luma, points + reach * normal) for reach in GLOW)
    edge = (points[:, 0] < 2) | (points[:, 1] < 2) | (points[:, 0] > width - 3) | (points[:, 1] > height - 3)
    step = np.where(edge, 0, inner - outer)
    sharp = step > STEP
    upright, level = np.abs(normal[:, 0]) > UPRIGHT, np.abs(normal[:, 1]) > LEVEL
    tall, wide = inside.shape
    rectangle = cv2.minAreaRect(region.outline)[1]
    hull = float(cv2.contourArea(cv2.convexHull(region.outline))) + 1.0
    outer_lab = _at(copy.lab, points + REACH * normal)
    area = region.area
    values = {
        "clipped": copy.clipped[rows, columns][core].mean(),
        "luma": luma.mean(),
        "uneven": luma.std(),
        "over_room": luma.mean() - copy.room,
        "blue": copy.white[1] - lab[:, 2].mean(),
        "chroma": np.hypot(lab[:, 1] - copy.white[0], lab[:, 2] - copy.white[1]).mean(),
        "step": step.mean(),
        "weak": np.quantile(step, 0.2),
        "sharp": sharp.mean(),
        "left": min(1.5, (sharp & upright & (normal[:, 0] < 0)).sum() / tall),
        "right": min(1.5, (sharp & upright & (normal[:, 0] > 0)).sum() / tall),
        "top": _flat(points[sharp & level & (normal[:, 1] < 0)], wide),
        "bottom": _flat(points[sharp & level & (normal[:, 1] > 0)], wide),
        "upright": (upright | (np.abs(normal[:, 1]) > UPRIGHT)).mean(),
        "straight": _straight(region.outline),
        "solid": area / hull,
        "filled": area / (rectangle[0] * rectangle[1] + 1.0),
        "area": np.sqrt(area / copy.luma.size),
        "slender": np.log(tall / wide),
        "middle": (region.top + tall / 2) / height,
        "lowest": (region.top + tall) / height,
        "highest": region.top / height,
        "at_edge": edge.mean(),
        "ring": outer.mean(),
        "ring_dark": np.quantile(outer, 0.2),
        "ring_busy": outer.std(),
        "warm_ring": np.median(outer_lab[:, 2]) - copy.white[1],
        "falls": np.median(wall - far),
    }
    return np.array([values[name] for name in NAMES], np.float32)


def _normals(points: Floats, copy: Working, region: Region) -> Floats:
    """Return the unit normals of an outline (n, 2), pointing outwards."""
    along = np.roll(points, -TANGENT, axis=0) - np.roll(points, TANGENT, axis=0)
    normal = np.stack([along[:, 1], -along[:, 0]], axis=-1)
    normal /= np.maximum(np.linalg.norm(normal, axis=-1, keepdims=True), 1e-6)
    full = np.zeros(copy.luma.shape, np.float32)
    full[region.box] = region.mask
    inwards = _at(full, points + 2 * normal) > _at(full, points - 2 * normal)
    return np.asarray(np.where(inwards[:, None], -normal, normal), np.float32)


def _at(layer: Floats, places: Floats) -> Floats:
    """Return a layer's values at the pixels nearest to places (n, 2); beyond the edge, those at the edge."""
    height, width = layer.shape[:2]
    columns = np.clip(np.rint(places[:, 0]), 0, width - 1).astype(np.intp)
    rows = np.clip(np.rint(places[:, 1]), 0, height - 1).astype(np.intp)
    return layer[rows, columns]


def _flat(points: Floats, wide: int) -> float:
    """Return the share of a width that points (n, 2) on one straight line take."""
    if len(points) < 5:
        return 0.0
    slope, start = _line(points)
    near = np.abs(points[:, 1] - slope * points[:, 0] - start) < 1.6
    return float(min(1.5, len(np.unique(points[near, 0])) / wide))


def _line(points: Floats) -> tuple[float, float]:
    """Return slope and start of the line that most points (n, 2) are near, by medians."""
    half = len(points) // 2
    ordered = points[np.argsort(points[:, 0], kind="stable")]
    run = ordered[half : 2 * half, 0] - ordered[:half, 0]
    rise = ordered[half : 2 * half, 1] - ordered[:half, 1]
    kept = run > 1
    slope = float(np.median(rise[kept] / run[kept])) if kept.any() else 0.0
    return slope, float(np.median(points[:, 1] - slope * points[:, 0]))


def _straight(outline: NDArray[np.int32]) -> float:
    """Return the share of an outline on its six longest straight lines."""
    around = cv2.arcLength(outline, closed=True)
    corners = cv2.approxPolyDP(outline, max(1.5, 0.008 * around), closed=True)[:, 0, :].astype(np.float32)
    sides = np.sort(np.linalg.norm(np.roll(corners, -1, axis=0) - corners, axis=-1))[::-1]
    return float(sides[:6].sum() / max(float(sides.sum()), 1.0))
