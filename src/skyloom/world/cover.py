"""What covers the land: colours of the season and how much of each cover a scene asks for."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from skyloom.core.scene import SceneSpec, Season, TerrainKind, WaterKind, Weather
from skyloom.world.seeds import stream

Colour = tuple[float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """Shares from 0 to 1 and albedos, linear RGB."""

    grass: float
    forest: float
    clearing: float  # metres around the camera that a light forest leaves free
    bare: float  # 1 where broadleaf trees have no leaves
    palms: float  # 1 where conifers give way to palms
    conifers: float  # 0 broadleaf trees alone, 0.5 groves of both, 1 conifers alone
    sand: float
    rock: float
    snow: float
    flowers: float
    petals: Colour | None  # None: a natural mixture
    wet: float  # rain on everything
    beach: float  # 1 sand, 0 stones and earth
    ripples: float  # of the wind in dry sand
    dryness: float  # of the grass
    lush: Colour  # grass in its season
    dry: Colour
    leaf: Colour  # broadleaf crowns
    turned: Colour  # crowns that have another colour
    turning: float  # share of the turned crowns
    needle: Colour
    soil: Colour
    sand_light: Colour
    sand_dark: Colour
    rock_light: Colour
    rock_dark: Colour


_SEASON: dict[Season, tuple[Colour, Colour, Colour, Colour, float]] = {
    Season.SPRING: ((0.085, 0.15, 0.03), (0.20, 0.18, 0.06), (0.10, 0.165, 0.03), (0.50, 0.36, 0.36), 0.10),
    Season.SUMMER: ((0.060, 0.114, 0.027), (0.19, 0.17, 0.055), (0.058, 0.105, 0.024), (0.085, 0.12, 0.022), 0.15),
    Season.AUTUMN: ((0.11, 0.115, 0.034), (0.30, 0.21, 0.07), (0.40, 0.21, 0.025), (0.33, 0.085, 0.022), 0.45),
    Season.WINTER: ((0.135, 0.12, 0.05), (0.27, 0.21, 0.10), (0.12, 0.085, 0.055), (0.10, 0.08, 0.06), 0.30),
}
_DRYNESS = {Season.SPRING: 0.0, Season.SUMMER: 0.12, Season.AUTUMN: 0.36, Season.WINTER: 0.6}
# light sand, dark sand, light rock, dark rock, soil
_EARTHS: tuple[tuple[Colour, Colour, Colour, Colour, Colour], ...] = (
    ((0.44, 0.36, 0.25), (0.30, 0.235, 0.155), (0.30, 0.28, 0.255), (0.135, 0.125, 0.12), (0.115, 0.082, 0.052)),
    ((0.46, 0.35, 0.21), (0.33, 0.23, 0.125), (0.33, 0.285, 0.235), (0.16, 0.135, 0.11), (0.13, 0.088, 0.052)),
    ((0.47, 0.42, 0.33), (0.33, 0.28, 0.21), (0.27, 0.265, 0.26), (0.11, 0.11, 0.115), (0.095, 0.075, 0.055)),
)
_DESERT: tuple[tuple[Colour, Colour, Colour, Colour, Colour], ...] = (
    ((0.50, 0.315, 0.155), (0.40, 0.225, 0.095), (0.36, 0.24, 0.15), (0.20, 0.12, 0.07), (0.26, 0.16, 0.085)),
    ((0.53, 0.385, 0.22), (0.43, 0.285, 0.14), (0.37, 0.29, 0.20), (0.19, 0.14, 0.09), (0.27, 0.19, 0.11)),
    ((0.49, 0.255, 0.11), (0.38, 0.17, 0.062), (0.35, 0.19, 0.105), (0.19, 0.095, 0.05), (0.26, 0.13, 0.065)),
)
CORAL_SAND: tuple[Colour, Colour] = ((0.63, 0.57, 0.46), (0.50, 0.43, 0.32))


def cover_of(scene: SceneSpec, seed: int) -> Cover:
    """Choose colours and shares for a scene."""
    draw = stream(seed, "cover")
    terrain = scene.terrain
    is_desert = terrain.sand > 0.5 and terrain.grass < 0.35 and scene.water.kind is not WaterKind.SEA
    earths = _DESERT if is_desert or terrain.kind is TerrainKind.DUNES else _EARTHS
    sand_light, sand_dark, rock_light, rock_dark, soil = earths[int(draw.integers(len(earths)))]
    lush, dry, leaf, turned, turning = _SEASON[scene.season]
    tropical = is_tropical(scene)
    if tropical:
        sand_light, sand_dark = CORAL_SAND
        lush, dry, leaf = (0.062, 0.13, 0.026), (0.135, 0.15, 0.045), (0.06, 0.115, 0.022)
    shift = draw.normal(0, 0.06, 3)
    sand_light, sand_dark, rock_light, rock_dark, soil = (
        tinted(colour, terrain.ground_tint) for colour in (sand_light, sand_dark, rock_light, rock_dark, soil)
    )
    return Cover(
        grass=_share(terrain.grass),
        forest=_share(terrain.forest + (0.3 if tropical and terrain.forest > 0.05 else 0.0)),
        clearing=(130.0 if terrain.kind is TerrainKind.PLAINS else 62.0) * float(draw.uniform(0.7, 1.3)),
        bare=float(scene.season is Season.WINTER),
        palms=float((tropical or terrain.palms > 0) and terrain.forest > 0),
        conifers=_share(terrain.conifers),
        sand=_share(terrain.sand),
        rock=_share(terrain.rock),
        snow=_share(terrain.snow),
        flowers=_share(terrain.flowers),
        petals=terrain.flower_tint,
        wet=max(_share(scene.air.rain), 0.7 if scene.weather in (Weather.RAIN, Weather.STORM) else 0.0),
        beach=1.0 if scene.water.kind is WaterKind.SEA or terrain.sand > 0.5 else 0.0,
        ripples=1.0 if terrain.kind is TerrainKind.DUNES else 0.35,
        dryness=max(_DRYNESS[scene.season], _share(terrain.dryness)),
        lush=_shifted(lush, shift),
        dry=_shifted(dry, shift),
        leaf=_shifted(leaf, shift),
        turned=_shifted(turned, shift),
        turning=turning,
        needle=(0.032, 0.062, 0.022),
        soil=soil,
        sand_light=sand_light,
        sand_dark=sand_dark,
        rock_light=rock_light,
        rock_dark=rock_dark,
    )


def is_tropical(scene: SceneSpec) -> bool:
    """Tell whether a scene's shore lies on a warm sea: where palms grow."""
    return scene.water.kind is WaterKind.SEA and scene.terrain.palms > 0 and scene.terrain.snow < 0.1


def tinted(colour: Colour, factor: Colour | None) -> Colour:
    """Return a colour times a factor, None for as it is."""
    if factor is None:
        return colour
    r, g, b = (min(0.85, c * f) for c, f in zip(colour, factor, strict=True))
    return r, g, b


def _share(value: float) -> float:
    return float(np.clip(value, 0.0, 1.0))


def _shifted(colour: Colour, shift: np.ndarray) -> Colour:
    r, g, b = (float(c * np.exp(s)) for c, s in zip(colour, shift, strict=True))
    return r, g, b
