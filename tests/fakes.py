"""Stand-ins for what a test must control: the time, and an engine that does as it is told."""

from __future__ import annotations

import os
import signal
import time
from datetime import UTC, datetime, timedelta
from typing import ClassVar, Literal

from skyloom.engines.base import File, Params, RenderContext, Result

TRIAL = "tests.fakes:Trial"  # as SKYLOOM_ENGINES wants it


class FakeClock:
    """A time that passes only when told to."""

    def __init__(self) -> None:
        self.time = datetime(2026, 3, 18, 10, 42, 19, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.time

    def advance(self, seconds: float) -> None:
        self.time += timedelta(seconds=seconds)


class TrialParams(Params):
    """What the trial engine shall do."""

    seconds: float = 0.0
    end: Literal["file", "raise", "crash", "nan", "ask"] = "file"


class Trial:
    """A real engine without a picture: takes its time, then writes a few bytes, raises or kills its process."""

    name: ClassVar[str] = "trial"
    queue: ClassVar[str] = "cpu.trial"
    Params: ClassVar[type[TrialParams]] = TrialParams

    def warm_up(self) -> None:
        pass

    def render(self, params: TrialParams, ctx: RenderContext) -> Result:
        began = time.monotonic()
        while (passed := time.monotonic() - began) < params.seconds:
            ctx.progress(passed / params.seconds)
            time.sleep(0.01)
        if params.end == "raise":
            raise RuntimeError("the trial engine was told to fail")
        if params.end == "crash":
            os.kill(os.getpid(), signal.SIGKILL)
        known = ctx.recall("0" * 64) if params.end == "ask" else None
        if known is not None:
            return Result(files={}, facts={"known": dict(known.facts)})
        file = File(data=f"seed {ctx.seed}".encode(), content_type="image/jpeg", width=2, height=1)
        facts = {"seed": float("nan") if params.end == "nan" else ctx.seed}
        return Result(files={"file": file, "thumb": file}, facts=facts)
