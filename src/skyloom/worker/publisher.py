"""The operator's own Pusher-compatible server: messages for it, signed as it wants them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from pusher.pusher_client import PusherClient

from skyloom.core.errors import CannotStart

WRONG = "SKYLOOM_PUSHER_URL looks like http://key:secret@host:port/apps/id."


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """An HTTP request that publishes an event."""

    url: str = field(repr=False)  # holds the key and the signature
    headers: Mapping[str, str]
    body: bytes


class Publisher:
    """Writes requests to one server."""

    def __init__(self, url: str) -> None:
        """Take the address with its credentials, or raise CannotStart."""
        try:
            parts = urlsplit(url)
            app_id = parts.path.removeprefix("/apps/")
            if parts.scheme not in ("http", "https") or not parts.hostname or not (parts.username and parts.password):
                raise ValueError
            host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
            self._client = PusherClient(
                app_id=app_id,
                key=unquote(parts.username),
                secret=unquote(parts.password),
                ssl=parts.scheme == "https",
                host=host,
                port=parts.port,
                backend=_unsent,
            )
        except (ValueError, TypeError) as error:
            raise CannotStart(WRONG) from error

    def message(self, channel: str, event: str, data: str) -> Message:
        """Return the request that publishes `data` now: its signature holds for ten minutes."""
        request = self._client.trigger.make_request(channel, event, data)
        return Message(url=request.url, headers=request.headers, body=request.body)


def _unsent(_client: object) -> None:
    """Stand for the library's own HTTP client: it blocks, and we only want its signatures."""
