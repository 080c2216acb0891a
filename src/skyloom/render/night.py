"""The sky at night: stars as a list, the Milky Way and the aurora on a map, and the moon's disc.

The celestial sphere is turned by the seed; luminance in cd/m².
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import drjit as dr
import numpy as np
from mitsuba import Color3f, Float, UInt32, Vector3f
from numpy.typing import NDArray

from skyloom.core.scene import Moon, Stars
from skyloom.render.cloudmap import directions
from skyloom.render.noise import fbm2, fbm3, gradient2, gradient3, smoothstep, value2
from skyloom.render.tables import Table
from skyloom.world.seeds import stream

AIRGLOW = (0.9e-4, 1.15e-4, 1.5e-4)
GALAXY = 1.1e-3  # luminance of its brightest clouds
AURORA = 0.011  # of a strong curtain
SLOPE = 0.49  # of log10 of the number of stars a magnitude
BRIGHTER_THAN_6_5 = 7982  # stars of the whole sphere
# B-V of real stars at the percentiles 1, 5, 10, 25, 50, 75, 90, 95, 99
HUES = ((0.01, 0.05, 0.10, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99), (-0.19, -0.14, -0.09, 0.03, 0.45, 1.1, 1.49, 1.6, 1.72))
# sRGB of a B-V, with the chroma that eight bits would wash out given back
STAR_COLOURS = (
    (-0.3, 0.0, 0.4, 0.6, 0.8, 1.0, 1.5),
    (
        (150, 180, 255),
        (190, 208, 255),
        (246, 241, 255),
        (255, 239, 228),
        (255, 226, 200),
        (255, 214, 172),
        (255, 190, 120),
    ),
)
# latitude, longitude east, diameter in km of the moon's plains, and of its bright craters
MARIA = (
    (33, -16, 1145), (28, 17, 674), (8.5, 31, 873), (17, 59, 500), (-8, 51, 840), (-15, 35, 340), (-21, -17, 715),
    (-24, -39, 420), (-10, -23, 376), (13, 4, 245), (10, -52, 1100), (35, -60, 700), (56, -15, 500),
)  # fmt: skip
RAYS = ((-43, -11, 420), (10, -20, 200), (8, -38, 120), (24, -47.5, 110))
MOON_KM = 1737.0


@dataclass(frozen=True, slots=True)
class StarField:
    """Stars as directions, light and colour."""

    direction: NDArray[np.float64]  # (n, 3), unit
    magnitude: NDArray[np.float64]  # (n,)
    colour: NDArray[np.float64]  # (n, 3), linear RGB, luminance about 1


def star_field(stars: Stars, seed: int) -> StarField:
    """Draw the stars of a sky: their number follows the real law of magnitudes, and they crowd along the galaxy."""
    draw = stream(seed, "stars")
    faintest = 4.6 + 3.0 * min(max(stars.density, 0.0), 1.0)
    count = int(BRIGHTER_THAN_6_5 * 10 ** (SLOPE * (faintest - 6.5))) if stars.density > 0 else 0
    magnitude = np.maximum(faintest + np.log10(draw.uniform(1e-9, 1, count)) / SLOPE, -1.4)
    direction = draw.normal(size=(count, 3))
    direction /= np.linalg.norm(direction, axis=1, keepdims=True)
    frame = _frame(seed)
    # a share of the faint ones is pulled towards the galaxy's plane
    pulled = draw.uniform(size=count) < 0.35 * np.clip((magnitude - 3) / 3, 0, 1)
    direction[pulled] -= (direction[pulled] @ frame[2])[:, None] * frame[2] * draw.uniform(0.5, 1, (pulled.sum(), 1))
    direction /= np.linalg.norm(direction, axis=1, keepdims=True)
    hue = np.interp(draw.uniform(size=count), *HUES)
    table = (np.array(STAR_COLOURS[1]) / 255) ** 2.2
    colour = np.stack([np.interp(hue, STAR_COLOURS[0], table[:, c]) for c in range(3)], axis=1)
    colour /= (colour @ np.array([0.2126, 0.7152, 0.0722]))[:, None]
    return StarField(direction, magnitude, colour)


def _frame(seed: int) -> NDArray[np.float64]:
    """Return the galaxy's axes as rows, (3, 3): to its centre, along its plane, to its pole."""
    draw = stream(seed, "galaxy")
    heading, height = draw.uniform(-0.9, 0.9), draw.uniform(0.12, 0.5)
    centre = np.array([math.sin(heading) * math.cos(height), math.cos(heading) * math.cos(height), math.sin(height)])
    tilt = draw.uniform(0.5, 1.1) * draw.choice([-1, 1])  # the band rises steeply from the horizon
    side = np.cross(centre, [0, 0, 1])
    side /= np.linalg.norm(side)
    up = np.cross(side, centre)
    along = math.cos(tilt) * side + math.sin(tilt) * up
    return np.stack([centre, along, np.cross(centre, along)])


