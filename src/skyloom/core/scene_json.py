"""A scene as JSON and back, so that a generation keeps it."""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Mapping
from enum import Enum
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from skyloom.core.errors import InvalidInput
from skyloom.core.scene import SCENE_VERSION, SceneSpec


def scene_to_json(scene: SceneSpec, /) -> dict[str, Any]:
    """Return a scene as objects, lists, strings and numbers."""
    data: dict[str, Any] = _plain(scene)
    return data


def scene_from_json(data: Mapping[str, Any], /) -> SceneSpec:
    """Return the scene that `scene_to_json` wrote; what an older version left out has its default."""
    version = data.get("version", SCENE_VERSION)
    if version != SCENE_VERSION:
        raise InvalidInput(f"The scene has version {version!r}; this server reads version {SCENE_VERSION}.")
    try:
        scene: SceneSpec = _read(SceneSpec, data)
    except (TypeError, ValueError, AttributeError) as error:
        raise InvalidInput(f"The scene cannot be read: {error}") from error
    return scene


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value):
        return {f.name: _plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, tuple):
        return [_plain(v) for v in value]
    return value.value if isinstance(value, Enum) else value


def _read(wanted: Any, data: Any) -> Any:
    """Return `data` as the wanted type, or raise ValueError."""
    if dataclasses.is_dataclass(wanted) and isinstance(wanted, type):
        hints = _hints(wanted)
        if unknown := set(data) - set(hints):
            raise ValueError(f"{wanted.__name__} has no {sorted(unknown)[0]!r}")
        return wanted(**{name: _read(hints[name], value) for name, value in data.items()})
    origin, arguments = get_origin(wanted), get_args(wanted)
    if origin in (Union, types.UnionType):
        return None if data is None else _read(next(a for a in arguments if a is not type(None)), data)
    if origin is tuple:
        kinds = [arguments[0]] * len(data) if arguments[1:] == (...,) else arguments
        return tuple(_read(kind, value) for kind, value in zip(kinds, data, strict=True))
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
