"""Blurs, fills and blends that go once around."""

import numpy as np
import pytest

from skyloom.imaging.bands import blended, blurred, enlarged, filled, guided


def noise(height, *, channels=None):
    shape = (height, 2 * height) if channels is None else (height, 2 * height, channels)
    return np.random.default_rng(5).random(shape, np.float32)


@pytest.mark.parametrize("size", [1.5, 9.0])
def test_a_blur_turns_with_the_picture(size):
    layer = noise(64)

    turned = blurred(np.roll(layer, 32, axis=1), size)

    assert np.abs(turned - np.roll(blurred(layer, size), 32, axis=1)).max() < 0.02


@pytest.mark.parametrize("width", [64, 256, 512])
def test_another_size_turns_with_the_picture_and_keeps_its_mean(width):
    layer = noise(64, channels=2)

    sized = enlarged(layer, width)

    assert sized.shape == (width // 2, width, 2)
    assert sized.mean() == pytest.approx(layer.mean(), abs=0.01)
    assert enlarged(np.roll(layer, 64, axis=1), width) == pytest.approx(np.roll(sized, width // 2, axis=1), abs=1e-5)


def test_a_gap_is_filled_with_what_is_around_it_and_the_rest_stays():
    layer = np.broadcast_to(np.linspace(0, 1, 64, dtype=np.float32)[:, None, None], (64, 128, 1)).copy()
    weight = np.ones((64, 128), np.float32)
    weight[20:40, 118:] = weight[20:40, :10] = 0
    broken = layer * weight[..., None]

    whole = filled(broken, weight)

    assert whole[weight == 1] == pytest.approx(layer[weight == 1])
    assert np.abs(whole - layer).max() < 0.2


def test_a_layer_of_nothing_is_filled_without_a_fault():
    assert np.isfinite(filled(noise(32, channels=3), np.zeros((32, 64), np.float32))).all()


def test_a_blend_is_each_picture_on_its_side_and_no_step_between_flat_ones():
    dark, light = np.zeros((128, 256, 1), np.float32), np.ones((128, 256, 1), np.float32)
    share = np.zeros((128, 256), np.float32)
    share[:, 64:192] = 1

    mixed = blended(dark, light, share)[..., 0]

    assert mixed[:, 128].min() > 0.97
    assert mixed[:, 0].max() < 0.03
    assert np.abs(np.diff(mixed, axis=1)).max() < 0.1


def test_a_blend_keeps_the_grain_of_one_picture_where_it_is_shown():
    one, other = noise(128, channels=1), np.full((128, 256, 1), 0.5, np.float32)
    share = np.zeros((128, 256), np.float32)
    share[:, 128:] = 1

    mixed = blended(one, other, share)[..., 0]

    assert np.std(mixed[:, 40:90]) == pytest.approx(np.std(one[:, 40:90]), rel=0.05)
    assert np.std(mixed[:, 170:220]) < 0.05


def test_guided_values_have_the_edges_of_the_guide():
    fine = np.zeros((256, 512), np.float32)
    fine[:, 200:] = 1
    guide = enlarged(fine, 128)
    values = blurred(guide, 1.5)[..., None]

    sharp = guided(values, guide, fine, size=4.0, smooth=1e-4)[..., 0]

    assert np.diff(sharp[128, 190:210]).max() > 0.6
