"""What a deployment may set about the HTTP side."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiOptions:
    """Handed down by bootstrap; the defaults suit a laptop."""

    public_url: str | None = None  # e.g. "https://sky.example.org"; None: as the client addressed us
    trust_forwarded: bool = False  # True behind a proxy that sets X-Forwarded-Proto and X-Forwarded-Host
    max_body: int = 16 * 2**20  # bytes
    rate_limit: int = 1200  # requests of a key a minute; 0: any number
