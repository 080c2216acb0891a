"""Rock, ice and falling water as bodies: sound meshes, the same for the same seed, standing where they belong."""

import numpy as np
import pytest

from skyloom.core.scene import Reach, SceneSpec, Terrain, TerrainKind, Thing, ThingKind, Water, WaterKind
from skyloom.world.cover import cover_of
from skyloom.world.falls import threads
from skyloom.world.landform import landform_of
from skyloom.world.nature import isles, lava_lamps
from skyloom.world.placing import Plan, Site
from skyloom.world.rocks import island, lump
from skyloom.world.things.registry import THINGS

ROCKS = (ThingKind.BOULDER, ThingKind.ARCH, ThingKind.ICEBERG, ThingKind.WATERFALL, ThingKind.GEYSER)


def look(points):
    """Return level ground with a wall of rock in the north."""
    n, ones = len(points), np.ones(len(points))
    z = np.clip((points[:, 1] - 300) * 1.4, 0, 220)
    own = (np.abs(points[:, 0] - 12) < 3).astype(float)
    return Site(z, 0 * ones, ones, ones, 0.5 * ones, np.tile((0.1, 0.1, 0.1), (n, 1)), 0 * ones, 0 * ones, own)


def plan_of(kind=TerrainKind.HILLS, *, seed=1, things=(), **water):
    scene = SceneSpec(terrain=Terrain(kind=kind, lava=0.8), water=Water(**water), things=things)
    return Plan(landform_of(scene, seed), cover_of(scene, seed), look, 1.7, 1.0, seed, scene)


@pytest.mark.parametrize("kind", ROCKS)
def test_named_rocks_are_sound_and_counted(kind):
    thing = Thing(kind=kind, count=2, reach=Reach.MIDDLE)
    built, again, other = (THINGS[kind](plan_of(seed=seed), thing) for seed in (3, 3, 4))
    assert len(built.taken.radius) == 2
    positions = np.concatenate([mesh.position for mesh in built.meshes])
    assert np.isfinite(positions).all()
    assert np.hypot(positions[:, 0], positions[:, 1]).min() > 3  # never in the eye
    assert positions[:, 2].min() > -12
    assert all(mesh.faces.max() < len(mesh.position) for mesh in built.meshes)
    assert sum(len(mesh.faces) for mesh in built.meshes) < 120_000
    assert np.array_equal(positions, np.concatenate([mesh.position for mesh in again.meshes]))
    assert not np.array_equal(positions[:50], np.concatenate([mesh.position for mesh in other.meshes])[:50])


def test_no_two_stones_are_alike():
    draw = np.random.default_rng(1)
    one, two = (lump(draw, 2, (1, 1, 1), (0.3, 0.3, 0.3)) for _ in range(2))
    assert not np.allclose(one.position, two.position, atol=0.02)


def test_an_island_is_broad_above_and_narrow_below():
    top, under = island(np.random.default_rng(2), 30.0)
    assert np.hypot(*top.position[:, :2].T).max() < 60
    low = under.position[under.position[:, 2] < 0.8 * under.position[:, 2].min()]
    assert np.hypot(*low[:, :2].T).max() < 0.7 * np.hypot(*top.position[:, :2].T).max()
    assert under.position[:, 2].min() < -15


@pytest.mark.parametrize("seed", range(8))
def test_an_island_has_no_gap_between_its_ground_and_its_rock(seed):
    top, under = (part.position.reshape(-1, 96, 3) for part in island(np.random.default_rng(seed), 50.0))
    assert np.allclose(top[-1], under[-1], atol=0.5)
    assert under[..., 2].min() < -35  # deep


@pytest.mark.parametrize("seed", range(1, 5))
def test_isles_hang_over_the_horizon_and_under_it_and_some_are_great(seed):
    plan = plan_of(TerrainKind.FLOATING, seed=seed)
    rocks = [mesh.position for mesh in isles(plan).meshes if mesh.position.shape[0] == 96 * 14]
    tops = np.array([rock[:96, 2].mean() - plan.eye for rock in rocks])
    assert (tops > 5).any()
    assert (tops < -5).any()
    assert sum(np.ptp(rock[:, 0]) > 100 for rock in rocks) >= 2


def test_isles_hang_clear_of_the_camera():
    built = isles(plan_of(TerrainKind.FLOATING))
    for mesh in built.meshes:
        assert np.isfinite(mesh.position).all()
        assert np.linalg.norm(mesh.position - (0, 0, 1.7), axis=1).min() > 10
    assert sum(len(mesh.faces) for mesh in built.meshes) < 1_500_000


def test_lava_lights_what_is_near_it():
    lamps = lava_lamps(plan_of(TerrainKind.VOLCANO))
    assert 3 < len(lamps.radius) < 400
    assert (lamps.intensity[:, 0] > lamps.intensity[:, 2]).all()


def test_threads_fall_where_it_is_steep():
    ribbons = threads(plan_of(falls=1.0, kind=TerrainKind.MOUNTAINS))
    assert 1 <= len(ribbons) <= 7
    for ribbon in ribbons:
        assert np.isfinite(ribbon.position).all()
        assert ribbon.position[:, 1].max() > 290
        assert np.ptp(ribbon.position[:, 2]) > 20


def test_a_world_without_cliffs_has_no_threads():
    plan = plan_of(falls=1.0)
    flat = Plan(plan.form, plan.cover, lambda points: look(points * 0), 1.7, 1.0, 1, plan.scene)
    assert threads(flat) == []
    assert plan.form.water is WaterKind.NONE
