"""From the parameters of a request to an order: what the style allows, what it costs, which seed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from skyloom.api.body import Fields, Upload
from skyloom.api.errors import sentence
from skyloom.api.parameters import OFF, present
from skyloom.api.seeds import drawn_seed
from skyloom.api.skybox.images import NOTHING, Images, images_of
from skyloom.api.skybox.parents import Lineage, lineage_of
from skyloom.api.skybox.wire import ENGINE, GROUP, SWITCHES, GenerateIn
from skyloom.api.webhook import webhook_of
from skyloom.core.accounts import Caller
from skyloom.core.catalog import RULES, Model, Style, Variant
from skyloom.core.credits import Currency
from skyloom.core.errors import AccessDenied, InvalidInput
from skyloom.core.generations import Order
from skyloom.services.context import Context
from skyloom.services.enhance import Wish, enhance

MAX_PROMPT = 2000  # characters, where no style says otherwise
MAX_NEGATIVE = 600
LONGEST_OFF = 10  # characters


class NoPrompt(InvalidInput):
    """No prompts submitted"""  # noqa: D400, D415 - the contract's own words

    code = "NO_PROMPT"


class StrictPrompt(AccessDenied):
    """Negative text is disabled when Strict Prompt is enabled. You can disable this in your Profile settings."""

    code = "STRICT_PROMPT"


def no_prompt(why: str) -> NoPrompt:
    """Return the contract's error with a word on what was wrong."""
    error = NoPrompt()
    error.add_note(why)
    return error


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """An order and the files that come with it."""

    order: Order
    files: Mapping[str, bytes]  # to be stored by their keys


def order_of(
    ctx: Context, caller: Caller, fields: Fields, *, idempotency_key: str | None, origin: str | None = None
) -> Placed:
    """Return the checked and priced order, or raise what is wrong with the parameters."""
    asked = _parsed(meant(fields))
    if not asked.prompt.strip():
        raise no_prompt("Send the text as the parameter 'prompt'.")
    style = ctx.catalog.style(asked.skybox_style_id)
    variant = _variant(style, asked.variant_id)
    _check_lengths(asked, style)
    _check_negative(asked, caller)
    _check_horizon(asked, style)
    engine = ctx.engines[ENGINE]
    seed = _seed(asked.seed, style.model, caller, idempotency_key)
    lineage, images = _kept(ctx, caller, asked, style, seed=seed)
    prompt = _enhanced(ctx, asked, style, seed) if asked.enhance_prompt else asked.prompt
    kept = {**images.params, **(lineage.params if lineage else {})}
    params = engine.Params(**_params(asked, style, variant) | kept | {"prompt": prompt})
    order = Order(
        account_id=caller.account.id,
        api_key_id=caller.api_key_id,
        engine=ENGINE,
        params=params.model_dump(mode="json"),
        seed=seed,
        currency=Currency.CREDITS,
        cost=style.price(variant),
        queue=engine.queue,
        group=GROUP,
        kind="skybox remix" if kept else "skybox",
        prompt=prompt,
        prompt_before=asked.prompt if asked.enhance_prompt else None,
        negative_text=asked.negative_text or None,
        style_id=style.id,
        variant_id=variant.id if variant else None,
        webhook_url=webhook_of(ctx, asked.webhook_url),
        parent_id=lineage.parent.id if lineage else None,
        parent_hash=lineage.parent.obfuscated_id if lineage else None,
        drawn_from=lineage.drawn_from if lineage else None,
        inputs=images.inputs,
        origin=origin,
    )
    return Placed(order=order, files=images.files)


