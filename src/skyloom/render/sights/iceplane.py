"""A ring system seen from beside it: a thin plane of ice below the camera that runs to the horizon."""

from __future__ import annotations

import math

import drjit as dr
import numpy as np
from mitsuba import Color3f, Float, UInt32, Vector3f

from skyloom.render.noise import fbm2, smoothstep, value2
from skyloom.world.seeds import stream

CENTRE = 9.0  # heights of the camera over the plane, times a hundred, to the planet's axis
ICE, DUSTY = (0.88, 0.84, 0.77), (0.58, 0.47, 0.36)
TILT_DEG = 9.0  # of the plane against the picture's horizon, at most


class IcePlane:
    """The plane of the rings; all members are opaque."""

    def __init__(self, amount: float, sun: np.ndarray, gain: float, seed: int) -> None:
        draw = stream(seed, "ice plane")
        lean, turn = math.radians(float(draw.uniform(3, TILT_DEG))), float(draw.uniform(0, 2 * math.pi))
        pole = np.array([math.sin(lean) * math.cos(turn), math.sin(lean) * math.sin(turn), math.cos(lean)])
        first = np.cross((0.0, 1.0, 0.0), pole)
        first /= np.linalg.norm(first)
        self.pole, self.east = (Vector3f(*map(float, axis)) for axis in (pole, first))
        self.north = Vector3f(*map(float, np.cross(pole, first)))
        lit = float(np.clip(abs(sun @ pole), 0.25, 1)) * (1.0 if sun @ pole > 0 else 0.5)
        self.gain, self.amount = Float(gain * lit * 0.62), Float(amount)
        self.seed = dr.opaque(UInt32, int(draw.integers(2**24)))
        dr.make_opaque(self.pole, self.east, self.north, self.gain, self.amount)

    def over(self, direction: Vector3f) -> tuple[Color3f, Float]:
        """Return the plane's light in unit directions, and the share of what is behind it that still shows."""
        slope = -dr.dot(direction, self.pole)
        far = 1 / dr.maximum(slope, 1e-4)
        x, y = dr.dot(direction, self.east) * far, dr.dot(direction, self.north) * far
        r = dr.sqrt(dr.square(x) + dr.square(y - CENTRE * 10))  # ringlets run around an axis far ahead
        blur = far * far * 0.002
        broad = value2(r * 0.055, Float(0.5), self.seed) * 0.6 + value2(r * 0.17, Float(3.5), self.seed + 1) * 0.4
        fine = dr.lerp(value2(r * 0.9, Float(1.5), self.seed + 2), 0.5, dr.clip(blur * 0.9, 0, 1))
        finer = dr.lerp(value2(r * 3.7, Float(7.5), self.seed + 3), 0.5, dr.clip(blur * 3.7, 0, 1))
        clumps = dr.lerp(fbm2(x * 2.2, y * 2.2, 5, gain=0.62, seed=self.seed + 4), 0.5, dr.clip(far * 0.02, 0, 1))
        density = smoothstep(0.22, 0.62, broad) * (0.30 + 0.9 * fine * (0.55 + 0.9 * finer))
        density = (density + 0.04) * (0.5 + clumps)
        depth = density * self.amount * dr.minimum(far, 26) * 0.75
        cover = 1 - dr.exp(-depth)
        cover *= smoothstep(0.0, 0.004, slope)
        tone = dr.lerp(Color3f(*DUSTY), Color3f(*ICE), smoothstep(0.25, 0.7, broad * 0.5 + fine * 0.5))
        return tone * (cover * self.gain * (0.65 + 0.7 * clumps)), 1 - cover
