"""How plants, stones, ice and what else nature makes are shaded: their surface, and the light that leaves it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import drjit as dr
from mitsuba import Color3f, Float, Point3f, UInt32, Vector3f

from skyloom.render.light import Light
from skyloom.render.materials import SNOW, Palette, Surface, scaled_noise
from skyloom.render.noise import fbm2, kept, smoothstep, value2
from skyloom.world.kinds import Material

if TYPE_CHECKING:
    from skyloom.render.land import Parts


def thing_light(
    palette: Palette,
    material: UInt32,
    p: Point3f,
    normal: Vector3f,
    colour: Color3f,
    openness: Float,
    footprint: Float,
    lit: Float,
    direction: Vector3f,
    light: Light,
) -> Parts:
    """Return the light that leaves a plant or a stone."""
    is_leaf = (material == int(Material.LEAF)) | (material == int(Material.GRASS)) | (material == int(Material.PETAL))
    normal = dr.select(is_leaf & (dr.dot(normal, direction) > 0.3), -normal, normal)
    surface = thing_surface(palette, material, p, normal, colour, footprint)
    # Light comes through leaves and blades from behind, and some always reaches those in shadow.
    lit = dr.maximum(lit, dr.select(material == int(Material.LEAF), 0.15, dr.select(is_leaf, 0.12, 0.0)))
    facing = dr.dot(surface.normal, light.direction)
    wrapped = dr.select(is_leaf, dr.maximum(facing * 0.75 + 0.25, 0), dr.maximum(facing, 0))
    forward = dr.maximum(dr.dot(direction, light.direction), 0)
    through = dr.select(is_leaf, 0.35 + 0.65 * dr.maximum(-facing, 0) + 1.5 * forward**6, 0)
    through *= dr.select(material == int(Material.LEAF), 1.0, 0.65)
    key = light.key * (lit * light.cloud_shadow(p))
    albedo = surface.albedo
    glow = Color3f(albedo.x * 1.05, albedo.y * 1.15, albedo.z * 0.35) * (through * 0.55 * dr.clip(openness * 1.3, 0, 1))
    half = dr.normalize(light.direction - direction)
    gloss = dr.maximum(dr.dot(half, surface.normal), 0) ** 24 * dr.select(is_leaf, 0.05, 0.02 + 0.3 * surface.gloss)
    up = 0.5 + 0.5 * surface.normal.z
    fill = (light.sky * up + light.ground * (1 - up)) * dr.sqrt(openness)
    radiance = (albedo * (key * wrapped + fill + light.key * (0.04 * openness)) + glow * key + gloss * key) * (
        1 / dr.pi
    )
    return radiance, surface.normal, albedo, UInt32(material)


def thing_surface(
    palette: Palette, material: UInt32, p: Point3f, normal: Vector3f, colour: Color3f, footprint: Float
) -> Surface:
    """Return the surface of a plant or a stone whose own colour is `colour`."""
    is_leaf = material == int(Material.LEAF)
    is_rough = (material != int(Material.GRASS)) & (material != int(Material.PETAL))
    plain = (Float(0.5), Float(0.5), Float(0.5), Float(0), Float(0))

    def rough(p: Point3f, footprint: Float) -> tuple[Float, Float, Float, Float, Float]:
        return grain(palette, p, footprint)

    coarse, fine, clump, tilt_x, tilt_y = dr.if_stmt((p, footprint), is_rough, rough, lambda *_: plain)
    stone = colour * (0.45 + 0.8 * coarse + 0.35 * fine)
    moss = smoothstep(0.55, 0.85, normal.z + 0.8 * (coarse - 0.5)) * smoothstep(0.15, 0.6, palette.grass) * 0.7
    moss *= smoothstep(1.0, 1.6, p.z) if palette.is_by_water else Float(1)
    stone = dr.lerp(stone, palette.lush * (0.5 + coarse), moss)
    bark = colour * (0.4 + 0.7 * value2(dr.atan2(normal.y, normal.x) * 5, p.z * 1.3 + 2 * coarse) + 0.4 * fine)
    leaf = colour * (0.2 + 1.6 * clump)
    normal = dr.normalize(normal + dr.select(is_leaf, 0.8, 0.0) * Vector3f(tilt_x, tilt_y, 0.6 * (clump - 0.5)))
    is_stone, is_bark = material == int(Material.STONE), material == int(Material.BARK)
    albedo = dr.select(is_stone, stone, dr.select(is_bark, bark, dr.select(is_leaf, leaf, colour)))
    white = smoothstep(0.35, 0.75, normal.z + 0.5 * (coarse - 0.5) + 0.9 * (palette.snow - 0.75)) * smoothstep(
        0.55, 0.9, palette.snow
    )
    white *= dr.select(is_leaf, 0.75, dr.select(is_stone, 1.0, 0.3))
    wet = palette.wet * 0.6
    if palette.is_by_water:
        wet = dr.maximum(wet, 1 - smoothstep(0.08, 0.22, p.z))
    albedo *= 1 - dr.select(is_stone | is_bark, 0.5, 0.15) * wet
    albedo = dr.lerp(albedo, Color3f(*SNOW), white)
    return Surface(dr.clip(albedo, 0.008, 0.88), normal, wet * (1 - white))


def grain(palette: Palette, p: Point3f, footprint: Float) -> tuple[Float, Float, Float, Float, Float]:
    """Return the noises that roughen stone, bark and leaves: coarse, fine, clumps and the slopes of the clumps."""
    x, y = p.x + 0.57 * p.z, p.y - 0.77 * p.z
    coarse = fbm2(x * 3.1, y * 3.1, 3, footprint=footprint * 3.1, seed=palette.seed ^ 12)
    fine = 0.5 + (value2(x * 31, y * 31, palette.seed ^ 13) - 0.5) * kept(footprint, 0.03)
    return coarse, fine, *scaled_noise(x, y, dr.clip(footprint * 1.6, 0.012, 0.5), palette.seed ^ 15)
