"""What a text asks for: each match, its number, its place and its colour as claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from skyloom.core.scene import Place, Reach, TerrainKind, Thing, ThingKind
from skyloom.language import colouring, listing, outside
from skyloom.language.attributes import (
    AMOUNTS,
    CHOICES,
    NUMBERS,
    TREES,
    Colour,
    Value,
    group_of,
    is_colour,
    is_thing,
    thing_attribute,
)
from skyloom.language.claims import Claim, Rank
from skyloom.language.colouring import Paint
from skyloom.language.counting import MANY
from skyloom.language.lexicon import Row
from skyloom.language.listing import Named
from skyloom.language.matching import Match, Reading

RANKS = {
    "lexicon": (Rank.ASKED, Rank.GENERAL, Rank.SUGGESTED),
    "meaning": (Rank.MEANT, Rank.MEANT, Rank.MEANT),
    "style": (Rank.STYLE, Rank.STYLE, Rank.STYLE_SUGGESTED),
}
SOME = 2.0  # suns or moons that a plural without a number means
# What is seen of a place from far away.
FROM_AFAR: Mapping[str, Thing] = {
    Place.VILLAGE: Thing(kind=ThingKind.COTTAGE, count=9),
    Place.OLD_TOWN: Thing(kind=ThingKind.COTTAGE, count=14),
    Place.CASTLE: Thing(kind=ThingKind.CASTLE),
    Place.RUINS: Thing(kind=ThingKind.COLUMNS, count=6),
    Place.TEMPLE: Thing(kind=ThingKind.TEMPLE),
    Place.HARBOUR: Thing(kind=ThingKind.PIER),
    Place.SHIP: Thing(kind=ThingKind.SAILING_SHIP),
    Place.CITY: Thing(kind=ThingKind.TOWERS),
    Place.CYBERPUNK: Thing(kind=ThingKind.TOWERS),
    Place.WASTELAND: Thing(kind=ThingKind.WRECK, count=3),
    Place.STATION: Thing(kind=ThingKind.DOME, count=3),
    Place.CATHEDRAL: Thing(kind=ThingKind.CHURCH, size=2.5),
}
# What one stands in when a text is inside of something that is usually seen from without.
WITHIN: Mapping[str, Place] = {
    **dict.fromkeys((ThingKind.CASTLE, ThingKind.TEMPLE, ThingKind.PYRAMID), Place.HALL),
    **dict.fromkeys(
        (ThingKind.COTTAGE, ThingKind.CABIN, ThingKind.TOWER, ThingKind.WINDMILL, ThingKind.BARN), Place.ROOM
    ),
    **dict.fromkeys((ThingKind.LIGHTHOUSE, ThingKind.TENT, ThingKind.YURT, ThingKind.TREEHOUSE), Place.ROOM),
    **dict.fromkeys((ThingKind.SPACESHIP, ThingKind.ROCKET, ThingKind.DOME), Place.COCKPIT),
    ThingKind.CHURCH: Place.CATHEDRAL,
    ThingKind.IGLOO: Place.CAVE,
    ThingKind.BURROW: Place.ROOM,
}
PARKLAND: Mapping[str, Value] = {"terrain.kind": TerrainKind.LEVEL, "terrain.forest": 0.35, "terrain.grass": 0.9}
_SCENERY = ("site", "terrain", "water")  # sections of which the first noun tells what a text is about


def claims(reading: Reading, /, *, how: str) -> list[Claim]:
    """Return what the matches of a reading ask for, take away and colour."""
    asks, general, suggests = RANKS[how]
    nouns = listing.named(reading)
    subject = _subject(reading, nouns)
    sights = {start for start, noun in nouns.items() if _seen_whole(reading, noun)}
    out: list[Claim] = []
    for match in reading.matches:
        if match.row is None:
            continue
        if match.is_negated:
            out += taken_away(match, rank=asks)
            continue
        if (how == "meaning" and _only_colours(match.row)) or _is_an_adjective_of_the_next(reading, match):
            continue
        noun = nouns.get(match.start)
        if noun and (within := _within(reading, noun)):
            out.append(_claim(match, "site.place", within, how=how, rank=asks))
            continue
        without = _seen_whole(reading, noun)
        is_far = match.is_far or (noun is not None and noun.position.reach is Reach.FAR)
        likely = min(suggests, Rank.HINTED) if not match.row.is_shown else suggests
        explicit = general if match.row.is_general or is_far else asks
        is_counted = noun is not None and match.row.is_mass and noun.is_one_by_one
        effects = [] if is_counted else [(explicit, match.row.asks), (likely, match.row.suggests)]
        if match.end in sights:  # says what the skyline is of
            effects = [(rank, {a: v for a, v in wished.items() if a != "site.place"}) for rank, wished in effects]
        if without and not is_far:
            effects = list(_around_a_sight(match.row, effects, without))
        elif noun and match.row.subject and match is subject:
            effects.append((asks, {"site.place": match.row.subject}))
        if noun and match.row.counts:
            effects.append((asks, _number(noun)))
        for rank, wished in effects:
            for attribute, value in _from_afar(wished) if is_far else wished.items():
                out.append(_claim(match, attribute, value, how=how, rank=rank))
    paints = colouring.paints(reading)
    tints = {paint.noun: _tint(paint) for paint in paints if is_thing(paint.attribute)}
    for match, thing in listing.things(nouns):
        is_around = bool(_within(reading, nouns[match.start]))
        without = _seen_whole(reading, nouns[match.start])
        if is_around or (match is subject and match.row and match.row.subject and not without):
            continue
        reach = outside.reach_from_without(reading, nouns[match.start])
        tinted = replace(outside.as_landmark(thing, nouns[match.start], reach), tint=tints.get(match.start))
        out.append(_claim(match, thing_attribute(thing.kind), tinted, how=how, rank=asks))
    return out + list(_painted(paints, how=how, rank=asks))


def taken_away(match: Match, /, *, rank: Rank) -> list[Claim]:
    """Return what "no X" means: the row's own words for it, else none of its amounts and another choice."""
    row = match.row
    if row is None:
        return []
    wished: dict[str, Value] = dict(row.without)
    lead = next(iter(row.asks), "")
    if lead in AMOUNTS and not row.without:
        wished[lead] = 0.0
    if row.thing:
        wished[thing_attribute(row.thing)] = Thing(kind=ThingKind(row.thing), count=0)
    out = [_claim(match, attribute, value, how="negation", rank=rank) for attribute, value in wished.items()]
    vetoed = [(lead, row.asks[lead])] if lead in CHOICES else []
    if row.subject:
        vetoed.append(("site.place", row.subject))
    if "site.place" in row.asks and lead != "site.place":
        vetoed.append(("site.place", row.asks["site.place"]))
    if TREES in row.asks:
        vetoed.append((TREES, row.asks[TREES]))
    for attribute, value in vetoed:
        out.append(replace(_claim(match, attribute, value, how="negation", rank=rank), is_veto=True))
    return out


