"""Get a file from an address that a client named."""

from __future__ import annotations

import threading

from skyloom.core.errors import Unavailable
from skyloom.outside.fetch import fetch
from skyloom.services.context import Context

AT_ONCE = 6  # slow servers must not take the threads of all other requests
SECONDS = 20.0
BUSY = "The server is getting other images from their addresses. Please try again, or upload the image itself."
places = threading.BoundedSemaphore(AT_ONCE)


def fetch_file(ctx: Context, url: str, *, limit: int) -> bytes:
    """Return what lies there, at most `limit` bytes; or raise InvalidInput, or Unavailable when many are at it."""
    if not places.acquire(blocking=False):
        raise Unavailable(BUSY)
    try:
        return fetch(url, limit=limit, seconds=SECONDS, allow_private=ctx.allow_private_urls).data
    finally:
        places.release()
