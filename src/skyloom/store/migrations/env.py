"""Alembic's entry: runs the revisions on the connection that `migrate` hands over."""

from __future__ import annotations

from typing import Any

from alembic import context

from skyloom.store.tables import metadata


def include(_thing: Any, name: str | None, kind: str, _reflected: bool, _compare_to: Any) -> bool:
    """Leave Procrastinate's tables alone: they come and go with its own scripts."""
    return not (kind == "table" and (name or "").startswith("procrastinate_"))


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    include_object=include,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
