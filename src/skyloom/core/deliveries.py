"""What others are told of a generation's states: one delivery a state and a way, tried until it succeeds or ends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from urllib.parse import urlsplit

from skyloom.core.accounts import Account
from skyloom.core.generations import ACTIVE, Generation, Status

RETRIES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 360))  # between a failed try and the next
LONGEST_ERROR = 200  # characters that the log keeps
RANK: Mapping[Status, int] = {Status.PENDING: 0, Status.DISPATCHED: 1, Status.PROCESSING: 2}
LAST_RANK = 3  # of the states that nothing follows


class Channel(StrEnum):
    """A way to tell others."""

    WEBHOOK = "webhook"  # to the address that the generation's owner named
    PUSHER = "pusher"  # to the operator's Pusher-compatible server


class DeliveryState(StrEnum):
    """Where a delivery stands."""

    WAITING = "waiting"  # for its first or its next try
    DELIVERED = "delivered"
    FAILED = "failed"  # given up


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One state of one generation, to be told one way."""

    id: int
    event_id: int
    seq: int  # the event's place among its generation's
    status: Status  # that the generation came to
    generation_id: int
    account_id: int
    channel: Channel
    url: str | None  # of a webhook
    state: DeliveryState
    tries: int  # that ended
    next_at: datetime  # when it is tried; while it is tried: when it may be tried by others
    last_status: int | None  # of HTTP
    last_error: str | None
    created_at: datetime
    tried_at: datetime | None  # when the last try ended


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """A delivery with all that is needed to try it."""

    delivery: Delivery
    generation: Generation  # as it was at the event
    account: Account
    secret: bytes = field(repr=False)  # signs what is told


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How a try ended."""

    is_delivered: bool
    status: int | None = None  # of HTTP, if there was an answer
    error: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryPage:
    """One page of a log of deliveries."""

    items: Sequence[Delivery]
    total: int  # deliveries on all pages
    has_more: bool


def after_try(delivery: Delivery, outcome: Outcome, /, *, at: datetime) -> Delivery:
    """Return the delivery as it stands after a try: delivered, waiting for the next one, or given up."""
    tries = delivery.tries + 1
    if outcome.is_delivered:
        state, next_at = DeliveryState.DELIVERED, at
    elif tries > len(RETRIES):
        state, next_at = DeliveryState.FAILED, at
    else:
        state, next_at = DeliveryState.WAITING, at + RETRIES[tries - 1]
    return replace(
        delivery,
        state=state,
        tries=tries,
        next_at=next_at,
        tried_at=at,
        last_status=outcome.status,
        last_error=outcome.error and outcome.error[:LONGEST_ERROR],
    )


def as_of(generation: Generation, status: Status, /) -> Generation:
    """Return the generation as it was when it came to `status`: with the times reached by then and no later files.

    A state that it never came to gives the generation as it is.
    """
    if status is generation.status or status.is_final:
        return generation
    later: dict[str, Any] = {f"{name}_at": None for name in ACTIVE if rank(name) > rank(status)}
    reached = generation.created_at if status is Status.PENDING else getattr(generation, f"{status}_at")
    return replace(
        generation,
        status=status,
        updated_at=reached or generation.updated_at,
        completed_at=None,
        error_message=None,
        result=None,
        artifacts={},
        **later,
    )


def rank(status: Status, /) -> int:
    """Return where a state stands in a generation's life, from 0."""
    return RANK.get(status, LAST_RANK)


def message_id(delivery: Delivery, generation: Generation, /) -> str:
    """Return the name of what is told, the same at each try."""
    return f"msg_{generation.obfuscated_id}_{delivery.seq}"


def host_of(url: str, /) -> str:
    """Return the server of an address, in lower case with its port: who shares it shares its slowness."""
    return urlsplit(url).netloc.rpartition("@")[2].lower()
