"""Things stand where they were asked for, on ground they suit, apart from each other, the same every time."""

import math
from dataclasses import replace

import numpy as np
import pytest

from skyloom.core.scene import Reach, SceneSpec, Terrain, TerrainKind, Thing, ThingKind, Water, WaterKind
from skyloom.geometry.solids import box
from skyloom.world.built import Footprints
from skyloom.world.cover import cover_of
from skyloom.world.landform import landform_of
from skyloom.world.placing import Plan, Site
from skyloom.world.standing import DEEP, DRY, Footing, facing, from_stand, on_slope, stand_at, stands


def plan_of(height=lambda x, y: 2 + 0.02 * x, *, water=WaterKind.NONE, seed=1):
    scene = SceneSpec(terrain=Terrain(kind=TerrainKind.HILLS), water=Water(kind=water))

    def look(points):
        n = len(points)
        z = np.broadcast_to(height(points[:, 0], points[:, 1]), (n,))
        return Site(z, np.ones(n), np.ones(n), np.ones(n), np.ones(n), np.ones((n, 3)), np.zeros(n))

    return Plan(
        landform_of(scene, seed), cover_of(scene, seed), look, float(look(np.zeros((1, 2))).z[0]) + 1.7, 1, seed
    )


@pytest.mark.parametrize(
    ("reach", "near", "far"), [(Reach.NEAR, 6, 25), (Reach.MIDDLE, 30, 200), (Reach.FAR, 250, 1600)]
)
def test_a_reach_is_kept(reach, near, far):
    for stand in stands(plan_of(), Thing(kind=ThingKind.WELL, reach=reach), 1.0):
        assert near <= stand.distance <= far


@pytest.mark.parametrize("heading", [-150.0, -40.0, 0.0, 75.0, 180.0])
def test_a_heading_is_kept(heading):
    (stand,) = stands(plan_of(), Thing(kind=ThingKind.WELL, heading_deg=heading), 1.0)
    away = (math.degrees(math.atan2(stand.x, stand.y)) - heading + 180) % 360 - 180
    assert abs(away) < 8


@pytest.mark.parametrize("count", [1, 2, 7, 24])
def test_there_are_as_many_as_asked_for_and_none_touch(count):
    places = stands(plan_of(), Thing(kind=ThingKind.TENT, count=count), 2.0)
    assert len(places) == count
    for k, one in enumerate(places):
        for other in places[k + 1 :]:
            assert math.hypot(one.x - other.x, one.y - other.y) > 2.0 * (one.scale + other.scale) * 0.9


def test_a_floor_is_on_its_ground_and_a_foundation_below_it():
    plan = plan_of(lambda x, y: 3 * np.sin(x / 9) * np.cos(y / 11))
    for stand in stands(plan, Thing(kind=ThingKind.COTTAGE, count=6), 5.0):
        rim = np.array([(stand.x + 5 * math.sin(t), stand.y + 5 * math.cos(t)) for t in np.arange(32) * math.pi / 16])
        ground = plan.look(rim).z
        assert stand.low < ground.min()
        assert ground.min() - 0.3 < stand.z < ground.max() + 0.1


def test_houses_stay_dry_and_boats_afloat():
    plan = plan_of(lambda x, y: 1.0 - 0.05 * y, water=WaterKind.LAKE)
    for stand in stands(plan, Thing(kind=ThingKind.COTTAGE, count=5), 4.0):
        assert plan.look(np.array([(stand.x, stand.y)])).z[0] > DRY
    boats = stands(plan, Thing(kind=ThingKind.BOAT, count=5), 3.0, footing=Footing.AFLOAT)
    assert len(boats) == 5
    for stand in boats:
        assert plan.look(np.array([(stand.x, stand.y)])).z[0] < DEEP
        assert abs(stand.z) < 0.1


def test_nothing_stands_where_something_is():
    plan = plan_of()
    taken = Footprints(np.array([(0.0, 30.0)], np.float32), np.array([25.0], np.float32))
    for stand in stands(replace(plan, taken=taken), Thing(kind=ThingKind.WELL, count=6), 1.0, usual=(6, 60)):
        assert math.hypot(stand.x, stand.y - 30) > 25


def test_the_same_seed_stands_the_same_and_another_differs():
    thing = Thing(kind=ThingKind.CART, count=3)
    assert stands(plan_of(), thing, 2.0) == stands(plan_of(), thing, 2.0)
    assert stands(plan_of(), thing, 2.0) != stands(plan_of(seed=2), thing, 2.0)


def test_a_front_faces_the_camera():
    for x, y in ((0, 10), (7, -3), (-8, 1)):
        stand = stand_at(plan_of(), x, y, 1.0, turn=facing(x, y))
        front = from_stand(stand, (0, -1, 0))
        assert math.hypot(front[0], front[1]) == pytest.approx(math.hypot(x, y) - 1)


def test_wheels_touch_the_ground_on_a_slope():
    plan = plan_of(lambda x, y: 3 + 0.3 * x - 0.1 * y)
    slab = box((2.0, 4.0, 1.0), (1, 1, 1), 0)

    lying = on_slope(plan, slab, stand_at(plan, 14.0, 9.0, 2.0, turn=0.7), reach=1.3)

    over = lying.position[:, 2] - (3 + 0.3 * lying.position[:, 0] - 0.1 * lying.position[:, 1])
    assert over.min() == pytest.approx(0, abs=0.02)
    assert np.isclose(over, 0, atol=0.02).mean() >= 0.4  # the floor's corners
