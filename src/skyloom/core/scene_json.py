"""A scene as JSON and back, so that a generation keeps it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from skyloom.core.errors import InvalidInput
from skyloom.core.plain_json import plain, read
from skyloom.core.scene import SCENE_VERSION, SceneSpec


def scene_to_json(scene: SceneSpec, /) -> dict[str, Any]:
    """Return a scene as objects, lists, strings and numbers."""
    data: dict[str, Any] = plain(scene)
    return data


def scene_from_json(data: Mapping[str, Any], /) -> SceneSpec:
    """Return the scene that `scene_to_json` wrote; what an older version left out has its default."""
    version = data.get("version", SCENE_VERSION)
    if version != SCENE_VERSION:
        raise InvalidInput(f"The scene has version {version!r}; this server reads version {SCENE_VERSION}.")
    try:
        scene: SceneSpec = read(SceneSpec, data)
    except (TypeError, ValueError, AttributeError) as error:
        raise InvalidInput(f"The scene cannot be read: {error}") from error
    return scene
