"""Styles: what the catalogue looks like in this dialect, and its addresses."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request
from pydantic import Field

from skyloom.api.access import SCHEMES, Calling, Ctx, options_of
from skyloom.api.links import Links, links_of
from skyloom.api.parameters import Json, Lenient
from skyloom.api.skybox.documented import FamilyOut, StyleItemOut, StyleOut, answers
from skyloom.core.catalog import Catalog, Style, Variant

router = APIRouter(dependencies=SCHEMES, tags=["Styles"])
FAMILIES = answers(list[FamilyOut | StyleItemOut])


class StylesIn(Lenient):
    """Parameters of `GET /api/v1/skybox/styles`."""

    model_version: Literal["2", "3", "4"] | None = Field(None, description="3 or 4; there are no styles of Model 2.")


@router.get("/skybox/styles", response_model=None, responses=answers(list[StyleOut]))
def styles(request: Request, ctx: Ctx, _caller: Calling, asked: Annotated[StylesIn, Query()]) -> list[Json]:
    """List the styles; with `model_version` (3 or 4) those of one model."""
    links = links_of(request, options_of(request))
    return [style_out(style, links) for style in ctx.catalog.styles(model_version=asked.model_version)]


@router.get("/skybox/families", response_model=None, responses=FAMILIES)
@router.get("/skybox/menu", response_model=None, responses=FAMILIES)
def families(request: Request, ctx: Ctx, _caller: Calling, asked: Annotated[StylesIn, Query()]) -> list[Json]:
    """List the styles in their families; with `model_version` (3 or 4) those of one model."""
    chosen = ctx.catalog.styles(model_version=asked.model_version)
    return families_out(ctx.catalog, chosen, links_of(request, options_of(request)))


def style_out(style: Style, links: Links) -> dict[str, Any]:
    """Return a style as `GET /skybox/styles` lists it."""
    picture = links.preview(style)
    return {
        "id": style.id,
        "name": style.name,
        "description": style.description,
        "max-char": style.max_prompt,
        "negative-text-max-char": style.max_negative,
        "image": picture,
        "image_jpg": picture,
        "sort_order": style.sort_order,
        "model": style.model.value,
        "model_version": style.model.version,
        "premium": 0,
        "new": 0,
        "experimental": 0,
        "skybox_style_families_id": style.family,
        "variants": [variant_out(variant) for variant in style.variants],
    }


def families_out(catalog: Catalog, styles: Sequence[Style], links: Links) -> list[dict[str, Any]]:
    """Return styles in their families, none of them empty, and after them the styles that have none."""
    listed: list[dict[str, Any]] = []
    for family in catalog.families:
        items = [{"type": "style", **style_out(s, links)} for s in styles if s.family == family.id]
        if items:  # the published plugin looks at the first item without asking whether there is one
            listed.append(
                {
                    "type": "family",
                    "id": family.id,
                    "name": family.name,
                    "sort_order": family.sort_order,
                    "items": items,
                }
            )
    return [*listed, *({"type": "style", **style_out(s, links)} for s in styles if s.family is None)]


def variant_out(variant: Variant) -> dict[str, Any]:
    """Return a quality variant of a style."""
    return {
        "id": variant.id,
        "label": variant.label,
        "key": variant.key,
        "credit_cost": variant.cost,
        "is_default": variant.is_default,
    }
