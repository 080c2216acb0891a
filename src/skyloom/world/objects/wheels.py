"""Wheels of vehicles, each upright and turning about an axle along x."""

from __future__ import annotations

import math

from skyloom.geometry.parts import Parts, Vec, ball, drum, moved, ring, rod
from skyloom.world.objects.making import Making


def spoked(making: Making, at: Vec, radius: float, wide: float, /) -> Parts:
    """Return a wooden wheel with spokes and an iron rim."""
    x, y, z = at
    wood = making.coat(("9c6b40", "8a5a34", "7a4f30"), "plain", names="wheel spoke")
    iron = making.coat("565b66", "plain", names="rim")
    parts = ring(iron, (0, 0, 0), radius - 0.7, 1.0, axis=0) + ring(wood, (0, 0, 0), radius - 1.9, 1.2, axis=0)
    for index in range(4):
        turn = math.pi * index / 4
        reach = (0.0, (radius - 1.4) * math.cos(turn), (radius - 1.4) * math.sin(turn))
        parts += rod(wood, (0, -reach[1], -reach[2]), reach, 0.6)
    parts += drum(wood, (-wide / 2, 0, 0), 1.8, wide, axis=0) + ball(iron, (wide / 2, 0, 0), 1.1)
    return moved(parts, (x, y, z))
