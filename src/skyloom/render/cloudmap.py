"""The picture of all clouds over the camera: a square map of the upper half of the sphere without a seam or a pinch.

The zenith is the map's middle and the horizon its border; the rings around the zenith are squares in the map, and
low elevations get more room, because that is where most clouds are.
"""

from __future__ import annotations

from collections.abc import Sequence

import drjit as dr
from mitsuba import Color3f, Float, UInt32, Vector3f, Vector4f

from skyloom.render.clouds import EARTH_DIAMETER, REACH, Shade
from skyloom.render.noise import cell_bits, hash_unit
from skyloom.render.tables import Table

NEAREST_STEP, STEP_GROWTH = 26.0, 0.011  # metres, and metres a metre of distance, outside of clouds
SMALL_STEP, SMALL_GROWTH = 8.0, 0.0035  # inside of them
THIN = 0.12  # optical depth that a step may have at least
CALM = 5  # so many small steps without cloud end the small steps
NEAR = 28.0  # metres towards the light at which the fine shape casts its own shadow
LOW_ROOM = 0.6  # elevation falls with ring r as 90° · (0.6 s + 0.4 s²), s = 1 - r
# what is scattered once, and again and again: weight, loss of light, loss of direction
ORDERS = ((1.3, 1.0, 1.0), (1.2, 0.4, 0.55), (1.0, 0.15, 0.25))
FLASH = 0.9  # of a cloud lit from inside, against white
SEEPS = 0.11  # of the light that wanders through thick cloud


def map_direction(column: Float, row: Float, points: int) -> Vector3f:
    """Return the unit direction of a map's point; the border is the horizon."""
    u, v = column * (2 / (points - 1)) - 1, row * (2 / (points - 1)) - 1
    across, along = dr.abs(u), dr.abs(v)
    ring, other = dr.maximum(across, along), dr.minimum(across, along)
    angle = dr.select(ring > 0, other / dr.maximum(ring, 1e-6), 0) * (dr.pi / 4)
    sin, cos = dr.sincos(angle)
    x, y = dr.select(across > along, cos, sin) * dr.sign(u), dr.select(across > along, sin, cos) * dr.sign(v)
    left = 1 - ring
    lift_sin, lift_cos = dr.sincos((LOW_ROOM * left + (1 - LOW_ROOM) * left * left) * (dr.pi / 2))
    return Vector3f(x * lift_cos, y * lift_cos, lift_sin)


def map_place(direction: Vector3f) -> tuple[Float, Float]:
    """Return where a map shows a direction, 0 to 1 along both sides; below the horizon, its border."""
    elevation = dr.asin(dr.clip(direction.z, 0, 1)) * (2 / dr.pi)
    bend = LOW_ROOM / (2 * (1 - LOW_ROOM))
    ring = 1 - (dr.sqrt(bend * bend + elevation * (1 / (1 - LOW_ROOM))) - bend)
    across, along = dr.abs(direction.x), dr.abs(direction.y)
    other = dr.atan2(dr.minimum(across, along), dr.maximum(dr.maximum(across, along), 1e-9)) * (4 / dr.pi) * ring
    u = dr.select(across > along, ring, other) * dr.sign(direction.x)
    v = dr.select(across > along, other, ring) * dr.sign(direction.y)
    return 0.5 + 0.5 * u, 0.5 + 0.5 * v


class Illumination:
    """What lights the clouds of a layer, linear RGB; all opaque."""

    def __init__(self, direction: Vector3f, low: Color3f, high: Color3f, above: Color3f, below: Color3f) -> None:
        self.direction = direction  # towards the key light
        self.low, self.high = low, high  # its lux at the layer's base and top
        self.above, self.below = above, below  # mean radiance of the sky, and of the ground
        dr.make_opaque(low, high, above, below)


class CloudMap:
    """Light and transmittance of the clouds in each direction of the upper half."""

    def __init__(self, points: int, light: Color3f, passed: Float) -> None:
        self.table = Table.of(points, points, light, passed)

    @classmethod
    def clear(cls) -> CloudMap:
        """Return the map of a cloudless sky."""
        return cls(2, dr.zeros(Color3f, 4), dr.full(Float, 1, 4))

    def flashed(self, places: Sequence[Vector3f], white: float) -> CloudMap:
        """Return the same clouds with lightning inside them; `white` is what the picture shows as white, cd/m²."""
        points = self.table.width
        way, _ = directions(points)
        red, green, blue, passed = dr.unravel(Vector4f, self.table.data)
        light, glow = Color3f(red, green, blue), Float(0)
        for place in places:
            off = 1 - dr.dot(way, place)
            glow += 0.5 * dr.exp(off * -60) + 0.16 * dr.exp(off * -9)
        level = dr.opaque(Float, white * FLASH)
        own = (red + green + blue) * (1 / 3) / dr.opaque(Float, max(float(dr.mean(green)[0]), 1e-6))
        lit = dr.minimum(own * own, 4) * glow * (1 - passed) * level
        return CloudMap(points, light + Color3f(0.82, 0.84, 1.0) * lit, passed)

    def at(self, direction: Vector3f) -> tuple[Color3f, Float]:
        """Return the clouds' light, and the share of the light behind them that passes."""
        found: Vector4f = self.table.at(*map_place(direction))
        return Color3f(found.x, found.y, found.z), found.w


