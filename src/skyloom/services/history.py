"""List the generations of an account."""

from __future__ import annotations

import dataclasses

from skyloom.core.generations import HistoryFilters, Page
from skyloom.services.context import Context

__all__ = ["HistoryFilters", "Page", "history"]


def history(ctx: Context, *, account_id: int, filters: HistoryFilters) -> Page:
    """Return one page of the account's generations, with their files."""
    with ctx.db.reading() as tx:
        page = tx.queries.history(account_id, filters)
        files = tx.artifacts.of([item.id for item in page.items])
    items = [dataclasses.replace(item, artifacts=files.get(item.id, {})) for item in page.items]
    return dataclasses.replace(page, items=items)
