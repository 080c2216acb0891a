"""The near ground: grasses of three sorts, flowers in drifts, ferns, clover, moss, reeds and tussocks."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from skyloom.core.scene import TerrainKind, Tree, WaterKind
from skyloom.geometry.meshes import Copies, Packed, Part, stand
from skyloom.world.flora import floor, grasses
from skyloom.world.flora import flowers as kinds
from skyloom.world.placing import Array, Plan, by_sight, copies_at, free, is_dry, jittered, soil, tinted, turned, varied
from skyloom.world.planting_woods import is_inside, kinds_of, slow

RAMPANT = (Tree.JUNGLE, Tree.BAMBOO)  # kinds under which it is green without grass
SHALLOW = -0.9  # metres: the water of bogs that tussocks stand out of
RICE_ROW = 0.3  # metres; as the ground shows it farther off
YOUNG_RICE = (0.2, 0.6)  # share of a terrace's ground that it covers
# two greens, ochre and red
HEATH = ((0.085, 0.082, 0.034), (0.125, 0.115, 0.034), (0.23, 0.12, 0.04), (0.185, 0.045, 0.034))
FINE = 6.5  # metres; nearer than this a flower has all its petals


def grass(plan: Plan) -> list[Packed]:
    """Return tufts of grass; short ones under the camera, where a blade would smear over the nadir."""
    if plan.cover.grass <= 0:
        return []
    draw, meshes = plan.draw("grass"), []
    growth = float(np.clip(plan.scene.terrain.growth, 0.4, 1.6))
    tall = (1.0 if plan.form.kind is not TerrainKind.PLAINS else 1.35) * growth**0.6
    tall *= 0.75 if plan.form.water is WaterKind.SWAMP else 1.0  # the reeds are what is tall there
    tall *= 0.6 if plan.cover.bog > 0 else 1.0
    amount = plan.amount * growth**0.4 * (0.8 if plan.cover.bog > 0 else 1.0)
    for fineness, (count, near, far) in enumerate(((7000, 0.6, 7.0), (9500, 5.0, 25.0), (9000, 18.0, 100.0))):
        points = free(plan, by_sight(draw, int(count * amount), near, far))
        sort = _sorts(plan, draw, points)
        for number, sizes in enumerate(((0.5, 1.2), (0.5, 1.25), (0.55, 1.15))):
            mine = points[sort == number]
            low, high = (size * tall for size in sizes)
            meshes += _lawn(plan, draw, mine, grasses.meadow(fineness, number), (low, high))
    points = free(plan, by_sight(draw, int(900 * amount), 0.02, 0.65))
    meshes += _lawn(plan, draw, points, grasses.meadow(0, 1), (0.2, 0.38))
    points = free(plan, by_sight(draw, int(3200 * amount), 0.5, 10.0))
    kept = plan.look(points).patch + draw.normal(0, 0.06, len(points)) > 0.5
    meshes += _lawn(plan, draw, points[kept], floor.rosettes(), (0.6, 1.5))
    return meshes


def _sorts(plan: Plan, draw: np.random.Generator, points: Array) -> Array:
    """Return the sort of grass at points: each in patches of a few metres, a little mixed."""
    wide = slow(plan, points, "grasses", 11.0) + 0.35 * (slow(plan, points, "grasses near", 3.0) - 0.5)
    mixed = wide + draw.normal(0, 0.09, len(points))
    seeds = 0.66 - 0.1 * plan.cover.dryness
    return np.where(mixed > seeds, 2, np.where(mixed < 0.36, 1, 0))


def _lawn(
    plan: Plan,
    draw: np.random.Generator,
    points: Array,
    shapes: Sequence[Part],
    sizes: tuple[float, float],
) -> list[Packed]:
    site = plan.look(points)
    chance = np.maximum(site.growth * (1 - 0.94 * site.snow), 0.05 * (site.growth > 0.02))
    if plan.cover.terraced > 0:
        chance = chance * ((site.growth < YOUNG_RICE[0]) | (site.growth > YOUNG_RICE[1]))
    chance = chance * (1 - _shade(plan) * np.clip(0.55 + site.woods, 0, 1))
    kept = (draw.uniform(0, 1, len(points)) < chance) & is_dry(plan, site)
    points, z, sward = points[kept], site.z[kept], site.sward[kept]
    # taller and shorter together, as wet and dry ground has it
    wave = 0.72 + 0.56 * slow(plan, points, "height of grass", 5.0) if len(points) else np.ones(0)
    meshes = []
    pick = draw.integers(0, len(shapes), len(points))
    for number, shape in enumerate(shapes):
        mine = pick == number
        copies = copies_at(draw, points[mine], z[mine] - 0.01, sizes, 0.12)
        scaled = Copies(
            copies.position, copies.turn, (copies.scale * wave[mine]).astype(np.float32), copies.tint, copies.lean
        )
        tint = varied(draw, int(mine.sum()), 0.15) * sward[mine] * np.array([0.88, 1.0, 0.85])
        meshes.append(stand(tinted(scaled, tint), shape))
    return meshes


def _shade(plan: Plan) -> float:
    """Return the share of a lawn that the shade of a wood takes."""
    if not is_inside(plan):
        return 0.0
    light = {Tree.BIRCH, Tree.BLOSSOM, Tree.DEAD, Tree.ALIEN, Tree.MUSHROOM} & set(kinds_of(plan))
    return 0.4 if light else 0.9 if Tree.JUNGLE in kinds_of(plan) else 0.82


def rice(plan: Plan) -> list[Packed]:
    """Return young rice in the rows of flooded terraces near the camera, a bunch of seedlings in each place."""
    if plan.cover.terraced <= 0 or plan.cover.grass <= 0:
        return []
    draw, meshes = plan.draw("rice"), []
    for fineness, (near, far) in enumerate(((0.45, 8.0), (8.0, 20.0)), start=1):
        points = rice_rows(near, far)
        points = free(plan, points + draw.normal(0, 0.022, points.shape))
        site = plan.look(points)
        young = (site.growth > YOUNG_RICE[0]) & (site.growth < YOUNG_RICE[1]) & (draw.uniform(0, 1, len(points)) < 0.93)
        points, z, sward = points[young], site.z[young], site.sward[young]
        shapes = grasses.meadow(fineness, 1)
        pick = draw.integers(0, len(shapes), len(points))
        for number, shape in enumerate(shapes):
            mine = pick == number
            copies = copies_at(draw, points[mine], z[mine] - 0.01, (0.5, 0.85), 0.08)
            tint = varied(draw, int(mine.sum()), 0.12) * sward[mine] * np.array([0.9, 1.1, 0.8])
            meshes.append(stand(tinted(copies, tint), shape))
    return meshes


def rice_rows(near: float, far: float) -> Array:
    """Return where bunches of rice are set between two distances: where the ground's pattern has them farther off."""
    k = np.arange(-int(far / RICE_ROW) - 1, int(far / RICE_ROW) + 1)
    points = (np.stack(np.meshgrid(k, k), -1).reshape(-1, 2) + 0.25) * RICE_ROW
    r = np.hypot(points[:, 0], points[:, 1])
    return np.asarray(points[(r >= near) & (r < far)])


