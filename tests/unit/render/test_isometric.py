"""Voxels as a picture: from the right of the front and above, in three tones, on a clean ground."""

import numpy as np
import pytest

from skyloom.geometry.voxels import Voxels
from skyloom.imaging.oklab import linear
from skyloom.render.isometric import isometric

WIDE = 256
WHITE = np.array([(230, 230, 230)], np.uint8)


def cube(size=8, **more):
    return Voxels(cells=np.ones((size, size, size), np.uint8), palette=WHITE, **more)


def around(picture, x, y):
    """The mean light about a place, given as shares of the picture."""
    row, column = round(y * len(picture)), round(x * len(picture))
    return float(linear(picture[row - 4 : row + 5, column - 4 : column + 5]).mean())


def test_top_front_and_side_have_three_tones():
    picture = isometric(cube(), width=WIDE)

    top, front, side = around(picture, 0.5, 0.3), around(picture, 0.33, 0.6), around(picture, 0.67, 0.6)

    assert top > 1.2 * front > 1.2 * 1.3 * side


@pytest.mark.parametrize(("axis", "end", "at"), [(1, 0, (0.33, 0.6)), (0, -1, (0.67, 0.6)), (2, -1, (0.5, 0.3))])
def test_the_front_is_at_the_left_and_x_at_the_right(axis, end, at):
    cells = np.ones((8, 8, 8), np.uint8)
    np.moveaxis(cells, axis, 0)[end] = 2
    red = Voxels(cells=cells, palette=np.array([(230, 230, 230), (220, 20, 20)], np.uint8))

    picture = isometric(red, width=WIDE)

    places = {(0.33, 0.6), (0.67, 0.6), (0.5, 0.3)}
    seen_red = {
        place for place in places if np.ptp(picture[round(place[1] * WIDE), round(place[0] * WIDE)].astype(int)) > 100
    }
    assert seen_red == {at}


def test_the_model_is_in_the_middle_with_a_clean_ground_around():
    dark = Voxels(cells=np.ones((8, 8, 8), np.uint8), palette=np.array([(40, 20, 20)], np.uint8))
    picture = isometric(dark, width=WIDE).astype(int)
    rim = np.concatenate([picture[:6].reshape(-1, 3), picture[-6:].reshape(-1, 3), picture[:, :6].reshape(-1, 3)])
    is_model = np.abs(picture - rim.mean(0)).max(axis=-1) > 60
    rows, _columns = np.nonzero(is_model)

    assert np.ptp(rim, axis=0).max() <= 14
    assert abs((rows.min() + rows.max()) / 2 - WIDE / 2) < 0.03 * WIDE
    assert 0.75 * WIDE < np.ptp(rows) < 0.85 * WIDE


def test_a_shadow_falls_on_the_ground_to_the_right_and_not_to_the_left():
    picture = isometric(cube(), width=WIDE)

    assert around(picture, 0.88, 0.58) < 0.95 * around(picture, 0.12, 0.58)


def test_corners_are_darker_than_open_places():
    cells = np.zeros((16, 16, 12), np.uint8)
    cells[:, :, :2] = 1
    cells[:, 8:, :] = 1  # a wall at the back
    picture = isometric(Voxels(cells=cells, palette=WHITE), width=512).astype(int)
    plain = isometric(Voxels(cells=cells[:, :, :2], palette=WHITE), width=512).astype(int)
    column = picture[:, 200].mean(axis=-1)
    floor = column[(column > 150) & (column < 252)]

    assert floor.min() < plain.max() - 25


def test_what_glows_is_brighter_than_its_colour_and_lights_what_is_near():
    cells = np.zeros((9, 9, 3), np.uint8)
    cells[:, :, 0] = 1
    cells[4, 4, 1:] = 2
    palette = np.array([(120, 120, 120), (255, 190, 90)], np.uint8)
    dark = isometric(Voxels(cells=cells, palette=palette), width=WIDE).astype(int)

    bright = isometric(Voxels(cells=cells, palette=palette, glowing=frozenset({2})), width=WIDE).astype(int)

    middle, beside = slice(105, 112), slice(129, 135)
    assert bright[middle, 128].mean() > dark[middle, 128].mean() + 5
    assert bright[beside, 128, 0].mean() > dark[beside, 128, 0].mean() + 10


def test_the_same_model_gives_the_same_bytes():
    assert isometric(cube(5)).tobytes() == isometric(cube(5)).tobytes()
