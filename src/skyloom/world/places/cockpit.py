"""The bridge of a spaceship: a band of windows to the stars, consoles with screens, seats and strips of light."""

from __future__ import annotations

import math

import numpy as np

from skyloom.geometry.meshes import Part, moved
from skyloom.geometry.shapes import tubes
from skyloom.geometry.solids import lathe, prism, quads
from skyloom.world.built import Built, Shelter
from skyloom.world.interiors.bodies import Colour, block, boxes, cushion
from skyloom.world.interiors.furniture import CLOTH, METAL, PAINT
from skyloom.world.interiors.pieces import KELVIN, Bulb, Piece, Stand, all_of, built, piece, shine
from skyloom.world.interiors.shells import Array, Frame, panels, slab
from skyloom.world.kinds import Material, tagged
from skyloom.world.placing import Plan

EYE = 1.65
TINTED = 0.01  # share of the raw sunlight that a spaceship's windows let in
HULLS = (
    (0.115, 0.150, 0.215),
    (0.085, 0.095, 0.115),
    (0.30, 0.285, 0.265),
    (0.075, 0.135, 0.145),
    (0.17, 0.135, 0.115),
)
TRIMS = ((0.46, 0.24, 0.09), (0.50, 0.40, 0.22), (0.36, 0.06, 0.045), (0.52, 0.53, 0.55))  # bronze, brass, red, steel
DECKS = ((0.055, 0.08, 0.13), (0.13, 0.06, 0.045), (0.09, 0.095, 0.10))
COOL = ((0.10, 0.50, 1.0), (0.12, 0.85, 0.95), (0.45, 0.30, 1.0))
HOT = ((1.0, 0.46, 0.10), (1.0, 0.22, 0.10), (1.0, 0.66, 0.22))
SCREEN, STRIP = 95, 420  # cd/m²
PANEL = PAINT
SIDES = 14  # of the hull's outline


def cockpit(plan: Plan) -> Built:
    """Build the bridge of a spaceship around the camera."""
    draw = plan.draw("cockpit")
    wide, deep, high = float(draw.uniform(5.0, 6.8)), float(draw.uniform(5.5, 7.5)), float(draw.uniform(3.3, 4.2))
    hull = HULLS[int(draw.integers(len(HULLS)))]
    trim, deck = TRIMS[int(draw.integers(len(TRIMS)))], DECKS[int(draw.integers(len(DECKS)))]
    hue, second = COOL[int(draw.integers(len(COOL)))], HOT[int(draw.integers(len(HOT)))]
    a = (np.arange(SIDES) + 0.5) / SIDES * 2 * np.pi - np.pi / 2
    outline = np.stack([wide * np.cos(a), deep * np.sin(a) * np.where(np.sin(a) > 0, 1.0, 0.8)], -1)
    parts, bulbs = _hull(draw, outline, high, hull, (hue, second))
    parts += _dressing(outline, high, trim, deck)
    found = [
        piece(*parts, bulbs=bulbs),
        *_stations(draw, outline, hull, hue, second),
        *_middle(deep, hull, hue, second),
    ]
    found += _ceiling(wide, deep, high, hull)
    camera = (float(draw.uniform(-0.5, 0.5)), float(draw.uniform(-0.9, -0.2)))
    stand = Stand(*camera, plan.eye - EYE, -plan.form.heading)
    low, top = outline.min(axis=0), outline.max(axis=0)
    box = Shelter(glass=TINTED, outside=0.7)
    return built(
        all_of(found), stand, (low[0] - 0.6, low[1] - 0.6, -0.4), (top[0] + 0.6, top[1] + 0.6, high + 0.6), box
    )


