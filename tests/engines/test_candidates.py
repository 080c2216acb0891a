"""Words to three pictures of voxel models, which are known again."""

import dataclasses
import io
import json
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from tests.golden import assert_golden

from skyloom.core.candidates import IMAGES, MODELS
from skyloom.core.objects import object_from_json
from skyloom.engines.base import Candidate, RenderContext
from skyloom.engines.candidates.drawing import SIZE, WIDTH
from skyloom.engines.candidates.engine import Candidates
from skyloom.engines.candidates.memory import remembered
from skyloom.engines.candidates.told import Told, told_by
from skyloom.geometry import vox_format
from skyloom.geometry.resample import resampled
from skyloom.geometry.voxels import Voxels
from skyloom.imaging.fingerprint import fingerprint
from skyloom.render.isometric import isometric
from skyloom.world.objects.build import build

GOLDENS = Path(__file__).parent / "goldens"
PROMPT = "a snowy pine tree, 松"
engine = Candidates()


def rendered(prompt=PROMPT, seed=7):
    return engine.render(engine.Params(prompt=prompt), RenderContext(seed=seed))


@pytest.fixture(scope="module")
def result():
    return rendered()


@pytest.fixture(scope="module")
def memory(result):
    """What a server remembers of these candidates."""

    def recall(sha256):
        if sha256 not in result.facts["pixels"]:
            return None
        number = result.facts["pixels"].index(sha256)
        facts = json.loads(json.dumps({"version": result.facts["version"], **result.facts["candidates"][number]}))
        return Candidate(facts=facts, model=result.files[MODELS[number]].data)

    return RenderContext(seed=0, recall=recall)


def pixels_of(data):
    return np.asarray(Image.open(io.BytesIO(data)).convert("RGB"))


def saved(pixels, kind, **options):
    out = io.BytesIO()
    Image.fromarray(pixels).save(out, kind, **options)
    return out.getvalue()


def test_three_pictures_differ_and_each_has_its_model(result):
    pictures = [pixels_of(result.files[role].data) for role in IMAGES]
    models = [vox_format.read(result.files[role].data) for role in MODELS]

    assert [picture.shape for picture in pictures] == [(WIDTH, WIDTH, 3)] * 3
    assert [fingerprint(picture) for picture in pictures] == result.facts["pixels"]
    assert len(set(result.facts["pixels"])) == 3
    assert [max(model.size) for model in models] == [SIZE] * 3


def test_the_same_prompt_and_seed_give_the_same_files(result):
    again = rendered()

    assert {role: file.data for role, file in again.files.items()} == {
        role: file.data for role, file in result.files.items()
    }
    assert rendered(seed=8).facts["pixels"] != result.facts["pixels"]


@pytest.mark.parametrize("seed", [0, -1, 2**53 - 1])
def test_any_seed_gives_pictures(seed):
    assert len(rendered("a rock", seed).files) == 6


@pytest.mark.parametrize("prompt", ["qwrtz", "?", "🗿" * 500, "not a single thing"])
def test_words_without_sense_give_something(prompt):
    assert rendered(prompt).files.keys() == {*IMAGES, *MODELS}


def test_a_file_says_what_it_is(result):
    data = result.files["image_1"].data

    assert told_by(data) == Told(prompt=PROMPT, seed=7, index=1, version=result.facts["version"])
    assert PROMPT in Image.open(io.BytesIO(data)).text["Skyloom voxel candidate"]


@pytest.mark.parametrize("size", [8, 32, SIZE, 100])
def test_an_unchanged_candidate_is_built_anew_at_the_size_asked_for(result, memory, size):
    made = result.facts["candidates"][2]

    known = remembered(result.files["image_2"].data, memory, size=size)

    true = build(object_from_json(made["spec"]), seed=made["seed"], size=size)
    assert max(known.size) == size
    assert np.array_equal(known.cells, true.cells)


