"""The embedded PostgreSQL through kills, remains of the dead, second comers and bad folders."""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import signal
import stat
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil
import psycopg
import pytest

from skyloom.core.errors import CannotStart
from skyloom.store import cluster, launch
from skyloom.store.embedded import EmbeddedPostgres

spawn = multiprocessing.get_context("spawn")
PATIENCE = 30.0  # seconds
NOBODY = 65534
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="tells what happens to root")


@contextmanager
def started(folder, *, lasting=True):
    server = EmbeddedPostgres(folder, lasting=lasting)
    server.start()
    try:
        yield server
    finally:
        server.stop()


def write(server, number):
    with psycopg.connect(server.url) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS kept (number int)")
        connection.execute("INSERT INTO kept VALUES (%s)", (number,))


def kept(server):
    with psycopg.connect(server.url) as connection:
        return [row[0] for row in connection.execute("SELECT number FROM kept ORDER BY number")]


def hold(folder, pipe):
    """Be a process that owns the server until it is killed."""
    server = EmbeddedPostgres(folder, lasting=True)
    server.start()
    write(server, 1)
    pipe.send(server._process.pid)
    time.sleep(600)


@contextmanager
def owned_elsewhere(folder):
    ours, theirs = spawn.Pipe()
    owner = spawn.Process(target=hold, args=(folder, theirs))
    owner.start()
    try:
        assert ours.poll(PATIENCE)
        yield owner, psutil.Process(ours.recv())
    finally:
        owner.kill()
        owner.join()


def test_what_was_written_is_there_after_a_restart(tmp_path):
    with started(tmp_path / "data") as server:
        write(server, 1)
    with started(tmp_path / "data") as server:
        assert kept(server) == [1]


def test_a_stopped_server_leaves_no_process_and_no_socket(tmp_path):
    with started(tmp_path / "data") as server:
        postgres = psutil.Process(server._process.pid)
        family = [postgres, *postgres.children(recursive=True)]

    assert psutil.wait_procs(family, PATIENCE)[1] == []
    assert not (tmp_path / "data" / "socket").exists()


def test_a_second_process_joins_the_running_server(tmp_path):
    with owned_elsewhere(tmp_path / "data"), started(tmp_path / "data") as second:
        assert not second.is_owner
        assert kept(second) == [1]


def test_the_server_ends_with_its_owner_and_the_next_one_finds_everything(tmp_path):
    with owned_elsewhere(tmp_path / "data") as (owner, postgres):
        owner.kill()
        owner.join()
        postgres.wait(PATIENCE)

        with started(tmp_path / "data") as server:
            assert server.is_owner
            assert kept(server) == [1]


def test_owner_and_server_killed_at_once_lose_nothing(tmp_path):
    with owned_elsewhere(tmp_path / "data") as (owner, postgres):
        postgres.kill()
        owner.kill()
        owner.join()

        with started(tmp_path / "data") as server:
            assert kept(server) == [1]


def test_who_joined_takes_over_when_the_owner_dies(tmp_path):
    with owned_elsewhere(tmp_path / "data") as (owner, _), started(tmp_path / "data") as second:
        owner.kill()
        owner.join()

        second.keep()

        assert second.is_owner
        assert kept(second) == [1]


def test_a_server_that_dies_is_started_again(tmp_path):
    with started(tmp_path / "data") as server:
        write(server, 1)
        server._process.kill()
        server._process.wait()

        server.keep()

        assert kept(server) == [1]


def test_the_remains_of_a_zombie_do_not_keep_the_server_from_starting(tmp_path):
    with started(tmp_path / "data"):
        pass
    zombie = subprocess.Popen([sys.executable, "-c", "pass"])
    os.waitid(os.P_PID, zombie.pid, os.WEXITED | os.WNOWAIT)  # dead, but nobody took note
    leave_locks(tmp_path / "data", zombie.pid)

    with started(tmp_path / "data") as server:
        write(server, 1)

    zombie.wait()


def test_a_stranger_with_the_old_server_s_number_does_not_either(tmp_path):
    with started(tmp_path / "data"):
        pass
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as stranger:
        leave_locks(tmp_path / "data", stranger.pid)

        with started(tmp_path / "data") as server:
            write(server, 1)
        assert stranger.poll() is None
        stranger.communicate(b"\n")


def leave_locks(data, pid):
    home = data / "postgres"
    lines = f"{pid}\n{home}\n1700000000\n5432\n{data / 'socket'}\n\n"
    (data / "socket").mkdir(exist_ok=True)
    for path in (home / "postmaster.pid", data / "socket" / ".s.PGSQL.5432.lock"):
        path.write_text(lines)
        os.chown(path, home.stat().st_uid, home.stat().st_gid)


