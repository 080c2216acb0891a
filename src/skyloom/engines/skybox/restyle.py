"""A picture that somebody sent, made anew by a prompt and a style: for its shapes alone, or for its look as well."""

from __future__ import annotations

import time
from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any

import cv2
import numpy as np

from skyloom.core.catalog import Style
from skyloom.core.errors import InvalidInput
from skyloom.core.exports import MASTERS, RADIANCE
from skyloom.core.scene import SceneSpec
from skyloom.engines.base import RenderContext, Result
from skyloom.engines.skybox import studio
from skyloom.engines.skybox.params import INPUTS, LEAST_INFLUENCE, MOST_INFLUENCE, SkyboxParams
from skyloom.imaging import relief, skyline, upload
from skyloom.imaging.bands import Floats, blurred, filled, mixed
from skyloom.imaging.dressing import Scape, dressed, joined, scape, turns
from skyloom.imaging.octave import finer
from skyloom.imaging.oklab import oklab, shown
from skyloom.imaging.skyline import Skyline
from skyloom.render.clock import Clock
from skyloom.render.frame import Frame, Surfaces
from skyloom.render.panorama import render
from skyloom.render.styles.apply import FINEST, styled
from skyloom.world.kinds import Material
from skyloom.world.seeds import stream

WIDEST = 4096  # pixels across of the pictures that are worked on; a larger one is enlarged from them
SEEN = 0.01  # share of a render that is sky, from which on it has one
FLAT = 0.012  # spread of lightness below which a picture has no shapes to keep
DISTANT, CLOSE = 1500.0, 100.0  # metres: land that shows how much air lies before it, and land that shows none
LEVEL, HAZE_DEG = 0.485, 2.5  # where the sky without land begins to be haze, as a share of the height; over how much
WHITE = 100.0  # cd/m², of a picture whose light nobody measured
LYING = (0.6, 1.9)  # times the distance of a level ground: what lies on it
HAZIEST = 0.6  # share of the air's colour that far land takes


@dataclass(frozen=True, slots=True, kw_only=True)
class Mix:
    """How much of a result is not the picture that was sent but the render of the prompt, 0 to 1 each."""

    palette: float  # of the colours
    grain: float  # of the finest detail
    sky: float  # of the sky's shapes
    land: float  # of the land's shapes
    style: float = 1.0  # of what the style's filters do


ALL_NEW = Mix(palette=1.0, grain=0.0, sky=1.0, land=1.0)  # of a picture that shows nothing


def mix_of(params: SkyboxParams) -> Mix:
    """Return the mix that an order asks for."""
    if params.init_strength is None:
        return Mix(palette=1.0, grain=1.0, sky=1.0, land=0.0)
    t = (params.init_strength - MOST_INFLUENCE) / (LEAST_INFLUENCE - MOST_INFLUENCE)
    return Mix(
        palette=0.05 + 0.92 * t,
        grain=min(1.0, 0.2 + 1.4 * t),
        sky=_rise(0.12, 0.46, t),
        land=_rise(0.5, 0.93, t),
        style=0.5 + 0.5 * min(1.0, 1.6 * t),
    )


def restyle(
    scene: SceneSpec, style: Style, params: SkyboxParams, ctx: RenderContext, *, keep: Collection[str] = MASTERS
) -> Result:
    """Render what the prompt says, join it with the picture of `ctx.inputs`, and pack the files and masters to keep.

    The radiance to keep is what the pixels show, white as `WHITE`: a picture knows no more.
    """
    began, clock = time.perf_counter(), Clock()
    quality = studio.quality_of(style, params)
    width = min(quality.width, WIDEST)
    sent = upload.panorama(_sent(ctx, params), width)
    clock.lap("image")
    frame = render(
        scene,
        ctx.seed,
        quality.at_width(width),
        grades=(style.grade,),
        horizon_shift_deg=params.horizon_shift,
        has_heaven=True,
        surfaces_width=min(width, FINEST) if style.filters else 0,
        progress=lambda share: ctx.progress(0.05 + 0.5 * share),
    )
    clock.lap("render")
    line = skyline.read(sent)
    mix = mix_of(params) if _has_shapes(sent) else ALL_NEW
    made, other = _made(sent, line, frame, mix, ctx)
    clock.lap("join")
    ctx.progress(0.75)
    picture = _pictured(made, other, line, frame, quality.width, ctx.seed)
    clock.lap("develop")
    picture = replace(picture, seconds={**frame.seconds, **clock.laps})
    drawn = styled(picture, style, seed=ctx.seed, progress=lambda share: ctx.progress(0.8 + 0.15 * share))
    if mix.style < 1 and drawn is not picture:
        part = cv2.addWeighted(picture.pixels, 1 - mix.style, drawn.pixels, mix.style, 0)
        drawn = replace(drawn, pixels=np.asarray(part, np.uint8))
    if RADIANCE in keep:
        drawn = replace(drawn, light=np.zeros((3, *drawn.distance.shape), np.float16), white=WHITE)
    files, facts = studio.finished(scene, ctx.seed, drawn, keep, began=began, is_styled=True)
    facts["depth"]["estimated"] = mix.land < 1
    ctx.progress(1.0)
    return Result(files=files, facts={**facts, "image": _told(params, line)})


