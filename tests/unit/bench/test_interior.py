"""The truth about synthetic rooms: masks agree with the geometry, with each other, and with themselves."""

import dataclasses
from functools import cache
from random import Random

import cv2
import numpy as np
import pytest
from bench.interior import kinds, rooms, scores
from bench.interior.plan import Camera
from bench.interior.site import empty

from skyloom.render import backend

SMALL = {"width": 160, "height": 120, "samples": 4}


@pytest.fixture(scope="module")
def view():
    """Green land up to the horizon, and over it a sky."""
    panorama = np.zeros((256, 512, 4), np.float32)
    panorama[:128] = (0.8, 0.9, 1.0, 1.0)
    panorama[128:] = (0.1, 0.2, 0.05, 0.0)
    return panorama


@pytest.fixture(autouse=True)
def _no_panoramas_to_render(monkeypatch, view):
    monkeypatch.setattr(rooms, "panorama", lambda _name: view)
    monkeypatch.setattr(rooms, "thumbnail", lambda _name: view[..., :3])


def seed_of(kind):
    return next(seed for seed in range(0, 200, 2) if kinds.kind_of(seed) == kind)


@cache
def shown(kind):
    seed = seed_of(kind)
    return rooms.render(kinds.planned(seed), seed, **SMALL)


@pytest.mark.parametrize("kind", ["double", "mirror_and_window"])
def test_sky_is_only_where_glass_is_and_never_below_a_level_horizon(kind):
    room = shown(kind)

    assert (room.sky <= room.glass + 1e-6).all()
    assert (room.sky > 0.2).any()
    below = np.arange(120) > room.horizon + 8  # rows; the lens bends and the camera tilts by less
    assert room.sky[below].max() < 0.01


@pytest.mark.parametrize("kind", sorted(kinds.NEGATIVE & {"drawn_curtain", "screen"}))
def test_rooms_without_a_window_in_sight_have_no_sky(kind):
    room = shown(kind)

    assert room.is_negative
    assert room.sky.max() < 0.5
    assert rooms.expects_nothing(kind)


def test_nothing_solid_stands_before_a_pixel_of_whole_sky():
    backend.start()
    plan, room = kinds.planned(seed_of("double")), shown("double")
    light = rooms._light()
    import mitsuba as mi  # its types exist only now

    stage = light.Stage(plan, rooms.panorama(plan.view), rooms.pictures(plan))
    whole = cv2.erode((room.sky > 0.999).astype(np.uint8), np.ones((3, 3), np.uint8))
    row, column = np.nonzero(whole)
    middle = (column + 0.5) / 160 * 2 - 1, (row + 0.5) / 160 * 2 - 120 / 160
    bend = 1 + plan.camera.barrel * (middle[0] ** 2 + middle[1] ** 2)
    right, up, ahead = plan.camera.axes()
    toward = ahead + (middle[0] * bend)[:, None] * right * plan.camera.tangent
    toward -= (middle[1] * bend)[:, None] * up * plan.camera.tangent
    toward /= np.linalg.norm(toward, axis=1, keepdims=True)
    met = stage.solid.meet(mi.Point3f(*plan.camera.place), mi.Vector3f(toward.T.astype(np.float32)), 200.0)

    assert len(row) > 20
    assert not np.array(met.valid).any()


def test_the_same_seed_gives_the_same_bytes():
    first, other, seed = shown("double"), shown("mirror_and_window"), seed_of("double")
    again = rooms.render(kinds.planned(seed), seed, **SMALL)

    assert np.array_equal(first.photo, again.photo)
    assert np.array_equal(first.sky, again.sky)
    assert not np.array_equal(first.photo, other.photo)


def test_both_splits_hold_every_kind_and_a_quarter_of_negatives():
    for split in ("tuning", "held"):
        found = [kinds.kind_of(seed) for seed in rooms.seeds(split, 210)]
        assert set(found) == set(kinds.KINDS)
        assert sum(kind in kinds.NEGATIVE for kind in found) >= 0.25 * len(found)
    assert not set(rooms.seeds("tuning", 210)) & set(rooms.seeds("held", 210))


def test_the_horizon_is_where_level_rays_arrive():
    camera = Camera(place=(0, 0, 1), heading=0.3, pitch=0.1, roll=0.05, fov=1.2)
    right, up, ahead = camera.axes()
    y = (camera.horizon(1024, 768) - 384) / 512

    assert (ahead - up * y * camera.tangent)[2] == pytest.approx(0, abs=1e-9)
    assert np.dot(right, up) == pytest.approx(0, abs=1e-9)


def test_a_perfect_engine_scores_full_and_one_that_paints_a_wall_does_not():
    photo = np.full((90, 120, 3), 120, np.uint8)
    sky = np.zeros((90, 120), np.float32)
    sky[10:40, 30:80] = 1
    room = rooms.Room(seed=1, kind="single", photo=photo, glass=sky, sky=sky, horizon=45.0, stops=3.0)
    painted = photo.copy()
    painted[sky > 0] = (90, 140, 220)
    perfect = scores.scored(room, painted, sky, {"glass": sky})
    wall = cv2.blur(np.ones_like(sky), (3, 3))
    bad = scores.scored(room, painted, wall, {})

    assert (perfect.precision, perfect.recall, perfect.glass_iou, perfect.boundary_iou) == (1, 1, 1, 1)
    assert (perfect.most, perfect.halo, perfect.cast) == (0, 0, 0)
    assert bad.precision == pytest.approx(30 * 50 / (90 * 120))


def test_false_paint_is_counted_on_rooms_without_sky():
    nothing = np.zeros((90, 120), np.float32)
    photo = np.full((90, 120, 3), 120, np.uint8)
    room = rooms.Room(seed=1, kind="bare", photo=photo, glass=nothing, sky=nothing, horizon=45.0, stops=3.0)
    speck = nothing.copy()
    speck[5, 5] = 0.1

    assert scores.summed([scores.scored(room, photo, nothing, {})])["clean"] == 1
    assert scores.scored(room, photo, speck, {}).false_paint == 1


def test_an_empty_room_keeps_its_camera_inside():
    for seed in range(30):
        site = empty("single", Random(seed), view="garden")
        x, y, z = site.plan.camera.place
        assert 0 < x < site.wide
        assert 0 < y < site.deep
        assert 0 < z < site.high
        assert dataclasses.is_dataclass(site.plan.exposure)
