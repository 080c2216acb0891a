"""What closed covers look like from below: broad darks and lights, rolls, and curtains of rain at the horizon."""

from __future__ import annotations

import drjit as dr
from mitsuba import Color3f, Float, UInt32, Vector3f

from skyloom.core.scene import SceneSpec, Weather
from skyloom.render.cloudmap import CloudMap, directions
from skyloom.render.noise import fbm2, gradient2, smoothstep, value3
from skyloom.world.seeds import stream

BASE = 850.0  # metres, of the cover over the camera
BROAD, ROLLS = 3400.0, 900.0  # metres from dark to dark
# how far darks and lights part, as powers of e
DEPTHS = {Weather.STORM: 2.1, Weather.RAIN: 1.15, Weather.OVERCAST: 0.85, Weather.SNOW: 0.45}
CLOSED = 0.7  # cover from which on a sky broods
COLD = (0.92, 0.98, 1.10)  # what is dark turns bluer
SHAFTS = (0.30, 0.34, 0.40)  # a curtain of rain against the cover's mean light
DARK_STORM = 0.55  # stops that a storm stays darker


def depth_of(scene: SceneSpec) -> float:
    """Return how deep the cover's darks are, 0 for an open sky."""
    cover = max((layer.cover for layer in scene.clouds), default=0.0)
    return DEPTHS.get(scene.weather, 0.35) * min(max((cover - CLOSED) / 0.2, 0.0), 1.0)


def brooding(clouds: CloudMap, scene: SceneSpec, seed: int) -> CloudMap:
    """Return the map of a closed cover with its structure brought out."""
    points = clouds.table.width
    way, _ = directions(points)
    draw = stream(seed, "brooding")
    numbers = [Float(v) for v in (depth_of(scene), scene.air.rain, *draw.uniform(0, 50, 2))]
    dr.make_opaque(numbers)
    depth, rain, east, north = numbers
    lattice = dr.opaque(UInt32, int(draw.integers(2**24)))
    red, green, blue, passed = (
        dr.gather(Float, clouds.table.data, dr.arange(UInt32, points**2) * 4 + k) for k in range(4)
    )
    mean = Color3f(*(float(dr.mean(channel)[0]) for channel in (red, green, blue)))
    dr.make_opaque(mean)
    tone = _tone(way, east, north, lattice) * depth
    tone = dr.minimum(tone, 0.75)
    cold = dr.lerp(Color3f(1), Color3f(*COLD), dr.clip(-tone, 0, 1))
    light = Color3f(red, green, blue) * dr.exp(tone * (1 - passed)) * cold
    shaft = _shafts(way, lattice + 9) * dr.minimum(rain * 2.2, 0.85)
    light = light * (1 - shaft) + mean * Color3f(*SHAFTS) * shaft
    return CloudMap(points, light, passed * (1 - shaft))


def _tone(way: Vector3f, east: Float, north: Float, lattice: UInt32) -> Float:
    far = BASE / dr.maximum(way.z, 0.045)
    x, y = way.x * far, way.y * far
    u, v = x / BROAD + east, y / BROAD + north
    u, v = u + 0.45 * gradient2(u * 1.3, v * 1.3, lattice), v + 0.45 * gradient2(u * 1.3 + 9, v * 1.3, lattice)
    broad = fbm2(u, v, 5, gain=0.52, seed=lattice + 1) - 0.5
    s, t = x / ROLLS + 2.2 * broad, y / ROLLS * 0.45
    rolls = (fbm2(s, t, 4, gain=0.5, seed=lattice + 2) - 0.5) * smoothstep(0.02, 0.22, way.z)
    level = smoothstep(0.0, 0.10, way.z)
    return (2.0 * broad + 0.9 * rolls - 0.10) * (0.4 + 0.6 * level)


def _shafts(way: Vector3f, lattice: UInt32) -> Float:
    """Return the cover of rain curtains: broad ones here and there, made of slanting threads."""
    flat = dr.rsqrt(dr.maximum(way.x * way.x + way.y * way.y, 1e-6))
    x, y = way.x * flat, way.y * flat
    lean = way.z * 0.35
    a, b = x - y * lean, y + x * lean
    place = smoothstep(0.54, 0.74, value3(a * 2.3 + 5, b * 2.3, Float(0.5), lattice))
    threads = 0.55 + 0.9 * (value3(a * 46, b * 46, way.z * 2.5, lattice + 1) - 0.5)
    threads *= 0.7 + 0.6 * value3(a * 14, b * 14, way.z * 1.5, lattice + 2)
    fall = smoothstep(0.30, 0.06, way.z)
    return dr.clip(place * threads * fall, 0, 1)
