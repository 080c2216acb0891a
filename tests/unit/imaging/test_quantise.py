"""Few colours for many."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from skyloom.imaging.oklab import oklab
from skyloom.imaging.quantise import SAME, grey, quantised

COLOURS = arrays.arrays(np.uint8, st.tuples(st.integers(1, 300), st.just(3)))


def apart(one, other):
    return float(np.linalg.norm(oklab(np.array([[one]], np.uint8)) - oklab(np.array([[other]], np.uint8))))


@settings(deadline=None)
@given(COLOURS, st.integers(1, 255))
def test_there_are_no_more_colours_than_asked_for_and_each_is_used(colours, most):
    palette, owner = quantised(colours, np.ones(len(colours)), most=most)

    assert len(palette) <= most
    assert set(owner) == set(range(len(palette)))


def test_few_colours_that_can_be_told_apart_stay_as_they_are():
    own = np.array([(0, 0, 0), (255, 255, 255), (200, 30, 40), (30, 120, 60), (60, 90, 200)], np.uint8)
    colours = own[np.random.default_rng(1).integers(0, 5, 1000)]

    palette, owner = quantised(colours, np.ones(1000), most=16)

    assert sorted(map(tuple, palette.tolist())) == sorted(map(tuple, own.tolist()))
    assert np.array_equal(palette[owner], colours)


def test_what_is_seen_more_counts_more():
    colours = np.array([(200, 40, 40)] * 5 + [(40, 40, 200)] * 5, np.uint8)

    for weights, wanted in (([9] * 5 + [1] * 5, (200, 40, 40)), ([1] * 5 + [9] * 5, (40, 40, 200))):
        palette, _ = quantised(colours, np.array(weights), most=1)
        assert apart(palette[0], wanted) < 0.12


def test_a_gradient_is_spread_over_the_palette():
    colours = np.repeat(np.arange(256, dtype=np.uint8)[:, None], 3, axis=1)

    palette, owner = quantised(colours, np.ones(256), most=8)

    assert len(palette) == 8
    assert (np.diff(palette.astype(int).sum(axis=1)) > 0).all(), "dark before light"
    assert max(apart(a, b) for a, b in zip(colours, palette[owner], strict=True)) < 0.2


def test_colours_that_nobody_can_tell_apart_are_one():
    colours = np.array([(100, 100, 100), (101, 100, 100), (100, 101, 101)], np.uint8)

    assert len(quantised(colours, np.ones(3), most=255)[0]) == 1
    assert apart(colours[0], colours[1]) < SAME


@pytest.mark.parametrize("count", [10_000])
def test_many_colours_are_no_trouble(count):
    colours = np.random.default_rng(2).integers(0, 256, (count, 3)).astype(np.uint8)

    palette, owner = quantised(colours, np.ones(count), most=255)

    assert len(palette) <= 255
    assert np.linalg.norm(oklab(colours[None]) - oklab(palette[owner][None]), axis=-1).mean() < 0.08


def test_grey_is_as_light_as_what_it_was():
    pixels = np.random.default_rng(3).integers(0, 256, (8, 8, 3)).astype(np.uint8)

    assert np.ptp(grey(pixels).astype(int), axis=-1).max() <= 1
    assert np.abs(oklab(grey(pixels))[..., 0] - oklab(pixels)[..., 0]).max() < 0.01
