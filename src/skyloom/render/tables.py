"""Small two-dimensional tables of colour that kernels gather from."""

from __future__ import annotations

import drjit as dr
from mitsuba import Color3f, Float, Int32, UInt32, Vector4f


class Table:
    """A grid of four channels, row by row, read between its points."""

    def __init__(self, width: int, height: int, data: Float) -> None:
        self.width = width
        self.height = height
        self.data = data  # 4 * width * height, the channels of a point side by side

    @classmethod
    def of(cls, width: int, height: int, colour: Color3f, fourth: Float | float = 0.0) -> Table:
        """Return the table of the values of each point, row by row."""
        data = dr.ravel(Vector4f(colour.x, colour.y, colour.z, Float(fourth)))
        dr.eval(data)
        return cls(width, height, data)

    def at(self, x: Float, y: Float) -> Vector4f:
        """Return the value at a place; both coordinates run from 0 to 1, first to last point, and stop there."""
        column, u = _split(x, self.width)
        row, v = _split(y, self.height)
        return self._mixed(row * self.width, (row + 1) * self.width, column, column + 1, u, v)

    def around(self, turn: Float, y: Float) -> Vector4f:
        """Return the value at a place of a table that closes on itself: one `turn` from 0 to 1 is the whole width."""
        place = turn * self.width
        low = dr.floor(place)
        left = Int32(low) % self.width
        left = dr.select(left < 0, left + self.width, left)
        right = dr.select(left + 1 == self.width, 0, left + 1)
        row, v = _split(y, self.height)
        return self._mixed(row * self.width, (row + 1) * self.width, UInt32(left), UInt32(right), place - low, v)

    def _mixed(self, top: UInt32, bottom: UInt32, left: UInt32, right: UInt32, u: Float, v: Float) -> Vector4f:
        a, b, c, d = (
            dr.gather(Vector4f, self.data, i) for i in (top + left, top + right, bottom + left, bottom + right)
        )
        upper, lower = a + (b - a) * u, c + (d - c) * u
        return upper + (lower - upper) * v


def _split(x: Float, points: int) -> tuple[UInt32, Float]:
    place = dr.clip(x, 0, 1) * (points - 1)
    low = dr.minimum(dr.floor(place), points - 2)
    return UInt32(low), place - low
