"""Random streams: each part of a world draws from its own, so that adding a part changes no other."""

from __future__ import annotations

import zlib

import numpy as np


def stream(seed: int, part: str) -> np.random.Generator:
    """Return the generator of one part of the world that `seed` makes."""
    return np.random.default_rng((seed, zlib.crc32(part.encode())))
