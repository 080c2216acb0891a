"""Words that are said together: the particular beats the general, and nothing drowns its neighbour."""

import pytest

from skyloom.core.scene import Place, Reach, Season, TerrainKind, ThingKind, TimeOfDay, Tree
from skyloom.language.reader import read

DRY_LAND = 0.05  # share of forest


@pytest.mark.parametrize(
    ("prompt", "least", "most"),
    [
        ("alpine mountains with snow, a flower meadow in front", 0.3, 0.5),
        ("snow and jagged peaks", 0.3, 0.5),
        ("snowy mountains", 0.6, 1.0),
        ("mountains with snow in winter", 0.6, 1.0),
        ("a cabin in the snow, mountains behind", 0.6, 1.0),
        ("snow falling on the mountains", 0.6, 1.0),
        ("snow on a field", 0.6, 1.0),
        ("tundra with moss", 0.2, 0.4),
        ("antarctica", 0.6, 1.0),
    ],
)
def test_snow_lies_where_it_is_meant(prompt, least, most):
    assert least <= read(prompt).terrain.snow <= most


def test_snow_on_peaks_makes_no_winter():
    assert read("alpine mountains with snow").season is Season.SUMMER
    assert read("snow on a field").season is Season.WINTER


def test_a_meadow_flattens_no_mountains_that_are_asked_for():
    for seed in range(3):
        assert (
            read("mountains, a flower meadow in front", seed=seed).terrain.relief
            == read("mountains", seed=seed).terrain.relief
        )
    assert read("mountains, a flower meadow in front").terrain.flowers > 0.5
    assert read("a flower meadow").terrain.relief < 0.4


@pytest.mark.parametrize(
    ("prompt", "kind"),
    [
        ("rice terraces on a mountain", TerrainKind.TERRACES),
        ("a volcano on an island", TerrainKind.VOLCANO),
        ("a canyon in the mountains", TerrainKind.CANYON),
        ("a fjord between high mountains", TerrainKind.FJORD),
        ("norwegian mountains", TerrainKind.MOUNTAINS),
        ("hills, then mountains", TerrainKind.MOUNTAINS),
    ],
)
def test_a_particular_landform_beats_a_general_one(prompt, kind):
    assert read(prompt).terrain.kind is kind


def test_ferns_are_no_jungle():
    assert read("a conifer forest with ferns").terrain.trees == (Tree.CONIFER,)
    assert read("a conifer forest with ferns").terrain.palms == 0
    assert Tree.JUNGLE in read("a prehistoric forest of ferns").terrain.trees


@pytest.mark.parametrize(
    ("prompt", "is_night"),
    [
        ("an alien planet with purple plants, two moons and an orange sky", False),
        ("two moons over purple grass", False),
        ("three moons under a pink sky at night", True),
        ("two moons over a desert", True),
    ],
)
def test_moons_shine_by_day_where_colours_are_asked(prompt, is_night):
    scene = read(prompt)

    assert (scene.time is TimeOfDay.NIGHT) == is_night
    assert scene.sights.moons >= 2
    assert scene.moon.is_shown


def test_the_colour_of_plants_is_that_of_leaves_and_grass():
    terrain = read("an alien planet with purple plants").terrain

    assert terrain.leaf_tint == terrain.grass_tint
    assert terrain.leaf_tint[2] > 2 * terrain.leaf_tint[1]

    both = read("blue grass and pink plants").terrain
    assert both.grass_tint[2] > both.grass_tint[0]
    assert both.leaf_tint[0] > both.leaf_tint[2]


@pytest.mark.parametrize("prompt", ["purple plants on the moon", "plants on mars", "lunar landscape with a plant"])
def test_nothing_is_planted_where_there_is_no_air(prompt):
    terrain = read(prompt).terrain

    assert (terrain.grass, terrain.forest, terrain.flowers) == (0, 0, 0)


def test_named_trees_grow_even_there():
    assert read("cactus on mars").terrain.forest > DRY_LAND


@pytest.mark.parametrize(
    ("prompt", "kind"),
    [
        ("a castle on a hill", ThingKind.CASTLE),
        ("an old castle perched high above the valley at dusk", ThingKind.CASTLE),
        ("a greek temple on a cliff", ThingKind.TEMPLE),
        ("a lighthouse on a rocky headland", ThingKind.LIGHTHOUSE),
        ("a temple in the distance", ThingKind.TEMPLE),
        ("pyramids in the desert", ThingKind.PYRAMID),
        ("a city skyline at night seen from a park", ThingKind.TOWERS),
        ("a city skyline across the river", ThingKind.TOWERS),
        ("a cyberpunk city skyline seen from a hill", ThingKind.TOWERS),
    ],
)
def test_what_crowns_the_land_is_seen_from_without(prompt, kind):
    scene = read(prompt)
    thing = next(thing for thing in scene.things if thing.kind is kind)

    assert scene.site.place is Place.LAND
    assert thing.reach in (Reach.MIDDLE, Reach.FAR)
    assert thing.size >= 1.5 or kind is ThingKind.TOWERS


@pytest.mark.parametrize(
    "prompt", ["in the castle courtyard", "inside the walls of a castle", "castle courtyard on a hill", "a castle"]
)
def test_who_is_in_a_castle_stays_there(prompt):
    assert read(prompt).site.place is Place.CASTLE


def test_a_skyline_seen_from_afar_stands_behind_trees():
    scene = read("a city skyline at night seen from a hill")

    assert scene.terrain.forest >= 0.3
    assert read("a city street").terrain.forest < 0.2


@pytest.mark.parametrize("prompt", ["a castle", "a greek temple", "ancient ruins"])
def test_old_buildings_on_level_land_stand_among_trees(prompt):
    assert read(prompt).terrain.forest >= 0.3
    assert read(f"{prompt} in the desert").terrain.forest <= DRY_LAND


@pytest.mark.parametrize(("prompt", "depth_m"), [("the deep sea", 150), ("an ocean trench", 150), ("a coral reef", 0)])
def test_depth_takes_the_daylight(prompt, depth_m):
    scene = read(prompt)

    assert scene.water.depth_m == depth_m
    assert (scene.time is TimeOfDay.NIGHT) == (depth_m > 0)


def test_who_is_in_orbit_sees_a_great_planet_with_clouds():
    scene = read("in orbit above the earth")
    planet = scene.sights.planets[0]

    assert planet.radius_deg >= 30
    assert planet.clouds == 0.5
    assert scene.sun.elevation_deg > 0
    assert read("in orbit at night").sun.elevation_deg < 0


def test_a_colour_on_rock_leaves_it_rock():
    tint = read("red mesas").terrain.ground_tint

    assert 1.2 < tint[0] / tint[1] < 2.0
    assert tint[1] > tint[2]  # as red rock has it, rather than pink


@pytest.mark.parametrize(
    ("prompt", "is_clear"),
    [
        ("an alien planet with purple plants, two moons and an orange sky", True),
        ("two moons over purple grass", True),
        ("two moons over a stormy sea", False),
        ("a cloudy sky with two moons", False),
    ],
)
def test_several_moons_clear_the_sky_unless_clouds_are_asked(prompt, is_clear):
    scene = read(prompt, seed=9)
    assert (not scene.clouds) == is_clear
    assert abs(scene.moon.heading_deg) < 45
