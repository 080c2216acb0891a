"""Lattice noise for kernels: hashes, value, gradient and cellular noise, and octaves that fade with the footprint.

Coordinates are in cells (one feature a unit); `seed` is a whole number or an opaque `UInt32`, so that a new seed needs
no new kernel. Value noise and the sums made of it run from 0 to 1 with mean 0.5, gradient noise from about -1 to 1.
"""

from __future__ import annotations

from typing import TypeAlias

import drjit as dr
from mitsuba import Float, Int32, UInt32

PRIMES = (0x8DA6B343, 0xD8163841, 0xCB1AB31F)  # of Teschner's spatial hash, spread to 32 bits
GOLDEN = 0x9E3779B1
OCTAVE_2D = (1.6, 1.2)  # a turn by 37 degrees and a doubling, so that no two octaves share their axes
UNIT = 1.0 / 16777216.0  # 24 bits fit a float exactly

Seed: TypeAlias = UInt32 | int


def hash_bits(bits: UInt32) -> UInt32:
    """Return 32 well mixed bits."""
    bits = (bits ^ (bits >> 13)) * UInt32(GOLDEN)
    bits = (bits ^ (bits >> 16)) * UInt32(0x85EBCA6B)
    return bits ^ (bits >> 13)


def hash_unit(bits: UInt32) -> Float:
    """Return a number in [0, 1) for each pattern of bits."""
    return to_unit(hash_bits(bits))


def to_unit(bits: UInt32) -> Float:
    """Return the low 24 bits as a number in [0, 1)."""
    return Float(Int32(bits & 0xFFFFFF)) * UNIT


def cell_bits(x: Int32, y: Int32, z: Int32 | int = 0, *, seed: Seed = 0) -> UInt32:
    """Return the unmixed bits of a lattice cell."""
    return UInt32(x) * PRIMES[0] ^ UInt32(y) * PRIMES[1] ^ UInt32(z) * PRIMES[2] ^ UInt32(seed) * UInt32(GOLDEN)


def smoothstep(low: Float | float, high: Float | float, x: Float) -> Float:
    """Return 0 below `low`, 1 above `high` and a smooth rise between; `low > high` falls instead."""
    t = dr.clip((x - low) / (high - low), 0, 1)
    return t * t * (3 - 2 * t)


def kept(footprint: Float | float, size: float) -> Float:
    """Return how much of a feature of `size` survives a pixel of `footprint`, both in the same unit: 1 to 0."""
    return 1 - smoothstep(0.25, 1.0, Float(footprint) * (1.0 / size))


def value2(x: Float, y: Float, seed: Seed = 0) -> Float:
    """Return value noise, 0 to 1."""
    (i, u), (j, v) = _split(x), _split(y)
    a, b, c, d = (to_unit(hash_bits(bits)) for bits in _corners2(i, j, seed))
    u, v = _quintic(u), _quintic(v)
    return dr.lerp(dr.lerp(a, b, u), dr.lerp(c, d, u), v)


def value3(x: Float, y: Float, z: Float, seed: Seed = 0) -> Float:
    """Return value noise in space, 0 to 1."""
    (i, u), (j, v), (k, w) = _split(x), _split(y), _split(z)
    low, high = _corners3(i, j, k, seed)
    u, v, w = _cubic(u), _cubic(v), _cubic(w)
    a, b, c, d = (to_unit(hash_bits(bits)) for bits in low)
    bottom = dr.lerp(dr.lerp(a, b, u), dr.lerp(c, d, u), v)
    a, b, c, d = (to_unit(hash_bits(bits)) for bits in high)
    return dr.lerp(bottom, dr.lerp(dr.lerp(a, b, u), dr.lerp(c, d, u), v), w)


def gradient2(x: Float, y: Float, seed: Seed = 0) -> Float:
    """Return gradient noise, about -1 to 1, zero at the lattice."""
    (i, u), (j, v) = _split(x), _split(y)
    bits = [hash_bits(corner) for corner in _corners2(i, j, seed)]
    a, b, c, d = (
        _slope2(h, u - du, v - dv) for h, (du, dv) in zip(bits, ((0, 0), (1, 0), (0, 1), (1, 1)), strict=True)
    )
    s, t = _quintic(u), _quintic(v)
    return dr.lerp(dr.lerp(a, b, s), dr.lerp(c, d, s), t) * 1.55


