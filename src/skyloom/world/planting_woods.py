"""Forests, groves and lone trees: which kind stands where, in rings of falling fineness."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from skyloom.core.scene import TerrainKind, Tree, WaterKind
from skyloom.geometry.meshes import Copies, Floats, Packed, stand
from skyloom.world.flora.catalogue import SPECIES, Species
from skyloom.world.flora.growth import Plant
from skyloom.world.placing import (
    Array,
    Plan,
    Site,
    copies_at,
    free,
    is_dry,
    jittered,
    soil,
    tinted,
    turned,
    varied,
    visible,
)
from skyloom.world.planting_glow import Glow

RINGS = (
    (0.0, 22.0, 4.4),
    (22.0, 75.0, 4.6),
    (75.0, 230.0, 5.4),
    (230.0, 520.0, 6.2),
    (520.0, 1500.0, 7.8),
)  # from, to, cell; metres, for a spacing of 1
MOST = (16, 90, 450, 1500, 5000)  # in each ring; more are made coarser, the last are thinned
DEAREST = 600_000  # triangles of one kind in a ring
INSIDE = 0.7  # share of forest from which the camera stands in the wood, not before it
DEEPEST = -0.7  # metres: the water that swamp trees stand in
NEAREST_RING = 8.0  # metres: nothing stands before trees nearer than this
BELTS, BELT_THIN = 420.0, 15.0  # metres between the streams of a plain, and how thin their trees stand
BELT_CLOSER = 0.55  # of the usual distance of trees that stand open, along such a stream
STEEP = 0.9  # rise by run on which nothing takes root in the open
UNLIKE = 400  # nearest trees that are kept unlike their neighbours
CLOSE = 8.5  # metres: nearer trees get the shapes for within arm's reach
LONE = (1.9, 15.0)  # from and to, in heights of a tree: where those that stand open are sure to be seen
LONE_COUNT = 13
HERO_SIDE = (0.35, 0.7)  # radians from the middle of the view, of the nearest of them
ALIKE = 0.015  # sizes that differ by less look equal
FAMILIAR = 3.0  # crown radii within which no two trees are alike


@dataclass(frozen=True, slots=True)
class Grove:
    """The trees of one kind in one ring."""

    kind: Tree
    points: Array  # (n, 2)
    shape: NDArray[np.intp]  # (n,)
    copies: Copies
    fineness: int


def kinds_of(plan: Plan) -> tuple[Tree, ...]:
    """Return the kinds of trees that a scene has."""
    if plan.scene.terrain.trees:
        return tuple(dict.fromkeys(plan.scene.terrain.trees))
    if plan.cover.palms > 0:
        return (Tree.PALM, Tree.BROADLEAF)
    if plan.form.water is WaterKind.SWAMP:
        return (Tree.BROADLEAF, Tree.WILLOW, Tree.DEAD)
    return (Tree.CONIFER, Tree.BROADLEAF)


def is_inside(plan: Plan) -> bool:
    """Tell whether the camera stands in a wood."""
    woody = any(not SPECIES[kind].is_open for kind in kinds_of(plan))
    return plan.cover.forest >= INSIDE and woody


def groves(plan: Plan) -> list[Grove]:
    """Return where every tree that can be seen stands, and what it looks like."""
    if plan.cover.forest <= 0:
        return []
    draw = plan.draw("trees")
    kinds = kinds_of(plan)
    rings: list[list[Array]] = [[_candidates(plan, draw, kind, ring) for ring in range(len(RINGS))] for kind in kinds]
    for number, points in enumerate(_framing(plan, draw, kinds)):
        rings[number][0] = np.concatenate([rings[number][0], points])
    for number, kind in enumerate(kinds):
        for ring, points in enumerate(_lone(plan, kind, len(kinds))):
            rings[number][ring] = np.concatenate([rings[number][ring], points])
    seen = _seen(plan, kinds, rings)
    placed = []
    for kind, levels, shown in zip(kinds, rings, seen, strict=True):
        placed += _levelled(plan, draw, kind, [points[kept] for points, kept in zip(levels, shown, strict=True)])
    return placed


def trees(plan: Plan, glow: Glow) -> list[Packed]:
    """Return the meshes of all trees."""
    meshes: list[Packed] = []
    for grove in groves(plan):
        meshes += _meshes(plan, grove, glow)
    return meshes


def reach_of(species: Species) -> float:
    """Return how far the rings of a kind reach, against a usual one's: small plants turn coarse sooner."""
    return float(np.clip(species.spacing**0.8, 0.42, 1.5))


