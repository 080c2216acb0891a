"""Builds the finished SceneSpec of a draft in which everything is decided."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from skyloom.core.scene import (
    Air,
    CloudKind,
    CloudLayer,
    Grade,
    Mood,
    Moon,
    Place,
    Planet,
    SceneSpec,
    Season,
    Sights,
    Site,
    Stars,
    Sun,
    Terrain,
    TerrainKind,
    Thing,
    TimeOfDay,
    Tree,
    Water,
    WaterKind,
    Weather,
)
from skyloom.language.attributes import ERA, TREES, Colour, is_colour, is_thing
from skyloom.language.claims import Draft

MOST_THINGS = 24  # kinds in one scene
SPREAD = 34.0  # degrees between one planet and the next


def build(
    draft: Draft,
    layers: Mapping[CloudKind, float],
    /,
    *,
    rng: random.Random,
    not_shown: tuple[str, ...],
    not_understood: tuple[str, ...],
) -> SceneSpec:
    """Return the scene of a completed draft."""
    has_water = draft.text("water.kind") != WaterKind.NONE
    water = _values(draft, Water, "water") | {"kind": WaterKind(draft.text("water.kind"))}
    if not has_water:
        water["tint"] = None
    trees = draft.chosen.get(TREES)
    names = trees.value if trees and isinstance(trees.value, tuple) else ()
    things = [claim.value for claim in draft.chosen.values() if isinstance(claim.value, Thing)]
    return SceneSpec(
        time=TimeOfDay(draft.text("time")),
        season=Season(draft.text("season")),
        weather=Weather(draft.text("weather")),
        mood=Mood(draft.text("mood")),
        sun=Sun(**_values(draft, Sun, "sun")),
        moon=Moon(**_values(draft, Moon, "moon") | {"is_shown": bool(draft.chosen["moon.is_shown"].value)}),
        stars=Stars(**_values(draft, Stars, "stars")),
        clouds=tuple(
            CloudLayer(kind=kind, cover=round(min(share, 1.0), 3)) for kind, share in layers.items() if share > 0
        ),
        air=Air(**_values(draft, Air, "air")),
        terrain=Terrain(
            **_values(draft, Terrain, "terrain")
            | {"kind": TerrainKind(draft.text("terrain.kind")), "trees": tuple(Tree(str(name)) for name in names)}
        ),
        water=Water(**water),
        site=Site(
            **_values(draft, Site, "site")
            | {"place": Place(draft.text("site.place")), "era": draft.text(ERA) if ERA in draft else ""}
        ),
        sights=Sights(
            **_values(draft, Sights, "sights")
            | {
                "suns": round(draft.number("sights.suns", 1)),
                "moons": round(draft.number("sights.moons", 1)),
                "planets": _planets(draft, rng),
            }
        ),
        things=tuple(sorted((t for t in things if t.count > 0), key=lambda t: t.kind.value))[:MOST_THINGS],
        without=_without(draft),
        grade=Grade(**_grade(draft)),
        sources=tuple(draft.sources()),
        not_shown=not_shown,
        not_understood=not_understood,
    )


def _values(draft: Draft, kind: type[Any], section: str) -> dict[str, Any]:
    """Return the decided numbers and colours of a section; what nobody decided keeps its default."""
    out: dict[str, Any] = {}
    for field in fields(kind):
        claim = draft.chosen.get(f"{section}.{field.name}")
        if claim and is_colour(claim.value):
            out[field.name] = claim.value
        elif claim and isinstance(claim.value, int | float) and not isinstance(claim.value, bool):
            out[field.name] = float(claim.value)
    return out


def _grade(draft: Draft) -> dict[str, Any]:
    values = _values(draft, Grade, "grade")
    return {name: round(v, 3) if isinstance(v, float) else v for name, v in values.items()}


def _without(draft: Draft) -> tuple[str, ...]:
    gone = [
        attribute.partition(".")[2]
        for attribute, claim in draft.chosen.items()
        if is_thing(attribute) and isinstance(claim.value, Thing) and claim.value.count == 0
    ]
    if "people" in draft and draft.number("people") == 0:
        gone.append("people")
    return tuple(sorted(gone))


def _planets(draft: Draft, rng: random.Random) -> tuple[Planet, ...]:
    """Return the worlds in the sky: the first as it was asked for, the others smaller, and beside it."""
    usual = Planet()
    side, height, turn = rng.choice((-1.0, 1.0)), rng.uniform(-6.0, 9.0), rng.uniform(-10.0, 10.0)
    count = round(draft.number("planet.count"))
    tint = draft.chosen.get("planet.tint")
    colour = tint.value if tint and is_colour(tint.value) else usual.tint
    out = []
    for i in range(count):
        red, green, blue = _turned(colour, i)
        out.append(
            Planet(
                radius_deg=round(
                    draft.number("planet.radius_deg", usual.radius_deg) * (1.0, 0.45, 0.28, 0.2, 0.14)[i], 2
                ),
                elevation_deg=round(
                    min(
                        max(draft.number("planet.elevation_deg", usual.elevation_deg) + height * (1 + i) / 2, 4.0), 75.0
                    ),
                    1,
                ),
                heading_deg=round(side * (SPREAD * (0.8 + i) + turn) * (-1.0 if i % 2 else 1.0), 1),
                tint=(red, green, blue),
                rings=draft.number("planet.rings") if i == 0 else 0.0,
                bands=draft.number("planet.bands", usual.bands) if i == 0 else 0.0,
                clouds=draft.number("planet.clouds") if i == 0 else 0.0,
            )
        )
    return tuple(out)


def _turned(colour: Colour, by: int) -> Colour:
    """Return a colour of the same brightness for a planet's neighbour."""
    red, green, blue = (colour[(i + by) % 3] for i in range(3))
    return (red, green, blue)
