"""A whole server in a temporary folder: real PostgreSQL, real files; only the time is ours."""

from __future__ import annotations

import itertools
import tempfile
from collections import Counter
from pathlib import Path

import psycopg
import pytest
from hypothesis import HealthCheck, settings
from psycopg import sql
from tests.fakes import TRIAL, FakeClock

from skyloom.core import catalog
from skyloom.core.credits import Currency
from skyloom.core.generations import Order
from skyloom.engines import registry
from skyloom.services.context import Context
from skyloom.services.create_account import create_account
from skyloom.store.blobs import Blobs
from skyloom.store.database import Database
from skyloom.store.embedded import EmbeddedPostgres
from skyloom.store.migrate import migrate

TEMPLATE = "template_skyloom"
numbers = itertools.count(1)

# Another test may have the processors just now: an example that takes long is no fault, pytest's own limit holds.
settings.register_profile("in company", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("in company")


def pytest_addoption(parser):
    parser.addoption("--golden-renew", action="store_true", help="write the golden pictures anew; look at each")


def pytest_collection_modifyitems(items):
    """Refuse tests that share a name: of those, processes that share the work would run one."""
    names = Counter(item.nodeid for item in items)
    if twice := [name for name, count in names.items() if count > 1]:
        raise pytest.UsageError(f"Tests share a name: {', '.join(twice)}")


@pytest.fixture(scope="session")
def postgres():
    """One embedded PostgreSQL for the whole run."""
    with tempfile.TemporaryDirectory(prefix="skyloom-test-") as folder:
        server = EmbeddedPostgres(Path(folder) / "data")
        server.start()
        with psycopg.connect(server.url, autocommit=True) as connection:
            for setting in ("fsync", "full_page_writes", "synchronous_commit"):  # nothing here must survive a power cut
                connection.execute(sql.SQL("ALTER SYSTEM SET {} = off").format(sql.Identifier(setting)))
            connection.execute("SELECT pg_reload_conf()")
        try:
            yield server
        finally:
            server.stop()


def on(postgres, name):
    """Return the URL of another database of the server."""
    return postgres.url.replace("/postgres?", f"/{name}?")


def run_sql(postgres, statement, name):
    with psycopg.connect(postgres.url, autocommit=True) as connection:
        connection.execute(sql.SQL(statement).format(sql.Identifier(name), sql.Identifier(TEMPLATE)))


@pytest.fixture(scope="session")
def template(postgres):
    """A migrated database that tests get copies of."""
    run_sql(postgres, "CREATE DATABASE {0}", TEMPLATE)
    db = Database(on(postgres, TEMPLATE))
    migrate(db)
    db.close()
    return TEMPLATE


@pytest.fixture
def empty_url(postgres):
    """The URL of an empty database of this test's own."""
    name = f"empty_{next(numbers)}"
    run_sql(postgres, "CREATE DATABASE {0}", name)
    yield on(postgres, name)
    run_sql(postgres, "DROP DATABASE {0} WITH (FORCE)", name)


@pytest.fixture
def url(postgres, template):
    """The URL of a migrated database of this test's own."""
    name = f"test_{next(numbers)}"
    run_sql(postgres, "CREATE DATABASE {0} TEMPLATE {1}", name)
    yield on(postgres, name)
    run_sql(postgres, "DROP DATABASE {0} WITH (FORCE)", name)


@pytest.fixture(scope="session")
def engines():
    return registry.load([TRIAL])


@pytest.fixture
def clock():
    return FakeClock()


@pytest.fixture
def ctx(url, tmp_path, clock, engines):
    """A server with its database and files, without HTTP and without a worker."""
    db = Database(url)
    yield Context(db=db, blobs=Blobs(str(tmp_path / "blobs")), catalog=catalog.load(), engines=engines, now=clock)
    db.close()


@pytest.fixture
def account(ctx):
    """A customer with 10 credits."""
    return create_account(ctx, "customer", balances={Currency.CREDITS: 10})[0]


@pytest.fixture
def order(account):
    """An order of the account for the trial engine, for 3 credits."""
    return Order(
        account_id=account.id,
        api_key_id=None,
        engine="trial",
        params={},
        seed=7,
        currency=Currency.CREDITS,
        cost=3,
        queue="cpu.trial",
        group="skybox",
        kind="skybox",
        prompt="dark forest",
    )


@pytest.fixture
def execute(url):
    """Run a statement of plain SQL on the test's database."""

    def execute(statement, *parameters):
        with psycopg.connect(url, autocommit=True) as connection:
            cursor = connection.execute(statement, parameters)
            return cursor.fetchall() if cursor.description else []

    return execute
