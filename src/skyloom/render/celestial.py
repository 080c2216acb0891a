"""Sun and moon as lights at infinity, and the glare that a lens makes of them."""

from __future__ import annotations

import math

import drjit as dr
from mitsuba import Color3f, Float, Vector2f, Vector3f

from skyloom.core.scene import SceneSpec
from skyloom.render.atmosphere import GROUND, Transmittance
from skyloom.world.seeds import stream

SUN_RADIUS = math.radians(0.2666)  # seen from Earth, mean
SUN_ILLUMINANCE = 128_000.0  # outside the air, lux
MOON_RADIUS = math.radians(0.5)  # twice the true one: a small moon disappoints
MOON_ILLUMINANCE = 0.32  # of a full one, outside the air
MOON_LUMINANCE = 2500.0  # of its disc
GOLD = (1.0, 0.40, 0.13)  # the deepest colour of a light on the horizon
GLARE = ((0.4, 0.7), (1.6, 0.22), (7.0, 0.08))  # widths in degrees and shares of the light that a lens spreads
SPREAD = 0.006  # share of the disc's light that is spread
BITTEN_RADIUS = math.radians(1.15)  # of a partly eclipsed sun: larger than life, or nobody would see the bite
BITTEN_LIGHT, BITTEN_SPREAD = 5e-4, 0.002  # of its disc's light and of its glare, as through a filter
RING = 0.92  # eclipsed share at which the moon stands before the sun's middle
MOON_SHARE = 0.93  # of the sun's radius


class Body:
    """A disc in the sky that lights the world."""

    def __init__(
        self,
        elevation_deg: float,
        heading_deg: float,
        illuminance: float,
        radius: float,
        tint: tuple[float, float, float] = (1.0, 1.0, 1.0),
        bitten: float = 0.0,
    ) -> None:
        self.tint = tint  # linear RGB of its light, outside the air
        self.elevation = math.radians(elevation_deg)
        self.heading = heading = math.radians(heading_deg)
        cos = math.cos(self.elevation)
        self.direction = Vector3f(cos * math.sin(heading), cos * math.cos(heading), math.sin(self.elevation))
        self.illuminance, self.radius = illuminance, radius
        # what the moon hides of a sun that is not quite eclipsed: its middle, in radii to the right and up
        away = (1 + MOON_SHARE) * (1 - min(bitten / RING, 1.0)) if bitten > 0 else 9.0
        self.size = Float(BITTEN_RADIUS if bitten > 0 else radius)
        self.moon = [Float(0.8 * away), Float(0.6 * away)]
        self.disc_light = Float(BITTEN_LIGHT if bitten > 0 else 1.0)
        self.spread = BITTEN_SPREAD if bitten > 0 else 1.0  # of its light in a lens, against a bare sun
        dr.make_opaque(self.direction, self.size, self.moon, self.disc_light)

    def through(self, air: Transmittance, height: float) -> Color3f:
        """Return its light at a height over the ground, on a surface that faces it, lux."""
        light = air.of_light(Float(GROUND + height), Float(math.sin(self.elevation))) * self.illuminance
        # a setting sun of true chroma paints the world blood red; eyes and films see gold
        light = dr.maximum(light, dr.max(light) * Color3f(*GOLD)) * Color3f(*self.tint)
        dr.make_opaque(light)
        return light


# further suns: size against the first, share of its light and colour; they stay near it, as in a close pair
COMPANIONS = ((0.62, 0.35, (1.0, 0.62, 0.32)), (0.42, 0.22, (0.72, 0.84, 1.0)), (0.34, 0.15, (1.0, 0.5, 0.35)))
APART_DEG = (6.0, 11.0)


def companions(scene: SceneSpec, seed: int) -> list[Body]:
    """Return the suns beside the first."""
    draw = stream(seed, "suns")
    bodies = []
    for number, (size, share, tint) in enumerate(COMPANIONS[: max(scene.sights.suns - 1, 0)]):
        turn, away = float(draw.uniform(-0.5, 0.5)) + number * 2.2, float(draw.uniform(*APART_DEG)) * (1 + number)
        elevation = scene.sun.elevation_deg + away * math.sin(turn)
        heading = scene.sun.heading_deg + away * math.cos(turn) / max(math.cos(math.radians(elevation)), 0.2)
        bodies.append(Body(elevation, heading, SUN_ILLUMINANCE * share, SUN_RADIUS * 2.2 * size, tint))
    return bodies


def moonlight(phase: float) -> float:
    """Return the lux of a moon that is lit to a share, outside the air."""
    angle = math.degrees(math.acos(max(-1.0, min(1.0, 2 * phase - 1))))
    return float(MOON_ILLUMINANCE * 10 ** (-0.4 * (0.026 * angle + 4e-9 * angle**4)))


def sun_disc(direction: Vector3f, sun: Body, light: Color3f) -> Color3f:
    """Return the sun's disc, darker and redder at its limb; `light` is its lux behind the air."""
    right = dr.normalize(Vector3f(sun.direction.y, -sun.direction.x, 1e-6))
    up = dr.cross(right, sun.direction)
    x, y = dr.dot(direction, right) / sun.size, dr.dot(direction, up) / sun.size
    apart = dr.norm(dr.cross(direction, sun.direction)) / sun.size
    ahead = dr.dot(direction, sun.direction) > 0
    inside = dr.select(ahead, dr.clip((1.02 - apart) * 12, 0, 1), 0)
    hidden = dr.clip((MOON_SHARE - dr.norm(Vector2f(x - sun.moon[0], y - sun.moon[1]))) * 24 + 0.5, 0, 1)
    limb = dr.sqrt(dr.maximum(1 - apart * apart, 0.02))
    shown = inside * (1 - hidden) * sun.disc_light * (1 / 6.0e-5)
    return light * Color3f(limb**0.397, limb**0.503, limb**0.652) * shown


def glare(direction: Vector3f, toward: Vector3f, light: Color3f) -> Color3f:
    """Return what a lens spreads of a bright disc around it; `light` is its lux at the eye."""
    square = dr.square(dr.norm(direction - toward))
    total = Float(0)
    for width, share in GLARE:
        sigma = math.radians(width)
        total += dr.exp(square * (-0.5 / sigma**2)) * (share * SPREAD / (2 * math.pi * sigma**2))
    return light * total
