"""Where plants and stones stand: dense where the eye looks closely, none where nothing would grow or stand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from skyloom.core.scene import TerrainKind, WaterKind
from skyloom.geometry.meshes import Copies, Packed, Part, stand
from skyloom.geometry.shapes import stone
from skyloom.world import flora
from skyloom.world.cover import Cover
from skyloom.world.kinds import Material
from skyloom.world.landform import Landform
from skyloom.world.seeds import stream

Array = NDArray[np.floating]
EYE = 1.7  # metres; what the density of small things reckons with
TREE_RINGS = ((8.0, 24.0, 4.4), (24.0, 75.0, 4.6), (75.0, 260.0, 5.6), (260.0, 1500.0, 7.5))  # from, to, cell; metres
MOST_FAR_TREES = 9000
FLOWERS = ((0.75, 0.72, 0.68), (0.75, 0.45, 0.02), (0.26, 0.10, 0.62), (0.62, 0.05, 0.08), (0.7, 0.3, 0.45))


@dataclass(frozen=True, slots=True)
class Site:
    """What the land is like at n points."""

    z: Array  # (n,) height of the mesh
    woods: Array  # (n,) share of trees
    growth: Array  # (n,) share of grass
    broad: Array  # (n,) 0 conifers, 1 broadleaf trees
    patch: Array  # (n,) slow noise, 0 to 1
    sward: Array  # (n, 3) colour of the grass
    snow: Array  # (n,) share of snow


Look = Callable[[Array], Site]  # (n, 2) points to what is there


@dataclass(frozen=True, slots=True)
class Plan:
    """All that placing needs to know."""

    form: Landform
    cover: Cover
    look: Look
    eye: float  # height of the camera
    amount: float  # factor on the number of small things
    seed: int

    def draw(self, part: str) -> np.random.Generator:
        """Return the random stream of one kind of things."""
        return stream(self.seed, part)

    @property
    def is_by_water(self) -> bool:
        """True where height 0 is a waterline."""
        return self.form.water is not WaterKind.NONE


def planted(plan: Plan) -> list[Packed]:
    """Return all plants and stones of a world as packed meshes."""
    if plan.form.is_afloat:
        return []
    return [*trees(plan), *bushes(plan), *stones(plan), *grass(plan), *flowers(plan), *reeds(plan)]


def trees(plan: Plan) -> list[Packed]:
    """Return the forest in rings of falling fineness, without the trees that nobody sees."""
    if plan.cover.forest <= 0:
        return []
    draw = plan.draw("trees")
    rings = []
    for near, far, cell in TREE_RINGS:
        points = jittered(draw, near, far, cell)
        site = plan.look(points)
        wanted = site.woods * 0.92
        if plan.cover.palms > 0:  # a grove behind the beach
            strand = np.exp(-(((site.z - 1.9) / 0.8) ** 2)) * np.clip((site.patch - 0.42) * 4, 0, 1)
            wanted = np.maximum(wanted, 0.45 * strand * (site.z > 0.7))
        rings.append(points[draw.uniform(0, 1, len(points)) < wanted])
    rings[0] = np.concatenate([rings[0], _framing(plan, draw)])
    everything = np.concatenate(rings)
    seen = visible(everything, plan.look(everything).z, plan, height=13.0)
    start = np.cumsum([0] + [len(ring) for ring in rings])
    meshes = []
    for fineness, (points, first) in enumerate(zip(rings, start, strict=False)):
        kept = points[seen[first : first + len(points)]]
        if fineness == 3 and len(kept) > MOST_FAR_TREES:
            kept = kept[np.sort(draw.permutation(len(kept))[:MOST_FAR_TREES])]
        meshes += _tree_ring(plan, draw, kept, fineness)
    return meshes


def _framing(plan: Plan, draw: np.random.Generator) -> Array:
    """Return a few trees that frame the open view."""
    heading = plan.form.heading + np.array([-1, 1]) * draw.uniform(0.75, 1.25, 2)
    reach = draw.uniform(9, 17, 2)
    points = np.stack([reach * np.sin(heading), reach * np.cos(heading)], -1)
    site = plan.look(points)
    points = points[(site.growth > 0.2) & (draw.uniform(0, 1, 2) < 0.3 + plan.cover.forest) & (site.z > _dry(plan))]
    if plan.cover.palms <= 0:
        return points
    strand = jittered(draw, 7.5, 24.0, 3.4)
    site = plan.look(strand)
    behind = np.abs(_turned(strand, plan.form.heading)) > 0.6
    return np.concatenate([points, strand[(site.z > 0.62) & (site.patch > 0.5) & behind][:14]])


def _turned(points: Array, heading: float) -> Array:
    """Return the headings of points as seen from the open view, -pi to pi."""
    turned: Array = (np.arctan2(points[:, 0], points[:, 1]) - heading + np.pi) % (2 * np.pi) - np.pi
    return turned


def _tree_ring(plan: Plan, draw: np.random.Generator, points: Array, fineness: int) -> list[Packed]:
    site = plan.look(points)
    tropical = plan.cover.palms > 0
    is_broad = site.broad + draw.normal(0, 0.22, len(points)) > (0.5 if not tropical else 0.5 + 2 * (site.z < 4))
    groups = [
        (flora.conifers(fineness), ~is_broad, (0.5, 1.1)),
        (flora.broadleaves(fineness, is_bare=plan.cover.bare > 0), is_broad, (0.6, 1.15)),
    ]
    if tropical:
        groups = [(flora.palms(fineness), ~is_broad, (0.7, 1.15)), (flora.broadleaves(fineness), is_broad, (0.45, 0.8))]
    meshes = []
    for species, (shapes, chosen, sizes) in enumerate(groups):
        mine = points[chosen]
        pick = draw.integers(0, len(shapes), len(mine))
        for number, plant in enumerate(shapes):
            here = mine[pick == number]
            if not len(here):
                continue
            copies = _copies(draw, here, site.z[chosen][pick == number] - 0.05, sizes, 0.02)
            tint = _crown_tint(
                plan, draw, here, site.patch[chosen][pick == number], is_needle=species == 0 and not tropical
            )
            meshes.append(stand(_tinted(copies, tint), plant.crown))
            if plant.wood:
                meshes.append(stand(_tinted(copies, _varied(draw, len(here), 0.15)), plant.wood))
    return meshes


def _crown_tint(plan: Plan, draw: np.random.Generator, points: Array, patch: Array, *, is_needle: bool) -> Array:
    cover = plan.cover
    shade = _varied(draw, len(points), 0.2) * (0.72 + 0.56 * patch)[:, None]
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
        points = jittered(draw, near, far, cell)
        site = plan.look(points)
        edge = site.woods * (1 - site.woods) * 3
        kept = (draw.uniform(0, 1, len(points)) < share * site.growth * (0.25 + edge)) & (site.z > _dry(plan))
        points, z, patch = points[kept], site.z[kept], site.patch[kept]
        shapes = flora.bushes(fineness)
        pick = draw.integers(0, len(shapes), len(points))
        for number, plant in enumerate(shapes):
            mine = pick == number
            copies = _copies(draw, points[mine], z[mine] - 0.05, (0.3, 0.95), 0.05)
            meshes.append(
                stand(_tinted(copies, _crown_tint(plan, draw, points[mine], patch[mine], is_needle=False)), plant.crown)
            )
    return meshes


def stones(plan: Plan) -> list[Packed]:
    """Return boulders, rocks and pebbles, sunk into the ground by their size."""
    draw, share = plan.draw("stones"), 0.12 + plan.cover.rock
    if plan.form.kind is TerrainKind.DUNES:
        share *= 0.25
    colour = (np.array(plan.cover.rock_light) + np.array(plan.cover.rock_dark)) * 0.47
    meshes = []
    shapes = [stone(draw, 2, Material.STONE) for _ in range(4)]
    for near, far, cell, chance, sizes in ((2.2, 90.0, 3.0, 0.16, (0.08, 0.6)), (5.0, 160.0, 9.0, 0.3, (0.5, 1.7))):
        points = jittered(draw, near, far, cell)
        site = plan.look(points)
        clump = 0.3 + 1.6 * np.clip((site.patch - 0.45) * 5, 0, 1)
        points = points[draw.uniform(0, 1, len(points)) < chance * share * clump]
        meshes += _strewn(plan, draw, points, shapes, sizes, colour, sunk=0.22, lowest=-1.2)
    bare = [stone(draw, 1, Material.STONE) for _ in range(3)]
    coarse = [stone(draw, 0, Material.STONE) for _ in range(3)]
    shore = 2.2 if plan.form.water is WaterKind.LAKE and plan.cover.beach < 0.5 else 1.0
    points = by_sight(draw, int(5200 * shore * plan.amount), 0.5, 26.0)
    site = plan.look(points)
    wanted = np.clip(1.1 - site.growth, 0.06, 1) * share * (0.35 + 1.3 * np.clip((site.patch - 0.4) * 4, 0, 1))
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
        copies = _copies(draw, points[mine], z[mine], sizes, 0.15)
        copies.position[:, 2] -= copies.scale * (sunk - 0.12)
        meshes.append(stand(_tinted(copies, _varied(draw, int(mine.sum()), 0.13) * colour), shape))
    return meshes


def grass(plan: Plan) -> list[Packed]:
    """Return tufts of grass; short ones under the camera, where a blade would smear over the nadir."""
    if plan.cover.grass <= 0:
        return []
    draw, meshes = plan.draw("grass"), []
    tall = 1.0 if plan.form.kind is not TerrainKind.PLAINS else 1.35
    for fineness, (count, near, far) in enumerate(((7000, 0.35, 7.0), (9500, 5.0, 25.0), (9000, 18.0, 100.0))):
        points = by_sight(draw, int(count * plan.amount), near, far)
        meshes += _lawn(plan, draw, points, flora.tufts(fineness), (0.5 * tall, 1.2 * tall))
    points = by_sight(draw, int(240 * plan.amount), 0.02, 0.42)
    meshes += _lawn(plan, draw, points, flora.tufts(0), (0.18, 0.36))
    points = jittered(draw, 6, 60, 1.6)
    points = points[draw.uniform(0, 1, len(points)) < 0.5 * plan.look(points).woods]
    meshes += _lawn(plan, draw, points, flora.ferns(), (0.6, 1.2), least=-1.0)
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
    kept = (draw.uniform(0, 1, len(points)) < chance) & (site.z > _dry(plan) - 0.3)
    points, z, sward = points[kept], site.z[kept], site.sward[kept]
    meshes = []
    pick = draw.integers(0, len(shapes), len(points))
    for number, shape in enumerate(shapes):
        mine = pick == number
        copies = _copies(draw, points[mine], z[mine] - 0.01, sizes, 0.12)
        tint = _varied(draw, int(mine.sum()), 0.15) * sward[mine] * np.array([0.88, 1.0, 0.85])
        meshes.append(stand(_tinted(copies, tint), shape))
    return meshes


def flowers(plan: Plan) -> list[Packed]:
    """Return flowers in patches of a few colours."""
    if plan.cover.flowers <= 0:
        return []
    draw = plan.draw("flowers")
    points = by_sight(draw, int(14000 * plan.cover.flowers * plan.amount), 0.9, 34.0)
    site = plan.look(points)
    kept = (site.growth * (1 - site.snow) > draw.uniform(0.1, 0.9, len(points))) & (site.z > _dry(plan))
    points, z, patch, sward = points[kept], site.z[kept], site.patch[kept], site.sward[kept]
    kinds = np.array(FLOWERS)[draw.permutation(len(FLOWERS))[:4]]
    if plan.cover.petals is not None:
        kinds = np.array(plan.cover.petals) * np.array([[1.0], [0.85], [1.1], [0.7]])
    sort = np.clip((patch * 9 + draw.uniform(0, 2.2, len(points))).astype(int) % 4, 0, 3)
    meshes = []
    for number, kind in enumerate(kinds):
        mine = sort == number
        copies = _copies(draw, points[mine], z[mine], (0.8, 1.5), 0.1)
        meshes.append(stand(_tinted(copies, _varied(draw, int(mine.sum()), 0.08) * kind), flora.flower()))
        meshes.append(stand(_tinted(copies, sward[mine]), flora.stem()))
    return meshes


def reeds(plan: Plan) -> list[Packed]:
    """Return reeds in the shallows of a lake, away from the open view."""
    if plan.form.water is not WaterKind.LAKE or plan.cover.grass <= 0.05 or plan.cover.snow > 0.8:
        return []
    draw = plan.draw("reeds")
    points = jittered(draw, 4, 70, 0.55)
    site = plan.look(points)
    aside = np.abs(_turned(points, plan.form.heading)) > 0.5
    wet = (site.z > -0.4) & (site.z < 0.18) & aside & (site.patch > 0.5)
    kept = wet & (draw.uniform(0, 1, len(points)) < 0.75)
    points, z = points[kept][:2500], site.z[kept][:2500]
    shape = flora.reeds()[0]
    copies = _copies(draw, points, np.maximum(z, -0.3) - 0.05, (0.6, 1.15), 0.08)
    tint = _varied(draw, len(points), 0.15) * (0.5 * np.array(plan.cover.lush) + 0.5 * np.array(plan.cover.dry))
    return [stand(_tinted(copies, tint), shape)]


def jittered(draw: np.random.Generator, near: float, far: float, cell: float) -> Array:
    """Return points between two distances, one in each cell of a square grid."""
    n = int(far / cell) + 1
    y, x = np.mgrid[-n : n + 1, -n : n + 1]
    points = (np.stack([x, y], -1).reshape(-1, 2) + draw.uniform(-0.46, 0.46, ((2 * n + 1) ** 2, 2))) * cell
    r = np.hypot(points[:, 0], points[:, 1])
    return points[(r >= near) & (r < far)]


def by_sight(draw: np.random.Generator, count: int, near: float, far: float) -> Array:
    """Return points that look equally dense from the eye: nothing piles up under it."""
    level = EYE**2
    r = np.sqrt(np.exp(draw.uniform(np.log(near**2 + level), np.log(far**2 + level), count)) - level)
    angle = draw.uniform(0, 2 * np.pi, count)
    return np.stack([r * np.sin(angle), r * np.cos(angle)], -1)


def visible(points: Array, z: Array, plan: Plan, *, height: float, behind: int = 5) -> NDArray[np.bool_]:
    """Tell which trees are not hidden by the land or by `behind` nearer trees, from rings and cells of view."""
    around, rows = 1440, 180
    r = np.hypot(points[:, 0], points[:, 1])
    column = ((np.arctan2(points[:, 0], points[:, 1]) / (2 * np.pi)) % 1 * around).astype(int) % around

    def row(rise: Array, distance: Array) -> NDArray[np.intp]:
        return np.clip((np.arctan2(rise, distance) + 0.4) / 1.6 * rows, 0, rows - 1).astype(int)

    top, middle, foot = row(z + height - plan.eye, r), row(z + 0.72 * height - plan.eye, r), row(z - plan.eye, r)
    edges = np.geomspace(7, TREE_RINGS[-1][1] + 1, 48)
    angle = (np.arange(around // 4) + 0.5) * (8 * np.pi / around)
    probes = np.stack([np.outer(edges, np.sin(angle)).ravel(), np.outer(edges, np.cos(angle)).ravel()], -1)
    land = row(plan.look(probes).z - plan.eye, np.repeat(edges, len(angle))).reshape(len(edges), -1)
    land = np.repeat(land, 4, axis=1)
    horizon, cover, seen = np.zeros(around, int), np.zeros((around, rows), np.int16), np.zeros(len(points), bool)
    for ring in range(len(edges) - 1):
        here = np.flatnonzero((r >= edges[ring]) & (r < edges[ring + 1]))
        seen[here] = (top[here] >= horizon[column[here]]) & (cover[column[here], top[here]] < behind)
        shown = here[seen[here]]
        change = np.zeros((around, rows + 1), np.int16)
        reach = np.round(1.6 / np.maximum(r[shown], 1) * around / (2 * np.pi)).astype(int)
        for offset in range(-16, 17):
            wide = shown[np.abs(offset) <= reach]
            np.add.at(change, ((column[wide] + offset) % around, foot[wide]), 1)
            np.add.at(change, ((column[wide] + offset) % around, middle[wide]), -1)
        cover += np.cumsum(change, axis=1)[:, :rows].astype(np.int16)
        horizon = np.maximum(horizon, land[ring])
    return seen


def _copies(draw: np.random.Generator, points: Array, z: Array, sizes: tuple[float, float], lean: float) -> Copies:
    count = len(points)
    return Copies(
        np.concatenate([points, z[:, None]], axis=1).astype(np.float32),
        draw.uniform(0, 2 * np.pi, count).astype(np.float32),
        draw.uniform(*sizes, count).astype(np.float32),
        np.ones((count, 3), np.float32),
        draw.normal(0, lean, (count, 2)).astype(np.float32),
    )


def _tinted(copies: Copies, tint: Array) -> Copies:
    return Copies(copies.position, copies.turn, copies.scale, tint.astype(np.float32), copies.lean)


def _varied(draw: np.random.Generator, count: int, spread: float) -> Array:
    """Return factors around 1: lighter or darker, warmer or cooler."""
    light = np.exp(draw.normal(0, spread, (count, 1)))
    warm = draw.normal(0, spread * 0.55, (count, 1))
    return light * np.concatenate([1 + warm, 1 + 0.25 * warm, 1 - warm], axis=1)


def _dry(plan: Plan) -> float:
    """Return the height under which no land plant grows."""
    if not plan.is_by_water:
        return -np.inf
    return 1.15 if plan.cover.beach > 0.5 else 0.72
