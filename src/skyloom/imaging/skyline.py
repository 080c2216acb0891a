"""Where the sky of a panorama ends: a soft matte, the line of land against sky, and the horizon."""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from skyloom.imaging.bands import Floats, around, blurred, enlarged, filled, guided
from skyloom.imaging.oklab import oklab
from skyloom.imaging.sky_classifier import WIDTH, likelihood

Pixels = NDArray[np.uint8]
Mask = NDArray[np.bool_]

BORDER = 5  # pixels on both sides of a first cut that a second one decides anew
PAD = 64  # columns of the other end that the cut sees
ROUNDS = 2
KNOWN = 0.99  # likelihood from which on the cut asks no more
HORIZON_DEG = (-20.0, 6.0)  # elevations of a skyline's lower edge that are taken for the horizon
FAINT = 0.015  # step from sky to land, below which there is none
WARM, PALE, EVEN = 0.006, 0.05, 0.02  # of a ceiling: more yellow and less colourful than that, and this much alike
GLINT_DEG = 0.7  # under the horizon, from which on down nothing narrow is sky
LOWEST_DEG, LIKELY_DEG = -11.0, 6.0  # no sky below; probably sky above
CALM = 0.022  # steps of lightness; what is busier is hardly sky
BUSY = 3.0  # how a step counts beside one of lightness
SURE = 0.5  # of certainty, below which a sky is not believed
GAP_REACH = 14.0  # pixels of a picture 1024 wide within which the sky shines through trees
GAP_OFF, GAP_APART = 0.012, 0.03  # squared steps: as near to the sky's colour, where land is as far from it
GAP_DARKER = 0.12  # that land is darker than the sky behind it
SMALL = 0.004  # of the picture: a smaller island in the sky is cloud, bird or sun


@dataclass(frozen=True, slots=True, kw_only=True)
class Skyline:
    """What is sky in a panorama."""

    sky: Floats  # (h, 2 h), 0 to 1
    row: Floats  # (2 h,), where the land begins in each column, as a share of the height
    horizon_deg: float  # its elevation; 0 where nothing tells
    certainty: float  # 0 to 1; below `SURE` there is no sky

    @property
    def share(self) -> float:
        """The share of the sphere that is sky."""
        weight = np.sin((np.arange(len(self.sky)) + 0.5) * math.pi / len(self.sky))
        return float((self.sky.mean(axis=1) * weight).sum() / weight.sum())


def read(pixels: Pixels) -> Skyline:
    """Return the skyline of a panorama (h, 2 h, 3); where no sky is found, the horizon and no sky."""
    height = WIDTH // 2
    double = np.asarray(cv2.resize(pixels, (2 * WIDTH, WIDTH), interpolation=cv2.INTER_AREA), np.uint8)
    small = np.asarray(cv2.resize(double, (WIDTH, height), interpolation=cv2.INTER_AREA), np.uint8)
    lab = oklab(small)
    if float(lab[..., 0].std()) < FAINT:
        return _none(0.0)
    rough = _rough(double)
    certainty = _open(lab, rough)
    if certainty < SURE:
        return _none(certainty)
    mask = _grounded(_joined(_sharpened(_joined(_cut(lab, rough, likelihood(pixels))), lab)))
    certainty = _certainty(mask, lab)
    if certainty < SURE:
        return _none(certainty)
    row = (np.argmin(mask, axis=0) / height).astype(np.float32)
    row = np.where(mask.all(axis=0), 0.5, row).astype(np.float32)
    return Skyline(sky=mask.astype(np.float32), row=row, horizon_deg=_horizon(row), certainty=certainty)


def _none(certainty: float) -> Skyline:
    """Return the skyline of a picture that has no sky."""
    height = WIDTH // 2
    nothing, level = np.zeros((height, WIDTH), np.float32), np.full(WIDTH, 0.5, np.float32)
    return Skyline(sky=nothing, row=level, horizon_deg=0.0, certainty=certainty)


