"""Lines: outlines from depth, creases and materials, hatching by tone, and stippled skies."""

from __future__ import annotations

import cv2
import numpy as np

from skyloom.render.styles.sheet import (
    Floats,
    Sheet,
    among,
    blurred,
    luminance,
    mixed,
    nearness,
    noise,
    shifted,
    smooth,
    stripes,
)
from skyloom.world.kinds import Material

STEP = 0.035  # of the distance: a jump in depth that a pen would draw
CREASE = 0.75  # cosine between normals
FADES = 400.0  # metres; farther lines get thinner
CROWD, SPARSE = 10.0, 0.06  # how far around lines are counted, and how many of them are plenty
SHAKE = 24.0  # how long a tremor of the hand is
FOLIAGE = (int(Material.LEAF), int(Material.GRASS), int(Material.PETAL))
HATCHED = (  # axis of the stripes, tone below which they are drawn
    ((0.35, 0.55, 0.76), 0.78),
    ((-0.5, 0.25, 0.83), 0.5),
    ((0.75, -0.2, 0.63), 0.27),
)


def outline(
    sheet: Sheet,
    *,
    width: float = 1.4,
    strength: float = 1.0,
    ink: tuple[float, float, float] = (0.0, 0.0, 0.0),
    own: float = 0.0,
    wobble: float = 0.5,
    inner: float = 0.35,
) -> Sheet:
    """Return the picture with contours drawn over it; `own` is the share of the surface's own colour in the ink.

    `inner` is the weight of what the picture itself shows: edges in colour that are none in space.
    """
    drawn = drawn_lines(sheet, width=width, wobble=wobble, inner=inner)
    pen = mixed(np.float32(ink) * np.ones_like(sheet.colour), sheet.colour * 0.35, own)
    return sheet.coloured(mixed(sheet.colour, pen, (drawn * strength)[..., None]))


def drawn_lines(sheet: Sheet, *, width: float, wobble: float, inner: float) -> Floats:
    """Return how much ink lies on each pixel, (6, n, n), 0 to 1."""
    force = np.maximum(contours(sheet), inner * colour_edges(sheet) if inner else 0)
    if wobble:
        across, down = (noise(sheet, part, SHAKE) - 0.5 for part in ("shake across", "shake down"))
        force = shifted(sheet, force, across * 2 * wobble, down * 2 * wobble)
    force = uncrowded(sheet, force)
    wide = blurred(sheet, force, 0.42 * width)
    return smooth(0.1, 0.42, wide * np.float32(max(1.0, 0.8 * width * sheet.unit)))


def uncrowded(sheet: Sheet, force: Floats) -> Floats:
    """Return lines thinned where everything is edge: a hand draws only some of it."""
    crowd = blurred(sheet, force, CROWD) * np.float32(sheet.unit)
    return force * np.clip(SPARSE / np.maximum(crowd, 1e-4), 0.08, 1)


