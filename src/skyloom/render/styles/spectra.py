"""Other light: infrared, holograms, blueprints, hues that turn, clay, and things out of focus."""

from __future__ import annotations

import math

import numpy as np

from skyloom.render.styles.lines import contours, drawn_lines, uncrowded
from skyloom.render.styles.sheet import (
    Floats,
    Sheet,
    among,
    blurred,
    encoded,
    linear,
    luminance,
    mixed,
    nearness,
    noise,
    shifted,
    smooth,
    stripes,
)
from skyloom.render.styles.tone import oklab, unoklab
from skyloom.world.kinds import Material

GREEN = (int(Material.LEAF), int(Material.GRASS), int(Material.PETAL))
FILMS = np.array([610.0, 550.0, 465.0], np.float32)  # nm; what red, green and blue see of a thin film


def infrared(sheet: Sheet, *, falsely: float = 0.35, glow: float = 0.9) -> Sheet:
    """Return the picture as film that sees infrared: leaves white, sky and water dark; `falsely` tints the leaves."""
    known = sheet.surfaces
    light = linear(sheet.colour)
    hue = known.albedo[..., 1] - 0.5 * (known.albedo[..., 0] + known.albedo[..., 2])
    green = smooth(0.0, 0.25, hue / np.maximum(known.albedo.sum(axis=-1), 0.02) * 3)
    leafy = np.where(among(known.material, GREEN), np.maximum(green, 0.8), green * (known.material == 1))
    leafy = blurred(sheet, leafy.astype(np.float32), 0.4)[..., None]
    grey = luminance(light)[..., None]
    blue = np.clip((light[..., 2:] - light[..., :1]) * 3.0, 0, 1)
    dark = grey * np.float32((0.30, 0.34, 0.42)) * (1 - 0.55 * blue)
    clouds = smooth(0.25, 0.02, (light.max(axis=-1) - light.min(axis=-1)) / np.maximum(light.max(axis=-1), 0.01))[
        ..., None
    ]
    sky = mixed(dark, grey * np.float32((1.05, 1.03, 1.0)), clouds)
    water = (known.material == int(Material.WATER))[..., None]
    land = np.where(water, dark, mixed(light, grey * np.float32((1.05, 1.0, 0.95)), 1 - 0.3 * falsely))
    white = np.clip(grey * 5.2, 0, 0.95) * mixed(np.float32((1, 1, 1)), np.float32((1.0, 0.62, 0.72)), falsely)
    shown = np.where(sheet.sky[..., None], sky, mixed(land, white, leafy))
    halo = blurred(sheet, shown * leafy, 5.0) * np.float32(0.25 * glow)
    return sheet.coloured(encoded(1 - (1 - np.clip(shown, 0, 1)) * (1 - np.clip(halo, 0, 0.9))))


def hologram(sheet: Sheet, *, lines: float = 3.2, hues: float = 1.0, base: float = 0.22) -> Sheet:
    """Return the picture as light in the air: bright edges, scan lines, and the colours of a thin film by slope."""
    known, cube = sheet.surfaces, sheet.surfaces.cube
    facing = np.stack([np.abs((known.normal[face] * cube.directions(face)).sum(axis=-1)) for face in range(6)])
    rim = (1 - np.clip(facing, 0, 1)) ** 2
    phase = 1.2 + hues * (1.4 * known.normal[..., 2] + 0.8 * known.normal[..., 0] + 0.5 * known.normal[..., 1])
    phase = blurred(sheet, phase + 0.25 * nearness(sheet), 1.5)
    film = 0.5 + 0.5 * np.cos(2 * math.pi * phase[..., None] * 550.0 / FILMS + np.float32((0.0, 2.1, 4.0)))
    edge = smooth(0.1, 0.5, blurred(sheet, uncrowded(sheet, contours(sheet)), 0.7) * np.float32(max(1, sheet.unit)))
    grey = luminance(sheet.colour)
    glow = (0.2 + 0.9 * grey) * (0.45 + 0.75 * rim)
    height = stripes(sheet, (0, 0, 1), lines)
    scan = 0.74 + 0.26 * np.cos(2 * math.pi * height)
    solid = film * (glow * scan)[..., None] + np.float32((0.55, 0.95, 1.0)) * (0.8 * edge)[..., None]
    drift = noise(sheet, "sheen", 260.0, 3)
    heaven = 0.5 + 0.5 * np.cos(2 * math.pi * (1.6 * drift + 0.9 * grey)[..., None] + np.float32((0.3, 2.4, 4.4)))
    heaven = heaven * (base + 0.75 * grey * grey)[..., None] * np.float32((0.8, 0.75, 1.1))
    shown = np.where(sheet.sky[..., None], heaven * (0.9 + 0.1 * scan)[..., None], solid)
    return sheet.coloured(mixed(shown, sheet.colour, 0.12))


