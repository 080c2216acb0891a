"""Figures about the whole server."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from skyloom.core.generations import Status

BUCKETS = (0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 15.0, 30.0, 60.0, 120.0, 300.0, 900.0)  # seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """How long something took, as a histogram."""

    count: int
    total: float  # seconds, all together
    within: Mapping[float, int]  # how many took at most so many seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """What there is to do and how it went."""

    generations: Mapping[tuple[str, Status], int]  # by queue and status
    render: Mapping[str, Spread]  # by queue: from claimed to complete
    wait: Mapping[str, Spread]  # by queue: from ordered to claimed
