"""Figures of the job core and of HTTP: places in the queue, pick-up, status requests, a worker killed in mid-render."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeAlias

import psutil
import psycopg
from pydantic import SecretStr
from tests.fakes import TRIAL

from skyloom import bootstrap, log
from skyloom.core.credits import Currency
from skyloom.core.generations import Generation, Order, Status
from skyloom.engines import registry
from skyloom.services.context import Context
from skyloom.services.create_account import create_account
from skyloom.services.find import find
from skyloom.services.queue_position import queue_position
from skyloom.services.submit import submit
from skyloom.settings import Settings
from skyloom.store.embedded import EmbeddedPostgres

Figure: TypeAlias = tuple[str, str, str]  # its name, what was measured, what is wanted

PENDING = 20_000
OWN = ["uuid", "obfuscated_id", "account_id", "status", "slot", "job_id", "dispatched_at"]  # not copied from row to row
ACCOUNTS = 200
ROUNDS = 30
READERS = 4  # connections
SECONDS = 5.0
SLEEP = 8.0  # seconds that the killed render would have taken
PATIENCE = 60.0  # seconds


def main() -> None:
    """Measure and print."""
    tell(_figures())


def tell(figures: Iterator[Figure]) -> None:
    """Print each figure as it is measured."""
    log.configure("error")
    for name, figure, wanted in figures:
        print(f"{name}: {figure} ({wanted} wanted)", flush=True)


@contextmanager
def trial_server() -> Iterator[tuple[Context, Settings]]:
    """Have a database of our own, and a context on it that knows the trial engine."""
    with tempfile.TemporaryDirectory(prefix="skyloom-bench-") as folder:
        postgres = EmbeddedPostgres(Path(folder) / "data", lasting=True)
        postgres.start()
        try:
            settings = Settings(data_dir=Path(folder) / "data", database_url=SecretStr(postgres.url), engines=TRIAL)
            with bootstrap.opened(settings, engines=registry.load([TRIAL])) as ctx:
                yield ctx, settings
        finally:
            postgres.stop()


def _figures() -> Iterator[Figure]:
    with trial_server() as (ctx, settings):
        yield from _status(ctx, settings)
        yield from _pick_up(ctx, settings)
        yield from _takeover(ctx, settings)
        yield from _positions(ctx)


def _positions(ctx: Context) -> Iterator[Figure]:
    accounts = [customer(ctx)[0] for _ in range(ACCOUNTS)]
    first = submit(ctx, order(accounts[0]))
    with psycopg.connect(_plain(ctx.db.url), autocommit=True) as connection:
        columns = [
            row[0]
            for row in connection.execute(
                "SELECT column_name FROM information_schema.columns WHERE table_name = 'generation' "
                "AND is_generated = 'NEVER' AND is_identity = 'NO' AND NOT column_name = ANY(%s)",
                (OWN,),
            )
        ]
        names = ", ".join(f'"{name}"' for name in columns)
        connection.execute(
            f"INSERT INTO generation (uuid, obfuscated_id, account_id, status, {names}) "
            "SELECT gen_random_uuid(), md5(random()::text || i), (%s::bigint[])[1 + i %% %s], 'pending', "
            f"{names} FROM generation, generate_series(1, %s) i WHERE id = %s",
            (accounts, ACCOUNTS, PENDING, first.id),
        )
        connection.execute("VACUUM ANALYZE generation")  # as its own daemon does within a minute
        last = connection.execute("SELECT max(id), max(account_id) FROM generation").fetchone()
        assert last is not None
        owner = connection.execute("SELECT account_id FROM generation WHERE id = %s", (last[0],)).fetchone()
        assert owner is not None
    newest = find(ctx, account_id=owner[0], generation_id=last[0])
    took = [_timed(lambda: queue_position(ctx, [newest])) for _ in range(ROUNDS)]
    place = queue_position(ctx, [newest])[newest.id]
    yield f"queue_position, {place} waiting", ms(took), "10 ms"
    took = [_timed(lambda: submit(ctx, order(accounts[1]))) for _ in range(ROUNDS)]
    yield "submit behind 20,000 waiting", ms(took), "no target"


def _pick_up(ctx: Context, settings: Settings) -> Iterator[Figure]:
    with child(settings, "worker", "--queues", "cpu.trial"):
        account = customer(ctx)[0]
        ended(ctx, submit(ctx, order(account)))  # the worker is up
        waits = []
        for _ in range(ROUNDS):
            done = ended(ctx, submit(ctx, order(account)))
            assert done.processing_at is not None
            waits.append((done.processing_at - done.created_at).total_seconds())
    yield "submit to processing, idle worker", ms(waits), "50 ms"


def _takeover(ctx: Context, settings: Settings) -> Iterator[Figure]:
    took = []
    for _ in range(3):
        account = customer(ctx)[0]
        with child(settings, "worker", "--queues", "cpu.trial") as first:
            ended(ctx, submit(ctx, order(account)))
            generation = submit(ctx, order(account, seconds=SLEEP))
            _until(ctx, generation, Status.PROCESSING)
            with child(settings, "worker", "--queues", "cpu.trial"):
                time.sleep(3)  # the peer is up and idle; longer than any import
                for process in [*psutil.Process(first.pid).children(recursive=True), psutil.Process(first.pid)]:
                    process.kill()
                killed = time.monotonic()
                ended(ctx, generation)
                took.append(time.monotonic() - killed - SLEEP)
    yield "worker killed: until a peer has finished, less the render", f"{statistics.median(took):.1f} s", "15 s"


def _status(ctx: Context, settings: Settings) -> Iterator[Figure]:
    account, secret = customer(ctx)
    generation = submit(ctx, order(account))
    port = free_port()
    with child(settings, "serve", "--no-worker", "--port", str(port)):
        path = f"/api/v1/imagine/requests/{generation.id}"
        wait_for(port)
        counts = [0] * READERS
        until = time.monotonic() + SECONDS

        def read(reader: int) -> None:
            connection = http.client.HTTPConnection("127.0.0.1", port)
            while time.monotonic() < until:
                connection.request("GET", path, headers={"x-api-key": secret})
                answer = connection.getresponse()
                body = answer.read()
                assert answer.status == 200, body
                counts[reader] += 1

        threads = [threading.Thread(target=read, args=(reader,)) for reader in range(READERS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert json.loads(_get(port, path, secret))["request"]["id"] == generation.id
    yield "status requests, one API process", f"{sum(counts) / SECONDS:.0f} /s", "300 /s"


@contextmanager
def child(settings: Settings, *arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    environment = os.environ | {
        "SKYLOOM_DATA_DIR": str(settings.data_dir),
        "SKYLOOM_DATABASE_URL": settings.database_url.get_secret_value() if settings.database_url else "",
        "SKYLOOM_ENGINES": TRIAL,
        "SKYLOOM_LOG_LEVEL": "error",
        "SKYLOOM_ALLOW_PRIVATE_URLS": str(settings.allow_private_urls),
        "PYTHONPATH": os.pathsep.join(str(Path(__file__).parents[1] / name) for name in ("", "src")),
    }
    command = [str(Path(sys.executable).with_name("skyloom")), *arguments]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)


def customer(ctx: Context) -> tuple[int, str]:
    account, secret = create_account(ctx, "bench", balances={Currency.CREDITS: 10_000})
    return account.id, secret


def order(account_id: int, *, seconds: float = 0.0) -> Order:
    return Order(
        account_id=account_id,
        api_key_id=None,
        engine="trial",
        params={"seconds": seconds},
        seed=1,
        currency=Currency.CREDITS,
        cost=1,
        queue="cpu.trial",
        group="skybox",
        kind="skybox",
        prompt="bench",
    )


def ended(ctx: Context, generation: Generation) -> Generation:
    return _until(ctx, generation, Status.COMPLETE)


def _until(ctx: Context, generation: Generation, status: Status) -> Generation:
    end = time.monotonic() + PATIENCE
    while True:
        now = find(ctx, account_id=generation.account_id, generation_id=generation.id)
        if now.status is status:
            return now
        assert time.monotonic() < end, f"still {now.status}"
        assert not now.status.is_final, now.error_message
        time.sleep(0.02)


def wait_for(port: int) -> None:
    end = time.monotonic() + PATIENCE
    while True:
        try:
            _get(port, "/healthz", "")
            return
        except OSError:
            assert time.monotonic() < end
            time.sleep(0.05)


def _get(port: int, path: str, secret: str) -> bytes:
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request("GET", path, headers={"x-api-key": secret})
    return connection.getresponse().read()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _plain(url: str) -> str:
    return url.replace("postgresql+psycopg://", "postgresql://")


def _timed(call: object) -> float:
    began = time.perf_counter()
    call()  # type: ignore[operator]  # any callable
    return time.perf_counter() - began


def ms(seconds: list[float]) -> str:
    return f"{statistics.median(seconds) * 1000:.1f} ms (worst {max(seconds) * 1000:.1f})"
