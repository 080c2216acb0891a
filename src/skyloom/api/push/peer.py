"""One client of the push socket: what it is subscribed to, and what waits to be sent to it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from skyloom.api.push.protocol import Code

NOTHING = -1  # the rank before any state


@dataclass(slots=True, eq=False)
class Subscription:
    """One client's interest in one channel."""

    peer: Peer
    channel: str
    generation_id: int | None = None
    account_id: int | None = None  # of a channel that tells of all that an account owns
    rank: int = NOTHING  # of the state that was told last: none may follow that is older


class Peer:
    """A connection. Whoever tells it something never waits: a client that does not read is sent away."""

    def __init__(self, base: str, *, queued: int) -> None:
        """`base` begins the links that it is told; `queued` frames may wait for it."""
        self.base = base
        self.channels: dict[str, Subscription] = {}
        self.closed: asyncio.Future[Code] = asyncio.get_running_loop().create_future()
        self._frames: asyncio.Queue[str] = asyncio.Queue(queued)

    def put(self, frame: str) -> None:
        """Have a frame sent, after those before it."""
        try:
            self._frames.put_nowait(frame)
        except asyncio.QueueFull:
            self.close(Code.OVER_CAPACITY)

    async def next(self) -> str:
        """Return the next frame to send, as soon as there is one."""
        return await self._frames.get()

    def close(self, code: Code) -> None:
        """Have the connection closed; the first reason counts."""
        if not self.closed.done():
            self.closed.set_result(code)
