"""Whole storm clouds at a distance: heaped towers that spread into an anvil, over a dark base that rains.

Heights are metres over the ground, curved with the earth; `a` and `b` are metres along and across the wind from a
cloud's middle.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

import drjit as dr
import numpy as np
from mitsuba import Color3f, Float, UInt32, Vector3f

from skyloom.core.scene import CloudKind, CloudLayer
from skyloom.render.cloudmap import ORDERS, Illumination, directions, henyey
from skyloom.render.clouds import EARTH_DIAMETER
from skyloom.render.noise import cell_bits, hash_unit, smoothstep
from skyloom.render.volumes import billows, wisps
from skyloom.world.seeds import stream

CLOSED = 0.7  # cover from which on nobody sees how high the clouds reach
FAIR_COVER = 0.2  # of the small heaps around a cloud that stands alone
BASE, TOP = 900.0, 10_800.0  # metres
TOWER = 5600.0  # metres, the radius of the heaps
FLANKS = ((-8200.0, 1500.0, 0.78, 6300.0), (-13_500.0, -900.0, 0.52, 3900.0), (5600.0, -3000.0, 0.7, 5200.0))
# ... and of younger heaps beside them: along and across the wind, radius in those of the tower, top over the base
LEAN = 0.12  # metres downwind a metre of height
ANVIL = (15_500.0, 9_500.0, 6500.0)  # metres: half its length and its width, and how far downwind its middle lies
REACH = 27_000.0  # metres from the middle that hold all of a cloud
ROOM = 1500.0  # metres by which heaps stand out
LOSS, RAIN_LOSS = 0.011, 2.6e-4  # extinction per metre in the cloud, and in the rain below
STEPS = 150
SHADOW_STEPS = 7
APART_DEG = (62.0, 108.0)  # from the sun, where light and shade model a cloud best
FIRST, SECOND = (19_500.0, 25_000.0), (52_000.0, 68_000.0)  # metres to the middle
SEEPS = 0.10  # of the light that wanders through thick cloud
RAIN_TONE = 0.42  # of the sky's mean light


class Head:
    """One cloud: where it stands, and which way its anvil is blown; all numbers are opaque."""

    def __init__(self, heading_deg: float, distance: float, draw: np.random.Generator) -> None:
        heading = math.radians(heading_deg)
        # the wind blows across the view, so that the anvil is seen from its side
        wind = heading + math.pi / 2 * (1 if draw.uniform() < 0.5 else -1) + float(draw.uniform(-0.5, 0.5))
        self.east, self.north = Float(distance * math.sin(heading)), Float(distance * math.cos(heading))
        self.downwind = [Float(math.sin(wind)), Float(math.cos(wind))]
        self.scale = Float(float(draw.uniform(0.9, 1.12)))  # against the usual size
        self.shift = Float(float(draw.uniform(0, 9)))  # into the blocks of noise
        dr.make_opaque(self.east, self.north, self.downwind, self.scale, self.shift)


class Thunderheads:
    """The storm clouds of a sky, nearest first; `gap_deg` is where clouds in front must leave them open."""

    def __init__(self, layers: Sequence[CloudLayer], sun_deg: float, seed: int) -> None:
        self.gap_deg: float | None = None
        self.heads: list[Head] = []
        if not any(map(_stands_apart, layers)) or any(layer.cover >= CLOSED for layer in layers):
            return
        draw = stream(seed, "thunderheads")
        turns = [sun_deg + side * float(draw.uniform(*APART_DEG)) for side in (-1, 1)]
        self.gap_deg = min(((turn + 180) % 360 - 180 for turn in turns), key=abs)
        other = self.gap_deg + float(draw.uniform(75, 140)) * (1 if draw.uniform() < 0.5 else -1)
        for heading, far in ((self.gap_deg, FIRST), (other, SECOND)):
            self.heads.append(Head(heading, float(draw.uniform(*far)), draw))


def beneath(layers: Sequence[CloudLayer]) -> list[CloudLayer]:
    """Return the layers over the camera: where storm clouds stand apart, fair heaps surround them."""
    return [
        replace(layer, kind=CloudKind.CUMULUS, cover=min(layer.cover, FAIR_COVER)) if _stands_apart(layer) else layer
        for layer in layers
    ]


def _stands_apart(layer: CloudLayer) -> bool:
    return layer.kind is CloudKind.CUMULONIMBUS and 0 < layer.cover < CLOSED


def head_light(head: Head, lit: Illumination, points: int, before: Float) -> tuple[Color3f, Float, Float]:
    """Return light, transmittance and mean distance of one cloud in each direction of a map.

    `before` is how much is seen past the clouds in front.
    """
    way, index = directions(points)
    jitter = hash_unit(cell_bits(index % points, index // points, 3))
    found = _march(head, lit, way, jitter, before, dr.opaque(UInt32, STEPS))
    dr.eval(found)
    return found


def _local(head: Head, x: Float, y: Float) -> tuple[Float, Float]:
    east, north = (x - head.east) / head.scale, (y - head.north) / head.scale
    return east * head.downwind[0] + north * head.downwind[1], north * head.downwind[0] - east * head.downwind[1]


def _inside(head: Head, a: Float, b: Float, height: Float) -> Float:
    """Return how many metres a place lies inside the bare shape, negative outside."""
    z = height / head.scale
    up = dr.clip((z - BASE) / (TOP - BASE), 0, 1.2)
    shifted = a - LEAN * (z - BASE)
    # a few great turrets beside each other, and a waist under the anvil
    block = billows()
    lobes = block.at(shifted * (1 / 21_000) + head.shift, b * (1 / 21_000) + 0.3, up * 0.22 + head.shift) - 0.5
    radius = TOWER * (1.1 - 0.28 * up + 0.6 * smoothstep(0.75, 1.0, up)) * (1 + 0.85 * lobes)
    tower = radius - dr.sqrt(shifted * shifted + b * b)
    dome = TOP + 900 * dr.exp(-(shifted * shifted + b * b) * (0.5 / 2600.0**2))
    tower = dr.minimum(tower, dome - z)
    for along, across, wide, high in FLANKS:
        away = dr.sqrt(dr.square(shifted - along) + dr.square(b - across))
        top = BASE + high * (1 + 0.5 * lobes) * dr.sqrt(dr.maximum(1 - dr.square(away / (1.25 * TOWER * wide)), 0))
        tower = dr.maximum(tower, dr.minimum(TOWER * wide * (1 + 0.6 * lobes) - away, top - z))
    long, wide, down = ANVIL
    q = dr.sqrt(dr.square((a - down) / long) + dr.square(b / wide)) * (1 + 0.24 * lobes)
    bags = block.at(a * (1 / 6800) + 0.6, b * (1 / 6800) + head.shift, Float(0.21)) - 0.45
    hollow = smoothstep(0.15, 0.45, q) * smoothstep(1.0, 0.7, q)
    low = TOP - 2500 + 2000 * smoothstep(0.1, 0.9, q) - 620 * bags * hollow
    anvil = dr.minimum(dr.minimum((1 - q) * 7600, z - low), TOP + 120 * lobes - z)
    # the two flow into each other
    blend = dr.clip(0.5 + 0.5 * (tower - anvil) * (1 / 1300), 0, 1)
    joined = dr.lerp(anvil, tower, blend) + 1300 * blend * (1 - blend)
    return dr.minimum(joined, z - BASE - 160 * lobes)


def _icy(a: Float, b: Float, z: Float) -> Float:
    """Return how far a place is of the anvil's smooth ice, 0 to 1."""
    return smoothstep(TOP - 2600, TOP - 900, z) * smoothstep(2600.0, 6200.0, dr.sqrt(a * a + b * b))


