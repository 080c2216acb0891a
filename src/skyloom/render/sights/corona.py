"""The eclipsed sun: a black disc, pearly streamers around it and small red flames at its edge."""

from __future__ import annotations

import math

import drjit as dr
import numpy as np
from mitsuba import Color3f, Float, UInt32

from skyloom.render.noise import fbm2, smoothstep, value2
from skyloom.render.sights.decals import Decal, frame, painted
from skyloom.world.seeds import stream

RADIUS = math.radians(1.7)  # of the dark disc: larger than life, as everybody remembers it
REACH = 8.5  # of the corona, in radii of the disc
FLAME = (1.0, 0.25, 0.35)
TOTAL = 6e-5  # share of the sunlight that a total eclipse leaves
GLOW, GLOWING = (1.0, 0.42, 0.14), 5.0  # of the horizon all around, cd/m²


def left_of_sun(amount: float) -> float:
    """Return the share of the sunlight that an eclipse leaves."""
    return max(1 - amount, TOTAL)


def shadowed(light: Color3f, elevation: Float) -> Color3f:
    """Return the sky under the moon's shadow: beyond it, all around, the day goes on; `elevation` in radians."""
    up = dr.maximum(elevation, 0) * (180 / dr.pi)
    return light * (1 - 0.8 * dr.exp(-up / 9)) + _beyond(elevation)


def _beyond(elevation: Float) -> Color3f:
    up = dr.maximum(elevation, 0) * (180 / dr.pi)
    low = dr.select(elevation < 0, 0.25, 1.0)
    return (Color3f(*GLOW) * dr.exp(-up / 4.5) + Color3f(0.75, 0.5, 0.45) * (0.3 * dr.exp(-up / 13.0))) * (
        low * GLOWING
    )


def corona(sun: np.ndarray, seed: int, gain: float, pixel: float) -> Decal:
    """Return the disc and its corona."""
    draw = stream(seed, "corona")
    where = frame(sun, RADIUS * REACH, pixel, sharpness=1.6)
    x, y = where.grid()
    unit = dr.opaque(Float, 1 / (2 * math.tan(RADIUS / 2)))
    u, v = x * unit, y * unit
    r = dr.sqrt(u * u + v * v) + 1e-4
    turn = dr.opaque(Float, float(draw.uniform(0, 6.28)))
    lattice = dr.opaque(UInt32, int(draw.integers(2**24)))
    cos, sin = u / r, v / r
    ragged = value2(cos * 1.7 + turn, sin * 1.7, lattice)
    streams = smoothstep(0.25, 0.85, ragged) * 0.9 + 0.1
    rays = fbm2(cos * 7 + 3, sin * 7 + r * 0.35, 4, gain=0.65, seed=lattice + 1)
    fine = fbm2(cos * 26, sin * 26 + r * 0.3, 3, gain=0.6, seed=lattice + 2)
    shape = 0.35 + 1.3 * rays * rays * (0.5 + fine) * 1.6
    low = dr.maximum(r, 1.0)
    inner = 2.565 * low**-17.0 + 1.425 * low**-7.0
    outer = 0.55 * low ** (-2.2 - 1.6 * (1 - streams)) * (0.25 + streams) * shape
    glow = (0.45 * inner + 1.5 * outer) * smoothstep(REACH, 0.35 * REACH, r)
    flames = smoothstep(0.70, 0.85, value2(cos * 9 + 11, sin * 9 + turn, lattice + 3))
    flame = flames * smoothstep(1.045, 1.0, r) * 2.0
    texel = dr.opaque(Float, 2 * where.reach / where.points / RADIUS)
    disc = dr.clip((1 - r) / texel + 0.5, 0, 1)
    light = (Color3f(1.0, 0.97, 0.93) * glow + Color3f(*FLAME) * flame) * (1 - disc)
    return painted(where, light, dr.maximum(disc, 0.0), gain)
