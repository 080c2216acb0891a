"""Trees and bushes as meshes, in up to four degrees of fineness, metres, standing on z = 0.

The crowns' colour is a factor around 1: the season's colour comes with each copy.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from skyloom.geometry.meshes import Part, joined, part, unit
from skyloom.geometry.shapes import tubes
from skyloom.world.kinds import Material
from skyloom.world.seeds import stream

Array = NDArray[np.floating]
UP = np.array([0.0, 0.0, 1.0])
PINE_BARK, OAK_BARK, BIRCH_BARK, PALM_BARK = (
    (0.11, 0.075, 0.05),
    (0.13, 0.11, 0.09),
    (0.5, 0.48, 0.43),
    (0.2, 0.165, 0.12),
)


@dataclass(frozen=True, slots=True)
class Plant:
    """A plant in one fineness."""

    crown: Part
    wood: Part | None = None


# whorls, boughs a whorl, sprays along a bough, layers of sprays, sides of the trunk
_CONIFERS = ((33, 11, 14, 2, 8), (21, 7, 6, 2, 5), (15, 7, 3, 1, 3), (10, 6, 1, 1, 3))


@cache
def conifers(fineness: int) -> tuple[Plant, ...]:
    """Return a few conifers: 0 is for the nearest trees, 4 for the farthest."""
    draw = stream(0, f"conifers {fineness}")
    if fineness == 4:
        return tuple(Plant(_cones(draw, height)) for height in (13.0, 16.0, 19.0))
    whorls, boughs, steps, layers, sides = _CONIFERS[fineness]
    shapes = tuple(
        _conifer(draw, height, whorls + k, boughs, steps, layers, sides) for k, height in enumerate((13.0, 16.0, 19.0))
    )
    if fineness < 2:
        return shapes
    # A coarse crown would show a trunk as a pole: it is thinner and as dark as the inside of the crown.
    slim = tuple(Plant(joined([plant.crown, _as_leaf(plant.wood)])) for plant in shapes if plant.wood is not None)
    if fineness == 2:
        return slim
    hearts = (_heart(_cones(draw, height), 0.5) for height in (13.0, 16.0, 19.0))
    return tuple(Plant(joined([plant.crown, heart])) for plant, heart in zip(slim, hearts, strict=True))


# leaves, half their length, sides of the trunk, degrees of branches
_BROADLEAVES = ((9000, 0.095, 6, 3), (1700, 0.22, 4, 1), (210, 0.62, 3, 0), (56, 1.05, 3, 0))


@cache
def broadleaves(fineness: int, *, is_bare: bool = False) -> tuple[Plant, ...]:
    """Return a few broadleaf trees: 0 is for the nearest trees, 4 for the farthest; bare ones have twigs for leaves."""
    draw = stream(0, f"broadleaves {fineness}")
    if fineness == 4:
        return tuple(Plant(_blob(draw, height)) for height in (10.0, 12.0, 9.0))
    leaves, size, sides, twigs = _BROADLEAVES[fineness]
    width = 0.55
    if is_bare:
        leaves, twigs = leaves // 3, 3 - fineness
        size, width = ((0.28, 0.02), (0.45, 0.03), (0.9, 0.06), (1.4, 0.12))[fineness]
    habits = ((11.0, 0.36, 0.32, 6, OAK_BARK), (13.0, 0.24, 0.30, 8, BIRCH_BARK), (9.0, 0.42, 0.30, 6, OAK_BARK))
    shapes = tuple(
        _broadleaf(draw, *habit, leaves=leaves, size=size, width=width, sides=sides, twigs=twigs) for habit in habits
    )
    if fineness < 3 or is_bare:
        return shapes
    hearts = (_heart(_blob(draw, habit[0]), 0.5) for habit in habits)
    return tuple(Plant(joined([plant.crown, heart]), plant.wood) for plant, heart in zip(shapes, hearts, strict=True))


@cache
def palms(fineness: int) -> tuple[Plant, ...]:
    """Return a few palms: 0 is for the nearest, 4 for the farthest."""
    draw = stream(0, f"palms {fineness}")
    fronds, leaflets = ((24, 22), (20, 12), (14, 6), (10, 2), (8, 1))[fineness]
    return tuple(_palm(draw, height, fronds, leaflets) for height in (8.5, 11.0, 7.0))


@cache
def bushes(fineness: int) -> tuple[Plant, ...]:
    """Return a few bushes: 0 near, 1 far."""
    draw = stream(0, f"bushes {fineness}")
    leaves, size = ((700, 0.065), (130, 0.16))[fineness]
    bush = (2.2, 0.5, 0.05, 7, OAK_BARK)
    twigs = 2 - fineness
    return tuple(_broadleaf(draw, *bush, leaves=leaves, size=size, width=0.55, sides=3, twigs=twigs) for _ in range(3))


def _conifer(
    draw: np.random.Generator, height: float, whorls: int, boughs: int, steps: int, layers: int, sides: int
) -> Plant:
    count = whorls * boughs
    level = np.repeat((np.arange(whorls) + 0.5) / whorls, boughs) + draw.normal(0, 0.012, count)
    z = height * (0.07 + 0.92 * level)
    reach = 0.21 * height * np.maximum(1 - level, 0.015) ** 0.8 * draw.uniform(0.68, 1.18, count) + 0.12
    angle = draw.uniform(0, 2 * np.pi, count) + np.tile(np.arange(boughs) * 2 * np.pi / boughs, whorls)
    out = np.stack([np.cos(angle), np.sin(angle)], -1)
    side = np.stack([-out[:, 1], out[:, 0]], -1)
    droop = draw.uniform(0.22, 0.5, count) * (1 - 0.75 * level)

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
            position = np.stack([inner, outer, tip], 2)
            puffy = unit(
                np.concatenate([np.broadcast_to(out[:, None], (count, steps, 2)), np.full((count, steps, 1), 0.55)], -1)
            )
            normal = puffy[:, :, None] + 0.5 * UP + draw.normal(0, 0.16, (count, steps, 1, 3)) + np.zeros((1, 1, 3, 1))
            openness = np.stack([0.22 + 0.55 * s, 0.22 + 0.55 * s, 0.5 + 0.5 * s], -1) * (
                0.55 + 0.45 * level[:, None, None]
            )
            shade = draw.uniform(0.75, 1.25, (count, steps, 1, 1)) * np.array([0.9, 0.9, 1.5])[:, None] * np.ones(3)
            faces = np.arange(count * steps * 3)
            parts.append(
                part(
                    position,
                    faces,
                    normal.reshape(-1, 3),
                    shade.reshape(-1, 3),
                    openness.ravel() * (1, 0.75)[layer],
                    Material.LEAF,
                )
            )
    zz = np.linspace(-0.5, height * 0.98, 8)
    line = np.stack([0.006 * height * np.sin(zz * 0.3), 0 * zz, zz], -1)[None]
    thick = (0.021 * height * (1 - np.linspace(0, 0.97, 8)) ** 0.9 + 0.015)[None]
    thick[0, 0] *= 1.5
    return Plant(joined(parts), tubes(line, thick, sides, PINE_BARK, Material.BARK))


def _broadleaf(
    draw: np.random.Generator,
    height: float,
    wide: float,
    low: float,
    limbs: int,
    bark: tuple[float, float, float],
    *,
    leaves: int,
    size: float,
    width: float,
    sides: int,
    twigs: int,
) -> Plant:
    zz = np.linspace(-0.4, height * 0.72, 7)
    bend = draw.normal(0, 0.05 * height, 2)
    trunk = np.stack([bend[0] * (zz / height) ** 2, bend[1] * (zz / height) ** 2, zz], -1)
    thick = 0.024 * height * (1 - np.linspace(0, 0.9, 7)) ** 0.8 + 0.01
    thick[0] *= 1.7
    at = draw.uniform(low, 0.72, limbs)
    start = np.stack([np.interp(at * height, zz, trunk[:, k]) for k in range(3)], -1)
    angle = np.arange(limbs) * 2.399 + draw.uniform(0, 0.6, limbs)
    rise = draw.uniform(0.35, 0.8, limbs) + at * 0.35
    away = np.stack([np.cos(angle) * np.cos(rise), np.sin(angle) * np.cos(rise), np.sin(rise)], -1)
    length = wide * height * (1.25 - 0.55 * at) * draw.uniform(0.85, 1.15, limbs)
    first, first_thick = _grown(draw, start, away, length, np.full(limbs, 0.01 * height), 5)
    main = np.concatenate([first, trunk[None, [2, 3, 4, 5, 6]]])
    main_thick = np.concatenate([first_thick, thick[None, [2, 3, 4, 5, 6]]])
    second, second_thick = _children(draw, main, main_thick, 4, 0.17 * height, 0.35)
    third, third_thick = _children(draw, second, second_thick, 4, 0.085 * height, 0.3)
    wood = [tubes(trunk[None], thick[None], sides + 2, bark, Material.BARK)] if twigs else []
    wood += [tubes(first, first_thick, sides, bark, Material.BARK)] if twigs else []
    wood += [tubes(second, second_thick, max(3, sides - 2), bark, Material.BARK)] if twigs > 1 else []
    wood += [tubes(third, third_thick, 3, bark, Material.BARK)] if twigs > 2 else []
    tips = np.concatenate([third[:, -1], third[:, 2], second[:, -1]])
    return Plant(_leaves(draw, tips, height, leaves, size, width), joined(wood) if wood else None)


def _grown(
    draw: np.random.Generator, start: Array, away: Array, length: Array, thick: Array, points: int, curl: float = 0.25
) -> tuple[Array, Array]:
    s = np.linspace(0, 1, points)[None, :, None]
    bent = draw.normal(0, curl, (len(start), 1, 3)) * s
    bent[..., 2] += curl * 0.8 * s[..., 0]
    lines = start[:, None] + (away[:, None] * s + bent * s) * length[:, None, None]
    return lines, thick[:, None] * (1 - 0.72 * s[..., 0])


def _children(
    draw: np.random.Generator, lines: Array, thick: Array, each: int, length: float, low: float
) -> tuple[Array, Array]:
    count, points, _ = lines.shape
    parent = np.repeat(np.arange(count), each)
    place = draw.uniform(low, 1, count * each) * (points - 1)
    joint = np.minimum(place.astype(int), points - 2)
    part_way = (place - joint)[:, None]
    start = lines[parent, joint] * (1 - part_way) + lines[parent, joint + 1] * part_way
    away = unit(lines[parent, -1] - lines[parent, 0]) * 0.7 + draw.normal(0, 0.62, (count * each, 3)) + 0.22 * UP
    reach = length * draw.uniform(0.7, 1.2, count * each)
    return _grown(draw, start, unit(away), reach, np.maximum(thick[parent, joint] * 0.5, 0.006), 4)


def _leaves(draw: np.random.Generator, tips: Array, height: float, count: int, size: float, width: float) -> Part:
    twig = tips[draw.integers(0, len(tips), count)]
    spread = 0.035 * height
    centre = twig + draw.normal(0, spread, (count, 3)) * np.array([1, 1, 0.75])
    heart = tips.mean(0) - 0.06 * height * UP
    facing = unit(draw.normal(0, 1, (count, 3)) + 0.8 * UP)
    along = unit(np.cross(facing, draw.normal(0, 1, (count, 3))))
    across = np.cross(facing, along)
    half = size * draw.uniform(0.7, 1.3, (count, 1))
    fold = facing * half * 0.12
    corners = [
        centre - along * half,
        centre + across * half * width + fold,
        centre + along * half,
        centre - across * half * width,
    ]
    outward = centre - heart
    extent = np.percentile(np.linalg.norm(outward, axis=1), 95)
    radius = np.linalg.norm(outward / np.array([1, 1, 0.85]), axis=1) / extent
    puffy = unit(0.62 * unit(outward) + 0.38 * unit(centre - twig) + 0.28 * facing + 0.2 * UP)
    outside = np.clip(np.linalg.norm(centre - twig, axis=1) / spread / 1.7, 0, 1)
    openness = np.clip(0.1 + 0.62 * np.clip(radius, 0, 1.1) ** 1.6 + 0.3 * outside, 0.08, 1)
    openness *= np.clip(0.72 + 0.28 * outward[:, 2] / extent, 0.4, 1)
    hue = draw.normal(0, 1, (count, 1)) * np.array([0.16, 0.03, -0.05])
    colour = np.exp(0.16 * draw.normal(0, 1, (count, 1))) * (1 + hue)
    faces = np.arange(count)[:, None, None] * 4 + np.array([[0, 1, 2], [0, 2, 3]])
    return part(
        np.stack(corners, 1),
        faces,
        np.repeat(puffy, 4, 0),
        np.repeat(colour, 4, 0),
        np.repeat(openness, 4),
        Material.LEAF,
    )


def _as_leaf(wood: Part) -> Part:
    position = wood.position * np.array([0.55, 0.55, 1.0], np.float32)
    dark = np.full_like(wood.colour, 0.7)
    return Part(
        position,
        wood.faces,
        wood.normal,
        dark,
        wood.openness * 0.4,
        np.full_like(wood.material, Material.LEAF),
        wood.uv,
    )


def _heart(crown: Part, share: float) -> Part:
    """Return a crown drawn in and darkened, to stand inside a sparse one."""
    position = crown.position * np.array([share, share, 0.97], np.float32)
    return Part(
        position, crown.faces, crown.normal, crown.colour * 0.55, crown.openness * 0.6, crown.material, crown.uv
    )


def _cones(draw: np.random.Generator, height: float) -> Part:
    sides, parts = 6, []
    angle = np.arange(sides) * 2 * np.pi / sides
    for tier in range(3):
        foot, top = height * (0.06 + 0.27 * tier), min(height, height * (0.56 + 0.27 * tier))
        reach = 0.2 * height * (1 - tier / 3.3) * draw.uniform(0.7, 1.15, sides)
        turn = angle + tier
        rim = np.stack([reach * np.cos(turn), reach * np.sin(turn), foot + draw.normal(0, 0.02 * height, sides)], -1)
        normal = np.concatenate([np.stack([np.cos(turn), np.sin(turn), 0 * turn + 0.3], -1), [UP]])
        faces = np.stack([np.arange(sides), (np.arange(sides) + 1) % sides, np.full(sides, sides)], -1)
        openness = np.append(np.full(sides, 0.42 + 0.12 * tier), 1.0)
        parts.append(part(np.concatenate([rim, [[0, 0, top]]]), faces, normal, 1.0, openness, Material.LEAF))
    return joined(parts)


def _blob(draw: np.random.Generator, height: float) -> Part:
    around, vertices = 5, [(0.0, 0.0, -1.0)]
    for latitude in (-0.7, 0.49):
        turn = np.arange(around) * 2 * np.pi / around + latitude
        vertices += [(np.cos(latitude) * np.cos(t), np.cos(latitude) * np.sin(t), np.sin(latitude)) for t in turn]
    ball = np.array([*vertices, (0.0, 0.0, 1.0)])
    faces = []
    for k in range(around):
        a, b = 1 + k, 1 + (k + 1) % around
        faces += [(0, b, a), (a, b, a + around), (b, b + around, a + around), (a + around, b + around, 2 * around + 1)]
    position = ball * draw.uniform(0.6, 1.25, (len(ball), 1)) * np.array([0.34, 0.34, 0.4]) * height
    position[:, 2] += 0.55 * height
    openness = np.clip(0.45 + 0.5 * (position[:, 2] / height - 0.25), 0.3, 1)
    return part(position, faces, ball + 0.25 * UP, 1.0, openness, Material.LEAF)


def _palm(draw: np.random.Generator, height: float, fronds: int, leaflets: int) -> Plant:
    s = np.linspace(0, 1, 8)
    lean = draw.uniform(0.15, 0.4) * height
    line = np.stack([lean * s**2, 0 * s, height * s - 0.4 * (s == 0)], -1)
    thick = 0.16 * (1 - 0.45 * s)
    thick[0] *= 1.6
    angle = np.arange(fronds) * 2.399 + draw.uniform(0, 0.3, fronds)
    rise = np.linspace(1.15, -0.45, fronds)
    length = 0.33 * 9 * draw.uniform(0.85, 1.1, fronds)
    t = np.linspace(0.08, 1, leaflets + 1)
    out = np.stack([np.cos(angle), np.sin(angle), 0 * angle], -1)

    def rib(u: Array) -> Array:
        flat = out[:, None] * (u * np.cos(rise)[:, None] * length[:, None])[..., None]
        up = u * np.sin(rise)[:, None] * length[:, None] - 0.55 * length[:, None] * u**2.2
        return flat + up[..., None] * UP + line[-1]

    inner, outer = rib(np.broadcast_to(t[:-1], (fronds, leaflets))), rib(np.broadcast_to(t[1:], (fronds, leaflets)))
    side = np.stack([-np.sin(angle), np.cos(angle), 0 * angle], -1)[:, None]
    wide = 0.62 * np.sin(np.pi * np.clip(0.5 * (t[:-1] + t[1:]), 0.06, 0.97)) ** 0.7
    parts = []
    for hand in (-1, 1):
        tip = (
            outer
            + side * (hand * wide)[None, :, None]
            + out[:, None] * 0.28
            - UP * (0.22 + 0.1 * draw.uniform(0, 1, (fronds, leaflets, 1)))
        )
        position = np.stack([inner, outer, tip], 2)
        normal = unit(UP + 0.35 * out)[:, None, None] + draw.normal(0, 0.12, (fronds, leaflets, 3, 3))
        shade = draw.uniform(0.8, 1.25, (fronds, 1, 1, 1)) * np.ones((fronds, leaflets, 3, 3))
        openness = np.clip(0.55 + 0.45 * np.sin(rise), 0.35, 1)[:, None, None] * np.ones((fronds, leaflets, 3))
        parts.append(
            part(
                position,
                np.arange(fronds * leaflets * 3),
                normal.reshape(-1, 3),
                shade.reshape(-1, 3),
                openness.ravel(),
                Material.LEAF,
            )
        )
    return Plant(joined(parts), tubes(line[None], thick[None], 7, PALM_BARK, Material.BARK))
