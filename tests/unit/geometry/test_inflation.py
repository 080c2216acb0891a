"""Solids from outlines: simple outlines have solids that are known."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis.extra import numpy as arrays

from skyloom.geometry.inflation import balls, cubes, distances, extruded, inflated, membrane, turned

SIDE = 120
Y, X = np.indices((SIDE, SIDE)) + 0.5 - SIDE / 2


def disc(radius):
    return np.hypot(X, Y) <= radius


@pytest.mark.parametrize("rule", [balls, membrane, inflated, turned])
def test_a_disc_becomes_a_ball(rule):
    mask = disc(40)

    half = rule(mask)

    assert np.abs(half - np.sqrt(np.maximum(40**2 - X**2 - Y**2, 0)))[disc(36)].max() < 2.0
    assert (half[~mask] == 0).all()


@pytest.mark.parametrize("rule", [balls, cubes])
def test_a_strip_is_as_thick_as_it_is_wide(rule):
    assert rule(np.abs(Y) <= 12).max() == pytest.approx(12, abs=0.6)


def test_a_ring_becomes_a_torus_and_keeps_its_hole():
    half = balls((np.hypot(X, Y) <= 40) & (np.hypot(X, Y) >= 20))

    assert half.max() == pytest.approx(10, abs=0.8)
    assert (half[disc(19)] == 0).all()


def test_a_limb_stays_thin_beside_a_body():
    half = balls(disc(25) | ((np.abs(Y) <= 5) & (X > 0)))

    assert half[:, SIDE - 12].max() == pytest.approx(5, abs=0.6)
    assert half.max() == pytest.approx(25, abs=1.5)


@settings(deadline=None)
@given(arrays.arrays(bool, arrays.array_shapes(min_dims=2, max_dims=2, min_side=1, max_side=12)))
def test_the_balls_are_all_that_fit_and_no_more(mask):
    away = distances(mask)
    rows, columns = np.indices(mask.shape)
    plain = np.zeros(mask.shape)
    for row, column in np.argwhere(mask):
        plain = np.maximum(plain, away[row, column] ** 2 - (rows - row) ** 2 - (columns - column) ** 2)

    assert np.allclose(balls(mask), np.sqrt(plain) * mask, atol=1e-4)


def test_a_square_outline_becomes_a_cube():
    half = cubes((np.abs(X) < 20) & (np.abs(Y) < 20))

    assert np.unique(half).tolist() == [0, 19.5]


def test_each_row_is_turned_about_its_own_middle():
    mask = np.zeros((2, 40), bool)
    mask[0, 5:15], mask[1, 10:40] = True, True

    half = turned(mask)

    assert half[0].max() == pytest.approx(5, abs=0.1)
    assert half[1].argmax() in (24, 25)
    assert turned(mask, power=8)[1, 38] > turned(mask)[1, 38], "squarer"


def test_a_plate_is_even_and_its_edge_may_be_cut():
    assert np.unique(extruded(disc(30), half=4)).tolist() == [0, 4]
    cut = extruded(disc(30), half=4, bevel=3)
    assert cut.max() == 4
    assert cut[disc(30) & ~disc(29)].max() < 2.6
