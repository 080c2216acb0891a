"""Reads a prompt into a scene: words to claims, claims to a draft, and rules for what is open."""

from __future__ import annotations

import random
from collections.abc import Collection, Iterable
from dataclasses import replace

from skyloom.core.catalog import Style
from skyloom.core.scene import SceneSpec, Source
from skyloom.language import lexicon, meaning, rules, scenery, wishes
from skyloom.language.attributes import group_of, is_thing
from skyloom.language.claims import Claim, Rank, decide
from skyloom.language.matching import Reading, find

NOTED = 40  # words that `not_shown` and `not_understood` hold at most
LONGEST_NOTED = 40  # characters
ALONE = Source(attribute="reader", value="lexicon alone: MiniLM is not installed", words="", how="default")
SETTING = frozenset({"place", "terrain", "water"})  # a style moves nobody who said where they are


def read(prompt: str, *, negative_text: str = "", style: Style | None = None, seed: int = 0) -> SceneSpec:
    """Return the scene that a prompt asks for, less what the negative text takes away.

    A style's words fill what the prompt leaves open; the seed decides what nobody does. The same arguments
    give the same scene, and any text gives one. The style's grade is left to the film.
    """
    words = lexicon.load()
    asked = find(prompt, words)
    claims = [*wishes.claims(asked, how="lexicon"), *_avoidances(find(negative_text, words))]
    sensed = meaning.words(asked.unknown) if meaning.is_available() else []
    claims += wishes.claims(replace(asked, matches=tuple(sensed)), how="meaning")
    if len(asked.unknown) > len(sensed) and meaning.is_available():
        claims += _meant(asked, open_axes=_open_axes(claims))
    if style:
        claims += _dressed(wishes.claims(find(style.dresses, words), how="style"), claims)
    draft = decide(claims)
    rng = random.Random(f"scene {seed}")
    rules.complete(draft, rng=rng)
    understood = sorted((*asked.matches, *sensed), key=lambda match: match.start)
    scene = scenery.build(
        draft,
        rules.cloud_layers(draft, rng=rng),
        rng=rng,
        not_shown=_noted(m.words for m in understood if m.row and not m.row.is_shown and not m.is_negated),
        not_understood=_noted(m.words for m in asked.unknown if m.words not in {s.words for s in sensed}),
    )
    return scene if meaning.is_available() else replace(scene, sources=(*scene.sources, ALONE))


def warm_up() -> None:
    """Load the lexicon, the vectors and the model, which a first prompt with an unknown word would wait for."""
    read("zzyzx of unknown words")


def _groups(claims: Iterable[Claim]) -> set[str]:
    return {group_of(claim.attribute) for claim in claims}


def _open_axes(claims: Collection[Claim]) -> set[str]:
    """Return the axes that no word spoke about; who is in a city, or among things, needs no other place."""
    said = _groups(claim for claim in claims if claim.rank > Rank.HINTED)
    if any(claim.attribute == "site.place" and not claim.is_veto for claim in claims):
        said |= SETTING
    if any(is_thing(claim.attribute) and claim.how == "lexicon" for claim in claims):
        said.add("terrain")
    return set(meaning.SURE) - said


def _meant(reading: Reading, *, open_axes: Collection[str]) -> list[Claim]:
    """Return what the prompt as a whole is about, where its words said nothing."""
    return [
        Claim(attribute=attribute, value=value, words=f"like {found.text!r}", how="meaning", rank=Rank.MEANT, place=-1)
        for found in meaning.sentence((word.text for word in reading.words), sorted(open_axes))
        for attribute, value in (*found.suggests.items(), *found.asks.items())
    ]


def _dressed(dress: Iterable[Claim], asked: Collection[Claim]) -> list[Claim]:
    """Return what a style's words may add: nothing of which the prompt speaks, and no other place."""
    said = _groups(asked)
    if said & SETTING or any(is_thing(claim.attribute) for claim in asked):
        said.add("place")
    if "place" in said:
        said |= {"terrain", "water"} if any(c.attribute == "site.place" for c in asked) else set()
    return [claim for claim in dress if group_of(claim.attribute) not in said]


def _avoidances(reading: Reading) -> list[Claim]:
    return [claim for match in reading.matches if match.row for claim in wishes.taken_away(match, rank=Rank.AVOIDED)]


def _noted(words: Iterable[str]) -> tuple[str, ...]:
    kept = dict.fromkeys(word[:LONGEST_NOTED] for word in words)
    return tuple(kept)[:NOTED]
