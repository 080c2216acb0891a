"""Tells the clients of this process what happens to generations: each change is read once, however many listen."""

from __future__ import annotations

import asyncio
import json
import re
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import aclosing, suppress
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

import structlog

from skyloom.api import told as words
from skyloom.api.options import PushLimits
from skyloom.api.push import protocol
from skyloom.api.push.peer import Peer, Subscription
from skyloom.api.push.protocol import BadFrame, Code
from skyloom.core.accounts import Account
from skyloom.core.deliveries import as_of, rank
from skyloom.core.errors import AccessDenied, Unavailable
from skyloom.core.exports import KIND as EXPORT
from skyloom.core.generations import Generation, Status
from skyloom.services.context import Context
from skyloom.services.find_many import find_many
from skyloom.services.find_public import find_public
from skyloom.services.identify import identify
from skyloom.store.events import CHANNEL as NOTICES
from skyloom.store.listening import listen

log = structlog.get_logger()
T = TypeVar("T")
NAMED = re.compile(f"(?:{words.CHANNEL}|{words.EXPORT_CHANNEL})(?P<hash>[0-9a-f]{{32}})")
OF_ACCOUNT = "api_client_status_update_"  # and an API key: all that its account's skyboxes come to
THREADS = 2  # for the database, so that a slow one keeps no request's thread
AGAIN = 0.5  # seconds between two tries while the database is away
TUNING_IN = 2.0  # seconds that the first client waits until we listen to the database
CLOSING = 2.0  # seconds that clients get to be told that the server stops


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """A state of a generation, as it is told."""

    generation_id: int
    account_id: int
    is_export: bool
    rank: int
    texts: Mapping[str, str]  # JSON by the base of its links


