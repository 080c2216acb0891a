"""Claims on attributes, and which of them win: explicit over implied, then the later one."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import IntEnum

from skyloom.core.scene import Place, Source, TerrainKind, Thing, TimeOfDay, Weather
from skyloom.language.attributes import CHOICES, ERA, PRODUCTS, ROOMS, SUMS, TINTS, TREES, Value, group_of, is_thing
from skyloom.language.listing import together
from skyloom.language.told import told

FALL_TOGETHER = frozenset({"hour", "weather"})  # in these groups a word's claims stand or fall with its first one


# A value, and the values of its attribute that say less of the same.
IMPLIED: Mapping[str, tuple[str, ...]] = {
    Weather.STORM: (Weather.OVERCAST, Weather.RAIN),
    Weather.RAIN: (Weather.OVERCAST,),
    Weather.SNOW: (Weather.OVERCAST,),
    TimeOfDay.SUNSET: (TimeOfDay.GOLDEN_HOUR,),
    TimeOfDay.SUNRISE: (TimeOfDay.GOLDEN_HOUR, TimeOfDay.MORNING),
    TimeOfDay.DAWN: (TimeOfDay.MORNING,),
    TimeOfDay.GOLDEN_HOUR: (TimeOfDay.AFTERNOON, TimeOfDay.MORNING),
    TimeOfDay.DUSK: (TimeOfDay.GOLDEN_HOUR,),
    TimeOfDay.BLUE_HOUR: (TimeOfDay.DUSK, TimeOfDay.DAWN),
    TimeOfDay.NOON: (TimeOfDay.AFTERNOON,),
}
# Which of two places surrounds the other: a room in a city is a room.
SURROUNDS: Mapping[str, int] = {
    **{place: 4 for place in Place if place.is_indoors},
    Place.UNDERWATER: 3,
    Place.SPACE: 3,
    Place.CYBERPUNK: 2,
    Place.WASTELAND: 2,
    Place.SHIP: 1,
}

# Landforms that say more than the land they lie in: rice terraces on a mountain, a volcano on an island.
PARTICULAR = frozenset(
    {
        *(TerrainKind.TERRACES, TerrainKind.VOLCANO, TerrainKind.CANYON, TerrainKind.BADLANDS),
        *(TerrainKind.SALT_FLAT, TerrainKind.GLACIER, TerrainKind.FJORD, TerrainKind.FLOATING),
        *(TerrainKind.CRATERS, TerrainKind.SEABED),
    }
)


class Rank(IntEnum):
    """How strongly something is wished; a higher rank wins."""

    STYLE_SUGGESTED = 0
    STYLE = 1
    MEANT = 2
    HINTED = 3  # by a thing that cannot be shown
    SUGGESTED = 4
    GENERAL = 5
    ASKED = 6
    AVOIDED = 7  # the negative text


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Somebody wishes that an attribute has a value, or (`is_veto`) that it has not."""

    attribute: str
    value: Value
    words: str
    how: str
    rank: Rank
    place: int  # where in the text; later beats earlier
    bundle: int = -1  # claims of one word
    is_veto: bool = False

    @property
    def is_head(self) -> bool:
        """True for a word's explicit choice, which its other claims may fall with."""
        return self.bundle >= 0 and self.rank >= Rank.GENERAL and not self.is_veto and self.attribute in CHOICES

    @property
    def weight(self) -> tuple[Rank, int, int]:
        """What decides between two claims."""
        narrow = 0
        if self.attribute == "site.place" and self.rank in (Rank.GENERAL, Rank.ASKED) and isinstance(self.value, str):
            narrow = SURROUNDS.get(self.value, 0)
        elif self.attribute == "terrain.kind" and self.rank in (Rank.GENERAL, Rank.ASKED):
            narrow = int(self.value in PARTICULAR)
        elif self.attribute == ERA:
            narrow = int(self.value in ROOMS)
        return (self.rank, narrow, self.place)