def contours(sheet: Sheet) -> Floats:
    """Return edges in space, (6, n, n), 0 to 1, one pixel wide."""
    known = sheet.surfaces
    far = nearness(sheet)
    # on a plane the inverse of the distance has no second derivative, however slanted the plane is
    inverse = np.exp(-far)
    bend = np.stack([np.abs(cv2.Laplacian(face, cv2.CV_32F)) for face in inverse]) / np.maximum(inverse, 1e-6)
    leafy = among(known.material, FOLIAGE)
    jump = _jump(far)
    near = np.where(leafy, 4 * STEP, STEP).astype(np.float32)
    force = smooth(1.0, 2.5, np.minimum(bend, jump * 1.5) / near)
    crease = np.zeros_like(force)
    for axis in (1, 2):
        cosine = (known.normal * np.roll(known.normal, 1, axis=axis)).sum(axis=-1)
        crease = np.maximum(crease, smooth(CREASE, CREASE - 0.3, cosine))
    built = (known.material >= int(Material.PLASTER)) | (known.material == int(Material.BLOCK))
    force = np.maximum(force, 0.7 * crease * built)
    force = np.maximum(force, _borders(known.material, leafy))
    block = known.material == int(Material.BLOCK)
    if block.any():
        force = np.maximum(force, _borders((known.piece + 1) // 2, ~block))
    return force * np.clip((FADES / np.exp(far)) ** 0.3, 0.45, 1) * np.where(leafy, 0.6, 1).astype(np.float32)


def colour_edges(sheet: Sheet) -> Floats:
    """Return edges in the picture's brightness, (6, n, n), 0 to 1 (difference of Gaussians)."""
    grey = luminance(sheet.colour)
    fine, wide = blurred(sheet, grey, 0.8), blurred(sheet, grey, 1.9)
    return smooth(0.012, 0.06, wide - fine)


def hatch(
    sheet: Sheet,
    *,
    spacing: float = 5.0,
    paper: tuple[float, float, float] = (0.96, 0.95, 0.91),
    ink: tuple[float, float, float] = (0.08, 0.07, 0.09),
    colour: float = 0.0,
    sky: float = 0.3,
    gamma: float = 0.8,
) -> Sheet:
    """Return the picture drawn with up to three layers of strokes.

    `colour` is the share of the picture's own colour, `sky` how much lighter the sky is drawn.
    """
    grey = blurred(sheet, luminance(sheet.colour), 1.2)
    low, high = np.quantile(grey[:, ::8, ::8], (0.02, 0.97))
    tone = np.clip((grey - low) / max(high - low, 0.05), 0, 1) ** gamma
    tone = np.where(sheet.sky, mixed(tone, np.float32(1.0), sky), tone)
    bend = (noise(sheet, "hand of the hatcher", 110.0, 2) - 0.5) * 18
    lift = noise(sheet, "pressure", 14.0)
    amount = np.zeros_like(tone)
    for number, (axis, below) in enumerate(HATCHED):
        phase = stripes(sheet, axis, spacing, bend * (1 - 0.3 * number))
        wave = np.abs(phase - np.floor(phase) - 0.5) * 2  # 0 in the middle of a stroke
        share = np.clip((below - tone) / 0.3, 0, 1) * (0.62 - 0.1 * number)
        soft = min(0.5, 1.3 / (spacing * sheet.unit) * 2)
        stroke = smooth(0.0, soft, share * (0.75 + 0.5 * lift) - wave + 0.5 * soft) * (share > 0)
        amount = np.maximum(amount, stroke)
    amount = np.maximum(amount, smooth(0.13, 0.03, tone) * 0.9)
    sheet_of_paper = np.float32(paper) * np.ones_like(sheet.colour)
    ground = mixed(sheet_of_paper, sheet_of_paper * (0.45 + 0.55 * sheet.colour), colour)
    pen = mixed(np.float32(ink) * np.ones_like(sheet.colour), sheet.colour * 0.5, colour)
    return sheet.coloured(mixed(ground, pen, amount[..., None]))


def cuts(
    sheet: Sheet,
    *,
    spacing: float = 6.0,
    ink: tuple[float, float, float] = (0.05, 0.05, 0.1),
    paper: tuple[float, float, float] = (0.95, 0.92, 0.84),
) -> Sheet:
    """Return the picture as a relief print: tapering cuts along the forms, solid darks, bare lights."""
    tone = blurred(sheet, luminance(sheet.colour), 1.5)
    low, middle, high = np.quantile(tone[:, ::8, ::8], (0.03, 0.5, 0.97))
    tone = np.interp(tone, (low, middle, high), (0.0, 0.5, 1.0)).astype(np.float32)
    field = blurred(sheet, tone, 7.0) * 60 + (noise(sheet, "gouge", 110.0, 2) - 0.5) * 60
    phase = stripes(sheet, (0.15, 0.3, 0.94), spacing, field)
    wave = np.abs(phase - np.floor(phase) - 0.5) * 2
    soft = min(0.6, 2.5 / (spacing * sheet.unit))
    white = smooth(-soft, soft, smooth(0.12, 0.88, tone) * 1.5 - 0.25 - wave)
    white = np.where(tone > 0.9, 1.0, np.where(tone < 0.1, 0.0, white)) * (
        1 - drawn_lines(sheet, width=1.8, wobble=0.5, inner=0.2)
    )
    return sheet.coloured(mixed(np.float32(ink) * np.ones_like(sheet.colour), np.float32(paper), white[..., None]))


def _jump(far: Floats) -> Floats:
    jump = np.zeros_like(far)
    for axis in (1, 2):
        step = np.abs(np.diff(far, axis=axis))
        low = [slice(None)] * 3
        high = [slice(None)] * 3
        low[axis], high[axis] = slice(0, -1), slice(1, None)
        jump[tuple(low)] = np.maximum(jump[tuple(low)], step)
        jump[tuple(high)] = np.maximum(jump[tuple(high)], step)
    return jump


def _borders(number: np.ndarray, is_soft: np.ndarray) -> Floats:
    kind = np.where(is_soft, int(Material.GROUND), number)
    edge = (kind != np.roll(kind, 1, axis=1)) | (kind != np.roll(kind, 1, axis=2))
    edge[:, 0], edge[:, :, 0] = False, False
    return edge.astype(np.float32) * np.float32(0.8)
