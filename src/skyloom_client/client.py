"""A small typed client for the Skybox API."""

from __future__ import annotations

import base64
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

import httpx2 as httpx

from skyloom_client.skybox import Export, ExportType, Generator, Page, Skybox, Style

TIMEOUT = 60.0  # seconds, for one request
CHUNK = 1 << 20  # bytes
Thing = TypeVar("Thing", Skybox, Export)


class ApiError(Exception):
    """The server refused: its status and its sentence."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


class Client:
    """Talks to one server with one key. Use it as a context manager, or call `close`."""

    def __init__(self, url: str, api_key: str, *, transport: httpx.BaseTransport | None = None) -> None:
        self._http = httpx.Client(
            base_url=f"{url.rstrip('/')}/api/v1/", headers={"x-api-key": api_key}, timeout=TIMEOUT, transport=transport
        )
        # Files may lie with somebody else, who shall not see the key.
        self._files = httpx.Client(timeout=TIMEOUT, transport=transport, follow_redirects=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections."""
        self._http.close()
        self._files.close()

    def styles(self, *, model_version: str | None = None) -> list[Style]:
        """Return the styles to choose from."""
        params = {"model_version": model_version} if model_version else {}
        return [Style.read(item) for item in self._call("GET", "skybox/styles", params=params)]

    def generate(
        self,
        prompt: str,
        *,
        style_id: int | None = None,
        negative_text: str | None = None,
        seed: int = 0,
        variant_id: int | None = None,
        horizon_shift: int = 0,
        remix: int | None = None,
        remix_collection: int | None = None,
        control_image: bytes | str | None = None,
        init_image: bytes | str | None = None,
        init_strength: float = 0.5,
        idempotency_key: str | None = None,
    ) -> Skybox:
        """Order a skybox and return it as it stands: usually pending.

        `remix` is one of your skyboxes, `remix_collection` one of your collections to draw one from; an image
        is its bytes or its http(s) address.
        """
        fields = {
            "prompt": prompt,
            "skybox_style_id": style_id,
            "negative_text": negative_text,
            "seed": seed,
            "variant_id": variant_id,
            "horizon_shift": horizon_shift,
            "remix_imagine_id": remix,
            "remix_collection_id": remix_collection,
            "control_image": _image(control_image),
            "control_model": None if control_image is None else "remix",
            "init_image": _image(init_image),
            "init_strength": None if init_image is None else init_strength,
        }
        headers = {"Idempotency-Key": idempotency_key} if idempotency_key else {}
        return Skybox.read(self._call("POST", "skybox", json=_given(fields), headers=headers))

    def get(self, skybox_id: int) -> Skybox:
        """Return one of your skyboxes."""
        return Skybox.read(self._call("GET", f"imagine/requests/{skybox_id}")["request"])

    def generators(self) -> list[Generator]:
        """Return the generators to choose from."""
        return [Generator.read(item) for item in self._call("GET", "generators")]

    def imagine(
        self, generator: str, *, idempotency_key: str | None = None, **parameters: str | float | bool
    ) -> Skybox:
        """Order an imagination by a generator's name and its parameters, and return it as it stands."""
        headers = {"Idempotency-Key": idempotency_key} if idempotency_key else {}
        fields = {**parameters, "generator": generator}
        return Skybox.read(self._call("POST", "imagine/requests", json=fields, headers=headers)["response"])

    def favorite(self, skybox_id: int) -> Skybox:
        """Mark a skybox as a favourite, or take the mark away, and return it."""
        return Skybox.read(self._call("POST", f"imagine/favorite/{skybox_id}")["request"])

    def history(
        self,
        *,
        page: int = 0,
        limit: int = 18,
        status: str = "all",
        query: str | None = None,
        generator: str | None = None,
        favorites: bool = False,
    ) -> Page:
        """Return one page of your skyboxes, the newest first; with `favorites` only those that are marked."""
        params = _given({"offset": page, "limit": limit, "status": status, "query": query, "generator": generator})
        if favorites:
            params["my_likes"] = "true"
        return Page.read(self._call("GET", "imagine/myRequests", params=params))

    def wait(
        self,
        skybox_id: int,
        *,
        every: float = 0.5,
        timeout: float = 600.0,
        watch: Callable[[Skybox], None] = lambda _skybox: None,
    ) -> Skybox:
        """Ask every `every` seconds until the skybox is final, and return it; `watch` sees each answer.

        A server that is away for a while is waited for; after `timeout` seconds it is a TimeoutError.
        """
        return self._waited(lambda: self.get(skybox_id), f"skybox {skybox_id}", every, timeout, watch)

    def export_types(self) -> list[ExportType]:
        """Return the kinds of files that skyboxes can be had as."""
        return [ExportType.read(item) for item in self._call("GET", "skybox/export")]

    def export(
        self, skybox_hash: str, type_id: int, *, resolution_id: int | None = None, webhook_url: str | None = None
    ) -> Export:
        """Order a skybox, named by its obfuscated id, as another file; asked for again it is the same export."""
        fields = {"skybox_id": skybox_hash, "type_id": type_id}
        fields |= _given({"resolution_id": resolution_id, "webhook_url": webhook_url})
        return Export.read(self._call("POST", "skybox/export", json=fields))

    def get_export(self, export_id: str) -> Export:
        """Return one of your exports."""
        return Export.read(self._call("GET", f"skybox/export/{export_id}"))

    def wait_export(
        self,
        export_id: str,
        *,
        every: float = 0.5,
        timeout: float = 600.0,
        watch: Callable[[Export], None] = lambda _export: None,
    ) -> Export:
        """Ask until the export is final, and return it, as `wait` does for skyboxes."""
        return self._waited(lambda: self.get_export(export_id), f"export {export_id}", every, timeout, watch)

    def delete_export(self, export_id: str) -> None:
        """Cancel an export, or delete one that is over."""
        self._call("DELETE", f"skybox/export/{export_id}")

    def download(self, url: str, to: Path) -> int:
        """Save a file of a skybox and return its size in bytes; a broken download leaves nothing."""
        part = to.with_name(f"{to.name}.part")
        try:
            with self._files.stream("GET", url) as answer, part.open("wb") as file:
                if answer.is_error:
                    answer.read()
                    raise ApiError(answer.status_code, _message(answer))
                for chunk in answer.iter_bytes(CHUNK):
                    file.write(chunk)
            size = part.stat().st_size
            part.replace(to)
        finally:
            part.unlink(missing_ok=True)
        return size

    def cancel(self, skybox_id: int) -> None:
        """Cancel a skybox that is not finished; its credits come back."""
        self._call("DELETE", f"imagine/requests/{skybox_id}")

    def cancel_pending(self) -> None:
        """Cancel everything that waits."""
        self._call("DELETE", "imagine/requests/pending")

    def delete(self, skybox_id: int) -> None:
        """Delete a skybox and its files."""
        self._call("DELETE", f"imagine/deleteImagine/{skybox_id}")

    def _waited(
        self, look: Callable[[], Thing], name: str, every: float, timeout: float, watch: Callable[[Thing], None]
    ) -> Thing:
        until = time.monotonic() + timeout
        status = "not known"
        while time.monotonic() < until:
            if thing := _seen(look):
                watch(thing)
                if thing.is_final:
                    return thing
                status = thing.status
            time.sleep(every)
        raise TimeoutError(f"After {timeout:g} seconds the status of {name} is {status}.")

    def _call(self, method: str, path: str, **options: Any) -> Any:
        answer = self._http.request(method, path, **options)
        if answer.is_error:
            raise ApiError(answer.status_code, _message(answer))
        return answer.json()


def _seen(look: Callable[[], Thing]) -> Thing | None:
    """Return what there is to see; None: the server is away."""
    try:
        return look()
    except httpx.TransportError:
        return None
    except ApiError as error:
        if error.status < 500:
            raise
        return None


def _image(image: bytes | str | None) -> str | None:
    """Return an image as the server takes it in JSON: base64, or its address."""
    return base64.b64encode(image).decode() if isinstance(image, bytes) else image


def _given(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value is not None}


def _message(answer: httpx.Response) -> str:
    try:
        return str(answer.json()["error"])
    except (ValueError, KeyError, TypeError):
        return f"The server answered {answer.status_code}."
