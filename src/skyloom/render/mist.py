"""What hangs in the lowest air: fog, rain, falling snow and dust, thinning with height."""

from __future__ import annotations

import math

import drjit as dr
import numpy as np
from mitsuba import Color3f, Float, Vector3f

from skyloom.core.scene import Air
from skyloom.render.cloudmap import henyey
from skyloom.render.noise import fbm3

CONTRAST = 3.912  # optical depth at which the eye gives up
LEAST_FOG, LEAST_DUST = 0.03, 0.3  # from here on the air is thicker here and thinner there
BANKS = (0.45, 1.1)  # of the mean depth, in the thinnest air, and what the thickest has more
DUST_COLOUR = (1.0, 0.74, 0.46)


class Mist:
    """Scattering drops or grains; all members are opaque."""

    def __init__(self, air: Air) -> None:
        # extinction per metre at the ground, and the height over which it falls by e
        parts = [
            (CONTRAST / (12_000 * (1 / 220) ** air.fog) if air.fog > 0.01 else 0.0, 55 + 70 * air.fog, (1.0, 1.0, 1.0)),
            (CONTRAST / 5000 * air.rain, 420.0, (0.97, 1.0, 1.02)),
            (CONTRAST / 3600 * air.snow, 1200.0, (1.0, 1.0, 1.0)),
            (CONTRAST / 2200 * air.dust, 700.0, DUST_COLOUR),
        ]
        total = sum(loss for loss, _, _ in parts)
        weights = [loss / total if total else 0.25 for loss, _, _ in parts]
        fall = float(np.exp(sum(w * math.log(height) for w, (_, height, _) in zip(weights, parts, strict=True))))
        tint = sum(w * np.array(colour) for w, (_, _, colour) in zip(weights, parts, strict=True))
        self.is_clear = total == 0
        self.has_banks = air.fog > LEAST_FOG or air.dust > LEAST_DUST
        self.overhead = total * fall  # optical depth straight up
        self.loss, self.fall, self.tint = Float(total), Float(fall), Color3f(*map(float, tint))
        dr.make_opaque(self.loss, self.fall, self.tint)

    def banks(self, direction: Vector3f) -> Float:
        """Return how thick the mist is along unit directions, against its mean: banks lie one over the other."""
        if not self.has_banks:
            return Float(1)
        low, more = BANKS
        level = 9.0 / (1 + 4 * dr.abs(direction.z))  # banks are flat at the horizon, and heaps overhead
        return low + more * fbm3(direction.x * 3.1 + 7, direction.y * 3.1, direction.z * level, 4, gain=0.55)

    def share(self, loss: float) -> float:
        """Return how much of a slanting light gets through, by the slope's sine given as `loss`."""
        return math.exp(-self.overhead / max(loss, 0.05))

    def depth(self, start: Float, slope: Float, distance: Float) -> Float:
        """Return the optical depth of `distance` metres that begin at height `start` and rise by `slope` a metre."""
        bend = dr.clip(slope * distance / self.fall, -30, 30)
        safe = dr.select(dr.abs(bend) < 1e-3, 1e-3, bend)
        near = dr.exp(-dr.maximum(start, 0) / self.fall)
        return self.loss * distance * near * (1 - dr.exp(-safe)) / safe

    def depth_to_sky(self, start: Float, slope: Float) -> Float:
        """Return the optical depth of an endless ray; the earth's curve ends a level one."""
        return self.loss * self.fall * dr.exp(-dr.maximum(start, 0) / self.fall) / dr.maximum(slope, 0.012)

    def glow(self, direction: Vector3f, toward: Vector3f, key: Color3f, above: Color3f) -> Color3f:
        """Return the light that thick mist sends along a direction, from the key light and the mean sky."""
        cosine = dr.dot(direction, toward)
        phase = 0.35 * henyey(cosine, 0.72) + 0.65 * henyey(cosine, 0.1)
        return (key * phase + above) * self.tint
