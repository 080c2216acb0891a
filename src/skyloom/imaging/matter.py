"""The grain of one picture laid over another's shapes, piece by piece: each piece from where that one looks alike.

Texture transfer after Efros and Freeman (2001), with one round of plain nearest neighbours: what is laid is fine
detail alone, so pieces need no seams.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from skyloom.imaging.bands import Floats, around, blurred, by_strips

WIDTH = 1024  # pixels across of the pictures in which pieces are compared
PIECE, STEP = 8, 4  # pixels there: a piece's side, and from one to the next; half of it, so that four cover a pixel
MOST = 9000  # pieces that are offered
AT_ONCE = 2048
SHAPE, LIGHT, COLOUR, HEIGHT = 2.0, 1.2, 2.0, 0.8  # how the likeness of shape, lightness, colour and elevation counts
POLE = 4.0  # times more at the poles, where a panorama's pieces are wide
CHANCE = 0.015  # how much less alike a piece may be that is taken
FLAT, LEAST = 0.004, 0.03  # squared liveliness below which shape counts little; how little
HOME = 0.006  # squared step that the piece at the place is forgiven
SHAPES = 16  # features that tell the shape
LOUDER = 2.0  # at most, than the mean of pieces
UNIT = 16000.0  # steps of a lightness of 1

Places = NDArray[np.int32]  # (rows, columns, 2): row and column of the piece's corner; -1: there is none


def matched(lab: Floats, where: Floats, other: Floats, offered: Floats, *, random: np.random.Generator) -> Places:
    """Return for each piece of a panorama (WIDTH / 2, WIDTH, 3), OKLab, the corner of one much like it of another.

    Only pieces mostly in `where` are sought, among those wholly in `offered`, layers of 0 to 1. Where the picture is
    flat the other's own piece at that place is as good as any, and hangs together with its neighbours.
    """
    wants, wanted = _described(lab), _means(where, STEP) > 0.5
    have, free = _described(other), _means(offered, STEP) > 0.995
    places = np.full((*wanted.shape, 2), -1, np.int32)
    corners = np.argwhere(free)
    if not len(corners) or not wanted.any():
        return places
    if len(corners) > MOST:
        corners = corners[np.sort(random.choice(len(corners), MOST, replace=False))]
    pool = have[corners[:, 0], corners[:, 1]]
    shapes, tones = (0.5 * (part**2).sum(axis=1) for part in (pool[:, :SHAPES], pool[:, SHAPES:]))
    # chance decides among the alike, or a plain would be tiled with one piece
    chance = sliding_window_view(random.random(2 * len(corners), np.float32) * np.float32(CHANCE), len(corners))
    sought = np.argwhere(wanted)
    for first in range(0, len(sought), AT_ONCE):
        rows, columns = sought[first : first + AT_ONCE].T
        here = wants[rows, columns]
        lively = (here[:, :SHAPES] ** 2).sum(axis=1)
        matters = np.maximum(lively / (lively + np.float32(FLAT)), np.float32(LEAST))[:, None]
        sought_here = np.concatenate([here[:, :SHAPES] * matters, here[:, SHAPES:]], axis=1)
        likeness = sought_here @ pool.T
        likeness -= tones[None]
        likeness -= matters * shapes[None]
        likeness += chance[random.integers(0, len(corners), len(rows))]
        best = np.argmax(likeness, axis=1)
        apart = (sought_here * here).sum(axis=1) - 2 * likeness[np.arange(len(rows)), best]
        own = np.square(here - have[rows, columns])
        home = own[:, :SHAPES].sum(axis=1) * matters[:, 0] + own[:, SHAPES:].sum(axis=1)
        stays = free[rows, columns] & (home < apart + HOME)
        chosen = np.where(stays[:, None], np.stack([rows, columns], axis=1), corners[best])
        places[rows, columns] = chosen * STEP
    return places


def laid(places: Places, detail: Floats, *, is_grain: bool = True) -> tuple[Floats, Floats]:
    """Return detail (h, 2 h, c) of the other picture where `matched` puts it, and how much lies there (h, 2 h).

    Pieces overlap, and a mean of different ones would be paler than each: grain is made as loud as it was.
    """
    height, width = detail.shape[:2]
    scale = width // WIDTH
    side, half = PIECE * scale, STEP * scale
    total, lies = np.empty(detail.shape, np.float32), np.empty((height, width), np.float32)
    loud = np.empty((height, width), np.float32)
    held = np.empty((height, width + 2 * side, detail.shape[2]), np.int16)

    def hold(rows: slice) -> None:
        np.multiply(around(detail[rows], side), UNIT, out=held[rows], casting="unsafe")

    def lay(rows: slice) -> None:
        found = _strip(places, held, rows.start // half, scale)
        total[rows], lies[rows], loud[rows] = found

    by_strips(height, hold, rows=8 * half)
    by_strips(height, lay, rows=half)
    if is_grain:
        kept = blurred(np.square(total[..., 0]) * lies, half)
        total *= np.sqrt(np.clip(blurred(loud, half) / np.maximum(kept, 1e-9), 1, LOUDER**2))[..., None]
    return total, lies


def _strip(places: Places, held: NDArray[np.int16], number: int, scale: int) -> tuple[Floats, Floats, Floats]:
    """Return half a row of pieces: their mean, how much lies there, and how loud they are, squared."""
    side, half = PIECE * scale, STEP * scale
    across = places.shape[1] * half
    hump = np.sin((np.arange(side, dtype=np.float32) + 0.5) * np.float32(np.pi / side)) ** 2
    inside = np.arange(half, dtype=np.float32)
    total = np.zeros((half, across, held.shape[2]), np.float32)
    even, loud = np.zeros((half, across), np.float32), np.zeros((half, across), np.float32)
    for up in (0, 1):  # pieces that begin here, and those that began half a piece higher
        if number < up:
            continue
        corner = places[number - up]
        down = slice(up * half, (up + 1) * half)
        for left in (0, 1):  # likewise from left to right
            begun = np.roll(corner, left, axis=0)
            there = np.repeat(begun[:, 0] >= 0, half)
            x = np.repeat(begun[:, 1].astype(np.float32) * scale + side, half)
            x += np.tile(inside + left * half, len(begun))
            y = np.repeat(begun[:, 0].astype(np.float32) * scale, half)[None] + (inside + up * half)[:, None]
            x = np.ascontiguousarray(np.broadcast_to(x[None], y.shape))
            piece = cv2.remap(held, x, y, cv2.INTER_NEAREST, borderMode=cv2.BORDER_REFLECT)
            piece = piece.reshape(*y.shape, -1).astype(np.float32) * np.float32(1 / UNIT)
            weight = hump[down, None] * np.tile(hump[left * half : (left + 1) * half], len(begun))[None] * there[None]
            loud += np.square(piece[..., 0]) * weight
            total += piece * weight[..., None]
            even += weight
    total /= np.maximum(even, 1e-2)[..., None]
    return total, np.clip(even, 0, 1), loud


def _described(lab: Floats) -> Floats:
    """Return what each piece looks like, (rows, columns, features)."""
    light, rows = lab[..., 0], lab.shape[0] // STEP
    mean = _means(lab, STEP)
    fine = PIECE // 4
    small = np.asarray(cv2.resize(light, (lab.shape[1] // fine, lab.shape[0] // fine), interpolation=cv2.INTER_AREA))
    small = np.concatenate([small, small[:, :4]], axis=1)
    small = np.concatenate([small, small[-4:]], axis=0)
    apart = STEP // fine
    shape = [
        small[i : i + rows * apart : apart, j : j + lab.shape[1] // fine : apart] for i in range(4) for j in range(4)
    ]
    looks = np.stack(shape, axis=-1)
    looks = (looks - looks.mean(axis=-1, keepdims=True)) * np.float32(SHAPE / 4)
    # what rises over the horizon is made of what lies as far below it
    elevation = np.abs(0.5 - (np.arange(rows, dtype=np.float32) + 1) / rows)
    counts = HEIGHT * (1 + (POLE - 1) * np.clip(elevation * 4 - 1, 0, 1))
    up = np.broadcast_to((elevation * counts)[:, None, None], (*mean.shape[:2], 1))
    tone = mean * np.array((LIGHT, COLOUR, COLOUR), np.float32)
    return np.concatenate([looks, tone, up], axis=-1).astype(np.float32)


def _means(layer: Floats, step: int) -> Floats:
    """Return the mean of each piece of a layer, whose corners are `step` apart."""
    height, width = layer.shape[:2]
    wide = around(layer, PIECE)
    mean = cv2.blur(wide, (PIECE, PIECE), anchor=(0, 0), borderType=cv2.BORDER_REPLICATE)[:, PIECE:-PIECE]
    return np.asarray(mean[:height:step, :width:step], np.float32)
