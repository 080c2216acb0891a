"""How plants grow: limbs and their children, leaves about twigs, strands that hang, and crowns for the distance."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from skyloom.geometry.meshes import Part, part, unit
from skyloom.world.kinds import Material

Array = NDArray[np.floating]
Colour = tuple[float, float, float]
UP = np.array([0.0, 0.0, 1.0])
GOLDEN = 2.39996  # radians between neighbouring limbs


@dataclass(frozen=True, slots=True)
class Plant:
    """A plant in one fineness: what takes the season's colour, and what has its own."""

    crown: Part
    wood: Part | None = None


def limbs(
    draw: np.random.Generator, start: Array, away: Array, length: Array, thick: Array, points: int, curl: float = 0.25
) -> tuple[Array, Array]:
    """Return bent lines (k, points, 3) and their radii from starts, directions, lengths and radii at the foot."""
    s = np.linspace(0, 1, points)[None, :, None]
    bent = np.clip(draw.normal(0, 1, (len(start), 1, 3)), -1.4, 1.4) * curl * s  # no limb leaves its tree
    bent[..., 2] = np.minimum(bent[..., 2] + curl * 0.8 * s[..., 0], 0.2)
    # no limb is straight: it wavers about its way
    phase, pitch = draw.uniform(0, 6.28, (len(start), 1, 3)), draw.uniform(3.0, 6.5, (len(start), 1, 1))
    waver = 0.3 * curl * np.sin(pitch * s + phase) * s
    lines = start[:, None] + (away[:, None] * s + bent * s + waver) * length[:, None, None]
    return lines, thick[:, None] * (1 - 0.72 * s[..., 0])


def children(
    draw: np.random.Generator,
    lines: Array,
    thick: Array,
    each: int,
    length: float,
    low: float,
    *,
    lift: float = 0.22,
    wild: float = 0.62,
    level: float = 1.0,
) -> tuple[Array, Array]:
    """Return branches that leave lines from `low` of their length on; `level` 0 keeps them horizontal."""
    count, points, _ = lines.shape
    parent = np.repeat(np.arange(count), each)
    place = draw.uniform(low, 1, count * each) * (points - 1)
    joint = np.minimum(place.astype(int), points - 2)
    part_way = (place - joint)[:, None]
    start = lines[parent, joint] * (1 - part_way) + lines[parent, joint + 1] * part_way
    away = unit(lines[parent, -1] - lines[parent, 0]) * 0.7 + draw.normal(0, wild, (count * each, 3)) + lift * UP
    away = away * np.array([1, 1, level])
    reach = length * draw.uniform(0.7, 1.2, count * each)
    return limbs(draw, start, unit(away), reach, np.maximum(thick[parent, joint] * 0.5, 0.006), 4, curl=0.25 * level)


@dataclass(frozen=True, slots=True, kw_only=True)
class Foliage:
    """How leaves stand about their twigs; lengths in metres."""

    count: int
    size: float  # half a leaf's length
    width: float = 0.55  # against its length
    spread: float = 0.4  # deviation of the leaves about their twig
    squash: float = 0.75  # of that, upwards
    droop: float = 0.0  # 1 lets every leaf hang straight down
    heart: float = 0.06  # how far below the twigs' mean the crown's dark middle lies, by its height
    hue: float = 0.16


def foliage(draw: np.random.Generator, twigs: Array, height: float, leaf: Foliage) -> Part:
    """Return leaves about the ends of twigs (k, 3), dark in the crown's middle; their colour is about 1."""
    count = leaf.count
    twig = twigs[draw.integers(0, len(twigs), count)]
    centre = twig + draw.normal(0, leaf.spread, (count, 3)) * np.array([1, 1, leaf.squash])
    heart = twigs.mean(0) - leaf.heart * height * UP
    facing = unit(draw.normal(0, 1, (count, 3)) + 0.8 * UP)
    along = unit(np.cross(facing, draw.normal(0, 1, (count, 3))))
    if leaf.droop > 0:
        along = unit(along * (1 - leaf.droop) - UP * leaf.droop)
        facing = unit(facing - along * (facing * along).sum(1, keepdims=True))
    outward = centre - heart
    extent = np.percentile(np.linalg.norm(outward, axis=1), 95)
    radius = np.linalg.norm(outward / np.array([1, 1, 0.85]), axis=1) / extent
    puffy = unit(0.62 * unit(outward) + 0.38 * unit(centre - twig + 1e-4) + 0.28 * facing + 0.2 * UP)
    outside = np.clip(np.linalg.norm(centre - twig, axis=1) / leaf.spread / 1.7, 0, 1)
    openness = np.clip(0.1 + 0.62 * np.clip(radius, 0, 1.1) ** 1.6 + 0.3 * outside, 0.08, 1)
    openness *= np.clip(0.72 + 0.28 * outward[:, 2] / extent, 0.4, 1)
    half = leaf.size * draw.uniform(0.7, 1.3, (count, 1))
    return blades(draw, centre, along, facing, half, leaf.width, puffy, openness, hue=leaf.hue)


