"""What `make demo` runs: the whole way of a prompt, from a fresh server over HTTP to three files."""

import io
import subprocess
import sys
from pathlib import Path

import psutil
import pytest
from PIL import Image

DEMO = Path(__file__).parents[2] / "examples/demo.py"
TIMEOUT = 280  # seconds; about 25 on two free cores


@pytest.mark.slow
def test_the_demo_leaves_a_panorama_a_thumbnail_and_a_depth_map(tmp_path):
    command = [sys.executable, DEMO, "dunes at noon", "--model", "4", "--seed", "5"]
    folders = ["--out", str(tmp_path / "out"), "--data-dir", str(tmp_path / "data")]

    told = subprocess.run([*command, *folders], capture_output=True, text=True, timeout=TIMEOUT)

    log = (tmp_path / "out/server.log").read_text()
    assert told.returncode == 0, told.stderr + log
    paths = [Path(line.split("  ")[0]) for line in told.stdout.splitlines()]
    sizes = [Image.open(io.BytesIO(path.read_bytes())).size for path in paths]
    assert sizes == [(4096, 2048), (720, 360), (2048, 1024)]
    assert "complete" in told.stderr
    left = [p.info for p in psutil.process_iter(["cmdline"]) if str(tmp_path) in " ".join(p.info["cmdline"] or [])]
    assert left == []
