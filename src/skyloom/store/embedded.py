"""The embedded PostgreSQL: a private server on a unix socket, run as our own child on the data folder."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import subprocess
import time
from dataclasses import asdict, dataclass
from pathlib import Path

import psycopg
from sqlalchemy import URL

from skyloom.core.errors import CannotStart
from skyloom.store import cluster
from skyloom.store.cluster import PostgresUser
from skyloom.store.database import plain_url

START_TIMEOUT = 60.0  # seconds; a first start writes 40 MB
STOP_TIMEOUT = 15.0  # seconds
POLL = 0.02  # seconds
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "100",
    "shared_buffers": "64MB",
    "jit": "off",
}


@dataclass(frozen=True, slots=True)
class Running:
    """What a server writes down for others who want to join it."""

    socket_dir: str
    pid: int
    lasting: bool  # False: a command's own, gone in a moment


class EmbeddedPostgres:
    """One PostgreSQL for everybody on a data folder: whoever comes first starts it, the others join it."""

    def __init__(self, data_dir: Path, *, lasting: bool = False) -> None:
        """Choose the folder; a `lasting` server may be joined by others."""
        self._data_dir = data_dir.resolve()
        self._lasting = lasting
        self._lock: int | None = None  # the file descriptor while we are the owner
        self._process: subprocess.Popen[bytes] | None = None
        self._socket_dir: Path | None = None

    @property
    def url(self) -> str:
        """Where the server listens."""
        assert self._socket_dir is not None, "it is not started"
        return _url(self._socket_dir)

    @property
    def is_owner(self) -> bool:
        """True when the server is our own child."""
        return self._lock is not None

    def start(self) -> None:
        """Start the server or join the one that runs, or raise CannotStart."""
        cluster.check_machine()
        cluster.make_folder(self._data_dir)
        deadline = time.monotonic() + START_TIMEOUT
        while time.monotonic() < deadline:
            if self._try_lock():
                self._start_own()
                return
            running = self._running()
            if running is not None and running.lasting and _answers(Path(running.socket_dir)):
                self._socket_dir = Path(running.socket_dir)
                return
            time.sleep(POLL)
        raise CannotStart(f"Another process holds the database in {self._data_dir}, but it does not answer.")

    def keep(self) -> None:
        """Start the server again if it died, also if its owner did. Call it from a thread that stays alive."""
        if self._process is not None and self._process.poll() is None:
            return
        if self._lock is None and not self._try_lock():
            return
        self._start_own()

    def stop(self) -> None:
        """Stop the server if it is our own; leave another's alone."""
        if self._process is not None:
            cluster.stop(self._process, timeout=STOP_TIMEOUT)
            self._process = None
        if self._lock is not None:
            if self._socket_dir is not None:
                cluster.remove_socket_dir(self._socket_dir)
            self._state_file.unlink(missing_ok=True)
            os.close(self._lock)  # releases it
            self._lock = None

    @property
    def _state_file(self) -> Path:
        return self._data_dir / "postgres.json"

    def _try_lock(self) -> bool:
        path = self._data_dir / "postgres.lock"
        try:
            handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise cluster.cannot_write(self._data_dir, error) from error
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(handle)
            return False
        except OSError as error:  # some network file systems have no locks
            os.close(handle)
            raise cluster.cannot_write(self._data_dir, error) from error
        self._lock = handle
        return True

    def _running(self) -> Running | None:
        try:
            return Running(**json.loads(self._state_file.read_text("utf-8")))
        except (OSError, ValueError, TypeError):  # not there, or just being written
            return None

    def _start_own(self) -> None:
        try:
            self._launch()
        except BaseException:
            self.stop()
            raise

    def _launch(self) -> None:
        home = self._data_dir / "postgres"
        log_file = self._data_dir / "postgres.log"
        try:
            user = cluster.user_for(home)
            cluster.create(home, user)
            cluster.clear_remains(home)
            previous = self._running()
            self._socket_dir = cluster.socket_dir(
                self._data_dir, user, previous=Path(previous.socket_dir) if previous else None
            )
            cluster.trim(log_file)
            with log_file.open("ab") as log:
                self._process = _spawn(home, self._socket_dir, user, log.fileno())
        except OSError as error:
            if error.filename is None or self._data_dir in Path(error.filename).parents:
                raise cluster.cannot_write(self._data_dir, error) from error
            raise CannotStart(f"The embedded PostgreSQL does not start: {error}.") from error
        self._await(log_file)
        running = Running(socket_dir=str(self._socket_dir), pid=self._process.pid, lasting=self._lasting)
        fresh = self._state_file.with_suffix(".new")
        fresh.write_text(json.dumps(asdict(running)), "utf-8")
        fresh.replace(self._state_file)

    def _await(self, log_file: Path) -> None:
        assert self._process is not None
        assert self._socket_dir is not None
        deadline = time.monotonic() + START_TIMEOUT
        while not _answers(self._socket_dir):
            if self._process.poll() is not None or time.monotonic() > deadline:
                raise CannotStart(
                    f"The embedded PostgreSQL does not start: {cluster.last_line(log_file)} (see {log_file})."
                )
            time.sleep(POLL)


def _spawn(home: Path, socket_dir: Path, user: PostgresUser, log: int) -> subprocess.Popen[bytes]:
    options = [part for name, value in SETTINGS.items() for part in ("-c", f"{name}={value}")]
    command = user.launching([str(cluster.BIN / "postgres"), "-D", str(home), "-k", str(socket_dir), *options])
    # A session of its own: Ctrl-C in the terminal must reach us first, not the database.
    return subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=log, start_new_session=True, cwd="/"
    )


def _url(socket_dir: Path) -> str:
    url = URL.create("postgresql", username="postgres", database="postgres", query={"host": str(socket_dir)})
    return plain_url(url.render_as_string(hide_password=False))


def _answers(socket_dir: Path) -> bool:
    with contextlib.suppress(psycopg.OperationalError):
        psycopg.connect(host=str(socket_dir), user="postgres", dbname="postgres", connect_timeout=5).close()
        return True
    return False
