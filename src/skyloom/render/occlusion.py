"""How much of the sky each vertex of the ground sees past trees, stones, grass and hills."""

from __future__ import annotations

import drjit as dr
import mitsuba as mi
from mitsuba import Bool, Float, Int32, Ray3f, UInt32, Vector3f

from skyloom.render.ground import Ground
from skyloom.render.noise import hash_unit

RAYS = 4  # a vertex and pass; neighbours share theirs
MEAN_ALBEDO = 0.3  # of what stands around a place
REACH = 0.4  # of the distance to the camera: what is farther off is no near occluder
NEAREST, FARTHEST = 1.5, 400.0  # metres


def openness_of(scene: mi.Scene, ground: Ground, *, rays: int = RAYS, bounces: int = 0) -> Float:
    """Return the open share of the sky at each vertex of the ground, 0 to 1, smoothed over its neighbours.

    Each of the `bounces` adds what surfaces around pass on of the sky's light.
    """
    total, passes = Float(0), max(1, rays // RAYS)
    for number in range(passes):
        total = total + _open_share(scene, ground, dr.opaque(UInt32, number * 0x2545F491 & 0xFFFFFFFF))
        dr.eval(total)
    share = _smoothed(total * dr.opaque(Float, 1 / passes), ground)
    passed = MEAN_ALBEDO * (1 - share)
    share *= 1 + sum((passed**bounce for bounce in range(1, bounces + 1)), Float(0))
    return dr.concat((dr.minimum(share, 1), Float(1)))


def _open_share(scene: mi.Scene, ground: Ground, salt: UInt32) -> Float:
    count = ground.azimuths * ground.rings
    index = dr.arange(UInt32, count)
    origin, normal = dr.gather(mi.Point3f, ground.position, index), dr.gather(Vector3f, ground.normal, index)
    reach = dr.clip(ground.radii * REACH, NEAREST, FARTHEST)
    start = origin + normal * (0.01 + 0.002 * ground.radii)
    open_rays = Float(0)
    for ray in range(RAYS):
        across = hash_unit((index * RAYS + ray) ^ salt)
        turn = hash_unit((index * RAYS + ray + 0x51ED270B) ^ salt) * dr.two_pi
        direction = _around(normal, (across + ray) * (1 / RAYS), turn)
        probe = Ray3f(start, direction, reach, Float(0), mi.Color0f())
        open_rays += dr.select(scene.ray_test(probe, coherent=False), 0.0, 1 / RAYS)
    dr.eval(open_rays)
    return open_rays


def _around(normal: Vector3f, square: Float, turn: Float) -> Vector3f:
    """Return a direction around a normal, cosine-weighted; `square` is the squared sine of its tilt."""
    frame = mi.Frame3f(normal)
    sin, cos = dr.sincos(turn)
    r = dr.sqrt(square)
    return frame.to_world(Vector3f(r * cos, r * sin, dr.sqrt(dr.maximum(1 - square, 0))))


def _smoothed(values: Float, ground: Ground) -> Float:
    index = dr.arange(UInt32, ground.azimuths * ground.rings)
    ring, column = Int32(index // ground.azimuths), Int32(index % ground.azimuths)
    total = Float(0)
    for outward in (-1, 0, 1):
        row = dr.clip(ring + outward, 0, ground.rings - 1)
        for aside in (-2, -1, 0, 1, 2):
            place = column + aside
            place = dr.select(place < 0, place + ground.azimuths, place)
            place = dr.select(place >= ground.azimuths, place - ground.azimuths, place)
            total += dr.gather(Float, values, UInt32(row * ground.azimuths + place))
    smooth = total * (1 / 15.0)
    dr.eval(smooth)
    return smooth


def with_openness(colours: UInt32, openness: Float) -> UInt32:
    """Return packed vertex colours with the openness of the first vertices put in."""
    index = dr.arange(UInt32, dr.width(openness))
    bits = dr.gather(UInt32, colours, index) & 0x00FFFFFF
    packed = UInt32(colours)
    dr.scatter(packed, bits | (UInt32(Int32(dr.clip(openness, 0, 1) * 255 + 0.5)) << 24), index, Bool(True))
    dr.eval(packed)
    return packed
