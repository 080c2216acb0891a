"""`POST /api/generate/images`: free, and once in 15 seconds."""

import dataclasses
import threading

import pytest
from starlette.testclient import TestClient
from tests.api.voxel.conftest import User, encoded

from skyloom.api.app import create_app


def test_the_published_request_is_answered_as_published(user, worker):
    answer = user.images(prompt="a magical floating island with a crystal tree", seed=12345)

    assert answer.status_code == 200
    assert answer.json().keys() == {"jobId"}
    job = worker.found(answer.json()["jobId"])
    assert (job.prompt, job.seed) == ("a magical floating island with a crystal tree", 12345)


def test_it_costs_nothing_and_needs_no_wallet(ctx, client):
    assert User(ctx, client, None).images().status_code == 200


def test_a_finished_job_shows_three_pictures_and_its_seed(user, worker, clock):
    job_id = user.images(seed=7).json()["jobId"]
    worker.take(job_id)
    clock.advance(38)
    worker.complete(job_id)

    assert user.status(job_id).json() == {
        "state": "completed",
        "executionTime": 38_000,
        "output": {
            "seed": 7,
            "images": [{"index": number, "image_base64": encoded(b"\x89PNG")} for number in range(3)],
        },
    }


def test_a_seed_that_nobody_named_is_drawn_and_told(user, worker):
    job_id = user.images().json()["jobId"]
    worker.complete(job_id)

    assert user.status(job_id).json()["output"]["seed"] == worker.found(job_id).seed > 0


@pytest.mark.parametrize("seed", [0, -1, 2**53 - 1, "77"])
def test_any_whole_number_is_a_seed(user, worker, seed):
    assert worker.found(user.images(seed=seed).json()["jobId"]).seed == int(seed)


def test_a_second_one_within_15_seconds_is_refused_with_the_time_to_wait(user, clock):
    assert user.images().status_code == 200
    clock.advance(6)

    refused = user.images()

    assert refused.status_code == 429
    assert refused.headers["retry-after"] == "9"
    assert "9 s" in refused.json()["error"]
    assert user.jobs == 1
    clock.advance(9)
    assert user.images().status_code == 200


def test_a_refused_request_does_not_begin_the_15_seconds_anew(user, clock):
    user.images()
    clock.advance(14)
    assert user.images().status_code == 429
    clock.advance(1)

    assert user.images().status_code == 200


def test_a_wrong_request_does_not_begin_the_15_seconds(user):
    assert user.images(prompt="").status_code == 400

    assert user.images().status_code == 200


def test_others_are_not_kept_waiting_and_models_are_not_limited(ctx, client, user):
    user.images()

    assert User(ctx, client, 1).images().status_code == 200
    assert [user.voxelize().status_code for _ in range(2)] == [200, 200]


def test_of_many_processes_that_are_asked_at_once_one_takes_the_order(ctx, user):
    # a process has an app, a limiter and counters of its own
    apps = [create_app(dataclasses.replace(ctx)) for _ in range(5)]
    answers = []

    def ask(app):
        with TestClient(app) as client:
            body = {"prompt": "a castle"}
            answers.append(client.post("/api/generate/images", json=body, headers=user.headers).status_code)

    threads = [threading.Thread(target=ask, args=[app]) for app in apps]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(answers) == [200, 429, 429, 429, 429]
    assert user.jobs == 1


def test_the_same_idempotency_key_is_the_same_job(user):
    user.headers["idempotency-key"] = "once"

    first, again = user.images(), user.images()

    assert first.json() == again.json()
    assert user.jobs == 1


@pytest.mark.parametrize(
    ("body", "word"),
    [
        ({"prompt": ""}, "empty"),
        ({"prompt": "  "}, "empty"),
        ({"prompt": None}, "empty"),
        ({"prompt": "x" * 501}, "500"),
        ({"prompt": 7}, "text"),
        ({"prompt": "a\0b"}, "NUL"),
        ({"seed": "many"}, "whole number"),
        ({"seed": 1.5}, "whole number"),
        ({"seed": True}, "whole number"),
        ({"seed": 2**60}, "at most"),
    ],
)
def test_what_is_wrong_is_a_400_that_names_it(user, body, word):
    answer = user.images(**body)

    assert answer.status_code == 400
    assert answer.json().keys() == {"error"}
    assert word in answer.json()["error"]
    assert user.jobs == 0


def test_a_prompt_may_have_500_characters(user):
    assert user.images(prompt="é" * 500).status_code == 200


def test_a_form_is_read_too(user, client):
    answer = client.post("/api/generate/images", data={"prompt": "a ship", "seed": "3"}, headers=user.headers)

    assert answer.status_code == 200
