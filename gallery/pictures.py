"""Renders a row of a table with the engine itself and keeps it as small JPEGs."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from skyloom.engines.base import RenderContext
from skyloom.engines.skybox.engine import Skybox
from skyloom.engines.skybox.params import SkyboxParams
from skyloom.imaging import codec

HERE = Path(__file__).parent
WIDTH = 2048  # pixels that are rendered; what is kept is the mean of several
FINEST, COARSEST, STEP = 90, 40, 5  # JPEG qualities


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What to render."""

    name: str  # of the file, without its ending
    prompt: str
    seed: int
    style_id: int | None = None


@dataclass(frozen=True, slots=True)
class Print:
    """A small JPEG of a picture."""

    path: Path
    width: int  # pixels
    most: int  # bytes


def rows(table: str) -> Iterator[Row]:
    """Give the rows of a TSV beside this module: name or style id, seed, prompt."""
    with (HERE / table).open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            style = row.get("style")
            yield Row(
                name=style or row["kit"],
                prompt=row["prompt"],
                seed=int(row["seed"]),
                style_id=int(style) if style else None,
            )


def keep(engine: Skybox, row: Row, prints: Iterable[Print]) -> None:
    """Render a row and write its prints."""
    params = SkyboxParams(prompt=row.prompt, style_id=row.style_id, width=WIDTH)
    made = engine.render(params, RenderContext(seed=row.seed)).files["file"].data
    for one in prints:
        small = codec.shrunk(codec.decoded(made), width=one.width, height=one.width // 2)
        data = codec.panorama_jpeg(small, quality=FINEST)
        for quality in range(FINEST - STEP, COARSEST - 1, -STEP):
            if len(data) <= one.most:
                break
            data = codec.panorama_jpeg(small, quality=quality)
        one.path.parent.mkdir(parents=True, exist_ok=True)
        one.path.write_bytes(data)
