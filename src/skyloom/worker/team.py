"""The worker processes of this machine: started, watched, started anew when they die, stopped."""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Callable
from multiprocessing.process import BaseProcess

import structlog

log = structlog.get_logger()
spawn = multiprocessing.get_context("spawn")
PAUSE = 1.0  # seconds between a death and the next start


class Team:
    """As many processes of one kind as asked for. The thread that calls `keep` must live as long as they."""

    def __init__(self, size: int, start: Callable[[], BaseProcess]) -> None:
        """`start` returns a started process."""
        self._size = size
        self._start = start
        self._members: list[BaseProcess] = []
        self._rest_until = 0.0

    def keep(self) -> None:
        """Start what is missing."""
        for dead in [member for member in self._members if not member.is_alive()]:
            log.warning("worker.died", exit_code=dead.exitcode)
            self._members.remove(dead)
            self._rest_until = time.monotonic() + PAUSE
        if time.monotonic() >= self._rest_until:
            while len(self._members) < self._size:
                self._members.append(self._start())

    def stop(self, *, patience: float) -> None:
        """Ask all to end, and after `patience` seconds end them."""
        for member in self._members:
            member.terminate()
        until = time.monotonic() + patience
        for member in self._members:
            member.join(max(0.0, until - time.monotonic()))
            if member.is_alive():
                member.kill()
                member.join()
        self._members.clear()
