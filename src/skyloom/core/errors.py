"""Everything that can go wrong, as classes; the docstring is the message, `code` is part of the API."""

from __future__ import annotations

from typing import ClassVar


class SkyloomError(Exception):
    """Something went wrong."""

    code: ClassVar[str] = "ERROR"

    def __init__(self, message: str | None = None) -> None:
        super().__init__(message or (type(self).__doc__ or "").strip())


class InvalidInput(SkyloomError):
    """The request is not valid."""

    code = "INVALID_INPUT"


class AccessDenied(SkyloomError):
    """Access denied"""  # noqa: D400, D415 - the contract's own words

    code = "ACCESS_DENIED"


class NotFound(SkyloomError):
    """There is no such thing."""

    code = "NOT_FOUND"


class NoBalance(SkyloomError):
    """The account has no wallet in this currency."""

    code = "NO_BALANCE"


class InsufficientCredits(SkyloomError):
    """The account has too few credits."""

    code = "INSUFFICIENT_TOKENS"


class NoSubscription(AccessDenied):
    """You don't have an active subscription"""  # noqa: D400, D415 - the contract's own words

    code = "NO_SUBSCRIPTION"


class IllegalTransition(SkyloomError):
    """The generation cannot move to that state."""

    code = "ILLEGAL_TRANSITION"


class TooManyRequests(SkyloomError):
    """Too many requests."""

    code = "TOO_MANY_REQUESTS"

    def __init__(self, message: str | None = None, *, retry_after: int = 1) -> None:
        super().__init__(message)
        self.retry_after = retry_after  # seconds


class Unavailable(SkyloomError):
    """The server cannot answer right now. Please try again."""

    code = "UNAVAILABLE"


class CannotStart(SkyloomError):
    """The server cannot start on this machine."""

    code = "CANNOT_START"
