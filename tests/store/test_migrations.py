"""The schema's history: from nothing to now, back, and again."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest
from alembic import command

from skyloom.core.errors import CannotStart, Unavailable
from skyloom.store.database import Database
from skyloom.store.migrate import migrate, migrations

OURS = "SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'S', 'v')"


@pytest.fixture
def db(empty_url):
    database = Database(empty_url)
    yield database
    database.close()


def test_up_and_down_and_up_leaves_what_the_code_describes(db, empty_url):
    migrate(db)
    with migrations(db) as config:
        command.downgrade(config, "base")
        config.attributes["connection"].commit()
    with psycopg.connect(empty_url) as connection:
        left = connection.execute(OURS).fetchone()[0]
        functions = connection.execute("SELECT count(*) FROM pg_proc WHERE pronamespace = 'public'::regnamespace")
        assert functions.fetchone()[0] == 0
    migrate(db)

    assert left == 1, "alembic's own table"
    with migrations(db) as config:
        command.check(config)


def test_processes_that_start_at_once_wait_for_each_other(empty_url):
    def start():
        database = Database(empty_url)
        migrate(database)
        database.close()

    with ThreadPoolExecutor(4) as pool:
        for done in [pool.submit(start) for _ in range(4)]:
            done.result()


def test_a_database_of_a_newer_skyloom_is_left_alone(db, empty_url):
    migrate(db)
    with psycopg.connect(empty_url) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")

    with pytest.raises(CannotStart, match="newer Skyloom"):
        migrate(db)


def test_a_database_that_is_away_is_unavailable(tmp_path):
    database = Database(f"postgresql://nobody@/nothing?host={tmp_path}")

    with pytest.raises(Unavailable):
        database.ping()


@pytest.mark.parametrize("url", ["mysql://here/x", "not a url", "sqlite:///file"])
def test_another_database_than_postgresql_is_refused(url):
    with pytest.raises(CannotStart, match="SKYLOOM_DATABASE_URL"):
        Database(url)
