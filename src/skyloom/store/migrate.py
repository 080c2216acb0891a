"""Bring the database's schema up to date when a process starts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, func, select

from skyloom.core.errors import CannotStart
from skyloom.store.database import Database

LOCK = 5_190_715  # the advisory lock under which migrations run
OLDEST = 14  # PostgreSQL


def migrate(db: Database) -> None:
    """Apply the revisions that are missing; processes that start at once wait for each other."""
    with migrations(db) as config:
        connection = config.attributes["connection"]
        have = MigrationContext.configure(connection).get_current_heads()
        scripts = ScriptDirectory.from_config(config)
        unknown = [name for name in have if name not in {script.revision for script in scripts.walk_revisions()}]
        if unknown:
            raise CannotStart(
                f"The database was made by a newer Skyloom (revision {', '.join(unknown)}). "
                "Upgrade Skyloom, or use another database."
            )
        if set(have) != set(scripts.get_heads()):
            command.upgrade(config, "head")
            connection.commit()


@contextmanager
def migrations(db: Database) -> Iterator[Config]:
    """Hold the right to change the schema, and return Alembic's configuration for it."""
    with db.connection() as connection:
        _check_version(connection)
        connection.execute(select(func.pg_advisory_lock(LOCK)))
        connection.commit()
        config = Config()
        config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
        config.attributes["connection"] = connection
        try:
            yield config
        finally:
            connection.rollback()
            connection.execute(select(func.pg_advisory_unlock(LOCK)))
            connection.commit()


def _check_version(connection: Connection) -> None:
    version = connection.dialect.server_version_info
    if version is not None and int(version[0]) < OLDEST:
        raise CannotStart(f"The database is PostgreSQL {version[0]}; Skyloom needs {OLDEST} or newer.")
