"""What grows and lies on the land: forests, bushes, stones, grass, flowers and reeds."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from skyloom.core.scene import TerrainKind, WaterKind
from skyloom.geometry.meshes import Packed, Part, stand
from skyloom.geometry.shapes import stone
from skyloom.world import herbs
from skyloom.world import trees as species
from skyloom.world.kinds import Material
from skyloom.world.placing import (
    Array,
    Plan,
    by_sight,
    copies_at,
    free,
    is_dry,
    jittered,
    tinted,
    turned,
    varied,
    visible,
)

TREE_RINGS = (
    (8.0, 22.0, 4.4),
    (22.0, 75.0, 4.6),
    (75.0, 230.0, 5.4),
    (230.0, 520.0, 6.2),
    (520.0, 1500.0, 7.8),
)  # from, to, cell; metres
MOST_TREES = (12, 110, 480, 1600, 5200)  # in each ring; more are made coarser, the last are thinned
FLOWERS = ((0.75, 0.72, 0.68), (0.75, 0.45, 0.02), (0.26, 0.10, 0.62), (0.62, 0.05, 0.08), (0.7, 0.3, 0.45))


def planted(plan: Plan) -> list[Packed]:
    """Return all plants and stones of a world as packed meshes."""
    if plan.form.is_afloat:
        return []
    return [*trees(plan), *bushes(plan), *stones(plan), *grass(plan), *flowers(plan), *reeds(plan), *litter(plan)]


def trees(plan: Plan) -> list[Packed]:
    """Return the forest in rings of falling fineness, without the trees that nobody sees."""
    if plan.cover.forest <= 0:
        return []
    draw = plan.draw("trees")
    rings = []
    for near, far, cell in TREE_RINGS:
        points = free(plan, jittered(draw, near, far, cell))
        site = plan.look(points)
        wanted = site.woods * 0.92
        if plan.cover.palms > 0:  # a grove behind the beach
            strand = np.exp(-(((site.z - 1.9) / 0.8) ** 2)) * np.clip((site.patch - 0.42) * 4, 0, 1)
            wanted = np.maximum(wanted, 0.45 * strand * (site.z > 0.7))
        rings.append(points[draw.uniform(0, 1, len(points)) < wanted])
    rings[0] = np.concatenate([rings[0], _framing(plan, draw)])
    everything = np.concatenate(rings)
    seen = visible(everything, plan.look(everything).z, plan, height=13.0, farthest=TREE_RINGS[-1][1] + 1)
    start = np.cumsum([0] + [len(ring) for ring in rings])
    meshes, coarser = [], np.zeros((0, 2))
    for fineness, (points, first, most) in enumerate(zip(rings, start, MOST_TREES, strict=False)):
        kept = np.concatenate([coarser, points[seen[first : first + len(points)]]])
        kept = kept[np.argsort(np.hypot(kept[:, 0], kept[:, 1]), kind="stable")]
        if fineness == len(rings) - 1:
            kept = kept[np.sort(draw.permutation(len(kept))[:most])]
        kept, coarser = kept[:most], kept[most:]
        meshes += _tree_ring(plan, draw, kept, fineness)
    return meshes


def _framing(plan: Plan, draw: np.random.Generator) -> Array:
    """Return a few trees that frame the open view."""
    count = int(draw.integers(0, 4))
    side = np.where(np.arange(count) % 2, 1, -1) * draw.choice([-1, 1])
    heading = plan.form.heading + side * draw.uniform(0.6, 1.6, count)
    reach = draw.uniform(9, 27, count)
    points = np.stack([reach * np.sin(heading), reach * np.cos(heading)], -1)
    site = plan.look(points)
    points = points[(site.growth > 0.2) & (draw.uniform(0, 1, count) < 0.45 + plan.cover.forest) & is_dry(plan, site)]
    if plan.cover.palms <= 0:
        return points
    strand = free(plan, jittered(draw, 7.5, 24.0, 3.4))
    site = plan.look(strand)
    behind = np.abs(turned(strand, plan.form.heading)) > 0.6
    return np.concatenate([points, strand[(site.z > 0.62) & (site.patch > 0.5) & behind][:14]])


def _tree_ring(plan: Plan, draw: np.random.Generator, points: Array, fineness: int) -> list[Packed]:
    site = plan.look(points)
    tropical = plan.cover.palms > 0
    broad_from = 0.5 + 2 * (site.z < 4) if tropical else 0.5 + 3 * (plan.cover.conifers - 0.5)
    is_broad = site.broad + draw.normal(0, 0.22, len(points)) > broad_from
    groups = [
        (species.conifers(fineness), ~is_broad, (0.5, 1.1)),
        (species.broadleaves(fineness, is_bare=plan.cover.bare > 0), is_broad, (0.6, 1.15)),
    ]
    if tropical:
        groups = [
            (species.palms(fineness), ~is_broad, (0.7, 1.15)),
            (species.broadleaves(fineness), is_broad, (0.45, 0.8)),
        ]
    meshes = []
    for group, (shapes, chosen, sizes) in enumerate(groups):
        mine = points[chosen]
        pick = draw.integers(0, len(shapes), len(mine))
        for number, plant in enumerate(shapes):
            here = mine[pick == number]
            if not len(here):
                continue
            copies = copies_at(draw, here, site.z[chosen][pick == number] - 0.05, sizes, 0.02)
            tint = _crown_tint(
                plan, draw, here, site.patch[chosen][pick == number], is_needle=group == 0 and not tropical
            )
            meshes.append(stand(tinted(copies, tint), plant.crown))
            if plant.wood:
                meshes.append(stand(tinted(copies, varied(draw, len(here), 0.15)), plant.wood))
    return meshes


def _crown_tint(plan: Plan, draw: np.random.Generator, points: Array, patch: Array, *, is_needle: bool) -> Array:
    cover = plan.cover
    shade = varied(draw, len(points), 0.2) * (0.72 + 0.56 * patch)[:, None]
    if is_needle:
        return shade * np.array(cover.needle)
    if plan.cover.palms > 0:
        return shade * np.array((0.07, 0.12, 0.024))
    turned = draw.uniform(0, 1, len(points)) < cover.turning
    between = draw.uniform(0, 1, (len(points), 1)) * turned[:, None]
    return shade * (np.array(cover.leaf) * (1 - between) + np.array(cover.turned) * between)


def bushes(plan: Plan) -> list[Packed]:
    """Return bushes on grass and along the forest's edge."""
    share = 0.25 * plan.cover.forest + 0.12 * plan.cover.grass
    if share <= 0.01:
        return []
    draw, meshes = plan.draw("bushes"), []
    for fineness, (near, far, cell) in enumerate(((4.5, 22.0, 2.8), (22.0, 110.0, 3.6))):
        points = free(plan, jittered(draw, near, far, cell))
        site = plan.look(points)
        edge = site.woods * (1 - site.woods) * 3
        kept = (draw.uniform(0, 1, len(points)) < share * site.growth * (0.25 + edge)) & is_dry(plan, site)
        points, z, patch = points[kept], site.z[kept], site.patch[kept]
        shapes = species.bushes(fineness)
        pick = draw.integers(0, len(shapes), len(points))
        for number, plant in enumerate(shapes):
            mine = pick == number
            copies = copies_at(draw, points[mine], z[mine] - 0.05, (0.3, 0.95), 0.05)
            tint = _crown_tint(plan, draw, points[mine], patch[mine], is_needle=False)
            meshes.append(stand(tinted(copies, tint), plant.crown))
            if plant.wood:
                meshes.append(stand(copies, plant.wood))
    return meshes


