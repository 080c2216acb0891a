"""Text to words: lower case, no accents, one spelling, singular forms, and the punctuation between them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

LONGEST_TEXT = 4000  # characters that are read; the API allows 2000

_TOKEN = re.compile(r"[^\W_]+|[,;]|[.:!?()|/\n\r]")
_NOT = re.compile(r"(can|won|isn|aren|don|doesn|wasn|weren|shouldn|couldn)['’]?t\b")
_OWNER = re.compile(r"['’](s|re|ve|ll|d|m)?\b|['’]")
_SPELLINGS = {
    "gray": "grey",
    "grays": "grey",
    "greyish": "grey",
    "color": "colour",
    "colors": "colour",
    "colored": "coloured",
    "colorful": "colourful",
    "harbor": "harbour",
    "savannah": "savanna",
    "cozy": "cosy",
    "tonight": "night",
    "nite": "night",
    "leaves": "leaf",
    "wolves": "wolf",
    "cliffs": "cliff",
    "skies": "sky",
    "waves": "wave",
    "caves": "cave",
    "valleys": "valley",
    "geese": "goose",
    "sunrays": "sunray",
    "alps": "alps",
    "andes": "andes",
    "has": "has",
    "was": "was",
    "is": "is",
    "its": "its",
    "this": "this",
    "as": "as",
    "always": "always",
    "across": "across",
    "cirrus": "cirrus",
    "paradise": "paradise",
}
_SUFFIXES = ("y", "ing", "ed", "ish", "ous", "like", "ly", "en")


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word of a text and what stands before it."""

    text: str  # lower case, without accents
    form: str  # singular, in one spelling
    gap: str  # "" directly after the last word, "," after a comma, "." after a stronger break


def split(text: str, /) -> list[Word]:
    """Return the words of a text; anything but letters and digits only separates them."""
    words: list[Word] = []
    gap = "."
    for piece in _TOKEN.findall(_plain(text)):
        if piece in ",;":
            gap = max(gap, ",", key=("", ",", ".").index)
        elif not piece[0].isalnum():
            gap = "."
        else:
            words.append(Word(text=piece, form=form_of(piece), gap=gap))
            gap = ""
    return words


def word_set(words: str, /) -> frozenset[str]:
    """Return words that are written with blanks between them."""
    return frozenset(words.split())


def form_of(word: str, /) -> str:
    """Return the singular of a lower-case word in our spelling; the rows of the lexicon use the same."""
    if word in _SPELLINGS:
        return _SPELLINGS[word]
    if len(word) <= 3 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return word[:-2]
    return word[:-1]


def stems(word: str, /) -> Iterator[str]:
    """Yield what a word may be made from: foggy, fogging and fogged come from fog."""
    for suffix in _SUFFIXES:
        base = word.removesuffix(suffix)
        if len(base) < 3 or base == word:
            continue
        yield base
        yield base + "e"
        if base[-1] == base[-2]:
            yield base[:-1]


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text[:LONGEST_TEXT]).casefold()
    bare = "".join(c for c in folded if unicodedata.category(c) != "Mn")
    return _OWNER.sub("", _NOT.sub(r"\1 not", bare))
