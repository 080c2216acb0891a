"""From the parameters of an export to an order: which size, from which files, or rendered again."""

from __future__ import annotations

from skyloom.api.skybox.wire import ENGINE as PROCEDURAL
from skyloom.api.skybox.wire_exports import ExportIn
from skyloom.api.webhook import webhook_of
from skyloom.core.accounts import Caller
from skyloom.core.catalog import RULES, Model
from skyloom.core.credits import Currency
from skyloom.core.errors import InvalidInput, NotFound
from skyloom.core.exports import ENGINE, GROUP, KIND, PIXELS, ExportType, offered, width_of
from skyloom.core.generations import Artifact, Generation, Order
from skyloom.services.context import Context

SHOWN = "file"  # the skybox as everybody sees it: what pixels are taken from where no master was kept


def export_order_of(
    ctx: Context, caller: Caller, asked: ExportIn, kind: ExportType, skybox: Generation, *, origin: str
) -> tuple[Order, Artifact | None]:
    """Return the checked order and the skybox's own file that is the export already, or raise InvalidInput."""
    model = _model(ctx, skybox)
    own = _own(skybox, model)
    again = _can_be_rendered_again(ctx, skybox)
    is_world = again and skybox.params.get("image") is None  # an image has no more pixels than it has
    width = width_of(kind, asked.resolution_id, offered(kind, own=own, model=model, again=is_world), own=own)
    files = _files(kind, skybox)
    _check(kind, skybox, files, again=again)
    engine = ctx.engines[ENGINE]
    params = engine.Params.model_validate(
        {
            "type": kind.key,
            "width": width,
            "own": own,
            "skybox": dict(skybox.params) if again else None,
            "version": (skybox.result or {}).get("version"),
        }
    )
    order = Order(
        account_id=caller.account.id,
        api_key_id=caller.api_key_id,
        engine=ENGINE,
        params=params.model_dump(mode="json"),
        seed=skybox.seed,
        currency=Currency.CREDITS,
        cost=0,
        queue=engine.queue,
        group=GROUP,
        kind=KIND,
        prompt=skybox.prompt,
        style_id=skybox.style_id,
        parent_id=skybox.id,
        parent_hash=skybox.obfuscated_id,
        inputs={name: artifact.key for name, artifact in files.items()} | dict(skybox.inputs),
        webhook_url=webhook_of(ctx, asked.webhook_url),
        origin=origin,
    )
    return order, files.get(kind.same_as or "") if width == own else None


def _files(kind: ExportType, skybox: Generation) -> dict[str, Artifact]:
    """Return those of the skybox's files that the export is made of, by name."""
    wanted = {*kind.reads, SHOWN} if PIXELS in kind.reads else {*kind.reads}
    return {name: artifact for name, artifact in skybox.artifacts.items() if name in wanted}


def _check(kind: ExportType, skybox: Generation, files: dict[str, Artifact], *, again: bool) -> None:
    if kind.is_surface and skybox.params.get("image") is not None:
        raise InvalidInput(f"'{kind.name}' shows a world's surfaces; a skybox that was made of an image has none.")
    needs_render = kind.is_surface or any(name not in files for name in kind.reads if name != PIXELS)
    if needs_render and not again:
        raise InvalidInput(
            f"'{kind.name}' of this skybox would have to be rendered, and the engine has changed since it was made: "
            "generate it anew and export that."
        )


def _model(ctx: Context, skybox: Generation) -> Model | None:
    try:
        return ctx.catalog.style(skybox.params.get("style_id")).model
    except NotFound:  # made before the style was taken out of the catalogue
        return None


def _own(skybox: Generation, model: Model | None) -> int:
    file = skybox.artifacts.get(SHOWN)
    if file is not None and file.width:
        return file.width
    return RULES[model or Model.MODEL_4].width


def _can_be_rendered_again(ctx: Context, skybox: Generation) -> bool:
    """Tell whether our engine made it, in the version that runs now."""
    version = getattr(ctx.engines.get(PROCEDURAL), "version", None)
    made_by = (skybox.result or {}).get("version")
    return skybox.engine == PROCEDURAL and made_by is not None and made_by == version
