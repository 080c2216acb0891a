"""Many at once: nobody spends what is not there, and the same order is paid once."""

import dataclasses
from concurrent.futures import ThreadPoolExecutor

import pytest

from skyloom.core.credits import Currency
from skyloom.core.errors import InsufficientCredits, InvalidInput, NoBalance, NoSubscription, TooManyRequests
from skyloom.core.generations import ACTIVE, HistoryFilters, Status
from skyloom.services.balance import balance
from skyloom.services.cancel import cancel
from skyloom.services.create_account import create_account
from skyloom.services.first_account import first_account
from skyloom.services.grant import grant
from skyloom.services.history import history
from skyloom.services.submit import submit


def attempted(call):
    try:
        return call()
    except InsufficientCredits as error:
        return error


def at_once(times, call):
    with ThreadPoolExecutor(times) as pool:
        return [result.result() for result in [pool.submit(attempted, call) for _ in range(times)]]


def test_ten_racing_threads_buy_what_seven_credits_pay(ctx, order):
    account, _ = create_account(ctx, "racer", balances={Currency.CREDITS: 7})
    cheap = dataclasses.replace(order, account_id=account.id, cost=1)

    results = at_once(10, lambda: submit(ctx, cheap))

    page = history(ctx, account_id=account.id, filters=HistoryFilters(limit=100))
    assert sum(isinstance(result, InsufficientCredits) for result in results) == 3
    assert balance(ctx, account.id, Currency.CREDITS) == 0
    assert page.total == 7
    assert sum(item.status in ACTIVE for item in page.items) == 1


def test_the_same_key_ten_times_at_once_is_one_order(ctx, account, order):
    results = at_once(10, lambda: submit(ctx, order, idempotency_key="mine"))

    assert len({result.id for result in results}) == 1
    assert balance(ctx, account.id, Currency.CREDITS) == 7


def test_a_key_stands_for_one_order(ctx, account, order):
    submit(ctx, order, idempotency_key="mine")

    with pytest.raises(InvalidInput, match="another request"):
        submit(ctx, dataclasses.replace(order, prompt="other words"), idempotency_key="mine")

    assert balance(ctx, account.id, Currency.CREDITS) == 7


def test_a_refused_order_does_not_use_up_its_key(ctx, order):
    account, _ = create_account(ctx, "poor", balances={Currency.CREDITS: 0})
    mine = dataclasses.replace(order, account_id=account.id)
    with pytest.raises(InsufficientCredits):
        submit(ctx, mine, idempotency_key="mine")
    grant(ctx, account.id, Currency.CREDITS, 3)

    assert submit(ctx, mine, idempotency_key="mine").status is Status.DISPATCHED


def test_a_wallet_that_is_missing_is_told_apart_from_one_that_is_empty(ctx, order):
    account, _ = create_account(ctx, "guest", balances={Currency.TOKENS: 5})

    with pytest.raises(NoBalance):
        submit(ctx, dataclasses.replace(order, account_id=account.id))
    with pytest.raises(InsufficientCredits, match="costs 9 tokens; the account has 5"):
        submit(ctx, dataclasses.replace(order, account_id=account.id, currency=Currency.TOKENS, cost=9))


def test_an_order_that_comes_too_soon_says_when_to_come_back(ctx, account, order, clock):
    slow = dataclasses.replace(order, interval=15)
    submit(ctx, slow)
    clock.advance(4)
    with pytest.raises(TooManyRequests) as refused:
        submit(ctx, slow)
    clock.advance(11)
    submit(ctx, slow)

    assert refused.value.retry_after == 11
    assert balance(ctx, account.id, Currency.CREDITS) == 4


def test_an_inactive_account_buys_nothing(ctx, account, order, execute):
    execute("UPDATE account SET is_active = false")

    with pytest.raises(NoSubscription, match="active subscription"):
        submit(ctx, order)

    assert balance(ctx, account.id, Currency.CREDITS) == 10


def test_cancelling_from_all_sides_pays_back_once(ctx, account, order):
    generation = submit(ctx, order)

    def give_up():
        try:
            return cancel(ctx, account_id=account.id, generation_id=generation.id)
        except Exception as error:
            return error

    results = at_once(8, give_up)

    assert sum(not isinstance(result, Exception) for result in results) == 1
    assert balance(ctx, account.id, Currency.CREDITS) == 10


def test_one_first_account_is_made_however_many_start_at_once(ctx):
    results = at_once(8, lambda: first_account(ctx))

    assert sum(result is not None for result in results) == 1


@pytest.mark.parametrize("amount", [0, -5, 2**60])
def test_a_grant_is_a_sensible_amount(ctx, account, amount):
    with pytest.raises(InvalidInput):
        grant(ctx, account.id, Currency.CREDITS, amount)

    assert balance(ctx, account.id, Currency.CREDITS) == 10
