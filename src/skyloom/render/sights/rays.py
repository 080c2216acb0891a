"""Rays of light between the shadows of clouds: haze marched once against their shadow, kept as a map of the sphere."""

from __future__ import annotations

import drjit as dr
from mitsuba import Color3f, Float, Point3f, UInt32, Vector3f

from skyloom.render.cloudmap import henyey
from skyloom.render.light import Veil
from skyloom.render.sights.spheremap import SphereMap

STEPS = 36
REACH, CEILING = 26_000.0, 2600.0  # metres, along a ray and over the ground: above it the air is clear
HAZE = 4.5e-5  # scattering per metre
DARKER = 0.35  # of what shadows take: haze has light of its own from all around
POINTS = 288  # of the map along a side


def ray_map(veil: Veil, toward: Vector3f, key: Color3f, lit: float, amount: float) -> SphereMap:
    """Return what haze adds where the light comes through, and takes where clouds shade it; cd/m².

    `lit` is the share of the light that comes through on the whole.
    """
    share, strength = dr.opaque(Float, lit), dr.opaque(Float, amount * HAZE)
    return SphereMap(POINTS, lambda way: _marched(veil, toward, key, share, strength, way))


@dr.syntax
def _marched(veil: Veil, toward: Vector3f, key: Color3f, lit: Float, strength: Float, way: Vector3f) -> Color3f:
    cosine = dr.dot(way, toward)
    phase = 0.55 * henyey(cosine, 0.55) + 0.45 * henyey(cosine, 0.1)
    length = dr.minimum(REACH, CEILING / dr.maximum(way.z, 1e-3))
    total, done, count = Float(0), Float(0), UInt32(0)
    while count < STEPS:
        end = length * dr.square((Float(count) + 1) * (1 / STEPS))
        step, middle = end - done, 0.5 * (end + done)
        done = Float(end)
        p = Point3f(way.x * middle, way.y * middle, dr.maximum(way.z * middle, 0))
        lighter = veil.at(p) - lit
        total += dr.select(lighter > 0, lighter, DARKER * lighter) * step * dr.exp(-middle * 4e-5)
        count += 1
    return key * (total * strength * phase) * dr.clip((way.z + 0.15) * 6, 0, 1)
