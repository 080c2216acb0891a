"""Bodies of rock: worn stones, the skins of cliffs, hanging islands, and drops of water."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from skyloom.geometry.meshes import Part, part, unit
from skyloom.world.kinds import Material

Draw = np.random.Generator
Points = NDArray[np.floating]
UNDER_RINGS = 44  # of the rock below a hanging island
WALL = 0.05  # of an island's radius in which its edge falls off as a wall


def lump(
    draw: Draw,
    halvings: int,
    size: tuple[float, float, float],
    colour: ArrayLike,
    *,
    facets: int = 7,
    material: Material = Material.STONE,
) -> Part:
    """Return a stone that planes have cut and weather has worn, standing a quarter deep in z = 0."""
    ball, faces = _ball(halvings)
    shape = ball.copy()
    cut = unit(draw.normal(0, 1, (facets, 3)))
    for normal in cut:
        depth = draw.uniform(0.62, 0.9)
        over = np.maximum(shape @ normal - depth, 0)
        shape -= over[:, None] * normal * 0.92
    shape *= 1 + 0.05 * rough(draw, ball * 2.3, 4)[:, None] + 0.035 * rough(draw, ball * 7.0, 3)[:, None]
    shape *= np.array(size)
    shape[:, 2] += 0.5 * size[2]
    tone = 0.8 + 0.25 * rough(draw, ball * 3.1, 3)
    low = np.clip(shape[:, 2] / size[2] + 0.3, 0.25, 1)
    return skinned(shape, faces, np.clip(tone, 0.4, 1.3)[:, None] * np.asarray(colour), low, material)


def island(draw: Draw, radius: float) -> tuple[Part, Part]:
    """Return a hanging island, its top at z = 0: the ground on it, and the rock that tapers below."""
    around, rings = 96, 14
    angle = np.arange(around) * (2 * np.pi / around)
    ring = np.stack([np.cos(angle), np.sin(angle), 0 * angle], -1)
    edge = radius * (1 + 0.26 * rough(draw, ring * 1.4, 4))
    share = np.linspace(0, 1, rings)[:, None]
    flat = ring[None, :, :2] * (edge * share)[..., None]
    swell = 0.16 * radius * rough(draw, np.dstack([flat / radius * 1.7, 0 * share + 0 * edge]).reshape(-1, 3), 4)
    top = np.dstack([flat, swell.reshape(rings, around) * (1 - share**3) - 0.05 * radius * share**6])
    return _rings(top, 0.95), _rings(_underside(draw, ring, edge, radius), 0.7)


def _underside(draw: Draw, ring: Points, edge: Points, radius: float) -> Points:
    """Return the rock below a hanging island, rings (rings, around, 3) from its tip to its edge.

    A wall under the edge, ledges, and spires of several lengths about the longest.
    """
    deep = radius * draw.uniform(1.15, 1.8)
    share = (1 - np.linspace(0, 1, UNDER_RINGS) ** 0.8)[:, None]  # of the way out; closest at the edge
    flat = ring[None, :, :2] * (edge * share)[..., None]
    within = np.dstack([flat / radius, 0 * flat[..., :1]]).reshape(-1, 3)
    folds = rough(draw, within * 2.6, 5).reshape(flat.shape[:2])
    fins = rough(draw, ring * 4.5, 4)
    near = np.clip(share * (1 + 0.3 * folds + 0.34 * fins), 0, 1)
    z = deep * (0.72 * (1 - near) ** 1.7 + 0.2 * (1 - near))
    for _ in range(int(draw.integers(5, 9))):
        turn, out, wide = draw.uniform(0, 2 * np.pi), draw.uniform(0.2, 0.78), draw.uniform(0.12, 0.26)
        foot = np.array([np.cos(turn), np.sin(turn)]) * out * radius
        spire = 1 - np.hypot(*np.moveaxis(flat - foot, -1, 0)) / (wide * radius * (1 + 0.35 * folds))
        z = np.maximum(z, deep * draw.uniform(0.5, 0.95) * (1.2 - out) * np.clip(spire, 0, 1) ** 0.8 + 0.5 * z)
    z = (z + radius * (0.13 + 0.05 * fins)) * np.clip((1 - share) / WALL, 0, 1) ** 0.5
    ledge = radius * 0.13
    z += 0.11 * ledge * np.sin(2 * np.pi * z / ledge + 2.0 * folds) * np.clip((1 - share) / 0.2, 0, 1)
    body = flat * (1 + 0.05 * folds * np.clip((1 - share) / 0.1, 0, 1))[..., None]
    points = np.dstack([body, -z - 0.05 * radius])
    return points[::-1]


def beads(at: Points, size: Points, colour: Points) -> Part:
    """Return drops as small eight-sided bodies."""
    corners = np.array([(1, 0, 0), (-1, 0, 0), (0, 1, 0), (0, -1, 0), (0, 0, 1.4), (0, 0, -1.4)], float)
    faces = np.array([(0, 2, 4), (2, 1, 4), (1, 3, 4), (3, 0, 4), (2, 0, 5), (1, 2, 5), (3, 1, 5), (0, 3, 5)])
    points = at[:, None] + corners[None] * size[:, None, None]
    index = faces[None] + 6 * np.arange(len(at))[:, None, None]
    normal = np.tile(corners, (len(at), 1)) + np.array([0, 0, 0.6])
    return part(points, index, normal, np.clip(colour, 0, 1), 0.9, int(Material.PETAL))


def skinned(
    points: Points, faces: NDArray[np.integer], colour: ArrayLike, openness: ArrayLike, material: Material
) -> Part:
    """Return a skin with round normals; ground keeps its marks where others keep a colour: none."""
    return part(points, faces, smooth(points, faces), np.clip(colour, 0, 0.9), openness, int(material))


def smooth(points: Points, faces: NDArray[np.integer]) -> Points:
    """Return the mean normals of a closed or open skin, (n, 3)."""
    a, b, c = (points[faces[:, k]] for k in range(3))
    flat = np.cross(b - a, c - a)
    total = np.zeros_like(points)
    for k in range(3):
        np.add.at(total, faces[:, k], flat)
    return unit(total)


def _rings(points: Points, openness: float) -> Part:
    """Return the skin of closed rings (rings, around, 3) as ground, which is shaded as the land is."""
    rings, around, _ = points.shape
    index = np.arange(rings - 1)[:, None] * around + np.arange(around)
    right = np.arange(rings - 1)[:, None] * around + (np.arange(around) + 1) % around
    faces = np.stack([index, index + around, right, right, index + around, right + around], -1).reshape(-1, 3)
    return skinned(points.reshape(-1, 3), faces, 0.0, openness, Material.GROUND)


def grid_faces(rows: int, columns: int) -> NDArray[np.integer]:
    """Return the triangles of a grid of points, row by row."""
    a = np.arange(rows - 1)[:, None] * columns + np.arange(columns - 1)
    return np.stack([a, a + 1, a + columns + 1, a, a + columns + 1, a + columns], -1).reshape(-1, 3)


def rough(draw: Draw, points: Points, octaves: int) -> Points:
    """Return noise at points (n, 3), about -1 to 1: waves in random directions, twice as fine each octave."""
    total, size = np.zeros(len(points)), 1.0
    for octave in range(octaves):
        waves = unit(draw.normal(0, 1, (6, 3))) * 2.0**octave * draw.uniform(1.4, 2.6, (6, 1))
        total += size * np.sin(points @ waves.T + draw.uniform(0, 6.28, 6)).sum(axis=1) / 2.6
        size *= 0.52
    return np.tanh(total * 0.6)


def _ball(halvings: int) -> tuple[Points, NDArray[np.integer]]:
    """Return a unit ball of 20 * 4**halvings triangles."""
    corners = np.array([(1, 0, 0), (-1, 0, 0), (0, 1, 0), (0, -1, 0), (0, 0, 1), (0, 0, -1)], float)
    faces = np.array([(0, 2, 4), (2, 1, 4), (1, 3, 4), (3, 0, 4), (2, 0, 5), (1, 2, 5), (3, 1, 5), (0, 3, 5)])
    points = corners
    for _ in range(halvings + 1):
        edges = np.sort(faces[:, [0, 1, 1, 2, 2, 0]].reshape(-1, 2), axis=1)
        pairs, where = np.unique(edges, axis=0, return_inverse=True)
        middle = len(points) + where.reshape(-1, 3)
        points = np.concatenate([points, unit(points[pairs].mean(axis=1))])
        (a, b, c), (ab, bc, ca) = faces.T, middle.T
        faces = np.concatenate([np.stack(f, -1) for f in ((a, ab, ca), (ab, b, bc), (ca, bc, c), (ab, bc, ca))])
    return points, faces