@pytest.mark.parametrize(
    ("kind", "options"),
    [("PNG", {"compress_level": 1}), ("PNG", {"optimize": True}), ("WEBP", {"lossless": True}), ("BMP", {})],
)
def test_the_same_pixels_in_another_file_are_known(result, memory, kind, options):
    data = saved(pixels_of(result.files["image_0"].data), kind, **options)

    assert told_by(data) is None
    assert np.array_equal(
        remembered(data, memory, size=SIZE).cells, vox_format.read(result.files["model_0"].data).cells
    )


def test_a_changed_or_lossy_picture_is_like_any_other(result, memory):
    pixels = pixels_of(result.files["image_0"].data).copy()
    lossy = saved(pixels, "JPEG", quality=95)
    pixels[5, 5, 0] ^= 1

    assert remembered(saved(pixels, "PNG"), memory, size=32) is None
    assert remembered(lossy, memory, size=32) is None
    assert remembered(saved(pixels[:512, :512], "PNG"), memory, size=32) is None
    assert remembered(b"no picture", memory, size=32) is None


def test_a_candidate_of_an_older_engine_gives_the_model_that_it_left(result, memory):
    older = dataclasses.replace(
        memory,
        recall=lambda sha256: dataclasses.replace(
            found := memory.recall(sha256), facts={**found.facts, "version": "of old"}
        ),
    )

    known = remembered(result.files["image_0"].data, older, size=20)

    assert np.array_equal(known.cells, resampled(vox_format.read(result.files["model_0"].data), 20).cells)


def test_a_file_without_a_memory_of_it_is_believed_when_it_is_true(result):
    data = result.files["image_1"].data
    nobody = RenderContext(seed=0)

    own = remembered(data, nobody, size=SIZE)

    assert np.array_equal(own.cells, vox_format.read(result.files["model_1"].data).cells)


@pytest.mark.parametrize(
    "note",
    [
        {"prompt": "a rock", "seed": 7, "index": 1, "version": 1},  # drawn again it is another picture
        {"prompt": PROMPT, "seed": 7, "index": 0, "version": 1},
        {"prompt": PROMPT, "seed": 7, "index": 9, "version": 1},
        {"prompt": PROMPT, "seed": 7, "index": 1, "version": 10**9},
        {"prompt": "", "seed": 7, "index": 1, "version": 1},
        {"prompt": 7, "seed": "x", "index": [], "version": {}},
        ["no", "object"],
        7,
    ],
)
def test_a_file_that_lies_is_like_any_other(result, note):
    picture = Image.open(io.BytesIO(result.files["image_1"].data))
    lie = Image.new("RGB", picture.size)
    lie.paste(picture)
    words = PngInfo()
    words.add_itxt("Skyloom voxel candidate", json.dumps(note))
    out = io.BytesIO()
    lie.save(out, "PNG", pnginfo=words)

    assert remembered(out.getvalue(), RenderContext(seed=0), size=16) is None


def scene():
    """Return steps, a wall with a window that shines, and a ball, small."""
    x, y, z = np.meshgrid(*[np.arange(20) + 0.5] * 3, indexing="ij")
    cells = np.zeros((20, 20, 20), np.uint8)
    cells[z < 2] = 1
    cells[(y > 15) & (z < 14)] = 2
    cells[(np.abs(x - 6) < 2) & (y > 15) & (y < 17) & (np.abs(z - 8) < 2)] = 3
    cells[(x - 13) ** 2 + (y - 7) ** 2 + (z - 6) ** 2 < 20] = 4
    for step in range(4):
        cells[(x < 3 * (4 - step) / 2) & (y < 6) & (z < 3 + step)] = 5
    palette = np.array([(96, 160, 80), (214, 200, 170), (255, 214, 110), (200, 60, 50), (120, 120, 130)], np.uint8)
    return Voxels(cells=cells, palette=palette, glowing=frozenset({3}))


def test_a_picture_looks_as_it_did(request):
    fine = isometric(scene(), width=512)
    small = cv2.resize(fine, (192, 192), interpolation=cv2.INTER_AREA)

    assert_golden(small, GOLDENS / "isometric.png", renew=request.config.getoption("--golden-renew"))
