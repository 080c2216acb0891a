"""The catalogue's filters: they exist, take their settings and keep a picture's bytes and distances."""

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


@pytest.mark.parametrize("style", STYLES, ids=lambda s: s.name)
def test_a_style_names_filters_that_exist_and_settings_that_they_take(style):
    for wanted in style.filters:
        inspect.signature(FILTERS[wanted.name]).bind(None, **wanted.options)


def test_every_filter_is_used():
    assert {wanted.name for style in STYLES for wanted in style.filters} == set(FILTERS)


def test_the_same_seed_draws_the_same_bytes_and_keeps_the_distances():
    style = catalog.load().style(9107)
    first, again = (styled(photograph(), style, seed=5) for _ in range(2))

    assert np.array_equal(again.pixels, first.pixels)
    assert again.distance is photograph().distance
