"""Whole skies: air of all thicknesses, space, eclipses and clouds below the eye."""

import numpy as np
import pytest
from mitsuba import Color3f, Float, Point3f, Vector3f

from skyloom.core.scene import (
    Air,
    CloudKind,
    CloudLayer,
    Moon,
    Place,
    Planet,
    Reach,
    SceneSpec,
    Sights,
    Site,
    Stars,
    Sun,
    Terrain,
    TerrainKind,
    Thing,
    ThingKind,
    TimeOfDay,
)
from skyloom.engines.skybox.studio import QUALITIES
from skyloom.render.cosmos import Cosmos
from skyloom.render.dome import Dome
from skyloom.render.panorama import render
from skyloom.render.sights.decals import toward

SMALL = QUALITIES["model 3"].at_width(96)
NOON = Sun(elevation_deg=50, heading_deg=20)
BARE = Terrain(kind=TerrainKind.PLAINS, grass=0.0, forest=0.0, flowers=0.0, rock=1.0)
IN_SPACE = Site(place=Place.SPACE)


def scene(**parts):
    return SceneSpec(**({"clouds": (), "terrain": BARE, "sun": NOON} | parts))


def dome(**parts):
    return Dome(scene(**parts), 3, cloud_points=64, cloud_steps=12)


def light_of(sky, *places):
    """Return the light of a sky from (elevation, heading) places, (n, 3)."""
    axes = np.array([toward(*place) for place in places], np.float32).T
    seen = sky.radiance(Vector3f(*(Float(np.ascontiguousarray(axis)) for axis in axes)))
    return np.stack([channel.numpy() for channel in seen], -1)


SKIES = {
    "planets": scene(sights=Sights(planets=(Planet(rings=0.8), Planet(bands=0.0, heading_deg=60)), moons=3, ring=0.7)),
    "suns": scene(sights=Sights(suns=3), sun=Sun(elevation_deg=8, heading_deg=0)),
    "vacuum": scene(air=Air(thickness=0.0)),
    "alien": scene(air=Air(scatter=(0.5, 0.1, 0.8), thickness=2.0)),
    "eclipse": scene(sights=Sights(eclipse=1.0)),
    "comet": scene(time=TimeOfDay.NIGHT, sun=Sun(elevation_deg=-25), sights=Sights(comet=0.7, meteors=0.7)),
    "rainbow": scene(sun=Sun(elevation_deg=15, heading_deg=180), sights=Sights(rainbow=1.0, halo=0.5)),
    "storm": scene(
        sights=Sights(lightning=1.0, light_shafts=0.6),
        air=Air(rain=0.5),
        clouds=(CloudLayer(kind=CloudKind.CUMULONIMBUS, cover=0.9),),
    ),
    "cloud sea": scene(terrain=Terrain(kind=TerrainKind.MOUNTAINS, forest=0.0), sights=Sights(sea_of_clouds=1.0)),
    "orbit": scene(site=IN_SPACE),
    "nebula": scene(site=IN_SPACE, sights=Sights(nebula=0.8, galaxy=0.5, black_hole=0.5)),
    "ice": scene(site=IN_SPACE, sights=Sights(ring=1.0, planets=(Planet(radius_deg=20),))),
}


@pytest.mark.parametrize("name", sorted(SKIES))
def test_every_sky_is_whole_and_comes_again(name):
    first = render(SKIES[name], 5, SMALL, has_layers=True)
    again = render(SKIES[name], 5, SMALL)

    assert np.isfinite(first.radiance).all()
    assert first.radiance.min() >= 0
    assert 2 < first.pixels.mean() < 235
    assert not np.isnan(first.distance).any()
    assert np.array_equal(first.pixels, again.pixels)


