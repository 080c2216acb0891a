"""Pixels and directions: there and back, and where the axes lie."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mitsuba import Float, UInt32

from skyloom.imaging import panorama
from skyloom.render.camera import Camera


@settings(deadline=None, max_examples=60)
@given(st.floats(0.02, 0.98), st.floats(0.01, 0.99), st.floats(-20, 20))
def test_a_pixel_comes_back_from_its_direction(across, down, shift):
    camera = Camera(2048, shift)
    column, row = across * camera.width, down * camera.height

    x, y = camera.pixel(camera.direction(Float(column), Float(row)))

    assert float(x[0]) == pytest.approx(column, abs=0.05)
    assert float(y[0]) == pytest.approx(row, abs=0.05)


@pytest.mark.parametrize(
    ("column", "row", "direction"),
    [
        (0.5, 0.0, (0, 0, 1)),
        (0.5, 0.5, (0, 1, 0)),
        (0.75, 0.5, (1, 0, 0)),
        (0.25, 0.5, (-1, 0, 0)),
        (0.5, 1, (0, 0, -1)),
    ],
)
def test_the_axes_are_where_the_conventions_say(column, row, direction):
    way = Camera(512).direction(Float(column * 512), Float(row * 256))

    assert [float(c[0]) for c in way] == pytest.approx(direction, abs=1e-5)


def test_the_kernel_and_the_array_agree_on_directions():
    camera = Camera(64)
    column, row = camera.pixels(UInt32(0), camera.height)

    way = camera.direction(Float(column) + 0.5, Float(row) + 0.5).numpy()

    np.testing.assert_allclose(way.T.reshape(32, 64, 3), panorama.directions(32), atol=2e-6)


@settings(deadline=None, max_examples=30)
@given(st.floats(-20, 20))
def test_a_shifted_horizon_lies_where_it_was_asked_and_the_poles_stay(shift):
    camera = Camera(360, shift)
    rows = Float(np.linspace(0, camera.height, 181).astype(np.float32))

    elevation = np.degrees(camera.elevation(rows).numpy())

    assert elevation[0] == pytest.approx(90, abs=1e-3)
    assert elevation[-1] == pytest.approx(-90, abs=1e-3)
    assert np.all(np.diff(elevation) < 0)
    assert np.degrees(float(camera.elevation(Float(90 - shift))[0])) == pytest.approx(0, abs=1e-3)


def test_a_positive_shift_moves_the_horizon_up():
    assert float(Camera(360, 10).elevation(Float(80))[0]) == pytest.approx(0, abs=1e-5)
    assert math.degrees(float(Camera(360, 10).elevation(Float(90))[0])) < -5
