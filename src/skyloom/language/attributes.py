"""What a scene can be asked for: every attribute, its kind and its range."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeGuard

from skyloom.core.scene import (
    CloudKind,
    Mood,
    Place,
    Season,
    TerrainKind,
    Thing,
    ThingKind,
    TimeOfDay,
    Tree,
    WaterKind,
    Weather,
)
from skyloom.language.words import word_set

Colour = tuple[float, float, float]  # linear RGB
Names = tuple[str, ...]
Value = str | float | bool | Colour | Names | Thing

CHOICES: Mapping[str, type[StrEnum]] = {
    "time": TimeOfDay,
    "season": Season,
    "weather": Weather,
    "mood": Mood,
    "terrain.kind": TerrainKind,
    "water.kind": WaterKind,
    "site.place": Place,
}
TREES = "terrain.trees"  # the one list of names: what several words ask for stands side by side
ERA = "site.era"
ROOMS = word_set(  # what a room, hall, cave or ship is for: it says more than the age it was built in
    "living bedroom kitchen loft cabin tavern office attic studio lab throne feast ballroom museum station ice lava "
    "dwarven crystal bridge corridor"
)
ERAS = ROOMS | word_set(
    "medieval european japanese alpine cycladic arabic chinese dutch roman greek maya egyptian khmer victorian future "
    "modern western"
)

# Amounts: taking one away means 0.
AMOUNTS: Mapping[str, tuple[float, float]] = {
    "clouds.cover": (0.0, 1.0),
    **{f"clouds.{kind.value}": (0.0, 1.0) for kind in CloudKind},
    **{f"air.{name}": (0.0, 1.0) for name in ("fog", "dust", "rain", "snow")},
    **{f"stars.{name}": (0.0, 1.0) for name in ("density", "milky_way", "aurora")},
    **{
        f"terrain.{name}": (0.0, 1.0)
        for name in (
            *("snow", "grass", "forest", "sand", "rock", "flowers", "dryness", "palms", "conifers"),
            *("glow", "lava", "ice", "cracked", "crops", "paths"),
        )
    },
    **{f"water.{name}": (0.0, 1.0) for name in ("waves", "ice", "falls")},
    **{f"site.{name}": (0.0, 1.0) for name in ("age", "overgrown", "lights", "neon", "wet", "smoke")},
    **{
        f"sights.{name}": (0.0, 1.0)
        for name in (
            *("rainbow", "lightning", "light_shafts", "sea_of_clouds", "meteors", "comet", "eclipse", "nebula"),
            *("galaxy", "black_hole", "halo", "asteroids", "ring"),
        )
    },
    "planet.count": (0.0, 5.0),
    "people": (0.0, 1.0),  # 0: nobody in the streets
}

NUMBERS: Mapping[str, tuple[float, float]] = {
    "sun.elevation_deg": (-40.0, 85.0),
    "sun.heading_deg": (-180.0, 180.0),
    "moon.elevation_deg": (-10.0, 85.0),
    "moon.heading_deg": (-180.0, 180.0),
    "moon.phase": (0.0, 1.0),
    "air.haze": (0.5, 30.0),
    "air.thickness": (0.0, 3.0),
    "terrain.relief": (0.0, 1.0),
    "terrain.growth": (0.2, 2.0),
    "water.depth_m": (0.0, 1000.0),
    "site.density": (0.2, 2.0),
    "site.height_m": (0.0, 400.0),
    "sights.suns": (1.0, 3.0),
    "sights.moons": (1.0, 6.0),
    "planet.radius_deg": (0.5, 40.0),
    "planet.elevation_deg": (-5.0, 80.0),
    "planet.rings": (0.0, 1.0),
    "planet.bands": (0.0, 1.0),
    "planet.clouds": (0.0, 1.0),
}

FLAGS = frozenset({"moon.is_shown"})

COLOURS = frozenset(
    {
        "water.tint",
        "grade.sky",
        "terrain.ground_tint",
        "terrain.flower_tint",
        "terrain.leaf_tint",
        "terrain.grass_tint",
        "air.scatter",
        "sights.nebula_tint",
        "planet.tint",
    }
)

# Nudges add up, or multiply; all words that ask for one are heard.
SUMS: Mapping[str, tuple[float, float]] = {"grade.exposure": (-2.0, 1.5), "grade.warmth": (-1.0, 1.0)}
PRODUCTS: Mapping[str, tuple[float, float]] = {"grade.contrast": (0.6, 1.6), "grade.saturation": (0.0, 1.8)}
TINTS = frozenset({"grade.tint", "grade.shadows"})

NUMERIC = {**AMOUNTS, **NUMBERS, **SUMS, **PRODUCTS}

_GROUPS = {
    "time": "hour",
    "sun.elevation_deg": "hour",
    "weather": "weather",
    "clouds": "weather",
    "air": "weather",
    "season": "season",
    "mood": "mood",
    "terrain": "terrain",
    "water": "water",
    "moon": "moon",
    "stars": "stars",
    "site.place": "place",
    "site.era": "place",
    "planet": "planet",
    "air.thickness": "world",
    "air.scatter": "world",
    "terrain.leaf_tint": "leaves",
    "terrain.grass_tint": "leaves",
    "terrain.glow": "glow",
}


def is_colour(value: object, /) -> TypeGuard[Colour]:
    """Tell whether a value is a colour."""
    return isinstance(value, tuple) and len(value) == 3 and all(isinstance(v, float) for v in value)


def thing_attribute(kind: ThingKind | str, /) -> str:
    """Return the attribute that a kind of thing is."""
    return f"things.{kind}"


def is_thing(attribute: str, /) -> bool:
    """Tell whether an attribute is a kind of thing, whose value is a Thing; a count of 0 takes it away."""
    return attribute.startswith("things.")


def group_of(attribute: str, /) -> str:
    """Return the group that speaks with one voice: what a prompt touches, a style leaves alone."""
    return _GROUPS.get(attribute) or _GROUPS.get(attribute.partition(".")[0], attribute)


def checked(attribute: str, value: object, /) -> Value:
    """Return a value from a table in its attribute's own type, or raise ValueError saying what is wrong."""
    if attribute in CHOICES:
        return CHOICES[attribute](str(value)).value
    if attribute == ERA and value in ERAS:
        return str(value)
    if attribute == TREES and isinstance(value, list):
        return tuple(Tree(name).value for name in value)
    if attribute in NUMERIC and isinstance(value, int | float) and not isinstance(value, bool):
        low, high = NUMERIC[attribute]
        if low <= value <= high:
            return float(value)
    if attribute in FLAGS and isinstance(value, bool):
        return value
    if attribute in COLOURS | TINTS and isinstance(value, list) and len(value) == 3:
        red, green, blue = (float(v) for v in value)
        return (red, green, blue)
    raise ValueError(f"{attribute} cannot be {value!r}")
