"""How the sky's classifier is fitted: samples of renders and drawings, some made worse, and a net of two layers."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from skyloom.imaging.sky_classifier import WIDTH, features

Floats = NDArray[np.float32]
Pixels = NDArray[np.uint8]
Random = np.random.Generator

TABLE = Path(__file__).with_name("skies.tsv")

LEAST = 0.03  # of a picture that is sky: what is told apart is no room
ROUNDS = 4  # pictures made of a render
DRAWINGS = 24
EACH = 5000  # samples of a picture
HIDDEN = (24, 12)
EPOCHS, BATCH = 8, 2048
PACE, DECAY, SURE = 3e-3, 1e-4, 0.99  # Adam's first step, what it takes off the weights, and the truth's likelihood


def scenes() -> tuple[tuple[str, int], ...]:
    """Return prompts and seeds of the renders that the fit learns from."""
    with TABLE.open(encoding="utf-8") as file:
        return tuple((row["prompt"], int(row["seed"])) for row in csv.DictReader(file, delimiter="\t"))


def samples(pictures: Iterable[tuple[Pixels, NDArray[np.bool_]]]) -> tuple[Floats, Floats]:
    """Return features (n, features) of pixels of renders and drawings, most near the skyline, and what is sky (n,)."""
    random = np.random.default_rng(1)
    seen, truth = [], []

    def take(pixels: Pixels, sky: Floats) -> None:
        sky = np.asarray(cv2.resize(sky, (WIDTH, WIDTH // 2), interpolation=cv2.INTER_AREA), np.float32)
        edge = cv2.GaussianBlur(np.abs(cv2.GaussianBlur(sky, (0, 0), 2) - sky), (0, 0), 3)
        elevation = np.abs(90 - (np.arange(WIDTH // 2) + 0.5) * 360 / WIDTH)[:, None]
        chance = 0.15 + np.exp(-((elevation / 22) ** 2)) + 4 * np.minimum(5 * edge, 1)
        chance = chance * ((sky < 0.1) | (sky > 0.9)) * np.cos(np.radians(elevation))
        places = random.choice(chance.size, EACH, p=(chance / chance.sum()).ravel())
        layers = features(pixels)
        seen.append(layers.reshape(-1, layers.shape[-1])[places])
        truth.append(sky.ravel()[places] > 0.5)

    for pixels, sky in pictures:
        for number in range(ROUNDS if sky.mean() > LEAST else 0):
            take(*_worn(pixels, sky.astype(np.float32), number, random))
    for _ in range(DRAWINGS):
        take(*_drawing(random))
    return np.concatenate(seen), np.concatenate(truth).astype(np.float32)


def fitted(seen: Floats, truth: Floats) -> dict[str, Floats]:
    """Return the net that tells the truth (n,) of features (n, features), by its layers' names."""
    random = np.random.default_rng(0)
    mean, spread = seen.mean(axis=0), seen.std(axis=0) + np.float32(1e-6)
    seen = (seen - mean) / spread
    sizes = (seen.shape[1], *HIDDEN, 1)
    net = [random.normal(0, np.sqrt(2 / a), (a, b)).astype(np.float32) for a, b in pairwise(sizes)]
    net += [np.zeros(b, np.float32) for b in sizes[1:]]
    first = [np.zeros_like(part) for part in net]
    second = [np.zeros_like(part) for part in net]
    steps = EPOCHS * (len(seen) // BATCH)
    for step in range(1, steps + 1):
        chosen = random.integers(0, len(seen), BATCH)
        inputs = seen[chosen] + random.normal(0, 0.03, (BATCH, seen.shape[1])).astype(np.float32)
        pace = PACE * (0.5 + 0.5 * np.cos(np.pi * step / steps)) + 1e-5
        for k, slope in enumerate(_slopes(net, inputs, truth[chosen])):
            first[k] = 0.9 * first[k] + 0.1 * slope
            second[k] = 0.999 * second[k] + 0.001 * slope * slope
            net[k] -= pace * (first[k] / (1 - 0.9**step)) / (np.sqrt(second[k] / (1 - 0.999**step)) + 1e-8)
    parts = {"mean": mean, "spread": spread, "first": net[0], "second": net[1], "last": net[2][:, 0]}
    parts |= {"first_bias": net[3], "second_bias": net[4], "last_bias": net[5]}
    return {name: part.astype(np.float32) for name, part in parts.items()}


def _slopes(net: list[Floats], inputs: Floats, truth: Floats) -> list[Floats]:
    """Return how the cross entropy of a batch changes with each part of the net."""
    one = np.maximum(inputs @ net[0] + net[3], 0)
    two = np.maximum(one @ net[1] + net[4], 0)
    odds = (two @ net[2] + net[5])[:, 0]
    likely = 1 / (1 + np.exp(-np.clip(odds, -30, 30)))
    last = ((likely - (truth * (2 * SURE - 1) + 1 - SURE)) / len(truth))[:, None].astype(np.float32)
    middle = last @ net[2].T * (two > 0)
    start = middle @ net[1].T * (one > 0)
    weights = [inputs.T @ start, one.T @ middle, two.T @ last]
    held = [slope + DECAY * part for slope, part in zip(weights, net[:3], strict=True)]
    return [*held, start.sum(axis=0), middle.sum(axis=0), last.sum(axis=0)]


def _worn(pixels: Pixels, sky: Floats, number: int, random: Random) -> tuple[Pixels, Floats]:
    """Return a picture as it is for number 0, else turned, tilted, in other light, blurred, noisy and as JPEG."""
    if number == 0:
        return pixels, sky
    height, width = sky.shape
    turn = int(random.integers(0, width))
    pixels, sky = np.roll(pixels, turn, axis=1), np.roll(sky, turn, axis=1)
    if random.random() < 0.5:
        pixels, sky = pixels[:, ::-1], sky[:, ::-1]
    rows = np.clip(np.arange(height) + int(np.clip(random.normal(0, 5), -14, 14) * height / 180), 0, height - 1)
    pixels, sky = pixels[rows], sky[rows]
    light = (pixels / 255) ** random.uniform(0.7, 1.4) * random.uniform(0.8, 1.1, 3) * random.uniform(0.7, 1.1)
    if random.random() < 0.4:
        light = np.asarray(cv2.GaussianBlur(light, (0, 0), random.uniform(0.4, 1.5)))
    if random.random() < 0.6:
        light = light + random.normal(0, random.uniform(0.004, 0.03), light.shape)
    worn = np.ascontiguousarray(np.clip(light * 255, 0, 255).astype(np.uint8))
    if random.random() < 0.6:
        quality = int(random.integers(55, 95))
        worn = np.asarray(cv2.imdecode(cv2.imencode(".jpg", worn, [cv2.IMWRITE_JPEG_QUALITY, quality])[1], 1), np.uint8)
    return worn, np.ascontiguousarray(sky)


def _drawing(random: Random) -> tuple[Pixels, Floats]:
    """Return a ridge of noise under an even sky, in any colours."""
    height, width = WIDTH // 2, WIDTH
    turn = np.arange(width) / width
    ridge = np.full(width, random.normal(0, 4))
    if random.random() < 0.7:
        for waves in (1, 3, 7):
            ridge += random.uniform(0, 8) / waves * np.sin(2 * np.pi * (waves * turn + random.random()))
    sky = (90 - (np.arange(height) + 0.5) * 180 / height)[:, None] > ridge[None]
    above, below = random.uniform(60, 255, 3), random.uniform(10, 200, 3)
    if random.random() < 0.25:  # a night
        above, below = random.uniform(10, 60, 3), random.uniform(10, 90, 3)
    if np.abs(0.9 * above - below).max() < 40:
        below = below * 0.5
    bright = np.linspace(random.uniform(0.6, 1), 1.05, height)[:, None, None]
    grain = 1 + random.uniform(0.05, 0.35) * (random.random((height, width, 1)) - 0.5)
    pixels = np.clip(np.where(sky[..., None], above * bright, below * grain), 0, 255).astype(np.uint8)
    return np.asarray(cv2.resize(pixels, (2 * width, width)), np.uint8), sky.astype(np.float32)
