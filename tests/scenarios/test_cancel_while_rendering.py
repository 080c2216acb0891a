"""A customer cancels what is being rendered."""

import dataclasses

import psutil
from tests.scenarios.staff import Staff

from skyloom.core.credits import Currency
from skyloom.core.generations import Status
from skyloom.services.balance import balance
from skyloom.services.cancel import cancel
from skyloom.services.cancel_pending import cancel_pending
from skyloom.services.delete import delete
from skyloom.services.submit import submit

LONG = {"seconds": 60}


def test_the_engine_is_stopped_and_the_next_order_runs(ctx, account, order, tmp_path):
    with Staff(ctx, tmp_path) as staff:
        worker = staff.hire()
        long = submit(ctx, dataclasses.replace(order, params=LONG))
        staff.begun(long)
        engine = staff.engine_of(worker)
        quick = submit(ctx, order)

        cancel(ctx, account_id=account.id, generation_id=long.id)

        gone, _ = psutil.wait_procs([engine], 10)
        ended = staff.ended(quick)
        assert worker.is_running()
    assert gone == [engine]
    assert staff.now(long).status is Status.ABORT
    assert (ended.status, ended.attempt) == (Status.COMPLETE, 1)
    assert balance(ctx, account.id, Currency.CREDITS) == 7


def test_cancelling_what_waits_lets_what_renders_go_on(ctx, account, order, tmp_path):
    with Staff(ctx, tmp_path) as staff:
        staff.hire()
        first = submit(ctx, dataclasses.replace(order, params={"seconds": 2}))
        staff.begun(first)
        others = [submit(ctx, order), submit(ctx, order)]

        number = cancel_pending(ctx, account_id=account.id, group="skybox")

        ended = staff.ended(first)
    assert number == 2
    assert ended.status is Status.COMPLETE
    assert {staff.now(other).status for other in others} == {Status.ABORT}
    assert balance(ctx, account.id, Currency.CREDITS) == 7


def test_deleting_what_renders_cancels_it_and_leaves_no_file(ctx, account, order, tmp_path):
    with Staff(ctx, tmp_path) as staff:
        worker = staff.hire()
        long = submit(ctx, dataclasses.replace(order, params=LONG))
        staff.begun(long)
        engine = staff.engine_of(worker)

        delete(ctx, account_id=account.id, generation_id=long.id)

        assert psutil.wait_procs([engine], 10)[0] == [engine]
    assert balance(ctx, account.id, Currency.CREDITS) == 10
    assert ctx.blobs.keys() == []
