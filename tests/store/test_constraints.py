"""Attacks on money and states, in plain SQL: the database itself refuses them."""

from __future__ import annotations

import psycopg
import pytest

from skyloom.core.credits import Currency
from skyloom.core.generations import Status
from skyloom.services.claim import claim
from skyloom.services.create_account import create_account
from skyloom.services.find import find
from skyloom.services.settle import settle
from skyloom.services.submit import submit

REFUND = "INSERT INTO ledger (account_id, currency, generation_id, kind, amount, reverses_id, at) "
CHARGE_OF = "FROM ledger WHERE kind = 'charge' AND generation_id = "
ATTACKS = {
    "a second refund": REFUND
    + "SELECT account_id, currency, generation_id, 'refund', -amount, id, now() "
    + CHARGE_OF
    + "{failed}",
    "a refund of what was delivered": REFUND
    + "SELECT account_id, currency, generation_id, 'refund', -amount, id, now() "
    + CHARGE_OF
    + "{complete}",
    "a refund of what still runs": REFUND
    + "SELECT account_id, currency, generation_id, 'refund', -amount, id, now() "
    + CHARGE_OF
    + "{active}",
    "a refund of another amount": REFUND
    + "SELECT account_id, currency, generation_id, 'refund', 1 - amount, id, now() "
    + CHARGE_OF
    + "{failed_later}",
    "a refund to another account": REFUND
    + "SELECT {stranger}, currency, generation_id, 'refund', -amount, id, now() "
    + CHARGE_OF
    + "{failed_later}",
    "a refund in another currency": REFUND
    + "SELECT account_id, 'tokens', generation_id, 'refund', -amount, id, now() "
    + CHARGE_OF
    + "{failed_later}",
    "a refund of another generation's charge": REFUND
    + "SELECT account_id, currency, {failed_later}, 'refund', -amount, id, now() "
    + CHARGE_OF
    + "{complete}",
    "a refund without a generation": REFUND
    + "SELECT account_id, currency, NULL, 'refund', -amount, id, now() "
    + CHARGE_OF
    + "{failed_later}",
    "a refund that reverses nothing": REFUND
    + "SELECT account_id, currency, generation_id, 'refund', -amount, NULL, now() "
    + CHARGE_OF
    + "{failed_later}",
    "a second charge": "INSERT INTO ledger (account_id, currency, generation_id, kind, amount, at) "
    "SELECT account_id, currency, generation_id, 'charge', amount, now() " + CHARGE_OF + "{complete}",
    "a charge that gives": "INSERT INTO ledger (account_id, currency, generation_id, kind, amount, at) "
    "VALUES ({owner}, 'credits', {free}, 'charge', 5, now())",
    "a charge without a wallet": "INSERT INTO ledger (account_id, currency, generation_id, kind, amount, at) "
    "VALUES ({owner}, 'photos', {free}, 'charge', -5, now())",
    "an edit of the ledger": "UPDATE ledger SET amount = amount + 1 WHERE kind = 'grant'",
    "a deletion from the ledger": "DELETE FROM ledger",
    "an emptying of the ledger": "TRUNCATE ledger",
    "a negative balance": "UPDATE wallet SET balance = -1",
    "a failed one made complete": "UPDATE generation SET status = 'complete' WHERE id = {failed}",
    "a complete one made failed": "UPDATE generation SET status = 'error' WHERE id = {complete}",
    "a refunded one begun again": "UPDATE generation SET status = 'processing', slot = 0 WHERE id = {failed}",
    "a second active one": "UPDATE generation SET status = 'processing', slot = 0 WHERE id = {pending}",
    "an active one without a slot": "UPDATE generation SET slot = NULL WHERE id = {active}",
    "a state that does not exist": "UPDATE generation SET status = 'lost' WHERE id = {active}",
    "a generation that is gone from under its money": "DELETE FROM generation WHERE id = {complete}",
}


@pytest.fixture
def scene(ctx, account, order):
    """One generation in each state, by name."""
    stranger, _ = create_account(ctx, "stranger", balances={Currency.CREDITS: 50, Currency.TOKENS: 50})
    ids = {}
    for name, outcome in (("failed", Status.ERROR), ("complete", Status.COMPLETE)):
        waiting = submit(ctx, order)
        taken = claim(ctx, waiting.id, waiting.job_id, "test")
        settle(ctx, taken.id, outcome, attempt=1)
        ids[name] = taken.id
    ids["active"], ids["pending"] = submit(ctx, order).id, submit(ctx, order).id
    with psycopg.connect(ctx.db.url.replace("+psycopg", ""), autocommit=True) as connection:
        # One that failed before its refund was written, and one that was free.
        made = "INSERT INTO generation (uuid, obfuscated_id, account_id, engine, kind, params, seed, queue, "
        made += '"group", currency, cost, status, prompt, created_at, updated_at) SELECT gen_random_uuid(), '
        made += "md5(random()::text), account_id, engine, kind, params, seed, queue, "
        made += "\"group\", currency, cost, 'error', prompt, now(), now() FROM generation WHERE id = %s RETURNING id"
        for name in ("failed_later", "free"):
            ids[name] = connection.execute(made, (ids["failed"],)).fetchone()[0]
        connection.execute(
            "INSERT INTO ledger (account_id, currency, generation_id, kind, amount, at) "
            "VALUES (%s, 'credits', %s, 'charge', -3, now())",
            (account.id, ids["failed_later"]),
        )
        yield connection, ids | {"owner": account.id, "stranger": stranger.id}


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS.keys())
def test_an_attack_is_refused(scene, attack):
    connection, names = scene

    with pytest.raises(psycopg.errors.IntegrityError):
        connection.execute(attack.format(**names))


def test_the_honest_refund_is_accepted(scene):
    connection, names = scene
    honest = ATTACKS["a second refund"].replace("{failed}", "{failed_later}")

    assert connection.execute(honest.format(**names)).rowcount == 1


def test_the_balance_is_the_sum_of_the_ledger(ctx, account, order):
    generation = submit(ctx, order)
    settle(ctx, generation.id, Status.ABORT)
    submit(ctx, order)

    with ctx.db.reading() as tx:
        assert tx.ledger.mismatches() == []
    assert find(ctx, account_id=account.id, generation_id=generation.id).status is Status.ABORT
