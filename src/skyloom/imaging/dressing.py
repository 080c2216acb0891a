"""Two pictures made into one: the shapes of one in the colours and the grain of the other, or parts of both.

A picture has two sides here, its land and its sky, each complete: what the other hides is filled smoothly, so that
neither bleeds into the other where they meet.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from skyloom.imaging import matter
from skyloom.imaging.bands import Floats, blended, blurred, by_strips, enlarged, filled, guided, mixed
from skyloom.imaging.palette import Palette, colours, curve, palette_of

SMALL = 1024  # pixels across of the pictures in which colours are matched
GRAIN = 7.0 / 4096  # of the width: detail finer than this is grain
BROAD = 1.0 / 100  # of the width: finer than this are shapes
BARE = 0.4  # of another's liveliness: a picture less lively shows the other's shapes
PIECES = 0.45  # of a colour is that of the piece that is laid there, the rest that of its region
TINT = 0.05  # most that a piece changes of its region's colour
OWN_GRAIN = 0.75  # share of its own grain that a picture keeps under another's
BORDER, SKY_BORDER = 0.07, 0.12  # shares of the way round, over which one picture runs into the other
MOST_BENT = 0.04  # of the height: where skylines lie farther apart, land ends in the sky
POLE_DEG = 12.0  # from a pole, within which no piece is laid
DEEP_DEG = -55.0  # elevation from which on down land is not moved with the skyline


@dataclass(frozen=True, slots=True, kw_only=True)
class Scape:
    """A panorama in OKLab."""

    land: Floats  # (h, 2 h, 3)
    sky: Floats  # (h, 2 h, 3)
    open: Floats  # (h, 2 h): how much of each pixel is sky, 0 to 1
    plain: Floats  # (h, 2 h): where shapes are the ground's own, which another's bare ground may show, 0 to 1
    row: Floats  # (2 h,): where the land begins in each column, as a share of the height

    @property
    def whole(self) -> Floats:
        """The picture, (h, 2 h, 3), OKLab."""
        return mixed(self.land, self.sky, self.open)


def scape(lab: Floats, open_: Floats, *, sky: Floats | None = None, plain: Floats | None = None) -> Scape:
    """Return a picture (h, 2 h, 3), OKLab, split by its matte (h, 2 h); `sky` is what lies behind, if it is known.

    `plain` tells where the land is ground and no thing; left out, it is so everywhere.
    """
    width = open_.shape[1]
    reach = max(1, round(width / 1400))
    kernel = np.ones((2 * reach + 1, 2 * reach + 1), np.uint8)
    land = lab
    if open_.max() > 0.02:
        land = filled(lab, _inside(open_ < 0.02, 1 - open_, kernel))
        if sky is None:
            sky = filled(lab, _inside(open_ > 0.98, open_, kernel))
    sky = lab if sky is None else sky
    plain = np.ones_like(open_) if plain is None else plain
    return Scape(land=land, sky=sky, open=open_, plain=plain, row=_skyline(open_))


def _skyline(open_: Floats) -> Floats:
    """Return where the land begins in each column of a matte, a share of the height, without its teeth."""
    width, count = open_.shape[1], SMALL // 2
    is_open = cv2.resize(open_, (count, count // 2), interpolation=cv2.INTER_AREA) > 0.5
    row = np.where(is_open.all(axis=0), 0.5, np.argmin(is_open, axis=0) / (count // 2))
    fine = np.interp((np.arange(width) + 0.5) / width, (np.arange(count) + 0.5) / count, row)
    return _around(fine.astype(np.float32), width / 90)


def dressed(
    own: Scape, wanted: Scape, *, share: float, grain: float, has_sky: bool, random: np.random.Generator
) -> Scape:
    """Return a picture whose colours are by `share` those of another, and its grain by `grain`; shapes stay."""
    land = own.land
    if share > 0 or grain > 0:
        land = _land(own, wanted, share, grain, random)
    sky = own.sky
    if has_sky and share > 0 and own.open.max() > 0.5:
        sky = _recoloured(own.sky, own.open, wanted.sky, wanted.open, share, random)[0]
    return replace(own, land=land, sky=sky)


def joined(one: Scape, other: Scape, *, land: Floats, sky: Floats) -> Scape:
    """Return `one` where the shares (h, 2 h) of land and of sky are 0, `other` where they are 1.

    Where they meet, both skylines are bent to one height, so that land goes on in land.
    """
    if land.max() > 0 and land.min() < 1:
        edge = land[int(0.5 * len(land))]
        row = one.row + (other.row - one.row) * _around(edge, len(edge) / 22)
        one, other = (bent(side, side.row + np.clip(row - side.row, -MOST_BENT, MOST_BENT)) for side in (one, other))
    return Scape(
        land=_either(one.land, other.land, land),
        sky=_either(one.sky, other.sky, sky),
        open=one.open + (other.open - one.open) * land,
        plain=one.plain,
        row=one.row if land.max() == 0 else other.row,
    )


def bent(scape_: Scape, row: Floats) -> Scape:
    """Return a picture whose land is stretched so that its skyline comes to lie at `row`."""
    height, width = scape_.open.shape
    y = ((np.arange(height, dtype=np.float32) + 0.5) / height)[:, None]
    deep = np.float32(0.5 - DEEP_DEG / 180)
    own, new = np.minimum(scape_.row, deep - 0.05)[None], np.minimum(row, deep - 0.05)[None]
    above = y * (own / np.maximum(new, 1e-3))
    below = own + (y - new) * ((deep - own) / (deep - new))
    source = np.where(y < new, above, np.where(y < deep, below, y)).astype(np.float32)
    rows = source * height - np.float32(0.5)
    columns = np.broadcast_to(np.arange(width, dtype=np.float32)[None], rows.shape)

    def moved(layer: Floats) -> Floats:
        seen = cv2.remap(layer, columns, rows, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        return np.asarray(seen, np.float32)

    return replace(scape_, land=moved(scape_.land), open=moved(scape_.open), row=row)


def turns(height: int, share: float, *, random: np.random.Generator) -> tuple[Floats, Floats]:
    """Return where a share of a panorama (height, 2 height) is another picture: of its land, sector by sector; of sky.

    The more, the more: what is the other at some share stays so at each higher one.
    """
    rows = 64
    elevation = (0.5 - (np.arange(rows) + 0.5) / rows) * math.pi
    heading = ((np.arange(2 * rows) + 0.5) / (2 * rows) - 0.5) * 2 * math.pi
    flat = np.cos(elevation)[:, None]
    up = np.broadcast_to(np.sin(elevation)[:, None], (rows, 2 * rows))
    ray = np.stack([flat * np.sin(heading), flat * np.cos(heading), up], axis=-1)
    axes = random.standard_normal((7, 3)) * 1.6
    phases = random.random(7) * 2 * math.pi
    cloud = _ranked(np.cos(ray @ axes.T + phases).sum(axis=-1))
    starts = random.random(2) * 2 * math.pi
    sector = _ranked((np.array((1.0, 0.7)) * np.cos(np.outer(heading, (1, 2)) + starts)).sum(axis=-1))
    steep = np.clip((np.abs(np.degrees(elevation)) - 25) / 30, 0, 1)[:, None]
    land = sector[None] * (1 - steep) + cloud * steep
    return _risen(land, share, BORDER, 2 * height), _risen(cloud, share, SKY_BORDER, 2 * height)


def _risen(field: NDArray[np.floating], share: float, border: float, width: int) -> Floats:
    if share <= 0 or share >= 1:
        return np.full((width // 2, width), float(share >= 1), np.float32)
    fine = enlarged(np.asarray(field, np.float32), width, method=cv2.INTER_CUBIC)
    t = np.clip((share * (1 + border) - fine) / border, 0, 1)
    return np.asarray(t * t * (3 - 2 * t), np.float32)


def _ranked(values: NDArray[np.floating]) -> Floats:
    """Return values as their rank among all, 0 to 1."""
    order = np.argsort(values.ravel(), kind="stable")
    rank = np.empty(values.size, np.float32)
    rank[order] = (np.arange(values.size) + 0.5) / values.size
    return np.asarray(rank.reshape(values.shape), np.float32)


def _inside(mask: NDArray[np.bool_], most: Floats, kernel: NDArray[np.uint8]) -> Floats:
    """Return how much a pixel counts for what a mask holds: nothing near its edge, and never more than `most`."""
    sure = np.asarray(cv2.erode(mask.astype(np.float32), kernel), np.float32)
    return np.asarray(np.minimum(cv2.blur(sure, (3, 3)) * sure, np.clip(most, 0, 1)), np.float32)


def _around(line: Floats, size: float) -> Floats:
    return np.asarray(blurred(np.repeat(line[None], 3, axis=0), size)[1], np.float32)


def _either(one: Floats, other: Floats, share: Floats) -> Floats:
    if share.max() == 0:
        return one
    if share.min() == 1:
        return other
    return blended(one, other, share)


def _recoloured(
    lab: Floats, weight: Floats, other: Floats, free: Floats, share: float, random: np.random.Generator
) -> tuple[Floats, Floats]:
    """Return a layer (h, 2 h, 3) in another's colours by `share`, and wholly so at `SMALL` across."""
    width = lab.shape[1]
    small = enlarged(lab, min(width, SMALL))
    own = palette_of(small, enlarged(weight, small.shape[1]), random=random)
    wanted = _palette(other, free, random)
    light = _toned(small[..., 0], own, wanted, 1.0)
    hue = colours(small, light, own, wanted)
    new = np.concatenate([light[..., None], hue], axis=-1)
    fine = lab.copy()
    fine[..., 0] = _toned(lab[..., 0], own, wanted, share)
    full = _toned(lab[..., 0], own, wanted, 1.0)
    wide = guided(hue, light, full, size=3.0 * small.shape[1] / SMALL, smooth=2e-3)
    fine[..., 1:] += (wide - lab[..., 1:]) * np.float32(share)
    return fine, new