def flowers(plan: Plan) -> list[Packed]:
    """Return flowers in drifts of a few kinds."""
    share = plan.cover.flowers
    if share <= 0:
        return []
    draw = plan.draw("flowers")
    points = free(plan, by_sight(draw, int(14000 * share**1.25 * plan.amount), 0.9, 34.0))
    site = plan.look(points)
    kept = (site.growth * (1 - site.snow) > draw.uniform(0.1, 0.9, len(points))) & is_dry(plan, site)
    # few flowers stand in drifts, many everywhere
    kept &= np.clip((site.patch - 0.56 * (1 - share)) * 6, 0.04, 1) > draw.uniform(0, 1, len(points))
    points, z, patch, sward = points[kept], site.z[kept], site.patch[kept], site.sward[kept]
    chosen = _chosen(plan, draw)
    sort = np.clip((patch * 9 + draw.uniform(0, 2.2, len(points))).astype(int) % len(chosen), 0, len(chosen) - 1)
    is_near = np.hypot(points[:, 0], points[:, 1]) < FINE
    meshes = []
    for number, (kind, colour) in enumerate(chosen):
        for fineness in (0, 1):
            mine = (sort == number) & (is_near == (fineness == 0))
            if not mine.any():
                continue
            flower = kinds.flowers(fineness)[kind]
            copies = copies_at(draw, points[mine], z[mine], (0.8, 1.5), 0.1)
            meshes.append(stand(tinted(copies, varied(draw, int(mine.sum()), 0.08) * np.array(colour)), flower.head))
            meshes.append(stand(tinted(copies, sward[mine] * 0.9), flower.stalk))
            if flower.eye:
                meshes.append(stand(copies, flower.eye))
    return meshes


