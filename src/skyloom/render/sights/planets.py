"""Worlds that hang in the sky: globes lit by the sun, their air and their rings, painted as decals."""

from __future__ import annotations

import math
from dataclasses import dataclass

import drjit as dr
import numpy as np
from mitsuba import Color3f, Float, UInt32, Vector3f

from skyloom.core.scene import Planet
from skyloom.render.noise import smoothstep, value3
from skyloom.render.sights.decals import Decal, Frame, direction_of, frame, painted, toward
from skyloom.render.sights.globes import Crust, axes, gas, living, rock
from skyloom.world.seeds import stream

RINGS = (1.24, 2.27)  # radii of the planet, as Saturn's
AIR_BLUE = (0.30, 0.55, 1.0)
NIGHT_SHINE = 0.10  # of a city against a sunlit white
STANDARD = (0.7, 0.6, 0.5)  # the tint that nobody chose


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How a planet is painted, apart from its place."""

    forward: np.ndarray  # (3,), unit
    radius: float  # radians
    sun: np.ndarray  # (3,), unit, to what lights it
    gain: float  # cd/m² of a white that the sun shines on
    pixel: float  # radians
    tilt: float = 0.5  # radians, of its pole, at most
    lights: float = 0.0  # of its cities


def planet(spec: Planet, look: Look, seed: int, name: str) -> Decal:
    """Return a planet; `name` tells its random numbers from those of others."""
    draw = stream(seed, f"planet {name}")
    outer = _outer(spec, look.radius)
    where = frame(look.forward, outer, look.pixel)
    body = axes(draw, look.tilt)
    own = [Vector3f(*map(float, row)) for row in body]
    sun = Vector3f(*map(float, where.local(look.sun)))
    numbers = [Float(v) for v in (look.radius, math.sin(look.radius), spec.bands, spec.clouds, spec.rings)]
    lattice = dr.opaque(UInt32, int(draw.integers(2**24)))
    tint = Color3f(*map(float, spec.tint))
    dr.make_opaque(own, sun, numbers, tint)
    light, opacity = _painted(spec, where, own, sun, numbers, tint, lattice, look)
    return painted(where, light, opacity, look.gain)


def _outer(spec: Planet, radius: float) -> float:
    if spec.rings > 0:
        return math.asin(min(math.sin(radius) * RINGS[1] * 1.02, 0.95))
    return radius * 1.12


def look_at(spec: Planet, sun: np.ndarray, gain: float, pixel: float) -> Look:
    """Return the usual look of a planet at its place."""
    forward = toward(spec.elevation_deg, spec.heading_deg)
    return Look(forward=forward, radius=math.radians(spec.radius_deg), sun=sun, gain=gain, pixel=pixel)


def _painted(
    spec: Planet,
    where: Frame,
    own: list[Vector3f],
    sun: Vector3f,
    numbers: list[Float],
    tint: Color3f,
    lattice: UInt32,
    look: Look,
) -> tuple[Color3f, Float]:
    radius, size, bands, clouds, rings = numbers
    way = direction_of(*where.grid())
    apart = dr.acos(dr.clip(way.z, -1, 1))
    texel = dr.opaque(Float, 2 * where.reach / where.points)
    disc = dr.clip((radius - apart) / texel + 0.5, 0, 1)
    near = way.z - dr.sqrt(dr.maximum(size * size - (1 - way.z * way.z), 0))
    normal = dr.normalize(way * near - Vector3f(0, 0, 1))
    facing = dr.maximum(-dr.dot(normal, way), 0)
    p = Vector3f(*(dr.dot(normal, axis) for axis in own))
    light_own = Vector3f(*(dr.dot(sun, axis) for axis in own))
    if spec.clouds > 0.05:
        own_tint = Float(0.0 if spec.tint == STANDARD else 0.65)
        dr.make_opaque(own_tint)
        crust = living(p, tint, own_tint, clouds, lattice)
    elif spec.bands > 0.3:
        crust = gas(p, tint, bands, lattice)
    else:
        crust = rock(p, tint, lattice)
    colour = _lit(crust, spec, p, light_own, facing)
    if spec.rings > 0:
        colour *= _ring_shadow(p, light_own, rings, lattice)
    half = dr.normalize(sun - way)
    colour += Color3f(1.0, 0.93, 0.8) * (crust.gloss * dr.maximum(dr.dot(half, normal), 0) ** 60 * 0.5)
    dark = smoothstep(0.02, -0.16, dr.dot(normal, sun))
    colour += Color3f(1.0, 0.72, 0.36) * (crust.lights * dark * dr.opaque(Float, NIGHT_SHINE * 8 * look.lights))
    light, opacity = colour * disc, disc
    if spec.clouds > 0.05 or spec.bands > 0.3:
        light, opacity = _aired(spec, light, opacity, normal, sun, facing, apart, radius, tint)
    if spec.rings > 0:
        light, opacity = _ringed(light, opacity, way, near, own, sun, size, rings, lattice, tint)
    return light, opacity


def _lit(crust: Crust, spec: Planet, p: Vector3f, sun: Vector3f, facing: Float) -> Color3f:
    bend = crust.slope - p * dr.dot(crust.slope, p)
    normal = dr.normalize(p - 0.16 * bend)
    cosine = dr.dot(normal, sun)
    if spec.bands > 0.3 or spec.clouds > 0.05:
        soft = smoothstep(-0.10, 0.25, cosine) * dr.maximum(cosine, 0) ** 0.8
        return crust.albedo * (soft * (0.45 + 0.55 * facing**0.6))
    lit = dr.maximum(cosine, 0) * smoothstep(-0.02, 0.06, dr.dot(p, sun))
    return crust.albedo * (lit * 1.6 / (lit + facing + 0.25))


def _aired(
    spec: Planet,
    light: Color3f,
    opacity: Float,
    normal: Vector3f,
    sun: Vector3f,
    facing: Float,
    apart: Float,
    radius: Float,
    tint: Color3f,
) -> tuple[Color3f, Float]:
    """Return a globe with the thin bright rim of its air."""
    blue = spec.clouds > 0.05
    colour = Color3f(*AIR_BLUE) if blue else tint * 0.9 + 0.1
    height = radius * (0.012 if blue else 0.006)
    side = dr.dot(normal, sun)
    day = smoothstep(-0.22, 0.25, side)
    low = smoothstep(0.3, -0.05, side) * smoothstep(-0.25, 0.0, side)
    colour = dr.lerp(colour, Color3f(1.0, 0.5, 0.22), 0.75 * low)
    inner = (1 - facing) ** (3.5 if blue else 5.0) * (0.55 if blue else 0.25)
    outer = dr.exp(-dr.maximum(apart - radius, 0) / height) * (0.8 if blue else 0.22)
    rim = dr.select(opacity > 0.5, inner, outer) * day
    hides = dr.select(opacity > 0.5, 0.75 * inner, 0.5 * outer * day)
    return light * (1 - dr.select(opacity > 0.5, hides, 0)) + colour * rim, dr.maximum(opacity, hides)


def _density(r: Float, rings: Float, lattice: UInt32) -> Float:
    """Return the optical depth of the rings at a distance from the planet's middle, in its radii."""
    inner = smoothstep(1.24, 1.30, r) * smoothstep(1.53, 1.50, r) * 0.22
    bright = smoothstep(1.51, 1.56, r) * smoothstep(1.955, 1.94, r) * 1.6
    outer = smoothstep(2.02, 2.04, r) * smoothstep(2.27, 2.255, r) * 0.75
    gap = 1 - 0.92 * dr.exp(-dr.square((r - 2.19) * (1 / 0.008)))
    fine = 0.55 + 0.6 * value3(r * 34, Float(1.5), Float(0.5), lattice + 50)
    fine *= 0.7 + 0.6 * value3(r * 110, Float(3.5), Float(0.5), lattice + 51)
    return (inner + bright + outer * gap) * fine * rings


