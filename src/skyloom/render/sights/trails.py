"""Meteors and comets, painted as decals."""

from __future__ import annotations

import math

import drjit as dr
import numpy as np
from mitsuba import Color3f, Float, UInt32

from skyloom.render.noise import fbm2, smoothstep, value2
from skyloom.render.sights.decals import Decal, Frame, frame, painted, toward
from skyloom.world.seeds import stream

MOST = 11  # meteors at once
HEAD, TRAIL = (0.62, 1.0, 0.78), (1.0, 0.72, 0.42)
DUST, ION, COMA = (1.0, 0.90, 0.70), (0.42, 0.66, 1.0), (0.86, 1.0, 0.90)
COMET_DEG = 21.0  # half of the square that holds it


def meteors(amount: float, seed: int, gain: float, pixel: float) -> list[Decal]:
    """Return streaks that share one radiant, as those of a shower do."""
    draw = stream(seed, "meteors")
    radiant = toward(float(draw.uniform(48, 70)), float(draw.uniform(-60, 60)))
    decals = []
    for number in range(2 + round((MOST - 2) * min(amount, 1.0))):
        heading = float(draw.uniform(-50, 50)) if number < 3 else float(draw.uniform(-180, 180))
        place = toward(float(draw.uniform(16, 58)), heading)
        where = frame(place, math.radians(float(draw.uniform(5, 13))), pixel)
        away = where.local(place - radiant * float(place @ radiant))
        bright = 0.35 + 0.65 * float(draw.uniform()) ** 2
        decals.append(_streak(where, float(np.arctan2(away[1], away[0])), pixel, gain * bright))
    return decals


def _turned(where: Frame, angle: float) -> tuple[Float, Float]:
    """Return coordinates from -1 to 1, the first along an angle of the frame."""
    x, y = where.grid()
    cos, sin, scale = Float(math.cos(angle)), Float(math.sin(angle)), Float(1 / where.reach)
    dr.make_opaque(cos, sin, scale)
    return (x * cos + y * sin) * scale, (y * cos - x * sin) * scale


def _streak(where: Frame, angle: float, pixel: float, gain: float) -> Decal:
    along, across = _turned(where, angle)
    width = dr.opaque(Float, max(0.0006, 0.45 * pixel) / where.reach)
    share = (along + 0.72) * (1 / 1.44)  # 0 where it begins, 1 at its head
    body = smoothstep(0.0, 0.75, share) ** 2 * smoothstep(1.0, 0.985, share)
    thick = width * (0.5 + 0.9 * smoothstep(0.2, 0.9, share))
    core = dr.exp(-dr.square(across / thick) * 0.5)
    glow = 0.10 * dr.exp(-dr.abs(across) / (thick * 4))
    head = dr.exp(-(dr.square(along - 0.70) + dr.square(across)) / dr.square(width * 1.7))
    colour = dr.lerp(Color3f(*TRAIL), Color3f(*HEAD), smoothstep(0.55, 0.95, share))
    edge = smoothstep(1.0, 0.9, dr.maximum(dr.abs(along), dr.abs(across)))
    light = (colour * (body * (core + glow)) + Color3f(1.0, 1.0, 0.95) * (1.6 * head)) * edge
    return painted(where, light, dr.zeros(Float, where.points**2), gain * 2.2)


def comet(amount: float, sun: np.ndarray, seed: int, gain: float, pixel: float) -> Decal:
    """Return a comet with a curved tail of dust and a straight one of gas, both away from the sun."""
    draw = stream(seed, "comet")
    place = toward(float(draw.uniform(24, 38)), float(draw.uniform(-35, 35)))
    where = frame(place, math.radians(COMET_DEG * (0.7 + 0.5 * amount)), pixel)
    away = where.local(-sun)
    angle = float(np.arctan2(max(away[1], 0.35), away[0]))  # never down into the ground
    along, across = _turned(where, angle)
    side = dr.opaque(Float, 1.0 if draw.uniform() < 0.5 else -1.0)
    lattice = dr.opaque(UInt32, int(draw.integers(2**24)))
    a = along + 0.62  # from the head
    back = dr.maximum(a, 0)
    far = dr.sqrt(a * a + across * across) + 1e-4
    bend = across * side - 0.26 * back * back
    wide = 0.016 + 0.22 * back
    lanes = 0.65 + 0.7 * value2(bend / (wide + 0.02) * 3.4 + 9, back * 0.8, lattice)
    dust = dr.exp(-dr.square(bend / wide)) * dr.exp(-back * 2.1) * smoothstep(0.0, 0.05, a + 0.015) * lanes
    thin = 0.008 + 0.055 * back
    wave = 0.02 * back * (fbm2(back * 5, Float(0.5), 3, seed=lattice + 1) - 0.5) * 4
    rays = 0.4 + 1.1 * value2((across - wave) / thin * 2.2 + 5, back * 1.2, lattice + 2)
    gas = dr.exp(-dr.square((across - wave) / thin)) * dr.exp(-back * 1.7) * smoothstep(0.0, 0.04, a) * rays
    coma = 0.9 * dr.exp(-far * 55) + 0.22 * dr.exp(-far * 16)
    edge = smoothstep(1.0, 0.75, dr.sqrt(along * along + across * across))
    light = (Color3f(*DUST) * dust * 0.85 + Color3f(*ION) * gas * 0.55 + Color3f(*COMA) * coma * 3.0) * edge
    return painted(where, light, dr.zeros(Float, where.points**2), gain)
