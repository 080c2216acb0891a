"""A collection: skyboxes that an account keeps together under a name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from skyloom.core.errors import InvalidInput

LONGEST_NAME = 200  # characters
MOST = 1_000  # collections of one account
MOST_ITEMS = 10_000  # skyboxes in one collection


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """A named heap of an account's skyboxes."""

    id: int
    account_id: int
    name: str
    size: int  # skyboxes in it
    created_at: datetime
    updated_at: datetime


def named(name: str, /) -> str:
    """Return a collection's name without blanks around it, or raise InvalidInput."""
    kept = name.strip()
    if not kept or len(kept) > LONGEST_NAME or not kept.isprintable():
        raise InvalidInput(f"The name of a collection holds 1 to {LONGEST_NAME} printable characters.")
    return kept
