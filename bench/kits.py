"""Seconds and memory of every kit: `python -m bench.kits [--seeds 3] [--first 0] [--width 8192] [kit ...]`.

Each kit is rendered small first, so that no compilation is measured; then at full size with consecutive seeds. A line a
kit is printed as it is done, the summary last. `--json FILE` keeps every figure.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from gallery.pictures import Row, rows

from skyloom.engines.base import RenderContext
from skyloom.engines.skybox.engine import Skybox
from skyloom.engines.skybox.params import SkyboxParams

STYLE = 67
SMALL = 512
MEDIAN, WORST, MOST_MB = 15.0, 25.0, 4096  # what they should stay under on two cores
OTHER = ("world", "blocks")  # stages that are neither rays nor shading nor encoding


def measured(engine: Skybox, kit: Row, numbers: Iterable[int], width: int) -> Iterator[dict[str, Any]]:
    """Render a kit with several seeds, numbered from its own, and yield the figures of each."""
    for number in numbers:
        seed = kit.seed + number
        engine.render(SkyboxParams(prompt=kit.prompt, style_id=STYLE, width=SMALL), RenderContext(seed=seed))
        _forget_peak()
        began = time.perf_counter()
        result = engine.render(SkyboxParams(prompt=kit.prompt, style_id=STYLE, width=width), RenderContext(seed=seed))
        took = time.perf_counter() - began
        yield {
            "kit": kit.name,
            "seed": seed,
            "seconds": round(took, 2),
            "stages": dict(result.facts["seconds"]),
            "peak_mb": _peak_mb(),
        }


def other_share(stages: Mapping[str, float]) -> float:
    """Return the share of a render that is neither rays nor shading nor encoding, 0 to 1."""
    return sum(stages.get(stage, 0.0) for stage in OTHER) / max(stages["all"], 1e-6)


def _forget_peak() -> None:
    Path("/proc/self/clear_refs").write_text("5", "ascii")  # the kernel's way to begin a new peak


def _peak_mb() -> int:
    status = Path("/proc/self/status").read_text("ascii").splitlines()
    return next(int(line.split()[1]) // 1024 for line in status if line.startswith("VmHWM"))


def main() -> None:
    """Measure the kits that are named, or all."""
    parser = argparse.ArgumentParser(description="Seconds and memory of every kit.")
    parser.add_argument("kits", nargs="*")
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--first", type=int, default=0, help="the number of the first seed, to go on with others")
    parser.add_argument("--width", type=int, default=8192)
    parser.add_argument("--json", type=Path)
    wanted = parser.parse_args()
    engine = Skybox()
    engine.warm_up()
    figures: list[dict[str, Any]] = []
    for kit in rows("kits.tsv"):
        if wanted.kits and kit.name not in wanted.kits:
            continue
        numbers = range(wanted.first, wanted.first + wanted.seeds)
        mine = list(measured(engine, kit, numbers, wanted.width))
        figures += mine
        times = [one["seconds"] for one in mine]
        print(
            f"{kit.name:20} {statistics.median(times):6.1f} s median {max(times):6.1f} s worst "
            f"{max(one['peak_mb'] for one in mine):6} MB  other {max(other_share(one['stages']) for one in mine):.0%}",
            flush=True,
        )
        if wanted.json:
            wanted.json.write_text(json.dumps(figures), "utf-8")
    times = [one["seconds"] for one in figures]
    shares = [other_share(one["stages"]) for one in figures]
    print(
        f"{len(figures)} pictures: median {statistics.median(times):.1f} s (wanted {MEDIAN:.0f}), "
        f"worst {max(times):.1f} s (wanted {WORST:.0f}), "
        f"peak {max(one['peak_mb'] for one in figures)} MB (wanted {MOST_MB}), "
        f"neither rays nor shading nor encoding {statistics.median(shares):.0%} median (wanted 15%)"
    )


if __name__ == "__main__":
    main()
