"""Histories, places in the line, and figures."""

from __future__ import annotations

import dataclasses
import json
import time

import pytest
from sqlalchemy.dialects.postgresql.psycopg import dialect

from skyloom.core.credits import Currency
from skyloom.core.errors import NotFound
from skyloom.core.generations import Artifact, HistoryFilters, Status
from skyloom.services.cancel import cancel
from skyloom.services.claim import claim
from skyloom.services.create_account import create_account
from skyloom.services.create_key import create_key
from skyloom.services.delete import delete
from skyloom.services.demand import demand
from skyloom.services.find import find
from skyloom.services.history import history
from skyloom.services.queue_position import queue_position
from skyloom.services.settle import settle
from skyloom.services.submit import submit
from skyloom.store.queries import BY_PIXELS

SLOWED = "SET enable_seqscan = off; SET enable_indexscan = off; DROP INDEX ix_generation_history"
FILE = Artifact(kind="file", key="gen/1/1/file.jpg", content_type="image/jpeg", size=3, sha256="0" * 64)


@pytest.fixture
def made(ctx, account, order):
    """Three generations of one account: complete, cancelled, active; oldest first."""
    key, _ = create_key(ctx, account.id, name="second")
    complete = submit(ctx, dataclasses.replace(order, prompt="100% Blue\\sky", variant_id=2))
    taken = claim(ctx, complete.id, complete.job_id, "test")
    ctx.blobs.put(FILE.key, b"abc")
    settle(ctx, taken.id, Status.COMPLETE, attempt=1, artifacts=[FILE], result={"scene": {}})
    cancelled = submit(ctx, dataclasses.replace(order, engine="other", title="My Title"))
    cancel(ctx, account_id=account.id, generation_id=cancelled.id)
    active = submit(ctx, dataclasses.replace(order, api_key_id=key.id))
    stranger, _ = create_account(ctx, "stranger", balances={Currency.CREDITS: 3})
    submit(ctx, dataclasses.replace(order, account_id=stranger.id))
    return complete.id, cancelled.id, active.id


@pytest.mark.parametrize(
    ("filters", "chosen"),
    [
        ({}, [2, 1, 0]),
        ({"ascending": True}, [0, 1, 2]),
        ({"limit": 2}, [2, 1]),
        ({"limit": 2, "page": 1}, [0]),
        ({"limit": 2, "page": 2}, []),
        ({"limit": 2, "page": 10**15}, []),
        ({"status": Status.COMPLETE}, [0]),
        ({"status": Status.PENDING}, []),
        ({"engine": "other"}, [1]),
        ({"variant_id": 2}, [0]),
        ({"queries": ["blue"]}, [0]),
        ({"queries": ["100%"]}, [0]),
        ({"queries": ["0_"]}, []),
        ({"queries": ["Blue\\s"]}, [0]),
        ({"queries": ["my title"]}, [1]),
        ({"queries": ["imagination #"]}, [2, 0]),
    ],
)
def test_a_history_shows_what_is_asked_for(ctx, account, made, filters, chosen):
    page = history(ctx, account_id=account.id, filters=HistoryFilters(**filters))

    assert [made.index(item.id) for item in page.items] == chosen


def test_a_history_counts_all_pages(ctx, account, made):
    first = history(ctx, account_id=account.id, filters=HistoryFilters(limit=2))
    last = history(ctx, account_id=account.id, filters=HistoryFilters(limit=2, page=1))

    assert (first.total, first.has_more) == (3, True)
    assert (last.total, last.has_more) == (3, False)


def test_a_history_can_be_cut_down_to_one_key_and_one_id(ctx, account, made):
    active = find(ctx, account_id=account.id, generation_id=made[2])

    by_key = history(ctx, account_id=account.id, filters=HistoryFilters(api_key_id=active.api_key_id))
    by_id = history(ctx, account_id=account.id, filters=HistoryFilters(generation_id=made[0]))

    assert [item.id for item in by_key.items] == [made[2]]
    assert [item.artifacts for item in by_id.items] == [{"file": FILE}]


def test_one_is_found_by_either_id(ctx, account, made):
    found = find(ctx, account_id=account.id, generation_id=made[0])

    assert found.result == {"scene": {}}
    assert found.artifacts == {"file": FILE}
    assert find(ctx, account_id=account.id, obfuscated_id=found.obfuscated_id) == found
    with pytest.raises(NotFound):
        find(ctx, account_id=account.id + 1, generation_id=made[0])
    with pytest.raises(NotFound):
        cancel(ctx, account_id=account.id + 1, generation_id=made[2])


