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
    LEVEL = "level"  # flat ground to build on, hills at the horizon
    CANYON = "canyon"  # mesas, buttes and walls of layered rock
    BADLANDS = "badlands"
    SALT_FLAT = "salt_flat"
    VOLCANO = "volcano"
    GLACIER = "glacier"
    FJORD = "fjord"
    TERRACES = "terraces"
    CRATERS = "craters"  # a moon without air
    FLOATING = "floating"  # islands that hang in the air
    SEABED = "seabed"


class WaterKind(StrEnum):
    """Open water in the scene."""

    NONE = "none"
    LAKE = "lake"
    SEA = "sea"
    RIVER = "river"
    SWAMP = "swamp"


class Tree(StrEnum):
    """A kind of tree, or of what stands where trees would."""

    CONIFER = "conifer"
    BROADLEAF = "broadleaf"
    BIRCH = "birch"
    PALM = "palm"
    JUNGLE = "jungle"
    BAMBOO = "bamboo"
    ACACIA = "acacia"
    CYPRESS = "cypress"
    WILLOW = "willow"
    BLOSSOM = "blossom"
    DEAD = "dead"
    CACTUS = "cactus"
    BAOBAB = "baobab"
    MUSHROOM = "mushroom"
    CRYSTAL = "crystal"
    ALIEN = "alien"
    KELP = "kelp"
    CORAL = "coral"


class Place(StrEnum):
    """What surrounds the camera."""

    LAND = "land"  # nature alone, with whatever things stand in it
    VILLAGE = "village"
    OLD_TOWN = "old_town"
    CASTLE = "castle"
    RUINS = "ruins"
    TEMPLE = "temple"
    HARBOUR = "harbour"
    SHIP = "ship"
    CITY = "city"
    CYBERPUNK = "cyberpunk"
    WASTELAND = "wasteland"  # after the end
    INDUSTRY = "industry"
    STATION = "station"  # domes and landing pads on another world
    ROOM = "room"
    HALL = "hall"
    CATHEDRAL = "cathedral"
    LIBRARY = "library"
    GREENHOUSE = "greenhouse"
    COCKPIT = "cockpit"  # the bridge of a spaceship
    CAVE = "cave"
    UNDERWATER = "underwater"
    SPACE = "space"

    @property
    def is_indoors(self) -> bool:
        """True inside a building, a ship or a cave."""
        return self in _INDOORS


_INDOORS = frozenset(
    {Place.ROOM, Place.HALL, Place.CATHEDRAL, Place.LIBRARY, Place.GREENHOUSE, Place.COCKPIT, Place.CAVE}
)


class ThingKind(StrEnum):
    """Something that can be named, counted and placed."""

    COTTAGE = "cottage"
    CHURCH = "church"
    CASTLE = "castle"
    TOWER = "tower"
    WINDMILL = "windmill"
    WATERMILL = "watermill"
    BARN = "barn"
    CABIN = "cabin"
    LIGHTHOUSE = "lighthouse"
    BRIDGE = "bridge"
    PIER = "pier"
    BOAT = "boat"
    SAILING_SHIP = "sailing_ship"
    TORII = "torii"
    PAGODA = "pagoda"
    TEMPLE = "temple"
    PYRAMID = "pyramid"
    COLUMNS = "columns"
    STONE_CIRCLE = "stone_circle"
    STATUE = "statue"
    OBELISK = "obelisk"
    FOUNTAIN = "fountain"
    GRAVES = "graves"
    WELL = "well"
    FENCE = "fence"
    ROAD = "road"
    LAMP = "lamp"
    LANTERN = "lantern"
    CAMPFIRE = "campfire"
    TENT = "tent"
    YURT = "yurt"
    IGLOO = "igloo"
    HAYSTACK = "haystack"
    CART = "cart"
    TREEHOUSE = "treehouse"
    BURROW = "burrow"
    TOWERS = "towers"  # the skyline of a city
    TURBINE = "turbine"
    DOME = "dome"
    ROCKET = "rocket"
    SPACESHIP = "spaceship"
    CAR = "car"
    WRECK = "wreck"
    PORTAL = "portal"
    TREE = "tree"  # one that stands alone
    BOULDER = "boulder"
    ARCH = "arch"  # of rock
    CRYSTAL = "crystal"
    MUSHROOM = "mushroom"
    WATERFALL = "waterfall"
    GEYSER = "geyser"
    ICEBERG = "iceberg"
    BALLOON = "balloon"
    AIRSHIP = "airship"
    BIRDS = "birds"
    SKY_LANTERN = "sky_lantern"
    FLOATING_ISLAND = "floating_island"
    FIREFLIES = "fireflies"
    FIREWORK = "firework"
    FISH = "fish"


