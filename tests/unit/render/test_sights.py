"""Sights in the sky: where they stand, what they hide, and that no seam and no pole shows."""

import math

import drjit as dr
import numpy as np
import pytest
from mitsuba import Color3f, Float, UInt32, Vector3f

from skyloom.core.scene import Air, CloudKind, CloudLayer, Planet, SceneSpec, Sights, Weather
from skyloom.render.camera import Camera
from skyloom.render.celestial import SUN_RADIUS, Body, sun_disc
from skyloom.render.cloudmap import CloudMap, Illumination
from skyloom.render.sights.blackhole import black_hole
from skyloom.render.sights.bolts import strikes
from skyloom.render.sights.bows import Bows, bow_profile
from skyloom.render.sights.brooding import brooding
from skyloom.render.sights.burning import burning, fire
from skyloom.render.sights.corona import RADIUS, corona
from skyloom.render.sights.decals import Decals, frame, painted, toward
from skyloom.render.sights.falling import Falling
from skyloom.render.sights.galaxies import galaxies
from skyloom.render.sights.haboob import Haboob
from skyloom.render.sights.heavens import LEAST_LIT, Heavens, well_lit
from skyloom.render.sights.iceplane import IcePlane
from skyloom.render.sights.nebulae import Gas
from skyloom.render.sights.planets import look_at, planet
from skyloom.render.sights.spheremap import SphereMap
from skyloom.render.sights.thunderhead import Thunderheads, head_light
from skyloom.render.sights.trails import comet, meteors
from skyloom.render.sights.worldring import WorldRing

SUN = toward(30, 60)
PIXEL = 0.02
LUMINANCE = np.array([0.2126, 0.7152, 0.0722])


def ways(*places):
    """Return unit directions of (elevation, heading) pairs, degrees."""
    return Vector3f(*(Float(np.array(axis, np.float32)) for axis in np.array([toward(*p) for p in places]).T))


def numbers(colour):
    """Return the values of a colour, (n, 3)."""
    return np.stack([channel.numpy() for channel in colour], -1)


def picture(look, width=96):
    """Return a panorama of what a function of directions sees, (h, w, 3)."""
    camera = Camera(width)
    column, row = camera.pixels(dr.opaque(UInt32, 0), camera.height)
    seen = look(camera.direction(Float(column) + 0.5, Float(row) + 0.5))
    return numbers(seen).reshape(camera.height, width, 3)


def white(decal):
    """Return what decals show of themselves over black."""
    return Decals(decal if isinstance(decal, list) else [decal])


SPHERES = {
    "nebula": lambda: SphereMap(96, lambda way: Gas(0.9, None, 3).light(way)[0]).at,
    "ring": lambda: lambda way: WorldRing(1.0, Vector3f(*map(float, SUN)), 1.0, 3).over(way)[0],
    "ice": lambda: lambda way: IcePlane(1.0, SUN, 1.0, 3).over(way)[0],
    "rainbow": lambda: rainbow(Bows(SUN, np.ones(3), 1.0, rainbow=1.0, halo=0.0)),
    "halo": lambda: Bows(SUN, np.ones(3), 1.0, rainbow=0.0, halo=1.0).halo,
    "snow": lambda: lambda way: falling(snow=0.8).over(Color3f(0) * Color3f(way), Float(1e9), way),
}
DECALS = {
    "gas giant": lambda: planet(Planet(rings=0.8), look_at(Planet(), SUN, 1.0, PIXEL), 3, "a"),
    "rock": lambda: planet(Planet(bands=0.0), look_at(Planet(bands=0.0), SUN, 1.0, PIXEL), 3, "a"),
    "living": lambda: planet(Planet(clouds=0.5), look_at(Planet(clouds=0.5), SUN, 1.0, PIXEL), 3, "a"),
    "comet": lambda: comet(0.8, SUN, 3, 1.0, PIXEL),
    "meteors": lambda: meteors(0.5, 3, 1.0, PIXEL),
    "corona": lambda: corona(SUN, 3, 1.0, PIXEL),
    "galaxies": lambda: galaxies(0.8, 3, 1.0, PIXEL, whole_sphere=True),
    "black hole": lambda: black_hole(0.8, 3, 1.0, PIXEL),
    "bolts": lambda: [strike.decal for strike in strikes(1.0, 3, 1.0, PIXEL)],
}


