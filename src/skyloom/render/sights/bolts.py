"""Lightning: broken lines from the clouds to the ground, drawn once as decals."""

from __future__ import annotations

import math

import cv2
import numpy as np
from mitsuba import Color3f, Float

from skyloom.render.sights.decals import Decal, frame, painted, toward
from skyloom.world.seeds import stream

COLOUR = (0.80, 0.84, 1.0)
HALVINGS, SWAY = 7, 0.17  # of a bolt's line; how far each joint is off, against its length
BRANCHES = 0.055  # of them, a joint
TOP_DEG, FOOT_DEG = (17.0, 30.0), -1.5
CORE = 3.0  # of the core, in whites of the picture; bloom does the rest
SHOWN_DEG = 62.0  # bolts stand within this of the open view


class Strike:
    """One bolt and where it leaves the clouds."""

    def __init__(self, decal: Decal, top: np.ndarray) -> None:
        self.decal, self.top = decal, top


def strikes(amount: float, seed: int, white: float, pixel: float) -> list[Strike]:
    """Return one to three bolts in the open view; `white` is the luminance that the picture shows as white."""
    draw = stream(seed, "lightning")
    count = 1 + round(2 * min(max(amount, 0.0), 1.0))
    places = np.linspace(-1, 1, count + 2)[1:-1] * SHOWN_DEG * 1.3 + draw.uniform(-14, 14, count)
    return [
        _strike(float(place), draw, white, pixel, 1.0 if k == count // 2 else 0.55) for k, place in enumerate(places)
    ]


def _strike(heading: float, draw: np.random.Generator, white: float, pixel: float, strength: float) -> Strike:
    top = float(draw.uniform(*TOP_DEG))
    middle = 0.5 * (top + FOOT_DEG)
    half = 0.62 * (top - FOOT_DEG)
    where = frame(toward(middle, heading), math.radians(half), pixel, sharpness=1.25)
    side = where.points
    lean = float(draw.uniform(-0.16, 0.16))
    start, end = np.array([0.5 - lean, 0.5 - 0.5 / 1.24]), np.array([0.5 + lean, 0.5 + 0.5 / 1.24])
    fine = np.zeros((side, side), np.float32)
    for line, bright, width in _lines(draw, start, end):
        layer = np.zeros((side, side), np.float32)
        points = np.round(line * (side - 1) * 256).astype(np.int32).reshape(-1, 1, 2)
        cv2.polylines(layer, [points], False, bright, max(1, round(width * side / 900)), cv2.LINE_AA, 8)
        fine = np.maximum(fine, layer)
    degree = side / (2 * half)  # texels
    glow = sum(w * _blurred(fine, s * degree) * s * degree for s, w in ((0.10, 0.9), (0.5, 0.16), (2.2, 0.05)))
    edge = np.minimum.outer(*(2 * [np.clip(np.minimum(np.arange(side), np.arange(side)[::-1]) / (0.12 * side), 0, 1)]))
    light = (fine * CORE * 4 + glow) * edge * strength
    rgb = [Float((light * c).ravel().astype(np.float32)) for c in COLOUR]
    decal = painted(where, Color3f(*rgb), Float(np.clip(fine, 0, 1).ravel() * 0.0), white)
    return Strike(decal, toward(top, heading))


def _blurred(picture: np.ndarray, sigma: float) -> np.ndarray:
    return np.asarray(cv2.GaussianBlur(picture, (0, 0), max(sigma, 0.3)))


def _lines(
    draw: np.random.Generator,
    start: np.ndarray,
    end: np.ndarray,
    bright: float = 1.0,
    width: float = 2.6,
    depth: int = 0,
) -> list[tuple[np.ndarray, float, float]]:
    """Return a bolt and its branches as lines of (x, y) points, with brightness and width."""
    line = np.stack([start, end])
    for _level in range(HALVINGS - depth):
        steps = np.diff(line, axis=0)
        length = np.linalg.norm(steps, axis=1)
        across = np.stack([-steps[:, 1], steps[:, 0]], -1) / np.maximum(length, 1e-9)[:, None]
        middle = 0.5 * (line[1:] + line[:-1]) + across * (draw.normal(0, SWAY * 0.62, len(length)) * length)[:, None]
        joined = np.empty((2 * len(line) - 1, 2))
        joined[::2], joined[1::2] = line, middle
        line = joined
    lines = [(line, bright, width)]
    if depth >= 3:
        return lines
    for joint in np.flatnonzero(draw.uniform(size=len(line)) < BRANCHES * (1.0 if depth == 0 else 0.7)):
        if joint > 0.85 * len(line) or joint < 2:
            continue
        along = end - start
        turn = float(draw.choice([-1, 1]) * draw.uniform(0.3, 0.85))
        reach = float(draw.uniform(0.15, 0.45)) * (1 - joint / len(line))
        cos, sin = math.cos(turn), math.sin(turn)
        tip = line[joint] + np.array([cos * along[0] - sin * along[1], sin * along[0] + cos * along[1]]) * reach
        lines += _lines(draw, line[joint], tip, bright * 0.38, max(width * 0.5, 1.0), depth + 1)
    return lines
