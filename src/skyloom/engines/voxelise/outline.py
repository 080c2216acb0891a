"""The silhouette of a thing on the grid of its model, and what rule makes a solid of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import cv2
import numpy as np
from numpy.typing import NDArray

from skyloom.geometry import inflation
from skyloom.geometry.resample import reduced
from skyloom.geometry.straightness import STRAIGHT, straightness
from skyloom.geometry.voxels import Solid
from skyloom.imaging.cutout import Floats, Picture
from skyloom.imaging.oklab import encoded, linear, oklab

Mask = NDArray[np.bool_]  # (rows, columns), row 0 at the top

FINE = 384  # pixels of the longest side of a fine mask, about
CRISP = 3  # times it must be enlarged, from which on a picture is taken as pixel art

SLIM = 0.06  # widest half of a thing that is flat, as a share of its longest side
THIN = 0.03  # half its thickness, likewise
RECTANGULAR = 0.9  # share of its tightest rectangle that a box fills
CUBIC = 1.25  # ratio of sides up to which a box is as deep as it is wide
DEEP = 0.4  # half the depth of other boxes, as a share of their shorter side
MIRRORED, CONVEX = 0.9, 0.93  # likeness of the two halves, and share of rows in one piece, of what is turned
LYING = 1.25  # times wider than high, of what is alike above and below and so not turned about an upright axis
SAMPLES, SHADED = 17, 0.05  # of a row, and the difference of OKLab lightness along it, of what is round
SLENDER = 0.1  # width of what is too thin to be turned, as a share of its height
SQUARE = 8.0  # power of the superellipse that straight outlines are turned with
BODY, LIMB = 0.6, 0.4  # share of a thing that its body is at least, and width of what is no body as a share of its


class Rule(StrEnum):
    """How a solid follows from an outline."""

    FLAT = "flat"  # a thin plate
    BOX = "box"
    TURNED = "turned"  # on a lathe
    SQUARED = "squared"  # the same, with nearly square cross-sections
    CUBED = "cubed"  # the union of inscribed cubes
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
    if inflation.distances(mask).max() < SLIM * max(mask.shape):
        return Rule.FLAT
    across, along = cv2.minAreaRect(np.argwhere(mask).astype(np.float32))[1]
    if mask.sum() > RECTANGULAR * (across + 1) * (along + 1):
        return Rule.BOX
    is_straight = straightness(mask) > STRAIGHT
    if _is_turned(mask):
        return Rule.SQUARED if is_straight else Rule.TURNED
    return Rule.CUBED if is_straight else Rule.INFLATED


def solid_of(outline: Outline) -> tuple[Solid, Rule]:
    """Return a solid (x, y, z) whose front silhouette is the outline, and the rule that its body follows.

    Where a body with a handle or a twig would follow another rule alone, it does, and what sticks out is round.
    """
    mask = outline.fine
    rule = _shown_rule(outline, mask)
    half = _half(mask, rule, outline.times)
    if rule in (Rule.INFLATED, Rule.CUBED):
        body = _body(mask)
        own = _shown_rule(outline, body)
        if body.sum() > BODY * mask.sum() and own in (Rule.BOX, Rule.TURNED, Rule.SQUARED):
            rule, half = own, np.where(body, _half(body, own, outline.times), inflation.inflated(mask & ~body))
    return _deepened(outline.mask, _meaned(half, outline) / np.float32(outline.times)), rule


def _shown_rule(outline: Outline, mask: Mask) -> Rule:
    """Return the rule that fits a part of an outline, and the light on it."""
    rule = rule_of(mask)
    return Rule.TURNED if rule in (Rule.BOX, Rule.SQUARED) and _is_shaded_round(outline, mask) else rule


def _half(mask: Mask, rule: Rule, times: int) -> Floats:
    """Return half the thickness, in fine pixels, that a rule gives each of them."""
    side = min(mask.shape)
    match rule:
        case Rule.FLAT:
            return inflation.extruded(mask, half=max(THIN * max(mask.shape), times / 2))
        case Rule.BOX:
            rows, columns = (int(mask.any(axis=axis).sum()) for axis in (1, 0))
            is_cubic = max(rows, columns) < CUBIC * min(rows, columns)
            return inflation.extruded(mask, half=(0.5 if is_cubic else DEEP) * min(rows, columns))
        case Rule.TURNED:
            return inflation.turned(mask)
        case Rule.SQUARED:
            return inflation.turned(mask, power=SQUARE)
        case Rule.CUBED:
            return np.minimum(inflation.cubes(mask), np.float32(DEEP * side))
        case Rule.INFLATED:
            return np.minimum(inflation.inflated(mask), np.float32(side / 2))


def _is_turned(mask: Mask) -> bool:
    """Tell whether an outline is its own mirror image and each of its rows is in one piece."""
    columns = np.nonzero(mask.any(axis=0))[0]
    rows = mask.any(axis=1)
    own = mask[rows, columns[0] : columns[-1] + 1]
    changes = np.abs(np.diff(np.pad(own, ((0, 0), (1, 1))).astype(np.int8), axis=1)).sum(axis=1)
    mirrored = own[:, ::-1]
    is_mirrored = (own & mirrored).sum() > MIRRORED * (own | mirrored).sum()
    high, wide = own.shape
    upended = own[::-1]
    lies = wide > LYING * high and (own & upended).sum() > MIRRORED * (own | upended).sum()
    return bool(is_mirrored and (changes == 2).mean() > CONVEX and wide > SLENDER * high and not lies)


def _is_shaded_round(outline: Outline, mask: Mask) -> bool:
    """Tell whether rows get darker towards a side, bit by bit, in most of the rows."""
    light = oklab(outline.pixels)[..., 0]
    profiles = []
    for row in range(0, len(light), 2):
        places = np.nonzero(mask[row])[0]
        if len(places) >= SAMPLES:
            inner = np.linspace(places[0], places[-1], SAMPLES + 2)[1:-1].astype(int)
            profiles.append(light[row, inner] - np.median(light[row, inner]))
    return bool(len(profiles) > 0 and np.ptp(np.median(profiles, axis=0)) > SHADED)


def _body(mask: Mask) -> Mask:
    """Return a thing without its thin parts."""
    reach = int(LIMB * float(inflation.distances(mask).max()))
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * reach + 1, 2 * reach + 1))
    opened = cv2.morphologyEx(np.pad(mask, reach).astype(np.uint8), cv2.MORPH_OPEN, disc) > 0
    return np.asarray(opened[reach : opened.shape[0] - reach, reach : opened.shape[1] - reach], bool)


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