def rainbow(bows, behind=0.0):
    """Return what a bow looks like before an even sky."""
    return lambda way: bows.rainbow(Color3f(behind), way, Float(1))


def falling(**air):
    return Falling(Air(**air), Color3f(1.0), 5, 0.001)


@pytest.mark.parametrize("name", sorted(SPHERES))
def test_what_spans_the_sky_has_no_seam(name):
    look = SPHERES[name]()
    heights = np.linspace(-60, 60, 41)

    left, right = (numbers(look(ways(*[(e, h) for e in heights]))) for h in (-179.99, 179.99))

    assert left == pytest.approx(right, abs=0.02 * max(float(np.abs(right).max()), 0.1))


@pytest.mark.parametrize("name", ["nebula", "ring", "rainbow", "halo", "snow"])
def test_what_spans_the_sky_has_no_pinch_overhead(name):
    around = numbers(SPHERES[name]()(ways(*[(89.95, h) for h in range(-180, 180, 15)])))

    assert np.ptp(around, axis=0).max() < 0.05 + 0.25 * float(around.mean())


@pytest.mark.parametrize("name", sorted(DECALS))
def test_a_decal_is_finite_light_that_hides_at_most_all(name):
    decals = DECALS[name]()

    for decal in decals if isinstance(decals, list) else [decals]:
        data = decal.data.numpy().reshape(-1, 4)
        assert np.isfinite(data).all()
        assert data.min() >= -1e-4
        assert data[:, 3].max() <= 1.001
        assert data[:, :3].max() > 0.01


@pytest.mark.parametrize("name", sorted(DECALS))
def test_a_decal_ends_inside_its_frame(name):
    decals = DECALS[name]()

    for decal in decals if isinstance(decals, list) else [decals]:
        data = decal.data.numpy().reshape(decal.frame.points, decal.frame.points, 4)
        border = np.concatenate([data[0], data[-1], data[:, 0], data[:, -1]])
        assert border.max() < 0.04 * data.max()


def test_a_decal_hangs_where_it_was_put_and_as_large():
    where = frame(toward(40, -120), math.radians(10), 0.005)
    x, y = where.grid()
    inside = dr.select(dr.sqrt(x * x + y * y) < 2 * math.tan(math.radians(5) / 2), 1.0, 0.0)
    decals = Decals([painted(where, Color3f(inside), inside, 7.0)])

    light, passed = decals.over(ways((40, -120), (44.5, -120), (46, -120), (-40, 60)))

    assert light.x.numpy() == pytest.approx([7, 7, 0, 0], abs=0.1)
    assert passed.numpy() == pytest.approx([0, 0, 1, 1], abs=0.05)


def test_a_planet_shows_its_lit_side_to_the_sun():
    spec = Planet(radius_deg=10, elevation_deg=20, heading_deg=0, bands=0.0)
    decal = planet(spec, look_at(spec, toward(20, 90), 1.0, 0.005), 3, "a")

    east, west = numbers(white(decal).over(ways((20, 6), (20, -6)))[0])

    assert east @ LUMINANCE > 5 * (west @ LUMINANCE)


def test_no_planet_is_a_hole_in_the_sky():
    forward = toward(20, 10)

    for sun in (toward(21, 12), toward(20, 10), toward(30, 40)):
        lit = 0.5 * (1 - float(forward @ well_lit(forward, sun)))
        assert lit >= LEAST_LIT - 1e-6
    behind = toward(-10, -170)
    assert np.array_equal(well_lit(forward, behind), behind)


def test_the_heavens_are_empty_unless_the_scene_fills_them():
    moons = SceneSpec(sights=Sights(moons=3))

    assert Heavens(SceneSpec(), 1, SUN, 1.0, PIXEL, white=1.0).is_empty
    assert not Heavens(moons, 1, SUN, 1.0, PIXEL, white=1.0).is_empty