def _kept(ctx: Context, caller: Caller, asked: GenerateIn, style: Style, *, seed: int) -> tuple[Lineage | None, Images]:
    """Return what the new skybox keeps of an earlier one or of an image."""
    used = sorted(name for name in SWITCHES if getattr(asked, name) is not None)
    if not used:
        return None, NOTHING
    if style.model is Model.MODEL_4:
        raise InvalidInput(
            f"The parameter '{used[0]}' is for styles of {Model.MODEL_3.value}; "
            f"the style '{style.name}' is {style.model.value}."
        )
    if len({name.startswith("remix") for name in used}) > 1:
        raise InvalidInput(f"Send an image or a skybox to remix, not both: '{used[0]}' or '{used[-1]}'.")
    lineage = lineage_of(ctx, caller, asked, seed=seed)
    return lineage, lineage.images if lineage else images_of(ctx, caller, asked)


def meant(fields: Fields) -> Fields:
    """Return the parameters that mean something: some clients send "0" or "false" for what they do not use."""
    given = present(fields)
    return {name: value for name, value in given.items() if name not in SWITCHES or not _is_off(value)}


def _is_off(value: object) -> bool:
    if isinstance(value, Upload):
        return not value.data and not value.name  # a form's file field that nobody filled
    return len(text := str(value)) < LONGEST_OFF and text.strip().lower() in OFF


def _parsed(given: Mapping[str, Any]) -> GenerateIn:
    try:
        return GenerateIn.model_validate(given)
    except ValidationError as error:
        raise InvalidInput(sentence(error.errors(include_url=False)[0])) from error


def _variant(style: Style, variant_id: int | None) -> Variant | None:
    if variant_id is None:
        return style.variant(None)
    chosen = next((variant for variant in style.variants if variant.id == variant_id), None)
    if chosen is not None:
        return chosen
    if not style.variants:
        raise InvalidInput(f"The style '{style.name}' is {style.model} and has no variants: leave out 'variant_id'.")
    known = " or ".join(f"{variant.id} ({variant.label})" for variant in style.variants)
    raise InvalidInput(f"The style '{style.name}' has no variant {variant_id}: 'variant_id' is {known}.")


def _enhanced(ctx: Context, asked: GenerateIn, style: Style, seed: int) -> str:
    wish = Wish(
        prompt=asked.prompt,
        seed=seed,
        limit=_longest_prompt(asked, style),
        negative_text=asked.negative_text or "",
        style=style,
    )
    return enhance(ctx.language_model, wish)


def _longest_prompt(asked: GenerateIn, style: Style) -> int:
    return min(style.max_prompt, MAX_PROMPT) if asked.skybox_style_id is not None else MAX_PROMPT


def _check_lengths(asked: GenerateIn, style: Style) -> None:
    named = asked.skybox_style_id is not None
    limits = {
        "prompt": _longest_prompt(asked, style),
        "negative_text": min(style.max_negative, MAX_NEGATIVE) if named else MAX_NEGATIVE,
    }
    for name, limit in limits.items():
        length = len(getattr(asked, name) or "")
        if length > limit:
            raise InvalidInput(
                f"The parameter '{name}' holds {length} characters; the style '{style.name}' takes at most {limit}."
            )


def _check_negative(asked: GenerateIn, caller: Caller) -> None:
    if asked.negative_text and caller.account.strict_prompt:
        raise StrictPrompt


def _check_horizon(asked: GenerateIn, style: Style) -> None:
    if asked.horizon_shift and style.model is not Model.MODEL_4:
        raise InvalidInput(
            f"The parameter 'horizon_shift' is for styles of {Model.MODEL_4.value}; "
            f"the style '{style.name}' is {style.model.value}."
        )


def _params(asked: GenerateIn, style: Style, variant: Variant | None) -> dict[str, Any]:
    return {
        "prompt": asked.prompt,
        "negative_text": asked.negative_text or "",
        "style_id": style.id,
        "variant": variant.key if variant else None,
        "horizon_shift": asked.horizon_shift,
    }


def _seed(asked: int, model: Model, caller: Caller, idempotency_key: str | None) -> int:
    limit = RULES[model].max_seed
    if not 0 <= asked <= limit:
        raise InvalidInput(f"The parameter 'seed' must be 0 (random) or from 1 to {limit} for {model.value}.")
    return asked or drawn_seed(caller, idempotency_key)
