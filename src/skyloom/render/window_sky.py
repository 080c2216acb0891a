"""The sky behind the windows of a room: fair weather, by seed, along any directions."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
from mitsuba import Float, Vector3f
from numpy.typing import NDArray

from skyloom.core.scene import CloudKind, CloudLayer, SceneSpec
from skyloom.render.dome import Dome

POINTS, STEPS = 640, 40  # of the cloud map
SUN_ASIDE_DEG = (75.0, 150.0)  # of the camera's axis: never in the windows, and never quite behind
SUN_UP_DEG = (34.0, 52.0)
COVER = (0.12, 0.34)
LOWEST = 0.006  # sine of the elevation below which the sky goes on as it is


@dataclass(frozen=True, slots=True, kw_only=True)
class Weather:
    """What a seed chose."""

    sun_elevation_deg: float
    sun_heading_deg: float  # from the camera's axis, positive to the right
    cover: float
    turn_deg: float  # of the clouds about the zenith
    seed: int


def weather(seed: int) -> Weather:
    """Return the fair weather of a seed."""
    rng = np.random.default_rng([seed, 0x5AFE])
    side = 1.0 if rng.random() < 0.5 else -1.0
    return Weather(
        sun_elevation_deg=float(rng.uniform(*SUN_UP_DEG)),
        sun_heading_deg=side * float(rng.uniform(*SUN_ASIDE_DEG)),
        cover=float(rng.uniform(*COVER)),
        turn_deg=float(rng.uniform(-180, 180)),
        seed=int(rng.integers(0, 2**31)),
    )


class WindowSky:
    """One dome for all windows of a photo."""

    def __init__(self, chosen: Weather) -> None:
        turn = math.radians(chosen.turn_deg)
        self._cos, self._sin = math.cos(turn), math.sin(turn)
        scene = SceneSpec()
        heading = (chosen.sun_heading_deg + chosen.turn_deg + 180) % 360 - 180
        scene = replace(
            scene,
            sun=replace(scene.sun, elevation_deg=chosen.sun_elevation_deg, heading_deg=heading),
            clouds=(CloudLayer(kind=CloudKind.CUMULUS, cover=chosen.cover),),
        )
        self._dome = Dome(scene, chosen.seed, cloud_points=POINTS, cloud_steps=STEPS)

    def light(self, directions: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return the radiance (n, 3), linear RGB, cd/m², along directions (n, 3): right, ahead, up of the camera."""
        x = directions[:, 0] * self._cos + directions[:, 1] * self._sin
        y = directions[:, 1] * self._cos - directions[:, 0] * self._sin
        z = np.maximum(directions[:, 2], LOWEST)
        length = np.sqrt(x * x + y * y + z * z)
        way = Vector3f(Float(x / length), Float(y / length), Float(z / length))
        seen, _ = self._dome.view(way)
        return np.stack([np.array(seen[channel]) for channel in range(3)], axis=-1).astype(np.float32)
