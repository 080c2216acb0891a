"""The sea from below: light that fades and turns blue, the bright window overhead, caustics, and shafts of sun.

Stands in for the sky of a world whose camera is under water. The bed has its own zero; the surface lies `depth` over
the eye.
"""

from __future__ import annotations

import math

import drjit as dr
import numpy as np
from mitsuba import Color3f, Float, Point3f, UInt32, Vector3f

from skyloom.core.scene import Water
from skyloom.render.celestial import Body
from skyloom.render.dome import Dome
from skyloom.render.film import LUMINANCE
from skyloom.render.light import Light
from skyloom.render.noise import gradient2, kept, smoothstep, value2_slope
from skyloom.render.tables import Table
from skyloom.world.seeds import stream

INDEX = 1.333  # of refraction
WINDOW = math.sqrt(1 - 1 / INDEX**2)  # cosine of the widest angle at which one still sees out
LOSS = (0.105, 0.042, 0.030)  # per metre along the eye's way: clear water, red restored as divers' lamps do
SINKING = (0.11, 0.035, 0.024)  # per metre of depth, of the light from above
BODY = (0.012, 0.115, 0.170)  # what the water sends back of the light on it, linear RGB
SHAFTS = (512, 256)  # points of the map of shafts, around and down
STEPS = 20  # along a shaft's way
DEPTHS = (7.0, 13.0)  # metres over the eye, by seed
SIGHT = 26.0  # metres in which shafts are seen
BEAM = 0.15  # how much of the sun a shaft sends to the eye
CAUSTIC = 1.5  # strength of the web of light on the bed
WAVES = (  # of the surface: size in metres, steepness, turn in radians, salt
    (5.3, 0.07, 0.5, 11),
    (2.3, 0.08, 1.7, 12),
    (1.1, 0.07, 2.6, 13),
    (0.52, 0.06, 0.9, 14),
    (0.25, 0.04, 2.1, 15),
)
GLOOMY = (25.0, 85.0)  # metres of depth from which on daylight fails, and at which none is left
DEEP_LUX, DEEP_BLUE = 0.5, np.array([0.2, 0.6, 1.0])  # light of the deep as pictures show it, and its colour
DIM = 0.22  # of that light reaches what no creature shines on
NIGHT_LUX = 0.05  # what plants and animals of the deep shine with


