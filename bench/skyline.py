"""How well sky is told from land: `python -m bench.skyline [--width 2048]`; with `--fit`, fit the classifier first.

A render knows its sky: there is nothing at any distance. The scenes of the figures are none of those of the fit.
"""

from __future__ import annotations

import argparse
import importlib
import math
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.sky_fit import fitted, samples, scenes
from skyloom.core import catalog
from skyloom.imaging import sky_classifier, skyline
from skyloom.language import reader
from skyloom.render import backend

Pixels = NDArray[np.uint8]
Mask = NDArray[np.bool_]

SCENES = (
    ("tropical beach at sunset", 7),
    ("tropical beach at sunset", 21),
    ("snowy mountains at dusk with pink clouds", 16),
    ("alpine mountains with a lake at noon", 3),
    ("tropical islands in a turquoise sea, cumulus clouds", 15),
    ("open ocean under storm clouds", 11),
    ("green meadow with scattered clouds", 12),
    ("red canyon at golden hour", 13),
    ("pine forest on a bright misty morning", 4),
    ("dense jungle with a river", 17),
    ("modern city street at dusk", 5),
    ("medieval village with a castle on a hill at sunset", 14),
    ("city skyline at night seen from a park", 5),
    ("desert dunes at night with stars and a full moon", 6),
    ("frozen lake with aurora at night", 18),
    ("snow covered plain under an overcast white sky", 9),
    ("foggy moor", 8),
    ("cosy living room with a fireplace", 10),
    ("crystal cave", 19),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Shares of the sphere, 0 to 1."""

    overlap: float  # of found and true sky: what is both, of what is either
    missed: float  # sky taken for land
    added: float  # land taken for sky
    seconds: float  # of the processor


def rendered(scenes: Sequence[tuple[str, int]], width: int) -> Iterator[tuple[str, Pixels, Mask]]:
    """Yield each prompt, its picture (h, 2 h, 3) and its sky (h, 2 h)."""
    backend.start()
    render = importlib.import_module("skyloom.render.panorama").render
    studio = importlib.import_module("skyloom.engines.skybox.studio")
    params = importlib.import_module("skyloom.engines.skybox.params").SkyboxParams
    style = catalog.load().style(None)
    for prompt, seed in scenes:
        scene = reader.read(prompt, style=style, seed=seed)
        quality = studio.quality_of(style, params(prompt=prompt, width=width))
        frame = render(scene, seed, quality, grades=(style.grade,))
        yield prompt, frame.pixels, np.isinf(frame.distance)


def measured(pixels: Pixels, sky: Mask) -> Figures:
    """Return how well the sky of a picture is found."""
    began = time.process_time()
    found = skyline.matte(skyline.read(pixels), pixels) > 0.5
    seconds = time.process_time() - began
    weight = np.sin((np.arange(len(sky)) + 0.5) * math.pi / len(sky))[:, None] / (len(sky) * sky.shape[1] * 2 / math.pi)
    either = float((weight * (found | sky)).sum())
    return Figures(
        overlap=float((weight * (found & sky)).sum()) / max(either, 1e-9),
        missed=float((weight * (sky & ~found)).sum()),
        added=float((weight * (found & ~sky)).sum()),
        seconds=seconds,
    )


def main() -> None:
    """Print a line for each scene."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--width", type=int, default=2048)
    parser.add_argument("--fit", action="store_true")
    wish = parser.parse_args()
    if wish.fit:
        seen, truth = samples((pixels, sky) for _, pixels, sky in rendered(scenes(), 1024))
        np.savez(Path(sky_classifier.__file__).with_name(sky_classifier.WEIGHTS), **fitted(seen, truth))  # type: ignore[arg-type]  # numpy's stub takes a flag for one of them
    for prompt, pixels, sky in rendered(SCENES, wish.width):
        got = measured(pixels, sky)
        shares = f"missed {got.missed:6.2%}  added {got.added:6.2%}"
        print(f"{prompt:52} overlap {got.overlap:.3f}  {shares}  {got.seconds:.2f} s")


if __name__ == "__main__":
    main()
