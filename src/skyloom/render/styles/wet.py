"""Water and chalk: watercolour washes, pastel, cracks and varnish."""

from __future__ import annotations

import numpy as np

from skyloom.render.styles.lines import contours
from skyloom.render.styles.sheet import Floats, Sheet, blurred, luminance, mixed, noise, shifted, smooth
from skyloom.render.styles.tone import paper_height

PAPER = (0.985, 0.975, 0.95)


def watercolour(
    sheet: Sheet,
    *,
    wobble: float = 3.0,
    edges: float = 0.9,
    wash: float = 0.5,
    granulation: float = 0.16,
    lift: float = 0.2,
    white: float = 0.5,
    saturation: float = 1.45,
) -> Sheet:
    """Return the picture in washes: pigment that pools at edges and in the paper's hollows, and gaps left white.

    `wobble` is how far the brush strays; `white` the share of the contours where paper shows.
    """
    across, down = (noise(sheet, part, 26.0, 2) - 0.5 for part in ("brush across", "brush down"))
    colour = shifted(sheet, sheet.colour, across * 2 * wobble, down * 2 * wobble)
    grey = luminance(colour)[..., None]
    colour = np.clip(mixed(grey + (colour - grey) * saturation, np.float32(1.0), lift), 0, 1)
    soft = blurred(sheet, colour, 2.4)
    pooled = np.clip(np.abs(luminance(colour - soft)) * 9, 0, 1)
    big, small = noise(sheet, "wash", 130.0, 3), noise(sheet, "bloom of pigment", 24.0, 2)
    height = paper_height(sheet, 1.3)
    density = 1 + edges * blurred(sheet, pooled, 0.7) + wash * (2.4 * (big - 0.58) + 1.0 * (small - 0.5))
    density += granulation * height * (0.4 + 0.6 * (1 - luminance(colour)))
    colour = np.clip(colour - (colour - colour * colour) * (density - 1)[..., None], 0, 1)
    if white:
        force = contours(sheet)
        crowd = blurred(sheet, force, 9.0) * np.float32(sheet.unit)
        force = force * smooth(0.16, 0.07, crowd)  # leaves and pebbles are painted over
        gaps = smooth(0.15, 0.5, blurred(sheet, force, 0.8) * np.float32(max(1, sheet.unit)))
        gaps = gaps * smooth(1 - white - 0.1, 1 - white + 0.1, noise(sheet, "gaps", 34.0))
        colour = mixed(colour, np.float32(PAPER) * np.ones_like(colour), 0.85 * gaps[..., None])
    lit = height - np.roll(height, max(1, round(0.6 * sheet.unit)), axis=2)
    return sheet.coloured(colour * np.float32(PAPER) * (1 + 0.022 * np.clip(lit, -2, 2))[..., None])


def pastel(sheet: Sheet, *, size: float = 1.6, cover: float = 0.72, lift: float = 0.12) -> Sheet:
    """Return the picture in chalk on a toned, rough paper: `cover` is how much of the paper the chalk reaches."""
    height = paper_height(sheet, size)
    ground = np.float32((0.80, 0.74, 0.68)) * np.ones_like(sheet.colour)
    tone = luminance(sheet.colour)
    chalk = mixed(sheet.colour, np.float32(1.0), lift)
    stick = smooth(-1.6, 0.9, height + 2.2 * (cover - 0.5) + 0.8 * (tone - 0.5))
    return sheet.coloured(mixed(ground, chalk, (0.64 + 0.36 * stick)[..., None]))


def varnish(sheet: Sheet, *, cracks: float = 0.35, tint: tuple[float, float, float] = (1.04, 0.98, 0.86)) -> Sheet:
    """Return the picture under an old varnish, with fine cracks."""
    near, second = cells(sheet, "cracks", 16.0)
    thin = smooth(0.05, 0.0, second - near) * smooth(0.35, 0.65, noise(sheet, "cracked", 160.0, 2))
    return sheet.coloured(sheet.colour * np.float32(tint) * (1 - 0.5 * cracks * thin)[..., None])


def cells(sheet: Sheet, part: str, size: float) -> tuple[Floats, Floats]:
    """Return the distances to the nearest and second nearest of scattered points, in units of `size`.

    The points are scattered over each face of the cube by itself.
    """
    n = sheet.surfaces.cube.across
    random = sheet.random(part)
    step = max(2.0, size * sheet.unit)
    count = int(n / step) + 3
    row, column = np.meshgrid(*(np.arange(n, dtype=np.float32) / np.float32(step),) * 2, indexing="ij")
    near, second = np.empty((6, n, n), np.float32), np.empty((6, n, n), np.float32)
    for face in range(6):
        points = random.random((count + 2, count + 2, 2), np.float32)
        first, other = np.full((n, n), 9.0, np.float32), np.full((n, n), 9.0, np.float32)
        i, j = row.astype(np.int32), column.astype(np.int32)
        for di in (0, 1, 2):
            for dj in (0, 1, 2):
                y = i + di - 1 + points[i + di, j + dj, 0]
                x = j + dj - 1 + points[i + di, j + dj, 1]
                away = np.hypot(y - row, x - column)
                other = np.minimum(other, np.maximum(away, first))
                first = np.minimum(first, away)
        near[face], second[face] = first, other
    return near, second


def splatter(
    sheet: Sheet, *, strength: float = 0.8, size: float = 22.0, ink: tuple[float, float, float] = (0, 0, 0)
) -> Sheet:
    """Return the picture with drops of ink on it."""
    near, _ = cells(sheet, "drops", size)
    where = noise(sheet, "splashes", 180.0, 2)
    radius = 0.42 * smooth(0.52, 0.8, where) * (0.4 + noise(sheet, "drop sizes", 30.0))
    drop = smooth(0.0, 0.06, radius - near) * (radius > 0.02)
    return sheet.coloured(mixed(sheet.colour, np.float32(ink) * np.ones_like(sheet.colour), strength * drop[..., None]))


def blots(sheet: Sheet, *, strength: float = 0.25, size: float = 70.0) -> Sheet:
    """Return the picture on a stained ground: rust and soot in clouds."""
    stain = smooth(0.48, 0.75, noise(sheet, "stains", size, 4))[..., None]
    soot = smooth(0.5, 0.8, noise(sheet, "soot", 0.5 * size, 4))[..., None]
    colour = sheet.colour * mixed(np.ones(3, np.float32), np.float32((0.78, 0.6, 0.42)), strength * stain)
    return sheet.coloured(colour * (1 - 0.8 * strength * soot))
