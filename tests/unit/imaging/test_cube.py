"""A panorama on six overlapping faces."""

import cv2
import numpy as np
import pytest

from skyloom.imaging.cube import Cube
from skyloom.imaging.panorama import directions


def soft(height):
    """Return a picture that is smooth on the sphere, poles included."""
    x, y, z = np.moveaxis(directions(height), -1, 0)
    waves = [np.sin(5 * x + 2 * y), np.cos(4 * y - 3 * z), np.sin(6 * z + x)]
    return np.uint8(np.stack(waves, axis=-1) * 110 + 128)


def test_what_is_unfolded_and_folded_is_the_same_picture():
    picture = soft(128)
    cube = Cube.for_width(256)

    again = cube.panorama(cube.unfolded(picture), 256) * 255

    assert np.abs(again - picture).max() < 2.5


def test_a_face_looks_where_its_directions_say():
    cube = Cube.for_width(256)
    faces = cube.unfolded(soft(128))

    for face in range(6):
        x, y, z = np.moveaxis(cube.directions(face), -1, 0)
        wanted = np.stack([np.sin(5 * x + 2 * y), np.cos(4 * y - 3 * z), np.sin(6 * z + x)], axis=-1) * 110 + 128
        assert np.abs(faces[face] * 255 - wanted).mean() < 1


@pytest.mark.parametrize("width", [64, 200, 520])
def test_faces_of_one_colour_make_a_picture_of_one_colour_at_any_size(width):
    cube = Cube.for_width(256)

    picture = cube.panorama(np.full((6, cube.across, cube.across, 3), 0.5, np.float32), width)

    assert picture.shape == (width // 2, width, 3)
    assert np.abs(picture - 0.5).max() < 1e-5


def test_neighbouring_faces_see_the_same_in_their_overlap():
    cube = Cube.for_width(256)
    near = cube.directions(0)[cube.across // 2, -cube.margin // 2]

    away = np.linalg.norm(cube.directions(1)[cube.across // 2] - near, axis=-1)

    assert away.min() < 2 * np.pi / 256
    assert cv2.norm(near) == pytest.approx(1, abs=1e-5)
