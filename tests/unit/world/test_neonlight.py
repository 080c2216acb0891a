"""Lamps take the colours of neon tubes and stay as bright as they were."""

import numpy as np

from skyloom.core.scene import Place, SceneSpec, Site
from skyloom.world.built import Lamps
from skyloom.world.neonlight import LUMINANCE, in_neon


def lamps(count=40):
    position = np.random.default_rng(1).uniform(-90, 90, (count, 3)).astype(np.float32)
    return Lamps(position, np.full((count, 3), [900, 500, 160], np.float32), np.full(count, 0.2, np.float32))


def scene(neon, place=Place.VILLAGE):
    return SceneSpec(site=Site(place=place, neon=neon))


def test_neon_colours_lamps_and_leaves_them_as_bright():
    before, after = lamps(), in_neon(lamps(), scene(0.9))

    assert np.allclose(after.intensity @ LUMINANCE, before.intensity @ LUMINANCE, rtol=1e-4)
    assert (after.position == before.position).all()
    hues = after.intensity / after.intensity.max(axis=1, keepdims=True)
    assert len(np.unique(hues.round(2), axis=0)) == 3


def test_without_neon_or_where_it_is_built_lamps_stay_as_they_are():
    for shown in (scene(0.0), scene(0.9, Place.CYBERPUNK)):
        assert (in_neon(lamps(), shown).intensity == lamps().intensity).all()
    assert len(in_neon(lamps(0), scene(0.9)).radius) == 0
