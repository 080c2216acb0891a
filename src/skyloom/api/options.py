"""What a deployment may set about the HTTP side."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class PushLimits:
    """What a client of the push socket may do."""

    activity_timeout: float = 120.0  # seconds of silence after which it is asked for a sign of life
    pong_timeout: float = 30.0  # seconds that it may take to give one
    channels: int = 200  # that one connection may be subscribed to
    connections: int = 2000  # in one process
    queued: int = 100  # frames that may wait for a client that reads slowly


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiOptions:
    """Handed down by bootstrap; the defaults suit a laptop."""

    public_url: str | None = None  # e.g. "https://sky.example.org"; None: as the client addressed us
    trust_forwarded: bool = False  # True behind a proxy that sets X-Forwarded-Proto and X-Forwarded-Host
    push_key: str = "skyloom"  # that clients of the push socket name
    max_body: int = 16 * 2**20  # bytes
    rate_limit: int = 1200  # requests of a key a minute; 0: any number
    push: PushLimits = field(default_factory=PushLimits)
