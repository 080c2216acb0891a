"""Dresses a world that exists as another prompt asks: its shapes stay, its light and its matter follow the words.

What stays: the place, the land's form, its water, the things and where they stand, the camera. What the new words
speak of changes: hour, sky, weather, season, covers, colours, growth, age, lamps. All else stays as it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import fields, replace
from typing import Any, TypeVar

from skyloom.core.scene import (
    Air,
    Grade,
    SceneSpec,
    Season,
    Sights,
    Site,
    Source,
    Stars,
    Terrain,
    TerrainKind,
    Thing,
    ThingKind,
    Water,
    Weather,
)
from skyloom.language.attributes import Colour, group_of
from skyloom.language.cover import cover_of

Section = TypeVar("Section", Terrain, Water, Site, Sights, Stars, Air, Grade)

DIRECT = frozenset({"lexicon", "meaning", "negation", "style"})  # how something is said in so many words
ASKED = frozenset({"lexicon", "negation"})  # ... and in the prompt itself
COVERS = frozenset(
    {
        *("snow", "grass", "sand", "rock", "flowers", "dryness", "glow", "lava", "ice", "cracked", "crops"),
        *("ground_tint", "flower_tint", "leaf_tint", "grass_tint"),
    }
)
SEASONAL = frozenset({"snow", "flowers", "dryness"})  # covers that come and go with the season
PLANTED = frozenset({"forest", "palms", "conifers", "trees", "growth"})  # these move what stands: only when named
AIR = frozenset({"fog", "dust", "rain", "snow"})
STARS = frozenset({"density", "milky_way", "aurora"})
SURFACE = frozenset({"waves", "tint", "ice"})  # of water
FINISH = frozenset({"age", "overgrown", "lights", "neon", "wet", "smoke"})  # of what people built
SHOWN = frozenset({field.name for field in fields(Sights)} - {"sea_of_clouds", "planets"})  # sights that move no land
ALOFT = frozenset(
    {
        *(ThingKind.BIRDS, ThingKind.FIREFLIES, ThingKind.FIREWORK, ThingKind.SKY_LANTERN),
        *(ThingKind.BALLOON, ThingKind.AIRSHIP),
    }
)
# The colours of lands whose shapes make theirs, for shapes of others: linear RGB factors on sand, soil and rock.
GROUNDS: Mapping[TerrainKind, Colour] = {
    TerrainKind.CANYON: (1.5, 0.72, 0.45),
    TerrainKind.BADLANDS: (1.25, 0.9, 0.72),
    TerrainKind.VOLCANO: (0.26, 0.23, 0.22),
    TerrainKind.SALT_FLAT: (1.7, 1.85, 2.2),
    TerrainKind.CRATERS: (0.5, 0.52, 0.56),
    TerrainKind.GLACIER: (0.85, 0.95, 1.1),
}


class Words:
    """What the words of a prompt and its style say about each attribute."""

    def __init__(self, sources: Iterable[Source]) -> None:
        self._said = {source.attribute: source for source in sources if source.words and source.how != "overruled"}
        self.taken: set[str] = set()  # attributes that follow the words

    def speak_of(self, attribute: str, /, *, but_for: str = "") -> bool:
        """Tell whether the words ask for the attribute; `but_for` names one that is no reason to."""
        source, cause = self._said.get(attribute), self._said.get(but_for)
        if source is None or (source.how == "rule" and cause is not None and source.words == cause.words):
            return False
        self.taken.add(attribute)
        return True

    def name(self, attribute: str, /, how: frozenset[str] = DIRECT) -> bool:
        """Tell whether the words name the attribute itself."""
        source = self._said.get(attribute)
        if source is None or source.how not in how:
            return False
        self.taken.add(attribute)
        return True

    def group(self, group: str, /) -> bool:
        """Tell whether the words name anything of a group or a section."""
        here = [name for name in self._said if group in (group_of(name), name.partition(".")[0])]
        return bool([name for name in here if self.name(name)])


def dressed(world: SceneSpec, wish: SceneSpec, /, *, seed: int) -> SceneSpec:
    """Return the world with the look that another scene's words ask for; both have the same shapes.

    The seed decides where clouds and stars stand, if the words speak of the sky.
    """
    words = Words(wish.sources)
    is_other_land = words.name("terrain.kind", ASKED | {"meaning"}) and wish.terrain.kind is not world.terrain.kind
    has_hour = words.speak_of("time") or words.name("sun.elevation_deg")
    has_season = words.speak_of("season") and wish.season is not world.season
    thaws = has_season and wish.season is not Season.WINTER
    has_weather = words.speak_of("weather", but_for="time") or words.group("clouds")
    has_weather |= thaws and world.weather is Weather.SNOW
    has_mood = words.name("mood")
    look = _lit(world, wish, words, has_hour=has_hour)
    look = _aired(look, wish, words, has_weather=has_weather)
    look = replace(
        look,
        season=wish.season if has_season else world.season,
        mood=wish.mood if has_mood else world.mood,
        terrain=_covered(world, wish, words, is_other=is_other_land, has_season=has_season),
        water=_some(world.water, wish.water, words, "water", SURFACE, also={"ice"} if thaws else set()),
        site=_some(world.site, wish.site, words, "site", FINISH),
        sights=_sighted(world.sights, wish.sights, words),
        things=_things(world, wish, words),
        without=tuple(sorted({*world.without, *wish.without})),
        grade=_graded(world, wish, words, is_lit_anew=has_hour or has_weather or has_mood),
        staged=world.staging,
        sky_seed=seed if has_hour or has_weather else world.sky_seed,
        not_shown=wish.not_shown,
        not_understood=wish.not_understood,
    )
    return replace(look, sources=_sources(world, wish, words))


def _lit(world: SceneSpec, wish: SceneSpec, words: Words, *, has_hour: bool) -> SceneSpec:
    stars = _some(world.stars, wish.stars, words, "stars", STARS)
    if has_hour:
        return replace(world, time=wish.time, sun=wish.sun, moon=wish.moon, stars=stars)
    sun = replace(world.sun, heading_deg=wish.sun.heading_deg) if words.name("sun.heading_deg") else world.sun
    return replace(world, sun=sun, moon=wish.moon if words.group("moon") else world.moon, stars=stars)


def _aired(look: SceneSpec, wish: SceneSpec, words: Words, *, has_weather: bool) -> SceneSpec:
    air = wish.air if has_weather else _some(look.air, wish.air, words, "air", AIR)
    if not has_weather and words.speak_of("air.haze", but_for="time"):
        air = replace(air, haze=wish.air.haze)
    for name in ("thickness", "scatter"):
        air = _with(air, wish.air if words.speak_of(f"air.{name}") else look.air, {name})
    return replace(look, weather=wish.weather, clouds=wish.clouds, air=air) if has_weather else replace(look, air=air)


def _covered(world: SceneSpec, wish: SceneSpec, words: Words, *, is_other: bool, has_season: bool) -> Terrain:
    """Return the land's shape under the covers that are asked for; another land that is named gives all of them."""
    covers = {name for name in COVERS if words.speak_of(f"terrain.{name}", but_for="site.place")}
    covers |= {name for name in PLANTED if words.name(f"terrain.{name}", ASKED)}
    land = _out_of_season(world, but_for=covers) if has_season else world.terrain
    look = _with(land, wish.terrain, COVERS | PLANTED if is_other else covers)
    if is_other and look.ground_tint is None:
        look = replace(look, ground_tint=GROUNDS.get(wish.terrain.kind))
    return replace(look, forest=min(look.forest, world.terrain.forest))  # no trees where there were none


