"""The air: how sunlight is scattered on its way (after Hillaire 2020), as tables that later kernels only read.

Radiance in cd/m², illuminance in lux, lengths in metres, linear Rec.709. Sources of light stand at infinity.
"""

from __future__ import annotations

from collections.abc import Callable

import drjit as dr
import numpy as np
from mitsuba import Color3f, Float, UInt32, Vector3f, Vector4f

from skyloom.render.tables import Table

GROUND, TOP = 6_360_000.0, 6_460_000.0  # radii
RAYLEIGH = (5.802e-6, 13.558e-6, 33.1e-6)  # scattering per metre at the ground
RAYLEIGH_HEIGHT, MIE_HEIGHT = 8000.0, 1200.0
MIE_LOSS, MIE_ALBEDO, MIE_G = 4.44e-6, 0.9, 0.8
OZONE = (0.650e-6, 1.881e-6, 0.085e-6)  # absorption at its peak
DUST_ALBEDO = (0.97, 0.90, 0.78)  # ochre dust swallows blue
ALBEDO = 0.3  # of the ground that lights the air
OBSERVER = 200.0  # height over the sea
THROUGH = (128, 48)  # points of the tables: transmittance,
GLOW = (64, 24)  # repeated scattering,
VIEW = (160, 192)  # half a turn away from the light by elevation
STEPS = 40
NOTHING = 1e-14  # loss per metre of empty space


THIN_AIR = 0.3  # air thinner than this is a desert world's: fine dust hangs high in it
THIN_LOSS, THIN_HEIGHT = 3.0e-5, 11_000.0  # of such dust per metre, and how high it reaches
THIN_ALBEDO = (0.97, 0.84, 0.60)
THIN_G = (0.60, 0.68, 0.84)  # blue stays near the sun, so that its sunsets are blue


class Air:
    """What the air holds, opaque, so that hazy and clear days share kernels.

    `thickness` is against the earth's air, 0 for none; `scatter`, linear RGB, replaces the blue that molecules scatter.
    """

    def __init__(
        self,
        haze: float,
        dust: float,
        thickness: float = 1.0,
        scatter: tuple[float, float, float] | None = None,
    ) -> None:
        loss, height, forward = MIE_LOSS * haze * thickness, MIE_HEIGHT, (MIE_G, MIE_G, MIE_G)
        albedos = [MIE_ALBEDO * (1 - dust) + albedo * dust for albedo in DUST_ALBEDO]
        if 0 < thickness < THIN_AIR:
            albedos, loss, height, forward = list(THIN_ALBEDO), THIN_LOSS * (0.8 + 0.2 * haze), THIN_HEIGHT, THIN_G
        molecules, ozone = np.array(RAYLEIGH), np.array(OZONE) * (1 if scatter is None else 0)
        if scatter is not None:
            wanted = np.maximum(np.array(scatter), 0.02)
            molecules = wanted * (molecules.sum() / wanted.sum())
        self.mie = Color3f(*(loss * albedo for albedo in albedos))
        self.mie_loss, self.mie_height = Float(loss), Float(height)  # extinction per metre at the ground
        self.forward = Color3f(*forward)
        self.rayleigh, self.ozone = (Color3f(*map(float, part * thickness)) for part in (molecules, ozone))
        dr.make_opaque(self.mie, self.mie_loss, self.mie_height, self.forward, self.rayleigh, self.ozone)

    def densities(self, height: Float) -> tuple[Float, Float, Float]:
        """Return the share of the ground's molecules and aerosols, and of the ozone peak, at a height."""
        return (
            dr.exp(height * (-1 / RAYLEIGH_HEIGHT)),
            dr.exp(-height / self.mie_height),
            dr.maximum(0, 1 - dr.abs(height - 25_000) * (1 / 15_000)),
        )

    def loss(self, height: Float) -> Color3f:
        """Return the extinction per metre at a height."""
        thin, low, ozone = self.densities(height)
        # without any air nothing is lost, but nothing may be divided by zero either
        return self.rayleigh * thin + self.mie_loss * low + self.ozone * ozone + NOTHING


