"""Files that orders read: kept as long as somebody needs them, and never longer."""

from __future__ import annotations

import dataclasses
import os
import threading
from datetime import UTC, datetime, timedelta

import pytest

from skyloom.core.candidates import MODEL
from skyloom.core.errors import InsufficientCredits
from skyloom.core.generations import Status
from skyloom.services.cancel import cancel
from skyloom.services.create_account import create_account
from skyloom.services.delete import delete
from skyloom.services.drop_inputs import drop_inputs
from skyloom.services.submit import InputGone, submit
from skyloom.services.submit_files import submit_files
from skyloom.services.tidy import tidy
from skyloom.store.blobs import INPUTS, input_key

HOUR = 3600  # seconds


@pytest.fixture
def key(account):
    return input_key(account.id, "a.jpg")


@pytest.fixture
def needing(order, key):
    """An order that reads a file."""
    return dataclasses.replace(order, inputs={"control_image": key})


def age(ctx, key, seconds):
    """Make a stored file older."""
    path = ctx.blobs.local_path(key)
    at = path.stat().st_mtime - seconds
    os.utime(path, (at, at))


def now_like_the_files(ctx):
    """Return the server with the time that its files' times are of."""
    return dataclasses.replace(ctx, now=lambda: datetime.now(UTC))


def test_the_file_is_there_before_the_order_is(ctx, needing, key):
    with pytest.raises(InputGone):
        submit(ctx, needing)

    generation = submit_files(ctx, needing, {key: b"picture"})

    assert ctx.blobs.get(key) == b"picture"
    assert generation.inputs == {"control_image": key}


def test_a_refused_order_leaves_no_file(ctx, needing, key):
    with pytest.raises(InsufficientCredits):
        submit_files(ctx, dataclasses.replace(needing, cost=1000), {key: b"picture"})

    assert ctx.blobs.keys() == []


def test_a_file_that_others_read_stays(ctx, account, needing, key):
    first, second = (submit_files(ctx, needing, {key: b"picture"}) for _ in range(2))

    delete(ctx, account_id=account.id, generation_id=first.id)
    assert ctx.blobs.has(key)
    delete(ctx, account_id=account.id, generation_id=second.id)

    assert not ctx.blobs.has(key)


def test_what_was_cancelled_or_failed_keeps_its_file_until_it_is_deleted(ctx, account, needing, key):
    generation = submit_files(ctx, needing, {key: b"picture"})
    with ctx.db.transaction() as tx:
        tx.generations.save(tx.generations.lock(generation.id).moved(Status.ABORT, at=ctx.now()))

    assert drop_inputs(ctx, account_id=account.id, keys=[key]) == 0
    assert ctx.blobs.has(key)


def test_only_inputs_are_dropped_an_export_reads_the_files_of_its_skybox(ctx, account, order):
    ctx.blobs.put("gen/4711/1/file.jpg", b"panorama")
    export = submit(ctx, dataclasses.replace(order, inputs={"file": "gen/4711/1/file.jpg"}))

    delete(ctx, account_id=account.id, generation_id=export.id)

    assert ctx.blobs.has("gen/4711/1/file.jpg")


def test_orders_and_deletions_at_once_never_leave_an_order_without_its_file(ctx, account, order, key):
    free = dataclasses.replace(order, cost=0, inputs={"control_image": key})
    faults = []

    def come_and_go():
        try:
            for _ in range(12):
                generation = submit_files(ctx, free, {key: b"picture"})
                assert ctx.blobs.get(key) == b"picture"
                delete(ctx, account_id=account.id, generation_id=generation.id)
        except Exception as error:  # told by the test, not lost with the thread
            faults.append(error)

    threads = [threading.Thread(target=come_and_go) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert faults == []
    assert not ctx.blobs.has(key)


def test_a_file_whose_order_never_came_is_cleared_away_after_an_hour(ctx, account, needing, key):
    ctx = now_like_the_files(ctx)
    used, lost, young = key, input_key(account.id, "lost.jpg"), input_key(account.id, "young.jpg")
    submit_files(ctx, needing, {used: b"picture"})
    for name in (lost, young):
        ctx.blobs.put(name, b"picture")
    age(ctx, used, 2 * HOUR)
    age(ctx, lost, 2 * HOUR)

    assert tidy(ctx) == 1
    assert ctx.blobs.keys(INPUTS) == sorted([used, young])


def test_a_voxel_model_that_is_over_needs_its_picture_no_more(ctx, account, needing, key):
    ctx = now_like_the_files(ctx)
    over, waiting = key, input_key(account.id, "waiting.jpg")
    once = dataclasses.replace(needing, kind=MODEL)
    done = submit_files(ctx, once, {over: b"picture"})
    submit_files(ctx, dataclasses.replace(once, inputs={"image": waiting}), {waiting: b"picture"})
    cancel(ctx, account_id=account.id, generation_id=done.id)
    age(ctx, over, 2 * HOUR)
    age(ctx, waiting, 2 * HOUR)

    assert tidy(ctx) == 1
    assert ctx.blobs.keys(INPUTS) == [waiting]
    assert submit_files(ctx, once, {over: b"picture"}).inputs == once.inputs, "it may be sent again"


def test_inputs_are_looked_through_every_ten_minutes_and_not_with_every_sweep(ctx, account, key):
    real = now_like_the_files(ctx)
    tidy(real)
    ctx.blobs.put(key, b"picture")
    age(ctx, key, 2 * HOUR)

    assert tidy(real) == 0
    assert tidy(dataclasses.replace(real, now=lambda: datetime.now(UTC) + timedelta(minutes=11))) == 1


def test_files_of_accounts_that_are_not_here_are_left_alone(ctx):
    stray = input_key(4711, "a.jpg")
    ctx.blobs.put(stray, b"of another database")
    age(ctx, stray, 2 * HOUR)

    tidy(now_like_the_files(ctx))

    assert ctx.blobs.has(stray)


def test_one_account_never_drops_anothers_files(ctx, account, needing, key):
    other, _ = create_account(ctx, "other", balances={})
    submit_files(ctx, needing, {key: b"picture"})

    with pytest.raises(ValueError, match="another account"):
        drop_inputs(ctx, account_id=other.id, keys=[key])

    assert ctx.blobs.has(key)
