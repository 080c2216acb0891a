"""Binds colour words to the noun they stand at, and turns them into the values a scene needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from skyloom.language.attributes import Colour as Rgb
from skyloom.language.attributes import is_thing, thing_attribute
from skyloom.language.lexicon import Row
from skyloom.language.matching import Match, Reading
from skyloom.language.words import word_set

WHOLE_PICTURE = "grade.tint"
NOTHING = "nothing"
UNATTACHED = "unattached"
PLANTS = "plants"  # leaves and grass alike
PAINTED_TOGETHER = {PLANTS: ("terrain.leaf_tint", "terrain.grass_tint")}
STRAW = ("gold", "yellow", "brown", "orange", "rust")  # grass of these colours is dry
ACHROMATIC = ("white", "silver", "grey", "black")
NATURAL = {
    "grade.sky": (*ACHROMATIC, "blue"),
    "grade.tint": ACHROMATIC,
    "water.tint": ("blue", "white", "silver"),
    "terrain.leaf_tint": ("green", "emerald"),
    "terrain.grass_tint": ("green", "emerald"),
    PLANTS: ("green", "emerald"),
}
ADJECTIVES = frozenset(
    {"mood", "site.age", "site.overgrown", "site.neon", "site.wet", "site.lights", "terrain.glow", "terrain.growth"}
)
_LINKS = word_set(
    "is are was turning turn turned glowing glow painted of in with becoming shining ablaze aflame bathed "
    "awash tinted tinged coloured"
)
_BRIDGES = word_set(
    "and or to a the very deep light dark bright pale soft rich vivid vibrant glowing shade tone hue tint "
    "touch hint of gradient strip streak"
)
_STOPS = word_set(
    "over under above below beneath with in on at by behind near through from into against along across while "
    "where around between beyond but"
)
WHOLE = frozenset(
    {
        "terrain.flower_tint",
        "terrain.leaf_tint",
        "terrain.grass_tint",
        PLANTS,
        "sights.nebula_tint",
        "planet.tint",
        "air.scatter",
        "grade.sky",
    }
)  # take a colour as it is; the others are factors
GROUND_STRENGTH = 0.5  # of a colour on ground and rock: half way to the natural one
LUMINANCE = (0.2126, 0.7152, 0.0722)


@dataclass(slots=True, kw_only=True)
class Paint:
    """Colours that stand at one noun."""

    attribute: str  # that they set
    noun: int  # the word where it begins; -1 if the text leaves it open
    colours: list[Rgb]  # display sRGB, 0 to 1
    words: list[Match]


def paints(reading: Reading, /) -> list[Paint]:
    """Return what is painted: one entry for an attribute, or for each thing of its own."""
    out: dict[tuple[str, int], Paint] = {}
    has_sky = any(match.row and match.row.paints == "grade.sky" for match in reading.matches)
    for i, match in enumerate(reading.matches):
        if match.colour is None or match.is_negated:
            continue
        target, noun = _to_the_right(reading, i) or _to_the_left(reading, i)
        if target == UNATTACHED:  # "a sunset, pink and orange" means the sky
            target = "grade.sky" if has_sky else WHOLE_PICTURE
        if target == "terrain.grass_tint" and match.colour.name in STRAW:
            target = "terrain.dryness"
        if target != NOTHING and match.colour.name not in NATURAL.get(target, ()):
            key = (target, noun if is_thing(target) else -1)
            paint = out.setdefault(key, Paint(attribute=target, noun=key[1], colours=[], words=[]))
            paint.colours.append(match.colour.rgb)
            paint.words.append(match)
    return list(out.values())


def value(attribute: str, colours: Sequence[Rgb], /) -> Rgb | float:
    """Return what an attribute becomes under the mean of some colours; linear RGB."""
    if attribute == "terrain.dryness":
        return 0.9
    linear = [[_linear(v) for v in colour] for colour in colours]
    red, green, blue = (sum(channel) / len(linear) for channel in zip(*linear, strict=True))
    mean = (red, green, blue)
    if attribute == "water.tint":
        return _scaled(mean, 0.45)
    if attribute in WHOLE or is_thing(attribute):  # the sky's factor depends on the hour: see grading
        return mean
    strength, low, high = (0.45, 0.15, 3.0) if attribute == "terrain.ground_tint" else (0.3, 0.78, 1.25)
    level = (luminance(mean) / 0.2) ** 0.4 if attribute == "terrain.ground_tint" else 1.0
    pure = _scaled(mean, 1.0 / max(luminance(mean), 0.02))
    red, green, blue = (min(max((1.0 + strength * (v - 1.0)) * min(max(level, 0.35), 1.6), low), high) for v in pure)
    if attribute == "terrain.ground_tint":
        red, green, blue = (1.0 + GROUND_STRENGTH * (v - 1.0) for v in (red, green, blue))
    return (red, green, blue)


def _to_the_right(reading: Reading, i: int) -> tuple[str, int] | None:
    """Return what the next noun of the phrase lets itself be painted, and that noun; None if it is none of ours."""
    end = reading.matches[i].end
    unknown = {match.start for match in reading.unknown}
    if end in unknown and not reading.words[end].gap:
        return NOTHING, -1  # the colour of something that we do not know
    for match in reading.matches[i + 1 :]:
        between = reading.words[end : match.start]
        first = reading.words[match.start]
        if any(word.gap or word.form in _STOPS for word in between) or first.gap or first.form in _STOPS:
            return None
        if match.row and (target := _painted(match.row)):
            return target, match.start
        if match.row and match.row.says_something and not _is_an_adjective(match.row):
            return NOTHING, -1  # a red dragon does not redden the picture
        if match.row and not match.row.is_shown:
            return NOTHING, -1
        end = match.end
    return None


def _to_the_left(reading: Reading, i: int) -> tuple[str, int]:
    """Return what is said to have the colour, as in "the sky glowing pink"; the whole picture if nothing is."""
    at = reading.matches[i].start
    linked = False
    for match in reversed(reading.matches[:i]):
        between = reading.words[match.end : at]
        if any(word.gap for word in (*between, reading.words[at])):
            break
        linked = linked or any(word.form in _LINKS for word in between)
        if match.row and linked and (target := _painted(match.row)):
            return target, match.start
        if match.row and not match.row.is_filler:
            break
        linked = linked or any(w.form in _LINKS for w in reading.words[match.start : match.end])
        at = match.start
    return UNATTACHED, -1


def _painted(row: Row) -> str:
    """Return what a colour at a noun sets: the row's own word for it, or the thing itself."""
    return row.paints or (thing_attribute(row.thing) if row.thing else "")


def _is_an_adjective(row: Row) -> bool:
    """Tell whether a word says how something is, so that its noun is still to come: a red ruined tower."""
    return bool(row.asks) and all(a in ADJECTIVES or a.startswith("grade.") for a in row.asks)


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def luminance(rgb: Rgb, /) -> float:
    """Return the brightness of a linear colour."""
    return sum(weight * v for weight, v in zip(LUMINANCE, rgb, strict=True))


def _scaled(rgb: Rgb, by: float) -> Rgb:
    red, green, blue = (v * by for v in rgb)
    return (red, green, blue)