def exit_distance(radius: Float, cosine: Float, shell: float) -> Float:
    """Return the distance from a radius outwards to a shell, along a ray with this cosine to the vertical."""
    return -radius * cosine + dr.sqrt(dr.maximum(radius * radius * (cosine * cosine - 1) + shell * shell, 0))


def ground_distance(radius: Float, cosine: Float) -> Float:
    """Return the distance to the ground, or -1 if the ray misses it."""
    inside = radius * radius * (cosine * cosine - 1) + GROUND * GROUND
    return dr.select((cosine < 0) & (inside > 0), -radius * cosine - dr.sqrt(dr.maximum(inside, 0)), -1)


class Transmittance:
    """How much light comes in from outside to a height, by the cosine of its direction to the vertical."""

    def __init__(self, air: Air) -> None:
        width, height = THROUGH
        index = dr.arange(UInt32, width * height)
        u, v = Float(index % width) / (width - 1), Float(index // width) / (height - 1)
        rho = v * SPAN
        radius = dr.sqrt(rho * rho + GROUND * GROUND)
        nearest, farthest = TOP - radius, rho + SPAN
        length = nearest + u * (farthest - nearest)
        cosine = dr.select(length < 1, 1, (SPAN * SPAN - rho * rho - length * length) / (2 * radius * length))
        self.table = Table.of(width, height, dr.exp(-_depth(air, radius, dr.clip(cosine, -1, 1), length)))

    def at(self, radius: Float, cosine: Float) -> Color3f:
        """Return the transmittance to the top of the air; the ground is not in the way."""
        radius = dr.clip(radius, GROUND, TOP)
        rho = dr.sqrt(dr.maximum(radius * radius - GROUND * GROUND, 0))
        nearest, farthest = TOP - radius, rho + SPAN
        length = exit_distance(radius, cosine, TOP)
        found = self.table.at((length - nearest) / (farthest - nearest), rho / SPAN)
        return Color3f(found.x, found.y, found.z)

    def of_light(self, radius: Float, cosine: Float) -> Color3f:
        """Return the transmittance of a light as wide as the sun; zero once the ground hides it."""
        horizon = -dr.sqrt(dr.maximum(1 - dr.square(GROUND / dr.maximum(radius, GROUND)), 0))
        shown = dr.clip((cosine - horizon) * (0.5 / 0.004675) + 0.5, 0, 1)
        return self.at(radius, dr.maximum(cosine, horizon)) * (shown * shown * (3 - 2 * shown))


SPAN = (TOP * TOP - GROUND * GROUND) ** 0.5  # from the ground level to the top


@dr.syntax
def _depth(air: Air, radius: Float, cosine: Float, length: Float) -> Color3f:
    total, step, count = Color3f(0), length / STEPS, UInt32(0)
    while count < STEPS:
        way = (Float(count) + 0.5) * step
        height = dr.sqrt(dr.square(radius) + dr.square(way) + 2 * radius * cosine * way) - GROUND
        total += air.loss(dr.maximum(height, 0)) * step
        count += 1
    return total


class Glow:
    """Light that was scattered again and again, per lux of the source: almost the same in all directions."""

    def __init__(self, air: Air, through: Transmittance) -> None:
        width, height = GLOW
        index = dr.arange(UInt32, width * height)
        place = Float(index % width) * (2 / (width - 1)) - 1  # fine near zero, where twilight is decided
        cosine = dr.sign(place) * place * place
        radius = GROUND + 20 + dr.square(Float(index // width) / (height - 1)) * (TOP - GROUND - 1000)
        light = Vector3f(dr.sqrt(dr.maximum(1 - cosine * cosine, 0)), 0, cosine)
        first, again = _scattered(air, through, radius, light)
        self.table = Table.of(width, height, first / (1 - again))

    def at(self, radius: Float, cosine: Float) -> Color3f:
        """Return the light per lux and steradian at a radius, by the cosine of the source to the vertical."""
        x = 0.5 + 0.5 * dr.sign(cosine) * dr.sqrt(dr.abs(cosine))
        y = dr.sqrt(dr.clip((radius - GROUND - 20) * (1 / (TOP - GROUND - 1000)), 0, 1))
        found = self.table.at(x, y)
        return Color3f(found.x, found.y, found.z)


@dr.syntax
def _scattered(air: Air, through: Transmittance, radius: Float, light: Vector3f) -> tuple[Color3f, Color3f]:
    """Average over 64 directions what is scattered once, and what would be of a uniform light of one."""
    first, again, turn = Color3f(0), Color3f(0), UInt32(0)
    while turn < 64:
        z = 1 - (Float(turn) + 0.5) * (2 / 64)
        sin, cos = dr.sincos(Float(turn) * 2.39996323)  # the golden angle spreads them evenly
        flat = dr.sqrt(1 - z * z)
        way = Vector3f(flat * cos, flat * sin, z)
        hit = ground_distance(radius, z)
        length = dr.select(hit > 0, hit, exit_distance(radius, z, TOP))
        passed, done, count = Color3f(1), Float(0), UInt32(0)
        while count < 20:
            end = length * dr.square((Float(count) + 1) * (1 / 20))
            step, middle = end - done, 0.5 * (end + done)
            done = Float(end)
            here = Vector3f(0, 0, radius) + way * middle
            r = dr.norm(here)
            thin, low, _ozone = air.densities(dr.maximum(r - GROUND, 0))
            scattering = air.rayleigh * thin + air.mie * low
            loss = air.loss(dr.maximum(r - GROUND, 0))
            kept = dr.exp(-loss * step)
            share = passed * scattering * (1 - kept) / loss
            again += share * (1 / 64)
            first += share * through.of_light(r, dr.dot(here, light) / r) * (1 / (64 * 4 * dr.pi))
            passed *= kept
            count += 1
        foot = Vector3f(0, 0, radius) + way * length
        slope = dr.dot(foot, light) / dr.norm(foot)
        lit = through.of_light(Float(GROUND), slope) * (dr.maximum(slope, 0) * (ALBEDO / dr.pi))
        first += dr.select(hit > 0, passed * lit * (1 / 64), 0)
        turn += 1
    return first, again


def rayleigh_phase(cosine: Float) -> Float:
    """Return the share per steradian that molecules scatter into a direction."""
    return 3 / (16 * dr.pi) * (1 + cosine * cosine)


def mie_phase(cosine: Float, g: Color3f | float = MIE_G) -> Color3f:
    """Return the share per steradian that aerosols scatter into a direction (Cornette and Shanks)."""
    spread = 1 + g * g - 2 * g * cosine
    return 3 / (8 * dr.pi) * (1 - g * g) / (2 + g * g) * (1 + cosine * cosine) / (spread * dr.sqrt(spread))


class Firmament:
    """The clear sky under one light, seen from the ground, for every direction."""

    def __init__(self, air: Air, through: Transmittance, glow: Glow, light: Vector3f, illuminance: float) -> None:
        width, height = VIEW  # turn away from the light, 0 to 180 degrees, by elevation
        index = dr.arange(UInt32, width * height)
        turn = Float(index % width) * (dr.pi / (width - 1))
        place = 1 - Float(index // width) * (2 / (height - 1))
        sin, cos = dr.sincos(dr.sign(place) * place * place * (dr.pi / 2))
        toward = Vector3f(dr.sqrt(dr.maximum(1 - light.z * light.z, 0)), 0, light.z)
        way = Vector3f(cos * dr.cos(turn), cos * dr.sin(turn), sin)
        radiance = _marched(air, through, glow, toward, way) * dr.opaque(Float, illuminance)
        self.table = Table.of(width, height, radiance)
        self.heading = dr.atan2(light.x, light.y)
        dr.eval(self.heading)

    def recolour(self, change: Callable[[Color3f], Color3f]) -> None:
        """Change every colour of the sky at once, so that looking costs nothing more."""
        red, green, blue, _ = dr.unravel(Vector4f, self.table.data)
        self.table = Table.of(self.table.width, self.table.height, change(Color3f(red, green, blue)))

    def repaint(self, change: Callable[[Color3f, Float, Float], Color3f]) -> None:
        """Change every colour by its turn away from the light and its elevation, radians."""
        width, height = self.table.width, self.table.height
        red, green, blue, _ = dr.unravel(Vector4f, self.table.data)
        index = dr.arange(UInt32, width * height)
        turn, place = Float(index % width) * (dr.pi / (width - 1)), 1 - Float(index // width) * (2 / (height - 1))
        elevation = dr.sign(place) * place * place * (dr.pi / 2)
        self.table = Table.of(width, height, change(Color3f(red, green, blue), turn, elevation))

    def radiance(self, direction: Vector3f) -> Color3f:
        """Return the light from a unit direction, cd/m²."""
        turn = dr.abs(dr.atan2(direction.x, direction.y) - self.heading)
        turn = dr.select(turn > dr.pi, dr.two_pi - turn, turn)
        elevation = dr.asin(dr.clip(direction.z, -1, 1)) * (2 / dr.pi)
        place = dr.sign(elevation) * dr.sqrt(dr.abs(elevation))
        found = self.table.at(turn * (1 / dr.pi), 0.5 - 0.5 * place)
        return Color3f(found.x, found.y, found.z)


@dr.syntax
def _marched(air: Air, through: Transmittance, glow: Glow, light: Vector3f, way: Vector3f) -> Color3f:
    start = Float(GROUND + OBSERVER)
    hit = ground_distance(start, way.z)
    length = dr.select(hit > 0, hit, exit_distance(start, way.z, TOP))
    cosine = dr.dot(light, way)
    thin_phase, low_phase = rayleigh_phase(cosine), mie_phase(cosine, air.forward)
    total, passed, done, count = Color3f(0), Color3f(1), Float(0), UInt32(0)
    while count < STEPS:
        end = length * dr.square((Float(count) + 1) * (1 / STEPS))
        step, middle = end - done, 0.5 * (end + done)
        done = Float(end)
        here = Vector3f(0, 0, start) + way * middle
        radius = dr.norm(here)
        slope = dr.dot(here, light) / radius
        thin, low, _ozone = air.densities(dr.maximum(radius - GROUND, 0))
        molecules, aerosols = air.rayleigh * thin, air.mie * low
        source = (molecules * thin_phase + aerosols * low_phase) * through.of_light(radius, slope)
        source += (molecules + aerosols) * glow.at(radius, slope)
        loss = air.loss(dr.maximum(radius - GROUND, 0))
        kept = dr.exp(-loss * step)
        total += passed * source * (1 - kept) / loss
        passed *= kept
        count += 1
    lit = through.of_light(Float(GROUND), light.z) * (dr.maximum(light.z, 0) * ALBEDO / dr.pi)
    return total + dr.select(hit > 0, passed * lit, 0)


def upper_half(rows: int) -> tuple[Vector3f, Float]:
    """Return evenly spread unit directions of the upper half, 4 * rows**2, and the solid angle of each."""
    index = dr.arange(UInt32, 4 * rows * rows)
    z = (Float(index // (4 * rows)) + 0.5) / rows
    sin, cos = dr.sincos((Float(index % (4 * rows)) + 0.5) * (dr.two_pi / (4 * rows)))
    flat = dr.sqrt(1 - z * z)
    return Vector3f(flat * sin, flat * cos, z), Float(dr.two_pi / (4 * rows * rows))


def irradiance(radiance: Color3f, directions: Vector3f, solid_angle: Float) -> np.ndarray:
    """Return the light on level ground of radiances from the upper half, (3,), lux."""
    weight = dr.maximum(directions.z, 0) * solid_angle
    return np.array([float(dr.sum(channel * weight)[0]) for channel in radiance])