def night_map(stars: Stars, seed: int, points: int, *, factor: float = 1.0, has_air: bool = True) -> Table:
    """Return airglow, Milky Way and aurora for each direction of the upper half, on a map like that of the clouds.

    `factor` is on everything, for pictures that are exposed for a sunlit ground; without air nothing glows but stars.
    """
    way, _ = directions(points)
    glow = Color3f(*AIRGLOW) * (dr.opaque(Float, float(has_air)) * (1 + 0.9 * dr.exp(-7 * dr.maximum(way.z, 0))))
    light = glow + milky_way(way, seed) * dr.opaque(Float, stars.milky_way)
    if stars.aurora > 0:
        light += aurora(way, seed, stars.aurora)
    return Table.of(points, points, light * dr.opaque(Float, factor))


def milky_way(way: Vector3f, seed: int) -> Color3f:
    """Return the galaxy's light in unit directions: a bulge, star clouds along a band, dust lanes before them."""
    frame = [Vector3f(*map(float, axis)) for axis in _frame(seed)]
    dr.make_opaque(frame)
    p = Vector3f(*(dr.dot(way, axis) for axis in frame))
    lattice = dr.opaque(UInt32, seed & 0xFFFFFF)
    longitude = dr.atan2(p.y, p.x) * (180 / dr.pi)
    latitude = dr.asin(dr.clip(p.z, -1, 1)) * (180 / dr.pi)
    y = (
        latitude
        - 1.5 * dr.sin((longitude + 40) * (dr.pi / 180))
        - 6 * (fbm3(p.x * 3, p.y * 3, p.z * 3, 3, seed=lattice) - 0.5)
    )
    clouds = dr.clip(1 + 3.2 * (fbm3(p.x * 6, p.y * 6, p.z * 6, 6, gain=0.6, seed=lattice ^ 1) - 0.5), 0.15, 3)
    band = dr.exp(-dr.abs(y) * (1 / 9)) * (0.35 + 0.75 * dr.exp(-dr.square(longitude * (1 / 70)))) * clouds
    bulge = dr.exp(-((dr.abs(longitude) * (1 / 16)) ** 1.5) - (dr.abs(y) * (1 / 9)) ** 1.5) * (0.6 + 0.4 * clouds)
    dust = _ridges(p, lattice ^ 2)
    lane = dr.exp(-dr.square((y - 1) * (1 / 4.5))) * (0.45 + 0.55 * dr.exp(-dr.square((longitude - 15) * (1 / 75))))
    inside = smoothstep(-12, 8, longitude) * smoothstep(95, 65, longitude)
    rift = dr.exp(-dr.square((y - 1.5 - 0.03 * longitude) * (1 / 2.2))) * inside
    depth = 3.2 * dust * lane + 1.8 * rift * (0.4 + 0.6 * dust)
    kept = dr.exp(Color3f(-0.75, -1.0, -1.32) * depth)
    central = smoothstep(60, 20, dr.abs(longitude))
    tint = dr.lerp(Color3f(0.90, 0.97, 1.12), Color3f(1.14, 0.98, 0.78), central)
    return tint * kept * ((band + 1.25 * bulge) * (GALAXY * 0.5))


def _ridges(p: Vector3f, lattice: UInt32) -> Float:
    x, y, z = p.x * 7, p.y * 7, p.z * 15
    total, amplitude, weight = Float(0), 1.0, 0.0
    for octave in range(6):
        total += amplitude * (1 - dr.abs(gradient3(x, y, z, lattice + octave)))
        weight, amplitude = weight + amplitude, amplitude * 0.6
        x, y, z = x * 2.03 + 1.7, y * 2.03 + 9.2, z * 2.03 + 3.1
    return dr.clip((total * (1 / weight) - 0.66) * (1 / 0.24), 0, 1) ** 1.3


def aurora(way: Vector3f, seed: int, strength: float) -> Color3f:
    """Return the light of auroral curtains: arcs in plan, spread in height by what each gas emits."""
    draw = stream(seed, "aurora")
    arcs = [
        (70e3 + 85e3 * k + float(draw.uniform(-30e3, 30e3)), float(draw.uniform(0.4, 1.0)), k * 13.7) for k in range(4)
    ]
    place, power, phase = (Float(list(column)) for column in zip(*arcs, strict=True))
    light = _curtains(way, place, power, phase, dr.opaque(UInt32, seed & 0xFFFFFF), len(arcs))
    return light * dr.opaque(Float, AURORA * strength)


@dr.syntax
def _curtains(way: Vector3f, place: Float, power: Float, phase: Float, lattice: UInt32, arcs: int) -> Color3f:
    light, count, low = Color3f(0), UInt32(0), dr.maximum(way.z, 0.02)
    steps = 110
    while count < steps:
        share = (Float(count) + 0.5) * (1 / steps)
        height = 88e3 * dr.exp(share * math.log(3.6))
        t = height / (low + 0.012)  # the earth's curve brings the far ones down
        x, y = way.x * t, way.y * t - (height - 110e3) * 0.23  # curtains lean along the magnetic field
        flux = _flux(x, y, place, power, phase, lattice, arcs)
        green = _emission(height, 108e3, 14e3)
        red, violet = _emission(height, 190e3, 45e3), _emission(height, 97e3, 7e3)
        colour = (
            Color3f(0.16, 1.0, 0.24) * green
            + Color3f(0.85, 0.06, 0.30) * (0.13 * red)
            + Color3f(0.4, 0.05, 0.9) * (0.10 * violet)
        )
        thick = height * (math.log(3.6) / steps) * (1 / 14e3)
        light += colour * (flux * thick * dr.minimum(1 / (low + 0.1), 4))
        count += 1
    return light * smoothstep(0.0, 0.07, way.z)