class Sea:
    """The water around the camera, in the place of a `Dome`; all members are opaque."""

    def __init__(self, above: Dome, eye: Point3f, water: Water, seed: int) -> None:
        draw = stream(seed, "underwater")
        self.seed = dr.opaque(UInt32, int(draw.integers(2**31)))
        self._above = above
        depth = float(draw.uniform(*DEPTHS))
        sunk = max(depth, water.depth_m)
        gloom = min(max((sunk - GLOOMY[0]) / (GLOOMY[1] - GLOOMY[0]), 0.0), 1.0)
        depth = sunk if gloom > 0 else depth  # from the twilight on the surface is out of sight
        self.surface = dr.opaque(Float, float(eye.z.numpy()[0]) + depth)
        toward = _refracted(np.array([float(c[0]) for c in above.key.direction]))
        self.key = Body(math.degrees(math.asin(toward[2])), math.degrees(math.atan2(toward[0], toward[1])), 0.0, 0.005)
        tint = np.array(water.tint if water.tint is not None else BODY)
        tint = tint / max(float(tint @ np.array(LUMINANCE)), 1e-4) * float(np.array(BODY) @ np.array(LUMINANCE))
        kept_light = np.exp(-np.array(SINKING) * sunk) * (1 - gloom) ** 2
        sky = np.array([float(c[0]) for c in above.light.sky])
        sun = np.array([float(c[0]) for c in above.light.key]) * max(float(above.key.direction.z[0]), 0.0)
        from_sun, from_sky = sun * 0.95 * kept_light / max(toward[2], 0.3), sky * 0.9 * kept_light
        level = from_sun * toward[2] + from_sky + NIGHT_LUX * np.array([0.2, 0.7, 1.0])
        level = level + gloom * DEEP_LUX * DEEP_BLUE
        self.lux = float(level @ np.array(LUMINANCE))
        self.depth, self.toward = dr.opaque(Float, depth), Vector3f(*map(float, toward))
        self.body = Color3f(*map(float, tint * level / math.pi * (3.2 - 2.9 * gloom)))
        self.lift = dr.opaque(Float, 1 - gloom)  # how much brighter the water is above than below
        self.loss = Color3f(*LOSS)
        self.through = Color3f(
            *map(float, np.exp(-np.array(SINKING) * (sunk - depth) - np.array(LOSS) * depth * 0.5) * (1 - gloom) ** 2)
        )
        self.sun = Color3f(*map(float, from_sun))
        dr.make_opaque(self.toward, self.body, self.loss, self.through, self.sun)
        light_sky, ground = (
            Color3f(*map(float, from_sky + from_sun * 0.25 + gloom * DIM * DEEP_LUX * DEEP_BLUE)),
            Color3f(*map(float, level * 0.22)),
        )
        radius = Float(0.012)  # waves spread the sun
        dr.make_opaque(light_sky, ground, radius)
        self.light = Light(self.toward, self.sun, light_sky, ground, radius, self)
        self.balance = self._balance(level)
        self.is_night = False
        self.shafts = self._shafts()

    def _balance(self, level: np.ndarray) -> np.ndarray:
        """Return a diver's white balance: a part of the way to grey."""
        grey = float(level @ np.array(LUMINANCE))
        return np.asarray((grey / np.maximum(level, grey * 0.1)) ** 0.35)

    def at(self, position: Point3f) -> Float:
        """Return how the waves gather the sunlight at a place under them, mean about 1."""
        under = dr.maximum(self.surface - position.z, 0)
        lift = under / dr.maximum(self.toward.z, 0.3)
        x, y = position.x + self.toward.x * lift, position.y + self.toward.y * lift
        return 1 + CAUSTIC * (self._web(x, y) - 0.42) * dr.exp(under * (-1 / 30.0))

    def _web(self, x: Float, y: Float) -> Float:
        """Return lines of light between cells of water, 0 to about 1.6."""
        bend = 0.6 * gradient2(x * 0.7, y * 0.7, self.seed ^ 1)
        one = 1 - dr.abs(gradient2(x * 0.55 + bend, y * 0.55 - bend, self.seed ^ 2))
        two = 1 - dr.abs(gradient2(x * 0.9 - bend + 7, y * 0.9 + bend, self.seed ^ 3))
        fine = 1 - dr.abs(gradient2(x * 2.1 + bend, y * 2.1 + 3, self.seed ^ 4))
        return (one**10) * 0.9 + (two**9) * 0.6 + (one * two) ** 8 * 0.9 + 0.25 * fine**12

    def _shafts(self) -> Table:
        """Return the light that shafts of sun send along each direction, for the nearest `SIGHT` metres."""
        width, height = SHAFTS
        place = dr.arange(UInt32, width * height)
        turn = (Float(place % width) / width - 0.5) * dr.two_pi
        rise = (0.5 - Float(place // width) / (height - 1)) * dr.pi
        sin, cos = dr.sincos(turn)
        direction = Vector3f(dr.cos(rise) * sin, dr.cos(rise) * cos, dr.sin(rise))
        seen = Float(0)
        for step in range(STEPS):
            far = SIGHT * ((step + 0.5) / STEPS) ** 1.5
            p = Point3f(direction * far) - Vector3f(0, 0, self.depth)
            lift = dr.maximum(-p.z, 0) / dr.maximum(self.toward.z, 0.3)
            x, y = p.x + self.toward.x * lift, p.y + self.toward.y * lift
            broad = gradient2(x * 0.35, y * 0.35, self.seed ^ 5) + 0.7 * gradient2(x * 1.1, y * 1.1, self.seed ^ 6)
            beam = smoothstep(0.12, 0.6, broad)
            seen += beam * dr.select(p.z < 0, dr.exp(far * -0.05) / STEPS, 0)
        cosine = dr.dot(direction, self.toward)
        forward = 0.3 + 1.1 * dr.maximum(cosine, 0) ** 3
        return Table.of(width, height, self.sun * (seen * forward * BEAM))

    def _beams(self, direction: Vector3f, distance: Float) -> Color3f:
        turn = dr.atan2(direction.x, direction.y) * (1 / dr.two_pi) + 0.5
        fall = 0.5 - dr.asin(dr.clip(direction.z, -1, 1)) * (1 / dr.pi)
        found = self.shafts.around(turn, fall)
        return Color3f(found.x, found.y, found.z) * (1 - dr.exp(distance * (-3 / SIGHT)))

    def _veil(self, direction: Vector3f) -> Color3f:
        """Return the light of endless water along a direction: bright above, dark below, brightest sunwards."""
        up = 0.5 + 0.5 * direction.z
        sunward = dr.maximum(dr.dot(direction, self.toward), 0)
        tone = 0.05 + (0.55 * up * up + 0.9 * up**6 + 0.5 * sunward**4) * self.lift + 0.3 * (1 - self.lift)
        greener = dr.lerp(Color3f(0.4, 0.62, 1.0), Color3f(1.25, 1.12, 1.0), dr.clip(up + 0.3 * sunward**4, 0, 1))
        return self.body * greener * tone

    def aerial(self, colour: Color3f, distance: Float, _position: Point3f, direction: Vector3f) -> Color3f:
        """Return `colour` as seen through `distance` metres of water."""
        kept_light = dr.exp(self.loss * -distance)
        return colour * kept_light + self._veil(direction) * (1 - kept_light) + self._beams(direction, distance)

    def radiance(self, direction: Vector3f) -> Color3f:
        """Return the light of the water and the surface, cd/m²."""
        return self.view(direction)[0]

    def view(self, direction: Vector3f) -> tuple[Color3f, Float]:
        """Return what the eye sees where there is no land: the surface from below, or endless water."""
        rise = dr.maximum(direction.z, 0.02)
        way = self.depth / rise
        p = direction * way
        slope_x, slope_y = self._waves(p, way * (0.0015 / rise))
        normal = dr.normalize(Vector3f(slope_x, slope_y, -1))
        cosine = dr.clip(-dr.dot(direction, normal), 0, 1)
        bent = 1 - INDEX * INDEX * (1 - cosine * cosine)
        is_out = (bent > 0) & (direction.z > 0)
        out = dr.normalize(direction * INDEX + normal * (INDEX * cosine - dr.sqrt(dr.maximum(bent, 0))))
        out = dr.normalize(Vector3f(out.x, out.y, dr.maximum(out.z, 0.02)))
        share = smoothstep(0.0, 0.12, bent)
        toward = self._above.key.direction
        sparkle = self._above.light.key * (2.5 * dr.maximum(dr.dot(out, toward), 0) ** 180)  # the sun, spread by waves
        sky = (self._above.view(out)[0] * 1.5 + sparkle) * self.through
        back = direction - normal * (2 * dr.dot(direction, normal))
        mirrored = self._veil(Vector3f(back.x, back.y, -0.3 * dr.abs(back.z))) + self.light.ground * (
            dr.abs(back.z) * 0.05
        )
        surface = dr.select(is_out, dr.lerp(mirrored, sky, share), mirrored)
        kept_light = dr.exp(self.loss * (-0.5 * dr.minimum(way, 400)))
        seen_surface = surface * kept_light + self._veil(direction) * (1 - kept_light)
        far = self._veil(direction)
        light = dr.select(direction.z > 0.02, seen_surface, far)
        return light + self._beams(direction, Float(SIGHT)), Float(0)

    def _waves(self, p: Vector3f, footprint: Float) -> tuple[Float, Float]:
        """Return the slopes of the surface, each size of waves turned another way, so that no grid shows."""
        warp_x, warp_y = gradient2(p.x * 0.4, p.y * 0.4, self.seed ^ 8), gradient2(p.x * 0.4, p.y * 0.4, self.seed ^ 9)
        slope_x, slope_y = Float(0), Float(0)
        for size, steep, turn, salt in WAVES:
            cos, sin = math.cos(turn) / size, math.sin(turn) / size
            x, y = p.x + 0.6 * warp_x, p.y + 0.6 * warp_y
            _, gx, gy = value2_slope(x * cos + y * sin, y * cos - x * sin, self.seed ^ salt)
            seen = kept(footprint, size) * steep * size
            slope_x, slope_y = slope_x + (gx * cos - gy * sin) * seen, slope_y + (gx * sin + gy * cos) * seen
        return slope_x, slope_y

    def dimmed(self, colour: Color3f) -> Color3f:
        """Return a colour as it is: the water has dimmed it already."""
        return colour

    def glare(self, _direction: Vector3f, _shown: Float) -> Color3f:
        """Return no glare: the waves scatter the sun."""
        return Color3f(0)


def _refracted(toward: np.ndarray) -> np.ndarray:
    """Return the direction towards a light above the water as seen from below."""
    flat = toward[:2] / INDEX
    bent: np.ndarray = np.array([*flat, math.sqrt(max(1 - float(flat @ flat), 0.05))])
    return bent / np.linalg.norm(bent)
