"""The sheet that a filter works on: six overlapping faces of a picture and what is known of each pixel."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Self

import cv2
import drjit as dr
import numpy as np
from mitsuba import Float, UInt32
from numpy.typing import NDArray

from skyloom.imaging.cube import Cube
from skyloom.render.frame import Surfaces
from skyloom.render.noise import value3
from skyloom.world.seeds import stream

Floats = NDArray[np.float32]

LUMINANCE = np.array([0.2126, 0.7152, 0.0722], np.float32)
WIDTH = 2048.0  # all lengths are in pixels of a panorama this wide, so that every size looks alike
WIDE, SMALL = 0.4, 128  # share of a margin from which a blur is wide; pixels across the faces it is made on
FAR = 60_000.0  # metres; how far away the sky is taken to be


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A picture on the faces of a cube."""

    colour: Floats  # (6, n, n, 3), sRGB, 0 to 1
    surfaces: Surfaces
    seed: int

    @property
    def unit(self) -> float:
        """The pixels of a face in one pixel of a panorama `WIDTH` wide."""
        return self.surfaces.cube.side * 4 / WIDTH

    @property
    def sky(self) -> NDArray[np.bool_]:
        """Where the sky is, (6, n, n)."""
        clear: NDArray[np.bool_] = self.surfaces.material == 0
        return clear

    def coloured(self, colour: Floats) -> Self:
        """Return the sheet with other colours."""
        return replace(self, colour=np.clip(colour, 0, 1).astype(np.float32))

    def random(self, part: str) -> np.random.Generator:
        """Return the random numbers of one part of a filter."""
        return stream(self.seed, f"style {part}")


def luminance(colour: Floats) -> Floats:
    """Return the brightness of colours (..., 3)."""
    bright: Floats = colour @ LUMINANCE
    return bright


def linear(colour: Floats) -> Floats:
    """Return display values as light; a square is near enough to sRGB for paint."""
    return np.square(colour)


def encoded(light: Floats) -> Floats:
    """Return light, 0 to 1, as display values: the inverse of `linear`."""
    return np.sqrt(np.clip(light, 0, 1))


def mixed(first: Floats, second: Floats | float, share: Floats | float) -> Floats:
    """Return `first` where the share is 0, `second` where it is 1."""
    between: Floats = first + (second - first) * share
    return between


def smooth(low: float, high: float, values: Floats) -> Floats:
    """Return 0 below `low`, 1 above `high` and a smooth rise between; `low > high` falls instead."""
    t = np.clip((values - low) / (high - low), 0, 1)
    rise: Floats = t * t * (3 - 2 * t)
    return rise


def blurred(sheet: Sheet, layer: Floats, size: float) -> Floats:
    """Return a layer (6, n, n) or (6, n, n, c) blurred by a Gaussian of `size`."""
    sigma = size * sheet.unit
    if sigma < 0.15:
        return layer
    if sigma > WIDE * sheet.surfaces.cube.margin:
        return _far_and_wide(sheet, layer, size)
    step = max(1, int(sigma / 4))
    return np.stack([_blurred(face, sigma, step) for face in layer])


def _blurred(face: Floats, sigma: float, step: int) -> Floats:
    if step == 1:
        return np.asarray(cv2.GaussianBlur(face, (0, 0), sigma), np.float32)
    # a wide blur has no detail: it is made small
    small = cv2.resize(face, None, fx=1 / step, fy=1 / step, interpolation=cv2.INTER_AREA)
    wide = cv2.GaussianBlur(small, (0, 0), sigma / step)
    return np.asarray(cv2.resize(wide, face.shape[1::-1], interpolation=cv2.INTER_LINEAR), np.float32)


