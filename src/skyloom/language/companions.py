"""The things that come with a place, and what is left of places that lost to another."""

from __future__ import annotations

from dataclasses import replace

from skyloom.core.scene import Place, TerrainKind, Thing, ThingKind, WaterKind
from skyloom.language.attributes import is_thing, thing_attribute
from skyloom.language.claims import Draft, Rank
from skyloom.language.wishes import FROM_AFAR

FISH = 40
ISLANDS = 6  # that float above a city
AIRY = 0.1  # thickness of the air under which water can be open
AFLOAT = {
    ThingKind.SAILING_SHIP: WaterKind.SEA,
    ThingKind.ICEBERG: WaterKind.SEA,
    ThingKind.BOAT: WaterKind.LAKE,
    ThingKind.PIER: WaterKind.LAKE,
}
ALIKE = (  # of two places of a kind, one is enough
    frozenset({Place.VILLAGE, Place.OLD_TOWN}),
    frozenset({Place.CITY, Place.CYBERPUNK, Place.WASTELAND, Place.INDUSTRY}),
    frozenset({Place.RUINS, Place.TEMPLE}),
)
TOWNS = frozenset({Place.CITY, Place.CYBERPUNK})  # seen from the window of a room


def add(draft: Draft, /) -> None:
    """Add a castle that stands by the village one is in, fish to the sea, and the like."""
    place = Place(draft.text("site.place"))
    _undress(draft, place)
    if place is Place.UNDERWATER:
        draft.fill(thing_attribute(ThingKind.FISH), Thing(kind=ThingKind.FISH, count=FISH), because="site.place")
    if any(c.attribute == "terrain.kind" and c.value == TerrainKind.FLOATING for c in draft.overruled):
        islands = Thing(kind=ThingKind.FLOATING_ISLAND, count=ISLANDS)
        draft.fill(thing_attribute(ThingKind.FLOATING_ISLAND), islands, because="site.place")
    for kind, water in AFLOAT.items():
        can_flow = not draft.is_asked("water.kind") and draft.number("air.thickness", 1.0) > AIRY
        if _is_there(draft, kind) and _is_dry(draft) and can_flow:
            draft.put("water.kind", water, because=thing_attribute(kind))
    _remember_losers(draft, place)


def _undress(draft: Draft, place: Place) -> None:
    """Take away the things of a style that the place has no room for: a ship in the desert, birds in space."""
    for attribute, claim in list(draft.chosen.items()):
        if not is_thing(attribute) or claim.how != "style" or not isinstance(claim.value, Thing):
            continue
        is_stranded = claim.value.kind in AFLOAT and _is_dry(draft)
        if is_stranded or place.is_indoors or place in (Place.UNDERWATER, Place.SPACE):
            del draft.chosen[attribute]


def _remember_losers(draft: Draft, place: Place) -> None:
    for claim in [c for c in draft.overruled if c.attribute == "site.place" and c.rank >= Rank.GENERAL]:
        thing = FROM_AFAR.get(str(claim.value))
        if thing is None or any(place in kin and claim.value in kin for kin in (*ALIKE, {place})):
            continue
        attribute = thing_attribute(thing.kind)
        if attribute not in draft and (not place.is_indoors or claim.value in TOWNS):
            draft.chosen[attribute] = replace(claim, attribute=attribute, value=thing, how="rule", rank=Rank.SUGGESTED)


def _is_there(draft: Draft, kind: ThingKind) -> bool:
    claim = draft.chosen.get(thing_attribute(kind))
    return claim is not None and isinstance(claim.value, Thing) and claim.value.count > 0


def _is_dry(draft: Draft) -> bool:
    return "water.kind" not in draft or draft.text("water.kind") == WaterKind.NONE
