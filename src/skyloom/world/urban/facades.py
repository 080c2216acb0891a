"""The kinds of facades: how wide a bay is and how high a floor, so that walls hold whole windows.

A facade's tag holds its kind in the low 4 bits and the building's seed above them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from skyloom.world.kinds import Material, tagged

KIND_BITS = 4
SEEDS = 1 << 20


class Facade(IntEnum):
    """What a wall of windows is like."""

    PUNCHED = 0  # brick with small windows
    TALL = 1  # stone with high windows
    RIBBON = 2  # offices with bands of windows
    CURTAIN = 3  # glass from floor to floor
    FRAME = 4  # a deep grid of concrete
    WORN = 5  # crowded flats with blinds and patched walls
    RUIN = 6  # most panes are out
    SHOP = 7  # shop windows
    WORKS = 8  # large panes in steel bars


@dataclass(frozen=True, slots=True)
class Grid:
    """The measures of a facade, metres and shares of a bay or a floor."""

    bay: float
    floor: float
    side: float  # from the bay's edge to the window
    sill: float
    head: float
    recess: float  # how deep the pane lies behind the wall, metres
    mirror: float  # share that its panes mirror
    lit: float  # factor on the share of lit rooms


GRIDS: dict[Facade, Grid] = {
    Facade.PUNCHED: Grid(2.6, 3.3, 0.27, 0.27, 0.80, 0.16, 0.07, 0.9),
    Facade.TALL: Grid(2.4, 3.8, 0.25, 0.17, 0.84, 0.24, 0.07, 0.9),
    Facade.RIBBON: Grid(1.6, 3.6, 0.03, 0.32, 0.88, 0.12, 0.10, 1.2),
    Facade.CURTAIN: Grid(1.5, 3.8, 0.025, 0.02, 0.98, 0.06, 0.22, 1.1),
    Facade.FRAME: Grid(3.2, 3.5, 0.11, 0.14, 0.87, 0.45, 0.10, 1.0),
    Facade.WORN: Grid(2.8, 3.1, 0.18, 0.28, 0.84, 0.14, 0.05, 1.0),
    Facade.RUIN: Grid(3.0, 3.4, 0.16, 0.22, 0.84, 0.30, 0.02, 0.06),
    Facade.SHOP: Grid(4.2, 4.4, 0.05, 0.10, 0.72, 0.20, 0.06, 9.0),
    Facade.WORKS: Grid(5.0, 6.0, 0.06, 0.30, 0.86, 0.10, 0.05, 0.7),
}


def facade(kind: Facade | NDArray[np.integer], seed: int | NDArray[np.integer]) -> NDArray[np.uint32]:
    """Return face numbers of walls of a kind; rooms, blinds and stains follow the seed."""
    return tagged(Material.FACADE, np.asarray(kind, np.uint32) | (np.asarray(seed) % SEEDS).astype(np.uint32) << 4)
