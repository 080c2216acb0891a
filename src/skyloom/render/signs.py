"""Signs that shine by themselves: strokes of invented glyphs, boards, screens and bands of light."""

from __future__ import annotations

import drjit as dr
from mitsuba import Bool, Color3f, Float, Int32, Point2f, UInt32, Vector3f

from skyloom.render.finish import Evening, Finish
from skyloom.render.noise import cell_bits, fbm2, hash_unit, kept, smoothstep, value2
from skyloom.world.urban.markings import Sign

SIGN_LIGHT = 110.0  # cd/m² of a saturated stroke by night
BY_DAY = 0.35  # of a sign's light is left switched on when the sun shines
STROKES = 5  # of a glyph
WHITE = 0.09  # of a stroke's light has no colour


def hued(hue: Float) -> Color3f:
    """Return a saturated colour, linear RGB."""
    parts = [hue * 6 + offset for offset in (0.0, 4.0, 2.0)]
    r, g, b = (dr.clip(dr.abs(x - 6 * dr.floor(x / 6) - 3) - 1, 0, 1) for x in parts)
    return Color3f(r * r, g * g, b * b) + 0.012


def sign(tag: UInt32, at: Point2f, normal: Vector3f, footprint: Float, evening: Evening) -> Finish:
    """Return the finish of a sign; `at` counts glyphs from its lower left corner."""
    style, hue = tag & 7, Float(Int32((tag >> 3) & 63)) * (1 / 64.0)
    columns, rows = (dr.maximum(Float(Int32((tag >> shift) & 15)), 1) for shift in (9, 13))
    seed = tag >> 17
    main, other = hued(hue), hued(hue + 0.45)
    gx, gy = dr.floor(at.x), dr.floor(at.y)
    on = _glyph(at.x - gx, at.y - gy, Int32(gx), Int32(gy), seed)
    is_odd = hash_unit(cell_bits(Int32(gx), Int32(gy), 5, seed=seed)) < 0.22
    ink = dr.select(is_odd, other, main)
    edge = dr.minimum(dr.minimum(at.x, columns - at.x), dr.minimum(at.y, rows - at.y))
    border = (edge < 0.075) & (edge > 0.02)
    stroke = ink * 2.2 + WHITE
    board = main * 0.02 + 0.002
    strokes = dr.select(on, stroke, board)
    outline = dr.select(border, other * 1.8 + WHITE, strokes)
    inverse = dr.select(on, Color3f(0.01), main * 0.75 + 0.03)
    picture = _picture(at, columns, rows, seed, main, other)
    band = at.y * 3 - dr.floor(at.y * 3)
    bars = dr.select(dr.abs(band - 0.5) < 0.13, dr.lerp(main, other, value2(at.x * 0.7, at.y, seed)) * 2.2, board)
    shown = dr.select(style == int(Sign.OUTLINE), outline, strokes)
    shown = dr.select(style == int(Sign.BOARD), inverse, shown)
    shown = dr.select(style == int(Sign.PICTURE), picture, shown)
    shown = dr.select(style == int(Sign.BARS), bars, shown)
    mean = main * dr.select((style == int(Sign.BOARD)) | (style == int(Sign.PICTURE)), 0.55, 0.5) + WHITE * 0.2
    fine = kept(footprint, 0.5)
    level = SIGN_LIGHT * dr.lerp(Float(BY_DAY), 1.0, evening.darkness)
    flat = dr.select(on & (style != int(Sign.PICTURE)), ink * 0.25 + 0.05, Color3f(0.025) + main * 0.03)
    return Finish(flat, normal, dr.lerp(mean, shown, fine) * level, Float(0), Color3f(1))


def _glyph(x: Float, y: Float, column: Int32, row: Int32, seed: UInt32) -> Bool:
    """Tell where a glyph that no script knows has a stroke; `x` and `y` run from 0 to 1 in its cell."""
    px, py = (x - 0.14) / 0.72 * 5, (y - 0.12) / 0.76 * 5
    cx, cy = dr.floor(px), dr.floor(py)
    inside = (px > 0) & (px < 5) & (py > 0) & (py < 5)
    on = Bool(False)
    for stroke in range(STROKES):
        a, b, c = (hash_unit(cell_bits(column, row, 31 * stroke + n, seed=seed)) for n in (1, 2, 3))
        line, start, length = dr.floor(a * 5), dr.floor(b * 3), 2 + dr.floor(c * 7 - dr.floor(c * 7) * 1 + 0.5)
        across = (cy == line) & (cx >= start) & (cx <= start + length) & (dr.abs(py - cy - 0.5) < 0.30)
        along = (cx == line) & (cy >= start) & (cy <= start + length) & (dr.abs(px - cx - 0.5) < 0.30)
        on |= dr.select(c < 0.5, across, along)
    return on & inside


def _picture(at: Point2f, columns: Float, rows: Float, seed: UInt32, main: Color3f, other: Color3f) -> Color3f:
    """Return a screen: folds of two colours, a bright figure and a line of text."""
    x, y = at.x / columns, at.y / rows
    fold = value2(x * 2.6, y * 3.2 + x * 1.7, seed)
    body = fbm2(x * 3.4 + fold * 2, y * 4.6 - fold, 3, seed=seed + 3)
    light = main * (0.15 + 1.9 * body * body) + other * (1.3 * smoothstep(0.45, 0.8, fold) * smoothstep(0.4, 0.6, body))
    figure = dr.sqrt(dr.square((x - 0.5) * 1.6) + dr.square((y - 0.58) * 1.1))
    light = dr.select(figure < 0.17 + 0.07 * fold, other * 0.3 + 1.1 * (main * 0.5 + 0.35) * (0.5 + body), light)
    text = (y > 0.10) & (y < 0.24)
    on = _glyph(x * 8 - dr.floor(x * 8), (y - 0.10) / 0.14, Int32(dr.floor(x * 8)), Int32(77), seed)
    light = dr.select(text, dr.select(on, Color3f(1.6), main * 0.12), light)
    lines = 0.8 + 0.2 * dr.cos(at.y * 40)
    return light * lines
