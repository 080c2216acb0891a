"""Colours for the cells of a model: each coat's shades laid out by rule, in clear blocks."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from skyloom.geometry.parts import Coat, Part, Rgb
from skyloom.geometry.parts_raster import Raster
from skyloom.geometry.voxels import Voxels
from skyloom.imaging import oklab
from skyloom.world.objects.tints import RAINBOW, mixed, ramp

MOST = 32  # colours of a model
DARKEST, LIGHTEST = -2, 2
SECOND = 10  # a shade of the coat's second colour is this much more
HUES = 20  # and one of the rainbow's

Lean = tuple[Rgb, float]
# What the colours of a scheme are mixed with: nothing, evening light, cool light.
LEANS: tuple[Lean, ...] = (((0, 0, 0), 0.0), ((255, 176, 92), 0.085), ((150, 178, 255), 0.095))

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Patch:
    """The cells of one coat: where they are, and which of their neighbours are empty."""

    x: Ints
    y: Ints
    z: Ints
    top: Flags
    below: Flags
    front: Flags
    right: Flags
    covered: Flags  # by another coat right above
    size: int  # of the whole model
    seed: int
    part: Ints


def painted(parts: Sequence[Part], raster: Raster, /, *, seed: int, scheme: int = 0) -> Voxels:
    """Return the model with at most 32 colours; a scheme leans them all a little to one side."""
    cells = raster.part
    coats = list(dict.fromkeys(part.coat for part in parts))
    coat_of = np.array([coats.index(part.coat) for part in parts], np.int64)
    tone_of = np.array([part.tone for part in parts], np.int64)
    x, y, z = np.nonzero(cells >= 0)
    part = cells[x, y, z].astype(np.int64)
    coat = coat_of[part]
    padded = np.pad(cells, 1, constant_values=-1)
    above = padded[x + 1, y + 1, z + 2].astype(np.int64)
    top, below = above < 0, padded[x + 1, y + 1, z] < 0
    front, right = padded[x + 1, y, z + 1] < 0, padded[x + 2, y + 1, z + 1] < 0
    covered = ~top & (coat_of[np.maximum(above, 0)] != coat)
    shade = np.zeros(len(x), np.int64)
    size = max(cells.shape)
    for index, one in enumerate(list(coats)):
        here = coat == index
        if not here.any():
            continue
        if one.glows and one.pattern == "facets":  # light comes out of its heart; the upper facets only shine
            coats.append(replace(one, glows=False))
            coat[here & ~_is_heart(z, here)] = len(coats) - 1
        patch = Patch(
            x=x[here], y=y[here], z=z[here], top=top[here], below=below[here], front=front[here], right=right[here],
            covered=covered[here], size=size, seed=seed + 7 * index, part=part[here],
        )  # fmt: skip
        laid = _laid(one, patch) if size >= 12 else np.zeros(len(patch.x), np.int64)
        own = laid < SECOND - 4
        laid = np.where(own, np.clip(laid + tone_of[patch.part], DARKEST, LIGHTEST), laid)
        shade[here] = laid
    return _coloured(cells.shape, (x, y, z), coats, coat * 64 + shade + 8, LEANS[scheme % len(LEANS)])


def _is_heart(z: Ints, here: Flags) -> Flags:
    low, high = int(z[here].min()), int(z[here].max())
    return np.asarray(z <= low + 0.34 * (high - low))


def _laid(coat: Coat, patch: Patch) -> Ints:
    return PATTERNS.get(coat.pattern, _plain)(patch)


def _coloured(
    shape: tuple[int, ...], where: tuple[Ints, Ints, Ints], coats: list[Coat], keys: Ints, lean: Lean
) -> Voxels:
    names, index, count = np.unique(keys, return_inverse=True, return_counts=True)
    colours = [mixed(_colour(coats[int(key) // 64], int(key) % 64 - 8), *lean) for key in names]
    glows = [coats[int(key) // 64].glows for key in names]
    groups = _merged(colours, glows, count)
    kept = sorted(set(groups))
    cells = np.zeros(shape, np.uint8)
    cells[where] = np.array([kept.index(group) + 1 for group in groups], np.uint8)[index]
    palette = np.array([colours[group] for group in kept], np.uint8)
    return Voxels(
        cells=cells, palette=palette, glowing=frozenset(i + 1 for i, group in enumerate(kept) if glows[group])
    )


def _colour(coat: Coat, shade: int) -> Rgb:
    if shade >= HUES - 4:
        return RAINBOW[(shade - HUES) % len(RAINBOW)]
    if shade >= SECOND - 4:
        return ramp(coat.second or coat.rgb, shade - SECOND)
    return ramp(coat.rgb, shade)


def _merged(colours: list[Rgb], glows: list[bool], count: Ints) -> list[int]:
    """Return for each colour the one that stands for it: the same ones, and the nearest until few enough are left."""
    first: dict[tuple[Rgb, bool], int] = {}
    groups = [first.setdefault((colour, glow), i) for i, (colour, glow) in enumerate(zip(colours, glows, strict=True))]
    lab = oklab.oklab(np.array([colours], np.uint8))[0].astype(float)
    weight = np.zeros(len(colours))
    for i, group in enumerate(groups):
        weight[group] += count[i]
    while len(alive := sorted(set(groups))) > MOST:
        gaps = np.linalg.norm(lab[alive][:, None] - lab[alive][None], axis=2)
        gaps += np.eye(len(alive)) * 9
        gaps *= (np.minimum(weight[alive][:, None], weight[alive][None]) / weight.sum() + 0.002) ** 0.25
        gaps += np.not_equal.outer([glows[i] for i in alive], [glows[i] for i in alive]) * 9.0
        a, b = np.unravel_index(int(np.argmin(gaps)), gaps.shape)
        one, other = alive[int(a)], alive[int(b)]
        keep, drop = (one, other) if weight[one] >= weight[other] else (other, one)
        weight[keep] += weight[drop]
        groups = [keep if group == drop else group for group in groups]
    return groups


# --- patterns ------------------------------------------------------------------------------------------------


def _hash(*values: Ints | int, seed: int) -> NDArray[np.float64]:
    """Return a number from 0 to 1 for each place; the same for the same place."""
    state = np.full(1, (seed * 2654435761 + 12345) % 2**63, np.uint64)
    for value in values:
        state = (state ^ np.atleast_1d(value).astype(np.uint64)) * np.uint64(0x9E3779B97F4A7C15)
        state = state ^ (state >> np.uint64(29))
    return np.asarray((state >> np.uint64(11)).astype(float) / 2.0**53)


def _noise(patch: Patch, cell: float, *, flat: float = 1.0) -> NDArray[np.float64]:
    """Return smooth noise from 0 to 1 with features of `cell` cells."""
    coordinates = [patch.x / cell, patch.y / cell, patch.z / cell * flat]
    low = [np.floor(c).astype(np.int64) for c in coordinates]
    part = [c - below for c, below in zip(coordinates, low, strict=True)]
    part = [p * p * (3 - 2 * p) for p in part]
    total = np.zeros(len(patch.x))
    for i in (0, 1):
        for j in (0, 1):
            for k in (0, 1):
                weight = np.ones(len(patch.x))
                for share, corner in zip(part, (i, j, k), strict=True):
                    weight = weight * (share if corner else 1 - share)
                total += weight * _hash(low[0] + i + 99, low[1] + j + 99, low[2] + k + 99, seed=patch.seed)
    return total


def _feature(patch: Patch, share: float, least: int) -> int:
    return max(least, round(patch.size * share))


def _ints(flags: Flags) -> Ints:
    return flags.astype(np.int64)


def _plain(patch: Patch) -> Ints:
    return -_ints(patch.covered & ~patch.top)


def _soft(patch: Patch) -> Ints:
    """Darker where it hangs over and in its lowest part."""
    low, high = patch.z.min(), patch.z.max()
    return -_ints(patch.below | (patch.z < low + 0.22 * (high - low)))


def _planks(patch: Patch) -> Ints:
    wide = _feature(patch, 0.06, 2)
    board = (patch.x + patch.y) // wide
    pick = _hash(board, seed=patch.seed)
    return np.where(pick < 0.33, -1, np.where(pick > 0.86, 1, 0)) - _ints(patch.covered)


def _boards(patch: Patch) -> Ints:
    """Lie one above the other."""
    row = patch.z // _feature(patch, 0.055, 2)
    pick = _hash(row, seed=patch.seed)
    return np.where(row % 2 == 0, 0, -1) + np.where(pick > 0.8, 1, 0)


def _bricks(patch: Patch) -> Ints:
    high, wide = _feature(patch, 0.04, 2), _feature(patch, 0.08, 3)
    row = patch.z // high
    place = (patch.x + patch.y + (row % 2) * (wide // 2)) // wide
    pick = _hash(row, place, seed=patch.seed)
    return np.where(pick < 0.24, -1, np.where(pick > 0.88, 1, 0)) - _ints(patch.covered)


def _stones(patch: Patch) -> Ints:
    """Large blocks in courses, few of another shade."""
    high, wide = _feature(patch, 0.065, 2), _feature(patch, 0.10, 3)
    row = patch.z // high
    place = (patch.x + patch.y + (row % 2) * (wide // 2)) // wide
    pick = _hash(row, place, seed=patch.seed)
    return np.where(pick < 0.2, -1, np.where(pick > 0.9, 1, 0)) - _ints(patch.covered)


def _tiles(patch: Patch) -> Ints:
    high = _feature(patch, 0.045, 2)
    row = patch.z // high
    pick = _hash(row, (patch.x + patch.y) // _feature(patch, 0.06, 2), seed=patch.seed)
    return -(row % 2) + np.where(pick > 0.9, 1, 0)


def _leaves(patch: Patch) -> Ints:
    """Clusters, lighter on the sunny side and darker below."""
    low, high = patch.z.min(), max(int(patch.z.max()), int(patch.z.min()) + 1)
    rise = (patch.z - low) / (high - low)
    value = _noise(patch, _feature(patch, 0.085, 2)) + 0.35 * (rise - 0.5)
    return np.where(value > 0.63, 1, np.where(value < 0.4, -1, 0)) - _ints(patch.below & (value < 0.5))


def _mottled(patch: Patch) -> Ints:
    value = _noise(patch, _feature(patch, 0.08, 2))
    return np.where(value > 0.66, 1, np.where(value < 0.36, -1, 0))


def _rock(patch: Patch) -> Ints:
    """Layers that bend, lighter where they lie open to the sky."""
    bend = _noise(patch, _feature(patch, 0.2, 3), flat=0.3)
    layer = np.floor((patch.z + bend * patch.size * 0.14) / _feature(patch, 0.07, 2)).astype(np.int64)
    pick = _hash(layer, seed=patch.seed)
    return np.where(pick < 0.4, -1, 0) + _ints(patch.top) - _ints(patch.below)


def _veins(patch: Patch) -> Ints:
    value = abs(_noise(patch, _feature(patch, 0.16, 3)) - 0.5)
    return -_ints(value < 0.045) - _ints(patch.covered)


def _facets(patch: Patch) -> Ints:
    """One shade a side, as cut stone shows it, with bright edges between them."""
    shade = np.where(patch.front, 0, np.where(patch.right, -2, -1))
    shade = np.where(patch.front & patch.right, 2, shade)
    shade = np.where(patch.top, 1, shade)
    gleam = (patch.x - patch.y + 2 * patch.z) % max(_feature(patch, 0.6, 11), 11) < _feature(patch, 0.04, 1)
    return np.where(gleam & ~patch.right, 2, shade) - _ints(patch.below)


def _metal(patch: Patch) -> Ints:
    """A broad gleam over the polish."""
    step = _feature(patch, 0.34, 7)
    place = (patch.x + patch.y + patch.z) % step
    return np.where(place < max(step // 5, 1), 1, 0) - _ints(patch.covered | patch.below)


def _glow(patch: Patch) -> Ints:
    """The second colour in the middle and low, the first around it."""
    low, high = patch.z.min(), max(int(patch.z.max()), int(patch.z.min()) + 1)
    rise = (patch.z - low) / (high - low)
    hot = _noise(patch, _feature(patch, 0.09, 2)) - 0.5 * rise
    return np.where(hot > 0.32, SECOND, np.where(hot < 0.02, -1, 0))


def _patches(patch: Patch) -> Ints:
    value = _noise(patch, _feature(patch, 0.13, 3))
    return np.where(value > 0.56, SECOND, 0) - _ints(patch.below & (value <= 0.56))


def _spots(patch: Patch) -> Ints:
    cell = _feature(patch, 0.1, 3)
    inside = [(c + cell * 8) % cell for c in (patch.x, patch.y, patch.z)]
    pick = _hash(patch.x // cell, patch.y // cell, patch.z // cell, seed=patch.seed)
    near = np.maximum.reduce(inside) < max(round(cell * 0.7), 2)
    return np.where(near & (pick > 0.35), SECOND, 0)


def _specks(patch: Patch) -> Ints:
    pick = _hash(patch.x // 2, patch.y // 2, patch.z // 2, seed=patch.seed)
    return np.where(pick > 0.9, SECOND, _mottled(patch))


def _stripes(patch: Patch) -> Ints:
    wide = _feature(patch, 0.07, 2)
    return np.where(((patch.x + patch.y + patch.z) // wide) % 2 == 1, SECOND, 0)


def _bands(patch: Patch) -> Ints:
    """The second colour in level bands."""
    wide = _feature(patch, 0.11, 2)
    return np.where(((patch.z - patch.z.min()) // wide) % 2 == 1, SECOND, 0)


def _hoops(patch: Patch) -> Ints:
    """The second colour in bands from front to back."""
    wide = _feature(patch, 0.075, 2)
    return np.where(((patch.y - patch.y.min()) // wide) % 2 == 1, SECOND, 0)


def _gores(patch: Patch) -> Ints:
    """The second colour in sectors around the upright axis."""
    middle = (patch.x.min() + patch.x.max()) / 2, (patch.y.min() + patch.y.max()) / 2
    angle = np.arctan2(patch.y - middle[1], patch.x - middle[0]) / (2 * np.pi) * 10 + 10.5
    return np.where(np.floor(angle).astype(np.int64) % 2 == 1, SECOND, 0)


def _checks(patch: Patch) -> Ints:
    wide = _feature(patch, 0.09, 2)
    return np.where((patch.x // wide + patch.y // wide + patch.z // wide) % 2 == 1, SECOND, 0)


def _ripples(patch: Patch) -> Ints:
    value = _noise(patch, _feature(patch, 0.12, 3))
    return np.where((value > 0.6) & patch.top, 1, np.where(value < 0.36, -1, 0))


def _rainbow(patch: Patch) -> Ints:
    low, high = patch.z.min(), max(int(patch.z.max()), int(patch.z.min()) + 1)
    return HUES + 5 - np.minimum((patch.z - low) * 6 // (high - low + 1), 5)


PATTERNS: Mapping[str, Callable[[Patch], Ints]] = {
    "plain": _plain,
    "soft": _soft,
    "planks": _planks,
    "boards": _boards,
    "bricks": _bricks,
    "stones": _stones,
    "tiles": _tiles,
    "leaves": _leaves,
    "mottled": _mottled,
    "rock": _rock,
    "veins": _veins,
    "facets": _facets,
    "metal": _metal,
    "glow": _glow,
    "patches": _patches,
    "spots": _spots,
    "specks": _specks,
    "stripes": _stripes,
    "bands": _bands,
    "hoops": _hoops,
    "gores": _gores,
    "checks": _checks,
    "ripples": _ripples,
    "rainbow": _rainbow,
    "flat": lambda patch: np.zeros(len(patch.x), np.int64),
}
