"""`GET /api/generate/status`: short, and the same however often it is asked; and who may ask."""

from datetime import timedelta

import pytest
from starlette.testclient import TestClient
from tests.api.voxel.conftest import User

from skyloom.api.app import create_app
from skyloom.api.told import told
from skyloom.services.change_account import change_account
from skyloom.services.create_key import create_key
from skyloom.services.revoke_key import revoke_key


def test_a_waiting_job_tells_how_long_it_waits(user, clock):
    job_id = user.voxelize().json()["jobId"]
    clock.advance(1.82)

    assert user.status(job_id).json() == {"state": "queued", "delayTime": 1820, "executionTime": 0}


def test_a_running_job_tells_how_long_it_waited_and_works(user, worker, clock):
    job_id = user.voxelize().json()["jobId"]
    clock.advance(1.82)
    worker.take(job_id)
    clock.advance(45)

    assert user.status(job_id).json() == {"state": "running", "delayTime": 1820, "executionTime": 45_000}


def test_asking_again_changes_nothing(user, worker):
    job_id = user.voxelize().json()["jobId"]
    worker.complete(job_id)

    assert user.status(job_id).json() == user.status(job_id).json()


def test_a_job_of_others_is_a_403_and_tells_nothing(ctx, client, user, worker):
    job_id = user.voxelize().json()["jobId"]
    worker.complete(job_id)

    answer = User(ctx, client, 5).status(job_id)

    assert answer.status_code == 403
    assert answer.json() == {"error": "The job belongs to another account."}


@pytest.mark.parametrize("job_id", ["54666b67-89e6-411b-b3f4-4c8df5c9ea9f", "abc123-def456", "1", "é", "' OR 1=1"])
def test_a_job_that_never_was_is_a_404(user, job_id):
    assert user.status(job_id).status_code == 404


def test_a_skybox_is_no_job(client, user, execute):
    job_id = user.voxelize().json()["jobId"]
    execute("UPDATE generation SET \"group\" = 'skybox'")

    assert user.status(job_id).status_code == 404


@pytest.mark.parametrize("query", ["", "?jobId=", "?job=4"])
def test_without_a_job_id_it_is_a_400(client, user, query):
    answer = client.get(f"/api/generate/status{query}", headers=user.headers)

    assert answer.status_code == 400
    assert "jobId" in answer.json()["error"]


@pytest.mark.parametrize("path", ["images", "voxelize", "status"])
def test_who_has_no_key_is_a_401_before_anything_else(client, path):
    ask = client.get if path == "status" else client.post
    for headers in ({}, {"authorization": "Bearer wrong"}, {"authorization": "Basic abc"}, {"x-api-key": "wrong"}):
        answer = ask(f"/api/generate/{path}", headers=headers)
        assert answer.status_code == 401
        assert answer.headers["www-authenticate"] == "Bearer"
        assert answer.json().keys() == {"error"}


def test_a_revoked_key_is_a_401(ctx, user):
    revoke_key(ctx, user.api_key_id)

    assert user.images().status_code == 401


def test_a_key_that_expired_is_a_401(ctx, user, clock):
    _, secret = create_key(ctx, user.account_id, lives=timedelta(days=1))
    user.headers = {"authorization": f"Bearer {secret}"}
    assert user.images().status_code == 200
    clock.advance(24 * 3600)

    assert user.images().status_code == 401


def test_a_key_may_stand_in_its_own_header(user):
    user.headers = {"x-api-key": user.secret}

    assert user.images().status_code == 200


def test_an_account_that_is_switched_off_is_a_403(ctx, user):
    change_account(ctx, user.account_id, is_active=False)

    assert user.voxelize().status_code == 403
    assert user.tokens == 5


def test_while_the_database_is_away_it_is_a_502_that_will_pass(ctx, user):
    job_id = user.voxelize().json()["jobId"]
    away = type(ctx.db)(ctx.db.url.replace("host=", "host=/nowhere"))
    try:
        with TestClient(create_app(type(ctx)(**{**fields_of(ctx), "db": away}))) as client:
            answer = client.get("/api/generate/status", params={"jobId": job_id}, headers=user.headers)
    finally:
        away.close()

    assert answer.status_code == 502
    assert answer.json()["transient"] is True
    assert answer.headers["retry-after"]
    assert user.status(job_id).json()["state"] == "queued"


def fields_of(ctx):
    return {name: getattr(ctx, name) for name in type(ctx).__slots__}


def test_an_address_that_is_not_there_is_answered_in_the_dialects_words(client):
    answer = client.get("/api/generate/nothing")

    assert answer.status_code == 404
    assert answer.json().keys() == {"error"}


def test_who_follows_an_account_is_told_of_its_jobs_without_their_output(ctx, user, worker):
    job_id = user.images().json()["jobId"]
    worker.complete(job_id)
    with ctx.db.reading() as tx:
        account = tx.accounts.get(user.account_id)

    assert told(ctx, worker.found(job_id), account, "http://here") == {"jobId": job_id, "state": "completed"}
