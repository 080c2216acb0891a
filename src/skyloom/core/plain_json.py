"""Frozen dataclasses as JSON's own types and back."""

from __future__ import annotations

import dataclasses
import types
from enum import Enum
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints


def plain(value: Any, /) -> Any:
    """Return a value as objects, lists, strings and numbers."""
    if dataclasses.is_dataclass(value):
        return {f.name: plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, tuple):
        return [plain(v) for v in value]
    return value.value if isinstance(value, Enum) else value


def read(wanted: Any, data: Any, /) -> Any:
    """Return `data` as the wanted type, or raise ValueError."""
    if dataclasses.is_dataclass(wanted) and isinstance(wanted, type):
        hints = _hints(wanted)
        if unknown := set(data) - set(hints):
            raise ValueError(f"{wanted.__name__} has no {sorted(unknown)[0]!r}")
        return wanted(**{name: read(hints[name], value) for name, value in data.items()})
    origin, arguments = get_origin(wanted), get_args(wanted)
    if origin in (Union, types.UnionType):
        return None if data is None else read(next(a for a in arguments if a is not type(None)), data)
    if origin is tuple:
        kinds = [arguments[0]] * len(data) if arguments[1:] == (...,) else arguments
        return tuple(read(kind, value) for kind, value in zip(kinds, data, strict=True))
    if wanted is float and isinstance(data, int | float) and not isinstance(data, bool):
        return float(data)
    if issubclass(wanted, Enum) and isinstance(data, str):
        return wanted(data)
    if type(data) is not wanted:
        raise ValueError(f"{data!r} is no {wanted.__name__}")
    return data


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)