def test_a_making_that_was_interrupted_is_made_again(tmp_path):
    half = tmp_path / "data" / "postgres.new"
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("18")

    with started(tmp_path / "data") as server:
        write(server, 1)


def test_a_path_too_long_for_a_socket_is_served_from_elsewhere(tmp_path):
    deep = tmp_path / ("d" * 120) / "data"

    with started(deep) as server:
        write(server, 1)
        place = server._socket_dir
        with owned_by_others(deep):
            assert kept(server) == [1]

    assert deep not in place.parents
    assert not place.exists()


@contextmanager
def owned_by_others(folder):
    with started(folder) as second:
        assert not second.is_owner
        yield


def test_spaces_and_signs_in_the_folder_s_name_are_fine(tmp_path):
    with started(tmp_path / "a b%c ü'd" / "data") as server:
        write(server, 1)


def test_a_command_waits_for_another_command_instead_of_joining_it(tmp_path):
    with started(tmp_path / "data", lasting=False) as first:
        waiting = spawn.Process(target=visit, args=(tmp_path / "data",))
        waiting.start()
        write(first, 1)
    waiting.join(PATIENCE)

    assert waiting.exitcode == 0


def visit(folder):
    with started(folder, lasting=False) as server:
        assert server.is_owner


@pytest.mark.parametrize("place", ["file/data", "file"])
def test_a_folder_that_cannot_be_is_told(tmp_path, place):
    (tmp_path / "file").write_text("")

    with pytest.raises(CannotStart, match=r"cannot be written.*--data-dir"):
        EmbeddedPostgres(tmp_path / place).start()


def as_user(uid, folder, *, reach=False):
    """Start the server in a process of another user and return what it says.

    With `reach` the user may pass private folders, such as the one that this Python may be installed in.
    """
    ours, theirs = spawn.Pipe()
    process = spawn.Process(target=become, args=(uid, reach, theirs, folder))
    process.start()
    try:
        assert ours.poll(PATIENCE)
        return ours.recv()
    finally:
        process.join(PATIENCE)


def become(uid, reach, pipe, folder):
    launch._become(ctypes.CDLL(None, use_errno=True), uid, uid, reach=reach)
    pipe.send(outcome(folder))


def outcome(folder):
    try:
        with started(folder) as server:
            write(server, 1)
            return kept(server)
    except CannotStart as error:
        return str(error)


@as_root
def test_an_ordinary_user_runs_it_as_themselves(shared):
    os.chown(shared, NOBODY, NOBODY)

    assert as_user(NOBODY, shared / "data", reach=True) == [1]
    assert (shared / "data" / "postgres").stat().st_uid == NOBODY


@as_root
def test_a_folder_that_a_user_cannot_write_is_told(shared):
    assert "cannot be written: Permission denied" in as_user(NOBODY, shared / "data")
    assert list(shared.iterdir()) == []


@as_root
def test_a_user_without_an_entry_is_told_what_to_do(shared):
    os.chown(shared, 54321, 54321)

    told = as_user(54321, shared / "data")

    assert "54321 has no entry in /etc/passwd" in told
    assert "SKYLOOM_DATABASE_URL" in told
    assert list(shared.iterdir()) == []


@as_root
def test_a_database_of_another_user_is_told(shared):
    with started(shared / "data"):
        pass
    (shared / "data").chmod(0o777)
    os.chown(shared / "data" / "postgres", 1, 1)

    assert "belongs to user 1" in as_user(NOBODY, shared / "data", reach=True)


@as_root
def test_root_s_private_folder_works_and_the_server_is_not_root(tmp_path):
    private = tmp_path / "private"
    private.mkdir(mode=0o700)

    with started(private / "data") as server:
        write(server, 1)

        assert psutil.Process(server._process.pid).uids().effective != 0
        assert stat.S_IMODE(server._socket_dir.stat().st_mode) == 0o700


@pytest.fixture
def shared():
    """A folder whose way is open to all users; pytest's own are private."""
    path = Path(cluster.tempfile.mkdtemp(prefix="skyloom-shared-"))
    path.chmod(0o755)
    yield path
    with suppress(OSError):
        cluster.shutil.rmtree(path)


def test_the_database_is_out_of_reach_of_the_terminal_s_ctrl_c(tmp_path):
    with started(tmp_path / "data") as server:
        assert os.getpgid(server._process.pid) != os.getpgid(0)
        os.kill(server._process.pid, signal.SIGHUP)
        write(server, 1)
