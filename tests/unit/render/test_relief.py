"""The height field: every kind, with and without water, from many seeds."""

import numpy as np
import pytest
from mitsuba import Float

from skyloom.core.scene import SceneSpec, Terrain, TerrainKind, Water, WaterKind
from skyloom.render.ground import ground_of, heights, ring_radii, survey
from skyloom.render.relief import Relief
from skyloom.world.landform import landform_of

HIGHEST = {  # metres, for any relief and seed
    TerrainKind.MOUNTAINS: 7500,
    TerrainKind.HILLS: 2500,
    TerrainKind.DUNES: 420,
    TerrainKind.PLAINS: 2600,
    TerrainKind.ISLANDS: 1400,
    TerrainKind.COAST: 1900,
    TerrainKind.LEVEL: 1100,
    TerrainKind.CANYON: 1200,
    TerrainKind.BADLANDS: 900,
    TerrainKind.SALT_FLAT: 4500,
    TerrainKind.VOLCANO: 3400,
    TerrainKind.GLACIER: 8500,
    TerrainKind.FJORD: 5500,
    TerrainKind.TERRACES: 2500,
    TerrainKind.CRATERS: 2500,
    TerrainKind.FLOATING: 240,
    TerrainKind.SEABED: 160,
}
WITH_SHORES = (
    TerrainKind.MOUNTAINS,
    TerrainKind.HILLS,
    TerrainKind.DUNES,
    TerrainKind.COAST,
    TerrainKind.FJORD,
    TerrainKind.LEVEL,
)
WALLED = {
    TerrainKind.MOUNTAINS: 22,
    TerrainKind.CANYON: 30,
    TerrainKind.FJORD: 30,
    TerrainKind.GLACIER: 22,
    TerrainKind.VOLCANO: 20,
}


def relief_of(kind, water=WaterKind.NONE, *, seed=1, relief=0.5):
    scene = SceneSpec(terrain=Terrain(kind=kind, relief=relief), water=Water(kind=water))
    return Relief(landform_of(scene, seed))


def floats(values):
    return Float(np.asarray(values, np.float32))


def polar(radii, azimuths):
    angle = np.arange(azimuths) * 2 * np.pi / azimuths
    return np.outer(np.sin(angle), radii), np.outer(np.cos(angle), radii)


@pytest.mark.parametrize(
    ("kind", "water"),
    [(kind, WaterKind.NONE) for kind in TerrainKind]
    + [(TerrainKind.HILLS, water) for water in WaterKind if water is not WaterKind.NONE]
    + [
        (kind, WaterKind.SEA)
        for kind in (TerrainKind.COAST, TerrainKind.ISLANDS, TerrainKind.FJORD, TerrainKind.FLOATING)
    ],
)
def test_heights_are_finite_and_within_their_range(kind, water):
    x, y = polar(np.geomspace(0.2, 40_000, 150), 90)
    for seed in (1, 2, 3):
        z = heights(relief_of(kind, water, seed=seed, relief=1.0), x, y)
        assert np.isfinite(z).all()
        assert z.max() < HIGHEST[kind]
        assert z.min() > -1500


def test_the_kinds_differ():
    x, y = polar(np.geomspace(30, 12_000, 80), 60)
    spread = {kind: heights(relief_of(kind), x, y).std() for kind in TerrainKind}
    assert spread[TerrainKind.MOUNTAINS] > 3 * spread[TerrainKind.HILLS] > 3 * spread[TerrainKind.PLAINS]
    assert len({round(float(value), 3) for value in spread.values()}) == len(TerrainKind)


@pytest.mark.parametrize("seed", range(1, 6))
@pytest.mark.parametrize("kind", TerrainKind)
def test_the_camera_stands_above_the_ground_with_an_open_view(kind, seed):
    relief = relief_of(kind, seed=seed)
    eye = heights(relief, np.zeros(1), np.zeros(1))[0] + 1.7
    x, y = polar(np.linspace(0.1, 1.5, 12), 40)
    assert heights(relief, x, y).max() < eye - 0.8
    horizon = np.degrees(survey(relief, eye).horizon)
    assert np.mean(horizon < WALLED.get(kind, 13)) > 0.33


