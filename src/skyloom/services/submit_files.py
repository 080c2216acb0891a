"""Submit an order together with the files that it reads."""

from __future__ import annotations

from collections.abc import Mapping

from skyloom.core.generations import Generation, Order
from skyloom.services.context import Context
from skyloom.services.drop_inputs import drop_inputs
from skyloom.services.submit import InputGone, submit

TRIES = 3


def submit_files(
    ctx: Context, order: Order, files: Mapping[str, bytes], *, idempotency_key: str | None = None
) -> Generation:
    """Store the files by their keys and submit the order; when it is refused, none of them stays behind."""
    for _ in range(TRIES):
        try:
            for key, data in files.items():
                if not ctx.blobs.has(key):
                    ctx.blobs.put(key, data)
            return submit(ctx, order, idempotency_key=idempotency_key)
        except InputGone:  # somebody deleted the last generation that read it
            if not files:
                raise
        except Exception:
            drop_inputs(ctx, account_id=order.account_id, keys=files)
            raise
    raise InputGone
