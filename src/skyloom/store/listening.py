"""What the database calls out: notifications, over a connection of their own that is made anew when it breaks."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator

import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

from skyloom.store.database import CONNECT_ARGS, plain_url

FIRST_PAUSE = 0.1  # seconds before a broken connection is made anew; doubled each time
LONGEST_PAUSE = 5.0


async def listen(url: str, channel: str) -> AsyncGenerator[str | None, None]:
    """Yield each notification's payload, for ever; None whenever a connection was made: others may have been missed."""
    address = make_conninfo(plain_url(url), **CONNECT_ARGS)
    pause = FIRST_PAUSE
    while True:
        try:
            connection = await psycopg.AsyncConnection.connect(address, autocommit=True)
            async with connection:
                await connection.execute(sql.SQL("LISTEN {}").format(sql.Identifier(channel)))
                pause = FIRST_PAUSE
                yield None
                async for notification in connection.notifies():
                    yield notification.payload
        except (psycopg.Error, OSError):
            await asyncio.sleep(pause)
            pause = min(2 * pause, LONGEST_PAUSE)
