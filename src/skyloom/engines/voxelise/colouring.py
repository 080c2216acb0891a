"""What colour each voxel of a model has that one picture shows from the front."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from skyloom.engines.voxelise.outline import Outline
from skyloom.geometry.voxels import Solid
from skyloom.imaging.oklab import encoded, linear
from skyloom.imaging.quantise import quantised

Colours = NDArray[np.uint8]  # (..., 3), sRGB
Labels = NDArray[np.int64]

FINEST = 48  # colours that pixels vote for
RIM = 0.02  # what a pixel of the rim counts, where the background shines through
LATTICE = 4  # voxels between vertices whose colours are blended
SPECK = 0.08  # of the longer side: details up to this size do not show on the back


def surfaces(outline: Outline, *, most: int) -> tuple[Colours, Colours]:
    """Return the colours (rows, columns, 3) of the front and of the back: the commonest colour under each voxel.

    The back has the front's colours without its small details: faces and words are not on both sides.
    """
    labels, palette = _labelled(outline, min(FINEST, 2 * most + 8))
    rows, columns = outline.mask.shape
    cell = np.arange(rows)[:, None] * columns + np.arange(columns)
    owner = np.repeat(np.repeat(cell, outline.times, axis=0), outline.times, axis=1)
    weight = _inner(outline) + np.float32(RIM)
    votes = np.bincount(
        (owner * len(palette) + labels)[outline.fine], weight[outline.fine], rows * columns * len(palette)
    ).reshape(rows, columns, -1)
    front = _spread(votes.argmax(axis=-1), votes.sum(axis=-1) > 0)
    return palette[front], palette[_plain(front, outline.mask, len(palette))]


def blended(outline: Outline) -> tuple[Colours, Colours]:
    """Return the same from colours at the corners of a coarse lattice, blended between them."""
    weight = ((_inner(outline) + np.float32(RIM)) * outline.fine)[..., None]
    light = linear(outline.pixels) * weight
    rows, columns = outline.mask.shape
    coarse = (max(1, round(columns / LATTICE)), max(1, round(rows / LATTICE)))
    values = cv2.resize(np.concatenate([light, weight], axis=-1), coarse, interpolation=cv2.INTER_AREA)
    values = np.asarray(values + 1e-3 * cv2.blur(values, (9, 9)), np.float32)  # where a corner has nothing near
    smooth = cv2.resize(values, (columns, rows), interpolation=cv2.INTER_LINEAR)
    shown = encoded(np.asarray(smooth[..., :3] / np.maximum(smooth[..., 3:], 1e-9), np.float32))
    front = np.asarray(np.rint(shown * 255), np.uint8)
    return front, front


def painted(solid: Solid, front: Colours, back: Colours) -> Colours:
    """Return colours (x, y, z, 3): what is seen from the front half has the front's, all the rest the back's."""
    deep = solid.shape[1]
    first = solid.argmax(axis=1)  # (x, z)
    place = np.arange(deep)[None, :, None]
    ahead = (place <= first[:, None]) | ((place < deep / 2) & (place <= first[:, None] + 1))
    across = [np.moveaxis(side[::-1], 0, 1)[:, None] for side in (front, back)]
    return np.where(ahead[..., None], *across)


def _labelled(outline: Outline, most: int) -> tuple[Labels, Colours]:
    """Return which colour of a palette each fine pixel has."""
    palette, owner = quantised(outline.pixels[outline.fine], _inner(outline)[outline.fine] + RIM, most=most)
    labels = np.zeros(outline.fine.shape, np.int64)
    labels[outline.fine] = owner
    return labels, palette


def _inner(outline: Outline) -> NDArray[np.float32]:
    """Return 1 for pixels that are not at the rim, where the background mixes in."""
    size = 2 * max(1, outline.times // 4) + 1
    inner = cv2.erode(outline.fine.astype(np.uint8), np.ones((size, size), np.uint8), borderValue=0)
    return inner.astype(np.float32)


def _spread(labels: Labels, known: NDArray[np.bool_]) -> Labels:
    """Return labels where each unknown one is that of the nearest known."""
    if known.all():
        return labels
    _, nearest = cv2.distanceTransformWithLabels(
        (~known).astype(np.uint8), cv2.DIST_L2, cv2.DIST_MASK_5, labelType=cv2.DIST_LABEL_PIXEL
    )
    names = np.zeros(int(nearest.max()) + 1, np.int64)
    names[nearest[known]] = labels[known]
    spread: Labels = names[nearest]
    return spread


def _plain(labels: Labels, mask: NDArray[np.bool_], count: int) -> Labels:
    """Return labels without details: each voxel has the commonest label around it."""
    reach = 2 * max(1, round(SPECK * max(mask.shape))) + 1
    best, most = labels.copy(), np.full(labels.shape, -1.0, np.float32)
    for label in range(count):
        share = cv2.blur(((labels == label) & mask).astype(np.float32), (reach, reach), borderType=cv2.BORDER_CONSTANT)
        best = np.where(share > most, label, best)
        most = np.maximum(share, most)
    return best
