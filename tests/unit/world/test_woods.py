"""Woods: every kind has its place, neighbours differ, and the camera can stand inside."""

import numpy as np
import pytest

from skyloom.core.scene import SceneSpec, Sun, Terrain, TerrainKind, Thing, ThingKind, Tree, Water, WaterKind
from skyloom.world.built import together
from skyloom.world.cover import STAND_OPEN, cover_of
from skyloom.world.flora.catalogue import SPECIES
from skyloom.world.kinds import FULL_GLOW, GLOW_STEPS, Material, at_glow, skinned
from skyloom.world.landform import landform_of
from skyloom.world.placing import Plan, Site
from skyloom.world.planting import planted
from skyloom.world.planting_glow import LAMPS, glow_of
from skyloom.world.planting_woods import FAMILIAR, groves, is_inside, unlike
from skyloom.world.things.registry import things

NIGHT = Sun(elevation_deg=-25)


def plan_of(scene, *, woods=0.9, amount=0.1):
    def look(points):
        n = len(points)
        level = 2.0 + 0.05 * points[:, 0] if n else np.zeros(0)
        return Site(
            level,
            np.full(n, woods),
            np.full(n, 0.8),
            np.full(n, 0.5),
            np.full(n, 0.6),
            np.full((n, 3), 0.1),
            np.zeros(n),
        )

    return Plan(landform_of(scene, 1), cover_of(scene, 1), look, 3.7, amount, 1, scene)


def wood_of(kind, **terrain):
    return SceneSpec(terrain=Terrain(kind=TerrainKind.HILLS, trees=(kind,), **{"forest": 0.9, **terrain}))


@pytest.mark.parametrize("kind", Tree)
def test_every_kind_of_tree_can_be_a_wood_around_the_camera(kind):
    placed = groves(plan_of(wood_of(kind)))
    r = np.concatenate([np.hypot(*grove.points.T) for grove in placed])
    assert {grove.kind for grove in placed} == {kind}
    assert r.min() >= SPECIES[kind].gap
    assert np.sum(r < 40) > 8


@pytest.mark.parametrize("kind", Tree)
def test_trees_stand_on_the_ground(kind):
    for grove in groves(plan_of(wood_of(kind))):
        ground = 2.0 + 0.05 * grove.points[:, 0]
        assert np.allclose(grove.copies.position[:, 2], ground - SPECIES[kind].sunk, atol=1e-3)
        assert SPECIES[kind].sunk <= 0.1


@pytest.mark.parametrize("kind", Tree)
def test_no_two_near_neighbours_are_the_same(kind):
    species = SPECIES[kind]
    for grove in groves(plan_of(wood_of(kind)))[:2]:
        points, size = grove.points[:200], grove.copies.scale[:200]
        near = ((points[:, None] - points[None]) ** 2).sum(-1) < (FAMILIAR * species.crown) ** 2
        alike = (grove.shape[:200, None] == grove.shape[None, :200]) & (np.abs(size[:, None] - size[None]) < 0.002)
        assert np.sum(near & alike) == len(points)  # each is like itself alone


def test_the_nearest_trees_take_turns():
    draw = np.random.default_rng(1)
    pick = unlike(draw, np.array([[0.0, 0.0], [1.0, 0.0], [0.0, 1.0], [1.0, 1.0]]), 4, 5.0)
    assert sorted(pick) == [0, 1, 2, 3]


def test_kinds_that_stand_open_do_not_darken_the_ground():
    assert {kind for kind, species in SPECIES.items() if species.is_open} == STAND_OPEN
    assert cover_of(wood_of(Tree.ACACIA), 1).woodland == 0
    assert cover_of(wood_of(Tree.BIRCH), 1).woodland == pytest.approx(0.9)


def test_a_dense_wood_closes_around_the_camera_and_a_light_one_does_not():
    assert is_inside(plan_of(wood_of(Tree.CONIFER, forest=0.8)))
    assert not is_inside(plan_of(wood_of(Tree.CONIFER, forest=0.5)))
    assert not is_inside(plan_of(wood_of(Tree.CACTUS, forest=0.9)))


