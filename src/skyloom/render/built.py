"""How what people built is shaded: a finish from the material, then light on it and what it mirrors."""

from __future__ import annotations

from typing import TYPE_CHECKING

import drjit as dr
from mitsuba import Color3f, Float, Point2f, Point3f, Ray3f, UInt32, Vector3f

from skyloom.render.film import LUMINANCE
from skyloom.render.finish import Evening, Finish
from skyloom.render.light import Light, Sky
from skyloom.render.masonry import masonry
from skyloom.render.noise import fbm2, smoothstep
from skyloom.render.urban import urban
from skyloom.world.kinds import BUILT, Material

if TYPE_CHECKING:
    from skyloom.render.land import Land, Parts

URBAN = 32  # materials from here on
LIGHT = 48
MIRRORS = 36.0  # a surface that mirrors more than 1/36 straight on mirrors all at a grazing angle
EMBER = (1.0, 0.45, 0.3)  # of its colour, where a film turned to its light would show it yellow
HEAT = 0.14  # of lava's own light, shown: a film holds no more beside the walls it lights
CRUST = 0.02  # of its heat that lava sends through its skin
NEUTRAL = 0.3  # of the sky's colour that streets lose
WALLS = 0.75  # of the light from the ground, what near walls send where they hide the sky
WARM = (1.12, 1.0, 0.84)  # colour of what walls and streets send on
FAINTEST = 0.012  # share below which nobody looks for a mirror image
SUNNY = 0.15  # of the key light reaches what is seen in a mirror: nobody asks for its shadow


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
    fill = filling(light, up, openness)
    radiance = finish.albedo * (key + fill) * (1 / dr.pi) + finish.emission * land.evening.dim

    def polished(
        radiance: Color3f, p: Point3f, n: Vector3f, direction: Vector3f, share: Float, tint: Color3f
    ) -> Color3f:
        cosine = dr.clip(-dr.dot(direction, n), 0.02, 1.0)
        return radiance + mirrored(land, p, direction + n * (2 * cosine), n, light, sky) * tint * share

    mirror, cosine = finish.mirror, dr.clip(-dr.dot(direction, finish.normal), 0.02, 1.0)
    share = mirror + (1 - mirror) * (1 - cosine) ** 5 * dr.minimum(mirror * MIRRORS, 1)
    arguments = (radiance, p, finish.normal, direction, share, finish.tint)
    radiance = dr.if_stmt(arguments, share > FAINTEST, polished, lambda radiance, *_: radiance)
    return radiance, finish.normal, finish.albedo, number & 255


def filling(light: Light, up: Float, openness: Float) -> Color3f:
    """Return the light on a wall or a street from the sky and from what is lit around it, lux.

    `up` is 1 for what looks up, 0 for what looks down. Where walls hide the sky they send on sunlight, warmed by what
    they are made of.
    """
    pale = NEUTRAL * (1.5 - openness)
    sky = light.sky * (1 - pale) + dr.dot(light.sky, Color3f(*LUMINANCE)) * pale
    hidden = dr.sqrt(dr.maximum(openness, 0)) * (WALLS * (1.25 - openness))
    return (sky * up + light.ground * (1 - up)) * openness + light.ground * Color3f(*WARM) * hidden


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
        return masonry(*arguments, evening).parts()

    def new(*arguments: object) -> tuple[object, ...]:
        return urban(*arguments, evening).parts()

    def glowing(
        material: UInt32, tag: UInt32, _at: Point2f, p: Point3f, normal: Vector3f, colour: Color3f, footprint: Float
    ) -> tuple[object, ...]:
        vein = fbm2(p.x * 0.5 + 7, p.y * 0.5, 4, footprint=footprint * 0.5, seed=81)
        hot = smoothstep(0.10, 0.0, dr.abs(vein - 0.5)) + smoothstep(0.58, 0.72, vein)
        crusted = dr.select(material == int(Material.LAVA), HEAT * (CRUST + (1 - CRUST) * dr.minimum(hot, 1)), 1.0)
        shade = dr.select(material == int(Material.LAVA), Color3f(*EMBER), Color3f(1))
        return Finish(Color3f(0.02), normal, colour * shade * (Float(tag) * crusted), Float(0), Color3f(1)).parts()

    def bright(*arguments: object) -> tuple[object, ...]:
        return glowing(*arguments[:-1])

    def made(*arguments: object) -> tuple[object, ...]:
        is_urban = arguments[0] >= URBAN
        return dr.if_stmt(arguments, is_urban, new, old)

    return Finish(*dr.if_stmt(arguments, material >= LIGHT, bright, made))


def mirrored(land: Land, p: Point3f, towards: Vector3f, normal: Vector3f, light: Light, sky: Sky) -> Color3f:
    """Return what a polished surface at `p` mirrors from a direction: glowing things, plain walls, or the sky."""
    up = dr.normalize(towards)
    found = land.scene.ray_intersect_preliminary(Ray3f(p + normal * 0.02, up), coherent=False)
    level = dr.normalize(Vector3f(up.x, up.y, dr.maximum(up.z, 0.01)))
    clear = sky.radiance(level)
    if land.glow is not None:
        clear += land.glow.sky(level)
    if land.indoors is not None:
        clear *= land.indoors.passed(p, up) * land.indoors.gain

    def image(face: UInt32, weights: Point2f, way: Float, p: Point3f, up: Vector3f, _: Color3f) -> Color3f:
        far, colour, openness, number = land.attributes(face, weights)
        at, there = land.wall(face, weights), p + up * way
        finish = finish_of(number, at, there, far, colour, 0.002 * way, up, land.evening)
        is_built = (number & 255) >= BUILT
        albedo = dr.select(is_built, finish.albedo, colour)
        light = (light_sky * (0.5 + 0.5 * far.z) * openness + key * SUNNY) * (1 / dr.pi)
        if land.indoors is not None:
            light = land.indoors.mirrored(land, there, dr.select(dr.dot(far, up) > 0, -far, far))
        return albedo * light + dr.select(is_built, finish.emission * land.evening.dim, 0)

    light_sky, key = light.sky, light.key
    arguments = (found.prim_index, found.prim_uv, found.t, p, up, clear)
    return dr.if_stmt(arguments, found.is_valid(), image, lambda *rest: rest[-1])
