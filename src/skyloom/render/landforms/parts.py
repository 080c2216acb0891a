"""What landforms share: the walked ground, eroded mountains, far ranges, landmarks, walls of rock."""

from __future__ import annotations

from typing import TYPE_CHECKING

import drjit as dr
from mitsuba import Float, Int32, UInt32

from skyloom.render.noise import cell_bits, fbm2, gradient2, hash_bits, ridged2, smoothstep, turned2

if TYPE_CHECKING:
    from skyloom.render.relief import Relief

LONGER = 1.7  # times a mound is longer across the view than along it


def rolling(relief: Relief, x: Float, y: Float) -> Float:
    """Return the ground that one walks on: a knoll under the camera, gentle waves that grow away from it, and bumps."""
    r = dr.sqrt(x * x + y * y)
    ahead, _ = relief.along(x, y)
    z = (
        relief.rolling
        * 2
        * (fbm2(x * (1 / 75.0), y * (1 / 75.0), 3, seed=relief.seed ^ 3) - 0.5)
        * smoothstep(4, 110, r)
    )
    z += relief.knoll * dr.exp(r * r * (-1 / 2600.0))
    bumps = 0.3 * (fbm2(x * 0.55, y * 0.55, 3, seed=relief.seed ^ 4) - 0.5)
    z += (bumps + 0.07 * (fbm2(x * 2.9, y * 2.9, 2, seed=relief.seed ^ 6) - 0.5)) * smoothstep(150, 40, r)
    beyond, behind = dr.maximum(ahead - 8, 0), dr.maximum(-ahead - 12, 0)
    return z - relief.descent * (beyond / (1 + beyond * 0.0014) - 0.5 * behind / (1 + behind * 0.004))


def eroded(relief: Relief, x: Float, y: Float) -> Float:
    """Return mountains with gullies that run downhill and branch, about -0.1 to 1."""
    u, v = x / relief.wavelength, y / relief.wavelength
    wx, wy = gradient2(u * 1.1, v * 1.1, relief.seed ^ 21), gradient2(u * 1.1, v * 1.1, relief.seed ^ 22)
    u, v = u + 0.3 * wx, v + 0.3 * wy
    e = 0.01
    h = _crests(u, v, 5, relief.seed)
    sx = (_crests(u + e, v, 4, relief.seed) - _crests(u - e, v, 4, relief.seed)) * (0.5 / e)
    sy = (_crests(u, v + e, 4, relief.seed) - _crests(u, v - e, 4, relief.seed)) * (0.5 / e)
    frequency, amplitude, total = 5.0, 0.05, Float(0)
    for octave in range(6):
        wave, gx, gy = gullies(u * frequency, v * frequency, sx, sy, relief.seed ^ (31 + octave))
        fade = smoothstep(0.2, 1.6, dr.sqrt(sx * sx + sy * sy))  # crests stay whole, or they become combs
        total += amplitude * (wave - 0.35) * fade
        sx, sy = sx + gx * fade * (amplitude * frequency), sy + gy * fade * (amplitude * frequency)
        frequency, amplitude = frequency * 2.0, amplitude * 0.53
    return h - 0.16 + total * smoothstep(0.05, 0.35, h)


def _crests(x: Float, y: Float, octaves: int, seed: UInt32) -> Float:
    """Return ridged octaves whose crests are rounded, 0 to about 1; high ground carries more detail."""
    total, weight, share, amplitude = Float(0), Float(1), 0.0, 1.0
    for _ in range(octaves):
        n = gradient2(x, y, seed)
        ridge = 1 - dr.sqrt(n * n + 0.003)
        ridge = ridge * ridge * weight
        weight = dr.clip(ridge * 1.7 - 0.1, 0, 1)
        total += amplitude * ridge
        share, amplitude = share + amplitude, amplitude * 0.42
        x, y = turned2(x, y)
    return total * (1.0 / share)