@pytest.mark.parametrize("name", ["planets", "orbit", "nebula", "cloud sea", "storm"])
def test_the_ends_of_the_panorama_meet(name):
    light = render(SKIES[name], 5, QUALITIES["model 3"].at_width(256), has_layers=True).radiance
    sky = np.log(light[: light.shape[0] // 2] + 0.02 * light.mean())

    inner = np.median(np.abs(np.diff(sky, axis=1)).mean(axis=(0, 2)))
    seam = np.abs(sky[:, 0] - sky[:, -1]).mean()

    assert seam < 3 * inner + 0.02


def test_without_air_the_sky_is_black_at_noon_and_full_of_stars():
    earth, moon = (dome(air=Air(thickness=t), stars=Stars(milky_way=0.0)) for t in (1.0, 0.0))
    places = [(e, h) for e in (10, 40, 80) for h in (0, 120, 240)]

    assert light_of(moon, *places).max() < 1e-3 * light_of(earth, *places).min()
    assert moon.is_night
    assert not earth.is_night
    assert moon.lux > 0.8 * earth.lux


def test_a_world_without_air_has_its_stars_by_night_too():
    night = dome(air=Air(thickness=0.0), stars=Stars(milky_way=0.5), sun=Sun(elevation_deg=-20))

    assert night.is_night
    assert light_of(night, *[(60.0, heading) for heading in range(0, 360, 10)]).max() > 0


def test_thin_air_is_butterscotch_and_its_sunsets_are_blue():
    day, evening = dome(air=Air(thickness=0.05)), dome(air=Air(thickness=0.05), sun=Sun(elevation_deg=2, heading_deg=0))

    (red, _, blue), (far_red, _, far_blue) = light_of(day, (30, 200))[0], light_of(evening, (20, 180))[0]
    ((near_red, _, near_blue),) = light_of(evening, (5, 0))

    assert red > 1.3 * blue
    assert near_blue / near_red > 1.3 * far_blue / far_red


def test_the_air_scatters_the_colour_that_was_asked_for():
    for wanted in ((0.8, 0.1, 0.1), (0.1, 0.8, 0.2), (0.45, 0.08, 0.8)):
        (colour,) = light_of(dome(air=Air(scatter=wanted)), (60, 200))

        assert np.argmax(colour) == np.argmax(wanted)


def test_an_eclipse_takes_the_light_and_leaves_a_glow_all_round():
    day, dark = dome(), dome(sights=Sights(eclipse=1.0))
    low = light_of(dark, *[(2, h) for h in range(0, 360, 45)])
    (zenith,) = light_of(dark, (88, 0))

    assert dark.lux < 2e-3 * day.lux
    assert low.sum(axis=1).min() > 1.2 * zenith.sum()
    assert (low[:, 0] > low[:, 2]).all()


def test_a_second_sun_is_a_second_disc():
    one, two = (dome(sights=Sights(suns=n)) for n in (1, 2))
    ((body, _),) = two.other_suns

    bright, plain = (sky.view(body.direction)[0].y.numpy()[0] for sky in (two, one))

    assert bright > 100 * plain


def test_a_planet_by_day_is_never_darker_than_the_sky_before_it():
    spec = Planet(radius_deg=15, elevation_deg=30, heading_deg=-60, bands=0.0)
    with_it, without = dome(sights=Sights(planets=(spec,))), dome()
    places = [(30 + e, -60 + h) for e in (-8, 0, 8) for h in (-8, 0, 8)]

    seen, sky = (light_of(each, *places).sum(axis=1) for each in (with_it, without))

    assert (seen > 0.99 * sky).all()
    assert seen.max() > 1.3 * sky.max()


def test_space_has_no_ground_and_true_distances_of_rocks():
    empty = render(scene(site=IN_SPACE, sights=Sights(nebula=0.5)), 5, SMALL)
    rocks = render(scene(site=IN_SPACE, sights=Sights(asteroids=1.0)), 5, SMALL)

    assert np.isinf(empty.distance).all()
    near = rocks.distance[np.isfinite(rocks.distance)]
    assert 0.005 < near.size / rocks.distance.size < 0.6
    assert 5 < near.min() < 200


def test_clouds_below_the_eye_hide_the_valleys_and_not_the_peaks():
    wanted = {"terrain": Terrain(kind=TerrainKind.MOUNTAINS, relief=0.8, forest=0.0)}
    frame = render(scene(**wanted, sights=Sights(sea_of_clouds=1.0)), 5, QUALITIES["model 3"].at_width(192))

    below = frame.distance[frame.distance.shape[0] // 2 + 1 :]
    assert np.isfinite(below).all()
    assert np.isfinite(frame.distance[: frame.distance.shape[0] // 2]).any()  # peaks
    assert below[-1].max() < 5  # the summit under the feet


@pytest.mark.parametrize("kind", [ThingKind.BALLOON, ThingKind.AIRSHIP, ThingKind.BIRDS])
def test_what_flies_is_seen_over_the_horizon_by_day(kind):
    things = (Thing(kind=kind, count=9, size=2.0, reach=Reach.NEAR),)
    bare, flown = (render(scene(things=each), 5, QUALITIES["model 3"].at_width(384)) for each in ((), things))

    above = slice(0, bare.pixels.shape[0] // 2)
    assert (np.abs(flown.pixels[above].astype(int) - bare.pixels[above]).max(axis=2) > 20).sum() > 3


@pytest.mark.parametrize("kind", [ThingKind.SKY_LANTERN, ThingKind.FIREWORK])
def test_what_glows_shines_in_the_night(kind):
    night = {"time": TimeOfDay.NIGHT, "sun": Sun(elevation_deg=-20), "moon": Moon(is_shown=False)}
    wide = QUALITIES["model 3"].at_width(384)
    frame = render(scene(**night, things=(Thing(kind=kind, count=24),)), 5, wide, has_layers=True)

    above = frame.radiance[: frame.radiance.shape[0] // 2]
    assert above.max() > 100 * np.median(above)


def test_a_thing_behind_the_air_of_space_keeps_its_colour():

    sky = Cosmos(scene(site=IN_SPACE), 3, points=32, pixel=0.03)
    colour = Color3f(0.2, 0.4, 0.6)

    seen = sky.aerial(colour, Float(1e6), Point3f(0, 1e6, 0), Vector3f(0, 1, 0))

    assert [float(c[0]) for c in seen] == pytest.approx([0.2, 0.4, 0.6])