def _claim(match: Match, attribute: str, value: Value, *, how: str, rank: Rank) -> Claim:
    bundle = -1 if how == "negation" else match.start
    return Claim(
        attribute=attribute, value=value, words=match.words, how=how, rank=rank, place=match.start, bundle=bundle
    )


def _subject(reading: Reading, nouns: Mapping[int, Named]) -> Match | None:
    """Return the first noun that is a piece of scenery, if it stands alone and near: what the text is about."""
    for match in reading.matches:
        row = match.row
        if row is None or match.is_negated or match.start not in nouns:
            continue
        if row.thing or row.subject or any(a.partition(".")[0] in _SCENERY for a in row.asks):
            if set(row.asks) and all(a in colouring.ADJECTIVES for a in row.asks) and not row.thing:
                continue
            noun = nouns[match.start]
            alone = noun.quantity.count in (None, 1) and not match.is_far
            return match if alone and noun.position.reach in (Reach.ANY, Reach.NEAR) else None
    return None


def _within(reading: Reading, noun: Named) -> str:
    """Return the place of who is inside of a thing, as in "the interior of an old tower"; "" if nobody is."""
    row = noun.match.row
    before = tuple(word.form for word in reading.words[max(noun.quantity.start - 2, 0) : noun.quantity.start])
    is_inside = before[-1:] == ("inside",) or before in (("inside", "of"), ("interior", "of"))
    return WITHIN.get(row.thing, "") if row and is_inside else ""


