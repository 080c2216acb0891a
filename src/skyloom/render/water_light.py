"""How open water answers light: what it mirrors, what comes out of it, foam, ice and what floats on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import drjit as dr
from mitsuba import Bool, Color3f, Float, Point2f, Point3f, Ray3f, UInt32, Vector3f

from skyloom.render.ground import EARTH_RADIUS
from skyloom.render.ground_light import surface_light
from skyloom.render.light import Light, Sky
from skyloom.world.kinds import Material

if TYPE_CHECKING:
    from skyloom.render.land import Land, Parts

LIT = 0.85  # share of the key light taken for what is mirrored: no shadow ray is worth it
FOAM = 0.62  # albedo


def water_light(
    land: Land, p: Point3f, direction: Vector3f, distance: Float, pixel: Float, light: Light, sky: Sky
) -> Parts:
    """Return the light that leaves the water at `p`, its normal and its albedo."""
    waters, palette = land.waters, land.palette
    wide = pixel * distance
    normal, lost = waters.normal(p, direction, wide)
    crust = waters.crust(p, wide)
    if crust is not None:
        normal = dr.normalize(dr.lerp(normal, dr.normalize(Vector3f(crust.shake.x, crust.shake.y, 1)), crust.share))
        lost = dr.lerp(lost, 4e-5, crust.share)
    up, share, blocked = waters.mirrored(direction, normal, lost)
    found = land.scene.ray_intersect_preliminary(Ray3f(p + Vector3f(0, 0, 0.05), up), coherent=False)
    is_land = found.is_valid() & (blocked < 0.02)
    mirrored = sky.radiance(up) * (1 - 0.25 * blocked)
    q = p + up * dr.select(is_land, found.t, 0)
    image = mirrored_land(land, found.prim_index, found.prim_uv, q, pixel * (distance + found.t), is_land, light)
    mirrored = dr.select(is_land, sky.aerial(image, found.t, q, up), mirrored)
    shadow = light.cloud_shadow(p)
    mirrored += (light.key * shadow) * dr.select(
        is_land, 0, waters.glitter(direction, normal, lost, light.direction) / dr.maximum(share, 0.02)
    )
    depth = dr.maximum(-land.ground.height(p.x, p.y) - (p.x * p.x + p.y * p.y) * (1 / (2 * EARTH_RADIUS)), 0)
    foam, through = waters.foam(p, depth, wide), 1 - share
    down = dr.maximum(-direction.z, 0.02)
    bent = dr.sqrt(1 - (1 - down * down) * 0.5625)
    reach = dr.minimum(depth, 12) / bent * dr.sqrt(dr.maximum(1 - bent * bent, 0))
    flat = dr.rsqrt(dr.maximum(direction.x * direction.x + direction.y * direction.y, 1e-8))
    shift_x = direction.x * flat * reach - normal.x * dr.minimum(depth, 3) * 0.35
    shift_y = direction.y * flat * reach - normal.y * dr.minimum(depth, 3) * 0.35
    bed_at = Point3f(p.x + shift_x, p.y + shift_y, -depth)
    bed = palette.ground(bed_at, Vector3f(0, 0, 1), Color3f(0), wide / down)
    sunshine = light.key * (dr.maximum(light.direction.z, 0) * shadow)
    on_bed = (sunshine * waters.caustics(bed_at, depth, wide / down) + light.sky) * 0.9
    clear = waters.clarity(depth * (1 + 1 / bent))
    glow = waters.glow(p, normal, light.direction, wide)
    body = (waters.body * (sunshine + light.sky) * ((1 - clear) * glow) + bed.albedo * clear * on_bed) * (1 / dr.pi)
    albedo = dr.lerp(waters.body, Color3f(FOAM), foam)
    if crust is not None:
        shown = crust.albedo * (sunshine + light.sky) * (1 / dr.pi)
        body = dr.lerp(body, shown, crust.cover * crust.share)
        albedo = dr.lerp(albedo, crust.albedo, crust.share)
        mirrored *= 1 - (1 - crust.polish) * crust.share
        foam *= 1 - crust.share
    white = (sunshine + light.sky) * (FOAM / dr.pi)
    radiance = dr.lerp(body * through + mirrored * share, white, foam)
    return radiance, normal, albedo, UInt32(int(Material.WATER))


def mirrored_land(
    land: Land, face: UInt32, weights: Point2f, q: Point3f, footprint: Float, met: Bool, light: Light
) -> Color3f:
    """Return the light of what water mirrors at `q`: ground as it is, plants and walls in their plain colours."""
    normal, colour, openness, number = land.attributes(face, weights, met)
    wide = dr.maximum(footprint, 0.3)

    def ground(q: Point3f, n: Vector3f, c: Color3f, a: Float, w: Float, _: UInt32) -> Color3f:
        return surface_light(land.palette.ground(q, n, c, w), a, Float(LIT), q, light)

    def thing(_q: Point3f, n: Vector3f, c: Color3f, a: Float, _w: Float, number: UInt32) -> Color3f:
        up = 0.5 + 0.5 * n.z
        facing = dr.maximum(dr.dot(n, light.direction), 0) * 0.8 + 0.1
        fill = (light.sky * up + light.ground * (1 - up)) * a
        plain = c * (light.key * (facing * LIT) + fill) * (1 / dr.pi)
        is_glowing = (number & 255) >= int(Material.GLOW)
        return dr.select(is_glowing, c * Float(number >> 8), plain)

    is_ground = met & ((number & 255) == int(Material.GROUND))
    return dr.if_stmt((q, normal, colour, openness, wide, number), is_ground, ground, thing)
