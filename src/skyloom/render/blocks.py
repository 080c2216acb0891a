"""A world rebuilt of cubes: what the eye sees is sorted into cells, and each cell becomes a block."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import drjit as dr
import numpy as np
from mitsuba import Float, Point3f, Vector3f
from numpy.typing import NDArray

from skyloom.geometry.meshes import Floats, Packed, packed_colour, packed_normal
from skyloom.imaging.cube import Cube
from skyloom.render.light import Light, Sky
from skyloom.world.kinds import Material

if TYPE_CHECKING:
    from skyloom.render.land import Land

Keys = NDArray[np.int64]

SIDE = 640  # rays across each of six faces that look for cells
SMALLEST = 0.25  # metres; the edge of a block near the camera
NEAREST = 0.9  # metres; nothing is built about the eye itself
BITS, MIDDLE = 12, 1 << 11  # of a cell's number along an axis
LEVELS = 16  # the level of blocks of one metre
UNEVEN = 0.05  # how much blocks of one colour differ
CORNER = (1.0, 0.8, 0.62, 0.5)  # open share of the sky at a corner with so many blocks around it
SIDES = np.array([(1, 0, 0), (-1, 0, 0), (0, 1, 0), (0, -1, 0), (0, 0, 1), (0, 0, -1)])


@dataclass(frozen=True)
class Cells:
    """Occupied cells, sorted by key."""

    key: Keys  # (n,)
    place: NDArray[np.int64]  # (n, 3) in units of their edge
    edge: Floats  # (n,) metres
    colour: Floats  # (n, 3) linear
    number: NDArray[np.uint32]  # (n,) of the material: a block's or a lamp's


def rebuilt(land: Land, light: Light, sky: Sky, degrees: float) -> Land:
    """Return the same land made of cubes that look about `degrees` wide, those near the camera `SMALLEST` metres."""
    cells = _cells(land, light, sky, math.tan(math.radians(degrees)))
    return land.remade(_mesh(cells)) if len(cells.key) else land


def _cells(land: Land, light: Light, sky: Sky, width: float) -> Cells:
    points, colours, numbers = (np.concatenate(parts) for parts in zip(*_looks(land, light, sky), strict=True))
    eye = land.eye.numpy().ravel()
    away = np.linalg.norm(points - eye, axis=1)
    kept = away > NEAREST
    points, colours, numbers, away = points[kept], colours[kept], numbers[kept], away[kept]
    level = np.maximum(np.round(np.log2(np.maximum(away * width, SMALLEST))), math.log2(SMALLEST)).astype(np.int64)
    edge = np.exp2(level)
    place = np.floor(points / edge[:, None]).astype(np.int64)
    key, first, which = np.unique(_key(level, place), return_index=True, return_inverse=True)
    count = np.bincount(which)
    colour = np.stack([np.bincount(which, weights=colours[:, k]) / count for k in range(3)], axis=-1)
    glows = (numbers & 255) == int(Material.GLOW)
    lit = np.bincount(which, weights=glows) > 0.3 * count
    number = np.where(lit, numbers[first], np.uint32(Material.BLOCK)).astype(np.uint32)
    chance = (key * 2654435761 % 65536) / 65536 - 0.5
    colour *= 1 + 2 * UNEVEN * chance[:, None]
    top = Cells(key, place[first], edge[first].astype(np.float32), colour.astype(np.float32), number)
    return _founded(top, level[first])


def _looks(land: Land, light: Light, sky: Sky) -> list[tuple[Floats, Floats, NDArray[np.uint32]]]:
    """Return places (n, 3), albedo (n, 3) and face numbers (n,) of what is solid, for each side of the eye."""
    cube, origin, seen = Cube(SIDE, 0), Point3f(land.eye), []
    for face in range(6):
        ray = Vector3f(*(Float(axis.ravel()) for axis in np.moveaxis(cube.directions(face), -1, 0)))
        hit = land.trace(origin, ray)
        shaded = land.shade(hit, origin, ray, dr.opaque(Float, math.pi / 2 / SIDE), light, sky)
        solid = hit.valid & ~hit.is_water
        number = land.attributes(hit.face, hit.weights, solid)[3]
        glows = (number & 255) == int(Material.GLOW)
        own = land.attributes(hit.face, hit.weights, solid)[1]
        place, colour = origin + ray * dr.select(solid, hit.distance, 0), dr.select(glows, own, shaded.albedo)
        dr.eval(place, colour, number, solid)
        kept = solid.numpy()
        seen.append((place.numpy().T[kept], colour.numpy().T[kept], number.numpy()[kept]))
    return seen


def _founded(cells: Cells, level: NDArray[np.int64]) -> Cells:
    """Return the cells with one more below each, so that no ray slips between two."""
    below = cells.place - (0, 0, 1)
    key = np.concatenate([cells.key, _key(level, below)])
    unique, first = np.unique(key, return_index=True)
    return Cells(
        unique,
        np.concatenate([cells.place, below])[first],
        np.concatenate([cells.edge, cells.edge])[first],
        np.concatenate([cells.colour, cells.colour * 0.9])[first],
        np.concatenate([cells.number, np.full(len(below), int(Material.BLOCK), np.uint32)])[first],
    )


def _mesh(cells: Cells) -> Packed:
    """Return the outer faces of all blocks, their corners darkened where blocks meet."""
    position, normal, colour, openness, number = [], [], [], [], []
    for side in SIDES:
        shown = ~_is_taken(cells, cells.key + _step(side))
        across, up = np.roll(side, 1), np.roll(side, 2)
        if side.sum() < 0:
            across, up = up, across
        corners = [(-1, -1), (1, -1), (1, 1), (-1, 1)]
        place, edge = cells.place[shown], cells.edge[shown, None]
        for a, b in corners:
            offset = 0.5 * (1 + side + a * np.abs(across) + b * np.abs(up))
            position.append(((place + offset) * edge).astype(np.float32))
            around = [_step(side + a * np.abs(across)), _step(side + b * np.abs(up))]
            around.append(_step(side + a * np.abs(across) + b * np.abs(up)))
            meet = sum(_is_taken(cells, cells.key[shown] + step).astype(int) for step in around)
            openness.append(np.array(CORNER, np.float32)[meet] * np.float32(0.75 + 0.25 * side[2]))
        normal.append(np.broadcast_to(side.astype(np.float32), (len(place), 3)))
        colour.append(cells.colour[shown])
        number.append(cells.number[shown])
    counts = [len(rows) for rows in colour]
    faces = _quads(counts)
    corner_of = _by_corner(counts)
    return Packed(
        np.concatenate(position)[corner_of],
        faces,
        packed_normal(np.repeat(np.concatenate(normal), 4, axis=0)),
        packed_colour(np.repeat(np.concatenate(colour), 4, axis=0), np.concatenate(openness)[corner_of]),
        np.repeat(np.concatenate(number), 2),
        np.zeros(4 * sum(counts), np.uint32),
    )


def _quads(counts: list[int]) -> NDArray[np.uint32]:
    start = 4 * np.arange(sum(counts), dtype=np.uint32)[:, None]
    return np.concatenate([start + np.uint32((0, 1, 2)), start + np.uint32((0, 2, 3))], axis=1).reshape(-1, 3)


def _by_corner(counts: list[int]) -> NDArray[np.int64]:
    """Return the order that turns corner after corner of each side into quad after quad."""
    order, start = [], 0
    for count in counts:
        order.append((start + np.arange(count)[:, None] + count * np.arange(4)).ravel())
        start += 4 * count
    return np.concatenate(order)


def _key(level: NDArray[np.int64], place: NDArray[np.int64]) -> Keys:
    shifted = place + MIDDLE
    key: Keys = (((level + LEVELS) << BITS | shifted[:, 0]) << BITS | shifted[:, 1]) << BITS | shifted[:, 2]
    return key


def _step(way: NDArray[np.int64]) -> int:
    """Return what a step along the axes adds to a key."""
    return int((way[0] << 2 * BITS) + (way[1] << BITS) + way[2])


def _is_taken(cells: Cells, key: Keys) -> NDArray[np.bool_]:
    found = np.minimum(np.searchsorted(cells.key, key), len(cells.key) - 1)
    taken: NDArray[np.bool_] = cells.key[found] == key
    return taken
