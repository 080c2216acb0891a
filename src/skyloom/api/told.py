"""A generation as others are told of it: by webhook, by push, through a Pusher-compatible server."""

from __future__ import annotations

from skyloom.api.links import Links
from skyloom.api.parameters import Json
from skyloom.api.skybox.shown import shown, shown_export
from skyloom.api.voxel.shown import job_state
from skyloom.api.voxel.wire import GROUP as VOXEL
from skyloom.core.accounts import Account
from skyloom.core.exports import KIND as EXPORT
from skyloom.core.generations import Generation
from skyloom.services.context import Context

EVENT = "status_update"
CHANNEL = "status_update_"  # and the obfuscated id
EXPORT_CHANNEL = "export_status_update_"


def told(ctx: Context, generation: Generation, account: Account, base: str) -> Json:
    """Return the same flat object as the API shows, of a voxel job its state alone; links begin with `base`."""
    if generation.group == VOXEL:
        return job_state(generation)
    links = Links(base.rstrip("/"))
    if generation.kind == EXPORT:
        return shown_export(ctx, links, generation)
    return shown(ctx, links, account, [generation])[0]


def channel_of(generation: Generation) -> str:
    """Return the push channel of a generation."""
    return (EXPORT_CHANNEL if generation.kind == EXPORT else CHANNEL) + generation.obfuscated_id
