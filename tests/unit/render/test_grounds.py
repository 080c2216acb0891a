"""What lies on the ground: each layer shows where a scene asks for it, and nowhere else."""

import drjit as dr
import numpy as np
import pytest
from mitsuba import Color3f, Float, Point3f, UInt32, Vector3f

from skyloom.core.scene import SceneSpec, Sun, Terrain, TerrainKind, Water, WaterKind
from skyloom.render.camera import Camera
from skyloom.render.land import Detail, Land
from skyloom.render.light import Light
from skyloom.world.kinds import Material

WIDTH = 96
DETAIL = Detail(azimuths=192, rings=110, plants=0.15)


class NoClouds:
    def at(self, position):
        return Float(1)


class PlainSky:
    """The same light from everywhere, through clear air."""

    def __init__(self, *colour):
        self.colour = colour

    def radiance(self, direction):
        return Color3f(*self.colour) + 0 * Color3f(direction)

    def aerial(self, colour, distance, position, direction):
        return colour


@pytest.fixture(scope="module")
def light():
    sun = dr.normalize(Vector3f(0.5, 0.4, 0.7))
    colours = Color3f(90_000, 80_000, 65_000), Color3f(5000, 8000, 13_000), Color3f(7000, 7000, 6000)
    return Light(sun, *colours, Float(0.0047), NoClouds())


@pytest.fixture(scope="module")
def moonless():
    sun = dr.normalize(Vector3f(0.5, 0.4, 0.7))
    return Light(sun, Color3f(1e-4), Color3f(1e-4), Color3f(1e-5), Float(0.0047), NoClouds())


def land_of(kind, water=WaterKind.NONE, *, seed=1, wat=None, elevation=38.0, **terrain):
    shares = {"forest": 0.0, "grass": 0.0, "rock": 0.3} | terrain
    return Land.build(
        SceneSpec(
            terrain=Terrain(kind=kind, **shares),
            water=Water(kind=water, **(wat or {})),
            sun=Sun(elevation_deg=elevation),
        ),
        seed,
        DETAIL,
    )


def shot(land, light, sky=(3000, 4000, 6000)):
    """Return the hits of a small panorama and what they bring, as arrays."""
    camera = Camera(WIDTH)
    column, row = camera.pixels(dr.opaque(UInt32, 0), camera.height)
    direction = camera.direction(Float(column) + 0.5, Float(row) + 0.5)
    hit = land.trace(Point3f(land.eye), direction)
    shaded = land.shade(hit, Point3f(land.eye), direction, dr.opaque(Float, camera.footprint()), light, PlainSky(*sky))
    dr.eval(hit.distance, shaded.radiance, shaded.albedo, shaded.normal, shaded.material)
    return {
        "direction": direction.numpy().T,
        "distance": hit.distance.numpy(),
        "valid": hit.valid.numpy(),
        "water": np.broadcast_to(hit.is_water.numpy(), hit.valid.numpy().shape),
        "radiance": shaded.radiance.numpy().T,
        "albedo": shaded.albedo.numpy().T,
        "normal": shaded.normal.numpy().T,
        "material": shaded.material.numpy(),
    }


def is_sound(seen):
    met = seen["valid"]
    return (
        np.isfinite(seen["radiance"][met]).all()
        and seen["radiance"][met].min() >= 0
        and np.allclose(np.linalg.norm(seen["normal"][met], axis=1), 1, atol=1e-3)
        and seen["albedo"][met].max() <= 0.95
    )


@pytest.mark.parametrize(
    "terrain",
    [{"cracked": 1.0}, {"crops": 1.0}, {"glow": 1.0}, {"ice": 1.0}, {"paths": 1.0}, {"snow": 1.0}],
    ids=lambda terrain: next(iter(terrain)),
)
def test_every_layer_gives_sound_pixels(terrain, light):
    plain = shot(land_of(TerrainKind.HILLS), light)
    laid = shot(land_of(TerrainKind.HILLS, **terrain), light)
    assert is_sound(laid)
    assert not np.array_equal(plain["radiance"], laid["radiance"])


