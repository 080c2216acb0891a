"""Engines by name: our own and plugged-in ones."""

import subprocess
import sys

import pytest
from tests.fakes import TRIAL, Trial

from skyloom.core.errors import CannotStart
from skyloom.engines.registry import Registry, load


def test_our_own_engines_and_plugged_in_ones_are_there():
    engines = load([TRIAL])

    assert set(engines) >= {"procedural", "trial"}
    assert set(engines.queues) >= {"cpu.skybox", "cpu.trial"}


def test_a_name_used_twice_is_an_error():
    with pytest.raises(CannotStart, match="Two engines are called 'trial'"):
        Registry([Trial(), Trial()])


@pytest.mark.parametrize("path", ["nowhere.at.all:Engine", "tests.fakes:Missing", "tests.fakes", ""])
def test_a_wrong_path_is_told(path):
    with pytest.raises(CannotStart, match="There is no engine at"):
        load([path])


def test_a_process_that_does_not_render_loads_no_renderer():
    code = "import sys, skyloom.bootstrap; print(sorted({'drjit', 'mitsuba', 'onnxruntime'} & set(sys.modules)))"

    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert told.stdout.strip() == "[]"
