"""Vaults over bays: crossing pointed or round barrels, and the lines that their ribs follow.

A vault runs along y over bays of one length; x goes across. Heights are metres over the springing.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from skyloom.geometry.meshes import Part, joined, part, unit
from skyloom.geometry.shapes import tubes
from skyloom.geometry.solids import Colour

Array = NDArray[np.floating]
ALONG, ACROSS = 18, 28  # cells a bay and over the whole span


@dataclass(frozen=True, slots=True, kw_only=True)
class Vault:
    """One nave or aisle under crossing barrels."""

    x0: float
    x1: float
    y0: float
    bays: int
    bay: float  # length of one, metres
    spring: float
    rise: float
    sharpness: float = 0.55  # of the pointed arch: 0 round

    @property
    def middle(self) -> float:
        """The axis."""
        return (self.x0 + self.x1) / 2

    @property
    def half(self) -> float:
        """Half the span."""
        return (self.x1 - self.x0) / 2

    def height(self, x: Array, y: Array) -> Array:
        """Return the height of the web at points."""
        across = profile((x - self.middle) / self.half, self.sharpness)
        along = profile((((y - self.y0) / self.bay) % 1 - 0.5) * 2, self.sharpness)
        return self.spring + self.rise * np.maximum(across, along)


def profile(s: ArrayLike, sharpness: float) -> Array:
    """Return the height of a pointed arch of half span 1 and rise 1, at -1 to 1 across."""
    k = sharpness
    inside = np.maximum((1 + k) ** 2 - (np.abs(np.asarray(s)) + k) ** 2, 0)
    return np.asarray(np.sqrt(inside) / np.sqrt((1 + k) ** 2 - k * k))


def webs(vault: Vault, colour: Colour, material: int) -> Part:
    """Return the vault's surface, seen from below."""
    x = np.linspace(vault.x0, vault.x1, ACROSS + 1)
    y = vault.y0 + np.linspace(0, vault.bays * vault.bay, vault.bays * ALONG + 1)
    grid_y, grid_x = np.meshgrid(y, x, indexing="ij")
    step = 0.04
    z = vault.height(grid_x, grid_y)
    slope_x = (vault.height(grid_x + step, grid_y) - vault.height(grid_x - step, grid_y)) / (2 * step)
    slope_y = (vault.height(grid_x, grid_y + step) - vault.height(grid_x, grid_y - step)) / (2 * step)
    normal = -unit(np.stack([-slope_x, -slope_y, np.ones_like(z)], -1))
    a = np.arange(len(y) - 1)[:, None] * (ACROSS + 1) + np.arange(ACROSS)
    faces = np.stack([a, a + ACROSS + 2, a + 1, a, a + ACROSS + 1, a + ACROSS + 2], -1)
    uv = np.stack([grid_y - vault.y0, (grid_x - vault.x0) * 1.3], -1).reshape(-1, 2)
    return part(np.stack([grid_x, grid_y, z], -1), faces, normal.reshape(-1, 3), colour, 0.8, material, uv)


def ribs(vault: Vault, radius: float, colour: Colour, material: int) -> Part:
    """Return ribs across between the bays and along the diagonals of each."""
    s = np.linspace(-1, 1, 29)
    arch = vault.spring + vault.rise * profile(s, vault.sharpness)
    x = vault.middle + vault.half * s
    borders = vault.y0 + np.arange(vault.bays + 1) * vault.bay
    straight = np.stack([np.stack([x, np.full(29, y), arch - 0.05], -1) for y in borders])
    middles = borders[:-1] + vault.bay / 2
    crossing = np.stack(
        [np.stack([x, y + way * s * vault.bay / 2, arch - 0.03], -1) for y in middles for way in (-1, 1)]
    )
    return joined(
        [
            tubes(straight, np.full(straight.shape[:2], radius), 8, colour, material),
            tubes(crossing, np.full(crossing.shape[:2], radius * 0.72), 8, colour, material),
        ]
    )
