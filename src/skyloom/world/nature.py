"""What nature adds to the land as bodies of its own: hanging islands, falls from cliffs, the light of lava."""

from __future__ import annotations

import numpy as np

from skyloom.core.scene import TerrainKind, ThingKind, Tree
from skyloom.geometry.meshes import Packed, moved, placed, stand
from skyloom.world import trees as species
from skyloom.world.built import Built, Lamps, together
from skyloom.world.falls import pour, threads
from skyloom.world.placing import Array, Plan, copies_at, tinted, varied
from skyloom.world.rocks import island

ISLES = (12, 18)
GREAT = (0.2, -0.8, 1.1)  # radians beside the view: where the largest hang
RISES = ((7.0, 11.0), (-9.0, -4.0), (11.0, 17.0), (-20.0, -11.0), (12.0, 22.0), (-6.0, 3.0))  # degrees, of their tops
POURING = 0.7  # share of the isles that water pours from, where any does
LAVA_CELL, LAVA_REACH = 4.5, 75.0  # metres between lamps, and how far they are set
LAVA_OVER = 3.6  # metres over the lava: its fumes glow, and send its light down to ground that does not see it
LAVA_SHARE = 1.3  # of an open stream that is not crust, with what its fumes send
LAVA_TINT = (1.0, 0.3, 0.04)


def nature(plan: Plan) -> Built:
    """Build what the land itself brings, beside its ground and its plants."""
    parts = []
    if plan.form.kind is TerrainKind.FLOATING:
        parts.append(isles(plan))
    if plan.scene.terrain.lava > 0:
        parts.append(Built(lamps=lava_lamps(plan)))
    if plan.scene.water.falls > 0 and plan.form.kind is not TerrainKind.FLOATING:
        parts.append(Built(tuple(threads(plan))))
    return together(parts)


def lava_lamps(plan: Plan) -> Lamps:
    """Return lamps over the open lava near the camera, so that it lights what is round it."""
    steps = np.arange(-LAVA_REACH, LAVA_REACH, LAVA_CELL)
    points = np.stack(np.meshgrid(steps, steps), -1).reshape(-1, 2)
    points += plan.draw("lava").uniform(-1.5, 1.5, points.shape)
    site = plan.look(points)
    hot = site.own > 0.4
    z = site.z[hot] + LAVA_OVER
    power = plan.cover.heat * LAVA_SHARE * LAVA_CELL**2
    return Lamps(
        np.column_stack([points[hot], z]).astype(np.float32),
        np.tile(np.array(LAVA_TINT, np.float32) * power, (int(hot.sum()), 1)),
        np.full(int(hot.sum()), 1.5, np.float32),
    )


def isles(plan: Plan) -> Built:
    """Build islands that hang around the camera's own, grown with trees; about 11,000 triangles each and their trees.

    Under the camera's own island hangs the same rock.
    """
    draw = plan.draw("isles")
    count = int(draw.integers(*ISLES))
    pouring = plan.draw("pouring")
    has_falls = plan.scene.water.falls > 0 or any(t.kind is ThingKind.WATERFALL for t in plan.scene.things)
    meshes: list[Packed] = []
    hung: list[tuple[Array, float]] = []
    heading = plan.form.heading + np.concatenate([[0.1], np.cumsum(draw.uniform(0.35, 1.0, count - 1))])
    for number, angle in enumerate(heading):
        is_great = number < len(GREAT)
        if is_great:
            angle = plan.form.heading + GREAT[number] + float(draw.uniform(-0.12, 0.12))
        radius = float(draw.uniform(58, 95) if is_great else min(17 * draw.uniform(0.05, 1) ** -0.5, 60))
        away = radius * float(draw.uniform(1.6, 2.3) if is_great else draw.uniform(2.6, 6.5)) + 26
        low, high = RISES[number % len(RISES)]
        rise = np.tan(np.radians(draw.uniform(low, high)))
        foot = np.array([np.sin(angle), np.cos(angle)])
        while any(np.hypot(*(away * foot - other[:2])) < 1.1 * (radius + wide) for other, wide in hung):
            away *= 1.15
        at = np.array([*(away * foot), plan.eye + away * rise])
        hung.append((at, radius))
        top, under = island(draw, radius)
        meshes += [placed(moved(top, at)), placed(moved(under, at))]
        meshes += grove(plan, draw, top.position.astype(float), at, radius)
        if has_falls and (number == 0 or pouring.uniform() < POURING):
            meshes.append(placed(moved(pour(pouring, top.position.astype(float), at), at)))
    return Built(tuple(meshes))


def grove(plan: Plan, draw: np.random.Generator, top: Array, at: Array, radius: float) -> list[Packed]:
    """Return trees on a hanging island."""
    wanted = int(min(radius**1.5 * 0.6 * (0.3 + plan.cover.forest), 420))
    spots = top[np.hypot(top[:, 0], top[:, 1]) < 0.86 * radius]
    if wanted == 0 or not len(spots):
        return []
    spots = spots[draw.integers(0, len(spots), wanted)] + draw.normal(0, 0.03 * radius, (wanted, 3)) * (1, 1, 0)
    named = plan.scene.terrain.trees
    kind = named[0] if named else (Tree.CONIFER if plan.cover.conifers > 0.5 else Tree.BROADLEAF)
    shapes = species.trees_of(kind, 3, is_bare=plan.cover.bare > 0)
    meshes = []
    pick = draw.integers(0, len(shapes), wanted)
    colour = np.array(plan.cover.needle if kind is Tree.CONIFER else plan.cover.leaf)
    for number, plant in enumerate(shapes):
        here = spots[pick == number] + at
        if not len(here):
            continue
        copies = copies_at(draw, here[:, :2], here[:, 2] - 0.2, (0.35, 0.75), 0.03)
        meshes.append(stand(tinted(copies, varied(draw, len(here), 0.2) * colour), plant.crown))
        if plant.wood:
            meshes.append(stand(tinted(copies, varied(draw, len(here), 0.15)), plant.wood))
    return meshes
