"""A world that is dressed anew keeps its shapes; what the new words do not speak of stays as it was."""

from dataclasses import replace

import pytest

from skyloom.core import catalog
from skyloom.core.scene import Place, Season, TerrainKind, ThingKind, TimeOfDay, WaterKind, Weather
from skyloom.core.scene_json import scene_from_json, scene_to_json
from skyloom.language import reader
from skyloom.language.dressing import dressed

STYLES = {style.name: style for style in catalog.load().styles()}
WORLDS = [
    "a calm mountain lake in summer with pine trees and a wooden boat",
    "a medieval village with a church on a sunny afternoon",
    "a dense forest with a path at noon",
    "a modern city street by day",
    "a red desert canyon",
    "a tropical beach with palms",
    "a throne hall",
    "an underwater reef",
]
WISHES = [
    ("frozen winter night with snow", None),
    ("autumn sunset", None),
    ("rainy night, wet streets", None),
    ("an alien planet with a purple sky and glowing plants", None),
    ("a desert of dunes with a castle, pyramids and a windmill by the sea", None),
    ("neon street", "Cyberpunk"),
]
STAND = ("kind", "relief", "paths", "palms")  # of the land: what moves its shapes


def worn(world, wish, style=None, seed=2, negative=""):
    """Read both prompts and dress the one world as the other asks."""
    parent = reader.read(world, seed=1)
    asked = reader.read(wish, negative_text=negative, style=STYLES[style] if style else None, seed=seed)
    return parent, dressed(parent, asked, seed=seed)


def placed(scene):
    """Return where things stand, whatever they look like, but those that fly."""
    return [replace(thing, tint=None) for thing in scene.things]


@pytest.mark.parametrize(("wish", "style"), WISHES, ids=lambda v: str(v)[:20])
@pytest.mark.parametrize("world", WORLDS, ids=lambda v: v[:20])
def test_the_shapes_stay(world, wish, style):
    parent, child = worn(world, wish, style)

    assert (child.terrain.kind, child.terrain.relief, child.terrain.paths) == (
        parent.terrain.kind,
        parent.terrain.relief,
        parent.terrain.paths,
    )
    assert child.water.kind == parent.water.kind
    assert (child.site.place, child.site.era, child.site.density, child.site.height_m) == (
        parent.site.place,
        parent.site.era,
        parent.site.density,
        parent.site.height_m,
    )
    assert child.terrain.forest <= parent.terrain.forest
    assert placed(child) == placed(parent)
    assert child.staging == parent.sun
    assert child.sights.sea_of_clouds == parent.sights.sea_of_clouds


def test_words_without_a_meaning_change_nothing_but_the_account_of_it():
    parent, child = worn(WORLDS[0], "zzyzx")

    assert replace(child, staged=None, sources=(), not_understood=()) == replace(parent, sources=(), not_understood=())


def test_hour_season_and_ice_are_what_was_asked():
    _, child = worn(WORLDS[0], "frozen winter night with snow")

    assert (child.time, child.season) == (TimeOfDay.NIGHT, Season.WINTER)
    assert child.sun.elevation_deg < -6
    assert child.moon.is_shown
    assert child.terrain.snow > 0.6
    assert child.water.ice > 0.5


def test_what_is_not_spoken_of_stays():
    parent, child = worn("a lake in the rain", "night")

    assert child.weather == parent.weather == Weather.RAIN
    assert (child.clouds, child.air) == (parent.clouds, parent.air)
    assert child.season == parent.season


def test_snow_goes_with_the_winter_but_what_the_parent_named_stays():
    _, thawed = worn("a winter forest in falling snow", "summer")
    named, kept = worn("green hills with snow-capped mountains", "autumn")

    assert (thawed.terrain.snow, thawed.air.snow) == (0.0, 0.0)
    assert thawed.weather is not Weather.SNOW
    assert kept.terrain.snow == named.terrain.snow > 0


def test_another_land_gives_its_matter_and_not_its_shapes():
    parent, child = worn("green hills with a forest", "a sandy desert of dunes")

    assert child.terrain.kind is parent.terrain.kind is TerrainKind.HILLS
    assert child.terrain.sand > 0.8
    assert child.terrain.grass < 0.2


def test_things_are_painted_or_taken_away_but_none_is_put_down():
    parent, child = worn("a lake with a wooden boat and a cabin", "a red boat, a castle and birds", negative="cabin")
    kinds = {thing.kind for thing in child.things}

    assert {thing.kind for thing in parent.things} >= {ThingKind.BOAT, ThingKind.CABIN}
    assert ThingKind.BOAT in kinds
    assert ThingKind.CABIN not in kinds
    assert ThingKind.CASTLE not in kinds
    assert ThingKind.BIRDS in kinds
    assert next(thing.tint for thing in child.things if thing.kind is ThingKind.BOAT) is not None


def test_the_sky_is_drawn_anew_by_the_seed_only_when_the_words_speak_of_it():
    parent = reader.read("green hills", seed=1)
    skies = {
        wish: dressed(parent, reader.read(wish, seed=9), seed=9).sky_seed
        for wish in ("stormy weather", "sunset", "autumn leaves", "an old farm")
    }

    assert skies == {"stormy weather": 9, "sunset": 9, "autumn leaves": None, "an old farm": None}


def test_a_style_dresses_too():
    _, child = worn("a medieval village on a sunny afternoon", "lights in the streets", "Cyberpunk")

    assert child.site.place is Place.VILLAGE
    assert child.site.neon > 0.3
    assert child.sun.elevation_deg < 0


def test_a_dressed_scene_can_be_kept_and_dressed_again():
    parent, child = worn(WORLDS[0], "winter night")
    again = dressed(scene_from_json(scene_to_json(child)), reader.read("a sunny summer day", seed=4), seed=4)

    assert scene_from_json(scene_to_json(child)) == child
    assert again.staging == parent.sun
    assert again.season is Season.SUMMER
    assert again.terrain.snow < 0.3 < child.terrain.snow
    assert again.water.kind is WaterKind.LAKE


def test_every_attribute_tells_whether_the_words_or_the_world_decided_it():
    _, child = worn(WORLDS[0], "winter night")
    how = {source.attribute: source.how for source in child.sources}

    assert how["time"] == "lexicon"
    assert how["water.kind"] == "world"
    assert len(how) == len(child.sources)
