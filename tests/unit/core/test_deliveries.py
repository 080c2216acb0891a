"""The rules of telling others: when again, what was true when."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from skyloom.core.credits import Currency
from skyloom.core.deliveries import (
    LONGEST_ERROR,
    RETRIES,
    Channel,
    Delivery,
    DeliveryState,
    Outcome,
    after_try,
    as_of,
    host_of,
    message_id,
)
from skyloom.core.generations import Artifact, Generation, Status

NOON = datetime(2026, 3, 18, 12, tzinfo=UTC)
FILE = Artifact(kind="file", key="gen/7/1/file.jpg", content_type="image/jpeg", size=1, sha256="0" * 64)


def at(seconds):
    return NOON + timedelta(seconds=seconds)


@pytest.fixture
def complete():
    return Generation(
        id=7, uuid=UUID(int=7), obfuscated_id="ab" * 16, account_id=1, api_key_id=None, engine="trial", kind="skybox",
        params={}, seed=1, queue="q", group="skybox", currency=Currency.CREDITS, cost=1, status=Status.COMPLETE,
        attempt=1, title="t", prompt="p", negative_text=None, style_id=None, variant_id=None, error_message=None,
        result={"seed": 1}, created_at=NOON, updated_at=at(9), dispatched_at=at(1), processing_at=at(2),
        completed_at=at(9), artifacts={"file": FILE},
    )  # fmt: skip


@pytest.fixture
def delivery():
    return Delivery(
        id=1, event_id=5, seq=3, status=Status.PROCESSING, generation_id=7, account_id=1, channel=Channel.WEBHOOK,
        url="https://example.org/hook", state=DeliveryState.WAITING, tries=0, next_at=NOON, last_status=None,
        last_error=None, created_at=NOON, tried_at=None,
    )  # fmt: skip


def test_a_delivery_that_fails_is_tried_six_times_at_growing_intervals_and_given_up(delivery):
    gaps, now = [], NOON
    while delivery.state is DeliveryState.WAITING:
        delivery = after_try(delivery, Outcome(is_delivered=False, status=500, error="no"), at=now)
        gaps.append(delivery.next_at - now)
        now = delivery.next_at

    assert delivery.state is DeliveryState.FAILED
    assert delivery.tries == 6
    assert gaps == [*RETRIES, timedelta(0)]
    assert gaps[:5] == sorted(gaps[:5])
    assert (delivery.last_status, delivery.last_error) == (500, "no")


def test_a_delivery_that_succeeds_at_last_forgets_its_fault(delivery):
    failed = after_try(delivery, Outcome(is_delivered=False, error="x" * 999), at=NOON)
    made = after_try(failed, Outcome(is_delivered=True, status=204), at=at(60))

    assert len(failed.last_error) == LONGEST_ERROR
    assert (made.state, made.tries, made.last_status, made.last_error) == (DeliveryState.DELIVERED, 2, 204, None)


@pytest.mark.parametrize(
    ("status", "updated_at", "dispatched_at", "processing_at"),
    [
        (Status.PENDING, NOON, None, None),
        (Status.DISPATCHED, at(1), at(1), None),
        (Status.PROCESSING, at(2), at(1), at(2)),
    ],
)
def test_an_earlier_state_holds_nothing_that_came_later(complete, status, updated_at, dispatched_at, processing_at):
    then = as_of(complete, status)

    assert then.status is status
    assert then.updated_at == updated_at
    assert (then.dispatched_at, then.processing_at, then.completed_at) == (dispatched_at, processing_at, None)
    assert (dict(then.artifacts), then.result, then.error_message) == ({}, None, None)


def test_the_last_state_holds_everything(complete):
    assert as_of(complete, Status.COMPLETE) == complete


def test_a_message_keeps_its_name_over_all_tries_and_differs_from_state_to_state(delivery, complete):
    again = after_try(delivery, Outcome(is_delivered=False), at=NOON)
    later = replace(delivery, seq=4)

    assert message_id(again, complete) == message_id(delivery, complete) != message_id(later, complete)


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://Example.org/a", "example.org"),
        ("http://example.org:8080/b?c", "example.org:8080"),
        ("http://[::1]:80", "[::1]:80"),
    ],
)
def test_addresses_of_one_server_share_a_host(url, host):
    assert host_of(url) == host
