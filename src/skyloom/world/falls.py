"""Falling water: threads down the land's own cliffs, and a cliff of its own for a fall that is asked for by name."""

from __future__ import annotations

import numpy as np

from skyloom.core.scene import TerrainKind, Thing
from skyloom.geometry.meshes import Packed, Part, joined, moved, part, placed, unit
from skyloom.world.built import Built
from skyloom.world.kinds import Material
from skyloom.world.placing import Array, Plan, turned
from skyloom.world.rocks import Draw, beads, grid_faces, lump, rough, skinned
from skyloom.world.standing import Footing, footprints, settled, stands

SPRAY = (0.86, 0.89, 0.92)
DROP = 24.0  # metres; a fall of usual size
STEEP = 0.75  # slope from which water falls rather than runs
THREADS = 7
POURS = 40  # threads of one fall
STEPS, STRIDE = 70, 0.011  # of a thread; a stride is a share of the distance


def threads(plan: Plan) -> list[Packed]:
    """Return threads of white water that run and fall down the steepest land in sight; 1,500 triangles each."""
    draw = plan.draw("threads")
    radii = np.geomspace(160, 5200, 26)
    angle = np.arange(240) * (2 * np.pi / 240) + draw.uniform(0, 0.02)
    points = np.stack([np.outer(radii, np.sin(angle)), np.outer(radii, np.cos(angle))], -1)
    z = plan.look(points.reshape(-1, 2)).z.reshape(points.shape[:2])
    rise = np.arctan2(z - plan.eye, radii[:, None])
    seen = rise >= np.maximum.accumulate(rise, axis=0) - 0.004
    gain = np.zeros_like(rise)
    gain[1:] = np.diff(rise, axis=0)
    slope = np.zeros_like(rise)
    slope[1:] = np.diff(z, axis=0) / np.diff(radii)[:, None]
    front = 1 - 0.35 * np.abs(turned(points.reshape(-1, 2), plan.form.heading).reshape(rise.shape)) / np.pi
    score = np.where(seen & (slope > STEEP * 0.6), gain * front * (0.6 + draw.uniform(0, 0.8, rise.shape)), 0)
    wanted = max(1, round(THREADS * plan.scene.water.falls))
    ribbons: list[Packed] = []
    while len(ribbons) < wanted and score.max() > 0.004:
        ring, column = np.unravel_index(int(np.argmax(score)), score.shape)
        aside = np.abs((np.arange(len(angle)) - column + 120) % 240 - 120)
        score[:, aside < 9] = 0
        ribbons.append(_thread(plan, draw, points[ring, column]))
    return ribbons


def _thread(plan: Plan, draw: Draw, start: Array) -> Packed:
    """Return one thread that follows the land downhill from a point, in several strands."""
    stride = float(np.hypot(*start)) * STRIDE
    way = [np.asarray(start, float)]
    heading = -start / np.hypot(*start)
    for _ in range(STEPS):
        probes = way[-1] + stride * 0.5 * np.array([(0.5, 0), (-0.5, 0), (0, 0.5), (0, -0.5)])
        east, west, north, south = plan.look(probes).z
        down = np.array([west - east, south - north])
        steep = np.hypot(*down) / (stride * 0.5)
        heading = 0.35 * heading + 0.65 * down / max(float(np.hypot(*down)), 1e-6)
        if steep < 0.12:
            break
        way.append(way[-1] + stride * 0.5 * heading / max(float(np.hypot(*heading)), 1e-6))
    path = np.array(way)
    z = plan.look(path).z
    keep = np.minimum.accumulate(z) == z  # water never climbs
    path, z = path[keep], z[keep]
    if plan.is_by_water:
        path, z = path[z > 0], z[z > 0]
    if len(path) < 3:
        return placed(beads(np.zeros((1, 3)) - (0, 0, 500), np.array([0.01]), np.array(SPRAY)))
    slope = -np.gradient(z) / np.maximum(np.hypot(*np.gradient(path, axis=0).T), 1e-3)
    away = np.hypot(path[:, 0], path[:, 1])
    across = unit(np.column_stack([path[:, 1], -path[:, 0]]))
    half = np.clip(away * 0.0011, 0.35, 4.5) * (0.35 + 0.9 * np.clip(slope / 2, 0, 1))
    parts = []
    for _ in range(3):
        wander = draw.normal(0, 0.7, len(path)) * half
        towards = -path / away[:, None] * (0.5 + 0.012 * away)[:, None]
        left = path + towards + across * (wander - half)[:, None]
        right = path + towards + across * (wander + half)[:, None]
        lift = 0.25 + 0.0022 * away
        points = np.stack([np.column_stack([left, z + lift]), np.column_stack([right, z + lift])], 1).reshape(-1, 3)
        base = np.arange(len(path) - 1) * 2
        faces = np.stack([base, base + 2, base + 1, base + 1, base + 2, base + 3], -1).reshape(-1, 3)
        tone = np.repeat(draw.uniform(0.7, 1.0, len(path)), 2)[:, None] * np.array(SPRAY)
        parts.append(part(points, faces, (*(-path[0] / away[0]), 0.6), tone, 0.9, int(Material.PETAL)))
    return placed(joined(parts))