def _hull(
    draw: np.random.Generator, outline: Array, high: float, hull: Colour, hues: tuple[Colour, Colour]
) -> tuple[list[Part], list[Bulb]]:
    """Return walls with a band of windows ahead, panels behind, floor, ceiling and light strips."""
    n = len(outline)
    hue, second = hues
    sill, head = float(draw.uniform(0.75, 0.95)), high - float(draw.uniform(0.35, 0.6))
    dark, light = np.asarray(hull) * 0.45, np.asarray(hull)
    parts: list[Part] = [
        prism(outline, 0.02, np.asarray(hull) * 0.35, PANEL, at=(0, 0, -0.02)),
        slab(outline, high, (tuple(dark), PANEL), faces_up=False),
    ]
    bulbs: list[Bulb] = []
    for k in range(n):
        a, b = outline[k], outline[(k + 1) % n]
        frame = Frame.along(a, b)
        is_window = (a + b)[1] / 2 > -0.6
        length = frame.length
        if is_window:
            parts.append(_face(frame, 0.0, 0.0, sill, 0.0, light))
            parts.append(_face(frame, sill, 0.0, sill + 0.001, -0.45, dark))
            parts.append(_face(frame, head, 0.12, high, 0.35, light))
            post = np.stack([frame.at(0.0, sill - 0.1, -0.1), frame.at(0.0, high, 0.12)])
            parts.append(tubes(post[None], np.full((1, 2), 0.075), 6, tuple(dark), METAL))
            middle = np.stack([frame.at(u, (sill + head) / 2, -0.05) for u in (0.0, length)])
            if k % 2 == 0 and draw.uniform() < 0.5:
                parts.append(tubes(middle[None], np.full((1, 2), 0.03), 6, tuple(dark), METAL))
        else:
            parts.append(_face(frame, 0.0, 0.0, high, 0.0, light))
            parts += _greebles(draw, frame, high, hull)
            if draw.uniform() < 0.8:
                parts.append(
                    _on_wall(
                        frame,
                        length * 0.2,
                        length * 0.8,
                        1.35,
                        2.05,
                        0.06,
                        _tint(draw, hue),
                        int(tagged(Material.GLOW, SCREEN)),
                    )
                )
        strip = int(tagged(Material.GLOW, STRIP))
        parts.append(_on_wall(frame, 0.05, length - 0.05, 0.06, 0.10, 0.03, hue, strip))
        x, y, _ = frame.at(length / 2, 0.0, 0.3)
        bulbs.append(Bulb((float(x), float(y), 0.25), shine(hue, 16), 0.3))
        if not is_window:  # a warm cove under the ceiling against the cold skirting
            parts.append(_on_wall(frame, 0.05, length - 0.05, high - 0.3, high - 0.24, 0.05, second, strip))
            x, y, _ = frame.at(length / 2, 0.0, 0.35)
            bulbs.append(Bulb((float(x), float(y), high - 0.35), shine(second, 24), 0.3))
    return parts, bulbs


def _dressing(outline: Array, high: float, trim: Colour, deck: Colour) -> list[Part]:
    """Return a polished deck with a metal border, dark rails along the walls, and ribs that rise into the ceiling."""
    inner = outline * 0.66
    parts = [
        prism(outline * 0.70, 0.008, np.asarray(trim), METAL),
        prism(inner, 0.014, np.asarray(deck), PANEL),
    ]
    n = len(outline)
    for k in range(n):
        frame = Frame.along(outline[k], outline[(k + 1) % n])
        parts.append(_on_wall(frame, 0.0, frame.length, 0.62, 0.67, 0.035, trim, METAL))
        rise = [
            frame.at(0.0, z, inset) for z, inset in ((0.0, 0.02), (high * 0.7, 0.02), (high - 0.16, 0.5), (high, 1.6))
        ]
        parts.append(tubes(np.stack(rise)[None], np.full((1, 4), 0.07), 6, trim, METAL))
    return parts


def _tint(draw: np.random.Generator, hue: Colour) -> Colour:
    r, g, b = np.clip(np.asarray(hue) * np.exp(draw.normal(0, 0.2, 3)) + 0.05, 0, 1)
    return float(r), float(g), float(b)


def _face(frame: Frame, z0: float, in0: float, z1: float, in1: float, colour: Colour) -> Part:
    """Return a strip of a wall between two heights, leaning from `in0` to `in1` metres into the room."""
    length = frame.length
    corners = np.stack(
        [frame.at(length, z0, in0), frame.at(0.0, z0, in0), frame.at(0.0, z1, in1), frame.at(length, z1, in1)]
    )
    uv = np.array([(length, z0), (0, z0), (0, z1), (length, z1)])
    return panels(corners[None], uv[None], (tuple(np.asarray(colour)), PANEL))


def _on_wall(
    frame: Frame, u0: float, u1: float, z0: float, z1: float, thick: float, colour: Colour, material: int
) -> Part:
    """Return a flat box on a wall."""
    shape = boxes([(-u1, -thick, z0)], [(-u0, 0.0, z1)], np.asarray(colour), material)
    return moved(shape, frame.at(0.0, 0.0, 0.0), turn=frame.turn)


def _greebles(draw: np.random.Generator, frame: Frame, high: float, hull: Colour) -> list[Part]:
    """Return panels, pipes and small boxes on a wall."""
    parts = []
    length = frame.length
    count = int(length * 6)
    u, z = draw.uniform(0.05, length - 0.5, count), draw.uniform(0.2, high - 0.6, count)
    w, h = draw.uniform(0.12, 0.55, count), draw.uniform(0.06, 0.45, count)
    thick = draw.uniform(0.015, 0.07, count)
    tone = np.asarray(hull) * draw.uniform(0.45, 1.25, (count, 1))
    low = np.column_stack([-(u + w), -thick, z])
    high_corner = np.column_stack([-u, np.zeros(count), z + h])
    parts.append(moved(boxes(low, high_corner, tone, PANEL), frame.at(0.0, 0.0, 0.0), turn=frame.turn))
    for k in range(2):
        at = float(draw.uniform(0.1, length - 0.1))
        line = np.stack([frame.at(at, 0.0, 0.08), frame.at(at, high, 0.08)])
        parts.append(tubes(line[None], np.full((1, 2), 0.035 + 0.02 * k), 8, tuple(np.asarray(hull) * 0.6), METAL))
    return parts


