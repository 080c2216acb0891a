"""The address that a client wants to be told at."""

from __future__ import annotations

from skyloom.api.parameters import OFF
from skyloom.core.errors import InvalidInput
from skyloom.outside.guard import vet
from skyloom.services.context import Context

LOOK_UP = 1.0  # seconds that a name server may keep an order waiting


def webhook_of(ctx: Context, url: str | None) -> str | None:
    """Return the address, or raise InvalidInput if nobody can be told there; None for what clients write for nobody."""
    if url is None or url.strip().lower() in OFF:
        return None
    try:
        vet(url.strip(), seconds=LOOK_UP, allow_private=ctx.allow_private_urls)
    except InvalidInput as error:
        raise InvalidInput(f"The parameter 'webhook_url' is wrong: {error}") from error
    return url.strip()
