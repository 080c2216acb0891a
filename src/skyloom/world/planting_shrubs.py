"""Shrubs: bushes on meadows and along woods, the rain forest's understorey, scrub and low cacti of dry land."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from skyloom.core.scene import TerrainKind, Tree
from skyloom.geometry.meshes import Copies, Packed
from skyloom.world.flora import arid, broadleaves, fungi, habits, odd, tints, tropics
from skyloom.world.flora.growth import Plant
from skyloom.world.flora.tints import Tint
from skyloom.world.placing import Array, Plan, Site, copies_at, free, is_dry, jittered, soil, varied
from skyloom.world.planting_glow import Glow
from skyloom.world.planting_woods import is_inside, kinds_of, slow, standing, unlike


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """One layer of shrubs; lengths in metres."""

    name: str
    shapes: tuple[tuple[Plant, ...], ...]  # by ring
    rings: tuple[tuple[float, float, float], ...]  # from, to, cell
    sizes: tuple[float, float]
    tint: Tint
    share: float
    group: float = 6.0  # width of the groups
    needs: str = "growth"  # or "woods", or "ground"
    shine: float = 0.0


def shrubs(plan: Plan, glow: Glow) -> list[Packed]:
    """Return all shrubs."""
    meshes: list[Packed] = []
    for layer in _layers(plan):
        meshes += _planted(plan, layer, glow)
    return meshes


def _layers(plan: Plan) -> list[Layer]:
    cover, kinds = plan.cover, set(kinds_of(plan))
    bare = cover.bare > 0
    layers = []
    share = 0.25 * cover.forest + 0.12 * cover.grass
    strange = kinds & {Tree.MUSHROOM, Tree.ALIEN, Tree.CRYSTAL}
    if share > 0.01 and not (kinds & {Tree.CACTUS, Tree.BAMBOO, Tree.JUNGLE} or strange == kinds):
        bushes = tuple(broadleaves.grown(habits.BUSHES, "bushes", f, is_bare=bare) for f in (0, 1))
        rings = ((3.2, 15.0, 2.8), (15.0, 110.0, 3.6))
        layers.append(
            Layer(name="bushes", shapes=bushes, rings=rings, sizes=(0.3, 0.95), tint=tints.seasonal, share=share)
        )
    if cover.forest <= 0:
        return layers
    if kinds & {Tree.JUNGLE}:
        bananas = tuple(tropics.bananas(f) for f in (0, 2, 4))
        ferns = tuple(tropics.tree_ferns(f) for f in (0, 2, 4))
        leaf = tints.natural(*tints.RAIN_FOREST, spread=0.2)
        rings = ((2.4, 14.0, 1.9), (14.0, 40.0, 2.6), (40.0, 120.0, 5.0))
        layers += [
            Layer(name="bananas", shapes=bananas, rings=rings, sizes=(0.6, 1.5), tint=leaf, share=0.62, needs="woods"),
            Layer(name="tree ferns", shapes=ferns, rings=rings, sizes=(0.5, 1.2), tint=leaf, share=0.25, needs="woods"),
        ]
    if kinds & {Tree.CACTUS}:
        low = tuple(arid.low_cacti(f) for f in (0, 2))
        scrub = tuple(broadleaves.grown(habits.SCRUB, "scrub", f) for f in (0, 1))
        sage, near = tints.natural((0.16, 0.165, 0.095), (0.2, 0.175, 0.09)), ((2.0, 16.0, 2.6), (16.0, 70.0, 4.2))
        own = tints.fixed((1.0, 1.0, 1.0))
        layers += [
            Layer(name="low cacti", shapes=low, rings=near, sizes=(0.7, 1.9), tint=own, share=0.22, needs="ground"),
            Layer(name="scrub", shapes=scrub, rings=near, sizes=(0.35, 0.95), tint=sage, share=0.4, needs="ground"),
        ]
    near = ((1.3, 9.0, 1.0), (9.0, 26.0, 1.7))
    if kinds & {Tree.MUSHROOM}:
        small = tuple(fungi.mushrooms(f) for f in (1, 3))
        layers.append(
            Layer(
                name="small caps",
                shapes=small,
                rings=near,
                sizes=(0.1, 0.75),
                tint=tints.caps,
                share=0.5,
                needs="ground",
            )
        )
    if kinds & {Tree.CRYSTAL}:
        small = tuple(odd.crystals(f) for f in (0, 3))
        layers.append(
            Layer(
                name="shards", shapes=small, rings=near, sizes=(0.05, 0.3), tint=tints.gems, share=0.5, needs="ground"
            )
        )
    if kinds & {Tree.ALIEN}:
        small = tuple(odd.aliens(f) for f in (1, 3))
        alien = tints.family(*tints.ALIENS)
        layers.append(
            Layer(name="sprouts", shapes=small, rings=near, sizes=(0.06, 0.24), tint=alien, share=0.4, needs="ground")
        )
    if is_inside(plan) and kinds & {Tree.CONIFER, Tree.BROADLEAF, Tree.BIRCH, Tree.JUNGLE} and not bare:
        small = tuple(fungi.mushrooms(f) for f in (1, 3))
        layers.append(
            Layer(
                name="toadstools",
                shapes=small,
                rings=((1.2, 7.0, 0.9), (7.0, 12.0, 1.6)),
                sizes=(0.06, 0.16),
                tint=tints.fixed(*tints.CAPS),
                share=0.1,
                group=3.0,
                needs="woods",
            )
        )
    return layers


def _planted(plan: Plan, layer: Layer, glow: Glow) -> list[Packed]:
    draw, meshes = plan.draw(layer.name), []
    for shapes, (near, far, cell) in zip(layer.shapes, layer.rings, strict=True):
        points = free(plan, jittered(draw, near, far, cell))
        site = plan.look(points)
        kept = (draw.uniform(0, 1, len(points)) < _chance(plan, layer, points, site) * soil(site)) & is_dry(plan, site)
        points = points[kept]
        if not len(points):
            continue
        site = plan.look(points)
        copies = copies_at(draw, points, site.z - 0.05, layer.sizes, 0.05)
        tint, wood = layer.tint(plan, draw, site.patch), varied(draw, len(points), 0.12)
        pick = unlike(draw, points, len(shapes), 3 * layer.sizes[1])
        meshes += _standing(shapes, pick, copies, tint, wood, glow)
    return meshes


def _standing(
    shapes: Sequence[Plant], pick: Array, copies: Copies, tint: Array, wood: Array, glow: Glow
) -> list[Packed]:
    meshes: list[Packed] = []
    for number, plant in enumerate(shapes):
        mine = pick == number
        if mine.any():
            meshes += standing(plant, copies.some(mine), tint[mine], wood[mine], glow)
    return meshes


def _chance(plan: Plan, layer: Layer, points: Array, site: Site) -> Array:
    group = np.clip((slow(plan, points, layer.name, layer.group) - 0.4) * 3.5, 0.05, 1)
    if layer.needs == "woods":
        return np.asarray(layer.share * group * site.woods * (1 - 0.8 * site.snow))
    if layer.needs == "ground":
        return np.asarray(layer.share * group * (1 - 0.8 * site.snow) * np.clip(0.35 + plan.cover.forest, 0, 1))
    edge = site.woods * (1 - site.woods) * 3
    low = 0.5 if plan.form.kind is TerrainKind.PLAINS else 1.0
    return np.asarray(layer.share * site.growth * (0.25 * low + edge) * (0.4 + group))
