"""Lamps in the colours of neon tubes, where people built nothing that has such tubes of its own."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from skyloom.core.scene import Place, SceneSpec
from skyloom.world.built import Lamps

OWN = frozenset({Place.CYBERPUNK})  # places that are built with neon signs
LUMINANCE = np.array([0.2126, 0.7152, 0.0722], np.float32)
HUES = np.array([[0.04, 0.62, 1.0], [1.0, 0.05, 0.5], [0.42, 0.12, 1.0]], np.float32)  # linear RGB
SECTORS = 9  # directions from the camera; the lamps of one have one colour, those of the next another
MOST = 0.9  # share of the light that neon takes at most


def in_neon(lamps: Lamps, scene: SceneSpec) -> Lamps:
    """Return the lamps of a scene, as bright as they were, coloured as far as its neon goes."""
    share = MOST * float(np.clip(scene.site.neon, 0, 1))
    if scene.site.place in OWN or share <= 0 or not len(lamps.radius):
        return lamps
    hue = HUES[_numbers(lamps.position) % len(HUES)]
    pure = hue / (hue @ LUMINANCE)[:, None]
    bright = (lamps.intensity @ LUMINANCE)[:, None]
    coloured = (1 - share) * lamps.intensity + share * bright * pure
    return Lamps(lamps.position, coloured.astype(np.float32), lamps.radius)


def _numbers(position: NDArray[np.float32]) -> NDArray[np.int64]:
    """Return the number of the sector about the camera that each lamp stands in."""
    turn = np.arctan2(position[:, 0], position[:, 1])
    return np.asarray(np.floor(turn * (SECTORS / (2 * np.pi)) + 0.5)).astype(np.int64)
