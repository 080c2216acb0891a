"""Towers by the hundred: shafts that step back or taper, round and square plans, crowns and masts."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from skyloom.world.kinds import Material, tagged
from skyloom.world.urban.facades import GRIDS, Facade
from skyloom.world.urban.pile import Pile

Array = NDArray[np.floating]
KINDS = np.array([int(Facade.PUNCHED), int(Facade.TALL), int(Facade.RIBBON), int(Facade.CURTAIN), int(Facade.FRAME)])
TONES = np.array(
    [(0.25, 0.14, 0.10), (0.42, 0.38, 0.31), (0.36, 0.36, 0.35), (0.18, 0.24, 0.28), (0.40, 0.38, 0.35)], float
)
MODERN = np.array([0.12, 0.18, 0.25, 0.27, 0.18])  # how common each kind is among tall towers
PLANS = np.array([4, 4, 4, 6, 8, 12, 16])  # corners
BLINK = 350  # cd/m² of the lamps on masts


def towers(
    pile: Pile,
    draw: np.random.Generator,
    at: Array,
    half: Array,
    height: Array,
    foot: Array,
    *,
    kinds: Array | None = None,
    tones: Array | None = None,
    shares: Array = MODERN,
    rounds: float = 0.25,
    crowns: bool = True,
) -> None:
    """Add towers at `at` (k, 2) with half sizes (k, 2), heights (k,) and the heights of their feet (k,)."""
    k = len(at)
    if not k:
        return
    chosen = draw.choice(len(KINDS), k, p=shares / shares.sum())
    kind = KINDS[chosen] if kinds is None else kinds
    colour = (TONES[chosen] if tones is None else tones) * draw.uniform(0.7, 1.2, (k, 1))
    colour = colour * (1 + draw.normal(0, 0.06, (k, 3)))
    slender = (height > 60) & (np.abs(half[:, 0] - half[:, 1]) < 0.45 * half.max(axis=1))
    corners = np.where(slender & (draw.uniform(size=k) < rounds), draw.choice(PLANS[3:], k), 4)
    stages = np.where(height > 45, draw.integers(1, 4, k), 1)
    shrink = draw.uniform(0.68, 0.92, (k, 2))
    seed = draw.integers(1 << 20, size=k)
    shares_of_height = _stages(draw, stages)
    turn = np.where(corners > 4, draw.uniform(0, np.pi, k), 0.0)
    floor = np.array([GRIDS[name].floor for name in Facade])[kind]
    z, size, top_size = foot.astype(float).copy(), half.astype(float).copy(), half.astype(float).copy()
    for stage in range(3):
        on = stages > stage
        rows = np.maximum(np.round(height * shares_of_height[:, stage] / floor), 1)
        for n in np.unique(corners):
            here = np.flatnonzero(on & (corners == n))
            if len(here):
                _shaft(
                    pile,
                    at[here],
                    size[here],
                    z[here],
                    rows[here],
                    turn[here],
                    int(n),
                    colour[here],
                    kind[here],
                    seed[here] + stage * 911,
                )
        z = np.where(on, z + rows * floor, z)
        top_size = np.where(on[:, None], size, top_size)
        size = np.where(on[:, None], size * shrink, size)
    if crowns:
        _crowns(pile, draw, at, top_size, z, height, colour)


def _stages(draw: np.random.Generator, stages: Array) -> Array:
    first = draw.uniform(0.45, 0.72, len(stages))
    second = (1 - first) * draw.uniform(0.5, 0.75, len(stages))
    one = np.stack([np.ones_like(first), np.zeros_like(first), np.zeros_like(first)], -1)
    two = np.stack([first, 1 - first, np.zeros_like(first)], -1)
    three = np.stack([first, second, 1 - first - second], -1)
    return np.select([(stages == 1)[:, None], (stages == 2)[:, None]], [one, two], three)


def _shaft(
    pile: Pile,
    at: Array,
    half: Array,
    foot: Array,
    rows: Array,
    turn: Array,
    corners: int,
    colour: Array,
    kind: Array,
    seed: Array,
) -> None:
    """Add one stage of k towers with the same number of corners, and its roof."""
    k = len(at)
    angle = turn[:, None] + (np.arange(corners) + 0.5) * (2 * np.pi / corners)
    reach = 1 / np.cos(np.pi / corners)
    ring = at[:, None] + half[:, None] * reach * np.stack([np.cos(angle), np.sin(angle)], -1)
    after = np.roll(ring, -1, axis=1)
    kinds, seeds = np.repeat(kind, corners), np.repeat(seed, corners) + np.tile(np.arange(corners) * 37, k)
    high = pile.walls(
        ring.reshape(-1, 2),
        after.reshape(-1, 2),
        np.repeat(foot, corners),
        np.repeat(rows, corners),
        np.repeat(colour, corners, axis=0),
        kinds,
        seeds,
    )
    top = foot + high.reshape(k, corners)[:, 0]
    quads = np.empty((k, corners // 2 - 1, 4, 3))
    for n in range(corners // 2 - 1):
        for c, corner in enumerate((0, 2 * n + 1, 2 * n + 2, 2 * n + 3)):
            quads[:, n, c, :2] = ring[:, corner % corners]
    quads[..., 2] = top[:, None, None]
    pile.quads(quads.reshape(-1, 4, 3), (0.16, 0.16, 0.16), int(Material.CONCRETE))


def _crowns(
    pile: Pile, draw: np.random.Generator, at: Array, half: Array, top: Array, height: Array, colour: Array
) -> None:
    """Add plant rooms, spires, slanted tops and masts."""
    k = len(at)
    metal, concrete = int(Material.METAL), int(Material.CONCRETE)
    dice = draw.uniform(size=k)
    room = half * draw.uniform(0.35, 0.75, (k, 2))
    rise = np.clip(height * 0.05, 2.5, 9) * draw.uniform(0.6, 1.3, k)
    low, high = np.column_stack([at - room, top]), np.column_stack([at + room, top + rise])
    pile.boxes(low, high, colour * 0.8, concrete)
    spire = (dice < 0.16) & (height > 70)
    if spire.any():
        _pyramids(
            pile,
            at[spire],
            half[spire] * 0.8,
            top[spire],
            half[spire].min(axis=1) * draw.uniform(1.2, 3.2, spire.sum()),
            colour[spire] * 0.7,
        )
    slant = (dice > 0.86) & (height > 60)
    if slant.any():
        _wedges(
            pile,
            at[slant],
            half[slant],
            top[slant],
            half[slant].min(axis=1) * draw.uniform(0.8, 1.7, slant.sum()),
            colour[slant],
        )
    mast = (draw.uniform(size=k) < 0.45) & (height > 50)
    tip = top + rise + height * draw.uniform(0.06, 0.22, k)
    thin = np.column_stack([np.full(k, 0.25), np.full(k, 0.25)]) * (1 + height[:, None] / 200)
    pile.boxes(
        np.column_stack([at - thin, top + rise])[mast],
        np.column_stack([at + thin, tip])[mast],
        (0.12, 0.12, 0.13),
        metal,
    )
    lamp = np.column_stack([at, tip])[mast]
    pile.boxes(lamp - 0.45, lamp + 0.45, (1, 0.05, 0.03), tagged(Material.GLOW, BLINK))


def _pyramids(pile: Pile, at: Array, half: Array, foot: Array, rise: Array, colour: Array) -> None:
    k = len(at)
    signs = np.array([(-1, -1), (1, -1), (1, 1), (-1, 1)], float)
    base = at[:, None] + half[:, None] * signs
    quads = np.empty((k, 4, 4, 3))
    quads[:, :, 0, :2], quads[:, :, 1, :2] = base, np.roll(base, -1, axis=1)
    quads[:, :, :2, 2] = foot[:, None, None]
    tip = at[:, None] + half[:, None] * signs * 0.03
    quads[:, :, 3, :2], quads[:, :, 2, :2] = tip, np.roll(tip, -1, axis=1)
    quads[:, :, 2:, 2] = (foot + rise)[:, None, None]
    pile.quads(quads.reshape(-1, 4, 3), np.repeat(colour, 4, axis=0), int(Material.METAL))


def _wedges(pile: Pile, at: Array, half: Array, foot: Array, rise: Array, colour: Array) -> None:
    (x0, y0), (x1, y1), z, t = (at - half).T, (at + half).T, foot, foot + rise
    faces = np.array(
        [
            [(x0, y0, z), (x1, y0, z), (x1, y1, t), (x0, y1, t)],
            [(x1, y1, z), (x0, y1, z), (x0, y1, t), (x1, y1, t)],
            [(x1, y0, z), (x1, y1, z), (x1, y1, t), (x1, y1, t)],
            [(x0, y1, z), (x0, y0, z), (x0, y1, t), (x0, y1, t)],
        ]
    )
    quads = np.moveaxis(faces, 3, 0)
    flat = quads.reshape(-1, 4, 3)
    colours = np.repeat(colour, 4, axis=0)
    square = np.tile([True, True, False, False], len(at))
    pile.quads(flat[square], colours[square], int(Material.GLASS))
    pile.quads(flat[~square], colours[~square], int(Material.CONCRETE))
