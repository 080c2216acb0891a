"""How mood and hour colour the picture, together with the words that ask for light and colour."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from skyloom.core.scene import Mood, TimeOfDay, Weather
from skyloom.language.attributes import SUMS, Colour, Value, is_colour
from skyloom.language.claims import Draft
from skyloom.language.colouring import luminance

LOW = frozenset(
    {TimeOfDay.DAWN, TimeOfDay.SUNRISE, TimeOfDay.GOLDEN_HOUR, TimeOfDay.SUNSET, TimeOfDay.DUSK, TimeOfDay.BLUE_HOUR}
)
NIGHT_EXPOSURE = -0.2  # stops that a word like "dark" takes from a night at most
EXPOSURE = (-0.9, 0.7)  # stops that words and mood take or give at most together
LEAST_WARMTH = 0.06  # of a low sun, whatever the mood
SKY_STRENGTH = 0.8
CLOUD_STRENGTH = 0.3
CLOUDED = frozenset({Weather.OVERCAST, Weather.RAIN, Weather.STORM, Weather.SNOW, Weather.FOG, Weather.DUST})
DAY_SKY = (0.6, 1.03, 1.8)  # linear RGB of a clear sky at luminance 1, between zenith and horizon
SKY: Mapping[TimeOfDay, Colour] = {
    **dict.fromkeys(LOW, (1.3, 0.92, 1.1)),
    TimeOfDay.NIGHT: (1.0, 1.0, 1.0),
}
WARM = frozenset({TimeOfDay.SUNRISE, TimeOfDay.GOLDEN_HOUR, TimeOfDay.SUNSET})

GRADE: Mapping[str, Mapping[str, Value]] = {
    Mood.SERENE: {"contrast": 0.97, "warmth": 0.05},
    Mood.CHEERFUL: {"saturation": 1.12, "exposure": 0.15, "warmth": 0.1},
    Mood.DRAMATIC: {"contrast": 1.14, "exposure": -0.25},
    Mood.GLOOMY: {"saturation": 0.72, "exposure": -0.3, "warmth": -0.15},
    Mood.EPIC: {"contrast": 1.12, "saturation": 1.08},
    Mood.MYSTERIOUS: {"saturation": 0.82, "exposure": -0.2, "warmth": -0.2, "shadows": (0.0, 0.004, 0.006)},
    Mood.ROMANTIC: {"warmth": 0.22, "saturation": 1.05, "contrast": 0.95, "exposure": 0.1},
}
WEATHER_GRADE: Mapping[Weather, Mapping[str, float]] = {
    Weather.OVERCAST: {"exposure": -0.15, "saturation": 0.92},
    Weather.RAIN: {"exposure": -0.25, "saturation": 0.86, "warmth": -0.06},
    Weather.STORM: {"exposure": -0.4, "saturation": 0.86, "contrast": 1.06},
    Weather.SNOW: {"saturation": 0.92, "warmth": -0.06},
    Weather.FOG: {"saturation": 0.9},
    Weather.DUST: {"warmth": 0.12},
}
TIME_GRADE: Mapping[TimeOfDay, Mapping[str, float]] = {
    TimeOfDay.SUNRISE: {"warmth": 0.12, "saturation": 1.12},
    TimeOfDay.GOLDEN_HOUR: {"warmth": 0.18, "saturation": 1.15},
    TimeOfDay.SUNSET: {"warmth": 0.2, "saturation": 1.28},
    TimeOfDay.BLUE_HOUR: {"warmth": -0.12},
    TimeOfDay.NIGHT: {"warmth": -0.12, "saturation": 0.9},
}


def grade(draft: Draft, /) -> None:
    """Add what mood and hour do to what words asked for."""
    hour = TimeOfDay(draft.text("time"))
    warmth_is_asked = "grade.warmth" in draft
    _spare(draft, hour)
    strength = 1.0 if draft.is_asked("mood") else 0.5
    for name, amount in GRADE.get(draft.text("mood"), {}).items():
        draft.nudge(f"grade.{name}", _weakened(f"grade.{name}", amount, strength), because="mood")
    is_day = draft.number("sun.elevation_deg") > 0.0  # clouds take no light that is not there
    for name, amount in WEATHER_GRADE.get(Weather(draft.text("weather")), {}).items():
        if is_day or name != "exposure":
            draft.nudge(f"grade.{name}", amount, because="weather")
    for name, amount in TIME_GRADE.get(hour, {}).items():
        draft.nudge(f"grade.{name}", amount, because="time")
    low, high = EXPOSURE
    if not low <= draft.number("grade.exposure") <= high:
        draft.put("grade.exposure", low if draft.number("grade.exposure") < low else high, because="grade.exposure")
    if hour in WARM and not warmth_is_asked and draft.number("grade.warmth") < LEAST_WARMTH:
        draft.put("grade.warmth", LEAST_WARMTH, because="time")


def _spare(draft: Draft, hour: TimeOfDay) -> None:
    """Keep words from doing what the hour does already: a dark night, a red sunset sky."""
    if hour is TimeOfDay.NIGHT and draft.number("grade.exposure") < NIGHT_EXPOSURE:
        draft.put("grade.exposure", NIGHT_EXPOSURE, because="grade.exposure")
    sky = draft.chosen.get("grade.sky")
    if sky and is_colour(sky.value):
        draft.chosen["grade.sky"] = replace(sky, value=_factor(sky.value, SKY.get(hour, DAY_SKY), SKY_STRENGTH))
        if Weather(draft.text("weather")) in CLOUDED:  # the clouds hide the sky: the whole light takes its colour
            draft.fill("grade.tint", _factor(sky.value, (1.0, 1.0, 1.0), CLOUD_STRENGTH), because="grade.sky")


def _factor(wanted: Colour, usual: Colour, strength: float) -> Colour:
    """Return what turns the usual colour of a sky into the wanted one, brightness apart."""
    pure = [v / max(luminance(wanted), 0.01) for v in wanted]
    factors = (1.0 + strength * (v / base - 1.0) for v, base in zip(pure, usual, strict=True))
    red, green, blue = (round(min(max(v, 0.12), 3.5), 3) for v in factors)
    return (red, green, blue)


def _weakened(attribute: str, amount: Value, strength: float) -> Value:
    if is_colour(amount):
        red, green, blue = (v * strength for v in amount)
        return (red, green, blue)
    if not isinstance(amount, float):
        return amount
    return amount * strength if attribute in SUMS else float(amount) ** strength
