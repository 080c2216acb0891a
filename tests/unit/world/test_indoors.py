"""Places indoors: closed where they should be, open where windows are, the same for the same seed, safe to stand in."""

import numpy as np
import pytest

from skyloom.core.scene import Place, SceneSpec, Site, Sun, Terrain, TerrainKind, Thing, ThingKind
from skyloom.world.cover import cover_of
from skyloom.world.interiors.shells import Opening, wall
from skyloom.world.landform import landform_of
from skyloom.world.places.registry import PLACES
from skyloom.world.placing import Plan
from skyloom.world.placing import Site as Ground

INDOORS = [place for place in Place if place.is_indoors]
ERAS = [
    *((Place.ROOM, era) for era in ("bedroom", "kitchen", "office", "loft", "cabin", "tavern", "attic", "empty")),
    *((Place.HALL, era) for era in ("throne", "ballroom", "museum", "feast", "station")),
    *((Place.CAVE, era) for era in ("crystal", "ice", "lava", "dwarven")),
]
EYE, MOST = 3.7, 2_200_000


def built(place, seed=1, era="", sun_deg=35.0, without=(), things=()):
    scene = SceneSpec(
        site=Site(place=place, era=era),
        terrain=Terrain(kind=TerrainKind.LEVEL),
        sun=Sun(elevation_deg=sun_deg),
        without=without,
        things=things,
    )

    def look(points):
        n = len(points)
        zero = np.zeros(n)
        return Ground(np.full(n, EYE - 1.7), zero, zero, zero, zero, np.ones((n, 3)), zero)

    return PLACES[place](Plan(landform_of(scene, seed), cover_of(scene, seed), look, EYE, 0.3, seed, scene))


def corners(place):
    return np.concatenate([mesh.position for mesh in place.meshes])


@pytest.mark.parametrize(("place", "era"), [*((place, "") for place in INDOORS), *ERAS])
def test_the_camera_stands_inside_with_room_around_it(place, era):
    here = built(place, era=era)

    p = corners(here)
    near = np.hypot(p[:, 0], p[:, 1]) < 0.3
    assert not (near & (np.abs(p[:, 2] - EYE) < 0.6)).any()
    shelter = here.shelter
    assert shelter is not None
    assert np.hypot(shelter.centre[0], shelter.centre[1]) < np.hypot(shelter.half[0], shelter.half[1])
    assert abs(EYE - shelter.centre[2]) < shelter.half[2]


@pytest.mark.parametrize(("place", "era"), [*((place, "") for place in INDOORS), *ERAS])
def test_a_place_is_made_of_real_numbers_within_budget(place, era):
    here = built(place, seed=2, era=era, sun_deg=-10)

    assert np.isfinite(corners(here)).all()
    assert 100 < sum(len(mesh.faces) for mesh in here.meshes) < MOST
    for mesh in here.meshes:
        assert mesh.faces.max() < len(mesh.position)
    assert np.isfinite(here.lamps.position).all()
    assert (here.lamps.intensity >= 0).all()


@pytest.mark.parametrize("place", INDOORS)
def test_the_same_seed_builds_the_same_place_and_another_one_does_not(place):
    one, again, other = built(place, 5), built(place, 5), built(place, 6)

    for a, b in zip(one.meshes, again.meshes, strict=True):
        assert a.position.tobytes() == b.position.tobytes()
        assert a.colour.tobytes() == b.colour.tobytes()
    assert corners(one).tobytes() != corners(other).tobytes()


def test_lamps_are_lit_by_night():
    assert built(Place.ROOM, sun_deg=-12).lamps.intensity.sum() > built(Place.ROOM, sun_deg=40).lamps.intensity.sum()


@pytest.mark.parametrize(
    "hole",
    [
        Opening(1.0, 2.0, 0.9, 2.1),
        Opening(1.0, 2.2, 0.5, 2.6, 0.6),
        Opening(1.0, 2.2, 0.5, 2.6, 1.0, is_pointed=True),
        Opening(1.0, 2.0, 1.0, 2.0, is_round=True),
        Opening(1.0, 2.0, 0.0, 2.0),
    ],
)
def test_a_wall_is_closed_but_for_its_opening(hole):
    shape = wall((0, 0), (4, 0), (0.0, 3.0), [hole], 0.3, ((0.5, 0.5, 0.5), 16))

    a, b, c = (shape.position[shape.faces[:, k]] for k in range(3))
    area = 0.5 * np.linalg.norm(np.cross(b - a, c - a), axis=1)
    inner = (np.abs(shape.position[shape.faces][..., 1]) < 1e-6).all(axis=1)
    edge, floor = hole.outline(), hole.floor()
    u = np.linspace(hole.u0, hole.u1, 4001)
    gap = np.interp(u, edge[:, 0], edge[:, 1]) - np.interp(u, floor[:, 0], floor[:, 1])
    assert area[inner].sum() == pytest.approx(12.0 - gap.mean() * hole.width, rel=2e-3)


def test_a_wall_shows_its_front_to_the_room():
    shape = wall((0, 0), (4, 0), (0.0, 3.0), [Opening(1.0, 2.0, 0.9, 2.1)], 0.3, ((0.5, 0.5, 0.5), 16))

    on_line = (np.abs(shape.position[shape.faces][..., 1]) < 1e-6).all(axis=1)
    a, b, c = (shape.position[shape.faces[on_line, k]] for k in range(3))
    assert (np.cross(b - a, c - a)[:, 1] > 0).all()


@pytest.mark.parametrize(
    ("place", "era"), [(Place.ROOM, "bedroom"), (Place.ROOM, "office"), (Place.HALL, "ballroom"), (Place.LIBRARY, "")]
)
def test_rooms_that_go_without_lamps_have_fewer_lights(place, era):
    usual, dark = (built(place, era=era, sun_deg=-10, without=w) for w in ((), (ThingKind.LAMP,)))

    assert len(dark.lamps.radius) < len(usual.lamps.radius)
    if place is Place.ROOM:
        assert not len(dark.lamps.radius)


def test_a_cave_has_glowing_crystals_where_they_are_asked_for():
    plain, crystals = (built(Place.CAVE, things=things) for things in ((), (Thing(kind=ThingKind.CRYSTAL),)))

    assert plain.lamps is None or len(plain.lamps.radius) == 0
    assert len(crystals.lamps.radius) > 20