def directions(points: int) -> tuple[Vector3f, UInt32]:
    """Return the direction of each point of a map, row by row, and its index."""
    index = dr.arange(UInt32, points * points)
    return map_direction(Float(index % points), Float(index // points), points), index


def volume(shade: Shade, lit: Illumination, points: int, steps: int, before: Float) -> tuple[Color3f, Float, Float]:
    """Return light, transmittance and mean distance of one layer in each direction of a map.

    `before` is how much is seen past the layers in front: what is hidden needs no care.
    """
    way, index = directions(points)
    jitter = hash_unit(cell_bits(index % points, index // points))
    found = _march(shade, lit, way, jitter, before, dr.opaque(UInt32, steps * 3), dr.opaque(Float, 48 / steps))
    dr.eval(found)
    return found


def henyey(cosine: Float, g: float) -> Float:
    """Return the share per steradian scattered into a direction (Henyey and Greenstein)."""
    spread = 1 + g * g - 2 * g * cosine
    return (1 - g * g) / (4 * dr.pi) / (spread * dr.sqrt(spread))


def _phases(cosine: Float) -> Sequence[Float]:
    return [0.72 * henyey(cosine, 0.8 * turn) + 0.28 * henyey(cosine, -0.25 * turn) for _, _, turn in ORDERS]


def _source(
    shade: Shade, lit: Illumination, phases: Sequence[Float], x: Float, y: Float, height: Float, up: Float
) -> Color3f:
    """Return the light that a cloud sends towards the eye from a place inside; `up` is its height, 0 to 1."""
    field, way = shade.field, lit.direction
    px, py, pz = x + way.x * NEAR, y + way.y * NEAR, height + way.z * NEAR
    near = field.fine(field.rough(px, py, pz), px, py, pz)
    depth = 0.8 * shade.depth(x, y, height) + near * field.loss * (1.3 * NEAR)
    thick = 1 / (1 + 0.07 * depth)
    scattered = Float(0)
    for (share, loss, _turn), phase in zip(ORDERS, phases, strict=True):
        scattered += share * phase * dr.exp(-loss * depth)
    key = lit.low + (lit.high - lit.low) * up
    source = key * scattered + (key + lit.above * dr.two_pi) * (SEEPS * thick)
    return source + lit.above * (thick * (0.45 + 0.55 * up)) + lit.below * (0.2 * (1 - up))


@dr.syntax
def _march(
    shade: Shade, lit: Illumination, way: Vector3f, jitter: Float, before: Float, most: UInt32, coarse: Float
) -> tuple[Color3f, Float, Float]:
    field = shade.field
    rise = way.z * (EARTH_DIAMETER / 2)
    begins = dr.sqrt(rise * rise + field.base * EARTH_DIAMETER) - rise
    ends = dr.minimum(dr.sqrt(rise * rise + field.top * EARTH_DIAMETER) - rise, REACH)
    phases = _phases(dr.dot(way, lit.direction))
    coarse = coarse * field.stride
    light, passed, distance, weight = Color3f(0), Float(1), Float(0), Float(1e-6)
    t = begins + (NEAREST_STEP + STEP_GROWTH * begins) * coarse * jitter
    empty, count = UInt32(CALM), UInt32(0)
    while (count < most) & (t < ends) & (passed * before > 0.012):
        x, y = way.x * t, way.y * t
        height = way.z * t + (x * x + y * y) * (1 / EARTH_DIAMETER)
        small = (SMALL_STEP + SMALL_GROWTH * t) * coarse
        step = dr.select(empty < CALM, small, (NEAREST_STEP + STEP_GROWTH * t) * coarse)
        empty += 1
        if shade.holds_cloud(x, y, height) > 0:
            density = field.rough(x, y, height)
            if density > 0:
                if empty > CALM:
                    step *= -0.9  # back to where the cloud began, to enter it with small steps
                else:
                    if density < 0.95:
                        density = field.fine(density, x, y, height)
                    # behind its first layers, a thin cloud takes larger steps
                    thin = dr.clip(THIN / (density * field.loss * step + 1e-6), 1, 3)
                    step *= dr.select(passed < 0.75, thin * (1.75 - passed), 1)
                    kept = dr.exp(-density * field.loss * step)
                    up = dr.clip((height - field.base) / (field.top - field.base), 0, 1)
                    source = _source(shade, lit, phases, x, y, height, up)
                    share = passed * (1 - kept)
                    light += source * share
                    distance += t * share
                    weight += share
                    passed *= kept
                empty = UInt32(0)
        else:
            if empty > CALM:
                step *= 1.8
        t += step
        count += 1
    passed = dr.select(passed < 0.02, 0, passed)
    return light, passed, dr.select(weight > 1e-4, distance / weight, begins)
