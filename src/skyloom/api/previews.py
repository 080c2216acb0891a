"""`/previews`: a small picture of each style, made in the build and shipped with the package."""

from __future__ import annotations

from importlib.resources import files

from starlette.staticfiles import StaticFiles

PREFIX = "/previews"
FOLDER = "previews"

pictures = StaticFiles(packages=[("skyloom", FOLDER)])
SHIPPED = frozenset(file.name for file in (files("skyloom") / FOLDER).iterdir())


def preview_path(style_id: int) -> str | None:
    """Return where a style's picture is served, from the root of the server; None if none was made."""
    name = f"{style_id}.jpg"
    return f"{PREFIX}/{name}" if name in SHIPPED else None
