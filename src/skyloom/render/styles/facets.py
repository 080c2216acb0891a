"""Facets: one flat colour for each triangle of the land, each clump of leaves and each piece of the sky."""

from __future__ import annotations

import itertools
import math

import mitsuba as mi
import numpy as np
from mitsuba import Float, Point3f, Ray3f, UInt32, Vector3f
from numpy.typing import NDArray

from skyloom.render.styles.sheet import Floats, Sheet, among, encoded, linear
from skyloom.world.kinds import Material

Numbers = NDArray[np.uint32]

HASHES = 1 << 20
SIDE = 2.01  # of the icosahedron whose corners are (0, 1, golden ratio)
OWN = 45.0  # metres; farther off the triangles of the land's own mesh look large enough
JITTER = 0.28  # of an edge: how far the corners of the sky's triangles stray
LEVEL = (Material.GROUND, Material.WATER, Material.GRASS, Material.PETAL)  # what lies, or grows low, as one ground


def facets(sheet: Sheet, *, uneven: float = 0.1, skies: int = 4, lands: int = 4, things: int = 5) -> Sheet:
    """Return the picture with a flat colour a facet.

    Far land keeps the triangles of its mesh. All else is cut by a sphere of triangles, halved as often as `skies`,
    `lands` and `things` say, but never across the outline of a thing.
    """
    known = sheet.surfaces
    level = among(known.material, LEVEL)
    large = (known.material == int(Material.GROUND)) & (known.distance > OWN) & (known.piece > 0)
    distance = np.where(np.isfinite(known.distance), known.distance, 1.0)
    layer = np.round(2 * np.log2(np.maximum(distance, 0.5))).astype(np.uint32) + 8
    number = sphere_triangles(sheet, things) * np.uint32(2048) + layer * np.uint32(32) + known.material % 32
    number = np.where(
        level,
        sphere_triangles(sheet, lands) * np.uint32(2) + (known.material == int(Material.WATER)),
        HASHES + number % HASHES,
    )
    number = np.where(large, 3 * HASHES + known.piece % HASHES, number)
    number = np.where(sheet.sky, 2 * HASHES + sphere_triangles(sheet, skies), number)
    flat = meant(sheet.colour, number)
    chance = (number * np.uint32(2654435761) >> np.uint32(8)).astype(np.float32) / np.float32(1 << 24)
    spread = np.where(sheet.sky, 0.25 * uneven, uneven).astype(np.float32)
    return sheet.coloured(flat * (1 + spread * (2 * chance - 1))[..., None])


def dabs(sheet: Sheet, *, size: float = 9.0, jitter: float = 0.1) -> Sheet:
    """Return the picture in dabs of flat colour about `size` wide that lie over one another, each a little off."""
    colour = sheet.colour
    for number, share in enumerate((1.0, 0.62)):
        near, which = dab_of(sheet, f"dabs {number}", size * share)
        random = sheet.random(f"paint of dabs {number}")
        flat = meant(sheet.colour, which)
        tint = 1 + jitter * random.standard_normal((int(which.max()) + 1, 3)).astype(np.float32)
        inside = (near < (9.0 if number == 0 else 0.42))[..., None]
        colour = np.where(inside, flat * tint[which], colour)
    return sheet.coloured(colour)


def tiles(sheet: Sheet, *, size: float = 13.0) -> Sheet:
    """Return the picture with a sky of square tiles `size` wide, each of one colour."""
    cube = sheet.surfaces.cube
    count = max(4, round(512 / size))
    place = ((np.arange(cube.across) + 0.5 - cube.margin) * count / cube.side + count).astype(np.uint32)
    face = np.arange(6, dtype=np.uint32)[:, None, None] * np.uint32(9 * count * count)
    number = face + place[None, :, None] * np.uint32(3 * count) + place[None, None, :]
    flat = meant(sheet.colour, np.where(sheet.sky, number, 54 * count * count))
    return sheet.coloured(np.where(sheet.sky[..., None], flat, sheet.colour))


