"""Take a picture that somebody sent."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from skyloom.core.media import extension_of
from skyloom.imaging.received import SMALLEST, Probe, probe
from skyloom.store.blobs import input_key


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """A picture that an order will read; nothing is stored yet."""

    key: str  # where it will lie in the blob store: the same for the same bytes
    data: bytes
    found: Probe


def receive(data: bytes, *, account_id: int, smallest: int = SMALLEST) -> Received:
    """Return the picture and its place, or raise what is wrong with it; `smallest` is in pixels a side."""
    found = probe(data, smallest=smallest)
    name = f"{hashlib.sha256(data).hexdigest()}.{extension_of(found.content_type)}"
    return Received(key=input_key(account_id, name), data=data, found=found)