def test_the_bow_is_red_outside_violet_inside_and_the_second_one_reversed():
    degrees = np.linspace(36, 58, 2201)
    red, _, blue = bow_profile(degrees).T
    first, second = degrees < 46, degrees > 46

    def peak(values, part):
        return degrees[part][np.argmax(values[part])]

    assert peak(red, first) == pytest.approx(42.1, abs=0.4)
    assert peak(blue, first) == pytest.approx(40.9, abs=0.5)
    assert peak(blue, second) > peak(red, second) + 1
    assert red[first].max() > 1.5 * red[second].max()
    dark = (degrees > 45) & (degrees < 48)
    assert bow_profile(degrees[dark]).max() < 0  # Alexander's band


def test_the_bow_stands_opposite_the_sun():
    bows = Bows(toward(10, 0), np.ones(3), 1.0, rainbow=1.0, halo=0.0)

    opposite, aside, sunward = (picture(rainbow(bows), 360)[:, c].max() for c in (0, 90, 180))

    assert opposite > 0.3
    assert sunward < 1e-3
    assert aside < opposite


def test_the_halo_is_a_ring_of_22_degrees():
    bows = Bows(toward(50, 0), np.ones(3), 1.0, rainbow=0.0, halo=1.0)

    light = numbers(bows.halo(ways((50 + 18, 0), (50 + 22.2, 0), (50 + 31, 0)))) @ LUMINANCE

    assert light[1] > 4 * max(light[0], light[2])


def test_bolts_stand_on_the_ground_and_light_the_clouds_they_leave():
    (bolt,) = strikes(0.0, 3, 1.0, 0.004)
    heading = math.degrees(math.atan2(bolt.top[0], bolt.top[1]))
    column = [(e, heading + h) for e in (1.0, 6.0) for h in np.linspace(-6, 6, 241)]
    clouds = CloudMap(32, dr.full(Color3f, 0.1, 32 * 32), dr.zeros(Float, 32 * 32))

    seen = numbers(Decals([bolt.decal]).over(ways(*column))[0])[:, 1].reshape(2, -1)
    lit = clouds.flashed([Vector3f(*map(float, bolt.top))], 1.0)
    near, far = (
        lit.at(ways(p))[0].y.numpy()[0] for p in ((math.degrees(math.asin(bolt.top[2])), heading), (30, heading + 180))
    )

    assert (seen.max(axis=1) > 1).all()
    assert near > 1.5 * far


def test_storms_brood_more_than_open_skies():
    grey = CloudMap(96, dr.full(Color3f, 1000.0, 96 * 96), dr.zeros(Float, 96 * 96))
    storm = SceneSpec(weather=Weather.STORM, clouds=(CloudLayer(kind=CloudKind.CUMULONIMBUS, cover=0.95),))

    first, again = (brooding(grey, storm, 4).table.data.numpy().reshape(-1, 4) for _ in range(2))

    assert first[:, 1].std() > 0.15 * first[:, 1].mean()
    assert 0.4 < first[:, 1].mean() / 1000 < 1.3
    assert np.array_equal(first, again)


def test_the_sky_burns_at_sunset_alone_and_most_beside_the_sun():
    assert burning(0.0) > 0.9
    assert burning(math.radians(40)) < 1e-6

    sky = fire(dr.full(Color3f, 1.0, 2), Float([0.0, math.pi]), Float([0.05, 0.05]), Float(1))

    red_by_blue = sky.x.numpy() / sky.z.numpy()
    assert red_by_blue[0] > 3
    assert red_by_blue[1] < red_by_blue[0] / 2


def test_flakes_fall_before_what_is_far_and_not_into_the_ground():
    look = falling(snow=1.0)
    level = ways(*[(0, h) for h in np.linspace(-180, 180, 4001)])

    far, near = (numbers(look.over(Color3f(0), Float(d), level)) for d in (1e9, 1.0))

    assert 0.005 < (far[:, 1] > 0.1).mean() < 0.5
    assert near.max() == 0


def test_the_eclipsed_disc_is_black_inside_a_shining_corona():
    decals = Decals([corona(SUN, 3, 1.0, 0.003)])
    radius = math.degrees(RADIUS)

    light, passed = decals.over(ways((30, 60), (30 + 1.2 * radius, 60), (30 + 6 * radius, 60)))

    middle, ring, outside = light.y.numpy()
    assert passed.numpy()[0] < 0.01
    assert middle < 0.01
    assert ring > 5 * outside > 0


