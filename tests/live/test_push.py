"""The push socket: the protocol's words, states in order, limits, and what must not be learnt from it."""

import json
import os
import re
import socket
import subprocess
import sys
import time
from contextlib import ExitStack

import pytest
from tests.api.customers import new_customer
from tests.live.conftest import listening, wait_until
from tests.live.receiver import free_port
from tests.live.talk import connected, talking

from skyloom.api.options import PushLimits
from skyloom.core.generations import Status
from skyloom.services.cancel import cancel
from skyloom.services.delete import delete
from skyloom.store.events import CHANNEL


def channel_of(generation):
    return f"status_update_{generation.obfuscated_id}"


def test_the_first_frame_is_as_all_clients_read_it(lasting_port):
    with connected(lasting_port, "protocol=7") as client:
        frame = client.hear()

    assert frame["event"] == "pusher:connection_established"
    data = json.loads(frame["data"])
    assert re.fullmatch(r"\d+\.\d+", data["socket_id"])
    assert data["activity_timeout"] == 120


@pytest.mark.parametrize("protocol", [5, 6, 7])
def test_a_generation_is_followed_to_its_end(ctx, port, start, begin, finish, protocol):
    generation = start()
    with talking(port, f"protocol={protocol}") as client:
        client.subscribe(channel_of(generation))
        bodies = [client.status()]
        finish(generation)
        bodies += [client.status(), client.status()]

        assert client.silent()

    assert [body["status"] for body in bodies] == ["dispatched", "processing", "complete"]
    assert bodies[2]["file_url"].startswith(f"http://127.0.0.1:{port}/files/images/")
    assert {body["id"] for body in bodies} == {generation.id}


@pytest.mark.parametrize("outcome", [Status.COMPLETE, Status.ERROR])
def test_whoever_subscribes_too_late_is_told_the_state_at_once(ctx, port, start, finish, outcome):
    generation = finish(start(), outcome)
    with talking(port) as client:
        client.subscribe(channel_of(generation))

        assert client.status()["status"] == outcome
        assert client.silent()


def test_a_cancellation_is_told(ctx, port, start):
    generation = start()
    with talking(port) as client:
        client.subscribe(channel_of(generation))
        client.status()
        delete(ctx, account_id=generation.account_id, generation_id=generation.id)

        assert client.status()["status"] == "abort"


def test_links_begin_with_the_public_address_where_one_is_set(ctx, start, finish):
    generation = finish(start())
    with listening(ctx, public_url="https://sky.example.org") as port, talking(port) as client:
        client.subscribe(channel_of(generation))

        assert client.status()["file_url"].startswith("https://sky.example.org/files/")


def test_what_does_not_exist_looks_like_what_is_none_of_ones_business(ctx, port, start):
    generation = start()
    delete(ctx, account_id=generation.account_id, generation_id=generation.id)
    names = [
        "status_update_" + "0" * 32,
        "export_" + channel_of(generation),  # it is no export
        channel_of(generation),  # it is deleted
        "status_update_x",
        "anything",
        "api_client_status_update_sk_wrong",
    ]
    with talking(port) as client:
        for name in names:
            client.subscribe(name)

        assert client.silent()


def test_after_unsubscribing_nothing_more_is_told(ctx, port, start, finish):
    mine, other = start(), start()
    with talking(port) as client:
        for generation in (mine, other):
            client.subscribe(channel_of(generation))
            client.status()
        client.say("pusher:unsubscribe", channel=channel_of(mine))
        finish(mine)

        assert client.status()["id"] == other.id  # it moved up
        assert client.silent()


def test_subscribing_twice_tells_everything_once(ctx, port, start, finish):
    generation = start()
    with talking(port) as client:
        for _ in range(2):
            client.subscribe(channel_of(generation))
            assert client.status()["status"] == "dispatched"
        finish(generation)

        assert [client.status()["status"] for _ in range(2)] == ["processing", "complete"]
        assert client.silent()


def test_an_account_can_be_followed_as_a_whole_with_its_key(ctx, port, start):
    customer = new_customer(ctx)
    with talking(port) as client:
        client.subscribe(f"api_client_status_update_{customer.secret}")
        start()  # somebody else's
        generation = start(account_id=customer.account_id)
        cancel(ctx, account_id=customer.account_id, generation_id=generation.id)
        bodies = [client.status() for _ in range(3)]

        assert client.silent()

    assert [body["status"] for body in bodies] == ["pending", "dispatched", "abort"]
    assert {body["id"] for body in bodies} == {generation.id}


