"""The worker's side of the queue: takes deliveries and hands each to a function."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

import procrastinate
import psycopg
from procrastinate.exceptions import ProcrastinateException

from skyloom.core.errors import Unavailable
from skyloom.queue.jobs import TASK
from skyloom.store.database import plain_url

POLL = 1.0  # seconds; only deliveries whose notification was lost wait so long
POOL = 4  # connections: one listens, one fetches, one beats, one is spare


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One order to render a generation."""

    job_id: int
    generation_id: int


async def run_worker(
    url: str,
    *,
    queues: Sequence[str],
    handle: Callable[[Delivery], Awaitable[None]],
    heartbeat: float,
    dead_after: float,
    grace: float,
) -> None:
    """Take deliveries one at a time until cancelled; times are in seconds.

    A delivery that is cancelled, or runs on `grace` seconds after we were, is cancelled inside `handle`.
    Returns early or raises Unavailable when the database goes away.
    """
    connector = procrastinate.PsycopgConnector(conninfo=plain_url(url), min_size=1, max_size=POOL)
    app = procrastinate.App(connector=connector)

    @app.task(name=TASK, pass_context=True)
    async def deliver(context: procrastinate.JobContext, generation_id: int) -> None:
        assert context.job.id is not None
        await handle(Delivery(job_id=context.job.id, generation_id=generation_id))

    try:
        async with app.open_async():
            await app.run_worker_async(
                queues=list(queues),
                concurrency=1,
                fetch_job_polling_interval=POLL,
                abort_job_polling_interval=POLL,
                update_heartbeat_interval=heartbeat,
                stalled_worker_timeout=dead_after,
                shutdown_graceful_timeout=grace,
                delete_jobs=procrastinate.jobs.DeleteJobCondition.ALWAYS,
                install_signal_handlers=False,
            )
    except (ProcrastinateException, psycopg.Error, OSError) as error:
        raise Unavailable from error
