"""Remove files that no order of an account reads."""

from __future__ import annotations

from collections.abc import Collection

from skyloom.services.context import Context
from skyloom.store.blobs import INPUTS, input_key


def drop_inputs(ctx: Context, *, account_id: int, keys: Collection[str]) -> int:
    """Remove those of the files that none of the account's generations needs; return how many.

    The account is held meanwhile: an order that wants one of them comes before, and keeps it, or after, and notices.
    """
    own = {key for key in keys if key.startswith(INPUTS)}  # exports read the files of their skybox
    if not all(key.startswith(input_key(account_id, "")) for key in own):
        raise ValueError("these are files of another account")
    if not own:
        return 0
    with ctx.db.transaction() as tx:
        tx.accounts.lock(account_id)
        doomed = own - tx.generations.inputs_in_use(account_id, own)
        ctx.blobs.delete(sorted(doomed))
    return len(doomed)
