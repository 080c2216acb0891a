"""`SKYLOOM_DATABASE_URL` names a PostgreSQL elsewhere: here one with a password behind TCP."""

import socket
import subprocess

import psycopg
import pytest
from pydantic import SecretStr
from tests.fakes import TRIAL

from skyloom import bootstrap
from skyloom.core.credits import Currency
from skyloom.core.errors import CannotStart, SkyloomError, Unavailable
from skyloom.services.create_account import create_account
from skyloom.services.identify import identify
from skyloom.settings import Settings
from skyloom.store import cluster
from skyloom.store.embedded import EmbeddedPostgres


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def elsewhere(tmp_path):
    """The URL of a PostgreSQL that listens on a port and asks for a password."""
    owner = EmbeddedPostgres(tmp_path / "elsewhere")
    owner.start()
    with psycopg.connect(owner.url, autocommit=True) as connection:
        connection.execute("CREATE ROLE sky LOGIN PASSWORD 'p@ss w+rd/%'")
        connection.execute("CREATE DATABASE sky OWNER sky")
        connection.execute("ALTER SYSTEM SET listen_addresses = '127.0.0.1'")
    owner.stop()
    home, port = tmp_path / "elsewhere" / "postgres", free_port()
    (home / "pg_hba.conf").write_text("host all all 127.0.0.1/32 scram-sha-256\n")
    user = cluster.user_for(home)
    command = [str(cluster.BIN / "postgres"), "-D", str(home), "-p", str(port), "-k", ""]
    server = subprocess.Popen(user.launching(command), stderr=subprocess.DEVNULL, cwd="/")
    url = f"postgresql://sky:p%40ss%20w%2Brd%2F%25@127.0.0.1:{port}/sky"
    while True:
        try:
            psycopg.connect(url).close()
            break
        except psycopg.OperationalError:
            assert server.poll() is None
    yield url
    cluster.stop(server, timeout=10)


def settings(folder, url):
    return Settings(data_dir=folder / "data", database_url=SecretStr(url), engines=TRIAL)


def test_a_server_lives_on_it(elsewhere, tmp_path):
    with bootstrap.opened(settings(tmp_path, elsewhere)) as ctx:
        account, secret = create_account(ctx, "customer", balances={Currency.CREDITS: 1})

    with bootstrap.opened(settings(tmp_path, elsewhere)) as ctx:
        assert identify(ctx, secret).account == account
    assert not (tmp_path / "data" / "postgres").exists()


def test_one_that_is_away_is_told_without_its_password(tmp_path):
    url = f"postgresql://sky:secret@127.0.0.1:{free_port()}/sky"

    with pytest.raises((Unavailable, CannotStart)) as refused, bootstrap.opened(settings(tmp_path, url)):
        pass

    assert isinstance(refused.value, SkyloomError)
    assert "secret" not in str(refused.value)
    assert "SKYLOOM_DATABASE_URL" in str(refused.value)
