"""The database goes away under a worker."""

import dataclasses

import psutil
import pytest
from tests.scenarios.staff import Staff

from skyloom import bootstrap
from skyloom.core.credits import Currency
from skyloom.core.generations import Order, Status
from skyloom.services.balance import balance
from skyloom.services.create_account import create_account
from skyloom.services.submit import submit
from skyloom.settings import Settings
from skyloom.store.embedded import EmbeddedPostgres


@pytest.fixture
def server(tmp_path):
    """A database of this test's own, to be killed."""
    postgres = EmbeddedPostgres(tmp_path / "data", lasting=True)
    postgres.start()
    yield postgres
    postgres.stop()


@pytest.fixture
def ctx(server, tmp_path, engines):
    with bootstrap.opened(Settings(data_dir=tmp_path / "data"), engines=engines) as opened:
        yield opened


@pytest.fixture
def order(ctx):
    account, _ = create_account(ctx, "customer", balances={Currency.CREDITS: 10})
    return Order(
        account_id=account.id,
        api_key_id=None,
        engine="trial",
        params={"seconds": 2},
        seed=7,
        currency=Currency.CREDITS,
        cost=3,
        queue="cpu.trial",
        group="skybox",
        kind="skybox",
    )


def test_a_worker_outlives_its_database(ctx, server, order, tmp_path):
    with Staff(ctx, tmp_path) as staff:
        worker = staff.hire()
        generation = submit(ctx, order)
        staff.begun(generation)

        psutil.Process(server._process.pid).kill()
        server._process.wait()
        server.keep()

        assert staff.ended(generation).status is Status.COMPLETE
        assert staff.ended(submit(ctx, order)).status is Status.COMPLETE
        assert worker.is_running()
    assert balance(ctx, order.account_id, Currency.CREDITS) == 4


def test_a_worker_stops_when_told_although_its_database_is_away(ctx, server, order, tmp_path):
    with Staff(ctx, tmp_path) as staff:
        worker = staff.hire()
        staff.begun(submit(ctx, dataclasses.replace(order, params={"seconds": 60})))
        engine = staff.engine_of(worker)
        server.stop()

        worker.terminate()

        assert psutil.wait_procs([worker, engine], 15)[1] == []
