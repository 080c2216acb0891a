"""From a scene to finished files; imports the renderer, so only rendering processes load it."""

from __future__ import annotations

import time
from collections.abc import Collection, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from skyloom.core.catalog import RULES, Model, Style
from skyloom.core.exports import MASTERS, RADIANCE
from skyloom.core.scene import CloudKind, CloudLayer, SceneSpec, Terrain, TerrainKind, Water, WaterKind
from skyloom.core.scene_json import scene_to_json
from skyloom.engines.base import File, RenderContext, Result
from skyloom.engines.skybox.masters import masters
from skyloom.engines.skybox.params import SkyboxParams
from skyloom.imaging import codec, depth
from skyloom.render.backend import machine
from skyloom.render.frame import Frame, Quality
from skyloom.render.layers import layers_of
from skyloom.render.panorama import render
from skyloom.render.styles.apply import FINEST, rehearse_filters, styled

THUMB = (720, 360)
DEPTH_WIDTH = 2048
FILE = "image/jpeg"
GEOMETRIES: Mapping[str, Mapping[str, Any]] = {
    "": {},
    "coarse": {"azimuths": 128, "rings": 60},  # of the land's mesh, so that its triangles are seen
    "blocks": {"block_deg": 1.7},
}
REHEARSED = (
    (TerrainKind.HILLS, WaterKind.NONE),
    (TerrainKind.DUNES, WaterKind.NONE),
    (TerrainKind.MOUNTAINS, WaterKind.LAKE),
    (TerrainKind.ISLANDS, WaterKind.SEA),
)
QUALITIES: Mapping[str, Quality] = {
    "model 3": Quality(width=8192, samples=1, edge_samples=2, cloud_points=1536, cloud_steps=48),
    "standard": Quality(
        width=4096,
        samples=6,
        edge_samples=8,
        cloud_points=1792,
        cloud_steps=64,
        azimuths=1536,
        rings=480,
        rays=12,
        bounces=2,
    ),
    "enhanced": Quality(
        width=4096,
        samples=16,
        edge_samples=28,
        cloud_points=2560,
        cloud_steps=112,
        azimuths=1792,
        rings=540,
        rays=32,
        bounces=4,
    ),
}


def shoot(
    scene: SceneSpec, style: Style, params: SkyboxParams, ctx: RenderContext, *, keep: Collection[str] = MASTERS
) -> Result:
    """Render a scene and pack its files and the masters that are to be kept."""
    began = time.perf_counter()
    quality = quality_of(style, params)
    drawn = 0.25 if style.filters else 0.0  # of the time
    seed = _seed_of(params, ctx)
    frame = render(
        scene,
        seed,
        quality,
        grades=(style.grade,),
        horizon_shift_deg=params.horizon_shift,
        has_light=RADIANCE in keep,
        surfaces_width=min(quality.width, FINEST) if style.filters else 0,
        progress=lambda share: ctx.progress(0.02 + (0.93 - drawn) * share),
    )
    frame = styled(frame, style, seed=ctx.seed, progress=lambda share: ctx.progress(0.95 - drawn * (1 - share)))
    files, facts = finished(scene, seed, frame, keep, began=began, is_styled=bool(style.filters))
    ctx.progress(1.0)
    return Result(files=files, facts=facts)


def finished(
    scene: SceneSpec, seed: int, frame: Frame, keep: Collection[str], *, began: float, is_styled: bool
) -> tuple[dict[str, File], dict[str, Any]]:
    """Return the files of a frame, masters to keep among them, and its facts; `began` is of the counter, seconds."""
    packing = time.perf_counter()
    files, near = _packed(frame, keep, is_styled=is_styled)
    now = time.perf_counter()
    facts = _facts(scene, seed, frame, near, now - began)
    facts["seconds"]["files"] = round(now - packing, 3)
    return files, facts


def layers(
    scene: SceneSpec, style: Style, params: SkyboxParams, ctx: RenderContext
) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """Return normals (h, w, 3) and materials (h, w) of what a render of the scene shows."""
    return layers_of(
        scene,
        _seed_of(params, ctx),
        quality_of(style, params),
        grades=(style.grade,),
        horizon_shift_deg=params.horizon_shift,
        progress=ctx.progress,
    )


def _seed_of(params: SkyboxParams, ctx: RenderContext) -> int:
    """Return the seed of the world's shapes: a kept world's own."""
    return ctx.seed if params.world is None else params.world.seed


def quality_of(style: Style, params: SkyboxParams) -> Quality:
    """Return the work that a style and a variant get, at the width that was asked for."""
    key = "model 3" if style.model is Model.MODEL_3 else params.variant or "standard"
    quality = QUALITIES[key].at_width(params.width or RULES[style.model].width)
    return replace(quality, **GEOMETRIES[style.geometry])


def rehearse() -> None:
    """Compile the usual kernels with tiny pictures."""
    cumulus, cirrus = (CloudLayer(kind=kind, cover=0.4) for kind in (CloudKind.CUMULUS, CloudKind.CIRRUS))
    for terrain, water in REHEARSED:
        scene = SceneSpec(terrain=Terrain(kind=terrain), water=Water(kind=water), clouds=(cumulus, cirrus))
        frame = render(
            scene, 1, QUALITIES["model 3"].at_width(256), has_heaven=True, has_light=True, surfaces_width=256
        )
        rehearse_filters(frame)


def _packed(frame: Frame, keep: Collection[str], *, is_styled: bool) -> tuple[dict[str, File], float]:
    """Return the files by role, and the distance that is white in the depth map, metres."""
    height, width = frame.pixels.shape[:2]
    near = depth.near_of(frame.distance)
    threads = machine().threads

    def panorama() -> File:
        return File(data=codec.panorama_jpeg(frame.pixels), content_type=FILE, width=width, height=height)

    def thumb() -> File:
        across, down = THUMB
        small = codec.shrunk(frame.pixels, width=across, height=down)
        return File(data=codec.jpeg(small, quality=88), content_type=FILE, width=across, height=down)

    def depth_map() -> File:
        grey = depth.grey_of(depth.thinned(frame.distance, width=DEPTH_WIDTH), near)
        return File(data=codec.jpeg(grey), content_type=FILE, width=grey.shape[1], height=grey.shape[0])

    with ThreadPoolExecutor(2) as hands:
        kept = hands.submit(masters, frame, keep, is_styled=is_styled, threads=threads)
        shown = {"file": panorama(), "thumb": thumb(), "depth": depth_map()}
        return shown | kept.result(), near


def _facts(scene: SceneSpec, seed: int, frame: Frame, near: float, seconds: float) -> dict[str, Any]:
    solid = frame.distance[np.isfinite(frame.distance)]
    return {
        "scene": scene_to_json(scene),
        "seed": seed,
        "width": frame.pixels.shape[1],
        "height": frame.pixels.shape[0],
        "seconds": {**frame.seconds, "all": round(seconds, 3)},
        "depth": {"white_m": round(near, 3), "farthest_m": round(float(solid.max()), 1) if solid.size else None},
    }
