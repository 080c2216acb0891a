"""Spruces and firs of several ages, with dead boughs, broken tops and gaps; cypresses."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from skyloom.geometry.meshes import Part, joined, part, unit
from skyloom.geometry.shapes import tubes
from skyloom.world.flora.growth import UP, Array, Colour, Plant, as_leaf, heart_of
from skyloom.world.kinds import Material
from skyloom.world.seeds import stream

BARK: Colour = (0.12, 0.085, 0.06)
DEAD_BARK: Colour = (0.16, 0.14, 0.12)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spire:
    """The growth of one conifer; lengths as shares of its height."""

    height: float  # metres
    reach: float = 0.2  # of the lowest boughs
    bare: float = 0.07  # of the trunk, from below
    top: float = 1.0  # where the boughs end: less is a broken tip
    droop: float = 0.36
    gaps: float = 0.06  # share of boughs that are missing
    lean: float = 0.0  # to one side, as the wind has it
    dead: int = 8  # bare boughs under the living ones


# a mature spruce, an old one, a dense fir, a young one, a broken one and one bent by wind
SPIRES = (
    Spire(height=17.0, reach=0.19, bare=0.1),
    Spire(height=21.0, reach=0.16, bare=0.24, gaps=0.2, droop=0.5, dead=22),
    Spire(height=13.5, reach=0.24, bare=0.04, gaps=0.02, droop=0.2, dead=0),
    Spire(height=6.5, reach=0.3, bare=0.02, gaps=0.03, droop=0.12, dead=0),
    Spire(height=15.0, reach=0.19, bare=0.18, top=0.84, gaps=0.24, dead=16),
    Spire(height=18.5, reach=0.17, bare=0.13, gaps=0.14, lean=0.35, dead=10),
)
WEIGHTS = (1.0, 0.7, 1.0, 0.8, 0.3, 0.7)
# whorls, boughs a whorl, sprays along a bough, layers of sprays, sides of the trunk
_FINE = ((33, 11, 13, 2, 9), (21, 7, 6, 2, 5), (15, 7, 3, 1, 3), (10, 6, 1, 1, 3))
_CLOSE = (33, 11, 34, 2, 11)  # of those that one could touch


@cache
def conifers(fineness: int) -> tuple[Plant, ...]:
    """Return one conifer of each growth."""
    return tuple(
        _conifer(stream(number, f"conifers {fineness}"), spire, fineness) for number, spire in enumerate(SPIRES)
    )


@cache
def close_conifers() -> tuple[Plant, ...]:
    """Return the same conifers with finer sprays, for the nearest few; 50,000 triangles each."""
    return tuple(_conifer(stream(n, "conifers 0"), spire, 0, is_close=True) for n, spire in enumerate(SPIRES))


@cache
def cypresses(fineness: int) -> tuple[Plant, ...]:
    """Return slender cypresses: flames of dense green."""
    heights = (13.0, 16.0, 9.5, 11.5)
    return tuple(_cypress(stream(n, f"cypresses {fineness}"), height, fineness) for n, height in enumerate(heights))


def _conifer(draw: np.random.Generator, spire: Spire, fineness: int, *, is_close: bool = False) -> Plant:
    if fineness == 4:
        return Plant(_cones(draw, spire))
    whorls, boughs, steps, layers, sides = _CLOSE if is_close else _FINE[fineness]
    whorls = max(4, round(whorls * min(1.0, spire.height / 14) * (spire.top - spire.bare) / 0.9))
    crown = _crown(draw, spire, whorls, boughs, steps, layers)
    trunk = _trunk(spire, sides)
    if fineness < 2:
        return Plant(crown, joined([trunk, *_dead_boughs(draw, spire, fineness)]))
    slim = joined([crown, as_leaf(trunk)])
    return Plant(slim if fineness == 2 else joined([slim, heart_of(_cones(draw, spire), 0.5)]))


def _crown(draw: np.random.Generator, spire: Spire, whorls: int, boughs: int, steps: int, layers: int) -> Part:
    height, count = spire.height, whorls * boughs
    level = np.repeat((np.arange(whorls) + 0.5) / whorls, boughs) + draw.normal(0, 0.014, count)
    angle = draw.uniform(0, 2 * np.pi, count) + np.tile(np.arange(boughs) * 2 * np.pi / boughs, whorls)
    # gaps lie together, where the neighbours stood or a bough broke off
    sides = draw.uniform(0, 2 * np.pi, 5)
    open_ = sum(np.clip(np.cos(angle - s) * np.cos(7 * level + s) - 0.55, 0, 1) for s in sides)
    gaps = spire.gaps * (1.0 if steps > 3 else 0.4)  # few boughs leave none to spare
    grown = draw.uniform(0, 1, count) > gaps * (0.4 + 3 * open_)
    level, angle, count = level[grown], angle[grown], int(grown.sum())
    z = height * (spire.bare + (spire.top * 0.99 - spire.bare) * level)
    narrowing = np.maximum(1 - z / height, 0.015) ** 0.8
    if spire.bare > 0.15:  # an old crown is widest well above its foot
        narrowing *= 0.62 + 0.38 * np.clip(level * 4, 0, 1)
    reach = spire.reach * height * narrowing * draw.uniform(0.62, 1.2, count) + 0.12
    reach *= 1 + spire.lean * np.cos(angle)
    out = np.stack([np.cos(angle), np.sin(angle)], -1)
    side = np.stack([-out[:, 1], out[:, 0]], -1)
    droop = draw.uniform(0.6, 1.4, count) * spire.droop * (1 - 0.75 * level)

    def spine(s: Array) -> Array:
        along = reach[:, None] * s
        rise = z[:, None] - along * droop[:, None] + reach[:, None] * 0.68 * np.maximum(s - 0.55, 0) ** 1.5
        return np.concatenate([out[:, None] * along[..., None], rise[..., None]], -1)

    spray = 0.5 if layers == 1 else 0.34 if steps > 8 else 0.43
    parts = []
    for layer in range(layers):
        s = (np.arange(steps) + 0.6) / steps + draw.uniform(-0.3, 0.3, (count, steps)) / steps
        s = np.clip(s, 0.04, 1)
        for hand in (-1, 1):
            half = (0.75 if steps > 8 else 1.0) / steps
            inner, outer = spine(np.clip(s - half, 0, 1)), spine(np.clip(s + half * 0.6, 0, 1.03))
            length = (reach * spray)[:, None] * (1.02 - s * 0.72) * draw.uniform(0.6, 1.15, (count, steps))
            length = length * np.clip(s * 4, 0.3, 1) + 0.07
            tip = 0.5 * (inner + outer)
            tip[..., :2] += side[:, None] * (hand * length)[..., None] * (0.92, 0.5)[layer]
            tip[..., :2] += out[:, None] * (length * 0.62)[..., None]
            tip[..., 2] -= length * (0.14, 0.62)[layer] * draw.uniform(0.5, 1.4, (count, steps))
            puffy = np.concatenate(
                [np.broadcast_to(out[:, None], (count, steps, 2)), np.full((count, steps, 1), 0.55)], -1
            )
            normal = unit(puffy)[:, :, None] + 0.5 * UP + draw.normal(0, 0.16, (count, steps, 1, 3))
            openness = np.stack([0.22 + 0.55 * s, 0.22 + 0.55 * s, 0.5 + 0.5 * s], -1)
            openness = openness * (0.55 + 0.45 * level[:, None, None]) * (1, 0.75)[layer]
            shade = draw.uniform(0.75, 1.25, (count, steps, 1, 1)) * np.array([0.9, 0.9, 1.5])[:, None] * np.ones(3)
            corners = np.stack([inner, outer, tip], 2)
            normals = np.broadcast_to(normal, corners.shape).reshape(-1, 3)
            faces = np.arange(count * steps * 3)
            parts.append(part(corners, faces, normals, shade.reshape(-1, 3), openness.ravel(), Material.LEAF))
    return joined(parts)


def _trunk(spire: Spire, sides: int) -> Part:
    height, points = spire.height, 10
    zz = np.concatenate([[-0.5, 0.25], np.linspace(0.08, min(spire.top, 0.985), points - 2) * height])
    line = np.stack([0.006 * height * np.sin(zz * 0.3), 0.004 * height * np.sin(zz * 0.21 + 1), zz], -1)[None]
    thick = 0.02 * height * (1 - np.clip(zz / height, 0, 0.98)) ** 0.9 + 0.015
    thick[:2] *= (1.9, 1.35)
    return tubes(line, thick[None], sides, BARK, Material.BARK)


def _dead_boughs(draw: np.random.Generator, spire: Spire, fineness: int) -> list[Part]:
    count = spire.dead if fineness == 0 else spire.dead // 2
    if count == 0:
        return []
    z = draw.uniform(0.12, spire.bare + 0.18, count) * spire.height
    angle = draw.uniform(0, 2 * np.pi, count)
    length = draw.uniform(0.3, 1.0, count) * spire.reach * spire.height * 0.7
    s = np.linspace(0, 1, 4)
    fall = -0.35 * s**1.6
    lines = np.stack(
        [
            np.cos(angle)[:, None] * length[:, None] * s,
            np.sin(angle)[:, None] * length[:, None] * s,
            z[:, None] + length[:, None] * fall,
        ],
        -1,
    )
    thick = (0.012 + 0.012 * length)[:, None] * (1.02 - s)
    return [tubes(lines, thick, 4 if fineness == 0 else 3, DEAD_BARK, Material.BARK)]


def _cones(draw: np.random.Generator, spire: Spire) -> Part:
    sides, parts, height = 6, [], spire.height
    angle = np.arange(sides) * 2 * np.pi / sides
    for tier in range(3):
        foot = height * (spire.bare + 0.27 * (1 - spire.bare) * tier)
        top = min(height * spire.top, height * (spire.bare + 0.5 + 0.27 * tier))
        reach = spire.reach * height * (1 - tier / 3.3) * draw.uniform(0.7, 1.15, sides)
        turn = angle + tier
        rim = np.stack([reach * np.cos(turn), reach * np.sin(turn), foot + draw.normal(0, 0.02 * height, sides)], -1)
        normal = np.concatenate([np.stack([np.cos(turn), np.sin(turn), 0 * turn + 0.3], -1), [UP]])
        faces = np.stack([np.arange(sides), (np.arange(sides) + 1) % sides, np.full(sides, sides)], -1)
        openness = np.append(np.full(sides, 0.42 + 0.12 * tier), 1.0)
        parts.append(part(np.concatenate([rim, [[0, 0, top]]]), faces, normal, 1.0, openness, Material.LEAF))
    return joined(parts)


_FLAMES = (9500, 1800, 240, 60, 18)  # leaves of a cypress


def _cypress(draw: np.random.Generator, height: float, fineness: int) -> Plant:
    count = _FLAMES[fineness]
    level = draw.uniform(0.02, 1, count) ** 0.85
    flame = np.where(level < 0.3, 0.55 + 1.5 * level, (1 - level) / 0.7) ** 0.75 * 0.085 * height
    angle = draw.uniform(0, 2 * np.pi, count)
    bulge = 1 + 0.16 * np.sin(3 * angle + 9 * level) + 0.1 * np.sin(5 * angle - 14 * level)
    r = flame * bulge * draw.uniform(0.45, 1.05, count) ** 0.5
    out = np.stack([np.cos(angle), np.sin(angle), 0 * angle], -1)
    foot = out * r[:, None] + UP * (level * height + 0.15)[:, None]
    size = np.array([0.18, 0.36, 0.75, 1.3, 2.2])[fineness] * draw.uniform(0.7, 1.3, (count, 1))
    size = size * np.clip(1.25 - level, 0.3, 1)[:, None]
    across = np.stack([-out[:, 1], out[:, 0], 0 * angle], -1) + 0.4 * draw.normal(0, 1, (count, 3))
    tip = foot + (UP + 0.22 * out + draw.normal(0, 0.12, (count, 3))) * size
    corners = np.stack([foot - across * size * 0.3, foot + across * size * 0.3, tip], 1)
    normal = np.repeat(unit(out + 0.35 * UP + draw.normal(0, 0.15, (count, 3))), 3, 0)
    shown = np.clip(r / (flame * bulge + 1e-6), 0, 1)
    openness = np.stack([0.15 + 0.5 * shown**2] * 2 + [0.3 + 0.6 * shown], 1).ravel()
    shade = np.repeat(draw.uniform(0.75, 1.25, (count, 1)), 3, 0) * np.tile([[0.85], [0.85], [1.25]], (count, 1))
    crown = part(corners, np.arange(count * 3), normal, shade * np.ones(3), openness, Material.LEAF)
    line = np.array([[[0, 0, -0.4], [0, 0, 0.5 * height], [0, 0, 0.9 * height]]])
    trunk = tubes(line, np.array([[0.16, 0.1, 0.02]]) * height / 13, 6, BARK, Material.BARK)
    return Plant(crown, trunk) if fineness < 3 else Plant(crown)
