"""Put skyboxes into a collection."""

from __future__ import annotations

from collections.abc import Sequence

from skyloom.core.collections import MOST_ITEMS, Collection
from skyloom.core.errors import InvalidInput, NotFound
from skyloom.services.context import Context


def collect(
    ctx: Context, *, account_id: int, collection_id: int, generation_ids: Sequence[int], group: str
) -> Collection:
    """Put the account's skyboxes into its collection, all or none; or raise NotFound for one that is not there.

    Those that lie in it already stay.
    """
    with ctx.db.transaction() as tx:
        tx.accounts.lock(account_id)  # a deletion waits, or has been
        collection = tx.collections.get(account_id, collection_id)
        if collection.size + len(generation_ids) > MOST_ITEMS:
            raise InvalidInput(f"A collection holds at most {MOST_ITEMS} skyboxes; begin another one.")
        for number in generation_ids:
            try:
                tx.queries.find(account_id, generation_id=number, group=group)
            except NotFound:
                raise NotFound(f"Skybox {number} not found") from None
        tx.collections.put_in(collection_id, sorted(set(generation_ids)), at=ctx.now())
        return tx.collections.get(account_id, collection_id)
