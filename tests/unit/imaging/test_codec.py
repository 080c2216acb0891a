"""Files of pictures."""

import io

import numpy as np
from PIL import Image

from skyloom.imaging import codec


def gradient(height=64, width=128):
    y, x = np.mgrid[0:height, 0:width]
    return np.stack([x * 255 // width, y * 255 // height, (x + y) * 255 // (width + height)], axis=-1).astype(np.uint8)


def test_a_picture_survives_a_jpeg():
    pixels = gradient()

    back = codec.decoded(codec.jpeg(pixels, quality=95))

    assert np.abs(back.astype(int) - pixels).mean() < 2


def test_a_panorama_says_that_it_is_one():
    data = codec.panorama_jpeg(gradient())

    with Image.open(io.BytesIO(data)) as picture:
        picture.load()
        xmp = picture.info["xmp"].decode()

        assert picture.size == (128, 64)
        assert 'GPano:ProjectionType="equirectangular"' in xmp
        assert 'GPano:FullPanoWidthPixels="128"' in xmp
        assert picture.layer[0][1:3] == (1, 1)  # full colour resolution


def test_grey_pixels_become_a_grey_jpeg():
    with Image.open(io.BytesIO(codec.jpeg(gradient()[..., 0]))) as picture:
        assert picture.mode == "L"


def test_shrinking_takes_means():
    pixels = np.zeros((4, 8, 3), np.uint8)
    pixels[:, ::2] = 200

    assert np.all(codec.shrunk(pixels, width=4, height=2) == 100)