def test_a_savanna_has_acacias_all_round():
    placed = groves(plan_of(wood_of(Tree.ACACIA, forest=0.1)))
    points = np.concatenate([grove.points for grove in placed])
    near = points[np.hypot(*points.T) < 150]
    quarter = np.floor(np.arctan2(*near.T) / (np.pi / 2)).astype(int)
    assert 6 <= len(near) <= 40
    assert len(set(quarter)) == 4


def test_many_crystals_are_a_field_that_glows_by_night():
    field, few = (Thing(kind=ThingKind.CRYSTAL, count=count, size=3.0) for count in (24, 3))
    many, some = (
        together(things(plan_of(SceneSpec(sun=NIGHT, terrain=Terrain(), things=(thing,))))) for thing in (field, few)
    )
    assert sum(len(mesh.faces) for mesh in many.meshes) > 5 * sum(len(mesh.faces) for mesh in some.meshes)
    assert len(some.lamps.radius) > 0


def test_two_kinds_share_a_wood():
    scene = SceneSpec(terrain=Terrain(trees=(Tree.BIRCH, Tree.CONIFER), forest=0.8))
    counts = {Tree.BIRCH: 0, Tree.CONIFER: 0}
    for grove in groves(plan_of(scene)):
        counts[grove.kind] += len(grove.points)
    assert min(counts.values()) > 0.1 * sum(counts.values())


def test_swamp_trees_stand_in_the_water():
    scene = SceneSpec(terrain=Terrain(forest=0.6, kind=TerrainKind.PLAINS), water=Water(kind=WaterKind.SWAMP))
    plan = plan_of(scene, woods=0.0)
    wet = [grove.copies.position[:, 2] for grove in groves(plan)]
    assert np.sum(np.concatenate(wet) < 0.2) > 5


@pytest.mark.parametrize("kind", [Tree.MUSHROOM, Tree.CRYSTAL, Tree.ALIEN])
def test_glowing_woods_light_the_night(kind):
    scene = SceneSpec(sun=NIGHT, terrain=Terrain(trees=(kind,), forest=0.9, glow=0.8))
    built = planted(plan_of(scene))
    assert 4 < len(built.lamps.radius) <= LAMPS
    assert (built.lamps.intensity >= 0).all()
    assert any(((mesh.material >> 8) & 0xFFFF).any() for mesh in built.meshes)


def test_without_glow_nothing_shines():
    built = planted(plan_of(wood_of(Tree.MUSHROOM)))
    assert len(built.lamps.radius) == 0
    assert not any(((mesh.material >> 8) & 0xFFFF).any() for mesh in built.meshes)


def test_a_glow_is_stronger_by_day_than_by_night():
    night, day = (glow_of(SceneSpec(sun=sun, terrain=Terrain(glow=1.0))) for sun in (NIGHT, Sun(elevation_deg=50)))
    assert day.luminance > 20 * night.luminance > 0


def test_a_face_keeps_its_material_and_pattern_when_it_glows():
    number = np.array([skinned(Material.FLESH, glow=0.5)], np.uint32)
    bright = at_glow(number, 10.0)
    assert bright[0] & 255 == Material.FLESH
    assert (bright[0] >> 8 & 0xFFFF) / GLOW_STEPS == pytest.approx(5.0, abs=1 / FULL_GLOW * 10)
    assert at_glow(number, 0.0)[0] == Material.FLESH


@pytest.mark.parametrize(
    "kind", [ThingKind.TREE, ThingKind.MUSHROOM, ThingKind.CRYSTAL, ThingKind.FIREFLIES, ThingKind.FISH]
)
def test_growing_things_can_be_named(kind):
    scene = SceneSpec(sun=NIGHT, terrain=Terrain(forest=0, glow=0.5), things=(Thing(kind=kind, count=3),))
    built = together(things(plan_of(scene, woods=0.0)))
    assert sum(len(mesh.faces) for mesh in built.meshes) > 100
    for mesh in built.meshes:
        assert np.hypot(mesh.position[:, 0], mesh.position[:, 1]).min() > 0.5
