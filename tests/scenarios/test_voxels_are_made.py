"""Words to pictures to models, by real workers that may die at any moment."""

import base64
import dataclasses
import io
import threading
from uuid import UUID

import numpy as np
import pytest
from PIL import Image
from starlette.testclient import TestClient
from tests.api.voxel.conftest import User, encoded
from tests.scenarios.staff import Staff

from skyloom.api.app import create_app
from skyloom.core.credits import Currency
from skyloom.core.generations import Order, Status
from skyloom.geometry import vox_format
from skyloom.services.cancel import cancel
from skyloom.services.delete import delete
from skyloom.services.submit import submit


@pytest.fixture
def client(ctx):
    with TestClient(create_app(ctx)) as opened:
        yield opened


def paid(user, **params):
    """Return an order for a token that the trial engine takes."""
    return Order(
        account_id=user.account_id,
        api_key_id=None,
        engine="trial",
        params=params,
        seed=0,
        currency=Currency.TOKENS,
        cost=1,
        queue="cpu.trial",
        group="voxel",
        kind="voxel model",
    )


def repacked(png):
    """Return the same pixels in another file, without what the first one said of itself."""
    out = io.BytesIO()
    Image.open(io.BytesIO(png)).convert("RGBA").save(out, "PNG", compress_level=9)
    return out.getvalue()


def job_of(ctx, answer):
    with ctx.db.reading() as tx:
        return tx.queries.by_uuid(UUID(answer.json()["jobId"]))


def model_in(told):
    return vox_format.read(base64.b64decode(told["output"]["vox_base64"]))


def iou(one, other):
    """Return how much of two models is common to both, when they lie in the same box."""
    assert one.shape == other.shape
    return (one & other).sum() / (one | other).sum()


def test_words_become_pictures_and_a_picture_becomes_its_model(ctx, clock, client, tmp_path):
    user = User(ctx, client, 5)
    with Staff(ctx, tmp_path) as staff:
        staff.hire("cpu.voxel")

        def done(answer):
            ended = staff.ended(job_of(ctx, answer))
            assert ended.status is Status.COMPLETE, ended.error_message
            return ended, user.status(answer.json()["jobId"]).json()

        first, told = done(user.images(prompt="a castle", seed=7))
        pictures = [base64.b64decode(item["image_base64"]) for item in told["output"]["images"]]
        shown = [np.asarray(Image.open(io.BytesIO(data))) for data in pictures]
        true = vox_format.read(ctx.blobs.get(first.artifacts["model_1"].key))
        size = max(true.size)

        _, own = done(user.voxelize(image_base64=encoded(pictures[1]), voxel_size=size, fill=True))
        _, again = done(user.voxelize(image_base64=encoded(repacked(pictures[1])), voxel_size=size, fill=True))
        _, small = done(user.voxelize(image_base64=encoded(repacked(pictures[1])), voxel_size=16))
        delete(ctx, account_id=user.account_id, generation_id=first.id)
        _, forgotten = done(user.voxelize(image_base64=encoded(repacked(pictures[1])), voxel_size=16))
        _, proven = done(user.voxelize(image_base64=encoded(pictures[1]), voxel_size=16))

    assert [picture.shape for picture in shown] == [(1024, 1024, 3)] * 3
    assert len({picture.tobytes() for picture in shown}) == 3
    assert "a castle" in Image.open(io.BytesIO(pictures[0])).text["Skyloom voxel candidate"]
    assert iou(model_in(own).solid, true.solid) >= 0.98
    assert again["output"] == own["output"]
    assert max(model_in(small).size) == 16
    assert forgotten["output"] != small["output"], "its pixels are not remembered any more"
    assert proven["output"] == small["output"], "its own words are still true"
    assert (user.tokens, proven["balance"]) == (0, 0)


def test_an_empty_picture_fails_with_a_sentence_and_a_refund(ctx, client, tmp_path):
    user = User(ctx, client, 5)
    blank = io.BytesIO()
    Image.new("RGB", (64, 64), (240, 240, 240)).save(blank, "PNG")
    with Staff(ctx, tmp_path) as staff:
        staff.hire("cpu.voxel")

        answer = user.voxelize(image_base64=encoded(blank.getvalue()))
        staff.ended(job_of(ctx, answer))

    told = user.status(answer.json()["jobId"]).json()
    assert (told["state"], told["balance"], told["charged"]) == ("failed", 5, False)
    assert told["error"].endswith(".")
    assert "engine" not in told["error"]


def test_however_a_job_dies_its_token_returns_once_while_many_ask(ctx, client, tmp_path):
    user = User(ctx, client, 5)
    stop = threading.Event()
    with Staff(ctx, tmp_path) as staff:
        first = staff.hire()
        deaths = [{"end": "crash"}, {"end": "raise"}, {"end": "nan"}, {"seconds": 60}]
        jobs = [submit(ctx, dataclasses.replace(paid(user, **params))) for params in deaths]
        seen = {job.id: set() for job in jobs}

        def poll():
            while not stop.is_set():
                for job in jobs:
                    seen[job.id].add(user.status(str(job.uuid)).json()["state"])

        pollers = [threading.Thread(target=poll) for _ in range(3)]
        for thread in pollers:
            thread.start()
        try:
            for job in jobs[:3]:
                assert staff.ended(job).status is Status.ERROR
            staff.begun(jobs[3])
            staff.kill(first)  # the last one's worker goes, and its user loses patience
            cancel(ctx, account_id=user.account_id, generation_id=jobs[3].id)
            staff.until(jobs[3], lambda _now: "failed" in seen[jobs[3].id])
        finally:
            stop.set()
            for thread in pollers:
                thread.join()

    assert user.tokens == 5
    assert all("completed" not in states for states in seen.values())
    assert all("failed" in states for states in seen.values())
