"""Tone: cel bands, posters, palettes, duotones, bloom, grain and paper."""

from __future__ import annotations

import cv2
import numpy as np

from skyloom.render.styles.sheet import (
    Floats,
    Sheet,
    blurred,
    encoded,
    linear,
    luminance,
    mixed,
    nearness,
    noise,
    smooth,
)

LIT = 92.0  # percentile of the light on surfaces that counts as fully lit
SAMPLES = 6000  # colours that a palette is made from
ROUNDS = 14
LATTICE = 40  # steps a channel of the table of nearest colours


def cel(
    sheet: Sheet,
    *,
    bands: tuple[float, ...] = (0.1, 0.42),
    levels: tuple[float, ...] = (0.2, 0.45, 1.0),
    soft: float = 0.06,
    shade: tuple[float, float, float] = (0.72, 0.76, 1.12),
    skies: float = 7.0,
) -> Sheet:
    """Return the picture with light on surfaces in few bands and the sky in `skies` steps.

    `bands` are shares of full light, between which a surface has one of the `levels`; `shade` tints what is unlit.
    """
    light = blurred(sheet, sheet.surfaces.light, 0.8)
    solid = ~sheet.sky
    colour = sheet.colour
    if solid.any():
        full = max(float(np.percentile(light[:, ::4, ::4][solid[:, ::4, ::4]], LIT)), 1e-6)
        share = np.maximum(light / full, 0.02)
        level = np.full_like(share, levels[0])
        for below, lower, upper in zip(bands, levels, levels[1:], strict=False):
            level += (upper - lower) * smooth(below * (1 - soft) - 0.01, below * (1 + soft) + 0.01, share)
        gain = np.clip(level / np.clip(share, levels[0] * 0.6, 1.15), 0.4, 2.4)[..., None]
        unlit = 1 - (level - levels[0])[..., None] / (levels[-1] - levels[0])
        drawn = encoded(linear(colour) * gain * mixed(np.ones(3, np.float32), np.float32(shade), unlit))
        colour = np.where(solid[..., None], drawn, colour)
    heaven = mixed(blurred(sheet, colour, 3.0), _banded(colour, skies, soft), cloudy(colour)[..., None])
    return sheet.coloured(np.where(sheet.sky[..., None], heaven, colour))


def cloudy(colour: Floats) -> Floats:
    """Return how white or grey a colour is, 0 to 1: what is cloud in a sky, not its blue."""
    most, least = colour.max(axis=-1), colour.min(axis=-1)
    return smooth(0.34, 0.2, (most - least) / np.maximum(most, 0.05))


def poster(sheet: Sheet, *, steps: float = 5.0, soft: float = 0.12) -> Sheet:
    """Return the picture with its brightness in few steps."""
    return sheet.coloured(_banded(sheet.colour, steps, soft))


def palette(sheet: Sheet, *, count: int = 18, strength: float = 0.85) -> Sheet:
    """Return the picture in its own `count` main colours."""
    pixels = sheet.colour.reshape(-1, 3)
    chosen = pixels[sheet.random("palette").integers(0, len(pixels), SAMPLES)]
    colours = _main_colours(oklab(chosen), count)
    axis = (np.arange(LATTICE, dtype=np.float32) + 0.5) / LATTICE
    grid = np.stack(np.meshgrid(axis, axis, axis, indexing="ij"), axis=-1).reshape(-1, 3)
    places = oklab(grid)
    nearest = np.argmin((places**2).sum(1)[:, None] - 2 * places @ colours.T + (colours**2).sum(1)[None], axis=1)
    table = unoklab(colours)[nearest].astype(np.float32)
    index = np.minimum((sheet.colour * LATTICE).astype(np.int32), LATTICE - 1)
    flat = table[(index[..., 0] * LATTICE + index[..., 1]) * LATTICE + index[..., 2]]
    return sheet.coloured(mixed(sheet.colour, flat, strength))