class Reach(StrEnum):
    """How far away something stands."""

    ANY = "any"
    NEAR = "near"  # 6 to 25 m
    MIDDLE = "middle"  # 30 to 200 m
    FAR = "far"  # beyond


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
    thickness: float = 1.0  # against the earth's air: 0 none, so a black sky; 0.05 Mars
    scatter: tuple[float, float, float] | None = None  # linear RGB: what the air scatters instead of blue


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
    trees: tuple[Tree, ...] = ()  # the kinds of trees; empty: as palms and conifers say
    leaf_tint: tuple[float, float, float] | None = None  # linear RGB of the leaves; None: natural
    grass_tint: tuple[float, float, float] | None = None  # linear RGB of the grass; None: natural
    growth: float = 1.0  # of plants: 0.4 sparse and low, 1.6 lush
    glow: float = 0.0  # of what grows, by night
    lava: float = 0.0
    ice: float = 0.0
    cracked: float = 0.0  # dry mud in plates
    crops: float = 0.0  # tilled fields
    paths: float = 0.0  # trodden ways


@dataclass(frozen=True, slots=True, kw_only=True)
class Water:
    """Open water; its level is the world's zero height."""

    kind: WaterKind = WaterKind.NONE
    waves: float = 0.3  # 0 a mirror, 1 a storm
    tint: tuple[float, float, float] | None = None  # linear RGB of the water's body; None: natural
    ice: float = 0.0  # share of the surface that is frozen
    falls: float = 0.0  # share of cliffs that water falls from
    depth_m: float = 0.0  # of the camera where it is under water; 0: a sunny reef, beyond 80 no daylight is left


@dataclass(frozen=True, slots=True, kw_only=True)
class Planet:
    """A world that hangs in the sky."""

    radius_deg: float = 6.0
    elevation_deg: float = 28.0
    heading_deg: float = -30.0
    tint: tuple[float, float, float] = (0.7, 0.6, 0.5)  # linear RGB
    rings: float = 0.0  # 0 none, 1 dense
    bands: float = 0.5  # 0 a rocky world with craters, 1 a gas giant
    clouds: float = 0.0  # share of white clouds over seas and land, as the earth has them


@dataclass(frozen=True, slots=True, kw_only=True)
class Sights:
    """What else can be seen in the sky. Shares say how much of it, 0 none."""

    rainbow: float = 0.0
    lightning: float = 0.0
    light_shafts: float = 0.0
    sea_of_clouds: float = 0.0  # a white plain below the camera
    meteors: float = 0.0
    comet: float = 0.0
    eclipse: float = 0.0  # of the sun: 1 total
    nebula: float = 0.0
    nebula_tint: tuple[float, float, float] | None = None  # linear RGB; None: natural
    galaxy: float = 0.0
    black_hole: float = 0.0
    halo: float = 0.0  # ring about the sun or moon
    asteroids: float = 0.0
    ring: float = 0.0  # the ring of the world one stands on, across the sky
    planets: tuple[Planet, ...] = ()
    suns: int = 1
    moons: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """Something that stands, swims or flies in the scene."""

    kind: ThingKind
    count: int = 1  # as asked for; many is 24
    size: float = 1.0  # against its usual size
    heading_deg: float | None = None  # None: where it looks best
    reach: Reach = Reach.ANY
    tint: tuple[float, float, float] | None = None  # linear RGB; None: as such things are


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """What people built around the camera."""

    place: Place = Place.LAND
    era: str = ""  # a name the builders know: "medieval", "japanese", "maya", "victorian", "future" ...
    density: float = 1.0  # 0.4 a few buildings, 1.7 crowded
    age: float = 0.0  # 0 new, 0.5 worn, 1 ruined
    overgrown: float = 0.0
    lights: float = 0.5  # lit windows and lamps where it is dark
    neon: float = 0.0
    wet: float = 0.0  # streets
    smoke: float = 0.0  # 0.25 from hearths when it is cool, 0.5 at any hour; 0.7 a volcano erupts, 0.8 houses burn
    height_m: float = 0.0  # of the camera over its usual stand: a roof, a balcony, a drone


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
    how: str  # "lexicon", "meaning", "negation", "style", "rule", "seed", "default", "overruled"; "world": it was so


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
    site: Site = field(default_factory=Site)
    sights: Sights = field(default_factory=Sights)
    things: tuple[Thing, ...] = ()
    without: tuple[str, ...] = ()  # kinds of things, and "people", that no place may add of itself
    grade: Grade = field(default_factory=Grade)
    staged: Sun | None = None  # where the sun stood when the shapes were chosen; None: where it stands
    sky_seed: int | None = None  # of clouds and stars; None: the world's
    sources: tuple[Source, ...] = ()
    not_shown: tuple[str, ...] = ()  # words that were understood but cannot be made yet
    not_understood: tuple[str, ...] = ()

    @property
    def staging(self) -> Sun:
        """Where the sun stood when the shapes were chosen, which turn towards it."""
        return self.staged or self.sun