def value2_slope(x: Float, y: Float, seed: Seed = 0) -> tuple[Float, Float, Float]:
    """Return value noise, -1 to 1, with its exact derivatives along x and y."""
    (i, u), (j, v) = _split(x), _split(y)
    a, b, c, d = (to_unit(hash_bits(bits)) * 2 - 1 for bits in _corners2(i, j, seed))
    du, dv = 30 * u * u * (u * (u - 2) + 1), 30 * v * v * (v * (v - 2) + 1)
    u, v = _quintic(u), _quintic(v)
    k1, k2, k4 = b - a, c - a, a - b - c + d
    return a + k1 * u + k2 * v + k4 * u * v, du * (k1 + k4 * v), dv * (k2 + k4 * u)


def gradient3(x: Float, y: Float, z: Float, seed: Seed = 0) -> Float:
    """Return gradient noise in space, about -1 to 1."""
    (i, u), (j, v), (k, w) = _split(x), _split(y), _split(z)
    low, high = _corners3(i, j, k, seed)
    offsets = ((0, 0), (1, 0), (0, 1), (1, 1))
    s, t = _quintic(u), _quintic(v)
    layers = []
    for bits, dw in ((low, 0), (high, 1)):
        a, b, c, d = (_slope3(hash_bits(h), u - du, v - dv, w - dw) for h, (du, dv) in zip(bits, offsets, strict=True))
        layers.append(dr.lerp(dr.lerp(a, b, s), dr.lerp(c, d, s), t))
    return dr.lerp(layers[0], layers[1], _quintic(w)) * 1.25


def cells2(x: Float, y: Float, seed: Seed = 0) -> tuple[Float, Float, Float]:
    """Return the distances to the nearest and second nearest scattered point and a random number of the nearest."""
    (i, u), (j, v) = _split(x), _split(y)
    near, second, number = Float(9), Float(9), Float(0)
    for dj in (-1, 0, 1):
        for di in (-1, 0, 1):
            bits = hash_bits(cell_bits(i + di, j + dj, seed=seed))
            dx = di + Float(Int32(bits & 0xFFFF)) * (1 / 65536.0) - u
            dy = dj + Float(Int32(bits >> 16)) * (1 / 65536.0) - v
            square = dx * dx + dy * dy
            nearer = square < near
            second = dr.select(nearer, near, dr.minimum(second, square))
            number = dr.select(nearer, to_unit(bits * UInt32(GOLDEN)), number)
            near = dr.select(nearer, square, near)
    return dr.sqrt(near), dr.sqrt(second), number


def spots2(x: Float, y: Float, seed: Seed = 0) -> tuple[Float, Float, Float]:
    """Return the way from the nearest scattered point, along x and y, and a random number of that point."""
    (i, u), (j, v) = _split(x), _split(y)
    near, from_x, from_y, number = Float(9), Float(0), Float(0), Float(0)
    for dj in (-1, 0, 1):
        for di in (-1, 0, 1):
            bits = hash_bits(cell_bits(i + di, j + dj, seed=seed))
            dx = u - di - Float(Int32(bits & 0xFFFF)) * (1 / 65536.0)
            dy = v - dj - Float(Int32(bits >> 16)) * (1 / 65536.0)
            square = dx * dx + dy * dy
            nearer = square < near
            from_x, from_y = dr.select(nearer, dx, from_x), dr.select(nearer, dy, from_y)
            number = dr.select(nearer, to_unit(bits * UInt32(GOLDEN)), number)
            near = dr.select(nearer, square, near)
    return from_x, from_y, number


