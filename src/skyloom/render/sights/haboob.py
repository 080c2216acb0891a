"""A wall of dust that rolls in over the land: a front of brown heaps from one side of the horizon to the other.

Lengths are metres; `ahead` is the distance towards the front, `x` runs along it.
"""

from __future__ import annotations

import math
from dataclasses import replace

import drjit as dr
from mitsuba import Color3f, Float, UInt32, Vector3f

from skyloom.core.scene import Air
from skyloom.render.cloudmap import CloudMap, Illumination, directions, henyey
from skyloom.render.clouds import EARTH_DIAMETER
from skyloom.render.noise import cell_bits, fbm2, hash_unit, smoothstep
from skyloom.render.volumes import billows, wisps
from skyloom.world.seeds import stream

AWAY = (1000.0, 1400.0)  # metres from the eye to the foot of the front
HEIGHT = 1650.0  # metres of the wall
BULGE = 550.0  # metres by which the front comes nearer and recedes
LEAN = 0.45  # metres it falls back a metre of height
ROOM = 420.0  # metres by which heaps stand out
LOSS = 0.016  # extinction per metre
STEPS, SHADOW_STEPS = 110, 6
FARTHEST = 16_000.0
ALBEDO = (0.74, 0.43, 0.20)
ACROSS_DEG = 35.0  # how far from the middle of the picture the front's middle is at most
DUST_LEFT, HAZE_LEFT = 0.45, 0.7  # of the storm's dust and haze, that hang before the wall already
SEEPS = 0.16  # of the light that wanders through


def before_front(air: Air) -> Air:
    """Return the air of a dust storm where its wall has not come yet."""
    return replace(air, dust=air.dust * DUST_LEFT, haze=air.haze * HAZE_LEFT)


