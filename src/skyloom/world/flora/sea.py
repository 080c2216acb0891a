"""What grows and swims under water: kelp, corals of six growths, anemones, sea grass and fish."""

from __future__ import annotations

from functools import cache

import numpy as np

from skyloom.geometry.meshes import Part, joined, part, unit
from skyloom.geometry.shapes import ball, columns, tubes
from skyloom.world.flora.growth import GOLDEN, UP, Plant, along_lines, blades, children, limbs
from skyloom.world.kinds import Material, Skin, skinned
from skyloom.world.seeds import stream

KELP_STALK = (0.12, 0.1, 0.03)
CORAL = skinned(Material.FLESH)
TIP_GLOW = skinned(Material.FLESH, glow=0.6)


@cache
def kelps(fineness: int) -> tuple[Plant, ...]:
    """Return stands of kelp, 9 to 16 m, swayed by one current."""
    return tuple(_kelp(stream(n, f"kelps {fineness}"), fineness) for n in range(4))


def _kelp(draw: np.random.Generator, fineness: int) -> Plant:
    count, leaves, size, sides = ((5, 85, 0.34, 5), (5, 40, 0.5, 4), (4, 18, 0.8, 3), (3, 9, 1.3, 3), (2, 6, 1.8, 3))[
        fineness
    ]
    height, foot = draw.uniform(8, 16, count), draw.normal(0, 0.6, (count, 2))
    s = np.linspace(0, 1, 14 if fineness < 2 else 6)
    sway = 0.1 * height[:, None] * s**1.5 + 0.35 * np.sin(s * 7 + draw.uniform(0, 6, (count, 1))) * s
    side = 0.3 * np.sin(s * 5 + draw.uniform(0, 6, (count, 1))) * s
    lines = np.stack([foot[:, :1] + sway, foot[:, 1:] + side, height[:, None] * s - 0.2 * (s == 0)], -1)
    stalk = tubes(lines, np.full((count, len(s)), 0.018), sides, KELP_STALK, int(Material.LEAF))
    twig, along = along_lines(draw, lines, leaves * count, 0.06)
    angle = draw.uniform(0, 2 * np.pi, len(twig))
    out = np.stack([np.cos(angle), np.sin(angle), 0 * angle], -1)
    way = unit(out + np.array([0.55, 0, 0.5]) + draw.normal(0, 0.25, twig.shape))
    half = size * draw.uniform(0.7, 1.3, (len(twig), 1))
    facing = unit(np.cross(way, np.cross(along, way) + 1e-4))
    openness = np.clip(0.35 + 0.65 * twig[:, 2] / 14, 0.3, 1)
    crown = blades(draw, twig + way * half, way, facing, half, 0.2, unit(facing + 0.4 * UP), openness, hue=0.1)
    if fineness > 1:
        return Plant(joined([crown, stalk]))
    floats, _ = along_lines(draw, lines, 14 * count, 0.3)
    points, faces = ball(0)
    bladders = part(
        floats[:, None] + points[None] * 0.055 * np.array([1, 1, 1.4]),
        np.arange(len(floats))[:, None, None] * len(points) + faces[None],
        np.tile(points, (len(floats), 1)),
        1.1,
        0.8,
        Material.LEAF,
    )
    return Plant(joined([crown, bladders]), stalk)


@cache
def corals(fineness: int) -> tuple[Plant, ...]:
    """Return a brain, two branching ones, a table, tubes, a sea fan, a boulder and an anemone, about a metre wide."""
    makers = (_brain, _staghorn, _table, _pipes, _sea_fan, _bush, _lobed, _anemone)
    return tuple(make(stream(n, f"corals {fineness}"), fineness) for n, make in enumerate(makers))


def _brain(draw: np.random.Generator, fineness: int) -> Plant:
    return _boulder(draw, fineness, skinned(Material.FLESH, Skin.MAZE), 0.06)


def _lobed(draw: np.random.Generator, fineness: int) -> Plant:
    return _boulder(draw, fineness, skinned(Material.FLESH, Skin.PITTED), 0.3)


def _boulder(draw: np.random.Generator, fineness: int, skin: int, lobes: float) -> Plant:
    points, faces = ball((4, 3, 2, 1, 0)[fineness])
    towards = unit(draw.normal(0, 1, (9, 3)) + 0.5 * UP)
    bulge = np.max((points @ towards.T) ** 5 * draw.uniform(0.6, 1.0, 9), axis=1)
    reach = 0.7 + lobes * 1.6 * (bulge - 0.4)
    position = points * reach[:, None] * np.array([1, 0.9, 0.8]) + 0.25 * UP
    normal = unit(points - lobes * 0.8 * (1 - bulge)[:, None] * UP * 0.3)
    return Plant(part(position, faces, normal, 1.0, np.clip(0.6 + 0.4 * points[:, 2], 0.25, 1), skin))


