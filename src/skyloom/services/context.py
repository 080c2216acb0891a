"""What every verb needs of the outside world, handed down by bootstrap."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from skyloom.core.catalog import Catalog
from skyloom.engines.registry import Registry
from skyloom.services.enhance import LanguageModel
from skyloom.store.blobs import Blobs
from skyloom.store.database import Database


def utc_now() -> datetime:
    """Return the time."""
    return datetime.now(UTC)


def new_hash() -> str:
    """Return 32 hex digits that nobody can guess."""
    return secrets.token_hex(16)


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """The outside world: a database, files, what can be made, the time."""

    db: Database
    blobs: Blobs
    catalog: Catalog
    engines: Registry
    language_model: LanguageModel | None = None  # that enhances prompts; None: our own writer does
    allow_private_urls: bool = False  # True: clients may name addresses in private networks
    publishes: bool = False  # True: a Pusher-compatible server is told of every state
    max_pending: int = 100  # generations of an account's group that may be open at the same time
    now: Callable[[], datetime] = utc_now
    new_uuid: Callable[[], UUID] = uuid4
    new_hash: Callable[[], str] = new_hash
    lease: timedelta = timedelta(seconds=10)  # how long a worker is believed without a sign of life
    dead_after: float = 10.0  # seconds without a heartbeat after which a worker's deliveries are given to another
    keep_keys: timedelta = timedelta(hours=24)  # how long an Idempotency-Key is remembered
    keep_deliveries: timedelta = timedelta(days=30)  # how long the log of webhooks is kept
    keep_inputs: timedelta = timedelta(hours=1)  # how long files wait for the order that will read them
    tidy_after: timedelta = timedelta(minutes=2)  # how long stray files are left to a worker that is late
