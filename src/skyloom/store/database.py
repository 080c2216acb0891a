"""The database: opens transactions, which hold one module of statements a table group."""

from __future__ import annotations

import select as sockets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import DBAPIError, DisconnectionError, InterfaceError, OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from skyloom.core.errors import CannotStart, Unavailable
from skyloom.store.accounts import Accounts
from skyloom.store.artifacts import Artifacts
from skyloom.store.collections import Collections
from skyloom.store.deliveries import Deliveries
from skyloom.store.events import Events
from skyloom.store.feedback import Feedback
from skyloom.store.generations import Generations
from skyloom.store.idempotency import Idempotency
from skyloom.store.ledger import Ledger
from skyloom.store.queries import Queries
from skyloom.store.rate import Rate
from skyloom.store.wallets import Wallets

DRIVER = "postgresql+psycopg"
POOL_TIMEOUT = 10  # seconds that a request waits for a connection
TRUSTED = 1.0  # seconds after its last use for which a connection is believed to be alive
CONNECT_ARGS = {
    "connect_timeout": 5,  # seconds
    # A vanished server is noticed after about 20 s instead of hours.
    "keepalives_idle": 10,
    "keepalives_interval": 3,
    "keepalives_count": 3,
    "tcp_user_timeout": 20_000,  # milliseconds
}


class Tx:
    """One unit of work: everything written through it is committed together or not at all."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.accounts = Accounts(connection)
        self.wallets = Wallets(connection)
        self.ledger = Ledger(connection)
        self.generations = Generations(connection)
        self.queries = Queries(connection)
        self.events = Events(connection)
        self.deliveries = Deliveries(connection)
        self.artifacts = Artifacts(connection)
        self.collections = Collections(connection)
        self.idempotency = Idempotency(connection)
        self.rate = Rate(connection)
        self.feedback = Feedback(connection)

    @property
    def driver_connection(self) -> Any:
        """Return psycopg's connection, for the queue to write in the same transaction."""
        return self._connection.connection.driver_connection


class Database:
    """Opens transactions. Nobody else commits. Safe in any thread."""

    def __init__(self, url: str, *, pool_size: int = 10) -> None:
        self.url = with_driver(url)
        self._engine = create_engine(
            self.url,
            pool_size=pool_size,
            max_overflow=0,
            pool_timeout=POOL_TIMEOUT,
            connect_args=CONNECT_ARGS,
        )
        _check_idle(self._engine)
        self._reader = self._engine.execution_options(isolation_level="AUTOCOMMIT")

    @contextmanager
    def transaction(self) -> Iterator[Tx]:
        """Commit on success, roll back on any exception; raise Unavailable when the database is away."""
        with _translated(), self._engine.begin() as connection:
            yield Tx(connection)

    @contextmanager
    def reading(self) -> Iterator[Tx]:
        """Open a Tx to look something up: each statement sees what is committed, nothing is held."""
        with _translated(), self._reader.connect() as connection:
            yield Tx(connection)

    @contextmanager
    def connection(self) -> Iterator[Connection]:
        """Open a bare connection, for migrations."""
        with _translated(), self._engine.connect() as connection:
            yield connection

    def ping(self) -> None:
        """Return when the database answers, or raise Unavailable."""
        with _translated(), self._reader.connect() as connection:
            connection.execute(text("SELECT 1"))

    def version(self) -> str:
        """Return what the database calls itself, e.g. "PostgreSQL 18.3", or raise Unavailable."""
        with _translated(), self._reader.connect() as connection:
            number = connection.execute(text("SHOW server_version")).scalar_one()
        return f"PostgreSQL {number}"

    def close(self) -> None:
        """Close all connections that nobody uses."""
        self._engine.dispose()


def _check_idle(engine: Engine) -> None:
    """Have connections asked whether they live before use, but not those that just did: it costs a round trip."""

    @event.listens_for(engine, "checkin")
    def remember(_connection: Any, record: Any) -> None:
        record.info["used_at"] = time.monotonic()

    @event.listens_for(engine, "checkout")
    def check(connection: Any, record: Any, _proxy: Any) -> None:
        used_at = record.info.get("used_at", time.monotonic())
        if time.monotonic() - used_at < TRUSTED and not _has_news(connection):
            return
        try:
            connection.execute("SELECT 1")
            connection.rollback()
        except psycopg.Error as error:
            raise DisconnectionError from error  # the pool tries another one


def _has_news(connection: psycopg.Connection[Any]) -> bool:
    """Tell whether the server said something unasked: that is how a dying one takes its leave."""
    poll = sockets.poll()
    poll.register(connection, sockets.POLLIN)
    return bool(poll.poll(0))


def with_driver(url: str) -> str:
    """Return the URL with our driver named in it, or raise CannotStart."""
    try:
        parsed = make_url(url)
    except SQLAlchemyError as error:
        raise CannotStart(
            "The setting SKYLOOM_DATABASE_URL is no URL: it looks like postgresql://user:password@host:5432/database."
        ) from error
    if not parsed.drivername.startswith("postgres"):
        raise CannotStart(f"SKYLOOM_DATABASE_URL names {parsed.drivername!r}; Skyloom needs PostgreSQL 14 or newer.")
    return parsed.set(drivername=DRIVER).render_as_string(hide_password=False)


def plain_url(url: str) -> str:
    """Return the URL as libpq reads it."""
    plain = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    head, mark, query = plain.partition("?")
    return head + mark + query.replace("+", "%20")  # libpq takes a plus sign for itself


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except PoolTimeout as error:
        raise Unavailable from error
    except (OperationalError, InterfaceError) as error:
        raise Unavailable from error
    except DBAPIError as error:
        if error.connection_invalidated:
            raise Unavailable from error
        raise
