"""What the Skybox API answers, as frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

NAMED = {"is_favorite": "isMyFavorite"}  # fields that the server calls something else
FINAL = frozenset({"complete", "error", "abort"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """A style to choose from."""

    id: int
    name: str
    model: str
    max_prompt: int  # characters
    max_negative: int  # characters
    variants: tuple[tuple[int, str, int], ...]  # id, label, credits

    @classmethod
    def read(cls, item: Mapping[str, Any]) -> Self:
        """Return what the server said."""
        return cls(
            id=item["id"],
            name=item["name"],
            model=item["model"],
            max_prompt=item["max-char"],
            max_negative=item["negative-text-max-char"],
            variants=tuple((v["id"], v["label"], v["credit_cost"]) for v in item["variants"]),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Skybox:
    """A generation as the server shows it; addresses are "" until it is complete."""

    id: int
    obfuscated_id: str
    status: str
    queue_position: int
    prompt: str
    seed: int
    title: str
    file_url: str
    thumb_url: str
    depth_map_url: str
    error_message: str | None
    is_favorite: bool
    exports: Mapping[str, str]  # addresses by the type's key

    @property
    def is_final(self) -> bool:
        """True when nothing will change any more."""
        return self.status in FINAL

    @classmethod
    def read(cls, item: Mapping[str, Any]) -> Self:
        """Return what the server said."""
        return cls(**{name: item[NAMED.get(name, name)] for name in cls.__dataclass_fields__})


@dataclass(frozen=True, slots=True, kw_only=True)
class Generator:
    """A generator to call by its name, with what the server tells of its parameters."""

    id: int
    name: str
    label: str
    parameters: Mapping[str, Mapping[str, Any]]

    @classmethod
    def read(cls, item: Mapping[str, Any]) -> Self:
        """Return what the server said."""
        return cls(id=item["id"], name=item["generator"], label=item["label"], parameters=item["params"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page of your skyboxes."""

    items: tuple[Skybox, ...]
    total: int
    has_more: bool

    @classmethod
    def read(cls, body: Mapping[str, Any]) -> Self:
        """Return what the server said."""
        return cls(
            items=tuple(Skybox.read(item) for item in body["data"]), total=body["totalCount"], has_more=body["has_more"]
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportType:
    """A kind of file that skyboxes can be had as."""

    id: int
    key: str
    name: str
    resolutions: tuple[tuple[int, str, int], ...]  # id, label, pixels across

    @classmethod
    def read(cls, item: Mapping[str, Any]) -> Self:
        """Return what the server said."""
        sizes = tuple((size["id"], size["name"], size["width"]) for size in item["resolutions"])
        return cls(id=item["id"], key=item["key"], name=item["name"], resolutions=sizes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """A skybox in another file; the address is "" until it is complete."""

    id: str
    skybox_obfuscated_id: str
    type: str
    type_id: int
    status: str
    queue_position: int
    file_url: str
    error_message: str | None

    @property
    def is_final(self) -> bool:
        """True when nothing will change any more."""
        return self.status in FINAL

    @classmethod
    def read(cls, item: Mapping[str, Any]) -> Self:
        """Return what the server said."""
        return cls(**{name: item[name] for name in cls.__dataclass_fields__})
