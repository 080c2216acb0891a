"""The words for objects: archetypes and kinds, what they are of, how they are, and where companions stand."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from skyloom.core.objects import Rgb
from skyloom.language import lexicon as scenes
from skyloom.language.words import split

Forms = tuple[str, ...]
HOME = "skyloom.language.objects"


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """What a noun names."""

    archetype: str
    kind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectWords:
    """All words for objects, by their forms."""

    nouns: Mapping[Forms, Named]
    sentences: Mapping[str, str]  # archetype -> what MiniLM compares with
    materials: Mapping[Forms, str]
    traits: Mapping[Forms, str]
    grounds: Mapping[Forms, str]
    relations: Mapping[Forms, str]
    colours: Mapping[str, Rgb]
    counts: Mapping[str, int]
    sizes: Mapping[str, float]
    shapes: Mapping[str, tuple[float, float]]  # tall, wide
    fillers: frozenset[str]
    longest: int


@cache
def load() -> ObjectWords:
    """Return the words that ship with the package."""
    archetypes: dict[str, Any] = {}
    for path in sorted((files(HOME) / "rows").iterdir(), key=lambda path: path.name):
        if path.name.endswith(".toml"):
            archetypes |= tomllib.loads(path.read_text("utf-8"))
    modifiers = tomllib.loads((files(HOME) / "modifiers.toml").read_text("utf-8"))
    relations = tomllib.loads((files(HOME) / "relations.toml").read_text("utf-8"))
    nouns = _nouns(archetypes)
    materials, traits, grounds = (_indexed(modifiers[name]) for name in ("material", "trait", "ground"))
    related = _indexed(relations)
    return ObjectWords(
        nouns=nouns,
        sentences={name: row["text"] for name, row in archetypes.items()},
        materials=materials,
        traits=traits,
        grounds=grounds,
        relations=related,
        colours=_colours(modifiers["colour"]),
        counts=modifiers["count"],
        sizes=modifiers["size"],
        shapes={word: (tall, wide) for word, (tall, wide) in modifiers["shape"].items()},
        fillers=frozenset(form for word in modifiers["filler"].split() for form in forms(word)),
        longest=max(map(len, [*nouns, *materials, *traits, *grounds, *related])),
    )


def forms(phrase: str, /) -> Forms:
    """Return the forms of a phrase's words, as the tables are indexed by."""
    return tuple(word.form for word in split(phrase))


def _nouns(archetypes: Mapping[str, Any]) -> dict[Forms, Named]:
    found: dict[Forms, Named] = {}
    for name, row in archetypes.items():
        for phrase in row["words"]:
            found.setdefault(forms(phrase), Named(archetype=name))
    for name, row in archetypes.items():  # kinds say more than the archetype's own words
        for kind, phrases in row.get("kinds", {}).items():
            for phrase in phrases:
                key = forms(phrase)
                if key not in found or found[key].archetype == name:
                    found[key] = Named(archetype=name, kind=kind)
    return found


def _indexed(table: Mapping[str, Iterable[str]]) -> dict[Forms, str]:
    return {forms(phrase): name for name, phrases in table.items() for phrase in phrases}


def _colours(table: Mapping[str, str]) -> dict[str, Rgb]:
    """Return our colours, and for other words those of the scenes' lexicon."""
    found = {}
    for word, colour in scenes.load().colours.items():
        red, green, blue = (round(v * 255) for v in colour.rgb)
        found[word] = (red, green, blue)
    for word, digits in table.items():
        value = int(digits, 16)
        found[word] = (value >> 16 & 255, value >> 8 & 255, value & 255)
    return found
