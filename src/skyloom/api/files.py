"""`/files`: the files of generations, for everybody who knows the address."""

from __future__ import annotations

import hmac
from datetime import timedelta

from fastapi import APIRouter, Request, Response
from fastapi.responses import FileResponse, RedirectResponse, StreamingResponse

from skyloom.api.access import Ctx
from skyloom.api.links import FOLDERS, NAME, mark
from skyloom.core.errors import NotFound
from skyloom.core.exports import FILE, KIND
from skyloom.core.generations import Artifact
from skyloom.services.context import Context
from skyloom.services.find_artifact import find_artifact

KEPT = "public, max-age=31536000, immutable"  # an address never changes what it gives
SIGNED_FOR = timedelta(minutes=10)  # how long a signed address of a remote store lives
KINDS = {folder: kind for kind, folder in FOLDERS.items()}
# Always, not only when a page asks: a browser may keep what it got without asking and give it to one that does.
OPEN = {"access-control-allow-origin": "*", "cross-origin-resource-policy": "cross-origin"}
MISSING = "There is no such file. The addresses of a skybox's files are in its file_url, thumb_url and depth_map_url."
router = APIRouter()


@router.api_route("/files/{folder}/imagine/{name}", methods=["GET", "HEAD"])
def file(request: Request, ctx: Ctx, folder: str, name: str) -> Response:
    """Give a file of a generation. The hash in the address is the key to it."""
    return _given(request, ctx, _artifact(ctx, KINDS.get(folder), name))


@router.api_route("/files/exports/{key}/{name}", methods=["GET", "HEAD"])
def export(request: Request, ctx: Ctx, key: str, name: str) -> Response:
    """Give the file of an export. The hash in the address is the key to it."""
    return _given(request, ctx, _artifact(ctx, FILE, name, export=key))


def _given(request: Request, ctx: Context, artifact: Artifact) -> Response:
    etag = f'"{artifact.sha256}"'
    headers = {"etag": etag, "cache-control": KEPT, **OPEN}
    if _is_known(request.headers.get("if-none-match", ""), etag):
        return Response(status_code=304, headers=headers)
    path = ctx.blobs.local_path(artifact.key)
    if path is not None:
        if not path.is_file():
            raise NotFound(MISSING)
        return FileResponse(path, headers=headers, media_type=artifact.content_type)
    signed = ctx.blobs.signed_url(artifact.key, expires=SIGNED_FOR)
    if signed is not None:
        return RedirectResponse(signed, 302, headers={"cache-control": "no-store", **OPEN})
    blob = ctx.blobs.stream(artifact.key)
    length = {"content-length": str(blob.size)}
    return StreamingResponse(blob.chunks, headers=headers | length, media_type=artifact.content_type)


def _artifact(ctx: Context, kind: str | None, name: str, *, export: str | None = None) -> Artifact:
    parts = NAME.fullmatch(name)
    if kind is None or parts is None or parts["export"] != export:
        raise NotFound(MISSING)
    try:
        generation, artifact = find_artifact(ctx, generation_id=int(parts["id"]), kind=kind)
    except NotFound:
        raise NotFound(MISSING) from None
    made = generation.params["type"] if generation.kind == KIND else None
    if made != export or not hmac.compare_digest(parts["mark"], mark(generation, kind)):
        raise NotFound(MISSING)
    return artifact


def _is_known(asked: str, etag: str) -> bool:
    """Tell whether the client has this version already, as RFC 9110 compares: weakly."""
    return any(tag.strip().removeprefix("W/") in ("*", etag) for tag in asked.split(","))