def blueprint(
    sheet: Sheet,
    *,
    paper: tuple[float, float, float] = (0.03, 0.17, 0.38),
    ink: tuple[float, float, float] = (0.82, 0.92, 1.0),
    grid: float = 5.0,
    shade: float = 0.16,
) -> Sheet:
    """Return the picture as a technical drawing: thin lines on paper, over a grid of `grid` degrees."""
    line = drawn_lines(sheet, width=0.9, wobble=0.0, inner=0.25)
    tone = blurred(sheet, luminance(sheet.colour), 1.5)
    ground = np.float32(paper) * (1 + shade * 4 * (tone - 0.5))[..., None]
    fine, strong = _graticule(sheet, grid), _graticule(sheet, 6 * grid)
    levels = contour_lines(sheet)
    mark = np.clip(np.maximum(0.13 * fine, 0.3 * strong) + 0.35 * levels * ~sheet.sky, 0, 1)
    drawn = mixed(
        ground * np.ones(3, np.float32), np.float32(ink) * np.ones(3, np.float32), np.maximum(mark, line)[..., None]
    )
    return sheet.coloured(drawn)


def contour_lines(sheet: Sheet) -> Floats:
    """Return lines of equal height over the eye, (6, n, n), 0 to 1; nearer ones closer together."""
    known, cube = sheet.surfaces, sheet.surfaces.cube
    distance = np.where(np.isfinite(known.distance), known.distance, FARTHEST)
    height = np.stack([cube.directions(face)[..., 2] for face in range(6)]) * distance
    step = np.exp2(np.round(np.log2(np.maximum(distance, 4.0)) * 0.5) * 2 - 4)
    phase = height / step
    slope = np.abs(phase - np.roll(phase, 1, axis=1)) + np.abs(phase - np.roll(phase, 1, axis=2))
    away = np.abs(phase - np.round(phase)) / np.maximum(slope, 1e-4)
    return smooth(1.1 * max(sheet.unit, 0.6), 0.2, away) * smooth(0.5, 0.25, slope)


def hues(
    sheet: Sheet, *, turns: float = 1.4, waves: float = 0.12, saturation: float = 1.8, bands: float = 0.0
) -> Sheet:
    """Return the picture with hues that turn with brightness and run in `waves` away from things."""
    lab = oklab(blurred(sheet, sheet.colour, 0.6))
    field = blurred(sheet, luminance(sheet.colour), 14.0)
    bend = noise(sheet, "trance", 240.0, 3)
    phase = turns * lab[..., 0] + waves * 8 * field + 1.6 * bend
    if bands:
        phase = mixed(phase, np.floor(phase * bands) / bands, 0.85)
    angle = 2 * math.pi * phase
    chroma = np.clip(0.10 + 0.5 * np.hypot(lab[..., 1], lab[..., 2]), 0, 0.2) * saturation
    chroma = chroma * smooth(0.02, 0.35, lab[..., 0]) * smooth(1.08, 0.75, lab[..., 0])
    turned = np.stack([lab[..., 0], chroma * np.cos(angle), chroma * np.sin(angle)], axis=-1)
    return sheet.coloured(unoklab(turned.astype(np.float32)))


def clay(sheet: Sheet, *, relief: float = 0.5, prints: float = 0.05, size: float = 5.0) -> Sheet:
    """Return the picture modelled in plasticine: rounded forms, a soft sheen and fingerprints."""
    tone = luminance(sheet.colour)
    body = blurred(sheet, tone, 0.35 * size) + 0.5 * blurred(sheet, tone, size)
    ridge = stripes(sheet, (0.3, 0.5, 0.8), 2.6, (noise(sheet, "whorl", 40.0, 2) - 0.5) * 70)
    thumb = smooth(0.58, 0.72, noise(sheet, "thumbs", 46.0, 2))
    height = body * 6 + prints * 4 * thumb * np.sin(2 * math.pi * ridge) + 0.9 * noise(sheet, "lumps", 13.0, 2)
    by = max(1, round(0.8 * sheet.unit))
    slope = (height - np.roll(height, (by, by), axis=(1, 2))) / np.float32(max(by / sheet.unit, 0.5))
    lit = np.clip(-slope * relief, -0.5, 0.6)
    gloss = smooth(0.18, 0.5, lit)[..., None]
    soft = mixed(sheet.colour, np.float32(0.5), 0.06)
    return sheet.coloured(soft * (1 + lit[..., None]) + 0.12 * gloss)


