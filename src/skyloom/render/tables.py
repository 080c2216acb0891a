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
        self._columns, self._rows = dr.opaque(Int32, width), dr.opaque(Int32, height)  # every size runs the same kernel

    @classmethod
    def of(cls, width: int, height: int, colour: Color3f, fourth: Float | float = 0.0) -> Table:
        """Return the table of the values of each point, row by row."""
        data = dr.ravel(Vector4f(colour.x, colour.y, colour.z, Float(fourth)))
        dr.eval(data)
        return cls(width, height, data)

    def at(self, x: Float, y: Float) -> Vector4f:
        """Return the value at a place; both coordinates run from 0 to 1, first to last point, and stop there."""
        column, u = _split(x, self._columns)
        return self._mixed(y, column, column + 1, u)

    def around(self, turn: Float, y: Float) -> Vector4f:
        """Return the value at a place of a table that closes on itself: one `turn` from 0 to 1 is the whole width."""
        place = (turn - dr.floor(turn)) * Float(self._columns)
        low = dr.floor(place)
        left = dr.minimum(Int32(low), self._columns - 1)
        right = dr.select(left + 1 == self._columns, 0, left + 1)
        return self._mixed(y, left, right, place - low)

    def _mixed(self, y: Float, left: Int32, right: Int32, u: Float) -> Vector4f:
        row, v = _split(y, self._rows)
        top, bottom = row * self._columns, (row + 1) * self._columns
        a, b, c, d = (
            dr.gather(Vector4f, self.data, UInt32(i)) for i in (top + left, top + right, bottom + left, bottom + right)
        )
        upper, lower = a + (b - a) * u, c + (d - c) * u
        return upper + (lower - upper) * v


def _split(x: Float, points: Int32) -> tuple[Int32, Float]:
    place = dr.clip(x, 0, 1) * Float(points - 1)
    low = dr.minimum(Int32(place), points - 2)
    return low, place - Float(low)