def _sent(ctx: RenderContext, params: SkyboxParams) -> upload.Pixels:
    try:
        data = ctx.inputs[INPUTS[params.image or "control"]]
    except KeyError as error:
        raise InvalidInput("The image that belongs to this order is missing. Please send it again.") from error
    return upload.decoded(data)


def _has_shapes(pixels: upload.Pixels) -> bool:
    grey = cv2.cvtColor(cv2.resize(pixels, (256, 128), interpolation=cv2.INTER_AREA), cv2.COLOR_RGB2GRAY)
    return float(grey.std()) / 255 > FLAT


def _made(sent: upload.Pixels, line: Skyline, frame: Frame, mix: Mix, ctx: RenderContext) -> tuple[Scape, Floats]:
    """Return the result and where its land is that of the render, 0 to 1."""
    height = len(sent)
    empty = np.isinf(frame.distance).astype(np.float32)
    splits = line.certainty >= skyline.SURE and float(empty.mean()) > SEEN
    nothing = np.zeros_like(empty)
    land, sky = turns(height, mix.land, random=stream(ctx.seed, "restyle turns"))
    if mix.sky < 1 or mix.land > 0:
        sky = np.asarray(turns(height, mix.sky, random=stream(ctx.seed, "restyle turns"))[1])
    else:
        sky = np.ones_like(empty)
    render_ = _rendered(frame, empty if splits else nothing)
    lab = oklab(sent)
    # the picture's own sky is not completed where it is not seen
    picture = scape(lab, skyline.matte(line, sent) if splits else nothing, sky=lab if mix.sky >= 1 else None)
    ctx.progress(0.6)
    own = picture
    if mix.land < 1:
        random = stream(ctx.seed, "restyle colours")
        own = dressed(picture, render_, share=mix.palette, grain=mix.grain, has_sky=mix.sky < 1, random=random)
        if splits:
            own = _aired(own, render_, line, frame, mix.palette)
    other = render_
    if mix.palette < 1 and mix.sky > 0:
        random = stream(ctx.seed, "restyle colours back")
        other = dressed(render_, picture, share=1 - mix.palette, grain=0.0, has_sky=True, random=random)
    ctx.progress(0.7)
    return joined(own, other, land=land, sky=sky), land


def _rendered(frame: Frame, open_: Floats) -> Scape:
    """Return a render's two sides; behind its land lies its sky as it would be without any."""
    lab, plain = oklab(frame.pixels), _plain(frame.distance)
    if frame.heaven is None or not open_.any():
        return scape(lab, open_, plain=plain)
    reach = max(1, round(open_.shape[1] / 1400))
    deep = cv2.erode(open_, np.ones((2 * reach + 1, 2 * reach + 1), np.uint8))
    clear = blurred(np.asarray(deep, np.float32), reach / 2)
    sky = oklab(frame.heaven)
    # what land sends into the air before the sky, such as the glow of a city, goes on behind it
    sure = (clear > 0.999).astype(np.float32)
    sky += blurred(filled(lab - sky, sure), 2.0 * reach)
    # at the horizon and below it there is haze, and no column of a cloud that goes on and on
    height, width = open_.shape
    low = np.clip((np.arange(height, dtype=np.float32) / height - LEVEL) * (180 / HAZE_DEG), 0, 1)[:, None, None]
    rows = slice(int(LEVEL * height) - 1, height)
    line = blurred(np.repeat(sky[rows.start : rows.start + 1], 3, axis=0), width / 40)[1:2]
    sky[rows] += (line - sky[rows]) * low[rows]
    return scape(lab, blurred(open_, 0.6), sky=mixed(sky, lab, clear), plain=plain)


def _plain(distance: Floats) -> Floats:
    """Return where a render shows ground, or what is far enough to be taken for it, (h, 2 h); 0: a thing stands."""
    level = relief.distance(np.zeros_like(distance), 0.0, is_open=True)
    apart = distance / level
    is_ground = ((apart > LYING[0]) & (apart < LYING[1])) | (distance > DISTANT / 4)
    soft = blurred(is_ground.astype(np.float32), distance.shape[1] / 500)
    return np.asarray(np.clip(2 * soft - 1, 0, 1), np.float32)


