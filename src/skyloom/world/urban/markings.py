"""How the tags of streets and signs are made up: what a builder says and a shader reads."""

from __future__ import annotations

from enum import IntEnum

import numpy as np
from numpy.typing import ArrayLike, NDArray

from skyloom.world.kinds import Material, tagged


class Lane(IntEnum):
    """What is painted on a piece of road."""

    BARE = 0
    STREET = 1  # lanes along v, zebra crossings at both ends
    SQUARE = 2  # where streets cross
    LOT = 3  # bays for parked cars along u
    PAD = 4  # a landing pad, its middle at u = v = half its size


class Sign(IntEnum):
    """What a sign shows."""

    STROKES = 0  # glowing glyphs on a dark board
    BOARD = 1  # dark glyphs on a glowing board
    OUTLINE = 2  # glyphs and a border
    PICTURE = 3  # a screen
    BARS = 4  # running bands of light


def asphalt(lane: Lane, *, width: float = 0.0, length: ArrayLike = 0.0, wear: float = 0.5) -> NDArray[np.uint32]:
    """Return face numbers of a road whose u runs across and v along; sizes in metres, wear from 0 to 1."""
    across = int(min(round(width * 4), 255))
    along = np.clip(np.round(np.asarray(length)), 0, 511).astype(np.uint32)
    return tagged(Material.ASPHALT, np.uint32(int(lane) | across << 3 | int(wear * 15) << 20) | along << 11)


def neon(
    sign: ArrayLike, hue: ArrayLike, *, columns: ArrayLike = 1, rows: ArrayLike = 1, seed: ArrayLike = 0
) -> NDArray[np.uint32]:
    """Return face numbers of signs; hue runs from 0 to 1; u and v count glyphs, of which there are columns x rows."""
    style = np.asarray(sign, np.uint32)
    colour = (np.asarray(hue) % 1 * 64).astype(np.uint32)
    wide, high = (np.clip(n, 0, 15).astype(np.uint32) for n in (np.asarray(columns), np.asarray(rows)))
    return tagged(
        Material.NEON,
        style | colour << 3 | wide << 9 | high << 13 | (np.asarray(seed) % 128).astype(np.uint32) << 17,
    )