@dataclass(slots=True)
class Draft:
    """Attributes that have been decided, each with the claim that decided it."""

    chosen: dict[str, Claim] = field(default_factory=dict)
    overruled: list[Claim] = field(default_factory=list)
    avoided: dict[str, set[Value]] = field(default_factory=dict)

    def __contains__(self, attribute: str) -> bool:
        return attribute in self.chosen

    def text(self, attribute: str, /) -> str:
        """Return a decided choice."""
        return str(self.chosen[attribute].value)

    def number(self, attribute: str, /, default: float = 0.0) -> float:
        """Return a decided number."""
        claim = self.chosen.get(attribute)
        return float(claim.value) if claim and isinstance(claim.value, int | float) else default

    def is_asked(self, attribute: str, /) -> bool:
        """Tell whether words asked for the attribute, rather than made it likely."""
        return attribute in self.chosen and self.chosen[attribute].rank >= Rank.GENERAL

    def fill(self, attribute: str, value: Value, /, *, because: str = "", how: str = "") -> None:
        """Decide an open attribute: by rule because of another attribute, else as a default."""
        if attribute not in self.chosen:
            self.put(attribute, value, because=because, how=how)

    def put(self, attribute: str, value: Value, /, *, because: str = "", how: str = "") -> None:
        """Decide an attribute whatever stood there; what was asked for otherwise is remembered as overruled."""
        earlier = self.chosen.get(attribute)
        if earlier and earlier.value != value and earlier.words:
            self.overruled.append(earlier)
        cause = self.chosen.get(because)
        how = how or ("rule" if because else "default")
        words = cause.words if cause and cause.words else ""
        self.chosen[attribute] = Claim(
            attribute=attribute, value=value, words=words, how=how, rank=Rank.SUGGESTED, place=-1
        )

    def nudge(self, attribute: str, amount: Value, /, *, because: str) -> None:
        """Add to, or multiply, what is asked of an attribute that adds up; fill it if nothing is."""
        earlier = self.chosen.get(attribute)
        if earlier is None:
            self.put(attribute, amount, because=because)
            return
        if attribute in TINTS:
            return
        cause = self.chosen[because].words
        words = ", ".join(dict.fromkeys(w for w in (earlier.words, cause) if w))
        rule = replace(earlier, value=amount)
        self.chosen[attribute] = replace(_together(attribute, [earlier, rule]), words=words)

    def sources(self) -> Iterator[Source]:
        """Yield why each attribute has its value, overruled wishes before the one that won."""
        for attribute in sorted(self.chosen, key=_order):
            for claim in self.overruled:
                if claim.attribute == attribute:
                    yield _source(claim, how="overruled")
            yield _source(self.chosen[attribute], how=self.chosen[attribute].how)


def decide(claims: Iterable[Claim]) -> Draft:
    """Return the draft in which every claimed attribute has its strongest value."""
    draft = Draft()
    by_attribute: dict[str, list[Claim]] = {}
    for claim in _standing(_without_the_implied(list(claims)), draft):
        by_attribute.setdefault(claim.attribute, []).append(claim)
    for attribute, rivals in by_attribute.items():
        if attribute in SUMS or attribute in PRODUCTS or attribute in TINTS:
            draft.chosen[attribute] = _together(attribute, rivals)
        elif attribute == TREES:
            draft.chosen[attribute] = _side_by_side(rivals)
        elif is_thing(attribute):
            draft.chosen[attribute] = _one_wish(rivals)
        else:
            _strongest(attribute, rivals, draft)
    return draft


def _side_by_side(rivals: list[Claim]) -> Claim:
    """Return the trees of all claims of the strongest rank: oaks and birches."""
    ordered = sorted(rivals, key=lambda claim: claim.weight)
    best = [claim for claim in ordered if claim.rank == ordered[-1].rank]
    names = dict.fromkeys(name for claim in best if isinstance(claim.value, tuple) for name in claim.value)
    words = ", ".join(dict.fromkeys(claim.words for claim in best if claim.words))
    return replace(best[-1], value=tuple(str(name) for name in names), words=words)


