"""Noise has the range, mean and smoothness it promises, and follows its seed."""

import drjit as dr
import numpy as np
import pytest
from mitsuba import Float, UInt32

from skyloom.render import noise

COUNT = 100_000


@pytest.fixture(scope="module")
def where():
    draw = np.random.default_rng(1)
    return [Float(draw.uniform(-500, 500, COUNT).astype(np.float32)) for _ in range(3)]


@pytest.mark.parametrize(
    ("name", "low", "high", "mean"),
    [
        ("value2", 0, 1, 0.5),
        ("value3", 0, 1, 0.5),
        ("gradient2", -1.5, 1.5, 0),
        ("gradient3", -1.5, 1.5, 0),
        ("fbm2", 0, 1, 0.5),
        ("fbm3", 0, 1, 0.5),
        ("ridged2", 0, 1, None),
    ],
)
def test_noise_keeps_its_range_and_mean(where, name, low, high, mean):
    x, y, z = where
    call = getattr(noise, name)
    space = (x, y, z) if name.endswith("3") else (x, y)
    values = call(*space, 4).numpy() if "fbm" in name or "ridged" in name else call(*space).numpy()
    assert np.isfinite(values).all()
    assert values.min() >= low
    assert values.max() <= high
    assert mean is None or abs(values.mean() - mean) < 0.01


def test_another_seed_gives_other_noise_by_the_same_kernel(where):
    x, y, _ = where
    one, two = (noise.value2(x, y, dr.opaque(UInt32, seed)).numpy() for seed in (1, 2))
    assert abs(np.corrcoef(one, two)[0, 1]) < 0.02


def test_slopes_are_the_derivatives(where):
    x, y, _ = where
    step = 1 / 256
    _, sx, sy = noise.value2_slope(x, y)
    dx = (noise.value2(x + step, y) - noise.value2(x - step, y)) / step
    dy = (noise.value2(x, y + step) - noise.value2(x, y - step)) / step
    assert np.abs((sx - dx).numpy()).max() < 0.06
    assert np.abs((sy - dy).numpy()).max() < 0.06


def test_a_wide_footprint_leaves_the_mean(where):
    x, y, _ = where
    assert np.allclose(noise.fbm2(x, y, 4, footprint=4.0).numpy(), 0.5)


def test_the_nearest_spot_is_as_near_as_the_nearest_cell(where):
    x, y, _ = where
    dx, dy, number = noise.spots2(x, y, 7)
    near, second, other = noise.cells2(x, y, 7)
    assert np.allclose(dr.sqrt(dx * dx + dy * dy).numpy(), near.numpy(), atol=1e-4)
    assert np.all(second.numpy() >= near.numpy())
    assert np.mean(number.numpy() == other.numpy()) > 0.999
