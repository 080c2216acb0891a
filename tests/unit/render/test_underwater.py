"""Under water light fades and turns blue, the sky is seen through a window, and far things drown in the water."""

from dataclasses import replace

import drjit as dr
import numpy as np
import pytest

from skyloom.core.scene import Place, SceneSpec, Site, Sun, Terrain, TerrainKind, Water, WaterKind
from skyloom.render.dome import Dome
from skyloom.render.frame import Quality
from skyloom.render.panorama import render
from skyloom.render.underwater import Sea

QUALITY = Quality(width=128, samples=1, edge_samples=1, cloud_points=128, cloud_steps=16, azimuths=320, rings=120)


def reef():
    return SceneSpec(
        sun=Sun(elevation_deg=50),
        clouds=(),
        site=Site(place=Place.UNDERWATER),
        terrain=Terrain(kind=TerrainKind.SEABED, sand=1.0, grass=0.0, forest=0.0),
        water=Water(kind=WaterKind.SEA),
    )


def sea_at(water):
    from mitsuba import Point3f

    scene = replace(reef(), water=water)
    above = Dome(scene, 3, cloud_points=128, cloud_steps=16)
    return Sea(above, Point3f(0, 0, -9), water, 3)


@pytest.fixture(scope="module")
def sea():
    return sea_at(Water(kind=WaterKind.SEA))


def colour(values):
    return values.numpy().reshape(3, -1).T


def vector(*rows):
    from mitsuba import Vector3f

    return dr.normalize(Vector3f(np.array(rows, np.float32).T))


def test_far_things_take_the_colour_of_the_water(sea):
    from mitsuba import Color3f, Float, Point3f

    way = vector((0, 1, 0), (0, 1, 0), (0, 1, 0))
    seen = colour(sea.aerial(Color3f(0), Float([1.0, 30.0, 400.0]), Point3f(0), way))
    assert (np.diff(seen[:, 2]) > 0).all()  # black things become blue
    assert seen[2, 2] > seen[2, 0] * 2


def test_the_sky_is_seen_overhead_alone(sea):
    light = colour(sea.view(vector((0, 0, 1), (0, -1, 0.25), (0, -1, -0.3)))[0]).sum(axis=1)
    assert light[0] > 1.5 * light[1]
    assert light[1] > light[2] > 0


def test_waves_gather_the_light_but_make_none(sea):
    from mitsuba import Float, Point3f

    x, y = np.random.default_rng(1).uniform(-40, 40, (2, 40_000)).astype(np.float32)
    assert float(sea.at(Point3f(Float(x), Float(y), Float(-9.0))).numpy().mean()) == pytest.approx(1.0, abs=0.15)


def test_the_deep_is_dark():
    shallow, deep = (sea_at(Water(kind=WaterKind.SEA, depth_m=depth)).lux for depth in (0.0, 200.0))
    assert deep < shallow / 50


def test_a_reef_has_no_seam_and_is_blue():
    pixels = render(reef(), 3, QUALITY).pixels.astype(float)
    inner = np.abs(np.diff(pixels, axis=1)).mean()
    assert np.abs(pixels[:, 0] - pixels[:, -1]).mean() < 1.3 * inner
    assert pixels[:40, :, 2].mean() > pixels[:40, :, 0].mean() + 30


def test_no_daylight_is_left_in_the_deep():
    shallow, deep = (sea_at(Water(kind=WaterKind.SEA, depth_m=depth)) for depth in (12.0, 150.0))

    bright, dark = (colour(sea.view(vector((0, 0.3, 1)))[0]).max() for sea in (shallow, deep))

    assert dark < bright / 1000
