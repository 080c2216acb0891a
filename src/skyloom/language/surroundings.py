"""What follows from where one is: a city stands on level land, space has no weather, a ship sails the open sea."""

from __future__ import annotations

from collections.abc import Mapping

from skyloom.core.scene import Place, TerrainKind, TimeOfDay, Tree, WaterKind, Weather
from skyloom.language.attributes import TREES, Value
from skyloom.language.claims import Draft

AIRLESS = 0.02  # thickness of the air below which nothing happens in it
THIN = 0.2
OVER_THE_ROOFS = 40.0  # metres: lower than this, a view from above needs something built to stand on
BUILT = frozenset(
    {
        *(Place.VILLAGE, Place.OLD_TOWN, Place.CASTLE, Place.RUINS, Place.TEMPLE, Place.HARBOUR, Place.CITY),
        *(Place.CYBERPUNK, Place.WASTELAND, Place.INDUSTRY, Place.STATION),
    }
)
# Places whose ground is always of one kind, whatever land is named beside them.
GROUND: Mapping[Place, TerrainKind] = {
    **{place: TerrainKind.LEVEL for place in Place if place.is_indoors},
    Place.CITY: TerrainKind.LEVEL,
    Place.CYBERPUNK: TerrainKind.LEVEL,
    Place.INDUSTRY: TerrainKind.LEVEL,
    Place.SHIP: TerrainKind.ISLANDS,
    Place.UNDERWATER: TerrainKind.SEABED,
    Place.SPACE: TerrainKind.CRATERS,
}
STREETS = frozenset({Place.VILLAGE, Place.OLD_TOWN, Place.WASTELAND})
OPEN = frozenset({TerrainKind.DUNES, TerrainKind.PLAINS, TerrainKind.HILLS})  # land that a street need not follow
# How high the hills at the horizon of level ground stand for the land that was named.
RELIEF: Mapping[str, float] = {TerrainKind.MOUNTAINS: 0.95, TerrainKind.HILLS: 0.55, TerrainKind.FJORD: 0.9}
WOODED = frozenset({Place.CASTLE, Place.TEMPLE, Place.RUINS})  # places that look bare without trees around
AROUND = 0.3  # share of forest there
DESERT = 0.8  # share of sand
LEVEL: Mapping[str, Value] = {"terrain.kind": TerrainKind.LEVEL}
ORBIT: Mapping[str, Value] = {
    "time": TimeOfDay.NIGHT,
    "weather": Weather.CLEAR,
    "clouds.cover": 0.0,
    "stars.density": 1.0,
    "stars.milky_way": 0.7,
    "moon.is_shown": False,
    "air.thickness": 0.0,
    "terrain.grass": 0.0,
    "terrain.forest": 0.0,
}
FOLLOWS: Mapping[Place, Mapping[str, Value]] = {
    Place.VILLAGE: {**LEVEL, "terrain.paths": 0.5, "terrain.forest": 0.3, "site.smoke": 0.25},
    Place.OLD_TOWN: {**LEVEL, "terrain.forest": 0.1},
    Place.CASTLE: {**LEVEL, "terrain.forest": 0.35, "terrain.paths": 0.4},
    Place.RUINS: {**LEVEL, "site.age": 0.75, "site.overgrown": 0.35, "site.lights": 0.0},
    Place.TEMPLE: {**LEVEL, "terrain.paths": 0.4},
    Place.HARBOUR: {"terrain.kind": TerrainKind.COAST, "water.kind": WaterKind.SEA, "water.waves": 0.14},
    Place.SHIP: {"water.kind": WaterKind.SEA, "terrain.relief": 0.05, "water.waves": 0.4},
    Place.CITY: {"terrain.forest": 0.08, "terrain.grass": 0.4, "terrain.flowers": 0.0},
    Place.CYBERPUNK: {
        "time": TimeOfDay.NIGHT,
        "site.neon": 0.9,
        "site.wet": 0.85,
        "site.lights": 0.75,
        "site.density": 1.4,
        "air.haze": 9.0,
        "air.fog": 0.06,
        "terrain.forest": 0.02,
        "terrain.grass": 0.1,
        "terrain.flowers": 0.0,
    },
    Place.WASTELAND: {
        **LEVEL,
        "site.age": 0.85,
        "site.overgrown": 0.3,
        "site.lights": 0.0,
        "air.haze": 7.0,
        "terrain.dryness": 0.6,
        "terrain.forest": 0.05,
        "terrain.grass": 0.35,
        "terrain.sand": 0.4,
        "terrain.flowers": 0.0,
    },
    Place.INDUSTRY: {"site.smoke": 0.6, "air.haze": 6.0, "terrain.forest": 0.06, "terrain.grass": 0.4},
    Place.STATION: {"terrain.kind": TerrainKind.CRATERS, "site.lights": 0.7},
    Place.CATHEDRAL: {"sights.light_shafts": 0.5},
    Place.LIBRARY: {"sights.light_shafts": 0.25},
    Place.CAVE: {"sights.light_shafts": 0.4},
    Place.GREENHOUSE: {"terrain.growth": 1.4},
    Place.UNDERWATER: {
        "water.kind": WaterKind.SEA,
        TREES: (Tree.CORAL.value, Tree.KELP.value),
        "terrain.forest": 0.45,
        "weather": Weather.CLEAR,
        "sights.light_shafts": 0.45,
    },
    Place.SPACE: {**ORBIT, "water.kind": WaterKind.NONE},
}
ORBITED = 30.0  # degrees: the radius of a planet so near that its day side is what one looks at
SUNLIT = 80.0  # metres under water that daylight reaches
DEEP: Mapping[str, Value] = {"time": TimeOfDay.NIGHT, "moon.is_shown": False, "sights.light_shafts": 0.0}
LANDS: Mapping[str, Mapping[str, Value]] = {
    TerrainKind.FJORD: {"water.kind": WaterKind.SEA, "water.waves": 0.08},
    TerrainKind.VOLCANO: {"terrain.lava": 0.35, "air.haze": 5.0},
    TerrainKind.FLOATING: {"water.falls": 0.4, "clouds.cumulus": 0.45},
    TerrainKind.GLACIER: {"terrain.ice": 0.7},
    TerrainKind.TERRACES: {"terrain.crops": 0.6},
    TerrainKind.CRATERS: {"air.thickness": 0.0, "water.kind": WaterKind.NONE},
    TerrainKind.SEABED: {"site.place": Place.UNDERWATER, "water.kind": WaterKind.SEA},
}
VACUUM: Mapping[str, Value] = {
    "air.haze": 0.5,
    "stars.density": 1.0,
    "terrain.grass": 0.0,
    "terrain.forest": 0.0,
    "terrain.flowers": 0.0,
}
FEW_TREES = 0.25  # share of forest where trees are named on a world without air
PLANTED = ("terrain.grass", "terrain.forest", "terrain.flowers")
NOTHING_BUT_STARS = ("sights.nebula", "sights.galaxy", "sights.asteroids", "sights.black_hole", "planet.count")


