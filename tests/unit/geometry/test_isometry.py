"""What is seen of cells: the nearest along each line of sight, and nothing else."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from skyloom.geometry.isometry import NORMALS, on_face, seen


def first_hit(solid, s, t):
    """Follow a line of sight by small steps, from near to far."""
    along = np.linspace(solid.shape[2] + 0.01, -0.01, 4000)
    points = np.stack([s + along, t + along, along], axis=-1)
    cells = np.floor(points).astype(int)
    inside = ((cells >= 0) & (cells < solid.shape)).all(axis=-1)
    filled = np.zeros(len(cells), bool)
    filled[inside] = solid[tuple(cells[inside].T)]
    return None if not filled.any() else tuple(int(n) for n in cells[filled.argmax()])


@given(seed=st.integers(0, 10**6), share=st.floats(0.05, 0.6))
def test_each_triangle_shows_the_first_cell_on_its_lines_of_sight(seed, share):
    rng = np.random.default_rng(seed)
    solid = rng.random((4, 3, 5)) < share
    shown = {
        (*map(int, square), halves.triangle): tuple(int(n) for n in cell)
        for halves in seen(solid)
        for square, cell in zip(halves.squares, halves.cells, strict=True)
    }

    for east in range(-6, 5):
        for south in range(-6, 4):
            for triangle, (s, t) in enumerate([(0.31, 0.72), (0.72, 0.31)]):
                assert shown.get((east, south, triangle)) == first_hit(solid, east + s, south + t)


def test_a_point_of_a_triangle_lies_where_the_line_of_sight_meets_the_face():
    for halves in seen(np.ones((1, 1, 1), bool)):
        s, t = (np.array([0.3]), np.array([0.6])) if halves.triangle == 0 else (np.array([0.6]), np.array([0.3]))
        u, v = on_face(halves.triangle, halves.face, s, t)[0]
        assert len(halves.cells) == 1
        point = {0: (u, v, 1), 1: (1, u, v), 2: (u, 1, v)}[halves.face]
        east, south = halves.squares[0]
        assert np.allclose((point[0] - point[2], point[1] - point[2]), (east + s[0], south + t[0]))
        assert sum(NORMALS[halves.face]) == 1
