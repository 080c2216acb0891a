"""Our own stable addresses of files: absolute, unguessable, ending in a real extension."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote

from starlette.requests import HTTPConnection

from skyloom.api.options import ApiOptions
from skyloom.api.previews import preview_path
from skyloom.core.catalog import Style
from skyloom.core.exports import FILE
from skyloom.core.generations import Generation
from skyloom.core.media import extension_of

FOLDERS: Mapping[str, str] = {"file": "images", "thumb": "thumbs", "depth": "depths"}
PREFIXES: Mapping[str, str] = {"thumb": "thumb_"}
SLUG_LENGTH = 60
NAME = re.compile(r"(?:.*__)?(?P<mark>[0-9a-f]{16})__(?P<id>[1-9][0-9]{0,17})(?:_(?P<export>[a-z0-9-]+))?\.[a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Links:
    """Makes absolute addresses under one base."""

    base: str  # without a slash at its end

    def artifact(self, generation: Generation, kind: str) -> str:
        """Return where a file of the generation is served; "" while there is none."""
        artifact = generation.artifacts.get(kind)
        if artifact is None:
            return ""
        extension = extension_of(artifact.content_type)
        stem = f"{slug(generation.prompt)}__{mark(generation, kind)}__{generation.id}"
        return f"{self.base}/files/{FOLDERS[kind]}/imagine/{PREFIXES.get(kind, '')}{stem}.{extension}?ver=1"

    def export(self, generation: Generation) -> str:
        """Return where the file of an export is served; "" while there is none."""
        artifact = generation.artifacts.get(FILE)
        if artifact is None:
            return ""
        key, extension = generation.params["type"], extension_of(artifact.content_type)
        stem = f"{slug(generation.prompt)}__{mark(generation, FILE)}__{generation.id}_{key}"
        return f"{self.base}/files/exports/{key}/{stem}.{extension}?ver=1"

    def preview(self, style: Style) -> str | None:
        """Return where a style's picture is served; None while there is none."""
        path = preview_path(style.id)
        return None if path is None else f"{self.base}{path}"


def links_of(request: HTTPConnection, options: ApiOptions) -> Links:
    """Return links under the public address if one is set, else under the one the client used, also for a socket."""
    if options.public_url:
        return Links(options.public_url.rstrip("/"))
    if options.trust_forwarded:
        scheme = _first(request.headers.get("x-forwarded-proto")) or request.url.scheme
        host = _first(request.headers.get("x-forwarded-host")) or request.url.netloc
        return Links(_http(f"{scheme}://{quote(host, safe=':[]@')}"))
    return Links(_http(str(request.base_url).rstrip("/")))


def mark(generation: Generation, kind: str) -> str:
    """Return what makes an address unguessable; it does not give the obfuscated id away."""
    return hashlib.sha256(f"{generation.obfuscated_id}/{kind}".encode()).hexdigest()[:16]


def slug(prompt: str) -> str:
    """Return the prompt as lower-case ASCII words joined by underscores."""
    plain = unicodedata.normalize("NFKD", prompt).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "_", plain)[:SLUG_LENGTH].strip("_") or "skybox"


def _http(base: str) -> str:
    """Return the address of files beside a web socket's."""
    return re.sub("^ws(s?):", r"http\1:", base)


def _first(value: str | None) -> str:
    return (value or "").split(",")[0].strip()
