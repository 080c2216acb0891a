"""How what people built is shaded: a finish from the material, then light on it and what it mirrors."""

from __future__ import annotations

from typing import TYPE_CHECKING

import drjit as dr
from mitsuba import Color3f, Float, Point2f, Point3f, Ray3f, UInt32, Vector3f

from skyloom.render.finish import Evening, Finish
from skyloom.render.light import Light, Sky
from skyloom.render.masonry import masonry
from skyloom.render.urban import urban
from skyloom.world.kinds import Material

if TYPE_CHECKING:
    from skyloom.render.land import Land, Parts

URBAN = 32  # materials from here on
LIGHT = 48


def built_light(
    land: Land,
    number: UInt32,
    at: Point2f,
    p: Point3f,
    normal: Vector3f,
    colour: Color3f,
    openness: Float,
    footprint: Float,
    lit: Float,
    direction: Vector3f,
    light: Light,
    sky: Sky,
) -> Parts:
    """Return the light that leaves something built; `at` are its wall coordinates, metres."""
    finish = finish_of(number, at, p, normal, colour, footprint, direction, land.evening)
    key = light.key * (dr.maximum(dr.dot(finish.normal, light.direction), 0) * lit * light.cloud_shadow(p))
    up = 0.5 + 0.5 * finish.normal.z
    fill = (light.sky * up + light.ground * (1 - up)) * openness
    radiance = finish.albedo * (key + fill) * (1 / dr.pi) + finish.emission

    def polished(
        radiance: Color3f, p: Point3f, n: Vector3f, direction: Vector3f, mirror: Float, tint: Color3f
    ) -> Color3f:
        cosine = dr.clip(-dr.dot(direction, n), 0.02, 1.0)
        share = mirror + (1 - mirror) * (1 - cosine) ** 5 * dr.minimum(mirror * 8, 1)
        return radiance + mirrored(land, p, direction + n * (2 * cosine), n, light, sky) * tint * share

    arguments = (radiance, p, finish.normal, direction, finish.mirror, finish.tint)
    radiance = dr.if_stmt(arguments, finish.mirror > 0.005, polished, lambda radiance, *_: radiance)
    return radiance, finish.normal, finish.albedo, number & 255


def finish_of(
    number: UInt32,
    at: Point2f,
    p: Point3f,
    normal: Vector3f,
    colour: Color3f,
    footprint: Float,
    direction: Vector3f,
    evening: Evening,
) -> Finish:
    """Return the finish of a built surface seen with pixels of `footprint` metres."""
    material, tag = number & 255, number >> 8
    arguments = (material, tag, at, p, normal, colour, footprint, direction)

    def old(*arguments: object) -> tuple[object, ...]:
        return masonry(*arguments, evening).parts()  # type: ignore[arg-type]

    def new(*arguments: object) -> tuple[object, ...]:
        return urban(*arguments, evening).parts()  # type: ignore[arg-type]

    def glowing(
        _material: UInt32, tag: UInt32, _at: Point2f, _p: Point3f, normal: Vector3f, colour: Color3f, *_: object
    ) -> tuple[object, ...]:
        return Finish(Color3f(0.02), normal, colour * Float(tag), Float(0), Color3f(1)).parts()

    def made(*arguments: object) -> tuple[object, ...]:
        is_urban = arguments[0] >= URBAN  # type: ignore[operator]
        return dr.if_stmt(arguments, is_urban, new, old)  # type: ignore[no-any-return]

    return Finish(*dr.if_stmt(arguments, material >= LIGHT, glowing, made))


def mirrored(land: Land, p: Point3f, towards: Vector3f, normal: Vector3f, light: Light, sky: Sky) -> Color3f:
    """Return what a polished surface at `p` mirrors from a direction: glowing things, plain walls, or the sky."""
    up = dr.normalize(towards)
    found = land.scene.ray_intersect_preliminary(Ray3f(p + normal * 0.02, up), coherent=False)
    met = found.is_valid()
    far, colour, openness, number = land.attributes(found.prim_index, found.prim_uv, met)
    plain = colour * (light.sky * (0.5 + 0.5 * far.z) * openness + light.key * 0.15) * (1 / dr.pi)
    glows = (number & 255) == int(Material.GLOW)
    image = dr.select(glows, colour * Float(number >> 8), plain)
    clear = sky.radiance(dr.normalize(Vector3f(up.x, up.y, dr.maximum(up.z, 0.01))))
    return dr.select(met, image, clear)
