"""Photographs of rooms with exact masks, made on demand into the cache folder; the same seed gives the same bytes.

Even seeds are for tuning, odd ones are held back.
"""

from __future__ import annotations

import importlib
import os
from dataclasses import dataclass
from types import ModuleType

import cv2
import numpy as np
from numpy.typing import NDArray

from bench.interior.kinds import NEGATIVE, SKY_PICTURES, planned
from bench.interior.lens import photograph
from bench.interior.outside import VIEWS, cache, panorama, thumbnail
from bench.interior.plan import Plan
from skyloom.render import backend

VERSION = 4  # grows when a seed's room changes
WIDTH, HEIGHT, SAMPLES = 1024, 768, 9
PICTURE = 256  # pixels along an edge of what hangs on walls
CLIPPED = 250  # from this value on in all channels nothing is left to see
Shares = NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """A photograph and the truth about it. Shares are of each pixel, 0 to 1."""

    seed: int
    kind: str
    photo: NDArray[np.uint8]  # (h, w, 3), sRGB
    glass: Shares  # (h, w) of windows' glass in sight, sheers before it included
    sky: Shares  # (h, w) sky in sight through glass, less what sheers hide
    horizon: float  # row in the middle column
    stops: float  # of the sky over the room

    @property
    def is_negative(self) -> bool:
        """Whether nothing in it is to be changed."""
        return not bool((self.sky > 0.5).any())

    @property
    def keep(self) -> NDArray[np.bool_]:
        """(h, w) what must not change: all pixels without any glass."""
        return np.asarray(self.glass <= 0)

    @property
    def unknowable(self) -> NDArray[np.bool_]:
        """(h, w) glass above the horizon that is as white as the sky beside it: nobody could tell what is there."""
        above = np.arange(len(self.photo))[:, None] < self.horizon
        return np.asarray((self.glass > 0.5) & above & (self.photo.min(axis=-1) >= CLIPPED))


def seeds(split: str, count: int) -> list[int]:
    """Return the first seeds of "tuning" or "held"."""
    return list(range({"tuning": 0, "held": 1}[split], 2 * count, 2))


def room(seed: int) -> Room:
    """Return a seed's room, from the cache or made now."""
    path = cache() / f"room-{VERSION}-{seed:05d}.npz"
    if not path.exists():
        made = render(planned(seed), seed)
        partial = path.with_name(f".{os.getpid()}-{path.name}")
        with partial.open("wb") as file:
            np.savez_compressed(
                file,
                photo=made.photo,
                glass=np.rint(made.glass * 255).astype(np.uint8),
                sky=np.rint(made.sky * 255).astype(np.uint8),
                facts=np.array([made.horizon, made.stops]),
                kind=np.array(made.kind),
            )
        partial.replace(path)
    with np.load(path) as stored:
        horizon, stops = (float(value) for value in stored["facts"])
        return Room(
            seed=seed,
            kind=str(stored["kind"]),
            photo=stored["photo"],
            glass=stored["glass"].astype(np.float32) / 255,
            sky=stored["sky"].astype(np.float32) / 255,
            horizon=horizon,
            stops=stops,
        )


def render(plan: Plan, seed: int, *, width: int = WIDTH, height: int = HEIGHT, samples: int = SAMPLES) -> Room:
    """Light a plan and take its photograph."""
    stage = _light().Stage(plan, panorama(plan.view), pictures(plan))
    planes = stage.shot(plan.camera, width, height, samples, seed)
    return Room(
        seed=seed,
        kind=plan.kind,
        photo=photograph(planes, plan.exposure, seed),
        glass=planes["glass"],
        sky=planes["sky"],
        horizon=plan.camera.horizon(width, height),
        stops=plan.exposure.stops,
    )


def pictures(plan: Plan) -> NDArray[np.float32]:
    """Return what walls and screens show, (n, 256, 256, 3), linear: skies and land first, then drawings."""
    made = []
    names = [name for name in VIEWS if name not in ("fog", "dusk")]
    for number, seed in enumerate(plan.pictures):
        random = np.random.default_rng(seed)
        made.append(_landscape(names, random) if number < SKY_PICTURES else _drawing(random))
    return np.stack(made).astype(np.float32)


def _landscape(names: list[str], random: np.random.Generator) -> Shares:
    view = thumbnail(names[int(random.integers(len(names)))])
    high = len(view)
    size = high // 3
    top, left = int(high * random.uniform(0.25, 0.36)), int(random.integers(view.shape[1] - size))
    crop = cv2.resize(view[top : top + size, left : left + size], (PICTURE, PICTURE), interpolation=cv2.INTER_AREA)
    return np.asarray(np.clip(crop * 0.55, 0, 0.85), np.float32)


def _drawing(random: np.random.Generator) -> Shares:
    """Return blots and strokes of a few colours on paper."""
    paper = random.uniform(0.4, 0.85)
    drawn = np.full((PICTURE, PICTURE, 3), paper, np.float32)
    for _ in range(int(random.integers(3, 14))):
        colour = tuple(float(c) for c in random.uniform(0.02, 0.8, 3))
        middle = tuple(int(c) for c in random.integers(0, PICTURE, 2))
        if random.random() < 0.5:
            cv2.circle(drawn, middle, int(random.integers(8, 70)), colour, -1, cv2.LINE_AA)
        else:
            other = tuple(int(c) for c in random.integers(0, PICTURE, 2))
            cv2.line(drawn, middle, other, colour, int(random.integers(2, 30)), cv2.LINE_AA)
    return np.asarray(cv2.GaussianBlur(drawn, (0, 0), float(random.uniform(0.5, 4))), np.float32)


def expects_nothing(kind: str) -> bool:
    """Return whether rooms of a kind have no sky in sight."""
    return kind in NEGATIVE


def _light() -> ModuleType:
    backend.start()  # kernels import types that exist only afterwards
    return importlib.import_module("bench.interior.light")