def _candidates(plan: Plan, draw: np.random.Generator, kind: Tree, ring: int) -> Array:
    species = SPECIES[kind]
    near, far, cell = RINGS[ring]
    reach = reach_of(species)
    spacing = species.spacing
    if species.is_open:  # an open kind that is wanted everywhere closes up
        spacing = max(0.5, spacing * (1.0 - 0.6 * plan.cover.forest))
    outer = min(far if ring == len(RINGS) - 1 else far * reach, species.farthest)
    if max(near * reach, species.gap) >= outer:
        return np.zeros((0, 2))
    is_belted = plan.form.kind is TerrainKind.PLAINS and species.is_open
    closer = BELT_CLOSER if is_belted else 1.0
    finest = max(cell * spacing * closer, 0.0022 * near * reach)  # never more than can be told apart
    points = free(plan, jittered(draw, max(near * reach, species.gap), outer, finest))
    if not len(points):
        return points
    site = plan.look(points)
    wanted = _scattered(plan, points, site) * closer**2 if species.is_open else _wooded(plan, kind, points, site)
    if plan.form.kind is TerrainKind.PLAINS:
        wanted = np.maximum(wanted, belts(plan, points) * (site.snow < 0.9) * soil(site) * is_dry(plan, site))
    return points[draw.uniform(0, 1, len(points)) < wanted * _membership(plan, draw, kind, points, site)]


def _wooded(plan: Plan, kind: Tree, points: Array, site: Site) -> Array:
    wanted = site.woods * 0.92
    if kind is Tree.PALM:  # a grove behind the beach
        strand = np.exp(-(((site.z - 1.9) / 0.8) ** 2)) * np.clip((site.patch - 0.42) * 4, 0, 1)
        wanted = np.maximum(wanted, 0.45 * strand * (site.z > 0.7))
    if plan.form.water is WaterKind.SWAMP:  # roots in the water
        group = np.clip((slow(plan, points, "swamp", 24.0) - 0.42) * 3, 0.05, 1)
        wanted = np.maximum(wanted, 0.75 * plan.cover.forest * group * (site.z > DEEPEST) * (site.z < 2.0))
    if kind in (Tree.KELP, Tree.MUSHROOM, Tree.ALIEN, Tree.DEAD):  # need no soil: slopes and stone will do
        wanted = np.maximum(wanted, 0.75 * _scattered(plan, points, site))
    return np.asarray(wanted)


def _scattered(plan: Plan, points: Array, site: Site) -> Array:
    """Return the share of places that take a tree in the open: in loose groups, not on steep ground."""
    ahead = plan.look(points + np.array([1.5, 0.0])).z, plan.look(points + np.array([0.0, 1.5])).z
    slope = np.hypot(ahead[0] - site.z, ahead[1] - site.z) / 1.5
    share = plan.cover.forest
    group = np.clip((slow(plan, points, "groups", 38.0) - 0.62 + 0.5 * share) * 3.2, 0.06, 1)
    r = np.hypot(points[:, 0], points[:, 1])
    before = np.abs(turned(points, plan.form.heading)) < 0.3  # keeps the view open, but not empty
    view = np.where(before & (r < 60) & (share < INSIDE), 0.35, 1.0)
    taken = np.clip(share * 1.5, 0, 0.95) * group * view * (slope < STEEP) * is_dry(plan, site)
    return np.asarray(taken * (site.snow < 0.9))


