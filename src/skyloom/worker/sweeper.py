"""A thread that sweeps, in every process that can."""

from __future__ import annotations

import threading

import structlog

from skyloom.core.errors import Unavailable
from skyloom.services.context import Context
from skyloom.services.sweep import sweep

log = structlog.get_logger()


class Sweeper:
    """Sweeps every few seconds until it is stopped."""

    def __init__(self, ctx: Context, *, every: float) -> None:
        """`every` is in seconds."""
        self._ctx = ctx
        self._every = every
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="sweeper", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End, after the sweep that is under way."""
        self._stop.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._stop.wait(self._every):
            try:
                sweep(self._ctx)
            except Unavailable:
                log.warning("sweep.postponed")
            except Exception:  # one that cannot be swept must not keep all others from it
                log.exception("sweep.failed")
