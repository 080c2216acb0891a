"""What fills openings and stands against walls: windows, doors, fireplaces, beams, skirtings and kitchens."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np

from skyloom.geometry.meshes import Part, joined, moved
from skyloom.geometry.shapes import tubes
from skyloom.geometry.solids import lathe, quads
from skyloom.world.interiors.bodies import Colour, block, boxes, cushion
from skyloom.world.interiors.furniture import BRASS, IRON, METAL, PAINT, STEEL, TIMBER
from skyloom.world.interiors.pieces import KELVIN, Bulb, Piece, piece, shine
from skyloom.world.interiors.shells import MARBLE, MASONRY, Frame, Opening
from skyloom.world.kinds import Material, tagged

EMBERS = 300  # cd/m²


def window(
    frame: Frame, hole: Opening, colour: Colour, *, panes: tuple[int, int], bar: float, deep: float
) -> list[Part]:
    """Return frame and glazing bars of an opening, `deep` metres behind the wall's inner face, and a sill board."""
    spring = hole.head - hole.rise
    lines: list[np.ndarray] = []
    outline = np.concatenate([[(hole.u0, hole.sill)], hole.outline(), [(hole.u1, hole.sill)], [(hole.u0, hole.sill)]])
    lines += [np.array([a, b]) for a, b in pairwise(outline)]
    columns, rows = panes
    for u in np.linspace(hole.u0, hole.u1, columns + 1)[1:-1]:
        lines.append(np.array([(u, hole.sill), (u, _top(hole, float(u)))]))
    for z in np.linspace(hole.sill, spring, rows + 1)[1 : None if hole.rise > 0 else -1]:
        lines.append(np.array([(hole.u0, z), (hole.u1, z)]))
    thick = [bar * 1.6] * (len(outline) - 1) + [bar] * (len(lines) - len(outline) + 1)
    parts = [_bar(frame, line, width, deep) for line, width in zip(lines, thick, strict=True)]
    board = frame.at(hole.middle, hole.sill, 0.0)
    shelf = block((-hole.width / 2 - 0.06, hole.width / 2 + 0.06), (-0.06, deep), (-0.035, 0.004), colour, PAINT)
    coloured = [_painted(part, colour) for part in parts]
    return [*coloured, moved(shelf, board, turn=frame.turn)]


def _painted(shape: Part, colour: Colour) -> Part:
    return replace(shape, colour=np.broadcast_to(np.asarray(colour, np.float32), shape.colour.shape))


def _top(hole: Opening, u: float) -> float:
    edge = hole.outline()
    return float(np.interp(u, edge[:, 0], edge[:, 1]))


def _bar(frame: Frame, line: np.ndarray, width: float, deep: float) -> Part:
    """Return a square bar along a line (2, 2) in a wall's coordinates."""
    way = line[1] - line[0]
    way = way / max(float(np.linalg.norm(way)), 1e-6)
    side = np.array([-way[1], way[0]]) * width / 2
    a, b = line[0] - way * width / 2, line[1] + way * width / 2
    ring = np.array([a - side, b - side, b + side, a + side])
    near = frame.at(ring[:, 0], ring[:, 1], -deep + width * 0.6)
    far = frame.at(ring[:, 0], ring[:, 1], -deep - width * 0.6)
    faces = [near[::-1], far]
    for k in range(4):
        j = (k + 1) % 4
        faces.append(np.array([far[k], near[k], near[j], far[j]])[::-1])
    return quads(np.array(faces), (1.0, 1.0, 1.0), PAINT)


def door(frame: Frame, middle: float, size: tuple[float, float], colour: Colour, *, material: int = TIMBER) -> Part:
    """Return a closed door with panels and a frame, on a wall's inner face."""
    w, h = size
    trim = 0.09
    low = [(-w / 2 - trim, -0.03, 0), (w / 2, -0.03, 0), (-w / 2 - trim, -0.03, h)]
    high = [(-w / 2, 0.0, h), (w / 2 + trim, 0.0, h), (w / 2 + trim, 0.0, h + trim)]
    parts = [boxes(low, high, np.asarray(colour) * 1.1, material)]
    parts.append(block((-w / 2, w / 2), (-0.012, 0.0), (0.0, h), colour, material))
    rails = [(0.0, 0.16), (0.44 * h, 0.44 * h + 0.12), (h - 0.12, h)]
    for z in rails:
        parts.append(block((-w / 2, w / 2), (-0.028, -0.012), z, colour, material))
    for x in (-w / 2, -0.05, w / 2 - 0.1):
        parts.append(block((x, x + 0.1), (-0.0275, -0.012), (0.0, h), colour, material))
    knob = lathe([(0.0, 0.0), (0.012, 0.0), (0.012, 0.03), (0.028, 0.04), (0.028, 0.06), (0.0, 0.07)], 12, BRASS, METAL)
    parts.append(moved(knob, (w / 2 - 0.07, -0.05, 1.0)))
    return moved(joined(parts), frame.at(middle, 0.0, 0.0), turn=frame.turn)