def grade(
    sheet: Sheet,
    *,
    contrast: float = 1.0,
    saturation: float = 1.0,
    lift: float = 0.0,
    gain: float = 1.0,
    shadows: tuple[float, float, float] = (0.0, 0.0, 0.0),
    lights: tuple[float, float, float] = (0.0, 0.0, 0.0),
) -> Sheet:
    """Return the picture with a curve through its middle, and tints added to its darks and lights."""
    grey = luminance(sheet.colour)[..., None]
    colour = grey + (sheet.colour - grey) * saturation
    colour = (0.45 + (colour - 0.45) * contrast) * gain
    colour = lift + colour * (1 - lift)
    return sheet.coloured(colour + np.float32(shadows) * (1 - grey) ** 2 + np.float32(lights) * grey**2)


def duotone(
    sheet: Sheet,
    *,
    colours: tuple[tuple[float, float, float], ...] = ((0.0, 0.0, 0.0), (1.0, 1.0, 1.0)),
    weights: tuple[float, float, float] = (0.35, 0.55, 0.1),
    strength: float = 1.0,
) -> Sheet:
    """Return the picture's brightness in a row of colours from dark to light."""
    grey = np.clip(sheet.colour @ np.float32(weights), 0, 1)
    low, high = np.quantile(grey[:, ::8, ::8], (0.01, 0.99))
    place = np.clip((grey - low) / max(high - low, 0.05), 0, 1)
    stops = np.linspace(0, 1, len(colours))
    toned = np.stack([np.interp(place, stops, [c[k] for c in colours]) for k in range(3)], axis=-1)
    return sheet.coloured(mixed(sheet.colour, toned.astype(np.float32), strength))


def bloom(sheet: Sheet, *, strength: float = 0.35, size: float = 22.0, above: float = 0.6) -> Sheet:
    """Return the picture with a glow about what is brighter than `above`."""
    light = linear(sheet.colour)
    glow = light * smooth(above, min(above + 0.35, 1.0), luminance(sheet.colour))[..., None]
    around = (
        0.5 * blurred(sheet, glow, 0.3 * size)
        + 0.35 * blurred(sheet, glow, size)
        + 0.25 * blurred(sheet, glow, 3 * size)
    )
    return sheet.coloured(encoded(1 - (1 - light) * np.exp(-2.2 * strength * around)))


def crisp(sheet: Sheet, *, strength: float = 0.5, size: float = 1.1) -> Sheet:
    """Return the picture with its fine and middling contrasts raised."""
    grey = luminance(sheet.colour)
    fine = grey - blurred(sheet, grey, size)
    wide = blurred(sheet, grey, 2 * size) - blurred(sheet, grey, 14 * size)
    return sheet.coloured(
        sheet.colour + (strength * (np.clip(fine, -0.15, 0.15) + 0.5 * np.clip(wide, -0.2, 0.2)))[..., None]
    )


def soften(sheet: Sheet, *, size: float = 1.5, strength: float = 0.7) -> Sheet:
    """Return the picture without its finest grain; edges stay."""
    soft = np.stack([cv2.bilateralFilter(face, 0, 0.09, max(0.8, size * sheet.unit)) for face in sheet.colour])
    return sheet.coloured(mixed(sheet.colour, soft, strength))


def grain(sheet: Sheet, *, strength: float = 0.03, size: float = 0.6) -> Sheet:
    """Return the picture with the grain of a film, strongest in the middle tones; small pictures average it out."""
    strength *= min(1.0, sheet.unit)
    n = sheet.surfaces.cube.across
    speckle = blurred(sheet, sheet.random("grain").standard_normal((6, n, n), np.float32), size)
    speckle /= max(float(speckle.std()), 1e-6)
    grey = luminance(sheet.colour)
    return sheet.coloured(sheet.colour + (strength * speckle * (0.4 + 2.4 * grey * (1 - grey)))[..., None])


def paper(
    sheet: Sheet, *, strength: float = 0.1, size: float = 1.2, tint: tuple[float, float, float] = (1.0, 1.0, 1.0)
) -> Sheet:
    """Return the picture on a rough paper or canvas, lit from the side."""
    height = paper_height(sheet, size)
    lit = height - np.roll(height, max(1, round(0.5 * size * sheet.unit)), axis=(1, 2)[0])
    return sheet.coloured(sheet.colour * (1 + strength * np.clip(lit, -2, 2))[..., None] * np.float32(tint))


