"""Crystals, and plants of other worlds: each alien kind changes one rule of growth."""

from __future__ import annotations

from functools import cache

import numpy as np

from skyloom.geometry.meshes import Part, joined, part, unit
from skyloom.geometry.shapes import ball, columns, prisms, tubes
from skyloom.world.flora.growth import GOLDEN, UP, Array, Plant, coloured
from skyloom.world.kinds import Bark, Material, Skin, barked, skinned
from skyloom.world.seeds import stream

STALK = (0.16, 0.12, 0.15)
BULB_GLOW, RIM_GLOW = 0.5, 0.25
GEM = skinned(Material.CRYSTAL, glow=0.16)


@cache
def crystals(fineness: int) -> tuple[Plant, ...]:
    """Return clusters of six-sided crystals, 2 to 6 m high."""
    habits = (
        (11, 3.4, 0.36, 0.75),
        (5, 5.6, 0.52, 0.4),
        (17, 2.0, 0.24, 0.95),
        (7, 4.4, 0.4, 0.55),
        (9, 2.8, 0.5, 0.8),
    )
    return tuple(
        _cluster(stream(n, f"crystals {min(fineness, 3)}"), *habit, share=(1.0, 1.0, 0.7, 0.4, 0.3)[fineness])
        for n, habit in enumerate(habits)
    )


def _cluster(
    draw: np.random.Generator, count: int, height: float, thick: float, splay: float, *, share: float
) -> Plant:
    rank = np.arange(count) / count
    length = height * (1 - 0.72 * rank) * draw.uniform(0.8, 1.15, count)
    angle = np.arange(count) * GOLDEN + draw.uniform(0, 0.7, count)
    tilt = splay * np.sqrt(rank) * draw.uniform(0.7, 1.15, count) + 0.08
    axis = np.stack([np.cos(angle) * np.sin(tilt), np.sin(angle) * np.sin(tilt), np.cos(tilt)], -1)
    foot = np.stack([np.cos(angle), np.sin(angle), 0 * angle], -1) * (height * 0.14 * np.sqrt(rank))[:, None]
    foot -= axis * (0.12 * length)[:, None]
    kept = max(2, round(count * share))
    radius = thick * (0.42 + 0.58 * length / height) * draw.uniform(0.75, 1.15, count)
    shape = prisms(foot[:kept], (axis * length[:, None])[:kept], radius[:kept], draw, GEM)
    tone = np.repeat(draw.uniform(0.75, 1.25, (kept, 1)) * np.ones(3), 54, axis=0)
    return Plant(coloured(shape, tone))


# segments of a line, sides, splits of a ball
_FINE = ((36, 9, 3), (20, 6, 2), (10, 4, 1), (6, 3, 0), (5, 3, 0))


@cache
def aliens(fineness: int) -> tuple[Plant, ...]:
    """Return a spiral, bulbs on stalks, a fan, an umbrella of tendrils, a tower of discs and a bladder tree."""
    makers = (_spiral, _bulbs, _fan, _medusa, _discs, _bladders)
    return tuple(make(stream(n, f"aliens {fineness}"), fineness) for n, make in enumerate(makers))


def _spiral(draw: np.random.Generator, fineness: int) -> Plant:
    """A horn that rolls itself up like a fern's crozier, with beads along its back."""
    points, sides, splits = _FINE[fineness]
    horns, beads = [], []
    for k, height in enumerate((6.5, 4.2, 2.6)):
        s = np.linspace(0, 1, points)
        turn = 2 * np.pi * 1.65 * np.clip((s - 0.42) / 0.58, 0, 1) ** 1.1
        pace = np.where(s < 0.42, 1.0, np.exp(-2.4 * (s - 0.42) / 0.58)) * height * 1.45 / points
        x, z = np.cumsum(pace * np.sin(turn)), np.cumsum(pace * np.cos(turn))
        toward = k * 2.3 + draw.uniform(0, 0.6)
        lean = 0.25 * height * s**1.4
        flat = x + lean * 0.4
        line = np.stack([np.cos(toward) * (flat + 0.3 * k), np.sin(toward) * (flat + 0.3 * k), z - 0.2], -1)
        radius = 0.05 * height * (1 - 0.82 * s)
        ridged = radius[:, None] * (1 + 0.1 * np.cos(np.arange(sides * 2) * np.pi))[None]
        shade = np.linspace(0.6, 1.3, points)[None, :, None, None] * np.ones(3)
        horns.append(columns(line[None], ridged[None], shade, skinned(Material.FLESH, glow=0.12)))
        at = line[np.linspace(0.3 * points, points - 1, 9 if splits > 1 else 4).astype(int)]
        beads.append(
            _balls(draw, at + 0.02 * height * UP, 0.03 * height * np.linspace(1, 0.5, len(at)), splits - 1, 1.9)
        )
    return Plant(joined([*horns, *beads]))


