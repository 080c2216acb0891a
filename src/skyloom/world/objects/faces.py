"""Eyes, as all creatures have them."""

from __future__ import annotations

from skyloom.geometry.parts import Parts, ball, box, mirrored
from skyloom.world.objects.making import Making
from skyloom.world.objects.tints import coat

DARK, WHITE = coat("211c24", "flat"), coat("f8f8f6", "flat")


def eyes(making: Making, x: float, y: float, z: float, *, size: float = 0.8, ring: str = "") -> Parts:
    """Return a pair of eyes painted on what is solid around (±x, y, z), seen from the front."""
    glow = making.has("evil")
    eye = coat("ff4a3a", "flat", glows=True) if glow else making.coat("211c24", "flat", names="eye")
    parts: Parts = []
    if ring:
        parts += mirrored(ball(coat(ring, "flat"), (x, y, z), (size * 2.1, size * 1.6, size * 2.1)))
    return parts + mirrored(box(eye, (x - size, x + size), (y - size * 2, y + size), (z - size, z + size)))
