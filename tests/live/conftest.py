"""A server whose clients may name addresses of this machine, its sender, and its push socket on a real port."""

from __future__ import annotations

import threading
import time
from contextlib import contextmanager
from dataclasses import replace

import pytest
from structlog.testing import capture_logs
from tests.api.conftest import plain_logs, shared  # noqa: F401 - fixtures
from tests.live.receiver import free_port

from skyloom.api.app import create_app
from skyloom.api.options import ApiOptions
from skyloom.api.server import server_of
from skyloom.api.told import told
from skyloom.core.generations import Artifact, Status
from skyloom.services.claim import claim
from skyloom.services.context import utc_now
from skyloom.services.find import find
from skyloom.services.settle import settle
from skyloom.services.submit import submit
from skyloom.worker.sender import Sender

PICTURE = Artifact(kind="file", key="gen/1/1/file.jpg", content_type="image/jpeg", size=9, sha256="0" * 64)
PATIENCE = 30.0  # seconds


@pytest.fixture
def ctx(ctx):
    """In real time, because signatures are checked by it."""
    return replace(ctx, now=utc_now, allow_private_urls=True)


@pytest.fixture
def start(ctx, order):
    """Submit an order that is told to an address."""

    def start(url=None, *, at=ctx.now, by=ctx, **fields):
        return submit(replace(by, now=at), replace(order, webhook_url=url, origin="http://sky.test", **fields))

    return start


@pytest.fixture
def begin(ctx):
    """Do the first half of a worker's part."""

    def begin(generation, *, by=ctx):
        waiting = find(by, account_id=generation.account_id, generation_id=generation.id)
        return claim(by, waiting.id, waiting.job_id, "test")

    return begin


@pytest.fixture
def finish(ctx, begin):
    """Do all of a worker's part."""

    def finish(generation, outcome=Status.COMPLETE, *, by=ctx):
        taken = begin(generation, by=by)
        files = [PICTURE] if outcome is Status.COMPLETE else []
        return settle(by, taken.id, outcome, attempt=taken.attempt, artifacts=files)

    return finish


@pytest.fixture
def sending(ctx):
    """Run a sender for a while."""

    @contextmanager
    def sending(ctx=ctx, **options):
        sender = Sender(ctx, told, **{"public_url": None} | options)
        with capture_logs() as logs:
            sender.start()
            try:
                yield sender
            finally:
                sender.stop()
        assert [entry for entry in logs if entry["log_level"] == "error"] == []

    return sending


@contextmanager
def listening(ctx, **options):
    """Run a server on a real port, as `skyloom serve` does; yield the port."""
    port = free_port()
    server = server_of(create_app(ctx, ApiOptions(**options)))
    server.config.host, server.config.port = "127.0.0.1", port
    thread = threading.Thread(target=server.run, name="server")
    thread.start()
    try:
        wait_until(lambda: server.started)
        yield port
    finally:
        server.should_exit = True
        thread.join(PATIENCE)


@pytest.fixture
def port(ctx):
    with listening(ctx) as port:
        yield port


@pytest.fixture(scope="module")
def lasting_port(shared):  # noqa: F811 - the fixture
    """One server for all tests of a file that order nothing."""
    with listening(shared) as port:
        yield port


def wait_until(condition):
    """Return once it is true."""
    until = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < until, "it never happened"
        time.sleep(0.005)