def _out_of_season(world: SceneSpec, *, but_for: Set[str]) -> Terrain:
    """Return the land without what its season brought; what a summer was told to have stays: snow on peaks."""
    own, usual = Words(world.sources), cover_of(world.terrain.kind)
    is_winter = world.season is Season.WINTER
    gone = {name for name in SEASONAL if is_winter or not own.name(f"terrain.{name}", ASKED)} - but_for
    values: dict[str, Any] = {name: usual.get(name, 0.0) for name in gone}
    return replace(world.terrain, **values)


def _sighted(world: Sights, wish: Sights, words: Words) -> Sights:
    sights = _some(world, wish, words, "sights", SHOWN)
    return replace(sights, planets=wish.planets) if words.group("planet") else sights


def _things(world: SceneSpec, wish: SceneSpec, words: Words) -> tuple[Thing, ...]:
    """Return the things that are there, painted anew where that is asked for, and what flies and was asked for."""
    asked = {thing.kind: thing for thing in wish.things if words.name(f"things.{thing.kind}", ASKED)}
    kept = [
        replace(thing, tint=asked[thing.kind].tint or thing.tint) if thing.kind in asked else thing
        for thing in world.things
        if thing.kind not in wish.without
    ]
    here = {thing.kind for thing in kept}
    aloft = [thing for kind, thing in asked.items() if kind in ALOFT - here]
    return tuple(sorted((*kept, *aloft), key=lambda thing: thing.kind.value))


def _graded(world: SceneSpec, wish: SceneSpec, words: Words, *, is_lit_anew: bool) -> Grade:
    """Return the grade of the light that is now; what the world's own words asked of it stays, unless gainsaid."""
    own = Words(world.sources)
    names = {field.name for field in fields(Grade)}
    if is_lit_anew:
        follow = {name for name in names if words.speak_of(f"grade.{name}") or not own.name(f"grade.{name}")}
    else:
        follow = {name for name in names if words.name(f"grade.{name}")}
    return _with(world.grade, wish.grade, follow)


def _some(
    world: Section, wish: Section, words: Words, section: str, names: Set[str], *, also: Set[str] = frozenset()
) -> Section:
    return _with(world, wish, {name for name in names if words.speak_of(f"{section}.{name}")} | also)


def _with(world: Section, wish: Section, names: Iterable[str]) -> Section:
    values: dict[str, Any] = {name: getattr(wish, name) for name in names}
    return replace(world, **values)


def _sources(world: SceneSpec, wish: SceneSpec, words: Words) -> tuple[Source, ...]:
    """Return why each attribute is as it is: the new words, or the world that was there."""
    new = [s for s in wish.sources if s.attribute in words.taken and s.how != "overruled"]
    old = [replace(s, how="world") for s in world.sources if s.attribute not in words.taken and s.how != "overruled"]
    return tuple(new + old)
