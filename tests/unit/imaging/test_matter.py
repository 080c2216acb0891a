"""Grain of one picture over another's shapes."""

import numpy as np
import pytest

from skyloom.imaging import matter
from skyloom.imaging.bands import blurred

WHOLE = np.ones((512, 1024), np.float32)


def random():
    return np.random.default_rng(4)


def rough(height=512):
    grey = blurred(random().random((height, 2 * height), np.float32), 1.0)
    return np.stack([0.5 + 2 * (grey - grey.mean()), 0 * grey, 0 * grey], axis=-1)


def test_a_picture_finds_itself():
    lab = rough()

    places = matter.matched(lab, WHOLE, lab, WHOLE, random=random())

    home = np.stack(np.meshgrid(np.arange(128) * 4, np.arange(256) * 4, indexing="ij"), axis=-1)
    assert (places == home).all(axis=-1)[:-1].mean() > 0.9


def test_only_what_is_offered_is_taken_and_only_what_is_wanted_is_covered():
    lab, wanted, offered = rough(), WHOLE.copy(), WHOLE.copy()
    wanted[:256] = 0
    offered[:, :512] = 0

    places = matter.matched(lab, wanted, rough(), offered, random=random())

    assert (places[:60] == -1).all()
    assert (places[66:, :, 1] >= 512).all()


def test_where_nothing_is_offered_nothing_is_laid():
    places = matter.matched(rough(), WHOLE, rough(), 0 * WHOLE, random=random())

    laid, lies = matter.laid(places, rough())

    assert not lies.any()
    assert not laid.any()


@pytest.mark.parametrize("scale", [1, 2])
def test_grain_that_stays_at_home_is_laid_as_it_was(scale):
    lab = rough(512 * scale)
    grain = lab - blurred(lab, 3.0)
    home = np.stack(np.meshgrid(np.arange(128) * 4, np.arange(256) * 4, indexing="ij"), axis=-1).astype(np.int32)

    laid, lies = matter.laid(home, grain)

    inner = slice(8 * scale, -8 * scale)
    assert np.abs(laid - grain)[inner].max() < 0.01
    assert lies[inner].min() > 0.99


def test_scattered_grain_is_as_loud_as_it_was():
    lab = rough()
    grain = lab - blurred(lab, 3.0)
    scattered = (random().integers(0, 500, (128, 256, 2)) * 1).astype(np.int32)

    laid, _ = matter.laid(scattered, grain)

    assert laid[16:-16, :, 0].std() == pytest.approx(grain[..., 0].std(), rel=0.12)


def test_a_plain_is_not_tiled_with_one_piece():
    plain = np.zeros((512, 1024, 3), np.float32) + np.float32((0.5, 0, 0))
    elsewhere = WHOLE.copy()
    elsewhere[:, :512] = 0  # no piece stays at home on the left

    places = matter.matched(plain, 1 - elsewhere, rough(), elsewhere, random=random())

    taken = places[60:68, :120].reshape(-1, 2)
    assert len(np.unique(taken, axis=0)) > 0.1 * len(taken)