def pour(draw: Draw, top: Array, at: Array) -> Part:
    """Return threads of water that pour off a hanging island's rim into the air; 3,000 triangles.

    `top` are the corners (n, 3) of the island's ground around its own middle, `at` is where that hangs.
    """
    away = np.hypot(top[:, 0], top[:, 1])
    radius = float(away.max())
    towards = -at[:2] / np.hypot(*at[:2])
    across = np.array([towards[1], -towards[0], 0.0])
    rim = top[away > 0.8 * radius]
    facing = np.flatnonzero(rim[:, :2] @ towards > 0.55 * radius)
    lip = rim[facing[draw.integers(len(facing))]] if len(facing) else rim[0]
    drop, wide = radius * draw.uniform(1.8, 2.8), float(np.clip(0.05 * radius, 0.9, 3.2))
    t = np.linspace(0, 1, 36)
    parts = []
    for _ in range(POURS):
        aside = draw.normal(0, 0.45) * wide * (1 + 0.9 * t)
        end = draw.uniform(0.45, 1.0)
        half = wide * draw.uniform(0.05, 0.13) * (0.6 + 1.1 * t) * (1 - t**3)
        half = half * draw.uniform(0.8, 1.2, len(t))
        out = np.append(towards, 0.0) * (1.2 + 0.045 * radius * np.sqrt(t))[:, None]
        middle = lip + out + across * aside[:, None] + np.array([0, 0, -1.0]) * (end * drop * t**1.5 - 0.3)[:, None]
        points = np.stack([middle - across * half[:, None], middle + across * half[:, None]], 1).reshape(-1, 3)
        base = np.arange(len(t) - 1) * 2
        faces = np.stack([base, base + 2, base + 1, base + 1, base + 2, base + 3], -1).reshape(-1, 3)
        tone = np.repeat(draw.uniform(0.75, 1.0, len(t)), 2)[:, None] * np.array(SPRAY)
        parts.append(part(points, faces, (*towards, 0.6), np.clip(tone, 0, 1), 0.9, int(Material.PETAL)))
    return joined(parts)


def waterfall(plan: Plan, thing: Thing) -> Built:
    """Build waterfalls over cliffs of their own; 38,000 triangles each. Hanging islands have theirs at their rims."""
    if plan.form.kind is TerrainKind.FLOATING:
        return Built()
    draw = plan.draw(f"waterfall {thing.heading_deg}")
    places = stands(plan, thing, 24.0, usual=(44.0, 85.0), height=DROP, footing=Footing.SHORE, steepest=2.0)
    meshes = [settled(moved(shape, (0, 0, -1.5)), stand) for stand in places for shape in cascade(draw, thing.tint)]
    return Built(tuple(meshes), taken=footprints(places, 19.0))


