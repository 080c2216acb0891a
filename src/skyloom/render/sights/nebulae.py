"""Clouds of glowing gas and dark dust between the stars; brightness is relative to a white of one."""

from __future__ import annotations

from collections.abc import Sequence

import drjit as dr
import numpy as np
from mitsuba import Color3f, Float, UInt32, Vector3f

from skyloom.render.cloudmap import directions
from skyloom.render.noise import fbm3, gradient3, smoothstep
from skyloom.render.tables import Table
from skyloom.world.seeds import stream

Colour = tuple[float, float, float]

# three gases each: the broad glow, the filaments and what shines near hot stars
PALETTES: Sequence[tuple[Colour, Colour, Colour]] = (
    ((0.55, 0.07, 0.16), (0.10, 0.50, 0.62), (1.0, 0.62, 0.42)),
    ((0.10, 0.16, 0.60), (0.65, 0.12, 0.50), (0.70, 0.85, 1.0)),
    ((0.60, 0.28, 0.08), (0.08, 0.42, 0.52), (1.0, 0.86, 0.60)),
    ((0.30, 0.08, 0.50), (0.85, 0.22, 0.30), (1.0, 0.75, 0.85)),
)
STRANDS, LANES = (0.50, 0.86), (0.64, 0.86)  # of ridged noise: where glowing strands and dark lanes begin and are full
HOT_STARS = 4
BRIGHTNESS = 0.62  # of the brightest gas


def nebula_palette(tint: Colour | None, seed: int) -> np.ndarray:
    """Return the three colours of a nebula, (3, 3)."""
    draw = stream(seed, "nebula colours")
    if tint is None:
        return np.array(PALETTES[int(draw.integers(len(PALETTES)))])
    own = np.array(tint) / max(max(tint), 1e-3)
    turned = np.roll(own, int(draw.choice([-1, 1])))
    return np.stack([0.62 * own, 0.55 * (0.62 * own + 0.38 * turned), 0.55 + 0.45 * own])


class Gas:
    """The nebula of one sky; all members are opaque."""

    def __init__(self, amount: float, tint: Colour | None, seed: int) -> None:
        draw = stream(seed, "nebula")
        self.colours = [Color3f(*map(float, row)) for row in nebula_palette(tint, seed)]
        heading = draw.uniform(-0.5, 0.5)
        hero = np.array([np.sin(heading), np.cos(heading), draw.uniform(0.25, 0.75)])
        hero /= np.linalg.norm(hero)
        stars = hero + draw.normal(0, 0.33, (HOT_STARS, 3))
        stars[-1] = -hero + draw.normal(0, 0.5, 3)
        stars /= np.linalg.norm(stars, axis=1, keepdims=True)
        self.hero = Vector3f(*map(float, hero))
        self.stars = [Vector3f(*map(float, star)) for star in stars]
        self.amount, self.seed = Float(amount), dr.opaque(UInt32, int(draw.integers(2**24)))
        self.offset = Vector3f(*map(float, draw.uniform(0, 50, 3)))
        dr.make_opaque(self.colours, self.hero, self.stars, self.amount, self.offset)

    def light(self, way: Vector3f) -> tuple[Color3f, Float]:
        """Return the light of the gas in unit directions, and how much of what is behind its dust shows."""
        glow, kept = _gas(self, way)
        return glow * BRIGHTNESS, kept

    def before(self, stars: Table, white: float) -> Table:
        """Return a map of the upper half, like that of the clouds, with the gas in it."""
        points = stars.width
        way, index = directions(points)
        glow, kept = self.light(way)
        old = Color3f(*(dr.gather(Float, stars.data, index * 4 + k) for k in range(3)))
        return Table.of(points, points, old * kept + glow * (dr.opaque(Float, white) * smoothstep(0, 0.12, way.z)))


def _bent(q: Vector3f, size: float, strength: float, seed: UInt32) -> Vector3f:
    s = q * size
    return q + strength * Vector3f(*(gradient3(s.x, s.y, s.z, seed + k) for k in range(3)))


def _filaments(q: Vector3f, octaves: int, gain: float, seed: UInt32) -> Float:
    """Return sharp crests on crests, 0 to about 1."""
    total, weight, share, amplitude = Float(0), Float(1), 0.0, 1.0
    x, y, z = q.x, q.y, q.z
    for octave in range(octaves):
        ridge = dr.square(1 - dr.abs(gradient3(x, y, z, seed + octave))) * weight
        weight = dr.clip(ridge * 1.7, 0, 1)
        total += amplitude * ridge
        share, amplitude = share + amplitude, amplitude * gain
        x, y, z = x * 2.03 + 1.7, y * 2.03 + 9.2, z * 2.03 + 3.1
    return total * (1 / share)


def _gas(gas: Gas, way: Vector3f) -> tuple[Color3f, Float]:
    p = way + gas.offset
    q = _bent(_bent(p, 1.1, 0.42, gas.seed), 2.7, 0.16, gas.seed + 3)
    where = fbm3(q.x * 1.15, q.y * 1.15, q.z * 1.15, 4, seed=gas.seed + 6)
    near = dr.exp((dr.dot(way, gas.hero) - 1) * 1.5)  # most of it in the open view
    level = where + 0.22 * near - 0.10
    body = smoothstep(0.62 - 0.20 * gas.amount, 0.80 - 0.16 * gas.amount, level)
    halo = smoothstep(0.44 - 0.18 * gas.amount, 0.80, level)
    strands = _filaments(q * 2.1, 7, 0.58, gas.seed + 20)
    fine = fbm3(q.x * 6, q.y * 6, q.z * 6, 6, gain=0.6, seed=gas.seed + 8)
    kind = fbm3(q.x * 1.6 + 7, q.y * 1.6, q.z * 1.6, 3, seed=gas.seed + 9)
    heat = Float(0)
    for star in gas.stars:
        apart = 1 - dr.dot(way, star)
        heat += 0.9 * dr.exp(apart * -14) + 0.6 * dr.exp(apart * -120)
    broad = dr.lerp(gas.colours[0], gas.colours[1], smoothstep(0.38, 0.62, kind))
    other = dr.lerp(gas.colours[1], gas.colours[0], smoothstep(0.42, 0.58, kind))
    glow = broad * (0.16 * halo + body * (0.25 + 0.9 * fine * fine * 2))
    web = smoothstep(STRANDS[0], STRANDS[1], strands)
    glow += other * (web * web * (0.12 * halo + 1.25 * body))
    near_star = heat * (0.04 + body * (0.10 + 0.8 * fine * fine + 0.9 * web))
    glow += dr.lerp(broad, gas.colours[2], dr.clip(heat, 0, 0.8)) * (near_star * 0.7)
    lanes = _filaments(_bent(p, 1.7, 0.3, gas.seed + 40) * 1.7, 6, 0.6, gas.seed + 44)
    tau = smoothstep(LANES[0], LANES[1], lanes) * smoothstep(0.1, 0.8, halo) * (3.4 - 1.6 * dr.clip(heat, 0, 1))
    rim = smoothstep(LANES[0] - 0.10, LANES[0], lanes) * smoothstep(LANES[0] + 0.06, LANES[0], lanes) * body
    glow = glow * dr.exp(Color3f(-0.75, -1.0, -1.25) * tau) + gas.colours[2] * (rim * 0.30 * (0.25 + heat))
    return glow, dr.exp(-tau) * (1 - 0.5 * dr.clip(body, 0, 1))
