"""What the surface of a planet looks like: bands of gas, craters, or seas and land under clouds.

Places are unit vectors in the planet's own frame, its pole along z. Colours are albedos, linear RGB.
"""

from __future__ import annotations

from dataclasses import dataclass

import drjit as dr
import numpy as np
from mitsuba import Color3f, Float, Int32, UInt32, Vector3f

from skyloom.render.noise import cell_bits, fbm3, gradient3, hash_bits, smoothstep, value3

STORMS = 9
SIZES = (2.2, 5.0, 11.0, 24.0)  # craters across a radius, from the great to the small
ICE, FOREST, STEPPE, DESERT = (0.82, 0.86, 0.9), (0.045, 0.085, 0.03), (0.17, 0.15, 0.065), (0.40, 0.29, 0.17)
SEA, SHALLOW = (0.008, 0.028, 0.075), (0.02, 0.10, 0.13)
VAPOUR = 0.85  # albedo of clouds


@dataclass(frozen=True)
class Crust:
    """A planet's surface at n places."""

    albedo: Color3f
    slope: Vector3f  # of its height, in the planet's frame: what bends the normal
    gloss: Float  # share that mirrors the sun, as seas do
    lights: Float  # of cities by night, relative to a sunlit white


def gas(p: Vector3f, tint: Color3f, bands: Float, seed: UInt32) -> Crust:
    """Return the cloud tops of a giant: belts and zones along its latitude, stirred by storms."""
    x, y, z = p.x, p.y, p.z
    q = Vector3f(x, y, z)
    for size, strength in ((2.6, 0.10), (6.0, 0.045), (14.0, 0.018)):
        stretched = Vector3f(q.x * size, q.y * size, q.z * size * 2.4)
        q += strength * Vector3f(
            gradient3(stretched.x, stretched.y, stretched.z, seed + 1),
            gradient3(stretched.x, stretched.y, stretched.z, seed + 2),
            0.42 * gradient3(stretched.x, stretched.y, stretched.z, seed + 3),
        )
    q, eye = _storms(p, q, seed)
    belt = value3(q.z * 4.2 + 3.1, Float(0.5), Float(0.5), seed + 4) * 0.62
    belt += value3(q.z * 10.0, Float(2.5), Float(0.5), seed + 5) * 0.26
    belt += value3(q.z * 27.0, Float(4.5), Float(0.5), seed + 6) * 0.12
    fine = fbm3(q.x * 5, q.y * 5, q.z * 34, 5, gain=0.6, seed=seed + 7)
    tone = dr.clip((belt - 0.5) * 2.6 + 0.5 + (fine - 0.5) * 0.55, 0, 1)
    warm = value3(q.z * 5.3, Float(9.5), Float(0.5), seed + 8)
    deep = tint * Color3f(0.50, 0.36, 0.30)
    pale = dr.lerp(tint * 1.15, Color3f(0.86, 0.82, 0.75), 0.42)
    rust = tint * Color3f(1.0, 0.66, 0.46)
    banded = dr.lerp(dr.lerp(deep, rust, smoothstep(0.35, 0.75, warm)), pale, smoothstep(0.12, 0.88, tone))
    banded = dr.lerp(banded, rust * 0.9, 0.75 * eye)
    polar = smoothstep(0.72, 0.97, dr.abs(z))
    banded = dr.lerp(banded, tint * 0.55, 0.6 * polar)
    return Crust(dr.lerp(tint * (0.75 + 0.5 * fine), banded, bands), Vector3f(0), Float(0), Float(0))


def _storms(p: Vector3f, q: Vector3f, seed: UInt32) -> tuple[Vector3f, Float]:
    eye = Float(0)
    for k in range(STORMS):
        bits = hash_bits(seed + 77 * (k + 1))
        height = Float(Int32(bits & 1023)) * (1.3 / 1023) - 0.65
        sin, cos = dr.sincos(Float(Int32((bits >> 10) & 1023)) * (dr.two_pi / 1023))
        flat = dr.sqrt(1 - height * height)
        size = 0.05 + (0.13 if k == 0 else 0.05) * Float(Int32((bits >> 20) & 255)) * (1 / 255)
        centre = Vector3f(flat * cos, flat * sin, height)
        away = p - centre
        east = Vector3f(-sin, cos, 0)
        along, across = dr.dot(away, east) * 0.5, away.z
        near = dr.exp(-(along * along + across * across) / (size * size))
        turn_sin, turn_cos = dr.sincos(3.2 * near)
        ahead = dr.dot(p, centre) > 0
        near = dr.select(ahead, near, 0)
        swirl = Vector3f(0, 0, along * turn_sin + across * (turn_cos - 1))
        q += swirl * dr.select(ahead, 1, 0)
        eye = dr.maximum(eye, smoothstep(0.55, 0.9, near) * (1.0 if k == 0 else 0.5))
    return q, eye


