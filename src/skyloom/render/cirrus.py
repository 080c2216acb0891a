"""Veils of ice eight kilometres up: too thin to march through, so one sheet that bends with the earth."""

from __future__ import annotations

import math

import drjit as dr
import numpy as np
from mitsuba import Color3f, Float, UInt32, Vector3f

from skyloom.core.scene import CloudLayer
from skyloom.render.cloudmap import Illumination, henyey
from skyloom.render.clouds import EARTH_DIAMETER, SURVEY
from skyloom.render.noise import fbm2, gradient2, smoothstep
from skyloom.world.seeds import stream

HEIGHT = 8600.0  # metres
CELL = 15_000.0  # metres from one band of cirrus to the next
DEEPEST = 0.55  # optical depth straight through the thickest strand


class Sheet:
    """One layer of cirrus; its numbers are opaque."""

    def __init__(self, layer: CloudLayer, seed: int, number: int) -> None:
        draw = stream(seed, f"cirrus {number}")
        wind = float(draw.uniform(0, math.pi))
        self.cos, self.sin = dr.opaque(Float, math.cos(wind) / CELL), dr.opaque(Float, math.sin(wind) / CELL)
        self.seed = dr.opaque(UInt32, int(draw.integers(2**31)))
        index = dr.arange(UInt32, SURVEY * SURVEY)
        step = 120_000 / SURVEY
        u, v = self._turned(Float(index % SURVEY) * step - 60_000, Float(index // SURVEY) * step - 60_000)
        noise = self._bands(u, v).numpy()
        cover = min(max(layer.cover, 0.0), 1.0)
        begins = float(np.quantile(noise, 1 - min(cover * 1.15, 0.98)))
        self.weak = dr.opaque(Float, begins)
        self.strong = dr.opaque(Float, begins + 0.75 * float(np.quantile(noise, 0.98) - np.quantile(noise, 0.02)))

    def _turned(self, x: Float, y: Float) -> tuple[Float, Float]:
        return x * self.cos + y * self.sin, y * self.cos - x * self.sin

    def _bands(self, u: Float, v: Float) -> Float:
        return fbm2(u * 0.7 + 3.1, v * 1.3, 3, seed=self.seed)

    def depth(self, x: Float, y: Float) -> Float:
        """Return the optical depth straight through, over a place."""
        u, v = self._turned(x, y)
        u, v = (
            u + 0.16 * gradient2(u * 2.3, v * 2.3, self.seed ^ 5),
            v + 0.16 * gradient2(u * 2.3, v * 2.3, self.seed ^ 6),
        )
        # strands hang behind their heads: the across-wind coordinate bends along the wind
        v = v + 0.05 * gradient2(u * 7, v * 7, self.seed ^ 7)
        strands = fbm2(u * 2.2, v * 17, 6, gain=0.6, seed=self.seed ^ 1)
        puffs = fbm2(u * 26, v * 26, 3, seed=self.seed ^ 2)
        band = smoothstep(self.weak, self.strong, self._bands(u, v))
        fibre = smoothstep(0.34, 0.74, strands + 0.10 * (puffs - 0.5))
        return DEEPEST * band * (0.12 + 0.88 * fibre) * (0.55 + 0.9 * band * strands)


def sheet_light(sheet: Sheet, lit: Illumination, way: Vector3f) -> tuple[Color3f, Float, Float]:
    """Return light, transmittance and distance of the sheet in unit directions of the upper half."""
    rise = way.z * (EARTH_DIAMETER / 2)
    distance = dr.sqrt(rise * rise + HEIGHT * EARTH_DIAMETER) - rise
    slant = dr.minimum(distance * (1 / HEIGHT), 5)
    passed = dr.exp(-sheet.depth(way.x * distance, way.y * distance) * slant)
    cosine = dr.dot(way, lit.direction)
    phase = 0.6 * henyey(cosine, 0.75) + 0.4 * henyey(cosine, 0.05)
    light = (lit.high * (phase * 1.25) + lit.above * 0.9) * (1 - passed)
    dr.eval(light, passed, distance)
    return light, passed, distance
