"""Generators: our engines under the names of this dialect, and their parameters as it describes them."""

from __future__ import annotations

import html
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Annotated, Any, Literal

from fastapi import APIRouter
from pydantic import BaseModel, BeforeValidator, Field, create_model

from skyloom.api.access import SCHEMES, Calling, Ctx
from skyloom.api.parameters import Json, Lenient, Text, Whole, flag, whole
from skyloom.api.skybox.documented import GeneratorOut, answers
from skyloom.api.skybox.wire import ENGINE
from skyloom.core.catalog import RULES, VARIANTS, Catalog, Model
from skyloom.services.context import Context

router = APIRouter(dependencies=SCHEMES, tags=["Imagine"])
Schema = Mapping[str, Any]  # JSON schema of one parameter
LONG = 100  # characters; longer texts get a box of several lines


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """How a parameter is offered: the engine's own schema, and what this dialect says instead or besides."""

    own: str | None = None  # the engine's parameter; None: one of this dialect
    schema: Schema = field(default_factory=dict)
    options: Callable[[Catalog], list[Json]] | None = None  # what can be chosen, where that is not in the schema
    display: Json = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Generator:
    """An engine under a name of this dialect."""

    id: int
    name: str
    label: str
    engine: str
    parameters: Mapping[str, Offered]

    @property
    def images(self) -> tuple[str, ...]:
        """The parameters that are images."""
        return tuple(name for name, offered in self.parameters.items() if offered.schema.get("type") == "image")


def _styles(catalog: Catalog) -> list[Json]:
    return [{"label": style.name, "value": style.id} for style in catalog.styles()]


def _variants(_catalog: Catalog) -> list[Json]:
    return [{"label": variant.label, "value": variant.id} for model in Model for variant in VARIANTS[model]]


def _seed(smallest: int, largest: int) -> Offered:
    words = "0 gives another picture each time. Any other number gives the same picture for the same parameters."
    schema = {"type": "integer", "title": "Generation Seed", "description": words, "default": 0}
    return Offered(
        schema=schema | {"minimum": smallest, "maximum": largest},
        display={"parse_random": True, "random_max_value": RULES[Model.MODEL_3].max_seed, "random_min_value": 1},
    )


def _optional(title: str, description: str, **schema: Any) -> Offered:
    return Offered(schema={"type": "integer", "nullable": True, "title": title, "description": description} | schema)


HASH: Schema = {"type": "string", "maxLength": 32}
IMAGE: Schema = {"type": "image"}  # a file, base64 or an address
# What a new skybox may keep of an earlier one or of an image; of styles of Model 3.
KEPT: Mapping[str, Offered] = {
    "remix_imagine_id": _optional("Remix", "The id of one of your complete skyboxes, whose scene stays."),
    "remix_imagine_obfuscated_id": _optional("Remix by Hash", "The same by its hash.", **HASH),
    "remix_collection_id": _optional("Remix from Collection", "The id of a collection, to take a skybox of by lot."),
    "control_image": _optional("Control Image", "An image whose shapes stay.", **IMAGE),
    "control_image_hash": _optional("Control Image of", "The hash of a skybox, to use its image again.", **HASH),
    "control_model": _optional("Control Model", "With a control image.", type="string", enum=["remix"]),
    "init_image": _optional("Init Image", "An image whose colours and composition stay in part.", **IMAGE),
    "init_image_hash": _optional("Init Image of", "The hash of a skybox, to use its image again.", **HASH),
    "init_strength": Offered(own="init_strength", schema={"title": "Init Strength"}),
}
STABLE = Generator(
    id=13,
    name="stable-skybox",
    label="Stable Skybox",
    engine=ENGINE,
    parameters={
        "prompt": Offered(
            own="prompt",
            schema={
                "title": "Text Prompt",
                "maxLength": 600,
                "description": "e.g. 'A misty fjord at dawn, wooden boats, snow on the peaks' or "
                "'Neon city street at night in the rain, view from a bridge'",
            },
            display={
                "display_wide": True,
                "display_label": "Describe the world you wish to see around you.",
                "parsePrompt": True,
                "imagine_text": True,
            },
        ),
        "negative_text": Offered(
            own="negative_text",
            schema={"title": "Negative Text Prompt", "maxLength": 400, "description": "e.g. 'people, fog, buildings'"},
            display={"display_wide": True, "display_label": "Describe things to avoid."},
        ),
        "seed": _seed(-1, RULES[Model.MODEL_3].max_seed),
        "animation_mode": Offered(
            schema={"type": "string", "title": "Animation Mode", "enum": ["skybox"], "default": "skybox"},
            display={"display_label": "Generation Mode"},
        ),
    },
)
SKYLOOM = Generator(
    id=101,
    name="skyloom-skybox",
    label="Skyloom Skybox",
    engine=ENGINE,
    parameters={
        "prompt": Offered(own="prompt", display={"display_wide": True}),
        "negative_text": Offered(own="negative_text", schema={"maxLength": 600}, display={"display_wide": True}),
        "skybox_style_id": Offered(own="style_id", schema={"title": "Style"}, options=_styles),
        "variant_id": Offered(
            schema={
                "type": "integer",
                "title": "Quality",
                "description": "Of styles of Model 4; leave it out for the others.",
                "nullable": True,
            },
            options=_variants,
        ),
        "horizon_shift": Offered(own="horizon_shift", schema={"type": "integer", "default": 0}),
        "enhance_prompt": Offered(
            schema={
                "type": "boolean",
                "title": "Enhance Prompt",
                "description": "Add details that fit to the prompt.",
                "default": False,
            }
        ),
        "seed": _seed(0, RULES[Model.MODEL_4].max_seed),
        **KEPT,
    },
)
GENERATORS: Mapping[str, Generator] = {generator.name: generator for generator in (STABLE, SKYLOOM)}


