"""Bridges over water: in the open view, from bank to bank, with a road to both ends."""

import numpy as np
import pytest

from skyloom.core.scene import SceneSpec, Terrain, TerrainKind, Thing, ThingKind, Water, WaterKind
from skyloom.world.built import is_free
from skyloom.world.cover import cover_of
from skyloom.world.landform import landform_of
from skyloom.world.placing import Plan, Site
from skyloom.world.things.bridges import bridges, crossing_of

HALF = 9.0  # metres, of the river


def river_plan(seed, *, wide=HALF, era=""):
    scene = SceneSpec(terrain=Terrain(kind=TerrainKind.HILLS), water=Water(kind=WaterKind.RIVER))
    form = landform_of(scene, seed)

    def look(points):
        ahead = points[:, 0] * np.sin(form.heading) + points[:, 1] * np.cos(form.heading)
        right = points[:, 0] * np.cos(form.heading) - points[:, 1] * np.sin(form.heading)
        z = np.clip(np.abs(right - 12 + 6 * np.sin(ahead / 25)) - wide, -1.5, 1.5)
        n, ones = len(points), np.ones(len(points))
        return Site(z, 0 * ones, ones, ones, ones, np.ones((n, 3)), 0 * ones)

    return Plan(form, cover_of(scene, seed), look, 3.0, 1.0, seed, scene)


@pytest.mark.parametrize("seed", range(6))
def test_a_bridge_spans_the_river_in_the_open_view(seed):
    plan = river_plan(seed)
    crossing = crossing_of(plan, Thing(kind=ThingKind.BRIDGE))
    assert crossing is not None
    (x, y), turn, water = crossing
    assert abs((np.arctan2(x, y) - plan.form.heading + np.pi) % (2 * np.pi) - np.pi) < np.radians(40)
    assert 15 < water < 30
    axis = np.array([np.cos(turn), np.sin(turn)])
    banks = np.array([(x, y) + side * (water / 2 + 2.5) * axis for side in (-1, 1)])
    assert (plan.look(banks).z > 0.2).all()
    assert plan.look(np.array([(x, y)])).z[0] < -1


@pytest.mark.parametrize("seed", range(3))
def test_a_bridge_is_wide_in_the_view_and_keeps_trees_off_its_road(seed):
    plan = river_plan(seed)
    built = bridges(plan, Thing(kind=ThingKind.BRIDGE))
    body = max(built.meshes, key=lambda mesh: float(mesh.position[:, 2].max())).position
    bearing = (np.arctan2(body[:, 0], body[:, 1]) - plan.form.heading + np.pi) % (2 * np.pi) - np.pi
    assert np.radians(25) < np.ptp(bearing) < np.radians(85)
    assert body[:, 2].max() > 4
    assert len(built.meshes) == 3  # the bridge and two roads
    middle = body[:, :2].mean(axis=0)
    assert not is_free(middle[None], built.taken).any()


def test_no_bridge_is_forced_over_a_lake():
    assert crossing_of(river_plan(1, wide=400.0), Thing(kind=ThingKind.BRIDGE)) is None
