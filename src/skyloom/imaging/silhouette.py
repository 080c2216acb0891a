"""Where the one thing is that a picture shows: its background and its shadow on the ground are told and left out."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from skyloom.core.errors import InvalidInput
from skyloom.imaging.cutout import Floats, Picture
from skyloom.imaging.oklab import oklab

Mask = NDArray[np.bool_]  # (h, w)

EMPTY = "The picture is empty: every pixel of it is transparent. Please send one that shows a single object."
PLAIN = (
    "No object could be told apart from its background. "
    "Please send a picture of one object on a plain background, or better on a transparent one."
)
CUT = 0.5  # alpha from which on a pixel is there
CLEAR = 0.002  # share of the picture that must be transparent for its alpha to mean something
RING = 0.025  # of the shorter side: the border that is looked at
LIKE, LIKEST = 0.03, 0.018  # OKLab distances to the background: the same, and surely the same
STEP, FAR = 0.007, 0.14  # OKLab distance between neighbours, and to the background, of what slowly changes
SHADOW_STEP, SHADOW_CHROMA, SHADOW_DARKEST = 0.018, 0.025, 0.45  # the last is a share of the background's lightness
SECOND = 0.12  # share of the border from which on it shows a floor, too
UNEVEN = 0.35  # share of the border that may differ from the rest
LEAST, MOST = 0.004, 0.97  # share of the picture that a thing may fill
PART = 0.02  # of the largest part: a smaller one is dust
HOLE, PINHOLE = 0.001, 0.0005  # of the picture: seen through from here on; closed below
ENOUGH, NODES = 4000, 128  # pixels of the border, and nodes a side, that a smooth background is told by
GUESSED = 288  # pixels a side at which GrabCut works


def silhouette(picture: Picture, /) -> Floats:
    """Return how much of each pixel (h, w) the thing covers, 0 to 1, or raise InvalidInput where there is none."""
    solid = picture.alpha >= CUT
    if not solid.any():
        raise InvalidInput(EMPTY)
    if (~solid).mean() > CLEAR:
        return np.where(_parts(solid), picture.alpha, 0).astype(np.float32)
    lab = np.asarray(cv2.GaussianBlur(oklab(picture.pixels), (0, 0), 0.6), np.float32)
    ring = _ring(solid.shape)
    ground = _ground(lab, ring)
    away = np.linalg.norm(lab - ground, axis=2).astype(np.float32)
    floor = _floor(lab, ring, away)
    if floor is not None:
        ground, away = _both(lab, ground, floor)
    found = _off_background(lab, ground, away, ring)
    is_even = found is not None and LEAST < found.mean() < MOST
    found = _tidied(found if found is not None and is_even else _guessed(picture, lab))
    if not LEAST < found.mean() < MOST:
        raise InvalidInput(PLAIN)
    return _softened(found, away) if is_even else found.astype(np.float32)


def _off_background(lab: Floats, ground: Floats, away: Floats, ring: Mask) -> Mask | None:
    """Return what an even background leaves; None where the border is not even."""
    spread = float(np.median(away[ring]))
    same = away < max(LIKE, 3 * spread)
    if (~same[ring]).mean() > UNEVEN or spread > LIKE:
        return None
    back = _reached(same, ring)
    back |= _flooded(lab, back, away < FAR, STEP)
    back |= _flooded(lab, back, _shaded(lab, ground), SHADOW_STEP)
    back |= _holes(back, away < max(LIKEST, 2 * spread))
    # what lies between two floods is an edge that both stopped at
    return ~back


def _ring(shape: tuple[int, ...]) -> Mask:
    height, width = shape
    thick = max(1, round(RING * min(height, width)))
    ring = np.ones((height, width), bool)
    ring[thick:-thick, thick:-thick] = False
    return ring


def _ground(lab: Floats, ring: Mask) -> Floats:
    """Return the background (h, w, 3) that the border tells: quadratic both ways, without what stands out."""
    height, width = ring.shape
    rows, columns = np.nonzero(ring)
    some = np.s_[:: 1 + len(rows) // ENOUGH]
    known = _terms((rows[some] + 0.5) / height, (columns[some] + 0.5) / width)
    colours = lab[ring][some].astype(np.float64)
    middle = np.median(colours, axis=0)
    away = np.linalg.norm(colours - middle, axis=1)
    trusted = away <= max(float(np.median(away)) * 2, LIKE)
    for _ in range(4):
        weights = np.linalg.lstsq(known[trusted], colours[trusted], rcond=None)[0]
        away = np.linalg.norm(colours - known @ weights, axis=1)
        trusted = away <= max(3 * float(np.median(away)), LIKEST)
    nodes = (np.arange(NODES) + 0.5) / NODES
    coarse = _terms(*np.meshgrid(nodes, nodes, indexing="ij")) @ weights
    return np.asarray(
        cv2.resize(coarse.astype(np.float32), (width, height), interpolation=cv2.INTER_LINEAR), np.float32
    )


def _terms(down: NDArray[np.float64], across: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.stack([np.ones_like(down), across, down, across**2, down**2, across * down], axis=-1)


def _floor(lab: Floats, ring: Mask, away: Floats) -> Floats | None:
    """Return a second background (h, w, 3) where the border shows one on opposite sides, None where it does not."""
    other = ring & (away > 2 * LIKE)
    sides = other[:, 0].any() & other[:, -1].any() | other[0].any() & other[-1].any()
    if not sides or other.sum() < SECOND * ring.sum():
        return None
    floor = _ground(lab, other)
    is_even = float(np.median(np.linalg.norm(lab - floor, axis=2)[other])) < LIKE
    return floor if is_even else None


def _both(lab: Floats, ground: Floats, floor: Floats) -> tuple[Floats, Floats]:
    """Return the nearer of two backgrounds (h, w, 3), and how far pixels are from both and from all between them."""
    way = floor - ground
    share = np.clip(((lab - ground) * way).sum(axis=2) / np.maximum((way**2).sum(axis=2), 1e-6), 0, 1)[..., None]
    away = np.linalg.norm(lab - ground - share * way, axis=2)
    return np.where(share < 0.5, ground, floor).astype(np.float32), away.astype(np.float32)


def _reached(open_: Mask, start: Mask) -> Mask:
    """Return the parts of `open_` that touch `start`."""
    _, labels = cv2.connectedComponents(open_.astype(np.uint8), connectivity=4)
    wanted = np.zeros(labels.max() + 1, bool)
    wanted[labels[start & open_]] = True
    wanted[0] = False
    return np.asarray(wanted[labels], bool)


def _flooded(lab: Floats, start: Mask, allowed: Mask, step: float) -> Mask:
    """Return what is reached from `start` over neighbours that differ by at most `step` in each channel."""
    blocked = np.pad(~(allowed | start), 1, constant_values=True).astype(np.uint8)
    edge = start & ~cv2.erode(start.astype(np.uint8), np.ones((3, 3), np.uint8), borderValue=1).astype(bool)
    smooth = np.ascontiguousarray(lab)
    limit = (step, step, step)
    for row, column in np.argwhere(edge):
        if blocked[row + 1, column + 1] == 0:
            cv2.floodFill(
                smooth, blocked, (int(column), int(row)), 0, limit, limit, 4 | cv2.FLOODFILL_MASK_ONLY | 2 << 8
            )
    return np.asarray(blocked[1:-1, 1:-1] == 2, bool)


def _shaded(lab: Floats, ground: Floats) -> Mask:
    """Return the pixels that are the background with less light on it."""
    share = lab[..., 0] / np.maximum(ground[..., 0], 1e-3)
    hue = np.linalg.norm(lab[..., 1:] - ground[..., 1:] * share[..., None], axis=2)
    return np.asarray((share < 1) & (share > SHADOW_DARKEST) & (hue < SHADOW_CHROMA), bool)


def _holes(back: Mask, same: Mask) -> Mask:
    """Return enclosed parts that show the background."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats((same & ~back).astype(np.uint8), connectivity=4)
    large = stats[:, cv2.CC_STAT_AREA] > HOLE * back.size
    large[0] = False
    return np.asarray(large[labels], bool)


