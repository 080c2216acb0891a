"""Where something stands: "in the distance", "on the left", "behind us"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from skyloom.core.scene import Reach
from skyloom.language.words import Word

ASIDE = 62.0  # degrees: well to one side and still in the picture's middle half
LONGEST = 4  # words of a phrase below


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """Where something was put; what nobody said is open."""

    reach: Reach = Reach.ANY
    heading_deg: float | None = None


_REACHES: Mapping[Reach, Sequence[str]] = {
    Reach.FAR: (
        "in the distance",
        "in the far distance",
        "in distance",
        "on the horizon",
        "at the horizon",
        "along the horizon",
        "in the background",
        "far away",
        "far off",
        "far beyond",
        "distant",
        "faraway",
        "across the valley",
        "across the water",
        "miles away",
        "far behind",
    ),
    Reach.NEAR: (
        "in the foreground",
        "foreground",
        "nearby",
        "close by",
        "up close",
        "close up",
        "next to us",
        "beside us",
        "near us",
        "near the camera",
        "near the viewer",
        "right here",
        "at our feet",
    ),
    Reach.MIDDLE: ("in the middle distance", "in the midground", "middle ground", "midground"),
}
_HEADINGS: Mapping[float, Sequence[str]] = {
    -ASIDE: ("to the left", "on the left", "at the left", "at left", "on our left", "to our left", "left of"),
    ASIDE: ("to the right", "on the right", "at the right", "at right", "on our right", "to our right", "right of"),
    180.0: ("behind us", "behind me", "behind you", "behind the camera", "behind the viewer", "at our back"),
    0.0: ("in front of us", "straight ahead", "ahead of us", "ahead", "in the centre", "in the center", "in front"),
}
_PHRASES: Mapping[tuple[str, ...], Position] = {
    **{tuple(p.split()): Position(reach=reach) for reach, phrases in _REACHES.items() for p in phrases},
    **{tuple(p.split()): Position(heading_deg=at) for at, phrases in _HEADINGS.items() for p in phrases},
}


def said_in(words: Sequence[Word], start: int, end: int, /) -> Position:
    """Return what the words of a range say about a place; they may hold one phrase of each sort."""
    found = Position()
    at = start
    while at < end:
        for length in range(min(LONGEST, end - at), 0, -1):
            said = _PHRASES.get(tuple(word.text for word in words[at : at + length]))
            if said:
                found = Position(
                    reach=found.reach if found.reach is not Reach.ANY else said.reach,
                    heading_deg=found.heading_deg if found.heading_deg is not None else said.heading_deg,
                )
                at += length - 1
                break
        at += 1
    return found
