"""Clouds: their map has no pole, their cover is what was asked, their shadow is one."""

import math

import drjit as dr
import numpy as np
import pytest
from mitsuba import Color3f, Float, Point3f, UInt32, Vector3f

from skyloom.core.scene import CloudKind, CloudLayer
from skyloom.render.atmosphere import upper_half
from skyloom.render.cirrus import Sheet
from skyloom.render.cloudmap import CloudMap, map_direction, map_place
from skyloom.render.clouds import GENERA, Field, Shade

LIGHT = Vector3f(0.3, 0.5, math.sqrt(1 - 0.34))


def layer(kind=CloudKind.CUMULUS, cover=0.4):
    return CloudLayer(kind=kind, cover=cover)


def places(count=128, reach=25_000):
    index = dr.arange(UInt32, count * count)
    step = 2 * reach / count
    return Float(index % count) * step - reach, Float(index // count) * step - reach


def test_a_direction_comes_back_from_its_place_on_the_map():
    ways, _ = upper_half(40)
    u, v = map_place(ways)

    back = map_direction(u * 511, v * 511, 512)

    assert float(dr.max(dr.norm(back - ways))[0]) < 2e-3


def test_the_map_is_even_around_the_zenith():
    angle = Float(np.linspace(0, 2 * np.pi, 360, endpoint=False).astype(np.float32))
    sin, cos = dr.sincos(angle)
    for elevation in (89.0, 80.0, 60.0):
        e = math.radians(elevation)
        u, v = map_place(Vector3f(sin * math.cos(e), cos * math.cos(e), math.sin(e)))
        step = np.hypot(np.diff(u.numpy()), np.diff(v.numpy()))

        assert step.max() < 2.3 * step.min()


def test_a_map_reads_what_was_written_in_every_direction():
    points = 256
    index = dr.arange(UInt32, points * points)
    way = map_direction(Float(index % points), Float(index // points), points)
    written = CloudMap(points, Color3f(way.x, way.y, way.z), way.z)
    ways, _ = upper_half(32)

    light, passed = written.at(ways)

    assert float(dr.max(dr.norm(Vector3f(light) - ways))[0]) < 0.01
    assert float(dr.max(dr.abs(passed - ways.z))[0]) < 0.01


@pytest.mark.parametrize("kind", sorted(GENERA))
def test_more_cover_is_more_cloud(kind):
    x, y = places()
    shares = [float(dr.mean(Field(layer(kind, cover), 3, 0).strength(x, y))[0]) for cover in (0.1, 0.5, 0.95)]

    assert shares[0] < shares[1] < shares[2]


def test_cumulus_covers_about_the_share_that_was_asked():
    for cover in (0.2, 0.5):
        field = Field(layer(cover=cover), 5, 0)
        x, y = places()

        share = np.mean(field.strength(x, y).numpy() > 0.1)

        assert share == pytest.approx(cover, abs=0.15)


def test_density_is_a_share_and_only_between_base_and_top():
    field = Field(layer(cover=0.8), 1, 0)
    x, y = places(64)
    for height in (field.bottom - 1, field.bottom + 300, field.ceiling + 1):
        density = field.rough(x, y, dr.full(Float, height, 64 * 64)).numpy()

        assert np.all((density >= 0) & (density <= 1))
        assert (density.max() > 0) == (field.bottom < height < field.ceiling)


def test_seeds_give_other_clouds_and_the_same_seed_the_same():
    x, y = places(64)
    first, again, other = (Field(layer(), seed, 0).strength(x, y).numpy() for seed in (1, 1, 2))

    assert np.array_equal(first, again)
    assert np.abs(first - other).mean() > 0.05


def test_clouds_cast_shadows_that_leave_some_light_and_take_some():
    shade = Shade(Field(layer(cover=0.5), 2, 0), LIGHT)
    x, y = places()

    share = shade.at(Point3f(x, y, 0)).numpy()

    assert np.all((share >= 0) & (share <= 1))
    assert 0.15 < np.mean(share > 0.9) < 0.95
    assert np.mean(share < 0.2) > 0.05


def test_depth_grows_downwards_from_the_top():
    shade = Shade(Field(layer(cover=0.9), 2, 0), LIGHT)
    x, y = places(64, 8000)
    low, high = (
        shade.depth(x, y, dr.full(Float, shade.field.bottom + share * 1400, 64 * 64)).numpy() for share in (0.1, 0.9)
    )

    assert low.mean() > 3 * high.mean()


def test_cirrus_follows_its_cover():
    x, y = places(128, 60_000)
    depths = [float(dr.mean(Sheet(layer(CloudKind.CIRRUS, cover), 4, 0).depth(x, y))[0]) for cover in (0.1, 0.4, 0.9)]

    assert 0 < depths[0] < depths[1] < depths[2] < 0.6
