"""How many of a thing, and how big: the words before a noun."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from skyloom.core.scene import ThingKind
from skyloom.language.words import Word, word_set

MANY = 24
MOST = 400  # a larger number asked for is read as this
LOOKED_AT = 7  # words before a noun
USUAL = 4  # of a plural without a number
GROUPS: Mapping[str, int] = {  # of kinds that come in other numbers
    ThingKind.COTTAGE: 6,
    ThingKind.CABIN: 3,
    ThingKind.TENT: 5,
    ThingKind.YURT: 5,
    ThingKind.BOAT: 6,
    ThingKind.SAILING_SHIP: 3,
    ThingKind.BALLOON: 7,
    ThingKind.BIRDS: 12,
    ThingKind.LANTERN: 10,
    ThingKind.LAMP: 8,
    ThingKind.SKY_LANTERN: 40,
    ThingKind.FIREFLIES: 60,
    ThingKind.FIREWORK: 6,
    ThingKind.FISH: 40,
    ThingKind.GRAVES: 20,
    ThingKind.COLUMNS: 8,
    ThingKind.TURBINE: 7,
    ThingKind.CAR: 6,
    ThingKind.CRYSTAL: 12,
    ThingKind.MUSHROOM: 9,
    ThingKind.BOULDER: 12,
    ThingKind.ICEBERG: 6,
    ThingKind.FLOATING_ISLAND: 7,
    ThingKind.HAYSTACK: 8,
    ThingKind.TREE: 5,
    ThingKind.PYRAMID: 3,
    ThingKind.BRIDGE: 2,
    ThingKind.CASTLE: 2,
    ThingKind.LIGHTHOUSE: 2,
    ThingKind.CHURCH: 2,
    ThingKind.WATERFALL: 3,
}
_ONES = word_set("a an one lone single solitary lonely the this that another")
_NUMBERS: Mapping[str, int] = {
    **dict.fromkeys(("two", "pair", "couple", "twin", "double", "both"), 2),
    **dict.fromkeys(("three", "triple", "few", "trio"), 3),
    **dict.fromkeys(("four", "several", "handful", "cluster", "group"), 4),
    **dict.fromkeys(("dozen", "flock", "row"), 12),
    **dict.fromkeys(("many", "countless", "numerous", "lot", "crowd", "swarm", "scores", "field", "myriad"), MANY),
    **dict.fromkeys(("hundred", "thousand", "score", "fleet", "multitude", "endless", "forest"), MANY),
    **dict(zip(["five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"], range(5, 13), strict=True)),
    "fifteen": 15,
    "twenty": 20,
    "thirty": 30,
    "fifty": 50,
}
_SIZES: Mapping[str, float] = {
    **dict.fromkeys(("tiny", "miniature", "minuscule"), 0.4),
    **dict.fromkeys(("small", "little", "petite"), 0.65),
    **dict.fromkeys(("big", "large", "tall", "great", "grand"), 1.6),
    **dict.fromkeys(("towering", "lofty", "soaring"), 1.8),
    **dict.fromkeys(("huge", "giant", "massive", "monumental", "mighty"), 3.0),
    **dict.fromkeys(("enormous", "gigantic", "colossal", "titanic", "gargantuan", "immense"), 5.0),
}
_OPAQUE = word_set(
    "over under above below beneath with in on at by behind near through from into against along across while "
    "where around between beyond but and or to is are inside within outside interior"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """What stands before a noun."""

    count: int | None = None  # None: no number was said
    size: float = 1.0
    start: int  # the word at which the noun's phrase begins


def before(words: Sequence[Word], at: int, /) -> Quantity:
    """Return the number and the size said of the noun at a word: "three tiny white boats", "dozens of boats"."""
    count: int | None = None
    size = 1.0
    start = at
    for i in range(at - 1, max(at - 1 - LOOKED_AT, -1), -1):
        form = words[i].form
        if words[i + 1].gap or form in _OPAQUE:
            break
        if form == "of" and not (i and _number(words[i - 1].form)):
            break
        start = i
        size = size if size != 1.0 else _SIZES.get(form, 1.0)
        number = _number(form)
        if number and count is None:
            count = number
        elif number and form in ("dozen", "two", "three", "half", "hundred"):  # "two dozen"
            count = min(number * count, MOST) if count == _NUMBERS["dozen"] else count
        elif count is None and form in _ONES:
            count = 1
        if words[i].text in ("dozens", "hundreds", "thousands", "scores"):
            count = MANY
    return Quantity(count=count, size=size, start=start)


def usual_count(kind: ThingKind, /) -> int:
    """Return how many a plural without a number means."""
    return GROUPS.get(kind, USUAL)


def _number(form: str) -> int:
    if form.isdigit() and form.isascii() and len(form) < 6:
        return min(int(form), MOST)
    return _NUMBERS.get(form, 0)
