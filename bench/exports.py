"""Seconds, sizes and memory of every export of an 8K skybox, and of one that is rendered at 16K."""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from skyloom.core.exports import BY_KEY, TYPES
from skyloom.engines.base import RenderContext
from skyloom.engines.export.engine import Export
from skyloom.engines.export.params import ExportParams
from skyloom.engines.skybox.engine import Skybox
from skyloom.engines.skybox.params import SkyboxParams
from skyloom.render import backend

ROUNDS = 3
SKYBOX = SkyboxParams(prompt="a mountain lake with pine trees and cumulus clouds", style_id=67)
SEED, OWN = 1, 8192
PICTURE, CUBE, LIGHT, FILM = 4.0, 6.0, 6.0, 60.0
LIMITS = {  # seconds that each should stay under on two cores; the others have none
    "equirectangular-jpg": PICTURE,
    "equirectangular-png": PICTURE,
    "cube-map-roblox-png": CUBE,
    "hdri-hdr": LIGHT,
    "hdri-exr": LIGHT,
    "depth-map-png": PICTURE,
    "video-landscape-mp4": FILM,
    "video-portrait-mp4": FILM,
    "video-square-mp4": FILM,
    "cube-map-default-png": CUBE,
}
NARROWER = 4096  # what is at hand at its own size is timed at this one, too
FINER = ("equirectangular-png", "hdri-exr")  # timed at 16K


def run(folder: Path, key: str, width: int) -> None:
    """Make one export several times in this process and print its figures as JSON."""
    backend.start()
    inputs = {path.name: path.read_bytes() for path in folder.iterdir()}
    params = ExportParams(type=key, width=width, own=OWN, skybox=SKYBOX, version=Skybox.version)
    took, size = [], 0
    for _ in range(1 if width > OWN or BY_KEY[key].video else ROUNDS):
        began, work = time.perf_counter(), time.process_time()
        file = Export().render(params, RenderContext(seed=SEED, inputs=inputs)).files["file"]
        took.append((time.perf_counter() - began, time.process_time() - work))
        size = len(file.data)
    figures = {
        "seconds": round(statistics.median(wall for wall, _ in took), 2),
        "cpu": round(statistics.median(work for _, work in took), 2),
        "mb": round(size / 1e6, 1),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }
    print(json.dumps(figures))


def leave_masters(folder: Path) -> None:
    """Render the skybox and leave its files in a folder."""
    for name, file in Skybox().render(SKYBOX, RenderContext(seed=SEED)).files.items():
        (folder / name).write_bytes(file.data)


def main(keys: list[str] | None = None) -> None:
    """Measure every export in a process of its own."""
    chosen = [kind for kind in TYPES if not keys or kind.key in keys]
    with tempfile.TemporaryDirectory(prefix="skyloom-bench-") as name:
        _child("--leave", name)
        sizes = {path.name: round(path.stat().st_size / 1e6, 1) for path in Path(name).iterdir()}
        print(f"An 8K skybox leaves, MB: {sizes}", flush=True)
        for kind in chosen:
            own = kind.video[0] if kind.video else OWN
            narrower = [NARROWER] if kind.same_as else []
            finer = [2 * OWN] if kind.key in FINER else []
            for width in [own, *narrower, *finer]:
                figures = json.loads(_child("--folder", name, "--key", kind.key, "--width", str(width)))
                wanted = f" (at most {LIMITS[kind.key]:g} s wanted)" if kind.key in LIMITS and width <= OWN else ""
                print(f"{kind.key}, {width} across: {figures['seconds']} s{wanted}, {figures}", flush=True)


def _child(*arguments: str) -> str:
    call = [sys.executable, "-m", "bench.exports", *arguments]
    return subprocess.run(call, capture_output=True, text=True, check=True).stdout.strip().rpartition("\n")[2]


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--leave", type=Path)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--key", choices=list(BY_KEY), action="append")
    parser.add_argument("--width", type=int)
    asked = parser.parse_args()
    if asked.leave:
        leave_masters(asked.leave)
    elif asked.folder:
        run(asked.folder, asked.key[0], asked.width)
    else:
        main(asked.key)