def belts(plan: Plan, points: Array) -> Array:
    """Return the share of trees along the streams of a plain, which show as lines before the horizon."""
    r = np.hypot(points[:, 0], points[:, 1])
    line = np.clip(1.2 - np.abs(slow(plan, points, "belts", BELTS) - 0.5) * BELT_THIN, 0, 1)
    gaps = np.clip((slow(plan, points, "gaps", 130.0) - 0.3) * 4, 0, 1)
    return np.asarray(0.8 * line * gaps * np.clip((r - 140) / 120, 0, 1))


def _membership(plan: Plan, draw: np.random.Generator, kind: Tree, points: Array, site: Site) -> Array:
    """Return 1 where a kind is the one that grows there, 0 elsewhere: kinds stand in groups."""
    kinds = kinds_of(plan)
    if len(kinds) == 1:
        return np.ones(len(points))
    wild = draw.normal(0, 0.22, len(points))
    if kinds in ((Tree.PALM, Tree.BROADLEAF), (Tree.CONIFER, Tree.BROADLEAF)) and not plan.scene.terrain.trees:
        tropical = kind is Tree.PALM or (plan.cover.palms > 0)
        broad_from = 0.5 + 2 * (site.z < 4) if tropical else 0.5 + 3 * (plan.cover.conifers - 0.5)
        is_broad = site.broad + wild > broad_from
        return np.asarray(is_broad if kind is Tree.BROADLEAF else ~is_broad, np.float64)
    levels = np.stack([slow(plan, points, other.value, 60.0) for other in kinds])
    levels[kinds.index(kind)] += wild * 0.7
    # the grids of sparse kinds have few places: they may use them wherever no denser kind is at home
    return np.asarray(np.argmax(levels, axis=0) == kinds.index(kind), np.float64)


def slow(plan: Plan, points: Array, name: str, width: float) -> Array:
    """Return smooth noise, about 0 to 1, whose hills are `width` metres wide."""
    draw = plan.draw(f"slow {name}")
    toward, phase = draw.uniform(0, 2 * np.pi, 7), draw.uniform(0, 2 * np.pi, 7)
    pitch = 2 * np.pi / (width * draw.uniform(0.8, 2.6, 7))
    along = points @ np.stack([np.cos(toward), np.sin(toward)])
    return np.asarray(0.5 + 0.19 * np.sin(along * pitch + phase).sum(axis=1))


def _framing(plan: Plan, draw: np.random.Generator, kinds: Sequence[Tree]) -> list[Array]:
    """Return a few trees of each kind that frame the open view; none inside a wood, which frames itself."""
    none: list[Array] = [np.zeros((0, 2)) for _ in kinds]
    if is_inside(plan):
        return none
    count = int(draw.integers(0, 4))
    side = np.where(np.arange(count) % 2, 1, -1) * draw.choice([-1, 1])
    heading = plan.form.heading + side * draw.uniform(0.6, 1.6, count)
    reach = draw.uniform(9, 27, count)
    points = np.stack([reach * np.sin(heading), reach * np.cos(heading)], -1)
    site = plan.look(points)
    points = points[(site.growth > 0.2) & (draw.uniform(0, 1, count) < 0.45 + plan.cover.forest) & is_dry(plan, site)]
    points = free(plan, points)
    chosen = draw.integers(0, len(kinds), len(points))
    framing = [
        points[(chosen == n) & (np.hypot(points[:, 0], points[:, 1]) > SPECIES[k].gap)] for n, k in enumerate(kinds)
    ]
    if Tree.PALM not in kinds:
        return framing
    strand = free(plan, jittered(draw, 7.5, 24.0, 3.4))
    site = plan.look(strand)
    behind = np.abs(turned(strand, plan.form.heading)) > 0.6
    palm = kinds.index(Tree.PALM)
    framing[palm] = np.concatenate([framing[palm], strand[(site.z > 0.62) & (site.patch > 0.5) & behind][:14]])
    return framing


