"""Finds the lexicon's phrases in a text, longest first, and tells which of them are taken away."""

from __future__ import annotations

from dataclasses import dataclass, replace

from skyloom.language.lexicon import Colour, Lexicon, Row
from skyloom.language.negation import CUES, reached
from skyloom.language.words import Word, split

FAR = frozenset(
    {
        ("in", "the", "distance"),
        ("on", "the", "horizon"),
        ("in", "the", "background"),
        ("at", "the", "horizon"),
        ("far", "away"),
        ("far", "off"),
        ("in", "distance"),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A phrase that the lexicon knows, where it stands and whether it is taken away."""

    words: str
    start: int  # index of its first word
    end: int
    row: Row | None = None
    colour: Colour | None = None
    is_negated: bool = False
    is_far: bool = False  # in the distance: what stands nearer comes first


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A text with everything that was found in it."""

    words: tuple[Word, ...]
    matches: tuple[Match, ...]
    unknown: tuple[Match, ...]  # words that nothing is known of: neither row nor colour


def find(text: str, lexicon: Lexicon, /) -> Reading:
    """Return the phrases of a text and the words that nothing is known of."""
    words = split(_with_signs_spelled(text, lexicon))
    forms = [_mended(word.form, lexicon) for word in words]
    negated = reached(words)
    matches: list[Match] = []
    unknown: dict[str, Match] = {}
    at = 0
    while at < len(words):
        match = _longest(words, forms, at, lexicon) or _less(words, at, lexicon)
        if match is None:
            if not _is_function_word(words[at], lexicon):
                word = words[at].text
                unknown.setdefault(word, Match(words=word, start=at, end=at + 1, is_negated=negated[at]))
            at += 1
            continue
        free = _is_free_suffix(words, match.end)
        is_negated = match.is_negated or free or negated[match.start]
        if _is_cue_phrase(match):  # "not a cloud in the sky" is a phrase of its own
            is_negated = False
        matches.append(replace(match, is_negated=is_negated, is_far=_is_far(words, match)))
        at = match.end + free
    return Reading(words=tuple(words), matches=tuple(matches), unknown=tuple(unknown.values()))


def _with_signs_spelled(text: str, lexicon: Lexicon) -> str:
    if text.isascii():
        return text
    for sign in sorted(lexicon.signs, key=len, reverse=True):
        text = text.replace(sign, f" {lexicon.signs[sign]} , ")
    return text


def _is_far(words: list[Word], match: Match) -> bool:
    """Tell whether a phrase stands in the distance: distant hills, hills on the horizon."""
    if match.start and words[match.start - 1].form in ("distant", "faraway") and not words[match.start].gap:
        return True
    after = tuple(word.form for word in words[match.end : match.end + 3] if not word.gap)
    return after in FAR or after[:2] in FAR


def _longest(words: list[Word], forms: list[str], at: int, lexicon: Lexicon) -> Match | None:
    room = at + 1
    while room < len(words) and not words[room].gap and room - at < lexicon.longest:
        room += 1
    for end in range(room, at, -1):
        row = lexicon.rows.get(tuple(forms[at:end]))
        if row:
            return Match(words=_span(words, at, end), start=at, end=end, row=row)
    colour = lexicon.colour(forms[at])
    if colour:
        return Match(words=words[at].text, start=at, end=at + 1, colour=colour)
    row = lexicon.single(forms[at]) if not _is_function_word(words[at], lexicon) else None
    return Match(words=words[at].text, start=at, end=at + 1, row=row) if row else None


def _less(words: list[Word], at: int, lexicon: Lexicon) -> Match | None:
    """Read waveless as no wave."""
    stem = words[at].form.removesuffix("less")
    row = lexicon.single(stem) if stem != words[at].form and len(stem) >= 3 else None
    return Match(words=words[at].text, start=at, end=at + 1, row=row, is_negated=True) if row else None


def _mended(form: str, lexicon: Lexicon) -> str:
    known = (form,) in lexicon.rows or form in lexicon.colours
    return form if known or not form.isalpha() else lexicon.mended(form)


def _is_free_suffix(words: list[Word], at: int) -> bool:
    """Tell whether "free" follows a phrase as in cloud-free."""
    if at >= len(words) or words[at].form != "free" or words[at].gap:
        return False
    return at + 1 >= len(words) or words[at + 1].form not in ("of", "from")


def _is_cue_phrase(match: Match) -> bool:
    return match.end - match.start > 1 and match.words.partition(" ")[0] in CUES


def _span(words: list[Word], start: int, end: int) -> str:
    return " ".join(word.text for word in words[start:end])


def _is_function_word(word: Word, lexicon: Lexicon) -> bool:
    form = word.form
    return len(form) == 1 or form.isdigit() or form in lexicon.function_words or form in CUES
