"""A photo's pixels with a new sky behind its windows, and what was found in it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import cv2
import numpy as np

from skyloom.imaging.windows.compose import composed, developed
from skyloom.imaging.windows.horizon import horizon
from skyloom.imaging.windows.judge import SURE, Pane, panes
from skyloom.imaging.windows.matte import matte
from skyloom.imaging.windows.working import LUMINANCE, Floats, Pixels, Working, middle_light, working
from skyloom.render.window_sky import WindowSky, weather

FOV_DEG = 75.0  # across, of a photo that does not tell
FINEST = 1600  # pixels across of the sky that is computed
TOLD = 0.5  # confidence from which on a window is named in the facts


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """A photo and what became of it."""

    pixels: Pixels
    alpha: Floats  # (h, w), how much of each pixel is painted sky
    facts: Mapping[str, Any]


def repainted(pixels: Pixels, seed: int, *, fov_deg: float = FOV_DEG, sure: float = SURE) -> Changed:
    """Return a photo (h, w, 3) with the sky of a seed behind the windows that are sure; else the same pixels."""
    copy = working(pixels)
    row, row_sure = horizon(copy)
    found = panes(copy)
    painted = [pane for pane in found if pane.confidence >= sure and pane.region.top < row * len(copy.luma)]
    facts: dict[str, Any] = {
        "windows": [_told(pane, copy) for pane in found if pane.confidence >= TOLD],
        "horizon": {"row": round(row, 4), "confidence": round(row_sure, 3)},
    }
    shares = matte(pixels, copy, [pane.region for pane in painted], row)
    alpha = shares.alpha
    if not (alpha > 0.5).any():
        facts["left_alone"] = "No window is sure enough for its sky to be painted."
        return Changed(pixels=pixels, alpha=np.zeros_like(alpha), facts=facts)
    chosen = weather(seed)
    sky = _sky(WindowSky(chosen), alpha, row, fov_deg, middle_light(pixels, alpha > 0))
    facts["sky"] = asdict(chosen)
    facts["share"] = round(float(alpha.mean()), 5)
    return Changed(pixels=composed(pixels, sky, shares, seed), alpha=alpha, facts=facts)


def changed(photo: Pixels, seed: int) -> tuple[Pixels, Floats, Mapping[str, Any]]:
    """Return the picture, the alpha of painted sky and the facts, as the benchmark asks for them."""
    done = repainted(photo, seed)
    return done.pixels, done.alpha, done.facts


def rehearse() -> None:
    """Compile what a first photo would wait for."""
    WindowSky(weather(0)).light(np.array([(0, 1, 0.2)], np.float32))


def _sky(dome: WindowSky, alpha: Floats, row: float, fov_deg: float, room: float) -> Floats:
    """Return the sky behind a photo as light, (h, w, 3), where alpha (h, w) is more than 0 at least."""
    height, width = alpha.shape
    focal = 0.5 * width / math.tan(math.radians(fov_deg) / 2)
    step = max(1.0, width / FINEST)
    rows_with, columns_with = (np.flatnonzero(alpha.any(axis=axis)) for axis in (1, 0))
    top, bottom = int(rows_with[0]), int(rows_with[-1]) + 1
    left, right = int(columns_with[0]), int(columns_with[-1]) + 1
    tall, wide = max(2, round((bottom - top) / step)), max(2, round((right - left) / step))
    rows = top + (np.arange(tall, dtype=np.float32) + 0.5) * (bottom - top) / tall
    columns = left + (np.arange(wide, dtype=np.float32) + 0.5) * (right - left) / wide
    ways = np.empty((tall, wide, 3), np.float32)
    ways[..., 0] = (columns - width / 2)[None, :]
    ways[..., 1] = focal
    ways[..., 2] = (row * height - rows)[:, None]
    ways /= np.linalg.norm(ways, axis=-1, keepdims=True)
    radiance = dome.light(ways.reshape(-1, 3))
    blue = _open_sky(dome, focal, width)
    light = developed(radiance, blue, room).reshape(tall, wide, 3)
    sky = np.zeros((height, width, 3), np.float32)
    sky[top:bottom, left:right] = cv2.resize(light, (right - left, bottom - top), interpolation=cv2.INTER_LINEAR)
    return sky


def _open_sky(dome: WindowSky, focal: float, width: int) -> float:
    """Return the luminance of the open sky in sight, cd/m²: the darker third of it, so that clouds do not count."""
    heading = np.linspace(-1, 1, 24, dtype=np.float32) * math.atan(0.5 * width / focal)
    elevation = np.radians(np.linspace(4, 28, 12, dtype=np.float32))
    across, up = np.meshgrid(heading, elevation)
    ways = np.stack([np.sin(across) * np.cos(up), np.cos(across) * np.cos(up), np.sin(up)], axis=-1)
    seen = dome.light(ways.reshape(-1, 3).astype(np.float32)) @ np.array(LUMINANCE, np.float32)
    return float(np.quantile(seen, 0.35))


def _told(pane: Pane, copy: Working) -> dict[str, Any]:
    """Return what the facts say of a window: its confidence and its corners, shares of width and height."""
    hull = cv2.convexHull(pane.region.outline)
    corners = cv2.boxPoints(cv2.minAreaRect(hull))
    size = np.array(copy.luma.shape[::-1], np.float32)
    return {
        "confidence": round(pane.confidence, 3),
        "quad": [[round(float(x), 4), round(float(y), 4)] for x, y in corners / size],
    }
