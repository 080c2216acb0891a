"""Small pictures hung in the sky: planets, moons, comets and bolts are painted once and looked up by direction.

A decal is a stereographic picture around its middle: circles stay circles however wide it is. Light is linear RGB,
already multiplied by its opacity.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import drjit as dr
import numpy as np
from mitsuba import Bool, Color3f, Float, UInt32, Vector3f, Vector4f

NUMBERS = 12  # of one decal in the table of frames
MOST_POINTS, FEWEST_POINTS = 2048, 48
BEHIND = -0.95  # cosine from a decal's middle: so far round, nothing is on the picture


@dataclass(frozen=True)
class Frame:
    """Where a decal hangs: its axes in the world and how far it reaches."""

    forward: np.ndarray  # (3,), unit, to its middle
    right: np.ndarray  # (3,)
    up: np.ndarray  # (3,)
    radius: float  # radians, of the largest circle inside the square
    points: int  # along a side

    @property
    def reach(self) -> float:
        """Half the width of the square in stereographic units."""
        return 2 * math.tan(min(self.radius, 2.8) / 2)

    def grid(self) -> tuple[Float, Float]:
        """Return the stereographic place of each point, row by row from the top."""
        index = dr.arange(UInt32, self.points**2)
        step = dr.opaque(Float, 2 * self.reach / (self.points - 1))
        reach, side = dr.opaque(Float, self.reach), dr.opaque(UInt32, self.points)
        return Float(index % side) * step - reach, reach - Float(index // side) * step

    def local(self, world: Sequence[float] | np.ndarray) -> np.ndarray:
        """Return a direction of the world along right, up and forward."""
        return np.stack([self.right, self.up, self.forward]) @ np.asarray(world, float)


@dataclass(frozen=True)
class Decal:
    """A painted frame: four channels a point, and the factor that turns them into cd/m²."""

    frame: Frame
    data: Float  # 4 * points**2
    gain: float


def toward(elevation_deg: float, heading_deg: float) -> np.ndarray:
    """Return the unit direction of a place in the sky, (3,)."""
    elevation, heading = math.radians(elevation_deg), math.radians(heading_deg)
    flat = math.cos(elevation)
    return np.array([flat * math.sin(heading), flat * math.cos(heading), math.sin(elevation)])


def frame(forward: np.ndarray, radius: float, pixel: float, *, sharpness: float = 1.0) -> Frame:
    """Return an upright frame; `pixel` is the width of the picture's pixel, radians."""
    ahead = forward / np.linalg.norm(forward)
    right = np.cross(ahead, (0, 0, 1) if abs(ahead[2]) < 0.999 else (0, 1, 0))
    right = right / np.linalg.norm(right)
    wide = 4 * math.tan(min(radius, 2.8) / 2)
    points = int(np.clip(32 * math.ceil(wide / pixel * sharpness / 32), FEWEST_POINTS, MOST_POINTS))
    return Frame(ahead, right, np.cross(right, ahead), radius, points)


def direction_of(x: Float, y: Float) -> Vector3f:
    """Return the local direction (right, up, forward) of a stereographic place."""
    square = x * x + y * y
    return Vector3f(4 * x, 4 * y, 4 - square) / (4 + square)


def painted(where: Frame, light: Color3f, opacity: Float, gain: float) -> Decal:
    """Return a decal of its light, relative to `gain`, and how much it hides of what is behind."""
    data = dr.ravel(Vector4f(light.x, light.y, light.z, opacity))
    dr.eval(data)
    return Decal(where, data, gain)


class Decals:
    """Several decals, the nearest last; any number of them runs the same kernel."""

    def __init__(self, decals: Sequence[Decal]) -> None:
        rows, offset = [], 0
        for decal in decals:
            where = decal.frame
            rows.append([*where.forward, *where.right, *where.up, 1 / where.reach, decal.gain, 0])
            offset += where.points**2
        starts = np.cumsum([0, *(decal.frame.points**2 for decal in decals)])
        self.numbers = Float(np.array(rows, np.float32).ravel())
        self.sides = UInt32(np.array([decal.frame.points for decal in decals], np.uint32))
        self.starts = UInt32(starts[:-1].astype(np.uint32))
        self.data = dr.concat([decal.data for decal in decals])
        self.count = dr.opaque(UInt32, len(decals))
        dr.eval(self.numbers, self.sides, self.starts, self.data)

    def over(self, direction: Vector3f) -> tuple[Color3f, Float]:
        """Return the decals' light in unit directions, and the share of what is behind them that still shows."""
        return _over(self, direction)


@dr.syntax
def _over(decals: Decals, direction: Vector3f) -> tuple[Color3f, Float]:
    light, passed, k = Color3f(0), Float(1), UInt32(0)
    while k < decals.count:
        numbers = [dr.gather(Float, decals.numbers, k * NUMBERS + j) for j in range(11)]
        forward, right, up = (Vector3f(*numbers[j : j + 3]) for j in (0, 3, 6))
        ahead = dr.dot(direction, forward)
        scale = numbers[9] * 2 / dr.maximum(1 + ahead, 1e-4)
        x, y = dr.dot(direction, right) * scale, dr.dot(direction, up) * scale
        inside = (dr.abs(x) < 1) & (dr.abs(y) < 1) & (ahead > BEHIND)
        found = _read(decals, k, x, y, inside)
        light = light * (1 - found.w) + Color3f(found.x, found.y, found.z) * numbers[10]
        passed *= 1 - found.w
        k += 1
    return light, passed


def _read(decals: Decals, k: UInt32, x: Float, y: Float, inside: Bool) -> Vector4f:
    side, start = dr.gather(UInt32, decals.sides, k), dr.gather(UInt32, decals.starts, k)
    across, down = (0.5 + 0.5 * x) * Float(side - 1), (0.5 - 0.5 * y) * Float(side - 1)
    column = dr.clip(dr.floor(across), 0, Float(side) - 2)
    row = dr.clip(dr.floor(down), 0, Float(side) - 2)
    u, v = across - column, down - row
    at = start + UInt32(row) * side + UInt32(column)
    a, b, c, d = (dr.gather(Vector4f, decals.data, at + step, inside) for step in (0, 1, side, side + 1))
    upper, lower = a + (b - a) * u, c + (d - c) * u
    return upper + (lower - upper) * v
