"""What builders hand to the world: meshes, the lamps that shine from them, and the ground they take."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

from skyloom.geometry.meshes import Floats, Packed


@dataclass(frozen=True, slots=True)
class Lamps:
    """Small lights that shine on what is near them."""

    position: Floats  # (k, 3) metres
    intensity: Floats  # (k, 3) candela, linear RGB: 80 a candle lantern's look, 1500 a street lamp, 4000 a neon sign
    radius: Floats  # (k,) metres; nearer than this nothing gets brighter


@dataclass(frozen=True, slots=True)
class Footprints:
    """Discs of ground that are taken: nothing grows in them."""

    centre: Floats  # (k, 2)
    radius: Floats  # (k,)


def no_lamps() -> Lamps:
    """Return no lamps."""
    return Lamps(np.zeros((0, 3), np.float32), np.zeros((0, 3), np.float32), np.zeros(0, np.float32))


def no_footprints() -> Footprints:
    """Return no footprints."""
    return Footprints(np.zeros((0, 2), np.float32), np.zeros(0, np.float32))


@dataclass(frozen=True, slots=True)
class Glazing:
    """Coloured glass in the walls of a nave, in the shelter's own frame: metres from its middle and over its floor.

    Low windows stand in the outer walls, high ones in the inner walls over `step`, round ones in both ends.
    """

    outer: float  # from the axis to the panes of the low windows
    inner: float  # from the axis to those of the high windows
    step: float  # over the floor: between low and high
    end: float  # from the middle to the panes at both ends, along y
    rose: float  # over the floor: the middle of the round windows
    hue: float  # 0 to 1: chooses among the colours
    pale: float  # share of clear glass in the high windows


@dataclass(frozen=True, slots=True)
class Shelter:
    """A box that holds what is indoors: the light of the sky gets in through its openings alone."""

    centre: tuple[float, float, float] = (0.0, 0.0, 0.0)
    half: tuple[float, float, float] = (1.0, 1.0, 1.0)  # of its sides
    turn: float = 0.0  # radians, counter-clockwise about z
    haze: float = 0.0  # loss by dust in the air, per metre: what shows beams of light
    glass: float = 0.82  # share of the light that clear panes let through
    outside: float = 2.2  # stops that the view through the windows may lie over the room's grey
    lift: float = 0.0  # stops at most that a night outside is raised by, for windows not to be black holes
    glazing: Glazing | None = None
    rim: Floats | None = None  # (k,) where its floor takes the land's place, by heading from north; None: in the box


@dataclass(frozen=True, slots=True, kw_only=True)
class Plume:
    """Smoke that rises from a place: a bent column that widens. Metres; colours are linear RGB."""

    foot: tuple[float, float, float]
    height: float  # over the foot
    drift: tuple[float, float]  # of its top with the wind
    radius: float  # at the foot, out to the last wisp
    growth: float  # of the radius, per metre of height
    loss: float  # extinction per metre in the middle of the foot
    thins: float  # power of the widening by which it gets thinner; 2 keeps the amount of smoke
    crisp: float  # how fast the density rises inside: 1 a haze, 5 a cauliflower
    eaten: float  # how deep gaps between billows reach, 0 to 1
    wander: float = 0.3  # of its axis, in radii
    head: float = 0.0  # how much wider its top is, as a share
    albedo: tuple[float, float, float] = (0.9, 0.9, 0.9)
    glow: tuple[float, float, float] = (0.0, 0.0, 0.0)  # cd/m² of what burns below it
    glow_reach: float = 1.0  # height at which half of that light arrives
    hot: tuple[float, float, float] = (0.0, 0.0, 0.0)  # cd/m² of flames and embers in it
    hot_reach: float = 1.0  # height over which they cool


@dataclass(frozen=True, slots=True)
class Built:
    """One thing or one place."""

    meshes: Sequence[Packed] = ()
    lamps: Lamps = field(default_factory=no_lamps)
    taken: Footprints = field(default_factory=no_footprints)
    shelter: Shelter | None = None  # around the camera, for places indoors
    smoke: tuple[Plume, ...] = ()


def together(parts: Iterable[Built]) -> Built:
    """Return several builts as one."""
    everything = list(parts)
    if not everything:
        return Built()
    lamps, taken = [b.lamps for b in everything], [b.taken for b in everything]
    return Built(
        tuple(mesh for b in everything for mesh in b.meshes),
        Lamps(
            np.concatenate([lamp.position for lamp in lamps]).astype(np.float32),
            np.concatenate([lamp.intensity for lamp in lamps]).astype(np.float32),
            np.concatenate([lamp.radius for lamp in lamps]).astype(np.float32),
        ),
        Footprints(
            np.concatenate([t.centre for t in taken]).astype(np.float32),
            np.concatenate([t.radius for t in taken]).astype(np.float32),
        ),
        next((b.shelter for b in everything if b.shelter), None),
        tuple(plume for b in everything for plume in b.smoke),
    )


def is_free(points: np.ndarray, taken: Footprints) -> np.ndarray:
    """Tell which points (n, 2) lie outside all footprints."""
    free = np.ones(len(points), bool)
    for centre, radius in zip(taken.centre, taken.radius, strict=True):
        free &= ((points - centre) ** 2).sum(axis=1) > radius * radius
    return free
