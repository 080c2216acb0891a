"""The skybox dialect's bodies: what comes in, what goes out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Annotated, Any, Literal
from urllib.parse import unquote

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema

from skyloom.api.links import Links
from skyloom.api.parameters import Big, Json, Lenient, Small, Text, Whole, flag, lower, sendable, upper, whole
from skyloom.core.accounts import Account
from skyloom.core.catalog import Catalog
from skyloom.core.errors import NotFound
from skyloom.core.generations import Generation

ENGINE = "procedural"
GROUP = "skybox"  # generations of one group share the account's slots
ENGINES: Mapping[str, str] = {"stable-skybox": ENGINE}  # the wire's name -> ours

# Parameters that some clients send as "0" or "false" when they do not use them.
SWITCHES = frozenset(
    {
        *("remix_imagine_id", "remix_imagine_obfuscated_id", "remix_obfuscated_id", "remix_collection_id"),
        *("control_image", "control_image_hash", "init_image", "init_image_hash"),
    }
)


IMAGE = {"type": "string", "format": "binary"}
Image = Annotated[Any, WithJsonSchema(IMAGE)]


class GenerateIn(Lenient):
    """Parameters of `POST /api/v1/skybox`."""

    prompt: Text = Field("", description="Describes the world. At most 2000 characters, or the style's `max-char`.")
    skybox_style_id: Whole | None = Field(None, description="From `GET /skybox/styles`; a default style without it.")
    negative_text: Text | None = Field(None, description="What to avoid. At most 600 characters, or the style's limit.")
    horizon_shift: Whole = Field(0, ge=-20, le=20, description="Degrees, positive moves the horizon up. Model 4 only.")
    variant_id: Whole | None = Field(None, description="A quality variant of a Model 4 style.")
    enhance_prompt: Annotated[bool, BeforeValidator(flag)] = Field(
        False, description="Add fitting details to the prompt; the answer's `prompt` is the longer one."
    )
    webhook_url: Text | None = Field(
        None, description="An http or https address that is told of every state, with the same object."
    )
    remix_imagine_id: Whole | None = Field(
        None, description="The number of one of your complete skyboxes: its scene stays, the prompt and style dress it."
    )
    remix_imagine_obfuscated_id: Text | None = Field(None, description="The same by its hash.")
    remix_obfuscated_id: Text | None = Field(None, description="The same by its hash.")
    remix_collection_id: Whole | None = Field(
        None, description="One of your collections: a complete skybox of it, by lot, is remixed."
    )
    control_image: Image = Field(
        None, description="An image whose shapes stay: a file, base64 or an http(s) address. At most 50 MB."
    )
    control_image_hash: Text | None = Field(None, description="The hash of a skybox: its control image is used again.")
    control_model: Text | None = Field(None, description="`remix`, with every `control_image`.")
    init_image: Image = Field(None, description="An image whose colours and composition stay in part, sent likewise.")
    init_image_hash: Text | None = Field(None, description="The hash of a skybox: its init image is used again.")
    init_strength: Annotated[float, BeforeValidator(whole)] | None = Field(
        None, description="With an `init_image`: 0.11 for much of it, 0.9 for almost none. Without it: none of it."
    )
    seed: Whole = Field(0, description="0 for a random one, else up to 2147483647 (Model 3) or 4294967295 (Model 4).")


class HistoryIn(Lenient):
    """Parameters of `GET /api/v1/imagine/myRequests`."""

    status: Annotated[
        Literal["all", "pending", "dispatched", "processing", "complete", "error", "abort"], BeforeValidator(lower)
    ] = Field("all", description="Only those of this status.")
    limit: Whole = Field(18, ge=1, le=100, description="Items per page.")
    offset: Whole = Field(0, ge=0, le=2**31 - 1, description="Page number, from 0.")
    order: Annotated[Literal["ASC", "DESC"], BeforeValidator(upper)] = Field(
        "DESC", description="DESC: the newest first."
    )
    imagine_id: Big | None = Field(None, description="Only the one with this id.")
    query: Annotated[Text, AfterValidator(unquote), AfterValidator(sendable)] | None = Field(
        None, description="Words of the title or the prompt."
    )  # unquoted, because some clients encode it twice
    generator: Text | None = Field(None, description="From `GET /generators`; plain skyboxes are of stable-skybox.")
    skybox_style_id: Small | None = Field(None, description="Only those of this style.")
    variant_id: Small | None = Field(None, description="Only those of this variant.")
    api_key_id: Big | None = Field(None, description="Only those that were ordered with this key.")
    my_likes: Annotated[bool, BeforeValidator(flag)] = Field(False, description="True: only your favourites.")

    @property
    def queries(self) -> tuple[str, ...]:
        """The words to look for; a plus sign that was encoded twice is perhaps a space."""
        if self.query is None:
            return ()
        return (self.query, self.query.replace("+", " ")) if "+" in self.query else (self.query,)


def generation_out(
    generation: Generation,
    /,
    *,
    account: Account,
    catalog: Catalog,
    links: Links,
    queue_position: int,
    exports: Mapping[str, str] = MappingProxyType({}),
) -> Json:
    """Return a generation as every route of this dialect shows it: the fields of all published examples."""
    channel = f"status_update_{generation.obfuscated_id}"
    return {
        "id": generation.id,
        "obfuscated_id": generation.obfuscated_id,
        "user_id": account.id,
        "username": account.name,
        "api_key_id": generation.api_key_id,
        "status": generation.status.value,
        "queue_position": queue_position,
        "type": generation.kind,
        "title": generation.title,
        "prompt": generation.prompt,
        "negative_text": generation.negative_text,
        "seed": generation.seed,
        **(_style_fields(generation, catalog) if generation.generator is None else _generator_fields(generation)),
        "file_url": links.artifact(generation, "file"),
        "thumb_url": links.artifact(generation, "thumb"),
        "depth_map_url": links.artifact(generation, "depth"),
        "exports": dict(exports),
        "isMyFavorite": generation.is_favorite,
        "remix_imagine_id": generation.parent_id,
        "remix_obfuscated_id": generation.parent_hash,
        "error_message": generation.error_message,
        "pusher_channel": channel,
        "pusher_event": "status_update",
        "created_at": stamp(generation.created_at),
        "updated_at": stamp(generation.updated_at),
        **_reached(generation),
    }


def stamp(at: datetime) -> str:
    """Return a time as the wire says it: UTC, whole seconds."""
    return at.astimezone(UTC).isoformat(timespec="seconds")


def _generator_fields(generation: Generation) -> dict[str, Any]:
    """Return what imaginations have instead of a style, which typed clients do not look for in them."""
    return {"generator": generation.generator, "generator_data": generation.generator_data}


def _style_fields(generation: Generation, catalog: Catalog) -> dict[str, Any]:
    if generation.style_id is None:
        return {}
    fields: dict[str, Any] = {"skybox_style_id": generation.style_id, "skybox_id": generation.style_id}
    try:
        style = catalog.style(generation.style_id)
    except NotFound:  # made before the style was taken out of the catalogue
        return fields
    fields |= {"skybox_style_name": style.name, "skybox_name": style.name, "model": style.model.value}
    return fields if generation.variant_id is None else fields | {"variant_id": generation.variant_id}


def _reached(generation: Generation) -> dict[str, str]:
    """Return the times that were reached: typed clients fail on a null."""
    times = {
        "dispatched_at": generation.dispatched_at,
        "processing_at": generation.processing_at,
        "completed_at": generation.completed_at,
    }
    return {name: stamp(at) for name, at in times.items() if at is not None}
