"""How well every style closes at the seam: `python -m bench.seams [--width 1024]`.

A column's step is its mean absolute difference from its left neighbour. The figure of a style is the step at the seam,
summed over several places, in units of the mean step of the columns next to it.
"""

from __future__ import annotations

import argparse
import importlib
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from skyloom.core import catalog
from skyloom.core.catalog import Style
from skyloom.language import reader
from skyloom.render import backend

PLACES = (
    "a mountain lake with pine trees and cumulus clouds",
    "a village on green hills, soft overcast sky",
    "desert dunes at sunset",
    "a modern city street at noon",
    "a misty birch forest in autumn",
    "a tropical beach with palm trees",
)
NEXT = 8  # columns on each side that are its neighbours
MOST = 1.1


def step(pixels: NDArray[np.uint8]) -> NDArray[np.float64]:
    """Return each column's step, (w,); that of column 0 is the seam's."""
    wide = pixels.astype(np.int16)
    apart: NDArray[np.float64] = np.abs(wide - np.roll(wide, 1, axis=1)).mean(axis=(0, 2))
    return apart


def measured(width: int) -> Iterator[tuple[Style, float, float]]:
    """Yield each style, its figure and its worst in one place."""
    backend.start()
    render = importlib.import_module("skyloom.render.panorama").render
    styled = importlib.import_module("skyloom.render.styles.apply").styled
    studio = importlib.import_module("skyloom.engines.skybox.studio")
    params = importlib.import_module("skyloom.engines.skybox.params").SkyboxParams
    for style in catalog.load().styles():
        seams, others = [], []
        for number, prompt in enumerate(PLACES):
            scene = reader.read(prompt, negative_text="", style=style, seed=number + 1)
            quality = studio.quality_of(style, params(prompt=prompt, style_id=style.id, width=width))
            frame = render(
                scene, number + 1, quality, grades=(style.grade,), surfaces_width=width if style.filters else 0
            )
            steps = step(styled(frame, style, seed=number + 1).pixels)
            near = np.delete(np.roll(steps, NEXT)[: 2 * NEXT + 1], NEXT)
            seams.append(float(steps[0]))
            others.append(float(near.mean()))
        shares = np.array(seams) / np.array(others)
        yield style, sum(seams) / sum(others), float(shares.max())


def main() -> None:
    """Print the figure of every style, the worst last."""
    parser = argparse.ArgumentParser(description="How well every style closes at the seam.")
    parser.add_argument("--width", type=int, default=1024)
    width = parser.parse_args().width
    rows = []
    for style, figure, worst in measured(width):
        rows.append((figure, worst, style.name))
        print(f"{style.name:28} {figure:.3f}  worst place {worst:.3f}", flush=True)
    late = [row for row in rows if row[0] > MOST]
    print(f"{len(rows)} styles: median {np.median([row[0] for row in rows]):.3f}, {len(late)} over {MOST}")
    for figure, worst, name in sorted(late):
        print(f"   {name}: {figure:.3f} (worst place {worst:.3f})")


if __name__ == "__main__":
    main()