def paper_height(sheet: Sheet, size: float) -> Floats:
    """Return the relief of a paper, (6, n, n): mean 0, spread 1."""
    n = sheet.surfaces.cube.across
    rough = sheet.random("paper").standard_normal((6, n, n), np.float32)
    height = blurred(sheet, rough, 0.4 * size) * size + blurred(sheet, rough[:, ::-1], 1.6 * size) * 3 * size
    return (height - height.mean()) / max(float(height.std()), 1e-6)


def haze(
    sheet: Sheet,
    *,
    colour: tuple[float, float, float] = (0.9, 0.88, 0.95),
    start: float = 30.0,
    end: float = 4000.0,
    strength: float = 0.6,
    sky: float = 0.35,
) -> Sheet:
    """Return the picture with a veil that grows with the distance, from `start` to `end` metres."""
    far = nearness(sheet)
    veil = strength * np.clip((far - np.log(start)) / (np.log(end) - np.log(start)), 0, 1)
    veil = np.where(sheet.sky, strength * sky, veil).astype(np.float32)
    return sheet.coloured(mixed(sheet.colour, np.float32(colour) * np.ones_like(sheet.colour), veil[..., None]))


def mottled(sheet: Sheet, *, strength: float = 0.06, size: float = 120.0) -> Sheet:
    """Return the picture with hues that drift a little from place to place, as pigment does."""
    drift = np.stack([noise(sheet, part, size, 3) for part in ("red", "green", "blue")], axis=-1) - 0.5
    return sheet.coloured(sheet.colour * (1 + 2 * strength * drift))


def oklab(colour: Floats) -> Floats:
    """Return sRGB colours (..., 3) in OKLab."""
    cone = linear(colour) @ np.float32(_TO_CONES).T
    lab: Floats = np.cbrt(np.maximum(cone, 0)) @ np.float32(_TO_LAB).T
    return lab


def unoklab(lab: Floats) -> Floats:
    """Return OKLab colours (..., 3) in sRGB."""
    cone = (lab @ np.linalg.inv(np.float32(_TO_LAB)).T) ** 3
    return encoded(np.clip(cone @ np.linalg.inv(np.float32(_TO_CONES)).T, 0, 1))


_TO_CONES = (
    (0.4122214708, 0.5363325363, 0.0514459929),
    (0.2119034982, 0.6806995451, 0.1073969566),
    (0.0883024619, 0.2817188376, 0.6299787005),
)
_TO_LAB = (
    (0.2104542553, 0.7936177850, -0.0040720468),
    (1.9779984951, -2.4285922050, 0.4505937099),
    (0.0259040371, 0.7827717662, -0.8086757660),
)


def _banded(colour: Floats, steps: float, soft: float) -> Floats:
    """Return colours whose brightness takes few steps, their hue kept."""
    grey = np.maximum(luminance(colour), 1e-3)
    place = grey * np.float32(steps)
    whole = np.floor(place)
    part = smooth(0.5 - max(soft, 0.02), 0.5 + max(soft, 0.02), place - whole)
    banded: Floats = colour * np.clip((whole + part) / steps / grey, 0.4, 2.0)[..., None]
    return banded


def _main_colours(lab: Floats, count: int) -> Floats:
    """Return `count` colours (count, 3) that stand for many (k-means, started far apart)."""
    chosen = [lab[int(np.argmin(lab[:, 0]))]]
    away = ((lab - chosen[0]) ** 2).sum(1)
    for _ in range(count - 1):
        chosen.append(lab[int(np.argmax(away))])
        away = np.minimum(away, ((lab - chosen[-1]) ** 2).sum(1))
    centres = np.stack(chosen)
    for _ in range(ROUNDS):
        nearest = np.argmin(((lab[:, None] - centres[None]) ** 2).sum(-1), axis=1)
        number = np.bincount(nearest, minlength=count)
        for axis in range(3):
            total = np.bincount(nearest, weights=lab[:, axis], minlength=count)
            centres[:, axis] = np.where(number > 0, total / np.maximum(number, 1), centres[:, axis])
    return centres.astype(np.float32)
