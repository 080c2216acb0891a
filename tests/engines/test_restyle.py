"""Pictures that somebody sent, made anew by a prompt and a style."""

import io
import json
from functools import cache

import cv2
import numpy as np
import pytest
from PIL import Image

from skyloom.core.errors import InvalidInput
from skyloom.core.exports import DISTANCE, PIXELS, RADIANCE
from skyloom.engines.base import RenderContext
from skyloom.engines.export.engine import Export
from skyloom.engines.export.params import ExportParams
from skyloom.engines.skybox.engine import Skybox
from skyloom.engines.skybox.params import SkyboxParams
from skyloom.engines.skybox.restyle import mix_of
from skyloom.imaging import skyline
from skyloom.imaging.codec import decoded
from skyloom.imaging.oklab import distance, oklab

engine = Skybox()
PROMPT, WIDTH = "desert dunes at sunset", 512
STRENGTHS = (0.11, 0.3, 0.5, 0.7, 0.9)


@cache
def drawn():
    """Return a drawing of green hills, a lake and a tower under a blue sky, (256, 512, 3)."""
    turn = np.arange(512) / 512
    ridge = 128 - 22 - 14 * np.sin(6 * np.pi * turn) - 6 * np.cos(14 * np.pi * turn)
    row = np.arange(256)[:, None] + np.zeros((1, 512))
    noise = np.random.default_rng(8).integers(-14, 15, (256, 512, 1))
    pixels = np.empty((256, 512, 3))
    pixels[:] = np.array((110, 160, 230)) * (0.6 + 0.45 * row / 128)[..., None]
    pixels = np.where((row > ridge)[..., None], np.array((70, 120, 60)) + noise, pixels)
    pixels = np.where((row > 134)[..., None], np.array((120, 105, 80)) + noise, pixels)
    pixels[160:190, 300:420] = (60, 90, 140)
    pixels[70:140, 120:150] = (150, 60, 50)
    return np.clip(pixels, 0, 255).astype(np.uint8)


def png(pixels):
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, "PNG")
    return file.getvalue()


def made(pixels=None, *, strength=None, prompt=PROMPT, width=WIDTH, data=None, keep=(), **params):
    kind = "control" if strength is None else "init"
    order = SkyboxParams(prompt=prompt, width=width, image=kind, init_strength=strength, **params)
    sent = data if data is not None else png(drawn() if pixels is None else pixels)
    return engine.render(order, RenderContext(seed=5, inputs={f"{kind}_image": sent}), keep=keep)


def seen(result):
    return decoded(result.files["file"].data)


@cache
def control():
    return made(keep=frozenset({PIXELS, RADIANCE, DISTANCE}))


@cache
def pure():
    return seen(engine.render(SkyboxParams(prompt=PROMPT, width=WIDTH), RenderContext(seed=5), keep=()))


@cache
def at_strengths():
    return [seen(made(strength=strength)) for strength in STRENGTHS]


def edges(pixels):
    grey = cv2.GaussianBlur(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY).astype(np.float32), (0, 0), 1.2)
    return np.hypot(cv2.Sobel(grey, cv2.CV_32F, 1, 0), cv2.Sobel(grey, cv2.CV_32F, 0, 1))[20:-20].ravel()


def likeness(one, other):
    return np.corrcoef(edges(one), edges(other))[0, 1]


def palette(pixels):
    """Return the land's colours in OKLab, sorted each by itself: what is there, wherever it is."""
    return np.sort(oklab(pixels)[140:].reshape(-1, 3), axis=0)


def test_a_control_image_keeps_its_shapes():
    line, own = skyline.read(seen(control())), skyline.read(drawn())

    assert np.abs(line.row - own.row).mean() * 180 < 2
    assert np.corrcoef(line.row, own.row)[0, 1] > 0.9
    assert likeness(seen(control()), drawn()) > 0.6
    assert likeness(seen(control()), drawn()) > likeness(pure(), drawn()) + 0.3


def test_a_control_image_gives_its_colours_away():
    off = [np.abs(palette(picture) - palette(pure())).mean() for picture in (seen(control()), drawn())]

    assert off[0] < 0.4 * off[1]
    sky = slice(20, 68)  # above the tower, which stays
    assert distance(seen(control())[sky], pure()[sky]) < 0.5 * distance(drawn()[sky], pure()[sky])


def test_an_init_image_fades_as_its_strength_rises():
    pictures = at_strengths()

    to_input = [distance(picture, drawn()) for picture in pictures]
    to_pure = [distance(picture, pure()) for picture in pictures]

    assert to_input == sorted(to_input)
    assert to_pure == sorted(to_pure, reverse=True)
    assert to_input[0] < 0.25 * to_input[-1]
    assert to_pure[-1] < 0.15 * to_pure[0]


def test_the_shapes_of_an_init_image_give_way_to_those_of_the_prompt():
    pictures = at_strengths()

    assert likeness(pictures[0], drawn()) > 0.9
    assert likeness(pictures[2], drawn()) > 0.6
    assert likeness(pictures[-1], pure()) > 0.95
    assert likeness(pictures[-1], drawn()) < 0.3


