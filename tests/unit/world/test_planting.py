"""Plants and stones stand on the ground, apart from the camera, and only where the scene wants them."""

import numpy as np
import pytest

from skyloom.core.scene import Air, SceneSpec, Season, Terrain, TerrainKind, Tree, Water, WaterKind
from skyloom.render.grounds.paddies import ROW
from skyloom.world import planting, planting_ground, trees
from skyloom.world.cover import cover_of
from skyloom.world.flora import floor, flowers, grasses
from skyloom.world.kinds import Material
from skyloom.world.landform import landform_of
from skyloom.world.placing import Plan, Site, by_sight, jittered


def plan_of(
    *,
    woods=0.6,
    growth=1.0,
    z=2.0,
    snow=0.0,
    kind=TerrainKind.HILLS,
    water=WaterKind.NONE,
    season=Season.SUMMER,
    thickness=1.0,
    **terrain,
):
    scene = SceneSpec(
        terrain=Terrain(kind=kind, **terrain),
        water=Water(kind=water),
        season=season,
        air=Air(thickness=thickness),
    )

    def look(points):
        n = len(points)
        level = np.full(n, z)
        return Site(
            level,
            np.full(n, woods),
            np.full(n, growth),
            np.linspace(0, 1, n),
            np.linspace(0, 1, n),
            np.ones((n, 3)),
            np.full(n, snow),
        )

    return Plan(landform_of(scene, 1), cover_of(scene, 1), look, z + 1.7, 0.3, 1, scene)


def planted(plan):
    return planting.planted(plan).meshes


def materials(meshes):
    return {Material(int(number)) for mesh in meshes for number in np.unique(mesh.material & 255)}


SEASONS = [*((TerrainKind.HILLS, season) for season in Season), *zip(TerrainKind, [*Season] * 5, strict=False)]


@pytest.mark.parametrize(("kind", "season"), SEASONS)
def test_every_season_can_be_planted_anywhere(kind, season):
    meshes = planted(plan_of(kind=kind, season=season, forest=0.6, flowers=0.2, water=WaterKind.SEA))
    assert Material.LEAF in materials(meshes)


def test_a_full_scene_has_everything():
    meshes = planted(plan_of(forest=0.5, grass=0.8, flowers=0.5, rock=0.5))
    assert materials(meshes) == {Material.STONE, Material.BARK, Material.LEAF, Material.GRASS, Material.PETAL}


def test_nothing_grows_that_the_scene_does_not_want():
    bare = materials(planted(plan_of(forest=0, grass=0, flowers=0, growth=0)))
    assert bare == {Material.STONE}


@pytest.mark.parametrize("thickness", [0.0, 0.05])
def test_nothing_grows_in_thin_air_unless_it_was_asked_for(thickness):
    wild = {"forest": 0.3, "grass": 0.5, "flowers": 0.3, "sand": 0.9}
    assert materials(planted(plan_of(thickness=thickness, **wild))) == {Material.STONE}
    assert Material.LEAF in materials(planted(plan_of(thickness=thickness, trees=(Tree.CONIFER,), **wild)))


def test_nothing_grows_on_bare_sand():
    bare = plan_of(kind=TerrainKind.DUNES, forest=0, grass=0, sand=1, growth=0)
    assert materials(planted(bare)) == {Material.STONE}


def test_young_rice_stands_in_water_on_terraces_alone():
    meshes = planting_ground.rice(plan_of(kind=TerrainKind.TERRACES, growth=0.35, woods=0.0))

    height = np.concatenate([mesh.position[:, 2] for mesh in meshes]) - 2.0
    assert 0.1 < height.max() < 0.7
    assert not any(len(m.faces) for m in planting_ground.rice(plan_of(kind=TerrainKind.TERRACES, growth=0.0)))
    assert not planting_ground.rice(plan_of(kind=TerrainKind.HILLS, growth=0.35))


def test_rice_is_set_where_the_ground_of_a_paddy_is_green():
    rows = planting_ground.rice_rows(1.0, 6.0)

    pattern = np.sin(rows * (2 * np.pi / ROW)).min(axis=1)
    assert len(rows) == pytest.approx(np.pi * (36 - 1) / ROW**2, rel=0.03)
    assert pattern.min() > 0.99


def test_the_same_seed_plants_the_same_world():
    one, two = (planted(plan_of(forest=0.5, flowers=0.3)) for _ in range(2))
    assert all(np.array_equal(a.position, b.position) for a, b in zip(one, two, strict=True))


def test_nothing_tall_stands_near_the_camera():
    for mesh in planted(plan_of(forest=1, grass=1, flowers=1, rock=1)):
        near = np.hypot(mesh.position[:, 0], mesh.position[:, 1]) < 0.4
        assert mesh.position[near, 2].max(initial=2.0) < 2.0 + 0.35


def test_everything_touches_the_ground():
    plan = plan_of(forest=0.8, grass=1, rock=1, water=WaterKind.LAKE)
    rooted = {Material.STONE, Material.GRASS}
    for mesh in planted(plan):
        if len(mesh.position) and materials([mesh]) <= rooted:
            assert mesh.position[:, 2].min() < 2.1


def test_no_land_plant_grows_in_the_water():
    meshes = planted(
        plan_of(z=-0.5, forest=1, grass=1, flowers=1, water=WaterKind.SEA, kind=TerrainKind.COAST, woods=0)
    )
    assert materials(meshes) <= {Material.STONE}


CEILING = {0: 64_000, 1: 12_000, 2: 2_200, 3: 1_300, 4: 900}  # triangles of the dearest shape


@pytest.mark.parametrize("fineness", range(5))
@pytest.mark.parametrize("kind", Tree)
def test_every_kind_of_tree_is_a_sound_mesh_of_bounded_size(kind, fineness):
    for plant in trees.trees_of(kind, fineness):
        shapes = [shape for shape in (plant.crown, plant.wood) if shape is not None]
        assert sum(len(shape.faces) for shape in shapes) <= CEILING[fineness]
        for shape in shapes:
            assert np.allclose(np.linalg.norm(shape.normal, axis=1), 1, atol=1e-3)
            assert shape.faces.max() < len(shape.position)
            assert np.isfinite(shape.position).all()


@pytest.mark.parametrize("fineness", range(5))
def test_bare_trees_are_lighter_than_leafy_ones(fineness):
    for bare, leafy in zip(trees.broadleaves(fineness, is_bare=True), trees.broadleaves(fineness), strict=True):
        assert len(bare.crown.faces) <= len(leafy.crown.faces)


def test_herbs_are_small():
    heads = (part for flower in flowers.flowers(0) for part in (flower.head, flower.stalk))
    for shape in (*grasses.meadow(0, 0), *grasses.meadow(0, 2), *floor.ferns(0), *heads):
        assert shape.position[:, 2].max() < 1.0
        assert shape.position[:, 2].min() >= -0.01


def test_jittered_points_keep_to_their_ring():
    r = np.hypot(*jittered(np.random.default_rng(1), 5, 30, 2.0).T)
    assert r.min() >= 5
    assert r.max() < 30


def test_points_by_sight_thin_out_with_distance():
    r = np.hypot(*by_sight(np.random.default_rng(1), 20_000, 0.1, 50).T)
    near, far = np.sum(r < 2) / 4, np.sum((r > 20) & (r < 40)) / 1200
    assert near > 20 * far
