"""How dark it is for people: when lamps are lit and windows shine."""

from __future__ import annotations

import numpy as np

from skyloom.core.scene import SceneSpec

LAMPS_LIT, ALL_LIT = 5.0, -3.0  # degrees of the sun, between which lamps and windows are lit one after another


def darkness(scene: SceneSpec) -> float:
    """Return how much of what can be lit is lit: 0 by day, 1 from dusk to dawn."""
    share = float(np.clip((LAMPS_LIT - scene.sun.elevation_deg) / (LAMPS_LIT - ALL_LIT), 0, 1))
    return share * share * (3 - 2 * share)
