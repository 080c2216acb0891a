"""The scene a prompt asks for: frozen values that the reader fills, the world builds and a generation keeps.

Angles are in degrees here, because people and files read this. A heading is measured from the middle
column of the panorama (+y) and grows towards its right side (+x). Shares run from 0 to 1.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

SCENE_VERSION = 1  # grows when a stored scene can no longer be read as it was


class TimeOfDay(StrEnum):
    """The named hour; the sun's height says the rest."""

    DAWN = "dawn"
    SUNRISE = "sunrise"
    MORNING = "morning"
    NOON = "noon"
    AFTERNOON = "afternoon"
    GOLDEN_HOUR = "golden_hour"
    SUNSET = "sunset"
    DUSK = "dusk"
    BLUE_HOUR = "blue_hour"
    NIGHT = "night"


class Season(StrEnum):
    """What the plants look like."""

    SPRING = "spring"
    SUMMER = "summer"
    AUTUMN = "autumn"
    WINTER = "winter"


class Weather(StrEnum):
    """What the air does."""

    CLEAR = "clear"
    FAIR = "fair"
    OVERCAST = "overcast"
    RAIN = "rain"
    STORM = "storm"
    SNOW = "snow"
    FOG = "fog"
    DUST = "dust"


class CloudKind(StrEnum):
    """A genus of clouds; each has its own height and shape."""

    CUMULUS = "cumulus"
    STRATOCUMULUS = "stratocumulus"
    STRATUS = "stratus"
    ALTOCUMULUS = "altocumulus"
    CIRRUS = "cirrus"
    CUMULONIMBUS = "cumulonimbus"


class TerrainKind(StrEnum):
    """The shape of the land around the camera."""

    MOUNTAINS = "mountains"
    HILLS = "hills"
    DUNES = "dunes"
    PLAINS = "plains"
    ISLANDS = "islands"
    COAST = "coast"


class WaterKind(StrEnum):
    """Open water in the scene."""

    NONE = "none"
    LAKE = "lake"
    SEA = "sea"


class Mood(StrEnum):
    """The feeling that the grade follows."""

    NEUTRAL = "neutral"
    SERENE = "serene"
    CHEERFUL = "cheerful"
    DRAMATIC = "dramatic"
    GLOOMY = "gloomy"
    EPIC = "epic"
    MYSTERIOUS = "mysterious"
    ROMANTIC = "romantic"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sun:
    """Where the sun stands."""

    elevation_deg: float = 38.0  # -40 (deep night) to 85
    heading_deg: float = 40.0  # -180 to 180


@dataclass(frozen=True, slots=True, kw_only=True)
class Moon:
    """Where the moon stands and how much of it is lit."""

    elevation_deg: float = 35.0
    heading_deg: float = -40.0
    phase: float = 1.0  # lit share: 0 new, 1 full
    is_shown: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Stars:
    """The night sky; it fades by itself where the sky is bright."""

    density: float = 0.5  # 0 none, 0.5 a dark site, 1 the densest
    milky_way: float = 0.4
    aurora: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class CloudLayer:
    """One genus of clouds over the whole sky."""

    kind: CloudKind
    cover: float  # share of the sky, 0 to 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Air:
    """What is in the air."""

    haze: float = 2.0  # aerosols against an alpine day: 1 alpine, 2-3 usual, 5-10 humid, 20 and more dusty
    fog: float = 0.0  # share: 0 none, 0.3 mist that hides the far land, 1 a few tens of metres
    dust: float = 0.0  # share of the haze that is ochre
    rain: float = 0.0
    snow: float = 0.0  # falling


@dataclass(frozen=True, slots=True, kw_only=True)
class Terrain:
    """The land and what covers it. Shares may sum to any value: the world weighs them by slope and height."""

    kind: TerrainKind = TerrainKind.HILLS
    relief: float = 0.5  # 0 almost flat for its kind, 1 as steep and high as it gets
    snow: float = 0.0  # 0 none, 0.3 on the peaks, 1 everywhere
    grass: float = 0.7
    forest: float = 0.3
    sand: float = 0.0  # dry sand or bare soil where nothing grows
    rock: float = 0.3
    flowers: float = 0.0
    ground_tint: tuple[float, float, float] | None = None  # linear RGB factor on sand, soil and rock; None: natural
    flower_tint: tuple[float, float, float] | None = None  # linear RGB of the petals; None: a natural mixture
    dryness: float = 0.0  # of the grass: 0 as the season has it, 1 straw
    palms: float = 0.0  # share of the trees that are palms
    conifers: float = 0.5  # of the other trees: 0 broadleaf trees alone, 0.5 groves of both, 1 conifers alone


@dataclass(frozen=True, slots=True, kw_only=True)
class Water:
    """Open water; its level is the world's zero height."""

    kind: WaterKind = WaterKind.NONE
    waves: float = 0.3  # 0 a mirror, 1 a storm
    tint: tuple[float, float, float] | None = None  # linear RGB of the water's body; None: natural


@dataclass(frozen=True, slots=True, kw_only=True)
class Grade:
    """How the finished light is coloured, as a colourist would set it. The defaults change nothing."""

    exposure: float = 0.0  # stops, added to what the scene's light asks for
    contrast: float = 1.0
    saturation: float = 1.0
    warmth: float = 0.0  # -1 cold, 1 warm
    tint: tuple[float, float, float] = (1.0, 1.0, 1.0)  # linear RGB factor
    shadows: tuple[float, float, float] = (0.0, 0.0, 0.0)  # linear RGB added to the darks
    sky: tuple[float, float, float] | None = None  # linear RGB factor on the sky's light ("purple sky")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Why an attribute has its value."""

    attribute: str  # a path, e.g. "sun.elevation_deg"
    value: str
    words: str  # what in the prompt asked for it; "" if nothing did
    how: str  # "lexicon", "meaning", "negation", "style", "rule", "seed", "default" or "overruled"


@dataclass(frozen=True, slots=True, kw_only=True)
class SceneSpec:
    """Everything that the world builder needs to know, and where each choice came from."""

    version: int = SCENE_VERSION
    time: TimeOfDay = TimeOfDay.AFTERNOON
    season: Season = Season.SUMMER
    weather: Weather = Weather.FAIR
    mood: Mood = Mood.NEUTRAL
    sun: Sun = field(default_factory=Sun)
    moon: Moon = field(default_factory=Moon)
    stars: Stars = field(default_factory=Stars)
    clouds: tuple[CloudLayer, ...] = (CloudLayer(kind=CloudKind.CUMULUS, cover=0.3),)
    air: Air = field(default_factory=Air)
    terrain: Terrain = field(default_factory=Terrain)
    water: Water = field(default_factory=Water)
    grade: Grade = field(default_factory=Grade)
    sources: tuple[Source, ...] = ()
    not_shown: tuple[str, ...] = ()  # words that were understood but cannot be made yet
    not_understood: tuple[str, ...] = ()
