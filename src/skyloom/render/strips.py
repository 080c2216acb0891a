"""Strips of a panorama: which rays are shot for them, in what order, and how those become rows of pixels."""

from __future__ import annotations

from dataclasses import dataclass

import drjit as dr
import numpy as np
from mitsuba import Color3f, Float, UInt32

from skyloom.render.camera import Camera

TILE = 4  # pixels along a square's side: rays of a packet that stay together need a third less time than a row of them
LARGEST = 1 << 21  # rays shot at once; bounds the memory
FARTHEST = 8  # columns between rays, at most
EDGE_DEG = 16.0  # within this of the horizon a pixel holds the most land


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """Rows of a panorama, from the left to the right."""

    first: int  # row
    rows: int  # a multiple of TILE
    samples: int  # rays a pixel
    apart: int = 1  # columns that one ray stands for: near the poles neighbours see the same

    def rays(self, camera: Camera) -> tuple[UInt32, UInt32]:
        """Return column, in steps of `apart`, and row of each ray, square by square."""
        across = camera.width // self.apart
        index = dr.arange(UInt32, across * self.rows)
        band, within = _split(index, dr.opaque(UInt32, across * TILE))
        square, place = _split(within, UInt32(TILE * TILE))
        down, along = _split(place, UInt32(TILE))
        return square * TILE + along, band * TILE + down + dr.opaque(UInt32, self.first)

    def pixels(self, camera: Camera) -> tuple[UInt32, UInt32]:
        """Return column and row of each pixel, row by row."""
        return camera.pixels(dr.opaque(UInt32, self.first), self.rows)

    def spread(self, camera: Camera, radiance: Color3f, distance: Float, stars: Float) -> tuple[Color3f, Float, Float]:
        """Return what the rays found, pixel by pixel: light runs from ray to ray, the distance is the nearest ray's."""
        column, row = camera.pixels(UInt32(0), self.rows)
        across = dr.opaque(UInt32, camera.width // self.apart)
        place = (Float(column) + 0.5) * dr.opaque(Float, 1 / self.apart) + (Float(across) - 0.5)
        left = UInt32(place)
        share = place - Float(left)
        one, other = _place(left % across, row, across), _place((left + 1) % across, row, across)
        apart = share > 0
        light = dr.lerp(dr.gather(Color3f, radiance, one), dr.gather(Color3f, radiance, other, apart), share)
        shown = dr.lerp(dr.gather(Float, stars, one), dr.gather(Float, stars, other, apart), share)
        return light, dr.gather(Float, distance, dr.select(share < 0.5, one, other)), shown


def strips(camera: Camera, *, samples: int, edge_samples: int) -> list[Strip]:
    """Return the strips of a panorama from the zenith down: more rays near the horizon, fewer near the poles."""
    elevation = camera.elevation(dr.arange(Float, camera.height // TILE) * TILE + TILE / 2).numpy()
    work = [(_samples(angle, samples, edge_samples), _apart(angle, camera.width)) for angle in elevation]
    found, first = [], 0
    while first < len(work):
        most = max(1, LARGEST * work[first][1] // (camera.width * TILE))
        rows = next((n for n in range(1, min(most, len(work) - first)) if work[first + n] != work[first]), None)
        rows = rows or min(most, len(work) - first)
        found.append(Strip(first=first * TILE, rows=rows * TILE, samples=work[first][0], apart=work[first][1]))
        first += rows
    return found


def whole(camera: Camera) -> Strip:
    """Return all rows as one strip, a ray a pixel."""
    return Strip(first=0, rows=camera.height, samples=1)


def _samples(elevation: float, samples: int, edge_samples: int) -> int:
    return edge_samples if abs(np.degrees(elevation)) < EDGE_DEG else samples


def _apart(elevation: float, width: int) -> int:
    """Return the most columns, a power of two, that are no wider than a row is high."""
    apart = 1
    while apart < FARTHEST and 2 * apart * np.cos(elevation) < 1 and width % (2 * apart * TILE) == 0:
        apart *= 2
    return apart


def _split(index: UInt32, size: UInt32) -> tuple[UInt32, UInt32]:
    whole = index // size
    return whole, index - whole * size


def _place(column: UInt32, row: UInt32, across: UInt32) -> UInt32:
    """Return the number of a ray, as `Strip.rays` counts them."""
    band, down = _split(row, UInt32(TILE))
    square, along = _split(column, UInt32(TILE))
    return (band * (across // TILE) + square) * (TILE * TILE) + down * TILE + along
