"""The only place that knows everything: settings become a context, a server, a worker."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from multiprocessing.process import BaseProcess

import structlog

from skyloom import log
from skyloom.api.app import create_app
from skyloom.api.options import ApiOptions
from skyloom.api.server import server_of
from skyloom.api.told import told
from skyloom.core import catalog
from skyloom.core.errors import CannotStart, Unavailable
from skyloom.engines import registry
from skyloom.engines.registry import Registry
from skyloom.services.context import Context
from skyloom.services.enhance import LanguageModel
from skyloom.services.first_account import first_account
from skyloom.settings import Settings
from skyloom.store.blobs import Blobs
from skyloom.store.database import Database, with_driver
from skyloom.store.embedded import EmbeddedPostgres
from skyloom.store.migrate import migrate
from skyloom.worker.child import Plan
from skyloom.worker.lifeline import die_with
from skyloom.worker.publisher import Publisher
from skyloom.worker.sender import Sender
from skyloom.worker.supervisor import Pace, Supervisor
from skyloom.worker.sweeper import Sweeper
from skyloom.worker.team import Team, spawn

events = structlog.get_logger()
LOOK_EVERY = 0.5  # seconds between two looks at our children
PATIENCE = 5.0  # seconds that a worker gets to hand back, beside its grace
NO_ENGINES = Registry(())


@contextmanager
def opened(settings: Settings, *, engines: Registry = NO_ENGINES) -> Iterator[Context]:
    """Open the server's data for a command: starts the embedded PostgreSQL for a moment, or joins a running one."""
    with ExitStack() as stack:
        url = _url(stack, settings, lasting=False)[0]
        yield _context(stack, settings, url, engines)


def serve(settings: Settings, *, host: str, port: int, with_worker: bool) -> None:
    """Run the whole server until SIGTERM or SIGINT; raise CannotStart before anything is written if it cannot."""
    log.configure(settings.log_level)
    with ExitStack() as stack:
        _check(settings)
        listener = stack.enter_context(_bound(host, port))
        _stop_on_signals()
        engines = registry.load(settings.engine_paths)
        url, postgres = _url(stack, settings, lasting=True)
        ctx = _context(stack, settings, url, engines)
        _welcome(ctx)
        team = _team(settings, url, engines.queues) if with_worker else None
        stack.enter_context(_kept(team, postgres, patience=settings.worker.grace + PATIENCE))
        stack.enter_context(_swept(ctx, settings))
        if not with_worker:  # else the workers tell
            stack.enter_context(_telling(ctx, settings))
        options = ApiOptions(
            public_url=settings.public_url,
            trust_forwarded=settings.trust_forwarded,
            max_body=settings.max_body,
            rate_limit=settings.rate_limit,
            push_key=settings.push_key,
        )
        print(f"Skyloom starts at {_address(listener)}; its documentation is at /docs.", flush=True)  # noqa: T201 - talk
        server_of(create_app(ctx, options)).run(sockets=[listener])


def run_worker(settings: Settings, *, queues: Sequence[str] | None = None) -> None:
    """Run workers until SIGTERM or SIGINT; without queues, those of all engines here."""
    log.configure(settings.log_level)
    with ExitStack() as stack:
        _check(settings)
        _stop_on_signals()
        chosen = _known(queues, registry.load(settings.engine_paths).queues)
        url, postgres = _url(stack, settings, lasting=True)
        _context(stack, settings, url, NO_ENGINES)
        team = _team(settings, url, chosen)
        stack.enter_context(_kept(team, postgres, patience=settings.worker.grace + PATIENCE))
        threading.Event().wait()


def _url(stack: ExitStack, settings: Settings, *, lasting: bool) -> tuple[str, EmbeddedPostgres | None]:
    if settings.database_url is not None:
        return settings.database_url.get_secret_value(), None
    postgres = EmbeddedPostgres(settings.data_dir, lasting=lasting)
    postgres.start()
    stack.callback(postgres.stop)
    return postgres.url, postgres


def _context(stack: ExitStack, settings: Settings, url: str, engines: Registry) -> Context:
    db = Database(url)
    stack.callback(db.close)
    _prepare(db, settings)
    lease = settings.worker.lease
    return Context(
        db=db,
        blobs=Blobs(settings.files_url),
        catalog=catalog.load(),
        engines=engines,
        language_model=_language_model(settings),
        allow_private_urls=settings.allow_private_urls,
        max_pending=settings.max_pending,
        publishes=settings.pusher_url is not None,
        lease=timedelta(seconds=lease),
        dead_after=lease,
    )