def _one_wish(rivals: list[Claim]) -> Claim:
    """Return one wish for a kind of thing that is named several times."""
    ordered = sorted(rivals, key=lambda claim: claim.weight)
    merged = ordered[0]
    for claim in ordered[1:]:
        if isinstance(claim.value, Thing) and isinstance(merged.value, Thing):
            merged = replace(claim, value=together(claim.value, merged.value))
    return merged


def _strongest(attribute: str, rivals: list[Claim], draft: Draft) -> None:
    ordered = sorted(rivals, key=lambda claim: claim.weight, reverse=True)
    vetoed: set[Value] = set()
    winner: Claim | None = None
    for claim in ordered:
        if claim.is_veto:
            if winner is None:
                vetoed.add(claim.value)
        elif winner is None and claim.value not in vetoed:
            winner = claim
        elif winner is None or claim.value != winner.value:
            draft.overruled.append(claim)
    if winner:
        draft.chosen[attribute] = winner
    if vetoed:
        draft.avoided[attribute] = vetoed


def _without_the_implied(claims: list[Claim]) -> list[Claim]:
    """Drop what a stronger wish says as well: a storm is overcast, a sunset is in the evening."""
    said = {claim.value for claim in claims if claim.is_head}
    implied = {weaker for value in said if isinstance(value, str) for weaker in IMPLIED.get(value, ())}
    return [claim for claim in claims if not (claim.is_head and claim.value in implied)]


def _standing(claims: list[Claim], draft: Draft) -> list[Claim]:
    """Drop what came with a word whose first claim lost to an explicit one: rain under a sky that later clears."""
    heads: dict[int, Claim] = {}
    for claim in claims:
        if claim.is_head:
            heads.setdefault(claim.bundle, claim)
    lost = {
        bundle
        for bundle, head in heads.items()
        if group_of(head.attribute) in FALL_TOGETHER
        and any(_beats(rival, head) for rival in claims if rival.attribute == head.attribute)
    }
    kept = []
    for claim in claims:
        claim_head = heads.get(claim.bundle)
        if (
            claim.bundle in lost
            and claim_head
            and claim is not claim_head
            and group_of(claim.attribute) == group_of(claim_head.attribute)
        ):
            draft.overruled.append(claim)
        else:
            kept.append(claim)
    return kept


def _beats(rival: Claim, head: Claim) -> bool:
    if rival.weight <= head.weight or rival.rank < Rank.GENERAL:
        return False
    return (rival.value == head.value) if rival.is_veto else (rival.value != head.value)


def _together(attribute: str, claims: list[Claim]) -> Claim:
    last = max(claims, key=lambda claim: claim.weight)
    if attribute in TINTS:
        value: Value = last.value
    else:
        numbers = [float(c.value) for c in claims if isinstance(c.value, int | float)]
        low, high = SUMS.get(attribute) or PRODUCTS[attribute]
        total = sum(numbers) if attribute in SUMS else math.prod(numbers)
        value = min(max(total, low), high)
    return Claim(
        attribute=attribute,
        value=value,
        words=", ".join(dict.fromkeys(c.words for c in claims if c.words)),
        how=last.how,
        rank=last.rank,
        place=last.place,
    )


_SECTIONS = (
    *("time", "season", "weather", "mood", "site", "people", "things", "sun", "moon", "stars", "clouds", "air"),
    *("sights", "planet", "terrain", "water", "grade"),
)


def _order(attribute: str) -> tuple[int, str]:
    return (_SECTIONS.index(attribute.partition(".")[0]), attribute)


def _source(claim: Claim, *, how: str) -> Source:
    return Source(attribute=claim.attribute, value=told(claim.value), words=claim.words, how=how)
