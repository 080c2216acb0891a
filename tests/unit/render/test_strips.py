"""Strips: rays in squares become the pixels they were shot for, and thinned rows stay what they were."""

import drjit as dr
import numpy as np
import pytest
from mitsuba import Color3f, Float

from skyloom.render.camera import Camera
from skyloom.render.strips import FARTHEST, Strip, strips


def seen(direction):
    """Return light that varies smoothly over the whole sphere."""
    return Color3f(
        1 + direction.x * direction.y,
        2 + dr.sin(3 * direction.z + direction.x),
        1.5 + direction.y * direction.z,
    )


def shot(camera, strip):
    """Return what `seen` gives the rays of a strip, pixel by pixel (3, rows, width), and the rows of the pixels."""
    column, row = strip.rays(camera)
    direction = camera.direction((Float(column) + 0.5) * strip.apart, Float(row) + 0.5)
    light, distance, _ = strip.spread(camera, seen(direction), Float(row) + 0.5, dr.zeros(Float, dr.width(row)))
    shape = (strip.rows, camera.width)
    return light.numpy().reshape(3, *shape), distance.numpy().reshape(shape)


def wanted(camera, strip):
    column, row = strip.pixels(camera)
    light = seen(camera.direction(Float(column) + 0.5, Float(row) + 0.5))
    return light.numpy().reshape(3, strip.rows, camera.width)


@pytest.mark.parametrize("width", [64, 72, 1000, 8192])
def test_strips_cover_every_row_once(width):
    found = strips(Camera(width), samples=1, edge_samples=2)

    rows = np.concatenate([np.arange(strip.first, strip.first + strip.rows) for strip in found])

    np.testing.assert_array_equal(rows, np.arange(width // 2))


def test_rays_in_squares_become_the_pixels_they_were_shot_for():
    camera, strip = Camera(128), Strip(first=20, rows=12, samples=1)

    light, row = shot(camera, strip)

    np.testing.assert_allclose(light, wanted(camera, strip), atol=1e-6)
    np.testing.assert_allclose(row, np.arange(20, 32)[:, None] + np.full((1, 128), 0.5), atol=1e-6)


@pytest.mark.parametrize("apart", [2, 4, 8])
def test_thinned_rays_give_the_light_between_them_and_close_at_the_seam(apart):
    camera, strip = Camera(1024), Strip(first=0, rows=8, samples=1, apart=apart)

    light, _ = shot(camera, strip)

    np.testing.assert_allclose(light, wanted(camera, strip), atol=1e-3)


def test_rays_are_thinned_near_the_poles_alone_and_never_wider_apart_than_rows():
    camera = Camera(4096)
    found = strips(camera, samples=1, edge_samples=2)

    for strip in found:
        rows = Float([strip.first + 0.5, strip.first + strip.rows - 0.5])
        widest = float(np.cos(camera.elevation(rows).numpy()).max())
        assert strip.apart == 1 or strip.apart * widest < 1.01
    assert found[0].apart == found[-1].apart == FARTHEST
    assert sum(strip.rows / strip.apart for strip in found) < 0.81 * camera.height


def test_more_rays_a_pixel_are_shot_near_the_horizon():
    found = strips(Camera(2048), samples=1, edge_samples=4)
    middle = next(strip for strip in found if strip.first <= 512 < strip.first + strip.rows)

    assert middle.samples == 4
    assert found[0].samples == found[-1].samples == 1
