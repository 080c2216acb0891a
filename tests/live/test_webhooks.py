"""Webhooks: told in order, signed, tried again, and never at others' cost."""

import asyncio
import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import replace
from datetime import timedelta

import pytest
from standardwebhooks import Webhook
from tests.fakes import FakeClock
from tests.live.conftest import wait_until
from tests.live.receiver import Receiver, free_port
from tests.outside.servers import serving

from skyloom.core.credits import Currency
from skyloom.core.deliveries import RETRIES, DeliveryState
from skyloom.core.generations import Status
from skyloom.services.cancel import cancel
from skyloom.services.create_account import create_account
from skyloom.services.find import find
from skyloom.services.list_deliveries import list_deliveries
from skyloom.services.sweep import sweep
from skyloom.services.take_delivery import take_delivery
from skyloom.services.webhook_secret import webhook_secret
from skyloom.worker import sender as sender_module

LEASE = timedelta(seconds=30)


def log_of(ctx, generation):
    """Return the log of a generation's deliveries, oldest first."""
    return list_deliveries(ctx, generation.account_id, generation_id=generation.id).items[::-1]


def states_of(ctx, generation):
    return [item.state for item in log_of(ctx, generation)]


def test_every_state_is_told_in_order_each_as_it_was_then(ctx, start, finish, sending):
    with Receiver() as receiver:
        generation = finish(start(f"{receiver.url}/hook?key=1"))  # all states are due before the first is told
        with sending():
            told = [receiver.next() for _ in range(4)]

    bodies = [item.json for item in told]
    assert [body["status"] for body in bodies] == ["pending", "dispatched", "processing", "complete"]
    assert [body["file_url"] != "" for body in bodies] == [False, False, False, True]
    assert ["dispatched_at" in body for body in bodies] == [False, True, True, True]
    assert ["completed_at" in body for body in bodies] == [False, False, False, True]
    assert bodies[3]["file_url"].startswith("http://sky.test/files/")
    assert bodies[3]["updated_at"] == bodies[3]["completed_at"]
    assert {body["id"] for body in bodies} == {generation.id}
    assert {item.path for item in told} == {"/hook?key=1"}


def test_a_receiver_can_verify_who_told_it(ctx, account, start, sending):
    with Receiver() as receiver, sending():
        start(receiver.url)
        told = receiver.next()

    secret = webhook_secret(ctx, account.id)
    assert secret.startswith("whsec_")
    assert Webhook(secret).verify(told.body, told.headers) == told.json
    assert told.headers["content-type"] == "application/json"
    assert told.headers["user-agent"].startswith("Skyloom/")


def test_links_begin_with_the_public_address_where_one_is_set(ctx, start, finish, sending):
    with Receiver() as receiver, sending(public_url="https://sky.example.org/"):
        finish(start(receiver.url))
        bodies = [receiver.next().json for _ in range(4)]

    assert bodies[3]["file_url"].startswith("https://sky.example.org/files/")


@pytest.mark.parametrize("outcome", [Status.ERROR, Status.ABORT])
def test_failures_and_cancellations_are_told_too(ctx, start, finish, sending, outcome):
    with Receiver() as receiver, sending():
        generation = start(receiver.url)
        if outcome is Status.ABORT:
            cancel(ctx, account_id=generation.account_id, generation_id=generation.id)
        else:
            finish(generation, outcome)

        while (status := receiver.next().json["status"]) != outcome:
            assert status in ("pending", "dispatched", "processing")


def test_nobody_is_told_who_did_not_ask(ctx, start, finish):
    generation = finish(start(None))

    assert log_of(ctx, generation) == []


def test_a_receiver_that_fails_is_told_again_under_the_same_name_until_it_is_given_up(ctx, start, sending):
    clock = FakeClock()
    ctx = replace(ctx, now=clock)
    with Receiver(lambda _told: 503) as receiver, sending(ctx):
        generation = start(receiver.url, at=clock)
        tries = {"pending": [receiver.next()], "dispatched": [receiver.next()]}
        for number, gap in enumerate(RETRIES, start=1):
            wait_until(lambda: [item.tries for item in log_of(ctx, generation)] == [number] * 2)  # noqa: B023 - at once
            clock.advance(gap.total_seconds() + 1)
            for _ in range(2):
                told = receiver.next()
                tries[told.json["status"]].append(told)
        wait_until(lambda: states_of(ctx, generation) == [DeliveryState.FAILED] * 2)

    for told in tries.values():
        assert len(told) == 6
        assert len({item.headers["webhook-id"] for item in told}) == 1
        assert len({item.headers["webhook-timestamp"] for item in told}) == 6
    assert tries["pending"][0].headers["webhook-id"] != tries["dispatched"][0].headers["webhook-id"]
    last = log_of(ctx, generation)[0]
    assert (last.tries, last.last_status) == (6, 503)
    assert last.last_error == "The receiver answered with status 503."


