"""The things that come with a place, and what is left of places that lost to another."""

from __future__ import annotations

from dataclasses import replace

from skyloom.core.scene import Place, Thing, ThingKind, WaterKind
from skyloom.language.attributes import thing_attribute
from skyloom.language.claims import Draft, Rank
from skyloom.language.wishes import FROM_AFAR

FISH = 40
AIRY = 0.1  # thickness of the air under which water can be open
AFLOAT = {
    ThingKind.SAILING_SHIP: WaterKind.SEA,
    ThingKind.ICEBERG: WaterKind.SEA,
    ThingKind.BOAT: WaterKind.LAKE,
    ThingKind.PIER: WaterKind.LAKE,
}
TOWNS = frozenset({Place.CITY, Place.CYBERPUNK})  # seen from the window of a room


def add(draft: Draft, /) -> None:
    """Add a castle that stands by the village one is in, fish to the sea, and the like."""
    place = Place(draft.text("site.place"))
    if place is Place.UNDERWATER:
        draft.fill(thing_attribute(ThingKind.FISH), Thing(kind=ThingKind.FISH, count=FISH), because="site.place")
    for kind, water in AFLOAT.items():
        claim = draft.chosen.get(thing_attribute(kind))
        is_there = claim is not None and isinstance(claim.value, Thing) and claim.value.count > 0
        is_dry = "water.kind" not in draft or draft.text("water.kind") == WaterKind.NONE
        can_flow = not draft.is_asked("water.kind") and draft.number("air.thickness", 1.0) > AIRY
        if is_there and is_dry and can_flow:
            draft.put("water.kind", water, because=thing_attribute(kind))
    losers = [c for c in draft.overruled if c.attribute == "site.place" and c.rank >= Rank.GENERAL]
    for claim in losers:
        if claim.value == place or not isinstance(claim.value, str):
            continue
        thing = FROM_AFAR.get(claim.value)
        if thing and (not place.is_indoors or claim.value in TOWNS) and thing_attribute(thing.kind) not in draft:
            draft.chosen[thing_attribute(thing.kind)] = replace(
                claim, attribute=thing_attribute(thing.kind), value=thing, how="rule", rank=Rank.SUGGESTED
            )
