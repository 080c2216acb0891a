"""Depth maps."""

import numpy as np
import pytest

from skyloom.imaging import depth


def test_near_is_white_far_is_dark_and_the_sky_is_black():
    distance = np.array([[1.0, 2.0, 4.0, 1e5, np.inf]], np.float32)

    grey = depth.grey_of(distance, near=2.0)

    assert grey.tolist() == [[255, 255, 128, 1, 0]]


def test_the_white_distance_ignores_a_few_near_pixels_and_an_empty_world():
    distance = np.full((100, 100), 10.0, np.float32)
    distance[0, :50] = 0.2

    assert depth.near_of(distance) == pytest.approx(10)
    assert depth.near_of(np.full((4, 8), np.inf, np.float32)) == 1.0


def test_thinning_keeps_whole_distances():
    distance = np.where(np.arange(64) % 8 < 4, 5.0, np.inf).astype(np.float32)[None].repeat(32, axis=0)

    small = depth.thinned(distance, width=16)

    assert small.shape == (8, 16)
    assert set(np.unique(small)) == {5.0, np.inf}
