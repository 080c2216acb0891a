"""The lexicon: rows of phrases and what they ask for, read from TOML and indexed for the longest match."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from typing import Any

from skyloom.core.scene import Place, ThingKind
from skyloom.language.attributes import Value, checked
from skyloom.language.words import form_of, split, stems

SHORTEST_TYPO = 6  # letters; shorter words have too many neighbours


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Phrases of one meaning. `asks` is what they say, `suggests` what they make likely."""

    phrases: tuple[str, ...]
    asks: Mapping[str, Value] = field(default_factory=dict)
    suggests: Mapping[str, Value] = field(default_factory=dict)
    without: Mapping[str, Value] = field(default_factory=dict)  # what a negation asks for; by default: none of it
    paints: str = ""  # the attribute that a colour before or after it sets
    is_shown: bool = True  # False: understood, but the renderer cannot make it yet
    is_general: bool = False  # a general word ("water", "tree"): a particular one ("sea", "forest") beats it
    is_filler: bool = False  # says nothing about the scene
    thing: str = ""  # the kind of thing that it names
    count: int = 0  # of things that the phrase means by itself: a flock; 0: as its number says
    size: float = 1.0  # of the thing
    is_mass: bool = False  # in the plural a cover of the land, and a thing only where it is counted
    subject: str = ""  # the place that it makes where it is what the text is about
    counts: str = ""  # the attribute that its number sets: two moons

    @property
    def says_something(self) -> bool:
        """True for what asks for more than a colour."""
        return bool(self.asks or self.suggests or self.thing or self.counts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Colour:
    """A colour word: display sRGB, 0 to 1."""

    name: str
    rgb: tuple[float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """A sentence that a whole prompt may mean, and what it then asks for on its axis."""

    axis: str  # a group of attributes
    text: str
    asks: Mapping[str, Value] = field(default_factory=dict)
    suggests: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """All phrases, by their forms."""

    rows: Mapping[tuple[str, ...], Row]
    colours: Mapping[str, Colour]
    longest: int  # words of the longest phrase
    typos: Mapping[str, str]  # a form with one letter left out -> the form
    function_words: frozenset[str] = frozenset()  # the, of, and ...: never unknown
    meanings: tuple[Meaning, ...] = ()
    signs: Mapping[str, str] = field(default_factory=dict)  # emoji and other signs that stand without blanks

    def single(self, form: str, /) -> Row | None:
        """Return the row of one word, also by its stem: grassy means grass."""
        if (form,) in self.rows:
            return self.rows[form,]
        return next((self.rows[stem,] for stem in stems(form) if (stem,) in self.rows), None)

    def colour(self, form: str, /) -> Colour | None:
        """Return the colour that a word names, also by its stem: reddish means red."""
        if form in self.colours:
            return self.colours[form]
        return next((self.colours[stem] for stem in stems(form) if stem in self.colours), None)

    def mended(self, form: str, /) -> str:
        """Return the known word that is one slip of the finger away, or the form itself."""
        if len(form) < SHORTEST_TYPO or len(form) > 24 or form in dictionary():
            return form
        for wrong in (form, *_shorter(form)):
            right = self.typos.get(wrong)
            if right == form or (right is not None and _is_one_slip(form, right)):
                return right
        return form


@cache
def dictionary() -> frozenset[str]:
    """Return the words that are right as they are: the whole words of the tokenizer's vocabulary."""
    lines = (files("skyloom.language") / "vocab.txt").read_text("utf-8").split("\n")
    return frozenset(line for line in lines if line.isalpha())


@cache
def load() -> Lexicon:
    """Return the lexicon that ships with the package."""
    tables = [
        tomllib.loads(path.read_text("utf-8"))
        for path in sorted((files("skyloom.language") / "rows").iterdir(), key=lambda path: path.name)
        if path.name.endswith(".toml")
    ]
    rows = [_row(table) for document in tables for table in document.get("row", ())]
    colours = [colour for document in tables for colour in _colours(document.get("colour", {}))]
    function_words = frozenset(word for document in tables for word in document.get("function_words", "").split())
    meanings = tuple(_meaning(table) for document in tables for table in document.get("meaning", ()))
    known = index(rows, colours)
    foreign = {key: value for document in tables for key, value in document.get("translation", {}).items()}
    return replace(
        known,
        rows=_translated(foreign, known) | dict(known.rows),  # our own words first
        function_words=function_words,
        meanings=meanings,
        signs={key: value for document in tables for key, value in document.get("sign", {}).items()},
    )


def index(rows: Iterable[Row], colours: Iterable[tuple[str, Colour]] = ()) -> Lexicon:
    """Return a lexicon of rows; a phrase that stands in two of them is an error."""
    by_forms: dict[tuple[str, ...], Row] = {}
    for row in rows:
        for phrase in row.phrases:
            forms = _forms(phrase)
            if forms in by_forms and by_forms[forms] is not row:
                raise ValueError(f"the phrase {phrase!r} stands in two rows")
            by_forms[forms] = row
    named = {form_of(word): colour for word, colour in colours}
    single = {form for forms in by_forms for form in forms if len(form) >= SHORTEST_TYPO} | set(named)
    typos = {wrong: form for form in sorted(single) if len(form) >= SHORTEST_TYPO for wrong in _shorter(form)}
    typos |= {form: form for form in single}  # what is right is no slip of something else
    return Lexicon(rows=by_forms, colours=named, longest=max(map(len, by_forms)), typos=typos)


def flattened(table: Mapping[str, Any], prefix: str = "") -> dict[str, Value]:
    """Return nested TOML tables as dotted attributes with checked values."""
    out: dict[str, Value] = {}
    for key, value in table.items():
        if isinstance(value, dict):
            out |= flattened(value, f"{prefix}{key}.")
        else:
            out[prefix + key] = checked(prefix + key, value)
    return out


def _translated(foreign: Mapping[str, str], known: Lexicon) -> dict[tuple[str, ...], Row]:
    return {_forms(word): known.rows[_forms(phrase)] for word, phrase in foreign.items()}


def _forms(phrase: str) -> tuple[str, ...]:
    return tuple(word.form for word in split(phrase))


def _row(table: Mapping[str, Any]) -> Row:
    return Row(
        phrases=tuple(table["words"]),
        asks=flattened(table.get("asks", {})),
        suggests=flattened(table.get("suggests", {})),
        without=flattened(table.get("without", {})),
        paints=table.get("paints", ""),
        is_shown=table.get("shown", True),
        is_general=table.get("general", False),
        is_filler=table.get("filler", False),
        thing=ThingKind(table["thing"]).value if "thing" in table else "",
        count=table.get("count", 0),
        size=table.get("size", 1.0),
        is_mass=table.get("mass", False),
        subject=Place(table["subject"]).value if "subject" in table else "",
        counts=table.get("counts", ""),
    )


def _meaning(table: Mapping[str, Any]) -> Meaning:
    return Meaning(
        axis=table["axis"],
        text=table["text"],
        asks=flattened(table.get("asks", {})),
        suggests=flattened(table.get("suggests", {})),
    )


def _colours(table: Mapping[str, Any]) -> list[tuple[str, Colour]]:
    found = []
    for name, entry in table.items():
        value = int(entry["hex"], 16)
        rgb = ((value >> 16 & 255) / 255, (value >> 8 & 255) / 255, (value & 255) / 255)
        found += [(word, Colour(name=name, rgb=rgb)) for word in (name, *entry.get("words", ()))]
    return found


def _shorter(form: str) -> list[str]:
    """Return the form without each of its letters: two words one edit apart share one of these."""
    return [form[:i] + form[i + 1 :] for i in range(len(form))]


def _is_one_slip(typed: str, meant: str) -> bool:
    """Tell whether one letter was added, left out, changed or swapped with its neighbour."""
    head = next((i for i, (a, b) in enumerate(zip(typed, meant, strict=False)) if a != b), min(len(typed), len(meant)))
    a, b = typed[head:], meant[head:]
    if not b:  # a longer word that begins like ours is another word, unless its last letter was struck twice
        return a == typed[head - 1]
    return a[1:] == b or a == b[1:] or a[1:] == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:])
