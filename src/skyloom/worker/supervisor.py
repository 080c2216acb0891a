"""A worker: takes deliveries, keeps their leases, has them rendered in an engine process, settles them."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, TypeVar

import structlog

from skyloom.core.candidates import Recollection
from skyloom.core.errors import IllegalTransition, Unavailable
from skyloom.core.generations import MAX_ATTEMPTS, Generation, Status
from skyloom.queue.worker import Delivery, run_worker
from skyloom.services.beat import beat
from skyloom.services.claim import claim
from skyloom.services.context import Context
from skyloom.services.hand_back import hand_back
from skyloom.services.recall import recall
from skyloom.services.settle import settle
from skyloom.worker.child import Failed, Plan, Rendered, Task
from skyloom.worker.engine_process import Died, EngineProcess

log = structlog.get_logger()
T = TypeVar("T")
AGAIN = 0.5  # seconds between two tries while the database is away
LEAVING = 4.0  # seconds that a worker told to stop gets beside its grace
PATIENCE = 60.0  # seconds that a finished render waits for the database
CRASHED = "The engine crashed {times} times on this. What it cost was returned."
TOO_LONG = "It was stopped after {seconds:.0f} s of work. What it cost was returned."
GIGABYTE = 2**30


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """The times of a worker, in seconds."""

    heartbeat: float
    job_timeout: float
    grace: float
    watchdog: float


class Supervisor:
    """One worker: one delivery at a time, in one engine process."""

    def __init__(self, ctx: Context, plan: Plan, pace: Pace, *, queues: Sequence[str]) -> None:
        self._ctx = ctx
        self._pace = pace
        self._queues = tuple(queues)
        self._engine = EngineProcess(plan)
        self._name = f"{socket.gethostname()}/{os.getpid()}"
        self._stopping = False
        self._seen = time.monotonic()  # when the database answered last

    async def run(self) -> None:
        """Work until SIGTERM, then hand back what is not finished."""
        stop = asyncio.Event()
        loop = asyncio.get_running_loop()
        loop.add_signal_handler(signal.SIGTERM, stop.set)
        loop.add_signal_handler(signal.SIGINT, lambda: None)  # Ctrl-C is for the parent, which sends SIGTERM
        threading.Thread(target=self._watch, name="watchdog", daemon=True).start()
        self._engine.start()
        tasks = [asyncio.create_task(self._see_database()), asyncio.create_task(self._work())]
        stopped = asyncio.create_task(stop.wait())
        try:
            await asyncio.wait([*tasks, stopped], return_when=asyncio.FIRST_COMPLETED)
        finally:
            self._stopping = True
            for task in tasks:
                task.cancel()
            ended, late = await asyncio.wait(tasks, timeout=self._pace.grace + LEAVING)
            self._engine.kill()
            if late:  # the database is away, and libraries wait for it
                log.warning("worker.cut_off", worker=self._name)
                os._exit(1)
        log.info("worker.stopped", worker=self._name)
        for task in ended:
            if not task.cancelled() and (error := task.exception()):
                raise error

    async def _work(self) -> None:
        with suppress(Died):
            await self._engine.ready()
        log.info("worker.started", worker=self._name, queues=self._queues)
        while True:
            try:
                await run_worker(
                    self._ctx.db.url,
                    queues=self._queues,
                    handle=self._deliver,
                    heartbeat=self._pace.heartbeat,
                    dead_after=self._ctx.dead_after,
                    grace=self._pace.grace,
                )
            except Unavailable as error:
                log.warning("worker.disconnected", error=str(error.__cause__))
            await asyncio.sleep(AGAIN)

    async def _deliver(self, delivery: Delivery) -> None:
        claiming = asyncio.create_task(self._call(claim, delivery.generation_id, delivery.job_id, self._name))
        try:
            generation = await asyncio.shield(claiming)
        except asyncio.CancelledError:
            generation = await claiming
            if generation is not None:
                await self._leave(generation)
            raise
        if generation is None:
            log.info("delivery.late", generation_id=delivery.generation_id)
            return
        with structlog.contextvars.bound_contextvars(generation_id=generation.id, attempt=generation.attempt):
            await self._render(generation)

    async def _render(self, generation: Generation) -> None:
        task = Task(
            generation_id=generation.id,
            attempt=generation.attempt,
            engine=generation.engine,
            params=generation.params,
            seed=generation.seed,
            inputs=generation.inputs,
        )
        rendering = asyncio.create_task(self._engine.render(task, self._recall))
        beating = asyncio.create_task(self._beat(generation))
        try:
            await asyncio.wait(
                [rendering, beating], timeout=self._pace.job_timeout, return_when=asyncio.FIRST_COMPLETED
            )
            if not rendering.done():
                self._engine.restart()
                if not beating.done():
                    message = TOO_LONG.format(seconds=self._pace.job_timeout)
                    await self._settle(generation, Status.ERROR, error_message=message)
                return  # else fenced: cancelled, or somebody else's by now
            await self._finish(generation, rendering)
        except asyncio.CancelledError:
            await self._leave(generation)
            raise
        finally:
            rendering.cancel()
            beating.cancel()
            await asyncio.gather(rendering, beating, return_exceptions=True)

    async def _finish(self, generation: Generation, rendering: asyncio.Task[Rendered | Failed]) -> None:
        try:
            answer = rendering.result()
        except Died:
            await self._after_crash(generation)
            return
        if isinstance(answer, Failed):
            log.error("engine.failed", engine=generation.engine, trace=answer.trace)
            await self._settle(generation, Status.ERROR, error_message=answer.message)
            return
        log.info("engine.rendered", seconds=round(answer.seconds, 3), peak_gb=round(answer.peak / GIGABYTE, 2))
        await self._settle(generation, Status.COMPLETE, artifacts=answer.artifacts, result=answer.facts)

    async def _after_crash(self, generation: Generation) -> None:
        log.error("engine.crashed", engine=generation.engine, exit_code=self._engine.exit_code)
        self._engine.restart()
        if generation.crashes >= MAX_ATTEMPTS:
            message = CRASHED.format(times=generation.crashes)
            await self._settle(generation, Status.ERROR, error_message=message)
            return
        await self._lasting(hand_back, generation.id, attempt=generation.attempt, blameless=False)

    async def _leave(self, generation: Generation) -> None:
        """Stop rendering: the generation was cancelled, or we must go and another worker takes it."""
        self._engine.kill()
        if self._stopping:
            with suppress(Unavailable):  # the lease will tell the others
                await self._call(hand_back, generation.id, attempt=generation.attempt, blameless=True)
            return
        self._engine.start()

    async def _recall(self, sha256: str) -> Recollection | None:
        try:
            return await self._lasting(recall, sha256)
        except Unavailable:  # then it is a picture like any other
            return None

    async def _settle(self, generation: Generation, outcome: Status, **facts: Any) -> None:
        try:
            await self._lasting(settle, generation.id, outcome, attempt=generation.attempt, **facts)
        except IllegalTransition:  # cancelled meanwhile, or given to another worker
            log.info("generation.fenced", outcome=outcome)

    async def _beat(self, generation: Generation) -> None:
        """Keep the lease; return when it is lost."""
        while True:
            await asyncio.sleep(self._pace.heartbeat)
            with suppress(Unavailable):  # it may come back before the lease is over
                if not await self._call(beat, generation.id, generation.attempt):
                    log.info("generation.fenced")
                    return

    async def _see_database(self) -> None:
        while True:
            with suppress(Unavailable):
                await asyncio.to_thread(self._ctx.db.ping)
                self._seen = time.monotonic()
            await asyncio.sleep(self._pace.heartbeat)

    def _watch(self) -> None:
        """End the process when its loop hangs or the database stays away: whoever started us starts us anew."""
        while time.monotonic() - self._seen < self._pace.watchdog:
            time.sleep(min(1.0, self._pace.watchdog / 4))
        log.error("worker.hangs", seconds=self._pace.watchdog)
        os._exit(1)

    async def _call(self, verb: Callable[..., T], *arguments: Any, **named: Any) -> T:
        return await asyncio.to_thread(verb, self._ctx, *arguments, **named)

    async def _lasting(self, verb: Callable[..., T], *arguments: Any, **named: Any) -> T:
        """Call a verb that must not be lost; the attempt that it names makes repetition harmless."""
        until = time.monotonic() + PATIENCE
        while True:
            try:
                return await asyncio.shield(self._call(verb, *arguments, **named))
            except Unavailable:
                if self._stopping or time.monotonic() > until:
                    raise
                await asyncio.sleep(AGAIN)
