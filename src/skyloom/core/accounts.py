"""Accounts and their API keys."""

from __future__ import annotations

import base64
import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

KEY_PREFIX = "sk_"
WEBHOOK_PREFIX = "whsec_"
PREFIX_LENGTH = 8  # characters of a secret that are kept to tell keys apart


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Who pays and who owns generations."""

    id: int
    uuid: UUID
    name: str
    is_active: bool
    strict_prompt: bool  # True: negative texts are refused
    max_concurrency: int = 1  # generations of one group at the same time
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ApiKey:
    """A key without its secret: only the hash is kept."""

    id: int
    account_id: int
    prefix: str  # the first characters, to tell keys apart
    name: str
    created_at: datetime
    revoked_at: datetime | None
    expires_at: datetime | None = None  # None: never


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """The account and the key behind a request."""

    account: Account
    api_key_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a user of an account's client said."""

    account_id: int
    body: Mapping[str, Any]  # JSON
    at: datetime


def new_secret() -> str:
    """Return a fresh API key; it is shown once and never stored."""
    return KEY_PREFIX + secrets.token_urlsafe(32)


def shown_secret(secret: bytes) -> str:
    """Return a webhook secret as Standard Webhooks writes it."""
    return WEBHOOK_PREFIX + base64.b64encode(secret).decode()


def hashed(secret: str) -> bytes:
    """Return what is stored of a key: its SHA-256. Keys are random, so no salt is needed."""
    return hashlib.sha256(secret.encode()).digest()