def test_a_later_state_waits_for_the_first_try_of_an_earlier_one_and_for_no_other(ctx, start, begin, sending):
    held = threading.Event()

    def answer(told):
        if told.json["status"] == "pending":
            held.wait(5)
            return 500
        return 200

    with Receiver(answer) as receiver, sending():
        generation = start(receiver.url)
        begin(generation)
        assert receiver.next().json["status"] == "pending"
        assert receiver.received.empty()  # although three states are due
        held.set()

        assert receiver.statuses(2) == ["dispatched", "processing"]  # the retry of the first is a minute away

    wait_until(lambda: states_of(ctx, generation)[0] is DeliveryState.WAITING)


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_redirects_are_not_followed(ctx, start, sending, status):
    with Receiver() as elsewhere, Receiver(lambda _told: status, location=elsewhere.url) as receiver, sending():
        generation = start(receiver.url)
        receiver.next()
        wait_until(lambda: log_of(ctx, generation)[0].tries == 1)

        assert log_of(ctx, generation)[0].last_status == status
        assert elsewhere.received.empty()


def test_a_private_address_is_not_told_even_if_it_was_let_through_before(ctx, start, sending):
    with Receiver() as receiver, sending(replace(ctx, allow_private_urls=False)):
        generation = start(receiver.url)
        wait_until(lambda: log_of(ctx, generation)[0].tries == 1)

        assert "private network" in log_of(ctx, generation)[0].last_error
        assert receiver.received.empty()


def test_a_receiver_that_is_away_or_speaks_nonsense_is_tried_later(ctx, start, sending):
    with serving(lambda connection, _head: connection.sendall(b"what?\r\n\r\n")) as base, sending():
        for url in (f"http://127.0.0.1:{free_port()}", base):
            generation = start(url)
            wait_until(lambda: log_of(ctx, generation)[0].tries == 1)  # noqa: B023 - called at once

            assert log_of(ctx, generation)[0].last_error.startswith("The connection failed")
            assert log_of(ctx, generation)[0].state is DeliveryState.WAITING
            cancel(ctx, account_id=generation.account_id, generation_id=generation.id)


@pytest.mark.parametrize("head", [b"", b"HTTP/1.1 200 OK\r\nX: "])
def test_a_receiver_that_answers_too_slowly_is_given_up_for_now(ctx, start, sending, monkeypatch, head):
    monkeypatch.setattr(sender_module, "LIMIT", 0.3)
    gone = threading.Event()

    def drip(connection, _head):
        connection.sendall(head)
        while not gone.wait(0.02):
            connection.sendall(b"x" if head else b"")

    with serving(drip) as base, sending():
        generation = start(base)
        wait_until(lambda: log_of(ctx, generation)[0].tries == 1)
        gone.set()

    assert log_of(ctx, generation)[0].last_error == "There was no answer within 0.3 s."


def test_an_endless_answer_is_not_read(ctx, start, sending):
    ended = threading.Event()

    def endless(connection, _head):
        connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        try:
            while True:
                connection.sendall(bytes(65536))
        finally:
            ended.set()

    with serving(endless) as base, sending():
        generation = start(base)

        assert ended.wait(10)
        wait_until(lambda: states_of(ctx, generation)[0] is DeliveryState.DELIVERED)


def test_what_a_sender_had_when_it_was_killed_is_told_by_another_after_the_lease(ctx, start):
    clock = FakeClock()
    ctx = replace(ctx, now=clock)
    start("http://127.0.0.1:1/", at=clock)
    taken = take_delivery(ctx, lease=LEASE)

    assert taken.delivery.status is Status.PENDING
    assert take_delivery(ctx, lease=LEASE) is None  # nor what follows it

    clock.advance(31)
    assert take_delivery(ctx, lease=LEASE).delivery.id == taken.delivery.id


def test_a_sender_that_is_stopped_leaves_its_work_to_others_at_once(ctx, start, sending):
    held = threading.Event()
    with Receiver(lambda _told: 200 if held.wait(10) else 500) as receiver:
        with sending():
            start(receiver.url)
            first = receiver.next()
        held.set()
        with sending():
            again = receiver.next(5)

    assert again.headers["webhook-id"] == first.headers["webhook-id"]


def test_two_senders_never_take_the_same(ctx, start):
    for _ in range(3):
        start("http://127.0.0.1:1/")
    with ThreadPoolExecutor(8) as threads:
        taken = list(threads.map(lambda _: take_delivery(ctx, lease=LEASE), range(8)))

    ids = [parcel.delivery.id for parcel in taken if parcel is not None]
    assert len(ids) == len(set(ids)) == 3  # the first state of each