def _lone(plan: Plan, kind: Tree, kinds: int) -> list[Array]:
    """Return, by ring, a few trees of a kind that stands open, all round: no view of a savanna is without one."""
    species = SPECIES[kind]
    none: list[Array] = [np.zeros((0, 2)) for _ in RINGS]
    if not species.is_open or species.farthest < RINGS[-1][1]:
        return none
    draw = plan.draw(f"lone {kind}")
    count = max(3, LONE_COUNT // kinds)
    side = draw.choice([-1, 1])
    heading = (np.arange(count) + draw.uniform(-0.35, 0.35, count)) * 2 * np.pi / count
    heading[0] = side * draw.uniform(*HERO_SIDE)
    span = (draw.permutation(count) + draw.uniform(0.2, 0.8, count)) / count
    span[0] = 0.06
    r = species.height * LONE[0] * (LONE[1] / LONE[0]) ** span
    heading += plan.form.heading
    points = free(plan, np.stack([r * np.sin(heading), r * np.cos(heading)], -1))
    site = plan.look(points)
    points = points[is_dry(plan, site) & (site.snow < 0.9) & (soil(site) > 0.5)]
    r, reach = np.hypot(points[:, 0], points[:, 1]), reach_of(species)
    return [points[(r >= near * reach) & (r < far * reach)] for near, far, _ in RINGS]


def _seen(plan: Plan, kinds: Sequence[Tree], rings: Sequence[Sequence[Array]]) -> list[list[NDArray[np.bool_]]]:
    """Tell which trees of each kind and ring are not hidden behind others."""
    flat = [points for levels in rings for points in levels]
    everything = np.concatenate(flat)
    height = np.concatenate(
        [
            np.full(len(p), SPECIES[kind].height * 0.95)
            for kind, levels in zip(kinds, rings, strict=True)
            for p in levels
        ]
    )
    shown = visible(everything, plan.look(everything).z, plan, height=height, farthest=RINGS[-1][1] + 1)
    shown |= np.hypot(everything[:, 0], everything[:, 1]) < NEAREST_RING
    parts = np.split(shown, np.cumsum([len(p) for p in flat])[:-1])
    return [parts[n * len(RINGS) : (n + 1) * len(RINGS)] for n in range(len(kinds))]


def _levelled(plan: Plan, draw: np.random.Generator, kind: Tree, levels: Sequence[Array]) -> list[Grove]:
    """Return the groves of one kind; what is too much for a ring is made coarser."""
    species, placed, coarser = SPECIES[kind], [], np.zeros((0, 2))
    share = 1.0 / max(1, len(kinds_of(plan))) ** 0.5
    for fineness, (points, most) in enumerate(zip(levels, MOST, strict=True)):
        limit = int(most * share / min(1.0, species.spacing) ** 1.2)
        limit = min(limit, int(DEAREST * share / _faces(species.shapes(fineness, plan.cover.bare > 0))))
        kept = np.concatenate([coarser, points])
        kept = kept[np.argsort(np.hypot(kept[:, 0], kept[:, 1]), kind="stable")]
        if fineness == len(levels) - 1:
            kept = kept[np.sort(draw.permutation(len(kept))[:limit])]
        kept, coarser = kept[:limit], kept[limit:]
        if len(kept):
            placed.append(_grove(plan, draw, kind, kept, fineness))
    return placed


def _faces(shapes: Sequence[Plant]) -> float:
    """Return the triangles of a usual one of these."""
    parts = [shape for plant in shapes for shape in (plant.crown, plant.wood) if shape is not None]
    return sum(len(shape.faces) for shape in parts) / len(shapes)


def _grove(plan: Plan, draw: np.random.Generator, kind: Tree, points: Array, fineness: int) -> Grove:
    species, site = SPECIES[kind], plan.look(points)
    shapes = species.shapes(fineness, plan.cover.bare > 0)
    low, high = species.sizes
    growth = np.clip(plan.scene.terrain.growth, 0.4, 1.6) ** 0.5
    copies = copies_at(draw, points, site.z - species.sunk, (low, high), species.lean)
    size = copies.scale * growth
    shape = unlike(draw, points, len(shapes), FAMILIAR * species.crown * growth, species.weights)
    size = unequal(points, shape, size.astype(np.float32), FAMILIAR * species.crown)
    return Grove(kind, points, shape, Copies(copies.position, copies.turn, size, copies.tint, copies.lean), fineness)


def unequal(points: Array, shape: NDArray[np.intp], size: Floats, reach: float) -> Floats:
    """Return sizes of the nearest trees such that none within `reach` of the same shape are equal."""
    changed = size.copy()
    for n in range(min(len(points), UNLIKE)):
        near = (((points[:n] - points[n]) ** 2).sum(axis=1) < reach * reach) & (shape[:n] == shape[n])
        others = changed[:n][near]
        for _ in range(len(others)):
            if not (np.abs(others / changed[n] - 1) < ALIKE).any():
                break
            changed[n] *= 1 + 2.1 * ALIKE
    return changed


def unlike(
    draw: np.random.Generator, points: Array, shapes: int, reach: float, weights: Sequence[float] = ()
) -> NDArray[np.intp]:
    """Return a shape for each point; the nearest get one that no neighbour within `reach` has, as far as there are."""
    share = np.array(weights[:shapes]) if weights else np.ones(shapes)
    cast = draw.choice(shapes, len(points), p=share / share.sum())
    dice = draw.uniform(0, 0.5, (min(len(points), UNLIKE), shapes))
    for n in range(len(dice)):
        near = ((points[:n] - points[n]) ** 2).sum(axis=1) < reach * reach
        used = np.bincount(cast[:n][near], minlength=shapes)
        cast[n] = int(np.argmin(used + dice[n] + 0.3 * (1 - share)))
    return np.asarray(cast)


def _meshes(plan: Plan, grove: Grove, glow: Glow) -> list[Packed]:
    species = SPECIES[grove.kind]
    draw = plan.draw(f"tints {grove.kind} {grove.fineness}")
    shapes = species.shapes(grove.fineness, plan.cover.bare > 0)
    site = plan.look(grove.points)
    tint = species.tint(plan, draw, site.patch)
    wood = varied(draw, len(grove.points), 0.15)
    if species.shine and grove.fineness < 3:
        middle = grove.copies.position + np.array([0, 0, 0.55 * species.height]) * grove.copies.scale[:, None]
        glow.add(middle, tint, species.shine * grove.copies.scale**2)
    meshes = []
    closest = np.hypot(*grove.points.T) < CLOSE if species.close and grove.fineness == 0 else False
    for number, plant in enumerate(shapes):
        mine = (grove.shape == number) & ~np.asarray(closest)
        if mine.any():
            meshes += standing(plant, grove.copies.some(mine), tint[mine], wood[mine], glow)
    for number, plant in enumerate(species.close() if species.close and np.any(closest) else ()):
        mine = (grove.shape == number) & closest
        if mine.any():
            meshes += standing(plant, grove.copies.some(mine), tint[mine], wood[mine], glow)
    return meshes


def standing(plant: Plant, copies: Copies, tint: Array, wood: Array, glow: Glow) -> list[Packed]:
    """Return copies of a plant, its crown tinted and its wood a little varied."""
    meshes = [glow.lit(stand(tinted(copies, tint), plant.crown))]
    if plant.wood:
        meshes.append(glow.lit(stand(tinted(copies, wood), plant.wood)))
    return meshes