def _aired(own: Scape, render_: Scape, line: Skyline, frame: Frame, share: float) -> Scape:
    """Return a picture whose far land takes on the air of the render."""
    solid = np.isfinite(frame.distance)
    far, near = solid & (frame.distance > DISTANT), solid & (frame.distance < CLOSE)
    if far.mean() < 0.002 or near.mean() < 0.002:
        return own
    height, width = own.open.shape
    level = slice(int(height * 0.46), int(height * 0.5))
    air = render_.sky[level].mean(axis=0)
    around = blurred(np.repeat(air[None], 3, axis=0), width / 36)[1:2]
    middle = air.mean(axis=0)
    apart = np.linalg.norm(render_.land[near].mean(axis=0) - middle)
    haze = 1 - np.linalg.norm(render_.land[far].mean(axis=0) - middle) / max(float(apart), 0.04)
    if haze <= 0:
        return own
    elevation = 90 - (np.arange(height, dtype=np.float32) + 0.5) * 180 / height - line.horizon_deg
    amount = np.clip((elevation + 4) / 4, 0, 1) ** 2 * np.clip((40 - elevation) / 30, 0, 1)
    amount = (amount * min(float(haze), HAZIEST) * 0.35 * share).astype(np.float32)[:, None, None]
    return replace(own, land=own.land + (around - own.land) * amount)


def _pictured(made: Scape, other: Floats, line: Skyline, frame: Frame, width: int, seed: int) -> Frame:
    """Return the result as a frame of its final width."""
    shades = shown(made.whole) * np.float32(255)
    shades += stream(seed, "restyle dither").random(shades.shape, np.float32)
    pixels = np.clip(shades, 0, 255).astype(np.uint8)
    is_open = line.certainty >= skyline.SURE
    own = relief.distance(made.open if is_open else np.zeros_like(made.open), line.horizon_deg, is_open=is_open)
    distance = np.where(other > 0.5, frame.distance, own)
    surfaces = _surfaces(made, distance, line, other, frame.surfaces) if frame.surfaces else None
    if width != pixels.shape[1]:
        pixels = finer(pixels, width)
        distance = cv2.resize(distance, (width, width // 2), interpolation=cv2.INTER_NEAREST)  # no means of distances
    return Frame(pixels=pixels, distance=np.asarray(distance, np.float32), surfaces=surfaces)


def _surfaces(made: Scape, distance: Floats, line: Skyline, other: Floats, known: Surfaces) -> Surfaces:
    """Return what styles draw from: the render's own surfaces where its land is, elsewhere what can be guessed."""
    cube = known.cube
    lab = made.whole
    light = np.square(np.clip(blurred(lab[..., 0], lab.shape[1] / 1024), 0, 1)) * lab[..., 0]
    normal = relief.normals(lab[..., 0], made.open, line.horizon_deg)
    sky = (made.open > 0.5).astype(np.float32)
    far = np.where(np.isfinite(distance), distance, 0)
    packed = cube.unfolded(np.stack([light, far, sky], axis=-1).astype(np.float32))
    is_other = cube.unfolded(np.repeat(other[..., None], 3, axis=-1))[..., 0] > 0.5
    is_sky = packed[..., 2] > 0.5
    guessed = Surfaces(
        cube=cube,
        normal=np.where(is_sky[..., None], 0, cube.unfolded(normal)).astype(np.float32),
        albedo=np.where(is_sky[..., None], 0, np.square(cube.unfolded(shown(lab)))).astype(np.float32),
        material=np.where(is_sky, int(Material.SKY), int(Material.GROUND)).astype(np.uint8),
        distance=np.where(is_sky, np.inf, np.maximum(packed[..., 1], 0.5)).astype(np.float32),
        light=np.where(is_sky, 0, packed[..., 0]).astype(np.float32),
        piece=np.zeros(is_sky.shape, np.uint32),
    )
    if not is_other.any():
        return guessed
    pick: dict[str, Any] = {}
    for name in ("normal", "albedo", "material", "distance", "light", "piece"):
        mine, theirs = getattr(guessed, name), getattr(known, name)
        where = is_other[..., None] if mine.ndim == 4 else is_other
        pick[name] = np.where(where, theirs, mine).astype(mine.dtype)
    return Surfaces(cube=cube, **pick)


def _told(params: SkyboxParams, line: Skyline) -> dict[str, Any]:
    """Return what the facts say about the picture that was sent."""
    return {
        "kind": params.image,
        "strength": params.init_strength,
        "sky_share": round(line.share, 4),
        "horizon_deg": line.horizon_deg,
    }


def _rise(low: float, high: float, value: float) -> float:
    return min(1.0, max(0.0, (value - low) / (high - low)))
