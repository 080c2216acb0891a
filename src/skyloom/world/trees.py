"""Trees for those who build: in streets, yards, gardens and greenhouses."""

from __future__ import annotations

from skyloom.core.scene import Tree
from skyloom.world.flora.broadleaves import grown
from skyloom.world.flora.catalogue import SPECIES
from skyloom.world.flora.growth import Plant
from skyloom.world.flora.habits import OAKS


def broadleaves(fineness: int, *, is_bare: bool = False) -> tuple[Plant, ...]:
    """Return a few broadleaf trees: 0 is for the nearest trees, 4 for the farthest; bare ones have twigs for leaves."""
    return grown(OAKS, "oaks", fineness, is_bare=is_bare)


def trees_of(kind: Tree, fineness: int, *, is_bare: bool = False) -> tuple[Plant, ...]:
    """Return a kind's shapes: crowns whose colour is a factor about 1, and wood in its own colour."""
    return SPECIES[kind].shapes(fineness, is_bare)
