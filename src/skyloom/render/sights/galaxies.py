"""Spiral galaxies as decals: an inclined disc with arms, lanes of dust, blue knots and a warm heart."""

from __future__ import annotations

import math

import drjit as dr
from mitsuba import Color3f, Float, UInt32

from skyloom.render.noise import fbm2, smoothstep
from skyloom.render.sights.decals import Decal, frame, painted, toward
from skyloom.world.seeds import stream

HEART, ARM, KNOT = (1.0, 0.80, 0.55), (0.50, 0.62, 1.0), (1.0, 0.42, 0.55)
SMALL = 26  # far ones around


def galaxies(amount: float, seed: int, gain: float, pixel: float, *, whole_sphere: bool) -> list[Decal]:
    """Return the great galaxy of a sky and, in space, many small ones far behind it."""
    draw = stream(seed, "galaxies")
    radius = math.radians(22 + 26 * amount)
    great = (float(draw.uniform(24, 36)), float(draw.uniform(-22, 22)), radius, float(draw.uniform(0.35, 0.62)), 1.0)
    rows = [great]
    if whole_sphere:
        for _ in range(SMALL):
            z = draw.uniform(-0.95, 0.95)
            size = math.radians(float(0.7 + 3.2 * draw.uniform() ** 3))
            rows.insert(
                0,
                (math.degrees(math.asin(z)), float(draw.uniform(-180, 180)), size, float(draw.uniform(0.12, 1)), 0.55),
            )
    return [_galaxy(row, int(draw.integers(2**24)), float(draw.uniform(0, math.pi)), gain, pixel) for row in rows]


def _galaxy(
    row: tuple[float, float, float, float, float], lattice: int, turn: float, gain: float, pixel: float
) -> Decal:
    elevation, heading, radius, flat, light = row
    where = frame(toward(elevation, heading), radius, pixel)
    x, y = where.grid()
    numbers = Float(turn), Float(flat), Float(1 / where.reach), Float(1.0 if lattice & 1 else -1.0)
    dr.make_opaque(numbers)
    turn_, flat_, scale, way = numbers
    sin, cos = dr.sincos(turn_)
    u, v = (x * cos + y * sin) * scale, (y * cos - x * sin) * scale
    glow, opacity = _spiral(u, v / flat_, v, way, dr.opaque(UInt32, lattice))
    return painted(where, glow, opacity, gain * light)


def _spiral(x: Float, y: Float, tall: Float, way: Float, seed: UInt32) -> tuple[Color3f, Float]:
    r = dr.sqrt(x * x + y * y) + 1e-4
    angle = dr.atan2(y, x) * way
    wind = angle - 3.6 * dr.log(r + 0.04)
    stir = 1.5 * (fbm2(x * 5, y * 5, 5, gain=0.6, seed=seed) - 0.5)
    arm = 0.5 + 0.5 * dr.cos(2 * wind + stir * 2)
    spur = 0.5 + 0.5 * dr.cos(5 * wind + stir * 5 + 1)
    clumps = fbm2(x * 17, y * 17, 5, gain=0.65, seed=seed + 1)
    disc = dr.exp(-r * 2.9) * smoothstep(1.0, 0.5, r)
    arms = arm**2.2 * (0.35 + 1.5 * clumps * clumps * 1.6) + 0.22 * spur * clumps
    lane = dr.cos(2 * wind + stir * 2.4 + 0.95)
    grain = fbm2(x * 30, y * 30, 4, gain=0.65, seed=seed + 2)
    dust = smoothstep(0.45, 0.95, lane + 0.8 * (grain - 0.5)) * smoothstep(0.06, 0.2, r) * smoothstep(0.95, 0.5, r)
    heart = dr.exp(-((dr.sqrt(x * x + 2.2 * dr.square(tall) + y * y * 0.25) * 13) ** 0.75)) * 5
    warm = smoothstep(0.30, 0.05, r)
    colour = dr.lerp(Color3f(*ARM), Color3f(*HEART), warm)
    knots = smoothstep(0.66, 0.82, fbm2(x * 44, y * 44, 3, gain=0.7, seed=seed + 3)) * arm * smoothstep(0.1, 0.3, r)
    kept = dr.exp(Color3f(-0.8, -1.1, -1.5) * (dust * 1.5))
    glow = (colour * disc * (0.25 + 2.1 * arms) + Color3f(*KNOT) * (knots * disc * 2.2)) * kept
    glow += Color3f(*HEART) * heart * dr.lerp(1.0, kept, 0.6) * 0.55
    edge = smoothstep(1.0, 0.8, dr.sqrt(x * x + tall * tall))
    return glow * edge, dr.clip(0.8 * disc + 0.3 * heart, 0, 0.9) * edge
