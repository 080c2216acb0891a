"""The words of exports: a body of one, and of the types that there are."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from pydantic import Field

from skyloom.api.links import Links
from skyloom.api.parameters import Json, Lenient, Text, Whole
from skyloom.core.exports import BY_KEY, FILE, ExportType, Resolution
from skyloom.core.generations import Generation


class ExportIn(Lenient):
    """Parameters of `POST /api/v1/skybox/export`."""

    skybox_id: Text = Field("", description="The `obfuscated_id` of a complete skybox of yours.")
    type_id: Whole | None = Field(None, description="From `GET /skybox/export`.")
    resolution_id: Whole | None = Field(None, description="From the type's `resolutions`; the skybox's own without it.")
    webhook_url: Text | None = Field(None, description="Is told of every state of the export.")


def export_out(generation: Generation, links: Links, queue_position: int) -> Json:
    """Return an export as every route and every message shows it."""
    kind = BY_KEY[generation.params["type"]]
    return {
        "file_url": links.export(generation),
        "id": generation.obfuscated_id,
        "skybox_obfuscated_id": generation.parent_hash,
        "type": kind.key,
        "type_id": kind.id,
        "status": generation.status.value,
        "queue_position": queue_position,
        "error_message": generation.error_message,
        "pusher_channel": f"export_status_update_{generation.obfuscated_id}",
        "pusher_event": "status_update",
        "webhook_url": generation.webhook_url,
        "created_at": fine_stamp(generation.created_at),
    }


def type_out(kind: ExportType) -> Json:
    """Return a type as `GET /skybox/export` lists it: all are free here."""
    return {
        "id": kind.id,
        "name": kind.name,
        "key": kind.key,
        "premium_feature": False,
        "isPremium": False,
        "resolutions": [resolution_out(size) for size in kind.resolutions()],
    }


def resolution_out(size: Resolution) -> Json:
    """Return a size that a type can be had in."""
    return {"id": size.id, "name": size.label, "width": size.width, "height": size.width // 2}


def exports_out(exports: Sequence[Generation], links: Links) -> dict[str, str]:
    """Return the addresses of a skybox's complete exports by their type's key; of several sizes the largest."""
    ordered = sorted(exports, key=lambda export: export.params["width"])
    return {export.params["type"]: links.export(export) for export in ordered if FILE in export.artifacts}


def fine_stamp(at: datetime) -> str:
    """Return a time as published exports say it: UTC, microseconds, Z."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