def test_every_step_of_strength_takes_more_of_the_prompt():
    mixes = [
        mix_of(SkyboxParams(prompt="", image="init", init_strength=strength)) for strength in np.linspace(0.11, 0.9, 40)
    ]

    for part in ("palette", "grain", "sky", "land", "style"):
        values = [getattr(mix, part) for mix in mixes]
        assert values == sorted(values)
    assert mixes[0].sky == mixes[0].land == 0
    assert mixes[-1].sky == mixes[-1].land == 1


def test_the_picture_closes_at_the_seam():
    for picture in (seen(control()), *at_strengths()[1:4]):
        turned = np.roll(picture[30:-30].astype(float), 24, axis=1)[:, :48]
        steps = np.abs(np.diff(turned, axis=1)).mean(axis=(0, 2))

        assert steps[23] <= 1.1 * np.delete(steps, 23).max()


def test_the_same_picture_and_seed_give_the_same_bytes():
    first, again = made(width=256), made(width=256)

    assert first.files["file"].data == again.files["file"].data
    assert first.files["depth"].data == again.files["depth"].data


def test_the_facts_tell_of_the_picture_and_that_depth_is_a_guess():
    facts = json.loads(json.dumps(control().facts))

    assert facts["image"] == {
        "kind": "control",
        "strength": None,
        "sky_share": pytest.approx(skyline.read(drawn()).share, abs=0.02),
        "horizon_deg": pytest.approx(skyline.read(drawn()).horizon_deg, abs=1),
    }
    assert facts["depth"]["estimated"] is True
    assert facts["scene"]["terrain"]["kind"] == "dunes"


def test_the_masters_of_a_made_over_picture_show_what_it_shows():
    files = control().files
    pixels = np.asarray(Image.open(io.BytesIO(files[PIXELS].data)))
    far = np.asarray(Image.open(io.BytesIO(files["depth"].data)))

    assert np.abs(pixels.astype(int) - seen(control())).mean() < 4
    assert files[RADIANCE].content_type == "image/x-exr"
    assert {files[name].width for name in (PIXELS, RADIANCE, DISTANCE)} == {WIDTH}
    assert far[:50].max() <= 2
    assert far[-20:].min() > far[135:140].max()


@pytest.mark.parametrize("data", [b"", b"not a picture", png(np.zeros((64, 64, 3), np.uint8))[:60]])
def test_a_broken_picture_fails_with_a_sentence_before_anything_is_rendered(data):
    told = []
    order = SkyboxParams(prompt=PROMPT, width=WIDTH, image="control")

    with pytest.raises(InvalidInput, match="Please send it again"):
        engine.render(order, RenderContext(seed=1, inputs={"control_image": data}, progress=told.append))
    assert told == []


def test_a_picture_that_never_came_fails_with_a_sentence():
    order = SkyboxParams(prompt=PROMPT, width=WIDTH, image="init", init_strength=0.5)

    with pytest.raises(InvalidInput, match="missing"):
        engine.render(order, RenderContext(seed=1))


@pytest.mark.parametrize("grey", [0, 255])
def test_a_picture_of_nothing_becomes_the_prompt_s_own(grey):
    nothing = np.full((64, 128, 3), grey, np.uint8)

    assert distance(seen(made(nothing, width=256)), cv2.resize(pure(), (256, 128), interpolation=cv2.INTER_AREA)) < 0.05


def test_a_room_keeps_its_shapes_under_any_prompt():
    room = np.zeros((128, 256, 3), np.uint8) + np.uint8((188, 180, 170))
    room[45:80] = (150, 110, 80)
    room[80:] = (110, 70, 50)
    room[50:70, 40:70] = (70, 90, 60)

    picture = seen(made(room, width=256))

    assert likeness(picture, room) > 0.6


@pytest.mark.parametrize(("kind", "width"), [("normal-map-png", WIDTH), ("equirectangular-png", 2 * WIDTH)])
def test_what_cannot_be_known_of_a_picture_is_not_exported(kind, width):
    order = SkyboxParams(prompt=PROMPT, width=WIDTH, image="control")
    wish = ExportParams(type=kind, width=width, own=WIDTH, skybox=order, version=Skybox.version)

    with pytest.raises(InvalidInput, match="made of an image"):
        Export().render(wish, RenderContext(seed=5))


def test_a_style_draws_on_the_new_picture():
    plain, anime = (seen(made(width=256, style_id=style)) for style in (67, 9021))

    assert distance(plain, anime) > 0.04
    assert likeness(anime, cv2.resize(drawn(), (256, 128), interpolation=cv2.INTER_AREA)) > 0.4


def test_a_large_order_is_made_with_grain_and_closes():
    small = made(width=1024)

    picture = seen(small)

    assert picture.shape == (512, 1024, 3)
    flat = picture[460:500, :, 1].astype(float)
    assert np.abs(np.diff(flat, axis=1)).mean() > 1.0
