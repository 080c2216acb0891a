"""A coloured voxel model: a grid of palette indices."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

MOST_COLOURS = 255  # that a cell of one byte can name; 0 is an empty cell

Cells = NDArray[np.uint8]  # (x, y, z), palette index from 1; 0 is empty
Solid = NDArray[np.bool_]  # (x, y, z)


@dataclass(frozen=True, slots=True, kw_only=True)
class Voxels:
    """A model, z up; its front looks towards -y, and seen from there +x is to the right."""

    cells: Cells  # (x, y, z); index i has the colour palette[i - 1]
    palette: NDArray[np.uint8]  # (n, 3), sRGB, 1 <= n <= 255
    glowing: frozenset[int] = frozenset()  # palette indices of what shines by itself

    @property
    def solid(self) -> Solid:
        """The cells that are not empty."""
        return self.cells > 0

    @property
    def size(self) -> tuple[int, int, int]:
        """Cells along x, y and z."""
        across, deep, high = self.cells.shape
        return across, deep, high


def cropped(model: Voxels) -> Voxels:
    """Return a model without the empty cells around it; one without any cell is an error."""
    where = np.nonzero(model.cells)
    if not where[0].size:
        raise ValueError("a model needs at least one voxel")
    box = tuple(slice(int(axis.min()), int(axis.max()) + 1) for axis in where)
    return Voxels(cells=np.ascontiguousarray(model.cells[box]), palette=model.palette, glowing=model.glowing)


def visible_faces(solid: Solid) -> NDArray[np.uint8]:
    """Return how many of its six faces each cell shows, (x, y, z): 0 inside and for empty cells."""
    padded = np.pad(solid, 1)
    count = np.zeros(solid.shape, np.uint8)
    for axis in range(3):
        for shift in (-1, 1):
            count += solid & ~np.roll(padded, shift, axis)[1:-1, 1:-1, 1:-1]
    return count
