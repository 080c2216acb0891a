"""Prompts as people write them, and what must be seen in them."""

import pytest
from tests.language import scoring

from skyloom.language.reader import read

TUNING = scoring.table("prompts_tuning.tsv")
HELD_BACK = scoring.table("prompts_held_back.tsv")


@pytest.mark.parametrize("expected", TUNING, ids=lambda e: e.prompt[:50])
def test_a_prompt_of_the_tuning_half_gets_all_it_asks_for(expected):
    scene = read(expected.prompt)

    assert scoring.missed(scene, expected) == []


def test_the_held_back_half_gets_what_it_asks_for_and_little_else():
    score = scoring.score([(read(expected.prompt), expected) for expected in HELD_BACK])

    assert score.recall >= 0.85
    assert score.precision >= 0.85


def test_what_a_prompt_asks_for_holds_for_every_seed():
    for expected in TUNING[::5]:
        for seed in (1, 77, 2**32 - 1):
            assert scoring.missed(read(expected.prompt, seed=seed), expected) == [], expected.prompt
