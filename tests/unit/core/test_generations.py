"""The state machine, move by move."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime
from uuid import UUID

import pytest

from skyloom.core.credits import Currency
from skyloom.core.errors import IllegalTransition
from skyloom.core.events import GenerationMoved
from skyloom.core.generations import ACTIVE, MOVES, OPEN, REFUNDED, Generation, Status, may_move

AT = datetime(2026, 3, 18, 10, 42, 19, tzinfo=UTC)
LATER = datetime(2026, 3, 18, 10, 42, 20, tzinfo=UTC)
FINAL = {Status.COMPLETE, Status.ERROR, Status.ABORT}


def generation(status, **changes):
    facts = {
        "id": 7,
        "uuid": UUID(int=7),
        "obfuscated_id": "7" * 32,
        "account_id": 1,
        "api_key_id": None,
        "engine": "trial",
        "kind": "skybox",
        "params": {},
        "seed": 1,
        "queue": "cpu.trial",
        "group": "skybox",
        "currency": Currency.CREDITS,
        "cost": 1,
        "status": status,
        "attempt": 0,
        "title": "a",
        "prompt": "a",
        "negative_text": None,
        "style_id": None,
        "variant_id": None,
        "error_message": None,
        "result": None,
        "created_at": AT,
        "updated_at": AT,
        "dispatched_at": None,
        "processing_at": None,
        "completed_at": None,
    }
    return Generation(**(facts | changes))


def test_every_generation_comes_to_an_end_and_stays_there():
    assert {status for status in Status if status.is_final} == FINAL
    assert all(MOVES[status] & FINAL for status in OPEN)
    assert REFUNDED < FINAL


@pytest.mark.parametrize(("current", "to"), list(itertools.product(Status, Status)))
def test_a_move_is_made_or_refused(current, to):
    slot = 0 if current in ACTIVE else None
    before = generation(current, slot=slot)

    if not may_move(current, to):
        with pytest.raises(IllegalTransition, match=f"is {current} and cannot become {to}"):
            before.moved(to, at=LATER)
        return
    after = before.moved(to, at=LATER)

    assert (after.status, after.updated_at) == (to, LATER)
    assert GenerationMoved.of(after) == GenerationMoved(generation_id=7, status=to, at=LATER)
    assert getattr(after, "completed_at" if to.is_final else f"{to}_at") == LATER


def test_who_is_over_gives_up_the_slot():
    active = generation(Status.PROCESSING, slot=0)

    assert active.status.is_active
    assert active.moved(Status.COMPLETE, at=LATER).slot is None


def test_an_attempt_that_was_handed_back_is_no_crash():
    assert generation(Status.PROCESSING, slot=0, attempt=5, handed_back=3).crashes == 2
