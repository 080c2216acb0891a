"""Gardens under water: corals on rock, kelp, sea grass, anemones and the fish among them."""

from __future__ import annotations

import numpy as np

from skyloom.core.scene import Place, TerrainKind, Tree
from skyloom.geometry.meshes import Copies, Packed, Part, stand
from skyloom.world.flora import grasses, sea, tints
from skyloom.world.placing import Plan, by_sight, copies_at, free, jittered, tinted, varied
from skyloom.world.planting_glow import Glow
from skyloom.world.planting_woods import kinds_of, slow, standing, unlike

SCHOOLS = 3
FISH_COLOURS = ((0.75, 0.45, 0.05), (0.12, 0.3, 0.65), (0.55, 0.58, 0.6), (0.7, 0.12, 0.06), (0.7, 0.62, 0.12))


def is_under_water(plan: Plan) -> bool:
    """Tell whether the camera is in the sea."""
    return plan.form.kind is TerrainKind.SEABED or plan.scene.site.place is Place.UNDERWATER


def sea_bed(plan: Plan, glow: Glow) -> list[Packed]:
    """Return sea grass and, where corals or kelp are wanted, smaller corals between them, and fish."""
    meshes = _sea_grass(plan)
    if plan.cover.forest > 0 and set(kinds_of(plan)) & {Tree.CORAL, Tree.KELP}:
        meshes += _small_corals(plan, glow)
        meshes += schools(plan, SCHOOLS)
    return meshes


def _sea_grass(plan: Plan) -> list[Packed]:
    if plan.cover.grass <= 0:
        return []
    draw, meshes = plan.draw("sea grass"), []
    for fineness, (near, far, cell) in enumerate(((1.2, 8.0, 0.32), (8.0, 30.0, 0.8))):
        points = free(plan, jittered(draw, near, far, cell))
        group = np.clip((slow(plan, points, "sea grass", 8.0) - 0.6 + 0.25 * plan.cover.grass) * 6, 0, 1)
        points = points[draw.uniform(0, 1, len(points)) < 0.8 * group]
        site = plan.look(points)
        pick = draw.integers(0, 3, len(points))
        for number, shape in enumerate(grasses.sea_grass(fineness)):
            mine = pick == number
            count = int(mine.sum())
            copies = copies_at(draw, points[mine], site.z[mine] - 0.03, (0.6, 1.4), 0.05)
            lean = (copies.lean + np.array([0.22, 0.08])).astype(np.float32)  # the current
            copies = Copies(copies.position, copies.turn, copies.scale, copies.tint, lean)
            meshes.append(stand(tinted(copies, varied(draw, count, 0.15) * np.array([0.06, 0.12, 0.035])), shape))
    return meshes


def _small_corals(plan: Plan, glow: Glow) -> list[Packed]:
    draw, meshes = plan.draw("small corals"), []
    share = 0.75 if Tree.CORAL in kinds_of(plan) else 0.2
    for fineness, (near, far, cell) in ((1, (1.1, 7.0, 0.6)), (2, (7.0, 22.0, 1.0)), (3, (22.0, 50.0, 1.8))):
        points = free(plan, jittered(draw, near, far, cell))
        group = np.clip((slow(plan, points, "reef", 6.0) - 0.42) * 4, 0, 1)
        points = points[draw.uniform(0, 1, len(points)) < share * group * np.clip(0.3 + plan.cover.forest, 0, 1)]
        if not len(points):
            continue
        site = plan.look(points)
        shapes = sea.corals(fineness)
        copies = copies_at(draw, points, site.z - 0.03, (0.15, 0.6), 0.12)
        tint, wood = tints.fixed(*tints.CORALS)(plan, draw, site.patch), np.ones((len(points), 3))
        pick = unlike(draw, points, len(shapes), 1.0)
        for number, plant in enumerate(shapes):
            mine = pick == number
            if mine.any():
                meshes += standing(plant, copies.some(mine), tint[mine], wood[mine], glow)
    return meshes


def schools(plan: Plan, count: int) -> list[Packed]:
    """Return schools of fish that swim one way each, and a few loners; about 100 triangles a fish."""
    draw, meshes = plan.draw("fish"), []
    shapes = sea.fish()
    for school in range(count):
        many = int(draw.integers(24, 60))
        toward, far = draw.uniform(0, 2 * np.pi), draw.uniform(5, 14)
        heading = toward + np.pi / 2 * draw.choice([-1, 1]) + draw.normal(0, 0.3)
        middle = np.array([far * np.sin(toward), far * np.cos(toward)])
        spread = draw.normal(0, 1, (many, 3)) * np.array([1.5, 0.8, 0.5])
        turn = np.array([[np.cos(heading), -np.sin(heading)], [np.sin(heading), np.cos(heading)]])
        at = middle + spread[:, :2] @ turn.T
        z = plan.look(at).z + np.clip(draw.uniform(1.2, 4.0) + spread[:, 2], 0.5, None)
        meshes.append(
            _swimming(draw, shapes[school % len(shapes)], at, z, heading, (0.5, 0.9), FISH_COLOURS[school % 5])
        )
    at = by_sight(draw, 14, 2.5, 16.0)
    z = plan.look(at).z + draw.uniform(0.5, 2.5, len(at))
    for number, shape in enumerate(shapes):
        mine = np.arange(len(at)) % len(shapes) == number
        heading = float(draw.uniform(0, 6))
        meshes.append(
            _swimming(draw, shape, at[mine], z[mine], heading, (0.6, 1.3), FISH_COLOURS[number + 2], wild=1.5)
        )
    return meshes


def _swimming(
    draw: np.random.Generator,
    shape: Part,
    at: np.ndarray,
    z: np.ndarray,
    heading: float,
    sizes: tuple[float, float],
    colour: tuple[float, float, float],
    wild: float = 0.16,
) -> Packed:
    count = len(at)
    copies = Copies(
        np.column_stack([at, z]).astype(np.float32),
        (heading + draw.normal(0, wild, count)).astype(np.float32),
        draw.uniform(*sizes, count).astype(np.float32),
        (varied(draw, count, 0.1) * np.array(colour)).astype(np.float32),
        np.zeros((count, 2), np.float32),
    )
    return stand(copies, shape)