def rock(p: Vector3f, tint: Color3f, seed: UInt32) -> Crust:
    """Return a world without air: plains, highlands and craters on craters."""
    broad = fbm3(p.x * 1.6, p.y * 1.6, p.z * 1.6, 5, seed=seed)
    grain = fbm3(p.x * 9, p.y * 9, p.z * 9, 5, gain=0.6, seed=seed + 1)
    plains = smoothstep(0.54, 0.42, broad)
    height, slope, rays = Float(0), Vector3f(0), Float(0)
    for number, size in enumerate(SIZES):
        depth, bend, bright = craters(p * size, seed + 11 * (number + 1))
        calm = 1 - (0.75 if number < 2 else 0.35) * plains
        slope += bend * (0.45 * calm)
        height += depth * calm
        rays += bright
    rough = 26.0
    slope += 0.10 * Vector3f(*(gradient3(p.x * rough, p.y * rough, p.z * rough, seed + 40 + k) for k in range(3)))
    shade = (1.0 - 0.45 * plains) * (0.72 + 0.56 * grain) + 0.16 * height + 0.18 * rays
    hue = dr.lerp(
        Color3f(1), Color3f(1.18, 0.96, 0.78), smoothstep(0.4, 0.62, fbm3(p.x * 2, p.y * 2, p.z * 2, 3, seed=seed + 9))
    )
    return Crust(tint * hue * dr.maximum(shade, 0.1), slope, Float(0), Float(0))


