"""Single voxels of another colour than all around them, which look like noise."""

from __future__ import annotations

from itertools import product

import numpy as np
from numpy.typing import NDArray

from skyloom.geometry.voxels import Cells, Voxels, visible_faces

AGREEING = 5  # neighbours that are seen and of one colour, from which on they win
ALONE = 0  # neighbours of its own colour that a voxel of noise has
AROUND = [step for step in product((-1, 0, 1), repeat=3) if any(step)]


def calmed(model: Voxels, lab: NDArray[np.floating], /, *, most: float) -> Cells:
    """Return a model's cells, those that are noise in the colour of what is seen around them.

    `lab` (n, 3) is the palette in OKLab; what differs by more than `most` from its surroundings is a detail and stays.
    """
    faces = visible_faces(model.solid)
    seen = np.where(faces > 0, model.cells, 0)
    padded = np.pad(seen, 1)
    x, y, z = np.nonzero(seen)
    around = np.stack([padded[x + 1 + i, y + 1 + j, z + 1 + k] for i, j, k in AROUND], axis=1)
    own = seen[x, y, z]
    alone = (around == own[:, None]).sum(axis=1) <= ALONE
    x, y, z, own, around = x[alone], y[alone], z[alone], own[alone], around[alone]
    votes = (around[:, :, None] == around[:, None, :]).sum(axis=2) * (around > 0)
    best = votes.argmax(axis=1) if len(votes) else np.zeros(0, np.intp)
    winner = around[np.arange(len(best)), best]
    strong = votes[np.arange(len(best)), best] >= AGREEING
    near = np.linalg.norm(lab[own.astype(int) - 1] - lab[np.maximum(winner.astype(int), 1) - 1], axis=1) < most
    flips = strong & near
    cells = model.cells.copy()
    cells[x[flips], y[flips], z[flips]] = winner[flips]
    return cells
