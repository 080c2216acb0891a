"""Windows of every kind with their frames, sills, blinds, sheers and curtains."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from random import Random

import numpy as np

from bench.interior.plan import Plan
from bench.interior.solids import Floats, Rect, Wall
from bench.interior.surfaces import (
    FABRICS,
    FRAMES,
    GLASS,
    INNER_GLASS,
    STEEL,
    Kind,
    Pattern,
    Surface,
    plain,
)

WHITE = plain((0.85, 0.85, 0.84), gloss=0.03)


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How a window is made: sashes side by side, and bars that part each sash's glass."""

    sashes: int = 1
    columns: int = 1
    rows: int = 1
    frame: float = 0.06  # metres
    bar: float = 0.028
    reveal: float = 0.16  # how deep it sits in the wall
    paint: Surface = WHITE
    has_sill: bool = True
    is_inner: bool = False  # a glass door to another room


def style(dice: Random, **changed: object) -> Style:
    """Return a window style by chance."""
    values: dict[str, object] = {
        "frame": dice.uniform(0.04, 0.085),
        "bar": dice.uniform(0.018, 0.04),
        "reveal": dice.uniform(0.06, 0.32),
        "paint": plain(dice.choice(FRAMES), gloss=dice.choice((0.0, 0.03, 0.04))),
        **changed,
    }
    return Style(**values)  # type: ignore[arg-type]  # names and types are Style's own


def window(plan: Plan, wall: Wall, rect: Rect, made: Style, passed: float = 1.0) -> None:
    """Fill an opening of a wall with a window, and let the light in."""
    model, paint = plan.model, made.paint
    left, low, right, high = rect
    deep = -made.reveal
    into, outer = wall.at(left, low, deep), made.reveal * wall.into
    wide, tall = (right - left) * wall.right, (high - low) * wall.up
    lining = plain((0.82, 0.82, 0.81))
    model.quad(into, outer, tall, lining)
    model.quad(into + wide, tall, outer, lining)
    model.quad(into, wide, outer, lining)
    model.quad(into + tall, outer, wide, lining)
    back, front = deep, deep + 0.06
    edges = np.linspace(left, right, made.sashes + 1)
    for first, last in itertools.pairwise(edges):
        inner = (first + made.frame, low + made.frame, last - made.frame, high - made.frame)
        for bar in (
            (first, low, last, inner[1]),
            (first, inner[3], last, high),
            (first, inner[1], inner[0], inner[3]),
            (inner[2], inner[1], last, inner[3]),
        ):
            wall.block(model, bar, (back, front), paint)
        for x in np.linspace(inner[0], inner[2], made.columns + 1)[1:-1]:
            wall.block(
                model, (x - made.bar / 2, inner[1], x + made.bar / 2, inner[3]), (back + 0.01, front - 0.01), paint
            )
        for y in np.linspace(inner[1], inner[3], made.rows + 1)[1:-1]:
            wall.block(
                model, (inner[0], y - made.bar / 2, inner[2], y + made.bar / 2), (back + 0.01, front - 0.01), paint
            )
        wall.panel(model, inner, deep + 0.03, INNER_GLASS if made.is_inner else GLASS)
        handle = (last - made.frame * 0.65, (low + high) / 2 - 0.06, last - made.frame * 0.35, (low + high) / 2 + 0.06)
        wall.block(model, handle, (front + 0.015, front + 0.035), STEEL)
    if made.has_sill:
        wall.block(
            model, (left - 0.04, low - 0.03, right + 0.04, low), (deep + 0.06, 0.05), plain((0.84, 0.84, 0.83), 0.04)
        )
    if not made.is_inner:
        plan.opening(wall.at(left, low, deep), wide, tall, passed)


def round_window(plan: Plan, wall: Wall, middle: tuple[float, float], radius: float, made: Style) -> Rect:
    """Fill a square opening with a plate and a round window in it; return the opening."""
    model, (x, y) = plan.model, middle
    turn = np.linspace(0, 2 * np.pi, 49)
    ring = np.stack([np.cos(turn), np.sin(turn)], axis=-1)
    square = ring / np.abs(ring).max(axis=1, keepdims=True)

    def on(points: Floats, size: float, depth: float) -> Floats:
        return np.stack([wall.at(x + size * u, y + size * v, depth) for u, v in points])

    def band(a: Floats, b: Floats, surface: Surface) -> None:
        model.add(np.stack([a[:-1], b[:-1], b[1:], a[1:]], axis=1), surface)

    rim, deep = radius + made.frame, -made.reveal
    white = plain((0.8, 0.8, 0.79))
    band(on(ring, rim, 0), on(square, rim * 1.02, 0), white)
    band(on(ring, rim, deep), on(ring, rim, 0), white)
    band(on(ring, radius, deep + 0.05), on(ring, rim, deep + 0.05), made.paint)
    band(on(ring, radius, deep), on(ring, radius, deep + 0.05), made.paint)
    size = made.bar / 2
    for bar in ((x - radius, y - size, x + radius, y + size), (x - size, y - radius, x + size, y + radius)):
        if made.columns > 1:
            wall.block(model, bar, (deep, deep + 0.04), made.paint)
    wall.panel(model, (x - radius, y - radius, x + radius, y + radius), deep + 0.02, GLASS)
    plan.opening(
        wall.at(x - radius * 0.88, y - radius * 0.88, deep), 1.77 * radius * wall.right, 1.77 * radius * wall.up
    )
    return (x - rim * 1.02, y - rim * 1.02, x + rim * 1.02, y + rim * 1.02)


