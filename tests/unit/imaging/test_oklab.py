"""OKLab."""

import numpy as np
import pytest

from skyloom.imaging.oklab import distance, linear, oklab, shown


def every_colour():
    steps = np.arange(0, 256, 15, dtype=np.uint8)
    return np.stack(np.meshgrid(steps, steps, steps), axis=-1).reshape(18, -1, 3)


def test_every_colour_goes_there_and_back():
    pixels = every_colour()

    back = np.rint(shown(oklab(pixels)) * 255)

    assert np.abs(back - pixels).max() <= 1


def test_greys_have_no_hue_and_white_is_one():
    greys = np.repeat(np.arange(256, dtype=np.uint8)[None, :, None], 3, axis=-1)

    lab = oklab(greys)

    assert np.abs(lab[..., 1:]).max() < 1e-3
    assert lab[0, -1, 0] == pytest.approx(1, abs=1e-3)
    assert (np.diff(lab[0, :, 0]) > 0).all()


def test_a_published_colour_is_where_it_was_published():
    red = oklab(np.array([[[255, 0, 0]]], np.uint8))

    assert red[0, 0] == pytest.approx((0.628, 0.2249, 0.1258), abs=1e-3)
    assert linear(np.array([188], np.uint8))[0] == pytest.approx(0.503, abs=0.01)


def test_the_distance_of_black_and_white_is_one_and_of_a_picture_to_itself_none():
    black, white = np.zeros((4, 8, 3), np.uint8), np.full((4, 8, 3), 255, np.uint8)

    assert distance(black, white) == pytest.approx(1, abs=1e-3)
    assert distance(white, white) == 0
