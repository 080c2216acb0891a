"""How much of each pixel of a photo is sky: the panes' regions at full size, with edges as the photo has them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from skyloom.imaging.oklab import linear
from skyloom.imaging.windows.regions import Region
from skyloom.imaging.windows.working import LUMINANCE, Floats, Pixels, Working

BAND = 2.5  # pixels of the copy, on both sides of a region's edge: there the photo decides
NEAR = 7.0  # pixels of the copy, from where sky and frame lend their colours
APART = 0.05  # of light between sky and what stands before it, below which the region alone decides
FAINT, NEARLY = 0.03, 0.97  # shares that are taken for none and for all
LEAST = 0.021  # share of a pixel that is worth a change
FADE = 0.012  # of the height, over which the sky ends above the horizon
GAP = 3.0  # pixels of the copy: a narrower dark thing in a pane is looked at as an edge is


@dataclass(frozen=True, slots=True, kw_only=True)
class Matte:
    """What of a photo is sky."""

    alpha: Floats  # (h, w), how much of each pixel, 0 to 1
    glass: Floats  # (h, w), the luminance of the sky that it shows, linear; 0 far from any


def matte(pixels: Pixels, copy: Working, found: Sequence[Region], row: float, /) -> Matte:
    """Return the sky of regions of a photo (h, w, 3) above the horizon's row, a share of the height."""
    height, width = pixels.shape[:2]
    alpha, glass = np.zeros((height, width), np.float32), np.zeros((height, width), np.float32)
    pad = round(NEAR + BAND) + 2
    for region in found:
        rows, columns = region.box
        top, bottom = max(0, rows.start - pad), min(copy.luma.shape[0], rows.stop + pad)
        left, right = max(0, columns.start - pad), min(copy.luma.shape[1], columns.stop + pad)
        small = np.zeros((bottom - top, right - left), np.float32)
        small[rows.start - top : rows.stop - top, columns.start - left : columns.stop - left] = region.mask
        down, across = height / copy.luma.shape[0], width / copy.luma.shape[1]
        part = (
            slice(round(top * down), round(bottom * down)),
            slice(round(left * across), round(right * across)),
        )
        own, light = _part(pixels[part], small, (down + across) / 2)
        more = own > alpha[part]
        alpha[part], glass[part] = np.where(more, own, alpha[part]), np.where(more, light, glass[part])
    rows_of = (np.arange(height, dtype=np.float32) + 0.5) / height
    above = np.clip((row - rows_of) / FADE, 0, 1)[:, None]
    alpha = np.asarray(alpha * above, np.float32)
    alpha[alpha < LEAST] = 0
    return Matte(alpha=alpha, glass=glass)


def _part(pixels: Pixels, mask: Floats, scale: float) -> tuple[Floats, Floats]:
    """Return shares and luminance of the sky in a part of the photo (h, w, 3), whose region on the copy is `mask`."""
    size = pixels.shape[1::-1]
    filled = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((3, 3), np.uint8), iterations=round(GAP / 2))
    large = np.asarray(cv2.resize(mask, size, interpolation=cv2.INTER_LINEAR), np.float32)
    cover = np.asarray(cv2.resize(filled, size, interpolation=cv2.INTER_LINEAR), np.float32)
    inner = _grown(large, -BAND * scale) > 0.5
    outer = _grown(cover, BAND * scale) > 0.5
    light = (linear(pixels) @ np.array(LUMINANCE, np.float32)).astype(np.float32)
    reach = NEAR * scale
    sky = _lent(light, inner.astype(np.float32), reach)
    frame = _lent(light, (large < 0.5).astype(np.float32) * (light < 0.97 * sky), reach)
    apart = sky - frame
    share = np.clip((light - frame) / np.maximum(apart, 1e-3), 0, 1)
    trusted = np.clip((apart - APART) / APART, 0, 1)
    share = large + (share - large) * trusted
    share = np.where(inner, np.maximum(share, 0.0), np.where(outer, share, 0))
    # inside, what is a little darker than its surroundings is sky with a tint, not a frame
    deep = _grown(large, -2 * BAND * scale) > 0.5
    share = np.where(deep, np.clip(share * 1.6, 0, 1), share)
    t = np.clip((share - FAINT) / (NEARLY - FAINT), 0, 1)
    return np.asarray(t, np.float32), sky


def _grown(mask: Floats, size: float) -> Floats:
    """Return a mask (h, w) grown by `size` pixels, or shrunk where it is negative; beyond the photo it goes on."""
    reach = 2 * round(abs(size)) + 1
    kernel = np.ones((reach, reach), np.uint8)
    change = cv2.dilate if size > 0 else cv2.erode
    return np.asarray(change(mask, kernel, borderType=cv2.BORDER_REPLICATE), np.float32)


def _lent(light: Floats, weight: Floats, reach: float) -> Floats:
    """Return the mean light (h, w) of the weighted pixels around each."""
    size = 2 * round(reach) + 1
    total = cv2.blur(light * weight, (size, size), borderType=cv2.BORDER_REPLICATE)
    held = cv2.blur(weight, (size, size), borderType=cv2.BORDER_REPLICATE)
    wide = 4 * size + 1
    far_total = cv2.blur(total, (wide, wide), borderType=cv2.BORDER_REPLICATE)
    far_held = cv2.blur(held, (wide, wide), borderType=cv2.BORDER_REPLICATE)
    far = far_total / np.maximum(far_held, 1e-6)
    return np.asarray(np.where(held > 0.02, total / np.maximum(held, 1e-6), far), np.float32)
