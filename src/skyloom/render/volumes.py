"""Blocks of noise in space that repeat without a seam: billows like a cauliflower's, made once per process.

A block keeps, for each of its points, the eight corners of the cell that begins there as eight bytes, so that one
fetch reads all it needs. Values run from 0 to 1.
"""

from __future__ import annotations

from functools import cache

import drjit as dr
import numpy as np
from mitsuba import Float, Int32, UInt32, Vector2u

from skyloom.render.noise import hash_bits


class Block:
    """A cube of noise, `side` points wide; coordinates are in blocks."""

    def __init__(self, side: int, values: Float) -> None:
        self.side = side  # a power of two
        numbers = np.clip(np.rint(values.numpy() * 255), 0, 255).astype(np.uint32).reshape(side, side, side)
        words = np.zeros((side, side, side, 2), np.uint32)
        for corner in range(8):
            shift = (-(corner >> 2), -(corner >> 1 & 1), -(corner & 1))
            words[..., corner >> 2] |= np.roll(numbers, shift, (0, 1, 2)) << np.uint32(8 * (corner & 3))
        self.words = UInt32(words.ravel())

    def at(self, x: Float, y: Float, z: Float) -> Float:
        """Return the noise at a place."""
        (i, u), (j, v), (k, w) = (self._split(c) for c in (x, y, z))
        words = dr.gather(Vector2u, self.words, (k * self.side + j) * self.side + i)
        layers = []
        for word in (words.x, words.y):
            a, b, c, d = (Float(Int32((word >> (8 * byte)) & 255)) for byte in range(4))
            near, far = a + (b - a) * u, c + (d - c) * u
            layers.append(near + (far - near) * v)
        return (layers[0] + (layers[1] - layers[0]) * w) * (1 / 255)

    def _split(self, x: Float) -> tuple[UInt32, Float]:
        place = x * self.side
        low = dr.floor(place)
        return UInt32(Int32(low)) & (self.side - 1), place - low


@cache
def billows() -> Block:
    """Return the shape of heaped clouds: rounded heaps on heaps, four to a side."""
    side = 128
    x, y, z = _points(side)
    soft = Float(0)
    for octave in range(4):
        soft += _ripple(x, y, z, 4 << octave, 11 + octave) * 0.5**octave
    soft = 0.5 + 0.45 * soft
    heaps = 0.625 * _heap(x, y, z, 4, 1) + 0.25 * _heap(x, y, z, 8, 2) + 0.125 * _heap(x, y, z, 16, 3)
    merged = soft * (1 - heaps) + heaps
    fine = 0.625 * _heap(x, y, z, 8, 4) + 0.25 * _heap(x, y, z, 16, 5) + 0.125 * _heap(x, y, z, 32, 6)
    return Block(side, _spread((merged - (fine - 1)) / (1 - (fine - 1))))


@cache
def wisps() -> Block:
    """Return the fine structure that eats into the edges of clouds."""
    side = 64
    x, y, z = _points(side)
    fine = 0.55 * _heap(x, y, z, 4, 7) + 0.3 * _heap(x, y, z, 8, 8) + 0.15 * _heap(x, y, z, 16, 9)
    return Block(side, _spread(fine))


def _points(side: int) -> tuple[Float, Float, Float]:
    index = dr.arange(UInt32, side**3)
    return tuple(Float((index // side**axis) % side) / side for axis in range(3))


def _spread(values: Float) -> Float:
    """Return values stretched so that all but the rarest fill 0 to 1."""
    low, high = np.quantile(values.numpy(), (0.005, 0.995))
    return dr.clip((values - float(low)) * float(1 / (high - low)), 0, 1)


def _wrapped(cell: Int32, offset: int, cells: int) -> UInt32:
    return UInt32(cell + offset + cells) % cells


def _heap(x: Float, y: Float, z: Float, cells: int, seed: int) -> Float:
    """Return 1 at scattered points, falling to 0 between them (inverted cellular noise)."""
    (i, u), (j, v), (k, w) = (_cell(c, cells) for c in (x, y, z))
    near = Float(4)
    for dk in (-1, 0, 1):
        for dj in (-1, 0, 1):
            for di in (-1, 0, 1):
                bits = _bits(_wrapped(i, di, cells), _wrapped(j, dj, cells), _wrapped(k, dk, cells), cells, seed)
                px = di + Float(Int32(bits & 1023)) * (1 / 1024) - u
                py = dj + Float(Int32((bits >> 10) & 1023)) * (1 / 1024) - v
                pz = dk + Float(Int32((bits >> 20) & 1023)) * (1 / 1024) - w
                near = dr.minimum(near, px * px + py * py + pz * pz)
    return dr.maximum(1 - dr.sqrt(near), 0)


def _ripple(x: Float, y: Float, z: Float, cells: int, seed: int) -> Float:
    """Return gradient noise, about -1 to 1, that repeats after the block."""
    (i, u), (j, v), (k, w) = (_cell(c, cells) for c in (x, y, z))
    su, sv, sw = (t * t * t * (t * (t * 6 - 15) + 10) for t in (u, v, w))
    corners = []
    for dk in (0, 1):
        for dj in (0, 1):
            for di in (0, 1):
                bits = _bits(_wrapped(i, di, cells), _wrapped(j, dj, cells), _wrapped(k, dk, cells), cells, seed)
                slope = [Float(Int32((bits >> shift) & 1023)) * (2 / 1023) - 1 for shift in (0, 10, 20)]
                corners.append(slope[0] * (u - di) + slope[1] * (v - dj) + slope[2] * (w - dk))
    rows = [a + (b - a) * su for a, b in zip(corners[::2], corners[1::2], strict=True)]
    low, high = rows[0] + (rows[1] - rows[0]) * sv, rows[2] + (rows[3] - rows[2]) * sv
    return (low + (high - low) * sw) * 1.25


def _cell(x: Float, cells: int) -> tuple[Int32, Float]:
    place = x * cells
    low = dr.floor(place)
    return Int32(low), place - low


def _bits(i: UInt32, j: UInt32, k: UInt32, cells: int, seed: int) -> UInt32:
    return hash_bits(((k * cells + j) * cells + i) * 747796405 + (seed * 2891336453 & 0xFFFFFFFF))
