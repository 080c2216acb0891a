"""Clients of the Pusher protocol that others wrote follow a generation, and take what we publish."""

import hashlib
import hmac
import json
import queue
import shutil
import subprocess
import threading
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pysher
import pytest
from pusher import Pusher
from tests.live.conftest import wait_until
from tests.live.receiver import Receiver

from skyloom.core.deliveries import DeliveryState
from skyloom.worker.publisher import Publisher

HERE = Path(__file__).parent
PATIENCE = 30.0  # seconds
KEY, SECRET = "278d425bdf160c739803", "7ad3773142a6692b25b8"


@pytest.fixture(scope="session")
def node():
    """Node with the packages of package-lock.json."""
    found, npm = shutil.which("node"), shutil.which("npm")
    if not found or not npm:
        pytest.skip("Node.js is not installed: `tests/clients/install.sh` does it")
    if not (HERE / "node_modules/pusher-js/package.json").exists():
        subprocess.run([npm, "ci", "--no-audit", "--no-fund"], cwd=HERE, check=True, capture_output=True, timeout=120)
    return found


class Follower:
    """pusher-js in a process of its own."""

    def __init__(self, node, port, channel):
        self.process = subprocess.Popen(
            [node, "follow.cjs", str(port), channel], cwd=HERE, stdout=subprocess.PIPE, text=True
        )
        self.lines = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()

    def next(self):
        return self.lines.get(timeout=PATIENCE)

    def _read(self):
        for line in self.process.stdout:
            self.lines.put(json.loads(line))


def test_pusher_js_follows_a_generation_from_pending_to_complete(node, port, start, begin, finish):
    first, generation = start(), start()  # the second waits for the first
    channel = f"status_update_{generation.obfuscated_id}"
    with Follower(node, port, channel) as follower:
        assert follower.next() == {"subscribed": channel}
        bodies = [follower.next()]
        finish(first)
        bodies.append(follower.next())
        finish(generation)
        bodies += [follower.next(), follower.next()]

        assert follower.process.wait(PATIENCE) == 0

    assert [body["status"] for body in bodies] == ["pending", "dispatched", "processing", "complete"]
    assert bodies[3]["file_url"].startswith(f"http://127.0.0.1:{port}/files/")


def test_pusher_js_is_told_of_what_was_complete_before_it_came(node, port, start, finish):
    generation = finish(start())
    with Follower(node, port, f"status_update_{generation.obfuscated_id}") as follower:
        follower.next()

        assert follower.next()["status"] == "complete"


def test_pysher_follows_a_generation_from_pending_to_complete(port, start, finish):
    first, generation = start(), start()
    told, ready = queue.Queue(), threading.Event()
    client = pysher.Pusher("skyloom", custom_host="127.0.0.1", port=port, secure=False)

    def subscribe(_data):
        channel = client.subscribe(f"status_update_{generation.obfuscated_id}")
        channel.bind("status_update", lambda text: told.put(json.loads(text)))

    client.connection.bind("pusher:connection_established", subscribe)
    client.connection.bind("pusher:pong", lambda _data: ready.set())
    client.connect()
    try:
        statuses = [told.get(timeout=PATIENCE)["status"]]
        finish(first)
        statuses.append(told.get(timeout=PATIENCE)["status"])
        finish(generation)
        statuses += [told.get(timeout=PATIENCE)["status"] for _ in range(2)]

        assert ready.wait(PATIENCE)  # its ping was answered
    finally:
        client.disconnect(0.1)  # its thread ends when it next looks

    assert statuses == ["pending", "dispatched", "processing", "complete"]


def test_pysher_goes_for_good_when_its_key_is_wrong(port):
    errors = queue.Queue()
    client = pysher.Pusher("wrong", custom_host="127.0.0.1", port=port, secure=False)
    client.connection.bind("pusher:error", errors.put)
    client.connect()
    try:
        assert errors.get(timeout=PATIENCE)["code"] == 4001
    finally:
        client.connection.disconnect_called = True
        client.connection.join(PATIENCE)


def verified(told):
    """Return the event of a request, if its signature is what the published protocol asks for."""
    address = urlsplit(told.path)
    query = dict(parse_qsl(address.query))
    signature = query.pop("auth_signature")
    signed = "\n".join(["POST", address.path, "&".join(f"{name}={query[name]}" for name in sorted(query))])
    assert hmac.compare_digest(signature, hmac.new(SECRET.encode(), signed.encode(), hashlib.sha256).hexdigest())
    assert query["body_md5"] == hashlib.md5(told.body).hexdigest()
    assert (query["auth_key"], query["auth_version"], address.path) == (KEY, "1.0", "/apps/3/events")
    return told.json


@pytest.fixture
def publishing(ctx):
    return replace(ctx, publishes=True)


def test_a_pusher_compatible_server_is_told_of_every_state(publishing, sending, start, finish, ctx):
    with Receiver() as peer:
        url = peer.url.replace("http://", f"http://{KEY}:{SECRET}@") + "/apps/3"
        with sending(publishing, publisher=Publisher(url)):
            generation = finish(start(by=publishing), by=publishing)
            events = [verified(peer.next()) for _ in range(4)]

    assert [json.loads(event["data"])["status"] for event in events] == [
        "pending", "dispatched", "processing", "complete"
    ]  # fmt: skip
    assert {event["name"] for event in events} == {"status_update"}
    assert [event["channels"] for event in events] == [[f"status_update_{generation.obfuscated_id}"]] * 4


def test_the_library_of_that_server_signs_as_we_do():
    """The same event through the library's own client reaches the peer with a signature of the same make."""
    with Receiver() as peer:
        port = int(peer.url.rpartition(":")[2])
        Pusher(app_id="3", key=KEY, secret=SECRET, host="127.0.0.1", port=port, ssl=False).trigger(
            "status_update_x", "status_update", {"status": "pending"}
        )

        assert verified(peer.next())["channels"] == ["status_update_x"]


def test_a_pusher_compatible_server_that_is_away_is_told_later(publishing, sending, start, execute):
    with sending(publishing, publisher=Publisher(f"http://{KEY}:{SECRET}@127.0.0.1:1/apps/3")):
        start(by=publishing)
        wait_until(lambda: execute("SELECT min(tries) FROM delivery") == [(1,)])

        assert {row[0] for row in execute("SELECT state FROM delivery")} == {DeliveryState.WAITING}
        assert {row[0] for row in execute("SELECT channel FROM delivery")} == {"pusher"}