class Hub:
    """The push side of one process. All methods belong to its event loop."""

    def __init__(self, ctx: Context, limits: PushLimits) -> None:
        self._ctx = ctx
        self._limits = limits
        self._peers: set[Peer] = set()
        self._by_generation: dict[int, set[Subscription]] = defaultdict(set)
        self._by_account: dict[int, set[Subscription]] = defaultdict(set)
        self._news: dict[int, list[Status | None]] = {}  # None: whatever its state is
        self._wake = asyncio.Event()
        self._listens = asyncio.Event()  # to the database, or did once
        self._tasks: list[asyncio.Task[None]] = []
        self._threads: ThreadPoolExecutor | None = None
        self._stopped = False

    def enter(self, base: str) -> Peer | Code:
        """Return a new client, or why there can be none."""
        if self._stopped:
            return Code.COME_BACK
        if len(self._peers) >= self._limits.connections:
            return Code.OVER_CAPACITY
        if self._threads is None:  # the first client: until it came, nobody had to listen
            self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="push-database")
            self._tasks = [asyncio.create_task(self._listen()), asyncio.create_task(self._tell_all())]
        peer = Peer(base, queued=self._limits.queued)
        self._peers.add(peer)
        return peer

    def leave(self, peer: Peer) -> None:
        """Forget a client."""
        for channel in list(peer.channels):
            self.unsubscribe(peer, channel)
        self._peers.discard(peer)

    async def subscribe(self, peer: Peer, channel: str) -> None:
        """Tell the client of the channel's events from now on, and of its present state at once; or raise BadFrame.

        A channel that means nothing is as good as any: strangers must not learn what exists.
        """
        if channel not in peer.channels and len(peer.channels) >= self._limits.channels:
            raise BadFrame(protocol.TOO_MANY_CHANNELS.format(limit=self._limits.channels))
        with suppress(TimeoutError):  # without it the states between now and then would be told as one
            async with asyncio.timeout(TUNING_IN):
                await self._listens.wait()
        try:
            subscription = await self._in_thread(partial(_meant, self._ctx, peer, channel))
        except Unavailable:
            peer.close(Code.OVER_CAPACITY)
            return
        if peer not in self._peers:  # it went meanwhile
            return
        self.unsubscribe(peer, channel)
        peer.channels[channel] = subscription
        peer.put(protocol.succeeded(channel))
        if subscription.account_id is not None:
            self._by_account[subscription.account_id].add(subscription)
        if subscription.generation_id is not None:
            self._by_generation[subscription.generation_id].add(subscription)
            self._note(subscription.generation_id, None)

    def unsubscribe(self, peer: Peer, channel: str) -> None:
        """Tell the client no more of a channel."""
        subscription = peer.channels.pop(channel, None)
        if subscription is None:
            return
        for group, key in (
            (self._by_generation, subscription.generation_id),
            (self._by_account, subscription.account_id),
        ):
            if key is not None:
                group[key].discard(subscription)
                if not group[key]:
                    del group[key]

    async def stop(self) -> None:
        """Send all clients away, to come back when there is a server again. Twice is harmless."""
        self._stopped = True
        for peer in self._peers:
            peer.close(Code.COME_BACK)
        try:
            async with asyncio.timeout(CLOSING):
                while self._peers:
                    await asyncio.sleep(0.01)
        except TimeoutError:
            log.warning("push.cut_off", clients=len(self._peers))
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._threads is not None:
            await asyncio.to_thread(self._threads.shutdown, cancel_futures=True)

    def _note(self, generation_id: int, status: Status | None) -> None:
        self._news.setdefault(generation_id, []).append(status)
        self._wake.set()

    async def _listen(self) -> None:
        async with aclosing(listen(self._ctx.db.url, NOTICES)) as notices:
            async for notice in notices:
                if notice is None:  # what happened before was perhaps missed
                    self._listens.set()
                    for generation_id in self._by_generation:
                        self._note(generation_id, None)
                    continue
                number, _, status = notice.partition(":")
                if self._by_account or int(number) in self._by_generation:
                    self._note(int(number), Status(status))

    async def _tell_all(self) -> None:
        while True:
            await self._wake.wait()
            self._wake.clear()
            news, self._news = self._news, {}
            bases = {generation_id: self._bases(generation_id) for generation_id in news}
            try:
                states = await self._in_thread(partial(_states, self._ctx, news, bases))
            except Unavailable:
                self._keep(news)
                await asyncio.sleep(AGAIN)
                continue
            except Exception:  # nothing that happens may end all telling
                log.exception("push.failed")
                continue
            for state in states:
                self._tell(state)

    def _bases(self, generation_id: int) -> set[str]:
        """Return the beginnings of links that may be needed."""
        everywhere = (subscription for group in self._by_account.values() for subscription in group)
        return {item.peer.base for item in (*self._by_generation.get(generation_id, ()), *everywhere)}

    def _keep(self, news: Mapping[int, list[Status | None]]) -> None:
        for generation_id, statuses in news.items():
            self._news[generation_id] = statuses + self._news.get(generation_id, [])
        self._wake.set()

    def _tell(self, state: State) -> None:
        for subscription in self._by_generation.get(state.generation_id, ()):
            if state.rank > subscription.rank and self._put(subscription, state):
                subscription.rank = state.rank
        if not state.is_export:
            for subscription in self._by_account.get(state.account_id, ()):
                self._put(subscription, state)

    def _put(self, subscription: Subscription, state: State) -> bool:
        text = state.texts.get(subscription.peer.base)
        if text is None:  # it came after this was read; its own reading follows
            return False
        subscription.peer.put(protocol.happened(subscription.channel, words.EVENT, text))
        return True

    async def _in_thread(self, function: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._threads, function)


def _meant(ctx: Context, peer: Peer, channel: str) -> Subscription:
    """Return what a channel's name means."""
    if named := NAMED.fullmatch(channel):
        generation = find_public(ctx, named["hash"])
        known = generation is not None and words.channel_of(generation) == channel
        return Subscription(peer, channel, generation_id=generation.id if generation and known else None)
    if channel.startswith(OF_ACCOUNT):
        try:
            account_id = identify(ctx, channel.removeprefix(OF_ACCOUNT)).account.id
        except AccessDenied:
            return Subscription(peer, channel)
        return Subscription(peer, channel, account_id=account_id)
    return Subscription(peer, channel)


def _states(
    ctx: Context, news: Mapping[int, Sequence[Status | None]], bases: Mapping[int, Collection[str]]
) -> list[State]:
    """Read what happened, in the order of each generation's life."""
    states: list[State] = []
    for generation, account in find_many(ctx, list(news)):
        asked = {status or generation.status for status in news[generation.id]}
        try:
            states += [_state(ctx, generation, account, at, bases[generation.id]) for at in sorted(asked, key=rank)]
        except Unavailable:
            raise
        except Exception:  # one that cannot be told must not keep all others from it
            log.exception("push.untold", generation_id=generation.id)
    return states


def _state(ctx: Context, generation: Generation, account: Account, status: Status, bases: Collection[str]) -> State:
    then = as_of(generation, status)
    return State(
        generation_id=generation.id,
        account_id=account.id,
        is_export=generation.kind == EXPORT,
        rank=rank(status),
        texts={base: json.dumps(words.told(ctx, then, account, base)) for base in bases},
    )
