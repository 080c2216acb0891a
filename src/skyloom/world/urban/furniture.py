"""What stands on pavements: lamps, traffic lights, trees, benches, bins, hydrants, awnings, signs over shops."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
from numpy.typing import NDArray

from skyloom.geometry.meshes import Part, joined
from skyloom.geometry.shapes import tubes
from skyloom.geometry.solids import box, lathe
from skyloom.world.kinds import Material, tagged
from skyloom.world.trees import broadleaves

Array = NDArray[np.floating]

LAMP_HEIGHT = 6.4  # metres
LAMP_REACH = 1.7
STREET_LIGHT = (1.0, 0.74, 0.44)  # of a lamp, linear RGB
CANDELA = 900.0
IRON = (0.05, 0.055, 0.055)
LEAVES = ((0.050, 0.088, 0.022), (0.062, 0.098, 0.024), (0.042, 0.080, 0.024))
SIGNALS = ((1.0, 0.03, 0.02), (1.0, 0.5, 0.02), (0.02, 1.0, 0.35))


@cache
def street_lamp(light: tuple[float, float, float], *, lit: bool) -> Part:
    """Return a lamp that reaches over the road along +y. 150 triangles."""
    metal = int(Material.METAL)
    h, r = LAMP_HEIGHT, LAMP_REACH
    base = lathe([(0.16, 0), (0.16, 0.5), (0.09, 0.6), (0.07, 3), (0.055, h)], 8, IRON, metal)
    arm = [(0, 0, h - 0.02), (0, 0.3, h + 0.28), (0, 0.9, h + 0.38), (0, r, h + 0.32)]
    head = box((0.26, 0.7, 0.10), IRON, metal, at=(0, r, h + 0.25), has_floor=True)
    glow = tagged(Material.GLOW, 5000) if lit else int(Material.PAINT)
    pane = box((0.20, 0.6, 0.03), light if lit else (0.6, 0.6, 0.6), glow, at=(0, r, h + 0.22), has_floor=True)
    return joined([base, tubes(np.array([arm]), np.full((1, 4), 0.045), 6, IRON, metal), head, pane])


@cache
def signal(phase: int, *, lit: bool) -> Part:
    """Return a traffic light on a mast with an arm along +x; it looks towards -y."""
    metal, paint = int(Material.METAL), int(Material.PAINT)
    mast = lathe([(0.13, 0), (0.11, 0.4), (0.08, 0.5), (0.07, 5.6)], 8, IRON, metal)
    arm = tubes(
        np.array([[(0, 0, 5.4), (2.2, 0, 5.6), (4.6, 0, 5.65)]]), np.array([[0.06, 0.05, 0.04]]), 6, IRON, metal
    )
    parts = [mast, arm]
    for x, z in ((0.0, 2.7), (4.4, 4.75)):
        parts.append(box((0.30, 0.22, 0.95), (0.02, 0.02, 0.02), paint, at=(x, -0.14, z), has_floor=True))
        for k, colour in enumerate(SIGNALS):
            on = k == phase
            number = tagged(Material.GLOW, 1500 if lit else 4000) if on else paint
            dark = tuple(0.06 * c + 0.01 for c in colour)
            parts.append(
                box(
                    (0.19, 0.04, 0.19),
                    colour if on else dark,
                    number,
                    at=(x, -0.265, z + 0.70 - 0.29 * k),
                    has_floor=True,
                )
            )
    return joined(parts)


@cache
def hydrant() -> Part:
    """Return a fire hydrant."""
    profile = [
        (0.17, 0),
        (0.17, 0.05),
        (0.11, 0.07),
        (0.11, 0.45),
        (0.15, 0.48),
        (0.13, 0.58),
        (0.06, 0.67),
        (0.0, 0.69),
    ]
    cross = box((0.40, 0.11, 0.11), (0.45, 0.04, 0.03), int(Material.PAINT), at=(0, 0, 0.36))
    return joined([lathe(profile, 10, (0.45, 0.04, 0.03), int(Material.PAINT)), cross])


@cache
def bin_() -> Part:
    """Return a litter bin."""
    return lathe(
        [(0.22, 0), (0.26, 0.05), (0.27, 0.8), (0.29, 0.85), (0.24, 0.95), (0.12, 0.98), (0.0, 0.98)],
        10,
        (0.04, 0.06, 0.05),
        int(Material.METAL),
    )


@cache
def bench() -> Part:
    """Return a bench along x that looks towards -y."""
    wood, timber, metal = (0.20, 0.12, 0.07), int(Material.TIMBER), int(Material.METAL)
    slats = [box((1.7, 0.10, 0.035), wood, timber, at=(0, -0.2 + 0.13 * k, 0.43), has_floor=True) for k in range(4)]
    slats += [box((1.7, 0.035, 0.10), wood, timber, at=(0, 0.26, 0.55 + 0.15 * k), has_floor=True) for k in range(3)]
    legs = [box((0.06, 0.5, 0.43), IRON, metal, at=(x, 0, 0)) for x in (-0.7, 0.7)]
    legs += [box((0.06, 0.05, 0.95), IRON, metal, at=(x, 0.29, 0)) for x in (-0.7, 0.7)]
    return joined([*slats, *legs])


@cache
def box_of_leaves() -> Part:
    """Return a planter of concrete with a clipped hedge."""
    pot = box((1.6, 0.7, 0.55), (0.33, 0.32, 0.30), int(Material.CONCRETE))
    return joined([pot, box((1.45, 0.55, 0.35), (0.05, 0.11, 0.03), int(Material.LEAF), at=(0, 0, 0.55))])


@cache
def shelter(*, lit: bool) -> Part:
    """Return a bus shelter whose open side looks towards -y."""
    metal, glass = int(Material.METAL), int(Material.GLASS)
    parts = [box((0.07, 0.07, 2.4), IRON, metal, at=(x, y, 0)) for x in (-1.9, 1.9) for y in (-0.6, 0.6)]
    parts.append(box((4.2, 1.6, 0.10), IRON, metal, at=(0, 0, 2.4), has_floor=True))
    parts.append(box((3.7, 0.03, 1.9), (0.10, 0.13, 0.14), glass, at=(0, 0.6, 0.3), has_floor=True))
    parts.append(box((3.2, 0.35, 0.06), (0.20, 0.12, 0.07), int(Material.TIMBER), at=(0, 0.3, 0.45), has_floor=True))
    number = tagged(Material.GLOW, 250) if lit else int(Material.PAINT)
    parts.append(box((0.12, 1.2, 1.7), (0.55, 0.75, 0.95), number, at=(1.95, 0, 0.5), has_floor=True))
    return joined(parts)


def street_tree(which: int, fineness: int) -> Part:
    """Return a tree in a square of earth."""
    kinds = broadleaves(fineness)
    plant = kinds[which % len(kinds)]
    crown = replace(plant.crown, colour=plant.crown.colour * np.array(LEAVES[which % len(LEAVES)], np.float32))
    grate = box((1.3, 1.3, 0.02), (0.05, 0.04, 0.03), int(Material.EARTH))
    return joined([crown, *([plant.wood] if plant.wood is not None else []), grate])
