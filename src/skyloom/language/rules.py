"""What follows from what: fills the attributes that words left open, so that light, weather and land agree."""

from __future__ import annotations

import random
from collections.abc import Mapping
from enum import StrEnum

from skyloom.core.scene import CloudKind, Mood, Season, TerrainKind, TimeOfDay, WaterKind, Weather
from skyloom.language import companions, grading, reconciling, surroundings
from skyloom.language.claims import Draft, Rank
from skyloom.language.cover import cover_of
from skyloom.language.grading import LOW

ELEVATION: Mapping[TimeOfDay, tuple[float, float]] = {  # degrees
    TimeOfDay.DAWN: (-4.5, -3.0),
    TimeOfDay.SUNRISE: (0.8, 2.5),
    TimeOfDay.MORNING: (16.0, 26.0),
    TimeOfDay.NOON: (56.0, 66.0),
    TimeOfDay.AFTERNOON: (30.0, 44.0),
    TimeOfDay.GOLDEN_HOUR: (4.5, 8.0),
    TimeOfDay.SUNSET: (0.2, 1.6),
    TimeOfDay.DUSK: (-4.2, -2.8),
    TimeOfDay.BLUE_HOUR: (-6.0, -5.0),
    TimeOfDay.NIGHT: (-30.0, -20.0),
}
RAKING: Mapping[TimeOfDay, tuple[float, float]] = {  # degrees, over dunes: lower, the next crest takes all the light
    TimeOfDay.SUNRISE: (2.5, 4.5),
    TimeOfDay.SUNSET: (2.5, 4.5),
}
DAY = (TimeOfDay.MORNING, TimeOfDay.AFTERNOON, TimeOfDay.AFTERNOON, TimeOfDay.NOON)
TWILIGHT = frozenset({TimeOfDay.DAWN, TimeOfDay.DUSK, TimeOfDay.BLUE_HOUR})
COVERING = frozenset({Weather.OVERCAST, Weather.RAIN, Weather.STORM, Weather.SNOW})
STORM_COVER = 0.92
MANY_STARS = 0.7
SANDY = 0.85
DENSE = 0.7  # share of forest under which few flowers grow
BARE = 0.2  # share of grass below which nothing else grows either
DARK_ENOUGH = -11.0  # degrees: the sun this low lets an aurora and the Milky Way show

MOOD_TIME: Mapping[str, TimeOfDay] = {
    Mood.DRAMATIC: TimeOfDay.GOLDEN_HOUR,
    Mood.EPIC: TimeOfDay.GOLDEN_HOUR,
    Mood.ROMANTIC: TimeOfDay.SUNSET,
    Mood.MYSTERIOUS: TimeOfDay.SUNRISE,
}
LAYERS: Mapping[Weather, Mapping[CloudKind, float]] = {
    Weather.CLEAR: {},
    Weather.FAIR: {CloudKind.CUMULUS: 0.32},
    Weather.OVERCAST: {CloudKind.STRATUS: 1.0, CloudKind.STRATOCUMULUS: 0.6},
    Weather.RAIN: {CloudKind.STRATUS: 1.0, CloudKind.STRATOCUMULUS: 0.6},
    Weather.STORM: {CloudKind.CUMULONIMBUS: STORM_COVER, CloudKind.STRATOCUMULUS: 0.75},
    Weather.SNOW: {CloudKind.STRATUS: 1.0},
    Weather.FOG: {CloudKind.STRATUS: 0.5},
    Weather.DUST: {CloudKind.CIRRUS: 0.15},
}
HAZE: Mapping[Weather, float] = {
    Weather.CLEAR: 1.6,
    Weather.FAIR: 2.0,
    Weather.OVERCAST: 3.5,
    Weather.RAIN: 5.0,
    Weather.STORM: 3.5,
    Weather.SNOW: 4.0,
    Weather.FOG: 4.0,
    Weather.DUST: 20.0,
}
AIR: Mapping[Weather, Mapping[str, float]] = {
    Weather.RAIN: {"air.rain": 0.5, "air.fog": 0.08},
    Weather.STORM: {"air.rain": 0.4, "air.fog": 0.03},
    Weather.SNOW: {"air.snow": 0.6, "air.fog": 0.15},
    Weather.FOG: {"air.fog": 0.5},
    Weather.DUST: {"air.dust": 0.9},
}


def complete(draft: Draft, /, *, rng: random.Random) -> None:
    """Decide everything that is still open."""
    reconciling.settle(draft)
    surroundings.settle(draft)
    companions.add(draft)
    _weather(draft)
    _hour(draft, rng)
    _sun(draft, rng)
    _night(draft, rng)
    _land(draft, rng)
    _season(draft)
    _ground(draft, rng)
    _water(draft)
    _air(draft)
    surroundings.finish(draft)
    draft.fill("mood", _allowed(draft, "mood", Mood.NEUTRAL, Mood.SERENE))
    grading.grade(draft)


