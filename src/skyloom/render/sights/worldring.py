"""The ring of the world one stands on: an arch of ice across the sky, with the world's shadow on it."""

from __future__ import annotations

import math

import drjit as dr
import numpy as np
from mitsuba import Color3f, Float, UInt32, Vector3f

from skyloom.render.noise import smoothstep, value3
from skyloom.world.seeds import stream

ICE = (0.86, 0.80, 0.70)
WIDTHS = (1.30, 2.30)  # where the ring begins and ends, in radii of the world


class WorldRing:
    """The ring as seen from one place; all members are opaque."""

    def __init__(self, amount: float, sun: Vector3f, gain: float, seed: int) -> None:
        draw = stream(seed, "world ring")
        lean = math.radians(float(draw.uniform(20, 38)))  # latitude of the camera
        heading = float(draw.uniform(-0.5, 0.5)) + math.pi  # the arch stands in the open view
        pole = np.array([math.sin(heading) * math.cos(lean), math.cos(heading) * math.cos(lean), math.sin(lean)])
        self.pole = Vector3f(*map(float, -pole))
        self.sun, self.gain, self.amount = Vector3f(sun), Float(gain), Float(amount)
        self.seed = dr.opaque(UInt32, int(draw.integers(2**24)))
        dr.make_opaque(self.pole, self.sun, self.gain, self.amount)

    def over(self, direction: Vector3f) -> tuple[Color3f, Float]:
        """Return the ring's light in unit directions, and the share of what is behind it that still shows."""
        slope = dr.dot(direction, self.pole)
        safe = dr.select(dr.abs(slope) > 1e-4, slope, 1e-4)
        way = -self.pole.z / safe  # the world's middle is one radius below the camera
        at = direction * way + Vector3f(0, 0, 1)
        r = dr.norm(at)
        cover = self._cover(r) * self.amount
        cover = dr.select((way > 0) & (direction.z > -0.03), cover, 0)
        along = dr.dot(at, self.sun)
        aside = dr.norm(at - self.sun * along)
        lit = dr.select(along < 0, 0.02 + 0.98 * smoothstep(0.97, 1.04, aside), 1)
        same = dr.select(dr.dot(self.sun, self.pole) * slope < 0, 1.0, 0.55)
        tone = 0.75 + 0.5 * value3(r * 19, Float(0.5), Float(0.5), self.seed + 9)
        light = Color3f(*ICE) * (cover * lit * same * tone * self.gain)
        return light, 1 - cover * 0.9

    def _cover(self, r: Float) -> Float:
        span = (r - WIDTHS[0]) * (1 / (WIDTHS[1] - WIDTHS[0]))
        inside = smoothstep(0, 0.03, span) * smoothstep(1, 0.985, span)
        broad = value3(span * 7 + 2, Float(1.5), Float(0.5), self.seed)
        fine = value3(span * 36, Float(2.5), Float(0.5), self.seed + 1) * 0.6
        fine += value3(span * 120, Float(3.5), Float(0.5), self.seed + 2) * 0.4
        gap = dr.exp(-dr.square((span - 0.68) * 40)) + 0.8 * dr.exp(-dr.square((span - 0.9) * 130))
        density = smoothstep(0.1, 0.75, broad * 0.75 + 0.35 * fine) * (0.35 + 0.75 * fine)
        return dr.clip(inside * density * (1 - dr.clip(gap, 0, 0.95)) * 1.2, 0, 0.92)
