"""Parts of `skyloom serve` are killed one after the other, and last the whole."""

import socket
import sys
import time
from contextlib import suppress
from pathlib import Path

import httpx2 as httpx
import psutil
import pytest

SKYLOOM = str(Path(sys.executable).with_name("skyloom"))
PATIENCE = 60.0  # seconds


def until(condition):
    """Return what becomes true."""
    end = time.monotonic() + PATIENCE
    while not (found := condition()):
        assert time.monotonic() < end
        time.sleep(0.05)
    return found


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """A running server and its address."""
    folder = tmp_path_factory.mktemp("server")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with (folder / "log").open("wb") as log:
        command = [SKYLOOM, "serve", "--port", str(port), "--data-dir", str(folder / "data")]
        server = psutil.Popen(command, stdout=log, stderr=log)
    address = f"http://127.0.0.1:{port}/healthz"
    until(lambda: is_well(address) and part(server, "spawn_main"))
    yield server, address
    for process in [*server.children(recursive=True), server] if server.is_running() else []:
        with suppress(psutil.NoSuchProcess):
            process.kill()


def is_well(address):
    with suppress(httpx.TransportError):
        return httpx.get(address, timeout=10).status_code == 200
    return False


def part(server, word):
    """Return the living child with that word in its command line."""
    for child in server.children():
        with suppress(psutil.NoSuchProcess):
            if child.status() != psutil.STATUS_ZOMBIE and word in " ".join(child.cmdline()):
                return child
    return None


def test_a_worker_that_dies_is_replaced(served):
    server, address = served
    worker = part(server, "spawn_main")

    worker.kill()

    until(lambda: (found := part(server, "spawn_main")) and found != worker)
    assert is_well(address)


def test_a_database_that_dies_is_replaced(served):
    server, address = served
    database = part(server, "pginstall18")

    database.kill()

    until(lambda: (found := part(server, "pginstall18")) and found != database)
    until(lambda: is_well(address))


def test_nothing_outlives_a_server_that_is_killed(served):
    server, address = served
    family = server.children(recursive=True)
    assert len(family) >= 3, "a database, a worker, its engine"

    server.kill()
    server.wait()

    assert psutil.wait_procs(family, PATIENCE)[1] == []
    assert not is_well(address)
