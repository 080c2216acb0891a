"""Tells what is looked at from without: a castle on a hill, a skyline seen from a park."""

from __future__ import annotations

from dataclasses import replace

from skyloom.core.scene import Reach, Thing, ThingKind
from skyloom.language.listing import Named
from skyloom.language.matching import Reading
from skyloom.language.words import Word, word_set

LANDMARK_SIZE = 1.5  # of what crowns a hill, against its usual size
LANDMARKS = frozenset(
    {
        *(ThingKind.CASTLE, ThingKind.TEMPLE, ThingKind.LIGHTHOUSE, ThingKind.TOWER, ThingKind.CHURCH),
        *(ThingKind.PAGODA, ThingKind.STATUE),
    }
)
USUAL_REACH = {ThingKind.PYRAMID: Reach.MIDDLE}  # too big to stand close by
_ABOVE = word_set("on atop upon above over overlooking crowning topping across beyond")
_VERBS = word_set("perched standing stands set built sitting sits rising rises towering looming high up alone")
_GROUNDS = word_set(
    "hill hilltop knoll mountain mountaintop cliff clifftop rock crag ridge peak slope bluff outcrop headland "
    "promontory valley gorge lake river sea loch moor plain meadow field forest island islet horizon"
)
_STANDS = word_set(
    "park hill hilltop garden bridge beach shore bank field meadow lake river sea bay boat island mountain "
    "countryside forest distance afar"
)
_ACROSS = word_set("across beyond over behind")
_WATERS = word_set("river lake bay water harbour harbor sea park field strait fjord meadow")
_WITHIN = word_set("in inside within from into interior through")
_REACH_OF_NOUN = 5  # words from "on" to "hill"


def reach_from_without(reading: Reading, noun: Named, /) -> Reach | None:
    """Return how far away something stands that is looked at from without; None where nobody says so."""
    row = noun.match.row
    if row is None or _is_within(reading, noun):
        return None
    if row.thing == ThingKind.TOWERS:
        return _reach_of_a_skyline(reading.words[noun.match.end :])
    after = _until_a_gap(reading.words[noun.match.end :])
    while after and after[0].form in _VERBS:
        after = after[1:]
    is_above = bool(after) and after[0].form in _ABOVE and _names(after[1:], _GROUNDS)
    return Reach.MIDDLE if is_above else None


def as_landmark(thing: Thing, noun: Named, reach: Reach | None, /) -> Thing:
    """Return a thing large and far enough to be looked at, where it is one that people build to be seen."""
    if thing.reach is Reach.ANY:
        thing = replace(thing, reach=USUAL_REACH.get(thing.kind, Reach.ANY))
    if thing.kind is ThingKind.TOWERS and reach:
        return replace(thing, reach=reach)
    is_seen = reach is not None or thing.reach is Reach.FAR
    if thing.kind not in LANDMARKS or not is_seen or thing.reach is Reach.NEAR:
        return thing
    size = thing.size if noun.quantity.size != 1.0 else round(thing.size * LANDMARK_SIZE, 2)
    return replace(thing, reach=thing.reach if thing.reach is not Reach.ANY else reach or Reach.MIDDLE, size=size)


def _reach_of_a_skyline(words: tuple[Word, ...]) -> Reach | None:
    for i, word in enumerate(words):
        if word.gap == ".":
            return None
        if word.form == "from" and _names(words[i + 1 :], _STANDS):
            return Reach.MIDDLE
        if word.form in _ACROSS and _names(words[i + 1 :], _WATERS):
            return Reach.MIDDLE
    return None


def _is_within(reading: Reading, noun: Named) -> bool:
    start = noun.quantity.start
    before = reading.words[max(start - 2, 0) : start]
    return any(word.form in _WITHIN for word in before)


def _until_a_gap(words: tuple[Word, ...]) -> tuple[Word, ...]:
    end = next((i for i, word in enumerate(words) if word.gap), len(words))
    return words[:end]


def _names(words: tuple[Word, ...], nouns: frozenset[str]) -> bool:
    """Tell whether one of the nouns follows soon, before the phrase ends."""
    return any(word.form in nouns for word in _until_a_gap(words)[:_REACH_OF_NOUN])
