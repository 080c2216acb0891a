"""Print: halftone dots that lie evenly on the whole sphere."""

from __future__ import annotations

import math

import drjit as dr
import numpy as np
from mitsuba import Float, Vector3f

from skyloom.render.styles.sheet import WIDTH, Floats, Sheet, blurred, luminance, mixed, smooth

GOLDEN = (1 + math.sqrt(5)) / 2
ROUND = 0.72  # radius of a dot that covers its whole cell, in spacings


def halftone(
    sheet: Sheet,
    *,
    spacing: float = 7.0,
    ink: tuple[float, float, float] = (0.0, 0.0, 0.0),
    above: float = 0.0,
    below: float = 0.55,
    strength: float = 1.0,
    own: float = 0.0,
) -> Sheet:
    """Return the picture with dots where its tone lies between `above` and `below`: the darker, the larger.

    `own` is the share of the picture's own darkened colour in the ink.
    """
    tone = blurred(sheet, luminance(sheet.colour), 0.6 * spacing)
    dark = np.clip((below - tone) / max(below - above, 0.05), 0, 1)
    away = dots(sheet, spacing)
    soft = max(0.08, 0.8 / (spacing * sheet.unit))
    dot = smooth(-soft, soft, ROUND * np.sqrt(dark) * 0.9 - away) * (dark > 0.02)
    pen = mixed(np.float32(ink) * np.ones_like(sheet.colour), sheet.colour * 0.55, own)
    return sheet.coloured(mixed(sheet.colour, pen, (strength * dot)[..., None]))


def screen(sheet: Sheet, *, spacing: float = 4.5) -> Sheet:
    """Return a page in black, white and one screen tone: dots where the picture is neither."""
    tone = luminance(blurred(sheet, sheet.colour, 0.8))
    away = dots(sheet, spacing)
    soft = max(0.1, 0.8 / (spacing * sheet.unit))
    share = np.clip((0.78 - tone) / 0.7, 0, 0.8)
    dot = smooth(-soft, soft, ROUND * np.sqrt(share) - away) * (share > 0.03)
    shown = np.where(tone < 0.16, 0.0, 1 - dot)
    return sheet.coloured(np.repeat(shown[..., None].astype(np.float32), 3, axis=-1))


def dots(sheet: Sheet, spacing: float) -> Floats:
    """Return the distance to the nearest point of a lattice on the sphere, (6, n, n), in units of its spacing."""
    cube = sheet.surfaces.cube
    radius = WIDTH / (2 * math.pi)
    count = 4 * math.pi * radius**2 / spacing**2
    away = np.empty((6, cube.across, cube.across), np.float32)
    for face in range(6):
        direction = Vector3f(*(Float(axis.ravel()) for axis in np.moveaxis(cube.directions(face), -1, 0)))
        chord = _nearest(direction, dr.opaque(Float, count))
        away[face] = (chord * dr.opaque(Float, radius / spacing)).numpy().reshape(away.shape[1:])
    return away


def _nearest(p: Vector3f, count: Float) -> Float:
    """Return the distance to the nearest point of a spherical Fibonacci lattice (Keinert et al. 2015)."""
    cosine = p.z
    zone = dr.maximum(
        2, dr.floor(dr.log(count * dr.pi * math.sqrt(5) * dr.maximum(1 - cosine * cosine, 1e-6)) / math.log(GOLDEN + 1))
    )
    power = dr.exp(zone * math.log(GOLDEN)) * (1 / math.sqrt(5))
    first, second = dr.floor(power + 0.5), dr.floor(power * GOLDEN + 0.5)
    turn = 2 * math.pi
    k = GOLDEN - 1
    b1x = turn * _part((first + 1) * k) - turn * k
    b1y = turn * _part((second + 1) * k) - turn * k
    b2x, b2y = -2 * first / count, -2 * second / count
    phi = dr.atan2(p.y, p.x)
    level = cosine - (1 - 1 / count)
    determinant = b1x * b2y - b1y * b2x
    cx = dr.floor((b2y * phi - b1y * level) / determinant)
    cy = dr.floor((b1x * level - b2x * phi) / determinant)
    best = Float(9)
    for s in range(4):
        u, v = cx + (s % 2), cy + (s // 2)
        z = (b2x * u + b2y * v) + (1 - 1 / count)
        z = dr.clip(z, -1, 1) * 2 - z
        index = dr.floor(count * 0.5 - z * count * 0.5)
        angle = turn * _part(index * k)
        height = 1 - (2 * index + 1) / count
        flat = dr.sqrt(dr.maximum(1 - height * height, 0))
        sin, cos = dr.sincos(angle)
        best = dr.minimum(best, dr.norm(Vector3f(cos * flat, sin * flat, height) - p))
    return best


def _part(x: Float) -> Float:
    return x - dr.floor(x)
