"""Grids at another size."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from tests import known_solids

from skyloom.geometry.connected import components
from skyloom.geometry.resample import coloured, reduced, resampled
from skyloom.geometry.voxels import Voxels

PALETTE = np.array([(200, 0, 0), (0, 200, 0), (0, 0, 200)], np.uint8)


@pytest.mark.parametrize("name", ["chair", "table", "sword", "dog", "ring", "lamp"])
@pytest.mark.parametrize("size", [8, 11, 32, 64, 100, 128])
def test_a_thing_keeps_its_parts_at_every_size(name, size):
    model = Voxels(cells=known_solids.SOLIDS[name]()[::2, ::2, ::2].copy(), palette=PALETTE)

    again = resampled(model, size)

    assert max(again.size) == size
    assert known_solids.boxed(again.solid).shape == again.size
    assert components(again.solid).max() == 1
    assert size < 32 or set(np.unique(again.cells)) == set(np.unique(model.cells))


def test_a_rod_of_one_cell_is_still_there_wherever_it_stands():
    for x in range(3, 8):
        solid = np.zeros((12, 12, 48), bool)
        solid[:, :, :4] = True
        solid[x, 5, :] = True

        coarse = reduced(solid, (3, 3, 12))

        assert (coarse.sum(axis=(0, 1))[1:] == 1).all(), "one cell thick, without a gap"


@settings(deadline=None, max_examples=40)
@given(st.integers(1, 3), st.integers(1, 3))
def test_a_larger_model_by_whole_numbers_only_has_larger_cells(times, side):
    cells = np.random.default_rng(side).integers(0, 4, (4, 4, 4 * side)).astype(np.uint8)
    cells[0, 0, 0] = cells[-1, -1, -1] = 1

    again = resampled(Voxels(cells=cells, palette=PALETTE), 4 * side * times)

    assert np.array_equal(again.cells, cells.repeat(times, 0).repeat(times, 1).repeat(times, 2))


def test_cells_without_a_colour_take_the_nearest():
    votes = np.zeros((5, 1, 1), np.uint8)
    votes[0], votes[4] = 1, 2

    assert coloured(np.ones((5, 1, 1), bool), votes).ravel().tolist()[:2] == [1, 1]
    assert coloured(np.ones((5, 1, 1), bool), votes).ravel().tolist()[3:] == [2, 2]


@settings(deadline=None, max_examples=60)
@given(arrays.arrays(np.uint8, (5, 4, 3), elements=st.integers(0, 3)))
def test_a_solid_in_one_piece_is_coloured_all_over_if_any_of_it_is(votes):
    solid = np.ones((5, 4, 3), bool)
    votes[2, 2, 1] = 3

    cells = coloured(solid, votes)

    assert cells.all()
    assert np.array_equal(cells[votes > 0], votes[votes > 0])