def stones(plan: Plan) -> list[Packed]:
    """Return boulders, rocks and pebbles, sunk into the ground by their size."""
    draw, share = plan.draw("stones"), 0.12 + plan.cover.rock
    if plan.form.kind is TerrainKind.DUNES:
        share *= 0.12
    colour = (np.array(plan.cover.rock_light) + np.array(plan.cover.rock_dark)) * 0.47
    on_sand = plan.is_by_water and plan.cover.beach > 0.5
    if plan.cover.ripples > 0.5 or on_sand:
        colour = 0.5 * colour + 0.35 * np.array(plan.cover.sand_dark)
    meshes = []
    shapes = [stone(draw, 2, Material.STONE) for _ in range(4)]
    for near, far, cell, chance, sizes in ((2.2, 90.0, 3.0, 0.16, (0.08, 0.6)), (5.0, 160.0, 9.0, 0.3, (0.5, 1.7))):
        points = free(plan, jittered(draw, near, far, cell))
        site = plan.look(points)
        clump = 0.3 + 1.6 * np.clip((site.patch - 0.45) * 5, 0, 1)
        points = points[draw.uniform(0, 1, len(points)) < chance * share * clump]
        meshes += _strewn(plan, draw, points, shapes, sizes, colour, sunk=0.22, lowest=-1.2)
    bare = [stone(draw, 1, Material.STONE) for _ in range(3)]
    coarse = [stone(draw, 0, Material.STONE) for _ in range(3)]
    shore = 2.2 if plan.form.water is WaterKind.LAKE and plan.cover.beach < 0.5 else 1.0
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
    meshes += _strewn(plan, draw, points[near], bare, (0.012, 0.055), colour, sunk=0.1, lowest=-0.6)
    meshes += _strewn(plan, draw, points[~near], coarse, (0.015, 0.075), colour, sunk=0.1, lowest=-0.6)
    return meshes


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
    floor = lowest if plan.is_by_water else -np.inf
    points, z = points[site.z > floor], site.z[site.z > floor]
    meshes = []
    pick = draw.integers(0, len(shapes), len(points))
    for number, shape in enumerate(shapes):
        mine = pick == number
        copies = copies_at(draw, points[mine], z[mine], sizes, 0.15)
        copies.position[:, 2] -= copies.scale * (sunk - 0.12)
        meshes.append(stand(tinted(copies, varied(draw, int(mine.sum()), 0.13) * colour), shape))
    return meshes