def _branching(
    draw: np.random.Generator, fineness: int, *, stems: int, rise: float, thick: float, wild: float
) -> Plant:
    angle = np.arange(stems) * GOLDEN
    up = draw.uniform(rise, 1.35, stems)
    away = np.stack([np.cos(angle) * np.cos(up), np.sin(angle) * np.cos(up), np.sin(up)], -1)
    start = away * np.array([0.08, 0.08, 0.0]) - 0.05 * UP
    first, first_thick = limbs(draw, start, away, draw.uniform(0.5, 0.85, stems), np.full(stems, thick), 5, 0.2)
    first_thick = np.maximum(first_thick, thick * 0.55)
    each = (5, 4, 3, 2, 1)[fineness]
    second, _ = children(draw, first, first_thick, each, 0.36, 0.25, lift=0.5, wild=wild)
    sides = (7, 5, 4, 3, 3)[fineness]
    parts = []
    for lines, foot, tip in ((first, thick, 0.7 * thick), (second, 0.72 * thick, 0.38 * thick)):
        m = lines.shape[1]
        radii = np.broadcast_to(np.linspace(foot, tip, m)[None, :, None], (len(lines), m, sides)).copy()
        radii[:, -1] *= 0.25
        pale = np.linspace(0.75, 1.0, m) + 0.9 * (np.arange(m) >= m - 1)
        colour = pale[None, :, None, None] * np.ones(3)
        parts.append(columns(lines, radii, colour, TIP_GLOW if lines is second else CORAL))
    return Plant(joined(parts))


def _staghorn(draw: np.random.Generator, fineness: int) -> Plant:
    return _branching(draw, fineness, stems=11, rise=0.35, thick=0.042, wild=0.5)


def _bush(draw: np.random.Generator, fineness: int) -> Plant:
    return _branching(draw, fineness, stems=20, rise=0.7, thick=0.03, wild=0.35)


def _table(draw: np.random.Generator, fineness: int) -> Plant:
    sides = (40, 24, 14, 9, 6)[fineness]
    angle = np.arange(sides) * 2 * np.pi / sides
    frill = 1 + 0.1 * np.sin(angle * 3 + 1) + 0.06 * np.sin(angle * 7) + 0.03 * draw.normal(0, 1, sides)
    parts = []
    for height, wide, aside in ((0.55, 0.95, 0.0), (0.32, 0.6, 0.5)):
        z = np.array([-0.05, 0.2 * height, 0.7 * height, height, height + 0.035, height + 0.05, height + 0.055])
        r = np.array([0.16, 0.1, 0.2, 0.97, 1.0, 0.8, 0.02]) * np.array([1, 1, 1, wide, wide, wide, wide])
        lines = np.stack([aside + 0 * z, 0.3 * aside + 0 * z, z], -1)[None]
        tone = np.array([0.6, 0.6, 0.7, 1.5, 1.5, 1.0, 0.9])[None, :, None, None] * np.ones(3)
        radii = (r[:, None] * np.where(r[:, None] > 0.25, frill, 1.0))[None]
        shown = np.broadcast_to(np.array([0.3, 0.3, 0.35, 0.7, 1, 1, 1])[None, :, None], radii.shape)
        parts.append(columns(lines, radii, tone, skinned(Material.FLESH, Skin.PITTED), openness=shown))
    return Plant(joined(parts))


def _pipes(draw: np.random.Generator, fineness: int) -> Plant:
    count, sides = (11, 11, 8, 5, 4)[fineness], (14, 9, 6, 4, 3)[fineness]
    angle, tilt = np.arange(count) * GOLDEN, draw.uniform(0.05, 0.5, count)
    long, thick = draw.uniform(0.45, 1.25, count), draw.uniform(0.06, 0.11, count)
    way = np.stack([np.cos(angle) * np.sin(tilt), np.sin(angle) * np.sin(tilt), np.cos(tilt)], -1)
    foot = way * np.array([0.25, 0.25, 0.0]) - 0.06 * UP
    s = np.array([0, 0.35, 0.7, 0.96, 1.0, 0.985, 0.7])
    r = np.array([0.6, 0.85, 0.95, 1.1, 1.0, 0.82, 0.7])
    lines = foot[:, None] + way[:, None] * (long[:, None] * s)[..., None]
    # the line turns back at the lip, and the frames with it: the hollow is drawn as its own short tube
    outer = columns(
        lines[:, :5], (thick[:, None] * r[:5])[..., None] * np.ones(sides), 1.0, skinned(Material.FLESH, Skin.PITTED)
    )
    inner = columns(
        lines[:, [6, 5]], (thick[:, None] * r[[6, 5]])[..., None] * np.ones(sides), 0.25, CORAL, openness=0.3
    )
    return Plant(joined([outer, inner]))


