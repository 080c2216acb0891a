"""Cacti: saguaros with arms, barrels, prickly pears and organ pipes."""

from __future__ import annotations

from functools import cache

import numpy as np

from skyloom.geometry.meshes import Part, joined, moved, part
from skyloom.geometry.shapes import ball, columns
from skyloom.world.flora.growth import UP, Array, Plant
from skyloom.world.kinds import Material, skinned
from skyloom.world.seeds import stream

GREEN = np.array([0.11, 0.155, 0.062])
SPINES = np.array([1.75, 1.5, 1.6])  # on the ribs, against the green between them
FRUIT = (0.42, 0.04, 0.1)
# sides a rib, points along a column
_FINE = ((4, 26), (2, 14), (1, 8), (1, 5), (1, 4))
SKIN = skinned(Material.FLESH)


@cache
def cacti(fineness: int) -> tuple[Plant, ...]:
    """Return tall cacti: four saguaros of different arms, and an organ pipe."""
    arms = (3, 0, 2, 5)
    heights = (7.0, 4.2, 5.6, 8.5)
    tall = [
        _saguaro(stream(n, f"cacti {fineness}"), height, count, fineness)
        for n, (height, count) in enumerate(zip(heights, arms, strict=True))
    ]
    return (*tall, _organ(stream(9, f"cacti {fineness}"), fineness))


@cache
def low_cacti(fineness: int) -> tuple[Plant, ...]:
    """Return barrels and prickly pears."""
    draw = stream(0, f"low cacti {fineness}")
    return (
        _barrel(draw, 0.35, fineness),
        _pear(draw, 14, fineness),
        _barrel(draw, 0.22, fineness),
        _pear(draw, 9, fineness),
    )


def _ribbed(draw: np.random.Generator, lines: Array, radius: Array, ribs: int, fineness: int) -> Part:
    """Return columns along lines (k, m, 3) with radii (k, m) whose ribs carry pale spines."""
    each, _ = _FINE[fineness]
    sides = max(6, ribs * each) if fineness < 3 else 6
    turn = np.arange(sides) * (2 * np.pi / sides)
    ridge = np.cos(turn * ribs) if each > 1 else np.zeros(sides)
    radii = radius[..., None] * (1 + 0.09 * ridge)
    crest = np.clip(ridge, 0, 1)[:, None] ** 3
    dash = 0.75 + 0.5 * draw.uniform(0, 1, (*radius.shape, 1, 1))
    colour = GREEN * (1 + (SPINES - 1) * crest[None, None] * dash) * (0.8 + 0.25 * ridge)[:, None]
    openness = 0.62 + 0.28 * ridge
    return columns(lines, radii, colour, SKIN, openness=np.broadcast_to(openness, radii.shape))


def _dome(s: Array, foot: float = 0.85) -> Array:
    """Return a column's radius along its length 0 to 1: round at the top, a little narrow below."""
    return np.asarray(
        (foot + (1 - foot) * np.clip(s * 3, 0, 1)) * np.sqrt(np.clip(1 - np.clip((s - 0.93) / 0.07, 0, 1) ** 2, 0, 1))
    )


def _upright(height: float, points: int) -> tuple[Array, Array]:
    s = np.concatenate([np.linspace(0, 0.93, points - 5), 0.93 + 0.07 * np.sin(np.linspace(0.3, np.pi / 2, 5))])
    line = np.stack([0 * s, 0 * s, s * height - 0.25 * (s == 0)], -1)
    return line[None], s


