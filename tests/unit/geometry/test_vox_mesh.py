"""Models as meshes."""

import io
import json
import struct
import zipfile

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from skyloom.geometry.vox_mesh import VOXEL, glb, obj_zip, quads
from skyloom.geometry.voxels import Voxels, visible_faces

PALETTE = np.array([(200, 40, 30), (30, 200, 60), (40, 60, 220)], np.uint8)
CELLS = arrays.arrays(
    np.uint8, arrays.array_shapes(min_dims=3, max_dims=3, min_side=1, max_side=6), elements=st.integers(0, 3)
)


def model_of(cells, **more):
    return Voxels(cells=np.asarray(cells, np.uint8), palette=PALETTE, **more)


def unit_faces(faces):
    """Return every unit face that rectangles cover: (normal, cell that it belongs to, colour)."""
    covered = []
    for corners, normal, colour in zip(faces.corners, faces.normals, faces.colours, strict=True):
        low, high = corners.min(axis=0), corners.max(axis=0)
        inside = [range(a, max(b, a + 1)) for a, b in zip(low, high, strict=True)]
        for x in inside[0]:
            for y in inside[1]:
                for z in inside[2]:
                    cell = np.array((x, y, z)) - (normal > 0)
                    covered.append((tuple(normal.tolist()), tuple(cell.tolist()), int(colour)))
    return covered


@settings(deadline=None)
@given(CELLS)
def test_rectangles_cover_every_open_face_once_in_its_colour(cells):
    model = model_of(cells)

    covered = unit_faces(quads(model))

    assert len(covered) == len(set(covered)) == visible_faces(model.solid).sum()
    for normal, cell, colour in covered:
        assert cells[cell] == colour
        beyond = tuple(np.add(cell, normal))
        assert min(beyond) < 0 or any(a >= b for a, b in zip(beyond, cells.shape, strict=True)) or not cells[beyond]


@settings(deadline=None)
@given(CELLS.filter(np.any))
def test_rectangles_run_counter_clockwise_and_enclose_the_volume(cells):
    faces = quads(model_of(cells))
    first, second, third, fourth = np.moveaxis(faces.corners.astype(float), 1, 0)

    turned = np.cross(second - first, third - first)
    assert np.array_equal(np.sign(turned), faces.normals)
    volume = sum(
        np.einsum("ni,ni->n", a, np.cross(b, c)).sum() / 6
        for a, b, c in ((first, second, third), (first, third, fourth))
    )
    assert volume == pytest.approx((cells > 0).sum())


def test_a_box_of_one_colour_has_six_faces():
    assert len(quads(model_of(np.ones((7, 5, 3)))).colours) == 6


def parsed(data):
    magic, version, length = struct.unpack_from("<4sII", data)
    assert (magic, version, length) == (b"glTF", 2, len(data))
    size, kind = struct.unpack_from("<I4s", data, 12)
    told, body = json.loads(data[20 : 20 + size]), data[28 + size :]
    assert kind == b"JSON"
    assert struct.unpack_from("<I4s", data, 20 + size) == (len(body), b"BIN\0")
    assert told["buffers"][0]["byteLength"] == len(body)
    return told, body


def values(told, body, index):
    accessor = told["accessors"][index]
    view = told["bufferViews"][accessor["bufferView"]]
    kind = {5126: np.float32, 5125: np.uint32}[accessor["componentType"]]
    width = {"SCALAR": 1, "VEC2": 2, "VEC3": 3}[accessor["type"]]
    found = np.frombuffer(body, kind, accessor["count"] * width, view["byteOffset"]).reshape(-1, width)
    assert found.nbytes == view["byteLength"]
    return found


def test_a_glb_shows_each_colour_where_it_is():
    cells = np.zeros((4, 3, 5), np.uint8)
    cells[:, :, 0], cells[3, 0, 1:4], cells[0, 2, 4] = 1, 2, 3  # a floor, a post in front to the right, a cell above
    told, body = parsed(glb(model_of(cells, glowing=frozenset({3}))))
    picture = cv2.imdecode(np.frombuffer(body, np.uint8, told["bufferViews"][0]["byteLength"]), cv2.IMREAD_COLOR_RGB)

    boxes = {}
    for primitive in told["meshes"][0]["primitives"]:
        places, texels = (values(told, body, primitive["attributes"][name]) for name in ("POSITION", "TEXCOORD_0"))
        indices = values(told, body, primitive["indices"]).ravel()
        assert indices.max() == len(places) - 1
        accessor = told["accessors"][primitive["attributes"]["POSITION"]]
        assert np.allclose(accessor["min"], places.min(axis=0))
        assert np.allclose(accessor["max"], places.max(axis=0))
        for texel in np.unique(texels[:, 0]):
            own = places[texels[:, 0] == texel]
            colour = tuple(int(channel) for channel in picture[0, int(texel * 256)])
            material = told["materials"][primitive["material"]]
            boxes[colour] = (own.min(axis=0) / VOXEL, own.max(axis=0) / VOXEL, "emissiveFactor" in material)

    assert set(boxes) == {tuple(colour) for colour in PALETTE.tolist()}
    low, high, shines = boxes[tuple(PALETTE[1].tolist())]
    assert np.allclose(low, (1, 1, 0.5))  # right is +x, up is +y, the front is +z
    assert np.allclose(high, (2, 4, 1.5))
    assert not shines
    assert boxes[tuple(PALETTE[2].tolist())][2]
    assert boxes[tuple(PALETTE[0].tolist())][0][1] == 0, "it stands on the ground"


def test_an_obj_has_the_same_faces_as_the_model():
    cells = np.zeros((3, 3, 3), np.uint8)
    cells[:, :, 0], cells[1, 1, 1] = 1, 2
    model = model_of(cells)

    folder = zipfile.ZipFile(io.BytesIO(obj_zip(model)))

    assert folder.namelist() == ["model.obj", "model.mtl", "model.png"]
    lines = [line.split() for line in folder.read("model.obj").decode().splitlines()]
    points = np.array([line[1:] for line in lines if line[0] == "v"], float)
    normals = np.array([line[1:] for line in lines if line[0] == "vn"], float)
    area = 0.0
    for line in lines:
        if line[0] == "f":
            corner, colour, way = np.array([part.split("/") for part in line[1:]], int).T
            first, second, third, _ = points[corner - 1] / VOXEL
            turned = np.cross(second - first, third - first)
            assert np.allclose(turned / np.linalg.norm(turned), normals[way[0] - 1])
            assert set(colour) <= {1, 2}
            area += np.linalg.norm(turned)
    assert area == pytest.approx(visible_faces(model.solid).sum())
    assert b"map_Kd model.png" in folder.read("model.mtl")
    assert obj_zip(model) == obj_zip(model)
