"""A built land: what rays hit, what they bring back, and what each share of a scene does to the picture."""

import drjit as dr
import numpy as np
import pytest
from mitsuba import Color3f, Float, Point3f, UInt32, Vector3f

from skyloom.core.scene import SceneSpec, Season, Terrain, TerrainKind, Water, WaterKind
from skyloom.render.camera import Camera
from skyloom.render.land import Detail, Land
from skyloom.render.light import Light
from skyloom.world.kinds import Material

WIDTH = 128
DETAIL = Detail(azimuths=192, rings=110, plants=0.12, rays=2)


class NoClouds:
    def at(self, position):
        return Float(1)


class PlainSky:
    """The same light from everywhere, through clear air."""

    def radiance(self, direction):
        return Color3f(3000, 4000, 6000) + 0 * Color3f(direction)

    def aerial(self, colour, distance, position, direction):
        return colour


@pytest.fixture(scope="module")
def light():
    sun = dr.normalize(Vector3f(0.5, 0.4, 0.7))
    colours = Color3f(90_000, 80_000, 65_000), Color3f(5000, 8000, 13_000), Color3f(7000, 7000, 6000)
    return Light(sun, *colours, Float(0.0047), NoClouds())


def land_of(kind=TerrainKind.HILLS, water=WaterKind.NONE, *, seed=1, waves=0.3, season=Season.SUMMER, **terrain):
    shares = {"forest": 0.1, "grass": 0.7} | terrain
    scene = SceneSpec(terrain=Terrain(kind=kind, **shares), water=Water(kind=water, waves=waves), season=season)
    return Land.build(scene, seed, DETAIL)


def shot(land, light):
    """Return the hits of a small panorama and what they bring, as arrays."""
    camera = Camera(WIDTH)
    column, row = camera.pixels(dr.opaque(UInt32, 0), camera.height)
    direction = camera.direction(Float(column) + 0.5, Float(row) + 0.5)
    hit = land.trace(Point3f(land.eye), direction)
    shaded = land.shade(hit, Point3f(land.eye), direction, dr.opaque(Float, camera.footprint()), light, PlainSky())
    dr.eval(hit.distance, shaded.radiance, shaded.normal, shaded.albedo, shaded.material)
    return {
        "direction": direction.numpy().T,
        "distance": hit.distance.numpy(),
        "valid": hit.valid.numpy(),
        "water": np.broadcast_to(hit.is_water.numpy(), hit.valid.numpy().shape),
        "radiance": shaded.radiance.numpy().T,
        "normal": shaded.normal.numpy().T,
        "albedo": shaded.albedo.numpy().T,
        "material": shaded.material.numpy(),
    }


@pytest.mark.parametrize(
    ("kind", "water"),
    [(kind, WaterKind.NONE) for kind in TerrainKind]
    + [(TerrainKind.MOUNTAINS, WaterKind.LAKE), (TerrainKind.DUNES, WaterKind.LAKE)]
    + [(kind, WaterKind.SEA) for kind in (TerrainKind.COAST, TerrainKind.ISLANDS, TerrainKind.FJORD)],
)
def test_every_kind_of_land_gives_sound_pixels(kind, water, light):
    seen = shot(land_of(kind, water, seed=3, flowers=0.2), light)
    met = seen["valid"]
    down = seen["direction"][:, 2] < -0.02
    assert met[down].all() or kind is TerrainKind.FLOATING
    assert np.isfinite(seen["radiance"][met]).all()
    assert seen["radiance"][met].min() >= 0
    assert np.allclose(np.linalg.norm(seen["normal"][met], axis=1), 1, atol=1e-3)
    assert seen["albedo"][met].min() >= 0
    assert seen["albedo"][met].max() <= 0.9
    assert seen["material"][met].min() > 0
    assert seen["water"].any() == (water is not WaterKind.NONE)
    assert seen["distance"][met].min() > 0.5  # nothing in the eye


