"""The calls that write to the queue, each inside a transaction of ours."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import procrastinate
from psycopg.rows import tuple_row

TASK = "generation.render"
ARGUMENT = "generation_id"

# Hands out by name alone and is never opened: it writes on the connections it is given. It shares no task
# registry with the workers' app, which is asynchronous.
deferrer = procrastinate.App(connector=procrastinate.SyncPsycopgConnector())


def enqueue(connection: Any, generation_id: int, *, queue: str) -> int:
    """Order one delivery of the generation to a worker; return the job's id."""
    task = deferrer.configure_task(TASK, queue=queue, connection=connection, allow_unknown=True)
    return task.defer(**{ARGUMENT: generation_id})


def cancel(connection: Any, job_id: int) -> None:
    """Take the delivery back, or have the worker that holds it stop."""
    deferrer.job_manager.cancel_job_by_id(job_id, abort=True, delete_job=True, connection=connection)


def discard(connection: Any, job_id: int) -> None:
    """Forget a delivery that nobody works on."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs WHERE id = %s", (job_id,))


def live(connection: Any, job_ids: Sequence[int], *, dead_after: float) -> set[int]:
    """Return those deliveries that wait, or whose worker gave a sign of life within `dead_after` seconds."""
    query = """
        SELECT job.id FROM procrastinate_jobs job LEFT JOIN procrastinate_workers worker ON worker.id = job.worker_id
        WHERE job.id = ANY(%s) AND (job.status = 'todo' OR (
            job.status = 'doing' AND worker.last_heartbeat > clock_timestamp() - make_interval(secs => %s)))
    """
    with connection.cursor(row_factory=tuple_row) as cursor:
        return {row[0] for row in cursor.execute(query, (list(job_ids), dead_after))}


def stalled(connection: Any, *, dead_after: float) -> list[tuple[int, int]]:
    """Return the deliveries that died with their worker: pairs of job and generation."""
    query = """
        SELECT job.id, (job.args ->> 'generation_id')::bigint
        FROM procrastinate_jobs job LEFT JOIN procrastinate_workers worker ON worker.id = job.worker_id
        WHERE job.status = 'doing' AND (
            worker.id IS NULL OR worker.last_heartbeat <= clock_timestamp() - make_interval(secs => %s))
    """
    with connection.cursor(row_factory=tuple_row) as cursor:
        return [(row[0], row[1]) for row in cursor.execute(query, (dead_after,))]
