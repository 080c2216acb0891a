"""Cube maps: faces of a panorama whose directions are known."""

import numpy as np
import pytest

from skyloom.imaging.faces import DEFAULT, ROBLOX, faces
from skyloom.imaging.panorama import directions

SIDE = 64
TOP, BOTTOM, LEFT, RIGHT = (0, slice(None)), (-1, slice(None)), (slice(None), 0), (slice(None), -1)


@pytest.fixture(scope="module")
def panorama():
    """A panorama whose colour is its direction: 128 + 127 (x, y, z)."""
    return np.uint8(np.rint(128 + 127 * directions(256)))


def seen(face, row, column):
    """Return the direction that a pixel shows."""
    ray = (face[row, column].astype(float) - 128) / 127
    return ray / np.linalg.norm(ray, axis=-1, keepdims=True)


@pytest.mark.parametrize("layout", [DEFAULT, ROBLOX], ids=["default", "roblox"])
def test_six_faces_of_one_size_look_where_they_say(panorama, layout):
    cube = faces(panorama, layout, side=SIDE, threads=2)

    assert set(cube) == {"up", "down", "front", "back", "left", "right"}
    for name, face in cube.items():
        assert face.shape == (SIDE, SIDE, 3)
        middle = face[SIDE // 2 - 1 : SIDE // 2 + 1, SIDE // 2 - 1 : SIDE // 2 + 1].astype(float).mean(axis=(0, 1))
        assert (middle - 128) / 127 == pytest.approx(np.array(layout[name].forward, float), abs=0.02)


def test_every_pixel_of_a_face_is_the_ray_through_it(panorama):
    front = faces(panorama, DEFAULT, side=SIDE, threads=1)["front"]

    slope = (np.arange(SIDE) + 0.5) / SIDE * 2 - 1
    ray = np.stack(np.broadcast_arrays(slope[None, :], 1.0, -slope[:, None]), axis=-1)
    wanted = ray / np.linalg.norm(ray, axis=-1, keepdims=True)

    assert np.abs(seen(front, slice(None), slice(None)) - wanted).max() < 0.02


def test_somebody_inside_the_default_cube_sees_it_upright(panorama):
    cube = faces(panorama, DEFAULT, side=SIDE, threads=1)
    meets = [  # an edge of one face and the edge that it shares with another
        ("front", RIGHT, "right", LEFT),
        ("right", RIGHT, "back", LEFT),
        ("back", RIGHT, "left", LEFT),
        ("left", RIGHT, "front", LEFT),
        ("front", TOP, "up", BOTTOM),
        ("front", BOTTOM, "down", TOP),
    ]

    for one, edge, other, its in meets:
        assert np.abs(seen(cube[one], *edge) - seen(cube[other], *its)).max() < 0.05, (one, other)


def test_sky_and_ground_meet_the_right_face_of_roblox_and_its_left_is_right_of_the_front(panorama):
    cube = faces(panorama, ROBLOX, side=SIDE, threads=1)
    meets = [
        ("right", RIGHT, "front", LEFT),
        ("front", RIGHT, "left", LEFT),
        ("left", RIGHT, "back", LEFT),
        ("back", RIGHT, "right", LEFT),
        ("right", TOP, "up", BOTTOM),
        ("right", BOTTOM, "down", TOP),
    ]

    for one, edge, other, its in meets:
        assert np.abs(seen(cube[one], *edge) - seen(cube[other], *its)).max() < 0.05, (one, other)


def test_fine_lines_do_not_alias_into_others():
    fine = np.zeros((512, 1024, 3), np.uint8)
    fine[::2] = 200  # half of the rows: grey, once a pixel holds some of them

    face = faces(fine, DEFAULT, side=32, threads=1)["front"]

    assert np.abs(face.astype(int) - 100).max() < 45