@router.get("/generators", response_model=None, responses=answers(list[GeneratorOut]))
def generators(ctx: Ctx, _caller: Calling) -> list[Json]:
    """List the generators with their parameters, for `POST /imagine/requests` and for forms that are drawn from it."""
    return [generator_out(ctx, generator, place) for place, generator in enumerate(GENERATORS.values(), start=1)]


def generator_out(ctx: Context, generator: Generator, place: int) -> Json:
    """Return a generator as `GET /generators` lists it."""
    schemas = schemas_of(generator, ctx.engines[generator.engine].Params)
    return {
        "id": generator.id,
        "generator": generator.name,
        "name": generator.label,
        "label": generator.label,
        "params": {
            name: described(
                schemas[name],
                options=offered.options(ctx.catalog) if offered.options else None,
                display=offered.display,
            )
            for name, offered in generator.parameters.items()
        },
        "sort_order": place,
    }


def schemas_of(generator: Generator, params: type[BaseModel]) -> dict[str, Schema]:
    """Return the JSON schema of each parameter: the engine's own, with this dialect's words over it.

    One that may be left out has a default, or "nullable".
    """
    own = params.model_json_schema()["properties"]
    return {
        name: _without_null(own[offered.own]) | dict(offered.schema) if offered.own else dict(offered.schema)
        for name, offered in generator.parameters.items()
    }


def described(schema: Schema, *, options: list[Json] | None, display: Mapping[str, Any]) -> Json:
    """Return a parameter as the published document describes it."""
    if options is None and "enum" in schema:
        options = [{"label": str(value).title(), "value": value} for value in schema["enum"]]
    kind, element = _kind(schema, has_options=options is not None)
    told = {
        "name": schema["title"],
        "type": kind,
        "required": _is_required(schema),
        "max_value": schema.get("maxLength", schema.get("maximum")),
        "min_value": schema.get("minimum"),
        "default_value": schema.get("default"),
        "options": options,
        "display_help": f"<p>{html.escape(schema['description'], quote=False)}</p>"
        if "description" in schema
        else None,
        "display_label": schema["title"],
        "display_element": element,
    }
    return {name: value for name, value in told.items() if value is not None} | dict(display)


def read(generator: Generator, params: type[BaseModel], fields: Mapping[str, Any]) -> Json:
    """Return the generator's parameters among the fields, with their types and defaults; raise ValidationError.

    Images are left out. What is allowed is what `GET /generators` says.
    """
    return _model(generator, params).model_validate(fields).model_dump(mode="json", exclude_none=True)


@cache
def _model(generator: Generator, params: type[BaseModel]) -> type[Lenient]:
    schemas = schemas_of(generator, params)
    fields: dict[str, Any] = {name: _field(schema) for name, schema in schemas.items() if name not in generator.images}
    return create_model(generator.name, __base__=Lenient, **fields)


def _field(schema: Schema) -> tuple[Any, Any]:
    kind: Any = Literal[tuple(schema["enum"])] if "enum" in schema else TYPES[schema["type"]]
    limits = {ours: schema[theirs] for theirs, ours in LIMITS.items() if theirs in schema}
    limited = Annotated[kind, Field(**limits)]
    return (limited, ...) if _is_required(schema) else (limited | None, schema.get("default"))


def _is_required(schema: Schema) -> bool:
    return "default" not in schema and "nullable" not in schema


TYPES: Mapping[str, Any] = {
    "string": Text,
    "integer": Whole,
    "number": Annotated[float, BeforeValidator(whole)],
    "boolean": Annotated[bool, BeforeValidator(flag)],
}
LIMITS = {"maxLength": "max_length", "minimum": "ge", "maximum": "le"}


def _kind(schema: Schema, *, has_options: bool) -> tuple[str, str]:
    """Return the published document's names of a parameter's type and of the element that it is typed into."""
    if has_options:
        return "select", "select"
    match schema["type"]:
        case "integer":
            return "int", "input"
        case "number":
            return "float", "input"
        case "boolean":
            return "boolean", "checkbox"
        case "image":
            return "image", "file"
    return ("textarea", "textarea") if schema.get("maxLength", LONG + 1) > LONG else ("text", "input")


def _without_null(schema: Schema) -> dict[str, Any]:
    """Return the schema of a parameter that may be null without that."""
    kinds = [kind for kind in schema.get("anyOf", ()) if kind.get("type") != "null"]
    if len(kinds) != 1:
        return dict(schema)
    around = {name: value for name, value in schema.items() if name not in ("anyOf", "default")}
    return {**around, **kinds[0], "nullable": True}
