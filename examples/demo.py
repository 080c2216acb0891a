"""Starts a real server, sends a prompt over HTTP and leaves the panorama, its thumbnail and its depth map in out/."""

from __future__ import annotations

import argparse
import json
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import httpx2 as httpx
from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from skyloom_client.client import ApiError, Client
from skyloom_client.skybox import Skybox

PROMPT = "sunset over a tropical beach, palm trees"
SEED = 12
SKYLOOM = Path(sys.executable).with_name("skyloom")
START_TIMEOUT = 120.0  # seconds; the first start makes a database
STOP_TIMEOUT = 20.0
RENDER_TIMEOUT = 900.0
LABELS = {"pending": "waiting", "dispatched": "handed to the worker", "processing": "rendering", "complete": "complete"}
talk = Console(stderr=True)


def main() -> int:
    """Run the demo; leave with 0 when the three files are there."""
    options = arguments()
    options.out.mkdir(parents=True, exist_ok=True)
    started = time.monotonic()
    with server(options.data_dir, options.out / "server.log") as url:
        ready = time.monotonic()
        talk.print(f"The server answers at {url} after {ready - started:.1f} s. Prompt: {options.prompt!r}")
        with Client(url, new_key(options.data_dir)) as client:
            skybox = follow(client, options)
            rendered = time.monotonic()
            if skybox.status != "complete":
                talk.print(f"The skybox ended as {skybox.status}: {skybox.error_message}")
                return 1
            files = save(client, skybox, options.out)
    talk.print(
        f"From the request to complete: {rendered - ready:.1f} s. All in all: {time.monotonic() - started:.1f} s."
    )
    for path, size in files.items():
        Console().print(f"{path}  {size / 1024:,.0f} KiB", highlight=False, soft_wrap=True)
    return 0


def arguments() -> argparse.Namespace:
    """Return what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("prompt", nargs="?", default=PROMPT)
    parser.add_argument("--out", type=Path, default=Path("out"))
    parser.add_argument("--data-dir", type=Path, default=Path("data/demo"))
    parser.add_argument("--model", choices=("3", "4"), default="3", help="3: 8192x4096, 4: 4096x2048")
    parser.add_argument("--seed", type=int, default=SEED, help="0: a random one")
    return parser.parse_args()


@contextmanager
def server(data_dir: Path, log: Path) -> Iterator[str]:
    """Run `skyloom serve` on a free port, yield its address once it is ready, and stop it at the end."""
    port = free_port()
    command = [str(SKYLOOM), "serve", "--port", str(port), "--data-dir", str(data_dir)]
    url = f"http://127.0.0.1:{port}"
    with log.open("wb") as sink:
        child = subprocess.Popen(command, stdout=sink, stderr=sink)
        try:
            wait_until_ready(child, url, log)
            yield url
        finally:
            child.send_signal(signal.SIGTERM)
            try:
                child.wait(STOP_TIMEOUT)
            except subprocess.TimeoutExpired:
                child.kill()


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def wait_until_ready(child: subprocess.Popen[bytes], url: str, log: Path) -> None:
    """Return when /healthz answers 200; leave with the server's words if it does not start."""
    until = time.monotonic() + START_TIMEOUT
    while time.monotonic() < until:
        if child.poll() is not None:
            sys.exit(f"The server did not start:\n{log.read_text(errors='replace')}")
        with suppress(httpx.TransportError):
            if httpx.get(f"{url}/healthz", timeout=5).is_success:
                return
        time.sleep(0.1)
    sys.exit(f"The server did not answer within {START_TIMEOUT:g} s; see {log}.")


def new_key(data_dir: Path) -> str:
    """Create an account with enough credits for the demo, next to the running server, and return its key."""
    command = [str(SKYLOOM), "accounts", "create", "demo", "--credits", "6", "--data-dir", str(data_dir), "--json"]
    answer = subprocess.run(command, check=True, stdout=subprocess.PIPE)
    key: str = json.loads(answer.stdout)["api_key"]
    return key


def follow(client: Client, options: argparse.Namespace) -> Skybox:
    """Order the skybox and show its way until it is final."""
    style = client.styles(model_version=options.model)[0]
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=talk) as progress:
        skybox = client.generate(options.prompt, style_id=style.id, seed=options.seed)
        task = progress.add_task(LABELS["pending"], total=None)

        def watch(seen: Skybox) -> None:
            progress.update(task, description=LABELS.get(seen.status, seen.status))
            if seen.is_final:
                progress.update(task, total=1, completed=1)

        return client.wait(skybox.id, timeout=RENDER_TIMEOUT, watch=watch)


def save(client: Client, skybox: Skybox, out: Path) -> dict[Path, int]:
    """Save the three files and return their sizes in bytes."""
    urls = {"skybox": skybox.file_url, "thumbnail": skybox.thumb_url, "depth": skybox.depth_map_url}
    return {path: client.download(url, path) for name, url in urls.items() if (path := out / f"{name}-{skybox.id}.jpg")}


if __name__ == "__main__":
    try:
        sys.exit(main())
    except ApiError as error:
        sys.exit(f"The server refused: {error}")
