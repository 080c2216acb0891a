"""What floats around a camera in space: asteroids of all sizes, the ice of a ring, or a station."""

from __future__ import annotations

import math

import numpy as np

from skyloom.geometry.meshes import Copies, Packed, Part, merged, part, stand, unit
from skyloom.geometry.shapes import ball
from skyloom.world.built import Built, together
from skyloom.world.kinds import Material
from skyloom.world.placing import Plan, varied
from skyloom.world.things.orbital import orbital_station

ROCKS = ((0.16, 0.145, 0.13), (0.20, 0.16, 0.12), (0.11, 0.11, 0.115))
ICE = (0.74, 0.73, 0.70)
HERO = (82.0, 27.0)  # metres to the great one and its radius
# how many, distances, radii, splits of the ball, shapes
SWARMS = (
    (16, (14.0, 80.0), (0.9, 6.5), 4, 6),
    (330, (60.0, 480.0), (1.0, 16.0), 3, 6),
    (3600, (260.0, 5200.0), (1.5, 42.0), 1, 5),
)
THICK = 0.13  # of the belt, against the distance
DENTS = 26  # craters of a shape


def space(plan: Plan) -> Built:
    """Build asteroids, blocks of ice beside a ring, and a station where one is named; about 0.6 M triangles a belt."""
    sights = plan.scene.sights
    parts = []
    if sights.asteroids > 0:
        parts.append(Built(tuple(_belt(plan, sights.asteroids))))
    if sights.ring > 0:
        parts.append(Built(tuple(_ice(plan, sights.ring))))
    if plan.scene.site.era == "station":
        parts.append(Built((orbital_station(plan),)))
    return together(parts)


def _belt(plan: Plan, amount: float) -> list[Packed]:
    draw = plan.draw("asteroids")
    colour = np.array(ROCKS[int(draw.integers(len(ROCKS)))])
    lean, turn = float(draw.uniform(0.12, 0.3)), float(draw.uniform(0, 2 * math.pi))
    heading = plan.form.heading + float(draw.uniform(0.25, 0.5)) * float(draw.choice([-1, 1]))
    far, radius = HERO
    place = np.array([[math.sin(heading) * far, math.cos(heading) * far, float(draw.uniform(-4, 12))]])
    meshes = [_copies(draw, [_asteroid(draw, 5, colour)], place, np.array([radius]))]
    for count, (near, end), (least, most), splits, kinds in SWARMS:
        number = max(3, round(count * (0.35 + 0.65 * amount)))
        r = near * (end / near) ** (draw.uniform(0, 1, number) ** 0.8)
        angle = draw.uniform(0, 2 * np.pi, number)
        z = draw.normal(0, THICK, number) * r + r * lean * np.sin(angle + turn)
        at = np.stack([np.sin(angle) * r, np.cos(angle) * r, z], -1)
        size = least * (most / least) ** (draw.uniform(0, 1, number) ** 2.6)
        size = np.minimum(size, 0.22 * np.linalg.norm(at, axis=1))
        shapes = [_asteroid(draw, splits, colour) for _ in range(kinds)]
        meshes.append(_copies(draw, shapes, at, size))
    return meshes


def _ice(plan: Plan, amount: float) -> list[Packed]:
    draw = plan.draw("ring ice")
    meshes = []
    for count, (near, end), (least, most), splits in (
        (60, (7.0, 60.0), (0.15, 1.9), 3),
        (900, (40.0, 420.0), (0.2, 4.0), 1),
        (5200, (160.0, 2600.0), (0.5, 7.0), 0),
    ):
        number = round(count * (0.4 + 0.6 * amount))
        r = near * (end / near) ** draw.uniform(0, 1, number)
        angle = draw.uniform(0, 2 * np.pi, number)
        z = -5.0 - 0.10 * r + draw.normal(0, 0.045, number) * r
        at = np.stack([np.sin(angle) * r, np.cos(angle) * r, z], -1)
        size = least * (most / least) ** (draw.uniform(0, 1, number) ** 3.0)
        shapes = [_asteroid(draw, splits, np.array(ICE), dents=8) for _ in range(4)]
        meshes.append(_copies(draw, shapes, at, size))
    return meshes


def _copies(draw: np.random.Generator, shapes: list[Part], at: np.ndarray, size: np.ndarray) -> Packed:
    from_ = []
    kind = np.arange(len(at)) % len(shapes)
    for number, shape in enumerate(shapes):
        here = kind == number
        count = int(here.sum())
        if not count:
            continue
        copies = Copies(
            at[here].astype(np.float32),
            draw.uniform(0, 2 * np.pi, count).astype(np.float32),
            size[here].astype(np.float32),
            varied(draw, count, 0.16).astype(np.float32),
            np.zeros((count, 2), np.float32),
        )
        from_.append(stand(copies, shape))
    return merged(from_)


def _asteroid(draw: np.random.Generator, splits: int, colour: np.ndarray, *, dents: int = DENTS) -> Part:
    """Return a lump about a metre in radius around its middle: cut, dented by craters, rough."""
    vertices, faces = ball(splits)
    reach = np.ones(len(vertices))
    for _ in range(7):
        way = unit(draw.normal(0, 1, 3))
        reach += float(draw.normal(0, 0.13)) * (vertices @ way) ** int(draw.integers(1, 4))
    for _ in range(9):  # broken faces
        way = unit(draw.normal(0, 1, 3))
        facing = vertices @ way
        reach = np.where(facing > 0, np.minimum(reach, draw.uniform(0.78, 1.1) / np.maximum(facing, 1e-3)), reach)
    shade = np.ones(len(vertices))
    sizes = 0.09 + 0.34 * draw.uniform(0, 1, dents) ** 2.5
    for size in sizes:
        apart = np.linalg.norm(vertices - unit(draw.normal(0, 1, 3)), axis=1) / size
        reach += size * (np.where(apart < 1, 0.34 * (apart**2 - 1), 0) + 0.11 * np.exp(-(((apart - 1.05) / 0.22) ** 2)))
        shade *= 1 - 0.16 * np.exp(-(apart**2))
    for octave in range(4):  # roughness as sums of waves in scattered directions
        for _ in range(5):
            way = unit(draw.normal(0, 1, 3)) * (5.0 * 1.9**octave)
            reach += 0.016 * 0.55**octave * np.sin(vertices @ way + float(draw.uniform(0, 6.28)))
    points = vertices * reach[:, None] * np.array([1.0, draw.uniform(0.62, 0.95), draw.uniform(0.55, 0.85)])
    a, b, c = (points[faces[:, k]] for k in range(3))
    across = np.cross(b - a, c - a)
    normal = np.zeros_like(points)
    for k in range(3):
        np.add.at(normal, faces[:, k], across)
    tone = colour * (shade * draw.uniform(0.92, 1.08, len(vertices)))[:, None]
    return part(points, faces, unit(normal), np.clip(tone, 0, 1), 0.9, Material.STONE)
