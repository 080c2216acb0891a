"""Pictures of one thing, as somebody sent them."""

import io

import numpy as np
import pytest
from PIL import Image, ImageCms

from skyloom.core.errors import InvalidInput
from skyloom.imaging.cutout import opened


def saved(image, kind, **more):
    data = io.BytesIO()
    image.save(data, kind, **more)
    return data.getvalue()


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_transparency_is_kept(kind):
    pixels = np.zeros((20, 30, 4), np.uint8)
    pixels[5:15, 5:25] = (200, 100, 50, 255)
    pixels[5:15, 25] = (200, 100, 50, 128)

    picture = opened(saved(Image.fromarray(pixels), kind, lossless=True))

    assert np.allclose(picture.alpha, pixels[..., 3] / 255)
    assert (picture.pixels[7, 10] == (200, 100, 50)).all()


def test_a_palette_with_a_transparent_colour_is_transparent_there():
    image = Image.new("P", (8, 8), 0)
    image.putpalette([0, 0, 0, 10, 200, 30])
    image.putpixel((3, 4), 1)

    picture = opened(saved(image, "PNG", transparency=0))

    assert picture.alpha.sum() == 1
    assert (picture.pixels[4, 3] == (10, 200, 30)).all()


def test_sixteen_bits_are_not_cut_off():
    grey = np.linspace(0, 65535, 64).astype(np.uint16)[None].repeat(4, axis=0)

    picture = opened(saved(Image.fromarray(grey), "PNG"))

    assert np.abs(picture.pixels[0, :, 0].astype(int) - grey[0] / 257).max() <= 1


def test_a_colour_profile_is_heeded():
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    plain = Image.new("RGB", (8, 8), (200, 90, 40))

    assert (opened(saved(plain, "PNG", icc_profile=lab)).pixels == opened(saved(plain, "PNG")).pixels).all()
    assert (opened(saved(plain, "PNG", icc_profile=b"no profile")).pixels[0, 0] == (200, 90, 40)).all()


def test_a_large_picture_is_shrunk_in_light():
    checks = (np.indices((2000, 1000)).sum(axis=0) % 2 * 255).astype(np.uint8)

    picture = opened(saved(Image.fromarray(checks), "PNG"))

    assert picture.alpha.shape == (768, 384)
    assert np.abs(picture.pixels.astype(int) - 188).max() <= 70, "black and white in turn are half the light"


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA"])
def test_every_kind_of_png_is_read(mode):
    picture = opened(saved(Image.new(mode, (9, 7)), "PNG"))

    assert picture.pixels.shape == (7, 9, 3)
    assert picture.alpha.shape == (7, 9)


def test_a_cmyk_photo_is_read():
    assert (opened(saved(Image.new("CMYK", (16, 16), (0, 255, 255, 0)), "JPEG")).pixels[8, 8] > (200, -1, -1)).all()


@pytest.mark.parametrize("cut", [0, 10, 60, 200])
def test_a_broken_file_is_told(cut):
    noise = np.random.default_rng(1).integers(0, 256, (64, 64, 3)).astype(np.uint8)

    with pytest.raises(InvalidInput, match="cannot be read"):
        opened(saved(Image.fromarray(noise), "PNG")[:cut])
