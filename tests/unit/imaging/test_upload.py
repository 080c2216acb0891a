"""Pictures that somebody sent."""

import io
import zlib
from contextlib import suppress

import cv2
import numpy as np
import OpenEXR
import pytest
from PIL import Image

from skyloom.core.errors import InvalidInput
from skyloom.imaging import upload


def picture(width=96, height=64):
    y, x = np.mgrid[:height, :width]
    return np.stack([x * 255 // width, y * 255 // height, np.full_like(x, 90)], axis=-1).astype(np.uint8)


def encoded(pixels, kind, **options):
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, kind, **options)
    return file.getvalue()


def hdr(light):
    return cv2.imencode(".hdr", light[..., ::-1].copy())[1].tobytes()


def exr(light, tmp_path):
    path = tmp_path / "light.exr"
    header = {"compression": OpenEXR.ZIP_COMPRESSION, "type": OpenEXR.scanlineimage}
    OpenEXR.File(header, {"RGB": light}).write(str(path))
    return path.read_bytes()


@pytest.mark.parametrize(
    ("kind", "options", "off"), [("PNG", {}, 0), ("WEBP", {"lossless": True}, 0), ("JPEG", {"quality": 97}, 6)]
)
def test_usual_files_are_read_as_they_are(kind, options, off):
    seen = upload.decoded(encoded(picture(), kind, **options))

    assert np.abs(seen.astype(int) - picture()).max() <= off


@pytest.mark.parametrize("mode", ["L", "RGBA", "P", "I;16"])
def test_other_kinds_of_pixels_become_colours(mode):
    grey = Image.fromarray(picture()).convert("L")
    image = Image.fromarray(np.asarray(grey).astype(np.uint16) * 257) if mode == "I;16" else grey.convert(mode)
    file = io.BytesIO()
    image.save(file, "PNG")

    seen = upload.decoded(file.getvalue())

    assert seen.shape == (64, 96, 3)
    assert np.abs(seen[..., 0].astype(int) - np.asarray(grey)).max() <= 1


def test_light_becomes_a_picture_whose_brightness_does_not_depend_on_its_unit(tmp_path):
    light = (picture().astype(np.float32) / 255) ** 2.2 + np.float32(0.01)

    seen = [upload.decoded(data) for data in (hdr(light), hdr(light * 5000), exr(light, tmp_path))]

    assert 60 < seen[0].mean() < 160
    assert np.abs(seen[0].astype(int) - seen[1]).mean() < 2
    assert np.abs(seen[0].astype(int) - seen[2]).mean() < 2


def test_light_with_infinities_and_nans_is_a_picture(tmp_path):
    light = (picture().astype(np.float32) / 255).copy()
    light[0, 0], light[1, 1], light[2, 2] = np.inf, np.nan, -np.inf

    assert upload.decoded(exr(light, tmp_path)).shape == (64, 96, 3)


def test_light_wider_than_is_of_use_is_shrunk_and_one_channel_is_grey(tmp_path):
    light = np.repeat((picture(6000, 30).astype(np.float32) / 255)[..., :1], 3, axis=-1)
    path = tmp_path / "grey.exr"
    OpenEXR.File({"type": OpenEXR.scanlineimage}, {"Y": np.ascontiguousarray(light[..., 0])}).write(str(path))

    wide, grey = upload.decoded(hdr(light)), upload.decoded(path.read_bytes())

    assert wide.shape == grey.shape == (20, 4096, 3)
    assert np.ptp(grey.astype(int), axis=-1).max() == 0


def test_an_exr_file_of_many_layers_is_refused(tmp_path):
    path = tmp_path / "layers.exr"
    layers = {f"layer{number}": np.zeros((64, 128), np.float32) for number in range(9)}
    OpenEXR.File({"type": OpenEXR.scanlineimage}, layers).write(str(path))

    with pytest.raises(InvalidInput, match="too many channels"):
        upload.decoded(path.read_bytes())


@pytest.mark.parametrize("name", ["png", "jpeg", "webp", "hdr", "exr"])
def test_a_file_that_is_cut_off_is_refused_with_a_sentence_or_read_in_part(name, tmp_path):
    noisy = np.random.default_rng(1).integers(0, 256, (64, 96, 3), np.uint8)
    light = noisy.astype(np.float32)
    whole = {
        "png": lambda: encoded(noisy, "PNG"),
        "jpeg": lambda: encoded(noisy, "JPEG"),
        "webp": lambda: encoded(noisy, "WEBP"),
        "hdr": lambda: hdr(light),
        "exr": lambda: exr(light, tmp_path),
    }[name]()

    for length in (0, 3, 11, 40, len(whole) // 3):
        seen = None
        with suppress(InvalidInput):  # any other error is a fault
            seen = upload.decoded(whole[:length])
        assert seen is None or seen.shape == (64, 96, 3)
        assert seen is None or length > 40


@pytest.mark.parametrize("data", [b"", b"GIF89a....", b"<svg/>", b"BM" + bytes(60), b"II*\x00" + bytes(60), bytes(200)])
def test_what_is_no_picture_that_we_take_is_refused(data):
    with pytest.raises(InvalidInput, match="cannot be read"):
        upload.decoded(data)


@pytest.mark.parametrize("side", [12_000, 60_000])
def test_a_picture_that_claims_to_be_huge_is_refused_before_it_is_unpacked(side):
    small = bytearray(encoded(picture(), "PNG"))
    small[16:24] = (side).to_bytes(4, "big") * 2
    small[29:33] = zlib.crc32(small[12:29]).to_bytes(4, "big")

    with pytest.raises(InvalidInput, match="too large"):
        upload.decoded(bytes(small))
    with pytest.raises(InvalidInput, match="too large"):
        upload.decoded(b"#?RADIANCE\nFORMAT=32-bit_rle_rgbe\n\n-Y %d +X %d\n" % (side, side) + bytes(99))


def test_any_shape_is_forced_to_two_to_one():
    for width, height in ((64, 64), (700, 100), (3000, 1500), (90, 400)):
        assert upload.panorama(picture(width, height), 256).shape == (128, 256, 3)


def seam(pixels):
    """Return the step over the seam, in the largest steps beside it."""
    turned = np.roll(pixels.astype(float), 12, axis=1)[:, :24]
    across = np.abs(np.diff(turned, axis=1)).mean(axis=(0, 2))
    return across[11] / np.delete(across, 11).max()


def test_a_picture_whose_ends_do_not_meet_is_made_to_close():
    assert seam(picture(512, 256)) > 20

    assert seam(upload.panorama(picture(512, 256), 512)) < 1.1


def test_a_picture_that_closes_stays_as_it_is():
    x = np.arange(512) / 512 * 2 * np.pi
    y = np.linspace(0, 1, 256)[:, None]
    closing = np.stack([128 + 60 * np.sin(x)[None] * np.sin(np.pi * y) + 20 * y] * 3, axis=-1).astype(np.uint8)

    seen = upload.panorama(closing, 512)

    assert np.abs(seen.astype(int) - closing)[30:-30].max() == 0


def test_poles_of_a_flat_picture_are_calmed():
    stripes = np.zeros((256, 512, 3), np.uint8)
    stripes[:, ::8] = stripes[:, 1::8] = stripes[:, 2::8] = stripes[:, 3::8] = 255

    seen = upload.panorama(stripes, 512).astype(float)

    assert np.ptp(seen[0]) < 10
    assert np.ptp(seen[-1]) < 10
    assert np.ptp(seen[128]) > 200
