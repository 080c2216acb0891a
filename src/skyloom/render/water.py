"""Open water: waves that fade into roughness, the light that comes out of it, and what it mirrors."""

from __future__ import annotations

import math
from dataclasses import dataclass

import drjit as dr
import numpy as np
from mitsuba import Color3f, Float, Point3f, UInt32, Vector3f

from skyloom.core.scene import Water, WaterKind
from skyloom.render.ground import EARTH_RADIUS
from skyloom.render.noise import fbm2, gradient2, kept, smoothstep, spots2, value2_slope
from skyloom.world.seeds import stream

ROUGH = 0.5  # waves from which the sea has a shape of its own, not only a slope
WAVES = 18  # single waves; finer ripples are noise
PEAKED = 3.0  # how much sharper crests are than troughs, against Stokes' waves of the same steepness
SUN_SPREAD = 5e-4  # slope variance that the sun's own width adds
# attenuation per metre and body reflectance, linear RGB
LAKE = ((0.55, 0.30, 0.42), (0.012, 0.030, 0.027))
SEA = ((0.42, 0.12, 0.085), (0.006, 0.026, 0.044))
TROPICAL = ((0.36, 0.075, 0.055), (0.008, 0.055, 0.085))
RIVER = ((0.62, 0.36, 0.42), (0.016, 0.034, 0.028))
SWAMP = ((5.2, 4.6, 7.0), (0.017, 0.016, 0.007))
WEED = ((0.013, 31), (0.028, 32), (0.075, 33))  # metres between leaves of duckweed, and salts
ICY = (0.02, 0.075, 0.095)
_BODIES = {WaterKind.LAKE: LAKE, WaterKind.SEA: SEA, WaterKind.RIVER: RIVER, WaterKind.SWAMP: SWAMP}
_SURF = {WaterKind.LAKE: 0.35, WaterKind.SEA: 1.0, WaterKind.RIVER: 0.2, WaterKind.SWAMP: 0.0}


@dataclass(frozen=True)
class Crust:
    """What lies on the water: ice, or duckweed."""

    share: Float  # of the surface
    cover: Float  # how far it hides the water's own colour
    albedo: Color3f
    polish: Float  # share of the mirror image that is left
    shake: Vector3f


