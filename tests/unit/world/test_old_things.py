"""Old things and places are whole, stand on their ground, differ by seed, and shine by night alone."""

import numpy as np
import pytest

from skyloom.core.scene import (
    Place,
    SceneSpec,
    Site,
    Sun,
    Terrain,
    TerrainKind,
    Thing,
    ThingKind,
    Water,
    WaterKind,
)
from skyloom.world import placing
from skyloom.world.architecture.house import house
from skyloom.world.architecture.styles import STYLES
from skyloom.world.cover import cover_of
from skyloom.world.kinds import Material
from skyloom.world.landform import landform_of
from skyloom.world.places.registry import PLACES
from skyloom.world.placing import Plan
from skyloom.world.things import camp, houses, sacred, ships, strongholds, ways
from skyloom.world.things.registry import THINGS

KINDS = sorted({k for family in (camp, houses, sacred, ships, strongholds, ways) for k in family.BUILDERS})
OLD_PLACES = (Place.VILLAGE, Place.OLD_TOWN, Place.CASTLE, Place.RUINS, Place.TEMPLE, Place.HARBOUR, Place.SHIP)
ERAS = (
    (Place.VILLAGE, "japanese"),
    (Place.VILLAGE, "cycladic"),
    (Place.OLD_TOWN, "arabic"),
    (Place.OLD_TOWN, "dutch"),
    (Place.CASTLE, "medieval"),
    (Place.RUINS, "maya"),
    (Place.RUINS, "khmer"),
    (Place.TEMPLE, "greek"),
    (Place.TEMPLE, "maya"),
    (Place.TEMPLE, "egyptian"),
    (Place.TEMPLE, "khmer"),
    (Place.HARBOUR, "alpine"),
    (Place.SHIP, ""),
)
HEIGHT = 2.0
ALWAYS_LIT = {ThingKind.CAMPFIRE}
BUDGET = 1_200_000  # triangles of a place


def plan_of(*, seed=1, place=Place.LAND, era="", age=0.0, elevation=30.0, water=WaterKind.NONE):
    scene = SceneSpec(
        sun=Sun(elevation_deg=elevation),
        site=Site(place=place, era=era, age=age, lights=0.9),
        terrain=Terrain(kind=TerrainKind.LEVEL if water is WaterKind.NONE else TerrainKind.COAST),
        water=Water(kind=water),
    )
    form = landform_of(scene, seed)

    def look(points):
        n = len(points)
        z = HEIGHT + 0.6 * np.sin(points[:, 0] / 17) * np.cos(points[:, 1] / 13)
        if water is not WaterKind.NONE:
            ahead = points[:, 0] * np.sin(form.heading) + points[:, 1] * np.cos(form.heading)
            z = 1.2 - 0.12 * ahead
        return placing.Site(z, np.ones(n), np.ones(n), np.ones(n), np.ones(n), np.ones((n, 3)), np.zeros(n))

    return Plan(form, cover_of(scene, seed), look, float(look(np.zeros((1, 2))).z[0]) + 1.7, 1, seed, scene)


def water_of(kind):
    afloat = (ThingKind.BOAT, ThingKind.SAILING_SHIP, ThingKind.PIER, Place.HARBOUR, Place.SHIP)
    return WaterKind.SEA if kind in afloat else WaterKind.NONE


def whole(built):
    for mesh in built.meshes:
        assert len(mesh.faces)
        assert np.isfinite(mesh.position).all()
        assert mesh.faces.max() < len(mesh.position)
        nx, ny, nz = (((mesh.normal >> np.uint32(k)) & 1023).astype(float) - 512 for k in (0, 10, 20))
        assert (np.sqrt(nx**2 + ny**2 + nz**2) > 400).all()  # a normal without length would be no number
    lamps = built.lamps
    assert np.isfinite(lamps.position).all()
    assert (lamps.intensity >= 0).all()
    assert (lamps.radius > 0).all()
    return sum(len(mesh.faces) for mesh in built.meshes)


def test_every_old_kind_and_place_has_a_builder():
    assert set(KINDS) <= set(THINGS)
    assert set(OLD_PLACES) <= set(PLACES)


@pytest.mark.parametrize("kind", KINDS)
def test_a_thing_is_whole_and_stands_on_its_ground(kind):
    plan = plan_of(water=water_of(kind))
    built = THINGS[kind](plan, Thing(kind=kind))
    triangles = whole(built)
    assert 10 < triangles < 80_000
    lowest = min(float(mesh.position[:, 2].min()) for mesh in built.meshes)
    highest = max(float(mesh.position[:, 2].max()) for mesh in built.meshes)
    assert lowest < HEIGHT
    assert lowest > -30
    assert highest < 120


