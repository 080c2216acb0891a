"""Binds colour words to the noun they stand at, and turns them into the values a scene needs."""

from __future__ import annotations

from collections.abc import Sequence

from skyloom.language.attributes import Colour as Rgb
from skyloom.language.matching import Match, Reading
from skyloom.language.words import word_set

WHOLE_PICTURE = "grade.tint"
NOTHING = "nothing"
UNATTACHED = "unattached"
STRAW = ("gold", "yellow", "brown", "orange", "rust")  # grass of these colours is dry
ACHROMATIC = ("white", "silver", "grey", "black")
NATURAL = {"grade.sky": (*ACHROMATIC, "blue"), "grade.tint": ACHROMATIC, "water.tint": ("blue", "white", "silver")}
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
LUMINANCE = (0.2126, 0.7152, 0.0722)


def paints(reading: Reading, /) -> dict[str, tuple[list[Rgb], list[Match]]]:
    """Return, for each attribute that is painted, its colours (display sRGB, 0 to 1) and the words."""
    out: dict[str, tuple[list[Rgb], list[Match]]] = {}
    has_sky = any(match.row and match.row.paints == "grade.sky" for match in reading.matches)
    for i, match in enumerate(reading.matches):
        if match.colour is None or match.is_negated:
            continue
        target = _to_the_right(reading, i) or _to_the_left(reading, i)
        if target == UNATTACHED:  # "a sunset, pink and orange" means the sky
            target = "grade.sky" if has_sky else WHOLE_PICTURE
        if target == "terrain.dryness" and match.colour.name not in STRAW:
            continue
        if target != NOTHING and match.colour.name not in NATURAL.get(target, ()):
            colours, words = out.setdefault(target, ([], []))
            colours.append(match.colour.rgb)
            words.append(match)
    return out


def value(attribute: str, colours: Sequence[Rgb], /) -> Rgb | float:
    """Return what an attribute becomes under the mean of some colours; linear RGB."""
    if attribute == "terrain.dryness":
        return 0.9
    linear = [[_linear(v) for v in colour] for colour in colours]
    red, green, blue = (sum(channel) / len(linear) for channel in zip(*linear, strict=True))
    mean = (red, green, blue)
    if attribute == "water.tint":
        return _scaled(mean, 0.45)
    if attribute in ("terrain.flower_tint", "grade.sky"):  # the sky's factor depends on the hour: see grading
        return mean
    strength, low, high = (0.45, 0.15, 3.0) if attribute == "terrain.ground_tint" else (0.3, 0.78, 1.25)
    level = (luminance(mean) / 0.2) ** 0.4 if attribute == "terrain.ground_tint" else 1.0
    pure = _scaled(mean, 1.0 / max(luminance(mean), 0.02))
    red, green, blue = (min(max((1.0 + strength * (v - 1.0)) * min(max(level, 0.35), 1.6), low), high) for v in pure)
    return (red, green, blue)


def _to_the_right(reading: Reading, i: int) -> str:
    """Return what the next noun of the phrase lets itself be painted; "" if it is none of ours."""
    end = reading.matches[i].end
    for match in reading.matches[i + 1 :]:
        between = reading.words[end : match.start]
        first = reading.words[match.start]
        if any(word.gap or word.form in _STOPS for word in between) or first.gap or first.form in _STOPS:
            return ""
        if match.row and match.row.paints:
            return match.row.paints
        if match.row and not match.row.is_filler:
            return NOTHING  # a red dragon does not redden the picture
        end = match.end
    return ""


def _to_the_left(reading: Reading, i: int) -> str:
    """Return what is said to have the colour, as in "the sky glowing pink"; the whole picture if nothing is."""
    at = reading.matches[i].start
    linked = False
    for match in reversed(reading.matches[:i]):
        between = reading.words[match.end : at]
        if any(word.gap for word in (*between, reading.words[at])):
            break
        linked = linked or any(word.form in _LINKS for word in between)
        if match.row and match.row.paints and linked:
            return match.row.paints
        if match.row and not match.row.is_filler:
            break
        linked = linked or any(w.form in _LINKS for w in reading.words[match.start : match.end])
        at = match.start
    return UNATTACHED


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def luminance(rgb: Rgb, /) -> float:
    """Return the brightness of a linear colour."""
    return sum(weight * v for weight, v in zip(LUMINANCE, rgb, strict=True))


def _scaled(rgb: Rgb, by: float) -> Rgb:
    red, green, blue = (v * by for v in rgb)
    return (red, green, blue)
