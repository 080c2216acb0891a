"""Few colours for many: clusters in OKLab, each colour counting by how much of it is seen."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from skyloom.imaging.oklab import oklab, shown

Colours = NDArray[np.uint8]  # (n, 3), sRGB
Doubles = NDArray[np.float64]
Owners = NDArray[np.intp]  # (n,), the colour that each becomes

SAME = 0.02  # OKLab distance below which two colours are one
EXACT = 1e-9  # squared distance that is rounding alone
ROUNDS = 12
MAIN = 0.4  # of a cluster's weight, from which on its commonest colour stands for it
MOST = 4096  # colours that are clustered; where there are more they are rounded first
GREY = 0.03  # OKLab distance from the axis of greys


def quantised(
    colours: Colours, weights: NDArray[np.number], /, *, most: int, same: float = SAME
) -> tuple[Colours, Owners]:
    """Return at most `most` colours, greys before hues and dark before light, and which of them each of n becomes.

    Colours at most `same` apart in OKLab are one. The same colours give the same result: there is no chance in it.
    """
    packed = colours.astype(np.uint32) @ np.array((1 << 16, 1 << 8, 1), np.uint32)
    keys, owner = np.unique(packed, return_inverse=True)
    bits = 0
    while len(keys) > MOST:
        bits += 1
        keys, owner = np.unique(packed >> bits & np.uint32(0x010101 * (255 >> bits)), return_inverse=True)
    weight = np.bincount(owner, np.maximum(weights, 1e-9)).astype(np.float64)
    mean = np.stack(
        [np.bincount(owner, colours[:, channel] * np.maximum(weights, 1e-9)) for channel in range(3)], axis=1
    )
    own = np.rint(mean / weight[:, None]).astype(np.uint8)
    lab = oklab(own[None])[0].astype(np.float64)
    centre = _centres(lab, weight, most, same)
    cluster = _nearest(lab, centre)
    palette, cluster = _named(own, lab, weight, cluster)
    return palette, cluster[owner]


def grey(pixels: NDArray[np.uint8], /) -> NDArray[np.uint8]:
    """Return pixels (h, w, 3) without colour, as light as before."""
    lab = oklab(pixels)
    lab[..., 1:] = 0
    return np.asarray(np.rint(shown(lab) * 255), np.uint8)


def _centres(lab: Doubles, weight: Doubles, most: int, same: float) -> Doubles:
    """Return the middles of clusters (Lloyd): begun at the heaviest and then where most is badly matched."""
    centre = lab[[int(weight.argmax())]]
    away = _squares(lab, centre)[:, 0]
    apart = max(same**2, EXACT)
    while len(centre) < most and away.max() > apart:
        worst = int((away * weight * (away > apart)).argmax())
        centre = np.concatenate([centre, lab[[worst]]])
        away = np.minimum(away, _squares(lab, centre[-1:])[:, 0])
    for _ in range(ROUNDS):
        owner = _nearest(lab, centre)
        total = np.bincount(owner, weight, len(centre))
        sums = np.stack([np.bincount(owner, lab[:, axis] * weight, len(centre)) for axis in range(3)], axis=1)
        moved = np.where(total[:, None] > 0, sums / np.maximum(total, 1e-12)[:, None], centre)
        if np.abs(moved - centre).max() < 1e-4:
            break
        centre = moved
    return _merged(centre, np.bincount(_nearest(lab, centre), weight, len(centre)).astype(np.float64), apart)


def _merged(centre: Doubles, weight: Doubles, apart: float) -> Doubles:
    """Return centres that are told apart by eye: of those that are not, the heaviest."""
    kept: list[int] = []
    for one in np.argsort(-weight, kind="stable"):
        if weight[one] > 0 and (not kept or _squares(centre[[one]], centre[kept]).min() > apart):
            kept.append(int(one))
    return centre[kept]


def _named(own: Colours, lab: Doubles, weight: Doubles, cluster: Owners) -> tuple[Colours, Owners]:
    """Return a colour for each cluster, in order, and the clusters by their new numbers."""
    used, cluster = np.unique(cluster, return_inverse=True)
    total = np.bincount(cluster, weight)
    mean = np.stack([np.bincount(cluster, lab[:, axis] * weight) for axis in range(3)], axis=1) / total[:, None]
    colours = np.rint(shown(mean[None].astype(np.float32))[0] * 255).astype(np.uint8)
    order = np.lexsort((weight, cluster))
    commonest = order[np.searchsorted(cluster[order], np.arange(len(used)), side="right") - 1]
    plain = weight[commonest] >= MAIN * total
    colours[plain] = own[commonest[plain]]
    chroma = np.linalg.norm(mean[:, 1:], axis=1)
    hue = np.where(chroma < GREY, -1, np.floor(np.arctan2(mean[:, 2], mean[:, 1]) / (np.pi / 6)) % 12)
    order = np.lexsort((mean[:, 0], hue))
    place = np.empty(len(order), np.intp)
    place[order] = np.arange(len(order))
    return colours[order], place[cluster]


def _nearest(lab: Doubles, centre: Doubles) -> Owners:
    return np.asarray(_squares(lab, centre).argmin(axis=1), np.intp)


def _squares(one: Doubles, other: Doubles) -> Doubles:
    """Return squared distances (n, m)."""
    apart = (one**2).sum(axis=1)[:, None] - 2 * one @ other.T + (other**2).sum(axis=1)[None]
    return np.asarray(np.maximum(apart, 0))
