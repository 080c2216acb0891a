"""`python -m bench.interior [--split held] [--count 210] [--engine module:function]`: an engine's figures.

The engine is `changed(photo, seed) -> (picture, alpha of painted sky, facts)`. `--engine none` leaves all as it is.
"""

from __future__ import annotations

import argparse
import importlib
import json
import time
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from bench.interior import crops, rooms
from bench.interior.kinds import kind_of
from bench.interior.scores import PAINTED, Engine, Score, iou, scored, summed
from skyloom.render import backend

ENGINE = "skyloom.engines.interior_sky.picture:changed"
LARGE = (4000, 3000)  # pixels: what a camera of 12 megapixels takes
COLUMNS = {  # what is printed: a heading and the figure's format
    "rooms": ("rooms", "{:.0f}"),
    "precision": ("prec.", "{:.3f}"),
    "strict": ("strict", "{:.3f}"),
    "on_glass": ("on glass", "{:.3f}"),
    "recall": ("recall", "{:.3f}"),
    "found": ("found", "{:.2f}"),
    "glass_iou": ("IoU", "{:.2f}"),
    "boundary_iou": ("b.IoU", "{:.2f}"),
    "clean": ("clean", "{:.2f}"),
    "most": ("most", "{:.0f}"),
    "mean": ("mean", "{:.3f}"),
    "halo": ("halo", "{:.2f}"),
    "cast": ("cast", "{:.3f}"),
}


def main() -> None:
    """Score the engine and print its figures."""
    parser = argparse.ArgumentParser(description="Figures of an engine that changes what is seen through windows.")
    parser.add_argument("--split", choices=("tuning", "held"), default="tuning")
    parser.add_argument("--count", type=int, default=210)
    parser.add_argument("--engine", default=ENGINE, help="module:function, or none")
    parser.add_argument("--kinds", nargs="*", help="only rooms of these kinds")
    parser.add_argument("--save", type=Path, help="a folder for photograph, result and paint of every room")
    parser.add_argument("--json", type=Path, help="a file for every figure of every room")
    wanted = parser.parse_args()
    engine = _engine(wanted.engine)
    by_kind: dict[str, list[Score]] = defaultdict(list)
    took, each = [], {}
    for seed in rooms.seeds(wanted.split, wanted.count):
        if wanted.kinds and kind_of(seed) not in wanted.kinds:
            continue
        room = rooms.room(seed)
        began = time.perf_counter()
        picture, alpha, facts = engine(room.photo, seed)
        took.append(time.perf_counter() - began)
        score = scored(room, picture, alpha, facts)
        by_kind[room.kind].append(score)
        each[seed] = {"kind": room.kind, **asdict(score)}
        if wanted.save:
            _save(wanted.save, f"{room.kind}-{seed:04d}", room.photo, picture, alpha)
    print(" ".join([f"{'kind':18}", *(f"{heading:>8}" for heading, _ in COLUMNS.values())]))
    for kind, scores in sorted(by_kind.items()):
        print(_line(kind, summed(scores)))
    print(_line("all", summed(score for scores in by_kind.values() for score in scores)))
    print(f"{np.median(took):.2f} s a picture of {rooms.WIDTH} x {rooms.HEIGHT}, median; worst {max(took):.2f} s")
    if wanted.json:
        wanted.json.write_text(json.dumps(each, indent=1), "utf-8")
    _real(engine, wanted.save)
    _large(engine, rooms.room(rooms.seeds(wanted.split, 1)[0]).photo)


def unchanged(
    photo: NDArray[np.uint8], _seed: int
) -> tuple[NDArray[np.uint8], NDArray[np.float32], Mapping[str, object]]:
    """Leave a photograph as it is: the engine to be better than."""
    return photo.copy(), np.zeros(photo.shape[:2], np.float32), {}


def _engine(name: str) -> Engine:
    if name == "none":
        return unchanged
    backend.start()  # an engine may import kernels
    module, function = name.split(":")
    found: Engine = getattr(importlib.import_module(module), function)
    return found


def _line(kind: str, total: Mapping[str, float | None]) -> str:
    cells = []
    for name, (_, form) in COLUMNS.items():
        value = total[name]
        cells.append(f"{'-' if value is None else form.format(value):>8}")
    return " ".join([f"{kind:18}", *cells])


def _real(engine: Engine, save: Path | None) -> None:
    """Score the crops of real panoramas."""
    for name, crop in crops.CROPS.items():
        photo = crops.photo(crop)
        picture, alpha, _ = engine(photo, 0)
        paint = alpha > PAINTED
        if save:
            _save(save, f"real-{name}", photo, picture, alpha)
        told = f"{name}: painted {paint.mean():.3f} of the picture"
        if crop.glass and paint.any():
            glass = crops.outline(crop)
            share = (paint & glass).sum() / paint.sum()
            told += f", {share:.3f} of it on glass, IoU with the glass {iou(paint, glass):.2f}"
        print(told)


def _large(engine: Engine, photo: NDArray[np.uint8]) -> None:
    """Time a photograph of 12 megapixels, warm, and its peak of memory."""
    large = np.asarray(cv2.resize(photo, LARGE, interpolation=cv2.INTER_CUBIC), np.uint8)
    engine(large, 0)
    before = _memory("VmRSS")
    Path("/proc/self/clear_refs").write_text("5", "ascii")  # the kernel's way to begin a new peak
    began = time.perf_counter()
    engine(large, 1)
    print(f"12 megapixels: {time.perf_counter() - began:.2f} s, peak {_memory('VmHWM')} MB, {before} MB before it")


def _memory(name: str) -> int:
    lines = Path("/proc/self/status").read_text("ascii").splitlines()
    return next(int(line.split()[1]) // 1024 for line in lines if line.startswith(name))


def _save(
    folder: Path, name: str, photo: NDArray[np.uint8], picture: NDArray[np.uint8], alpha: NDArray[np.float32]
) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    shown = np.repeat(np.rint(np.clip(alpha, 0, 1) * 255).astype(np.uint8)[..., None], 3, axis=-1)
    cv2.imwrite(str(folder / f"{name}.jpg"), np.hstack([photo, picture, shown])[..., ::-1])


if __name__ == "__main__":
    main()