def cascade(draw: Draw, tint: tuple[float, float, float] | None) -> tuple[Part, Part]:
    """Return a bluff along x and the water that falls over it towards -y."""
    drop, wide = DROP * draw.uniform(0.8, 1.2), 34.0
    profile = np.array(
        [(-9, -1.5), (-3, 0.3), (-1.2, 1.2), (0, 3.5), (0.6, 9), (1.5, 15), (2.2, 20), (3.5, 23.2), (5.5, 24)]
    )
    profile = np.concatenate([profile, [(11, 24.6), (20, 21), (34, 8), (46, -2)]]) * (1, drop / 24)
    length = np.concatenate([[0], np.cumsum(np.hypot(*np.diff(profile, axis=0).T))])
    along = np.concatenate([np.linspace(0, length[8], 90), np.linspace(length[8], length[-1], 22)[1:]])
    y, z = (np.interp(along, length, profile[:, axis]) for axis in range(2))
    u = np.linspace(-1, 1, 170)
    hills = rough(draw, np.column_stack([u * 3, 0 * u, 0 * u]), 4)
    taper = np.clip(1 - np.abs(u) ** 3.4, 0, 1) * (1 + 0.16 * hills) - 0.16 * np.exp(-((u / 0.13) ** 2))
    hollow = 5.5 * np.exp(-((u / 0.2) ** 2)) - 7.0 * np.abs(u) ** 1.7  # the fall has worn a bay into the cliff
    grid = np.empty((len(along), len(u), 3))
    grid[..., 0] = u * wide
    grid[..., 1] = y[:, None] * (0.4 + 0.6 * taper) + hollow * np.clip(1.4 - np.maximum(y, 0) / 18, 0, 1)[:, None]
    grid[..., 2] = np.where(z > 0, z, 0)[:, None] * taper + np.minimum(z, 0)[:, None]
    flat = grid.reshape(-1, 3)
    worn = rough(draw, flat * (0.16, 0.16, 0.1), 6).reshape(grid.shape[:2])
    beds = np.tanh(3 * np.sin(grid[..., 2] * 0.9 + 2.5 * worn))
    is_cliff = np.interp(along, length, [0, 0.2, 0.6, 1, 1, 1, 1, 0.8, 0.25, 0.1, 0.1, 0.05, 0])[:, None]
    grid[..., 1] += (1.7 * worn + 0.3 * beds) * is_cliff
    grid[..., 2] += 0.8 * worn * (1 - is_cliff) * taper
    bluff = skinned(grid.reshape(-1, 3), grid_faces(*grid.shape[:2]), np.zeros(3), 0.85, Material.GROUND)
    water = np.array(tint) if tint else np.array(SPRAY)
    face = grid[:90, 77:93]
    lip = float(face[-1, :, 2].mean())
    heights, front = face[..., 2].mean(axis=1), face[..., 1].min(axis=1)
    order = np.argsort(heights)
    wall = (heights[order], np.minimum.accumulate(front[order][::-1])[::-1])
    parts = [_veil(draw, lip, 0.0, draw.uniform(3.0, 4.4), wall, water)]
    for _ in range(int(draw.integers(3, 6))):
        parts.append(_veil(draw, lip * draw.uniform(0.9, 1), draw.normal(0, 1.7), draw.uniform(0.4, 1.3), wall, water))
    foot = float(wall[1][0])
    count = 420
    drops = draw.normal(0, 1, (count, 3)) * (3.0, 1.5, 1.1) + (0, foot - 1.5, 1.4)
    parts.append(beads(drops, draw.uniform(0.03, 0.12, count), water))
    for _ in range(9):
        size = draw.uniform(0.5, 1.5)
        stone = lump(draw, 2, (size * 1.5, size, size * 0.8), np.zeros(3), material=Material.GROUND)
        parts.append(moved(stone, (draw.normal(0, 6), foot - draw.uniform(0, 4), 0.5)))
    return bluff, joined(parts)


def _veil(draw: Draw, drop: float, aside: float, wide: float, wall: tuple[Array, Array], colour: Array) -> Part:
    """Return a sheet of falling water that leaves the edge and comes apart: strands side by side.

    `wall` are heights and the rock's front there: water falls before it.
    """
    strands, rows = max(8, int(wide * 12)), 34
    t = np.linspace(0, 1, rows)
    x = aside + np.linspace(-wide / 2, wide / 2, strands) + draw.normal(0, 0.07, strands)
    half = draw.uniform(0.03, 0.16, strands)[:, None] * (1 + 1.3 * t) * draw.uniform(0.75, 1.25, (strands, rows))
    z = (drop + 0.25) * (1 - t**1.6) - 0.4
    front = np.interp(z, *wall)
    over = draw.uniform(0.9, 1.7, (strands, 1))
    y = np.minimum.accumulate(front)[None] - 0.25 - over * np.sqrt(t) + 1.6 * np.clip(1 - 8 * t, 0, 1)
    wave = 0.14 * np.sin(t * 8 + draw.uniform(0, 6, (strands, 1)))
    left = np.stack([x[:, None] - half + wave, y, z + 0 * wave], -1)
    right = np.stack([x[:, None] + half + wave, y + 0.05, z + 0 * wave], -1)
    points = np.stack([left, right], 2).reshape(-1, 3)
    base = (np.arange(strands)[:, None] * rows + np.arange(rows - 1)) * 2
    faces = np.stack([base, base + 2, base + 1, base + 1, base + 2, base + 3], -1).reshape(-1, 3)
    tone = np.repeat(draw.uniform(0.55, 1.06, (strands, rows)).ravel(), 2)[:, None]
    return part(points, faces, (0, -0.75, 0.65), np.clip(tone * colour, 0, 1), 0.9, int(Material.PETAL))