def fbm2(
    x: Float, y: Float, octaves: int, *, gain: float = 0.5, footprint: Float | float = 0.0, seed: Seed = 0
) -> Float:
    """Return octaves of value noise, 0 to 1, mean 0.5; octaves finer than `footprint` (in cells) fade to their mean."""
    total, weight, size, amplitude = Float(0.5), 0.0, 1.0, 1.0
    for _ in range(octaves):
        weight += amplitude
        amplitude *= gain
    amplitude = 1.0 / weight
    for _ in range(octaves):
        total += amplitude * kept(footprint, size) * (value2(x, y, seed) - 0.5)
        x, y = turned2(x, y)
        amplitude, size = amplitude * gain, size * 0.5
    return total


def fbm3(x: Float, y: Float, z: Float, octaves: int, *, gain: float = 0.5, seed: Seed = 0) -> Float:
    """Return octaves of value noise in space, 0 to 1, mean 0.5."""
    total, weight, amplitude = Float(0), 0.0, 1.0
    for _ in range(octaves):
        total += amplitude * value3(x, y, z, seed)
        x, y, z = turned3(x, y, z)
        weight, amplitude = weight + amplitude, amplitude * gain
    return total * (1.0 / weight)


def ridged2(x: Float, y: Float, octaves: int, *, gain: float = 0.5, seed: Seed = 0) -> Float:
    """Return ridged octaves of gradient noise, 0 to about 1: sharp crests, smooth valleys; crests carry more detail."""
    total, weight, share, amplitude = Float(0), Float(1), 0.0, 1.0
    for _ in range(octaves):
        ridge = 1 - dr.abs(gradient2(x, y, seed))
        ridge = ridge * ridge * weight
        weight = dr.clip(ridge * 1.9 - 0.15, 0, 1)
        total += amplitude * ridge
        share, amplitude = share + amplitude, amplitude * gain
        x, y = turned2(x, y)
    return total * (1.0 / share)


def turned2(x: Float, y: Float) -> tuple[Float, Float]:
    """Return the coordinates of the next octave: twice as fine, turned and moved."""
    a, b = OCTAVE_2D
    return a * x + b * y + 17.3, a * y - b * x + 9.1


def turned3(x: Float, y: Float, z: Float) -> tuple[Float, Float, Float]:
    """Return the coordinates of the next octave in space."""
    return 1.7 * x + 1.1 * y + 13.1, 1.7 * y - 1.1 * x + 7.7, 2.03 * z + 3.3


def _split(x: Float) -> tuple[Int32, Float]:
    whole = dr.floor(x)
    return Int32(whole), x - whole


def _cubic(t: Float) -> Float:
    return t * t * (3 - 2 * t)


def _quintic(t: Float) -> Float:
    return t * t * t * (t * (t * 6 - 15) + 10)


def _corners2(i: Int32, j: Int32, seed: Seed) -> tuple[UInt32, UInt32, UInt32, UInt32]:
    x0, y0 = UInt32(i) * PRIMES[0], UInt32(j) * PRIMES[1] ^ UInt32(seed) * UInt32(GOLDEN)
    x1, y1 = x0 + PRIMES[0], UInt32(j + 1) * PRIMES[1] ^ UInt32(seed) * UInt32(GOLDEN)
    return x0 ^ y0, x1 ^ y0, x0 ^ y1, x1 ^ y1


def _corners3(i: Int32, j: Int32, k: Int32, seed: Seed) -> tuple[tuple[UInt32, ...], tuple[UInt32, ...]]:
    plane = _corners2(i, j, seed)
    z0 = UInt32(k) * PRIMES[2]
    z1 = z0 + PRIMES[2]
    return tuple(c ^ z0 for c in plane), tuple(c ^ z1 for c in plane)


def _slope2(bits: UInt32, x: Float, y: Float) -> Float:
    gx = Float(Int32(bits & 0xFFFF)) * (2 / 65535.0) - 1
    return gx * x + (Float(Int32(bits >> 16)) * (2 / 65535.0) - 1) * y


def _slope3(bits: UInt32, x: Float, y: Float, z: Float) -> Float:
    gx = Float(Int32(bits & 1023)) * (2 / 1023.0) - 1
    gy = Float(Int32((bits >> 10) & 1023)) * (2 / 1023.0) - 1
    return gx * x + gy * y + (Float(Int32((bits >> 20) & 1023)) * (2 / 1023.0) - 1) * z