def _palette(lab: Floats, weight: Floats, random: np.random.Generator) -> Palette:
    small = min(lab.shape[1], SMALL)
    return palette_of(enlarged(lab, small), enlarged(weight, small), random=random)


def _toned(light: Floats, own: Palette, wanted: Palette, share: float) -> Floats:
    """Return lightness as the other picture's tones by `share`."""
    start, goal = curve(own, wanted, share)
    steps = np.linspace(start[0], start[-1], 4096)
    table = np.interp(steps, start, goal).astype(np.float32)
    place = (light - np.float32(start[0])) * np.float32(4095 / (start[-1] - start[0]))
    return np.asarray(table[np.clip(place + 0.5, 0, 4095).astype(np.uint16)], np.float32)


def _land(own: Scape, wanted: Scape, share: float, grain: float, random: np.random.Generator) -> Floats:
    own_land, wanted_land = 1 - own.open, 1 - wanted.open
    land, small = _recoloured(own.land, own_land, wanted.land, wanted_land, share, random)
    width = land.shape[1]
    if grain <= 0 or width < matter.WIDTH or width % matter.WIDTH:
        return land
    has, gives = enlarged(own_land, matter.WIDTH), enlarged(wanted_land, matter.WIDTH)
    theirs = enlarged(wanted.land, matter.WIDTH)
    places = matter.matched(small, has, theirs, gives, random=random)
    hue, lies = matter.laid(places, theirs[..., 1:], is_grain=False)
    lies *= _off_poles(len(lies))
    tint = blurred(np.clip(hue - small[..., 1:], -TINT, TINT) * lies[..., None], matter.WIDTH / 300)
    land[..., 1:] += enlarged(tint, width) * np.float32(PIECES * share)
    return _grained(land, own_land, wanted.land, wanted_land * wanted.plain, places, grain)


