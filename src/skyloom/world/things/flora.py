"""Growing things that can be named: a lone tree, mushrooms, crystals, fireflies, and fish."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np

from skyloom.core.scene import Reach, Season, Thing, ThingKind, Tree
from skyloom.geometry.meshes import Copies, Packed, part, stand
from skyloom.geometry.shapes import ball
from skyloom.world.built import Built, Lamps, is_free, no_lamps, together
from skyloom.world.flora import fungi
from skyloom.world.flora.catalogue import SPECIES, Species
from skyloom.world.flora.growth import Array, Plant
from skyloom.world.kinds import Material, tagged
from skyloom.world.placing import Plan, by_sight, copies_at, free, is_dry, jittered, varied
from skyloom.world.planting_glow import Glow, glow_of
from skyloom.world.planting_sea import schools
from skyloom.world.planting_woods import kinds_of, slow, standing, unlike
from skyloom.world.standing import Stand, footprints, stands

HERO = 1.5  # of a lone tree's usual size: it has had room to grow
FINE, MEDIUM = 40.0, 120.0  # metres to which a named thing is fine, then less so
FIREFLY = (0.75, 1.0, 0.18)  # linear RGB of its light
FIREFLY_SIZE = 0.016  # metres
FIREFLY_GLOW, FIREFLY_CANDELA = 1600, 0.03  # cd/m², cd: brighter than they are, as the eye sees them
SWARM = 260
FIELD = 9  # crystals from which on they are a field of them, all round
FIELD_RINGS = ((4.0, 30.0, 4.6), (30.0, 140.0, 9.5))  # from, to, cell; metres
FIELD_HEROES = 3


def tree(plan: Plan, thing: Thing) -> Built:
    """Build lone trees of the scene's first kind; 5,000 to 47,000 triangles a near one."""
    kinds = plan.scene.terrain.trees or ((Tree.PALM,) if plan.cover.palms > 0 else (Tree.BROADLEAF,))
    if plan.scene.terrain.trees == () and plan.cover.conifers > 0.85:
        kinds = (Tree.CONIFER,)
    return _grown(plan, thing, SPECIES[kinds[0]], HERO)


def mushroom(plan: Plan, thing: Thing) -> Built:
    """Build mushrooms: as high as trees where they are the trees, else knee-high; 2,800 triangles a near one."""
    if Tree.MUSHROOM in kinds_of(plan) or thing.size > 3:
        return _grown(plan, thing, SPECIES[Tree.MUSHROOM], 0.8 if thing.size <= 3 else 0.2)
    usual = SPECIES[Tree.MUSHROOM]
    small = Species(
        shapes=lambda fineness, _bare: fungi.mushrooms(fineness), tint=usual.tint, height=0.6, crown=0.35, shine=0.15
    )
    return _grown(plan, thing, small, 0.6, usual=(3.5, 9.0))


def crystal(plan: Plan, thing: Thing) -> Built:
    """Build clusters of crystals, many of them a field; 180 triangles each."""
    if thing.count < FIELD or thing.reach is not Reach.ANY:
        return _grown(plan, thing, SPECIES[Tree.CRYSTAL], 1.0, usual=(7.0, 26.0))
    heroes = _grown(plan, replace(thing, count=FIELD_HEROES), SPECIES[Tree.CRYSTAL], 0.8, usual=(9.0, 24.0))
    return together([heroes, _field(plan, thing, heroes)])


def _field(plan: Plan, thing: Thing, heroes: Built) -> Built:
    """Build crystals of all sizes in groups all round, none so high that it hides the rest."""
    draw, species, glow = plan.draw("field"), SPECIES[Tree.CRYSTAL], glow_of(plan.scene)
    meshes: list[Packed] = []
    for fineness, (near, far, cell) in enumerate(FIELD_RINGS):
        points = free(plan, jittered(draw, near, far, cell))
        points = points[is_free(points, heroes.taken)]
        group = np.clip((slow(plan, points, "field", 17.0) - 0.4) * 3.0, 0.08, 0.9)
        points = points[(draw.uniform(0, 1, len(points)) < group) & is_dry(plan, plan.look(points))]
        if not len(points):
            continue
        site = plan.look(points)
        copies = copies_at(draw, points, site.z - species.sunk, (0.35, 0.8), species.lean)
        size = copies.scale * thing.size * np.exp(draw.normal(-0.35, 0.45, len(points)))
        size = np.minimum(size, np.hypot(*points.T) / 9.0).astype(np.float32)
        copies = Copies(copies.position, copies.turn, size, copies.tint, copies.lean)
        tint = np.tile(thing.tint, (len(points), 1)) if thing.tint else species.tint(plan, draw, site.patch)
        shapes = species.shapes(fineness, False)
        pick, wood = unlike(draw, points, len(shapes), 3 * species.crown), np.ones((len(points), 3))
        for number, plant in enumerate(shapes):
            mine = pick == number
            if mine.any():
                meshes += standing(plant, copies.some(mine), tint[mine], wood[mine], glow)
        glow.add(copies.position + np.array([0, 0, 2.0]) * size[:, None], tint, species.shine * size**2)
    return Built(tuple(meshes), glow.lamps())


