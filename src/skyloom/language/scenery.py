"""Builds the finished SceneSpec of a draft in which everything is decided."""

from __future__ import annotations

from collections.abc import Mapping

from skyloom.core.scene import (
    Air,
    CloudKind,
    CloudLayer,
    Grade,
    Mood,
    Moon,
    SceneSpec,
    Season,
    Stars,
    Sun,
    Terrain,
    TerrainKind,
    TimeOfDay,
    Water,
    WaterKind,
    Weather,
)
from skyloom.language.attributes import Colour
from skyloom.language.claims import Draft


def build(
    draft: Draft, layers: Mapping[CloudKind, float], /, *, not_shown: tuple[str, ...], not_understood: tuple[str, ...]
) -> SceneSpec:
    """Return the scene of a completed draft."""
    n = draft.number
    has_water = draft.text("water.kind") != WaterKind.NONE
    return SceneSpec(
        time=TimeOfDay(draft.text("time")),
        season=Season(draft.text("season")),
        weather=Weather(draft.text("weather")),
        mood=Mood(draft.text("mood")),
        sun=Sun(elevation_deg=n("sun.elevation_deg"), heading_deg=n("sun.heading_deg")),
        moon=_moon(draft),
        stars=Stars(density=n("stars.density"), milky_way=n("stars.milky_way"), aurora=n("stars.aurora")),
        clouds=tuple(
            CloudLayer(kind=kind, cover=round(min(share, 1.0), 3)) for kind, share in layers.items() if share > 0
        ),
        air=Air(haze=n("air.haze"), fog=n("air.fog"), dust=n("air.dust"), rain=n("air.rain"), snow=n("air.snow")),
        terrain=Terrain(
            kind=TerrainKind(draft.text("terrain.kind")),
            relief=n("terrain.relief"),
            snow=n("terrain.snow"),
            grass=n("terrain.grass"),
            forest=n("terrain.forest"),
            sand=n("terrain.sand"),
            rock=n("terrain.rock"),
            flowers=n("terrain.flowers"),
            dryness=n("terrain.dryness"),
            palms=n("terrain.palms"),
            conifers=n("terrain.conifers"),
            ground_tint=_colour(draft, "terrain.ground_tint"),
            flower_tint=_colour(draft, "terrain.flower_tint"),
        ),
        water=Water(
            kind=WaterKind(draft.text("water.kind")),
            waves=n("water.waves", Water().waves),
            tint=_colour(draft, "water.tint") if has_water else None,
        ),
        grade=Grade(
            exposure=round(n("grade.exposure"), 3),
            contrast=round(n("grade.contrast", 1.0), 3),
            saturation=round(n("grade.saturation", 1.0), 3),
            warmth=round(n("grade.warmth"), 3),
            tint=_colour(draft, "grade.tint") or Grade().tint,
            shadows=_colour(draft, "grade.shadows") or Grade().shadows,
            sky=_colour(draft, "grade.sky"),
        ),
        sources=tuple(draft.sources()),
        not_shown=not_shown,
        not_understood=not_understood,
    )


def _moon(draft: Draft) -> Moon:
    usual = Moon()
    return Moon(
        is_shown=bool(draft.chosen["moon.is_shown"].value),
        elevation_deg=draft.number("moon.elevation_deg", usual.elevation_deg),
        heading_deg=draft.number("moon.heading_deg", usual.heading_deg),
        phase=draft.number("moon.phase", usual.phase),
    )


def _colour(draft: Draft, attribute: str) -> Colour | None:
    claim = draft.chosen.get(attribute)
    return claim.value if claim and isinstance(claim.value, tuple) else None