def _language_model(settings: Settings) -> LanguageModel | None:
    if settings.llm_url is None:
        return None
    key = settings.llm_key.get_secret_value() if settings.llm_key else ""
    return LanguageModel(url=settings.llm_url, model=settings.llm_model, key=key, timeout=settings.llm_timeout)


def _prepare(db: Database, settings: Settings) -> None:
    try:
        migrate(db)
    except Unavailable as error:
        which = "The embedded PostgreSQL" if settings.database_url is None else "The database of SKYLOOM_DATABASE_URL"
        reason = str(error.__cause__).partition("\n")[0]
        raise CannotStart(f"{which} does not answer: {reason}") from error


def _check(settings: Settings) -> None:
    """Raise CannotStart for settings that cannot work, before anything is made."""
    if settings.database_url is not None:
        with_driver(settings.database_url.get_secret_value())
    _publisher(settings)


@contextmanager
def _bound(host: str, port: int) -> Iterator[socket.socket]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(found[0], found[1])
    except OSError as error:
        raise CannotStart(f"The address {host!r} cannot be used: {error.strerror or error}.") from error
    with listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(found[4])
        except OSError as error:
            reason = error.strerror or str(error)
            raise CannotStart(f"Port {port} on {host} cannot be used: {reason}. Choose another with --port.") from error
        yield listener


def _address(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _stop_on_signals() -> None:
    """Have SIGTERM and SIGINT unwind the main thread; a second one must not disturb the cleaning up."""

    def leave(_number: int, _frame: object) -> None:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        sys.exit(0)

    signal.signal(signal.SIGTERM, leave)
    signal.signal(signal.SIGINT, leave)


def _welcome(ctx: Context) -> None:
    secret = first_account(ctx)
    if secret is not None:
        print(f"A first account was made. Its API key, shown this once: {secret}", flush=True)  # noqa: T201 - a result


def _known(asked: Sequence[str] | None, here: Sequence[str]) -> Sequence[str]:
    unknown = sorted(set(asked or ()) - set(here))
    if unknown:
        raise CannotStart(f"No engine here serves the queue {unknown[0]!r}. There are: {', '.join(here)}.")
    return asked or here


def _team(settings: Settings, url: str, queues: Sequence[str]) -> Team:
    def start() -> BaseProcess:
        process = spawn.Process(target=_work, args=(settings, url, tuple(queues), os.getpid()), name="skyloom-worker")
        process.start()
        return process

    return Team(settings.worker.processes, start)


def _work(settings: Settings, url: str, queues: Sequence[str], parent: int) -> None:
    """Be a worker process."""
    die_with(parent, signal.SIGTERM)
    log.configure(settings.log_level)
    plan = Plan(
        engine_paths=tuple(settings.engine_paths), files_url=settings.files_url, queues=frozenset(queues), parent=0
    )
    times = settings.worker
    pace = Pace(heartbeat=times.heartbeat, job_timeout=times.job_timeout, grace=times.grace, watchdog=times.watchdog)
    with ExitStack() as stack:
        try:
            ctx = _context(stack, settings, url, NO_ENGINES)
        except CannotStart as error:  # whoever started us tries again
            sys.exit(f"skyloom worker: {error}")
        stack.enter_context(_swept(ctx, settings))
        stack.enter_context(_telling(ctx, settings))
        asyncio.run(Supervisor(ctx, plan, pace, queues=queues).run())


@contextmanager
def _kept(team: Team | None, postgres: EmbeddedPostgres | None, *, patience: float) -> Iterator[None]:
    """Keep the children alive, from a thread that lives as long as they."""
    stop = threading.Event()

    def keep() -> None:
        while True:
            if postgres is not None:
                try:
                    postgres.keep()
                except CannotStart as error:
                    events.error("database.lost", error=str(error))
            if team is not None:
                team.keep()
            if stop.wait(LOOK_EVERY):
                return

    keeper = threading.Thread(target=keep, name="keeper", daemon=True)
    keeper.start()
    try:
        yield
    finally:
        stop.set()
        if team is not None:
            team.stop(patience=patience)
        keeper.join()


@contextmanager
def _swept(ctx: Context, settings: Settings) -> Iterator[None]:
    sweeper = Sweeper(ctx, every=settings.worker.sweep)
    sweeper.start()
    try:
        yield
    finally:
        sweeper.stop()


@contextmanager
def _telling(ctx: Context, settings: Settings) -> Iterator[None]:
    sender = Sender(ctx, told, public_url=settings.public_url, publisher=_publisher(settings))
    sender.start()
    try:
        yield
    finally:
        sender.stop()


def _publisher(settings: Settings) -> Publisher | None:
    return None if settings.pusher_url is None else Publisher(settings.pusher_url.get_secret_value())
