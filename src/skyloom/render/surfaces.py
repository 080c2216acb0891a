"""What the eye sees on the six faces of a cube: normals, colours and light, for styles that draw."""

from __future__ import annotations

from typing import TYPE_CHECKING

import drjit as dr
import numpy as np
from mitsuba import Float, Point3f, UInt32, Vector3f
from numpy.typing import NDArray

from skyloom.imaging.cube import Cube
from skyloom.render.camera import Camera
from skyloom.render.frame import Surfaces
from skyloom.render.strips import TILE
from skyloom.world.kinds import Material

if TYPE_CHECKING:
    from skyloom.render.land import Hit, Shaded
    from skyloom.render.panorama import World

LUMINANCE = (0.2126, 0.7152, 0.0722)
OPEN = 0.75  # share of the sky that an average place sees
SELF = 500.0  # cd/m² that glowing things add to what falls on them


def surfaces_of(world: World, camera: Camera, exposure: float) -> Surfaces:
    """Return what the camera sees on the faces of a cube as fine as `camera` is wide."""
    cube = Cube.for_width(camera.width)
    shape = (6, cube.across, cube.across)
    normal, albedo = (np.zeros((*shape, 3), np.float32) for _ in range(2))
    distance, light = (np.zeros(shape, np.float32) for _ in range(2))
    material, piece = np.zeros(shape, np.uint8), np.zeros(shape, np.uint32)
    order = _in_squares(cube.across)
    for face in range(6):
        ray = Vector3f(*(Float(axis.ravel()[order]) for axis in np.moveaxis(cube.directions(face), -1, 0)))
        parts = _seen(world, _bent(camera, ray), dr.opaque(Float, camera.footprint()), dr.opaque(Float, exposure))
        dr.eval(parts)
        for layer, values in zip((normal, albedo), parts[:2], strict=True):
            layer[face].reshape(-1, 3)[order] = values.numpy().T
        for layer, values in zip((material, distance, light, piece), parts[2:], strict=True):
            layer[face].reshape(-1)[order] = values.numpy()
    return Surfaces(
        cube=cube, normal=normal, albedo=albedo, material=material, distance=distance, light=light, piece=piece
    )


def _in_squares(across: int) -> NDArray[np.int64]:
    """Return the pixels of a face, row by row, in the order in which their rays are shot."""
    index = np.arange(across * across)
    if across % TILE:
        return index
    return index.reshape(across // TILE, TILE, across // TILE, TILE).swapaxes(1, 2).ravel()


def _seen(
    world: World, direction: Vector3f, pixel: Float, exposure: Float
) -> tuple[Vector3f, Vector3f, UInt32, Float, Float, UInt32]:
    """Return normal, albedo, material, distance, light and face of what is seen in each direction."""
    land, origin = world.land, Point3f(world.land.eye)
    hit = land.trace(origin, direction)
    shaded = land.shade(hit, origin, direction, pixel, world.dome.light, world.dome)
    # not the shaded light: leaving that out keeps mirrors and glow, most of the work, out of this kernel
    light = _light(world, hit, origin, direction, shaded) * exposure
    return (
        dr.select(hit.valid, shaded.normal, 0),
        dr.select(hit.valid, shaded.albedo, 0),
        dr.select(hit.valid, shaded.material, 0),
        hit.distance,
        dr.select(hit.valid, light, 0),
        dr.select(hit.valid & ~hit.is_water, hit.face + 1, 0),
    )


def _light(world: World, hit: Hit, origin: Point3f, direction: Vector3f, shaded: Shaded) -> Float:
    """Return the brightness that a white surface would have where each ray ends, cd/m²."""
    land, light, normal = world.land, world.dome.light, shaded.normal
    distance = dr.select(hit.valid, hit.distance, 0)
    p = origin + direction * distance
    away = normal * (0.004 + 0.0012 * distance) - direction * (0.0006 * distance)
    lit = dr.select(land.is_lit(p + away, light.direction), 1.0, 0.0)
    if land.indoors is not None:
        light = land.indoors.light_at(p, light, lit)
    up = 0.5 + 0.5 * normal.z
    facing = dr.maximum(dr.dot(normal, light.direction), 0)
    sent = light.key * (facing * lit * light.cloud_shadow(p)) + (light.sky * up + light.ground * (1 - up)) * OPEN
    if land.soft is not None:
        sent = sent + land.soft.irradiance(direction, distance, normal)
    bright = sum((w * c for w, c in zip(LUMINANCE, sent, strict=True)), Float(0)) * (1 / dr.pi)
    return dr.select(shaded.material >= int(Material.GLOW), bright + SELF, bright)


def _bent(camera: Camera, ray: Vector3f) -> Vector3f:
    """Return where the camera looks, its horizon moved, at the place of the picture that a direction names."""
    column = (dr.atan2(ray.x, ray.y) * (1 / dr.two_pi) + 0.5) * dr.opaque(Float, camera.width)
    row = (0.5 - dr.asin(dr.clip(ray.z, -1, 1)) * (1 / dr.pi)) * dr.opaque(Float, camera.height)
    return camera.direction(column, row)
