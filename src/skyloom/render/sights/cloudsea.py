"""A sea of clouds below the camera: heaped tops in the light, traced once into a map of the lower half."""

from __future__ import annotations

from collections.abc import Callable

import drjit as dr
from mitsuba import Color3f, Float, UInt32, Vector3f

from skyloom.core.scene import SceneSpec, TerrainKind
from skyloom.render.cloudmap import directions, henyey, map_place
from skyloom.render.clouds import EARTH_DIAMETER
from skyloom.render.light import Light
from skyloom.render.noise import fbm2, smoothstep
from skyloom.render.tables import Table
from skyloom.render.volumes import Block, billows
from skyloom.world.seeds import stream

DROP, DEEP_DROP = 215.0, 900.0  # metres from the eye down to the tops; under islands that hang in the air
# block of billows in metres, height of its heaps in metres
HEAPS = ((5200.0, 115.0), (1700.0, 48.0), (560.0, 17.0), (190.0, 5.5))
SWELL = 42.0  # metres of the broad waves
STEPS, HALVINGS = 84, 6
ROOM = 170.0  # metres around their mean that hold all tops
SHADOW_STEPS = 12
ALBEDO = 0.80
THICK = 40.0  # metres in which a cloud's edge becomes solid
FARTHEST = 120_000.0

Haze = Callable[[Color3f, Float, Vector3f], Color3f]  # colour, distance, direction to the colour behind that much air


def drop_of(scene: SceneSpec) -> float | None:
    """Return how far below the eye the clouds of a scene lie, metres; None without any."""
    if scene.sights.sea_of_clouds > 0:
        return DROP
    return DEEP_DROP if scene.terrain.kind is TerrainKind.FLOATING else None


class CloudSea:
    """The sea as seen from the eye: light and distance in each direction of the lower half."""

    def __init__(self, drop: float, light: Light, seed: int, points: int, haze: Haze) -> None:
        draw = stream(seed, "cloud sea")
        self.drop = dr.opaque(Float, drop)
        self.scale = dr.opaque(Float, 1.0 if drop <= DROP else 2.4)  # from high above only the large shapes count
        self.east, self.north = (dr.opaque(Float, float(v)) for v in draw.uniform(0, 9000, 2))
        self.seed = dr.opaque(UInt32, int(draw.integers(2**24)))
        self.block = billows()
        up, _ = directions(points)
        way = Vector3f(up.x, up.y, -up.z)
        distance = _traced(self, way)
        colour = self._lit(way, distance, light)
        colour = haze(colour, distance, way)
        self.table = Table.of(points, points, colour, dr.log(distance))

    def height(self, x: Float, y: Float, octaves: int = 4) -> Float:
        """Return the height of the tops over a place, metres from the eye."""
        u, v = (x + self.east) / self.scale, (y + self.north) / self.scale
        z = SWELL * 2 * (fbm2(u * (1 / 9000), v * (1 / 9000), 3, seed=self.seed) - 0.5)
        for number, (tile, tall) in enumerate(HEAPS[:octaves]):
            z += tall * 2 * (_heap(self.block, u * (1 / tile), v * (1 / tile), 0.17 + 0.21 * number) - 0.5)
        return z * self.scale - self.drop

    def _lit(self, way: Vector3f, distance: Float, light: Light) -> Color3f:
        x, y = way.x * distance, way.y * distance
        z = way.z * distance + (x * x + y * y) * (1 / EARTH_DIAMETER)
        step = dr.maximum(4.0, distance * 0.003)
        here, east, north = self.height(x, y), self.height(x + step, y), self.height(x, y + step)
        normal = dr.normalize(Vector3f((here - east) / step, (here - north) / step, Float(1.0)))
        toward = light.direction
        facing = dr.dot(normal, toward)
        lit = _shade(self, x, y, z, toward)
        wrapped = dr.maximum(0.16 + 0.84 * facing, 0) ** 1.25
        hollow = smoothstep(-50 * self.scale, 50 * self.scale, self.height(x, y, 4) - self.height(x, y, 1))
        open_sky = (0.30 + 0.70 * hollow) * (0.5 + 0.5 * normal.z)
        rim = (1 - dr.abs(dr.dot(normal, way))) ** 3 * henyey(dr.dot(way, toward), 0.62) * 5
        key = light.key * (lit * (wrapped * (0.45 + 0.55 * hollow) + rim) + 0.05 * hollow)
        return (key + light.sky * open_sky) * (ALBEDO / dr.pi)

    def over(self, colour: Color3f, distance: Float, direction: Vector3f) -> tuple[Color3f, Float, Float]:
        """Return what the eye sees with the clouds before it, its distance, and how much of the rest still shows."""
        u, v = map_place(Vector3f(direction.x, direction.y, -direction.z))
        found = self.table.at(u, v)
        near = dr.exp(found.w)
        inside = dr.minimum(distance, 3 * FARTHEST) - near
        cover = 1 - dr.exp(-dr.maximum(inside, 0) / (THICK + 0.02 * near))
        cover *= smoothstep(0.0005, -0.004, direction.z)
        seen = colour * (1 - cover) + Color3f(found.x, found.y, found.z) * cover
        return seen, dr.select(cover > 0.5, dr.minimum(near, distance), distance), 1 - cover


def _heap(block: Block, u: Float, v: Float, level: float) -> Float:
    return block.at(u, v, Float(level))


@dr.syntax
def _traced(sea: CloudSea, way: Vector3f) -> Float:
    """Return where rays first meet the tops, metres."""
    low = dr.maximum(-way.z, 1e-4)
    room = ROOM * sea.scale
    begin = dr.minimum((sea.drop - room) / low, FARTHEST * 0.98)
    begin = dr.maximum(begin, 8.0)
    end = dr.minimum((sea.drop + room) / low, FARTHEST)
    t, last, found, count = Float(begin), Float(begin), Float(end), UInt32(0)
    is_out = dr.full(Float, 1.0, dr.width(way))
    while (count < STEPS) & (is_out > 0):
        share = (Float(count) + 1) * (1 / STEPS)
        t = begin + (end - begin) * share
        if _below(sea, way, t) > 0:
            found = Float(t)
            is_out = Float(0)
        else:
            last = Float(t)
        count += 1
    halved = UInt32(0)
    while halved < HALVINGS:
        middle = 0.5 * (last + found)
        inside = _below(sea, way, middle) > 0
        found = dr.select(inside, middle, found)
        last = dr.select(inside, last, middle)
        halved += 1
    return found


def _below(sea: CloudSea, way: Vector3f, t: Float) -> Float:
    x, y = way.x * t, way.y * t
    return sea.height(x, y) - way.z * t - (x * x + y * y) * (1 / EARTH_DIAMETER)


@dr.syntax
def _shade(sea: CloudSea, x: Float, y: Float, z: Float, toward: Vector3f) -> Float:
    """Return how much of the key light reaches the tops past others, 0 to 1."""
    lit, way, count = Float(1), Float(14), UInt32(0)
    while count < SHADOW_STEPS:
        over = z + 2 + toward.z * way - sea.height(x + toward.x * way, y + toward.y * way, 3)
        lit = dr.minimum(lit, 0.5 + over / (10 + 0.10 * way))
        way *= 1.5
        count += 1
    return smoothstep(0.0, 1.0, dr.maximum(lit, 0.0))
