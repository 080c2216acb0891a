"""Old places render to finite light, by day and by night, and their windows shine when it is dark."""

import numpy as np
import pytest

from skyloom.core.scene import Place, SceneSpec, Site, Sun, Terrain, TerrainKind, TimeOfDay, Water, WaterKind
from skyloom.engines.skybox.studio import QUALITIES
from skyloom.render.panorama import render
from skyloom.world.kinds import Material

SEA = {"terrain": Terrain(kind=TerrainKind.COAST, relief=0.3), "water": Water(kind=WaterKind.SEA)}
OPEN = {"terrain": Terrain(kind=TerrainKind.ISLANDS, relief=0.05), "water": Water(kind=WaterKind.SEA)}
LEVEL = {"terrain": Terrain(kind=TerrainKind.LEVEL, forest=0.1)}
LANDS = {Place.HARBOUR: SEA, Place.SHIP: OPEN}
DAY, NIGHT = Sun(elevation_deg=35), Sun(elevation_deg=-14)


def picture(place, sun, *, width=96, **site):
    time = TimeOfDay.NIGHT if sun.elevation_deg < 0 else TimeOfDay.AFTERNOON
    scene = SceneSpec(sun=sun, time=time, site=Site(place=place, lights=0.9, **site), **LANDS.get(place, LEVEL))
    return render(scene, 3, QUALITIES["model 3"].at_width(width), has_layers=True)


@pytest.mark.parametrize(
    "place", [Place.VILLAGE, Place.OLD_TOWN, Place.CASTLE, Place.RUINS, Place.TEMPLE, Place.HARBOUR, Place.SHIP]
)
def test_a_place_is_seen_and_every_pixel_is_a_number(place):
    frame = picture(place, DAY)
    assert np.isfinite(frame.radiance).all()
    built = (frame.material >= 16) & (frame.material < 32)
    assert built.mean() > 0.05
    assert 20 < frame.pixels.mean() < 220


def test_windows_shine_by_night():
    frame = picture(Place.VILLAGE, NIGHT, width=256)
    assert np.isfinite(frame.radiance).all()
    window = frame.material == int(Material.WINDOW)
    wall = frame.material == int(Material.PLASTER)
    assert frame.radiance[window].max() > 5 * np.median(frame.radiance[wall])


def test_what_is_overgrown_is_green():
    bare, grown = (picture(Place.RUINS, DAY, overgrown=share) for share in (0.0, 1.0))
    green = []
    for frame in (bare, grown):
        stone = (frame.material >= 16) & (frame.material < 32)
        red, leaf, _ = frame.albedo[stone].mean(axis=0)
        green.append(leaf / red)
    assert green[1] > green[0] * 1.1
