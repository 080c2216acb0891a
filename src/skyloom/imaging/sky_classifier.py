"""How much each pixel of a panorama looks like sky, told by a small net that was fitted on renders of Skyloom itself.

`python -m bench.skyline --fit` fits it. It sees no shapes: only colours, how busy a picture is, and what lies between a
pixel and the zenith and between it and the ground.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import cv2
import numpy as np
from numpy.typing import NDArray

from skyloom.imaging.bands import Floats, blurred, enlarged
from skyloom.imaging.oklab import oklab

Pixels = NDArray[np.uint8]

WIDTH = 512  # pixels across of the picture that is judged
LAND_DEG, SKY_DEG = (-25.0, -4.0), (25.0, 60.0)  # elevations whose mean colour stands for the land and for the sky
ZENITH_DEG = 45.0  # above it a picture's own noise is measured
GROUND_DEG = -15.0  # elevation from which on up the steps from the ground are counted
NOISE = 0.35  # quantile of busyness there that is taken for noise
FAINTEST = 0.002  # busyness below which a picture is even
TURN = 24.0  # pixels, over which a straight edge is looked for and the colour of a direction is taken
WEIGHTS = "sky_classifier.npz"


def likelihood(pixels: Pixels) -> Floats:
    """Return how likely each pixel (WIDTH / 2, WIDTH) of a panorama (h, 2 h, 3) is sky, 0 to 1."""
    seen = features(pixels)
    net = _net()
    layer = ((seen - net["mean"]) / net["spread"]).reshape(-1, seen.shape[-1])
    layer = np.maximum(layer @ net["first"] + net["first_bias"], 0)
    layer = np.maximum(layer @ net["second"] + net["second_bias"], 0)
    odds = layer @ net["last"] + net["last_bias"]
    return np.asarray(1 / (1 + np.exp(-np.clip(odds, -30, 30))), np.float32).reshape(seen.shape[:2])


def features(pixels: Pixels) -> Floats:
    """Return what the net sees of a panorama (h, 2 h, 3): (WIDTH / 2, WIDTH, features)."""
    double = np.asarray(cv2.resize(pixels, (2 * WIDTH, WIDTH), interpolation=cv2.INTER_AREA), np.uint8)
    fine = oklab(double)
    lab = enlarged(fine, WIDTH)
    height = len(lab)
    elevation = (90 - (np.arange(height, dtype=np.float32) + 0.5) * 180 / height).astype(np.float32)
    busy = _busyness(fine[..., 0], elevation)
    soft = blurred(lab, 1.0)
    step = np.linalg.norm(np.roll(soft, -2, axis=0) - np.roll(soft, 2, axis=0), axis=-1)
    wide = blurred(lab, 0.8)
    straight = _along(np.roll(wide, -1, axis=0) - np.roll(wide, 1, axis=0))
    level = np.linalg.norm(straight, axis=-1)
    for edge in (step, level):
        edge[:2], edge[-2:] = 0, 0
    ground = elevation < GROUND_DEG
    land, sky = _of_direction(lab, elevation, LAND_DEG), _of_direction(lab, elevation, SKY_DEG)
    layers = [
        np.broadcast_to(elevation[:, None] / 30, step.shape),
        np.broadcast_to(np.abs(elevation)[:, None] / 30, step.shape),
        *np.moveaxis(lab, -1, 0),
        *np.moveaxis(lab - land, -1, 0),
        *np.moveaxis(lab - sky, -1, 0),
        np.linalg.norm((lab - land)[..., 1:], axis=-1),
        np.linalg.norm((lab - sky)[..., 1:], axis=-1),
        busy,
        blurred(busy, 3.0),
        blurred(busy, 10.0),
        _above(busy),
        _above(step),
        _above(level),
        np.cumsum(np.maximum(step - 0.01, 0), axis=0),
        _below(np.where(ground[:, None], 0, step)),
        _below(np.where(ground[:, None], 0, level)),
        np.cumsum(np.where(ground[:, None], 0, np.maximum(step - 0.01, 0))[::-1], axis=0)[::-1],
        _below(np.where(ground[:, None], -9, busy)),
        step,
        level,
    ]
    return np.stack(layers, axis=-1).astype(np.float32)


def _busyness(light: Floats, elevation: Floats) -> Floats:
    """Return how busy a picture is about each pixel of one half as large, beyond its noise: a logarithm."""
    busy = enlarged(np.square(light - blurred(light, 1.2)), WIDTH)
    noise = np.quantile(blurred(busy, 2.0)[elevation > ZENITH_DEG], NOISE)
    clean = np.maximum(blurred(busy, 1.5) - noise, 0)
    return np.asarray(np.log(np.sqrt(clean) + FAINTEST) - np.log(FAINTEST), np.float32)


def _along(layer: Floats) -> Floats:
    """Return the mean of a layer (h, 2 h, c) along its rows."""
    pad = 3 * int(TURN)
    wide = np.concatenate([layer[:, -pad:], layer, layer[:, :pad]], axis=1)
    return np.asarray(cv2.GaussianBlur(wide, (2 * pad + 1, 1), TURN, sigmaY=0.01)[:, pad:-pad], np.float32)


def _of_direction(lab: Floats, elevation: Floats, between_deg: tuple[float, float]) -> Floats:
    """Return the mean colour of each direction between two elevations, (1, 2 h, 3)."""
    rows = (elevation > between_deg[0]) & (elevation < between_deg[1])
    return _along(lab[rows].mean(axis=0, keepdims=True))


def _above(layer: Floats) -> Floats:
    return np.asarray(np.maximum.accumulate(layer, axis=0), np.float32)


def _below(layer: NDArray[np.floating]) -> Floats:
    return np.asarray(np.maximum.accumulate(layer[::-1], axis=0)[::-1], np.float32)


@cache
def _net() -> dict[str, Floats]:
    with files("skyloom.imaging").joinpath(WEIGHTS).open("rb") as file, np.load(file) as held:
        return {name: held[name] for name in held.files}
