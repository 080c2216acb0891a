"""Finds the lexicon's phrases in a text, longest first, and tells which of them are taken away."""

from __future__ import annotations

from dataclasses import dataclass

from skyloom.language.lexicon import Colour, Lexicon, Row
from skyloom.language.words import Word, split

CUES = frozenset(
    {
        "no",
        "not",
        "without",
        "never",
        "lacking",
        "minus",
        "nor",
        "neither",
        "sans",
        "zero",
        "avoid",
        "exclude",
        "remove",
        "omit",
        "none",
    }
)
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
        ("no", "longer"),
        ("no", "more"),
    }
)
LISTING = frozenset({"without", "of", "from", "lacking", "nor", "neither", "sans"})  # their "and" goes on
ENDS = frozenset(
    "but except with under over above in on at by along against behind beneath below between beyond around near across through"
    " toward towards while when where that which just only is are was this there into to from".split()
)
ARTICLES = frozenset({"a", "an", "the", "with", "some", "no", "not", "lots", "many"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A phrase that the lexicon knows, where it stands and whether it is taken away."""

    words: str
    start: int  # index of its first word
    end: int
    row: Row | None = None
    colour: Colour | None = None
    is_negated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A text with everything that was found in it."""

    words: tuple[Word, ...]
    matches: tuple[Match, ...]
    unknown: tuple[str, ...]


def find(text: str, lexicon: Lexicon, /) -> Reading:
    """Return the phrases of a text and the words that nothing is known of."""
    words = split(text)
    forms = [_mended(word.form, lexicon) for word in words]
    negated = _negated(words)
    matches: list[Match] = []
    unknown: list[str] = []
    at = 0
    while at < len(words):
        match = _longest(words, forms, at, lexicon) or _less(words, at, lexicon)
        if match is None:
            if not _is_function_word(words[at]):
                unknown.append(words[at].text)
            at += 1
            continue
        free = _is_free_suffix(words, match.end)
        is_negated = match.is_negated or free or negated[match.start]
        if _is_cue_phrase(match):  # "not a cloud in the sky" is a phrase of its own
            is_negated = False
        matches.append(
            Match(
                words=match.words,
                start=match.start,
                end=match.end,
                row=match.row,
                colour=match.colour,
                is_negated=is_negated,
            )
        )
        at = match.end + free
    return Reading(words=tuple(words), matches=tuple(matches), unknown=tuple(dict.fromkeys(unknown)))


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
    row = lexicon.single(forms[at]) if not _is_function_word(words[at]) else None
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


def _is_function_word(word: Word) -> bool:
    return word.form in FUNCTION_WORDS or word.form in CUES or (len(word.form) == 1) or word.form.isdigit()


def _negated(words: list[Word]) -> list[bool]:
    """Tell for each word whether a negation reaches it."""
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


FUNCTION_WORDS = frozenset(
    "a an the of and or with in on at to from by for is are was were be been being it its this that these those there here"
    " as if then than so such very too also both each every all any other another same own his her their our your my we i you he she they"
    " us me him them who whom whose which what when where why how do does did has have had having can could may might will would shall"
    " should must let into onto out up down off over under above below between through during before after about against along across"
    " behind beneath beside besides beyond but except near around among amid within per via upon until till while since because"
    " only just even still again ever yet not no nor free devoid empty absence lack instead rather else away back seem seems become"
    " becomes made makes make full sight".split()
)
