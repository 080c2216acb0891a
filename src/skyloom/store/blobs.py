"""Files: a folder on this machine, or a bucket of S3, Google or Azure, by URL."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Set
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import obstore
from obstore.exceptions import BaseError, NotFoundError
from obstore.store import AzureStore, GCSStore, LocalStore, S3Store, from_url

from skyloom.core.errors import CannotStart, NotFound, Unavailable

CHUNK = 256 * 1024  # bytes
REMOTE = ("s3://", "gs://", "az://")
INPUTS = "input/"  # the prefix of what orders read


def prefix_of(generation_id: int) -> str:
    """Return where all files of a generation lie."""
    return f"gen/{generation_id}/"


def input_key(account_id: int, name: str) -> str:
    """Return where a file that an account's orders read lies; files of one name are one file."""
    return f"{INPUTS}{account_id}/{name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Blob:
    """A part of a stored file, as chunks."""

    size: int  # bytes of the whole file
    chunks: Iterator[bytes]


class Blobs:
    """The files of this server, by key. Safe in any thread."""

    def __init__(self, url: str) -> None:
        """Open the store at a folder's path, or at s3://bucket/path, gs://... or az://... .

        Credentials of the clouds come from their usual environment variables.
        """
        self.url = url
        self._folder: Path | None = None
        try:
            if url.startswith(REMOTE):
                self._store: LocalStore | S3Store | GCSStore | AzureStore = from_url(url)  # type: ignore[assignment]  # these three schemes only
                return
            if "://" in url:
                raise CannotStart(
                    f"SKYLOOM_STORAGE_URL is {url!r}; it must be a folder or begin with {', '.join(REMOTE)}."
                )
            self._folder = Path(url).resolve()
            self._folder.mkdir(parents=True, exist_ok=True)
            self._store = LocalStore(self._folder)
        except (BaseError, OSError, ValueError) as error:
            raise CannotStart(f"The files cannot be kept in {url!r}: {error}.") from error

    def put(self, key: str, data: bytes, *, content_type: str = "application/octet-stream") -> None:
        """Store a file whole: nobody ever sees a part of it."""
        attributes = {} if self._folder else {"Content-Type": content_type}  # folders keep no attributes
        try:
            obstore.put(self._store, key, data, attributes=attributes)
        except BaseError as error:
            raise Unavailable(f"The file {key!r} cannot be stored.") from error

    def get(self, key: str) -> bytes:
        """Return a file, or raise NotFound."""
        return b"".join(self.stream(key).chunks)

    def stream(self, key: str, *, start: int = 0, end: int | None = None) -> Blob:
        """Return the bytes from `start` up to and without `end`, or raise NotFound."""
        try:
            size = int(obstore.head(self._store, key)["size"])
            stop = size if end is None else min(end, size)
            return Blob(size=size, chunks=self._chunks(key, start, stop))
        except (NotFoundError, FileNotFoundError) as error:
            raise NotFound(f"There is no file {key!r}.") from error
        except BaseError as error:
            raise Unavailable(f"The file {key!r} cannot be read now.") from error

    def delete_under(self, prefix: str, *, keep: Set[str] = frozenset()) -> int:
        """Remove all files under a prefix but those to keep; return how many."""
        try:
            keys = [meta["path"] for batch in obstore.list(self._store, prefix=prefix) for meta in batch]
            doomed = [key for key in keys if key not in keep]
            if doomed:
                obstore.delete(self._store, doomed)
        except BaseError as error:
            raise Unavailable("The files cannot be removed now.") from error
        self._remove_empty_folders(prefix)
        return len(doomed)

    def has(self, key: str) -> bool:
        """Tell whether there is such a file."""
        try:
            obstore.head(self._store, key)
        except (NotFoundError, FileNotFoundError):
            return False
        except BaseError as error:
            raise Unavailable(f"The file {key!r} cannot be looked for now.") from error
        return True

    def delete(self, keys: Collection[str]) -> None:
        """Remove files; those that are not there are fine."""
        for key in keys:
            try:
                obstore.delete(self._store, key)
            except (NotFoundError, FileNotFoundError):
                continue
            except BaseError as error:
                raise Unavailable(f"The file {key!r} cannot be removed now.") from error

    def older(self, prefix: str, *, than: datetime) -> list[str]:
        """Return the keys under a prefix that were stored before a time."""
        try:
            return [
                meta["path"]
                for batch in obstore.list(self._store, prefix=prefix)
                for meta in batch
                if meta["last_modified"] < than
            ]
        except BaseError as error:
            raise Unavailable("The files cannot be listed now.") from error

    def keys(self, prefix: str = "") -> list[str]:
        """Return the keys under a prefix."""
        return sorted(meta["path"] for batch in obstore.list(self._store, prefix=prefix or None) for meta in batch)

    def local_path(self, key: str) -> Path | None:
        """Return where the file lies on this machine; None when it lies elsewhere."""
        return None if self._folder is None else self._folder / key

    def signed_url(self, key: str, *, expires: timedelta = timedelta(hours=1)) -> str | None:
        """Return an address where anybody may get the file for a while; None for a folder, which has none."""
        if isinstance(self._store, LocalStore):
            return None
        return obstore.sign(self._store, "GET", key, expires)

    def _chunks(self, key: str, start: int, stop: int) -> Iterator[bytes]:
        for at in range(start, stop, CHUNK):
            yield bytes(obstore.get_range(self._store, key, start=at, end=min(at + CHUNK, stop)))

    def _remove_empty_folders(self, prefix: str) -> None:
        if self._folder is None or not (top := self._folder / prefix).is_dir():
            return
        for folder in [*sorted(top.rglob("*"), reverse=True), top]:
            if folder.is_dir() and not any(folder.iterdir()):
                folder.rmdir()
