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
class Built:
    """One thing or one place."""

    meshes: Sequence[Packed] = ()
    lamps: Lamps = field(default_factory=no_lamps)
    taken: Footprints = field(default_factory=no_footprints)


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
    )


def is_free(points: np.ndarray, taken: Footprints) -> np.ndarray:
    """Tell which points (n, 2) lie outside all footprints."""
    free = np.ones(len(points), bool)
    for centre, radius in zip(taken.centre, taken.radius, strict=True):
        free &= ((points - centre) ** 2).sum(axis=1) > radius * radius
    return free