def _density(head: Head, x: Float, y: Float, height: Float) -> Float:
    """Return the density without its fine edges, 0 to 1."""
    a, b = _local(head, x, y)
    z = height / head.scale
    inside = _inside(head, a, b, height)
    icy = _icy(a, b, z)
    # ice is drawn out along the wind
    u, v, w = a * (1 / 7600) * (1 - 0.6 * icy), b * (1 / 7600), z * (1 / 7600)
    block = billows()
    heaps = block.at(u + head.shift, v, w) - 0.42
    small = block.at(u * 3.3 + 0.4, v * 3.3 + head.shift, w * 3.3) - 0.42
    depth = inside + (1 - 0.72 * icy) * (1750 * heaps + 620 * small)
    return dr.clip(depth * dr.lerp(Float(1 / 170), Float(1 / 1100), icy), 0, 1)


def _fine(head: Head, density: Float, x: Float, y: Float, height: Float) -> Float:
    """Return a density with small heaps eaten out of its edges."""
    block = wisps()
    per = 1 / 1500
    hair = 0.68 * block.at(x * per, y * per, height * per) + 0.32 * block.at(
        x * 3.1 * per, y * 3.1 * per, height * 3.1 * per
    )
    a, b = _local(head, x, y)
    bite = (1 - hair) * (0.62 - 0.46 * _icy(a, b, height / head.scale))
    return dr.clip((density - bite) / (1 - bite), 0, 1)


