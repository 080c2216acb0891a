"""The silhouette of a thing on the grid of its model, and what rule makes a solid of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import cv2
import numpy as np
from numpy.typing import NDArray

from skyloom.geometry import inflation
from skyloom.geometry.resample import reduced
from skyloom.geometry.voxels import Solid
from skyloom.imaging.cutout import Floats, Picture
from skyloom.imaging.oklab import encoded, linear

Mask = NDArray[np.bool_]  # (rows, columns), row 0 at the top

FINE = 384  # pixels of the longest side of a fine mask, about
CRISP = 3  # times it must be enlarged, from which on a picture is taken as pixel art

SLIM = 0.06  # widest half of a thing that is flat, as a share of its longest side
THIN = 0.03  # half its thickness, likewise
RECTANGULAR = 0.9  # share of its tightest rectangle that a box fills
CUBIC = 1.25  # ratio of sides up to which a box is as deep as it is wide
MIRRORED, CONVEX = 0.9, 0.93  # likeness of the two halves, and share of rows in one piece, of what is turned
STRAIGHT = 0.7  # share of an outline in long straight lines, of what is not round
LINE, BEND = 0.15, 0.004  # how long such a line is, and how far from straight, as shares of the outline's diagonal
UPRIGHT = 0.4  # share of rows that are about as wide as the widest: straight walls, not a pyramid
DEEP = 0.4  # half the depth of a plate or a box, as a share of its shorter side
SQUARE = 4.0  # power of the superellipse that straight outlines are turned with


class Rule(StrEnum):
    """How a solid follows from an outline."""

    FLAT = "flat"  # a thin plate
    BOX = "box"
    PLATE = "plate"  # a thick plate
    TURNED = "turned"  # on a lathe
    SQUARED = "squared"  # the same, with nearly square cross-sections
    INFLATED = "inflated"  # the union of inscribed balls


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """A thing as its picture shows it, cut to its box and laid on the grid."""

    mask: Mask  # (rows, columns), one voxel each
    fine: Mask  # (rows * times, columns * times)
    pixels: NDArray[np.uint8]  # (rows * times, columns * times, 3), sRGB
    times: int  # fine pixels a voxel


def outlined(picture: Picture, cover: Floats, *, size: int) -> Outline:
    """Return the part of a picture that `cover` (h, w), 0 to 1, tells, its longer side `size` voxels long."""
    rows, columns = (np.nonzero((cover >= 0.5).any(axis=axis))[0] for axis in (1, 0))
    part = np.s_[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    alpha, pixels = cover[part], picture.pixels[part]
    longest = max(alpha.shape)
    high, wide = (max(1, round(side * size / longest)) for side in alpha.shape)
    times = max(3, round(FINE / size))
    target = (wide * times, high * times)
    if size * times < longest:
        method = cv2.INTER_AREA
    else:
        method = cv2.INTER_NEAREST if size * times >= CRISP * longest else cv2.INTER_LINEAR
    weight = np.maximum(alpha, 1e-4)[..., None]
    sums = cv2.resize(linear(pixels) * weight, target, interpolation=method)
    light = sums / cv2.resize(weight, target, interpolation=method)[..., None]
    fine = cv2.resize(alpha, target, interpolation=method) >= 0.5
    return Outline(
        mask=reduced(fine[:, :, None], (high, wide, 1))[:, :, 0],
        fine=fine,
        pixels=np.asarray(np.rint(encoded(np.asarray(light, np.float32)) * 255), np.uint8),
        times=times,
    )


def rule_of(mask: Mask) -> Rule:
    """Return the rule that fits an outline."""
    contours, _ = cv2.findContours(mask.astype(np.uint8), cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    contour = max(contours, key=cv2.contourArea)
    area, longest, shortest = float(mask.sum()), max(mask.shape), min(mask.shape)
    if inflation.distances(mask).max() < SLIM * longest:
        return Rule.FLAT
    across, along = cv2.minAreaRect(np.concatenate(contours))[1]
    if area > RECTANGULAR * (across + 1) * (along + 1):
        return Rule.BOX
    straight = _straightness(np.asarray(contour, np.int32)) > STRAIGHT
    widths = mask.sum(axis=1)
    if straight and (widths >= 0.93 * widths.max()).mean() > UPRIGHT:
        return Rule.PLATE
    mirrored = mask[:, ::-1]
    one_piece = (np.abs(np.diff(np.pad(mask, ((0, 0), (1, 1))).astype(np.int8), axis=1)).sum(axis=1) == 2).mean()
    if (mask & mirrored).sum() > MIRRORED * (mask | mirrored).sum() and one_piece > CONVEX and shortest > 0.1 * longest:
        return Rule.SQUARED if straight else Rule.TURNED
    return Rule.INFLATED


def solid_of(outline: Outline, rule: Rule) -> Solid:
    """Return a solid (x, y, z) whose front silhouette is the outline."""
    mask = outline.fine
    side = min(mask.shape)
    match rule:
        case Rule.FLAT:
            half = inflation.extruded(mask, half=max(THIN * max(mask.shape), outline.times / 2))
        case Rule.BOX:
            cubic = max(mask.shape) < CUBIC * side
            half = inflation.extruded(mask, half=side / 2 if cubic else DEEP * side)
        case Rule.PLATE:
            half = inflation.extruded(mask, half=DEEP * side)
        case Rule.TURNED:
            half = inflation.turned(mask)
        case Rule.SQUARED:
            half = inflation.turned(mask, power=SQUARE)
        case Rule.INFLATED:
            half = np.minimum(inflation.inflated(mask), side / 2).astype(np.float32)
    return _deepened(outline.mask, _meaned(half, outline) / np.float32(outline.times))


def _meaned(half: Floats, outline: Outline) -> Floats:
    """Return means over what is solid of each voxel's pixels."""
    size = outline.mask.shape[::-1]
    total = cv2.resize(half * outline.fine, size, interpolation=cv2.INTER_AREA)
    there = cv2.resize(outline.fine.astype(np.float32), size, interpolation=cv2.INTER_AREA)
    return np.asarray(total / np.maximum(there, 1e-6), np.float32) * outline.mask


def _deepened(mask: Mask, half: NDArray[np.floating]) -> Solid:
    """Return the cells within half a thickness (rows, columns), in voxels, of the plane, one at least in each."""
    depth = max(1, round(2 * float(half.max())))
    place = np.abs(np.arange(depth) + 0.5 - depth / 2)
    near = 0.5 * (1 - depth % 2) + 1e-6  # of the middle cells
    inside = place <= np.maximum(half - 0.25 * (depth % 2), near)[..., None]
    return np.ascontiguousarray(np.moveaxis(inside & mask[..., None], (0, 1, 2), (2, 0, 1))[:, :, ::-1])


def _straightness(contour: NDArray[np.int32]) -> float:
    """Return the share of an outline that long straight lines make up."""
    diagonal = float(np.hypot(*(np.ptp(contour[:, 0], axis=0) + 1)))
    corners = cv2.approxPolyDP(contour, max(1.0, BEND * diagonal), closed=True)[:, 0].astype(np.float64)
    lines = np.linalg.norm(corners - np.roll(corners, 1, axis=0), axis=1)
    return float(lines[lines > LINE * diagonal].sum() / max(lines.sum(), 1e-9))
