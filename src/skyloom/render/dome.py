"""The finished sky: air under sun and moon, fog, clouds and stars, for the camera, for reflections and as light."""

from __future__ import annotations

import math
from collections.abc import Sequence

import drjit as dr
import numpy as np
from mitsuba import Color3f, Float, Point3f, UInt32, Vector3f

from skyloom.core.scene import CloudKind, CloudLayer, SceneSpec
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
from skyloom.render.cirrus import HEIGHT as CIRRUS
from skyloom.render.cirrus import Sheet, sheet_light
from skyloom.render.cloudmap import CloudMap, Illumination, directions, volume
from skyloom.render.clouds import GENERA, Field, Shade
from skyloom.render.film import LUMINANCE
from skyloom.render.light import Light, Veil

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


class Clear:
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

    def __init__(self, scene: SceneSpec, seed: int, *, cloud_points: int, cloud_steps: int) -> None:
        air = Air(scene.air.haze, scene.air.dust)
        self.air, self.through = air, Transmittance(air)
        glow = Glow(air, self.through)
        self.sun = Sun(scene.sun.elevation_deg, scene.sun.heading_deg, SUN_ILLUMINANCE, SUN_RADIUS)
        self.moon = Sun(scene.moon.elevation_deg, scene.moon.heading_deg, moonlight(scene.moon.phase), MOON_RADIUS)
        self.day = Firmament(air, self.through, glow, self.sun.direction, self.sun.illuminance)
        is_moonlit = scene.moon.is_shown and scene.moon.elevation_deg > -2
        self.night = Firmament(air, self.through, glow, self.moon.direction, self.moon.illuminance * is_moonlit)
        self.tint = Color3f(*(scene.grade.sky or (1.0, 1.0, 1.0)))
        self.base = Color3f(*NIGHT_GLOW)
        dr.make_opaque(self.tint, self.base)
        self.key = self.moon if is_moonlit and self.sun.elevation < math.radians(-5) else self.sun
        self.clouds, veil = CloudMap.clear(), Clear()
        self.light, self.lux = self._light(veil)
        layers = [layer for layer in scene.clouds if layer.cover > 0]
        if layers:
            self.clouds, veil = self._clouds(layers, seed, cloud_points, cloud_steps)
            self.light, self.lux = self._light(veil)

    def _light(self, veil: Veil) -> tuple[Light, float]:
        key = self.key.on_ground(self.through)
        ways, angle = upper_half(32)
        level = irradiance(self.behind(ways), ways, angle)
        passed = float(dr.mean(veil.at(_around()))[0])
        whole = level + np.array([float(c[0]) for c in key]) * max(float(self.key.direction.z[0]), 0.0) * passed
        sky, ground = Color3f(*map(float, level)), Color3f(*map(float, whole * GROUND_ALBEDO))
        size = Float(self.key.radius)
        dr.make_opaque(key, sky, ground, size)
        return Light(self.key.direction, key, sky, ground, size, veil), float(whole @ np.array(LUMINANCE))

    def _clouds(self, layers: Sequence[CloudLayer], seed: int, points: int, steps: int) -> tuple[CloudMap, Veil]:
        ways, _ = directions(points)
        light, passed = dr.zeros(Color3f, points * points), dr.full(Float, 1, points * points)
        heaps = [Field(layer, seed, n) for n, layer in enumerate(layers) if layer.kind in GENERA]
        shades = [Shade(field, self.key.direction) for field in sorted(heaps, key=lambda field: field.bottom)]
        sheets = [Sheet(layer, seed, n) for n, layer in enumerate(layers) if layer.kind is CloudKind.CIRRUS]
        views = [volume(shade, self._lit(shade.field.bottom, shade.field.ceiling), points, steps) for shade in shades]
        views += [sheet_light(sheet, self._lit(CIRRUS, CIRRUS), ways) for sheet in sheets]
        for own, kept, distance in views:
            seen = self.aerial(own, distance, Point3f(0, 0, 0) + ways * distance, ways, 1 - kept)
            light, passed = light + passed * seen, passed * kept
        dr.eval(light, passed)
        return CloudMap(points, light, passed), Veils(shades)

    def _lit(self, bottom: float, ceiling: float) -> Illumination:
        slope = Float(math.sin(self.key.elevation))
        low, high = (
            self.through.of_light(Float(GROUND + height), slope) * self.key.illuminance for height in (bottom, ceiling)
        )
        return Illumination(self.key.direction, low, high, self.light.sky / dr.pi, self.light.ground / dr.pi)

    def clear(self, direction: Vector3f) -> Color3f:
        """Return the light of the air alone."""
        return (self.day.radiance(direction) + self.night.radiance(direction) + self.base) * self.tint

    def behind(self, direction: Vector3f) -> Color3f:
        """Return the light of air and clouds."""
        cloud, passed = self.clouds.at(direction)
        return self.clear(direction) * passed + cloud

    def radiance(self, direction: Vector3f) -> Color3f:
        """Return the light of air, clouds, stars and the key light's glow, cd/m²; without the sharp disc."""
        cosine = dr.dot(direction, self.light.direction)
        cloud, passed = self.clouds.at(direction)
        glare = self.light.key * (mie_phase(cosine, 0.97) * 0.004)
        return (self.clear(direction) + glare) * passed + cloud

    def disc(self, direction: Vector3f) -> Color3f:
        """Return the light of the sun's disc."""
        apart = dr.norm(dr.cross(direction, self.sun.direction)) * (1 / SUN_RADIUS)
        inside = dr.select(dr.dot(direction, self.sun.direction) > 0, dr.clip((1.05 - apart) * 10, 0, 1), 0)
        _, passed = self.clouds.at(direction)
        return self.sun.on_ground(self.through) * (inside * passed * (1 / 6.87e-5))

    def aerial(
        self, colour: Color3f, distance: Float, position: Point3f, direction: Vector3f, solid: Float | float = 1.0
    ) -> Color3f:
        """Return `colour` as seen through `distance` metres of air, ending at `position`, looking along `direction`.

        `solid` is the share of the view that ends there; only that much of the air's light is in front of it.
        """
        start = dr.maximum(position.z - direction.z * distance, 0)
        end = dr.maximum(position.z, 0)
        depth = self.air.rayleigh * (distance * _mean_density(start, end, RAYLEIGH_HEIGHT))
        depth += self.air.mie_loss * (distance * _mean_density(start, end, MIE_HEIGHT))
        kept = dr.exp(-depth)
        level = Vector3f(direction.x, direction.y, dr.clip(direction.z, 0.02, 0.3))
        return colour * kept + self.clear(dr.normalize(level)) * ((1 - kept) * solid)


class Veils:
    """Several layers of clouds in the way of the light."""

    def __init__(self, shades: Sequence[Shade]) -> None:
        self.shades = shades

    def at(self, position: Point3f) -> Float:
        """Return the share of the light that comes through all of them."""
        share = Float(1)
        for shade in self.shades:
            share *= shade.at(position)
        return share


def _around() -> Point3f:
    """Return places on the ground within a few kilometres."""
    index = dr.arange(UInt32, 256)
    sin, cos = dr.sincos(Float(index) * 2.39996323)
    return Point3f(sin, cos, 0) * (dr.sqrt(Float(index)) * 220)


def _mean_density(start: Float, end: Float, scale: float) -> Float:
    """Return the mean of exp(-height / scale) between two heights."""
    fall = (end - start) * (1 / scale)
    safe = dr.select(dr.abs(fall) < 1e-3, 1e-3, fall)
    return dr.exp(start * (-1 / scale)) * (1 - dr.exp(-safe)) / safe
