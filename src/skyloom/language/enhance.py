"""Writes more into a short prompt: details that fit what was read, none that says otherwise."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files

from skyloom.core.catalog import Style
from skyloom.core.scene import Place, SceneSpec, Thing, Weather
from skyloom.language.lexicon import load
from skyloom.language.matching import Reading, find
from skyloom.language.reader import read

LONG = 60  # words: such a prompt needs no more
TRIES = 3  # clauses of a sort that are tried: each is read once
SAID = frozenset({"lexicon", "meaning", "negation"})
CLAUSES = ("near", "far", "time", "weather", "near", "mood")  # in the order in which they are added

Details = Mapping[str, Mapping[str, Sequence[str]]]


def enhance(prompt: str, /, *, seed: int, limit: int, negative_text: str = "", style: Style | None = None) -> str:
    """Return the prompt with fitting details behind it, at most `limit` characters.

    What the prompt asks for stays as it was, and so does what the seed chose; the same arguments give the same text.
    """
    text = " ".join(prompt.split())
    before = read(text, negative_text=negative_text, style=style, seed=seed)
    if len(text.split()) > LONG:
        return text[:limit]
    rng = random.Random(f"enhance {seed}")
    unwanted = _unwanted(text, negative_text)
    for choices in _clauses(before, rng):
        for clause in choices[:TRIES]:
            longer = f"{text.rstrip(' ,.;:')}, {clause}"
            if len(longer) > limit or clause in text or _meanings(find(clause, load())) & unwanted:
                continue
            if _agrees(before, read(longer, negative_text=negative_text, style=style, seed=seed)):
                text = longer
                break
    return text[:limit]


def _unwanted(prompt: str, negative_text: str) -> set[object]:
    """Return the words, and the rows they stand in, that no clause may name."""
    said = find(prompt, load())
    return _meanings(replace(said, matches=tuple(m for m in said.matches if m.is_negated), unknown=())) | _meanings(
        find(negative_text, load())
    )


def _meanings(reading: Reading) -> set[object]:
    words = {reading.words[i].form for m in (*reading.matches, *reading.unknown) for i in range(m.start, m.end)}
    return {*words, *(m.row.phrases for m in reading.matches if m.row and not m.row.is_filler)}


def _clauses(scene: SceneSpec, rng: random.Random) -> Iterator[Sequence[str]]:
    """Yield the clauses of each sort that suit the scene, in an order of the seed's choice."""
    table = details()
    place = scene.site.place
    here = scene.terrain.kind.value if place is Place.LAND else place.value
    said = {source.attribute for source in scene.sources if source.how in SAID}
    is_fine = scene.weather in (Weather.CLEAR, Weather.FAIR)
    keys = {
        "near": here,
        "far": here,
        "time": scene.time.value if is_fine and "time" not in said and not _is_timeless(scene) else "",
        "weather": scene.weather.value if "weather" not in said and not _is_sheltered(scene) else "",
        "mood": scene.mood.value if "mood" not in said else "neutral",
    }
    for sort in CLAUSES:
        texts = list(table[sort].get(keys[sort], ()))
        rng.shuffle(texts)
        yield texts


def _is_sheltered(scene: SceneSpec) -> bool:
    return scene.site.place.is_indoors or _is_timeless(scene)


def _is_timeless(scene: SceneSpec) -> bool:
    return scene.site.place in (Place.SPACE, Place.UNDERWATER, Place.COCKPIT) or scene.air.thickness == 0


def _agrees(before: SceneSpec, after: SceneSpec) -> bool:
    """Tell whether a longer text still asks for all that the shorter one did, and shows what it says."""
    said = {s.attribute: s.value for s in before.sources if s.how in SAID}
    now = {s.attribute: s.value for s in after.sources if s.how != "overruled"}
    lost = [s for s in after.sources if s.how == "overruled"]
    if len(lost) > sum(s.how == "overruled" for s in before.sources):
        return False
    if any(now.get(attribute) != value for attribute, value in said.items()):
        return False
    if after.without != before.without or after.not_shown != before.not_shown:
        return False
    if after.not_understood != before.not_understood:
        return False
    kept = (before.time, before.season, before.terrain.kind, before.water.kind, before.site.place, before.sun)
    if kept != (after.time, after.season, after.terrain.kind, after.water.kind, after.site.place, after.sun):
        return False
    if before.weather is not after.weather and after.weather is not Weather.FAIR:
        return False
    return _grows(before.things, after.things)


def _grows(before: Sequence[Thing], after: Sequence[Thing]) -> bool:
    """Tell whether all things are there as before, beside new ones."""
    return set(before) <= set(after)


@cache
def details() -> Details:
    """Return the clauses by sort and by what they are for."""
    table: Details = tomllib.loads((files("skyloom.language") / "details.toml").read_text("utf-8"))
    return table
