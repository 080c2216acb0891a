"""One warm engine process, as its supervisor sees it: started, asked, killed, started again."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import replace
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import TypeAlias

import structlog

from skyloom.core.candidates import Recollection
from skyloom.worker import child
from skyloom.worker.child import Asked, Failed, Plan, Progress, Ready, Rendered, Task

log = structlog.get_logger()
spawn = multiprocessing.get_context("spawn")  # a fork would inherit threads' locks

Message: TypeAlias = Ready | Progress | Asked | Rendered | Failed
Recall: TypeAlias = Callable[[str], Awaitable[Recollection | None]]


class Died(Exception):
    """The engine process ended: it crashed or was killed."""


class EngineProcess:
    """Lives in one event loop; `render` must not be called twice at once."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._process: BaseProcess | None = None
        self._pipe: Connection | None = None
        self._messages: asyncio.Queue[Message | None] = asyncio.Queue()
        self._is_ready = False

    def start(self) -> None:
        """Start a process; it warms up by itself."""
        ours, theirs = spawn.Pipe()
        plan = replace(self._plan, parent=os.getpid())
        process = spawn.Process(target=child.main, args=(theirs, plan), name="skyloom-engine", daemon=True)
        process.start()
        theirs.close()  # so that a dead child is an EOF here
        self._process, self._pipe, self._messages, self._is_ready = process, ours, asyncio.Queue(), False
        asyncio.get_running_loop().add_reader(ours.fileno(), self._receive)

    async def ready(self) -> None:
        """Return when it is warm, or raise Died."""
        while not self._is_ready:
            await self._next()

    async def render(self, task: Task, recall: Recall) -> Rendered | Failed:
        """Return what became of the task, or raise Died; `recall` answers the engine's questions on candidates."""
        await self.ready()
        self._send(task)
        while True:
            message = await self._next()
            if isinstance(message, Rendered | Failed):
                return message
            if isinstance(message, Asked):
                self._send(await self._answered(recall, message.sha256))

    def kill(self) -> None:
        """End the process, whatever it does, and be sure that it is gone."""
        if self._process is None or self._pipe is None:
            return
        asyncio.get_running_loop().remove_reader(self._pipe.fileno())
        self._pipe.close()
        self._process.kill()
        self._process.join()
        self._process = self._pipe = None

    def restart(self) -> None:
        """Have a fresh process."""
        self.kill()
        self.start()

    @property
    def exit_code(self) -> int | None:
        """How the process ended: negative is a signal; None while it runs."""
        if self._process is None:
            return None
        self._process.join(1.0)  # an EOF on the pipe comes a moment before the end
        return self._process.exitcode

    async def _answered(self, recall: Recall, sha256: str) -> Recollection | None:
        try:
            return await recall(sha256)
        except Exception:  # it waits for the answer, and would take the next task for it
            self.restart()
            raise

    def _send(self, message: Task | Recollection | None) -> None:
        assert self._pipe is not None
        try:
            self._pipe.send(message)
        except OSError as error:
            raise Died from error

    async def _next(self) -> Message:
        message = await self._messages.get()
        if message is None:
            self._messages.put_nowait(None)  # it stays dead
            raise Died
        if isinstance(message, Ready):
            self._is_ready = True
            log.info("engine.ready", seconds=round(message.seconds, 2))
        return message

    def _receive(self) -> None:
        assert self._pipe is not None
        with suppress(EOFError, OSError):
            self._messages.put_nowait(self._pipe.recv())
            return
        asyncio.get_running_loop().remove_reader(self._pipe.fileno())
        self._messages.put_nowait(None)
