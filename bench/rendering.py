"""Seconds and memory of the skybox engine, import and compilation told apart."""

from __future__ import annotations

import argparse
import json
import platform
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Literal

from skyloom.engines.base import RenderContext
from skyloom.engines.skybox.engine import Skybox
from skyloom.engines.skybox.params import SkyboxParams
from skyloom.render import backend

ROUNDS = 3
CASES: dict[
    str, tuple[int, Literal["standard", "enhanced"] | None, str, int]
] = {  # name: style, variant, prompt, seconds it should stay under on two cores
    "Model 3, 8192x4096": (67, None, "a mountain lake with pine trees and cumulus clouds", 15),
    "Model 4 Standard, 4096x2048": (155, "standard", "a mountain lake with pine trees and cumulus clouds", 20),
    "Model 4 Enhanced, 4096x2048": (155, "enhanced", "a mountain lake with pine trees and cumulus clouds", 60),
}


def run(name: str) -> None:
    """Render one case several times in this process and print its figures as JSON."""
    style, variant, prompt, _ = CASES[name]
    began = time.perf_counter()
    backend.start()
    imported = time.perf_counter()
    engine = Skybox()
    engine.warm_up()
    warm = time.perf_counter()
    params = SkyboxParams(prompt=prompt, style_id=style, variant=variant)
    took, stages = [], {}
    for round_ in range(ROUNDS):
        start = time.perf_counter()
        stages = dict(engine.render(params, RenderContext(seed=round_ + 1)).facts["seconds"])
        took.append(time.perf_counter() - start)
    print(
        json.dumps(
            {
                "import": round(imported - began, 2),
                "warm_up": round(warm - imported, 2),
                "renders": [round(t, 2) for t in took],
                "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
                "stages": stages,
            }
        )
    )


def main() -> None:
    """Measure every case in a process of its own."""
    here = backend.machine()
    print(f"{_processor()}, {here.threads} threads, {here.variant}, LLVM {here.llvm_version}, GPU {here.gpu or 'none'}")
    for name, (_, _, _, limit) in CASES.items():
        done = subprocess.run(
            [sys.executable, "-m", "bench.rendering", "--case", name], capture_output=True, text=True, check=True
        )
        figures = json.loads(done.stdout.splitlines()[-1])
        median = statistics.median(figures["renders"])
        print(f"{name}: median {median:.1f} s (at most {limit} s wanted), peak {figures['peak_mb']} MB", flush=True)
        print(f"   {figures}")


def _processor() -> str:
    text = Path("/proc/cpuinfo").read_text() if Path("/proc/cpuinfo").exists() else ""
    names = [line.split(":", 1)[1].strip() for line in text.splitlines() if line.startswith("model name")]
    return names[0] if names else platform.processor()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--case", choices=CASES)
    chosen = parser.parse_args().case
    if chosen:
        run(chosen)
    else:
        main()
