"""Colours of one picture's regions given to another's: matched by brightness, place and size, all in OKLab."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from skyloom.imaging.bands import Floats

Doubles = NDArray[np.float64]

COUNT = 10  # regions
SAMPLES, ROUNDS = 6000, 12
NODES = 65  # of a curve of brightness
GENTLEST, STEEPEST = 0.9, 2.0  # slopes of such a curve
CHROMA, HEIGHT = 2.5, 0.45  # how a step of colour, and a quarter turn of elevation, count beside one of lightness
FLAT = 1e-3  # squared step of lightness, in a region of which nothing is told by a trend
SOFT = 0.012  # squared step within which a pixel belongs to several regions
RANK, PLACE, HUE = 1.0, 0.5, 4.0  # what makes two regions a pair: brightness among its like, elevation, hue
BLUR = 0.008  # of the pairing: the smaller, the fewer regions share a partner
MOST_COLOURFUL = 1.6  # times a region's mean
REACH = 0.35  # of lightness, over which a region's colours may follow its own trend


@dataclass(frozen=True, slots=True)
class Palette:
    """The regions of a picture; n of them."""

    centre: Doubles  # (n, 4): lightness, a, b, elevation, each as it counts
    colour: Doubles  # (n, 3): mean OKLab
    trend: Doubles  # (n, 2): a and b that a step of lightness brings
    rank: Doubles  # (n,): share of the picture that is darker
    mass: Doubles  # (n,): share of the picture
    chroma: Doubles  # (n,): mean distance from grey
    tones: Doubles  # (NODES,): quantiles of lightness


def palette_of(lab: Floats, weight: Floats, *, random: np.random.Generator, count: int = COUNT) -> Palette:
    """Return the regions of a panorama (h, 2 h, 3), OKLab, counting pixels by their weight (h, 2 h), 0 to 1."""
    place = _features(lab)
    chance = (weight * _areas(len(lab))).ravel().astype(np.float64)
    if chance.sum() <= 0:
        chance = np.ones_like(chance)
    chosen = random.choice(chance.size, SAMPLES, p=chance / chance.sum())
    points, colours = place.reshape(-1, 4)[chosen].astype(np.float64), lab.reshape(-1, 3)[chosen].astype(np.float64)
    centre = _centres(points, count, random)
    owner = np.argmin(_squares(points, centre), axis=1)
    kept = np.unique(owner)
    tones = np.quantile(colours[:, 0], np.linspace(0, 1, NODES))
    regions = [colours[owner == k] for k in kept]
    mean = np.stack([region.mean(axis=0) for region in regions])
    return Palette(
        centre=centre[kept],
        colour=mean,
        trend=np.stack([_trend(region) for region in regions]),
        rank=np.interp(mean[:, 0], tones + np.arange(NODES) * 1e-9, np.linspace(0, 1, NODES)),
        mass=np.array([len(region) for region in regions]) / SAMPLES,
        chroma=np.array([np.linalg.norm(region[:, 1:], axis=1).mean() for region in regions]),
        tones=tones,
    )


def curve(own: Palette, wanted: Palette, share: float = 1.0) -> tuple[Doubles, Doubles]:
    """Return lightness and what becomes of it, (NODES,) each, rising: the tones of `own` as those of `wanted`."""
    low, high = float(own.tones[0]), float(own.tones[-1])
    start = np.linspace(min(low, 0.0), max(high, 1.0), NODES)
    middle = int(np.argmin(np.abs(start - own.tones[NODES // 2])))
    spread = own.tones + np.linspace(0, 1e-6, NODES)
    goal = np.interp(start, spread, wanted.tones)
    slope = np.clip(np.diff(goal) / np.diff(start), GENTLEST, STEEPEST)
    rise = np.concatenate([[0.0], np.cumsum(slope * np.diff(start))])
    found = rise - rise[middle] + float(wanted.tones[NODES // 2])
    found = np.clip(found, min(wanted.tones[0], 0.06) * 0.5, max(float(wanted.tones[-1]), 0.9))
    return start, start + (found - start) * share


def colours(lab: Floats, light: Floats, own: Palette, wanted: Palette) -> Floats:
    """Return a and b (h, 2 h, 2) that the pixels of a panorama get from `wanted`, at their new lightness (h, 2 h)."""
    pairs = _pairs(own, wanted)
    mean = pairs @ wanted.colour
    trend = pairs @ wanted.trend
    place = _features(lab).reshape(-1, 4)
    near = _squares(place.astype(np.float32), own.centre.astype(np.float32))
    near -= near.min(axis=1, keepdims=True)
    share = np.exp(-near / np.float32(SOFT))
    share /= share.sum(axis=1, keepdims=True)
    step = light.reshape(-1, 1) - share @ mean[:, :1].astype(np.float32)
    step = np.clip(step, -REACH, REACH)
    hue = share @ mean[:, 1:].astype(np.float32) + step * (share @ trend.astype(np.float32))
    # means of regions are paler than what they are means of
    bright, pale = _colourful(wanted), float(np.linalg.norm(mean[:, 1:], axis=1) @ own.mass)
    hue *= np.float32(np.clip(bright / max(pale, 1e-4), 1, MOST_COLOURFUL))
    return np.asarray(hue.reshape(*lab.shape[:2], 2), np.float32)


def _colourful(palette: Palette) -> float:
    return float(palette.chroma @ palette.mass)


def _features(lab: Floats) -> Floats:
    height, width = lab.shape[:2]
    elevation = (0.5 - (np.arange(height, dtype=np.float32) + 0.5) / height) * np.float32(2 * HEIGHT)
    up = np.broadcast_to(elevation[:, None], (height, width))
    return np.concatenate([lab[..., :1], lab[..., 1:] * np.float32(CHROMA), up[..., None]], axis=-1)


def _areas(height: int) -> Floats:
    polar = (np.arange(height, dtype=np.float32) + 0.5) * np.float32(math.pi / height)
    return np.asarray(np.sin(polar)[:, None], np.float32)


def _centres(points: Doubles, count: int, random: np.random.Generator) -> Doubles:
    """Return the middles of clusters (Lloyd), begun far apart."""
    centre = points[random.integers(len(points))][None]
    for _ in range(count - 1):
        away = _squares(points, centre).min(axis=1)
        if away.max() < 1e-9:
            break
        centre = np.concatenate([centre, points[random.choice(len(points), p=away / away.sum())][None]])
    for _ in range(ROUNDS):
        owner = np.argmin(_squares(points, centre), axis=1)
        centre = np.stack([points[owner == k].mean(axis=0) if (owner == k).any() else c for k, c in enumerate(centre)])
    return np.asarray(centre, np.float64)


def _squares(points: NDArray[np.floating], centre: NDArray[np.floating]) -> NDArray[np.floating]:
    """Return squared distances (points, centres)."""
    apart = (points**2).sum(axis=1)[:, None] - 2 * points @ centre.T + (centre**2).sum(axis=1)[None]
    return np.asarray(np.maximum(apart, 0))


def _trend(region: Doubles) -> Doubles:
    light = region[:, 0] - region[:, 0].mean()
    slope: Doubles = (light @ (region[:, 1:] - region[:, 1:].mean(axis=0))) / (light @ light + FLAT * len(region))
    return slope


def _pairs(own: Palette, wanted: Palette) -> Doubles:
    """Return which regions of `wanted` each of `own` becomes, rows of shares: an optimal transport (Sinkhorn)."""
    hue = own.colour[:, None, 1:] - own.mass @ own.colour[:, 1:]
    other = wanted.colour[None, :, 1:] - wanted.mass @ wanted.colour[:, 1:]
    cost = RANK * (own.rank[:, None] - wanted.rank[None]) ** 2
    cost = cost + PLACE * ((own.centre[:, None, 3] - wanted.centre[None, :, 3]) / HEIGHT) ** 2
    cost = cost + HUE * ((hue - other) ** 2).sum(axis=-1)
    kernel = np.exp(-(cost - cost.min()) / BLUR) + 1e-30
    right = np.ones(len(wanted.mass))
    for _ in range(100):
        left = own.mass / (kernel @ right)
        right = wanted.mass / (kernel.T @ left)
    plan: Doubles = left[:, None] * kernel * right[None]
    shares: Doubles = plan / plan.sum(axis=1, keepdims=True)
    return shares
