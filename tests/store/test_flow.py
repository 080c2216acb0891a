"""Admission, fencing, events, sweeping: the rules between the states."""

from __future__ import annotations

import dataclasses
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from skyloom.core.credits import Currency
from skyloom.core.errors import IllegalTransition
from skyloom.core.generations import Artifact, Status
from skyloom.services.balance import balance
from skyloom.services.beat import beat
from skyloom.services.cancel import cancel
from skyloom.services.cancel_pending import cancel_pending
from skyloom.services.claim import claim
from skyloom.services.create_account import create_account
from skyloom.services.find import find
from skyloom.services.grant import grant
from skyloom.services.hand_back import hand_back
from skyloom.services.settle import settle
from skyloom.services.submit import submit
from skyloom.services.sweep import sweep

JOBS = "SELECT id, status::text FROM procrastinate_jobs ORDER BY id"


@pytest.fixture
def impatient(ctx):
    """A server that believes nobody for long."""
    return dataclasses.replace(ctx, lease=timedelta(0), dead_after=0.0)


def statuses(ctx, *generations):
    with ctx.db.reading() as tx:
        return [tx.generations.get(item.id).status for item in generations]


def current(ctx, generation):
    with ctx.db.reading() as tx:
        return tx.generations.get(generation.id)


def test_an_account_has_one_active_generation_and_the_others_follow_in_order(ctx, account, order):
    first, second, third = (submit(ctx, order) for _ in range(3))
    assert statuses(ctx, first, second, third) == [Status.DISPATCHED, Status.PENDING, Status.PENDING]

    cancel(ctx, account_id=account.id, generation_id=first.id)

    assert statuses(ctx, first, second, third) == [Status.ABORT, Status.DISPATCHED, Status.PENDING]


def test_groups_do_not_wait_for_each_other(ctx, order):
    first = submit(ctx, order)
    other = submit(ctx, dataclasses.replace(order, group="voxel"))

    assert statuses(ctx, first, other) == [Status.DISPATCHED, Status.DISPATCHED]


def test_an_account_may_have_more_slots(ctx, order):
    account, _ = create_account(ctx, "studio", balances={Currency.CREDITS: 9}, max_concurrency=2)
    mine = dataclasses.replace(order, account_id=account.id)

    three = [submit(ctx, mine) for _ in range(3)]

    assert [item.slot for item in three] == [0, 1, None]


def test_what_waits_for_a_slot_is_not_in_the_queue(ctx, order, execute):
    for _ in range(3):
        submit(ctx, order)

    assert len(execute(JOBS)) == 1


def test_a_refused_order_leaves_nothing(ctx, account, order, execute):
    with pytest.raises(Exception, match="credits"):
        submit(ctx, dataclasses.replace(order, cost=11))

    assert execute("SELECT count(*) FROM generation") == [(0,)]
    assert execute(JOBS) == []
    assert balance(ctx, account.id, Currency.CREDITS) == 10


def test_a_late_delivery_is_ignored(ctx, account, order):
    generation = submit(ctx, order)
    assert claim(ctx, generation.id, generation.job_id + 1, "another's") is None
    assert claim(ctx, 10**9, 1, "nobody's") is None

    cancel(ctx, account_id=account.id, generation_id=generation.id)

    assert claim(ctx, generation.id, generation.job_id, "late") is None


def test_an_old_attempt_cannot_write(ctx, order):
    generation = submit(ctx, order)
    claim(ctx, generation.id, generation.job_id, "first")
    claim(ctx, generation.id, generation.job_id, "second")

    assert not beat(ctx, generation.id, 1)
    assert beat(ctx, generation.id, 2)
    assert not hand_back(ctx, generation.id, attempt=1, blameless=True)
    with pytest.raises(IllegalTransition, match="Attempt 1"):
        settle(ctx, generation.id, Status.COMPLETE, attempt=1)
    assert settle(ctx, generation.id, Status.COMPLETE, attempt=2).status is Status.COMPLETE


def test_what_happened_is_written_down_in_order(ctx, account, order):
    generation = submit(ctx, order)
    claim(ctx, generation.id, generation.job_id, "first")
    claim(ctx, generation.id, generation.job_id, "again")
    settle(ctx, generation.id, Status.ERROR, attempt=2, error_message="broken")

    with ctx.db.reading() as tx:
        told = [event.status for event in tx.events.of(generation.id)]

    assert told == ["pending", "dispatched", "processing", "error"]
    assert find(ctx, account_id=account.id, generation_id=generation.id).error_message == "broken"


