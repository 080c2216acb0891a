"""What words that are said together mean of each other: snow on peaks, moons by day, a meadow below mountains."""

from __future__ import annotations

from dataclasses import replace

from skyloom.core.scene import Place, Season, TerrainKind, TimeOfDay, Weather
from skyloom.language.attributes import TREES, is_colour
from skyloom.language.claims import Draft, Rank
from skyloom.language.cover import cover_of

HIGH = frozenset({TerrainKind.MOUNTAINS, TerrainKind.FJORD, TerrainKind.VOLCANO})
STEEP = HIGH | {TerrainKind.CANYON, TerrainKind.BADLANDS, TerrainKind.GLACIER, TerrainKind.TERRACES}
ON_THE_PEAKS = 0.4  # snow
COLOURED = ("grade.sky", "terrain.leaf_tint", "terrain.grass_tint", TREES)  # what is worth nothing in the dark


def settle(draft: Draft, /) -> None:
    """Let a general word mean what the words around it leave of it."""
    _snow_on_peaks(draft)
    _relief_of_the_land(draft)
    _moons_by_day(draft)
    _colour_of_rock(draft)


def _snow_on_peaks(draft: Draft) -> None:
    """Keep snow that is named beside mountains to their peaks, unless it is winter or snow falls."""
    snow = draft.chosen.get("terrain.snow")
    if snow is None or snow.rank is not Rank.GENERAL or draft.number("terrain.snow") <= ON_THE_PEAKS:
        return
    is_high = draft.is_asked("terrain.kind") and draft.text("terrain.kind") in HIGH
    is_outdoors = "site.place" not in draft or draft.text("site.place") == Place.LAND
    is_winter = draft.is_asked("season") and draft.text("season") == Season.WINTER
    is_snowing = "weather" in draft and draft.text("weather") == Weather.SNOW
    if not is_high or not is_outdoors or is_winter or is_snowing:
        return
    season = draft.chosen.get("season")
    if season and season.bundle == snow.bundle:
        del draft.chosen["season"]
    draft.put("terrain.snow", ON_THE_PEAKS, because="terrain.kind")


def _relief_of_the_land(draft: Draft) -> None:
    """Forget how flat meadows and woods usually lie where the land itself is asked to be steep."""
    land, relief = draft.chosen.get("terrain.kind"), draft.chosen.get("terrain.relief")
    if land is None or relief is None or not draft.is_asked("terrain.kind") or draft.is_asked("terrain.relief"):
        return
    kind = TerrainKind(draft.text("terrain.kind"))
    if kind in STEEP and relief.bundle != land.bundle and draft.number("terrain.relief") < cover_of(kind)["relief"]:
        del draft.chosen["terrain.relief"]


def _moons_by_day(draft: Draft) -> None:
    """Let it be day under several moons where the sky or plants are asked to have colours."""
    time = draft.chosen.get("time")
    if time is None or time.value != TimeOfDay.NIGHT or time.rank > Rank.SUGGESTED:
        return
    moons = draft.chosen.get("sights.moons")
    if moons and moons.bundle == time.bundle and any(draft.is_asked(attribute) for attribute in COLOURED):
        del draft.chosen["time"]


def _colour_of_rock(draft: Draft) -> None:
    """Take a colour that is asked of rock half way to the one that such rock has by nature."""
    asked = draft.chosen.get("terrain.ground_tint")
    natural = [c.value for c in draft.overruled if c.attribute == "terrain.ground_tint" and c.rank is Rank.SUGGESTED]
    if asked is None or asked.rank is not Rank.ASKED or not natural:
        return
    if is_colour(asked.value) and is_colour(natural[0]):
        red, green, blue = (round((a + n) / 2, 4) for a, n in zip(asked.value, natural[0], strict=True))
        draft.chosen["terrain.ground_tint"] = replace(asked, value=(red, green, blue))
