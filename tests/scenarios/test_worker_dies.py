"""Workers and engines die, freeze or are told to go while they render."""

import dataclasses
import signal
import time

import psutil
from tests.scenarios.staff import Staff, pause

from skyloom.core.credits import Currency
from skyloom.core.generations import MAX_ATTEMPTS, Status
from skyloom.services.balance import balance
from skyloom.services.claim import claim
from skyloom.services.submit import submit
from skyloom.services.sweep import sweep


def test_a_peer_finishes_what_a_killed_worker_began(ctx, account, order, tmp_path):
    with Staff(ctx, tmp_path) as staff:
        first = staff.hire()
        generation = submit(ctx, dataclasses.replace(order, params={"seconds": 1}))
        staff.begun(generation)
        engine = staff.engine_of(first)
        staff.hire()

        staff.kill(first)

        ended = staff.ended(generation)
        assert psutil.wait_procs([engine], 10)[0] == [engine], "an engine ends with its worker"
    assert (ended.status, ended.attempt) == (Status.COMPLETE, 2)
    assert ctx.blobs.keys() == [f"gen/{generation.id}/2/file.jpg", f"gen/{generation.id}/2/thumb.jpg"]
    assert balance(ctx, account.id, Currency.CREDITS) == 7


def test_an_engine_that_crashes_every_time_is_given_up_and_paid_back(ctx, account, order, tmp_path):
    with Staff(ctx, tmp_path) as staff:
        worker = staff.hire()
        generation = submit(ctx, dataclasses.replace(order, params={"end": "crash"}))
        quick = submit(ctx, order)

        ended = staff.ended(generation)

        assert staff.ended(quick).status is Status.COMPLETE
        assert worker.is_running(), "a crash never reaches the worker"
    assert (ended.status, ended.attempt) == (Status.ERROR, MAX_ATTEMPTS)
    assert "crashed" in ended.error_message
    assert balance(ctx, account.id, Currency.CREDITS) == 7


def test_a_killed_engine_is_replaced_and_the_order_made(ctx, order, tmp_path):
    with Staff(ctx, tmp_path) as staff:
        worker = staff.hire()
        generation = submit(ctx, dataclasses.replace(order, params={"seconds": 1}))
        staff.begun(generation)

        staff.engine_of(worker).kill()

        ended = staff.ended(generation)
    assert (ended.status, ended.attempt) == (Status.COMPLETE, 2)


def test_a_worker_that_froze_is_fenced_when_it_comes_back(ctx, account, order, tmp_path):
    with Staff(ctx, tmp_path) as staff:
        frozen = staff.hire()
        generation = submit(ctx, dataclasses.replace(order, params={"seconds": 2}))
        staff.begun(generation)
        pause(frozen)
        staff.hire()
        staff.begun(generation, attempt=2)

        frozen.send_signal(signal.SIGCONT)

        ended = staff.ended(generation)
        later = submit(ctx, order)
        assert staff.ended(later).status is Status.COMPLETE
        assert frozen.is_running()
    assert (ended.status, ended.attempt) == (Status.COMPLETE, 2)
    assert ended.artifacts["file"].key == f"gen/{generation.id}/2/file.jpg"
    assert balance(ctx, account.id, Currency.CREDITS) == 4


def test_a_worker_that_is_told_to_go_hands_its_work_back(ctx, account, order, tmp_path):
    with Staff(ctx, tmp_path, lease=30.0) as staff:
        first = staff.hire()
        generation = submit(ctx, dataclasses.replace(order, params={"seconds": 1.5}))
        staff.begun(generation)
        staff.hire()

        began = time.monotonic()
        first.terminate()
        first.wait(20)
        staff.begun(generation, attempt=2)
        took = time.monotonic() - began

        ended = staff.ended(generation)
    assert took < 15, "it does not wait for the lease"
    assert (ended.status, ended.attempt, ended.crashes) == (Status.COMPLETE, 2, 1)


def test_a_render_that_takes_too_long_is_stopped_and_paid_back(ctx, account, order, tmp_path):
    with Staff(ctx, tmp_path, job_timeout=0.5) as staff:
        staff.hire()
        ended = staff.ended(submit(ctx, dataclasses.replace(order, params={"seconds": 60})))

    assert ended.status is Status.ERROR
    assert "stopped after" in ended.error_message
    assert balance(ctx, account.id, Currency.CREDITS) == 10


def test_what_kills_its_workers_is_given_up(ctx, account, order):
    impatient = dataclasses.replace(ctx, lease=dataclasses.replace(ctx).lease * 0, dead_after=0.0)
    generation = submit(impatient, order)

    for _ in range(MAX_ATTEMPTS):
        with ctx.db.reading() as tx:
            current = tx.generations.get(generation.id)
        assert claim(impatient, generation.id, current.job_id, "a worker that dies at once") is not None
        sweep(impatient)

    with ctx.db.reading() as tx:
        ended = tx.generations.get(generation.id)
        assert tx.ledger.mismatches() == []
    assert (ended.status, ended.attempt) == (Status.ERROR, MAX_ATTEMPTS)
    assert balance(ctx, account.id, Currency.CREDITS) == 10