def test_slow_receivers_of_one_account_keep_nobody_waiting(ctx, order, start, finish, sending):
    """A thousand deliveries to a receiver that hangs: others are told at once, and generations go on."""
    rich, _ = create_account(ctx, "impatient", balances={Currency.CREDITS: 10_000})
    release = threading.Event()
    with Receiver(lambda _told: 200 if release.wait(60) else 500) as slow, Receiver() as quick:
        for _ in range(500):  # two states each: the account's other generations wait for its only slot
            start(slow.url, by=replace(ctx, max_pending=1000), account_id=rich.id)
        with sending():
            slow.next()
            began = time.monotonic()
            generation = finish(start(quick.url))
            statuses = quick.statuses(4)
            took = time.monotonic() - began
        release.set()

    assert statuses[-1] == "complete"
    assert find(ctx, account_id=generation.account_id, generation_id=generation.id).status is Status.COMPLETE
    assert took < 5
    assert slow.received.qsize() < 4  # that many at once, one is taken out


def test_many_slow_receivers_of_one_account_keep_nobody_waiting(ctx, start, finish, sending):
    rich, _ = create_account(ctx, "many-headed", balances={Currency.CREDITS: 10_000})
    with ExitStack() as stack:
        hanging = stack.enter_context(socket.create_server(("0.0.0.0", 0), backlog=128))  # it takes and never answers
        port, quick = hanging.getsockname()[1], stack.enter_context(Receiver())
        for number in range(2, 42):
            start(f"http://127.0.0.{number}:{port}/", account_id=rich.id)
        stack.enter_context(sending())
        wait_until(lambda: _taken(ctx, rich) == sender_module.PER_ACCOUNT)
        began = time.monotonic()
        finish(start(quick.url))

        assert quick.statuses(4)[-1] == "complete"
        assert time.monotonic() - began < 5
        assert _taken(ctx, rich) == sender_module.PER_ACCOUNT


def _taken(ctx, account):
    """Return how many of an account's deliveries are under way."""
    now = ctx.now()
    return sum(item.next_at > now for item in list_deliveries(ctx, account.id, limit=100).items)


def test_what_cannot_be_written_is_told_as_our_fault_and_tried_again(ctx, start):
    def broken(*_):
        raise KeyError("a bug")

    sender = sender_module.Sender(ctx, broken, public_url=None)
    sender.start()
    try:
        generation = start("http://127.0.0.1:1/")
        wait_until(lambda: log_of(ctx, generation)[0].tries == 1)
    finally:
        sender.stop()

    assert log_of(ctx, generation)[0].last_error == sender_module.BROKEN
    assert log_of(ctx, generation)[0].state is DeliveryState.WAITING


def test_the_log_is_cleared_of_what_is_long_over_and_only_of_that(ctx, start, sending, order):
    clock = FakeClock()
    ctx = replace(ctx, now=clock)
    with Receiver() as receiver, sending(ctx):
        told = start(receiver.url, at=clock)
        receiver.statuses(2)
        wait_until(lambda: states_of(ctx, told) == [DeliveryState.DELIVERED] * 2)
    waiting = start("http://127.0.0.1:1/", at=clock)

    clock.advance(31 * 24 * 3600)
    sweep(ctx)

    assert log_of(ctx, told) == []
    assert log_of(ctx, waiting) != []


def test_a_database_that_is_away_for_a_moment_stops_no_sender(ctx, start, sending, execute):
    with Receiver() as receiver, sending():
        start(receiver.url)
        receiver.statuses(2)
        others = "FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = current_database()"
        old = {row[0] for row in execute(f"SELECT pid {others}")}
        execute(f"SELECT pg_terminate_backend(pid) {others}")
        wait_until(lambda: old.isdisjoint(row[0] for row in execute(f"SELECT pid {others}")))
        start(receiver.url)

        assert receiver.next().json["status"] == "pending"


def test_asyncio_is_quiet(ctx, start, sending):
    """A sender that is stopped leaves no task behind."""
    with Receiver() as receiver, sending() as sender:
        start(receiver.url)
        receiver.next()

    assert not sender._thread.is_alive()
    assert asyncio.all_tasks(sender._loop) == set()


def test_an_export_and_an_imagination_are_told_as_the_api_shows_them(ctx, start, finish, sending):
    with Receiver() as receiver, sending():
        parent = finish(start())
        params = {"type": "equirectangular-png", "width": 8192}
        export = finish(
            start(
                receiver.url, kind="skybox export", params=params, parent_id=parent.id, parent_hash=parent.obfuscated_id
            )
        )
        exported = [receiver.next().json for _ in range(4)]
        imagined = start(receiver.url, kind="imaginarium")
        imagination = receiver.next().json

    assert [body["status"] for body in exported] == ["pending", "dispatched", "processing", "complete"]
    assert {body["id"] for body in exported} == {export.obfuscated_id}
    assert {body["pusher_channel"] for body in exported} == {f"export_status_update_{export.obfuscated_id}"}
    assert {body["skybox_obfuscated_id"] for body in exported} == {parent.obfuscated_id}
    assert exported[3]["file_url"].startswith("http://sky.test/files/exports/equirectangular-png/")
    assert (imagination["id"], imagination["type"]) == (imagined.id, "imaginarium")