@pytest.mark.parametrize("water", [WaterKind.LAKE, WaterKind.SEA])
@pytest.mark.parametrize("kind", WITH_SHORES)
def test_water_lies_before_the_camera_and_land_under_it(kind, water):
    relief = relief_of(kind, water, seed=4)
    assert heights(relief, np.zeros(1), np.zeros(1))[0] > 0.1
    heading = relief.form.heading
    away = np.array([14.0, 25.0, 60.0])
    assert np.all(heights(relief, np.sin(heading) * away, np.cos(heading) * away) < 0)
    assert heights(relief, -np.sin(heading) * away, -np.cos(heading) * away).max() > 0


def test_level_ground_is_flat_enough_to_build_on():
    for seed in (1, 2):
        relief = relief_of(TerrainKind.LEVEL, seed=seed, relief=1.0)
        for reach, most in ((120, 0.05), (600, 0.3)):
            x, y = polar(np.geomspace(0.2, reach, 60), 60)
            assert np.abs(heights(relief, x, y)).max() < most


def test_a_hanging_island_ends_not_far_from_the_camera():
    relief = relief_of(TerrainKind.FLOATING)
    x, y = polar(np.array([150.0, 400.0]), 60)
    assert heights(relief, x, y).max() < -50


def test_terraces_are_steps():
    relief = relief_of(TerrainKind.TERRACES)
    x, y = polar(np.linspace(20, 120, 400), 40)
    z = heights(relief, x, y)
    flat = np.abs(np.diff(z, axis=1)) < 0.03
    assert np.ptp(z) > 3 * relief.form.step
    assert np.mean(flat) > 0.5


def test_a_volcano_has_a_crater():
    relief = relief_of(TerrainKind.VOLCANO)
    form = relief.form
    along = np.linspace(-0.5, 0.5, 101) * form.hero_wide
    x = np.sin(form.heading) * (form.hero_far + along) + np.cos(form.heading) * form.hero_aside
    y = np.cos(form.heading) * (form.hero_far + along) - np.sin(form.heading) * form.hero_aside
    z = heights(relief, x, y)
    assert z[50] < z.max() - 20
    assert abs(along[np.argmax(z)]) < 0.25 * form.hero_wide


def test_the_open_sea_has_no_ground_under_the_camera():
    relief = relief_of(TerrainKind.ISLANDS, WaterKind.SEA, relief=0.0)
    x, y = polar(np.geomspace(0.2, 100, 20), 20)
    assert heights(relief, x, y).max() < -1


@pytest.fixture(scope="module")
def ground():
    relief = relief_of(TerrainKind.MOUNTAINS)
    return relief, ground_of(relief, survey(relief, 3.0), azimuths=192, rings=120)


def test_rings_grow_outwards_in_every_direction(ground):
    relief, _ = ground
    radii = ring_radii(survey(relief, 3.0), 96, 80)
    assert np.all(np.diff(radii, axis=0) > 0)


def test_the_mesh_has_no_seam(ground):
    _, mesh = ground
    assert np.isfinite(mesh.z.numpy()).all()
    edge = np.array([-1e-3, 0, 1e-3])
    for r in (3.0, 40.0, 900.0, 9000.0):
        z = mesh.height(*(floats(a) for a in (r * np.sin(edge), r * np.cos(edge)))).numpy()
        assert np.ptp(z) < 0.004 * r


def test_the_mesh_follows_the_height_field_near_the_camera(ground):
    relief, mesh = ground
    x, y = polar(np.geomspace(0.3, 20, 30), 24)
    z = mesh.height(floats(x.ravel()), floats(y.ravel())).numpy()
    assert np.abs(z - heights(relief, x, y).ravel()).max() < 0.25


def test_normals_are_unit_and_point_up(ground):
    _, mesh = ground
    normal = mesh.normal.numpy()
    assert np.allclose(np.linalg.norm(normal, axis=0), 1, atol=1e-4)
    assert normal[2].min() > 0