def _console(draw: np.random.Generator, width: float, hull: Colour, hue: Colour, second: Colour) -> Piece:
    """Return a console with a leaning board of screens and keys, its back at y = 0."""
    dark = np.asarray(hull) * 0.4
    base = block((-width / 2, width / 2), (-0.5, 0.0), (0.0, 0.72), np.asarray(hull) * 0.8, PANEL)
    corners = [[(-width / 2, -0.72, 0.74), (width / 2, -0.72, 0.74), (width / 2, 0.0, 1.08), (-width / 2, 0.0, 1.08)]]
    board = quads(corners, dark, PAINT)
    lip = block((-width / 2 - 0.02, width / 2 + 0.02), (-0.74, -0.48), (0.66, 0.74), hull, PANEL)
    back = block((-width / 2 - 0.02, width / 2 + 0.02), (-0.03, 0.03), (0.6, 1.1), hull, PANEL)
    sides = [
        quads(
            [
                [
                    (s * width / 2, -0.5, 0.7),
                    (s * width / 2, 0.0, 0.7),
                    (s * width / 2, 0.0, 1.08),
                    (s * width / 2, -0.72, 0.74),
                ][:: int(s)]
            ],
            hull,
            PANEL,
        )
        for s in (-1, 1)
    ]
    parts = [base, board, lip, back, *sides]
    count = max(1, round(width / 0.55))
    step = width / count
    for k in range(count):
        x = (k + 0.5) * step - width / 2
        parts.append(
            _leaning(x, step * 0.42, 0.42, 0.92, 0.004, _tint(draw, hue if draw.uniform() < 0.7 else second), SCREEN)
        )
        parts += _plot(draw, x, step * 0.38, second)
        keys = 8
        for row in (0.08, 0.2, 0.31):
            tint = second if draw.uniform() < 0.5 else hue
            for key in range(keys):
                if draw.uniform() < 0.7:
                    kx = x + (key + 0.5) / keys * step * 0.84 - step * 0.42
                    parts.append(_leaning(kx, step * 0.03, row, row + 0.06, 0.008, tint, int(draw.uniform(30, 190))))
    return piece(*parts, bulbs=[Bulb((0, -0.62, 1.2), shine(hue, 11.0 * count), 0.3)])


def _plot(draw: np.random.Generator, x: float, half: float, second: Colour) -> list[Part]:
    """Return bright lines and bars on a screen."""
    parts = []
    for _ in range(5):
        v = float(draw.uniform(0.46, 0.88))
        w = half * float(draw.uniform(0.2, 0.95))
        at = x - half + w + float(draw.uniform(0, 2 * (half - w) + 1e-3))
        parts.append(
            _leaning(
                at,
                w,
                v,
                v + float(draw.uniform(0.008, 0.03)),
                0.006,
                second if draw.uniform() < 0.4 else (0.9, 0.97, 1.0),
                int(SCREEN * draw.uniform(1.6, 3.5)),
            )
        )
    return parts


def _leaning(x: float, half: float, v0: float, v1: float, off: float, colour: Colour, luminance: int) -> Part:
    """Return a glowing patch on a console's board between two shares of its depth."""

    def at(v: float) -> tuple[float, float]:
        return -0.72 + 0.72 * v, 0.74 + 0.34 * v + off

    (y0, z0), (y1, z1) = at(v0), at(v1)
    corners = [[(x - half, y0, z0), (x + half, y0, z0), (x + half, y1, z1), (x - half, y1, z1)]]
    return quads(corners, np.asarray(colour), int(tagged(Material.GLOW, max(luminance, 8))))


def _seat(hull: Colour, cloth: Colour) -> Piece:
    """Return a pilot's seat that looks towards +y, its middle at x = y = 0."""
    return piece(
        lathe(
            [(0.3, 0.0), (0.28, 0.05), (0.08, 0.1), (0.07, 0.4), (0.2, 0.45)], 18, tuple(np.asarray(hull) * 0.6), METAL
        ),
        cushion((0.58, 0.6, 0.16), (0, 0.02, 0.52), cloth, CLOTH, round_by=0.3),
        cushion((0.56, 0.18, 0.85), (0, -0.3, 0.98), cloth, CLOTH, round_by=0.35),
        cushion((0.34, 0.14, 0.24), (0, -0.34, 1.5), cloth, CLOTH, round_by=0.5),
        block((-0.38, -0.3), (-0.25, 0.3), (0.5, 0.72), hull, METAL),
        block((0.3, 0.38), (-0.25, 0.3), (0.5, 0.72), hull, METAL),
        block((-0.3, 0.3), (-0.42, -0.36), (0.45, 1.4), np.asarray(hull) * 0.5, METAL),
    )


