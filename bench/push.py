"""Figures of live progress: from a commit to 200 clients of the push socket, and what slow webhooks cost."""

from __future__ import annotations

import asyncio
import base64
import os
import socket
import statistics
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from bench.service import Figure, child, customer, ended, free_port, order, tell, trial_server, wait_for
from skyloom.core.generations import Generation, Status
from skyloom.services.announce import announce
from skyloom.services.context import Context
from skyloom.services.list_deliveries import list_deliveries
from skyloom.services.submit import submit
from skyloom.settings import Settings

SUBSCRIBERS = 200
CHANGES = 20
PATIENCE = 30.0  # seconds
SLOW = 1000  # webhooks to a receiver that hangs
ROUNDS = 20


def main() -> None:
    """Measure and print."""
    tell(_figures())


def _figures() -> Iterator[Figure]:
    with trial_server() as (ctx, settings):
        yield from _push(ctx, settings)
        yield from _webhooks(replace(ctx, allow_private_urls=True, max_pending=2 * SLOW), settings)


def _push(ctx: Context, settings: Settings) -> Iterator[Figure]:
    port = free_port()
    with child(settings, "serve", "--no-worker", "--port", str(port)):
        wait_for(port)
        firsts, lasts, everyone = asyncio.run(_delays(ctx, port))
    everyone.sort()
    yield (
        f"push, commit to client, {SUBSCRIBERS} subscribers",
        (
            f"{_ms(statistics.median(everyone))} median, {_ms(everyone[int(0.95 * len(everyone))])} 95 %, "
            f"first of them {_ms(statistics.median(firsts))}, last {_ms(statistics.median(lasts))}, "
            f"worst of {CHANGES} changes {_ms(max(lasts))}"
        ),
        "20 ms",
    )


async def _delays(ctx: Context, port: int) -> tuple[list[float], list[float], list[float]]:
    """Return the seconds until the first, the last and each client heard of a change."""
    loop = asyncio.get_running_loop()
    account = (await asyncio.to_thread(customer, ctx))[0]
    firsts: list[float] = []
    lasts: list[float] = []
    everyone: list[float] = []
    for _ in range(CHANGES):
        generation = await asyncio.to_thread(submit, ctx, order(account))
        ears = [Ear(f"status_update_{generation.obfuscated_id}", port) for _ in range(SUBSCRIBERS)]
        for ear in ears:
            await loop.create_connection(lambda ear=ear: ear, "127.0.0.1", port)  # type: ignore[misc]  # each its own
        await _all(ears, '\\"status\\": \\"dispatched\\"')
        committed = await asyncio.to_thread(_abort, ctx, generation)
        heard = await _all(ears, '\\"status\\": \\"abort\\"')
        delays = [at - committed for at in heard]
        firsts.append(min(delays))
        lasts.append(max(delays))
        everyone += delays
        for ear in ears:
            ear.close()
    return firsts, lasts, everyone


async def _all(ears: list[Ear], words: str) -> list[float]:
    """Return when each ear heard the words."""
    until = time.perf_counter() + PATIENCE
    while any(words not in ear.heard for ear in ears):
        assert time.perf_counter() < until, "not everyone heard it"
        await asyncio.sleep(0.05)
    return [ear.at for ear in ears]


def _abort(ctx: Context, generation: Generation) -> float:
    """Move the generation, and return the time of its commit: just before it, so the commit is counted."""
    with ctx.db.transaction() as tx:
        moved = tx.generations.lock(generation.id).moved(Status.ABORT, at=ctx.now())
        tx.generations.save(moved)
        announce(ctx, tx, moved)
        return time.perf_counter()


class Ear(asyncio.Protocol):
    """A client that only listens, so cheap that 200 of them do not delay each other."""

    def __init__(self, channel: str, port: int) -> None:
        self._subscribe = f'{{"event":"pusher:subscribe","data":{{"channel":"{channel}"}}}}'.encode()
        self._port = port
        self.heard = ""
        self.at = 0.0  # when it heard something last

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        key = base64.b64encode(os.urandom(16)).decode()
        head = (
            f"GET /app/skyloom?protocol=7 HTTP/1.1\r\nHost: 127.0.0.1:{self._port}\r\nUpgrade: websocket\r\n"
            f"Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {key}\r\n\r\n"
        )
        transport.write(head.encode())

    def data_received(self, data: bytes) -> None:
        self.at = time.perf_counter()
        if not self.heard:  # the handshake's answer
            mask = bytes(4)  # which leaves everything as it is
            length = bytes([0x81, 0x80 | len(self._subscribe)])
            self._transport.write(length + mask + self._subscribe)
        self.heard += data.decode(errors="replace")

    def close(self) -> None:
        self._transport.abort()


def _webhooks(ctx: Context, settings: Settings) -> Iterator[Figure]:
    quiet = settings.model_copy(update={"allow_private_urls": True})
    with child(quiet, "worker", "--queues", "cpu.trial"), _hanging() as url:
        account = customer(ctx)[0]
        ended(ctx, submit(ctx, order(account)))  # the worker is up
        poor, rich = customer(ctx)[0], customer(ctx)[0]
        for _ in range(SLOW):  # as many that tell nobody, so that the tables are not what differs most
            submit(ctx, replace(order(poor), queue="cpu.nobody"))
        before = _round_trips(ctx, account)
        for _ in range(SLOW):
            submit(ctx, replace(order(rich), webhook_url=url, queue="cpu.nobody"))  # the first is admitted, all wait
        during = _round_trips(ctx, account)
        waiting = sum(item.state == "waiting" for item in list_deliveries(ctx, rich, limit=2 * SLOW).items)
        assert waiting > SLOW / 2, "the receiver was to be slow"
    yield (
        f"a generation, submit to complete, beside {waiting} webhooks that wait for a receiver that hangs",
        (
            f"{_ms(statistics.median(during))} median, {_ms(max(during))} worst; "
            f"without them {_ms(statistics.median(before))}, {_ms(max(before))}"
        ),
        "no delay",
    )


def _round_trips(ctx: Context, account: int) -> list[float]:
    took = []
    for _ in range(ROUNDS):
        done = ended(ctx, submit(ctx, order(account)))
        assert done.completed_at is not None
        took.append((done.completed_at - done.created_at).total_seconds())
    return took


@contextmanager
def _hanging() -> Iterator[str]:
    """Run a server that takes everything and answers nothing."""
    kept: list[socket.socket] = []
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def accept() -> None:
            while True:
                try:
                    kept.append(listener.accept()[0])
                except OSError:
                    return

        threading.Thread(target=accept, daemon=True).start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/hook"
        listener.shutdown(socket.SHUT_RDWR)
    for connection in kept:
        connection.close()


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.1f} ms"


if __name__ == "__main__":
    main()
