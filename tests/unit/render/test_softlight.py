"""The light of lamps on what is near: how the meter reads it, and how it is held down."""

import drjit as dr
import numpy as np
import pytest
from mitsuba import Color3f, Float, Vector3f

from skyloom.render.built import filling
from skyloom.render.camera import Camera
from skyloom.render.light import Light
from skyloom.render.softlight import Softlight, smoothed

WIDTH = 64


def lit(lux):
    light = Float(np.asarray(lux, np.float32).ravel())
    count = len(light)
    return Softlight(WIDTH, Color3f(light), dr.full(Float, 5.0, count), Vector3f(0, 0, 1))


def pool(*, bright, dark, rows):
    lux = np.full((WIDTH // 2, WIDTH), dark)
    lux[20 : 20 + rows, 10:30] = bright
    return lit(lux)


def test_the_meter_reads_where_lamps_shine_and_not_the_dark_around():
    assert pool(bright=4.0, dark=1e-3, rows=5).lit(0.1) == pytest.approx(4.0)
    assert pool(bright=4.0, dark=1e-3, rows=0).lit(0.1) == 0.0


def test_dimmed_lamps_keep_their_order_and_never_blind():
    soft = lit(np.geomspace(0.01, 1e5, WIDTH * WIDTH // 2))

    light = soft.dimmed(0.1, knee=2.0)._light.x.numpy()

    assert np.all(np.diff(light) > 0)
    assert light[0] == pytest.approx(0.001, rel=1e-2)
    assert light[-1] < 200


def test_streets_are_less_blue_than_their_sky_and_never_black():
    light = Light(Vector3f(0, 0, 1), Color3f(0), Color3f(0.4, 0.6, 1.0), Color3f(0.3), Float(0.005), None)

    street, field = ([float(c[0]) for c in filling(light, Float(1.0), Float(share))] for share in (0.3, 1.0))

    assert street[2] / street[0] < field[2] / field[0] < 2.5
    assert min(street) > 0.15


def test_no_weave_is_left_overhead():
    width, high = 256, 3.0
    count = width * width // 2
    place = dr.arange(Float, count)
    row = dr.floor(place / width)
    towards = Camera(width).direction(place - row * width + 0.5, row + 0.5)
    noise = Float(np.random.default_rng(1).uniform(0, 2, count).astype(np.float32))
    ceiling = towards.z > 0.05
    distance = dr.select(ceiling, high / dr.maximum(towards.z, 0.05), 5.0)
    normal = dr.select(ceiling, Vector3f(0, 0, -1), -towards)

    soft = smoothed(Softlight(width, Color3f(noise), distance, normal))

    across, along = np.meshgrid(np.linspace(-0.6, 0.6, 40), np.linspace(-0.6, 0.6, 40))
    d = dr.normalize(Vector3f(*(Float(axis.ravel().astype(np.float32)) for axis in (across, along)), 1))
    seen = soft.irradiance(d, high / d.z, Vector3f(0, 0, -1)).x.numpy().reshape(across.shape)
    assert seen.std() < 0.08 * noise.numpy().std()
    assert np.abs(np.diff(seen, axis=0)).mean() < 0.3 * seen.std()


def test_deepened_light_is_darker_in_the_dark_and_hardly_brighter():
    soft = lit(np.geomspace(1.0, 100.0, WIDTH * WIDTH // 2))
    before, after = soft._light.x.numpy(), soft.deepened(0.5)._light.x.numpy()

    assert np.all(np.diff(after) > 0)
    assert after[0] < 0.5 * before[0]
    assert np.all(after < 1.2 * before)
