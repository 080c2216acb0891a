"""Smoke: it stands over its source and nowhere else, before what is behind it, and shines towards the sun."""

import math
from dataclasses import replace

import drjit as dr
import numpy as np
import pytest
from mitsuba import Color3f, Float, Vector3f

from skyloom.core.scene import SceneSpec, Site, Sun, Terrain, TerrainKind
from skyloom.render.dome import Dome
from skyloom.render.land import Detail, Land
from skyloom.render.plume_frames import BINS, Frames
from skyloom.render.smoke import smoke_of
from skyloom.world.built import Plume

SUN_HEADING = 0.0
STEAM = Plume(
    foot=(0.0, 120.0, 10.0),
    height=60.0,
    drift=(12.0, 0.0),
    radius=4.0,
    growth=0.15,
    loss=0.12,
    thins=0.5,
    crisp=2.0,
    eaten=0.6,
)
BARE = Terrain(kind=TerrainKind.SALT_FLAT, grass=0.0, forest=0.0)


def at_heading(plume, heading_deg):
    away, angle = math.hypot(*plume.foot[:2]), math.radians(heading_deg)
    return replace(plume, foot=(away * math.sin(angle), away * math.cos(angle), plume.foot[2]))


@pytest.fixture(scope="module")
def place():
    scene = SceneSpec(terrain=BARE, clouds=(), sun=Sun(elevation_deg=18, heading_deg=SUN_HEADING))
    land = Land.build(scene, 1, Detail(azimuths=320, rings=120, plants=0.0))
    return land, Dome(scene, 1, cloud_points=32, cloud_steps=4)


def drawn(place, *plumes):
    return smoke_of(*place, plumes, 7, 1024)


def sky(headings_deg, elevations_deg):
    h, e = (np.radians(axis).ravel() for axis in np.meshgrid(headings_deg, elevations_deg))
    return Vector3f(*(Float(c.astype(np.float32)) for c in (np.cos(e) * np.sin(h), np.cos(e) * np.cos(h), np.sin(e))))


def seen(smoke, ways, distance=np.inf, behind=0.0):
    count = dr.width(ways)
    light, passed = smoke.over(dr.full(Color3f, behind, count), dr.full(Float, distance, count), ways)
    return light.numpy(), passed.numpy()


def test_where_nothing_smokes_nothing_is_drawn(place):
    assert drawn(place) is None


def test_smoke_is_seen_over_its_source_alone(place):
    smoke = drawn(place, STEAM)
    over = sky(np.linspace(-1, 1, 9), np.linspace(8, 16, 9))
    aside, behind = sky(np.linspace(40, 320, 60), np.linspace(-80, 80, 40)), sky([0], np.linspace(-80, 0, 40))

    assert seen(smoke, over)[1].min() < 0.6
    assert seen(smoke, aside)[1].min() == 1
    assert seen(smoke, behind)[1].min() == 1


def test_smoke_hides_what_is_behind_it_and_not_what_is_before_it(place):
    smoke, over = drawn(place, STEAM), sky(np.linspace(-1, 1, 9), np.linspace(8, 16, 9))

    assert seen(smoke, over, distance=40.0)[1].min() == 1
    assert seen(smoke, over, distance=400.0)[1].min() == seen(smoke, over)[1].min() < 0.6


def test_steam_is_brighter_towards_the_sun_than_away_from_it(place):
    ahead, back = drawn(place, at_heading(STEAM, 8)), drawn(place, at_heading(STEAM, 172))
    high = np.linspace(8, 16, 9)

    toward = seen(ahead, sky(np.linspace(6, 10, 9), high))[0].mean()
    away = seen(back, sky(np.linspace(170, 174, 9), high))[0].mean()

    assert toward > 1.2 * away


def test_soot_is_darker_than_steam(place):
    over = sky(np.linspace(-1, 1, 9), np.linspace(8, 16, 9))
    white, black = (drawn(place, replace(STEAM, albedo=(a, a, a))) for a in (0.95, 0.12))

    assert seen(black, over)[0].mean() < 0.4 * seen(white, over)[0].mean()


