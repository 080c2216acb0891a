"""Bookcases and what stands in them."""

from __future__ import annotations

import numpy as np

from skyloom.geometry.meshes import Part, joined
from skyloom.world.interiors.bodies import Colour, boxes
from skyloom.world.interiors.furniture import CLOTH, TIMBER
from skyloom.world.interiors.pieces import Piece, piece

LEATHER = (
    (0.16, 0.045, 0.025),
    (0.055, 0.075, 0.04),
    (0.04, 0.05, 0.09),
    (0.22, 0.13, 0.06),
    (0.10, 0.055, 0.03),
    (0.30, 0.24, 0.15),
    (0.035, 0.03, 0.03),
    (0.20, 0.03, 0.03),
)
MODERN = (
    (0.55, 0.52, 0.46),
    (0.45, 0.12, 0.06),
    (0.08, 0.2, 0.3),
    (0.5, 0.36, 0.1),
    (0.06, 0.07, 0.08),
    (0.2, 0.3, 0.24),
    (0.6, 0.58, 0.55),
    (0.35, 0.2, 0.24),
)
PITCH = 0.33  # metres between boards
GILT = (0.42, 0.30, 0.10)
BOARD = 0.025


def bookcase(
    draw: np.random.Generator,
    size: tuple[float, float, float],
    wood: Colour,
    *,
    fullness: float = 0.9,
    is_old: bool = False,
) -> Piece:
    """Return a bookcase of `size` (wide, deep, high) with its back at y = 0 and its middle at x = 0."""
    wide, deep, high = size
    bays = max(1, round(wide / 0.95))
    step = wide / bays
    x = np.arange(bays + 1) * step - wide / 2
    boards = max(2, round((high - 0.1) / PITCH))
    z = 0.09 + np.arange(boards + 1) * (high - 0.09 - BOARD) / boards
    posts = boxes(
        np.column_stack([x - BOARD / 2, np.full(bays + 1, -deep), np.zeros(bays + 1)]),
        np.column_stack([x + BOARD / 2, np.zeros(bays + 1), np.full(bays + 1, high)]),
        np.asarray(wood),
        TIMBER,
    )
    plates = boxes(
        np.column_stack([np.full(len(z), -wide / 2), np.full(len(z), -deep + 0.005), z]),
        np.column_stack([np.full(len(z), wide / 2), np.zeros(len(z)), z + BOARD]),
        np.asarray(wood),
        TIMBER,
    )
    back = boxes([(-wide / 2, -0.012, 0)], [(wide / 2, 0, high)], np.asarray(wood) * 0.7, TIMBER)
    crown = boxes(
        [(-wide / 2 - 0.04, -deep - 0.04, high), (-wide / 2 - 0.02, -deep - 0.02, 0.0)],
        [(wide / 2 + 0.04, 0, high + 0.07), (wide / 2 + 0.02, 0, 0.085)],
        np.asarray(wood),
        TIMBER,
    )
    room = float(z[1] - z[0]) - BOARD
    rows = [
        books(draw, (float(x[b]) + BOARD, float(x[b + 1]) - BOARD), float(z[k]) + BOARD, room, deep, fullness, is_old)
        for b in range(bays)
        for k in range(boards)
    ]
    return piece(posts, plates, back, crown, *[row for row in rows if row is not None])


def books(
    draw: np.random.Generator,
    span: tuple[float, float],
    floor: float,
    room: float,
    deep: float,
    fullness: float,
    is_old: bool,
) -> Part | None:
    """Return one row of books; some boards are half empty, and books come in runs of one edition."""
    most = int((span[1] - span[0]) / 0.018) + 2
    width = draw.uniform(0.018, 0.05, most) * (1.15 if is_old else 1.0)
    run = np.cumsum(draw.uniform(0, 1, most) < 0.32)
    palette = np.asarray(LEATHER if is_old else MODERN)
    kind = draw.integers(0, len(palette), run.max() + 1)[run]
    size = draw.uniform(0.62, 0.97, run.max() + 1)[run] * np.where(draw.uniform(0, 1, most) < 0.25, 0.92, 1.0)
    width = 0.4 * width + 0.6 * draw.uniform(0.018, 0.05, run.max() + 1)[run]
    gaps = (draw.uniform(0, 1, most) > 0.985 - 0.12 * (1 - fullness)) * draw.uniform(0.03, 0.16, most)
    end = np.cumsum(width + gaps)
    limit = (span[1] - span[0]) * (1.0 if draw.uniform() < fullness else draw.uniform(0.2, 0.8))
    kept = end < limit
    if not kept.any():
        return None
    x1 = span[0] + end[kept]
    w, tall = width[kept], np.minimum(size[kept] * min(room, 0.31), room - 0.012)
    thick = np.minimum(deep - 0.05, 0.17 * np.ones(len(w)) + 0.05 * size[kept])
    set_back = 0.02 + draw.uniform(0, 0.018, len(w)) + (0.03 if deep > 0.28 else 0)
    front = -deep + set_back
    colour = palette[kind[kept]] * np.exp(draw.normal(0, 0.14, (len(w), 1)))
    low = np.column_stack([x1 - w + 0.0008, front, np.full(len(w), floor)])
    high = np.column_stack([x1 - 0.0008, np.minimum(front + thick, -0.014), floor + tall])
    spines = boxes(low, high, colour, CLOTH)
    has_band = draw.uniform(0, 1, len(w)) < (0.7 if is_old else 0.3)
    at = draw.uniform(0.68, 0.84, run.max() + 1)[run][kept][has_band]
    if not has_band.any():
        return spines
    band_low, band_high = low[has_band].copy(), high[has_band].copy()
    base = band_low[:, 2].copy()
    band_low[:, 1] -= 0.0012
    band_high[:, 1] = band_low[:, 1] + 0.002
    band_low[:, 2] = base + at * tall[has_band]
    band_high[:, 2] = band_low[:, 2] + (0.012 if is_old else 0.03)
    bands = boxes(band_low, band_high, np.asarray(GILT if is_old else (0.6, 0.58, 0.52)), CLOTH)
    return joined([spines, bands])
