"""What runs in the engine process: heavy code that may crash, hang or eat all memory without harm to others."""

from __future__ import annotations

import hashlib
import json
import os
import resource
import signal
import time
import traceback
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from skyloom.core.candidates import Recollection
from skyloom.core.errors import NotFound, SkyloomError
from skyloom.core.generations import Artifact
from skyloom.core.media import extension_of
from skyloom.engines.base import Candidate, File, RenderContext
from skyloom.engines.registry import Registry, load
from skyloom.store.blobs import Blobs, prefix_of
from skyloom.worker.lifeline import die_with

NICE = 5  # heartbeats and answers go first
FIRST_TO_KILL = 500  # when memory runs out, of 1000: the picture, not the database
FAILED = "The engine failed. What it cost was returned; please try again."
TELL_EVERY = 0.1  # seconds between two words on progress


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What an engine process is started with."""

    engine_paths: tuple[str, ...]
    files_url: str
    queues: frozenset[str]
    parent: int  # process id


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One render."""

    generation_id: int
    attempt: int
    engine: str
    params: Mapping[str, Any]
    seed: int
    inputs: Mapping[str, str]  # name -> key in the blob store


class Inputs(Mapping[str, bytes]):
    """The files that a render may read, each fetched when it is asked for."""

    def __init__(self, blobs: Blobs, keys: Mapping[str, str]) -> None:
        self._blobs = blobs
        self._keys = keys

    def __getitem__(self, name: str) -> bytes:
        return self._blobs.get(self._keys[name])

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """The engines are loaded and warm."""

    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far the render is."""

    fraction: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which candidate has these pixels? The answer through the pipe is a Recollection or None."""

    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """The files are stored."""

    artifacts: tuple[Artifact, ...]
    facts: Mapping[str, Any]
    seconds: float
    peak: int  # bytes of memory that this process ever used


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """The engine raised."""

    message: str  # for the customer
    trace: str  # for the log


def main(pipe: Connection, plan: Plan) -> None:
    """Warm up, then render what comes through the pipe until it closes."""
    die_with(plan.parent, signal.SIGKILL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    os.nice(NICE)
    with suppress(OSError):  # not Linux, or not allowed
        Path("/proc/self/oom_score_adj").write_text(str(FIRST_TO_KILL))
    blobs = Blobs(plan.files_url)
    engines = load(plan.engine_paths)
    seconds = _warm_up(engines, plan.queues)
    with suppress(EOFError, BrokenPipeError):  # the parent is gone
        pipe.send(Ready(seconds=seconds))
        while True:
            pipe.send(_answer(pipe.recv(), engines, blobs, pipe))


def _warm_up(engines: Registry, queues: Collection[str]) -> float:
    began = time.perf_counter()
    for engine in engines.values():
        if engine.queue in queues:
            engine.warm_up()
    return time.perf_counter() - began


def _answer(task: Task, engines: Registry, blobs: Blobs, pipe: Connection) -> Rendered | Failed:
    began = time.perf_counter()
    try:
        engine = engines[task.engine]
        ctx = RenderContext(
            seed=task.seed,
            inputs=Inputs(blobs, task.inputs),
            progress=_seldom(pipe.send),
            recall=lambda sha256: _recalled(pipe, blobs, sha256),
        )
        result = engine.render(engine.Params.model_validate(task.params), ctx)
        json.dumps(dict(result.facts), allow_nan=False)  # what cannot be kept fails here, not at every delivery
        artifacts = tuple(_stored(blobs, task, kind, file) for kind, file in result.files.items())
    except SkyloomError as error:
        return Failed(message=str(error), trace=traceback.format_exc())
    except Exception:  # an engine may raise anything
        return Failed(message=FAILED, trace=traceback.format_exc())
    seconds = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    return Rendered(artifacts=artifacts, facts=result.facts, seconds=seconds, peak=peak)


def _recalled(pipe: Connection, blobs: Blobs, sha256: str) -> Candidate | None:
    pipe.send(Asked(sha256=sha256))
    found: Recollection | None = pipe.recv()
    if found is None:
        return None
    model = None
    if found.model is not None:
        with suppress(NotFound):  # deleted a moment ago
            model = blobs.get(found.model)
    return Candidate(facts=found.facts, model=model)


def _stored(blobs: Blobs, task: Task, kind: str, file: File) -> Artifact:
    key = f"{prefix_of(task.generation_id)}{task.attempt}/{kind}.{extension_of(file.content_type)}"
    blobs.put(key, file.data, content_type=file.content_type)
    return Artifact(
        kind=kind,
        key=key,
        content_type=file.content_type,
        size=len(file.data),
        sha256=hashlib.sha256(file.data).hexdigest(),
        width=file.width,
        height=file.height,
    )


def _seldom(tell: Callable[[Progress], None]) -> Callable[[float], None]:
    last = 0.0

    def progress(fraction: float) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last >= TELL_EVERY:
            last = now
            tell(Progress(fraction=fraction))

    return progress
