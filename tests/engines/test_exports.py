"""Every type of export, opened by somebody else's reader and compared with a panorama whose directions are known."""

import io
import json
import struct
import zipfile

import av
import cv2
import numpy as np
import OpenEXR
import pytest
from PIL import Image

from skyloom.core.errors import InvalidInput
from skyloom.core.exports import TYPES
from skyloom.engines.base import RenderContext
from skyloom.engines.export.engine import Export
from skyloom.engines.export.makers import MAKERS
from skyloom.engines.export.params import ExportParams
from skyloom.engines.skybox.engine import Skybox
from skyloom.engines.skybox.params import SkyboxParams
from skyloom.imaging import depth
from skyloom.imaging.codec import panorama_jpeg, panorama_xmp
from skyloom.imaging.hdr import Hdri, exr
from skyloom.imaging.panorama import directions
from skyloom.imaging.png import png

OWN = 1024
WHITE = 5000.0  # cd/m²
SUN = (100, 700)  # row, column
SEED = 3
WORLD = SkyboxParams(prompt="a village on green hills at noon", style_id=67)
engine = Export()


@pytest.fixture(scope="module")
def colours():
    """A panorama whose colour is its direction: 128 + 127 (x, y, z)."""
    return np.uint8(np.rint(128 + 127 * directions(OWN // 2)))


@pytest.fixture(scope="module")
def light():
    light = np.moveaxis(directions(OWN // 2) * 0.4 + 0.5, -1, 0).astype(np.float16)
    light[:, SUN[0] : SUN[0] + 4, SUN[1] : SUN[1] + 4] = 40_000
    return light


@pytest.fixture(scope="module")
def distance():
    """Level ground two metres under the camera."""
    z = directions(OWN // 2)[..., 2].astype(np.float32)
    return np.where(z < 0, 2 / np.maximum(-z, 1e-4), np.inf).astype(np.float32)


@pytest.fixture(scope="module")
def inputs(colours, light, distance):
    return {
        "file": panorama_jpeg(colours),
        "pixels": png(colours, threads=2, xmp=panorama_xmp(OWN)),
        "radiance": exr(Hdri(light, WHITE), threads=2),
        "distance": png(depth.coded(distance), threads=2),
    }


@pytest.fixture(scope="module")
def make(inputs):
    def make(key, width=OWN, own=OWN, inputs=inputs, **params):
        result = engine.render(
            ExportParams(type=key, width=width, own=own, **params), RenderContext(seed=SEED, inputs=inputs)
        )
        file = result.files["file"]
        assert (result.facts["type"], file.width) == (key, width) or key.startswith("cube-map")
        return file.data, result.facts

    return make


def opened(data):
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def test_every_type_has_a_maker():
    assert {kind.key for kind in TYPES} == set(MAKERS)


@pytest.mark.parametrize("width", [OWN, OWN // 4])
@pytest.mark.parametrize(("key", "form"), [("equirectangular-jpg", "JPEG"), ("equirectangular-png", "PNG")])
def test_pictures_show_each_direction_where_it_was(make, key, form, width):
    image = opened(make(key, width)[0])

    assert (image.format, image.mode, image.size) == (form, "RGB", (width, width // 2))
    wanted = 128 + 127 * directions(width // 2)
    assert np.abs(np.asarray(image).astype(float) - wanted).mean() < 1.5
    assert "equirectangular" in str(image.info)


def test_a_png_of_its_own_size_is_the_picture_to_the_bit(make, colours):
    assert np.array_equal(np.asarray(opened(make("equirectangular-png")[0])), colours)


@pytest.mark.parametrize("key", ["cube-map-default-png", "cube-map-roblox-png"])
def test_a_cube_map_is_six_named_squares_of_one_size(make, key):
    archive = zipfile.ZipFile(io.BytesIO(make(key)[0]))

    assert archive.testzip() is None
    assert sorted(archive.namelist()) == sorted(
        f"cube_{face}.png" for face in ("up", "down", "front", "back", "left", "right")
    )
    faces = {name: np.asarray(opened(archive.read(name))).astype(float) for name in archive.namelist()}
    assert {face.shape for face in faces.values()} == {(OWN // 4, OWN // 4, 3)}
    ahead, above = faces["cube_front.png"], faces["cube_up.png"]
    assert ahead[OWN // 8, OWN // 8] == pytest.approx((128, 255, 128), abs=3)
    assert above[OWN // 8, OWN // 8] == pytest.approx((128, 128, 255), abs=3)


def test_an_exr_is_linear_light_with_its_unit_and_its_sun(make, light):
    file = OpenEXR.File(io.BytesIO(make("hdri-exr")[0]))
    header, values = file.header(), file.channels()["RGB"].pixels

    assert values.dtype == np.float16
    assert header["whiteLuminance"] == WHITE
    assert f"{WHITE:g} cd/m2" in header["comments"]
    assert np.abs(np.moveaxis(values, -1, 0).astype(float) / light.astype(float) - 1).mean() < 0.01
    assert values[SUN[0] + 1, SUN[1] + 1] == pytest.approx(40_000, rel=0.02)


def test_a_radiance_file_holds_the_same_light(make, light):
    data = make("hdri-hdr")[0]
    values = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_UNCHANGED)[..., ::-1]

    assert data.startswith(b"#?RADIANCE\n")
    assert f"{WHITE:g} cd/m2".encode() in data[:300]
    assert np.abs(np.moveaxis(values, -1, 0) / light.astype(float) - 1).mean() < 0.01
    assert len(data) < values.size  # run lengths


@pytest.mark.parametrize("key", ["hdri-exr", "hdri-hdr"])
def test_a_smaller_hdri_sends_as_much_light(make, light, key):
    data = make(key, OWN // 4)[0]
    if key == "hdri-exr":
        values = OpenEXR.File(io.BytesIO(data)).channels()["RGB"].pixels.astype(float)
    else:
        values = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_UNCHANGED)[..., ::-1]

    assert values.shape == (OWN // 8, OWN // 4, 3)
    assert values.mean(axis=(0, 1)) == pytest.approx(light.astype(float).mean(axis=(1, 2)), rel=0.01)


@pytest.mark.parametrize(("key", "most", "mode"), [("depth-map-png", 255, "L"), ("depth-map-16-png", 65535, "I;16")])
def test_a_depth_map_tells_the_distance(make, distance, key, most, mode):
    data, facts = make(key)
    image = opened(data)
    grey = np.asarray(image).astype(float)

    assert image.mode == mode
    assert float(image.info["white_m"]) == pytest.approx(facts["white_m"], rel=1e-5)
    assert (grey[: OWN // 4] == 0).all()
    ground = slice(OWN // 4 + 40, OWN // 2 - 90)
    assert np.abs(facts["white_m"] * most / grey[ground] / distance[ground] - 1).max() < (0.002 if most > 255 else 0.1)
    assert grey[-1, 0] == most


def test_a_smaller_depth_map_invents_no_distance_between_near_and_far(make, distance, inputs):
    wall = distance.copy()
    wall[:, OWN // 2 :] = np.inf
    wall[100:400, :100] = 3.0

    data, facts = make("depth-map-16-png", OWN // 8, inputs={"distance": png(depth.coded(wall), threads=1)})

    grey = np.asarray(opened(data)).astype(float)
    with np.errstate(divide="ignore"):
        found = facts["white_m"] * 65535 / grey[13:49, :12]
    assert np.abs(found / 3 - 1).max() < 0.001


def test_a_film_is_ten_seconds_that_loop_and_look_where_the_camera_looks(make):
    data, _ = make("video-square-mp4", 1080)

    with av.open(io.BytesIO(data)) as container:
        stream = container.streams.video[0]
        frames = [frame.to_ndarray(format="rgb24") for frame in container.decode(stream)]
        about = stream.codec_context
        seconds = float(stream.duration * stream.time_base)
    assert (about.name, about.pix_fmt, about.width, about.height) == ("h264", "yuv420p", 1080, 1080)
    assert (len(frames), seconds) == (300, 10.0)
    assert data.find(b"moov") < data.find(b"mdat")
    assert frames[0][540, 540] == pytest.approx((128, 255, 128), abs=8)  # the middle of the panorama
    assert frames[150][540, 540] == pytest.approx((128, 0, 128), abs=8)  # and half a turn on, what is behind
    step = np.abs(frames[1].astype(int) - frames[0]).mean()
    assert np.abs(frames[0].astype(int) - frames[-1]).mean() < 2 * step + 1


def test_a_dome_is_valid_gltf_with_the_picture_on_its_inside(make, inputs):
    data = make("sky-dome-glb")[0]

    magic, version, length, size, kind = struct.unpack("<4sIII4s", data[:20])
    scene, binary = json.loads(data[20 : 20 + size]), data[20 + size + 8 :]
    parts = [binary[v["byteOffset"] : v["byteOffset"] + v["byteLength"]] for v in scene["bufferViews"]]
    place = np.frombuffer(parts[0], np.float32).reshape(-1, 3)
    uv = np.frombuffer(parts[1], np.float32).reshape(-1, 2)
    faces = np.frombuffer(parts[2], np.uint32).reshape(-1, 3)
    assert (magic, version, length, kind) == (b"glTF", 2, len(data), b"JSON")
    assert scene["accessors"][2]["count"] == faces.size
    assert scene["buffers"][0]["byteLength"] == len(binary)
    assert parts[3] == inputs["file"]
    a, b, c = (place[faces[:, k]] for k in range(3))
    front = np.cross(b - a, c - a)
    assert (np.einsum("ij,ij->i", front, a) <= 1e-2).all()  # it faces the middle
    picture = np.asarray(opened(parts[3])).astype(float)
    column = np.minimum(uv[:, 0] * OWN, OWN - 1).astype(int)
    row = np.minimum(uv[:, 1] * OWN / 2, OWN / 2 - 1).astype(int)
    seen = (picture[row, column] - 128) / 127
    wanted = np.stack([place[:, 0], -place[:, 2], place[:, 1]], axis=-1) / 100
    assert np.abs(seen - wanted).max() < 0.03


@pytest.fixture(scope="module")
def world():
    """A skybox of our engine, small."""
    params = WORLD.model_copy(update={"width": 256})
    return Skybox().render(params, RenderContext(seed=SEED))


def again(make, key, width=256, **params):
    return make(key, width, own=256, inputs={}, skybox=WORLD, version=Skybox.version, **params)


def test_normals_point_at_whoever_looks_and_flat_ground_points_up(make):
    normals = (np.asarray(opened(again(make, "normal-map-png")[0])).astype(float) - 128) / 127

    length = np.linalg.norm(normals, axis=-1)
    solid = length > 0.5
    assert solid[-20:].all()
    assert not solid[:20].any()
    assert length[solid] == pytest.approx(np.ones(solid.sum()), abs=0.03)
    toward = np.einsum("ijk,ijk->ij", normals, directions(128))
    assert (toward[solid] < 0.1).mean() > 0.98
    assert normals[-12:, :, 2].mean() > 0.8


def test_a_segmentation_map_has_the_colours_of_its_legend_and_sky_where_the_picture_has(make, world):
    archive = zipfile.ZipFile(io.BytesIO(again(make, "segmentation-map-png")[0]))
    legend = json.loads(archive.read("legend.json"))
    image = np.asarray(opened(archive.read("segmentation.png")))

    classes = {tuple(bytes.fromhex(each["color"][1:])): each for each in legend["classes"]}
    colours, counts = np.unique(image.reshape(-1, 3), axis=0, return_counts=True)
    assert {tuple(map(int, colour)) for colour in colours} == set(classes)
    for colour, count in zip(colours, counts, strict=True):
        assert classes[tuple(map(int, colour))]["share"] == pytest.approx(count / (256 * 128), abs=1e-5)
    names = {each["name"] for each in legend["classes"]}
    assert {"sky", "ground"} <= names
    sky = next(each for each in legend["classes"] if each["name"] == "sky")["color"]
    is_sky = (image == tuple(bytes.fromhex(sky[1:]))).all(axis=-1)
    far = np.asarray(Image.open(io.BytesIO(world.files["depth"].data))).astype(int) <= 2
    assert (is_sky == far).mean() > 0.97


def test_what_is_finer_than_the_skybox_is_rendered_and_not_stretched(make, world):
    fine = np.asarray(opened(again(make, "equirectangular-png", 512)[0])).astype(float)
    own = np.asarray(opened(world.files["pixels"].data))

    small = cv2.resize(fine, (256, 128), interpolation=cv2.INTER_AREA)
    stretched = cv2.resize(own, (512, 256), interpolation=cv2.INTER_CUBIC).astype(float)

    def sharpness(picture):
        return float(np.abs(np.diff(picture[130:200], axis=1)).mean())

    assert fine.shape == (256, 512, 3)
    assert np.abs(small - own).mean() < 12  # the same place
    assert sharpness(fine) > 1.1 * sharpness(stretched)


def test_without_masters_light_is_rendered_again_to_the_bit(make, world):
    assert again(make, "hdri-exr")[0] == world.files["radiance"].data


def test_another_engine_version_is_told_and_not_passed_over(make):
    with pytest.raises(InvalidInput, match="made by version 0 of the engine"):
        make("normal-map-png", 256, own=256, skybox=WORLD, version="0")
    with pytest.raises(InvalidInput, match="generate it anew"):
        make("hdri-exr", 256, own=256, inputs={})


def test_without_a_master_the_jpeg_gives_the_pixels(make, inputs):
    image = np.asarray(opened(make("equirectangular-png", inputs={"file": inputs["file"]})[0]))

    assert np.abs(image.astype(float) - (128 + 127 * directions(OWN // 2))).mean() < 1.5
