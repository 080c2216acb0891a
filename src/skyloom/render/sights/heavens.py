"""What stands beyond the air: planets, moons, galaxies and rings, gathered for one sky."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from mitsuba import Color3f, Float, Vector3f

from skyloom.core.scene import Planet, SceneSpec
from skyloom.render.sights.blackhole import black_hole
from skyloom.render.sights.corona import corona
from skyloom.render.sights.decals import Decal, Decals, toward
from skyloom.render.sights.galaxies import galaxies
from skyloom.render.sights.planets import look_at, planet
from skyloom.render.sights.trails import comet, meteors
from skyloom.render.sights.worldring import WorldRing
from skyloom.world.seeds import stream

MOON_SIZES = (1.0, 0.55, 0.3, 0.75, 0.42)  # of further moons, against the second
SECOND_MOON = 1.7  # degrees, the radius of the second moon
MOON_TINTS = ((0.55, 0.53, 0.50), (0.62, 0.42, 0.30), (0.42, 0.47, 0.55), (0.60, 0.55, 0.40))
LEAST_LIT = 0.42  # share of a planet's disc: a new one is a hole in the sky
GALAXY_SHARE = 0.55  # of a sunlit white


class Heavens:
    """Everything beyond the air that is not a star; `gain` is the luminance of a sunlit white, cd/m².

    `white` is what the picture shows as white.
    """

    def __init__(
        self,
        scene: SceneSpec,
        seed: int,
        sun: np.ndarray,
        gain: float,
        pixel: float,
        *,
        white: float,
        is_total: bool = False,
    ) -> None:
        sights = scene.sights
        decals: list[Decal] = []
        if sights.galaxy > 0:
            decals += galaxies(sights.galaxy, seed, gain * GALAXY_SHARE, pixel, whole_sphere=False)
        for number, spec in enumerate([*sights.planets, *_moons(scene, seed)]):
            look = look_at(spec, sun, gain, pixel)
            decals.append(planet(spec, replace(look, sun=well_lit(look.forward, sun)), seed, str(number)))
        if sights.black_hole > 0:
            decals.append(black_hole(sights.black_hole, seed, white * 1.3, pixel))
        if sights.comet > 0:
            decals.append(comet(sights.comet, sun, seed, white * 1.6, pixel))
        if sights.meteors > 0:
            decals += meteors(sights.meteors, seed, white * 2.0, pixel)
        if is_total:
            decals.append(corona(sun, seed, white * 1.8, pixel))
        self.decals = Decals(decals) if decals else None
        self.ring = WorldRing(sights.ring, Vector3f(*map(float, sun)), gain, seed) if sights.ring > 0 else None

    @property
    def is_empty(self) -> bool:
        """True where there is nothing to see."""
        return self.decals is None and self.ring is None

    def over(self, direction: Vector3f) -> tuple[Color3f, Float]:
        """Return the light in unit directions, cd/m² before the air, and the share of the stars that still shows."""
        light, passed = Color3f(0), Float(1)
        for part in (self.ring, self.decals):
            if part is not None:
                own, kept = part.over(direction)
                light, passed = light * kept + own, passed * kept
        return light, passed


def well_lit(forward: np.ndarray, sun: np.ndarray) -> np.ndarray:
    """Return a sun turned just so far that it lights enough of a globe's face, (3,)."""
    ahead = float(forward @ sun)
    most = 1 - 2 * LEAST_LIT
    if ahead <= most:
        return sun
    side = sun - ahead * forward
    length = float(np.linalg.norm(side))
    side = side / length if length > 1e-3 else np.cross(forward, (0.0, 0.0, 1.0))
    return np.asarray(most * forward + math.sqrt(1 - most * most) * side / np.linalg.norm(side))


def _moons(scene: SceneSpec, seed: int) -> Sequence[Planet]:
    """Return the moons beside the first one."""
    count = min(max(scene.sights.moons - 1, 0), len(MOON_SIZES))
    draw = stream(seed, "moons")
    moons, heading = [], scene.moon.heading_deg
    side = 1 if heading < 0 else -1
    for number in range(count):
        heading += side * float(draw.uniform(24, 46))
        moons.append(
            Planet(
                radius_deg=SECOND_MOON * MOON_SIZES[number] * float(draw.uniform(0.85, 1.2)),
                elevation_deg=float(draw.uniform(12, 48)) if number else float(draw.uniform(14, 24)),
                heading_deg=(heading + 180) % 360 - 180,
                tint=MOON_TINTS[int(draw.integers(len(MOON_TINTS)))],
                bands=0.0,
            )
        )
    return moons


def sun_of(scene: SceneSpec) -> np.ndarray:
    """Return the unit direction to the sun, (3,)."""
    return toward(scene.sun.elevation_deg, scene.sun.heading_deg)