def _sea_fan(draw: np.random.Generator, fineness: int) -> Plant:
    stems = (9, 8, 6, 5, 4)[fineness]
    spread = np.linspace(-1.0, 1.0, stems)
    away = np.stack([np.sin(spread), 0 * spread, np.cos(spread)], -1)
    flat = np.array([1.0, 0.12, 1.0])
    first, thick = limbs(
        draw, np.zeros((stems, 3)) - 0.03 * UP, away, draw.uniform(0.9, 1.3, stems), np.full(stems, 0.02), 6, 0.12
    )
    lines = [(first * flat, thick)]
    second, second_thick = children(draw, first, thick, (7, 5, 3, 2, 1)[fineness], 0.42, 0.15, lift=0.3, wild=0.4)
    lines.append((second * flat, second_thick))
    if fineness < 2:
        third, third_thick = children(draw, second, second_thick, 4, 0.2, 0.2, lift=0.2, wild=0.5)
        lines.append((third * flat, third_thick))
    parts = [tubes(line, np.maximum(radius, 0.006), 3, (1, 1, 1), CORAL) for line, radius in lines]
    return Plant(joined(parts))


def _anemone(draw: np.random.Generator, fineness: int) -> Plant:
    count, sides, points = (80, 60, 30, 14, 8)[fineness], (5, 4, 3, 3, 3)[fineness], (7, 5, 4, 3, 3)[fineness]
    rank = (np.arange(count) + 0.5) / count
    angle, tilt = np.arange(count) * GOLDEN, np.sqrt(rank) * 1.25
    way = np.stack([np.cos(angle) * np.sin(tilt), np.sin(angle) * np.sin(tilt), np.cos(tilt)], -1)
    s = np.linspace(0, 1, points)
    start = np.stack([np.cos(angle), np.sin(angle), 0 * angle], -1) * (0.2 * np.sqrt(rank))[:, None] + 0.18 * UP
    bend = (
        draw.normal(0, 0.35, (count, 1, 3)) * (s**2)[None, :, None] + np.array([0.25, 0, 0.2]) * (s**2)[None, :, None]
    )
    lines = start[:, None] + (way[:, None] * s[None, :, None] + bend) * draw.uniform(0.25, 0.42, (count, 1, 1))
    radii = (0.017 * (1.15 - 0.55 * s))[None, :, None] * np.ones((count, 1, sides))
    tone = (0.7 + 0.6 * s**3)[None, :, None, None] * np.ones(3)
    arms = columns(lines, radii, tone, TIP_GLOW)
    z = np.array([-0.05, 0.05, 0.17, 0.2])
    foot = columns(
        np.stack([0 * z, 0 * z, z], -1)[None],
        np.array([0.26, 0.2, 0.22, 0.02])[None, :, None] * np.ones(12),
        0.5,
        CORAL,
        openness=0.5,
    )
    return Plant(joined([arms, foot]))


@cache
def fish() -> tuple[Part, ...]:
    """Return fish of three builds, 0.3 m long, heading along +x; their colour is about 1, dark above."""
    return tuple(_fish(tall, thick) for tall, thick in ((0.16, 0.06), (0.34, 0.045), (0.22, 0.08)))


def _fish(tall: float, thick: float) -> Part:
    s = np.array([0.0, 0.12, 0.35, 0.6, 0.82, 0.92])
    body = np.array([0.06, 0.6, 1.0, 0.8, 0.35, 0.2])
    turn = np.arange(8) * np.pi / 4
    y, z = np.cos(turn) * thick * 0.5, np.sin(turn) * tall * 0.5
    ring = np.stack([np.broadcast_to(0.15 - 0.3 * s[:, None], (6, 8)), body[:, None] * y, body[:, None] * z], -1)
    normal = np.stack(
        [
            np.broadcast_to(0 * s[:, None], (6, 8)),
            np.broadcast_to(np.cos(turn), (6, 8)) * 1.5,
            np.broadcast_to(np.sin(turn), (6, 8)),
        ],
        -1,
    )
    a = np.arange(5)[:, None] * 8 + np.arange(8)
    b = np.arange(5)[:, None] * 8 + (np.arange(8) + 1) % 8
    sides = np.stack([a, a + 8, b, b, a + 8, b + 8], -1).reshape(-1, 3)
    tail = np.array([(-0.12, 0, 0), (-0.2, 0, 0.42 * tall), (-0.165, 0, 0), (-0.2, 0, -0.42 * tall)])
    fin = np.array([(0.04, 0, 0.45 * tall), (-0.02, 0, 0.68 * tall), (-0.09, 0, 0.3 * tall)])
    faces = np.concatenate([sides, [(48, 49, 50), (48, 50, 51), (52, 53, 54)]])
    shade = np.broadcast_to((1.05 - 0.45 * np.sin(turn))[None, :, None], (6, 8, 3)).reshape(-1, 3)
    band = 1 + 0.5 * np.repeat(np.array([0, 1, -0.9, 0.9, -0.9, 0.5]), 8)[:, None]
    colour = np.concatenate([shade * band, np.full((7, 3), 1.1)])
    normals = np.concatenate([normal.reshape(-1, 3), np.tile([0, 1.0, 0.2], (7, 1))])
    return part(np.concatenate([ring.reshape(-1, 3), tail, fin]), faces, normals, colour, 0.9, CORAL)
