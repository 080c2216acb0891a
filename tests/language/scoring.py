"""How well a scene answers what a table says a prompt asks for."""

import math
import re
from dataclasses import dataclass
from pathlib import Path

from skyloom.core.scene import SceneSpec

CHOICES = ("time", "season", "weather", "terrain.kind", "water.kind", "site.place", "site.era")
LISTS = {"terrain.trees": "trees", "things": "thing"}  # what is claimed -> what the tables call one of them
READ = frozenset({"lexicon", "meaning", "negation"})
TABLES = Path(__file__).parent


@dataclass(frozen=True, kw_only=True)
class Expected:
    prompt: str
    wanted: tuple[str, ...]  # e.g. "time=night|dusk", "terrain.snow>0.5", "thing.boat=3||thing.sailing_ship=3"
    allowed: tuple[str, ...]  # what the reader may also see: "season=winter", "thing=lamp|road", "trees=palm"


@dataclass(frozen=True, kw_only=True)
class Score:
    """Shares over a table."""

    recall: float  # of what is wanted
    precision: float  # of what is claimed to have been read


def table(name):
    lines = (TABLES / name).read_text("utf-8").splitlines()[1:]
    rows = [line.split("\t") for line in lines if line.strip()]
    return [
        Expected(prompt=r[0], wanted=tuple(r[1].split()), allowed=tuple((r[2] if len(r) > 2 else "").split()))
        for r in rows
    ]


def score(pairs: list[tuple[SceneSpec, Expected]]) -> Score:
    wanted = sum(len(expected.wanted) for _, expected in pairs)
    claimed = sum(len(claims(scene)) for scene, _ in pairs)
    return Score(
        recall=1.0 - sum(len(missed(scene, expected)) for scene, expected in pairs) / wanted,
        precision=1.0 - sum(len(invented(scene, expected)) for scene, expected in pairs) / claimed,
    )


def missed(scene: SceneSpec, expected: Expected) -> list[str]:
    return [wish for wish in expected.wanted if not any(fulfils(scene, either) for either in wish.split("||"))]


def invented(scene: SceneSpec, expected: Expected) -> list[str]:
    """Return what the reader claims to have read although nobody said it."""
    accepted: set[tuple[str, str]] = set()
    for wish in (*expected.wanted, *expected.allowed):
        for either in wish.split("||"):
            accepted |= _accepted(either)
    return [f"{name}={value}" for name, value in claims(scene) if (name, value) not in accepted]


def claims(scene: SceneSpec) -> list[tuple[str, str]]:
    """Return each choice, and each thing and tree, that the words are said to ask for."""
    read = {s.attribute: s.value for s in scene.sources if s.how in READ}
    out = [(name, value) for name, value in read.items() if name in CHOICES]
    for thing in scene.things:
        if f"things.{thing.kind}" in read:
            out.append(("thing", thing.kind.value))
    if "terrain.trees" in read:
        out += [("trees", tree.value) for tree in scene.terrain.trees]
    return out


def fulfils(scene: SceneSpec, wish: str) -> bool:
    attribute, sign, wanted = re.split(r"([=<>])", wish, maxsplit=1)
    value = value_of(scene, attribute)
    if value is None and wanted != "set":
        return False
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
    if section == "thing":
        return _of_a_thing(scene, *name.partition(".")[::2])
    if section == "clouds":
        covers = [layer.cover for layer in scene.clouds if name in ("cover", layer.kind.value)]
        return 1.0 - math.prod(1.0 - cover for cover in covers)
    if attribute == "sights.planets":
        return len(scene.sights.planets)
    value = getattr(scene, section)
    return getattr(value, name) if name else value


def _of_a_thing(scene: SceneSpec, kind: str, name: str):
    thing = next((thing for thing in scene.things if thing.kind == kind), None)
    if thing is None:
        return None if name else 0
    return getattr(thing, {"": "count", "heading": "heading_deg"}.get(name, name))


def _accepted(wish: str) -> set[tuple[str, str]]:
    attribute, _, values = re.split(r"([=<>])", wish, maxsplit=1)
    if attribute.startswith("thing."):
        return {("thing", attribute.split(".")[1])}
    name = LISTS.get(attribute, attribute)
    return {(name, value) for value in values.split("|")}