class Haboob:
    """One front; all numbers are opaque."""

    def __init__(self, sun_deg: float, seed: int) -> None:
        draw = stream(seed, "haboob")
        # lit from the front where it can be: a wall before the sun is a shadow
        opposite = (sun_deg + 360) % 360 - 180
        heading = math.radians(max(-ACROSS_DEG, min(ACROSS_DEG, opposite)))
        self.forward = [Float(math.sin(heading)), Float(math.cos(heading))]
        self.away = Float(float(draw.uniform(*AWAY)))
        self.shift = Float(float(draw.uniform(0, 9)))
        self.seed = dr.opaque(UInt32, int(draw.integers(2**24)))
        dr.make_opaque(self.forward, self.away, self.shift)

    def before(self, clouds: CloudMap, lit: Illumination, points: int) -> CloudMap:
        """Return the map of a sky, `points` along a side, with the wall before its clouds."""
        way, index = directions(points)
        jitter = hash_unit(cell_bits(index % points, index // points, 5))
        light, passed = _march(self, lit, way, jitter, dr.opaque(UInt32, STEPS))
        behind, kept = clouds.at(way)
        light, passed = light + behind * passed, kept * passed
        dr.eval(light, passed)
        return CloudMap(points, light, passed)

    def covers(self, distance: Float, direction: Vector3f) -> Float:
        """Return how much of land at a distance along unit directions stands behind the wall, 0 to 1."""
        toward = direction.x * self.forward[0] + direction.y * self.forward[1]
        along = direction.y * self.forward[0] - direction.x * self.forward[1]
        ahead = toward * distance - self._foot(along * distance)
        return smoothstep(-60.0, 260.0, ahead)

    def _foot(self, x: Float) -> Float:
        """Return how far ahead the front's foot lies, along its line."""
        return self.away + BULGE * 2 * (fbm2(x * (1 / 4200) + self.shift, Float(0.5), 3, seed=self.seed) - 0.5)

    def inside(self, x: Float, ahead: Float, z: Float) -> Float:
        """Return how many metres a place lies inside the bare shape, negative outside."""
        crest = HEIGHT * (0.72 + 0.56 * fbm2(x * (1 / 3300) + self.shift, Float(7.5), 3, seed=self.seed))
        back = ahead - self._foot(x) - LEAN * z
        # behind its front the wall is highest, and farther off it sinks away
        return dr.minimum(back * 0.9, crest - z - 0.10 * dr.maximum(back - 900, 0))

    def density(self, x: Float, ahead: Float, z: Float) -> Float:
        """Return the density of the dust, 0 to 1, without its finest edges."""
        block = billows()
        u, v, w = x * (1 / 3000), ahead * (1 / 3000), z * (1 / 2600)
        heaps = block.at(u + self.shift, v, w) - 0.4
        small = block.at(u * 3.4 + 0.4, v * 3.4 + self.shift, w * 3.4) - 0.4
        return dr.clip((self.inside(x, ahead, z) + 560 * heaps + 190 * small) * (1 / 90), 0, 1)


@dr.syntax
def _toward(wall: Haboob, x: Float, ahead: Float, z: Float, light: Vector3f) -> Float:
    depth, step, way, count = Float(0), Float(35), Float(0), UInt32(0)
    while count < SHADOW_STEPS:
        middle = way + 0.5 * step
        depth += wall.density(x + light.x * middle, ahead + light.y * middle, z + light.z * middle) * step
        way += step
        step *= 1.8
        count += 1
    return depth * LOSS


@dr.syntax
def _march(wall: Haboob, lit: Illumination, way: Vector3f, jitter: Float, most: UInt32) -> tuple[Color3f, Float]:
    toward = way.x * wall.forward[0] + way.y * wall.forward[1]
    along = way.y * wall.forward[0] - way.x * wall.forward[1]
    key = lit.direction
    light_way = Vector3f(
        key.y * wall.forward[0] - key.x * wall.forward[1], key.x * wall.forward[0] + key.y * wall.forward[1], key.z
    )
    cosine = dr.dot(way, key)
    phase = 0.55 * henyey(cosine, 0.6) + 0.45 * henyey(cosine, -0.1)
    highest = HEIGHT * 1.3 + ROOM
    ends = dr.select(toward > 0.02, dr.minimum(FARTHEST, highest / dr.maximum(way.z, 0.01)), 0)
    t = dr.maximum(wall.away - BULGE - ROOM, 200) / dr.maximum(toward, 0.02)
    light, passed, count = Color3f(0), Float(1), UInt32(0)
    loss, depth, shown = Float(0), Float(0), Float(0)
    while (count < most) & (t < ends) & (passed > 0.012):
        x, ahead = along * t, toward * t
        z = way.z * t + t * t * (1 / EARTH_DIAMETER)
        inside = wall.inside(x, ahead, z)
        step = dr.clip(-0.6 * (inside + ROOM), 30, 700) * (0.75 + 0.5 * jitter)
        loss, shown, depth = Float(0), Float(0), Float(0)
        if inside > -ROOM:
            density = wall.density(x, ahead, z)
            if density > 0:
                bite = (1 - wisps().at(x * (1 / 420), ahead * (1 / 420), z * (1 / 420))) * 0.55
                density = dr.clip((density - bite) / (1 - bite), 0, 1)
                depth = _toward(wall, x, ahead, z, light_way)
                loss = density * LOSS
                shown = smoothstep(-100.0, HEIGHT, z)
        kept = dr.exp(-loss * step)
        thick = 1 / (1 + 0.09 * depth)
        key_part = phase * (1.3 * dr.exp(-depth) + 1.1 * dr.exp(-0.35 * depth)) + SEEPS * thick
        source = lit.low * key_part + lit.above * (0.30 + 0.70 * shown * thick) + lit.below * 0.3
        light += source * Color3f(*ALBEDO) * (passed * (1 - kept))
        passed *= kept
        t += step
        count += 1
    return light, dr.select(passed < 0.02, 0, passed)
