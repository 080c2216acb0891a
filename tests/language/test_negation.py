"""What is said not to be there is not there."""

import pytest
from tests.language.scoring import fulfils

from skyloom.language.lexicon import load
from skyloom.language.matching import find
from skyloom.language.reader import read

TAKEN_AWAY = [
    ("mountains, no clouds", ["clouds.cover<0.01", "terrain.kind=mountains"]),
    ("a sky without clouds", ["clouds.cover<0.01"]),
    ("cloudless", ["clouds.cover<0.01", "weather=clear"]),
    ("a cloud-free sky", ["clouds.cover<0.01"]),
    ("free of clouds", ["clouds.cover<0.01"]),
    ("not a cloud in the sky", ["clouds.cover<0.01"]),
    ("I don't want any clouds", ["clouds.cover<0.01"]),
    ("clouds, but no rain", ["air.rain<0.01", "clouds.cover>0.1"]),
    ("a storm without rain", ["weather=storm", "air.rain<0.01"]),
    ("hills without water", ["water.kind=none", "terrain.kind=hills"]),
    ("a coast without the sea", ["terrain.kind=plains|hills|mountains"]),
    ("not a tree", ["terrain.forest<0.01"]),
    ("treeless hills", ["terrain.forest<0.01", "terrain.kind=hills"]),
    ("hills without trees, rocks or flowers", ["terrain.forest<0.01", "terrain.rock<0.01", "terrain.flowers<0.01"]),
    ("hills without trees and flowers", ["terrain.forest<0.01", "terrain.flowers<0.01"]),
    ("neither trees nor rocks", ["terrain.forest<0.01", "terrain.rock<0.01"]),
    ("no trees and a lake", ["terrain.forest<0.01", "water.kind=lake"]),
    ("no trees, snow", ["terrain.forest<0.01", "terrain.snow>0.5"]),
    ("no clouds over snowy mountains", ["clouds.cover<0.01", "terrain.snow>0.3", "terrain.kind=mountains"]),
    ("mountains devoid of snow", ["terrain.snow<0.01", "terrain.kind=mountains"]),
    ("a lake instead of the sea", ["water.kind=lake"]),
    ("night without the moon", ["moon.is_shown=no", "time=night"]),
    ("a moonless night", ["moon.is_shown=no", "time=night"]),
    ("a starless night", ["stars.density<0.01"]),
    ("not sunny", ["weather=overcast"]),
    ("not cloudy", ["weather=fair|clear"]),
    ("a lake without waves", ["water.waves<0.01"]),
    ("no mountains", ["terrain.kind=hills|plains"]),
    ("not without clouds", ["clouds.cover>0.1"]),
    ("nothing but clouds", ["clouds.cover>0.1"]),
    ("not only hills but also a lake", ["terrain.kind=hills", "water.kind=lake"]),
    ("no fog", ["air.fog<0.01"]),
]


@pytest.mark.parametrize(("prompt", "wishes"), TAKEN_AWAY, ids=lambda v: v if isinstance(v, str) else "")
def test_a_negation_takes_away(prompt, wishes):
    for seed in (0, 1, 2):
        scene = read(prompt, seed=seed)

        assert [wish for wish in wishes if not fulfils(scene, wish)] == []


NEGATIVE_TEXTS = [
    ("a cloudy afternoon", "clouds", ["clouds.cover<0.01"]),
    ("snowy mountains", "snow", ["terrain.snow<0.01", "terrain.kind=mountains"]),
    ("a lake in the hills", "water, trees", ["water.kind=none", "terrain.forest<0.01"]),
    ("forest", "fog, rain, people", ["terrain.forest>0.6", "air.fog<0.01", "air.rain<0.01"]),
    ("hills", "blurry, low quality, watermark, text, people", ["terrain.kind=hills"]),
    ("landscape", "mountains, hills", ["terrain.kind=plains"]),
    ("sky", "night", ["time=morning|afternoon|noon"]),
    ("night sky", "moon, clouds", ["moon.is_shown=no", "clouds.cover<0.01", "time=night"]),
    ("a storm at sea", "rain", ["weather=storm", "air.rain<0.01", "water.kind=sea"]),
    ("hills", "no trees", ["terrain.forest<0.01"]),
]


@pytest.mark.parametrize(
    ("prompt", "negative", "wishes"), NEGATIVE_TEXTS, ids=lambda v: v if isinstance(v, str) else ""
)
def test_a_negative_text_takes_away(prompt, negative, wishes):
    scene = read(prompt, negative_text=negative)

    assert [wish for wish in wishes if not fulfils(scene, wish)] == []


def test_what_is_taken_away_is_not_listed_as_not_shown():
    assert read("hills without people").not_shown == ()
    assert read("hills with people").not_shown == ("people",)


def test_the_words_that_a_negation_reaches_are_marked():
    reading = find("no tall trees, a lake without waves", load())

    assert [(m.words, m.is_negated) for m in reading.matches if m.row and not m.row.is_filler] == [
        ("trees", True),
        ("lake", False),
        ("waves", True),
    ]
