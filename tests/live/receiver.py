"""A server that takes webhooks, and remembers them."""

from __future__ import annotations

import json
import queue
import socket
import threading
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PATIENCE = 20.0  # seconds


@dataclass(frozen=True)
class Told:
    """One request."""

    path: str
    headers: dict[str, str]  # names in lower case
    body: bytes

    @property
    def json(self):
        return json.loads(self.body)


class Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 128

    def handle_error(self, *_):
        """Say nothing of clients that hang up."""


class Receiver:
    """Listens until its block ends; `answer(told)` returns the status, and may take its time."""

    def __init__(self, answer=lambda _told: 200, *, location=None):
        received = self.received = queue.Queue()

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.0"

            def do_POST(self):
                body = self.rfile.read(int(self.headers["content-length"]))
                told = Told(self.path, {name.lower(): value for name, value in self.headers.items()}, body)
                received.put(told)
                self.send_response(answer(told))
                if location:
                    self.send_header("location", location)
                self.end_headers()
                self.wfile.write(b"{}")

            def log_message(self, *_):
                """Keep quiet."""

        self.server = Server(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"

    def __enter__(self):
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()

    def next(self, patience=PATIENCE):
        """Return what came next."""
        return self.received.get(timeout=patience)

    def statuses(self, count):
        """Return the states that the next requests told of."""
        return [self.next().json["status"] for _ in range(count)]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
