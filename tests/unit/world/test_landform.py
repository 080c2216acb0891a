"""A landform and its cover follow the scene and the seed."""

import pytest

from skyloom.core.scene import SceneSpec, Season, Terrain, TerrainKind, Water, WaterKind
from skyloom.world.cover import cover_of, is_tropical
from skyloom.world.landform import kept_water, landform_of
from skyloom.world.seeds import stream


def scene(kind=TerrainKind.HILLS, water=WaterKind.NONE, **terrain):
    return SceneSpec(terrain=Terrain(kind=kind, **terrain), water=Water(kind=water))


def test_streams_differ_by_seed_and_part_and_repeat():
    first = stream(1, "trees").uniform()
    assert first == stream(1, "trees").uniform()
    assert len({first, stream(2, "trees").uniform(), stream(1, "grass").uniform()}) == 3


@pytest.mark.parametrize("kind", TerrainKind)
def test_more_relief_is_higher_land(kind):
    low, high = (landform_of(scene(kind, relief=relief), 5) for relief in (0.0, 1.0))
    assert high.amplitude > 2 * low.amplitude
    assert low.seed == high.seed


def test_another_seed_is_another_land():
    assert landform_of(scene(), 1) != landform_of(scene(), 2)
    assert landform_of(scene(), 1) == landform_of(scene(), 1)


def test_flat_islands_are_the_open_sea():
    assert landform_of(scene(TerrainKind.ISLANDS, WaterKind.SEA, relief=0.0), 1).is_afloat
    assert not landform_of(scene(TerrainKind.ISLANDS, WaterKind.SEA, relief=0.5), 1).is_afloat


def test_only_warm_shores_that_ask_for_palms_have_them():
    warm = scene(TerrainKind.ISLANDS, WaterKind.SEA, palms=1.0)
    assert is_tropical(warm)
    assert cover_of(warm, 1).palms == 1
    assert not is_tropical(scene(TerrainKind.ISLANDS, WaterKind.SEA, palms=1.0, snow=0.5))
    assert not is_tropical(scene(TerrainKind.ISLANDS, WaterKind.SEA))


def test_dry_grass_is_at_least_as_dry_as_asked():
    assert cover_of(scene(dryness=0.9), 1).dryness == 0.9
    assert cover_of(scene(dryness=0.0), 1).dryness == cover_of(scene(), 1).dryness > 0


def test_trees_are_bare_in_winter_alone():
    bare = {season: cover_of(SceneSpec(season=season), 1).bare for season in Season}
    assert [season for season, share in bare.items() if share] == [Season.WINTER]


def test_a_ground_tint_reddens_the_sand():
    plain = cover_of(scene(TerrainKind.DUNES), 3)
    red = cover_of(scene(TerrainKind.DUNES, ground_tint=(1.2, 0.6, 0.5)), 3)
    assert red.sand_light[0] > plain.sand_light[0]
    assert red.sand_light[2] < plain.sand_light[2]


def test_a_lake_on_a_salt_flat_is_a_film_all_over():
    pan = scene(TerrainKind.SALT_FLAT, WaterKind.LAKE)

    assert kept_water(pan).kind is WaterKind.NONE
    assert all(cover_of(pan, seed).wet >= 0.9 for seed in range(8))
