"""Pictures of things whose solid is known become models that look like them."""

import io

import cv2
import numpy as np
import pytest
from PIL import Image
from tests import known_solids

from skyloom.core.errors import InvalidInput
from skyloom.engines.base import RenderContext
from skyloom.engines.voxelise.engine import Voxelise
from skyloom.engines.voxelise.isometric import rise_of
from skyloom.engines.voxelise.making import voxelised
from skyloom.engines.voxelise.params import VoxeliseParams
from skyloom.geometry import vox_format
from skyloom.geometry.connected import components, filled, outside, shell
from skyloom.geometry.voxels import Voxels
from skyloom.imaging.cutout import opened
from skyloom.imaging.silhouette import silhouette
from skyloom.render.isometric import isometric


@pytest.fixture(scope="module")
def pictures():
    """Each thing's picture (h, w, 4) and its solid (x, y, z), rendered once."""
    grids = {name: build() for name, build in known_solids.SOLIDS.items()}
    return {name: (known_solids.front(grid), grid > 0) for name, grid in grids.items()}


# at 128 voxels; a blade of 8.7 voxels becomes one of 8, its two sides being alike
LEAST = {name: 0.9 if name == "sword" else 0.95 for name in known_solids.SOLIDS}


def model_of(picture, **params):
    return voxelised(known_solids.png(picture), VoxeliseParams(**params), model=None)[0]


def silhouettes(model, picture):
    """Return the front silhouettes of a model and of a picture (h, w, 4), pixel by pixel."""
    wanted = known_solids.boxed(picture[..., 3] > 0)
    got = model.solid.any(axis=1).T[::-1].astype(np.uint8)
    return cv2.resize(got, wanted.shape[::-1], interpolation=cv2.INTER_NEAREST) > 0, wanted


@pytest.mark.parametrize("name", known_solids.SOLIDS)
def test_a_model_has_the_silhouette_of_its_picture(pictures, name):
    picture, _ = pictures[name]

    on_nothing = model_of(picture, voxel_size=128)
    on_ground = model_of(known_solids.on_ground(picture), voxel_size=128)

    assert known_solids.likeness(*silhouettes(on_nothing, picture)) > LEAST[name]
    assert known_solids.likeness(*silhouettes(on_ground, picture)) > LEAST[name]


