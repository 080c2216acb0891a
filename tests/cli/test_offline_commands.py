"""Commands that need no server: they say what they do, and what is wrong in one sentence."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

SKYLOOM = str(Path(sys.executable).with_name("skyloom"))


def skyloom(*words, **options):
    return subprocess.run([SKYLOOM, *words], capture_output=True, text=True, timeout=120, **options)


@pytest.mark.parametrize("words", [[], ["serve"], ["worker"], ["generate"], ["explain"], ["accounts", "create"]])
def test_every_command_tells_how_it_is_used(words):
    told = skyloom(*words, "--help")

    assert told.returncode == 0
    assert "Usage" in told.stdout


def test_the_list_of_commands_is_complete():
    told = skyloom("--help").stdout

    for name in (
        *(
            "serve",
            "worker",
            "generate",
            "explain",
            "accounts",
            "keys",
            "credits",
            "collections",
            "feedback",
            "webhooks",
        ),
        "doctor",
    ):
        assert name in told


def test_an_unknown_command_is_told():
    told = skyloom("paint")

    assert told.returncode == 2
    assert "paint" in told.stderr


def test_explain_shows_which_words_asked_for_what():
    told = skyloom("explain", "stormy sea at night", "--json")

    scene = json.loads(told.stdout)
    assert told.stdout.count("\n") == 1
    assert scene["weather"] == "storm"
    assert any("storm" in source["words"] for source in scene["sources"])
    assert "Attribute" in skyloom("explain", "stormy sea [red]at night[/red]").stdout


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--style", "Nope"], "There is no style 'Nope'. Known:"),
        (["--style", "9999"], "Skybox style does not exist"),
        (["--variant", "enhanced"], "has no variant 'enhanced'"),
        (["--size", "big"], "The size must look like 2048x1024"),
        (["--size", "100x100"], "twice as wide as high"),
        (["--size", "65536"], "twice as wide as high"),
        (["-o", "nowhere/at/all.jpg"], "does not exist"),
    ],
)
def test_generate_refuses_in_one_sentence(tmp_path, options, words):
    told = skyloom("generate", "hills", "-o", str(tmp_path / "sky.jpg"), *options, cwd=tmp_path)

    assert told.returncode == 1
    assert told.stderr.startswith("skyloom: ")
    assert words in told.stderr
    assert told.stderr.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_words_that_are_no_text_are_told(tmp_path):
    told = skyloom("generate", b"\xff", "-o", str(tmp_path / "sky.jpg"))

    assert (told.returncode, told.stderr) == (1, "skyloom: The arguments are not valid UTF-8.\n")


def test_an_empty_prompt_is_told(tmp_path):
    told = skyloom("generate", " ", "-o", str(tmp_path / "sky.jpg"))

    assert (told.returncode, told.stderr) == (1, "skyloom: The prompt is empty: describe what to show.\n")


def test_generate_leaves_a_picture_and_its_depth(tmp_path):
    files = [tmp_path / "sky.jpg", tmp_path / "depth.jpg"]

    told = skyloom(
        "generate", "misty hills", "-o", str(files[0]), "--depth", str(files[1]), "--size", "256x128", "--seed", "7"
    )

    assert told.returncode == 0, told.stderr
    assert told.stdout.split() == [str(path) for path in files]
    assert all(path.read_bytes().startswith(b"\xff\xd8") for path in files)
    assert "256x128, seed 7" in told.stderr
