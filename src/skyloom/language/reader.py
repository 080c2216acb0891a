"""Reads a prompt into a scene: words to claims, claims to a draft, and rules for what is open."""

from __future__ import annotations

import random
from collections.abc import Iterable

from skyloom.core.catalog import Style
from skyloom.core.scene import SceneSpec
from skyloom.language import colouring, lexicon, rules, scenery
from skyloom.language.attributes import AMOUNTS, CHOICES, group_of
from skyloom.language.claims import Claim, Rank, decide
from skyloom.language.matching import Match, Reading, find

NOTED = 40  # words that `not_shown` and `not_understood` hold at most
LONGEST_NOTED = 40  # characters


def read(prompt: str, *, negative_text: str = "", style: Style | None = None, seed: int = 0) -> SceneSpec:
    """Return the scene that a prompt asks for, less what the negative text takes away.

    A style's words fill what the prompt leaves open; the seed decides what nobody does. The same arguments
    give the same scene, and any text gives one. The style's grade is left to the film.
    """
    words = lexicon.load()
    asked = find(prompt, words)
    avoided = find(negative_text, words)
    claims = [*_claims(asked), *_avoidances(avoided)]
    touched = {group_of(claim.attribute) for claim in claims}
    if style:
        dress = _claims(find(style.dresses, words), is_style=True)
        claims += [claim for claim in dress if group_of(claim.attribute) not in touched]
    draft = decide(claims)
    rng = random.Random(f"scene {seed}")
    rules.complete(draft, rng=rng)
    return scenery.build(
        draft,
        rules.cloud_layers(draft, rng=rng),
        not_shown=_noted(
            match.words for match in asked.matches if match.row and not match.row.is_shown and not match.is_negated
        ),
        not_understood=_noted(asked.unknown),
    )


def _claims(reading: Reading, *, is_style: bool = False) -> list[Claim]:
    how = "style" if is_style else "lexicon"
    asks, general, suggests = (
        (Rank.STYLE, Rank.STYLE, Rank.STYLE_SUGGESTED) if is_style else (Rank.ASKED, Rank.GENERAL, Rank.SUGGESTED)
    )
    claims: list[Claim] = []
    for match in reading.matches:
        if match.row is None:
            continue
        if match.is_negated:
            claims += _negation(match, rank=asks)
            continue
        explicit = general if match.row.is_general else asks
        for rank, effects in ((explicit, match.row.asks), (suggests, match.row.suggests)):
            claims += [
                Claim(
                    attribute=a, value=v, words=match.words, how=how, rank=rank, place=match.start, bundle=match.start
                )
                for a, v in effects.items()
            ]
    for attribute, (colours, found) in colouring.paints(reading).items():
        if attribute == "nothing":
            continue
        words = ", ".join(match.words for match in found)
        value = colouring.value(attribute, colours)
        claims.append(Claim(attribute=attribute, value=value, words=words, how=how, rank=asks, place=found[-1].start))
    return claims


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