def cloud_layers(draft: Draft, /, *, rng: random.Random) -> dict[CloudKind, float]:
    """Return the cover of each genus, and note in the draft why."""
    weather = Weather(draft.text("weather"))
    jitter = rng.uniform(0.75, 1.3)
    asked = {kind: draft.number(f"clouds.{kind.value}") for kind in CloudKind if f"clouds.{kind.value}" in draft}
    cover = draft.chosen.get("clouds.cover")
    if cover and all(cover.weight > draft.chosen[f"clouds.{kind.value}"].weight for kind in asked):
        if draft.number("clouds.cover") == 0.0:
            return {}
        if weather in COVERING - {Weather.STORM} and not asked:
            return _told(draft, {CloudKind.STRATOCUMULUS: draft.number("clouds.cover")}, because="clouds.cover")
        asked = asked or dict(LAYERS[weather]) or {CloudKind.CUMULUS: 1.0}
        most = max(asked.values()) or 1.0
        scale = draft.number("clouds.cover") / most
        return _told(draft, {kind: share * scale for kind, share in asked.items()}, because="clouds.cover")
    explicit = {kind for kind in asked if draft.is_asked(f"clouds.{kind.value}")}
    if weather in COVERING:
        hidden = {CloudKind.CUMULUS} if CloudKind.STRATUS in LAYERS[weather] else set()
        others = explicit - set(LAYERS[weather]) - hidden
        layers = dict(LAYERS[weather]) | {kind: asked[kind] for kind in sorted(others)}
        if weather is Weather.STORM:
            layers[CloudKind.CUMULONIMBUS] = max(asked.get(CloudKind.CUMULONIMBUS, 0.0), STORM_COVER)
        return _told(draft, layers, because="weather")
    if asked:
        thin = 0.4 if weather is Weather.CLEAR else 1.0  # a clear sky with clouds has few
        for kind, share in asked.items():
            if draft.chosen[f"clouds.{kind.value}"].rank <= Rank.GENERAL and share * thin != share:
                draft.put(f"clouds.{kind.value}", round(share * thin, 3), because="weather")
        return {kind: draft.number(f"clouds.{kind.value}") for kind, share in asked.items() if share > 0}
    layers = {
        kind: min(share * jitter, 1.0) if weather is Weather.FAIR else share for kind, share in LAYERS[weather].items()
    }
    if weather is Weather.FAIR and TimeOfDay(draft.text("time")) in LOW:
        layers |= {CloudKind.CIRRUS: 0.35}  # high ice catches the low light
    return _told(draft, layers, because="weather")


def _told(draft: Draft, layers: dict[CloudKind, float], *, because: str) -> dict[CloudKind, float]:
    for kind, share in layers.items():
        if draft.number(f"clouds.{kind.value}", -1.0) != share:
            draft.put(f"clouds.{kind.value}", share, because=because)
    return layers


def _weather(draft: Draft) -> None:
    cover = draft.chosen.get("clouds.cover")
    if cover and cover.value == 0.0 and "weather" in draft and draft.text("weather") in COVERING:
        if cover.weight > draft.chosen["weather"].weight:
            draft.put("weather", _allowed(draft, "weather", Weather.CLEAR, Weather.FAIR), because="clouds.cover")
    elif "weather" not in draft and cover and cover.value == 0.0:
        draft.fill("weather", _allowed(draft, "weather", Weather.CLEAR, Weather.FAIR), because="clouds.cover")
    if draft.number("air.rain") > 0:
        draft.fill("weather", Weather.RAIN, because="air.rain")
    if draft.number("air.snow") > 0:
        draft.fill("weather", Weather.SNOW, because="air.snow")
    is_low = "time" in draft and draft.text("time") in LOW  # a low sun under grey clouds would be no sunset
    if "mood" in draft and draft.text("mood") == Mood.GLOOMY and not is_low:
        draft.fill("weather", _allowed(draft, "weather", Weather.OVERCAST, Weather.FAIR), because="mood")
    if "time" in draft and draft.text("time") == TimeOfDay.NIGHT:
        draft.fill("weather", _allowed(draft, "weather", Weather.CLEAR, Weather.FAIR), because="time")
    draft.fill("weather", _allowed(draft, "weather", Weather.FAIR, Weather.OVERCAST))


