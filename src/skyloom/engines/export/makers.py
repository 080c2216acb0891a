"""One maker for each type of export."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from skyloom.engines.base import File, RenderContext, Result
from skyloom.engines.export.params import ExportParams
from skyloom.engines.export.source import JPEG, Source
from skyloom.engines.export.surfaces import segmentation
from skyloom.engines.skybox.engine import Skybox
from skyloom.geometry.skydome import sky_dome
from skyloom.imaging import depth
from skyloom.imaging.codec import panorama_jpeg, panorama_xmp
from skyloom.imaging.faces import DEFAULT, ROBLOX, Face, faces
from skyloom.imaging.film import film
from skyloom.imaging.hdr import exr, rgbe
from skyloom.imaging.png import png


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A finished file and what should be known of it."""

    data: bytes
    width: int  # pixels
    height: int
    facts: Mapping[str, Any] = field(default_factory=dict)


def made(params: ExportParams, ctx: RenderContext) -> Result:
    """Return an export's file."""
    began = time.perf_counter()
    source = Source(params, ctx)
    done = MAKERS[source.kind.key](source)
    ctx.progress(1.0)
    file = File(data=done.data, content_type=source.kind.content_type, width=done.width, height=done.height)
    seconds = round(time.perf_counter() - began, 3)
    return Result(files={"file": file}, facts={"type": source.kind.key, "seconds": {"all": seconds}, **done.facts})


def _jpg(source: Source) -> Made:
    data = source.file(JPEG) if _is_whole(source) else None
    return _panorama(source, data or panorama_jpeg(source.pixels(source.params.width)))


def _png(source: Source) -> Made:
    data = source.file("pixels") if _is_whole(source) else None
    if data is None:
        width = source.params.width
        data = png(source.pixels(width), threads=source.threads, xmp=panorama_xmp(width))
    return _panorama(source, data)


def _exr(source: Source) -> Made:
    data = source.file("radiance") if _is_whole(source) else None
    if data is None:
        picture = source.light()
        data = exr(picture, threads=source.threads)
    return _panorama(source, data)


def _hdr(source: Source) -> Made:
    return _panorama(source, rgbe(source.light()))


def _depth(source: Source) -> Made:
    distance, near = source.distance()
    return _depth_map(source, depth.grey_of(distance, near), near)


def _fine_depth(source: Source) -> Made:
    distance, near = source.distance()
    return _depth_map(source, depth.fine_grey_of(distance, near), near)


def _cube(layout: Mapping[str, Face]) -> Callable[[Source], Made]:
    def make(source: Source) -> Made:
        side = source.params.width // 4
        cube = faces(source.pixels(), layout, side=side, threads=source.threads)
        pictures = {f"cube_{name}.png": png(face, threads=source.threads) for name, face in cube.items()}
        return Made(data=zipped(pictures), width=side, height=side)

    return make


def _film(source: Source) -> Made:
    size = source.kind.video
    assert size is not None
    data = film(source.pixels(), size, threads=source.threads, progress=source.ctx.progress)
    return Made(data=data, width=size[0], height=size[1])


def _dome(source: Source) -> Made:
    return _panorama(source, sky_dome(_jpg(source).data))


def _normals(source: Source) -> Made:
    normals, _ = Skybox().layers(source.skybox(), source.ctx)
    return _panorama(source, png(normals, threads=source.threads, is_colour=False))


def _segments(source: Source) -> Made:
    _, materials = Skybox().layers(source.skybox(), source.ctx)
    image, legend = segmentation(materials)
    data = zipped({"segmentation.png": png(image, threads=source.threads), "legend.json": legend.encode()})
    return _panorama(source, data)


MAKERS: Mapping[str, Callable[[Source], Made]] = {
    "equirectangular-jpg": _jpg,
    "equirectangular-png": _png,
    "cube-map-roblox-png": _cube(ROBLOX),
    "hdri-hdr": _hdr,
    "hdri-exr": _exr,
    "depth-map-png": _depth,
    "video-landscape-mp4": _film,
    "video-portrait-mp4": _film,
    "video-square-mp4": _film,
    "cube-map-default-png": _cube(DEFAULT),
    "normal-map-png": _normals,
    "segmentation-map-png": _segments,
    "sky-dome-glb": _dome,
    "depth-map-16-png": _fine_depth,
}


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Return files that are compressed already as a ZIP; the same files give the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name), data)
    return out.getvalue()


def _is_whole(source: Source) -> bool:
    """Tell whether the file is wanted as wide as the skybox or its second render is."""
    return source.is_finer or source.params.width == source.params.own


def _panorama(source: Source, data: bytes) -> Made:
    return Made(data=data, width=source.params.width, height=source.params.width // 2)


def _depth_map(source: Source, grey: Any, near: float) -> Made:
    words = {"white_m": f"{near:.6g}"}
    data = png(grey, threads=source.threads, is_colour=False, words=words)
    return Made(
        data=data, width=source.params.width, height=source.params.width // 2, facts={"white_m": round(near, 6)}
    )