def _stations(draw: np.random.Generator, outline: Array, hull: Colour, hue: Colour, second: Colour) -> list[Piece]:
    """Return consoles along the windows, with seats before some of them."""
    found = []
    n = len(outline)
    cloth = ((0.05, 0.05, 0.06), (0.16, 0.05, 0.03), (0.25, 0.24, 0.22))[int(draw.integers(3))]
    for k in range(n):
        frame = Frame.along(outline[k], outline[(k + 1) % n])
        if (outline[k] + outline[(k + 1) % n])[1] / 2 < -1.6:
            continue
        x, y, _ = frame.at(frame.length / 2, 0.0, 0.12)
        found.append(_console(draw, frame.length * 0.92, hull, hue, second).at(float(x), float(y), turn=frame.turn))
        if draw.uniform() < 0.6:
            x, y, _ = frame.at(frame.length / 2, 0.0, 1.55)
            found.append(
                _seat(hull, cloth).at(float(x), float(y), turn=frame.turn + math.pi + float(draw.normal(0, 0.2)))
            )
    return found


def _middle(deep: float, hull: Colour, hue: Colour, second: Colour) -> list[Piece]:
    """Return the captain's seat on a dais, the pilots ahead and a table with a hologram."""
    cloth = (0.06, 0.055, 0.055)
    dais = lathe([(1.3, 0.0), (1.3, 0.14), (1.2, 0.16), (0.0, 0.16)], 40, tuple(np.asarray(hull) * 0.7), METAL)
    rim = lathe([(1.305, 0.04), (1.312, 0.06), (1.305, 0.08)], 40, hue, int(tagged(Material.GLOW, STRIP)))
    found = [piece(dais, rim).at(0.0, -deep * 0.42), _seat(hull, cloth).at(0.0, -deep * 0.42, 0.16)]
    table = lathe(
        [(0.5, 0.0), (0.42, 0.1), (0.36, 0.75), (0.75, 0.85), (0.75, 0.92), (0.0, 0.92)],
        36,
        tuple(np.asarray(hull) * 0.6),
        METAL,
    )
    disc = lathe([(0.62, 0.925), (0.0, 0.927)], 36, hue, int(tagged(Material.GLOW, 60)))
    ghost = []
    t = np.linspace(0, 2 * np.pi, 41)
    for lift, r in ((1.15, 0.2), (1.3, 0.3), (1.45, 0.3), (1.6, 0.2)):
        ring = np.stack([r * np.cos(t), r * np.sin(t), np.full(41, lift)], -1)
        ghost.append(tubes(ring[None], np.full((1, 41), 0.006), 5, second, int(tagged(Material.GLOW, 260))))
    for turn in np.arange(4) * np.pi / 4:
        s = 0.32
        ring = np.stack([s * np.cos(t) * np.cos(turn), s * np.cos(t) * np.sin(turn), 1.38 + s * np.sin(t)], -1)
        ghost.append(tubes(ring[None], np.full((1, 41), 0.005), 5, second, int(tagged(Material.GLOW, 260))))
    found.append(piece(table, disc, *ghost, bulbs=[Bulb((0, 0, 1.4), shine(second, 14), 0.3)]).at(0.0, deep * 0.33))
    return found


def _ceiling(wide: float, deep: float, high: float, hull: Colour) -> list[Piece]:
    """Return beams, panels of light and ducts."""
    found = []
    dark = np.asarray(hull) * 0.5
    for x in np.linspace(-0.6, 0.6, 3) * wide:
        found.append(
            piece(block((x - 0.12, x + 0.12), (-deep * 0.62, deep * 0.75), (high - 0.22, high - 0.03), dark, PANEL))
        )
    for x in (-0.3 * wide, 0.3 * wide):
        for y in np.arange(-deep * 0.45, deep * 0.6, 2.2):
            panel = block(
                (-0.06, 0.06),
                (-0.8, 0.8),
                (high - 0.09, high - 0.06),
                KELVIN[3500],
                int(tagged(Material.GLOW, 320)),
            )
            found.append(
                piece(panel, bulbs=[Bulb((0, 0, high - 0.5), shine(KELVIN[3500], 7), 0.3)]).at(float(x), float(y))
            )
    return found
