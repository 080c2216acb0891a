"""The writer adds what fits, and changes nothing that was asked for."""

import pytest
from tests.language.scoring import table

from skyloom.core import catalog
from skyloom.language.enhance import details, enhance
from skyloom.language.reader import read

PROMPTS = [expected.prompt for expected in table("prompts_tuning.tsv")[::9]]


def asked(scene):
    return {s.attribute: s.value for s in scene.sources if s.how in ("lexicon", "meaning", "negation")}


@pytest.mark.parametrize("prompt", PROMPTS)
def test_what_a_prompt_asks_for_stays(prompt):
    before, after = read(prompt, seed=7), read(enhance(prompt, seed=7, limit=600), seed=7)

    assert asked(before).items() <= asked(after).items()
    assert set(before.things) <= set(after.things)
    assert (before.site.place, before.terrain.kind, before.time) == (after.site.place, after.terrain.kind, after.time)
    assert before.not_understood == after.not_understood


@pytest.mark.parametrize(
    "prompt", ["mountains", "a lake", "village", "cyberpunk", "living room", "underwater", "xylqhrz"]
)
def test_a_short_prompt_grows_and_begins_as_it_was(prompt):
    text = enhance(prompt, seed=3, limit=600)

    assert text.startswith(prompt)
    assert len(text) >= len(prompt) + 15


def test_the_same_seed_writes_the_same_and_others_write_other_things():
    assert enhance("hills", seed=1, limit=400) == enhance("hills", seed=1, limit=400)
    assert len({enhance("hills", seed=seed, limit=400) for seed in range(8)}) >= 5


@pytest.mark.parametrize("limit", [5, 20, 60, 150])
def test_a_text_keeps_within_its_limit(limit):
    assert len(enhance("a castle on a hill at sunset"[:limit], seed=2, limit=limit)) <= limit


def test_what_the_negative_text_forbids_is_not_written():
    for seed in range(6):
        text = enhance("a harbour", seed=seed, limit=500, negative_text="boats, sails, lighthouse, clouds")

        assert not {"boats", "sails", "lighthouse", "clouds"} & set(text.replace(",", "").split())


def test_a_long_prompt_is_left_alone():
    prompt = "a misty mountain lake with pines " * 12

    assert enhance(prompt, seed=1, limit=2000) == prompt.strip()


def test_a_style_is_heard():
    for style in catalog.load().styles()[:3]:
        assert enhance("hills", seed=1, limit=200, style=style).startswith("hills, ")


def test_every_clause_is_understood_to_the_last_word():
    for sort in details().values():
        for clauses in sort.values():
            for clause in clauses:
                assert not read(clause).not_understood, clause