@pytest.mark.parametrize("data", [{}, "", None])
def test_a_ping_is_answered_however_it_is_written(lasting_port, data):
    with talking(lasting_port) as client:
        client.socket.send(json.dumps({"event": "pusher:ping", "data": data}))

        assert client.hear() == {"event": "pusher:pong", "data": {}}


@pytest.mark.parametrize(
    ("frame", "code"),
    [
        ("", None),
        ("hello", None),
        ("[]", None),
        ("{}", None),
        ("[" * 5000, None),
        ('{"event": 5}', None),
        ('{"event": "pusher:subscribe"}', None),
        ('{"event": "pusher:subscribe", "data": "x"}', None),
        ('{"event": "pusher:subscribe", "data": {"channel": 5}}', None),
        ('{"event": "pusher:subscribe", "data": {"channel": "a b"}}', None),
        ('{"event": "pusher:subscribe", "data": {"channel": ""}}', None),
        ('{"event": "pusher:subscribe", "data": {"channel": "' + "x" * 201 + '"}}', None),
        ('{"event": "pusher:subscribe", "data": {"channel": "private-x", "auth": "a:b"}}', 4009),
        ('{"event": "pusher:subscribe", "data": {"channel": "presence-x"}}', 4009),
        ('{"event": "client-hello", "channel": "x", "data": {}}', None),
        ('{"event": "pusher:signin", "data": {}}', None),
        (b"\x00\xff", None),
    ],
)
def test_a_frame_that_is_wrong_is_told_and_the_connection_lives_on(lasting_port, frame, code):
    with talking(lasting_port) as client:
        client.socket.send(frame)
        error = client.hear()

        assert error["event"] == "pusher:error"
        assert error["data"]["code"] == code
        assert error["data"]["message"].endswith(".")
        assert client.silent()


@pytest.mark.parametrize(
    ("key", "query", "code"),
    [
        ("wrong", "protocol=7", 4001),
        ("skyloom", "", 4008),
        ("skyloom", "protocol=", 4008),
        ("skyloom", "protocol=seven", 4006),
        ("skyloom", "protocol=4", 4007),
        ("skyloom", "protocol=8", 4007),
    ],
)
def test_who_cannot_be_served_is_told_why_with_the_code_of_the_protocol(lasting_port, key, query, code):
    with connected(lasting_port, query, key) as client:
        error, closed = client.closed()

    assert error["event"] == "pusher:error"
    assert error["data"]["code"] == closed == code
    assert error["data"]["message"]


def test_the_key_is_a_setting(ctx):
    with listening(ctx, push_key="mine") as port, talking(port, key="mine") as client:
        assert client.silent()


def test_a_connection_has_so_many_channels(ctx):
    with listening(ctx, push=PushLimits(channels=2)) as port, talking(port) as client:
        client.subscribe("a")
        client.subscribe("b")
        client.subscribe("b")
        client.say("pusher:subscribe", channel="c")
        assert client.hear()["event"] == "pusher:error"
        client.say("pusher:unsubscribe", channel="a")
        client.subscribe("c")


def test_a_server_has_so_many_connections(ctx):
    with listening(ctx, push=PushLimits(connections=1)) as port:
        with talking(port):
            with connected(port, "protocol=7") as late:
                error, code = late.closed()
            assert error["data"]["code"] == code == 4100
        wait_until(lambda: _is_free(port))


def _is_free(port):
    with connected(port, "protocol=7") as client:
        return client.hear()["event"] == "pusher:connection_established"


def test_a_frame_that_is_too_large_ends_the_connection(lasting_port):
    with talking(lasting_port) as client:
        client.socket.send("x" * 100_000)

        assert client.closed()[1] == 1009


def test_a_silent_client_is_asked_and_then_sent_away(ctx):
    with listening(ctx, push=PushLimits(activity_timeout=0.2, pong_timeout=0.2)) as port, talking(port) as silent:
        assert silent.hear() == {"event": "pusher:ping", "data": {}}
        error, code = silent.closed()
        assert error["data"]["code"] == code == 4201
    with listening(ctx, push=PushLimits(activity_timeout=0.2, pong_timeout=10.0)) as port, talking(port) as alive:
        for _ in range(3):
            assert alive.hear() == {"event": "pusher:ping", "data": {}}
            alive.say("pusher:pong")