@pytest.mark.parametrize("kind", KINDS)
def test_a_thing_is_the_same_for_the_same_seed(kind):
    one, two = (THINGS[kind](plan_of(water=water_of(kind)), Thing(kind=kind)) for _ in range(2))
    assert all(np.array_equal(a.position, b.position) for a, b in zip(one.meshes, two.meshes, strict=True))


@pytest.mark.parametrize("kind", [ThingKind.LANTERN, ThingKind.LAMP, ThingKind.COTTAGE, ThingKind.LIGHTHOUSE])
def test_lamps_are_lit_by_night_alone(kind):
    day = THINGS[kind](plan_of(elevation=40), Thing(kind=kind, count=3))
    night = THINGS[kind](plan_of(elevation=-12), Thing(kind=kind, count=3))
    assert len(day.lamps.radius) == 0
    assert len(night.lamps.radius) > 0


def test_a_fire_burns_by_day_too():
    built = THINGS[ThingKind.CAMPFIRE](plan_of(elevation=40), Thing(kind=ThingKind.CAMPFIRE))
    assert len(built.lamps.radius) == 1
    assert any((mesh.material & 255 == int(Material.GLOW)).any() for mesh in built.meshes)


@pytest.mark.parametrize("kind", [ThingKind.COTTAGE, ThingKind.TENT, ThingKind.BOAT])
def test_counts_are_kept_and_neighbours_differ(kind):
    plan = plan_of(water=water_of(kind))
    built = THINGS[kind](plan, Thing(kind=kind, count=5))
    assert len(built.taken.radius) == 5


@pytest.mark.parametrize(("place", "era"), ERAS)
def test_a_place_is_whole_in_every_era(place, era):
    built = PLACES[place](plan_of(place=place, era=era, water=water_of(place)))
    assert 5_000 < whole(built) < BUDGET
    for mesh in built.meshes:  # nothing cuts through the eye
        eye = plan_of(place=place, water=water_of(place)).eye
        near = np.hypot(mesh.position[:, 0], mesh.position[:, 1]) < 0.35
        assert not (near & (np.abs(mesh.position[:, 2] - eye) < 0.5)).any()


@pytest.mark.parametrize("place", OLD_PLACES)
def test_a_place_differs_between_seeds_and_not_within_one(place):
    water = water_of(place)
    one, same, other = (PLACES[place](plan_of(place=place, water=water, seed=seed)) for seed in (1, 1, 2))
    assert np.array_equal(one.meshes[0].position, same.meshes[0].position)
    shapes = [sum(float(np.abs(m.position).sum()) for m in built.meshes) for built in (one, other)]
    assert shapes[0] != shapes[1]


@pytest.mark.parametrize("place", OLD_PLACES)
def test_a_place_shines_by_night(place):
    water = water_of(place)
    if place is not Place.RUINS:  # nobody lives there
        assert len(PLACES[place](plan_of(place=place, water=water, elevation=-12)).lamps.radius) > 0


def test_age_breaks_what_stands():
    new, old = (
        max(
            float(m.position[:, 2].max())
            for m in THINGS[ThingKind.CASTLE](plan_of(age=age), Thing(kind=ThingKind.CASTLE)).meshes
        )
        for age in (0.0, 0.9)
    )
    assert old < 0.85 * new


@pytest.mark.parametrize("name", STYLES)
def test_a_house_has_a_foundation_and_a_roof(name):
    shape = house(np.random.default_rng(5), STYLES[name], drop=1.5)
    assert shape.part.position[:, 2].min() <= -1.5
    assert shape.part.position[:, 2].max() > 3
    assert np.linalg.norm(shape.part.position[:, :2], axis=1).max() < shape.radius * 1.6


@pytest.mark.parametrize("detail", [0, 1, 2])
def test_a_far_house_costs_less(detail):
    shape = house(np.random.default_rng(5), STYLES["timbered"], detail=detail)
    assert len(shape.part.faces) < (400, 6_000, 9_000)[detail]


@pytest.mark.parametrize("seed", range(4))
def test_three_pyramids_stand_apart_in_the_open_view(seed):
    plan = plan_of(seed=seed)
    taken = THINGS[ThingKind.PYRAMID](plan, Thing(kind=ThingKind.PYRAMID, count=3, size=1.6)).taken
    aside = np.arctan2(taken.centre[:, 0], taken.centre[:, 1]) - plan.form.heading
    away = np.hypot(taken.centre[:, 0], taken.centre[:, 1])
    assert len(away) == 3
    assert (np.abs((aside + np.pi) % (2 * np.pi) - np.pi) < np.radians(45)).all()
    assert (away > 200).all()
    for one, other in ((0, 1), (0, 2), (1, 2)):
        apart = np.hypot(*(taken.centre[one] - taken.centre[other]))
        assert apart > taken.radius[one] + taken.radius[other]
