"""Cities and what else is built there: finite, repeatable, within the budget, level, lit by night alone."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from skyloom.core.scene import Place, SceneSpec, Site, Sun, Terrain, TerrainKind, Thing, ThingKind
from skyloom.geometry.meshes import Packed
from skyloom.world.built import Built
from skyloom.world.cover import cover_of
from skyloom.world.kinds import TAG_BITS, Material
from skyloom.world.landform import landform_of
from skyloom.world.places.city import OVER_GROUND
from skyloom.world.places.registry import PLACES
from skyloom.world.placing import EYE, Plan, nowhere
from skyloom.world.things.registry import THINGS

DAY, NIGHT = Sun(elevation_deg=40.0), Sun(elevation_deg=-20.0)
URBAN = (Place.CITY, Place.CYBERPUNK, Place.WASTELAND, Place.INDUSTRY, Place.STATION)
STREETS = (Place.CITY, Place.CYBERPUNK, Place.WASTELAND, Place.INDUSTRY)
MACHINES = (
    *(ThingKind.TOWERS, ThingKind.TURBINE, ThingKind.DOME, ThingKind.ROCKET),
    *(ThingKind.SPACESHIP, ThingKind.CAR, ThingKind.WRECK, ThingKind.PORTAL),
)
BUDGET = 1_700_000  # triangles of one place


def scene(place: Place, sun: Sun = NIGHT, **site: float) -> SceneSpec:
    terrain = Terrain(kind=TerrainKind.LEVEL)
    return SceneSpec(site=Site(place=place, **site), sun=sun, terrain=terrain)  # type: ignore[arg-type]


def planned(asked: SceneSpec, seed: int = 7) -> Plan:
    """Return a plan of level ground."""
    return Plan(landform_of(asked, seed), cover_of(asked, seed), nowhere, EYE, 1.0, seed, asked)


def built(plan: Plan) -> Built:
    return PLACES[plan.scene.site.place](plan)


def triangles(thing: Built) -> int:
    return sum(len(mesh.faces) for mesh in thing.meshes)


def through_the_camera(mesh: Packed) -> np.ndarray:
    """Return the triangles, (k, 3, 3), that an upright line through the camera meets."""
    corners = mesh.position[mesh.faces].astype(float)
    a, b = corners[..., :2], np.roll(corners[..., :2], -1, axis=1)
    side = a[..., 0] * b[..., 1] - a[..., 1] * b[..., 0]
    met: np.ndarray = corners[((side >= 0).all(axis=1) | (side <= 0).all(axis=1)) & (np.abs(side).max(axis=1) > 1e-6)]
    return met


@pytest.fixture(scope="module")
def towns() -> dict[Place, Built]:
    """Return the places by night, each built once."""
    return {place: built(planned(scene(place))) for place in URBAN}


@pytest.mark.parametrize("place", URBAN)
def test_a_place_is_finite_and_within_the_budget(place, towns):
    town = towns[place]

    for mesh in town.meshes:
        assert np.isfinite(mesh.position).all()
        assert int(mesh.faces.max()) < len(mesh.position)
    assert 10_000 < triangles(town) < BUDGET


@pytest.mark.parametrize("place", [Place.CITY, Place.CYBERPUNK])
@pytest.mark.parametrize("unwanted", ["people", ThingKind.CAR, ThingKind.LAMP])
def test_what_a_scene_goes_without_is_not_built(place, unwanted, towns):
    bare = built(planned(replace(scene(place), without=(unwanted,))))

    assert triangles(bare) < triangles(towns[place])


@pytest.mark.parametrize("place", [Place.CYBERPUNK, Place.STATION])
def test_the_same_seed_builds_the_same_place(place, towns):
    again = built(planned(scene(place)))

    for here, there in zip(towns[place].meshes, again.meshes, strict=True):
        np.testing.assert_array_equal(here.position, there.position)
        np.testing.assert_array_equal(here.material, there.material)


def test_another_seed_builds_another_city(towns):
    other = built(planned(scene(Place.CITY), seed=8))

    assert triangles(other) != triangles(towns[Place.CITY])


@pytest.mark.parametrize("place", [Place.CITY, Place.CYBERPUNK, Place.INDUSTRY, Place.STATION])
def test_lamps_shine_by_night(place, towns):
    lamps = towns[place].lamps

    assert len(lamps.radius) > 5
    assert (lamps.intensity >= 0).all()
    assert (lamps.intensity.sum(axis=1) > 0).all()
    assert (lamps.radius > 0).all()
    assert np.isfinite(lamps.position).all()


def test_street_lamps_are_dark_by_day():
    assert not len(built(planned(scene(Place.CITY, DAY))).lamps.radius)


@pytest.mark.parametrize("place", STREETS)
def test_the_street_lies_under_the_camera(place, towns):
    plan = planned(scene(place))
    ground = plan.eye - EYE + OVER_GROUND

    heights = [through_the_camera(mesh)[..., 2].ravel() for mesh in towns[place].meshes]
    under = np.concatenate(heights)
    under = under[np.abs(under - ground) < 0.5]

    assert len(under)
    assert np.abs(under - ground).max() < 0.2


@pytest.mark.parametrize("place", STREETS)
def test_nothing_stands_where_the_camera_is(place, towns):
    plan = planned(scene(place))
    for mesh in towns[place].meshes:
        away = np.hypot(mesh.position[:, 0], mesh.position[:, 1])
        near = (away < 0.9) & (np.abs(mesh.position[:, 2] - plan.eye) < 0.8)
        assert not near.any()


def test_a_high_camera_stands_on_a_roof():
    plan = planned(scene(Place.CITY, height_m=60.0))
    town = built(plan)
    top = plan.eye - EYE + 60.0

    below = through_the_camera(town.meshes[0])[..., 2].max()

    assert abs(below - top) < 0.6


@pytest.mark.parametrize("kind", MACHINES)
@pytest.mark.parametrize("sun", [DAY, NIGHT], ids=["day", "night"])
def test_machines_stand_in_the_open(kind, sun):
    plan = planned(SceneSpec(terrain=Terrain(kind=TerrainKind.PLAINS), sun=sun, things=(Thing(kind=kind, count=2),)))

    thing = THINGS[kind](plan, plan.scene.things[0])

    assert 100 < triangles(thing) < 60_000
    for mesh in thing.meshes:
        assert np.isfinite(mesh.position).all()
        assert np.hypot(mesh.position[:, 0], mesh.position[:, 1]).min() > 1.5
    assert (thing.lamps.intensity >= 0).all()


def test_a_portal_glows_brighter_against_the_day():
    def brightest(sun: Sun) -> int:
        plan = planned(SceneSpec(sun=sun, things=(Thing(kind=ThingKind.PORTAL),)))
        numbers = np.concatenate([m.material for m in THINGS[ThingKind.PORTAL](plan, plan.scene.things[0]).meshes])
        return int((numbers[(numbers & 255) == int(Material.GLOW)] >> TAG_BITS).max())

    assert brightest(DAY) > 20 * brightest(NIGHT)
