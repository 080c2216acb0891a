"""Workers are killed at random points for a while; then the money is counted."""

import dataclasses
import itertools
import random
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from tests.scenarios.staff import Staff

from skyloom.core.credits import Currency
from skyloom.core.errors import IllegalTransition, InsufficientCredits
from skyloom.services.cancel import cancel
from skyloom.services.create_account import create_account
from skyloom.services.submit import submit
from skyloom.services.sweep import sweep

SECONDS = 20.0  # of killing
DRAIN = 180.0  # seconds until all must be over, on a busy machine
TWO_ACTIVE = """
    SELECT account_id FROM generation WHERE status IN ('dispatched', 'processing') GROUP BY account_id
    HAVING count(*) > 1
"""
COUNTS = {
    "wallets that are not the sum of their ledger": """
        SELECT count(*) FROM wallet w WHERE balance <> (SELECT coalesce(sum(amount), 0) FROM ledger l
        WHERE l.account_id = w.account_id AND l.currency = w.currency)""",
    "failed without exactly one refund": """
        SELECT count(*) FROM generation g WHERE refundable AND cost > 0 AND
        (SELECT count(*) FROM ledger l WHERE l.generation_id = g.id AND kind = 'refund') <> 1""",
    "delivered with a refund": """
        SELECT count(*) FROM generation g WHERE status = 'complete' AND
        EXISTS (SELECT FROM ledger l WHERE l.generation_id = g.id AND kind = 'refund')""",
    "paid without exactly one charge": """
        SELECT count(*) FROM generation g WHERE cost > 0 AND
        (SELECT count(*) FROM ledger l WHERE l.generation_id = g.id AND kind = 'charge') <> 1""",
    "delivered without files": """
        SELECT count(*) FROM generation g WHERE status = 'complete' AND
        (SELECT count(*) FROM artifact a WHERE a.generation_id = g.id) <> 2""",
    "events after the last": """
        SELECT count(*) FROM event a JOIN event b USING (generation_id) WHERE b.seq > a.seq
        AND a.status IN ('complete', 'error', 'abort')""",
    "not over": "SELECT count(*) FROM generation WHERE status NOT IN ('complete', 'error', 'abort')",
}


@pytest.mark.slow
def test_nothing_is_lost_and_nothing_is_charged_twice(ctx, order, tmp_path, execute):
    chance = random.Random(5)
    accounts = [create_account(ctx, f"{n}", balances={Currency.CREDITS: 200})[0].id for n in range(5)]
    over = threading.Event()
    violations, failures = [], []

    def customers():
        mine = []
        while not over.is_set():
            account_id = chance.choice(accounts)
            params = {"seconds": chance.uniform(0, 0.4), "end": chance.choice(["file"] * 8 + ["raise", "crash"])}
            wanted = dataclasses.replace(order, account_id=account_id, cost=chance.choice([0, 1, 3]), params=params)
            try:
                mine.append(submit(ctx, wanted))
                if chance.random() < 0.2:
                    victim = chance.choice(mine[-10:])
                    cancel(ctx, account_id=victim.account_id, generation_id=victim.id)
            except (InsufficientCredits, IllegalTransition):
                pass
            except Exception as error:
                failures.append(error)
            over.wait(chance.uniform(0.1, 0.4))

    def auditor():
        while not over.wait(0.05):
            violations.extend(execute(TWO_ACTIVE))

    with Staff(ctx, tmp_path, lease=1.5) as staff:
        with ThreadPoolExecutor() as pool:
            company = [pool.submit(customers), pool.submit(auditor)]
            try:
                kills = kill_at_random(staff, chance)
            finally:
                over.set()  # whatever happened: no thread outlives the test's database
        for thread in company:
            thread.result()  # raises what the thread did
        wait_until_all_is_over(execute)
        impatient = dataclasses.replace(ctx, tidy_after=dataclasses.replace(ctx).tidy_after * 0)
        sweep(impatient)

    total, again = execute("SELECT count(*), count(*) FILTER (WHERE attempt > 1) FROM generation")[0]
    assert kills >= 5
    assert total > 20
    assert again > 0
    assert (failures, violations) == ([], [])
    assert {what: execute(query)[0][0] for what, query in COUNTS.items()} == dict.fromkeys(COUNTS, 0)


def kill_at_random(staff, chance):
    """Kill workers and engines for a while, hiring new ones; return how many died."""
    staff.hire()
    staff.hire()
    pause = threading.Event()
    end = time.monotonic() + SECONDS
    kills = 0
    while time.monotonic() < end:
        pause.wait(chance.uniform(0.5, 2.5))
        worker = chance.choice(staff.processes[-2:])
        staff.kill(chance.choice([worker, *staff.engines_of(worker)]))
        kills += 1
        staff.processes = [worker for worker in staff.processes if worker.is_running()]
        while len(staff.processes) < 2:
            staff.hire()
    return kills


def wait_until_all_is_over(execute):
    end = time.monotonic() + DRAIN
    for wait in itertools.repeat(threading.Event()):
        if execute(COUNTS["not over"])[0][0] == 0:
            return
        assert time.monotonic() < end, execute("SELECT id, status, attempt, job_id, lease_until FROM generation")
        wait.wait(0.2)