def focus(sheet: Sheet, *, distance: float = 9.0, size: float = 7.0, near: float = 0.35) -> Sheet:
    """Return the picture sharp at `distance` metres and soft elsewhere, as small things seen from close."""
    away = np.abs(nearness(sheet) - np.float32(math.log(distance)))
    soft = np.clip((away - near) / 2.2, 0, 1)
    soft = np.maximum(soft * ~sheet.sky, 0.8 * sheet.sky)
    share = blurred(sheet, soft.astype(np.float32), 0.4 * size)[..., None]
    half, whole = blurred(sheet, sheet.colour, 0.4 * size), blurred(sheet, sheet.colour, size)
    return sheet.coloured(
        mixed(mixed(sheet.colour, half, np.clip(2 * share, 0, 1)), whole, np.clip(2 * share - 1, 0, 1))
    )


def drift(sheet: Sheet, *, strength: float = 12.0, size: float = 150.0) -> Sheet:
    """Return the picture with its forms melting: everything strays by up to `strength`."""
    across, down = (noise(sheet, part, size, 2) - 0.5 for part in ("melt across", "melt down"))
    held = cube_edge(sheet)
    return sheet.coloured(shifted(sheet, sheet.colour, across * 2 * strength * held, down * 2 * strength * held))


def cube_edge(sheet: Sheet) -> Floats:
    """Return 0 where faces overlap, 1 well inside: what moves pixels must move none where two faces meet."""
    cube = sheet.surfaces.cube
    place = np.abs(np.arange(cube.across, dtype=np.float32) + 0.5 - cube.across / 2) / (cube.side / 2)
    fade = smooth(1.0, 0.72, place)
    return np.broadcast_to(fade[None, :, None] * fade[None, None, :], (6, cube.across, cube.across))


def grid(
    sheet: Sheet, *, spacing: float = 2.0, ink: tuple[float, float, float] = (0.1, 0.9, 1.0), strength: float = 0.9
) -> Sheet:
    """Return the picture with a glowing grid over the land, its lines `spacing` metres apart or more."""
    known, cube = sheet.surfaces, sheet.surfaces.cube
    distance = np.where(np.isfinite(known.distance), known.distance, FARTHEST)
    pitch = spacing * np.exp2(2 * np.floor(np.log2(np.maximum(distance / 30, 1)) / 2))
    lines = np.zeros(known.distance.shape, np.float32)
    for axis in range(2):
        place = np.stack([cube.directions(face)[..., axis] for face in range(6)]) * distance / pitch
        slope = np.maximum(np.abs(place - np.roll(place, 1, axis=1)), np.abs(place - np.roll(place, 1, axis=2)))
        away = np.abs(place - np.round(place)) / np.maximum(slope, 1e-5)
        lines = np.maximum(lines, smooth(1.3 * max(sheet.unit, 0.7), 0.2, away) * smooth(0.5, 0.2, slope))
    lines = lines * ~sheet.sky * smooth(6000.0, 800.0, distance)
    return sheet.coloured(
        mixed(sheet.colour, np.float32(ink) * np.ones_like(sheet.colour), strength * lines[..., None])
    )


def fringe(sheet: Sheet, *, shift: float = 2.0) -> Sheet:
    """Return the picture with red and blue printed a little aside."""
    by = max(1, round(shift * sheet.unit))
    colour = sheet.colour.copy()
    colour[..., 0] = np.roll(colour[..., 0], by, axis=2)
    colour[..., 2] = np.roll(colour[..., 2], -by, axis=2)
    return sheet.coloured(colour)


FARTHEST = 1e5


def _graticule(sheet: Sheet, step_deg: float) -> Floats:
    cube = sheet.surfaces.cube
    lines = np.empty((6, cube.across, cube.across), np.float32)
    pixel = 90.0 / cube.side
    for face in range(6):
        x, y, z = np.moveaxis(cube.directions(face), -1, 0)
        flat = np.hypot(x, y)
        heading, height = np.degrees(np.arctan2(x, y)), np.degrees(np.arctan2(z, flat))
        away = [np.abs(angle / step_deg - np.round(angle / step_deg)) * step_deg for angle in (heading, height)]
        along = np.where(np.abs(height) < 80, away[0] * flat, 90.0)  # meridians end before they meet
        lines[face] = smooth(1.0, 0.3, np.minimum(along, away[1]) / pixel)
    return lines
