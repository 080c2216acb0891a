"""Every error has a status in every dialect, and a fault of ours is a sentence too."""

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from skyloom.api import errors
from skyloom.api.skybox import app as skybox
from skyloom.core import errors as core

COMMON = {
    core.SkyloomError: 500,
    core.InvalidInput: 400,
    errors.Malformed: 400,
    errors.TooLarge: 413,
    core.AccessDenied: 403,
    core.NoSubscription: 403,
    core.NoBalance: 403,
    core.InsufficientCredits: 402,
    core.NotFound: 404,
    core.IllegalTransition: 409,
    core.TooManyRequests: 429,
    core.Unavailable: 503,
    core.CannotStart: 500,
}
SKYBOX = COMMON | {core.InvalidInput: 422, errors.Malformed: 422, core.InsufficientCredits: 403}


def everything(base=core.SkyloomError):
    return {base}.union(
        *(everything(sub) for sub in base.__subclasses__() if sub.__module__.startswith("skyloom.core"))
    )


def test_the_tables_here_name_every_error():
    assert everything() <= COMMON.keys()


@pytest.mark.parametrize(("statuses", "table"), [({}, COMMON), (skybox.STATUSES, SKYBOX)], ids=["common", "skybox"])
@pytest.mark.parametrize("error", COMMON, ids=lambda cls: cls.__name__)
def test_an_error_is_answered_with_its_status_and_its_sentence(statuses, table, error):
    app = FastAPI()

    @app.get("/")
    def fail() -> None:
        raise error("Something to do about it.")

    errors.install(app, statuses, failed=lambda _request: "ours")
    answer = TestClient(app).get("/")

    assert answer.status_code == table[error]
    assert answer.json() == {"error": "Something to do about it.", "message": "Something to do about it."}


@pytest.mark.parametrize(
    ("error", "seconds"), [(core.TooManyRequests(retry_after=15), "15"), (core.Unavailable(), "2")], ids=["429", "503"]
)
def test_who_shall_come_back_is_told_when(error, seconds):
    app = FastAPI()

    @app.get("/")
    def fail() -> None:
        raise error

    errors.install(app, {}, failed=lambda _request: "ours")

    assert TestClient(app).get("/").headers["retry-after"] == seconds


def test_a_note_on_an_error_becomes_its_detail():
    app = FastAPI()

    @app.get("/")
    def fail() -> None:
        error = core.InvalidInput("No.")
        error.add_note("Because.")
        raise error

    errors.install(app, {}, failed=lambda _request: "ours")

    assert TestClient(app).get("/").json() == {"error": "No.", "message": "No.", "detail": "Because."}
