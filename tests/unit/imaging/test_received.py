"""Pictures that somebody sent are told by their content, without being decoded."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.pictures import HEIGHT, KINDS, WIDTH, png_of, saved

from skyloom.core.errors import InvalidInput
from skyloom.imaging.received import Probe, probe


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_told_with_its_size(kind):
    assert probe(KINDS[kind]()) == Probe(content_type=kind, width=WIDTH, height=HEIGHT)


@pytest.mark.parametrize("options", [{"lossless": True}, {"quality": 50}, {"exif": b"Exif\x00\x00", "quality": 80}])
def test_every_webp_is_told(options):
    assert probe(saved("WEBP", 300, 150, **options)) == Probe(content_type="image/webp", width=300, height=150)


@pytest.mark.parametrize("options", [{"progressive": True}, {"exif": b"Exif\x00\x00" + b"x" * 60_000}])
def test_every_jpeg_is_told(options):
    assert probe(saved("JPEG", 300, 150, **options)) == Probe(content_type="image/jpeg", width=300, height=150)


@pytest.mark.parametrize(
    "data",
    [b"", b"\xff", b"GIF89a" + b"\x00" * 99, b"BM" + b"\x00" * 99, b"<svg></svg>", b"%PDF-1.7", b"RIFF1234WAVEfmt "],
)
def test_what_is_no_picture_of_these_kinds_is_refused(data):
    with pytest.raises(InvalidInput, match=r"JPEG, PNG, WebP, Radiance HDR or OpenEXR"):
        probe(data)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("length", [12, 16, 20])
def test_a_picture_that_ends_in_its_head_is_broken(kind, length):
    with pytest.raises(InvalidInput, match="broken"):
        probe(KINDS[kind]()[:length])


@pytest.mark.parametrize(
    ("width", "height"), [(16385, 100), (100, 16385), (16384, 8193), (2**31, 2**31), (0xFFFFFFFF, 9)]
)
def test_a_bomb_is_refused_by_its_size(width, height):
    with pytest.raises(InvalidInput, match="at most 16384 a side and 134 million"):
        probe(png_of(width, height))


@pytest.mark.parametrize(("width", "height"), [(16384, 8192), (64, 64), (8192, 16384)])
def test_the_largest_and_the_smallest_are_taken(width, height):
    assert (probe(png_of(width, height)).width, probe(png_of(width, height)).height) == (width, height)


@pytest.mark.parametrize(("width", "height"), [(63, 200), (200, 63), (0, 0), (1, 1)])
def test_what_is_too_small_is_refused(width, height):
    with pytest.raises(InvalidInput, match="at least 64 a side"):
        probe(png_of(width, height))


@given(st.sampled_from(sorted(KINDS)).map(lambda kind: KINDS[kind]()[:12]), st.binary(max_size=200))
def test_whatever_follows_the_first_bytes_it_is_told_or_refused(head, rest):
    try:
        found = probe(head + rest)
    except InvalidInput:
        return
    assert 64 <= found.width <= 16384
    assert 64 <= found.height <= 16384
