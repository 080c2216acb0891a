"""Tells which words of a text a negation reaches: "no clouds", "without trees, rocks or water", "free of snow"."""

from __future__ import annotations

from skyloom.language.words import Word, word_set

CUES = word_set("no not without never lacking minus nor neither sans zero avoid exclude remove omit none")
CUE_PAIRS = frozenset(
    {
        ("free", "of"),
        ("free", "from"),
        ("devoid", "of"),
        ("empty", "of"),
        ("absence", "of"),
        ("instead", "of"),
        ("rather", "than"),
        ("lack", "of"),
        ("bare", "of"),
        ("anything", "but"),
        ("void", "of"),
    }
)
AFFIRMING = frozenset(
    {
        ("nothing", "but"),
        ("not", "only"),
        ("no", "shortage"),
        ("no", "lack"),
        ("not", "just"),
        ("no", "doubt"),
        ("no", "end"),
    }
)
LISTING = frozenset({"without", "of", "from", "lacking", "nor", "neither", "sans"})  # their "and" goes on
ENDS = word_set(
    "but except with under over above in on at by along against behind beneath below between beyond around "
    "near across through toward towards while when where that which just only is are was this there into to "
    "from"
)
ARTICLES = word_set("a an the with some no not lots many")


def reached(words: list[Word], /) -> list[bool]:
    """Return for each word whether a negation reaches it."""
    out = [False] * len(words)
    cue = ""
    listed_until = -1  # a comma list that ends in "or" belongs to the negation as a whole
    for i, word in enumerate(words):
        pair = (word.form, words[i + 1].form if i + 1 < len(words) else "")
        if word.gap == "." or (word.gap == "," and i > listed_until and word.form not in ("or", "nor")):
            cue = ""
        if pair in AFFIRMING:
            cue = ""
            continue
        previous = words[i - 1].form if i and not word.gap else ""
        if (previous, word.form) in AFFIRMING:
            continue
        if word.form in CUES or (previous, word.form) in CUE_PAIRS:
            cue = "" if cue and previous in CUES and (previous, word.form) not in CUE_PAIRS else word.form
            listed_until = _end_of_list(words, i)
            continue
        if word.form == "and" and cue and not _goes_on(words, i, cue):
            cue = ""
        if word.form in ENDS and cue:
            cue = ""
        out[i] = bool(cue)
    return out


def _goes_on(words: list[Word], at: int, cue: str) -> bool:
    """Tell whether an "and" continues the negation: it does in "without trees and water" at the end of a clause."""
    if cue not in LISTING or at + 1 >= len(words) or words[at + 1].form in ARTICLES:
        return False
    end = at + 1
    while end < len(words) and not words[end].gap:
        end += 1
    return end - at <= 3


def _end_of_list(words: list[Word], cue: int) -> int:
    """Return the last index of the comma list after a cue if it ends in "or", else -1."""
    length = 0
    for i in range(cue + 1, len(words)):
        if words[i].gap == "." or length > 3:
            return -1
        length = 1 if words[i].gap == "," else length + 1
        if words[i].form in ("or", "nor"):
            return i
    return -1