def grass(plan: Plan) -> list[Packed]:
    """Return tufts of grass; short ones under the camera, where a blade would smear over the nadir."""
    if plan.cover.grass <= 0:
        return []
    draw, meshes = plan.draw("grass"), []
    tall = 1.0 if plan.form.kind is not TerrainKind.PLAINS else 1.35
    for fineness, (count, near, far) in enumerate(((7000, 0.6, 7.0), (9500, 5.0, 25.0), (9000, 18.0, 100.0))):
        points = free(plan, by_sight(draw, int(count * plan.amount), near, far))
        meshes += _lawn(plan, draw, points, herbs.tufts(fineness), (0.5 * tall, 1.2 * tall))
    points = free(plan, by_sight(draw, int(900 * plan.amount), 0.02, 0.65))
    meshes += _lawn(plan, draw, points, herbs.tufts(0), (0.2, 0.38))
    points = free(plan, by_sight(draw, int(2600 * plan.amount), 0.5, 9.0))
    meshes += _lawn(plan, draw, points[plan.look(points).patch > 0.5], herbs.rosettes(), (0.6, 1.5))
    points = free(plan, jittered(draw, 6, 60, 1.6))
    points = points[draw.uniform(0, 1, len(points)) < 0.5 * plan.look(points).woods]
    meshes += _lawn(plan, draw, points, herbs.ferns(), (0.6, 1.2), least=-1.0)
    return meshes


def _lawn(
    plan: Plan,
    draw: np.random.Generator,
    points: Array,
    shapes: Sequence[Part],
    sizes: tuple[float, float],
    least: float = 0.0,
) -> list[Packed]:
    site = plan.look(points)
    chance = np.maximum(site.growth * (1 - 0.94 * site.snow), 0.05 * (site.growth > 0.02)) - least
    kept = (draw.uniform(0, 1, len(points)) < chance) & is_dry(plan, site)
    points, z, sward = points[kept], site.z[kept], site.sward[kept]
    meshes = []
    pick = draw.integers(0, len(shapes), len(points))
    for number, shape in enumerate(shapes):
        mine = pick == number
        copies = copies_at(draw, points[mine], z[mine] - 0.01, sizes, 0.12)
        tint = varied(draw, int(mine.sum()), 0.15) * sward[mine] * np.array([0.88, 1.0, 0.85])
        meshes.append(stand(tinted(copies, tint), shape))
    return meshes