class Waters:
    """The water of a scene, its level at height 0."""

    def __init__(self, water: Water, seed: int, *, is_tropical: bool) -> None:
        draw = stream(seed, "water")
        self.seed = dr.opaque(UInt32, int(draw.integers(2**31)))
        self.is_lake = water.kind is not WaterKind.SEA
        self.is_swamp, self.is_icy = water.kind is WaterKind.SWAMP, water.ice > 0
        self.is_rough = water.kind is WaterKind.SEA and water.waves > ROUGH and not self.is_icy
        self.ice = dr.opaque(Float, float(np.clip(water.ice, 0, 1)))
        strength = float(np.clip(water.waves, 0, 1)) * (
            0.3 if water.kind in (WaterKind.RIVER, WaterKind.SWAMP) else 1.0
        )
        longest = (1.5 + 9 * strength) if self.is_lake else (4 + 70 * strength**1.6)
        slope = (0.02 + 0.16 * strength) if self.is_lake else (0.06 + 0.19 * strength)
        wind = float(draw.uniform(0, 2 * math.pi))
        length = longest * np.geomspace(1.0, 0.28 / longest, WAVES) * draw.uniform(0.85, 1.18, WAVES)
        angle = wind + draw.normal(0, 0.5, WAVES)
        steep = slope * math.sqrt(2.0 / WAVES) * draw.uniform(0.7, 1.3, WAVES) * np.linspace(0.75, 1.2, WAVES)
        self.kx = [dr.opaque(Float, float(v)) for v in 2 * np.pi / length * np.cos(angle)]
        self.ky = [dr.opaque(Float, float(v)) for v in 2 * np.pi / length * np.sin(angle)]
        self.phase = [dr.opaque(Float, float(v)) for v in draw.uniform(0, 2 * np.pi, WAVES)]
        self.steep = [dr.opaque(Float, float(v)) for v in steep]
        self.ripple = dr.opaque(Float, 0.012 + slope * 0.8)
        self.storm = dr.opaque(Float, strength)
        self.surf = dr.opaque(Float, _SURF[water.kind])  # how much foam a shore gets
        attenuation, body = _BODIES[water.kind] if water.kind is not WaterKind.SEA or not is_tropical else TROPICAL
        if water.tint is not None:
            body = water.tint
            attenuation = tuple(0.1 + 0.5 * (1 - c / max(max(water.tint), 1e-3)) for c in water.tint)
        if self.is_icy and water.tint is None:
            body = ICY
        self.attenuation, self.body = Color3f(*attenuation), Color3f(*body)
        dr.make_opaque(self.attenuation, self.body)

    def distance(self, origin: Point3f, direction: Vector3f) -> Float:
        """Return the distance to the water's curved surface along a ray, infinity where it never meets it."""
        a = (direction.x * direction.x + direction.y * direction.y) * (1 / (2 * EARTH_RADIUS))
        b = direction.z + (origin.x * direction.x + origin.y * direction.y) * (1 / EARTH_RADIUS)
        c = origin.z + (origin.x * origin.x + origin.y * origin.y) * (1 / (2 * EARTH_RADIUS))
        inside = b * b - 4 * a * c
        met = (b < 0) & (inside >= 0) & (c > 0)
        return dr.select(met, 2 * c / (dr.sqrt(dr.maximum(inside, 0)) - b), dr.inf)

    def height(self, x: Float, y: Float) -> Float:
        """Return the height of the long waves at a point, metres; their slopes are those of `normal`."""
        calm, warp = self._weather(x, y)
        z = Float(0)
        for kx, ky, phase, steep in zip(self.kx, self.ky, self.phase, self.steep, strict=True):
            k = dr.sqrt(kx * kx + ky * ky)
            sin, cos = dr.sincos(kx * x + ky * y + phase + warp)
            z += steep * calm / k * (sin + PEAKED * steep * (cos * cos - 0.5))
        return z

    def _weather(self, x: Float, y: Float) -> tuple[Float, Float]:
        """Return how high the waves go here, about 1, and how far their crests are bent."""
        patch = fbm2(x * (1 / 160.0), y * (1 / 160.0), 3, seed=self.seed ^ 1)
        calm = 0.45 + 1.1 * smoothstep(0.3, 0.62, patch)
        return calm, 2.2 * patch + 1.6 * fbm2(x * (1 / 23.0), y * (1 / 23.0), 2, seed=self.seed ^ 2)

    def normal(self, p: Point3f, direction: Vector3f, footprint: Float) -> tuple[Vector3f, Float]:
        """Return the normal of the waves that a pixel resolves, and the slope variance of those it does not.

        `footprint` is a pixel's width in metres across the view; along it the width grows with the grazing angle.
        """
        flat = dr.rsqrt(dr.maximum(direction.x * direction.x + direction.y * direction.y, 1e-8))
        vx, vy = direction.x * flat, direction.y * flat
        long = footprint / dr.maximum(-direction.z, 0.004)
        calm, warp = self._weather(p.x, p.y)
        sx, sy, lost = Float(0), Float(0), Float(0)
        for kx, ky, phase, steep in zip(self.kx, self.ky, self.phase, self.steep, strict=True):
            turn = dr.abs(kx * vx + ky * vy) * long + dr.abs(kx * vy - ky * vx) * footprint
            turn = dr.maximum(turn, dr.sqrt(kx * kx + ky * ky) * long * 0.18)  # or crests along the view draw rays
            seen = 1 - smoothstep(0.8, 3.0, turn)
            slope = steep * calm
            cos = dr.cos(kx * p.x + ky * p.y + phase + warp)
            k = dr.rsqrt(kx * kx + ky * ky)
            sx, sy = sx + slope * seen * cos * kx * k, sy + slope * seen * cos * ky * k
            lost += 0.5 * slope * slope * (1 - seen * seen)
        for size, share, salt in ((0.9, 0.6, 3), (0.33, 0.75, 4), (0.11, 0.6, 5), (0.04, 0.45, 13)):
            _, gx, gy = value2_slope(p.x * (1 / size) + p.y * (0.3 / size), p.y * (0.8 / size), self.seed ^ salt)
            seen = kept(dr.sqrt(long * footprint), size)
            slope = self.ripple * share * calm
            sx, sy = sx + gx * slope * seen * 0.55, sy + gy * slope * seen * 0.55
            lost += 0.35 * slope * slope * (1 - seen * seen)
        return dr.normalize(Vector3f(-sx, -sy, 1)), lost

    def mirrored(self, direction: Vector3f, normal: Vector3f, lost: Float) -> tuple[Vector3f, Float, Float]:
        """Return the direction that the eye sees mirrored, Fresnel's share of it, and how far waves block it."""
        spread = dr.sqrt(lost)
        grazing = dr.maximum(-direction.z, 0.002)
        flat = dr.rsqrt(dr.maximum(direction.x * direction.x + direction.y * direction.y, 1e-8))
        tilt = dr.minimum(lost / grazing, 1.1 * spread)  # rough water shows the eye the slopes that face it
        facing = dr.normalize(normal - Vector3f(direction.x * flat, direction.y * flat, 0) * tilt)
        cosine = dr.maximum(-dr.dot(direction, facing), 0.02)
        up = direction + facing * (2 * cosine)
        blocked = smoothstep(0.0, -0.12, up.z)  # another wave stands in the way
        up = dr.normalize(Vector3f(up.x, up.y, dr.maximum(up.z, 0.003)))
        return up, 0.02 + 0.98 * (1 - cosine) ** 5, blocked

    def crust(self, p: Point3f, footprint: Float) -> Crust | None:
        """Return what lies on the water at `p`; nothing where the scene has neither ice nor swamp."""
        if self.is_icy:
            return self._ice(p, footprint)
        return self._duckweed(p, footprint) if self.is_swamp else None

    def _ice(self, p: Point3f, footprint: Float) -> Crust:
        """Return a frozen surface: clear dark ice, white cracks, frost and drifts of snow."""
        broad = fbm2(p.x * (1 / 60.0), p.y * (1 / 60.0), 4, footprint=footprint * (1 / 60.0), seed=self.seed ^ 21)
        share = smoothstep(1.02, 0.9, broad + (1 - self.ice) * 1.1)
        wx, wy = (
            p.x + 1.3 * gradient2(p.x * 0.4, p.y * 0.4, self.seed ^ 22),
            p.y + 1.3 * gradient2(p.x * 0.4 + 7, p.y * 0.4, self.seed ^ 23),
        )
        lines, cloud = Float(0), fbm2(p.x * 0.8, p.y * 0.8, 4, footprint=footprint * 0.8, seed=self.seed ^ 24)
        for size, salt, wide in ((11.0, 25, 0.012), (3.6, 26, 0.02), (0.9, 27, 0.035)):
            line = dr.abs(gradient2(wx * (1 / size), wy * (1 / size), self.seed ^ salt))
            seen = kept(footprint, size * wide * 6)
            fringe = smoothstep(wide * 5, 0.0, line) * 0.3 * cloud
            lines = dr.maximum(lines, (smoothstep(wide, 0.0, line) + fringe) * seen)
        snow = smoothstep(
            0.5,
            0.6,
            0.55 * broad
            + 0.45 * fbm2(p.x * 0.11 + p.y * 0.05, p.y * 0.3, 4, footprint=footprint * 0.3, seed=self.seed ^ 28),
        )
        white = dr.maximum(snow, dr.clip(lines * 0.75, 0, 1))
        albedo = dr.lerp(Color3f(0.045, 0.12, 0.15) * (0.6 + 0.9 * cloud), Color3f(0.78, 0.81, 0.85), white)
        drift = Vector3f(
            gradient2(p.x * 0.9, p.y * 2.3, self.seed ^ 29), gradient2(p.x * 0.9 + 5, p.y * 2.3, self.seed ^ 30), 0
        )
        return Crust(share, 0.45 + 0.55 * white, albedo, 1 - 0.97 * snow, drift * (0.12 * snow) + drift * 0.006)

    def _duckweed(self, p: Point3f, footprint: Float) -> Crust:
        """Return rafts of duckweed: single leaves close by, thick in the lee, with dark water between."""
        broad = fbm2(p.x * (1 / 11.0), p.y * (1 / 11.0), 4, footprint=footprint * (1 / 11.0), seed=self.seed ^ 21)
        clump = fbm2(p.x * 1.9, p.y * 1.9, 4, footprint=footprint * 1.9, seed=self.seed ^ 22) - 0.5
        thick = smoothstep(0.55, 0.72, broad + 0.5 * clump) + 0.05 * smoothstep(0.3, 0.5, broad)
        share, tone = Float(0), Float(0.5)
        for size, salt in WEED:
            dx, dy, number = spots2(p.x * (1 / size), p.y * (1 / size), self.seed ^ salt)
            away = dr.sqrt(dx * dx + dy * dy) / (0.34 + 0.22 * number)
            leaf = smoothstep(1.0, 0.86, away) * smoothstep(number - 0.04, number + 0.04, 1.1 * thick)
            seen = kept(footprint, size)
            share = dr.maximum(share, dr.lerp(0.45 * thick, leaf, seen))
            tone = dr.lerp(tone, number / dr.maximum(thick, 0.2), 0.6 * leaf * seen)
        albedo = dr.lerp(Color3f(0.055, 0.095, 0.014), Color3f(0.15, 0.20, 0.035), dr.clip(tone, 0, 1))
        return Crust(share, Float(1), albedo, Float(0.12), Vector3f(0))

    def glitter(self, direction: Vector3f, normal: Vector3f, lost: Float, sun: Vector3f) -> Float:
        """Return the mirrored sun's radiance for one unit of its irradiance."""
        half = dr.normalize(sun - direction)
        hz = dr.maximum(half.z, 0.05)
        dx, dy = -half.x / hz + normal.x / normal.z, -half.y / hz + normal.y / normal.z
        variance = lost + SUN_SPREAD
        density = dr.exp(-(dx * dx + dy * dy) / variance) / (dr.pi * variance)
        cosine = dr.maximum(dr.dot(half, -direction), 0.0)
        share = 0.02 + 0.98 * (1 - cosine) ** 5
        return (
            share * density / (4 * dr.maximum(-direction.z, 0.03) * hz * hz * hz * hz) * dr.select(sun.z > 0, 1.0, 0.0)
        )

    def glow(self, p: Point3f, normal: Vector3f, sun: Vector3f, footprint: Float) -> Float:
        """Return how brightly the water's body shines, mean about 1: more where a wave leans towards the light."""
        lean = (normal.x * sun.x + normal.y * sun.y) * 2.2
        drift = fbm2(p.x * (1 / 3.7), p.y * (1 / 2.3), 4, footprint=footprint * (1 / 2.3), seed=self.seed ^ 14) - 0.5
        return dr.clip(1 + lean + 1.1 * drift, 0.35, 2.2)

    def foam(self, p: Point3f, depth: Float, footprint: Float) -> Float:
        """Return the share of foam: lines where waves run up the shore, whitecaps in a storm."""
        broad = fbm2(p.x * (1 / 7.0), p.y * (1 / 7.0), 3, footprint=footprint * (1 / 7.0), seed=self.seed ^ 6)
        wx, wy = p.x + 0.9 * (broad - 0.5), p.y + 1.3 * (broad - 0.5)
        veins = gradient2(wx * 1.9, wy * 1.9, self.seed ^ 7) + 0.5 * gradient2(wx * 5.3, wy * 5.3, self.seed ^ 11)
        lace = dr.lerp(Float(0.4), smoothstep(0.34, 0.03, dr.abs(veins)), kept(footprint, 0.3))
        run = depth * (1 / 0.16) + 2.2 * (broad - 0.5)
        line = dr.exp(-dr.square((run - 0.35) * 3.2)) + 0.55 * dr.exp(-dr.square((run - 2.0) * 2.2))
        shore = line * (0.25 + 0.75 * lace) * smoothstep(0.42, 0.6, broad + 0.5 * self.storm)
        shore *= self.surf * smoothstep(0.04, 0.3, self.storm) * smoothstep(0.0, 0.02, depth)
        caps = fbm2(p.x * (1 / 31.0), p.y * (1 / 13.0), 3, footprint=footprint * (1 / 13.0), seed=self.seed ^ 8)
        rough = 0.80 - 0.14 * smoothstep(0.45, 1.0, self.storm)
        cover = smoothstep(rough, rough + 0.12, caps) * smoothstep(0.45, 0.7, self.storm)
        grain = fbm2(wx * 4.0, wy * 4.0, 4, footprint=footprint * 4.0, gain=0.6, seed=self.seed ^ 15)
        bubbles = 0.55 * lace + 0.45 * smoothstep(0.35, 0.65, grain)
        crest = smoothstep(1.0 - 0.8 * cover, 1.35 - 0.8 * cover, bubbles) * smoothstep(0.5, 2.0, depth) * 0.8
        return dr.clip(shore + crest, 0, 1)

    def caustics(self, p: Point3f, depth: Float, footprint: Float) -> Float:
        """Return how waves gather sunlight on the bed, mean about 1."""
        bend = 0.5 * gradient2(p.x * 1.1, p.y * 1.1, self.seed ^ 9)
        one = 1 - dr.abs(gradient2(p.x * 1.6 + bend, p.y * 1.6 - bend, self.seed ^ 10))
        two = 1 - dr.abs(gradient2(p.x * 1.9 - bend + 7, p.y * 1.9 + bend, self.seed ^ 12))
        web = (one * one * two * two) ** 3
        seen = kept(footprint, 0.35) * smoothstep(0.02, 0.25, depth) * dr.exp(depth * -0.28)
        return 1 + seen * (2.6 * web - 0.5)

    def clarity(self, path: Float) -> Color3f:
        """Return what is left of light after `path` metres of water, there and back."""
        return dr.exp(-self.attenuation * path)
