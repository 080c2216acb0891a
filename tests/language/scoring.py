"""How well a scene answers what a table says a prompt asks for."""

import math
import re
from dataclasses import dataclass
from pathlib import Path

from skyloom.core.scene import SceneSpec

AXES = ("time", "season", "weather", "terrain.kind", "water.kind")
READ = frozenset({"lexicon", "meaning", "negation"})
TABLES = Path(__file__).parent


@dataclass(frozen=True, kw_only=True)
class Expected:
    prompt: str
    wanted: tuple[str, ...]  # e.g. "time=night|dusk", "terrain.snow>0.5"
    allowed: tuple[str, ...]  # what the reader may also see


def table(name):
    lines = (TABLES / name).read_text("utf-8").splitlines()[1:]
    rows = [line.split("\t") for line in lines if line.strip()]
    return [
        Expected(prompt=r[0], wanted=tuple(r[1].split()), allowed=tuple((r[2] if len(r) > 2 else "").split()))
        for r in rows
    ]


def missed(scene: SceneSpec, expected: Expected) -> list[str]:
    return [wish for wish in expected.wanted if not fulfils(scene, wish)]


def invented(scene: SceneSpec, expected: Expected) -> list[str]:
    """Return what the reader claims to have read on the main axes although nobody said it."""
    accepted = {}
    for wish in (*expected.wanted, *expected.allowed):
        if "=" in wish:
            attribute, values = wish.split("=")
            accepted[attribute] = set(values.split("|"))
    return [f"{a}={v}" for a, v in claims(scene).items() if v not in accepted.get(a, set())]


def claims(scene: SceneSpec) -> dict[str, str]:
    return {s.attribute: s.value for s in scene.sources if s.attribute in AXES and s.how in READ}


def fulfils(scene: SceneSpec, wish: str) -> bool:
    attribute, sign, wanted = re.split(r"([=<>])", wish, maxsplit=1)
    value = value_of(scene, attribute)
    if sign != "=":
        return bool(value < float(wanted) if sign == "<" else value > float(wanted))
    if wanted == "set":
        return value is not None
    if isinstance(value, tuple):
        return wanted in value
    if isinstance(value, bool):
        return wanted == ("yes" if value else "no")
    return str(value) in wanted.split("|")


def value_of(scene: SceneSpec, attribute: str):
    section, _, name = attribute.partition(".")
    if section == "clouds":
        covers = [layer.cover for layer in scene.clouds if name in ("cover", layer.kind.value)]
        return 1.0 - math.prod(1.0 - cover for cover in covers)
    value = getattr(scene, section)
    return getattr(value, name) if name else value
