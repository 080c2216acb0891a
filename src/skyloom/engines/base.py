"""What an engine is: a pure function from parameters and a seed to files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, Protocol

from pydantic import BaseModel, ConfigDict


class Params(BaseModel):
    """Parameters of an engine: validation, JSON schema and the studio's form in one."""

    model_config = ConfigDict(frozen=True, extra="forbid")


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A finished file, still in memory."""

    data: bytes
    content_type: str  # e.g. "image/jpeg"
    width: int | None = None  # pixels
    height: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What a render leaves: files by role ("file", "thumb", "depth") and facts worth keeping."""

    files: Mapping[str, File]
    facts: Mapping[str, Any] = field(default_factory=dict)  # JSON; e.g. {"scene": ...}


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """What is remembered of a candidate picture."""

    facts: Mapping[str, Any]  # JSON: "version" of the engine that drew it, "spec", "seed"
    model: bytes | None  # its .vox file


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderContext:
    """All the outside world that a render may touch."""

    seed: int  # 0 .. 2**32 - 1
    inputs: Mapping[str, bytes] = field(default_factory=dict)  # files by name; each is read when it is asked for
    progress: Callable[[float], None] = lambda _fraction: None
    recall: Callable[[str], Candidate | None] = lambda _sha256: None  # the candidate with pixels of that SHA-256


class Engine(Protocol):
    """An engine: the same parameters, seed and version give the same bytes on the same kind of processor."""

    name: ClassVar[str]
    queue: ClassVar[str]  # the capability a worker needs, e.g. "cpu.skybox"
    Params: ClassVar[type[Params]]

    def warm_up(self) -> None:
        """Load and compile what a first render would otherwise wait for."""

    def render(self, params: Any, ctx: RenderContext) -> Result:
        """Return the finished files."""
