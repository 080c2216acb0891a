"""How often a key may ask: counted by the minute, in this process, and told in every answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

WINDOW = 60  # seconds
LOOKS = 240  # at one thing a minute: always allowed, since clients that wait for it ask every half second
STATE = "allowance"  # where a request's scope holds what is left


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowance:
    """What a key may still ask."""

    limit: int  # requests a minute
    used: int  # in this minute, this one included
    resets_in: int  # seconds until the count begins anew

    @property
    def remaining(self) -> int:
        """How many requests are left in this minute."""
        return max(0, self.limit - self.used)

    @property
    def is_over(self) -> bool:
        """True when this request is one too many."""
        return self.used > self.limit


class Limiter:
    """Counts requests; to be used in one thread, the one of the event loop."""

    def __init__(self, limit: int, *, now: Callable[[], datetime]) -> None:
        self._limit = limit
        self._now = now
        self._minute = 0
        self._used: Counter[tuple[int, str]] = Counter()

    def take(self, api_key_id: int, *, thing: str = "") -> Allowance | None:
        """Count a request of the key and return what is left, None without a limit.

        Further looks at one thing are counted for that thing alone: whoever waits for many may ask after each.
        """
        if not self._limit:
            return None
        minute, second = divmod(int(self._now().timestamp()), WINDOW)
        if minute != self._minute:
            self._minute = minute
            self._used.clear()
        is_known = thing and (api_key_id, thing) in self._used
        counted = thing if is_known else ""
        self._used[api_key_id, counted] += 1
        limit = max(self._limit, LOOKS) if is_known else self._limit
        allowance = Allowance(limit=limit, used=self._used[api_key_id, counted], resets_in=WINDOW - second)
        if thing and not allowance.is_over:
            self._used.setdefault((api_key_id, thing), 0)
        return allowance


class RateHeaders:
    """ASGI middleware that tells what is left."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; the answer says what `caller_of` found."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        state = scope.setdefault("state", {})

        async def telling(message: Message) -> None:
            allowance: Allowance | None = state.get(STATE)
            if message["type"] == "http.response.start" and allowance is not None:
                headers = MutableHeaders(scope=message)
                headers["X-RateLimit-Limit"] = str(allowance.limit)
                headers["X-RateLimit-Remaining"] = str(allowance.remaining)
            await send(message)

        await self._app(scope, receive, telling)