def test_clients_are_sent_away_when_the_server_stops_and_told_to_come_back(ctx):
    with ExitStack() as stack:
        with listening(ctx) as port:
            clients = [stack.enter_context(talking(port)) for _ in range(3)]
            began = time.monotonic()
        took = time.monotonic() - began
        ends = [client.closed() for client in clients]

    assert [(error["data"]["code"], code) for error, code in ends] == [(4200, 4200)] * 3
    assert took < 5


def test_a_client_that_does_not_read_is_dropped_and_keeps_nobody_waiting(ctx, start, finish):
    """Its connection is full of answers to pings that it never reads."""
    generation = start()
    with listening(ctx, push=PushLimits(queued=20)) as port, talking(port) as quick, ExitStack() as stack:
        stuck = stack.enter_context(socket.create_connection(("127.0.0.1", port)))
        stuck.sendall(
            f"GET /app/skyloom?protocol=7 HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUpgrade: websocket\r\n"
            "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n".encode()
        )
        frame = b'{"event":"pusher:ping"}'
        masked = bytes([0x81, 0x80 | len(frame), 0, 0, 0, 0]) + frame
        quick.subscribe(channel_of(generation))
        quick.status()
        stuck.settimeout(0.2)
        try:
            while True:  # until the server reads no more, or hangs up
                stuck.sendall(masked * 1000)
        except OSError:
            pass
        began = time.monotonic()
        finish(generation)

        assert [quick.status()["status"] for _ in range(2)] == ["processing", "complete"]
        assert time.monotonic() - began < 3


def test_a_lost_connection_to_the_database_loses_no_state(ctx, port, start, finish, execute):
    generation = start()
    with talking(port) as client:
        client.subscribe(channel_of(generation))
        client.status()
        execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE query ILIKE %s AND datname = current_database()",
            f'LISTEN "{CHANNEL}"%',
        )
        finish(generation)
        seen = client.status()["status"]
        while seen != "complete":
            seen = client.status()["status"]

        assert client.silent()


def test_nobody_listens_to_the_database_until_somebody_listens_to_us(ctx, execute):
    listeners = "SELECT count(*) FROM pg_stat_activity WHERE query ILIKE 'LISTEN %%' AND datname = current_database()"
    with listening(ctx) as port:
        assert execute(listeners) == [(0,)]
        with talking(port):
            wait_until(lambda: execute(listeners) == [(1,)])
    wait_until(lambda: execute(listeners) == [(0,)])


def test_one_that_cannot_be_told_keeps_no_other_from_it(port, start, finish):
    broken, fine = start(kind="skybox export", params={}), start()  # the second waits for the first
    with talking(port) as client:
        client.subscribe(f"export_{channel_of(broken)}")
        client.subscribe(channel_of(fine))
        bodies = [client.status()]
        finish(broken)  # both change in one transaction
        bodies.append(client.status())

    assert [(body["id"], body["status"]) for body in bodies] == [(fine.id, "pending"), (fine.id, "dispatched")]


SERVER = """
import sys
from skyloom import bootstrap
from skyloom.settings import Settings
bootstrap.serve(Settings(data_dir=sys.argv[2]), host="127.0.0.1", port=int(sys.argv[1]), with_worker=False)
"""


def test_clients_of_several_servers_on_one_database_are_told_of_everything(ctx, start, finish, tmp_path):
    generation = start()
    ports = [free_port(), free_port()]
    with ExitStack() as stack:
        for port in ports:
            environment = {"SKYLOOM_DATABASE_URL": ctx.db.url, "SKYLOOM_STORAGE_URL": str(tmp_path / "blobs")}
            server = subprocess.Popen(
                [sys.executable, "-c", SERVER, str(port), str(tmp_path)],
                env={**os.environ, **environment},
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            stack.callback(server.wait)
            stack.callback(server.terminate)
        clients = []
        for port in ports:
            wait_until(lambda: _answers(port))  # noqa: B023 - called at once
            client = stack.enter_context(talking(port))
            client.subscribe(channel_of(generation))
            client.status()
            clients.append(client)
        finish(generation)

        for client in clients:
            assert [client.status()["status"] for _ in range(2)] == ["processing", "complete"]
            assert client.silent()


def _answers(port):
    try:
        socket.create_connection(("127.0.0.1", port), 0.1).close()
    except OSError:
        return False
    return True
