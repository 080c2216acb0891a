"""What can be said of shapes that nobody measured."""

import numpy as np
import pytest

from skyloom.imaging import relief
from skyloom.imaging.octave import finer

SKY = np.repeat((np.arange(90) < 40)[:, None], 180, axis=1).astype(np.float32)


def test_the_ground_is_a_plane_under_the_eye_and_the_sky_is_endless():
    distance = relief.distance(SKY, 0.0, is_open=True)

    assert np.isinf(distance[:40]).all()
    assert distance[-1, 0] == pytest.approx(relief.EYE, rel=0.01)
    down = np.radians(2 * 30 - 1 - 0)
    assert distance[45 + 29, 3] == pytest.approx(relief.EYE / np.sin(down), rel=0.02)
    assert (np.diff(distance[45:, 0]) < 0).all()
    assert np.isfinite(distance[40:]).all()


def test_a_horizon_that_lies_higher_moves_the_ground_with_it():
    level, raised = (relief.distance(SKY, degrees, is_open=True)[:, 0] for degrees in (0.0, 8.0))

    assert raised[50] < level[50]
    assert raised[-1] == pytest.approx(level[-1], rel=0.01)


def test_a_room_is_closed_on_all_sides():
    distance = relief.distance(0 * SKY, 0.0, is_open=False)

    assert np.isfinite(distance).all()
    assert distance.max() < 8
    assert distance[0, 0] == pytest.approx(relief.CEILING, rel=0.01)


def test_ground_faces_up_what_stands_faces_us_and_the_sky_nowhere():
    normal = relief.normals(np.full((90, 180), 0.5, np.float32), SKY, 0.0)

    assert not normal[:40].any()
    assert normal[80, 90, 2] > 0.95
    assert normal[41, 90, 1] < -0.9  # the middle looks along +y
    assert np.linalg.norm(normal[41:], axis=-1) == pytest.approx(1, abs=1e-4)


def test_a_finer_picture_is_the_picture_with_more_grain():
    random = np.random.default_rng(1)
    pixels = np.clip(128 + 30 * random.standard_normal((128, 256, 3)).cumsum(axis=0) / 8, 0, 255).astype(np.uint8)

    large = finer(pixels, 512)

    mean = large.reshape(128, 2, 256, 2, 3).mean(axis=(1, 3))
    assert large.shape == (256, 512, 3)
    assert np.abs(mean - pixels).mean() < 6
    assert np.abs(np.diff(large.astype(int), axis=1)).mean() > 0.25 * np.abs(np.diff(pixels.astype(int), axis=1)).mean()


def test_a_finer_flat_picture_is_flat():
    assert np.ptp(finer(np.full((64, 128, 3), 99, np.uint8), 256)) == 0
