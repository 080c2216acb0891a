"""How matt ground answers light: sun, sky, bounce, and the film of water that lies on it."""

from __future__ import annotations

import drjit as dr
from mitsuba import Color3f, Float, Point3f, Vector3f

from skyloom.render.light import Light, Sky
from skyloom.render.materials import Surface

FUMES = (2.4, 0.75, 0.22)  # colour of the light that fumes over lava send down, against the sky's as a whole


def surface_light(surface: Surface, openness: Float, lit: Float, p: Point3f, light: Light) -> Color3f:
    """Return the light that a matt surface sends back and out."""
    n = surface.normal
    sun = light.key * (dr.maximum(dr.dot(n, light.direction), 0) * lit * light.cloud_shadow(p))
    up = 0.5 + 0.5 * n.z
    fill = (light.sky * up + light.ground * (1 - up) + bounced(surface.albedo, light)) * openness
    return surface.albedo * (sun + fill) * (1 / dr.pi) + surface.emission


def filmed(radiance: Color3f, surface: Surface, openness: Float, direction: Vector3f, sky: Sky) -> Color3f:
    """Return a surface's light with the sky mirrored in the water that lies on it."""

    def wet(radiance: Color3f, normal: Vector3f, film: Float, direction: Vector3f) -> Color3f:
        level = dr.normalize(dr.lerp(normal, Vector3f(0, 0, 1), film))
        cosine = dr.maximum(-dr.dot(direction, level), 0.02)
        up = direction + level * (2 * cosine)
        up = dr.normalize(Vector3f(up.x, up.y, dr.maximum(up.z, 0.01)))
        share = (0.02 + 0.98 * (1 - cosine) ** 5) * film * openness
        dimmed = sky.radiance(up) * dr.lerp(0.6, 1.0, film)
        return dr.lerp(radiance, dimmed, share)

    arguments = (radiance, surface.normal, surface.gloss, direction)
    return dr.if_stmt(arguments, surface.gloss > 0.02, wet, lambda radiance, *_: radiance)


def embered(light: Light, lux: float, share: float) -> Light:
    """Return the light under a sky of `lux` whose fumes glow over lava; `share` is how much of the land is lava."""
    glow = Color3f(*FUMES) * dr.opaque(Float, share * lux)
    sky, ground = light.sky + glow, light.ground + glow * 0.5
    dr.make_opaque(sky, ground)
    return Light(light.direction, light.key, sky, ground, light.radius, light.veil)


def bounced(albedo: Color3f, light: Light) -> Color3f:
    """Return the sunlight that like surfaces around send into shadows."""
    return albedo * light.key * (0.07 * dr.maximum(light.direction.z, 0.05))
