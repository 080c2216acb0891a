"""What a scene can be asked for: every attribute, its kind and its range."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from skyloom.core.scene import CloudKind, Mood, Season, TerrainKind, TimeOfDay, WaterKind, Weather

Colour = tuple[float, float, float]  # linear RGB
Value = str | float | bool | Colour

CHOICES: Mapping[str, type[StrEnum]] = {
    "time": TimeOfDay,
    "season": Season,
    "weather": Weather,
    "mood": Mood,
    "terrain.kind": TerrainKind,
    "water.kind": WaterKind,
}

# Amounts: taking one away means 0.
AMOUNTS: Mapping[str, tuple[float, float]] = {
    "clouds.cover": (0.0, 1.0),
    **{f"clouds.{kind.value}": (0.0, 1.0) for kind in CloudKind},
    "air.fog": (0.0, 1.0),
    "air.dust": (0.0, 1.0),
    "air.rain": (0.0, 1.0),
    "air.snow": (0.0, 1.0),
    "stars.density": (0.0, 1.0),
    "stars.milky_way": (0.0, 1.0),
    "stars.aurora": (0.0, 1.0),
    "terrain.snow": (0.0, 1.0),
    "terrain.grass": (0.0, 1.0),
    "terrain.forest": (0.0, 1.0),
    "terrain.sand": (0.0, 1.0),
    "terrain.rock": (0.0, 1.0),
    "terrain.flowers": (0.0, 1.0),
    "terrain.dryness": (0.0, 1.0),
    "terrain.palms": (0.0, 1.0),
    "terrain.conifers": (0.0, 1.0),
    "water.waves": (0.0, 1.0),
}

NUMBERS: Mapping[str, tuple[float, float]] = {
    "sun.elevation_deg": (-40.0, 85.0),
    "sun.heading_deg": (-180.0, 180.0),
    "moon.elevation_deg": (-10.0, 85.0),
    "moon.heading_deg": (-180.0, 180.0),
    "moon.phase": (0.0, 1.0),
    "air.haze": (0.5, 30.0),
    "terrain.relief": (0.0, 1.0),
}

FLAGS = frozenset({"moon.is_shown"})

COLOURS = frozenset({"water.tint", "grade.sky", "terrain.ground_tint", "terrain.flower_tint"})

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
}


def group_of(attribute: str, /) -> str:
    """Return the group that speaks with one voice: what a prompt touches, a style leaves alone."""
    return _GROUPS.get(attribute) or _GROUPS.get(attribute.partition(".")[0], attribute)


def checked(attribute: str, value: object, /) -> Value:
    """Return a value from a table in its attribute's own type, or raise ValueError saying what is wrong."""
    if attribute in CHOICES:
        return CHOICES[attribute](str(value)).value
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
