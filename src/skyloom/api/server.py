"""The HTTP server: uvicorn as we want it."""

from __future__ import annotations

import socket

import uvicorn
from fastapi import FastAPI

CLOSING = 5  # seconds that open requests get when the server stops
LARGEST_FRAME = 16 * 2**10  # bytes that a client of the push socket may send at once


class Server(uvicorn.Server):
    """Takes leave of the push socket's clients before it closes their connections."""

    def __init__(self, config: uvicorn.Config, app: FastAPI) -> None:
        super().__init__(config)
        self._app = app

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stop, with a word to those who stay connected."""
        await self._app.state.hub.stop()
        await super().shutdown(sockets)


def server_of(app: FastAPI) -> Server:
    """Return the server of our app."""
    config = uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        timeout_graceful_shutdown=CLOSING,
        server_header=False,
        proxy_headers=False,
        ws_max_size=LARGEST_FRAME,
        ws_per_message_deflate=False,  # small frames, and soon is better than short
    )
    return Server(config, app)