def test_hits_lie_on_the_surface(light):
    land = land_of(forest=0, grass=0, rock=0.05)
    seen = shot(land, light)
    ground = np.flatnonzero(seen["valid"] & (seen["material"] == Material.GROUND))[:1000]
    p = np.array(land.eye).ravel() + seen["direction"][ground] * seen["distance"][ground, None]
    z = land.ground.height(*(Float(np.ascontiguousarray(p[:, k], np.float32)) for k in range(2))).numpy()
    assert np.abs(p[:, 2] - z).max() < 0.02 * seen["distance"][ground].max()
    assert np.median(np.abs(p[:, 2] - z) / seen["distance"][ground]) < 1e-3


def test_water_is_level_and_bends_with_the_earth(light):
    land = land_of(TerrainKind.COAST, WaterKind.SEA)
    seen = shot(land, light)
    wet = seen["water"]
    p = np.array(land.eye).ravel() + seen["direction"][wet] * seen["distance"][wet, None]
    level = p[:, 2] + (p[:, 0] ** 2 + p[:, 1] ** 2) / (2 * 6.371e6)
    assert np.abs(level).max() < 0.05
    assert seen["normal"][wet, 2].min() > 0.3


def test_the_same_seed_gives_the_same_picture_and_another_does_not(light):
    one, two, other = (shot(land_of(seed=seed), light) for seed in (5, 5, 6))
    assert np.array_equal(one["radiance"], two["radiance"])
    assert not np.array_equal(one["distance"], other["distance"])


def test_the_seam_and_the_poles_are_continuous(light):
    distance = shot(land_of(TerrainKind.PLAINS, grass=0, rock=0, forest=0), light)["distance"].reshape(-1, WIDTH)
    lower = distance[WIDTH // 4 + 4 :]
    inner = np.median(np.abs(np.diff(lower, axis=1)), axis=1)
    seam = np.abs(lower[:, 0] - lower[:, -1])
    assert np.mean(seam <= 6 * inner + 0.02 * lower[:, 0]) > 0.9
    assert np.ptp(lower[-1]) < 0.1 * lower[-1].mean()


def share_of(seen, material):
    return np.mean(seen["material"][seen["valid"]] == material)


def test_snow_everywhere_is_white_ground(light):
    whole = shot(land_of(TerrainKind.MOUNTAINS, snow=1.0, forest=0), light)
    bare = shot(land_of(TerrainKind.MOUNTAINS, snow=0.0, forest=0), light)
    ground = whole["valid"] & (whole["material"] == Material.GROUND)
    assert np.mean(whole["albedo"][ground].min(axis=1) > 0.55) > 0.7
    assert np.mean(bare["albedo"][bare["valid"]].min(axis=1) > 0.55) < 0.02


def test_no_grass_is_no_grass(light):
    assert share_of(shot(land_of(grass=0), light), Material.GRASS) == 0
    assert share_of(shot(land_of(grass=1), light), Material.GRASS) > 0.05


def test_more_forest_is_more_trees(light):
    few, many = (shot(land_of(forest=forest), light) for forest in (0.0, 0.9))
    assert share_of(few, Material.LEAF) < 0.01
    assert share_of(many, Material.LEAF) > 0.05


def test_flowers_show(light):
    assert share_of(shot(land_of(flowers=0), light), Material.PETAL) == 0
    assert share_of(shot(land_of(flowers=1), light), Material.PETAL) > 0.002


def test_dunes_are_sand(light):
    seen = shot(land_of(TerrainKind.DUNES, sand=1, grass=0, forest=0), light)
    albedo = seen["albedo"][seen["valid"]]
    assert share_of(seen, Material.GROUND) > 0.95
    assert np.mean((albedo[:, 0] > albedo[:, 1]) & (albedo[:, 1] > albedo[:, 2])) > 0.95


def test_storm_waves_tilt_the_water_more_than_a_calm(light):
    calm, storm = (shot(land_of(TerrainKind.COAST, WaterKind.SEA, waves=waves), light) for waves in (0.0, 1.0))
    tilt = [1 - seen["normal"][seen["water"], 2].mean() for seen in (calm, storm)]
    assert tilt[1] > 3 * tilt[0]
