"""The lexicon's rows are sound and their vectors are current."""

import tomllib
from importlib.resources import files

import numpy as np
import pytest

from skyloom.core.scene import (
    CloudKind,
    Mood,
    Place,
    Season,
    TerrainKind,
    ThingKind,
    TimeOfDay,
    Tree,
    WaterKind,
    Weather,
)
from skyloom.language import lexicon, vectors
from skyloom.language.attributes import CHOICES, COLOURS, TINTS, TREES, checked
from skyloom.language.colouring import PAINTED_TOGETHER
from skyloom.language.embedding import embed
from skyloom.language.lexicon import Row, index
from skyloom.language.reader import read
from skyloom.language.words import form_of, split, stems

ROWS = list({id(row): row for row in lexicon.load().rows.values()}.values())


def test_the_lexicon_is_rich():
    assert sum(len(row.phrases) for row in ROWS if not row.is_filler) > 1500


def test_every_choice_can_be_asked_for():
    asked = {(a, v) for row in ROWS for a, v in (*row.asks.items(), *row.suggests.items()) if a in CHOICES}
    asked |= {("site.place", row.subject) for row in ROWS if row.subject}
    unsaid = {Mood.NEUTRAL, WaterKind.NONE, Place.LAND}

    for attribute, kinds in CHOICES.items():
        for value in kinds:
            assert (attribute, value.value) in asked or value in unsaid


@pytest.mark.parametrize("kind", [TimeOfDay, Season, Weather, TerrainKind, CloudKind, Mood])
def test_the_name_of_a_value_asks_for_it(kind):
    for value in set(kind) - {Mood.NEUTRAL, Weather.FAIR, TerrainKind.FLOATING, TerrainKind.TERRACES}:
        scene = read(value.value.replace("_", " "))
        found = (
            scene.time,
            scene.season,
            scene.weather,
            scene.mood,
            scene.terrain.kind,
            *[c.kind for c in scene.clouds],
        )

        assert value in found or value in (Weather.FOG, Weather.DUST, Weather.SNOW)  # nouns of the ground and the air


def test_every_thing_and_tree_can_be_named():
    trees = {name for row in ROWS for name in (*row.asks.get(TREES, ()), *row.suggests.get(TREES, ()))}

    assert {row.thing for row in ROWS} >= set(ThingKind)
    assert trees >= set(Tree)


@pytest.mark.parametrize("kind", sorted(set(ThingKind) - {ThingKind.TOWERS, ThingKind.DOME}))
def test_the_name_of_a_thing_names_it(kind):
    scene = read(f"a plain with a {kind.value.replace('_', ' ')}")

    assert kind in {thing.kind for thing in scene.things}


def test_rows_paint_what_can_be_painted():
    assert {row.paints for row in ROWS} <= COLOURS | TINTS | set(PAINTED_TOGETHER) | {"", "terrain.dryness"}


def test_a_phrase_in_two_rows_is_refused():
    with pytest.raises(ValueError, match="'big hills' stands in two rows"):
        index([Row(phrases=("big hill",)), Row(phrases=("big hills",))])


@pytest.mark.parametrize(
    ("attribute", "value"),
    [
        ("time", "teatime"),
        ("air.fog", 2),
        ("air.fog", True),
        ("water.tint", [1, 2]),
        ("sea.depth", 1),
        ("moon.is_shown", 1),
    ],
)
def test_a_value_that_an_attribute_cannot_have_is_refused(attribute, value):
    with pytest.raises(ValueError, match=r"cannot be|is not a valid"):
        checked(attribute, value)


def test_the_stored_vectors_are_those_of_the_rows():
    known, stored = vectors.load()

    assert sorted(known) == vectors.texts(), "renew them: python -m skyloom.language.vectors"
    sample = vectors.texts()[::100]
    likeness = np.sum(embed(sample) * stored[[known[text] for text in sample]], axis=1)
    assert likeness.min() > 0.98


def test_every_translation_names_a_phrase_of_ours():
    table = tomllib.loads((files("skyloom.language") / "rows" / "languages.toml").read_text("utf-8"))

    for word, phrase in table["translation"].items():
        assert tuple(w.form for w in split(phrase)) in lexicon.load().rows, word


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("mountians", "mountain"),
        ("sunsett", "sunset"),
        ("dessert", "dessert"),
        ("thunderstrom", "thunderstorm"),
        ("brdges", "brdge"),
    ],
)
def test_a_slip_of_the_finger_is_mended_unless_it_is_a_word(typed, meant):
    assert lexicon.load().mended(form_of(typed)) == meant


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("skies", "sky"),
        ("beaches", "beach"),
        ("grass", "grass"),
        ("cirrus", "cirrus"),
        ("dunes", "dune"),
        ("gray", "grey"),
    ],
)
def test_words_are_read_in_the_singular(word, form):
    assert form_of(word) == form


def test_stems_undo_common_endings():
    assert "fog" in stems("foggy")
    assert "storm" in stems("storming")
    assert "forest" in stems("forested")


def test_punctuation_is_kept_as_gaps():
    words = split("Hills, trees. Snow-capped peaks don't melt")

    assert [(w.text, w.gap) for w in words] == [
        ("hills", "."),
        ("trees", ","),
        ("snow", "."),
        ("capped", ""),
        ("peaks", ""),
        ("don", ""),
        ("not", ""),
        ("melt", ""),
    ]


def test_a_word_of_a_phrase_is_no_slip_of_another_word():
    known = lexicon.load()

    assert known.mended("ringed") == "ringed"
    assert known.mended("mountian") == "mountain"