def _chosen(plan: Plan, draw: np.random.Generator) -> list[tuple[int, tuple[float, float, float]]]:
    """Return four kinds of flowers, by number and colour; those that are nearest to the colour that is wished for."""
    table = kinds.flowers(0)
    rows = [(number, colour) for number, flower in enumerate(table) for colour in flower.colours]
    wish = plan.cover.petals
    if wish is None:
        order = draw.permutation(len(table))[:4]
        return [(int(n), table[n].colours[int(draw.integers(len(table[n].colours)))]) for n in order]
    hue = np.array([np.array(colour) / max(colour) for _, colour in rows])
    far = np.linalg.norm(hue - np.array(wish) / max(*wish, 1e-3), axis=1)
    near = [rows[n][0] for n in np.argsort(far)]
    best = list(dict.fromkeys(near))[:2]
    shades = (1.0, 0.82, 1.1, 0.7)
    r, g, b = wish
    return [(best[n % 2 if n > 1 else 0], (r * k, g * k, b * k)) for n, k in enumerate(shades)]


def undergrowth(plan: Plan) -> list[Packed]:
    """Return ferns under trees."""
    if plan.cover.forest <= 0 or plan.cover.snow > 0.6:
        return []
    draw, meshes = plan.draw("ferns"), []
    lush = 1.0 if set(kinds_of(plan)) & set(RAMPANT) else 0.55 if plan.cover.grass > 0.15 else 0.12
    rings = (
        ((1.6, 9.0, 0.85), (9.0, 24.0, 1.3), (24.0, 60.0, 1.9))
        if is_inside(plan)
        else ((6.0, 14.0, 1.4), (14.0, 60.0, 1.7))
    )
    for fineness, (near, far, cell) in enumerate(rings, start=3 - len(rings)):
        points = free(plan, jittered(draw, near, far, cell))
        site = plan.look(points)
        group = np.clip((slow(plan, points, "ferns", 7.0) - 0.38) * 3, 0.04, 1)
        shade = np.maximum(site.woods, 0.25 * (near < 3)) * (1 - site.snow)
        kept = (draw.uniform(0, 1, len(points)) < lush * group * shade) & is_dry(plan, site)
        points, z, sward = points[kept], site.z[kept], site.sward[kept]
        shapes = floor.ferns(fineness)
        pick = draw.integers(0, len(shapes), len(points))
        for number, shape in enumerate(shapes):
            mine = pick == number
            copies = copies_at(draw, points[mine], z[mine] - 0.02, (0.45, 1.25), 0.1)
            tint = varied(draw, int(mine.sum()), 0.16) * (0.5 * sward[mine] + 0.5 * np.array([0.05, 0.115, 0.022]))
            meshes.append(stand(tinted(copies, tint), shape))
    return meshes


def tussocks(plan: Plan) -> list[Packed]:
    """Return clumps of stiff grass where lawns do not thrive: tundra, bogs, and the marram of dunes by the sea."""
    kind, cover = plan.form.kind, plan.cover
    on_dunes = kind is TerrainKind.DUNES or cover.sand > 0.5
    in_bog = plan.form.water is WaterKind.SWAMP
    tundra = 0.15 < cover.snow < 0.8 and cover.forest < 0.2
    dry = cover.dryness > 0.55 and cover.grass > 0.1
    share = 0.5 * in_bog + 0.35 * tundra + 0.3 * dry + (0.22 if plan.form.water is WaterKind.SEA else 0.02) * on_dunes
    if share <= 0:
        return []
    draw, meshes = plan.draw("tussocks"), []
    for fineness, (near, far, cell) in enumerate(((1.2, 11.0, 0.9), (11.0, 70.0, 1.7))):
        points = free(plan, jittered(draw, near, far, cell))
        site = plan.look(points)
        group = np.clip((slow(plan, points, "tussocks", 9.0) - 0.42) * 4, 0, 1)
        kept = draw.uniform(0, 1, len(points)) < min(share, 0.8) * group * (1 - 0.7 * site.snow) * soil(site)
        kept &= site.z > SHALLOW if in_bog else is_dry(plan, site)
        points, z = points[kept], site.z[kept]
        pick = draw.integers(0, 3, len(points))
        rooted = np.maximum(z, -0.1) - 0.03 if in_bog else z - 0.03
        straw = 0.45 * np.array(cover.lush) + 0.55 * np.array(cover.dry)
        for number, shape in enumerate(grasses.tussocks(fineness)):
            mine = pick == number
            copies = copies_at(draw, points[mine], rooted[mine], (0.6, 1.5), 0.1)
            meshes.append(stand(tinted(copies, varied(draw, int(mine.sum()), 0.18) * straw), shape))
    return meshes + _heath(plan) if cover.bog > 0 else meshes


