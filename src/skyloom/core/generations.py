"""A generation: what it is, the states it may be in and the moves between them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from skyloom.core.credits import Currency
from skyloom.core.errors import IllegalTransition


class Status(StrEnum):
    """Where a generation stands."""

    PENDING = "pending"  # charged, waiting in our table
    DISPATCHED = "dispatched"  # admitted: handed to the queue
    PROCESSING = "processing"  # claimed by a worker
    COMPLETE = "complete"
    ERROR = "error"
    ABORT = "abort"

    @property
    def is_final(self) -> bool:
        """True when nothing can follow."""
        return not MOVES[self]

    @property
    def is_active(self) -> bool:
        """True while the generation holds a slot of its account."""
        return self in ACTIVE


MOVES: Mapping[Status, frozenset[Status]] = {
    Status.PENDING: frozenset({Status.DISPATCHED, Status.ABORT, Status.ERROR}),
    Status.DISPATCHED: frozenset({Status.PROCESSING, Status.ABORT, Status.ERROR}),
    Status.PROCESSING: frozenset({Status.COMPLETE, Status.ABORT, Status.ERROR}),
    Status.COMPLETE: frozenset(),
    Status.ERROR: frozenset(),
    Status.ABORT: frozenset(),
}
ACTIVE = frozenset({Status.DISPATCHED, Status.PROCESSING})
OPEN = ACTIVE | {Status.PENDING}
REFUNDED = frozenset({Status.ERROR, Status.ABORT})  # these give the charge back
MAX_ATTEMPTS = 4  # a generation that kills its worker this often is settled as an error


@dataclass(frozen=True, slots=True, kw_only=True)
class Artifact:
    """A file that a generation made."""

    kind: str  # the role: "file", "thumb", "depth"
    key: str  # where it lies in the blob store
    content_type: str
    size: int  # bytes
    sha256: str
    width: int | None = None
    height: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What somebody asks for; `submit` makes a generation of it."""

    account_id: int
    api_key_id: int | None
    engine: str
    params: Mapping[str, Any]  # the engine's own parameters, valid
    seed: int
    currency: Currency
    cost: int
    queue: str  # the capability that a worker must have
    group: str  # generations of one group share the account's slots
    kind: str  # the dialect's `type`, e.g. "skybox"
    title: str | None = None  # None: named by its number
    prompt: str = ""
    prompt_before: str | None = None  # as it was sent, where it was enhanced
    negative_text: str | None = None
    style_id: int | None = None
    variant_id: int | None = None
    parent_id: int | None = None  # the generation that this one remixes or exports
    parent_hash: str | None = None  # its obfuscated id
    drawn_from: int | None = None  # the collection that the parent was drawn from by lot
    inputs: Mapping[str, str] = field(
        default_factory=dict
    )  # files that the engine reads: name -> key in the blob store
    webhook_url: str | None = None  # who is told of each state
    origin: str | None = None  # the address under which the client reached us, for the links that others are sent
    generator: str | None = None  # the name that the engine was asked for by, where a dialect names it
    generator_data: Mapping[str, Any] | None = None  # what was asked of it, in that dialect's words
    interval: int | None = None  # seconds that must pass between two orders of this kind; None: no limit


@dataclass(frozen=True, slots=True, kw_only=True)
class Generation:
    """One paid piece of work and what became of it."""

    id: int
    uuid: UUID
    obfuscated_id: str  # 32 hex digits, unguessable
    account_id: int
    api_key_id: int | None
    engine: str
    kind: str
    params: Mapping[str, Any]
    seed: int
    queue: str
    group: str
    currency: Currency
    cost: int
    status: Status
    attempt: int
    title: str
    prompt: str
    negative_text: str | None
    style_id: int | None
    variant_id: int | None
    error_message: str | None
    result: Mapping[str, Any] | None  # what the engine tells beside its files, e.g. the scene
    created_at: datetime
    updated_at: datetime
    dispatched_at: datetime | None
    processing_at: datetime | None
    completed_at: datetime | None
    artifacts: Mapping[str, Artifact] = field(default_factory=dict)  # by kind
    parent_id: int | None = None
    parent_hash: str | None = None
    inputs: Mapping[str, str] = field(default_factory=dict)
    webhook_url: str | None = None
    origin: str | None = None
    generator: str | None = None
    generator_data: Mapping[str, Any] | None = None
    is_favorite: bool = False
    slot: int | None = None  # which of the account's places it holds while it is active
    job_id: int | None = None  # the delivery that may claim it
    balance: int | None = None  # of the wallet after its charge, for whoever has just submitted it
    handed_back: int = 0  # attempts that a worker gave up because it was told to stop

    @property
    def crashes(self) -> int:
        """How many attempts were lost, each perhaps by the generation's own fault."""
        return self.attempt - self.handed_back

    def moved(self, to: Status, /, *, at: datetime) -> Generation:
        """Return it in the state `to`, or raise IllegalTransition."""
        if not may_move(self.status, to):
            raise IllegalTransition(f"Generation {self.id} is {self.status} and cannot become {to}.")
        times: dict[str, Any] = {f"{to}_at": at} if to in ACTIVE else {"completed_at": at}
        slot = self.slot if to in ACTIVE else None
        return replace(self, status=to, updated_at=at, slot=slot, **times)


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryFilters:
    """Which of an account's generations somebody wants to see."""

    status: Status | None = None
    limit: int = 18  # generations on a page
    page: int = 0
    ascending: bool = False
    generation_id: int | None = None
    queries: Sequence[str] = ()  # words in the title or the prompt; any of these
    group: str | None = None
    kinds: Sequence[str] | None = None
    generator: str | None = None  # the name that the engine was asked for by
    engine: str | None = None  # with a generator: also those of this engine that no generator was named for
    style_id: int | None = None
    variant_id: int | None = None
    api_key_id: int | None = None
    favorites: bool = False  # True: only those that the account marked


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page of a history."""

    items: Sequence[Generation]
    total: int  # generations on all pages
    has_more: bool


def may_move(current: Status, to: Status, /) -> bool:
    """Tell whether a generation in `current` may become `to`."""
    return to in MOVES[current]
