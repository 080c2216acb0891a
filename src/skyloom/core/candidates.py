"""What is remembered of a candidate picture."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

ENGINE = "candidates"
COUNT = 3  # candidates of a prompt
MODEL = "voxel model"  # the kind of a generation that reads a picture once and never again
IMAGES = tuple(f"image_{number}" for number in range(COUNT))  # roles of their files
MODELS = tuple(f"model_{number}" for number in range(COUNT))


@dataclass(frozen=True, slots=True, kw_only=True)
class Recollection:
    """What a picture's candidate was made of, and where its model lies."""

    facts: Mapping[str, Any]  # JSON: "version" of the engine, "spec", "seed"
    model: str | None  # key in the blob store
