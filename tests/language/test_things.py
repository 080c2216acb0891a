"""Things are named, counted, sized, coloured and put in their places."""

import pytest
from tests.language.scoring import value_of

from skyloom.core import catalog
from skyloom.core.scene import Place, Reach, TerrainKind, ThingKind, WaterKind
from skyloom.language.reader import read

LEFT, RIGHT = -62.0, 62.0


def thing(prompt, kind):
    return next((thing for thing in read(prompt).things if thing.kind == kind), None)


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("a boat", 1),
        ("the boat", 1),
        ("boat", 1),
        ("two boats", 2),
        ("a pair of boats", 2),
        ("three small white boats", 3),
        ("a few boats", 3),
        ("several boats", 4),
        ("boats", 6),
        ("half a dozen boats", 12),  # a known weakness: halves are not halved
        ("a dozen boats", 12),
        ("two dozen boats", 24),
        ("dozens of boats", 24),
        ("countless boats", 24),
        ("7 boats", 7),
        ("a lone boat", 1),
    ],
)
def test_a_number_is_read(words, count):
    assert thing(f"a lake with {words}", ThingKind.BOAT).count == count


@pytest.mark.parametrize(("word", "low", "high"), [("tiny", 0.2, 0.5), ("big", 1.4, 2.0), ("colossal", 4.0, 8.0)])
def test_a_size_is_read(word, low, high):
    assert low <= thing(f"a {word} statue on a plain", ThingKind.STATUE).size <= high


@pytest.mark.parametrize(
    ("prompt", "reach", "heading"),
    [
        ("a tower in the distance", Reach.FAR, None),
        ("hills, a distant tower", Reach.FAR, None),
        ("a lake, on the horizon a tower", Reach.FAR, None),
        ("an old tower on the hill in the distance", Reach.FAR, None),
        ("a tower in the foreground", Reach.NEAR, None),
        ("in the foreground, a tower", Reach.NEAR, None),
        ("a tower on the left", Reach.ANY, LEFT),
        ("to the right a ruined tower", Reach.ANY, RIGHT),
        ("behind us a tower", Reach.ANY, 180.0),
        ("a tower far away on the right", Reach.FAR, RIGHT),
        ("a lake in the distance, a tower", Reach.ANY, None),
    ],
)
def test_a_place_is_read(prompt, reach, heading):
    tower = thing(prompt, ThingKind.TOWER)

    assert (tower.reach, tower.heading_deg) == (reach, heading)


def test_places_find_their_own_things():
    scene = read("a windmill on the left, a church on the right and a campfire in the foreground")
    found = {t.kind: (t.heading_deg, t.reach) for t in scene.things}

    assert found[ThingKind.WINDMILL] == (LEFT, Reach.ANY)
    assert found[ThingKind.CHURCH] == (RIGHT, Reach.ANY)
    assert found[ThingKind.CAMPFIRE] == (None, Reach.NEAR)


def test_each_thing_takes_its_own_colour():
    scene = read("a red barn beside two blue boats on a green lake")
    tints = {t.kind: t.tint for t in scene.things}

    assert tints[ThingKind.BARN][0] > 5 * tints[ThingKind.BARN][2]
    assert tints[ThingKind.BOAT][2] > 2 * tints[ThingKind.BOAT][0]
    assert scene.water.tint[1] > scene.water.tint[0]


def test_one_kind_named_twice_is_one_wish():
    scene = read("dozens of boats on a lake, the boats far away")

    assert [(t.count, t.reach) for t in scene.things if t.kind is ThingKind.BOAT] == [(24, Reach.FAR)]


@pytest.mark.parametrize("prompt", ["a harbour without boats", "a harbour, no boats"])
def test_what_is_taken_away_is_told_to_the_builders(prompt):
    scene = read(prompt)

    assert scene.site.place is Place.HARBOUR
    assert "boat" in scene.without
    assert not any(t.kind is ThingKind.BOAT for t in scene.things)


def test_a_negative_text_takes_things_and_places_away():
    scene = read("a castle with two towers by a lake", negative_text="castle, people, towers")

    assert scene.site.place is Place.LAND
    assert set(scene.without) >= {"castle", "tower", "people"}
    assert not scene.things


@pytest.mark.parametrize(
    ("prompt", "place", "kind"),
    [
        ("a house by the lake", Place.LAND, ThingKind.COTTAGE),
        ("a village with a castle above it", Place.VILLAGE, ThingKind.CASTLE),
        ("wheat fields, a castle in the distance", Place.LAND, ThingKind.CASTLE),
        ("a city on the horizon", Place.LAND, ThingKind.TOWERS),
        ("a living room overlooking a city", Place.ROOM, ThingKind.TOWERS),
        ("hills and a temple", Place.LAND, ThingKind.TEMPLE),
    ],
)
def test_what_is_named_in_passing_is_a_thing(prompt, place, kind):
    scene = read(prompt)

    assert scene.site.place is place
    assert kind in {t.kind for t in scene.things}


@pytest.mark.parametrize(
    ("prompt", "place"),
    [
        ("the inside of an old clock tower", Place.ROOM),
        ("interior of an Ottoman palace", Place.HALL),
        ("inside a small wooden church", Place.CATHEDRAL),
        ("inside a starship", Place.COCKPIT),
        ("a tower beside a lake", Place.LAND),
    ],
)
def test_who_is_inside_of_a_thing_sees_it_from_within(prompt, place):
    assert read(prompt).site.place is place


@pytest.mark.parametrize(
    ("prompt", "place", "terrain", "water"),
    [
        ("a city in the mountains", Place.CITY, TerrainKind.LEVEL, WaterKind.NONE),
        ("cyberpunk", Place.CYBERPUNK, TerrainKind.LEVEL, WaterKind.NONE),
        ("a fishing harbour", Place.HARBOUR, TerrainKind.COAST, WaterKind.SEA),
        ("on the deck of a ship", Place.SHIP, TerrainKind.ISLANDS, WaterKind.SEA),
        ("coral reef", Place.UNDERWATER, TerrainKind.SEABED, WaterKind.SEA),
        ("deep space", Place.SPACE, TerrainKind.CRATERS, WaterKind.NONE),
        ("moon base", Place.STATION, TerrainKind.CRATERS, WaterKind.NONE),
        ("a kitchen", Place.ROOM, TerrainKind.LEVEL, WaterKind.NONE),
    ],
)
def test_a_place_brings_its_ground(prompt, place, terrain, water):
    for seed in (1, 2, 3):
        scene = read(prompt, seed=seed)

        assert (scene.site.place, scene.terrain.kind, scene.water.kind) == (place, terrain, water)


def test_without_air_there_is_no_weather():
    scene = read("a thunderstorm on the surface of the moon, fog")

    assert scene.air.thickness == 0
    assert (scene.clouds, scene.air.rain, scene.air.fog) == ((), 0, 0)


@pytest.mark.parametrize("style", catalog.load().styles(), ids=lambda style: style.name)
def test_a_style_moves_nobody(style):
    for prompt in ("a kitchen", "a desert", "deep space", "hills and a lake, no boats"):
        plain, dressed = read(prompt, seed=5), read(prompt, seed=5, style=style)

        assert dressed.site.place is plain.site.place
        assert dressed.terrain.kind is plain.terrain.kind
        assert dressed.water.kind is plain.water.kind
        assert value_of(dressed, "thing.boat") == 0
