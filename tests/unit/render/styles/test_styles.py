"""Every style of the catalogue on one real picture: it changes the picture, closes at the seam and keeps its bytes."""

import inspect
from functools import cache

import numpy as np
import pytest

from skyloom.core import catalog
from skyloom.core.scene import CloudKind, CloudLayer, SceneSpec, Terrain, TerrainKind, Water, WaterKind
from skyloom.render.frame import Quality
from skyloom.render.panorama import render
from skyloom.render.styles.apply import styled
from skyloom.render.styles.registry import FILTERS

STYLES = [style for style in catalog.load().styles() if style.filters]
WIDTH = 320
SMALL = Quality(width=WIDTH, samples=2, edge_samples=2, cloud_points=192, cloud_steps=32, azimuths=320, rings=120)
SCENE = SceneSpec(
    terrain=Terrain(kind=TerrainKind.HILLS, grass=0.9, forest=0.3),
    water=Water(kind=WaterKind.LAKE),
    clouds=(CloudLayer(kind=CloudKind.CUMULUS, cover=0.4), CloudLayer(kind=CloudKind.CIRRUS, cover=0.4)),
)


@cache
def photograph():
    return render(SCENE, 5, SMALL, surfaces_width=WIDTH)


@cache
def drawn(style):
    return styled(photograph(), style, seed=5).pixels


@pytest.mark.parametrize("style", STYLES, ids=lambda s: s.name)
def test_a_style_names_filters_that_exist_and_settings_that_they_take(style):
    for wanted in style.filters:
        inspect.signature(FILTERS[wanted.name]).bind(None, **wanted.options)


@pytest.mark.parametrize("style", STYLES, ids=lambda s: s.name)
def test_a_style_closes_at_the_seam(style):
    picture = drawn(style).astype(float)
    near = np.abs(np.diff(np.roll(picture, 16, axis=1)[:, :32], axis=1)).mean(axis=(0, 2))

    assert near[15] <= 1.1 * max(np.delete(near, 15).mean() * 1.25, np.delete(near, 15).max())


@pytest.mark.parametrize("style", STYLES, ids=lambda s: s.name)
def test_a_style_changes_the_picture_and_leaves_one(style):
    picture = drawn(style).astype(float)

    assert np.abs(picture - photograph().pixels).mean() > 0.8
    assert picture.std() > 8
    assert np.isfinite(picture).all()


def test_no_two_styles_make_the_same_picture():
    pictures = [drawn(style).astype(float)[::4, ::4] for style in STYLES]

    closest = min(np.abs(one - other).mean() for k, one in enumerate(pictures) for other in pictures[:k])

    assert closest > 0.7


def test_the_same_seed_draws_the_same_bytes_and_keeps_the_distances():
    style = catalog.load().style(9107)
    again = styled(photograph(), style, seed=5)

    assert np.array_equal(again.pixels, drawn(style))
    assert again.distance is photograph().distance
