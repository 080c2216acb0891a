"""Scenes that a person has looked at, small; and what holds for every one of them."""

from pathlib import Path

import numpy as np
import pytest
from tests.golden import assert_golden

from skyloom.core.scene import (
    Air,
    CloudKind,
    CloudLayer,
    Moon,
    SceneSpec,
    Stars,
    Sun,
    Terrain,
    TerrainKind,
    Water,
    WaterKind,
    Weather,
)
from skyloom.render.frame import Quality
from skyloom.render.panorama import render

GOLDENS = Path(__file__).parent / "goldens"
SMALL = Quality(width=128, samples=8, edge_samples=8, cloud_points=192, cloud_steps=32, azimuths=320, rings=120)
NIGHT = Sun(elevation_deg=-30, heading_deg=40)


def cloud(kind, cover):
    return CloudLayer(kind=CloudKind(kind), cover=cover)


SCENES = {
    "cumulus": SceneSpec(),
    "overcast": SceneSpec(weather=Weather.OVERCAST, clouds=(cloud("stratus", 1.0),)),
    "storm_sea": SceneSpec(
        weather=Weather.STORM,
        clouds=(cloud("cumulonimbus", 0.9), cloud("stratocumulus", 0.5)),
        terrain=Terrain(kind=TerrainKind.COAST),
        water=Water(kind=WaterKind.SEA, waves=0.8),
    ),
    "sunset_lake": SceneSpec(
        sun=Sun(elevation_deg=1, heading_deg=10),
        clouds=(cloud("altocumulus", 0.5), cloud("cirrus", 0.4)),
        terrain=Terrain(kind=TerrainKind.MOUNTAINS),
        water=Water(kind=WaterKind.LAKE),
    ),
    "dusk": SceneSpec(sun=Sun(elevation_deg=-4, heading_deg=10), clouds=(cloud("cirrus", 0.5),)),
    "moonlight": SceneSpec(sun=NIGHT, moon=Moon(is_shown=True, heading_deg=15), clouds=(cloud("cumulus", 0.25),)),
    "milky_way": SceneSpec(
        sun=NIGHT,
        stars=Stars(density=0.8, milky_way=1.0, aurora=0.5),
        clouds=(),
        terrain=Terrain(kind=TerrainKind.DUNES, grass=0, forest=0, sand=1),
    ),
    "fog": SceneSpec(weather=Weather.FOG, air=Air(fog=0.5, haze=4), clouds=(cloud("stratus", 0.8),)),
    "snow": SceneSpec(
        weather=Weather.SNOW,
        air=Air(snow=0.6),
        clouds=(cloud("stratus", 1.0),),
        terrain=Terrain(kind=TerrainKind.MOUNTAINS, snow=1.0, grass=0.1),
    ),
    "dust": SceneSpec(
        weather=Weather.DUST,
        air=Air(haze=10, dust=0.9),
        clouds=(),
        terrain=Terrain(kind=TerrainKind.DUNES, grass=0, forest=0, sand=1),
    ),
}


@pytest.mark.parametrize("name", SCENES)
def test_a_scene_looks_as_it_did_when_a_person_looked(name, request):
    frame = render(SCENES[name], 11, SMALL, has_layers=True)

    assert frame.radiance is not None
    assert np.isfinite(frame.radiance).all()
    assert (frame.radiance >= 0).all()
    solid = np.isfinite(frame.distance)
    assert np.array_equal(frame.material > 0, solid)
    np.testing.assert_allclose(np.linalg.norm(frame.normal[solid], axis=-1), 1, atol=1e-3)
    assert frame.albedo.min() >= 0
    assert frame.albedo.max() <= 1
    assert frame.pixels.std() > 4
    assert np.mean(frame.pixels.min(axis=-1) >= 254) < 0.02
    assert_golden(frame.pixels, GOLDENS / f"{name}.png", renew=request.config.getoption("--golden-renew"))
