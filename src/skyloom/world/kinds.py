"""The numbers of materials: what a face of the world's mesh is made of, and what the G-buffer keeps.

A face's number holds its material in the low 8 bits and a tag in the upper 24: a building's seed for those with
windows, the luminance in cd/m² for those that glow. What nature makes (below `BUILT`) has its glow in the tag's lower
16 bits and a pattern in the upper 8.
"""

from __future__ import annotations

from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

BUILT = 16  # materials from here on are made by people, or glow: `render.built` shades them
TAG_BITS = 8


class Material(IntEnum):
    """What a surface is made of."""

    SKY = 0
    GROUND = 1
    WATER = 2
    STONE = 3
    BARK = 4
    LEAF = 5
    GRASS = 6
    PETAL = 7
    ICE = 8
    CRYSTAL = 9
    FLESH = 10  # mushrooms, cacti, corals
    BLOCK = 11  # of a world made of cubes: the vertex colour alone
    # masonry
    PLASTER = 16
    MASONRY = 17
    BRICK = 18
    TIMBER = 19
    TILES = 20
    THATCH = 21
    CLOTH = 22
    MARBLE = 23
    WINDOW = 24  # panes in a frame; lit from within by night
    EARTH = 25
    # urban
    FACADE = 32  # a wall of windows with rooms behind them
    GLASS = 33
    METAL = 34
    ASPHALT = 35
    PAVING = 36
    CONCRETE = 37
    PAINT = 38  # smooth, in the vertex colour
    NEON = 39
    RUST = 40
    # light
    GLOW = 48  # sends out its colour times its tag, cd/m²
    LAVA = 49


def tagged(material: Material, tag: int | NDArray[np.integer]) -> NDArray[np.uint32]:
    """Return face numbers of a material with a tag, 0 to 2**24 - 1."""
    return np.uint32(material) | (np.asarray(tag).astype(np.uint32) << np.uint32(TAG_BITS))


class Bark(IntEnum):
    """The pattern of bark."""

    ROUGH = 0
    SMOOTH = 1
    BIRCH = 2  # white with black marks
    BANDED = 3  # a cherry's
    MOSSY = 4
    RINGED = 5  # a palm's


class Skin(IntEnum):
    """The pattern of what is neither bark nor leaf."""

    PLAIN = 0
    MAZE = 1  # a brain coral's
    SPOTTED = 2  # a mushroom's cap
    PITTED = 3  # a sponge's
    SPECKLED = 4  # a small mushroom's cap


GLOW_STEPS = 8.0  # of a natural glow, in one cd/m²
FULL_GLOW = 64  # what a prototype's glow counts to, before a scene says how bright that is
_PATTERN_BITS = 24


def barked(kind: Bark) -> int:
    """Return the face number of a bark."""
    return int(Material.BARK) | int(kind) << _PATTERN_BITS


def skinned(material: Material, skin: Skin = Skin.PLAIN, *, glow: float = 0.0) -> int:
    """Return the face number of a natural surface that glows by a share of what the scene allows."""
    return int(material) | round(glow * FULL_GLOW) << TAG_BITS | int(skin) << _PATTERN_BITS


def at_glow(numbers: NDArray[np.uint32], luminance: float) -> NDArray[np.uint32]:
    """Return face numbers of prototypes whose full glow is `luminance`, cd/m²."""
    share = ((numbers >> np.uint32(TAG_BITS)) & np.uint32(0xFFFF)).astype(np.float32) / FULL_GLOW
    steps = np.minimum(share * luminance * GLOW_STEPS, 65535).astype(np.uint32)
    bright: NDArray[np.uint32] = (numbers & np.uint32(0xFF0000FF)) | (steps << np.uint32(TAG_BITS))
    return bright
