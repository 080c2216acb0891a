"""What covers the land: colours of the season and how much of each cover a scene asks for."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from skyloom.core.scene import SceneSpec, Season, Terrain, TerrainKind, Tree, WaterKind, Weather
from skyloom.world.crown import is_raised
from skyloom.world.landform import is_flooded_pan, terrace_step
from skyloom.world.seeds import stream

Colour = tuple[float, float, float]
# kinds that stand by themselves, with the open ground between them
STAND_OPEN = frozenset({Tree.ACACIA, Tree.CYPRESS, Tree.CACTUS, Tree.BAOBAB, Tree.CRYSTAL, Tree.CORAL})
Earth = tuple[Colour, Colour, Colour, Colour, Colour]  # light sand, dark sand, light rock, dark rock, soil


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """Shares from 0 to 1 and albedos, linear RGB."""

    grass: float
    forest: float
    woodland: float  # the same where the trees' crowns close over the ground: 0 for those that stand in the open
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
    shine: Colour = (0.15, 0.8, 0.9)  # of what glows by night
    glow: float = 0.0
    lava: float = 0.0
    heat: float = 0.0  # cd/m² of open lava
    ice: float = 0.0
    cracked: float = 0.0
    crops: float = 0.0
    paths: float = 0.0
    moss: float = 0.0
    bog: float = 0.0  # moss all over, with pools, where neither trees nor lawns grow
    oasis: float = 0.0  # green round the water of a desert
    salt: float = 0.0
    strata: float = 0.0  # rock in coloured beds
    terraced: float = 0.0  # metres of a step
    mire: float = 0.0  # mud where a strand would be
    owns: str = ""  # what the mesh marks: "ice", "lava" or nothing


_SEASON: dict[Season, tuple[Colour, Colour, Colour, Colour, float]] = {
    Season.SPRING: ((0.085, 0.15, 0.03), (0.20, 0.18, 0.06), (0.10, 0.165, 0.03), (0.50, 0.36, 0.36), 0.10),
    Season.SUMMER: ((0.060, 0.114, 0.027), (0.19, 0.17, 0.055), (0.058, 0.105, 0.024), (0.085, 0.12, 0.022), 0.15),
    Season.AUTUMN: ((0.11, 0.115, 0.034), (0.30, 0.21, 0.07), (0.40, 0.21, 0.025), (0.33, 0.085, 0.022), 0.45),
    Season.WINTER: ((0.135, 0.12, 0.05), (0.27, 0.21, 0.10), (0.12, 0.085, 0.055), (0.10, 0.08, 0.06), 0.30),
}
_DRYNESS = {Season.SPRING: 0.0, Season.SUMMER: 0.12, Season.AUTUMN: 0.36, Season.WINTER: 0.6}
_EARTHS: tuple[Earth, ...] = (
    ((0.44, 0.36, 0.25), (0.30, 0.235, 0.155), (0.30, 0.28, 0.255), (0.135, 0.125, 0.12), (0.115, 0.082, 0.052)),
    ((0.46, 0.35, 0.21), (0.33, 0.23, 0.125), (0.33, 0.285, 0.235), (0.16, 0.135, 0.11), (0.13, 0.088, 0.052)),
    ((0.47, 0.42, 0.33), (0.33, 0.28, 0.21), (0.27, 0.265, 0.26), (0.11, 0.11, 0.115), (0.095, 0.075, 0.055)),
)
_DESERT: tuple[Earth, ...] = (
    ((0.50, 0.315, 0.155), (0.40, 0.225, 0.095), (0.36, 0.24, 0.15), (0.20, 0.12, 0.07), (0.26, 0.16, 0.085)),
    ((0.53, 0.385, 0.22), (0.43, 0.285, 0.14), (0.37, 0.29, 0.20), (0.19, 0.14, 0.09), (0.27, 0.19, 0.11)),
    ((0.49, 0.255, 0.11), (0.38, 0.17, 0.062), (0.35, 0.19, 0.105), (0.19, 0.095, 0.05), (0.26, 0.13, 0.065)),
)
_RED: tuple[Earth, ...] = (
    ((0.46, 0.22, 0.105), (0.36, 0.15, 0.065), (0.40, 0.19, 0.10), (0.24, 0.095, 0.05), (0.27, 0.13, 0.07)),
    ((0.50, 0.27, 0.135), (0.40, 0.185, 0.08), (0.43, 0.235, 0.125), (0.26, 0.115, 0.06), (0.29, 0.15, 0.08)),
    ((0.52, 0.32, 0.17), (0.42, 0.23, 0.11), (0.45, 0.28, 0.16), (0.28, 0.14, 0.075), (0.30, 0.17, 0.095)),
)
_CLAY: tuple[Earth, ...] = (
    ((0.46, 0.39, 0.30), (0.36, 0.29, 0.215), (0.44, 0.37, 0.29), (0.27, 0.20, 0.155), (0.30, 0.24, 0.18)),
    ((0.47, 0.36, 0.25), (0.36, 0.255, 0.165), (0.45, 0.33, 0.23), (0.28, 0.16, 0.105), (0.31, 0.22, 0.15)),
)
_BASALT: tuple[Earth, ...] = (
    ((0.075, 0.068, 0.064), (0.045, 0.041, 0.040), (0.10, 0.088, 0.08), (0.038, 0.035, 0.035), (0.048, 0.044, 0.043)),
    ((0.085, 0.066, 0.056), (0.05, 0.040, 0.036), (0.125, 0.085, 0.066), (0.045, 0.036, 0.034), (0.054, 0.044, 0.040)),
)
_REGOLITH: tuple[Earth, ...] = (
    ((0.165, 0.16, 0.152), (0.12, 0.116, 0.11), (0.20, 0.194, 0.185), (0.095, 0.092, 0.088), (0.13, 0.126, 0.12)),
)
_RUST: tuple[Earth, ...] = (
    ((0.36, 0.185, 0.088), (0.27, 0.125, 0.055), (0.25, 0.125, 0.066), (0.10, 0.056, 0.036), (0.26, 0.125, 0.058)),
)
_SLATE: tuple[Earth, ...] = (
    ((0.30, 0.285, 0.26), (0.20, 0.185, 0.165), (0.27, 0.265, 0.26), (0.10, 0.10, 0.105), (0.125, 0.115, 0.10)),
    ((0.28, 0.255, 0.22), (0.19, 0.165, 0.135), (0.25, 0.225, 0.20), (0.095, 0.085, 0.08), (0.118, 0.102, 0.085)),
)
_SEA_SAND: tuple[Earth, ...] = (
    ((0.58, 0.52, 0.40), (0.44, 0.375, 0.27), (0.30, 0.27, 0.23), (0.11, 0.10, 0.095), (0.36, 0.31, 0.23)),
)
_PALE: tuple[Earth, ...] = (
    ((0.46, 0.40, 0.30), (0.32, 0.27, 0.19), (0.50, 0.45, 0.38), (0.27, 0.24, 0.21), (0.16, 0.115, 0.075)),
    ((0.45, 0.37, 0.27), (0.32, 0.25, 0.17), (0.50, 0.41, 0.32), (0.27, 0.215, 0.17), (0.16, 0.11, 0.07)),
)
_ALPINE: tuple[Earth, ...] = (
    ((0.40, 0.36, 0.30), (0.28, 0.25, 0.205), (0.235, 0.23, 0.23), (0.072, 0.072, 0.078), (0.10, 0.08, 0.056)),
    ((0.40, 0.34, 0.26), (0.28, 0.235, 0.175), (0.26, 0.245, 0.23), (0.085, 0.08, 0.078), (0.11, 0.084, 0.056)),
)
_KINDS: dict[TerrainKind, tuple[Earth, ...]] = {
    TerrainKind.MOUNTAINS: _ALPINE,
    TerrainKind.DUNES: _DESERT,
    TerrainKind.CANYON: _RED,
    TerrainKind.BADLANDS: _CLAY,
    TerrainKind.VOLCANO: _BASALT,
    TerrainKind.GLACIER: _SLATE,
    TerrainKind.FJORD: _SLATE,
    TerrainKind.CRATERS: _REGOLITH,
    TerrainKind.SEABED: _SEA_SAND,
    TerrainKind.FLOATING: _PALE,
}
_STONY = (TerrainKind.FJORD, TerrainKind.GLACIER, TerrainKind.VOLCANO)  # their seas have no sand
_OWNED = {TerrainKind.GLACIER: "ice", TerrainKind.VOLCANO: "lava"}
LAVA_BY_DAY, LAVA_BY_NIGHT = 6000.0, 60.0  # cd/m²
STRAY_ICE = 0.38  # share of dead ice and frozen melt on the ground before a glacier
FEW_SNOW, MUCH_SNOW = 0.15, 0.6  # shares between which level land without trees is tundra
SPARSE = 0.42  # of the grass there: moss has the rest
LIFELESS = 0.3  # air thinner than this feeds no green, unless trees are asked for
MARTIAN = 0.4  # air thinner than this, but not none, is taken for that of a red planet
MIRRORS = 0.45  # share of the salt flats that stand under a film of water
CORAL_SAND: tuple[Colour, Colour] = ((0.63, 0.57, 0.46), (0.50, 0.43, 0.32))


def cover_of(scene: SceneSpec, seed: int) -> Cover:
    """Choose colours and shares for a scene."""
    draw = stream(seed, "cover")
    terrain = scene.terrain
    is_desert = terrain.sand > 0.5 and terrain.grass < 0.35 and scene.water.kind is not WaterKind.SEA
    earths = _KINDS.get(terrain.kind, _DESERT if is_desert else _EARTHS)
    if 0 < scene.air.thickness < MARTIAN:
        earths = _RUST
    elif scene.air.thickness == 0:
        earths = _REGOLITH
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
    if terrain.grass_tint is not None:
        lush, dry = _toned(terrain.grass_tint, 1.0), _toned(terrain.grass_tint, 1.35)
    needle: Colour = (0.032, 0.062, 0.022)
    if terrain.leaf_tint is not None:
        leaf, turned, needle = (_toned(terrain.leaf_tint, factor) for factor in (1.0, 1.25, 0.7))
    wet = max(_share(scene.air.rain), 0.7 if scene.weather in (Weather.RAIN, Weather.STORM) else 0.0)
    is_alive = scene.air.thickness >= LIFELESS or bool(terrain.trees)
    is_pan = terrain.kind is TerrainKind.SALT_FLAT
    if is_flooded_pan(scene) or (is_pan and stream(seed, "pan").uniform() < MIRRORS):
        wet = max(wet, 0.9)
    is_tundra = is_alive and is_mossy(terrain)
    return Cover(
        grass=_share(terrain.grass) * is_alive * (SPARSE if is_tundra else 1.0),
        forest=_share(terrain.forest + (0.3 if tropical and terrain.forest > 0.05 else 0.0)) * is_alive,
        woodland=0.0
        if not is_alive or (terrain.trees and STAND_OPEN.issuperset(terrain.trees))
        else _share(terrain.forest + (0.3 if tropical and terrain.forest > 0.05 else 0.0)),
        clearing=(130.0 if terrain.kind is TerrainKind.PLAINS else 62.0) * float(draw.uniform(0.7, 1.3)),
        bare=float(scene.season is Season.WINTER),
        palms=float((tropical or terrain.palms > 0) and terrain.forest > 0),
        conifers=_share(terrain.conifers),
        sand=_share(terrain.sand),
        rock=_share(terrain.rock),
        snow=_share(terrain.snow),
        flowers=_share(terrain.flowers) * is_alive,
        petals=terrain.flower_tint,
        wet=wet,
        beach=1.0 if (scene.water.kind is WaterKind.SEA and terrain.kind not in _STONY) or terrain.sand > 0.5 else 0.0,
        ripples=1.0 if terrain.kind is TerrainKind.DUNES else 0.35,
        dryness=max(_DRYNESS[scene.season], _share(terrain.dryness)),
        lush=_shifted(lush, shift),
        dry=_shifted(dry, shift),
        leaf=_shifted(leaf, shift),
        turned=_shifted(turned, shift),
        turning=turning,
        needle=needle,
        soil=soil,
        sand_light=sand_light,
        sand_dark=sand_dark,
        rock_light=rock_light,
        rock_dark=rock_dark,
        shine=terrain.grass_tint or terrain.leaf_tint or (0.15, 0.8, 0.9),
        glow=_share(terrain.glow),
        lava=_share(terrain.lava),
        heat=_heat(scene),
        ice=_share(terrain.ice) if terrain.kind is not TerrainKind.GLACIER else STRAY_ICE,
        cracked=_share(terrain.cracked),
        crops=_share(terrain.crops) * (is_alive and terrain.kind is not TerrainKind.TERRACES),  # those have rice
        paths=_share(terrain.paths) or float(is_raised(scene)),
        moss=1.0 if is_tundra or (terrain.kind is TerrainKind.GLACIER and terrain.grass > 0) else 0.0,
        bog=float(is_tundra),
        oasis=float(terrain.kind is TerrainKind.DUNES and scene.water.kind is not WaterKind.NONE),
        salt=float(is_pan),
        strata=float(terrain.kind in (TerrainKind.CANYON, TerrainKind.BADLANDS)),
        terraced=terrace_step(seed) if terrain.kind is TerrainKind.TERRACES else 0.0,
        mire=float(scene.water.kind is WaterKind.SWAMP),
        owns=_owned(terrain),
    )


def is_mossy(terrain: Terrain) -> bool:
    """Tell whether a level land is tundra: some snow, some green, no trees."""
    is_cold = FEW_SNOW < terrain.snow < MUCH_SNOW and terrain.forest < 0.05
    return is_cold and terrain.kind is TerrainKind.PLAINS and terrain.grass > 0.3


def is_tropical(scene: SceneSpec) -> bool:
    """Tell whether a scene's shore lies on a warm sea: where palms grow."""
    return scene.water.kind is WaterKind.SEA and scene.terrain.palms > 0 and scene.terrain.snow < 0.1