def _rain(head: Head, a: Float, b: Float, height: Float) -> Float:
    """Return the extinction of the rain below the base, per metre."""
    z = height / head.scale
    near = smoothstep(TOWER * 0.95, TOWER * 0.35, dr.sqrt(dr.square(a * 0.8 + 0.5 * (BASE - z)) + b * b))
    streaks = billows().at(a * (1 / 5200) + head.shift, b * (1 / 5200), z * (1 / 26_000))
    return RAIN_LOSS * near * (0.35 + 1.3 * streaks) * smoothstep(BASE + 250, BASE - 50, z)


@dr.syntax
def _toward(head: Head, light: Vector3f, x: Float, y: Float, height: Float) -> Float:
    depth, step, way, count = Float(0), Float(110), Float(0), UInt32(0)
    while count < SHADOW_STEPS:
        middle = way + 0.5 * step
        px, py = x + light.x * middle, y + light.y * middle
        pz = height + light.z * middle + (px * px + py * py - x * x - y * y) * (1 / EARTH_DIAMETER)
        depth += _density(head, px, py, pz) * step
        way += step
        step *= 1.75
        count += 1
    return depth * LOSS


def _phases(cosine: Float) -> list[Float]:
    return [0.7 * henyey(cosine, 0.78 * turn) + 0.3 * henyey(cosine, -0.25 * turn) for _, _, turn in ORDERS]


def _scattered(phases: Sequence[Float], depth: Float) -> Float:
    total = Float(0)
    for (share, loss, _turn), phase in zip(ORDERS, phases, strict=True):
        total += share * phase * dr.exp(-loss * depth)
    return total


@dr.syntax
def _march(
    head: Head, lit: Illumination, way: Vector3f, jitter: Float, before: Float, most: UInt32
) -> tuple[Color3f, Float, Float]:
    flat = dr.maximum(way.x * way.x + way.y * way.y, 1e-6)
    middle = (way.x * head.east + way.y * head.north) / flat
    reach = REACH * head.scale
    aside = head.east * head.east + head.north * head.north - middle * middle * flat
    half = dr.sqrt(dr.maximum(reach * reach - aside, 0) / flat)
    rise = way.z * (EARTH_DIAMETER / 2)
    highest = (TOP + ROOM) * head.scale
    begins = dr.maximum(middle - half, 0)
    ends = dr.minimum(middle + half, dr.sqrt(rise * rise + highest * EARTH_DIAMETER) - rise)
    ends = dr.select(middle > 0, ends, 0)
    cosine = dr.dot(way, lit.direction)
    phases = _phases(cosine)
    light, passed, distance, weight = Color3f(0), Float(1), Float(0), Float(1e-6)
    loss, source, depth, density = Float(0), Color3f(0), Float(0), Float(0)
    t, count = begins + 90 * jitter, UInt32(0)
    while (count < most) & (t < ends) & (passed * before > 0.012):
        x, y = way.x * t, way.y * t
        height = way.z * t + (x * x + y * y) * (1 / EARTH_DIAMETER)
        a, b = _local(head, x, y)
        inside = _inside(head, a, b, height) * head.scale
        step = dr.clip(-0.55 * (inside + ROOM), 110, 2600)
        loss, source, depth, density = Float(0), Color3f(0), Float(0), Float(0)
        if height < (BASE + 250) * head.scale:
            step = dr.minimum(step, 420)
            loss = _rain(head, a, b, height)
            source = lit.above * RAIN_TONE
        if inside > -ROOM:
            density = _density(head, x, y, height)
            if density > 0:
                density = _fine(head, density, x, y, height)
                depth = _toward(head, lit.direction, x, y, height)
                thick = 1 / (1 + 0.06 * depth)
                scattered = _scattered(phases, depth)
                up = dr.clip((height / head.scale - BASE) / (TOP - BASE), 0, 1)
                key = lit.low + (lit.high - lit.low) * up
                loss = density * LOSS
                step = dr.minimum(step, 130)
                glow = key * scattered + (key + lit.above * dr.two_pi) * (SEEPS * thick * (0.25 + 0.75 * up))
                source = glow + lit.above * ((0.25 + 0.75 * thick) * (0.16 + 0.70 * up))
        kept = dr.exp(-loss * step)
        share = passed * (1 - kept)
        light += source * share
        distance += t * share
        weight += share
        passed *= kept
        t += step
        count += 1
    passed = dr.select(passed < 0.02, 0, passed)
    return light, passed, dr.select(weight > 1e-4, distance / weight, begins)
