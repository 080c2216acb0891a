"""Rain and snow in the near air: threads and flakes in shells around the eye, without seam or pole.

A shell is a cylinder cut into a whole number of columns; straight above and below, where its cells shrink, it fades.
"""

from __future__ import annotations

import math

import drjit as dr
from mitsuba import Color3f, Float, Int32, UInt32, Vector3f

from skyloom.core.scene import Air
from skyloom.render.noise import cell_bits, hash_bits, smoothstep

# distance, columns, height of a cell in widths of it, half width in cells, share of cells, opacity
RAIN = ((2.6, 420, 5.0, 0.030, 0.30, 0.16), (6.0, 760, 6.5, 0.034, 0.34, 0.13), (15.0, 1500, 8.0, 0.050, 0.36, 0.10))
SNOW = (
    (2.2, 150, 1.0, 0.10, 0.20, 0.75),
    (5.0, 300, 1.0, 0.10, 0.30, 0.70),
    (12.0, 620, 1.0, 0.11, 0.36, 0.6),
    (30.0, 1300, 1.0, 0.13, 0.4, 0.45),
)
LEAN = 0.10  # of falling drops, sideways for each downwards
STEEP = (1.05, 1.35)  # radians of elevation between which a shell fades


class Falling:
    """What falls in the near air; all members are opaque."""

    def __init__(self, air: Air, white: Color3f, seed: int, pixel: float) -> None:
        self.is_snow = air.snow > air.rain
        amount = air.snow if self.is_snow else air.rain
        self.shells = SNOW if self.is_snow else RAIN
        self.amount, self.white = Float(min(amount * 1.3, 1.0)), Color3f(white)
        self.seed, self.pixel = dr.opaque(UInt32, seed & 0xFFFFFF), dr.opaque(Float, pixel)
        dr.make_opaque(self.amount, self.white)

    def over(self, colour: Color3f, distance: Float, direction: Vector3f) -> Color3f:
        """Return what the eye sees with the drops or flakes before it that are nearer than `distance`, metres."""
        heading = dr.atan2(direction.x, direction.y)
        elevation = dr.asin(dr.clip(direction.z, -1, 1))
        shown = smoothstep(STEEP[1], STEEP[0], dr.abs(elevation)) * self.amount
        slope = dr.tan(dr.clip(elevation, -STEEP[1], STEEP[1]))
        for number, shell in enumerate(self.shells):
            cover = self._cover(heading, elevation, slope, number, *shell)
            cover *= dr.select(distance > shell[0] / dr.maximum(dr.cos(elevation), 0.2), shown, 0)
            colour = colour * (1 - cover) + self.white * cover
        return colour

    def _cover(
        self, heading: Float, elevation: Float, slope: Float, number: int,
        _far: float, columns: int, tall: float, half: float, share: float, opacity: float,
    ) -> Float:  # fmt: skip
        # the lean is a whole turn of the cylinder's skin, so that it closes on itself
        rise = slope * (columns / (2 * math.pi))
        x = (heading * (0.5 / math.pi) + 0.5) * columns + (0.0 if self.is_snow else LEAN) * rise
        y = rise / tall
        column = dr.floor(x)
        wrapped = Int32(column) % columns
        wrapped = dr.select(wrapped < 0, wrapped + columns, wrapped)
        bits = hash_bits(cell_bits(wrapped, Int32(0), number, seed=self.seed))
        y += Float(Int32(bits & 1023)) * (1 / 1023)
        row = dr.floor(y)
        bits = hash_bits(cell_bits(wrapped, Int32(row), number + 7, seed=self.seed))
        there = Float(Int32(bits & 1023)) * (1 / 1023) < share
        size = 0.5 + 0.8 * Float(Int32((bits >> 10) & 255)) * (1 / 255)
        at = 0.3 + 0.4 * Float(Int32((bits >> 18) & 255)) * (1 / 255)
        blur = self.pixel * (columns / (2 * math.pi))  # of a pixel, in cells
        wide = dr.maximum(half * size, 0.7 * blur)
        faint = half * size / wide * smoothstep(0.45, 0.15, blur)  # what is thinner than a pixel covers a share of it
        off = (x - column - at) / wide
        if self.is_snow:
            flat = dr.cos(elevation)
            up = (y - row - at) * tall / wide * flat
            spot = smoothstep(1.15, 0.35, dr.sqrt(off * off + up * up))
            return dr.select(there, spot * opacity * faint * faint, 0)
        ends = smoothstep(0.0, 0.25, y - row) * smoothstep(1.0, 0.75, y - row)
        return dr.select(there, dr.exp(-off * off) * ends * opacity * faint, 0)
