"""Parameters of requests as every dialect takes them: types of values, and what an order may carry beside them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Any, TypeAlias

from fastapi import Header
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

Json: TypeAlias = dict[str, Any]

BIGINT = 2**63 - 1
UNSENDABLE = re.compile("[\x00\ud800-\udfff]")  # neither PostgreSQL nor UTF-8 can hold these
OFF = frozenset({"", "0", "false", "off", "no", "null", "none"})
MAX_IDEMPOTENCY_KEY = 200  # characters


def present(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return the parameters that hold something; clients send empty ones for those they do not use."""
    return {name: value for name, value in fields.items() if value is not None and value != ""}


def sendable(text: str) -> str:
    """Refuse characters that can be neither stored nor sent."""
    if UNSENDABLE.search(text):
        raise ValueError("it holds a NUL character or half of a surrogate pair; remove it")
    return text


def whole(value: Any) -> Any:
    """Refuse true and false where a number is asked for; Python takes them for 1 and 0."""
    return str(value) if isinstance(value, bool) else value


def flag(value: Any) -> Any:
    """Take what clients send for "no" as false."""
    return False if isinstance(value, str) and value.strip().lower() in OFF else value


def lower(value: Any) -> Any:
    """Take words in any letters for small ones."""
    return value.lower() if isinstance(value, str) else value


def upper(value: Any) -> Any:
    """Take words in any letters for capital ones."""
    return value.upper() if isinstance(value, str) else value


Text = Annotated[str, AfterValidator(sendable)]
Whole = Annotated[int, BeforeValidator(whole)]
Small = Annotated[int, Field(ge=-(2**31), le=2**31 - 1), BeforeValidator(whole)]
Big = Annotated[int, Field(ge=-BIGINT, le=BIGINT), BeforeValidator(whole)]


class Lenient(BaseModel):
    """Parameters of a request: unknown and empty ones are ignored, as the published clients need."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    @model_validator(mode="before")
    @classmethod
    def _without_empty(cls, data: Any) -> Any:
        return present(data) if isinstance(data, Mapping) else data


KINDS = ("application/json", "multipart/form-data", "application/x-www-form-urlencoded")
IdempotencyKey = Annotated[
    str | None,
    Header(
        max_length=MAX_IDEMPOTENCY_KEY, description="Any text of yours: with the same one, nothing is charged twice."
    ),
]


def bodies(schema: Json) -> Json:
    """Return what the OpenAPI document says of a body that may come in each of our kinds."""
    return {"requestBody": {"required": True, "content": {kind: {"schema": schema} for kind in KINDS}}}
