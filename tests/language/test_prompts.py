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


def test_the_held_back_half_gets_nearly_all_it_asks_for():
    scenes = [(read(expected.prompt), expected) for expected in HELD_BACK]
    missed = sum(len(scoring.missed(scene, expected)) for scene, expected in scenes)

    assert missed / sum(len(expected.wanted) for expected in HELD_BACK) < 0.05


def test_the_reader_seldom_claims_what_nobody_said():
    scenes = [(read(expected.prompt), expected) for expected in HELD_BACK]
    invented = sum(len(scoring.invented(scene, expected)) for scene, expected in scenes)

    assert invented / sum(len(scoring.claims(scene)) for scene, _ in scenes) < 0.05


def test_what_a_prompt_asks_for_holds_for_every_seed():
    for expected in TUNING[::5]:
        for seed in (1, 77, 2**32 - 1):
            assert scoring.missed(read(expected.prompt, seed=seed), expected) == [], expected.prompt
