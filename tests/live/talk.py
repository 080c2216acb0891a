"""A client of the push socket that says and hears single frames."""

from __future__ import annotations

import json
from contextlib import contextmanager

from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

PATIENCE = 20.0  # seconds


class Client:
    """One connection."""

    def __init__(self, socket):
        self.socket = socket

    def say(self, event, **data):
        self.socket.send(json.dumps({"event": event, "data": data}))

    def hear(self, patience=PATIENCE):
        """Return the next frame."""
        return json.loads(self.socket.recv(timeout=patience))

    def subscribe(self, channel):
        """Subscribe and hear that it worked."""
        self.say("pusher:subscribe", channel=channel)
        assert self.hear() == {
            "event": "pusher_internal:subscription_succeeded", "channel": channel, "data": "{}"
        }  # fmt: skip

    def status(self, patience=PATIENCE):
        """Hear of a state and return its body."""
        frame = self.hear(patience)
        assert frame["event"] == "status_update", frame
        return json.loads(frame["data"])

    def silent(self):
        """Tell whether nothing waits to be heard: a ping is answered first."""
        self.say("pusher:ping")
        return self.hear() == {"event": "pusher:pong", "data": {}}

    def closed(self):
        """Hear the rest, and return the last frame and the code that the connection was closed with."""
        last = None
        try:
            while True:
                last = self.hear()
        except ConnectionClosed as closed:
            return last, closed.rcvd and closed.rcvd.code


@contextmanager
def talking(port, query="protocol=7&client=test&version=1", key="skyloom", **options):
    """Connect, and hear that it worked."""
    with connected(port, query, key, **options) as client:
        first = client.hear()
        assert first["event"] == "pusher:connection_established"
        yield client


@contextmanager
def connected(port, query, key="skyloom", **options):
    with connect(f"ws://127.0.0.1:{port}/app/{key}?{query}", compression=None, **options) as socket:
        yield Client(socket)