def fireflies(plan: Plan, thing: Thing) -> Built:
    """Build a swarm of lights over the ground; 20 triangles each."""
    draw = plan.draw("fireflies")
    count = int(SWARM * np.clip(thing.size, 0.3, 3) * (1.0 if thing.count <= 1 else 1.4))
    points = by_sight(draw, count, 1.8, 45.0)
    z = plan.look(points).z + 0.25 + 2.2 * draw.uniform(0, 1, count) ** 1.6
    r = np.hypot(points[:, 0], points[:, 1])
    vertices, faces = ball(0)
    body = part(vertices, faces, vertices, np.array(thing.tint or FIREFLY), 1.0, tagged(Material.GLOW, FIREFLY_GLOW))
    # farther ones are drawn larger, so that none is lost between the pixels
    size = FIREFLY_SIZE * draw.uniform(0.7, 1.3, count) * np.maximum(1.0, r / 6.0)
    copies = Copies(
        np.column_stack([points, z]).astype(np.float32),
        np.zeros(count, np.float32),
        size.astype(np.float32),
        np.ones((count, 3), np.float32),
        np.zeros((count, 2), np.float32),
    )
    near = np.argsort(r)[:36]
    lamps = Lamps(
        copies.position[near],
        np.tile(np.array(thing.tint or FIREFLY, np.float32) * FIREFLY_CANDELA, (len(near), 1)).astype(np.float32),
        np.full(len(near), 0.15, np.float32),
    )
    return Built((stand(copies, body),), lamps)


def fish(plan: Plan, thing: Thing) -> Built:
    """Build schools of fish; about 100 triangles a fish."""
    return Built(tuple(schools(plan, int(np.clip(thing.count, 1, 8)))))


def _grown(
    plan: Plan, thing: Thing, species: Species, scale: float, *, usual: tuple[float, float] | None = None
) -> Built:
    tall = species.height * scale
    reach = usual or (max(species.crown * 1.6 + 3, 0.75 * tall), max(species.crown * 3.5, 1.6 * tall))
    places = stands(
        plan, thing, species.crown * scale * 0.8, usual=reach, height=species.height * scale, spread=3.1, steepest=0.7
    )
    draw = plan.draw(f"hero {thing.kind} {thing.heading_deg}")
    glow, meshes = glow_of(plan.scene), []
    glowing = Glow(glow.luminance)
    is_bare = plan.scene.season is Season.WINTER
    for number, place in enumerate(places):
        fineness = 0 if place.distance < FINE else 1 if place.distance < MEDIUM else 2
        grown = [plant for plant in species.shapes(fineness, is_bare) if _height(plant) > 0.75 * species.height]
        plant = grown[(int(draw.integers(len(grown))) + number) % len(grown)]
        tint = np.array([thing.tint]) if thing.tint else species.tint(plan, draw, np.array([0.6]))
        z = plan.look(np.array([[place.x, place.y]])).z - species.sunk
        meshes += _one(draw, plant, place, z, scale * place.scale, tint, glowing)
        middle = np.array([[place.x, place.y, z[0] + 0.55 * species.height * scale * place.scale]])
        glowing.add(middle, tint, np.array([species.shine * (scale * place.scale) ** 2]))
    lamps = glowing.lamps() if species.shine and thing.reach is not Reach.FAR else no_lamps()
    return Built(tuple(meshes), lamps, footprints(places, min(0.06 * species.height * scale, 1.2)))


def _height(plant: Plant) -> float:
    return float(plant.crown.position[:, 2].max())


def _one(
    draw: np.random.Generator, plant: Plant, place: Stand, z: Array, scale: float, tint: Array, glow: Glow
) -> list[Packed]:
    copies = copies_at(draw, np.array([[place.x, place.y]]), z, (scale, scale), 0.01)
    return standing(plant, copies, tint, varied(draw, 1, 0.05), glow)


BUILDERS: Mapping[ThingKind, Callable[[Plan, Thing], Built]] = {
    ThingKind.TREE: tree,
    ThingKind.MUSHROOM: mushroom,
    ThingKind.CRYSTAL: crystal,
    ThingKind.FIREFLIES: fireflies,
    ThingKind.FISH: fish,
}