@pytest.mark.parametrize("name", ["cube", "book", "table", "car", "robot", "house", "chair", "tree"])
def test_an_isometric_picture_becomes_the_thing_and_not_a_cushion(name):
    truth = known_solids.boxed(known_solids.SOLIDS[name]())[::2, ::2, ::2].copy()
    picture = isometric(Voxels(cells=truth, palette=known_solids.PAINT[1:].astype(np.uint8)), width=700)
    data = io.BytesIO()
    Image.fromarray(picture).save(data, "JPEG", quality=85)

    model, facts = voxelised(data.getvalue(), VoxeliseParams(voxel_size=48, fill=True), model=None)

    assert facts["rule"] == "isometric"
    assert max(model.size) == 48
    assert np.abs(np.array(model.size) / 48 - np.array(truth.shape) / max(truth.shape)).max() < 0.12
    places = np.ix_(*(np.arange(new) * old // new for new, old in zip(truth.shape, model.size, strict=True)))
    assert known_solids.likeness(model.solid[places], truth > 0) > (0.2 if name in ("table", "chair") else 0.55)


@pytest.mark.parametrize("name", known_solids.SOLIDS)
def test_a_picture_from_the_front_is_not_taken_for_isometric(pictures, name):
    picture = opened(known_solids.png(pictures[name][0]))

    assert rise_of(picture, silhouette(picture)) is None


@pytest.mark.parametrize("name", ["ball", "chair", "dog", "sword", "robot", "tree"])
@pytest.mark.parametrize("size", [8, 13, 32])
def test_a_model_is_one_closed_shell_of_the_size_asked_for(pictures, name, size):
    picture, _ = pictures[name]

    hollow = model_of(picture, voxel_size=size)
    full = model_of(picture, voxel_size=size, fill=True)

    assert max(hollow.size) == max(full.size) == size
    assert known_solids.boxed(hollow.solid).shape == hollow.size, "no empty side"
    assert components(full.solid).max() == 1
    assert np.array_equal(filled(full.solid), full.solid), "no cavity"
    assert np.array_equal(hollow.solid, shell(full.solid))
    assert np.array_equal(outside(hollow.solid), ~full.solid), "no air leaks in"
    assert len(hollow.palette) <= 32


@pytest.mark.parametrize("colours", [2, 5, 256])
def test_a_palette_is_no_larger_than_asked_for(pictures, colours):
    model = model_of(pictures["bird"][0], palette_size=colours)

    assert 1 <= len(model.palette) <= min(colours, 255)
    assert set(np.unique(model.cells)) == set(range(len(model.palette) + 1)), "each of its colours is used"


def test_a_grey_model_is_grey(pictures):
    palette = model_of(pictures["person"][0], texturing="gray").palette.astype(int)

    assert len(palette) > 2
    assert np.ptp(palette, axis=1).max() <= 1


def test_colours_of_vertices_are_blended_and_those_of_faces_are_not(pictures):
    picture = np.zeros((160, 160, 4), np.uint8)
    picture[..., :] = (200, 40, 40, 255)
    picture[:, 80:] = (40, 60, 200, 255)
    picture = cv2.copyMakeBorder(picture, 8, 8, 8, 8, cv2.BORDER_CONSTANT, value=(0, 0, 0, 0))

    assert len(model_of(picture, color="surface").palette) == 2
    assert len(model_of(picture, color="vertex").palette) > 4


def test_the_picture_is_seen_from_the_front_upright_and_not_mirrored():
    picture = np.zeros((100, 60, 4), np.uint8)
    picture[10:90, 5:55] = (210, 60, 40, 255)
    picture[15:25, 40:50] = (250, 240, 90, 255)  # above, to the right

    model = model_of(picture)

    yellow = int(np.argmax(model.palette[:, 1])) + 1
    x, y, z = np.argwhere(model.cells == yellow).T
    assert y.max() == 0, "the front looks to -y, and the back has no such detail"
    assert x.min() > 0.6 * model.size[0]
    assert z.min() > 0.7 * model.size[2]


def test_a_photo_that_lies_on_its_side_is_put_upright(pictures):
    picture = known_solids.on_ground(pictures["bottle"][0])
    lying = Image.fromarray(np.ascontiguousarray(np.rot90(picture)))
    exif = Image.Exif()
    exif[0x0112] = 6  # turn a quarter to the right
    data = io.BytesIO()
    lying.save(data, "JPEG", quality=95, exif=exif)

    model, _ = voxelised(data.getvalue(), VoxeliseParams(), model=None)

    upright = model_of(picture)
    assert model.size == upright.size
    assert known_solids.likeness(model.solid, upright.solid) > 0.9


def test_a_known_model_comes_back_as_it_is_at_its_own_size():
    grid = known_solids.SOLIDS["chair"]()
    palette = known_solids.PAINT[1:].astype(np.uint8)
    model = Voxels(cells=known_solids.boxed(grid)[::2, ::2, ::2].copy(), palette=palette)
    data = {"image": b"", "model": vox_format.written(model)}
    params = VoxeliseParams(voxel_size=max(model.size), fill=True)

    result = Voxelise().render(params, RenderContext(seed=1, inputs=data))

    again = vox_format.read(result.files["file"].data)
    assert np.array_equal(again.solid, model.solid)
    same = again.palette[again.cells[again.solid] - 1] == model.palette[model.cells[model.solid] - 1]
    assert same.all(axis=1)[shell(model.solid)[model.solid]].all()


def test_a_known_model_keeps_its_single_voxels_and_near_shades():
    cells = np.ones((16, 16, 16), np.uint8)
    cells[4:8, 0, 4:8], cells[10, 0, 10] = 2, 3
    palette = np.array([(120, 80, 60), (124, 83, 62), (128, 86, 64)], np.uint8)
    model = Voxels(cells=cells, palette=palette)

    again, _ = voxelised(b"", VoxeliseParams(voxel_size=16), model=model)

    assert np.array_equal(again.palette[again.cells[:, 0] - 1], palette[cells[:, 0] - 1])


@pytest.mark.parametrize(("high", "wide"), [(8, 8), (8, 300), (300, 8), (2000, 8)])
def test_small_and_narrow_pictures_have_models(high, wide):
    picture = np.zeros((high, wide, 4), np.uint8)
    picture[1:-1, 2:-2] = (200, 90, 40, 255)

    for size in (8, 128):
        assert max(model_of(picture, voxel_size=size).size) == size


def test_a_hair_is_still_a_model():
    picture = np.zeros((400, 400, 4), np.uint8)
    cv2.line(picture, (20, 30), (380, 370), (30, 30, 30, 255), 1)

    model = model_of(picture, voxel_size=8, fill=True)

    assert max(model.size) == 8
    assert components(model.solid).max() == 1
    assert model.size[0] == model.size[2] == 8


def test_the_same_picture_gives_the_same_file(pictures):
    inputs = {"image": known_solids.png(pictures["dog"][0])}
    one, other = (Voxelise().render(VoxeliseParams(), RenderContext(seed=seed, inputs=inputs)) for seed in (1, 2))

    assert one.files["file"] == other.files["file"]
    assert one.files["file"].data[:4] == b"VOX "


NOTHING = np.zeros((64, 64, 4), np.uint8)
WHITE = np.full((64, 64, 3), 255, np.uint8)
BROKEN = known_solids.png(WHITE)[:60]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (known_solids.png(NOTHING), "empty"),
        (known_solids.png(WHITE), "No object"),
        (known_solids.png(WHITE[:1, :1]), "No object"),
        (BROKEN, "cannot be read"),
        (b"", "cannot be read"),
        (b"a text file", "cannot be read"),
    ],
)
def test_a_picture_without_a_thing_is_told_in_a_sentence(data, told):
    with pytest.raises(InvalidInput, match=told) as caught:
        voxelised(data, VoxeliseParams(), model=None)

    assert "Please send" in str(caught.value)


def test_a_picture_that_unpacks_to_far_too_much_is_refused():
    data = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(data, "PNG")

    with pytest.raises(InvalidInput, match="too large"):
        voxelised(data.getvalue(), VoxeliseParams(), model=None)
