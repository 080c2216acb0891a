"""Panoramas as arrays."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skyloom.imaging import panorama


@settings(max_examples=50)
@given(st.integers(0, 63), st.integers(0, 127))
def test_a_pixel_comes_back_from_its_direction(row, column):
    x, y = panorama.pixel_of(panorama.directions(64)[row, column], 64)

    assert float(x) == pytest.approx(column + 0.5, abs=1e-6)
    assert float(y) == pytest.approx(row + 0.5, abs=1e-6)


@pytest.mark.parametrize(
    ("heading", "elevation", "expected"),
    [(0, 0, (0, 1, 0)), (90, 0, (1, 0, 0)), (-90, 0, (-1, 0, 0)), (0, 90, (0, 0, 1))],
)
def test_a_view_looks_where_it_is_told(heading, elevation, expected):
    coloured = np.uint8(np.clip(panorama.directions(128) * 100 + 128, 0, 255))

    seen = panorama.view(coloured, heading_deg=heading, elevation_deg=elevation, width=65, height=65)

    assert seen[32, 32] == pytest.approx(np.array(expected) * 100 + 128, abs=3)


def test_a_view_crosses_the_seam_without_an_edge():
    coloured = np.uint8(panorama.directions(128) * 100 + 128)

    seen = panorama.view(coloured, heading_deg=180, width=200, height=100).astype(int)

    assert np.abs(np.diff(seen, axis=1)).max() <= 4