def _hour(draft: Draft, rng: random.Random) -> None:
    by_seed = rng.choice(DAY)  # drawn always, so that a word changes no other choice
    if "time" in draft:
        return
    if "sun.elevation_deg" in draft:
        draft.put("time", _time_at(draft.number("sun.elevation_deg")), because="sun.elevation_deg")
    elif draft.is_asked("mood") and draft.text("mood") in MOOD_TIME and Weather(draft.text("weather")) not in COVERING:
        time = MOOD_TIME[draft.text("mood")]
        draft.fill("time", _allowed(draft, "time", time, TimeOfDay.AFTERNOON), because="mood")
    else:
        draft.fill("time", _allowed(draft, "time", by_seed, TimeOfDay.MORNING, TimeOfDay.DUSK), how="seed")


def _time_at(elevation_deg: float) -> TimeOfDay:
    if elevation_deg < -6.5:
        return TimeOfDay.NIGHT
    if elevation_deg < -1.5:
        return TimeOfDay.DUSK
    if elevation_deg < 3.0:
        return TimeOfDay.SUNSET
    if elevation_deg < 12.0:
        return TimeOfDay.GOLDEN_HOUR
    return TimeOfDay.NOON if elevation_deg > 50.0 else TimeOfDay.AFTERNOON


def _sun(draft: Draft, rng: random.Random) -> None:
    time = TimeOfDay(draft.text("time"))
    is_among_dunes = "terrain.kind" in draft and draft.text("terrain.kind") == TerrainKind.DUNES
    low, high = (RAKING if is_among_dunes and time in RAKING else ELEVATION)[time]
    elevation = round(rng.uniform(low, high), 1)
    near, side, sign = rng.uniform(-40.0, 40.0), rng.uniform(45.0, 125.0), rng.choice((-1.0, 1.0))
    is_asked = "sun.elevation_deg" in draft
    if is_asked and not _agrees(time, draft.number("sun.elevation_deg")):  # the named hour tells more than a height
        draft.put("sun.elevation_deg", elevation, because="time")
    for attribute, least in (("stars.aurora", 0.3), ("stars.milky_way", 0.8), ("stars.density", MANY_STARS)):
        if time in TWILIGHT and draft.is_asked(attribute) and draft.number(attribute) >= least:
            draft.fill("sun.elevation_deg", DARK_ENOUGH, because=attribute)
    draft.fill("sun.elevation_deg", elevation, because="time")
    # A low sun is worth looking at; a high one models the land best from the side.
    is_low = draft.number("sun.elevation_deg") < 12.0
    draft.fill("sun.heading_deg", round(near if is_low else side * sign, 1), how="seed")


def _agrees(time: TimeOfDay, elevation_deg: float) -> bool:
    if time is TimeOfDay.NIGHT:
        return elevation_deg < -6.0
    if time in (TimeOfDay.SUNSET, TimeOfDay.SUNRISE):
        return -1.0 <= elevation_deg <= 3.0
    if time in (TimeOfDay.DUSK, TimeOfDay.DAWN, TimeOfDay.BLUE_HOUR):
        return elevation_deg < 0.0
    if time is TimeOfDay.GOLDEN_HOUR:
        return 1.0 <= elevation_deg <= 14.0
    return elevation_deg > 2.0


def _night(draft: Draft, rng: random.Random) -> None:
    heading, elevation, phase = rng.uniform(-60.0, 60.0), rng.uniform(24.0, 48.0), rng.uniform(0.7, 1.0)
    is_night = draft.text("time") == TimeOfDay.NIGHT
    if draft.is_asked("stars.density") and draft.number("stars.density") >= MANY_STARS:
        draft.fill("moon.is_shown", False, because="stars.density")  # moonlight drowns them
    draft.fill("moon.is_shown", is_night, because="time")
    if draft.chosen["moon.is_shown"].value:
        draft.fill("moon.heading_deg", round(heading, 1), how="seed")
        draft.fill("moon.elevation_deg", round(elevation, 1), how="seed")
        draft.fill("moon.phase", round(phase, 2), how="seed")
    draft.fill("stars.density", 0.5)
    draft.fill("stars.milky_way", 0.4)
    draft.fill("stars.aurora", 0.0)