def slats(plan: Plan, wall: Wall, rect: Rect, dice: Random) -> None:
    """Hang a blind of level slats before an opening, perhaps half drawn up."""
    left, low, right, high = rect
    drop = dice.choice((1.0, 1.0, 0.6, 0.4)) * (high - low)
    pitch, tilt = dice.choice((0.025, 0.05)), dice.uniform(0.25, 1.0)
    paint = Surface(colour=dice.choice(((0.8, 0.8, 0.78), (0.6, 0.6, 0.6), (0.4, 0.27, 0.16))), through=0.06)
    across = pitch * 0.95 * (np.cos(tilt) * wall.into - np.sin(tilt) * wall.up)
    for y in np.arange(high - 0.05, high - drop, -pitch):
        plan.model.block(
            wall.at(left + 0.01, y, 0.01),
            np.stack([(right - left - 0.02) * wall.right, across, 0.002 * wall.up]),
            paint,
        )
    wall.block(plan.model, (left, high - 0.045, right, high), (0.005, 0.045), plain((0.8, 0.8, 0.78)))
    for x in (left + 0.15 * (right - left), left + 0.85 * (right - left)):
        wall.block(plan.model, (x - 0.002, high - drop, x + 0.002, high), (0.035, 0.038), plain((0.8, 0.8, 0.78)))


def lamellae(plan: Plan, wall: Wall, rect: Rect, dice: Random) -> None:
    """Hang a blind of upright lamellae before an opening."""
    left, low, right, high = rect
    wide, turn = 0.12, dice.uniform(0.35, 1.2)
    cloth = Surface(colour=dice.choice(((0.78, 0.77, 0.74), (0.6, 0.58, 0.52))), through=0.12)
    reach = wide * (np.cos(turn) * wall.right + np.sin(turn) * wall.into)
    until = right if dice.random() < 0.6 else left + dice.uniform(0.3, 0.7) * (right - left)
    for x in np.arange(left, until, wide * 0.95):
        edges = np.stack(
            [reach, 0.002 * (np.cos(turn) * wall.into - np.sin(turn) * wall.right), (high - low) * wall.up]
        )
        plan.model.block(wall.at(x, low + 0.01, 0.02), edges, cloth)
    wall.block(plan.model, (left, high - 0.03, right, high + 0.02), (0.02, 0.1), plain((0.8, 0.8, 0.78)))


def sheer(plan: Plan, wall: Wall, rect: Rect, dice: Random, shares: tuple[tuple[float, float], ...]) -> float:
    """Hang sheers over shares of an opening's width; return how much light is let in."""
    left, low, right, high = rect
    veil = dice.uniform(0.25, 0.75)
    cloth = Surface(kind=Kind.SHEER, colour=(0.85, 0.85, 0.84), veil=veil, through=0.45)
    covered = 0.0
    for first, last in shares:
        start, end = left + first * (right - left), left + last * (right - left)
        wall.panel(plan.model, (start, max(low - 0.25, 0.02), end, high + 0.1), 0.08, cloth)
        covered += last - first
    rod = plain((0.1, 0.1, 0.1))
    plan.model.tube(
        wall.at(left - 0.2, high + 0.12, 0.08), wall.at(right + 0.2, high + 0.12, 0.08), (0.012, 0.012), rod, 10
    )
    return 1 - 0.7 * veil * covered


def curtain(plan: Plan, wall: Wall, rect: Rect, dice: Random, shares: tuple[tuple[float, float], ...]) -> None:
    """Hang folded curtains over shares of an opening's width, from above it to the floor or below the sill."""
    left, low, right, high = rect
    colour = dice.choice((*FABRICS, (0.8, 0.79, 0.77), (0.84, 0.84, 0.84)))
    cloth = Surface(
        colour=colour, second=colour, pattern=Pattern.WEAVE, scale=0.006, through=dice.choice((0.0, 0.0, 0.05))
    )
    foot = 0.02 if dice.random() < 0.7 else max(low - 0.2, 0.02)
    for first, last in shares:
        start, end = left + first * (right - left), left + last * (right - left)
        count = max(24, int((end - start) / 0.02))
        x = np.linspace(start, end, count)
        phase = np.cumsum([2 * np.pi * (end - start) / count / dice.uniform(0.07, 0.14) for _ in range(count)])
        depth = 0.11 + 0.035 * np.sin(phase)
        for sign in (1, -1):  # a side for the room and one for the window
            points = np.stack(
                [
                    [
                        wall.at(a, y, b * (1 - 0.15 * k) + (0.002 if sign > 0 else -0.002))
                        for k, y in enumerate((foot, (foot + high) / 2, high + 0.12))
                    ]
                    for a, b in zip(x, depth, strict=True)
                ]
            )
            plan.model.sheet(points[::sign], cloth)
    rod = plain((0.12, 0.12, 0.12))
    plan.model.tube(
        wall.at(left - 0.3, high + 0.14, 0.11), wall.at(right + 0.3, high + 0.14, 0.11), (0.014, 0.014), rod, 10
    )
