"""What people wear: a table of dresses."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True, kw_only=True)
class Dress:
    """What somebody wears: colours as six digits, "" for none."""

    top: str = ""  # "" : of the scheme
    legs: str = ""
    hat: str = ""  # the name of a hat
    hat_colour: str = ""
    skin: str = ""
    hair: str = ""  # "none": bald
    long_hair: bool = False
    beard: str = ""
    robe: bool = False  # a skirt down to the feet
    cape: str = ""
    armour: str = ""
    belt: str = "6b4630"
    eyes: str = ""
    held: str = ""  # the name of what is in the right hand
    other: str = ""  # in the left hand
    wings: str = ""
    apron: str = ""
    mask: str = ""
    trim: str = ""
    metal: bool = False


@cache
def kinds() -> Mapping[str, Dress]:
    """Return the table that ships with the package."""
    rows = tomllib.loads((files("skyloom.world.objects") / "people.toml").read_text("utf-8"))
    return {name: Dress(**dict(row.items())) for name, row in rows.items()}