def _far_and_wide(sheet: Sheet, layer: Floats, size: float) -> Floats:
    """Return a layer blurred farther than its faces overlap: on small faces with wide margins."""
    cube = sheet.surfaces.cube
    channels = layer if layer.ndim == 4 else np.repeat(layer[..., None], 3, axis=-1)
    small = Cube(min(SMALL, cube.side), round(0.36 * min(SMALL, cube.side)))
    shrunk = np.stack([_blurred(face, 0.4 * cube.side / small.side, 1) for face in channels])
    faces = small.unfolded(cube.panorama(shrunk, 4 * small.side))
    sigma = size * small.side * 4 / WIDTH
    # the middle of a wide face, enlarged; its margins are cut to those of the sheet
    reach = cube.margin / cube.side * small.side
    place = ((np.arange(cube.across, dtype=np.float32) + 0.5) / cube.across * (small.side + 2 * reach)) - reach
    place += small.margin - 0.5
    column, row = np.meshgrid(place, place)
    wide = [cv2.remap(cv2.GaussianBlur(face, (0, 0), sigma), column, row, cv2.INTER_LINEAR) for face in faces]
    stacked = np.stack(wide).astype(np.float32, copy=False)
    return stacked if layer.ndim == 4 else stacked[..., 0]


def noise(sheet: Sheet, part: str, size: float, octaves: int = 1) -> Floats:
    """Return smooth noise on the sphere, (6, n, n), 0 to 1, whose features are `size` wide; it meets no edge."""
    salt = int(sheet.random(part).integers(2**31))
    cube = sheet.surfaces.cube
    layer = np.empty((6, cube.across, cube.across), np.float32)
    scale = dr.opaque(Float, WIDTH / (2 * math.pi * size))
    seed = dr.opaque(UInt32, salt)
    for face in range(6):
        x, y, z = (Float(axis.ravel()) for axis in np.moveaxis(cube.directions(face), -1, 0))
        total, weight, frequency = Float(0), 0.0, scale
        for octave in range(octaves):
            share = 0.55**octave
            total += value3(x * frequency + 31.7, y * frequency - 11.3, z * frequency + 5.1, seed ^ octave) * share
            weight += share
            frequency = frequency * 2.03
        layer[face] = (total * (1 / weight)).numpy().reshape(layer.shape[1:])
    return layer


def stripes(sheet: Sheet, axis: tuple[float, float, float], spacing: float, bend: Floats | float = 0.0) -> Floats:
    """Return the phase of stripes around an axis, (6, n, n), in periods `spacing` wide."""
    cube = sheet.surfaces.cube
    toward = [dr.opaque(Float, x / math.hypot(*axis)) for x in axis]
    scale = dr.opaque(Float, WIDTH / (2 * math.pi * spacing))
    phase = np.empty((6, cube.across, cube.across), np.float32)
    for face in range(6):
        ray = (Float(part.ravel()) for part in np.moveaxis(cube.directions(face), -1, 0))
        height = sum((part * x for part, x in zip(ray, toward, strict=True)), Float(0))
        phase[face] = (dr.asin(dr.clip(height, -1, 1)) * scale).numpy().reshape(phase.shape[1:])
    return phase + np.asarray(bend, np.float32) * np.float32(1 / spacing)


def shifted(sheet: Sheet, layer: Floats, across: Floats, down: Floats) -> Floats:
    """Return a layer seen through offsets (6, n, n), pixels of a panorama `WIDTH` wide."""
    n = layer.shape[1]
    row, column = np.meshgrid(*(np.arange(n, dtype=np.float32),) * 2, indexing="ij")
    return np.stack(
        [
            cv2.remap(
                face, column + dx * sheet.unit, row + dy * sheet.unit, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
            )
            for face, dx, dy in zip(layer, across, down, strict=True)
        ]
    )


def among(numbers: NDArray[np.uint8], kinds: Iterable[int]) -> NDArray[np.bool_]:
    """Tell which small numbers are among some."""
    table = np.zeros(256, bool)
    table[list(kinds)] = True
    return table[numbers]


def nearness(sheet: Sheet) -> Floats:
    """Return the logarithm of the distance, (6, n, n), metres; the sky lies at `FAR`."""
    distance = sheet.surfaces.distance
    near: Floats = np.log(np.where(np.isfinite(distance), np.clip(distance, 0.3, FAR), FAR)).astype(np.float32)
    return near
