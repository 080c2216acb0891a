"""Says a value in words, as `explain` shows it."""

from __future__ import annotations

from skyloom.core.scene import Reach, Thing
from skyloom.language.attributes import Value


def told(value: Value, /) -> str:
    """Return a value as people read it: "12, far" for a dozen boats on the horizon."""
    if isinstance(value, Thing):
        return _thing(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return " ".join(v if isinstance(v, str) else f"{v:.2f}" for v in value)
    return f"{value:.3g}" if isinstance(value, float) else str(value)


def _thing(thing: Thing) -> str:
    if thing.count == 0:
        return "none"
    parts = [str(thing.count)]
    if thing.size != 1.0:
        parts.append(f"size {thing.size:.3g}")
    if thing.reach is not Reach.ANY:
        parts.append(thing.reach.value)
    if thing.heading_deg is not None:
        parts.append(f"heading {thing.heading_deg:.0f}")
    if thing.tint:
        parts.append("coloured " + " ".join(f"{v:.2f}" for v in thing.tint))
    return ", ".join(parts)