def flowers(plan: Plan) -> list[Packed]:
    """Return flowers in patches of a few colours."""
    if plan.cover.flowers <= 0:
        return []
    draw = plan.draw("flowers")
    share = plan.cover.flowers
    points = free(plan, by_sight(draw, int(14000 * share**1.25 * plan.amount), 0.9, 34.0))
    site = plan.look(points)
    kept = (site.growth * (1 - site.snow) > draw.uniform(0.1, 0.9, len(points))) & is_dry(plan, site)
    # few flowers stand in drifts, many everywhere
    kept &= np.clip((site.patch - 0.56 * (1 - share)) * 6, 0.04, 1) > draw.uniform(0, 1, len(points))
    points, z, patch, sward = points[kept], site.z[kept], site.patch[kept], site.sward[kept]
    kinds = np.array(FLOWERS)[draw.permutation(len(FLOWERS))[:4]]
    if plan.cover.petals is not None:
        kinds = np.array(plan.cover.petals) * np.array([[1.0], [0.85], [1.1], [0.7]])
    sort = np.clip((patch * 9 + draw.uniform(0, 2.2, len(points))).astype(int) % 4, 0, 3)
    meshes = []
    for number, kind in enumerate(kinds):
        mine = sort == number
        copies = copies_at(draw, points[mine], z[mine], (0.8, 1.5), 0.1)
        meshes.append(stand(tinted(copies, varied(draw, int(mine.sum()), 0.08) * kind), herbs.flower()))
        meshes.append(stand(tinted(copies, sward[mine]), herbs.stem()))
    return meshes


def litter(plan: Plan) -> list[Packed]:
    """Return fallen trunks, driftwood on beaches, and fallen leaves in autumn."""
    draw, cover = plan.draw("litter"), plan.cover
    meshes = []
    points = free(plan, jittered(draw, 6.0, 60.0, 8.0))
    site = plan.look(points)
    on_strand = plan.is_by_water * np.exp(-(((site.z - 0.8) / 0.3) ** 2)) * cover.beach
    kept = draw.uniform(0, 1, len(points)) < 0.25 * (cover.forest > 0.02) * np.maximum(site.woods, 0.35 * on_strand)
    points, z, bleached = points[kept], site.z[kept], on_strand[kept, None] > 0.3
    copies = copies_at(draw, points, z - 0.04, (0.45, 1.2), 0.02)
    bark = np.where(bleached, np.array([0.32, 0.29, 0.25]), np.array([0.12, 0.095, 0.07]))
    meshes.append(stand(tinted(copies, varied(draw, len(points), 0.15) * bark), herbs.log()))
    if cover.turning < 0.4 or cover.forest < 0.05:
        return meshes
    points = free(plan, by_sight(draw, int(9000 * plan.amount), 0.5, 22.0))
    site = plan.look(points)
    near_trees = 0.15 + 0.85 * np.clip(site.woods * 2, 0, 1)
    kept = (draw.uniform(0, 1, len(points)) < near_trees * (1 - site.snow)) & is_dry(plan, site)
    points, z = points[kept], site.z[kept]
    between = draw.uniform(0, 1, (len(points), 1))
    colour = np.array(cover.leaf) * between + np.array(cover.turned) * (1 - between)
    copies = copies_at(draw, points, z + draw.uniform(0, 0.07, len(points)), (0.7, 1.4), 0.6)
    meshes.append(stand(tinted(copies, varied(draw, len(points), 0.25) * colour * 0.8), herbs.fallen_leaf()))
    return meshes


def reeds(plan: Plan) -> list[Packed]:
    """Return reeds in the shallows of a lake, away from the open view."""
    if plan.form.water is not WaterKind.LAKE or plan.cover.grass <= 0.05 or plan.cover.snow > 0.8:
        return []
    draw = plan.draw("reeds")
    points = free(plan, jittered(draw, 4, 70, 0.55))
    site = plan.look(points)
    aside = np.abs(turned(points, plan.form.heading)) > 0.5
    wet = (site.z > -0.4) & (site.z < 0.18) & aside & (site.patch > 0.5)
    kept = wet & (draw.uniform(0, 1, len(points)) < 0.75)
    points, z = points[kept][:2500], site.z[kept][:2500]
    shape = herbs.reeds()[0]
    copies = copies_at(draw, points, np.maximum(z, -0.3) - 0.05, (0.6, 1.15), 0.08)
    tint = varied(draw, len(points), 0.15) * (0.5 * np.array(plan.cover.lush) + 0.5 * np.array(plan.cover.dry))
    return [stand(tinted(copies, tint), shape)]
