"""Look into a collection."""

from __future__ import annotations

import dataclasses

from skyloom.core.collections import Collection
from skyloom.core.generations import Page
from skyloom.services.context import Context


def show_collection(
    ctx: Context, *, account_id: int, collection_id: int, limit: int, page: int
) -> tuple[Collection, Page]:
    """Return the account's collection and one page of its skyboxes, with their files; or raise NotFound."""
    with ctx.db.reading() as tx:
        collection = tx.collections.get(account_id, collection_id)
        found = tx.collections.page(collection_id, limit=limit, page=page)
        files = tx.artifacts.of([item.id for item in found.items])
    items = [dataclasses.replace(item, artifacts=files.get(item.id, {})) for item in found.items]
    return collection, dataclasses.replace(found, items=items)
