"""Parts keep their shape when they are copied, merged and packed."""

import numpy as np
import pytest

from skyloom.geometry.meshes import Copies, joined, merged, packed_colour, packed_normal, part, stand, unit
from skyloom.geometry.shapes import ball, stone, tubes


def copies(count, **changes):
    values = {
        "position": np.zeros((count, 3)),
        "turn": np.zeros(count),
        "scale": np.ones(count),
        "tint": np.ones((count, 3)),
        "lean": np.zeros((count, 2)),
    } | changes
    return Copies(**{name: np.asarray(value, np.float32) for name, value in values.items()})


def test_a_copy_stands_where_it_is_put_and_as_large():
    shape = stone(np.random.default_rng(1), 1, 3)
    packed = stand(copies(2, position=[[5, 6, 7], [0, 0, 0]], scale=[2, 1]), shape)
    n = len(shape.position)
    assert np.allclose(packed.position[:n], shape.position * 2 + [5, 6, 7], atol=1e-5)
    assert np.allclose(packed.position[n:], shape.position, atol=1e-6)
    assert packed.faces.max() == 2 * n - 1


def test_a_quarter_turn_takes_x_to_y():
    shape = part([[1, 0, 0], [0, 1, 0], [0, 0, 1]], [[0, 1, 2]], (1, 0, 0), 0.5, 1.0, 1)
    packed = stand(copies(1, turn=[np.pi / 2]), shape)
    assert np.allclose(packed.position[0], [0, 1, 0], atol=1e-6)
    assert packed.normal[0] == packed_normal(np.array([[0, 1, 0]], np.float32))[0]


def test_merging_keeps_every_face_on_its_own_vertices():
    shape = stone(np.random.default_rng(1), 0, 3)
    both = merged([stand(copies(1), shape), stand(copies(1, position=[[9, 0, 0]]), shape)])
    far = both.position[both.faces[len(shape.faces) :]]
    assert far[..., 0].min() > 7


def test_joined_parts_keep_their_materials():
    one, two = (part(np.eye(3), [[0, 1, 2]], (0, 0, 1), 0.5, 1.0, number) for number in (4, 5))
    assert list(joined([one, two]).material) == [4, 5]


@pytest.mark.parametrize("splits", [0, 1, 2])
def test_a_ball_is_closed(splits):
    vertices, faces = ball(splits)
    assert len(faces) == 20 * 4**splits
    assert len(vertices) - 3 * len(faces) // 2 + len(faces) == 2  # Euler
    assert np.allclose(np.linalg.norm(vertices, axis=1), 1, atol=1e-5)


def test_a_tube_keeps_its_distance_from_its_line():
    line = np.stack([np.zeros(6), np.zeros(6), np.linspace(0, 5, 6)], -1)[None]
    tube = tubes(line, np.full((1, 6), 0.3), 8, (0.1, 0.1, 0.1), 4)
    assert np.allclose(np.hypot(tube.position[:, 0], tube.position[:, 1]), 0.3, atol=1e-5)


def test_packing_loses_less_than_a_step():
    normal = unit(np.random.default_rng(2).normal(size=(200, 3)))
    bits = packed_normal(normal)
    back = np.stack([(bits >> k) & 1023 for k in (0, 10, 20)], -1).astype(float) / 511 - 512 / 511
    assert np.abs(back - normal).max() < 1 / 500
    colour = np.random.default_rng(3).uniform(0, 1, (200, 3)).astype(np.float32)
    bits = packed_colour(colour, np.full(200, 0.5, np.float32))
    root = np.stack([(bits >> k) & 255 for k in (0, 8, 16)], -1) / 255
    assert np.abs(root - np.sqrt(colour)).max() < 1 / 400
    assert np.all(bits >> 24 == 128)