def test_what_is_deleted_is_gone_for_everybody_but_the_ledger(ctx, account, made):
    delete(ctx, account_id=account.id, generation_id=made[0])

    with pytest.raises(NotFound):
        find(ctx, account_id=account.id, generation_id=made[0])
    with pytest.raises(NotFound):
        delete(ctx, account_id=account.id, generation_id=made[0])
    assert history(ctx, account_id=account.id, filters=HistoryFilters()).total == 2
    assert ctx.blobs.keys() == []
    with ctx.db.reading() as tx:
        assert tx.ledger.mismatches() == []


def test_places_in_the_line_count_everybody(ctx, account, made, order):
    waiting = [submit(ctx, order)]
    mine = [find(ctx, account_id=account.id, generation_id=number) for number in made]

    places = queue_position(ctx, [*mine, *waiting])

    assert [places[item.id] for item in [*mine, *waiting]] == [0, 0, 1, 3]
    assert queue_position(ctx, waiting) == {waiting[0].id: 3}
    assert queue_position(ctx, []) == {}


@pytest.mark.slow
def test_a_long_line_is_counted_quickly(ctx, account, order, execute):
    first = submit(ctx, order)
    execute(
        "INSERT INTO generation (uuid, obfuscated_id, account_id, engine, kind, params, seed, queue, "
        '"group", currency, cost, status, prompt, created_at, updated_at) SELECT gen_random_uuid(), '
        "md5(n::text), account_id, engine, kind, params, seed, queue, "
        "\"group\", currency, 0, 'pending', prompt, now(), now() FROM generation, generate_series(1, 20000) n"
    )
    execute("VACUUM ANALYZE generation")
    page = history(ctx, account_id=account.id, filters=HistoryFilters(limit=100))

    def best(generations):
        times = []
        for _ in range(5):
            began = time.perf_counter()
            places = queue_position(ctx, generations)
            times.append(time.perf_counter() - began)
        return places, min(times)

    places, seconds = best(page.items[:1])
    many, seconds_for_many = best(page.items)

    assert places == {page.items[0].id: 20001}
    assert many[page.items[99].id] == 20001 - 99
    assert queue_position(ctx, [first]) == {first.id: 1}
    assert seconds < 0.1, "10 ms on an idle machine; see bench"
    assert seconds_for_many < 0.3


def test_the_figures_tell_what_there_is_and_how_it_went(ctx, made, clock):
    now = demand(ctx)

    assert now.generations == {
        ("cpu.trial", Status.COMPLETE): 1,
        ("cpu.trial", Status.ABORT): 1,
        ("cpu.trial", Status.DISPATCHED): 2,
    }
    assert now.render["cpu.trial"].count == 1
    assert now.wait["cpu.trial"].within[0.05] == 1


def test_waiting_and_rendering_are_timed(ctx, order, clock):
    generation = submit(ctx, order)
    clock.advance(3)
    claim(ctx, generation.id, generation.job_id, "test")
    clock.advance(12)
    settle(ctx, generation.id, Status.COMPLETE, attempt=1)

    now = demand(ctx)

    assert (now.wait["cpu.trial"].total, now.render["cpu.trial"].total) == (3.0, 12.0)
    assert [now.render["cpu.trial"].within[bound] for bound in (10.0, 15.0)] == [0, 1]


def test_a_candidate_is_found_by_its_pixels_and_through_the_index(ctx, order, execute):
    drawn = submit(ctx, dataclasses.replace(order, engine="candidates"))
    other = submit(ctx, order)
    result = json.dumps({"pixels": ["aa", "bb", "cc"]})
    execute("UPDATE generation SET status = 'complete', slot = NULL, result = %s::jsonb", result)

    with ctx.db.reading() as tx:
        found = [tx.queries.by_pixels(sha256) for sha256 in ("aa", "cc", "dd")]
    asked = BY_PIXELS.params(pixels="bb").compile(dialect=dialect(), compile_kwargs={"literal_binds": True})
    with ctx.db.connection() as connection:  # so few rows are read faster one by one
        connection.exec_driver_sql(SLOWED)
        plan = connection.exec_driver_sql(f"EXPLAIN {asked}").scalars().all()

    assert [None if item is None else item.id for item in found] == [drawn.id, drawn.id, None]
    assert other.id != drawn.id
    assert "ix_generation_pixels" in str(plan)
