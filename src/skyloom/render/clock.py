"""Where the seconds of a render go, by stage."""

from __future__ import annotations

import time

import drjit as dr


class Clock:
    """Laps since the clock was made; a stage that comes back adds up."""

    def __init__(self) -> None:
        self.laps: dict[str, float] = {}
        self._last = time.perf_counter()

    def lap(self, stage: str) -> None:
        """Count the time since the last lap, with all kernels done, to a stage."""
        dr.sync_thread()
        now = time.perf_counter()
        self.laps[stage] = round(self.laps.get(stage, 0.0) + now - self._last, 3)
        self._last = now