def _grained(
    land: Floats, own_land: Floats, other: Floats, other_ground: Floats, places: matter.Places, grain: float
) -> Floats:
    """Return land (h, 2 h, 3) with another's grain where its own lacks it, and its shapes where it shows nothing."""
    width = land.shape[1]
    size, broad = GRAIN * width, BROAD * width
    coarse, smooth, wide = blurred(land, size), blurred(other, size), blurred(other, broad)
    lent, lies = matter.laid(places, other - smooth)
    lies *= _off_poles(len(lies))
    keep = np.float32(1 - (1 - OWN_GRAIN) * grain)
    loud = _loudness(lent[..., 0], 2 * size)
    lack = np.clip(loud - keep * keep * _loudness(land[..., 0] - coarse[..., 0], 2 * size), 0, None)
    lack = np.sqrt(lack / np.maximum(loud, 1e-8)) * np.float32(grain)
    loud = _loudness(smooth[..., 0] - wide[..., 0], broad)
    own_loud = _loudness(coarse[..., 0] - blurred(coarse[..., 0], broad), broad)
    bare = np.clip((BARE - own_loud / np.maximum(loud, 1e-7)) / BARE, 0, 1) * np.float32(grain)
    lack, bare = enlarged(lack, width), enlarged(bare, width)
    bare *= np.clip(blurred(other_ground, size) * 8 - 7, 0, 1) * blurred(own_land, size)

    def put(rows: slice) -> None:
        mine = (land[rows] - coarse[rows]) * (1 - (1 - keep) * lies[rows])[..., None]
        theirs = lent[rows] * (lack[rows] * lies[rows] * (1 - bare[rows]))[..., None]
        land[rows] = coarse[rows] + mine + theirs + (other[rows] - wide[rows]) * bare[rows][..., None]

    by_strips(len(land), put, rows=32)
    return land


def _off_poles(height: int) -> Floats:
    """Return how far each row (h, 1) is from where a panorama's pieces would be drawn out into rings, 0 to 1."""
    polar = (np.arange(height, dtype=np.float32) + 0.5) / height * 180
    away = np.minimum(polar, 180 - polar)
    return np.asarray(np.clip((away - POLE_DEG) / POLE_DEG, 0, 1)[:, None], np.float32)


def _loudness(layer: Floats, size: float) -> Floats:
    """Return the mean square of a layer (h, 2 h) about each pixel of a picture half as large."""
    return blurred(np.asarray(enlarged(np.square(layer), layer.shape[1] // 2), np.float32), size / 2)