def test_fire_lights_the_foot_of_its_smoke(place):
    burning = replace(STEAM, glow=(9e4, 3e4, 6e3), glow_reach=8.0)
    foot, top = sky(np.linspace(-0.8, 0.8, 9), [5.5]), sky(np.linspace(3, 7, 9), [22.0])

    plain, lit = drawn(place, STEAM), drawn(place, burning)

    below, above = (seen(lit, way)[0][0] - seen(plain, way)[0][0] for way in (foot, top))
    assert below.min() > 3000
    assert below.mean() > 8 * above.mean()


def test_smoke_at_the_back_has_no_seam(place):
    smoke = drawn(place, at_heading(STEAM, 180))
    high = np.linspace(6, 18, 30)

    left, right = (seen(smoke, sky([heading], high))[1] for heading in (-179.995, 179.995))

    assert left.min() < 0.9
    np.testing.assert_allclose(left, right, atol=0.01)


def test_the_edges_of_a_plume_s_picture_are_clear(place):
    frames = Frames([STEAM], 1.7, 2 * np.pi / 1024, 4e4)
    x, y, u0, v0, texel, columns, rows, _ = frames.table[0]
    u, v = np.linspace(u0, u0 + texel * columns, 200), np.linspace(v0, v0 + texel * rows, 200)
    rim = [(u, v[-3]), (u[2], v), (u[-3], v)]
    smoke = drawn(place, STEAM)

    for across, up in rim:
        across, up = np.broadcast_arrays(across, up)
        way = np.stack([x + across * y, y - across * x, up]) / np.sqrt(1 + across**2 + up**2)
        assert seen(smoke, Vector3f(*(Float(c.astype(np.float32)) for c in way)))[1].min() > 0.99


def test_every_direction_of_a_plume_finds_it_in_its_bin():
    plumes = [at_heading(STEAM, h) for h in (0, 90, 179)] + [replace(STEAM, foot=(3.0, 9.0, 2.0), height=18.0)]
    frames = Frames(plumes, 1.7, 0.006, 4e4)
    bins, draw = frames.bins(), np.random.default_rng(1)

    for number, (x, y, u0, v0, texel, columns, rows, _) in enumerate(frames.table):
        u, v = u0 + texel * columns * draw.uniform(size=4000), v0 + texel * rows * draw.uniform(size=4000)
        way = np.stack([x + u * y, y - u * x, v], -1) / np.sqrt(1 + u * u + v * v)[:, None]
        turn = (np.arctan2(way[:, 0], way[:, 1]) / (2 * np.pi) + 0.5) * BINS[0]
        rise = (0.5 - np.arcsin(way[:, 2]) / np.pi) * BINS[1]
        found = bins[np.clip(rise.astype(int), 0, BINS[1] - 1), np.clip(turn.astype(int), 0, BINS[0] - 1)]
        assert (found >> number & 1).all()


def test_the_same_seed_draws_the_same_smoke(place):
    over = sky(np.linspace(-3, 8, 40), np.linspace(4, 26, 40))

    one, two = (seen(drawn(place, STEAM), over)[0] for _ in range(2))

    assert np.array_equal(one, two)


def test_water_mirrors_far_smoke_alone(place):
    far = replace(STEAM, foot=(0.0, 600.0, 40.0), height=300.0, radius=20.0, loss=0.03, drift=(60.0, 0.0))
    over = sky(np.linspace(-1, 1, 9), np.linspace(8, 16, 9))
    clear = dr.full(Color3f, 50.0, 81)

    near, distant = (drawn(place, plume).mirrored(clear, over).numpy() for plume in (STEAM, far))

    assert (near == 50).all()
    assert (distant != 50).any()


def test_a_scene_without_smoke_has_no_plumes():
    scene = SceneSpec(terrain=replace(BARE, kind=TerrainKind.VOLCANO, lava=0.6), site=Site(smoke=0.0))

    land = Land.build(scene, 1, Detail(azimuths=320, rings=120, plants=0.0))

    assert land.plumes == ()