def gullies(x: Float, y: Float, slope_x: Float, slope_y: Float, seed: UInt32) -> tuple[Float, Float, Float]:
    """Return stripes that run down a slope, -1 to 1, and their derivatives (after Clay John's eroded terrain noise)."""
    fx, fy = dr.floor(x), dr.floor(y)
    i, j, u, v = Int32(fx), Int32(fy), x - fx, y - fy
    length = dr.sqrt(slope_x * slope_x + slope_y * slope_y) + 1e-4
    scale = dr.minimum(length, 1.2) / length * dr.two_pi * 0.8
    across_x, across_y = -slope_y * scale, slope_x * scale
    wave, wx, weights = Float(0), Float(0), Float(0)
    for dj in (-1, 0, 1, 2):
        for di in (-1, 0, 1, 2):
            bits = hash_bits(cell_bits(i + di, j + dj, seed=seed))
            px = u - di - Float(Int32(bits & 0xFFFF)) * (0.5 / 65536)
            py = v - dj - Float(Int32(bits >> 16)) * (0.5 / 65536)
            weight = dr.exp(-2 * (px * px + py * py))
            sin, cos = dr.sincos(px * across_x + py * across_y)
            wave, wx, weights = wave + cos * weight, wx - sin * weight, weights + weight
    return wave / weights, wx / weights * across_x, wx / weights * across_y


def distant(relief: Relief, x: Float, y: Float, r: Float) -> Float:
    """Return ranges of hills that rise towards the horizon, one behind the other."""
    far = fbm2(x * (1 / 5200.0) + 3, y * (1 / 5200.0), 6, gain=0.46, seed=relief.seed ^ 41)
    near = fbm2(x * (1 / 2300.0), y * (1 / 2300.0) + 7, 5, gain=0.44, seed=relief.seed ^ 42)
    z = relief.far * 3.2 * dr.maximum(far - 0.4, 0) * smoothstep(3500, 14000, r)
    return z + relief.far * 1.1 * dr.maximum(near - 0.38, 0) * smoothstep(900, 3500, r)


def ranges(relief: Relief, x: Float, y: Float, r: Float) -> Float:
    """Return low ranges with broken crests, 8 km and more away, higher in some directions than in others."""
    where = fbm2(x * (1 / 11000.0) + 5, y * (1 / 11000.0), 2, seed=relief.seed ^ 43)
    crest = ridged2(x * (1 / 3600.0), y * (1 / 3600.0), 5, gain=0.5, seed=relief.seed ^ 44)
    body = smoothstep(0.25, 0.55, where) * (0.25 + 0.95 * crest)
    return (430 + 0.4 * relief.far) * body * smoothstep(7500, 13000, r)


def landmark(relief: Relief, x: Float, y: Float) -> Float:
    """Return how high on the landmark a point lies, 0 at its foot and 1 at its top."""
    ahead, right = relief.along(x, y)
    dx, dy = right - relief.hero_aside, ahead - relief.hero_far
    ragged = 1 + 0.22 * gradient2(x / relief.hero_wide * 1.7, y / relief.hero_wide * 1.7, relief.seed ^ 81)
    return dr.maximum(1 - dr.sqrt(dx * dx + dy * dy) / relief.hero_wide * ragged, 0)


def mound(relief: Relief, x: Float, y: Float) -> Float:
    """Return a landmark with long feet that lies across the view, 1 at its top."""
    ahead, right = relief.along(x, y)
    dx, dy = (right - relief.hero_aside) * (1 / LONGER), ahead - relief.hero_far
    wide = relief.hero_wide * 1.25
    u, v = x / wide, y / wide
    dx += wide * 0.3 * gradient2(u * 1.3, v * 1.3, relief.seed ^ 82)
    dy += wide * 0.3 * gradient2(u * 1.3, v * 1.3, relief.seed ^ 83)
    return dr.exp(-2.4 * (dx * dx + dy * dy) / (wide * wide))


def layered(d: Float, height: Float) -> Float:
    """Return the profile of layered rock, metres, over the distance `d` inside its outline: talus, walls and ledges."""
    u = d / height
    talus = dr.clip((u + 0.85) * (1 / 0.85), 0, 1)
    z = 0.32 * talus * dr.sqrt(talus) + 0.27 * smoothstep(0, 0.05, u) + 0.07 * smoothstep(0.07, 0.3, u)
    z += 0.2 * smoothstep(0.3, 0.345, u) + 0.04 * smoothstep(0.36, 0.55, u) + 0.1 * smoothstep(0.56, 0.6, u)
    return z * height