def matte(skyline: Skyline, pixels: Pixels) -> Floats:
    """Return how much of each pixel (h, 2 h, 3) is sky, 0 to 1, its edge that of the picture."""
    width = pixels.shape[1]
    if not skyline.sky.any():
        return np.zeros((width // 2, width), np.float32)
    step = min(width, 2 * WIDTH)
    scale = step / (2 * WIDTH)
    fine = cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY).astype(np.float32) * np.float32(1 / 255)
    guide = enlarged(fine, step)
    sky = np.clip(enlarged(skyline.sky, step), 0, 1)
    soft = guided(sky[..., None], guide, fine, size=2.5 * scale, smooth=4e-4)[..., 0]
    # a sky's own detail must not shine through: what is surely sky or surely land stays so
    near = enlarged(blurred(sky, 3.0 * scale), width)
    soft = np.where(near > 0.985, 1, np.where(near < 0.015, 0, soft))
    gaps = _gaps(sky, np.asarray(cv2.resize(pixels, (step, step // 2), interpolation=cv2.INTER_AREA), np.uint8), scale)
    if gaps.any():
        wide = guided(gaps[..., None], guide, fine, size=1.5 * scale, smooth=4e-4)[..., 0]
        soft = np.maximum(soft, np.where(enlarged(blurred(gaps, 2.0 * scale), width) > 0.02, wide, 0))
    t = np.clip((soft - 0.15) / 0.7, 0, 1)
    return np.asarray(t * t * (3 - 2 * t), np.float32)


def _gaps(sky: Floats, small: Pixels, scale: float) -> Floats:
    """Return how much sky shines through what stands before it, such as a tree, (h, 2 h), by its colour."""
    lab = oklab(small)
    surely = (blurred(sky, 2.0 * scale) > 0.99).astype(np.float32)
    deep = (blurred(sky, GAP_REACH * scale) < 0.02).astype(np.float32)
    if not surely.any() or not deep.any():
        return np.zeros_like(sky)
    heaven, land = filled(lab, surely), filled(lab, deep)
    across = heaven - land
    apart = np.square(across).sum(axis=-1)
    share = ((lab - land) * across).sum(axis=-1) / np.maximum(apart, 1e-4)
    step = lab - heaven
    step[..., 0] = np.where(step[..., 0] > 0, 0.35, 1) * step[..., 0]  # a cloud is brighter
    off = np.square(step).sum(axis=-1)
    share = np.clip((share - 0.55) / 0.3, 0, 1) * np.clip(2 - off / GAP_OFF, 0, 1)
    elevation = (0.5 - (np.arange(len(sky)) + 0.5) / len(sky)) * 180
    darker = heaven[..., 0] - land[..., 0] > GAP_DARKER  # light through leaves, never rock in snow
    zone = (1 - deep) * darker * (apart > GAP_APART) * (elevation > 1)[:, None]
    return np.asarray(share * zone, np.float32)


def _rough(double: Pixels) -> Floats:
    """Return how busy a picture is about each pixel of one half as large: steps of lightness."""
    light = oklab(double)[..., 0]
    busy = np.square(light - blurred(light, 1.5))
    return np.sqrt(blurred(enlarged(busy, WIDTH), 1.5))


def _open(lab: Floats, rough: Floats) -> float:
    """Return how certainly a small panorama has a sky: what is calm above is cut from what is below, whatever it is.

    The classifier was fitted on places under the sky, and a room's ceiling would be one to it.
    """
    few = WIDTH // 2
    lab, rough = enlarged(lab, few), enlarged(rough, few)
    elevation = np.broadcast_to((90 - (np.arange(few // 2) + 0.5) * 360 / few)[:, None], rough.shape)
    label = np.full(rough.shape, cv2.GC_PR_BGD, np.uint8)
    label[(elevation > LIKELY_DEG) & (rough < CALM)] = cv2.GC_PR_FGD
    label[elevation < LOWEST_DEG] = cv2.GC_BGD
    return _certainty(_joined(_parted(_looks(lab, rough), label, ROUNDS)), lab)


def _cut(lab: Floats, rough: Floats, likely: Floats) -> Mask:
    """Return what is sky in a small panorama: what the classifier is sure of, and what looks like that."""
    elevation = np.broadcast_to((90 - (np.arange(len(lab)) + 0.5) * 180 / len(lab))[:, None], rough.shape)
    label = np.where(likely > 0.5, cv2.GC_PR_FGD, cv2.GC_PR_BGD).astype(np.uint8)
    label[likely > KNOWN] = cv2.GC_FGD
    label[(likely < 1 - KNOWN) | (elevation < LOWEST_DEG)] = cv2.GC_BGD
    return _parted(_looks(lab, rough), label, ROUNDS)


def _looks(lab: Floats, rough: Floats) -> NDArray[np.floating]:
    """Return what the cut sees, (h, 2 h, 3): lightness, yellow to blue, and how busy it is."""
    # a little noise: between equal colours the cut would look for a border for minutes
    noise = np.random.default_rng(0).normal(0, 0.008, (*rough.shape, 3))
    return noise + np.stack([lab[..., 0], 0.5 + 2.5 * lab[..., 2], rough * np.float32(BUSY)], axis=-1)


def _parted(looks: NDArray[np.floating], label: NDArray[np.uint8], rounds: int) -> Mask:
    """Return the sky of a layer (h, 2 h, 3), 0 to 1, of which some is known."""
    if not (label % 2 == 0).any() or not (label % 2 == 1).any():  # the cut needs something of each
        return np.zeros(label.shape, bool)
    wide = np.ascontiguousarray(around((np.clip(0.06 + 0.88 * looks, 0, 1) * 255).astype(np.uint8), PAD))
    marks = np.ascontiguousarray(around(label, PAD))
    back, front = np.zeros((1, 65)), np.zeros((1, 65))
    cv2.setRNGSeed(1)
    cv2.grabCut(wide, marks, (0, 0, 1, 1), back, front, rounds, cv2.GC_INIT_WITH_MASK)
    found = marks[:, PAD:-PAD]
    return np.asarray((found == cv2.GC_FGD) | (found == cv2.GC_PR_FGD))


def _sharpened(mask: Mask, lab: Floats) -> Mask:
    """Return a sky whose border, which the cut could not see better than a picture is busy, follows the colours."""
    bits, square = mask.astype(np.uint8), np.ones((2 * BORDER + 1, 2 * BORDER + 1), np.uint8)
    marks = np.where(mask, cv2.GC_PR_FGD, cv2.GC_PR_BGD).astype(np.uint8)
    marks[cv2.dilate(bits, square) == 0] = cv2.GC_BGD
    marks[cv2.erode(bits, square) == 1] = cv2.GC_FGD
    noise = np.random.default_rng(1).normal(0, 0.006, lab.shape)
    return _parted(noise + np.stack([lab[..., 0], 0.5 + 1.5 * lab[..., 1], 0.5 + 1.5 * lab[..., 2]], axis=-1), marks, 2)


def _joined(mask: Mask) -> Mask:
    """Return the sky that hangs together with the zenith, without islands that are no land."""
    height, width = mask.shape
    wide = around(mask, width // 2).astype(np.uint8)
    count, label, stats, _ = cv2.connectedComponentsWithStats(wide, connectivity=4)
    top = np.unique(label[: height // 12])
    keep = np.zeros(count, bool)
    keep[[n for n in top if n > 0]] = True
    keep |= stats[:, cv2.CC_STAT_AREA] > 2 * SMALL * mask.size  # a sky seen through an arch
    keep[0] = False
    sky = keep[label]
    count, label, stats, _ = cv2.connectedComponentsWithStats((~sky).astype(np.uint8), connectivity=8)
    land = np.unique(label[-height // 3 :])
    stays = stats[:, cv2.CC_STAT_AREA] > 2 * SMALL * mask.size
    stays[land] = True
    sky |= ~stays[label]
    return np.asarray(sky[:, width // 2 : width // 2 + width], bool)


def _grounded(mask: Mask) -> Mask:
    """Return the sky without what hangs from it into the land, such as the sun's glint on the sea."""
    elevation = 90 - (np.arange(len(mask)) + 0.5) * 180 / len(mask)
    lowest = min(float(np.quantile(90 - 180 * np.argmin(mask, axis=0) / len(mask), 0.05)), 0.0)
    return mask & (elevation > lowest - GLINT_DEG)[:, None]


def _certainty(mask: Mask, lab: Floats) -> float:
    """Return how much the mask looks like a sky: smoother than the land, whole above, apart from it in colour."""
    height = len(mask)
    weight = np.sin((np.arange(height) + 0.5) * math.pi / height)[:, None]
    share = float((mask * weight).sum() / (weight.sum() * mask.shape[1]))
    if not 0.02 < share < 0.75:
        return 0.0
    top = float(mask[: height // 12].mean())
    light = lab[..., 0]
    rough = np.abs(light - blurred(light, 1.5))
    bits, square = mask.astype(np.uint8), np.ones((7, 7), np.uint8)
    inner, outer = cv2.erode(bits, square) > 0, cv2.dilate(bits, square) == 0
    if inner.sum() < 50 or outer.sum() < 50:
        return 0.0
    calm = float(np.median(rough[inner])) / (float(np.median(rough[outer])) + float(np.median(rough[inner])) + 1e-4)
    edge = (cv2.dilate(bits, square[:3, :3]) > 0) & ~mask
    up = np.roll(lab, 4, axis=0)
    down = np.roll(lab, -4, axis=0)
    step = float(np.median(np.linalg.norm((up - down)[edge], axis=-1))) if edge.any() else 0.0
    if step < FAINT:
        return 0.0
    hue = lab[inner][:, 1:]
    chroma = np.linalg.norm(hue, axis=-1)
    if hue[:, 1].mean() > WARM and chroma.mean() < PALE and chroma.std() < EVEN:
        return 0.0
    return float(np.clip(0.5 * top + 0.35 * (1 - calm) + min(step / 0.12, 1) * 0.3 - 0.15, 0, 1))


def _horizon(row: Floats) -> float:
    """Return the horizon's elevation, degrees: the lower edge of the skyline, where it stays within reason."""
    lowest = float(np.quantile(90 - 180 * row, 0.05))
    return round(lowest, 2) if HORIZON_DEG[0] < lowest < HORIZON_DEG[1] else 0.0
