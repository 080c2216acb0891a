"""Seconds, and likeness to the truth, of models of pictures: `python -m bench.voxelise [--sizes 32 128] [shape ...]`.

Each shape is a solid that is known; it is shown from the front on nothing and on an uneven ground, and isometrically. A
line is printed for each: the rule that was chosen, the likeness (intersection over union) of the silhouette from where
the picture was taken and of the volume, both on the grid of the truth, and seconds.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray
from tests import known_solids

from skyloom.engines.voxelise.making import voxelised
from skyloom.engines.voxelise.params import VoxeliseParams
from skyloom.geometry.connected import filled
from skyloom.geometry.voxels import Voxels
from skyloom.render.isometric import isometric

GOALS = {32: 1.5, 128: 5.0}  # seconds
SMALL = 64  # cells a side of what is shown isometrically

Solid = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One picture made a model."""

    shape: str
    shown: str
    size: int
    rule: str
    silhouette: float
    volume: float
    seconds: float


def rows(names: list[str], sizes: list[int]) -> Iterator[Row]:
    """Make models of every picture, once unmeasured, and yield the figures."""
    for name in names:
        grid = known_solids.SOLIDS[name]()
        truth = known_solids.boxed(grid > 0)
        picture = known_solids.front(grid)
        small = Voxels(
            cells=known_solids.boxed(grid)[::2, ::2, ::2].copy(), palette=known_solids.PAINT[1:].astype(np.uint8)
        )
        pictures = {
            "front": known_solids.png(picture),
            "ground": known_solids.png(known_solids.on_ground(picture)),
            "isometric": known_solids.png(isometric(small, width=1024)),
        }
        for shown, data in pictures.items():
            for size in sizes:
                params = VoxeliseParams(voxel_size=size)
                began = time.perf_counter()
                model, facts = voxelised(data, params, model=None)
                took = time.perf_counter() - began
                solid = filled(model.solid)
                yield Row(
                    shape=name,
                    shown=shown,
                    size=size,
                    rule=facts["rule"],
                    silhouette=_silhouettes(solid, truth, picture, shown),
                    volume=known_solids.likeness(*_laid(solid, truth)),
                    seconds=took,
                )


def _silhouettes(solid: Solid, truth: Solid, picture: NDArray[np.uint8], shown: str) -> float:
    """Return the likeness of two silhouettes as the picture shows them."""
    if shown != "isometric":
        wanted = known_solids.boxed(picture[..., 3] > 0)
        got = np.asarray(solid.any(axis=1), np.uint8).T[::-1]
        return known_solids.likeness(cv2.resize(got, wanted.shape[::-1], interpolation=cv2.INTER_NEAREST) > 0, wanted)
    one, other = (_from_above(each) for each in (solid, truth))
    size = (400, round(400 * one.shape[0] / one.shape[1]))
    return known_solids.likeness(*(np.asarray(cv2.resize(each.astype(np.uint8), size)) > 0 for each in (one, other)))


def _from_above(solid: Solid) -> Solid:
    """Return an isometric silhouette, cut to its box."""
    x, y, z = np.nonzero(solid)
    scale = 300 / max(solid.shape)
    canvas = np.zeros((900, 900), np.uint8)
    for step in np.ndindex(3, 3, 3):  # corners, edges and middles of each cell
        east, north, up = ((place + at / 2) * scale for place, at in zip((x, y, z), step, strict=True))
        column, row = (east + north) * 0.7071, (north - east) * 0.7071 * 0.5774 + up * 0.8165
        canvas[(500 - row).astype(int), (column + 20).astype(int)] = 1
    closed = cv2.morphologyEx(canvas, cv2.MORPH_CLOSE, np.ones((5, 5), np.uint8))
    return known_solids.boxed(np.asarray(closed > 0, bool))


def _laid(solid: Solid, truth: Solid) -> tuple[Solid, Solid]:
    """Return two solids in one grid, equally high and wide, in each other's middle."""
    scale = truth.shape[2] / solid.shape[2] if truth.shape[2] >= truth.shape[0] else truth.shape[0] / solid.shape[0]
    shape = [max(1, round(side * scale)) for side in solid.shape]
    places = [(np.arange(new) * old // new) for new, old in zip(shape, solid.shape, strict=True)]
    sized = solid[np.ix_(*places)]
    room = [max(sides) for sides in zip(sized.shape, truth.shape, strict=True)]
    grids = []
    for each in (sized, truth):
        grid = np.zeros(room, bool)
        begin = [(side - own) // 2 for side, own in zip(room, each.shape, strict=True)]
        begin[2] = 0
        grid[tuple(slice(at, at + own) for at, own in zip(begin, each.shape, strict=True))] = each
        grids.append(grid)
    return grids[0], grids[1]


def main() -> None:
    """Measure the shapes that are named, or all."""
    parser = argparse.ArgumentParser(description="Seconds and likeness of models of pictures.")
    parser.add_argument("shapes", nargs="*", default=list(known_solids.SOLIDS))
    parser.add_argument("--sizes", nargs="*", type=int, default=list(GOALS))
    wanted = parser.parse_args()
    next(rows(["cube"], [32]))
    found = []
    for row in rows(wanted.shapes or list(known_solids.SOLIDS), wanted.sizes):
        found.append(row)
        print(
            f"{row.shape:10} {row.shown:10} {row.size:4} {row.rule:10} silhouette {row.silhouette:.3f} "
            f"volume {row.volume:.3f} {row.seconds:6.2f} s",
            flush=True,
        )
    for size in wanted.sizes:
        for shown in ("front", "ground", "isometric"):
            some = [row for row in found if row.size == size and row.shown == shown]
            silhouettes = [row.silhouette for row in some]
            print(
                f"{len(some)} {shown} at {size}: silhouette {statistics.median(silhouettes):.3f} median "
                f"{min(silhouettes):.3f} worst, {sum(each >= 0.95 for each in silhouettes)} from 0.95; "
                f"volume {statistics.mean(row.volume for row in some):.3f} mean; "
                f"{statistics.median(row.seconds for row in some):.2f} s median "
                f"{max(row.seconds for row in some):.2f} s worst (wanted {GOALS.get(size, 0):.1f})"
            )


if __name__ == "__main__":
    main()
