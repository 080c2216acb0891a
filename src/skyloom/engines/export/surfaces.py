"""Materials as a picture of plain colours, with the legend that names them."""

from __future__ import annotations

import colorsys
import json
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from skyloom.world.kinds import Material

GOLDEN = 0.618033988749895  # hues this far apart stay apart, however many there are
NAMED: Mapping[Material, tuple[int, int, int]] = {  # what everybody expects
    Material.SKY: (96, 160, 224),
    Material.GROUND: (150, 110, 70),
    Material.WATER: (32, 80, 176),
    Material.STONE: (128, 128, 128),
    Material.LEAF: (40, 128, 48),
    Material.GRASS: (128, 192, 64),
    Material.BARK: (96, 64, 32),
}


def segmentation(materials: NDArray[np.uint8]) -> tuple[NDArray[np.uint8], str]:
    """Return the picture (h, w, 3) of materials (h, w), and its legend as JSON."""
    palette = np.array([colour_of(number) for number in range(256)], np.uint8)
    height, width = materials.shape
    seen, counts = np.unique(materials, return_counts=True)
    classes = [
        {
            "id": int(number),
            "name": _name(int(number)),
            "color": "#{:02x}{:02x}{:02x}".format(*palette[number]),
            "share": round(float(count) / materials.size, 6),  # of the pixels
        }
        for number, count in zip(seen, counts, strict=True)
    ]
    return palette[materials], json.dumps({"width": width, "height": height, "classes": classes}, indent=2)


def colour_of(number: int) -> tuple[int, int, int]:
    """Return the colour that a material always has, sRGB, 0 to 255."""
    if number in NAMED:
        return NAMED[Material(number)]
    tone = colorsys.hsv_to_rgb(number * GOLDEN % 1, 0.5 + 0.16 * (number % 4), 0.95 - 0.15 * (number // 4 % 4))
    red, green, blue = (round(c * 255) for c in tone)
    return red, green, blue


def _name(number: int) -> str:
    return Material(number).name.lower() if number in set(Material) else f"material {number}"
