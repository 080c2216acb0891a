"""Buildings crown heights, coasts have cliffs, and no horizon is a ruled line."""

import math

import numpy as np
import pytest
from mitsuba import Float

from skyloom.core.scene import Place, Reach, SceneSpec, Site, Terrain, TerrainKind, Thing, ThingKind, Water, WaterKind
from skyloom.render import marks
from skyloom.render.ground import ground_of, heights, survey
from skyloom.render.relief import Relief
from skyloom.world.cover import cover_of
from skyloom.world.landform import landform_of
from skyloom.world.placing import Plan
from skyloom.world.placing import Site as Spot
from skyloom.world.things.registry import THINGS

SEEDS = (3, 5, 8)


def plan_of(scene, seed):
    """A scene's real land, coarse, without its plants."""
    relief = Relief(landform_of(scene, seed))
    eye = max(float(heights(relief, np.zeros(1), np.zeros(1))[0]), 0.0) + 1.7
    ground = ground_of(relief, survey(relief, eye), azimuths=512, rings=200)

    def look(points):
        n, none = len(points), np.zeros(len(points))
        z = ground.height(*(Float(np.ascontiguousarray(axis, np.float32)) for axis in points.T)).numpy() if n else none
        return Spot(z, none, none, none, none, np.zeros((n, 3)), none)

    return Plan(relief.form, cover_of(scene, seed), look, eye, 1.0, seed, scene), relief


def on_a_hill(kind, size=1.5, **terrain):
    thing = Thing(kind=kind, reach=Reach.MIDDLE, size=size)
    return SceneSpec(terrain=Terrain(kind=TerrainKind.HILLS, relief=0.41, **terrain), things=(thing,)), thing


def on_a_cliff(*things, place=Place.LAND):
    terrain = Terrain(kind=TerrainKind.COAST, relief=0.9, rock=0.7)
    return SceneSpec(site=Site(place=place), terrain=terrain, water=Water(kind=WaterKind.SEA), things=things)


def seen(built, eye):
    """Return the width of what is built and how high its top is seen, degrees."""
    points = np.concatenate([mesh.position for mesh in built.meshes]).astype(float)
    middle = math.atan2(*points[:, :2].mean(axis=0))
    aside = (np.arctan2(points[:, 0], points[:, 1]) - middle + np.pi) % (2 * np.pi) - np.pi
    rise = np.arctan2(points[:, 2] - eye, np.hypot(points[:, 0], points[:, 1]))
    return np.degrees(np.ptp(aside)), np.degrees(rise.max())


@pytest.mark.parametrize("seed", SEEDS)
def test_a_castle_on_a_hill_stands_high_and_fills_the_view(seed):
    scene, thing = on_a_hill(ThingKind.CASTLE)
    plan, _ = plan_of(scene, seed)

    built = THINGS[ThingKind.CASTLE](plan, thing)

    wide, top = seen(built, plan.eye)
    floor = plan.look(built.taken.centre[:1].astype(float)).z[0]
    assert floor > plan.eye + 12
    assert 15 < wide < 40
    assert top < 40


@pytest.mark.parametrize("kind", [ThingKind.TEMPLE, ThingKind.CHURCH, ThingKind.PAGODA, ThingKind.WINDMILL])
def test_what_crowns_a_hill_is_seen_from_its_foot_up(kind):
    scene, thing = on_a_hill(kind)
    plan, _ = plan_of(scene, 5)

    built = THINGS[kind](plan, thing)

    centre = built.taken.centre[0].astype(float)
    ways = np.linspace(0.05, 0.9, 60)[:, None] * centre
    rise = np.arctan2(plan.look(ways).z - plan.eye, np.hypot(*ways.T))
    _, top = seen(built, plan.eye)
    assert np.degrees(rise.max()) < top - 6
    assert plan.look(centre[None]).z[0] > plan.eye + 9


@pytest.mark.parametrize("seed", SEEDS)
def test_a_way_leads_from_the_camera_to_the_top(seed):
    scene, _ = on_a_hill(ThingKind.CASTLE)
    _, relief = plan_of(scene, seed)
    form = relief.form
    far, toward = math.hypot(form.crown_x, form.crown_y), math.atan2(-form.crown_x, -form.crown_y)
    angle = np.linspace(-0.9, 0.9, 1801) + toward

    for share in (0.999, 0.8, 0.6, 0.5):
        x, y = form.crown_x + share * far * np.sin(angle), form.crown_y + share * far * np.cos(angle)
        way = marks.path(relief, Float(x.astype(np.float32)), Float(y.astype(np.float32))).numpy()
        assert way.max() > 0.9
        assert (way > 0.5).mean() < 0.12


def test_a_hill_is_raised_for_nothing_but_a_building():
    assert landform_of(SceneSpec(terrain=Terrain(kind=TerrainKind.HILLS)), 3).crown is None
    tent = Thing(kind=ThingKind.TENT, reach=Reach.MIDDLE)
    assert landform_of(SceneSpec(terrain=Terrain(kind=TerrainKind.HILLS), things=(tent,)), 3).crown_flat == 0


@pytest.mark.parametrize("seed", SEEDS)
def test_a_lighthouse_stands_on_a_cliff_over_the_sea(seed):
    thing = Thing(kind=ThingKind.LIGHTHOUSE, reach=Reach.MIDDLE, size=1.5)
    plan, relief = plan_of(on_a_cliff(thing), seed)

    built = THINGS[ThingKind.LIGHTHOUSE](plan, thing)

    x, y = built.taken.centre[0].astype(float)
    angle = np.arange(64) * math.pi / 32
    around = heights(relief, x + 45 * np.sin(angle), y + 45 * np.cos(angle))
    assert plan.look(np.array([[x, y]])).z[0] > 18
    assert (around < 0).mean() > 0.3
    assert plan.eye > 18


@pytest.mark.parametrize("seed", SEEDS)
def test_no_part_of_a_castle_hangs_over_its_cliff(seed):
    thing = Thing(kind=ThingKind.CASTLE, reach=Reach.MIDDLE, size=1.5)
    plan, _ = plan_of(on_a_cliff(thing), seed)

    points = np.concatenate([mesh.position for mesh in THINGS[ThingKind.CASTLE](plan, thing).meshes]).astype(float)

    assert points[:, 2].min() < plan.look(points[:, :2]).z.min()


@pytest.mark.parametrize("place", [Place.LAND, Place.RUINS])
def test_the_edge_of_a_cliff_is_near_and_the_camera_is_on_it(place):
    for seed in SEEDS:
        plan, relief = plan_of(on_a_cliff(place=place), seed)
        steps, toward = np.arange(0.0, 60.0), plan.form.heading
        z = heights(relief, steps * math.sin(toward), steps * math.cos(toward))
        assert z[:8].min() > 15
        assert z.min() < 0.5


@pytest.mark.parametrize("seed", [1, 2, 3, 5, 8, 13])
@pytest.mark.parametrize("relief", [0.1, 0.25])
def test_the_horizon_of_plains_is_no_ruled_line(seed, relief):
    form = landform_of(SceneSpec(terrain=Terrain(kind=TerrainKind.PLAINS, relief=relief)), seed)
    land = Relief(form)
    horizon = np.degrees(survey(land, float(heights(land, np.zeros(1), np.zeros(1))[0]) + 1.7).horizon)
    view = len(horizon) // 4

    spans = [np.ptp(np.roll(horizon, -first)[:view]) for first in range(0, len(horizon), 6)]

    assert min(spans) > 0.3
    assert horizon.max() < 12
