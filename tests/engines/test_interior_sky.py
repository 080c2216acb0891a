"""The interior sky engine: a sky where glass is sure, and nothing else changes."""

import io

import numpy as np
import pytest
from PIL import Image
from tests import rooms

from skyloom.core.errors import InvalidInput
from skyloom.engines.base import RenderContext, Result
from skyloom.engines.interior_sky.engine import InteriorSky
from skyloom.engines.interior_sky.params import InteriorSkyParams
from skyloom.imaging.marks import ALTERED, SOURCE

PARAMS = InteriorSkyParams()


def rendered(data: bytes, *, seed: int = 1) -> Result:
    return InteriorSky().render(PARAMS, RenderContext(seed=seed, inputs={"image": data}))


def png(pixels: np.ndarray) -> bytes:
    out = io.BytesIO()
    Image.fromarray(pixels).save(out, "PNG")
    return out.getvalue()


def pixels_of(data: bytes) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(data)).convert("RGB"))


@pytest.fixture(scope="module")
def painted() -> Result:
    return rendered(png(rooms.windowed()))


def mask_of(result: Result) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(result.files["mask"].data)))


def test_blown_glass_above_the_horizon_becomes_blue_sky(painted):
    mask, after = mask_of(painted), pixels_of(painted.files["file"].data).astype(int)

    pane = (slice(116, 225), slice(226, 310))
    assert (mask[pane] == 255).mean() > 0.97
    assert (after[pane][..., 2] - after[pane][..., 0]).mean() > 25  # blue, where all was white
    assert after[pane].std(axis=(0, 1)).max() > 4


def test_no_pixel_outside_the_mask_changes(painted):
    before, after = rooms.windowed(), pixels_of(painted.files["file"].data)

    outside = mask_of(painted) == 0
    assert (before[outside] == after[outside]).all()
    wall = np.ones(before.shape[:2], bool)
    wall[100:260, 210:430] = False
    assert outside[wall].all()


def test_sky_is_painted_only_above_the_horizon(painted):
    row = painted.facts["horizon"]["row"]

    assert abs(row - 0.43) < 0.12
    assert not mask_of(painted)[int(np.ceil(row * rooms.HIGH)) :].any()


def test_the_mullion_keeps_its_colour(painted):
    after = pixels_of(painted.files["file"].data).astype(int)

    assert np.abs(after[130:220, 319:321] - (104, 92, 80)).mean() < 4


@pytest.mark.parametrize(
    "photo", [rooms.empty(), rooms.lit(), rooms.framed()], ids=["empty", "lamp, bedding and sun", "poster"]
)
def test_a_room_without_a_window_is_returned_byte_for_byte(photo):
    data = png(photo)

    result = rendered(data)

    assert result.files["file"].data == data
    assert set(result.files) == {"file"}
    assert result.facts["left_alone"]


def test_the_same_seed_gives_the_same_bytes(painted):
    again = rendered(png(rooms.windowed()))

    assert again.files["file"].data == painted.files["file"].data
    assert again.files["mask"].data == painted.files["mask"].data


def test_another_seed_changes_the_sky_and_nothing_else(painted):
    other = rendered(png(rooms.windowed()), seed=2)

    assert other.files["mask"].data == painted.files["mask"].data
    one, two = (pixels_of(result.files["file"].data).astype(int) for result in (painted, other))
    assert np.abs(one - two)[mask_of(painted) == 255].mean() > 2
    assert (one == two)[mask_of(painted) == 0].all()


def test_a_window_is_told_with_its_corners_and_confidence(painted):
    window = painted.facts["windows"][0]

    assert window["confidence"] >= PARAMS.confidence
    corners = np.array(window["quad"]) * (rooms.WIDE, rooms.HIGH)
    assert (corners.min(axis=0) > (205, 95)).all()
    assert (corners.max(axis=0) < (435, 265)).all()


def test_a_jpeg_keeps_its_exif_profile_and_tables_and_says_that_it_is_altered():
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "Camera"  # lies on its side
    profile = b"a profile" * 30
    lying = Image.fromarray(rooms.windowed()).transpose(Image.Transpose.ROTATE_90)
    out = io.BytesIO()
    lying.save(out, "JPEG", quality=91, subsampling=0, exif=exif.tobytes(), icc_profile=profile)

    result = rendered(out.getvalue())

    after, before = Image.open(io.BytesIO(result.files["file"].data)), Image.open(io.BytesIO(out.getvalue()))
    assert after.size == (rooms.WIDE, rooms.HIGH)  # upright
    assert (after.getexif()[0x0112], after.getexif()[0x010F]) == (1, "Camera")
    assert after.info["icc_profile"] == profile
    assert after.quantization == before.quantization
    told = after.info["xmp"].decode()
    assert ALTERED in told
    assert SOURCE in told


def test_a_png_keeps_its_transparency_and_notes():
    photo = np.dstack([rooms.windowed(), np.full((rooms.HIGH, rooms.WIDE), 200, np.uint8)])
    from_png = io.BytesIO()
    Image.fromarray(photo).save(from_png, "PNG", dpi=(300, 300))

    after = Image.open(io.BytesIO(rendered(from_png.getvalue()).files["file"].data))

    assert after.mode == "RGBA"
    assert set(np.unique(np.asarray(after)[..., 3])) == {200}
    assert after.info["dpi"][0] == pytest.approx(300, abs=0.1)
    assert ALTERED in after.info["XML:com.adobe.xmp"]


def test_a_photo_without_colours_is_left_alone():
    data = io.BytesIO()
    Image.fromarray(rooms.windowed()).convert("L").save(data, "JPEG")

    assert rendered(data.getvalue()).files["file"].data == data.getvalue()


@pytest.mark.parametrize("data", [b"no picture", png(rooms.empty())[:3000]], ids=["text", "broken"])
def test_what_is_no_photo_is_told_in_a_sentence(data):
    with pytest.raises(InvalidInput, match="send"):
        rendered(data)
