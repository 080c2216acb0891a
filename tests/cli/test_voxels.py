"""`skyloom voxel` and `skyloom voxelise`, which need no server."""

import pytest
from PIL import Image, ImageDraw
from tests.cli.test_offline_commands import skyloom

from skyloom.geometry import vox_format


def test_voxel_leaves_three_pictures_and_a_model_and_voxelise_knows_it_again(tmp_path):
    told = skyloom("voxel", "a red crystal", "-o", "out", "--seed", "5", "--pick", "2", "--size", "24", cwd=tmp_path)

    assert told.returncode == 0, told.stderr
    names = [*(f"out/candidate_{number}.png" for number in (1, 2, 3)), "out/model.vox"]
    assert told.stdout.split() == names
    assert "seed 5, candidate 2" in told.stderr
    model = vox_format.read((tmp_path / "out/model.vox").read_bytes())
    assert max(model.size) == 24

    again = skyloom(
        *("voxelise", "out/candidate_2.png", "-o", "again.vox", "--size", "24", "--fill", "--colours", "255"),
        *("--glb", "--obj"),
        cwd=tmp_path,
    )

    assert again.returncode == 0, again.stderr
    assert again.stdout.split() == ["again.vox", "again.glb", "again.obj.zip"]
    assert (vox_format.read((tmp_path / "again.vox").read_bytes()).solid | ~model.solid).all()
    assert (tmp_path / "again.glb").read_bytes().startswith(b"glTF")
    assert (tmp_path / "again.obj.zip").read_bytes().startswith(b"PK")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["voxel", " ", "-o", "out"], "1 to 500 characters"),
        (["voxel", "x" * 501, "-o", "out"], "1 to 500 characters"),
        (["voxelise", "words.txt", "-o", "a.vox"], "not an image"),
        (["voxelise", "dot.png", "-o", "a.vox"], "1x1"),
        (["voxelise", "gone.png", "-o", "a.vox"], "gone.png"),
        (["voxelise", "disc.png", "-o", "nowhere/a.vox"], "does not exist"),
        (["voxelise", "blank.png", "-o", "a.vox"], "background"),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence(tmp_path, words, sentence):
    (tmp_path / "words.txt").write_text("no picture")
    Image.new("RGB", (1, 1)).save(tmp_path / "dot.png")
    Image.new("RGB", (64, 64), (240, 240, 240)).save(tmp_path / "blank.png")
    disc = Image.new("RGB", (64, 64), (240, 240, 240))
    ImageDraw.Draw(disc).ellipse([16, 16, 48, 48], fill=(200, 30, 30))
    disc.save(tmp_path / "disc.png")

    told = skyloom(*words, cwd=tmp_path)

    assert told.returncode == 1
    assert told.stderr.startswith("skyloom: ")
    assert sentence in told.stderr
    assert told.stderr.count("\n") == 1
    assert not (tmp_path / "out").exists()
    assert not (tmp_path / "a.vox").exists()