def skirting(frame: Frame, height: float, colour: Colour, gaps: list[tuple[float, float]], *, at: float = 0.0) -> Part:
    """Return a board along a wall, from `at` up by `height`, without the gaps."""
    u, spans = 0.0, []
    for a, b in sorted(gaps):
        spans.append((u, a))
        u = b
    spans.append((u, frame.length))
    kept = [(a, b) for a, b in spans if b - a > 0.02]
    low = [(-b, -0.018, at) for a, b in kept]
    high = [(-a, 0.0, at + height) for a, b in kept]
    return moved(boxes(low, high, np.asarray(colour), PAINT), frame.at(0.0, 0.0, 0.0), turn=frame.turn)


def beams(size: tuple[float, float], count: int, ceiling: float, thick: float, wood: Colour) -> Part:
    """Return beams under a ceiling: along x, side by side along y, in a room of this size around x = y = 0."""
    y = (np.arange(count) + 0.5) / count * size[1] - size[1] / 2
    low = np.column_stack([np.full(count, -size[0] / 2), y - thick / 2, np.full(count, ceiling - thick * 1.2)])
    high = np.column_stack([np.full(count, size[0] / 2), y + thick / 2, np.full(count, ceiling + 0.02)])
    return boxes(low, high, np.asarray(wood), TIMBER)


def fireplace(
    draw: np.random.Generator, ceiling: float, stone: Colour, lit: float, *, material: int = MASONRY
) -> Piece:
    """Return a fireplace with its back at y = 0; `lit` is how high the fire burns."""
    wide, high, deep = float(draw.uniform(1.5, 1.9)), float(draw.uniform(1.1, 1.3)), 0.55
    mouth = (wide - 0.56, high - 0.3)
    half, m = wide / 2, (wide - 0.56) / 2
    parts = [
        block((-half, -m), (-deep, 0.0), (0.0, high), stone, material),
        block((m, half), (-deep, 0.0), (0.0, high), stone, material),
        block((-m, m), (-deep, 0.0), (mouth[1], high), stone, material),
        block((-m, m), (-0.06, 0.0), (0.0, mouth[1]), (0.03, 0.027, 0.025), material),
        block((-half - 0.1, half + 0.1), (-deep - 0.12, 0.0), (high, high + 0.08), stone, material),
        block((-half * 0.86, half * 0.86), (-deep * 0.8, 0.0), (high + 0.08, ceiling), stone, material),
        block((-half - 0.1, half + 0.1), (-deep - 0.5, -deep), (0.0, 0.05), stone, material),
    ]
    a = draw.uniform(-0.3, 0.3, 5)
    y = -0.3 + draw.uniform(-0.08, 0.08, 5)
    z = np.array([0.1, 0.1, 0.12, 0.2, 0.22])
    ends = np.stack(
        [
            np.stack([-0.3 * np.cos(a), y - 0.2 * np.sin(a), z], -1),
            np.stack([0.3 * np.cos(a), y + 0.2 * np.sin(a), z], -1),
        ],
        1,
    )
    logs = np.linspace(0, 1, 4)[None, :, None] * (ends[:, 1:] - ends[:, :1]) + ends[:, :1]
    parts.append(tubes(logs, np.full((5, 4), 0.055), 9, (0.06, 0.035, 0.02), int(Material.BARK)))
    bulbs: list[Bulb] = []
    if lit > 0:
        parts += _flames(draw, lit)
        bulbs = [Bulb((0.0, -deep - 0.12, 0.5), shine(KELVIN[1850], 75 * lit), 0.35)]
    return piece(*parts, bulbs=bulbs)


def _flames(draw: np.random.Generator, lit: float) -> list[Part]:
    count = 15
    shapes = []
    for _ in range(count):
        tall = float(draw.uniform(0.14, 0.42)) * (0.5 + 0.5 * lit)
        wide = float(draw.uniform(0.025, 0.05))
        rows = [(wide * 0.5, 0.0), (wide, tall * 0.2), (wide * 0.55, tall * 0.6), (0.002, tall)]
        warm = float(draw.uniform(0.3, 0.5))
        glow = int(tagged(Material.GLOW, int(draw.uniform(0.6, 1.4) * EMBERS)))
        flame = lathe(rows, 7, (1.0, warm, 0.06), glow)
        shapes.append(moved(flame, (float(draw.normal(0, 0.13)), -0.3 + float(draw.normal(0, 0.05)), 0.14)))
    coals = cushion((0.7, 0.34, 0.1), (0, -0.3, 0.05), (1.0, 0.16, 0.02), int(tagged(Material.GLOW, 60)), round_by=0.5)
    return [*shapes, coals]