def test_a_delivery_that_vanished_is_made_again(ctx, order, execute):
    generation = submit(ctx, order)
    execute("DELETE FROM procrastinate_jobs")

    sweep(ctx)

    found = current(ctx, generation)
    assert found.status is Status.DISPATCHED
    assert execute(JOBS) == [(found.job_id, "todo")]


def test_a_delivery_whose_worker_died_before_the_claim_is_made_again(impatient, order, execute):
    generation = submit(impatient, order)
    execute("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - interval '1 minute')")
    execute("UPDATE procrastinate_jobs SET status = 'doing', worker_id = (SELECT max(id) FROM procrastinate_workers)")

    sweep(impatient)

    found = current(impatient, generation)
    assert found.job_id != generation.job_id
    assert execute(JOBS) == [(found.job_id, "todo")]


def test_a_live_worker_is_left_alone(ctx, order, execute):
    generation = submit(ctx, order)
    execute("INSERT INTO procrastinate_workers DEFAULT VALUES")
    execute("UPDATE procrastinate_jobs SET status = 'doing', worker_id = (SELECT max(id) FROM procrastinate_workers)")
    sweep(ctx)
    claim(ctx, generation.id, generation.job_id, "alive")
    sweep(ctx)

    assert current(ctx, generation).job_id == generation.job_id


def test_a_claim_without_a_sign_of_life_is_given_to_another(impatient, order, execute):
    generation = submit(impatient, order)
    claim(impatient, generation.id, generation.job_id, "dead")

    sweep(impatient)
    sweep(impatient)

    found = current(impatient, generation)
    assert (found.status, found.attempt) == (Status.PROCESSING, 1)
    assert execute(JOBS) == [(found.job_id, "todo")]
    assert claim(impatient, generation.id, found.job_id, "peer").attempt == 2


def test_a_worker_s_last_delivery_is_forgotten(impatient, order, execute):
    generation = submit(impatient, order)
    execute("UPDATE procrastinate_jobs SET status = 'doing'")
    claim(impatient, generation.id, generation.job_id, "dies between settling and saying so")
    settle(impatient, generation.id, Status.COMPLETE, attempt=1)

    sweep(impatient)

    assert execute(JOBS) == []


def test_a_slot_that_became_free_unnoticed_is_filled(ctx, order, execute):
    submit(ctx, order)
    second = submit(ctx, order)
    execute("UPDATE account SET max_concurrency = 2")

    sweep(ctx)

    assert statuses(ctx, second) == [Status.DISPATCHED]


def test_files_of_lost_attempts_are_cleared_away(ctx, order, clock):
    generation = submit(ctx, order)
    claim(ctx, generation.id, generation.job_id, "first")
    claim(ctx, generation.id, generation.job_id, "second")
    lost, kept = (f"gen/{generation.id}/{attempt}/file.jpg" for attempt in (1, 2))
    for key in (lost, kept):
        ctx.blobs.put(key, b"abc")
    made = Artifact(kind="file", key=kept, content_type="image/jpeg", size=3, sha256="0" * 64)
    settle(ctx, generation.id, Status.COMPLETE, attempt=2, artifacts=[made])
    sweep(ctx)
    assert ctx.blobs.keys() == [lost, kept], "a late worker may still write"
    clock.advance(300)

    sweep(ctx)

    assert ctx.blobs.keys() == [kept]


def test_old_idempotency_keys_are_forgotten(ctx, order, clock):
    first = submit(ctx, order, idempotency_key="mine")
    clock.advance(25 * 3600)

    sweep(ctx)

    assert submit(ctx, order, idempotency_key="mine").id != first.id


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ends=st.lists(st.sampled_from(["cancel", "fail", "complete", "all"]), min_size=1, max_size=6))
def test_charges_and_refunds_add_up_in_any_order_of_ends(ctx, account, order, ends):
    grant(ctx, account.id, Currency.CREDITS, 3 * len(ends))
    before = balance(ctx, account.id, Currency.CREDITS)
    open_ones = [submit(ctx, order) for _ in ends]

    for end in ends:
        active = next((item for item in (current(ctx, one) for one in open_ones) if item.status.is_active), None)
        if active is None:
            break
        if end == "all":
            cancel_pending(ctx, account_id=account.id, group="skybox")
        elif end == "cancel":
            cancel(ctx, account_id=account.id, generation_id=active.id)
        else:
            claim(ctx, active.id, active.job_id, "test")
            settle(ctx, active.id, Status.COMPLETE if end == "complete" else Status.ERROR)
    cancel_pending(ctx, account_id=account.id, group="skybox")

    complete = statuses(ctx, *open_ones).count(Status.COMPLETE)
    assert balance(ctx, account.id, Currency.CREDITS) == before - 3 * complete
    with ctx.db.reading() as tx:
        assert tx.ledger.mismatches() == []
