"""The skybox engine: words in, files out."""

import io
import json

import cv2
import numpy as np
import pytest
from PIL import Image
from pydantic import ValidationError

from skyloom.core.scene_json import scene_from_json
from skyloom.engines.base import RenderContext
from skyloom.engines.skybox.engine import Skybox
from skyloom.engines.skybox.params import SkyboxParams
from skyloom.imaging.codec import decoded
from skyloom.imaging.panorama import view

engine = Skybox()


def rendered(prompt, seed=3, width=256, **params):
    return engine.render(SkyboxParams(prompt=prompt, width=width, **params), RenderContext(seed=seed))


def pixels(prompt, seed=3, width=256, **params):
    return decoded(rendered(prompt, seed, width, **params).files["file"].data).astype(float)


def sky(picture):
    return picture[: int(picture.shape[0] * 0.42)]


def luminance(picture):
    return picture @ np.array([0.2126, 0.7152, 0.0722])


def test_the_same_seed_gives_the_same_bytes_and_another_seed_another_picture():
    first, again, other = rendered("hills", 5), rendered("hills", 5), rendered("hills", 6)

    assert {role: file.data for role, file in first.files.items()} == {r: f.data for r, f in again.files.items()}
    assert first.files["file"].data != other.files["file"].data


def test_a_render_leaves_a_panorama_a_thumbnail_a_depth_map_and_its_scene():
    result = rendered("a calm mountain lake in the morning", width=512)

    shown = {role: result.files[role] for role in ("file", "thumb", "depth")}
    sizes = {role: Image.open(io.BytesIO(file.data)).size for role, file in shown.items()}
    assert sizes == {"file": (512, 256), "thumb": (720, 360), "depth": (512, 256)}
    assert {file.content_type for file in shown.values()} == {"image/jpeg"}
    assert all((file.width, file.height) == sizes[role] for role, file in shown.items())
    assert b"equirectangular" in result.files["file"].data
    facts = json.loads(json.dumps(result.facts))
    assert scene_from_json(facts["scene"]).water.kind == "lake"
    assert facts["seed"] == 3
    assert facts["depth"]["white_m"] > 0


def test_the_depth_map_is_black_in_the_sky_and_white_at_the_feet():
    depth = np.asarray(Image.open(io.BytesIO(rendered("desert dunes", width=512).files["depth"].data))).astype(int)

    assert depth[:40].max() <= 2
    assert depth[-20:].mean() > 150
    assert 0 < depth[140:150].mean() < depth[-20:].mean()


def test_the_picture_closes_at_the_seam():
    for prompt in ("cumulus clouds over a plain", "starry night with the milky way", "stormy sea"):
        picture = sky(pixels(prompt, width=512))
        across = np.abs(np.diff(picture, axis=1)).mean(axis=(0, 2))

        seam = np.abs(picture[:, 0] - picture[:, -1]).mean()

        assert seam < max(2.0 * np.median(across), 2.5), prompt


def test_the_zenith_is_no_pinch():
    for prompt in ("overcast plain", "scattered altocumulus over the sea"):
        face = cv2.cvtColor(
            view(np.uint8(pixels(prompt, width=1024)), elevation_deg=90, width=256, height=256), cv2.COLOR_RGB2GRAY
        ).astype(float)
        gy, gx = np.gradient(cv2.GaussianBlur(face, (0, 0), 1))
        y, x = np.mgrid[0:256, 0:256] - 127.5
        r = np.hypot(x, y)
        along, around = np.abs(gx * x + gy * y) / r, np.abs(gy * x - gx * y) / r
        angle = np.degrees(np.arctan(r / 128))
        inner, outer = (angle > 1.5) & (angle < 8), (angle > 20) & (angle < 40)

        pinch = (around[inner].mean() / along[inner].mean()) / (around[outer].mean() / along[outer].mean())

        assert pinch < 1.6, prompt


def test_night_is_dark_and_noon_is_not():
    night, noon = luminance(pixels("night over the hills")).mean(), luminance(pixels("noon over the hills")).mean()

    assert night < 60
    assert noon > 90


def test_a_storm_covers_the_sky_and_a_clear_day_is_blue():
    storm, clear = sky(pixels("a thunderstorm over the plains")), sky(pixels("plains under a clear blue sky at noon"))

    assert np.mean(clear[..., 2] - clear[..., 0] > 25) > 0.8
    assert np.mean(storm[..., 2] - storm[..., 0] > 25) < 0.2
    assert luminance(storm).mean() < 140


def test_sunset_has_a_low_sun_and_warm_light():
    result = rendered("sunset over the hills")
    picture = decoded(result.files["file"].data).astype(float)
    sun = scene_from_json(result.facts["scene"]).sun

    assert -1 <= sun.elevation_deg <= 3
    low = picture[104:126]
    column = int((sun.heading_deg / 360 + 0.5) * 256) % 256
    toward = np.take(low, range(column - 16, column + 17), axis=1, mode="wrap")
    assert toward[..., 0].mean() > toward[..., 2].mean() + 12


def test_a_desert_has_no_water():
    picture = pixels("a desert")[72:]

    assert np.mean(picture[..., 2] > picture[..., 0]) < 0.05


def test_negative_words_take_away():
    with_clouds, without = (
        sky(pixels("plains in the afternoon with towering cumulus", negative_text=text)) for text in ("", "clouds")
    )

    whiteness = [np.mean(picture.min(axis=-1) > 150) for picture in (with_clouds, without)]

    assert whiteness[0] > whiteness[1] + 0.03


def test_the_horizon_moves_up_when_it_is_shifted_up():
    def horizon(shift):
        depth = rendered("calm open sea, clear sky", horizon_shift=shift, width=256).files["depth"].data
        return int(np.argmax(np.asarray(Image.open(io.BytesIO(depth))).astype(int)[:, 128] > 0))

    assert horizon(15.0) < horizon(0.0) - 6 < horizon(-15.0) - 12


def test_enhanced_costs_more_and_shows_the_same_place():
    standard, enhanced = (
        pixels("rolling hills", style_id=155, variant=variant, width=256) for variant in ("standard", "enhanced")
    )

    assert 0 < np.abs(standard - enhanced).mean() < 12


def test_progress_rises_to_one_and_can_end_a_render():
    seen = []
    engine.render(SkyboxParams(prompt="dunes", width=128), RenderContext(seed=1, progress=seen.append))

    assert seen == sorted(seen)
    assert seen[-1] == 1.0

    def stop(share):
        raise InterruptedError(share)

    with pytest.raises(InterruptedError):
        engine.render(SkyboxParams(prompt="dunes", width=128), RenderContext(seed=1, progress=stop))


@pytest.mark.parametrize(
    "wrong",
    [
        {"horizon_shift": 20.5},
        {"width": 1004},
        {"width": 32},
        {"width": 20000},
        {"variant": "best"},
        {"prompt": "x" * 2001},
        {"colour": "red"},
        {"horizon_shift": float("nan")},
    ],
)
def test_wrong_parameters_are_refused(wrong):
    with pytest.raises(ValidationError):
        SkyboxParams(**{"prompt": "x", **wrong})


@pytest.mark.parametrize("params", [{"width": 64}, {"horizon_shift": -20.0}, {"horizon_shift": 20.0}, {"prompt": ""}])
@pytest.mark.parametrize("seed", [0, 2**32 - 1])
def test_every_parameter_works_at_both_ends(params, seed):
    picture = decoded(
        engine.render(SkyboxParams(**{"prompt": "a lake", "width": 128, **params}), RenderContext(seed=seed))
        .files["file"].data
    )  # fmt: skip

    assert picture.std() > 3
