"""What a skybox leaves for its exports."""

import io
import math

import numpy as np
import OpenEXR
import pytest
from PIL import Image

from skyloom.core import catalog
from skyloom.engines.base import RenderContext
from skyloom.engines.skybox.engine import Skybox
from skyloom.engines.skybox.params import SkyboxParams
from skyloom.imaging import depth
from skyloom.imaging.panorama import directions
from skyloom.imaging.png import read_png

NOON = "a flat desert at noon, clear blue sky"
STYLED = next(style.id for style in catalog.load().styles(model_version="3") if style.filters)
engine = Skybox()


def rendered(prompt, style_id=None, width=512):
    return engine.render(SkyboxParams(prompt=prompt, style_id=style_id, width=width), RenderContext(seed=3))


@pytest.fixture(scope="module")
def noon():
    return rendered(NOON)


def light_of(result):
    file = OpenEXR.File(io.BytesIO(result.files["radiance"].data))
    return file.channels()["RGB"].pixels.astype(np.float64), file.header()


def shown(result):
    picture = Image.open(io.BytesIO(result.files["pixels"].data))
    return np.asarray(picture), picture.info


def test_the_pixels_are_the_picture_without_loss(noon):
    picture, info = shown(noon)
    jpeg = np.asarray(Image.open(io.BytesIO(noon.files["file"].data))).astype(int)

    assert picture.shape == (256, 512, 3)
    assert info["srgb"] == 0
    assert "equirectangular" in str(info)
    assert np.abs(jpeg - picture).mean() < 3


def test_the_sun_lights_a_desert_with_the_lux_that_a_sun_has(noon):
    light, header = light_of(noon)
    z = directions(256)[..., 2]
    solid = 2 * math.pi / 512 * math.pi / 256 * np.sqrt(1 - z * z)

    sent = light @ (0.2126, 0.7152, 0.0722) * header["whiteLuminance"]
    lux = float((sent * solid * np.maximum(z, 0)).sum())

    assert 50_000 < lux < 160_000
    assert sent.max() > 1e8  # the disc itself, cd/m²


def test_light_and_picture_show_the_same_things(noon):
    light, _ = light_of(noon)
    picture, _ = shown(noon)

    dim, bright = light[..., 1].ravel(), picture[..., 1].ravel().astype(float)
    order = np.argsort(dim)[:: len(dim) // 400]

    assert np.corrcoef(np.arange(len(order)), bright[order])[0, 1] > 0.95


def test_light_without_a_sun_in_sight_keeps_white_at_one():
    light, header = light_of(rendered("a starry night over hills, new moon", width=256))

    assert 1e-4 < header["whiteLuminance"] < 1
    assert np.median(light) > 1e-3


def test_the_light_of_a_styled_picture_has_its_colours_and_the_suns_strength():
    result = rendered(NOON, style_id=STYLED)

    light, header = light_of(result)
    picture = shown(result)[0] / 255
    linear = np.where(picture <= 0.04045, picture / 12.92, ((picture + 0.055) / 1.055) ** 2.4)

    scale = np.median(linear[light > 0] / light[light > 0])
    inside = light.max(axis=-1) * scale < 0.9
    assert np.abs(light[inside] * scale - linear[inside]).mean() < 0.01
    assert light.max() * header["whiteLuminance"] > 1e7
    assert inside.mean() > 0.5


def test_distances_come_back_as_the_depth_map_shows_them(noon):
    codes = read_png(noon.files["distance"].data)
    distance = depth.decoded_distance(codes)
    grey = np.asarray(Image.open(io.BytesIO(noon.files["depth"].data))).astype(int)

    again = depth.grey_of(distance, noon.facts["depth"]["white_m"]).astype(int)

    assert codes.dtype == np.uint16
    assert np.abs(again - grey).mean() < 1
    assert np.isinf(distance[:50]).all()


def test_only_the_masters_that_are_wanted_are_made():
    files = engine.render(SkyboxParams(prompt="hills", width=64), RenderContext(seed=1), keep={"pixels"}).files

    assert set(files) == {"file", "thumb", "depth", "pixels"}
