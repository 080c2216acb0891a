"""What lies about: boulders, stones and pebbles, logs and stumps, twigs, leaves, petals, shells, moss and snow."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from skyloom.core.scene import TerrainKind, Tree, WaterKind
from skyloom.geometry.meshes import Packed, Part, stand
from skyloom.geometry.shapes import stone
from skyloom.world.flora import floor, tints
from skyloom.world.kinds import Material
from skyloom.world.placing import Array, Plan, by_sight, copies_at, free, is_dry, jittered, tinted, varied
from skyloom.world.planting_woods import is_inside, kinds_of, slow

BARE_KINDS = (TerrainKind.SALT_FLAT, TerrainKind.DUNES)  # where a stone is a rare thing
SUNKEN = 0.16  # share of places in a swamp where a trunk lies
SNOWY = (0.82, 0.84, 0.87)


def stones(plan: Plan) -> list[Packed]:
    """Return boulders, rocks and pebbles, sunk into the ground by their size, in clusters of several sizes."""
    draw, share = plan.draw("stones"), 0.12 + plan.cover.rock
    if plan.form.kind in BARE_KINDS:
        share *= 0.12
    colour = (np.array(plan.cover.rock_light) + np.array(plan.cover.rock_dark)) * 0.47
    on_sand = plan.is_by_water and plan.cover.beach > 0.5
    if plan.cover.ripples > 0.5 or on_sand:
        colour = 0.5 * colour + 0.35 * np.array(plan.cover.sand_dark)
    meshes = []
    fine = [stone(draw, 3, Material.STONE) for _ in range(2)] + [stone(draw, 2, Material.STONE) for _ in range(4)]
    far_off = [stone(draw, 1, Material.STONE) for _ in range(4)]
    mothers = []
    for near, far, cell, chance, sizes in ((2.2, 90.0, 3.0, 0.13, (0.08, 0.6)), (5.0, 160.0, 9.0, 0.3, (0.5, 1.7))):
        points = free(plan, jittered(draw, near, far, cell))
        site = plan.look(points)
        clump = 0.3 + 1.6 * np.clip((site.patch - 0.45) * 5, 0, 1)
        points = points[draw.uniform(0, 1, len(points)) < chance * share * clump]
        mothers.append(points)
        is_near = np.hypot(*points.T) < 28 * sizes[1]
        meshes += _strewn(plan, draw, points[is_near], fine, sizes, colour, sunk=0.22, lowest=-1.2)
        meshes += _strewn(plan, draw, points[~is_near], far_off, sizes, colour, sunk=0.22, lowest=-1.2)
    mother = np.concatenate(mothers)
    mother = mother[np.hypot(*mother.T) < 26]
    for count, spread, sizes, cut in ((3, 0.8, (0.12, 0.34), fine[2:]), (7, 0.9, (0.04, 0.13), far_off)):
        points = np.repeat(mother, count, axis=0) + draw.normal(0, spread, (len(mother) * count, 2))
        points = free(plan, points[np.hypot(*points.T) > 1.0])
        meshes += _strewn(plan, draw, points, cut, sizes, colour, sunk=0.2, lowest=-1.0)
    return meshes + _pebbles(plan, draw, share, colour, on_sand=on_sand)


def _pebbles(plan: Plan, draw: np.random.Generator, share: float, colour: Array, *, on_sand: bool) -> list[Packed]:
    if plan.cover.terraced > 0:
        return []
    bare = [stone(draw, 1, Material.STONE) for _ in range(3)]
    coarse = [stone(draw, 0, Material.STONE) for _ in range(3)]
    shore = 2.2 if plan.form.water in (WaterKind.LAKE, WaterKind.RIVER) and plan.cover.beach < 0.5 else 1.0
    points = free(plan, by_sight(draw, int(5200 * shore * plan.amount), 0.5, 26.0))
    site = plan.look(points)
    wanted = (
        np.clip(1.1 - site.growth, 0.06, 1)
        * share
        * (0.35 if on_sand else 1.0)
        * (0.35 + 1.3 * np.clip((site.patch - 0.4) * 4, 0, 1))
    )
    points = points[draw.uniform(0, 1, len(points)) < wanted]
    near = np.hypot(*points.T) < 2.4
    meshes = _strewn(plan, draw, points[near], bare, (0.012, 0.055), colour, sunk=0.1, lowest=-0.6)
    return meshes + _strewn(plan, draw, points[~near], coarse, (0.015, 0.075), colour, sunk=0.1, lowest=-0.6)


def _strewn(
    plan: Plan,
    draw: np.random.Generator,
    points: Array,
    shapes: Sequence[Part],
    sizes: tuple[float, float],
    colour: Array,
    *,
    sunk: float,
    lowest: float,
) -> list[Packed]:
    site = plan.look(points)
    floor_ = lowest if plan.is_by_water else -np.inf
    points, z = points[site.z > floor_], site.z[site.z > floor_]
    meshes = []
    pick = draw.integers(0, len(shapes), len(points))
    for number, shape in enumerate(shapes):
        mine = pick == number
        copies = copies_at(draw, points[mine], z[mine], sizes, 0.15)
        copies.position[:, 2] -= copies.scale * (sunk - 0.12)
        meshes.append(stand(tinted(copies, varied(draw, int(mine.sum()), 0.13) * colour), shape))
    return meshes


def litter(plan: Plan) -> list[Packed]:
    """Return what trees drop, and what the sea does."""
    return [
        *_timber(plan),
        *_brushwood(plan),
        *_leaves(plan),
        *_petals(plan),
        *_moss(plan),
        *_beach(plan),
        *_drifts(plan),
    ]


def _timber(plan: Plan) -> list[Packed]:
    """Return fallen trunks and stumps; driftwood on beaches."""
    draw, cover, meshes = plan.draw("litter"), plan.cover, []
    points = free(plan, jittered(draw, 4.0, 60.0, 7.0))
    site = plan.look(points)
    on_strand = plan.is_by_water * np.exp(-(((site.z - 0.8) / 0.3) ** 2)) * cover.beach
    chance = (0.32 if is_inside(plan) else 0.2) * (cover.woodland > 0.02) * np.maximum(site.woods, 0.35 * on_strand)
    if plan.form.water is WaterKind.SWAMP and cover.forest > 0:  # sunk trunks, half out of the water
        chance = np.maximum(chance, SUNKEN * (site.z > -1.2))
    kept = draw.uniform(0, 1, len(points)) < chance
    points, z, bleached = points[kept], np.maximum(site.z[kept], -0.08), on_strand[kept, None] > 0.3
    bark = np.where(bleached, np.array([0.32, 0.29, 0.25]), np.array([0.11, 0.088, 0.065]))
    shapes = [*floor.logs(), *floor.stumps()]
    pick = draw.integers(0, len(shapes), len(points))
    pick[bleached[:, 0]] %= len(floor.logs())
    for number, shape in enumerate(shapes):
        mine = pick == number
        copies = copies_at(draw, points[mine], z[mine] - 0.05, (0.5, 1.25), 0.02)
        meshes.append(stand(tinted(copies, varied(draw, int(mine.sum()), 0.15) * bark[mine]), shape))
    return meshes


def _brushwood(plan: Plan) -> list[Packed]:
    if plan.cover.woodland <= 0.02 or plan.cover.terraced > 0:  # fields are kept clean
        return []
    draw = plan.draw("twigs")
    points = free(plan, by_sight(draw, int(900 * plan.amount), 0.8, 14.0))
    site = plan.look(points)
    kept = (draw.uniform(0, 1, len(points)) < np.maximum(site.woods, 0.08)) & is_dry(plan, site) & (site.snow < 0.8)
    return _laid(plan, draw, points[kept], floor.twigs(), (0.5, 1.3), 0.01, ((0.12, 0.095, 0.07), (0.17, 0.15, 0.13)))


def _leaves(plan: Plan) -> list[Packed]:
    """Return fallen leaves: everywhere in autumn, brown ones in any wood of leafy trees."""
    cover, kinds = plan.cover, kinds_of(plan)
    autumn = cover.turning >= 0.4
    leafy = {Tree.BROADLEAF, Tree.BIRCH, Tree.JUNGLE, Tree.BAMBOO, Tree.WILLOW, Tree.DEAD} & set(kinds)
    if cover.forest < 0.05 or not (autumn or (is_inside(plan) and leafy)):
        return []
    draw, meshes = plan.draw("leaves"), []
    brown = ((0.2, 0.11, 0.05), (0.15, 0.09, 0.05), (0.26, 0.16, 0.07))
    bright = (tuple(cover.leaf), tuple(cover.turned), (0.24, 0.13, 0.06)) if autumn else brown
    if leafy == {Tree.DEAD}:  # last year's
        bright = ((0.12, 0.09, 0.06), (0.095, 0.075, 0.055), (0.15, 0.12, 0.085))
    for count, near, far, shapes in (
        (1500, 0.4, 4.0, floor.fallen_leaves()[:1]),
        (4200, 0.6, 24.0, floor.fallen_leaves()[1:]),
    ):
        points = free(plan, by_sight(draw, int(count * (1.0 if autumn else 0.6) * plan.amount), near, far))
        site = plan.look(points)
        near_trees = (0.12 if autumn else 0.03) * (site.growth > 0.15) + 0.88 * np.clip(site.woods * 2, 0, 1)
        kept = (draw.uniform(0, 1, len(points)) < near_trees * (1 - site.snow)) & is_dry(plan, site)
        colours = tuple((c[0] * 0.85, c[1] * 0.85, c[2] * 0.85) for c in bright)
        meshes += _laid(plan, draw, points[kept], shapes, (0.7, 1.5), 0.02, colours, spread=0.22)
    return meshes


def _petals(plan: Plan) -> list[Packed]:
    """Return the petals of cherries on the ground and in the air."""
    if Tree.BLOSSOM not in kinds_of(plan) or plan.cover.forest <= 0:
        return []
    draw = plan.draw("petals")
    points = free(plan, by_sight(draw, int(4200 * plan.amount), 0.5, 26.0))
    site = plan.look(points)
    kept = draw.uniform(0, 1, len(points)) < np.clip(site.woods + 0.35, 0, 1) * (1 - site.snow)
    meshes = _laid(plan, draw, points[kept], floor.petals(), (0.8, 1.5), 0.02, tints.BLOSSOM)
    points = by_sight(draw, int(300 * plan.amount), 1.5, 22.0)
    points = points[plan.look(points).woods + 0.4 > draw.uniform(0, 1, len(points))]
    above = plan.look(points).z + draw.uniform(0.4, 5.0, len(points))
    copies = copies_at(draw, points, above, (0.7, 1.1), 0.9)
    colours = np.array(tints.BLOSSOM)[draw.integers(0, 3, len(points))]
    return [*meshes, stand(tinted(copies, colours), floor.petals()[0])]


def _moss(plan: Plan) -> list[Packed]:
    """Return cushions of moss on the floor of woods and bogs."""
    cover = plan.cover
    damp = plan.form.water is WaterKind.SWAMP
    if (cover.forest < 0.25 and not damp) or cover.snow > 0.6 or cover.dryness > 0.5 or cover.grass < 0.1:
        return []
    draw = plan.draw("moss")
    points = free(plan, by_sight(draw, int(1500 * plan.amount), 0.9, 16.0))
    site = plan.look(points)
    group = np.clip((slow(plan, points, "moss", 4.5) - 0.45) * 5, 0, 1)
    kept = (draw.uniform(0, 1, len(points)) < 0.8 * group * np.maximum(site.woods, 0.5 * damp)) & is_dry(plan, site)
    greens = ((0.055, 0.085, 0.018), (0.04, 0.075, 0.02), (0.07, 0.09, 0.018))
    return _laid(plan, draw, points[kept], floor.cushions(), (0.25, 0.95), -0.03, greens)


def _beach(plan: Plan) -> list[Packed]:
    """Return shells and wrack along the waterline of the sea."""
    if plan.form.water is not WaterKind.SEA or plan.cover.beach < 0.5 or plan.form.is_afloat:
        return []
    draw, meshes = plan.draw("beach"), []
    points = free(plan, by_sight(draw, int(2200 * plan.amount), 0.7, 14.0))
    site = plan.look(points)
    strand = np.exp(-(((site.z - 0.5) / 0.35) ** 2)) * (site.growth < 0.3)
    kept = draw.uniform(0, 1, len(points)) < 0.3 * strand
    colours = ((0.7, 0.62, 0.5), (0.75, 0.5, 0.4), (0.72, 0.7, 0.66))
    meshes += _laid(plan, draw, points[kept], floor.shells(), (0.5, 1.3), 0.0, colours)
    points = free(plan, by_sight(draw, int(1500 * plan.amount), 1.5, 30.0))
    site = plan.look(points)
    line = np.exp(-(((site.z - 0.62) / 0.1) ** 2))
    kept = draw.uniform(0, 1, len(points)) < 0.45 * line
    return meshes + _laid(
        plan, draw, points[kept], floor.wrack(), (0.4, 1.0), 0.0, ((0.06, 0.05, 0.02), (0.11, 0.07, 0.03))
    )


def _drifts(plan: Plan) -> list[Packed]:
    """Return lumps of snow and the dry stalks that stick out of it."""
    if plan.cover.snow < 0.5 or plan.form.kind is TerrainKind.SEABED:
        return []
    draw = plan.draw("drifts")
    lumps = [stone(draw, 2, Material.STONE, flatness=0.4) for _ in range(3)]
    points = free(plan, by_sight(draw, int(420 * plan.amount), 1.0, 30.0))
    site = plan.look(points)
    group = slow(plan, points, "drifts", 6.0) > 0.5
    points = points[(site.snow > 0.6) & group]
    return _strewn(plan, draw, points, lumps, (0.06, 0.4), np.array(SNOWY), sunk=0.3, lowest=0.2)


def _laid(
    plan: Plan,
    draw: np.random.Generator,
    points: Array,
    shapes: Sequence[Part],
    sizes: tuple[float, float],
    rise: float,
    colours: Sequence[tuple[float, ...]],
    *,
    spread: float = 0.16,
) -> list[Packed]:
    """Return shapes laid on the ground at points, each in one of the colours."""
    z = plan.look(points).z
    meshes, table = [], np.array(colours)
    pick = draw.integers(0, len(shapes), len(points))
    for number, shape in enumerate(shapes):
        mine = pick == number
        count = int(mine.sum())
        if not count:
            continue
        copies = copies_at(draw, points[mine], z[mine] + rise, sizes, 0.06)
        tint = varied(draw, count, spread) * table[draw.integers(0, len(table), count)]
        meshes.append(stand(tinted(copies, tint), shape))
    return meshes
