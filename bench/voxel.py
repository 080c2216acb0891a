"""Figures of voxels, over HTTP with a warm worker: words to three pictures, and these to models."""

from __future__ import annotations

import base64
import http.client
import json
import statistics
import time
from collections.abc import Iterator
from typing import Any

from bench.service import Figure, child, free_port, tell, trial_server, wait_for
from skyloom.core.credits import Currency
from skyloom.services.context import Context
from skyloom.services.create_account import create_account

PROMPTS = (
    "a magical floating island with a crystal tree",
    "a small cottage next to an old oak",
    "a knight holding a golden sword",
    "a red dragon on top of a castle tower",
    "a pirate ship",
)
ROUNDS = 5
POLL = 0.02  # seconds between two questions
PATIENCE = 120.0  # seconds
WANTED = {"images": "3 s", 32: "1.5 s", 128: "5 s"}


def main() -> None:
    """Measure and print."""
    tell(_over_http())


def _over_http() -> Iterator[Figure]:
    with trial_server() as (ctx, settings):
        port = free_port()
        with (
            child(settings, "serve", "--no-worker", "--port", str(port)),
            child(settings, "worker", "--queues", "cpu.voxel"),
        ):
            wait_for(port)
            _images(port, _key(ctx), PROMPTS[0])  # the worker is warm from here on
            seconds, pictures = [], []
            for prompt in PROMPTS:
                took, picture = _images(port, _key(ctx), prompt)
                seconds.append(took)
                pictures.append(picture)
            yield "three candidates over HTTP, from the order to the pictures", _told(seconds), WANTED["images"]
            for size in (32, 128):
                models = [_model(port, _key(ctx), picture, size) for picture in pictures[:ROUNDS]]
                yield f"the model of a candidate over HTTP, {size} cells", _told(models), WANTED[size]


def _key(ctx: Context) -> str:
    """Return the key of a new account: one has candidates once in 15 seconds."""
    return create_account(ctx, "bench", balances={Currency.TOKENS: 1000})[1]


def _images(port: int, key: str, prompt: str) -> tuple[float, str]:
    began = time.perf_counter()
    told = _done(port, key, _ask(port, key, "POST", "images", {"prompt": prompt, "seed": 12345})["jobId"])
    return time.perf_counter() - began, told["output"]["images"][0]["image_base64"]


def _model(port: int, key: str, picture: str, size: int) -> float:
    began = time.perf_counter()
    told = _done(port, key, _ask(port, key, "POST", "voxelize", {"image_base64": picture, "voxel_size": size})["jobId"])
    assert base64.b64decode(told["output"]["vox_base64"]).startswith(b"VOX ")
    return time.perf_counter() - began


def _done(port: int, key: str, job_id: str) -> dict[str, Any]:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        told = _ask(port, key, "GET", f"status?jobId={job_id}")
        if told["state"] == "completed":
            return told
        assert told["state"] != "failed", told["error"]
        time.sleep(POLL)
    raise TimeoutError(job_id)


def _ask(port: int, key: str, method: str, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    headers = {"authorization": f"Bearer {key}", "content-type": "application/json"}
    connection.request(method, f"/api/generate/{path}", json.dumps(body) if body else None, headers)
    answer = connection.getresponse()
    told: dict[str, Any] = json.loads(answer.read())
    connection.close()
    assert answer.status == 200, told
    return told


def _told(seconds: list[float]) -> str:
    return f"{statistics.median(seconds):.2f} s median, {max(seconds):.2f} s worst of {len(seconds)}"


if __name__ == "__main__":
    main()
