"""What lies on a finished model: snow, moss, sand, frost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from skyloom.core.objects import ObjectSpec
from skyloom.geometry.parts import Coat, Part, Parts
from skyloom.geometry.parts_raster import Raster
from skyloom.world.objects.tints import coat

# trait -> the coat and how much of what lies open it covers
COVERS: Mapping[str, tuple[Coat, float]] = {
    "snowy": (coat("f3f8fd", "flat"), 0.92),
    "frozen": (coat("c9ecfb", "flat"), 0.75),
    "mossy": (coat("76a545", "mottled"), 0.62),
    "sandy": (coat("e8cd92", "flat"), 0.5),
}


def covered(parts: Parts, raster: Raster, spec: ObjectSpec, /, *, seed: int) -> tuple[Parts, Raster]:
    """Return the parts and cells with what the subject's traits lay on them."""
    traits = [trait for trait in spec.subject.traits if trait in COVERS]
    for index, trait in enumerate(traits):
        cover, share = COVERS[trait]
        cells = raster.part.copy()
        open_above = (cells >= 0) & (np.pad(cells, 1, constant_values=-1)[1:-1, 1:-1, 2:] < 0)
        x, y, z = np.nonzero(open_above)
        wave = np.sin(x * 0.55 + seed % 7) + np.sin(y * 0.6 + index) + np.sin((x + y + z) * 0.33)
        chosen = wave <= np.quantile(wave, share)
        parts = [*parts, _coat_of(parts[0], cover)]
        cells[x[chosen], y[chosen], z[chosen]] = len(parts) - 1
        raster = replace(raster, part=cells)
    return parts, raster


def _coat_of(part: Part, cover: Coat) -> Part:
    return replace(part, coat=cover, tone=0)
