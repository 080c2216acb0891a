"""Every kind of tree: its shapes, sizes, spacing and colours."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from skyloom.core.scene import Tree
from skyloom.world.flora import arid, broadleaves, conifers, fungi, habits, odd, sea, tints, tropics
from skyloom.world.flora.growth import Plant
from skyloom.world.flora.tints import Tint

PINES = 0.3  # how often each pine stands among the spruces
Shapes = Callable[[int, bool], tuple[Plant, ...]]  # fineness, whether the leaves have fallen


@dataclass(frozen=True, slots=True, kw_only=True)
class Species:
    """One kind of tree, or of what stands where trees would; lengths in metres."""

    shapes: Shapes
    tint: Tint
    sizes: tuple[float, float] = (0.55, 1.15)
    height: float = 13.0  # of a usual one
    crown: float = 3.5  # its radius
    spacing: float = 1.0  # against that of a mixed forest
    is_open: bool = False  # stands by itself in the open, not in woods
    gap: float = 3.2  # nearest to the camera
    farthest: float = 1500.0  # from the camera
    sunk: float = 0.05
    lean: float = 0.02
    weights: tuple[float, ...] = ()
    shine: float = 0.0  # m² that glow, where a scene's plants do
    close: Callable[[], tuple[Plant, ...]] | None = None  # the finest shapes again, for those within arm's reach


def _evergreen(shapes: Callable[[int], tuple[Plant, ...]]) -> Shapes:
    return lambda fineness, _is_bare: shapes(fineness)


def _leafy(table: tuple[habits.Habit, ...], name: str) -> Shapes:
    return lambda fineness, is_bare: broadleaves.grown(table, name, fineness, is_bare=is_bare)


def _always(table: tuple[habits.Habit, ...], name: str) -> Shapes:
    return lambda fineness, _is_bare: broadleaves.grown(table, name, fineness)


def _conifers(fineness: int, _is_bare: bool) -> tuple[Plant, ...]:
    return (*conifers.conifers(fineness), *broadleaves.grown(habits.PINES, "pines", fineness))


def _close_conifers() -> tuple[Plant, ...]:
    return (*conifers.close_conifers(), *broadleaves.grown(habits.PINES, "pines", 0))


SPECIES: Mapping[Tree, Species] = {
    Tree.CONIFER: Species(
        shapes=_conifers,
        close=_close_conifers,
        tint=tints.needles,
        height=16,
        crown=3.0,
        spacing=0.9,
        gap=4.2,
        weights=(*conifers.WEIGHTS, PINES, PINES),
    ),
    Tree.BROADLEAF: Species(
        shapes=_leafy(habits.OAKS, "oaks"), tint=tints.seasonal, height=11, crown=4.0, spacing=1.15, gap=4.0
    ),
    Tree.BIRCH: Species(
        shapes=_leafy(habits.BIRCHES, "birches"), tint=tints.golden, height=14, crown=2.6, spacing=0.82, gap=2.6
    ),
    Tree.PALM: Species(
        shapes=_evergreen(tropics.palms), tint=tints.natural(tints.FROND), sizes=(0.7, 1.15), height=9, crown=3.0
    ),
    Tree.JUNGLE: Species(
        shapes=_always(habits.GIANTS, "giants"),
        tint=tints.natural(*tints.RAIN_FOREST),
        sizes=(0.6, 1.1),
        height=21,
        crown=5.5,
        spacing=1.05,
        gap=3.6,
    ),
    Tree.BAMBOO: Species(
        shapes=_evergreen(tropics.bamboos),
        tint=tints.natural(tints.CANE, spread=0.12),
        sizes=(0.8, 1.15),
        height=13,
        crown=1.3,
        spacing=0.42,
        gap=1.9,
        lean=0.03,
    ),
    Tree.ACACIA: Species(
        shapes=_always(habits.ACACIAS, "acacias"),
        tint=tints.natural(tints.UMBRELLA),
        sizes=(0.7, 1.2),
        height=8,
        crown=5.5,
        spacing=4.2,
        is_open=True,
        gap=9.0,
    ),
    Tree.CYPRESS: Species(
        shapes=_evergreen(conifers.cypresses),
        tint=tints.natural(tints.DARK, spread=0.12),
        sizes=(0.7, 1.1),
        height=13,
        crown=1.2,
        spacing=2.2,
        is_open=True,
        gap=6.0,
    ),
    Tree.WILLOW: Species(
        shapes=_leafy(habits.WILLOWS, "willows"),
        tint=tints.natural(tints.SILVER),
        height=11,
        crown=4.5,
        spacing=1.9,
        gap=6.0,
    ),
    Tree.BLOSSOM: Species(
        shapes=_always(habits.CHERRIES, "cherries"),
        tint=tints.natural(*tints.BLOSSOM, spread=0.07),
        sizes=(0.75, 1.2),
        height=7.5,
        crown=4.0,
        spacing=1.25,
        gap=3.8,
    ),
    Tree.DEAD: Species(
        shapes=lambda fineness, _is_bare: broadleaves.snags(fineness),
        tint=tints.fixed(tints.DEADWOOD),
        sizes=(0.6, 1.2),
        height=10,
        crown=2.5,
        gap=3.4,
        lean=0.05,
    ),
    Tree.CACTUS: Species(
        shapes=_evergreen(arid.cacti),
        tint=tints.fixed((1.0, 1.0, 1.0)),
        sizes=(0.5, 1.15),
        height=6,
        crown=1.0,
        spacing=2.4,
        is_open=True,
        gap=5.0,
    ),
    Tree.BAOBAB: Species(
        shapes=_always(habits.BAOBABS, "baobabs"),
        tint=tints.natural(tints.UMBRELLA),
        sizes=(0.7, 1.25),
        height=13,
        crown=5.0,
        spacing=6.0,
        is_open=True,
        gap=11.0,
    ),
    Tree.MUSHROOM: Species(
        shapes=_evergreen(fungi.giants),
        tint=tints.caps,
        sizes=(0.35, 1.25),
        height=9,
        crown=3.4,
        spacing=1.25,
        gap=4.2,
        shine=16.0,
        sunk=0.1,
        lean=0.05,
    ),
    Tree.CRYSTAL: Species(
        shapes=_evergreen(odd.crystals),
        tint=tints.gems,
        sizes=(0.3, 1.5),
        height=4,
        crown=1.6,
        spacing=1.3,
        is_open=True,
        gap=3.0,
        sunk=0.05,
        lean=0.08,
        shine=6.0,
    ),
    Tree.ALIEN: Species(
        shapes=_evergreen(odd.aliens),
        tint=tints.family(*tints.ALIENS),
        sizes=(0.5, 1.4),
        height=7,
        crown=3.0,
        spacing=1.3,
        gap=6.5,
        sunk=0.08,
        shine=3.0,
    ),
    Tree.KELP: Species(
        shapes=_evergreen(sea.kelps),
        tint=tints.natural(tints.KELP, spread=0.12),
        sizes=(0.7, 1.3),
        height=12,
        crown=1.6,
        spacing=0.75,
        gap=2.8,
        farthest=180.0,
    ),
    Tree.CORAL: Species(
        shapes=_evergreen(sea.corals),
        tint=tints.fixed(*tints.CORALS),
        sizes=(0.5, 1.9),
        height=1.2,
        crown=1.0,
        spacing=0.5,
        is_open=True,
        gap=1.4,
        farthest=110.0,  # the water hides what is beyond
        sunk=0.04,
        lean=0.1,
    ),
}
