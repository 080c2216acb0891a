"""PNG files of our own writing, as others read them."""

import io

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from skyloom.imaging import png as module
from skyloom.imaging.png import png, read_png

noise = np.random.default_rng(7)


def picture(height, width, *, depth=8, colours=3):
    shape = (height, width, colours) if colours > 1 else (height, width)
    return noise.integers(0, 2**depth, shape).astype(np.uint8 if depth == 8 else np.uint16)


@given(st.integers(1, 60), st.integers(1, 60), st.sampled_from([8, 16]), st.sampled_from([1, 3]))
@settings(max_examples=30, deadline=None)
def test_what_is_written_is_read(height, width, depth, colours):
    image = picture(height, width, depth=depth, colours=colours)

    assert np.array_equal(read_png(png(image, threads=2)), image)


def test_strips_join_into_one_picture(monkeypatch):
    monkeypatch.setattr(module, "STRIP", 1000)
    image = picture(90, 100)

    assert np.array_equal(np.asarray(Image.open(io.BytesIO(png(image, threads=2)))), image)


def test_another_reader_sees_sixteen_bits_as_they_are():
    image = np.arange(256 * 256, dtype=np.uint16).reshape(256, 256)

    seen = cv2.imdecode(np.frombuffer(png(image, threads=1), np.uint8), cv2.IMREAD_UNCHANGED)

    assert np.array_equal(seen, image)


def test_words_and_metadata_are_found_again():
    data = png(picture(4, 4), threads=1, xmp=b"<x>panorama</x>", words={"white_m": "2.5"})

    info = Image.open(io.BytesIO(data)).info

    assert info["white_m"] == "2.5"
    assert "panorama" in info["XML:com.adobe.xmp"]


def test_what_is_no_picture_is_refused():
    with pytest.raises(ValueError, match="cannot be read"):
        read_png(b"nothing of the kind")


def test_notes_hold_any_text():
    data = png(picture(4, 4), threads=1, notes={"Title": "日没 é"})

    assert Image.open(io.BytesIO(data)).text["Title"] == "日没 é"
