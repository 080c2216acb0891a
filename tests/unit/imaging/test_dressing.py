"""Two pictures made into one."""

import itertools

import numpy as np
import pytest

from skyloom.imaging.dressing import bent, dressed, joined, scape, turns
from skyloom.imaging.oklab import oklab


def random():
    return np.random.default_rng(6)


def landscape(sky, land, rise, *, height=128):
    """Return a picture of land that rises `rise` degrees everywhere, in OKLab, and its sky."""
    elevation = 90 - (np.arange(height) + 0.5) * 180 / height
    open_ = np.repeat((elevation > rise)[:, None], 2 * height, axis=1)
    noise = random().integers(-9, 10, (height, 2 * height, 1))
    pixels = np.where(open_[..., None], np.array(sky), np.array(land) + noise)
    return oklab(np.clip(pixels, 0, 255).astype(np.uint8)), open_.astype(np.float32)


GREEN = landscape((120, 160, 230), (60, 120, 50), 10)
RED = landscape((240, 170, 110), (150, 60, 40), 4)


def test_a_split_picture_is_the_picture():
    lab, open_ = GREEN

    away = np.ones(128, bool)
    away[54:60] = False  # the border itself is made anew
    assert np.abs(scape(lab, open_).whole - lab)[away].max() < 1e-5
    assert np.abs(scape(lab, 0 * open_).whole - lab).max() == 0


def test_neither_side_bleeds_into_the_other():
    split = scape(*GREEN)

    assert np.abs(split.land - oklab(np.array([[[60, 120, 50]]], np.uint8))).max() < 0.12
    assert np.abs(split.sky - oklab(np.array([[[120, 160, 230]]], np.uint8))).max() < 0.03


def test_land_in_another_s_colours_is_like_the_other_s_and_half_way_half_so():
    own, wanted = scape(*GREEN), scape(*RED)
    land = own.open < 0.5

    means = [
        dressed(own, wanted, share=share, grain=0, has_sky=True, random=random()).whole[land].mean(axis=0)
        for share in (0.0, 0.5, 1.0)
    ]

    goal = wanted.whole[wanted.open < 0.5].mean(axis=0)
    assert means[0] == pytest.approx(own.whole[land].mean(axis=0), abs=1e-5)
    assert means[2] == pytest.approx(goal, abs=0.03)
    assert means[1] == pytest.approx((means[0] + means[2]) / 2, abs=0.01)


def test_more_of_the_other_never_takes_any_of_it_back():
    shares = [turns(64, share, random=random()) for share in (0.0, 0.2, 0.5, 0.8, 1.0)]

    for part in (0, 1):
        fields = [share[part] for share in shares]
        assert all((after >= before).all() for before, after in itertools.pairwise(fields))
        assert fields[0].max() == 0
        assert fields[-1].min() == 1
        assert fields[2].mean() == pytest.approx(0.5, abs=0.15)


def test_sectors_close_at_the_seam():
    land, sky = turns(64, 0.5, random=random())

    for field in (land, sky):
        across = np.abs(np.diff(field, axis=1)).max()
        assert np.abs(field[:, 0] - field[:, -1]).max() <= 1.1 * across


def test_nothing_of_the_other_is_the_one_and_all_of_it_the_other():
    one, other = scape(*GREEN), scape(*RED)
    none, full = np.zeros((128, 256), np.float32), np.ones((128, 256), np.float32)

    assert np.abs(joined(one, other, land=none, sky=none).whole - one.whole).max() < 1e-5
    assert np.abs(joined(one, other, land=full, sky=full).whole - other.whole).max() < 1e-5


def test_half_of_each_has_the_skyline_of_each_on_its_side():
    one, other = scape(*GREEN), scape(*RED)
    land = np.zeros((128, 256), np.float32)
    land[:, 64:192] = 1

    open_ = joined(one, other, land=land, sky=land).open

    def rise(column):
        return 90 - 180 * np.argmax(open_[:, column] < 0.5) / 128

    assert rise(0) == pytest.approx(10, abs=1.5)
    assert rise(128) == pytest.approx(4, abs=1.5)


def test_land_is_bent_to_a_skyline_and_its_feet_stay():
    split = scape(*GREEN)
    row = np.full(256, (90 - 14) / 180, np.float32)

    high = bent(split, row)

    assert np.argmax(high.open[:, ::16] < 0.5, axis=0) / 128 * 180 == pytest.approx(76, abs=1.5)
    assert np.abs(high.land[115:] - split.land[115:]).max() < 1e-5


def test_bare_land_shows_the_other_s_ground_but_none_of_its_things():
    flat, open_ = landscape((120, 160, 230), (60, 120, 50), 0, height=512)
    flat[open_ < 0.5] = flat[open_ < 0.5].mean(axis=0)
    wanted, _ = landscape((240, 170, 110), (150, 60, 40), 0, height=512)
    column = np.arange(1024)
    wanted[300:400, :, 0] += 0.08 * np.sign(np.sin(column * 2 * np.pi / 16))  # furrows, or walls
    plain = np.repeat((column >= 512)[None], 512, axis=0).astype(np.float32)

    made = dressed(
        scape(flat, open_), scape(wanted, open_, plain=plain), share=1, grain=1, has_sky=False, random=random()
    ).land[320:380, :, 0]

    waves = np.abs(np.fft.rfft(made.mean(axis=0).reshape(2, 512), axis=1))[:, 32]
    assert waves[1] > 4 * waves[0]