def _land(draft: Draft, rng: random.Random) -> None:
    inland = rng.choice((TerrainKind.HILLS, TerrainKind.MOUNTAINS, TerrainKind.HILLS, TerrainKind.PLAINS))
    by_lake = rng.choice((TerrainKind.MOUNTAINS, TerrainKind.HILLS))
    by_sea = rng.choice((TerrainKind.COAST, TerrainKind.ISLANDS))
    water = draft.text("water.kind") if "water.kind" in draft else ""
    choice = {WaterKind.SEA: by_sea, WaterKind.LAKE: by_lake}.get(WaterKind(water) if water else WaterKind.NONE, inland)
    others = [TerrainKind.MOUNTAINS, TerrainKind.HILLS, TerrainKind.PLAINS]
    is_sandy = draft.is_asked("terrain.sand") and draft.number("terrain.sand") > SANDY and not water
    if is_sandy and draft.number("terrain.grass") < BARE:
        draft.fill("terrain.kind", _allowed(draft, "terrain.kind", TerrainKind.DUNES, *others), because="terrain.sand")
    draft.fill("terrain.kind", _allowed(draft, "terrain.kind", choice, *others), how="seed")
    kind = TerrainKind(draft.text("terrain.kind"))
    by_the_sea = kind in (TerrainKind.COAST, TerrainKind.ISLANDS)
    if by_the_sea and (water == WaterKind.NONE or WaterKind.SEA in draft.avoided.get("water.kind", ())):
        draft.put("terrain.kind", TerrainKind.PLAINS, because="water.kind")
        by_the_sea = False
    if by_the_sea:
        draft.fill("water.kind", WaterKind.SEA, because="terrain.kind")
    draft.fill("water.kind", WaterKind.NONE)


def _season(draft: Draft) -> None:
    if "season" in draft:
        return
    if draft.number("terrain.snow") >= 0.6:
        draft.fill("season", _allowed(draft, "season", Season.WINTER, Season.AUTUMN), because="terrain.snow")
    elif draft.text("weather") == Weather.SNOW:
        draft.fill("season", _allowed(draft, "season", Season.WINTER, Season.AUTUMN), because="weather")
    draft.fill("season", _allowed(draft, "season", Season.SUMMER, Season.AUTUMN))


def _ground(draft: Draft, rng: random.Random) -> None:
    kind = TerrainKind(draft.text("terrain.kind"))
    relief = cover_of(kind)["relief"] * rng.uniform(0.75, 1.25)
    season = draft.text("season")
    if draft.text("weather") == Weather.SNOW:
        draft.fill("terrain.snow", 0.9, because="weather")
    is_sandy = draft.number("terrain.sand") >= 0.8
    if season == Season.WINTER and not is_sandy:
        draft.fill("terrain.snow", 0.85, because="season")
    if season in (Season.AUTUMN, Season.WINTER) or draft.number("terrain.forest") >= DENSE:
        draft.fill("terrain.flowers", 0.02, because="terrain.forest" if season == Season.SUMMER else "season")
    if season == Season.SPRING and kind is not TerrainKind.DUNES and not is_sandy:
        draft.fill("terrain.flowers", 0.4, because="season")
    if is_sandy and kind is TerrainKind.MOUNTAINS:
        draft.fill("terrain.snow", 0.0, because="terrain.sand")
    if kind is TerrainKind.DUNES:
        for attribute in ("terrain.grass", "terrain.forest", "terrain.flowers"):
            if not draft.is_asked(attribute):
                draft.put(attribute, 0.0, because="terrain.kind")
    if draft.number("terrain.grass", cover_of(kind)["grass"]) < BARE:
        draft.fill("terrain.flowers", 0.0, because="terrain.grass")
        draft.fill("terrain.forest", 0.0, because="terrain.grass")
    draft.fill("terrain.relief", round(min(relief, 1.0), 2), how="seed")
    draft.fill("terrain.dryness", 0.0)
    draft.fill("terrain.palms", 0.0)
    draft.fill("terrain.conifers", 0.5)
    for name, share in cover_of(kind).items():
        draft.fill(f"terrain.{name}", share, because="terrain.kind")


def _water(draft: Draft) -> None:
    if draft.text("water.kind") == WaterKind.NONE:
        return
    if draft.text("weather") == Weather.STORM:
        draft.fill("water.waves", 1.0, because="weather")
    draft.fill("water.waves", 0.3 if draft.text("water.kind") == WaterKind.SEA else 0.12, because="water.kind")


def _air(draft: Draft) -> None:
    weather = Weather(draft.text("weather"))
    for attribute, amount in AIR.get(weather, {}).items():
        draft.fill(attribute, amount, because="weather")
    if "mood" in draft and draft.text("mood") == Mood.MYSTERIOUS:
        draft.fill("air.fog", 0.12, because="mood")
    low = 1.0 if TimeOfDay(draft.text("time")) in LOW else 0.0
    draft.fill("air.haze", HAZE[weather] + low, because="weather")
    for attribute in ("air.fog", "air.dust", "air.rain", "air.snow"):
        draft.fill(attribute, 0.0)


def _allowed(draft: Draft, attribute: str, *choices: StrEnum) -> str:
    """Return the first choice that nobody took away; the first of all if everything was."""
    avoided = draft.avoided.get(attribute, set())
    return next((choice.value for choice in choices if choice.value not in avoided), choices[0].value)
