"""Real worker processes for the stories of this folder."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from contextlib import suppress
from pathlib import Path

import psutil
from pydantic import SecretStr
from tests.fakes import TRIAL

from skyloom import bootstrap
from skyloom.core.generations import Generation, Status
from skyloom.services.context import Context
from skyloom.services.find import find
from skyloom.settings import Settings, WorkerSettings

spawn = multiprocessing.get_context("spawn")
# Seconds. The lease is long enough for a busy machine: a story is about deaths, not about delays.
QUICK = {"heartbeat": 0.2, "lease": 4.0, "sweep": 0.2, "grace": 0.0}
PATIENCE = 60.0  # seconds


class Staff:
    """Hires workers for a test's server and lets none outlive it."""

    def __init__(self, ctx: Context, folder: Path, **pace: float) -> None:
        self.ctx = ctx
        self.settings = Settings(
            data_dir=folder / "data",
            database_url=SecretStr(ctx.db.url),
            storage_url=ctx.blobs.url,
            engines=TRIAL,
            worker=WorkerSettings.model_validate({**QUICK, **pace}),
        )
        self.processes: list[psutil.Process] = []

    def __enter__(self) -> Staff:
        return self

    def __exit__(self, *_error: object) -> None:
        for worker in self.processes:
            self.kill(worker)

    def hire(self, queue: str = "cpu.trial") -> psutil.Process:
        """Start a worker of a queue."""
        process = spawn.Process(target=bootstrap._work, args=(self.settings, self.ctx.db.url, (queue,), os.getpid()))
        process.start()
        worker = psutil.Process(process.pid)
        self.processes.append(worker)
        return worker

    def kill(self, worker: psutil.Process) -> None:
        """Kill a worker as the kernel would."""
        with suppress(psutil.NoSuchProcess):
            worker.kill()
        worker.wait(PATIENCE)

    def engine_of(self, worker: psutil.Process) -> psutil.Process:
        """Return the engine process of a worker that has one."""
        return self.engines_of(worker)[0]

    def engines_of(self, worker: psutil.Process) -> list[psutil.Process]:
        """Return the worker's engine process; none if it has none or one that dies just now, as processes here do."""
        engines = []
        with suppress(psutil.NoSuchProcess):
            for child in worker.children():
                with suppress(psutil.NoSuchProcess):  # of a zombie, too
                    if "spawn_main" in " ".join(child.cmdline()):
                        engines.append(child)
        return engines

    def now(self, generation: Generation) -> Generation:
        """Return the generation as it is by now."""
        return find(self.ctx, account_id=generation.account_id, generation_id=generation.id)

    def ended(self, generation: Generation) -> Generation:
        """Return the generation once it is over."""
        return self.until(generation, lambda now: now.status.is_final)

    def begun(self, generation: Generation, *, attempt: int = 1) -> Generation:
        """Return the generation once that attempt renders."""
        return self.until(generation, lambda now: now.status is Status.PROCESSING and now.attempt >= attempt)

    def until(self, generation: Generation, condition) -> Generation:
        """Wait for something to become true of a generation."""
        end = time.monotonic() + PATIENCE
        while not condition(found := self.now(generation)):
            assert time.monotonic() < end, f"still {found.status}, attempt {found.attempt}"
            time.sleep(0.01)
        return found


def pause(worker: psutil.Process) -> None:
    """Stop a worker as a frozen machine would."""
    worker.send_signal(signal.SIGSTOP)
