"""Noise goes, details stay."""

import numpy as np

from skyloom.geometry.calming import calmed
from skyloom.geometry.voxels import Voxels
from skyloom.imaging.oklab import oklab

PALETTE = np.array([(200, 60, 50), (190, 70, 60), (20, 20, 20)], np.uint8)  # a red, nearly the same, black


def calm(cells):
    return calmed(Voxels(cells=cells, palette=PALETTE), oklab(PALETTE[None])[0], most=0.12)


def test_a_single_voxel_of_nearly_the_same_colour_goes_and_an_eye_stays():
    cells = np.ones((7, 7, 7), np.uint8)
    cells[3, 0, 2] = 2
    cells[3, 0, 5] = 3

    cells = calm(cells)

    assert cells[3, 0, 2] == 1
    assert cells[3, 0, 5] == 3


def test_a_line_and_what_is_inside_stay():
    cells = np.ones((7, 7, 7), np.uint8)
    cells[:, 0, 3] = 2
    cells[3, 3, 3] = 2

    assert np.array_equal(calm(cells), cells)


def test_one_voxel_alone_stays():
    assert np.array_equal(calm(np.ones((1, 1, 1), np.uint8)), np.ones((1, 1, 1), np.uint8))