def _ring_shadow(p: Vector3f, sun: Vector3f, rings: Float, lattice: UInt32) -> Float:
    slope = dr.select(dr.abs(sun.z) > 0.02, sun.z, 0.02)
    way = -p.z / slope
    r = dr.norm(p + sun * way)
    return dr.select(way > 0, dr.exp(-1.6 * _density(r, rings, lattice)), 1)


def _ringed(
    light: Color3f,
    opacity: Float,
    way: Vector3f,
    near: Float,
    own: list[Vector3f],
    sun: Vector3f,
    size: Float,
    rings: Float,
    lattice: UInt32,
    tint: Color3f,
) -> tuple[Color3f, Float]:
    """Return a globe with its rings: in front of it, behind it, and dark where its shadow falls on them."""
    pole = own[2]
    slope = dr.dot(way, pole)
    distance = pole.z / dr.select(dr.abs(slope) > 1e-4, slope, 1e-4)
    at = (way * distance - Vector3f(0, 0, 1)) / size
    r = dr.norm(at)
    depth = _density(r, rings, lattice)
    cover = 1 - dr.exp(-depth / dr.maximum(dr.abs(slope), 0.15) * 0.7)
    cover = dr.select(distance > 0, cover, 0)
    along = dr.dot(at, sun)
    aside = dr.norm(at - sun * along)
    shadow = dr.select(along < 0, smoothstep(0.985, 1.015, aside), 1)
    same = dr.select(dr.dot(pole, sun) * -slope > 0, 1.0, 0.38)  # from behind only what the ice lets through
    toned = dr.lerp(dr.lerp(Color3f(0.80, 0.74, 0.64), tint, 0.35), Color3f(0.6, 0.5, 0.4), smoothstep(1.6, 1.3, r))
    ice = toned * (0.82 * same * shadow * dr.maximum(dr.sqrt(dr.abs(dr.dot(pole, sun))), 0.35))
    hidden = dr.select(distance < near, 0, opacity)  # by the globe
    cover_seen = cover * (1 - hidden)
    return light * (1 - cover_seen) + ice * cover_seen, opacity + (1 - opacity) * cover_seen