def _emission(height: Float, peak: float, scale: float) -> Float:
    x = (height - peak) * (1 / scale)
    return dr.exp(1 - x * dr.select(x > 0, 0.6, 1) - dr.exp(dr.minimum(-x, 20)))


def _flux(x: Float, y: Float, place: Float, power: Float, phase: Float, lattice: UInt32, arcs: int) -> Float:
    total = Float(0)
    for k in range(arcs):
        at, strong, turn = (dr.gather(Float, values, UInt32(k)) for values in (place, power, phase))
        u = x * 1e-5 + turn
        fold = 45e3 * gradient2(u * 0.24, turn, lattice) + 17e3 * gradient2(u * 1.1, turn, lattice ^ 1)
        fold += 5e3 * gradient2(u * 4.5, turn, lattice ^ 2)
        off = y - at - fold + x * x * 2.2e-7
        sheet = dr.exp(-dr.abs(off) * dr.select(off > 0, 1 / 5.5e3, 1 / 1.6e3))
        rays = 0.45 + 0.75 * value2(u * 14, turn, lattice ^ 3) + 0.45 * (value2(u * 40, turn, lattice ^ 4) - 0.5)
        total += sheet * strong * dr.maximum(rays, 0) * (0.35 + 1.1 * fbm2(u * 0.35, turn, 2, seed=lattice ^ 5))
    return total


class MoonDisc:
    """The moon's face; it turns its lit side to where the sun would be."""

    def __init__(self, moon: Moon, direction: Vector3f, sun: Vector3f, radius: float, luminance: Color3f) -> None:
        angle = math.acos(max(-1.0, min(1.0, 2 * moon.phase - 1)))  # between the sun and us, seen from the moon
        self.direction, self.luminance = direction, luminance
        self.right = dr.normalize(dr.cross(direction, Vector3f(0, 0, 1)))
        self.up = dr.cross(self.right, direction)
        side = Float(dr.sign(dr.dot(sun, self.right)))
        self.light = Vector3f(side * math.sin(angle), 0, math.cos(angle))
        self.shown = Float(1.0 if moon.is_shown else 0.0)
        self.radius = Float(radius)
        dr.make_opaque(self.direction, self.luminance, self.right, self.up, self.light, self.shown, self.radius)

    def at(self, direction: Vector3f) -> tuple[Color3f, Float]:
        """Return the disc's light in unit directions, and how much of the sky behind it is hidden."""
        x, y = dr.dot(direction, self.right) / self.radius, dr.dot(direction, self.up) / self.radius
        ahead = dr.dot(direction, self.direction) > 0
        square = x * x + y * y
        inside = dr.select(ahead, dr.clip((1.01 - dr.sqrt(square)) * 30, 0, 1), 0) * self.shown
        z = dr.sqrt(dr.maximum(1 - square, 0))
        lit = dr.maximum(x * self.light.x + y * self.light.y + z * self.light.z, 0)
        # a full moon is as bright at its edge as in the middle: Lommel and Seeliger, not Lambert
        shade = 2 * lit / (lit + z + 0.05) + 0.004
        return self.luminance * (shade * _face(x, y, z) * inside), inside


def _face(x: Float, y: Float, z: Float) -> Float:
    """Return the brightness of the moon's plains and highlands, mean about 1."""
    bent_x, bent_y = x + 0.06 * gradient2(x * 4, y * 4, 3), y + 0.06 * gradient2(x * 4, y * 4, 4)
    dark = Float(0)
    for latitude, longitude, size in MARIA:
        dark = dr.maximum(dark, _spot(bent_x, bent_y, z, latitude, longitude, size / 2 / MOON_KM))
    bright = Float(0)
    for latitude, longitude, size in RAYS:
        bright += _spot(x, y, z, latitude, longitude, size / MOON_KM)
    grain = fbm2(x * 9 + 5, y * 9, 4, seed=9) - 0.5
    return (1.18 - 0.52 * smoothstep(0.15, 0.75, dark + 0.35 * grain) + 0.22 * bright) * (1 + 0.35 * grain)


def _spot(x: Float, y: Float, z: Float, latitude: float, longitude: float, radius: float) -> Float:
    north, east = math.radians(latitude), math.radians(longitude)
    px, py, pz = math.sin(east) * math.cos(north), math.sin(north), math.cos(east) * math.cos(north)
    return dr.exp(-(dr.square(x - px) + dr.square(y - py) + dr.square(z - pz)) * (0.9 / radius**2))