def kitchen(draw: np.random.Generator, length: float, colour: Colour, top: Colour, *, has_upper: bool) -> Piece:
    """Return a row of cupboards with a worktop, sink and stove, its back at y = 0, from x = 0 to `length`."""
    count = max(2, round(length / 0.6))
    step = length / count
    x = np.arange(count) * step
    gap = 0.004
    low = np.column_stack([x + gap, np.full(count, -0.6), np.full(count, 0.1)])
    high = np.column_stack([x + step - gap, np.full(count, -0.02), np.full(count, 0.86)])
    parts = [
        boxes(low, high, np.asarray(colour), PAINT),
        block((0.0, length), (-0.55, 0.0), (0.0, 0.1), (0.05, 0.05, 0.05), PAINT),
        block((-0.01, length + 0.01), (-0.64, 0.0), (0.86, 0.9), top, MARBLE),
        _splashback(draw, length),
        boxes(low + np.array((0.05, -0.03, 0.68)), high - np.array((0.05, 0.58, 0.055)), np.asarray(STEEL), METAL),
    ]
    sink = int(draw.integers(0, count))
    middle = (sink + 0.5) * step
    bend = np.array(
        [
            [
                (middle, -0.08, 0.9),
                (middle, -0.08, 1.16),
                (middle, -0.12, 1.24),
                (middle, -0.22, 1.24),
                (middle, -0.27, 1.15),
            ]
        ]
    )
    parts.append(tubes(bend, np.full((1, 5), 0.014), 10, STEEL, METAL))
    parts.append(block((middle - 0.24, middle + 0.24), (-0.52, -0.14), (0.895, 0.903), (0.2, 0.2, 0.21), METAL))
    stove = (sink + count // 2) % count
    parts.append(
        block(
            (stove * step + 0.02, (stove + 1) * step - 0.02), (-0.57, -0.06), (0.9, 0.908), (0.015, 0.015, 0.016), PAINT
        )
    )
    parts.append(moved(pot(draw), ((stove + 0.35) * step, -0.38, 0.908)))
    if has_upper:
        up_low, up_high = low.copy(), high.copy()
        up_low[:, 1], up_low[:, 2], up_high[:, 2] = -0.35, 1.42, 2.1
        parts.append(boxes(up_low, up_high, np.asarray(colour), PAINT))
    return piece(*parts)


def _splashback(draw: np.random.Generator, length: float) -> Part:
    """Return glazed tiles behind a worktop."""
    columns, rows = max(1, round(length / 0.15)), 4
    i, j = (grid.ravel() for grid in np.meshgrid(np.arange(columns), np.arange(rows)))
    step, gap = length / columns, 0.002
    low = np.column_stack([i * step + gap, np.full(len(i), -0.012), 0.9 + j * 0.125 + gap])
    high = np.column_stack([(i + 1) * step - gap, np.zeros(len(i)), 0.9 + (j + 1) * 0.125 - gap])
    glaze = np.asarray(((0.62, 0.61, 0.57), (0.16, 0.26, 0.27), (0.52, 0.45, 0.34))[int(draw.integers(3))])
    return boxes(low, high, glaze * np.exp(draw.normal(0, 0.06, (len(i), 1))), PAINT)


def pot(draw: np.random.Generator) -> Part:
    """Return a cooking pot."""
    r = float(draw.uniform(0.09, 0.13))
    return lathe(
        [(0.0, 0.0), (r, 0.0), (r, r * 1.1), (r * 1.04, r * 1.12), (0.0, r * 1.2), (0.015, r * 1.4), (0.0, r * 1.42)],
        20,
        STEEL,
        METAL,
    )


def screen(size: tuple[float, float], luminance: int, colour: Colour) -> Piece:
    """Return a screen that stands with its back at y = 0, its lower edge at z = 0."""
    w, h = size
    edge = 0.012
    glass = int(tagged(Material.GLOW, luminance)) if luminance else PAINT
    tint = colour if luminance else (0.012, 0.012, 0.014)
    return piece(
        block((-w / 2, w / 2), (-0.03, 0.0), (0.0, h), IRON, PAINT),
        block((-w / 2 + edge, w / 2 - edge), (-0.033, -0.03), (edge, h - edge), tint, glass),
    )
