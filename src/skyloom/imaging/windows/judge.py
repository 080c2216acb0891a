"""How sure it is that a bright region is sky or blown glass of a window."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from skyloom.imaging.windows.measures import NAMES, measures
from skyloom.imaging.windows.regions import Region, overlap, regions
from skyloom.imaging.windows.working import Floats, Working

SURE = 0.9  # confidence from which on glass is painted
SHARED = 0.1  # of the smaller of two regions: what may overlap
FLAWLESS = 3.4  # odds, a logarithm, of a region that no gate finds fault with


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """What a pane of glass is expected to have of a measure."""

    measure: str
    side: int  # 1: at least the limit, -1: at most
    limit: float
    cost: float  # of the odds, a unit of the measure beyond the limit


# chosen by hand on rooms of the tuning split of bench/interior
GATES = (
    Gate(measure="clipped", side=1, limit=0.75, cost=14.0),
    Gate(measure="left", side=1, limit=0.55, cost=9.0),
    Gate(measure="right", side=1, limit=0.55, cost=9.0),
    Gate(measure="top", side=1, limit=0.55, cost=9.0),
    Gate(measure="sharp", side=1, limit=0.65, cost=14.0),
    Gate(measure="step", side=1, limit=0.15, cost=50.0),
    Gate(measure="weak", side=1, limit=0.03, cost=60.0),
    Gate(measure="solid", side=1, limit=0.85, cost=14.0),
    Gate(measure="straight", side=1, limit=0.65, cost=8.0),
    Gate(measure="at_edge", side=-1, limit=0.0, cost=60.0),
    Gate(measure="middle", side=1, limit=0.22, cost=40.0),
    Gate(measure="middle", side=-1, limit=0.49, cost=60.0),
    Gate(measure="uneven", side=-1, limit=0.03, cost=80.0),
    Gate(measure="blue", side=1, limit=0.012, cost=220.0),
    Gate(measure="area", side=1, limit=0.045, cost=200.0),
    Gate(measure="highest", side=1, limit=0.03, cost=100.0),
    Gate(measure="upright", side=1, limit=0.4, cost=8.0),
    Gate(measure="warm_ring", side=-1, limit=0.005, cost=150.0),
    Gate(measure="slender", side=-1, limit=1.6, cost=6.0),
    Gate(measure="slender", side=1, limit=-1.6, cost=6.0),
    Gate(measure="lowest", side=-1, limit=0.8, cost=30.0),
    Gate(measure="ring_dark", side=-1, limit=0.66, cost=30.0),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pane:
    """A region and how sure it is that it is glass."""

    region: Region
    confidence: float  # 0 to 1


def panes(copy: Working, /) -> list[Pane]:
    """Return the bright regions of a copy that do not overlap, the surest first."""
    found = regions(copy)
    if not found:
        return []
    sure = confidences(np.stack([measures(copy, region) for region in found]))
    # of two cuts that are as sure the larger one holds more of the pane
    order = np.argsort(
        [-round(float(value), 2) - 1e-9 * region.area for value, region in zip(sure, found, strict=True)]
    )
    kept: list[Pane] = []
    for index in order:
        region = found[index]
        if not _overlaps(region, [pane.region for pane in kept]):
            kept.append(Pane(region=region, confidence=float(sure[index])))
    return kept


def _overlaps(region: Region, others: Sequence[Region]) -> bool:
    return any(overlap(region, other) > SHARED * min(region.area, other.area) for other in others)


def confidences(seen: Floats) -> NDArray[np.float64]:
    """Return how likely regions of measures (n, names) are glass, 0 to 1."""
    odds = np.full(len(seen), FLAWLESS, float)
    for gate in GATES:
        short = gate.side * (gate.limit - seen[:, NAMES.index(gate.measure)].astype(float))
        odds -= gate.cost * np.maximum(short, 0)
    likely: NDArray[np.float64] = 1 / (1 + np.exp(-np.clip(odds, -30, 30)))
    return likely