@dr.syntax
def craters(p: Vector3f, seed: UInt32) -> tuple[Float, Vector3f, Float]:
    """Return height, slope and bright ejecta of round craters, one a cell of space."""
    i, j, k = (Int32(dr.floor(c)) for c in (p.x, p.y, p.z))
    height, slope, rays, n = Float(0), Vector3f(0), Float(0), Int32(0)
    while n < 27:
        ci, cj, ck = i + n % 3 - 1, j + (n // 3) % 3 - 1, k + n // 9 - 1
        bits = hash_bits(cell_bits(ci, cj, ck, seed=seed))
        more = hash_bits(bits + 0x9E37)
        centre = Vector3f(
            Float(ci) + Float(Int32(bits & 1023)) * (1 / 1023),
            Float(cj) + Float(Int32((bits >> 10) & 1023)) * (1 / 1023),
            Float(ck) + Float(Int32((bits >> 20) & 1023)) * (1 / 1023),
        )
        draw = Float(Int32(more & 1023)) * (1 / 1023)
        radius = 0.16 + 0.42 * draw * draw
        away = p - centre
        far = dr.norm(away)
        u = far / radius
        bowl = dr.select(u < 1, u * u - 1, 0)
        rim = dr.exp(-dr.square((u - 1) * 5.5))
        height += 0.8 * bowl * radius + 0.35 * rim * radius
        steep = dr.select(u < 1, 1.6 * u, 0) - 0.35 * 60.5 * (u - 1) * rim
        slope += away / dr.maximum(far, 1e-4) * steep
        fresh = dr.select((more >> 10) & 15 == 0, 1.0, 0.0)
        rays += fresh * dr.exp(-u * 0.9)
        n += 1
    return height, slope, rays


def living(p: Vector3f, tint: Color3f, tinted: Float, clouds: Float, seed: UInt32) -> Crust:
    """Return a world with seas, land that follows its latitude, ice at its poles and weather over it."""
    bent = p + 0.22 * Vector3f(*(gradient3(p.x * 3, p.y * 3, p.z * 3, seed + k) for k in range(3)))
    height = fbm3(bent.x * 1.5, bent.y * 1.5, bent.z * 1.5, 8, gain=0.54, seed=seed + 3)
    ground = fbm3(p.x * 14, p.y * 14, p.z * 14, 5, gain=0.6, seed=seed + 4)
    land = smoothstep(0.512, 0.522, height)
    wet = fbm3(p.x * 3, p.y * 3, p.z * 3, 4, seed=seed + 5)
    latitude = dr.abs(p.z) + 0.14 * (wet - 0.5)
    dry = smoothstep(0.46, 0.56, wet) * smoothstep(0.62, 0.34, latitude)
    soil = dr.lerp(Color3f(*FOREST), Color3f(*STEPPE), smoothstep(0.3, 0.7, ground))
    soil = dr.lerp(soil, Color3f(*DESERT) * (0.7 + 0.6 * ground), dry)
    soil = dr.lerp(soil, soil * (0.4 + 1.1 * ground), smoothstep(0.56, 0.68, height))
    soil = dr.lerp(soil, tint * (0.35 + 0.5 * ground), tinted)
    sea = dr.lerp(Color3f(*SEA), Color3f(*SHALLOW), smoothstep(0.485, 0.514, height))
    ice = smoothstep(0.80, 0.86, latitude + 0.10 * (ground - 0.5) + 0.05 * land)
    base = dr.lerp(dr.lerp(sea, soil, land), Color3f(*ICE), ice)
    cover = weather(p, clouds, seed + 20)
    cities = land * (1 - ice) * smoothstep(0.60, 0.72, fbm3(p.x * 9, p.y * 9, p.z * 9, 3, seed=seed + 8))
    grain = fbm3(p.x * 130, p.y * 130, p.z * 130, 2, gain=0.8, seed=seed + 9)
    shine = cities * smoothstep(0.56, 0.80, grain) * (1 - 0.85 * cover)
    gloss = (1 - land) * (1 - ice) * (1 - cover)
    return Crust(dr.lerp(base, Color3f(VAPOUR), cover), Vector3f(0), gloss, shine)


def weather(p: Vector3f, amount: Float, seed: UInt32) -> Float:
    """Return the cover of clouds: fronts drawn out along the latitude and wound around lows."""
    q = Vector3f(p)
    for k in range(14):
        bits = hash_bits(seed + 131 * (k + 1))
        height = Float(Int32(bits & 1023)) * (1.7 / 1023) - 0.85
        sin, cos = dr.sincos(Float(Int32((bits >> 10) & 1023)) * (dr.two_pi / 1023))
        flat = dr.sqrt(1 - height * height)
        centre = Vector3f(flat * cos, flat * sin, height)
        size = 0.12 + 0.16 * Float(Int32((bits >> 20) & 255)) * (1 / 255)
        away = q - centre
        near = dr.exp(-dr.dot(away, away) / (size * size))
        sin, cos = dr.sincos(1.9 * near * dr.sign(height))
        turned = away * cos + dr.cross(centre, away) * sin + centre * (dr.dot(centre, away) * (1 - cos))
        q = dr.normalize(centre + turned)
    for size, strength in ((2.0, 0.20), (5.0, 0.10), (13.0, 0.035)):
        bend = Vector3f(*(gradient3(q.x * size, q.y * size, q.z * size, seed + 1 + k) for k in range(3)))
        q += strength * bend
    broad = fbm3(q.x * 2.2, q.y * 2.2, q.z * 5.0, 4, seed=seed + 5)
    fine = fbm3(q.x * 9, q.y * 9, q.z * 13, 6, gain=0.62, seed=seed + 6)
    level = 0.64 - 0.30 * amount
    shape = broad * 0.58 + fine * 0.42
    return smoothstep(level - 0.02, level + 0.17, shape) * dr.minimum(amount * 6, 1)


def axes(draw: np.random.Generator, tilt: float) -> np.ndarray:
    """Return a planet's own axes as rows over right, up and forward, (3, 3): its pole leans by up to `tilt` radians."""
    lean, nod, spin = draw.uniform(-tilt, tilt), draw.uniform(0.1, 0.42), draw.uniform(0, 2 * np.pi)
    pole = np.array([np.sin(lean), np.cos(lean) * np.cos(nod), -np.cos(lean) * np.sin(nod)])
    first = np.cross(pole, (0.0, 0.0, 1.0))
    first /= np.linalg.norm(first)
    second = np.cross(pole, first)
    return np.stack([np.cos(spin) * first + np.sin(spin) * second, np.cos(spin) * second - np.sin(spin) * first, pole])
