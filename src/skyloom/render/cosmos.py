"""The sky of space: no air, a hard sun, gas and galaxies all around, planets near and far."""

from __future__ import annotations

import math
from dataclasses import replace

import drjit as dr
import numpy as np
from mitsuba import Color3f, Float, Point3f, Vector3f

from skyloom.core.scene import Planet, SceneSpec
from skyloom.render import celestial
from skyloom.render.celestial import Body, companions, glare, sun_disc
from skyloom.render.film import GREY
from skyloom.render.light import Light
from skyloom.render.night import GALAXY, milky_way
from skyloom.render.noise import fbm3
from skyloom.render.sights.blackhole import black_hole
from skyloom.render.sights.decals import Decal, Decals
from skyloom.render.sights.galaxies import galaxies
from skyloom.render.sights.heavens import GALAXY_SHARE, sun_of, well_lit
from skyloom.render.sights.iceplane import IcePlane
from skyloom.render.sights.nebulae import Gas
from skyloom.render.sights.planets import look_at, planet
from skyloom.render.sights.spheremap import SphereMap

WHITE = 16_000.0  # luminance that the picture shows as white, cd/m²
SUNLIT_WHITE = 22_000.0
LARGE = 30.0  # degrees; a planet with a larger radius is one that the camera circles
HOME = Planet(radius_deg=64.0, elevation_deg=-62.0, heading_deg=0.0, bands=0.0, clouds=0.5)
BAND = 0.10  # of the galaxy's band, in whites
VOID = (0.0011, 0.0012, 0.0019)  # what is never quite black, in whites
FILL = 0.010  # of the sunlight: what rocks around send into shadows
HOT_GAS = 1.5  # of a black hole's disc, in whites
GLARE = 0.35  # of what a lens spreads under a sky of air


class Cosmos:
    """The sky of one scene in space; `light` is what it gives to rocks and ships."""

    is_night = True
    is_airless = True

    def __init__(self, scene: SceneSpec, seed: int, *, points: int, pixel: float) -> None:
        sun = scene.sun
        self.sun = self.key = Body(sun.elevation_deg, sun.heading_deg, celestial.SUN_ILLUMINANCE, celestial.SUN_RADIUS)
        self.others = companions(scene, seed)
        self.exposure = GREY / (0.18 * WHITE)
        self.lux, self.balance = celestial.SUN_ILLUMINANCE, np.ones(3)
        self.gas = Gas(scene.sights.nebula, scene.sights.nebula_tint, seed) if scene.sights.nebula > 0 else None
        self.map = SphereMap(points, lambda way: self._far(way, scene, seed))
        toward = sun_of(scene)
        decals = self._worlds(scene, seed, toward, pixel)
        self.decals = Decals(decals) if decals else None
        self.plane = IcePlane(scene.sights.ring, toward, SUNLIT_WHITE, seed) if scene.sights.ring > 0 else None
        key = Color3f(celestial.SUN_ILLUMINANCE)
        fill = Color3f(*(float(c) for c in self._fill()))
        radius = Float(self.sun.radius)
        dr.make_opaque(key, fill, radius)
        self.light = Light(self.sun.direction, key, fill, fill, radius, self)

    def at(self, position: Point3f) -> Float:
        """Return that no cloud is in the way of the light."""
        return dr.full(Float, 1, dr.width(position))

    def _fill(self) -> np.ndarray:
        colour = np.ones(3)
        if self.gas is not None:
            colour = 0.5 + np.array([float(c[0]) for c in self.gas.colours[0]])
        return np.asarray(celestial.SUN_ILLUMINANCE * FILL * colour)

    def _far(self, way: Vector3f, scene: SceneSpec, seed: int) -> Color3f:
        band = dr.opaque(Float, scene.stars.milky_way * BAND / GALAXY)
        mottled = 0.6 + 0.8 * fbm3(way.x * 2, way.y * 2, way.z * 2, 4, seed=seed & 0xFFFF)
        light = Color3f(*VOID) * mottled + milky_way(way, seed) * band
        if self.gas is not None:
            glow, kept = self.gas.light(way)
            light = light * kept + glow
        return light * WHITE

    def _worlds(self, scene: SceneSpec, seed: int, sun: np.ndarray, pixel: float) -> list[Decal]:
        sights = scene.sights
        decals: list[Decal] = []
        if sights.galaxy > 0:
            decals += galaxies(sights.galaxy, seed, WHITE * GALAXY_SHARE, pixel, whole_sphere=True)
        if sights.black_hole > 0:
            decals.append(black_hole(sights.black_hole, seed, WHITE * HOT_GAS, pixel))
        wanted = sights.planets
        is_empty = not (
            wanted or sights.nebula or sights.galaxy or sights.asteroids or sights.ring or sights.black_hole
        )
        for number, asked in enumerate([HOME] if is_empty else wanted):
            is_home = asked.radius_deg >= LARGE
            place = {"radius_deg": HOME.radius_deg, "elevation_deg": HOME.elevation_deg} if is_home else {}
            spec = replace(asked, **place)
            look = look_at(spec, sun, SUNLIT_WHITE, pixel)
            lit = sun if is_home else well_lit(look.forward, sun)
            looks = {"sun": lit, "lights": 1.0 if is_home else 0.4, "tilt": math.pi if is_home else look.tilt}
            decals.append(planet(spec, replace(look, **looks), seed, str(number)))
        return decals

    def dimmed(self, colour: Color3f) -> Color3f:
        """Return a colour as it is: the sun is always bright here."""
        return colour

    def aerial(self, colour: Color3f, distance: Float, position: Point3f, direction: Vector3f) -> Color3f:  # noqa: ARG002 - the sky's protocol
        """Return a colour as it is: there is no air before it."""
        return colour

    def radiance(self, direction: Vector3f) -> Color3f:
        """Return the light from unit directions, cd/m², without the sun's disc."""
        return self._seen(direction)[0]

    def view(self, direction: Vector3f) -> tuple[Color3f, Float]:
        """Return what the eye sees where nothing is near, and how much of the stars' light passes."""
        light, passed = self._seen(direction, has_suns=True)
        return light, passed

    def _seen(self, direction: Vector3f, *, has_suns: bool = False) -> tuple[Color3f, Float]:
        light, passed = self.map.at(direction), Float(1)
        if has_suns:
            for sun in (self.sun, *self.others):
                light += sun_disc(direction, sun, Color3f(*sun.tint) * sun.illuminance)
        for part in (self.decals, self.plane):
            if part is not None:
                own, kept = part.over(direction)
                light, passed = light * kept + own, passed * kept
        return light, passed

    def glare(self, direction: Vector3f, shown: Float) -> Color3f:
        """Return the glare of the suns in a lens, for a share of their discs that is not hidden."""
        total = Color3f(0)
        for sun in (self.sun, *self.others):
            total += glare(direction, sun.direction, Color3f(*sun.tint) * (sun.illuminance * GLARE * shown))
        return total