def settle(draft: Draft, /) -> None:
    """Fill what the place and the kind of land make of everything around them."""
    if draft.chosen.get("terrain.kind") and draft.text("terrain.kind") == TerrainKind.SEABED:
        draft.fill("site.place", Place.UNDERWATER, because="terrain.kind")
    draft.fill("site.place", Place.LAND)
    place = Place(draft.text("site.place"))
    _ground(draft, place)
    if draft.number("water.depth_m") > SUNLIT:
        for attribute, value in DEEP.items():
            draft.fill(attribute, value, because="water.depth_m")
    if place is Place.SPACE and draft.number("planet.radius_deg") >= ORBITED:
        draft.fill("time", TimeOfDay.MORNING, because="planet.radius_deg")
    for attribute, value in FOLLOWS.get(place, {}).items():
        draft.fill(attribute, value, because="site.place")
    if place is Place.COCKPIT and not draft.is_asked("terrain.grass"):
        for attribute, value in ORBIT.items():
            draft.fill(attribute, value, because="site.place")
    if place in (Place.COCKPIT, Place.SPACE) and not any(draft.number(a) > 0 for a in NOTHING_BUT_STARS):
        seen = "planet.count" if place is Place.COCKPIT else "sights.nebula"
        draft.fill(seen, 1.0 if place is Place.COCKPIT else 0.6, because="site.place")
    if "terrain.kind" in draft:
        for attribute, value in LANDS.get(draft.text("terrain.kind"), {}).items():
            draft.fill(attribute, value, because="terrain.kind")
    _air(draft)
    _trees(draft)
    if place in WOODED:
        _stand_trees(draft)
    if place is Place.LAND and draft.number("site.height_m") < OVER_THE_ROOFS and "site.height_m" in draft:
        draft.put("site.height_m", 0.0, because="site.place")


