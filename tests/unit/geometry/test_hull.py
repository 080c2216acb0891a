"""Solids from one isometric silhouette."""

import math

import cv2
import numpy as np
import pytest

from skyloom.geometry.hull import hull

RISE = {30: 1 / math.sqrt(3), 26.565: 0.5}  # by the angle of level edges in the picture


def silhouette(corners, rise):
    """Return the outline (h, w) of the convex hull of points (n, 3)."""
    x, y, z = np.array(corners, float).T
    points = np.stack([(x + y) / math.sqrt(2), -rise * (y - x) / math.sqrt(2) - math.sqrt(1 - rise**2) * z], axis=1)
    points -= points.min(axis=0) - 5
    mask = np.zeros(np.ceil(points.max(axis=0) + 5).astype(int)[::-1], np.uint8)
    cv2.fillConvexPoly(mask, cv2.convexHull(np.round(points).astype(np.int32)), 1)
    return mask > 0


@pytest.mark.parametrize("rise", RISE.values())
@pytest.mark.parametrize("sides", [(200, 200, 200), (120, 240, 160), (80, 80, 320), (300, 150, 60)])
def test_a_box_is_found_with_its_three_sides(sides, rise):
    wide, deep, high = sides
    corners = [(x, y, z) for x in (0, wide) for y in (0, deep) for z in (0, high)]

    found, _ = hull(silhouette(corners, rise), rise=rise, size=64)

    assert np.abs(np.array(found.solid.shape) / 64 - np.array(sides) / max(sides)).max() < 0.08
    assert found.solid.mean() > 0.93
    assert found.cover > 0.9


def test_a_ball_is_found_round_and_as_high_as_wide():
    turn, tilt = np.meshgrid(np.linspace(0, 2 * np.pi, 60), np.linspace(-np.pi / 2, np.pi / 2, 40))
    ball = np.stack([np.cos(turn) * np.cos(tilt), np.sin(turn) * np.cos(tilt), np.sin(tilt)], axis=-1).reshape(-1, 3)

    found, _ = hull(silhouette(ball * 150, RISE[30]), rise=RISE[30], size=64)

    assert found.mirrors == ()
    across, deep, high = found.solid.shape
    assert across == deep
    assert high / across == pytest.approx(1, abs=0.15)
    assert found.solid.mean() == pytest.approx(math.pi / 6, abs=0.1)