def test_lava_sends_out_light_of_its_own(moonless):
    hot = shot(land_of(TerrainKind.VOLCANO, lava=1.0, elevation=-20), moonless, (0, 0, 0))
    cold = shot(land_of(TerrainKind.VOLCANO, lava=0.0, elevation=-20), moonless, (0, 0, 0))
    assert hot["radiance"][hot["valid"]].max() > 10 > 1e3 * cold["radiance"][cold["valid"]].max()
    glowing = hot["radiance"][hot["radiance"][:, 0] > 5]
    assert np.all(glowing[:, 0] > glowing[:, 1])
    assert np.all(glowing[:, 1] > 2 * glowing[:, 2])


def test_lava_near_the_camera_is_lit_by_lamps_over_it():
    land = land_of(TerrainKind.VOLCANO, lava=1.0)
    assert len(land.lamps.radius) > 3
    assert land.lamps.intensity.min() > 0
    assert not len(land_of(TerrainKind.VOLCANO, lava=0.0).lamps.radius)


def test_a_salt_flat_is_pale_and_a_lava_field_dark(light):
    salt = shot(land_of(TerrainKind.SALT_FLAT, seed=2, sand=1.0, rock=0.0), light)
    basalt = shot(land_of(TerrainKind.VOLCANO), light)
    ground = [np.median(seen["albedo"][seen["material"] == Material.GROUND]) for seen in (salt, basalt)]
    assert ground[0] > 0.35
    assert ground[1] < 0.12


def test_a_glacier_is_blue_ice(light):
    seen = shot(land_of(TerrainKind.GLACIER), light)
    blue = seen["albedo"][:, 2] > 1.15 * seen["albedo"][:, 0]
    assert 0.05 < np.mean(blue & (seen["material"] == Material.GROUND)) < 0.8


def test_paths_keep_plants_away(light):
    land = land_of(TerrainKind.HILLS, grass=1.0, paths=1.0)
    seen = shot(land, light)
    steep = seen["direction"][:, 2] < -0.97  # the path runs under the camera
    assert np.mean(seen["material"][steep] == Material.GRASS) < 0.05
    meadow = shot(land_of(TerrainKind.HILLS, grass=1.0), light)
    assert np.mean(meadow["material"] == Material.GRASS) > np.mean(seen["material"] == Material.GRASS)


@pytest.mark.parametrize("water", [WaterKind.RIVER, WaterKind.SWAMP, WaterKind.LAKE, WaterKind.SEA])
def test_every_kind_of_water_is_seen(water, light):
    seen = shot(land_of(TerrainKind.HILLS, water, relief=0.2), light)
    assert np.mean(seen["water"]) > 0.004
    assert is_sound(seen)


def test_a_frozen_lake_is_pale_and_flat(light):
    open_, frozen = (
        shot(land_of(TerrainKind.MOUNTAINS, WaterKind.LAKE, wat={"ice": ice, "waves": 0.6}), light)
        for ice in (0.0, 1.0)
    )
    assert is_sound(frozen)
    assert frozen["albedo"][frozen["water"]].mean() > 3 * open_["albedo"][open_["water"]].mean()
    assert frozen["normal"][frozen["water"], 2].mean() > open_["normal"][open_["water"], 2].mean()


def test_a_rough_sea_rises_over_its_level(light):
    seen = shot(land_of(TerrainKind.ISLANDS, WaterKind.SEA, relief=0.0, wat={"waves": 1.0}), light)
    calm = shot(land_of(TerrainKind.ISLANDS, WaterKind.SEA, relief=0.0, wat={"waves": 0.1}), light)
    assert is_sound(seen)
    heights = [2.6 + s["direction"][s["water"], 2] * s["distance"][s["water"]] for s in (seen, calm)]
    near = [s["distance"][s["water"]] < 400 for s in (seen, calm)]
    assert np.ptp(heights[0][near[0]]) > 1.0 > 10 * np.ptp(heights[1][near[1]])


def test_under_a_hanging_island_there_is_only_sky(light):
    seen = shot(land_of(TerrainKind.FLOATING, grass=0.8), light)
    below = (seen["direction"][:, 2] < -0.02) & (seen["direction"][:, 2] > -0.12)
    assert not seen["valid"][below].all()
    assert seen["valid"][seen["direction"][:, 2] < -0.5].all()
    assert is_sound(seen)
    assert seen["distance"][seen["valid"]].max() < 3000