def finish(draft: Draft, /) -> None:
    """Fill what the weather and the hour do to streets and windows, once they are known."""
    place = Place(draft.text("site.place"))
    if place in BUILT and draft.text("weather") in (Weather.RAIN, Weather.STORM):
        draft.fill("site.wet", 0.8, because="weather")
    if draft.number("site.age") >= 0.7:
        draft.fill("site.lights", 0.05, because="site.age")
    draft.fill("air.thickness", 1.0)
    draft.fill("site.lights", 0.5)
    draft.fill("terrain.growth", 1.0)


def _ground(draft: Draft, place: Place) -> None:
    kind = GROUND.get(place)
    if place in STREETS and "terrain.kind" in draft and not draft.is_asked("terrain.kind"):
        kind = TerrainKind.LEVEL if draft.text("terrain.kind") in OPEN else None
    if kind is None:
        return
    named = draft.text("terrain.kind") if "terrain.kind" in draft else ""
    if named in (TerrainKind.COAST, TerrainKind.ISLANDS) and kind is TerrainKind.LEVEL:
        draft.fill("water.kind", WaterKind.SEA, because="terrain.kind")
    if named != kind:
        draft.put("terrain.kind", kind, because="site.place")
    if place is Place.SPACE:
        draft.put("water.kind", WaterKind.NONE, because="site.place")
    if kind is TerrainKind.LEVEL and named in RELIEF:
        draft.fill("terrain.relief", RELIEF[named], because="site.place")


def _air(draft: Draft) -> None:
    """Take the weather away where there is no air to make it."""
    thickness = draft.number("air.thickness", 1.0)
    if thickness > THIN:
        return
    if thickness <= AIRLESS:
        for attribute, value in VACUUM.items():
            draft.fill(attribute, value, because="air.thickness")
    for attribute in PLANTED:
        if not draft.is_asked(attribute):
            draft.put(attribute, 0.0, because="air.thickness")
    if draft.is_asked(TREES) and draft.chosen["terrain.forest"].words in ("", draft.chosen["air.thickness"].words):
        draft.put("terrain.forest", FEW_TREES, because=TREES)
    if "weather" not in draft or draft.text("weather") != Weather.DUST or thickness <= AIRLESS:
        draft.put("weather", Weather.CLEAR, because="air.thickness")
    for attribute in ("clouds.cover", "air.rain", "air.snow"):
        draft.put(attribute, 0.0, because="air.thickness")
    if thickness <= AIRLESS:
        for attribute in ("air.fog", "air.dust"):
            draft.put(attribute, 0.0, because="air.thickness")


def _stand_trees(draft: Draft) -> None:
    """Put some trees on level land around old buildings, unless it is a desert or words say otherwise."""
    is_level = "terrain.kind" in draft and draft.text("terrain.kind") == TerrainKind.LEVEL
    is_bare = draft.number("terrain.sand") >= DESERT or draft.number("air.thickness", 1.0) <= THIN
    if is_level and not is_bare and not draft.is_asked("terrain.forest"):
        draft.put("terrain.forest", max(draft.number("terrain.forest"), AROUND), because="site.place")


def _trees(draft: Draft) -> None:
    """Let the shares of palms and conifers agree with the trees that were named."""
    claim = draft.chosen.get(TREES)
    names = claim.value if claim and isinstance(claim.value, tuple) else ()
    gone = {str(name) for value in draft.avoided.get(TREES, ()) if isinstance(value, tuple) for name in value}
    if not names:
        return
    if gone & {str(name) for name in names} and claim:
        draft.put(TREES, tuple(str(name) for name in names if name not in gone), because="site.place")
    if Tree.PALM in names:
        draft.fill("terrain.palms", 1.0 if len(names) == 1 else 0.6, because=TREES)
    if Tree.CONIFER in names:
        draft.fill("terrain.conifers", 1.0 if len(names) == 1 else 0.5, because=TREES)
    elif set(names) - {Tree.PALM}:
        draft.fill("terrain.conifers", 0.0, because=TREES)
    draft.fill("terrain.forest", 0.55, because=TREES)