def _guessed(picture: Picture, lab: Floats) -> Mask:
    """Return what GrabCut takes for the thing, told that it is in the middle and does not touch the border."""
    height, width = lab.shape[:2]
    scale = min(1.0, GUESSED / max(height, width))
    size = (max(8, round(width * scale)), max(8, round(height * scale)))
    small = cv2.resize(picture.pixels, size, interpolation=cv2.INTER_AREA)
    ring = _ring((size[1], size[0]))
    down, across = np.meshgrid(np.linspace(-1, 1, size[1]), np.linspace(-1, 1, size[0]), indexing="ij")
    told = np.where(across**2 + down**2 < 0.8, cv2.GC_PR_FGD, cv2.GC_PR_BGD).astype(np.uint8)
    told[ring] = cv2.GC_BGD
    cv2.setRNGSeed(0)
    models = [np.zeros((1, 65)), np.zeros((1, 65))]
    try:
        cv2.grabCut(small, told, (0, 0, 0, 0), models[0], models[1], 4, cv2.GC_INIT_WITH_MASK)
    except cv2.error as error:  # everything is alike
        raise InvalidInput(PLAIN) from error
    found = np.isin(told, (cv2.GC_FGD, cv2.GC_PR_FGD)).astype(np.float32)
    return np.asarray(cv2.resize(found, (width, height), interpolation=cv2.INTER_LINEAR) > 0.5, bool)


def _tidied(found: Mask) -> Mask:
    """Return a mask without specks, fringes and pinholes."""
    cross = cv2.getStructuringElement(cv2.MORPH_CROSS, (3, 3))
    closed = cv2.morphologyEx(found.astype(np.uint8), cv2.MORPH_CLOSE, cross)
    whole = _parts(np.asarray(closed, bool))
    _, labels, stats, _ = cv2.connectedComponentsWithStats((~whole).astype(np.uint8), connectivity=4)
    tiny = stats[:, cv2.CC_STAT_AREA] < PINHOLE * found.size
    tiny[0] = False
    return np.asarray(whole | tiny[labels], bool)


def _softened(found: Mask, away: Floats) -> Floats:
    """Return how much of each pixel a thing covers: at its rim by how far the pixel is from the background."""
    side = np.ones((5, 5), np.uint8)
    inner = cv2.erode(found.astype(np.uint8), side, borderValue=1).astype(bool)
    own = cv2.dilate(away, np.ones((7, 7), np.uint8))
    share = np.clip(away / np.maximum(own, 1e-6), 0, 1)
    return np.where(inner, 1, share * found).astype(np.float32)


def _parts(found: Mask) -> Mask:
    """Return the largest part and those that are not dust beside it."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats(found.astype(np.uint8), connectivity=8)
    if len(stats) < 2:
        return found
    large = stats[:, cv2.CC_STAT_AREA] >= PART * stats[1:, cv2.CC_STAT_AREA].max()
    large[0] = False
    return np.asarray(large[labels], bool)