def _seen_whole(reading: Reading, noun: Named | None) -> Reach | None:
    """Return how far away a building stands that could be a place, and is seen from without."""
    row = noun.match.row if noun else None
    if noun is None or row is None or not (row.subject or row.asks.get("site.place") == Place.TEMPLE):
        return None
    return outside.reach_from_without(reading, noun)


def _around_a_sight(
    row: Row, effects: Iterable[tuple[Rank, Mapping[str, Value]]], reach: Reach
) -> Iterator[tuple[Rank, Mapping[str, Value]]]:
    """Yield what a building that is seen from without asks of its surroundings, and the building itself."""
    for rank, wished in effects:
        seen = FROM_AFAR.get(str(wished.get("site.place", "")))
        kept = {attribute: value for attribute, value in wished.items() if attribute != "site.place"}
        if seen and not row.thing:
            kept[thing_attribute(seen.kind)] = replace(seen, reach=reach, size=outside.LANDMARK_SIZE)
        yield rank, kept
    if row.thing == ThingKind.TOWERS:
        yield Rank.SUGGESTED, PARKLAND
        yield Rank.ASKED, {"site.place": Place.LAND}


def _number(noun: Named) -> dict[str, Value]:
    row = noun.match.row
    count = noun.quantity.count or (SOME if noun.is_plural else 0)
    if row is None or (count < SOME and row.counts in NUMBERS):
        return {}
    low, high = (NUMBERS.get(row.counts) or AMOUNTS[row.counts]) if row.counts else (0.0, float(MANY))
    return {row.counts: min(max(float(count or 1), low), high)}


def _from_afar(wished: Mapping[str, Value]) -> Iterator[tuple[str, Value]]:
    """Yield what is asked of something in the distance: not the place, but what is seen of it."""
    for attribute, value in wished.items():
        thing = FROM_AFAR.get(str(value)) if attribute == "site.place" else None
        if thing:
            yield thing_attribute(thing.kind), replace(thing, reach=Reach.FAR)
        elif group_of(attribute) != "place" and not attribute.startswith("site."):
            yield attribute, value


def _tint(paint: Paint) -> Colour | None:
    value = colouring.value(paint.attribute, paint.colours)
    if not is_colour(value):
        return None
    red, green, blue = (round(v, 4) for v in value)
    return (red, green, blue)


def _painted(paints: Iterable[Paint], *, how: str, rank: Rank) -> Iterator[Claim]:
    paints = list(paints)
    alone = {paint.attribute for paint in paints}
    for paint in paints:
        if is_thing(paint.attribute):
            continue
        words = ", ".join(match.words for match in paint.words)
        value = colouring.value(paint.attribute, paint.colours)
        place = paint.words[-1].start
        for attribute in colouring.PAINTED_TOGETHER.get(paint.attribute, (paint.attribute,)):
            if attribute == paint.attribute or attribute not in alone:
                yield Claim(attribute=attribute, value=value, words=words, how=how, rank=rank, place=place)


def _only_colours(row: Row) -> bool:
    return bool(row.asks) and all(attribute.startswith("grade.") for attribute in row.asks)


def _is_an_adjective_of_the_next(reading: Reading, match: Match) -> bool:
    """Tell whether a word of light belongs to what follows: dark clouds darken no picture."""
    if match.row is None or set(match.row.asks) != {"grade.exposure"}:
        return False
    following = next((m for m in reading.matches if m.start == match.end), None)
    if following is None or reading.words[match.end].gap:
        return False
    if following.row is None:
        return True
    return bool({"weather", "moon", "stars"} & {group_of(a) for a in (*following.row.asks, *following.row.suggests)})
