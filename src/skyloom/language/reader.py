"""Reads a prompt into a scene: words to claims, claims to a draft, and rules for what is open."""

from __future__ import annotations

import random
from collections.abc import Collection, Iterable
from dataclasses import replace

from skyloom.core.catalog import Style
from skyloom.core.scene import SceneSpec, Source
from skyloom.language import colouring, lexicon, meaning, rules, scenery
from skyloom.language.attributes import AMOUNTS, CHOICES, group_of
from skyloom.language.claims import Claim, Rank, decide
from skyloom.language.lexicon import Row
from skyloom.language.matching import Match, Reading, find

NOTED = 40  # words that `not_shown` and `not_understood` hold at most
LONGEST_NOTED = 40  # characters
ALONE = Source(attribute="reader", value="lexicon alone: MiniLM is not installed", words="", how="default")
RANKS = {
    "lexicon": (Rank.ASKED, Rank.GENERAL, Rank.SUGGESTED),
    "meaning": (Rank.MEANT, Rank.MEANT, Rank.MEANT),
    "style": (Rank.STYLE, Rank.STYLE, Rank.STYLE_SUGGESTED),
}


def read(prompt: str, *, negative_text: str = "", style: Style | None = None, seed: int = 0) -> SceneSpec:
    """Return the scene that a prompt asks for, less what the negative text takes away.

    A style's words fill what the prompt leaves open; the seed decides what nobody does. The same arguments
    give the same scene, and any text gives one. The style's grade is left to the film.
    """
    words = lexicon.load()
    asked = find(prompt, words)
    claims = [*_claims(asked, how="lexicon"), *_avoidances(find(negative_text, words))]
    sensed = meaning.words(asked.unknown) if meaning.is_available() else []
    claims += _claims(replace(asked, matches=tuple(sensed)), how="meaning")
    if len(asked.unknown) > len(sensed) and meaning.is_available():
        claims += _meant(asked, open_axes=set(meaning.SURE) - _groups(claims))
    if style:
        dress = _claims(find(style.dresses, words), how="style")
        claims += [claim for claim in dress if group_of(claim.attribute) not in _groups(claims)]
    draft = decide(claims)
    rng = random.Random(f"scene {seed}")
    rules.complete(draft, rng=rng)
    understood = sorted((*asked.matches, *sensed), key=lambda match: match.start)
    scene = scenery.build(
        draft,
        rules.cloud_layers(draft, rng=rng),
        not_shown=_noted(m.words for m in understood if m.row and not m.row.is_shown and not m.is_negated),
        not_understood=_noted(m.words for m in asked.unknown if m.words not in {s.words for s in sensed}),
    )
    return scene if meaning.is_available() else replace(scene, sources=(*scene.sources, ALONE))


def warm_up() -> None:
    """Load the lexicon, the vectors and the model, which a first prompt with an unknown word would wait for."""
    read("zzyzx of unknown words")


def _groups(claims: Iterable[Claim]) -> set[str]:
    return {group_of(claim.attribute) for claim in claims}


def _claims(reading: Reading, *, how: str) -> list[Claim]:
    asks, general, suggests = RANKS[how]
    claims: list[Claim] = []
    for match in reading.matches:
        if match.row is None:
            continue
        if match.is_negated:
            claims += _negation(match, rank=asks)
            continue
        if (how == "meaning" and _only_colours(match.row)) or _is_an_adjective_of_the_next(reading, match):
            continue
        likely = min(suggests, Rank.HINTED) if not match.row.is_shown else suggests
        explicit = general if match.row.is_general or match.is_far else asks
        for rank, effects in ((explicit, match.row.asks), (likely, match.row.suggests)):
            claims += [
                Claim(
                    attribute=a, value=v, words=match.words, how=how, rank=rank, place=match.start, bundle=match.start
                )
                for a, v in effects.items()
            ]
    for attribute, (colours, found) in colouring.paints(reading).items():
        words = ", ".join(match.words for match in found)
        value = colouring.value(attribute, colours)
        claims.append(Claim(attribute=attribute, value=value, words=words, how=how, rank=asks, place=found[-1].start))
    return claims


def _only_colours(row: Row) -> bool:
    return all(attribute.startswith("grade.") for attribute in row.asks)


def _is_an_adjective_of_the_next(reading: Reading, match: Match) -> bool:
    """Tell whether a word of light belongs to what follows: dark clouds darken no picture."""
    if match.row is None or set(match.row.asks) != {"grade.exposure"}:
        return False
    following = next((m for m in reading.matches if m.start == match.end), None)
    if following is None or reading.words[match.end].gap:
        return False
    if following.row is None:
        return True
    return bool({"weather", "moon", "stars"} & {group_of(a) for a in (*following.row.asks, *following.row.suggests)})


def _meant(reading: Reading, *, open_axes: Collection[str]) -> list[Claim]:
    """Return what the prompt as a whole is about, where its words said nothing."""
    return [
        Claim(attribute=attribute, value=value, words=f"like {found.text!r}", how="meaning", rank=Rank.MEANT, place=-1)
        for found in meaning.sentence((word.text for word in reading.words), sorted(open_axes))
        for attribute, value in (*found.suggests.items(), *found.asks.items())
    ]


def _avoidances(reading: Reading) -> list[Claim]:
    return [claim for match in reading.matches if match.row for claim in _negation(match, rank=Rank.AVOIDED)]


def _negation(match: Match, *, rank: Rank) -> list[Claim]:
    """Return what "no X" means: the row's own words for it, else none of its amounts and another choice."""
    row = match.row
    if row is None:
        return []
    claims = [
        Claim(attribute=a, value=v, words=match.words, how="negation", rank=rank, place=match.start)
        for a, v in row.without.items()
    ]
    lead = next(iter(row.asks), "")
    if lead in AMOUNTS and not row.without:
        claims.append(Claim(attribute=lead, value=0.0, words=match.words, how="negation", rank=rank, place=match.start))
    if lead in CHOICES:
        value = row.asks[lead]
        claims.append(
            Claim(
                attribute=lead,
                value=value,
                words=match.words,
                how="negation",
                rank=rank,
                place=match.start,
                is_veto=True,
            )
        )
    return claims


def _noted(words: Iterable[str]) -> tuple[str, ...]:
    kept = dict.fromkeys(word[:LONGEST_NOTED] for word in words)
    return tuple(kept)[:NOTED]