def dab_of(sheet: Sheet, part: str, size: float) -> tuple[Floats, Numbers]:
    """Return the distance to the nearest of scattered points in units of `size`, and its number, (6, n, n)."""
    n = sheet.surfaces.cube.across
    step = max(2.0, size * sheet.unit)
    count = int(n / step) + 5
    points = sheet.random(part).random((6, count, count, 2), np.float32)
    row, column = np.meshgrid(*(np.arange(n, dtype=np.float32) / np.float32(step),) * 2, indexing="ij")
    i, j = row.astype(np.int32), column.astype(np.int32)
    near, which = np.full((6, n, n), 9.0, np.float32), np.zeros((6, n, n), np.uint32)
    for face in range(6):
        for di in (0, 1, 2):
            for dj in (0, 1, 2):
                point = points[face, i + di, j + dj]
                away = np.hypot(i + di - 1 + point[..., 0] - row, j + dj - 1 + point[..., 1] - column)
                closer = away < near[face]
                near[face] = np.where(closer, away, near[face])
                index = ((face * count + i + di) * count + j + dj).astype(np.uint32)
                which[face] = np.where(closer, index, which[face])
    return near, which


def meant(colour: Floats, number: Numbers) -> Floats:
    """Return colours (..., 3), each the mean of all with the same number."""
    light, which = linear(colour).reshape(-1, 3), number.ravel()
    most = int(which.max()) + 1
    count = np.maximum(np.bincount(which, minlength=most), 1)
    mean = np.stack([np.bincount(which, weights=light[:, k], minlength=most) / count for k in range(3)], axis=-1)
    flat: Floats = encoded(mean.astype(np.float32))[number]
    return flat


def sphere_triangles(sheet: Sheet, halvings: int) -> Numbers:
    """Return the triangle of a jittered icosahedron, halved some times, that each direction meets, (6, n, n)."""
    corners, faces = icosphere(halvings)
    random = sheet.random("facets")
    edge = 1.1 / 2**halvings
    corners = corners + JITTER * edge * random.standard_normal(corners.shape)
    corners /= np.linalg.norm(corners, axis=1, keepdims=True)
    shape = mi.Mesh("sky", len(corners), len(faces), has_vertex_normals=False)
    parameters = mi.traverse(shape)
    parameters["vertex_positions"] = Float(corners.astype(np.float32).ravel())
    parameters["faces"] = UInt32(faces.astype(np.uint32).ravel())
    parameters.update()
    ball = mi.load_dict({"type": "scene", "sky": shape})
    cube = sheet.surfaces.cube
    number = np.empty((6, cube.across, cube.across), np.uint32)
    for face in range(6):
        ray = Vector3f(*(Float(axis.ravel()) for axis in np.moveaxis(cube.directions(face), -1, 0)))
        met = ball.ray_intersect_preliminary(Ray3f(Point3f(0), ray), coherent=True)
        number[face] = met.prim_index.numpy().reshape(number.shape[1:])
    return np.minimum(number, np.uint32(len(faces)))


def icosphere(halvings: int) -> tuple[np.ndarray, np.ndarray]:
    """Return corners (n, 3) and triangles (m, 3) of a sphere made from an icosahedron."""
    g = (1 + math.sqrt(5)) / 2
    corners = np.array([np.roll((0, a, b * g), turn) for turn in range(3) for a in (-1, 1) for b in (-1, 1)])
    # three corners a side's length apart are a triangle
    near = np.linalg.norm(corners[:, None] - corners[None], axis=-1) < SIDE
    faces = np.array(
        [t for t in itertools.combinations(range(12), 3) if near[t[0], t[1]] and near[t[1], t[2]] and near[t[0], t[2]]]
    )
    for _ in range(halvings):
        edges = np.sort(np.concatenate([faces[:, [0, 1]], faces[:, [1, 2]], faces[:, [2, 0]]]), axis=1)
        unique, place = np.unique(edges, axis=0, return_inverse=True)
        a, b, c = (place.reshape(3, -1) + len(corners)).tolist()
        corners = np.concatenate([corners, corners[unique].mean(axis=1)])
        i, j, k = faces.T.tolist()
        faces = np.concatenate([np.stack(t, axis=1) for t in ((i, a, c), (j, b, a), (k, c, b), (a, b, c))])
    return corners / np.linalg.norm(corners, axis=1, keepdims=True), faces
