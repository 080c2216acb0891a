"""The planes that plumes of smoke are drawn in: upright, facing the eye, as large as the plume looks."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from skyloom.world.built import Plume

Array = NDArray[np.floating]

SHARPEST = 1.2  # pixels to a texel
BINS = (256, 128)  # headings and elevations of the table that says which plumes a direction may meet
BEND = 1.7  # power by which a column leans more and more
NEAREST_MIRRORED = 250.0  # metres: nearer plumes are not seen in water
WIDEST, HIGHEST = 3.0, 4.0  # of a picture, aside and up, in its distance
STEEPEST = 1.9  # of a plume's top over the eye, in its distance: one looks up at it, not under it


class Frames:
    """The planes that plumes are drawn in: one row each, from the farthest to the nearest.

    A row: unit heading (x, y), least u and v, texel, columns, rows, first texel. A direction meets the plane one metre
    away at u to the right and v up.
    """

    def __init__(self, plumes: Sequence[Plume], eye: float, pixel: float, texels: float) -> None:
        shapes = [_outline(plume, eye) for plume in plumes]
        order = sorted(range(len(plumes)), key=lambda n: -shapes[n][1])
        self.plumes = [plumes[n] for n in order]
        boxes = [shapes[n][0] for n in order]
        area = sum((box[3] - box[2]) * (box[5] - box[4]) for box in boxes)
        texel = max(SHARPEST * pixel, math.sqrt(area / texels))
        rows, first = [], 0
        for x, y, u0, u1, v0, v1 in boxes:
            own = min(texel, (u1 - u0) / 24)
            columns, lines = int((u1 - u0) / own) + 2, int((v1 - v0) / own) + 2
            rows.append((x, y, u0, v0, own, columns, lines, first))
            first += columns * lines
        self.table, self.texels = np.array(rows, np.float64), first
        self._distances = [shapes[n][1] for n in order]

    def far(self) -> np.uint32:
        """Return which plumes are far away: a bit each."""
        return np.uint32((1 << sum(away > NEAREST_MIRRORED for away in self._distances)) - 1)

    def bins(self) -> NDArray[np.uint32]:
        """Return for each bin of directions, row by row from the zenith, which plumes it may show: a bit each."""
        columns, lines = BINS
        around = np.arange(columns * 3) + 0.5  # a point in each third, and those of the neighbours
        heading = (around / (columns * 3) - 0.5) * 2 * np.pi
        rise = (0.5 - (np.arange(lines * 3) + 0.5) / (lines * 3)) * np.pi
        x, y = np.cos(rise)[:, None] * np.sin(heading), np.cos(rise)[:, None] * np.cos(heading)
        z = np.broadcast_to(np.sin(rise)[:, None], x.shape)
        bits = np.zeros(BINS[::-1], np.uint32)
        for number, (fx, fy, u0, v0, texel, across, high, _) in enumerate(self.table):
            ahead = x * fx + y * fy
            safe = np.maximum(ahead, 1e-3)
            u, v = (x * fy - y * fx) / safe, z / safe
            room = 0.02 * (1 + u * u + v * v)  # a third of a bin, and the slant of the plane
            inside = (u > u0 - room) & (u < u0 + texel * across + room) & (ahead > 1e-3)
            inside &= (v > v0 - room) & (v < v0 + texel * high + room)
            near = inside.reshape(lines, 3, columns, 3).any(axis=(1, 3))
            near = near | np.roll(near, 1, 1) | np.roll(near, -1, 1)
            near[1:] |= near[:-1].copy()
            near[:-1] |= near[1:].copy()
            bits |= np.where(near, np.uint32(1 << number), np.uint32(0))
        return bits


def _axis(plume: Plume) -> Array:
    """Return points along a plume's axis, and the radius about each, (n, 4)."""
    t = np.linspace(0, 1, 33)
    step = np.clip((t - 0.35) / 0.55, 0, 1)
    radius = (plume.radius + plume.growth * t * plume.height) * (1 + plume.head * step * step * (3 - 2 * step))
    foot = np.array(plume.foot)
    x, y = foot[0] + plume.drift[0] * t**BEND, foot[1] + plume.drift[1] * t**BEND
    return np.column_stack([x, y, foot[2] + t * plume.height, radius * (1 + plume.wander) * 1.03])


def _outline(plume: Plume, eye: float) -> tuple[tuple[float, ...], float]:
    """Return the plane of a plume's picture (heading x, y, then u and v from and to), and the plume's distance."""
    axis = _axis(plume)
    heading = math.atan2(axis[0, 0] + 0.5 * plume.drift[0], axis[0, 1] + 0.5 * plume.drift[1])
    fx, fy = math.sin(heading), math.cos(heading)
    ahead = axis[:, 0] * fx + axis[:, 1] * fy
    right = axis[:, 0] * fy - axis[:, 1] * fx
    radius = axis[:, 3]
    near = np.maximum(ahead - radius, 0.35 * np.maximum(ahead, 1.0))
    u0, u1 = ((right - radius) / near).min(), ((right + radius) / near).max()
    rise = axis[:, 2] - eye
    low = rise[0] / (near[0] if rise[0] < 0 else ahead[0] + radius[0])
    high = (rise / near).max()
    box = (fx, fy, max(u0, -WIDEST), min(u1, WIDEST), max(low, -WIDEST), min(high, HIGHEST))
    return tuple(float(value) for value in box), float(np.hypot(*plume.foot[:2]))


def room_over(plume: Plume, eye: float) -> float:
    """Return how high a plume may rise over its foot so that it does not stand overhead, metres."""
    return STEEPEST * float(np.hypot(*plume.foot[:2])) + eye - plume.foot[2]


def size_of(plume: Plume, eye: float) -> float:
    """Return about how large a plume looks, steradians."""
    _, _, u0, u1, v0, v1 = _outline(plume, eye)[0]
    return (u1 - u0) * (v1 - v0)