def _heath(plan: Plan) -> list[Packed]:
    """Return cushions of moss and creeping heath on the tundra: each colour in patches of its own."""
    draw, meshes = plan.draw("heath"), []
    points = free(plan, by_sight(draw, int(7000 * plan.amount), 0.8, 40.0))
    site = plan.look(points)
    kept = (draw.uniform(0, 1, len(points)) < 0.75 * (1 - site.snow)) & is_dry(plan, site)
    points, z = points[kept], site.z[kept]
    wide = slow(plan, points, "heath", 9.0) + draw.normal(0, 0.08, len(points))
    red = slow(plan, points, "red heath", 11.0) + draw.normal(0, 0.08, len(points)) > 0.6
    sort = np.where(red, 3, np.digitize(wide, (0.42, 0.55)))
    shapes = floor.cushions()
    pick = draw.integers(0, len(shapes), len(points))
    for number, shape in enumerate(shapes):
        mine = pick == number
        copies = copies_at(draw, points[mine], z[mine] - 0.02, (0.16, 0.7), 0.1)
        tint = varied(draw, int(mine.sum()), 0.25) * np.array(HEATH)[sort[mine]]
        meshes.append(stand(tinted(copies, tint), shape))
    return meshes


def reeds(plan: Plan) -> list[Packed]:
    """Return reeds in the shallows of lakes and swamps, away from the open view, and the leaves of water lilies."""
    if plan.form.water not in (WaterKind.LAKE, WaterKind.SWAMP) or plan.cover.grass <= 0.05 or plan.cover.snow > 0.8:
        return []
    draw, meshes = plan.draw("reeds"), []
    in_swamp = plan.form.water is WaterKind.SWAMP
    for fineness, (near, far, cell) in enumerate(((2.6 if in_swamp else 4.0, 22.0, 0.55), (22.0, 90.0, 1.0))):
        points = free(plan, jittered(draw, near, far, cell))
        site = plan.look(points)
        aside = np.abs(turned(points, plan.form.heading)) > (0.35 if in_swamp else 0.5)
        group = slow(plan, points, "reeds", 8.0) > (0.6 if in_swamp else 0.46)
        wet = (site.z > (SHALLOW if in_swamp else -0.5)) & (site.z < 0.18) & aside & group
        kept = wet & (draw.uniform(0, 1, len(points)) < 0.75)
        points, z = points[kept][:1800], site.z[kept][:1800]
        pick = draw.integers(0, 3, len(points))
        for number, shape in enumerate(grasses.reeds(fineness)):
            mine = pick == number
            copies = copies_at(draw, points[mine], np.maximum(z[mine], -0.4) - 0.05, (0.6, 1.15), 0.08)
            straw = 0.6 * np.array(plan.cover.dry) + 0.4 * np.mean(plan.cover.dry)  # weathered
            tint = varied(draw, int(mine.sum()), 0.15) * (0.5 * np.array(plan.cover.lush) + 0.42 * straw)
            meshes.append(stand(tinted(copies, tint), shape))
    return meshes + _lilies(plan, draw, 0.8 if in_swamp else 0.18, 1.7 if in_swamp else 3.0)


def _lilies(plan: Plan, draw: np.random.Generator, share: float, nearest: float) -> list[Packed]:
    points = free(plan, jittered(draw, nearest, 45.0, 1.15))
    site = plan.look(points)
    group = np.clip((slow(plan, points, "lilies", 9.0) - 0.45) * 5, 0, 1)
    kept = (site.z < -0.12) & (site.z > -2.2) & (draw.uniform(0, 1, len(points)) < share * group)
    points = points[kept]
    meshes = []
    pick = draw.choice(3, len(points), p=[0.42, 0.42, 0.16])
    for number, shape in enumerate(floor.lily_pads()):
        mine = pick == number
        copies = copies_at(draw, points[mine], np.zeros(int(mine.sum())), (0.7, 1.3), 0.0)
        tint = varied(draw, int(mine.sum()), 0.1) * np.array([0.075, 0.145, 0.04])
        meshes.append(stand(tinted(copies, tint), shape))
    return meshes