def _saguaro(draw: np.random.Generator, height: float, arms: int, fineness: int) -> Plant:
    points = max(_FINE[fineness][1], 7)
    line, s = _upright(height, points)
    line[..., 0] += 0.12 * np.sin(s * 2)
    parts = [_ribbed(draw, line, (0.036 * height + 0.08) * _dome(s)[None], 14, fineness)]
    for arm in range(arms):
        at, toward = draw.uniform(0.38, 0.6) * height, arm * 2.2 + draw.uniform(0, 0.9)
        up, out = draw.uniform(0.18, 0.42) * height, draw.uniform(0.55, 0.85)
        bow = np.linspace(0, np.pi / 2, max(4, points // 3))
        x = np.concatenate([out * np.sin(bow), np.full(points, out)])
        z = np.concatenate([at + 0.35 * (1 - np.cos(bow)), at + 0.35 + up * np.linspace(0.06, 1, points) ** 0.8])
        lines = np.stack([x * np.cos(toward), x * np.sin(toward), z], -1)[None]
        share = np.linspace(0, 1, len(x))
        radius = 0.6 * (0.036 * height + 0.08) * _dome(share, 0.8)
        parts.append(_ribbed(draw, lines, radius[None], 11, fineness))
    return Plant(joined(parts))


def _organ(draw: np.random.Generator, fineness: int) -> Plant:
    parts, points = [], max(_FINE[fineness][1], 7)
    for stem in range(9 if fineness < 3 else 5):
        height, toward = draw.uniform(2.0, 4.2), stem * 2.4
        line, s = _upright(height, points)
        spread = 0.12 * np.sqrt(stem) + (0.5 + 0.1 * stem) * np.clip(s * 2.5, 0, 1) ** 0.6 * 0.6
        line[..., 0] += np.cos(toward) * spread
        line[..., 1] += np.sin(toward) * spread
        parts.append(_ribbed(draw, line, 0.11 * _dome(s)[None], 9, fineness))
    return Plant(joined(parts))


def _barrel(draw: np.random.Generator, radius: float, fineness: int) -> Plant:
    turn = np.linspace(-0.9, np.pi / 2, 12 if fineness < 2 else 6)
    line = np.stack([0 * turn, 0 * turn, radius * (0.85 + 1.15 * np.sin(turn))], -1)[None]
    body = _ribbed(draw, line, (radius * np.cos(turn))[None], 18, fineness)
    if fineness > 1:
        return Plant(body)
    return Plant(joined([body, *_blooms(draw, np.array([0, 0, radius * 1.98]), radius * 0.35, 7)]))


def _blooms(draw: np.random.Generator, at: Array, spread: float, count: int) -> list[Part]:
    points, faces = ball(0)
    blooms = []
    for k in range(count):
        where = at + spread * np.array([np.cos(k * 2.4), np.sin(k * 2.4), 0.0]) * np.sqrt((k + 0.5) / count)
        scale = draw.uniform(0.02, 0.035) * np.array([1, 1, 1.3])
        blooms.append(part(points * scale + where, faces, points, FRUIT, 1.0, Material.PETAL))
    return blooms


def _pear(draw: np.random.Generator, pads: int, fineness: int) -> Plant:
    """Return a prickly pear: flat pads that grow from each other's rims."""
    points, faces = ball(2 if fineness == 0 else 1 if fineness < 3 else 0)
    centres, ups, sizes = [np.array([0, 0, 0.14])], [UP], [0.2]
    parts = []
    for number in range(1, pads):
        parent = draw.integers(max(0, number // 3 - 1), number)
        turn = draw.uniform(-1.1, 1.1)
        face = draw.uniform(0, np.pi)
        side = np.array([np.cos(face), np.sin(face), 0])
        up = ups[parent] * np.cos(turn) + side * np.sin(turn)
        up[2] = max(up[2], 0.15)
        up /= np.linalg.norm(up)
        size = sizes[parent] * draw.uniform(0.8, 1.0)
        centres.append(centres[parent] + up * (sizes[parent] * 0.9 + size * 0.85))
        ups.append(up)
        sizes.append(size)
    for centre, up, size in zip(centres, ups, sizes, strict=True):
        flat = np.cross(up, np.array([np.cos(size * 900), np.sin(size * 900), 0.2]))
        flat /= np.linalg.norm(flat)
        frame = np.stack([np.cross(flat, up), flat, up]) * np.array([[0.78], [0.16], [1.0]]) * size
        turned = points @ np.stack([np.cross(flat, up), flat / 0.16 * 0.6, up])
        spots = 0.85 + 0.3 * (draw.uniform(0, 1, (len(points), 1)) > 0.7)
        parts.append(
            part(points @ frame + centre, faces, turned, GREEN * np.array([0.95, 1.15, 1.0]) * spots, 0.8, SKIN)
        )
    if fineness < 2:
        for centre, up, size in zip(centres[-4:], ups[-4:], sizes[-4:], strict=True):
            parts += [moved(bloom, centre + up * size) for bloom in _blooms(draw, np.zeros(3), 0.05, 2)]
    return Plant(joined(parts))
