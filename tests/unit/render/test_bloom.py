"""What is brighter than white glows: evenly over the seam and the poles, and nothing else does."""

import numpy as np
import pytest

from skyloom.render.bloom import bloom_of, spread

HEIGHT, WIDTH = 128, 256
ELEVATION = (0.5 - (np.arange(HEIGHT) + 0.5) / HEIGHT) * np.pi
WEIGHT = np.cos(ELEVATION)[:, None, None]


def spot(row, column):
    picture = np.zeros((HEIGHT, WIDTH, 3), np.float32)
    picture[row, column] = 1.0
    return picture


@pytest.mark.parametrize("row", [64, 40, 90])
def test_spreading_keeps_the_light_on_the_sphere(row):
    before = spot(row, 30)
    after = spread(before, np.radians(4.0), ELEVATION)
    assert (after * WEIGHT).sum() == pytest.approx((before * WEIGHT).sum(), rel=0.05)


def test_the_seam_is_no_edge():
    after = spread(spot(64, 0), np.radians(6.0), ELEVATION)
    np.testing.assert_allclose(after[:, 1:20], after[:, -19:][:, ::-1], atol=1e-6)


def test_light_near_the_pole_runs_over_it():
    after = spread(spot(2, 30), np.radians(6.0), ELEVATION)
    beyond = after[0, (30 + WIDTH // 2) % WIDTH]
    assert (beyond > 0.3 * after[0, 30]).all()


def test_a_picture_without_anything_bright_has_no_bloom():
    assert bloom_of(np.full((HEIGHT, WIDTH, 3), 0.9, np.float32), 1.0, ELEVATION) is None
    assert bloom_of(np.full((HEIGHT, WIDTH, 3), 9.0, np.float32), 1.0, ELEVATION) is not None