def test_a_dark_shower_stands_behind_the_bow_and_nowhere_else():
    bows = Bows(toward(10, 180), np.ones(3), 1.0, rainbow=1.0, halo=0.0)

    behind, sunward = numbers(rainbow(bows, 1.0)(ways((5, 60), (10, 180)))) @ LUMINANCE

    assert behind < 0.7
    assert sunward == pytest.approx(1.0, abs=0.02)


def thunderheads(cover=0.5):
    return Thunderheads([CloudLayer(kind=CloudKind.CUMULONIMBUS, cover=cover)], 0.0, 3)


def head_map(points=160):
    """Return the light and the transmittance of the nearest storm cloud, by direction."""
    white = Color3f(1.0)
    lit = Illumination(Vector3f(*map(float, toward(30, 0))), white, white, white * 0.2, white * 0.05)
    light, passed, _ = head_light(thunderheads().heads[0], lit, points, dr.full(Float, 1, points**2))
    return CloudMap(points, light, passed)


def test_a_storm_cloud_spreads_into_an_anvil_over_a_slimmer_waist():
    seen, middle = head_map(), thunderheads().gap_deg

    def width(elevation):
        turn = np.arange(-60, 60, 1.0)
        return int((seen.at(ways(*[(elevation, middle + t) for t in turn]))[1].numpy() < 0.3).sum())

    rows = {elevation: width(elevation) for elevation in range(4, 34, 2)}
    widest = max(rows, key=lambda e: rows[e])
    assert widest >= 16
    waist = min(width for elevation, width in rows.items() if elevation < widest)
    assert rows[widest] > 1.25 * waist > 0


def test_the_base_of_a_storm_cloud_is_darker_than_its_top():
    seen, middle = head_map(), thunderheads().gap_deg
    light, passed = seen.at(ways(*[(e, middle + t) for t in np.arange(-4, 5) for e in (5, 16)]))

    shown = (numbers(light) @ LUMINANCE / np.maximum(1 - passed.numpy(), 0.05)).reshape(-1, 2).mean(axis=0)
    assert shown[0] < shown[1]


def test_a_sky_without_storm_clouds_has_no_thunderhead():
    assert not Thunderheads([CloudLayer(kind=CloudKind.CUMULUS, cover=0.5)], 0.0, 3).heads


def test_a_closed_sky_stays_closed():
    assert thunderheads(cover=0.9).gap_deg is None
    assert not thunderheads(cover=0.9).heads


def test_a_wall_of_dust_hides_what_is_behind_it_and_nothing_before_it():
    wall = Haboob(180.0, 3)  # so the front stands ahead, at heading 0

    hidden = wall.covers(Float([300.0, 9000.0, 9000.0]), ways((0, 0), (0, 0), (0, 180))).numpy()

    assert hidden == pytest.approx([0, 1, 0], abs=1e-3)


def test_a_wall_of_dust_is_high_in_front_and_leaves_the_other_side_open():
    white = Color3f(1.0)
    lit = Illumination(Vector3f(*map(float, toward(30, 180))), white, white, white * 0.2, white * 0.05)
    seen = Haboob(180.0, 3).before(CloudMap.clear(), lit, 128)

    front, over, back = seen.at(ways((12, 0), (75, 0), (4, 180)))[1].numpy()

    assert front < 0.1
    assert over == back == 1


def test_a_partly_eclipsed_sun_has_a_bite_and_a_whole_one_has_none():
    way = [(30 + y / 10, 60 + x / 10) for y in range(-14, 15, 2) for x in range(-16, 17, 2)]

    def lit(bitten):
        sun = Body(30, 60, 1.0, SUN_RADIUS, bitten=bitten)
        return int((numbers(sun_disc(ways(*way), sun, Color3f(1.0)))[:, 1] > 0).sum())

    assert 0.3 < lit(0.5) / lit(1e-9) < 0.9  # the least bite only touches the disc
    assert lit(0.8) < lit(0.5)
