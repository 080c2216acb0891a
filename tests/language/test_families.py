"""Every family of prompts changes what it should."""

import pytest
from tests.language.scoring import value_of

from skyloom.core import catalog
from skyloom.core.scene import Season, TerrainKind, TimeOfDay, WaterKind, Weather
from skyloom.language.reader import read

SEEDS = (0, 5, 4_000_000_000)
PLACES = ("", " in the mountains", " over the sea", " above a prairie", " by a lake", " on an island")
STYLES = (None, *catalog.load().styles())


@pytest.mark.parametrize("words", ["night", "at midnight", "a starry night", "moonlit", "deep night, cloudy"])
@pytest.mark.parametrize("place", PLACES)
def test_a_night_is_dark(words, place):
    for seed in SEEDS:
        scene = read(words + place, seed=seed)

        assert scene.time is TimeOfDay.NIGHT
        assert scene.sun.elevation_deg < -6.0


@pytest.mark.parametrize("words", ["storm", "stormy", "a thunderstorm", "storm clouds gathering", "a hurricane"])
@pytest.mark.parametrize("place", PLACES)
def test_a_storm_covers_the_sky(words, place):
    for style in STYLES:
        scene = read(words + place, style=style)

        assert scene.weather is Weather.STORM
        assert value_of(scene, "clouds.cover") >= 0.8


@pytest.mark.parametrize("words", ["sunset", "the sun is setting", "at sundown", "the setting sun"])
@pytest.mark.parametrize("place", PLACES)
def test_a_sunset_is_low_and_warm(words, place):
    for number, style in enumerate(STYLES):
        scene = read(words + place, style=style, seed=SEEDS[number % len(SEEDS)])

        # over dunes it stands higher: else their crests would take its light from all the rest
        highest = 4.5 if scene.terrain.kind is TerrainKind.DUNES else 3.0
        assert -1.0 <= scene.sun.elevation_deg <= highest
        assert scene.grade.warmth > 0.0


@pytest.mark.parametrize(
    "words", ["desert", "the Sahara", "sand dunes", "a rocky desert with mesas", "a desert at night"]
)
def test_a_desert_has_no_water(words):
    for number, style in enumerate(STYLES):
        scene = read(words, style=style, seed=SEEDS[number % len(SEEDS)])

        assert scene.water.kind is WaterKind.NONE
        assert scene.terrain.sand >= 0.5
        assert scene.terrain.forest == 0.0


@pytest.mark.parametrize(
    ("words", "attribute", "least"),
    [
        ("fog", "air.fog", 0.3),
        ("a dust storm", "air.dust", 0.5),
        ("pouring rain", "air.rain", 0.6),
        ("snowing", "air.snow", 0.3),
        ("snow", "terrain.snow", 0.6),
        ("a forest", "terrain.forest", 0.7),
        ("a flower field", "terrain.flowers", 0.6),
        ("overcast", "clouds.cover", 0.85),
        ("aurora", "stars.aurora", 0.5),
        ("the milky way", "stars.milky_way", 0.8),
        ("raging sea", "water.waves", 0.7),
        ("jagged peaks", "terrain.relief", 0.7),
        ("rocky", "terrain.rock", 0.6),
    ],
)
def test_a_word_raises_its_own_amount(words, attribute, least):
    assert value_of(read(words), attribute) >= least
    assert value_of(read("hills at noon"), attribute) < least


@pytest.mark.parametrize("season", list(Season))
def test_a_season_is_heard(season):
    scene = read(f"hills in {season.value}")

    assert scene.season is season
    assert (scene.terrain.snow > 0.5) == (season is Season.WINTER)


@pytest.mark.parametrize(
    ("words", "heading"),
    [("sun to the left", -90), ("sun on the right", 90), ("sun behind us", 180), ("backlit", 0), ("sun behind", 180)],
)
def test_the_sun_stands_where_it_is_put(words, heading):
    assert read(f"hills, {words}").sun.heading_deg == heading


def test_the_sun_stands_behind_a_thing_and_not_behind_the_viewer():
    scene = read("sun behind the mountains")

    assert scene.sun.heading_deg == 0
    assert scene.terrain.kind.value == "mountains"


def test_storm_snow_and_night_keep_the_picture_coherent():
    assert read("snowing").season is Season.WINTER
    assert read("a stormy lake").water.waves > 0.6
    assert read("island").water.kind is WaterKind.SEA
    assert read("dunes with lush green").terrain.grass > 0  # somebody asked
    assert read("dunes").terrain.grass == 0
    assert read("night").moon.is_shown
    assert not read("the milky way").moon.is_shown
    assert read("an oasis in the desert").water.kind is WaterKind.LAKE
