"""Styles, their models and quality variants: what a customer can choose and what it costs."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from importlib.resources import files
from typing import Any

from skyloom.core.errors import NotFound
from skyloom.core.scene import Grade


class Model(StrEnum):
    """A generation of the skybox product; the value is its name on the wire."""

    MODEL_3 = "Model 3"
    MODEL_4 = "Model 4"

    @property
    def version(self) -> str:
        """Its number, as text."""
        return self.value.removeprefix("Model ")


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelRules:
    """What a model makes and takes."""

    width: int  # pixels of the panorama; the height is half of it
    cost: int  # credits, where the style has no variants
    max_seed: int


RULES: Mapping[Model, ModelRules] = {
    Model.MODEL_3: ModelRules(width=8192, cost=1, max_seed=2**31 - 1),
    Model.MODEL_4: ModelRules(width=4096, cost=3, max_seed=2**32 - 1),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """A quality of a Model 4 generation."""

    id: int
    label: str
    key: str
    cost: int  # credits
    is_default: bool


VARIANTS: Mapping[Model, tuple[Variant, ...]] = {
    Model.MODEL_3: (),
    Model.MODEL_4: (
        Variant(id=1, label="Standard", key="standard", cost=3, is_default=True),
        Variant(id=2, label="Enhanced", key="enhanced", cost=6, is_default=False),
    ),
}


Setting = float | str | tuple["Setting", ...]


@dataclass(frozen=True, slots=True)
class Filter:
    """What is done to the finished picture: a filter's name and its settings."""

    name: str
    settings: tuple[tuple[str, Setting], ...] = ()

    @property
    def options(self) -> dict[str, Any]:
        """The settings by name."""
        return dict(self.settings)


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """A look: the words that it adds where a prompt leaves things open, its grade, and what filters do after it."""

    id: int
    name: str
    model: Model
    max_prompt: int  # characters
    max_negative: int  # characters
    sort_order: int
    description: str | None = None
    dresses: str = ""  # words that fill what the prompt leaves open
    grade: Grade = field(default_factory=Grade)
    filters: tuple[Filter, ...] = ()
    detail: float = 0.0  # share of the finest detail that filters leave in, 0 for paint, 1 for photographs
    geometry: str = ""  # "coarse": the land in large triangles; "blocks": the world rebuilt of cubes
    family: int | None = None
    is_default: bool = False

    @property
    def variants(self) -> tuple[Variant, ...]:
        """The qualities it can be made in; none for Model 3."""
        return VARIANTS[self.model]

    def variant(self, variant_id: int | None) -> Variant | None:
        """Return the chosen or default variant; None for a model without variants."""
        if variant_id is None:
            return next((v for v in self.variants if v.is_default), None)
        for variant in self.variants:
            if variant.id == variant_id:
                return variant
        raise NotFound(f"Style {self.name!r} has no variant {variant_id}.")

    def price(self, variant: Variant | None) -> int:
        """Return what a generation costs, in credits."""
        return variant.cost if variant else RULES[self.model].cost


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """A group that clients list styles in."""

    id: int
    name: str
    sort_order: int


class Catalog:
    """All styles of this server, by id, and their families."""

    def __init__(self, styles: Iterable[Style], families: Iterable[Family] = ()) -> None:
        rows = list(styles)
        self.families = tuple(families)
        self._styles = {style.id: style for style in rows}
        if len(self._styles) < len(rows):
            raise ValueError("two styles have the same id")
        if sum(style.is_default for style in rows) != 1:
            raise ValueError("exactly one style is the default")

    def style(self, style_id: int | None) -> Style:
        """Return one style, the default one for None, or raise NotFound in the contract's words."""
        if style_id is None:
            return next(style for style in self._styles.values() if style.is_default)
        if style_id not in self._styles:
            raise NotFound("Skybox style does not exist")
        return self._styles[style_id]

    def styles(self, *, model_version: str | None = None) -> list[Style]:
        """Return all styles, or those of one model, in their order."""
        chosen = (s for s in self._styles.values() if model_version in (None, s.model.version))
        return sorted(chosen, key=lambda style: (style.model.version, style.sort_order, style.id))


def load() -> Catalog:
    """Return the styles that ship with Skyloom."""
    tables = [
        tomllib.loads(file.read_text("utf-8"))
        for file in sorted((files("skyloom.core") / "styles").iterdir(), key=lambda file: file.name)
        if file.name.endswith(".toml")
    ]
    rows = [row for table in tables for row in table.get("style", ())]
    groups = [row for table in tables for row in table.get("family", ())]
    families = (Family(id=row["id"], name=row["name"], sort_order=place) for place, row in enumerate(groups))
    return Catalog((_style(row) for row in rows), families)


def _style(row: Mapping[str, Any]) -> Style:
    grade = {name: _frozen(value) for name, value in row.get("grade", {}).items()}
    fields: dict[str, Any] = {
        **row,
        "model": Model(row["model"]),
        "grade": Grade(**grade),
        "filters": tuple(_filter(wanted) for wanted in row.get("filters", ())),
    }
    return Style(**fields)


def _filter(row: Mapping[str, Any]) -> Filter:
    return Filter(row["use"], tuple((name, _frozen(value)) for name, value in row.items() if name != "use"))


def _frozen(value: Any) -> Any:
    return tuple(_frozen(part) for part in value) if isinstance(value, list) else value
