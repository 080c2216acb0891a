"""People in the street: figures of the right proportions, standing or walking, some under umbrellas.

A figure stands on z = 0 and looks towards +y. White vertices (the coat) take a copy's tint. 400 to 500 triangles.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from skyloom.geometry.meshes import Part, joined, moved, part
from skyloom.geometry.shapes import tubes
from skyloom.geometry.solids import sheet
from skyloom.world.kinds import Material
from skyloom.world.urban.vehicles import loft

Array = NDArray[np.floating]
Rgb = tuple[float, float, float]

SKINS: tuple[Rgb, ...] = ((0.45, 0.27, 0.19), (0.30, 0.17, 0.11), (0.13, 0.07, 0.045), (0.52, 0.34, 0.25))
TROUSERS: tuple[Rgb, ...] = ((0.03, 0.035, 0.06), (0.05, 0.05, 0.05), (0.14, 0.12, 0.09), (0.02, 0.02, 0.02))
HAIRS: tuple[Rgb, ...] = ((0.02, 0.015, 0.012), (0.10, 0.05, 0.02), (0.22, 0.16, 0.09), (0.25, 0.25, 0.25))
COATS = np.array(
    [
        *((0.04, 0.04, 0.05), (0.10, 0.11, 0.13), (0.28, 0.20, 0.12), (0.25, 0.03, 0.03), (0.06, 0.10, 0.18)),
        *((0.40, 0.38, 0.34), (0.10, 0.13, 0.08), (0.45, 0.32, 0.05), (0.15, 0.06, 0.12), (0.55, 0.53, 0.5)),
    ]
)
KINDS = 10


@cache
def person(kind: int) -> Part:
    """Return one of ten people."""
    skin, trousers, hair = _colours(kind)
    walks, coat_long = kind % 3 != 0, kind % 4 == 1
    stride = 0.30 if walks else 0.03
    cloth = int(Material.CLOTH)
    parts = []
    for side, swing in ((-1, stride), (1, -stride)):
        hip, knee = (side * 0.09, 0, 0.92), (side * 0.10, swing * 0.55 + 0.04, 0.50)
        ankle = (side * 0.11, swing, 0.09 if swing > 0 else 0.11)
        parts.append(_limb([hip, knee, ankle], [0.095, 0.065, 0.048], trousers, cloth))
        shoe = [
            (ankle[1] - 0.09, 0.03, 0.0, 0.09),
            (ankle[1] - 0.02, 0.05, 0.0, 0.11),
            (ankle[1] + 0.13, 0.05, 0.0, 0.07),
            (ankle[1] + 0.19, 0.02, 0.01, 0.05),
        ]
        foot = loft(shoe, (0.02, 0.018, 0.016), int(Material.PAINT), points=8)
        parts.append(_aside(foot, ankle[0]))
        bend = -swing * 0.8
        holds = side == 1 and kind % 2 == 0
        shoulder = (side * 0.20, 0, 1.42)
        elbow = (side * 0.26, -0.03 + bend * 0.3, 1.15)
        hand = (side * 0.23, 0.28, 1.22) if holds else (side * 0.24, 0.10 + bend * 0.7, 0.92)
        parts.append(_limb([shoulder, elbow, hand], [0.062, 0.05, 0.038], (1, 1, 1), cloth))
        parts.append(
            _limb(
                [hand, (hand[0], hand[1] + 0.03, hand[2] - 0.05), (hand[0], hand[1] + 0.04, hand[2] - 0.09)],
                [0.035, 0.035, 0.02],
                skin,
                cloth,
            )
        )
    hem = 0.55 if coat_long else 0.86
    wide = _width(kind)
    torso = _stacked(
        [
            (hem, wide * (1.15 if coat_long else 0.98), 0.13),
            (0.98, wide * 0.95, 0.125),
            (1.15, wide * 0.9, 0.115),
            (1.35, wide * 1.08, 0.125),
            (1.44, wide * 0.95, 0.10),
            (1.49, 0.07, 0.065),
        ],
        (1, 1, 1),
        cloth,
    )
    neck = _stacked([(1.46, 0.055, 0.055), (1.56, 0.05, 0.055)], skin, cloth)
    head = _stacked(
        [
            (1.53, 0.03, 0.04),
            (1.57, 0.065, 0.075),
            (1.64, 0.078, 0.095),
            (1.70, 0.075, 0.095),
            (1.75, 0.055, 0.075),
            (1.775, 0.01, 0.01),
        ],
        skin,
        cloth,
    )
    cap = _stacked(
        [(1.63, 0.083, 0.085), (1.70, 0.087, 0.105), (1.76, 0.064, 0.085), (1.79, 0.01, 0.01)], hair, cloth, back=0.02
    )
    parts += [torso, neck, head, cap]
    if kind % 5 == 2:
        parts.append(
            _aside(
                loft(
                    [
                        (-0.18, 0.05, 0.72, 1.0),
                        (-0.1, 0.07, 0.66, 1.02),
                        (0.12, 0.07, 0.66, 1.02),
                        (0.2, 0.05, 0.72, 1.0),
                    ],
                    (0.09, 0.05, 0.03),
                    cloth,
                    points=8,
                ),
                0.31,
            )
        )
    return joined(parts)


@cache
def person_near(kind: int) -> Part:
    """Return what one sees of a person from near: features, hips, a collar and what is worn. 700 triangles."""
    skin, trousers, hair = _colours(kind)
    wide, cloth = _width(kind), int(Material.CLOTH)
    hips = _stacked([(0.80, wide * 0.80, 0.11), (0.90, wide * 0.93, 0.13), (1.0, wide * 0.88, 0.12)], trousers, cloth)
    return joined([hips, *_features(kind, skin, hair), *_worn(kind, trousers)])


def _colours(kind: int) -> tuple[Rgb, Rgb, Rgb]:
    """Return the colours of skin, trousers and hair."""
    return SKINS[kind % 4], TROUSERS[(kind * 3 + 1) % 4], HAIRS[(kind * 7 + 2) % 4]


def _width(kind: int) -> float:
    """Return half the width of the shoulders, about, metres."""
    return 0.185 if kind % 2 else 0.20


def _features(kind: int, skin: Rgb, hair: Rgb) -> list[Part]:
    """Return nose, ears, brows and, for some, hair down to the shoulders."""
    cloth = int(Material.CLOTH)
    parts = [_limb([(0, 0.085, 1.675), (0, 0.108, 1.645), (0, 0.09, 1.635)], [0.008, 0.015, 0.012], skin, cloth)]
    for side in (-1, 1):
        x = side * 0.076
        parts.append(_limb([(x, 0.0, 1.63), (x * 1.08, -0.005, 1.655), (x, -0.005, 1.68)], [0.012] * 3, skin, cloth))
        brow = [(side * 0.015, 0.094, 1.685), (side * 0.035, 0.09, 1.69), (side * 0.055, 0.078, 1.683)]
        parts.append(_limb(brow, [0.006] * 3, hair, cloth))
    if kind % 4 == 2:
        rows = [(1.42, 0.09, 0.03), (1.52, 0.105, 0.045), (1.64, 0.09, 0.075), (1.76, 0.05, 0.06)]
        parts.append(_stacked(rows, hair, cloth, back=0.055))
    return parts


def _worn(kind: int, trousers: Rgb) -> list[Part]:
    """Return a collar, and what some have on: a scarf, a hat or a rucksack."""
    cloth = int(Material.CLOTH)
    parts = [_stacked([(1.44, 0.10, 0.085), (1.50, 0.075, 0.075), (1.51, 0.066, 0.066)], (1, 1, 1), cloth)]
    if kind % 5 == 4:
        parts.append(_stacked([(1.46, 0.09, 0.09), (1.50, 0.10, 0.10), (1.54, 0.085, 0.09)], (0.35, 0.05, 0.04), cloth))
    if kind % 5 == 0:
        r, g, b = (0.7 * c + 0.01 for c in trousers)
        brim = [
            (1.735, 0.14, 0.16),
            (1.75, 0.145, 0.165),
            (1.755, 0.09, 0.11),
            (1.83, 0.078, 0.098),
            (1.85, 0.03, 0.04),
        ]
        parts.append(_stacked(brim, (r, g, b), cloth))
    if kind % 5 == 3:
        sack = [(0.98, 0.10, 0.06), (1.02, 0.15, 0.09), (1.28, 0.15, 0.10), (1.42, 0.12, 0.06), (1.45, 0.05, 0.03)]
        parts.append(_stacked(sack, (0.06, 0.09, 0.10), cloth, back=0.20))
    return parts


@cache
def umbrella() -> Part:
    """Return an open umbrella over the head of somebody who holds it on the right; its cloth takes the tint."""
    turn = np.linspace(0, 2 * np.pi, 9)
    rows = [(0.62, 1.93), (0.55, 2.00), (0.38, 2.10), (0.18, 2.16), (0.015, 2.18)]
    grid = np.array([[(0.16 + r * np.cos(a), 0.12 + r * np.sin(a), z) for a in turn] for r, z in rows])
    over, under = (
        sheet(grid, (1, 1, 1), int(Material.CLOTH)),
        sheet(grid[::-1] - (0, 0, 0.01), (0.12, 0.12, 0.13), int(Material.CLOTH)),
    )
    stick = tubes(
        np.array([[(0.23, 0.28, 1.15), (0.20, 0.20, 1.6), (0.16, 0.12, 2.2)]]),
        np.full((1, 3), 0.012),
        5,
        (0.05, 0.05, 0.05),
        int(Material.METAL),
    )
    return joined([over, under, stick])


def _limb(points: list[tuple[float, float, float]], radii: list[float], colour: Rgb, material: int) -> Part:
    return tubes(np.array([points], float), np.array([radii], float), 7, colour, material)


def _stacked(rows: list[tuple[float, float, float]], colour: Rgb, material: int, *, back: float = 0.0) -> Part:
    """Return a body of ellipses one above the other: height, half width, half depth."""
    upright = loft([(z, w, -d, d) for z, w, d in rows], colour, material, points=10, power=2.3)
    p, n = upright.position, upright.normal
    where = p[:, [0, 2, 1]] * (1, -1, 1) + (0, -back, 0)
    return part(where, upright.faces, n[:, [0, 2, 1]] * (1, -1, 1), upright.colour, 0.8, upright.material, upright.uv)


def _aside(shape: Part, x: float) -> Part:
    return moved(shape, (x, 0, 0))
