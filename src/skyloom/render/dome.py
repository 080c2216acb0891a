"""The finished sky: air under sun and moon, fog, clouds and stars, for the camera, for reflections and as light."""

from __future__ import annotations

import math

import drjit as dr
import numpy as np
from mitsuba import Color3f, Float, Point3f, Vector3f

from skyloom.core.scene import SceneSpec
from skyloom.render.atmosphere import (
    GROUND,
    MIE_HEIGHT,
    RAYLEIGH_HEIGHT,
    SUN_ILLUMINANCE,
    Air,
    Firmament,
    Glow,
    Transmittance,
    irradiance,
    mie_phase,
    upper_half,
)
from skyloom.render.light import Light

SUN_RADIUS = math.radians(0.2666)  # seen from Earth, mean
MOON_RADIUS = math.radians(0.45)  # larger than true: a small moon disappoints
MOON_ILLUMINANCE = 0.32  # full, outside the air
NIGHT_GLOW = (0.8e-4, 1.1e-4, 1.7e-4)  # of a moonless sky, cd/m²
GROUND_ALBEDO = 0.2
FAR = 1e7


class Sun:
    """A light at infinity: the sun or the moon."""

    def __init__(self, elevation_deg: float, heading_deg: float, illuminance: float, radius: float) -> None:
        self.elevation = math.radians(elevation_deg)
        heading = math.radians(heading_deg)
        cos = math.cos(self.elevation)
        self.direction = Vector3f(cos * math.sin(heading), cos * math.cos(heading), math.sin(self.elevation))
        self.illuminance, self.radius = illuminance, radius
        dr.make_opaque(self.direction)

    def on_ground(self, through: Transmittance) -> Color3f:
        """Return its light on a surface that faces it, lux."""
        return through.of_light(Float(GROUND + 50), Float(math.sin(self.elevation))) * self.illuminance


class Open:
    """No clouds at all."""

    def at(self, position: Point3f) -> Float:
        """Return that all light passes."""
        return dr.full(Float, 1, dr.width(position))


def moonlight(phase: float) -> float:
    """Return the lux of a moon that is lit to a share, outside the air."""
    angle = math.degrees(math.acos(max(-1.0, min(1.0, 2 * phase - 1))))
    return float(MOON_ILLUMINANCE * 10 ** (-0.4 * (0.026 * angle + 4e-9 * angle**4)))


class Dome:
    """The sky of one scene; `light` is what it gives to the land."""

    def __init__(self, scene: SceneSpec, seed: int) -> None:
        air = Air(scene.air.haze, scene.air.dust)
        self.air, self.through = air, Transmittance(air)
        glow = Glow(air, self.through)
        self.sun = Sun(scene.sun.elevation_deg, scene.sun.heading_deg, SUN_ILLUMINANCE, SUN_RADIUS)
        self.moon = Sun(scene.moon.elevation_deg, scene.moon.heading_deg, moonlight(scene.moon.phase), MOON_RADIUS)
        self.day = Firmament(air, self.through, glow, self.sun.direction, self.sun.illuminance)
        shown = self.moon.illuminance if scene.moon.is_shown and scene.moon.elevation_deg > -2 else 0.0
        self.night = Firmament(air, self.through, glow, self.moon.direction, shown)
        self.tint = Color3f(*(scene.grade.sky or (1.0, 1.0, 1.0)))
        self.base = Color3f(*NIGHT_GLOW)
        dr.make_opaque(self.tint, self.base)
        self.light = self._light(shown > 0)

    def _light(self, is_moonlit: bool) -> Light:
        sun = self.sun.on_ground(self.through)
        key, direction, radius = sun, self.sun.direction, SUN_RADIUS
        if is_moonlit and self.sun.elevation < math.radians(-5):
            key, direction, radius = self.moon.on_ground(self.through), self.moon.direction, MOON_RADIUS
        ways, angle = upper_half(32)
        level = irradiance(self.clear(ways), ways, angle)
        whole = level + np.array([float(c[0]) for c in key]) * max(float(direction.z[0]), 0.0)
        self.lux = float(whole @ np.array([0.2126, 0.7152, 0.0722]))
        sky, ground = Color3f(*map(float, level)), Color3f(*map(float, whole * GROUND_ALBEDO))
        size = Float(radius)
        dr.make_opaque(key, sky, ground, size)
        return Light(direction, key, sky, ground, size, Open())

    def clear(self, direction: Vector3f) -> Color3f:
        """Return the light of the air alone."""
        return (self.day.radiance(direction) + self.night.radiance(direction) + self.base) * self.tint

    def radiance(self, direction: Vector3f) -> Color3f:
        """Return the light of air, clouds, stars and the key light's glow, cd/m²; without the sharp disc."""
        cosine = dr.dot(direction, self.light.direction)
        return self.clear(direction) + self.light.key * (mie_phase(cosine, 0.97) * 0.004)

    def disc(self, direction: Vector3f) -> Color3f:
        """Return the light of the sun's disc."""
        apart = dr.norm(dr.cross(direction, self.sun.direction)) * (1 / SUN_RADIUS)
        inside = dr.select(dr.dot(direction, self.sun.direction) > 0, dr.clip((1.05 - apart) * 10, 0, 1), 0)
        return self.sun.on_ground(self.through) * (inside * (1 / 6.87e-5))

    def aerial(self, colour: Color3f, distance: Float, position: Point3f, direction: Vector3f) -> Color3f:
        """Return `colour` as seen through `distance` metres of air, ending at `position`, looking along `direction`."""
        start = dr.maximum(position.z - direction.z * distance, 0)
        end = dr.maximum(position.z, 0)
        depth = self.air.rayleigh * (distance * _mean_density(start, end, RAYLEIGH_HEIGHT))
        depth += self.air.mie_loss * (distance * _mean_density(start, end, MIE_HEIGHT))
        kept = dr.exp(-depth)
        level = Vector3f(direction.x, direction.y, dr.maximum(direction.z, 0.02))
        return colour * kept + self.clear(dr.normalize(level)) * (1 - kept)


def _mean_density(start: Float, end: Float, scale: float) -> Float:
    """Return the mean of exp(-height / scale) between two heights."""
    fall = (end - start) * (1 / scale)
    safe = dr.select(dr.abs(fall) < 1e-3, 1e-3, fall)
    return dr.exp(start * (-1 / scale)) * (1 - dr.exp(-safe)) / safe
