"""Tells others of generations' states: webhooks, and the operator's Pusher-compatible server.

A thread with an event loop of its own beside each supervisor, whose renders run in another process and whose own
work is a heartbeat every few seconds; in a server only if that has no workers. Waiting for slow receivers costs
neither renders nor requests anything, and no further process has to be kept alive.
"""

from __future__ import annotations

import asyncio
import json
import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import aclosing, suppress
from datetime import UTC, datetime, timedelta
from functools import partial
from importlib.metadata import version
from typing import Any, TypeAlias, TypeVar

import httpx2 as httpx
import structlog
from standardwebhooks import Webhook

from skyloom.core.accounts import Account
from skyloom.core.deliveries import Channel, Outcome, Parcel, host_of, message_id
from skyloom.core.errors import Unavailable
from skyloom.core.generations import Generation
from skyloom.outside.guard import PrivateAddress, client
from skyloom.services.context import Context
from skyloom.services.end_delivery import end_delivery
from skyloom.services.take_delivery import take_delivery
from skyloom.store.deliveries import CHANNEL
from skyloom.store.listening import listen
from skyloom.worker.publisher import Publisher

log = structlog.get_logger()
T = TypeVar("T")
Tell: TypeAlias = Callable[[Context, Generation, Account, str], Mapping[str, Any]]  # the last is the links' base

AT_ONCE = 32
PER_ACCOUNT = 16  # of them, so that nobody's slow receivers keep others' waiting
PER_HOST = 4
LIMIT = 10.0  # seconds that a receiver may take to answer
LEASE = timedelta(seconds=30)  # after which a sender that fell silent is believed dead: longer than any try
POLL = 1.0  # seconds; for retries, and for what was not notified
AGAIN = 1.0  # seconds between two tries while the database is away
LEAVING = 4.0  # seconds that a sender told to stop may wait for the database
DATABASE_THREADS = 2
AGENT = f"Skyloom/{version('skyloom')}"
NO_ANSWER = "There was no answer within {seconds:g} s."
NOT_MADE = "The connection failed: {name}."
BROKEN = "The server failed to tell this; its log says why."
PRIVATE = "The address leads into a private network, where this server does not go."
ANSWERED = "The receiver answered with status {status}."


