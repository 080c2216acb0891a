"""Money: currencies, the kinds of ledger entries, and what they may hold."""

from __future__ import annotations

from enum import StrEnum


class Currency(StrEnum):
    """What a wallet holds; each dialect pays in its own."""

    CREDITS = "credits"  # skybox and imagine
    TOKENS = "tokens"  # voxel
    PHOTOS = "photos"  # interior sky


class Kind(StrEnum):
    """Why the balance changed."""

    GRANT = "grant"
    CHARGE = "charge"
    REFUND = "refund"
    ADJUST = "adjust"
