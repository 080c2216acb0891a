"""`skyloom serve` as a stranger meets it: a real process on a real socket."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from pathlib import Path

import httpx2 as httpx
import psutil
import pytest

from skyloom_client.client import ApiError, Client

SKYLOOM = str(Path(sys.executable).with_name("skyloom"))
START, STOP = 60.0, 20.0  # seconds
KEY = re.compile(r"sk_[\w-]{43}")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def serving(folder, *options, port=None, log="server.log", **environment):
    port = port or free_port()
    command = [SKYLOOM, "serve", "--port", str(port), "--data-dir", str(folder / "data"), *options]
    with (folder / log).open("wb") as sink:
        server = psutil.Popen(command, stdout=sink, stderr=sink, env=os.environ | environment)
    family = []
    try:
        wait_for(f"http://127.0.0.1:{port}/healthz", server, folder / log)
        family = [server, *server.children(recursive=True)]
        yield server, f"http://127.0.0.1:{port}"
    finally:
        if server.poll() is None:
            server.send_signal(signal.SIGTERM)
            with suppress(psutil.TimeoutExpired):
                server.wait(STOP)
        for process in family:
            with suppress(psutil.NoSuchProcess):
                process.kill()


def wait_for(url, server, log):
    until = time.monotonic() + START
    while time.monotonic() < until:
        assert server.poll() is None, log.read_text()
        with suppress(httpx.TransportError):
            if httpx.get(url, timeout=5).status_code == 200:
                return
        time.sleep(0.05)
    pytest.fail(f"not ready after {START} s: {log.read_text()}")


def skyloom(*words, **environment):
    return subprocess.run([SKYLOOM, *words], capture_output=True, text=True, timeout=60, env=os.environ | environment)


def new_key(folder):
    told = skyloom("accounts", "create", "demo", "--credits", "9", "--data-dir", str(folder / "data"), "--json")
    assert told.returncode == 0, told.stderr
    return json.loads(told.stdout)


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    folder = tmp_path_factory.mktemp("serve")
    with serving(folder, "--no-worker") as (process, url):
        yield folder, process, url


def test_the_first_start_prints_a_key_that_works(server):
    folder, _, url = server

    keys = KEY.findall((folder / "server.log").read_text())

    assert len(keys) == 1
    with Client(url, keys[0]) as client:
        assert client.styles()


def test_an_account_can_be_made_while_the_server_runs(server):
    folder, _, url = server

    made = new_key(folder)

    assert made.keys() == {"account_id", "user_id", "api_key"}
    assert re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", made["user_id"])
    with Client(url, made["api_key"]) as client:
        assert client.history().items == ()


def test_the_client_goes_the_whole_way_without_a_worker(server):
    folder, _, url = server
    with Client(url, new_key(folder)["api_key"]) as client:
        style = client.styles(model_version="4")[0]
        first = client.generate("hills", style_id=style.id, seed=5, horizon_shift=-3, negative_text="fog")
        second = client.generate("dunes", idempotency_key="two")

        assert (first.status, first.seed) == ("pending", 5)
        assert client.generate("dunes", idempotency_key="two").id == second.id
        assert [skybox.id for skybox in client.history(query="dunes").items] == [second.id]
        with pytest.raises(TimeoutError):
            client.wait(second.id, every=0.01, timeout=0.05)
        client.cancel(first.id)
        client.cancel_pending()
        assert client.wait(first.id).status == "abort"
        client.delete(first.id)
        with pytest.raises(ApiError, match="Skybox not found") as caught:
            client.get(first.id)
        assert caught.value.status == 404


def test_keys_and_credits_are_managed_while_the_server_runs(server):
    folder, _, url = server
    made, where = new_key(folder), ("--data-dir", str(folder / "data"))
    account = str(made["account_id"])

    created = json.loads(skyloom("keys", "create", account, "--name", "laptop", "--json", *where).stdout)
    granted = skyloom("credits", "grant", account, "11", "--note", "thanks", *where).stdout
    revoked = skyloom("keys", "revoke", str(created["api_key_id"]), *where)
    listed = json.loads(skyloom("keys", "list", account, "--json", *where).stdout)

    assert granted.strip() == "20"
    assert revoked.returncode == 0, revoked.stderr
    assert [(key["name"], bool(key["revoked_at"])) for key in listed][-1] == ("laptop", True)
    assert httpx.get(f"{url}/api/v1/skybox/styles", headers={"x-api-key": created["api_key"]}).status_code == 403
    assert httpx.get(f"{url}/api/v1/skybox/styles", headers={"x-api-key": made["api_key"]}).status_code == 200


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["accounts", "change", "999999", "--strict"], "account"),
        (["accounts", "change", "1"], "what to change"),
        (["keys", "create", "999999"], "account"),
        (["keys", "revoke", "999999"], "key"),
        (["credits", "grant", "999999", "5"], "account"),
        (["webhooks", "secret", "999999"], "account"),
        (["webhooks", "secret", "999999", "--rotate"], "account"),
    ],
)
def test_what_is_not_there_is_told_in_one_sentence(server, words, told):
    answer = skyloom(*words, "--data-dir", str(server[0] / "data"))

    assert answer.returncode == 1
    assert answer.stderr.startswith("skyloom: ")
    assert told in answer.stderr
    assert answer.stderr.count("\n") == 1


def test_the_log_and_the_secret_of_webhooks_are_shown_while_the_server_runs(server):
    folder, _, url = server
    made, where = new_key(folder), ("--data-dir", str(folder / "data"))
    account, headers = str(made["account_id"]), {"x-api-key": made["api_key"]}
    hook = "https://nowhere.invalid/hook"
    ordered = httpx.post(f"{url}/api/v1/skybox", json={"prompt": "hills", "webhook_url": hook}, headers=headers)

    log = json.loads(skyloom("webhooks", "log", account, "--json", *where).stdout)
    secret = skyloom("webhooks", "secret", account, *where).stdout.strip()
    new = skyloom("webhooks", "secret", account, "--rotate", *where).stdout.strip()

    assert ordered.status_code == 200, ordered.text
    assert {(line["generation_id"], line["url"]) for line in log} == {(ordered.json()["id"], hook)}
    assert log[-1]["event"] == "pending"
    assert "pending" in skyloom("webhooks", "log", account, *where, COLUMNS="200").stdout
    assert secret != new
    assert httpx.get(f"{url}/studio/api/webhooks/secret", headers=headers).json() == {"secret": new}


def test_an_account_is_changed_while_the_server_runs(server):
    folder, _, url = server
    made, where = new_key(folder), ("--data-dir", str(folder / "data"))
    account = str(made["account_id"])
    with Client(url, made["api_key"]) as client:
        skyloom("accounts", "change", account, "--strict", *where)
        with pytest.raises(ApiError, match="Strict Prompt"):
            client.generate("hills", negative_text="fog")
        skyloom("accounts", "change", account, "--inactive", "--no-strict", *where)
        with pytest.raises(ApiError, match="active subscription"):
            client.generate("hills", negative_text="fog")

    listed = json.loads(skyloom("accounts", "list", "--json", *where).stdout)

    mine = next(shown for shown in listed if shown["account_id"] == made["account_id"])
    assert (mine["is_active"], mine["strict_prompt"], mine["balances"]) == (False, False, {"credits": 9})
    assert "inactive" in skyloom("accounts", "list", *where, COLUMNS="200").stdout


def test_what_users_say_can_be_read(server):
    folder, _, url = server
    made = new_key(folder)
    given = httpx.post(
        f"{url}/api/v1/feedbacks", json={"answer": "größer"}, headers={"x-api-key": made["api_key"]}, timeout=30
    )

    told = skyloom("feedback", "--limit", "1", "--data-dir", str(folder / "data"))

    assert given.json() == {"success": True}
    said = json.loads(told.stdout)
    assert (said["account_id"], said["feedback"]) == (made["account_id"], {"answer": "größer"})


def test_a_doctor_finds_the_running_server(server):
    told = skyloom("doctor", "--data-dir", str(server[0] / "data"), COLUMNS="200")

    assert told.returncode == 0, told.stdout + told.stderr
    for what in ("LLVM", "Cores", "Memory", "Database", "Files"):
        assert what in told.stdout


def test_the_figures_and_the_page_are_there(server):
    _, _, url = server
    httpx.get(f"{url}/api/v1/imagine/requests/12345", headers={"x-api-key": "wrong"})

    figures = httpx.get(f"{url}/metrics").text
    page = httpx.get(f"{url}/docs").text

    assert 'route="/api/v1/imagine/requests/{id}",status="403"' in figures
    assert "12345" not in figures
    drawn = re.findall(r'(?:src|href)="([^"]+)"', page)
    assert drawn
    assert all(httpx.get(f"{url}{path}").status_code == 200 for path in drawn)
    paths = httpx.get(f"{url}/api/v1/openapi.json").json()["paths"]
    assert {"/skybox", "/skybox/styles", "/imagine/myRequests"} <= paths.keys()


def test_a_taken_port_is_told_and_nothing_is_left(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        told = skyloom("serve", "--port", str(port), "--data-dir", str(tmp_path / "data"))

    assert told.returncode == 1
    assert told.stderr.startswith("skyloom: ")
    assert str(port) in told.stderr
    assert told.stderr.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_a_data_folder_that_cannot_be_is_told(tmp_path):
    (tmp_path / "file").write_text("")

    told = skyloom("serve", "--port", str(free_port()), "--data-dir", str(tmp_path / "file" / "data"))

    assert told.returncode == 1
    assert told.stderr.startswith("skyloom: ")
    assert str(tmp_path / "file") in told.stderr
    assert told.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("name", "value"),
    [("SKYLOOM_WORKER__LEASE", "long"), ("SKYLOOM_MAX_BODY", "1"), ("SKYLOOM_DATABASE_URL", "mysql://nowhere/x")],
)
def test_a_wrong_setting_is_told_by_its_name(tmp_path, name, value):
    told = skyloom("serve", "--port", str(free_port()), "--data-dir", str(tmp_path / "data"), **{name: value})

    assert told.returncode == 1
    assert told.stderr.startswith("skyloom: ")
    assert name in told.stderr
    assert told.stderr.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
def test_a_stop_signal_stops_everything_it_started(tmp_path, stop):
    with serving(tmp_path) as (server, _):
        family = server.children(recursive=True)
        assert family, "a database and a worker"

        server.send_signal(stop)
        code = server.wait(STOP)
        _, alive = psutil.wait_procs(family, timeout=STOP)

    assert code == 0
    assert alive == []
