"""Seeds of those who name none."""

from __future__ import annotations

import hashlib
import random

from skyloom.core.accounts import Caller

MOST = 2**31 - 1  # typed clients hold seeds in 32 bits
rng = random.SystemRandom()


def drawn_seed(caller: Caller, idempotency_key: str | None) -> int:
    """Return a random seed from 1 on; that of a repeated request, which must be the same order, is its key's."""
    if idempotency_key is None:
        return rng.randint(1, MOST)
    digest = hashlib.sha256(f"{caller.account.id}/{idempotency_key}".encode()).digest()
    return int.from_bytes(digest[:8], "big") % MOST + 1