class Sender:
    """Delivers what is due, many at once, until it is stopped."""

    def __init__(self, ctx: Context, tell: Tell, *, public_url: str | None, publisher: Publisher | None = None) -> None:
        """`tell` writes bodies; without a public address their links begin with the one the client used."""
        self._ctx = ctx
        self._tell = tell
        self._public_url = public_url
        self._publisher = publisher
        self._thread = threading.Thread(target=self._run, name="sender", daemon=True)
        self._started = threading.Event()
        self._in_flight: dict[asyncio.Task[None], Parcel] = {}

    def start(self) -> None:
        """Begin."""
        self._thread.start()
        self._started.wait()

    def stop(self) -> None:
        """End at once; tries that are under way are cut off, and made again by others."""
        with suppress(RuntimeError):  # it ended by itself
            self._loop.call_soon_threadsafe(self._work.cancel)
        self._thread.join(LEAVING)

    def _run(self) -> None:
        with suppress(asyncio.CancelledError):
            asyncio.run(self._main())

    async def _main(self) -> None:
        self._loop = asyncio.get_running_loop()
        task = asyncio.current_task()
        assert task is not None
        self._work = task
        self._wake = asyncio.Event()
        self._started.set()
        self._threads = ThreadPoolExecutor(DATABASE_THREADS, thread_name_prefix="sender-database")
        listening = asyncio.create_task(self._listen())
        allow = self._ctx.allow_private_urls
        try:
            async with (
                client(allow_private=allow, seconds=LIMIT, connections=AT_ONCE) as self._guarded,
                httpx.AsyncClient(timeout=LIMIT) as self._trusted,
            ):
                await self._deliver()
        finally:
            listening.cancel()
            await self._leave()
            self._threads.shutdown(cancel_futures=True)  # a statement is not left half way

    async def _listen(self) -> None:
        async with aclosing(listen(self._ctx.db.url, CHANNEL)) as notices:
            async for _ in notices:
                self._wake.set()

    async def _deliver(self) -> None:
        while True:
            self._wake.clear()
            parcel = await self._take() if len(self._in_flight) < AT_ONCE else None
            if parcel is not None:
                task = asyncio.create_task(self._try(parcel))
                self._in_flight[task] = parcel
                task.add_done_callback(self._done)
                continue
            with suppress(TimeoutError):
                async with asyncio.timeout(POLL):
                    await self._wake.wait()

    def _done(self, task: asyncio.Task[None]) -> None:
        del self._in_flight[task]
        self._wake.set()
        if not task.cancelled() and (error := task.exception()):  # it is made again after the lease
            log.error("delivery.lost", exc_info=error)

    async def _take(self) -> Parcel | None:
        hosts = Counter(_host(parcel) for parcel in self._in_flight.values())
        accounts = Counter(parcel.delivery.account_id for parcel in self._in_flight.values())
        take = partial(
            take_delivery,
            self._ctx,
            lease=LEASE,
            busy_hosts=[host for host, count in hosts.items() if count >= PER_HOST],
            busy_accounts=[account for account, count in accounts.items() if count >= PER_ACCOUNT],
        )
        try:
            return await self._in_thread(take)
        except Unavailable:
            await asyncio.sleep(AGAIN)
        except Exception:  # one that cannot be read must not end all telling
            log.exception("delivery.unreadable")
            await asyncio.sleep(AGAIN)
        return None

    async def _try(self, parcel: Parcel) -> None:
        began = time.perf_counter()
        try:
            outcome = await self._send(parcel)
        except Exception:  # a receiver may break anything
            log.exception("delivery.crashed", delivery_id=parcel.delivery.id)
            outcome = Outcome(is_delivered=False, error=BROKEN)
        log.debug("delivery.tried", delivery_id=parcel.delivery.id, ms=round(1e3 * (time.perf_counter() - began)))
        try:
            await self._in_thread(partial(end_delivery, self._ctx, parcel.delivery, outcome))
        except Unavailable:
            log.warning("delivery.unrecorded", delivery_id=parcel.delivery.id)  # it is made again after the lease

    async def _send(self, parcel: Parcel) -> Outcome:
        base = self._public_url or parcel.generation.origin or ""
        body = await self._in_thread(partial(self._tell, self._ctx, parcel.generation, parcel.account, base))
        text = json.dumps(body, ensure_ascii=False)
        if parcel.delivery.channel is Channel.WEBHOOK:
            assert parcel.delivery.url is not None
            headers = _signed(parcel, text, at=self._ctx.now())
            return await _post(self._guarded, parcel.delivery.url, headers, text.encode())
        if self._publisher is None:
            return Outcome(is_delivered=False, error="SKYLOOM_PUSHER_URL is not set here.")
        message = self._publisher.message(body["pusher_channel"], body["pusher_event"], text)
        return await _post(self._trusted, message.url, message.headers, message.body)

    async def _leave(self) -> None:
        """Cut off what is under way, and let others have it without waiting for the lease."""
        cut = [parcel.delivery.id for parcel in self._in_flight.values()]
        tasks = list(self._in_flight)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        if cut:
            with suppress(Unavailable):
                await self._in_thread(partial(_untake, self._ctx, cut))

    async def _in_thread(self, function: Callable[[], T]) -> T:
        return await self._loop.run_in_executor(self._threads, function)


def _untake(ctx: Context, ids: list[int]) -> None:
    with ctx.db.transaction() as tx:
        tx.deliveries.untake(ids, at=ctx.now())


def _host(parcel: Parcel) -> str:
    return host_of(parcel.delivery.url) if parcel.delivery.url is not None else ""


def _signed(parcel: Parcel, text: str, *, at: datetime) -> dict[str, str]:
    """Return the headers of Standard Webhooks, by which a receiver knows us and what it had before."""
    name = message_id(parcel.delivery, parcel.generation)
    return {
        "content-type": "application/json",
        "user-agent": AGENT,
        "webhook-id": name,
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": Webhook(parcel.secret).sign(name, at.astimezone(UTC), text),
    }


async def _post(web: httpx.AsyncClient, url: str, headers: Mapping[str, str], body: bytes) -> Outcome:
    """Send the body and look at the status of the answer, no further."""
    try:
        async with asyncio.timeout(LIMIT), web.stream("POST", url, headers=dict(headers), content=body) as answer:
            status = answer.status_code
    except (TimeoutError, httpx.TimeoutException):
        return Outcome(is_delivered=False, error=NO_ANSWER.format(seconds=LIMIT))
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        private = isinstance(error.__cause__, PrivateAddress)
        return Outcome(is_delivered=False, error=PRIVATE if private else NOT_MADE.format(name=type(error).__name__))
    if 200 <= status < 300:
        return Outcome(is_delivered=True, status=status)
    return Outcome(is_delivered=False, status=status, error=ANSWERED.format(status=status))
