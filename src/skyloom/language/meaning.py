"""Understands what the lexicon does not know, by the nearness of MiniLM's vectors; weak matches do nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from functools import cache, lru_cache

import numpy as np

from skyloom.language import embedding, lexicon, vectors
from skyloom.language.embedding import Vectors
from skyloom.language.lexicon import Meaning, Row
from skyloom.language.matching import Match

MOST_WORDS = 4  # unknown words that are looked at: 3 ms each
LONGEST_SENTENCE = 40  # words that are compared as a whole: about 10 ms
NEAR = 0.74  # cosine of a word to a phrase
NEAR_THING = 0.84  # of a word that would put a thing into the picture
NEAR_RARE = 0.80  # of a word that MiniLM knows only in pieces, which resemble what they are spelled like
LONGEST_WORD = 20  # letters

# The least cosine of a sentence and its least lead over the runner-up, by axis; set on prompts_tuning.tsv.
SURE: Mapping[str, tuple[float, float]] = {
    "hour": (0.50, 0.08),
    "weather": (0.52, 0.06),
    "season": (0.45, 0.08),
    "terrain": (0.42, 0.03),
    "water": (0.42, 0.06),
    "mood": (0.45, 0.05),
}


def is_available() -> bool:
    """Tell whether meanings can be compared here; without MiniLM the lexicon works alone."""
    return embedding.is_available()


def words(unknown: Iterable[Match], /) -> list[Match]:
    """Return the unknown words that mean nearly the same as a phrase of the lexicon, with its row."""
    candidates = [match for match in unknown if match.words.isalpha() and match.words.isascii()]
    candidates.sort(key=lambda match: match.words not in lexicon.dictionary())  # real words first
    found = []
    for match in candidates[:MOST_WORDS]:
        if 3 <= len(match.words) <= LONGEST_WORD and (row := _row_of(match.words)):
            found.append(replace(match, row=row))
    return found


def sentence(texts: Iterable[str], axes: Collection[str], /) -> list[Meaning]:
    """Return at most one meaning for each of the axes: what the words as a whole are clearly about."""
    real = [word for word in texts if word in lexicon.dictionary()][:LONGEST_SENTENCE]
    if len(real) < 2:
        return []
    known, stored = vectors.load()
    meanings = [m for m in lexicon.load().meanings if m.text in known]
    likeness = stored[[known[m.text] for m in meanings]] @ embedding.embed([" ".join(real)])[0]
    found = []
    for axis in axes:
        rivals = sorted(((float(s), m) for s, m in zip(likeness, meanings, strict=True) if m.axis == axis), key=_score)
        least, lead = SURE.get(axis, (2.0, 0.0))
        if len(rivals) > 1 and rivals[-1][0] >= least and rivals[-1][0] - rivals[-2][0] >= lead:
            found.append(rivals[-1][1])
    return found


def _score(rival: tuple[float, Meaning]) -> float:
    return rival[0]


@cache
def _phrases() -> tuple[list[Row], Vectors]:
    known, stored = vectors.load()
    rows = {id(row): row for row in lexicon.load().rows.values() if not row.is_filler}.values()
    pairs = [(row, known[phrase]) for row in rows for phrase in row.phrases if phrase in known]
    return [row for row, _ in pairs], stored[[i for _, i in pairs]]


@lru_cache(maxsize=4096)
def _row_of(word: str) -> Row | None:
    rows, stored = _phrases()
    likeness = stored @ embedding.embed([word])[0]
    best = int(np.argmax(likeness))
    least = NEAR if word in lexicon.dictionary() else NEAR_RARE
    least = NEAR_THING if rows[best].thing else least
    return rows[best] if likeness[best] >= least else None
