"""Parts, and the cells they fill."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skyloom.geometry.parts import Coat, ball, bounds, box, carve, drum, moved, paint, rod, turned
from skyloom.geometry.parts_raster import rasterised
from skyloom.geometry.pieces import in_one_piece, labelled, without_crumbs

RED, BLUE = Coat(rgb=(220, 40, 40)), Coat(rgb=(40, 60, 220))


def solid(parts, size):
    there, raster = rasterised(parts, size=size)
    return there, raster.part


@pytest.mark.parametrize("size", [8, 9, 31, 32, 64])
def test_the_longest_axis_has_exactly_the_size(size):
    for parts in (ball(RED, (0, 0, 0), 7), drum(RED, (3, 1, 0), 2, 19), box(RED, (0, 3), (0, 1), (0, 2))):
        assert max(solid(parts, size)[1].shape) == size


def test_a_box_keeps_its_proportions():
    assert solid(box(RED, (0, 8), (0, 4), (0, 16)), 32)[1].shape == (16, 8, 32)


def test_what_is_symmetrical_about_x_stays_so():
    cells = solid([*ball(RED, (0, 0, 0), (6, 3, 4)), *ball(RED, (-5, 0, 4), 2), *ball(RED, (5, 0, 4), 2)], 24)[1]

    assert np.array_equal(cells >= 0, cells[::-1] >= 0)


@settings(deadline=None, max_examples=40)
@given(st.floats(-80, 80), st.floats(-80, 80), st.integers(8, 48))
def test_a_thin_slanted_rod_never_falls_to_pieces(lean, turn, size):
    parts = turned(turned(rod(RED, (0, 0, 0), (0, 0, 30), 0.01), "y", lean), "z", turn)

    assert labelled(solid(parts, size)[1] >= 0)[1] == 1


def test_a_part_thinner_than_a_cell_is_still_there():
    parts = [*box(RED, (0, 30), (0, 30), (0, 2)), *box(BLUE, (14.9, 15.1), (14.9, 15.1), (2, 9))]

    there, cells = solid(parts, 10)

    assert sum(there[i].coat == BLUE for i in np.unique(cells[cells >= 0])) == 1


def test_paint_colours_only_what_is_solid_and_carving_takes_away():
    cube = box(RED, (0, 10), (0, 10), (0, 10))
    _, painted = solid([*cube, *paint(box(BLUE, (-5, 15), (-5, 15), (5, 20)))], 10)
    _, carved = solid([*cube, *carve(box(RED, (2, 8), (2, 8), (5, 20)))], 10)

    assert painted.shape == (10, 10, 10)
    assert (painted == 1).sum() == 500
    assert (carved >= 0).sum() == 1000 - 6 * 6 * 5


def test_carving_reaches_only_parts_of_its_group():
    cube, cut = box(RED, (0, 10), (0, 10), (0, 10)), carve(box(RED, (2, 8), (2, 8), (5, 20)))

    _, kept = solid([*cube, *(replace(part, group=1) for part in cut)], 10)

    assert (kept >= 0).sum() == 1000


def test_turning_a_quarter_swaps_the_sides():
    low, high = bounds(turned(box(RED, (0, 4), (0, 2), (0, 1)), "z", 90))

    assert np.allclose(high - low, (2, 4, 1))


def test_moving_moves():
    low, _ = bounds(moved(box(RED, (0, 1), (0, 1), (0, 1)), (5, 6, 7)))

    assert np.allclose(low, (5, 6, 7))


def test_touching_by_an_edge_is_not_hanging_together():
    cells = np.full((4, 4, 4), -1, np.int16)
    cells[0, 0, 0] = cells[1, 1, 0] = 0

    assert labelled(cells >= 0)[1] == 2
    assert labelled(in_one_piece(cells) >= 0)[1] == 1


def test_crumbs_go_and_the_rest_stays():
    cells = np.full((20, 20, 20), -1, np.int16)
    cells[:10] = 0
    cells[19, 19, 19] = 1

    assert (without_crumbs(cells) >= 0).sum() == 4000


@settings(deadline=None, max_examples=30)
@given(st.integers(0, 2**32 - 1))
def test_the_pieces_of_noise_are_those_of_a_flood(seed):
    noise = np.random.default_rng(seed).random((7, 6, 5)) < 0.35
    names, count = labelled(noise)

    assert count == flooded(noise)
    assert ((names >= 0) == noise).all()


def flooded(cells):
    left, count = set(map(tuple, np.argwhere(cells).tolist())), 0
    while left:
        count += 1
        todo = [left.pop()]
        while todo:
            x, y, z = todo.pop()
            near = [(x + 1, y, z), (x - 1, y, z), (x, y + 1, z), (x, y - 1, z), (x, y, z + 1), (x, y, z - 1)]
            for cell in near:
                if cell in left:
                    left.remove(cell)
                    todo.append(cell)
    return count
