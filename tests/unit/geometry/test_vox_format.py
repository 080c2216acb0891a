"""MagicaVoxel's files: what is written is read, and what is broken is told."""

import contextlib
import struct

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from skyloom.geometry import vox_format
from skyloom.geometry.voxels import Voxels

SIDES = arrays.array_shapes(min_dims=3, max_dims=3, min_side=1, max_side=9)


@st.composite
def models(draw):
    palette = draw(arrays.arrays(np.uint8, st.tuples(st.integers(1, 255), st.just(3))))
    cells = draw(arrays.arrays(np.uint8, SIDES, elements=st.integers(0, len(palette))))
    cells[0, 0, 0] = cells[0, 0, 0] or 1
    return Voxels(cells=cells, palette=palette)


def chunk(name, content):
    return struct.pack("<4sii", name, len(content), 0) + content


def small():
    cells = np.zeros((3, 4, 5), np.uint8)
    cells[1, 2, 3], cells[0, 0, 4] = 1, 2
    return Voxels(cells=cells, palette=np.array([(250, 20, 30), (0, 0, 0)], np.uint8))


@given(models())
def test_a_model_that_is_written_is_read_the_same(model):
    again = vox_format.read(vox_format.written(model))

    assert np.array_equal(again.cells, model.cells)
    assert np.array_equal(again.palette, model.palette)


def test_the_largest_model_keeps_its_far_corner():
    cells = np.zeros((256, 1, 256), np.uint8)
    cells[255, 0, 255] = 255
    palette = np.arange(255 * 3, dtype=np.uint16).reshape(255, 3).astype(np.uint8)

    again = vox_format.read(vox_format.written(Voxels(cells=cells, palette=palette)))

    assert again.size == (256, 1, 256)
    assert again.cells[255, 0, 255] == 255
    assert np.array_equal(again.palette, palette)


def test_the_file_is_laid_out_as_every_reader_knows_it():
    data = vox_format.written(small())

    assert data[:8] == b"VOX \x96\0\0\0"
    assert data[8:20] == struct.pack("<4sii", b"MAIN", 0, len(data) - 20)
    size, voxels = data.index(b"SIZE"), data.index(b"XYZI")
    assert struct.unpack_from("<3i", data, size + 12) == (3, 4, 5)
    assert data[voxels + 12 : voxels + 24] == struct.pack("<i8B", 2, 0, 0, 4, 2, 1, 2, 3, 1)
    assert data[data.index(b"RGBA") + 12 :][:8] == bytes((250, 20, 30, 255, 0, 0, 0, 255)), "entry 0 is colour 1"


@pytest.mark.parametrize(
    ("cells", "colours", "told"),
    [
        (np.zeros((2, 2, 2)), 1, "at least one voxel"),
        (np.ones((257, 1, 1)), 1, "at most 256"),
        (np.full((2, 2, 2), 2), 1, "all of its palette"),
        (np.ones((2, 2, 2)), 256, "at most 255 colours"),
    ],
)
def test_what_the_format_cannot_hold_is_told(cells, colours, told):
    with pytest.raises(ValueError, match=told):
        vox_format.written(Voxels(cells=cells.astype(np.uint8), palette=np.zeros((colours, 3), np.uint8)))


def test_a_scene_of_a_newer_version_gives_its_first_model():
    plain = vox_format.written(small())
    node = chunk(b"nTRN", struct.pack("<iiiiiii", 0, 0, 1, -1, -1, 1, 0))
    extra = chunk(b"PACK", struct.pack("<i", 2)) + plain[20 : plain.index(b"RGBA")] * 2 + node + chunk(b"nGRP", b"....")
    extra += chunk(b"nSHP", b"") + chunk(b"LAYR", b"12") + plain[plain.index(b"RGBA") :] + chunk(b"MATL", b"?")
    data = b"VOX " + struct.pack("<i", 200) + struct.pack("<4sii", b"MAIN", 0, len(extra)) + extra

    again = vox_format.read(data)

    assert np.array_equal(again.cells, small().cells)
    assert np.array_equal(again.palette, small().palette)


def test_a_file_without_a_palette_has_the_default_one():
    plain = vox_format.written(small())

    palette = vox_format.read(plain[: plain.index(b"RGBA")]).palette

    assert palette.shape == (255, 3)
    assert [tuple(palette[i]) for i in (0, 1, 6, 36, 214, 215, 254)] == [
        (255, 255, 255),
        (255, 255, 204),
        (255, 204, 255),
        (204, 255, 255),
        (0, 0, 51),
        (238, 0, 0),
        (17, 17, 17),
    ]


@given(st.binary(max_size=200))
def test_any_other_bytes_are_a_clear_error(data):
    with pytest.raises(ValueError, match=r"not a MagicaVoxel file|the file holds no model|the file ends"):
        vox_format.read(data)


@settings(max_examples=300)
@given(st.data())
def test_a_file_with_wrong_bytes_is_a_model_or_a_clear_error(data):
    broken = bytearray(vox_format.written(small()))
    head = broken.index(b"RGBA") + 12  # colours may be any
    for _ in range(data.draw(st.integers(1, 4))):
        broken[data.draw(st.integers(4, head - 1))] = data.draw(st.integers(0, 255))
    whole = bytes(broken[: data.draw(st.integers(8, len(broken)))])

    with contextlib.suppress(ValueError):  # and no other error
        model = vox_format.read(whole)
        assert 1 <= int(model.cells.max()) <= len(model.palette) <= 255
        assert max(model.size) <= 256


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ([(b"XYZI", struct.pack("<i4B", 1, 0, 0, 0, 1))], "before its size"),
        ([(b"SIZE", struct.pack("<3i", 2**31 - 1, 1, 1))], "1 to 256 cells"),
        ([(b"SIZE", struct.pack("<3i", 0, 1, 1))], "1 to 256 cells"),
        ([(b"SIZE", b"")], "cut off"),
        ([(b"SIZE", struct.pack("<3i", 1, 1, 1)), (b"XYZI", struct.pack("<i", 2**31 - 1))], "cut off"),
        ([(b"SIZE", struct.pack("<3i", 1, 1, 1)), (b"XYZI", struct.pack("<i4B", 1, 1, 0, 0, 1))], "outside"),
        ([(b"SIZE", struct.pack("<3i", 1, 1, 1)), (b"XYZI", struct.pack("<i4B", 1, 0, 0, 0, 0))], "means none"),
        ([(b"SIZE", struct.pack("<3i", 1, 1, 1)), (b"XYZI", struct.pack("<i", 0))], "empty"),
        ([(b"RGBA", b"1234")], "palette is cut off"),
        ([], "no model"),
    ],
)
def test_a_broken_file_says_what_is_wrong(content, told):
    with pytest.raises(ValueError, match=told):
        vox_format.read(b"VOX " + struct.pack("<i", 150) + b"".join(chunk(*one) for one in content))
