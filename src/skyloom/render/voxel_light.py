"""Light on voxels and on the ground they stand on: a soft sun, a sky that corners see less of, what shines itself.

Everything is in cells (x, y', z) as `geometry.isometry` has them, z up, the ground at z = 0.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from skyloom.geometry.isometry import AXES, NORMALS

Floats = NDArray[np.float32]
Sums = NDArray[np.int32] | NDArray[np.float64]

SUB = 4  # places of the sun's volume a cell, across
STEPS = 2  # its planes a cell, upwards
SLOPE = (-0.675, 0.70)  # cells towards the sun, across, for each cell up
SUN = np.array((*SLOPE, 1.0)) / np.linalg.norm((*SLOPE, 1.0))
SUNLIGHT = np.array((1.06, 0.985, 0.86), np.float32)
# What comes from everywhere, on top, right and front: the right is away from the sun and takes its light from the sky.
SKYLIGHT = np.array([(0.42, 0.45, 0.50), (0.41, 0.405, 0.425), (0.33, 0.335, 0.345)], np.float32)
ABOVE = 0.15  # cells over a face at which light is looked for
NEAR = ((1, 1, 0.32), (3, 3, 0.42), (8, 8, 0.40))  # boxes that hide the sky: half their width, height, weight
FLOOR_NEAR = ((2, 2, 0.30), (5, 4, 0.40), (12, 10, 0.34))
MARGIN = 12  # cells around the model that the boxes reach
GLOW_REACH = ((2, 2, 0.55), (6, 6, 0.35))
GLOW_HALF = 0.08  # filled share of a box that gives half of its light: small lamps light what is near, too
BESIDE = 2  # cells around the model that the sun's volume holds, and where no shadow falls
SHADOW = 0.26  # of the sun's light that a shadow on the ground takes
SOFT = 0.02  # of the model's size: how soft its shadow on the ground is besides
LONG = 0.6  # share of the model's size over which its shadow on the ground fades


@dataclass(frozen=True, slots=True)
class Floor:
    """Light on the ground, 1 where nothing stands: `share` (x, y') of cells `SUB` to a cell, from `origin` on."""

    share: Floats
    origin: tuple[float, float]


class Lit:
    """The light in and around a model."""

    def __init__(self, solid: NDArray[np.bool_], glow: Floats | None) -> None:
        """Take cells (x, y', z) and, if any shines, its light (x, y', z, 3)."""
        self._solid = solid
        self._sums = _sums(np.pad(solid, MARGIN), has_ground=True)
        self._glow = None if glow is None else _sums(np.pad(glow, [(MARGIN, MARGIN)] * 3 + [(0, 0)]))
        self._sun, self._corner = _sun_volume(solid)

    @property
    def shape(self) -> tuple[int, ...]:
        """Cells along x, y' and z."""
        return self._solid.shape

    def on_faces(self, cells: NDArray[np.int32], face: int, points: int) -> Floats:
        """Return light (n, points * points, 3) on a grid over faces of one kind, the corners included; u goes first."""
        open_ = _spread(self._corners(cells, face, NEAR), points)
        light = open_[..., None] * SKYLIGHT[face]
        facing = float(SUN @ NORMALS[face])
        if facing > 0:
            light += (facing * self._sunlit(cells, face, points))[..., None] * SUNLIGHT
        if self._glow is not None:
            shine = self._shine(self._glow, cells, face)
            light += np.stack([_spread(shine[..., channel], points) for channel in range(3)], axis=-1)
        return np.asarray(light, np.float32)

    def floor(self) -> Floor:
        """Return the light on the ground around the model."""
        edge = MARGIN * SUB
        ground = np.pad(self._sun[0].astype(np.float32) / 255, edge, constant_values=1)
        ground = np.asarray(cv2.GaussianBlur(ground, (0, 0), SOFT * max(self.shape) * SUB), np.float32)
        origin = (self._corner[0] - MARGIN, self._corner[1] - MARGIN)
        wide, deep = (
            ((np.arange(count) + 0.5) / SUB + low).astype(np.float32)
            for count, low in zip(ground.shape, origin, strict=True)
        )
        size = self._solid.shape
        away = [np.maximum(np.maximum(-at, at - most), 0) for at, most in ((wide, size[0]), (deep, size[1]))]
        fade = np.exp(-((np.hypot(away[0][:, None], away[1][None]) / (LONG * max(size))) ** 2))
        ground = 1 - (1 - ground) * SHADOW * fade
        near = self._near_ground()
        columns = np.broadcast_to((deep + MARGIN)[None], ground.shape)
        rows = np.broadcast_to((wide + MARGIN)[:, None], ground.shape)
        soft = cv2.remap(near, columns.copy(), rows.copy(), cv2.INTER_LINEAR, borderValue=1.0)
        return Floor(np.asarray(ground * soft, np.float32), origin)

    def _near_ground(self) -> Floats:
        """Return how open the sky is at the ground's vertices, from `MARGIN` before the model to as much behind it."""
        across = [np.arange(-MARGIN, size + MARGIN + 1) for size in self._solid.shape[:2]]
        x, y = np.meshgrid(*across, indexing="ij")
        vertices = np.stack([x, y, np.zeros_like(x)], axis=-1).reshape(-1, 3)
        open_ = np.ones(len(vertices), np.float32)
        for half, high, weight in FLOOR_NEAR:
            open_ *= 1 - weight * self._filled(self._sums, vertices, NORMALS[0], half, high)
        return open_.reshape(x.shape)

    def _corners(self, cells: NDArray[np.int32], face: int, boxes: tuple[tuple[int, int, float], ...]) -> Floats:
        """Return how open the sky is at the four corners of faces, (n, 2, 2), u first."""
        vertices = _vertices(cells, face, 2).reshape(-1, 3).astype(int)
        open_ = np.ones(len(vertices), np.float32)
        for half, high, weight in boxes:
            open_ *= 1 - weight * self._filled(self._sums, vertices, NORMALS[face], half, high)
        return open_.reshape(len(cells), 2, 2)

    def _shine(self, sums: Sums, cells: NDArray[np.int32], face: int) -> Floats:
        vertices = _vertices(cells, face, 2).reshape(-1, 3).astype(int)
        light = np.zeros((len(vertices), 3), np.float32)
        for half, high, weight in GLOW_REACH:
            share = self._filled(sums, vertices, NORMALS[face], half, high)
            light += weight * share / (share + GLOW_HALF)
        return light.reshape(len(cells), 2, 2, 3)

    def _filled(self, sums: Sums, vertices: NDArray[np.int_], normal: tuple[int, ...], half: int, high: int) -> Floats:
        """Return the filled share of boxes that stand on vertices, along the normal."""
        out = np.asarray(normal)
        low = vertices - half * (1 - out) + MARGIN
        top = vertices + half * (1 - out) + high * out + MARGIN
        shape = sums.shape[:3]
        ends = []
        for axis, step in enumerate((shape[1] * shape[2], shape[2], 1)):
            ends.append([np.clip(end[:, axis], 0, shape[axis] - 1) * step for end in (top, low)])
        flat = sums.reshape(-1, *sums.shape[3:])
        total = np.zeros((len(vertices), *sums.shape[3:]), flat.dtype)
        for corner in range(8):
            found = flat[sum(ends[axis][corner >> axis & 1] for axis in range(3))]
            total += found if corner.bit_count() % 2 == 0 else -found
        return (total / (4 * half * half * high)).astype(np.float32)

    def _sunlit(self, cells: NDArray[np.int32], face: int, points: int) -> Floats:
        """Return how much of the sun is seen from points on faces, (n, points * points)."""
        at = _vertices(cells, face, points) + ABOVE * np.asarray(NORMALS[face]) * (NORMALS[face][2] == 0)
        east = (at[..., 0] - self._corner[0]) * SUB - 0.5
        south = (at[..., 1] - self._corner[1]) * SUB - 0.5
        level = np.minimum(np.rint(at[..., 2] * STEPS).astype(np.intp), len(self._sun) - 1)
        x, y = np.floor(east).astype(np.intp), np.floor(south).astype(np.intp)
        fx, fy = (east - x).astype(np.float32), (south - y).astype(np.float32)
        flat = self._sun.reshape(-1)
        _, wide, deep = self._sun.shape
        base = (level * wide + x) * deep + y
        first = flat[base] * (1 - fy) + flat[base + 1] * fy
        second = flat[base + deep] * (1 - fy) + flat[base + deep + 1] * fy
        share: Floats = (first * (1 - fx) + second * fx) / np.float32(255)
        return share.reshape(len(cells), -1)


def _vertices(cells: NDArray[np.int32], face: int, points: int) -> NDArray[np.float64]:
    """Return a grid of points on faces, (n, points, points, 3), u first."""
    share = np.linspace(0, 1, points)
    u, v = (np.eye(3)[axis] for axis in AXES[face])
    grid = share[:, None, None] * u + share[None, :, None] * v + np.asarray(NORMALS[face])
    return cells[:, None, None].astype(np.float64) + grid


def _spread(corners: Floats, points: int) -> Floats:
    """Return values at corners (n, 2, 2) on a finer grid, (n, points * points)."""
    share = np.linspace(0, 1, points, dtype=np.float32)
    ends = np.stack([1 - share, share])
    across = (ends[:, None, :, None] * ends[None, :, None, :]).reshape(4, points * points)
    return product(corners.reshape(-1, 4), across)


def product(rows: Floats, columns: Floats, /) -> Floats:
    """Return the matrix product: always the same bytes, on this thread, where libraries would fight over the cores."""
    result: Floats = np.einsum("nm,mp->np", rows, columns)
    return result


def _sums(padded: NDArray[np.generic], *, has_ground: bool = False) -> Sums:
    """Return the sums over all cells below each vertex; the ground counts as filled."""
    kind = np.int32 if padded.dtype == np.bool_ else np.float64
    sums = np.zeros((*(size + 1 for size in padded.shape[:3]), *padded.shape[3:]), kind)
    inner = sums[1:, 1:, 1:]
    inner[:] = padded
    if has_ground:
        inner[:, :, :MARGIN] = 1
    for axis in range(3):
        np.cumsum(inner, axis=axis, out=inner)
    return sums


def _sun_volume(solid: NDArray[np.bool_]) -> tuple[NDArray[np.uint8], tuple[float, float]]:
    """Return the light of the sun, 0 to 255, on planes (z, x, y') from the ground up, and where they begin.

    It falls from plane to plane; between places it is shared out, so that shadows grow softer on their way.
    """
    wide, deep, high = solid.shape
    shift = [SUB / STEPS * slope for slope in SLOPE]
    # shadows fall away from the sun: to higher x, to lower y'
    east, south = round(high * -SLOPE[0]) + BESIDE, round(high * SLOPE[1]) + BESIDE
    shape = ((BESIDE + wide + east) * SUB, (south + deep + BESIDE) * SUB)
    corner = (-float(BESIDE), -float(south))
    planes = np.empty((high * STEPS + 1, *shape), np.uint8)
    planes[-1] = 255
    light = np.ones(shape, np.float32)
    moved = np.array([[1, 0, shift[1]], [0, 1, shift[0]]], np.float32)
    x, y = BESIDE * SUB, south * SUB
    inner = (slice(x, x + wide * SUB), slice(y, y + deep * SUB))
    for level in reversed(range(high)):
        empty = np.repeat(np.repeat(~solid[:, :, level], SUB, 0), SUB, 1).astype(np.float32)
        for step in reversed(range(STEPS)):
            light[inner] *= empty
            light = np.asarray(
                cv2.warpAffine(
                    light,
                    moved,
                    (shape[1], shape[0]),
                    flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
                    borderMode=cv2.BORDER_CONSTANT,
                    borderValue=1.0,
                ),
                np.float32,
            )
            light[inner] *= empty
            planes[level * STEPS + step] = light * 255 + 0.5
    return planes, corner
