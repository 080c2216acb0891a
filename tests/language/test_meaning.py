"""MiniLM understands what the lexicon does not know, and keeps silent where it is not sure."""

import numpy as np
import pytest

from skyloom.language.embedding import SIZE, embed
from skyloom.language.reader import read
from skyloom.language.wordpiece import MAX_TOKENS, token_ids


def test_vectors_are_unit_and_near_for_near_meanings():
    vectors = embed(["a sandy beach", "the sea shore", "a dark cathedral"])

    assert vectors.shape == (3, SIZE)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-5)
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2] + 0.2


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("hello world", [101, 7592, 2088, 102]),
        ("Café", [101, 7668, 102]),
        ("unaffable", [101, 14477, 20961, 3468, 102]),
        ("", [101, 102]),
    ],
)
def test_tokens_are_those_of_bert(text, ids):
    assert token_ids(text) == ids


def test_long_texts_are_cut():
    assert len(token_ids("word " * 500)) == MAX_TOKENS


@pytest.mark.parametrize(
    ("prompt", "attribute", "word"),
    [
        ("a plateau and petals", "terrain.flowers", "petals"),
        ("hills of utter calmness", "mood", "calmness"),
    ],
)
def test_an_unknown_word_near_a_known_one_is_understood(prompt, attribute, word):
    sources = {s.attribute: s for s in read(prompt).sources}

    assert sources[attribute].how == "meaning"
    assert word in sources[attribute].words


def test_a_whole_sentence_fills_an_open_axis():
    scene = read("leaves turning orange and crimson, crunching underfoot")

    assert scene.season.value == "autumn"


def test_meaning_never_beats_words():
    for source in read("noon, stargazers gaze at constellations after bedtime").sources:
        if source.attribute == "time" and source.how != "overruled":
            assert (source.value, source.how) == ("noon", "lexicon")


@pytest.mark.parametrize("prompt", ["qwertz uiop", "invoice number seven", "lorem ipsum dolor sit amet", "hello there"])
def test_weak_matches_do_nothing(prompt):
    assert not [s for s in read(prompt).sources if s.how == "meaning"]
