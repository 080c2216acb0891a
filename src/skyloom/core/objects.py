"""What a prompt asks for as an object: a subject, what goes with it, and the words that said so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from skyloom.core.errors import InvalidInput
from skyloom.core.plain_json import plain, read
from skyloom.core.scene import Source

OBJECT_VERSION = 1

Rgb = tuple[int, int, int]  # sRGB


class Relation(StrEnum):
    """Where a companion is, seen from the subject."""

    ON_TOP = "on_top"
    BELOW = "below"  # it carries the subject
    BESIDE = "beside"
    HELD = "held"
    WORN = "worn"
    INSIDE = "inside"  # it is in the subject
    CONTAINER = "container"  # the subject is in it


class Ground(StrEnum):
    """What the object stands on."""

    NONE = "none"
    GRASS = "grass"
    SNOW = "snow"
    SAND = "sand"
    WATER = "water"
    STONE = "stone"
    WOOD = "wood"
    LAVA = "lava"
    EARTH = "earth"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paint:
    """A colour and the part that has it; the part "" is the piece as a whole."""

    part: str = ""
    rgb: Rgb


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One kind of object. `scheme` chooses among colours and details that nobody asked for."""

    archetype: str
    kind: str = ""  # of the archetype: a pine, a dog; "" leaves it open
    count: int = 1
    size: float = 1.0  # against its usual size
    tall: float = 1.0  # stretches it upwards
    wide: float = 1.0  # stretches it sideways
    scheme: int = 0
    material: str = ""  # of its main parts: "gold", "crystal", "ice"
    colours: tuple[Paint, ...] = ()
    traits: tuple[str, ...] = ()  # "winged", "glowing", "cute", "ruined"
    lacks: tuple[str, ...] = ()  # parts and traits that were taken away


@dataclass(frozen=True, slots=True, kw_only=True)
class Companion:
    """A piece and where it is."""

    relation: Relation
    piece: Piece


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectSpec:
    """One reading of a prompt."""

    version: int = OBJECT_VERSION
    prompt: str
    reading: int = 0
    subject: Piece
    companions: tuple[Companion, ...] = ()
    ground: Ground = Ground.NONE
    moods: tuple[str, ...] = ()  # of the whole: "magical", "spooky"
    is_understood: bool = True  # False: nothing in the prompt names a thing
    sources: tuple[Source, ...] = field(default=())
    not_understood: tuple[str, ...] = ()


def object_to_json(spec: ObjectSpec, /) -> dict[str, Any]:
    """Return a reading as objects, lists, strings and numbers."""
    data: dict[str, Any] = plain(spec)
    return data


def object_from_json(data: Mapping[str, Any], /) -> ObjectSpec:
    """Return the reading that `object_to_json` wrote; what is left out has its default."""
    version = data.get("version", OBJECT_VERSION)
    if version != OBJECT_VERSION:
        raise InvalidInput(f"The object has version {version!r}; this server reads version {OBJECT_VERSION}.")
    try:
        spec: ObjectSpec = read(ObjectSpec, data)
    except (TypeError, ValueError, AttributeError) as error:
        raise InvalidInput(f"The object cannot be read: {error}") from error
    return spec