def blades(
    draw: np.random.Generator,
    centre: Array,
    along: Array,
    facing: Array,
    half: Array,
    width: float,
    normal: Array,
    openness: Array,
    *,
    hue: float = 0.16,
    material: Material = Material.LEAF,
) -> Part:
    """Return folded leaves of two triangles about their centres (n, 3); their colour is about 1."""
    count = len(centre)
    across = np.cross(facing, along)
    fold = facing * half * 0.12
    wide = half * width
    corners = [centre - along * half, centre + across * wide + fold, centre + along * half, centre - across * wide]
    warm = draw.normal(0, 1, (count, 1)) * np.array([hue, hue * 0.2, -hue * 0.3])
    colour = np.exp(0.16 * draw.normal(0, 1, (count, 1))) * (1 + warm)
    faces = np.arange(count)[:, None, None] * 4 + np.array([[0, 1, 2], [0, 2, 3]])
    return part(
        np.stack(corners, 1),
        faces,
        np.repeat(normal, 4, 0),
        np.repeat(colour, 4, 0),
        np.repeat(openness, 4),
        material,
    )


def hanging(draw: np.random.Generator, start: Array, length: Array, points: int, sway: float) -> Array:
    """Return lines (k, points, 3) that hang from starts, a little swayed, never lower than 0.3 m."""
    s = np.linspace(0, 1, points)[None, :, None]
    side = draw.normal(0, sway, (len(start), 1, 3)) * np.array([1, 1, 0])
    lines = start[:, None] - UP * (length[:, None, None] * s) + side * length[:, None, None] * s**1.5
    lines[..., 2] = np.maximum(lines[..., 2], 0.3)
    return np.asarray(lines)


def along_lines(draw: np.random.Generator, lines: Array, count: int, low: float = 0.0) -> tuple[Array, Array]:
    """Return points (count, 3) strewn along lines (k, m, 3) and the unit directions of the lines there."""
    k, m, _ = lines.shape
    which = draw.integers(0, k, count)
    place = draw.uniform(low, 1, count) * (m - 1)
    joint = np.minimum(place.astype(int), m - 2)
    share = (place - joint)[:, None]
    a, b = lines[which, joint], lines[which, joint + 1]
    return a + (b - a) * share, unit(b - a)


def heart_of(crown: Part, share: float) -> Part:
    """Return a crown drawn in and darkened, to stand inside a sparse one."""
    position = crown.position * np.array([share, share, 0.97], np.float32)
    return Part(
        position, crown.faces, crown.normal, crown.colour * 0.55, crown.openness * 0.6, crown.material, crown.uv
    )


def as_leaf(wood: Part) -> Part:
    """Return wood thinner and as dark as a crown's inside, for crowns through which a trunk would show as a pole."""
    position = wood.position * np.array([0.55, 0.55, 1.0], np.float32)
    dark = np.full_like(wood.colour, 0.7)
    leaf = np.full_like(wood.material, Material.LEAF)
    return Part(position, wood.faces, wood.normal, dark, wood.openness * 0.4, leaf, wood.uv)


def blob(
    draw: np.random.Generator, *, middle: float, wide: float, tall: float, material: Material = Material.LEAF
) -> Part:
    """Return a crown of 20 triangles with half-width and half-height about `middle`; its colour is 1."""
    around, vertices = 5, [(0.0, 0.0, -1.0)]
    for latitude in (-0.7, 0.49):
        turn = np.arange(around) * 2 * np.pi / around + latitude
        vertices += [(np.cos(latitude) * np.cos(t), np.cos(latitude) * np.sin(t), np.sin(latitude)) for t in turn]
    ball = np.array([*vertices, (0.0, 0.0, 1.0)])
    faces = []
    for k in range(around):
        a, b = 1 + k, 1 + (k + 1) % around
        faces += [(0, b, a), (a, b, a + around), (b, b + around, a + around), (a + around, b + around, 2 * around + 1)]
    position = ball * draw.uniform(0.6, 1.25, (len(ball), 1)) * np.array([wide, wide, tall])
    position[:, 2] += middle
    openness = np.clip(0.45 + 0.5 * ball[:, 2] * 0.4 + 0.15, 0.3, 1)
    return part(position, faces, ball + 0.25 * UP, 1.0, openness, material)


def coloured(shape: Part, colour: ArrayLike) -> Part:
    """Return a part whose colour is multiplied, by one colour or one a vertex."""
    tint = np.asarray(colour, np.float32)
    return Part(
        shape.position,
        shape.faces,
        shape.normal,
        (shape.colour * tint).astype(np.float32),
        shape.openness,
        shape.material,
        shape.uv,
    )