def tinted(colour: Colour, factor: Colour | None) -> Colour:
    """Return a colour times a factor, None for as it is."""
    if factor is None:
        return colour
    r, g, b = (min(0.85, c * f) for c, f in zip(colour, factor, strict=True))
    return r, g, b


def _heat(scene: SceneSpec) -> float:
    """Return the luminance of open lava, far above all else at any hour: a night sees it dimmer than it is."""
    day = float(np.clip((scene.sun.elevation_deg + 8) / 16, 0, 1))
    return float(np.exp((1 - day) * np.log(LAVA_BY_NIGHT) + day * np.log(LAVA_BY_DAY)))


def _owned(terrain: Terrain) -> str:
    has_lava = terrain.kind is not TerrainKind.VOLCANO or terrain.lava > 0
    return _OWNED.get(terrain.kind, "") if has_lava else ""


def _toned(colour: Colour, factor: float) -> Colour:
    r, g, b = (float(np.clip(channel * factor, 0.004, 0.7)) for channel in colour)
    return r, g, b


def _share(value: float) -> float:
    return float(np.clip(value, 0.0, 1.0))


def _shifted(colour: Colour, shift: np.ndarray) -> Colour:
    r, g, b = (float(c * np.exp(s)) for c, s in zip(colour, shift, strict=True))
    return r, g, b
