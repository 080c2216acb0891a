"""From light to a photograph: exposure, glow around windows, fall-off, white balance, curve, noise, JPEG."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from bench.interior.plan import Exposure

Floats = NDArray[np.float32]
GLOW = ((0.004, 0.55), (0.018, 0.3), (0.07, 0.15))  # spread, share of the width; weight
GREY = 0.18
SHOULDER = 0.75  # linear value from which on the curve bends, as cameras' JPEGs have it


def photograph(planes: dict[str, Floats], exposure: Exposure, seed: int) -> NDArray[np.uint8]:
    """Return the picture (h, w, 3), sRGB, of light by where it comes from."""
    random = np.random.default_rng(seed)
    light = exposed(planes, exposure)
    height, width = light.shape[:2]
    light = _glow(light, exposure.bloom)
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    away = ((x / width - 0.5) ** 2 + ((y - height / 2) / width) ** 2) / 0.39
    light *= (1 - exposure.vignette * away)[..., None] * np.array(exposure.white, np.float32)
    grain = random.normal(size=light.shape).astype(np.float32)
    grain = 0.6 * grain + 0.4 * grain.mean(axis=-1, keepdims=True) * 1.7
    grain = cv2.GaussianBlur(grain, (0, 0), 0.6) * 1.6
    light += grain * exposure.noise * np.sqrt(np.clip(light, 0.004, 1) * GREY)
    shown = _srgb(np.clip(_curve(light), 0, 1))
    if exposure.contrast != 1:
        shown = np.clip(0.5 + (shown - 0.5) * exposure.contrast, 0, 1)
    pixels = np.rint(shown * 255).astype(np.uint8)
    _, coded = cv2.imencode(".jpg", pixels[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, exposure.jpeg])
    decoded = cv2.imdecode(coded, cv2.IMREAD_COLOR)
    assert decoded is not None
    return np.asarray(np.ascontiguousarray(decoded[..., ::-1]), np.uint8)


def exposed(planes: dict[str, Floats], exposure: Exposure) -> Floats:
    """Return linear light, 1 being white: the room's median is the key, and the sky outside so many stops over it."""
    room = planes["room"] + planes["sun"]
    inside = (planes["glass"] < 0.01) & (planes["mirror"] < 0.01)
    median = float(np.median(planes["room"].mean(axis=-1)[inside]))
    outside = planes["outside"] * np.float32(exposure.key * 2.0**exposure.stops)
    return np.asarray(room * np.float32(exposure.key / max(median, 1e-6)) + outside, np.float32)


def _glow(light: Floats, bloom: float) -> Floats:
    width = light.shape[1]
    bright = np.minimum(light, 24)
    around = np.zeros_like(light)
    for spread, weight in GLOW:
        step = max(1, int(spread * width / 4))
        small = cv2.resize(bright, None, fx=1 / step, fy=1 / step, interpolation=cv2.INTER_AREA)
        soft = cv2.GaussianBlur(small, (0, 0), spread * width / step, borderType=cv2.BORDER_REPLICATE)
        around += np.float32(weight) * cv2.resize(soft, (width, light.shape[0]), interpolation=cv2.INTER_LINEAR)
    return np.asarray(light * np.float32(1 - bloom) + around * np.float32(bloom), np.float32)


def _curve(light: Floats) -> Floats:
    over = np.maximum(light - SHOULDER, 0)
    room = 1.02 - SHOULDER
    return np.asarray(np.where(light > SHOULDER, SHOULDER + room * (1 - np.exp(-over / room)), light), np.float32)


def _srgb(light: Floats) -> Floats:
    return np.asarray(np.where(light <= 0.0031308, 12.92 * light, 1.055 * np.maximum(light, 1e-6) ** (1 / 2.4) - 0.055))
