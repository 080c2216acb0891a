"""What hangs together in a grid."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis.extra import numpy as arrays

from skyloom.geometry.connected import components, filled, joined, outside, shell

SOLIDS = arrays.arrays(bool, arrays.array_shapes(min_dims=3, max_dims=3, min_side=1, max_side=7))


def flooded(solid, start):
    """Return the cells that can be walked to from `start`, slowly and plainly."""
    seen, todo = {start}, [start]
    while todo:
        x, y, z = todo.pop()
        for step in ((x + 1, y, z), (x - 1, y, z), (x, y + 1, z), (x, y - 1, z), (x, y, z + 1), (x, y, z - 1)):
            inside = all(0 <= at < side for at, side in zip(step, solid.shape, strict=True))
            if inside and solid[step] and step not in seen:
                seen.add(step)
                todo.append(step)
    return seen


@settings(deadline=None)
@given(SOLIDS)
def test_components_are_what_a_plain_flood_finds(solid):
    labels = components(solid)

    assert np.array_equal(labels > 0, solid)
    assert set(np.unique(labels[solid])) == set(range(1, labels.max() + 1))
    for label in range(1, labels.max() + 1):
        cells = {tuple(int(at) for at in cell) for cell in np.argwhere(labels == label)}
        assert flooded(solid, next(iter(cells))) == cells


@settings(deadline=None)
@given(SOLIDS)
def test_a_shell_is_part_of_the_filled_solid_and_keeps_its_air_out(solid):
    whole = filled(solid)

    assert (whole >= solid).all()
    assert (filled(shell(whole)) == whole).all()
    assert (outside(shell(whole)) == ~whole).all()


@settings(deadline=None)
@given(SOLIDS.filter(np.any))
def test_what_is_joined_is_one_component(solid):
    assert components(joined(solid)).max() == 1
    assert (joined(solid, dust=0) >= solid).all()


def test_a_closed_box_is_filled_and_an_open_one_is_not():
    box = np.ones((5, 5, 5), bool)
    box[1:-1, 1:-1, 1:-1] = False
    cup = box.copy()
    cup[2, 2, 4] = False

    assert filled(box).all()
    assert np.array_equal(filled(cup), cup)
    assert shell(filled(box)).sum() == 5**3 - 3**3


def test_dust_goes_and_a_part_is_tied_to_the_rest_by_the_shortest_bridge():
    solid = np.zeros((20, 10, 10), bool)
    solid[:8] = True
    solid[11:15, 2:6, 2:6] = True
    solid[19, 9, 9] = True

    whole = joined(solid)

    assert not whole[19, 9, 9]
    assert whole[:8].all()
    assert whole[11:15, 2:6, 2:6].all()
    assert whole[8:11].sum() == 3


@pytest.mark.parametrize("solid", [np.zeros((3, 3, 3), bool), np.ones((1, 1, 1), bool)])
def test_nothing_and_one_cell_are_no_special_cases(solid):
    assert np.array_equal(joined(solid), solid)
    assert np.array_equal(shell(solid), solid)
    assert components(solid).max() == solid.sum()
