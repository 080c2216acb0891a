"""Look up generations of any accounts, with their owners, to tell others of them."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from skyloom.core.accounts import Account
from skyloom.core.generations import Generation
from skyloom.services.context import Context


def find_many(ctx: Context, generation_ids: Sequence[int]) -> list[tuple[Generation, Account]]:
    """Return the generations that there are, with their files; also deleted ones."""
    with ctx.db.reading() as tx:
        found = tx.queries.by_ids(generation_ids)
        files = tx.artifacts.of([item.id for item in found])
        owners = {number: tx.accounts.get(number) for number in {item.account_id for item in found}}
    return [(dataclasses.replace(item, artifacts=files.get(item.id, {})), owners[item.account_id]) for item in found]
