"""`POST /api/generate/voxelize`: a token up front, given back once if there is no model."""

import dataclasses
import struct
import threading
import zlib

import pytest
from tests.api.voxel.conftest import TOKENS, User, disc, encoded, picture

from skyloom.core.errors import IllegalTransition
from skyloom.core.generations import Status
from skyloom.services.settle import settle
from skyloom.services.sweep import sweep


def test_the_published_request_is_answered_as_published(user, worker):
    answer = user.voxelize(
        image_base64=f"data:image/png;base64,{disc()}",
        voxel_size=32,
        texturing="textured",
        fill=False,
        color="surface",
        palette_size=32,
    )

    assert answer.status_code == 200
    told = answer.json()
    assert told == {"jobId": told["jobId"], "balance": TOKENS - 1, "charged": True}
    job = worker.found(told["jobId"])
    assert (job.params["voxel_size"], job.params["palette_size"]) == (32, 32)
    assert user.tokens == TOKENS - 1


def test_the_defaults_are_those_of_the_contract(user, worker):
    told = user.voxelize(voxel_size=None, texturing="", fill=None)

    assert worker.found(told.json()["jobId"]).params == {
        "voxel_size": 32,
        "texturing": "textured",
        "fill": False,
        "color": "surface",
        "palette_size": 32,
    }


def test_a_finished_job_holds_the_file_and_echoes_the_balance(user, worker, clock):
    job_id = user.voxelize().json()["jobId"]
    worker.take(job_id)
    clock.advance(210)
    worker.complete(job_id)

    told = user.status(job_id).json()

    assert told == {
        "state": "completed",
        "executionTime": 210_000,
        "output": {"filename": "voxel_00000.vox", "vox_base64": told["output"]["vox_base64"]},
        "balance": TOKENS - 1,
        "charged": True,
    }
    assert told["output"]["vox_base64"].startswith(encoded(b"VOX"))


def test_a_failed_job_says_why_and_its_token_is_back_once_whoever_polls(user, worker):
    job_id = user.voxelize().json()["jobId"]
    worker.fail(job_id, "Nothing stands out from the background.")
    told = []
    threads = [threading.Thread(target=lambda: told.append(user.status(job_id).json())) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert told == 4 * [
        {
            "state": "failed",
            "error": "Nothing stands out from the background.",
            "balance": TOKENS,
            "charged": False,
        }
    ]
    assert user.tokens == TOKENS


def test_a_token_that_came_back_does_not_come_back_again(ctx, user, worker):
    job_id = user.voxelize().json()["jobId"]
    failed = worker.fail(job_id, "no")

    for outcome in (Status.ERROR, Status.ABORT, Status.COMPLETE):
        with pytest.raises(IllegalTransition):
            settle(ctx, failed.id, outcome)
    sweep(ctx)

    assert user.tokens == TOKENS


def test_a_client_that_never_polls_gets_its_token_back_too(ctx, user, worker):
    impatient = dataclasses.replace(ctx, lease=dataclasses.replace(ctx).lease * 0, dead_after=0.0)
    job_id = user.voxelize().json()["jobId"]
    worker.ctx = impatient

    for _ in range(4):  # each attempt ends with its worker
        worker.take(job_id)
        sweep(impatient)

    assert user.tokens == TOKENS
    assert "stopped 4 times" in user.status(job_id).json()["error"]


def test_without_tokens_it_is_a_402_and_the_picture_is_not_kept(ctx, client):
    poor = User(ctx, client, 0)

    answer = poor.voxelize()

    assert answer.status_code == 402
    assert answer.json()["code"] == "INSUFFICIENT_TOKENS"
    assert "token" in answer.json()["error"]
    assert (poor.tokens, poor.jobs, ctx.blobs.keys()) == (0, 0, [])


def test_without_a_wallet_it_is_a_403(ctx, client):
    stranger = User(ctx, client, None)

    answer = stranger.voxelize()

    assert answer.status_code == 403
    assert answer.json()["code"] == "NO_BALANCE"
    assert (stranger.jobs, ctx.blobs.keys()) == (0, [])


def test_many_at_once_spend_what_there_is_and_no_more(ctx, client):
    poor = User(ctx, client, 3)
    answers = []
    threads = [threading.Thread(target=lambda: answers.append(poor.voxelize())) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(answer.status_code for answer in answers) == [200] * 3 + [402] * 3
    assert sorted(answer.json().get("balance", -1) for answer in answers) == [-1, -1, -1, 0, 1, 2]
    assert (poor.tokens, poor.jobs) == (0, 3)


def test_the_same_idempotency_key_is_charged_once(user):
    user.headers["idempotency-key"] = "once"

    first, again = user.voxelize().json(), user.voxelize().json()

    assert first == again
    assert (user.tokens, user.jobs) == (TOKENS - 1, 1)


def bomb(width, height):
    """Return a PNG that says it is that large."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + head
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", len(head)) + chunk + struct.pack(">I", zlib.crc32(chunk))


@pytest.mark.parametrize(
    ("body", "word"),
    [
        ({"image_base64": None}, "missing"),
        ({"image_base64": ""}, "missing"),
        ({"image_base64": 7}, "missing"),
        ({"image_base64": "no base64!"}, "not base64"),
        ({"image_base64": "data:text/plain,hello"}, "must hold base64"),
        ({"image_base64": encoded(b"a text file, not a picture")}, "not an image"),
        ({"image_base64": encoded(picture((1, 1)))}, "1x1"),
        ({"image_base64": encoded(bomb(20_000, 20_000))}, "20000x20000"),
        ({"image_base64": encoded(b"#?RADIANCE\n\n-Y 64 +X 64\n")}, "PNG, JPEG or WebP"),
        ({"image_base64": encoded(picture()[:20])}, "broken"),
        ({"voxel_size": 7}, "at least 8"),
        ({"voxel_size": 129}, "at most 128"),
        ({"voxel_size": "big"}, "whole number"),
        ({"voxel_size": True}, "whole number"),
        ({"texturing": "oil"}, "'textured' or 'gray'"),
        ({"fill": "perhaps"}, "true or false"),
        ({"color": "blue"}, "'surface' or 'vertex'"),
        ({"palette_size": 1}, "at least 2"),
        ({"palette_size": 257}, "at most 256"),
    ],
)
def test_what_is_wrong_is_a_400_that_names_it_and_nothing_is_lost(ctx, user, body, word):
    answer = user.voxelize(**body)

    assert answer.status_code == 400
    assert answer.json().keys() == {"error"}
    assert word in answer.json()["error"]
    assert (user.tokens, user.jobs, ctx.blobs.keys()) == (TOKENS, 0, [])


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_each_kind_of_picture_is_taken(user, kind):
    assert user.voxelize(image_base64=encoded(picture(kind=kind))).status_code == 200


def test_a_file_in_a_form_is_taken(user, client):
    answer = client.post(
        "/api/generate/voxelize",
        files={"image_base64": ("cat.png", picture())},
        data={"voxel_size": "16", "fill": "true"},
        headers=user.headers,
    )

    assert answer.json()["charged"] is True


def test_a_body_that_is_no_json_is_a_400(user, client):
    answer = client.post("/api/generate/voxelize", content=b"{", headers=user.headers)

    assert answer.status_code == 400
    assert "JSON" in answer.json()["error"]
