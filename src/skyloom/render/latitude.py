"""The light of a panorama as half floats: what an HDRI holds, before a film narrows it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import drjit as dr
import numpy as np
from mitsuba import Color3f, Float, Float16
from numpy.typing import NDArray

from skyloom.render.camera import Camera
from skyloom.render.dome import Dome
from skyloom.render.strips import Strip

if TYPE_CHECKING:
    from skyloom.render.panorama import World

LARGEST = 60_000.0  # that a half float holds, with room for a disc's bright middle
MOST_STOPS = 6  # by which white is lowered at most to make room for a sun: shadows need their share of a half float
HIGHEST = 65_504.0
LEAST_SHOWN = 1e-3  # of a disc


class Latitude:
    """Filled strip by strip; `white` cd/m² are 1, about what the picture shows as white."""

    def __init__(self, camera: Camera, exposure: float, brightest: float) -> None:
        over = brightest * exposure / LARGEST
        stops = min(max(math.ceil(math.log2(over)), 0), MOST_STOPS) if over > 0 else 0
        self.lowered = float(2**stops)
        self.white = self.lowered / exposure
        self.values: NDArray[np.float16] = np.empty((3, camera.height, camera.width), np.float16)
        self._scale = 1 / self.white

    def exposed(self, radiance: Color3f) -> list[Float16]:
        """Return a strip of radiance, cd/m², as it is kept, not yet evaluated."""
        scale = dr.opaque(Float, self._scale)
        return [Float16(dr.clip(radiance[channel] * scale, 0, HIGHEST)) for channel in range(3)]

    def fill(self, exposed: list[Float16], strip: Strip) -> None:
        """Keep what has been exposed."""
        rows = slice(strip.first, strip.first + strip.rows)
        for channel, values in enumerate(exposed):
            self.values[channel, rows] = values.numpy().reshape(strip.rows, -1)


def brightest_of(world: World) -> float:
    """Return how bright the disc of sun or moon is that the eye sees, cd/m²; 0 when it is hidden."""
    dome, key = world.dome, world.dome.key
    if float(world.shown[0]) < LEAST_SHOWN:
        return 0.0
    light = key.illuminance * max(key.tint)  # beyond the air
    if isinstance(dome, Dome):
        through = dome.sunlight if key is dome.sun else dome.moonlight
        light = max(float(channel[0]) for channel in through)
    return light / (math.pi * key.radius**2)
