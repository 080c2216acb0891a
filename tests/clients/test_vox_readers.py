"""Other people's readers of .vox files find in ours what was written."""

import json
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest
from tests import known_solids

from skyloom.geometry import vox_format
from skyloom.geometry.voxels import Voxels

HERE = Path(__file__).parent


def _thing():
    grid = known_solids.boxed(known_solids.SOLIDS["bird"]())[::3, ::3, ::3].copy()
    return Voxels(cells=grid, palette=known_solids.PAINT[1:].astype(np.uint8))


def _largest():
    """As many cells a side and as many colours as we ever write."""
    cells = np.zeros((128, 2, 128), np.uint8)
    cells[:, 0], cells[127, 1, 127] = np.arange(128)[:, None] + np.arange(128) // 64 * 127 + 1, 255
    return Voxels(cells=cells, palette=np.random.default_rng(1).integers(0, 256, (255, 3)).astype(np.uint8))


def _one():
    return Voxels(cells=np.ones((1, 1, 1), np.uint8), palette=np.array([(12, 34, 56)], np.uint8))


@pytest.fixture(params=[_thing, _largest, _one])
def written(request, tmp_path):
    """A model and the path of its file."""
    model = request.param()
    path = tmp_path / "model.vox"
    path.write_bytes(vox_format.written(model))
    return model, path


def test_midvoxio_finds_every_voxel_in_its_colour(written):
    parser = pytest.importorskip("midvoxio.parser", reason="needs the development extra")
    model, path = written

    found = np.array(parser.Parser(str(path)).parse().to_list(0))

    assert found.shape == (*model.size, 4)
    assert np.array_equal(found[..., 3] > 0, model.solid)
    assert np.array_equal(np.rint(found[model.solid][:, :3] * 255), model.palette[model.cells[model.solid] - 1])


def test_py_vox_io_finds_every_voxel_and_the_palette(written):
    parser = pytest.importorskip("pyvox.parser", reason="needs the development extra")
    model, path = written

    found = parser.VoxParser(str(path)).parse()

    assert np.array_equal(found.to_dense()[:, ::-1].transpose(2, 0, 1), model.cells)  # its axes are y, -z, x
    palette = np.array([(colour.r, colour.g, colour.b) for colour in found.palette])
    assert np.array_equal(palette[: len(model.palette)], model.palette)


def test_three_finds_every_voxel_and_the_palette(written):
    if shutil.which("node") is None or not (HERE / "node_modules").is_dir():
        pytest.skip("needs Node and its packages: tests/clients/install.sh")
    model, path = written

    done = subprocess.run(["node", "vox.mjs", str(path)], cwd=HERE, capture_output=True, text=True, timeout=60)

    assert done.returncode == 0, done.stderr
    (found,) = json.loads(done.stdout)
    assert tuple(found["size"][axis] for axis in "xyz") == model.size
    cells = np.zeros(model.size, np.uint8)
    x, y, z, colour = np.array(found["data"], int).reshape(-1, 4).T
    cells[x, y, z] = colour
    assert np.array_equal(cells, model.cells)
    colours = np.array(found["palette"], np.int64)[1 : len(model.palette) + 1]
    shown = np.stack([colours & 255, colours >> 8 & 255, colours >> 16 & 255], axis=-1)
    assert np.array_equal(shown, model.palette), "three keeps 0xAABBGGRR, entry 0 unused"
