"""A black hole: a shadow, the ring of light around it, and a disc of hot gas bent over its top; one decal."""

from __future__ import annotations

import math

import drjit as dr
from mitsuba import Color3f, Float, UInt32

from skyloom.render.noise import fbm2, smoothstep, value2
from skyloom.render.sights.decals import Decal, frame, painted, toward
from skyloom.world.seeds import stream

SHADOW_DEG = 4.2  # radius of the shadow
REACH = 5.2  # of the disc, in radii of the shadow
INNER, OUTER = 1.35, 4.6  # of the disc, in the same
HOT, COOL = (1.0, 0.86, 0.62), (1.0, 0.34, 0.08)


def black_hole(amount: float, seed: int, gain: float, pixel: float) -> Decal:
    """Return the hole in the open view."""
    draw = stream(seed, "black hole")
    place = toward(float(draw.uniform(16, 26)), float(draw.uniform(-16, 16)))
    radius = math.radians(SHADOW_DEG * (0.7 + 0.6 * amount))
    where = frame(place, min(radius * REACH, 1.2), pixel, sharpness=1.2)
    x, y = where.grid()
    roll, flat = float(draw.uniform(-0.45, 0.45)), float(draw.uniform(0.13, 0.24))
    numbers = [Float(v) for v in (math.cos(roll), math.sin(roll), flat, 1 / (2 * math.tan(radius / 2)))]
    dr.make_opaque(numbers)
    cos, sin, low, unit = numbers
    u, v = (x * cos + y * sin) * unit, (y * cos - x * sin) * unit
    light, opacity = _hole(u, v, low, dr.opaque(UInt32, int(draw.integers(2**24))))
    edge = smoothstep(REACH, 0.8 * REACH, dr.sqrt(u * u + v * v))
    return painted(where, light * edge, opacity * edge, gain)


def _hole(u: Float, v: Float, low: Float, lattice: UInt32) -> tuple[Color3f, Float]:
    r = dr.sqrt(u * u + v * v) + 1e-4
    shadow = smoothstep(1.03, 0.97, r)
    # the far half of the disc, lifted over the hole: rays that pass at r come from beyond it
    bent = 1 + 1.15 / dr.maximum(r - 0.62, 0.25)
    arch = _gas(u * 0.92, v * bent * 0.62, r * 1.22, u / r, lattice) * smoothstep(0.98, 1.08, r)
    arch *= dr.exp(-dr.maximum(r - 1.15, 0) * 1.9) * 1.5
    # the near half, before the hole, seen almost from its edge
    p = dr.sqrt(u * u + dr.square(v / low))
    front = _gas(u, v / low, p, u / dr.maximum(p, 1e-3), lattice)
    ring = dr.exp(-dr.square((r - 1.04) / 0.022)) * 1.7 + dr.exp(-dr.square((r - 1.10) / 0.09)) * 0.4
    is_near = dr.select(v < 0, 1.0, smoothstep(0.98, 1.15, r))
    front *= is_near
    glow = front + arch * (1 - dr.clip(front.x, 0, 1) * 0.6) + Color3f(*HOT) * ring
    halo = Color3f(*COOL) * (0.05 * dr.exp(-r * 0.9))
    thick = dr.clip(dr.maximum(front.x, arch.x) * 1.2, 0, 1)
    return glow + halo * (1 - shadow), dr.maximum(shadow, dr.maximum(thick, smoothstep(1.35, 1.0, r) * 0.85))


def _gas(x: Float, y: Float, p: Float, side: Float, lattice: UInt32) -> Color3f:
    """Return the light of the disc at a distance `p` from the hole; the side that comes towards the eye is brighter."""
    angle = dr.atan2(y, x)
    wound = angle + 5.5 / dr.sqrt(dr.maximum(p, 0.5))
    a, b = dr.cos(wound), dr.sin(wound)
    lanes = value2(p * 7.0, Float(0.5), lattice) * 0.5 + value2(p * 19, Float(3.5), lattice + 1) * 0.5
    streaks = fbm2(p * 4.5 + a * 1.4, b * 1.4 + 7, 5, gain=0.6, seed=lattice + 2)
    density = smoothstep(INNER, INNER + 0.25, p) * smoothstep(OUTER, INNER + 0.4, p) ** 1.6
    density *= 0.25 + 1.5 * lanes * streaks * 1.6
    beaming = (1.0 - 0.55 * side) ** 2.2
    warm = smoothstep(INNER, OUTER * 0.62, p)
    return dr.lerp(Color3f(*HOT), Color3f(*COOL), warm) * (density * beaming * 1.5)
