"""`skyloom doctor`: what this machine can do."""

from __future__ import annotations

import os
import platform
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import typer
from rich.markup import escape
from rich.table import Table

from skyloom import bootstrap
from skyloom.cli.deployment import DataDir, settings_of
from skyloom.cli.talk import results
from skyloom.core.errors import SkyloomError
from skyloom.render import backend
from skyloom.settings import Settings

ENOUGH_MEMORY = 4 * 2**30  # bytes; an 8192x4096 render takes up to 3 GB
ENOUGH_DISK = 2**30  # bytes


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at."""

    what: str
    found: str
    advice: str = ""  # what to do; "" when all is well
    is_fatal: bool = False  # True: skyloom cannot work like this


def doctor(data_dir: DataDir = None) -> None:
    """Look at the processor, LLVM, memory, database and storage; leaves with 1 when something is missing."""
    findings = [*_machine(), *_memory(), *_storage(settings_of(data_dir)), *_database(settings_of(data_dir))]
    table = Table("", "What", "Found", "Do")
    for finding in findings:
        mark = "[red]✗" if finding.is_fatal else "[yellow]![/]" if finding.advice else "[green]✓"
        table.add_row(mark, finding.what, escape(finding.found), escape(finding.advice))
    results.print(table)
    raise typer.Exit(any(finding.is_fatal for finding in findings))


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(doctor)


def _machine() -> Iterator[Finding]:
    here = backend.machine()
    yield Finding("Python", f"{platform.python_version()} on {platform.system()} {platform.machine()}")
    yield Finding("Cores", str(here.threads))
    yield Finding("GPU", here.gpu or "none usable: the processor renders")
    if here.llvm_path:
        yield Finding("LLVM", f"{here.llvm_version} ({here.llvm_path})")
    else:
        yield Finding("LLVM", "none", "Install the package karellen-llvm-core.", is_fatal=here.gpu is None)
    if here.variant:
        yield Finding("Renders with", here.variant)
    else:
        yield Finding("Renders with", "nothing", "LLVM or a GPU is needed.", is_fatal=True)


def _memory() -> Iterator[Finding]:
    total = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    limit = _container_limit()
    usable = min(total, limit) if limit else total
    advice = "" if usable >= ENOUGH_MEMORY else f"8192x4096 wants {ENOUGH_MEMORY / 2**30:.0f} GiB; Model 4 wants less."
    yield Finding("Memory", f"{usable / 2**30:.1f} GiB", advice)


def _container_limit() -> int | None:
    try:
        return int(Path("/sys/fs/cgroup/memory.max").read_text())
    except (OSError, ValueError):  # no cgroup, or "max": no limit
        return None


def _storage(settings: Settings) -> Iterator[Finding]:
    folder = settings.data_dir.absolute()
    there = next(path for path in (folder, *folder.parents) if path.exists())
    if not os.access(there, os.W_OK | os.X_OK):
        yield Finding("Data folder", str(folder), f"{there} cannot be written: choose --data-dir.", is_fatal=True)
        return
    free = shutil.disk_usage(there).free
    advice = "" if free >= ENOUGH_DISK else "Less than 1 GiB is free."
    yield Finding("Data folder", f"{folder} ({free / 2**30:.1f} GiB free)", advice)
    url = settings.files_url
    yield Finding("Files", url if "://" in url else str(Path(url).absolute()))


def _database(settings: Settings) -> Iterator[Finding]:
    if settings.database_url is None and not settings.data_dir.exists():
        yield Finding("Database", "embedded; it will be made at the first start")
        return
    try:
        with bootstrap.opened(settings) as ctx:
            ctx.db.ping()
        yield Finding("Database", "embedded, answers" if settings.database_url is None else "yours, answers")
    except SkyloomError as error:
        yield Finding("Database", "does not answer", str(error), is_fatal=True)
