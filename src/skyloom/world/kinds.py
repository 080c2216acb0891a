"""The numbers of materials: what a face of the world's mesh is made of, and what the G-buffer keeps."""

from __future__ import annotations

from enum import IntEnum


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
