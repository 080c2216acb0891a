"""Voxel models as grids."""

from __future__ import annotations

import numpy as np
import pytest

from skyloom.geometry.voxels import Voxels, cropped, visible_faces

RED = np.array([[255, 0, 0]], np.uint8)


def test_cropping_leaves_the_tightest_box():
    cells = np.zeros((7, 8, 9), np.uint8)
    cells[2:4, 3:8, 5:6] = 1
    assert cropped(Voxels(cells=cells, palette=RED)).size == (2, 5, 1)


def test_a_model_without_voxels_cannot_be_cropped():
    with pytest.raises(ValueError, match="at least one voxel"):
        cropped(Voxels(cells=np.zeros((2, 2, 2), np.uint8), palette=RED))


def test_a_cube_shows_six_faces_a_corner_three_the_inside_none():
    faces = visible_faces(np.ones((3, 3, 3), bool))
    assert faces[0, 0, 0] == 3
    assert faces[1, 1, 1] == 0
    assert faces.sum() == 6 * 9
    assert visible_faces(np.ones((1, 1, 1), bool)).item() == 6
