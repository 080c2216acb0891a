"""From an order to its files, with a real worker process."""

import dataclasses

import pytest
from tests.scenarios.staff import Staff

from skyloom.core.credits import Currency
from skyloom.core.generations import Status
from skyloom.services.balance import balance
from skyloom.services.submit import submit


def test_an_order_becomes_files(ctx, order, tmp_path):
    with Staff(ctx, tmp_path) as staff:
        staff.hire()
        generation = staff.ended(submit(ctx, order))

    assert (generation.status, generation.attempt, generation.result) == (Status.COMPLETE, 1, {"seed": 7})
    assert ctx.blobs.get(generation.artifacts["file"].key) == b"seed 7"
    assert balance(ctx, order.account_id, Currency.CREDITS) == 7


@pytest.mark.parametrize("end", ["raise", "nan"])
def test_what_an_engine_does_wrong_is_told_and_paid_back(ctx, order, tmp_path, end):
    with Staff(ctx, tmp_path) as staff:
        staff.hire()
        generation = staff.ended(submit(ctx, dataclasses.replace(order, params={"end": end})))

    assert (generation.status, generation.attempt) == (Status.ERROR, 1)
    assert "returned" in generation.error_message
    assert "trial" not in generation.error_message
    assert balance(ctx, order.account_id, Currency.CREDITS) == 10