def _balls(draw: np.random.Generator, at: Array, radius: Array, splits: int, bright: float) -> Part:
    """Return glowing balls at points (k, 3)."""
    points, faces = ball(max(splits, 0))
    position = at[:, None] + points[None] * np.asarray(radius)[:, None, None]
    number = np.arange(len(at))[:, None, None] * len(points) + faces[None]
    shade = bright * np.repeat(draw.uniform(0.85, 1.15, (len(at), 1)), len(points), 0) * np.ones(3)
    normal = np.tile(points, (len(at), 1))
    rise = 0.6 + 0.35 * normal[:, 2]
    return part(position, number, normal, shade, rise, skinned(Material.FLESH, glow=BULB_GLOW))


def _bulbs(draw: np.random.Generator, fineness: int) -> Plant:
    """Stalks that bow under glowing bulbs."""
    points, sides, splits = _FINE[fineness]
    count = 7 if splits > 0 else 4
    height, toward = draw.uniform(2.0, 6.0, count), np.arange(count) * GOLDEN
    s = np.linspace(0, 1, max(5, points // 3))
    out = np.stack([np.cos(toward), np.sin(toward), 0 * toward], -1)
    bow = (0.45 * height)[:, None] * s**2.5
    rise = height[:, None] * (s - 0.12 * s**4) - 0.2 * (s == 0)
    lines = out[:, None] * (bow + 0.15)[..., None] + UP * rise[..., None]
    stalks = tubes(lines, (0.02 * height)[:, None] * (1.4 - s), sides, STALK, barked(Bark.SMOOTH))
    radius = 0.085 * height * draw.uniform(0.8, 1.3, count)
    heads = _balls(draw, lines[:, -1] - UP * radius[:, None] * 0.5, radius, splits, 1.5)
    collar = columns(
        np.stack([lines[:, -1] + UP * (radius * r)[:, None] for r in (-0.55, 0.0, 0.5, 0.75)], 1),
        radius[:, None, None] * np.array([1.25, 1.0, 0.5, 0.1])[None, :, None] * np.ones(sides * 2),
        (0.5, 0.5, 0.5),
        skinned(Material.FLESH, Skin.SPOTTED),
    )
    return Plant(joined([heads, collar]), stalks)


def _fan(draw: np.random.Generator, fineness: int) -> Plant:
    """Ribbed fans in three planes, their rims alight."""
    _, _, splits = _FINE[fineness]
    parts = []
    spokes, rings = (24, 7) if splits > 1 else (10, 3)
    for k, height in enumerate((4.6, 3.2, 5.4)):
        toward, lean = k * 1.1 + draw.uniform(0, 0.5), draw.uniform(-0.3, 0.3)
        spread = np.linspace(-1.15, 1.15, spokes)
        r = np.linspace(0.06, 1, rings)[:, None] * height * (1 + 0.08 * np.cos(spread * 9)) * (1 - 0.12 * spread**2)
        fold = 0.05 * height * np.where(np.arange(spokes) % 2, 1, -1) * np.linspace(0.1, 1, rings)[:, None]
        x, z = r * np.sin(spread), r * np.cos(spread) + 0.1
        y = fold + lean * r**1.3 * 0.3
        grid = np.stack([x * np.cos(toward) - y * np.sin(toward), x * np.sin(toward) + y * np.cos(toward), z], -1)
        a = np.arange(rings - 1)[:, None] * spokes + np.arange(spokes - 1)
        faces = np.stack([a, a + 1, a + spokes + 1, a, a + spokes + 1, a + spokes], -1).reshape(-1, 3)
        normal = unit(np.cross(np.gradient(grid, axis=1), np.gradient(grid, axis=0))) * 0.8
        normal[..., 2] += 0.35
        shade = np.linspace(0.55, 1.5, rings)[:, None, None] * np.where(np.arange(spokes) % 2, 1.15, 0.85)[:, None]
        ring = np.repeat(np.arange(rings - 1), (spokes - 1) * 2)
        number = np.where(ring >= rings - 2, skinned(Material.PETAL, glow=RIM_GLOW), int(Material.PETAL))
        colour = np.broadcast_to(shade, (rings, spokes, 3)).reshape(-1, 3)
        openness = np.broadcast_to(np.linspace(0.4, 1, rings)[:, None], (rings, spokes)).ravel()
        parts.append(part(grid, faces, normal.reshape(-1, 3), colour, openness, number))
    return Plant(joined(parts))


def _medusa(draw: np.random.Generator, fineness: int) -> Plant:
    """A tall stem whose head sends down a rain of lit threads."""
    points, sides, splits = _FINE[fineness]
    height, threads = 9.5, 46 if splits > 1 else 16 if splits else 8
    s = np.linspace(0, 1, max(5, points // 3))
    line = np.stack([0.5 * np.sin(2 * s), 0.3 * s**2, s * height - 0.3 * (s == 0)], -1)
    stem = columns(line[None], (0.3 * (1.35 - s))[None, :, None] * np.ones(sides * 2), STALK, barked(Bark.BANDED))
    turn = np.linspace(-0.2, np.pi / 2, 8 if splits else 4)
    cap_line = np.stack([0 * turn, 0 * turn, 0.75 * np.sin(np.maximum(turn, -0.2))], -1) + line[-1]
    around = sides * 4
    lobes = 1 + 0.07 * np.cos(np.arange(around) * 2 * np.pi / around * 7)
    cap = columns(
        cap_line[None],
        (2.6 * np.cos(turn))[None, :, None] * lobes,
        1.0,
        skinned(Material.FLESH, Skin.SPOTTED, glow=0.25),
    )
    angle = np.arange(threads) * GOLDEN
    r = 2.5 * np.sqrt(draw.uniform(0.25, 1, threads))
    start = line[-1] + np.stack([r * np.cos(angle), r * np.sin(angle), -0.1 + 0 * r], -1)
    fall = draw.uniform(0.25, 0.85, threads) * height
    t = np.linspace(0, 1, 7 if splits else 3)
    hang = start[:, None] - UP * (fall[:, None] * t)[..., None]
    hang[..., :2] += 0.14 * np.sin(t * 5 + angle[:, None])[..., None] * np.array([1.0, -0.7])
    rain = tubes(
        hang, 0.018 * np.ones((threads, len(t))) * (1.3 - t), 3, (1.4, 1.4, 1.4), skinned(Material.FLESH, glow=0.6)
    )
    drops = _balls(draw, hang[:, -1], draw.uniform(0.04, 0.08, threads), splits - 2, 1.9)
    return Plant(joined([cap, rain, drops]), stem)


def _discs(draw: np.random.Generator, fineness: int) -> Plant:
    """A stack of tilted plates around a mast, smaller towards the top."""
    _, sides, _ = _FINE[fineness]
    height, plates = 8.0, 9
    s = np.linspace(0, 1, 6)
    mast = tubes(
        np.stack([0.2 * np.sin(5 * s), 0 * s, s * height - 0.3 * (s == 0)], -1)[None],
        (0.16 * (1.2 - s))[None],
        sides,
        STALK,
        barked(Bark.SMOOTH),
    )
    around = sides * 4
    level = (np.arange(plates) + 1.2) / (plates + 0.5)
    radius = (2.1 * (1 - level) ** 0.7 + 0.25) * draw.uniform(0.8, 1.2, plates)
    z = level * height
    rows, tilt = np.array([0.0, 0.05, 0.09, 0.1]), draw.normal(0, 0.22, (plates, 2))
    lines = np.stack(
        [
            np.broadcast_to((0.2 * np.sin(5 * level))[:, None], (plates, 4)) + tilt[:, :1] * rows,
            tilt[:, 1:] * rows,
            z[:, None] + rows,
        ],
        -1,
    )
    profile = np.array([0.25, 0.96, 1.0, 0.05])
    wave = 1 + 0.08 * np.cos(np.arange(around) * 2 * np.pi / around * 5)
    plates_ = columns(
        lines,
        radius[:, None, None] * profile[None, :, None] * wave,
        np.array([0.7, 1.4, 1.4, 0.7])[None, :, None, None] * np.ones(3),
        skinned(Material.FLESH, glow=RIM_GLOW),
    )
    return Plant(plates_, mast)


def _bladders(draw: np.random.Generator, fineness: int) -> Plant:
    """A branching tree that carries balloons of gas for leaves."""
    _, sides, splits = _FINE[fineness]
    count = 6
    angle = np.arange(count) * GOLDEN
    s = np.linspace(0, 1, 6)
    out = np.stack([np.cos(angle), np.sin(angle), 0 * angle], -1)
    long = draw.uniform(2.0, 3.6, count)
    foot = UP * np.linspace(1.4, 3.4, count)[:, None]
    lines = (
        foot[:, None]
        + out[:, None] * (long[:, None] * s**0.8)[..., None]
        + UP * (long[:, None] * 0.9 * s**2)[..., None]
    )
    trunk = np.stack([0 * s, 0 * s, s * 3.8 - 0.3 * (s == 0)], -1)[None]
    wood = joined(
        [
            tubes(trunk, (0.26 * (1.25 - s))[None], sides + 2, STALK, barked(Bark.BANDED)),
            tubes(lines, np.tile(0.09 * (1.2 - s), (count, 1)), sides, STALK, barked(Bark.SMOOTH)),
        ]
    )
    each = 8 if splits > 1 else 3
    at = lines[:, [2, 3, 4, 5]].reshape(-1, 3)[draw.integers(0, count * 4, count * each)]
    at = at + draw.normal(0, 0.35, at.shape) + UP * 0.3
    return Plant(_balls(draw, at, draw.uniform(0.16, 0.55, len(at)), max(splits - 1, 0), 1.2), wood)
