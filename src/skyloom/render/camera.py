"""The panorama's camera: which way each pixel looks, and which pixel sees a direction."""

from __future__ import annotations

import drjit as dr
from mitsuba import Float, UInt32, Vector3f


class Camera:
    """An equirectangular camera; the height is half the width.

    World frame: right-handed, z up. Row 0 looks up; the middle column looks along +y, and columns to its right
    turn towards +x.
    """

    def __init__(self, width: int, horizon_shift_deg: float = 0.0) -> None:
        self.width, self.height = width, width // 2  # pixels
        self.horizon_shift_deg = horizon_shift_deg  # positive moves the horizon up in the picture

    def direction(self, column: Float, row: Float) -> Vector3f:
        """Return the unit direction seen at a place of the picture; the first pixel's centre is (0.5, 0.5)."""
        heading = dr.two_pi * (column * dr.opaque(Float, 1 / self.width) - 0.5)
        sin_heading, cos_heading = dr.sincos(heading)
        sin, cos = dr.sincos(self.elevation(row))
        return Vector3f(cos * sin_heading, cos * cos_heading, sin)

    def elevation(self, row: Float) -> Float:
        """Return the elevation seen in a row, radians: the poles stay, the horizon moves, all else follows smoothly."""
        place = 1 - row * dr.opaque(Float, 2 / self.height)
        shift = dr.opaque(Float, self.horizon_shift_deg / 90)
        return 0.5 * dr.pi * (place - shift * (1 - place * place) / (1 - shift * shift))

    def pixel(self, direction: Vector3f) -> tuple[Float, Float]:
        """Return the column and row that see a unit direction, as fractions of pixels."""
        column = (dr.atan2(direction.x, direction.y) * (1 / dr.two_pi) + 0.5) * self.width
        sought = dr.asin(dr.clip(direction.z, -1, 1)) * (2 / dr.pi)
        shift = self.horizon_shift_deg / 90
        bend = shift / (1 - shift * shift)
        # the root of bend x² + x - (bend + sought) = 0 that runs through both poles
        place = 2 * (bend + sought) / (1 + dr.sqrt(dr.maximum(1 + 4 * bend * (bend + sought), 0)))
        return column, (1 - place) * (self.height / 2)

    def pixels(self, first: UInt32, rows: int) -> tuple[UInt32, UInt32]:
        """Return column and row of each pixel of a strip that begins at row `first`, row by row."""
        index = dr.arange(UInt32, self.width * rows)
        width = dr.opaque(UInt32, self.width)  # so that every size runs the same kernels
        row = index // width
        return index - row * width, row + first

    def footprint(self) -> float:
        """Return the angle of a pixel at the horizon, radians."""
        return 2 * 3.14159265 / self.width
