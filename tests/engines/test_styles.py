"""Every style that draws, on two real places: it closes at the seam, pinches at no pole and looks like no other."""

from functools import cache

import cv2
import numpy as np
import pytest

from skyloom.core import catalog
from skyloom.core.scene import (
    CloudKind,
    CloudLayer,
    SceneSpec,
    Stars,
    Sun,
    Terrain,
    TerrainKind,
    Water,
    WaterKind,
)
from skyloom.imaging.panorama import view
from skyloom.render.frame import Quality
from skyloom.render.panorama import render
from skyloom.render.styles.apply import styled

# Styles without filters are photographs: what they photograph tells them apart (tests/unit/core/test_catalog.py).
STYLES = [style for style in catalog.load().styles() if style.filters]
WIDTH = 512
SMALL = Quality(width=WIDTH, samples=4, edge_samples=4, cloud_points=384, cloud_steps=40, azimuths=320, rings=120)
SCENES = {
    "day": SceneSpec(
        terrain=Terrain(kind=TerrainKind.HILLS, grass=0.9, forest=0.3),
        water=Water(kind=WaterKind.LAKE),
        clouds=(CloudLayer(kind=CloudKind.ALTOCUMULUS, cover=0.5), CloudLayer(kind=CloudKind.CIRRUS, cover=0.4)),
    ),
    "night": SceneSpec(
        sun=Sun(elevation_deg=-30, heading_deg=40),
        stars=Stars(density=0.8, milky_way=1.0, aurora=0.5),
        clouds=(CloudLayer(kind=CloudKind.CUMULUS, cover=0.25),),
        terrain=Terrain(kind=TerrainKind.DUNES, grass=0, forest=0, sand=1),
    ),
}
GRIDS = (9106, 9112)  # draw a meridian where the seam is, and others every quarter turn
AROUND = 32  # columns to each side
STRONGEST = 0.1  # of the rows: stars, twigs and outlines that happen to stand at a column


@cache
def photograph(scene):
    return render(SCENES[scene], 5, SMALL, surfaces_width=WIDTH)


@cache
def drawn(style, scene):
    return styled(photograph(scene), style, seed=5).pixels


def steps(picture):
    """Return the mean step of each column from its left neighbour, (w,), without the strongest rows; 0 is the seam."""
    step = np.abs(picture.astype(np.int16) - np.roll(picture, 1, axis=1)).mean(axis=2)
    return np.sort(step, axis=0)[: int(len(step) * (1 - STRONGEST))].mean(axis=0)


def seam(picture, *, is_grid=False):
    """Return the step at the seam in units of that which one in ten of the columns around it exceeds."""
    step = steps(picture)
    near = np.roll(step, AROUND)[: 2 * AROUND + 1]
    lines = np.arange(WIDTH // 4, WIDTH, WIDTH // 4)
    others = step[np.r_[lines - 1, lines, lines + 1]] if is_grid else np.delete(near, AROUND)
    return step[0] / np.quantile(others, 0.9)


def pinch(picture, elevation_deg):
    """Return how much more a picture changes around a pole than towards it, within 10°, by the same 20-40° off."""
    side = WIDTH // 4
    face = cv2.cvtColor(view(picture, elevation_deg=elevation_deg, width=side, height=side), cv2.COLOR_RGB2GRAY)
    down, across = np.gradient(cv2.GaussianBlur(face.astype(float), (0, 0), 1))
    y, x = np.mgrid[0:side, 0:side] - (side - 1) / 2
    radius = np.hypot(x, y)
    along, around = np.abs(across * x + down * y) / radius, np.abs(down * x - across * y) / radius
    angle = np.degrees(np.arctan(radius / (side / 2)))
    inner, outer = (angle > 1.5) & (angle < 10), (angle > 20) & (angle < 40)
    return (around[inner].mean() / along[inner].mean()) / (around[outer].mean() / along[outer].mean())


@pytest.mark.parametrize("style", STYLES, ids=lambda s: s.name)
def test_a_style_closes_at_the_seam(style):
    shares = [seam(drawn(style, scene), is_grid=style.id in GRIDS) for scene in SCENES]

    assert np.mean(shares) <= 1.1


@pytest.mark.parametrize("scene", SCENES)
def test_a_picture_that_does_not_close_is_found(scene):
    closed = photograph(scene).pixels
    cut = np.ascontiguousarray(closed[:, WIDTH // 16 :])
    one_sided = cv2.GaussianBlur(closed, (0, 0), 3)  # as a filter would that knows of no other side

    assert seam(closed) <= 1.1
    assert seam(cv2.resize(cut, (WIDTH, WIDTH // 2), interpolation=cv2.INTER_AREA)) > 1.2
    assert seam(one_sided) > 1.2


@pytest.mark.parametrize("elevation_deg", [90, -90], ids=["zenith", "nadir"])
@pytest.mark.parametrize("style", STYLES, ids=lambda s: s.name)
def test_a_style_pinches_at_no_pole(style, elevation_deg):
    for scene in SCENES:
        own = pinch(photograph(scene).pixels, elevation_deg)

        assert pinch(drawn(style, scene), elevation_deg) <= 1.35 * max(own, 1.0), scene


@pytest.mark.parametrize("style", STYLES, ids=lambda s: s.name)
def test_a_style_is_seen(style):
    picture = drawn(style, "day").astype(float)

    assert np.abs(picture - photograph("day").pixels).mean() > 3
    assert picture.std() > 8


def test_no_two_styles_make_the_same_picture():
    pictures = [drawn(style, "day").astype(float)[::2, ::2] for style in STYLES]

    closest = min(np.abs(one - other).mean() for k, one in enumerate(pictures) for other in pictures[:k])

    assert closest > 1.5
