"""Finding a processor without starting one."""

import subprocess
import sys

from skyloom.render import backend


def test_a_missing_or_foreign_library_has_no_version(tmp_path):
    text = tmp_path / "libLLVM.so"
    text.write_text("not a library")

    assert backend.llvm_version(str(text)) is None
    assert backend.llvm_version(str(tmp_path / "absent.so")) is None


def test_this_machine_can_render():
    here = backend.machine()

    assert here.variant in (backend.LLVM, backend.CUDA)
    assert here.llvm_version
    assert int(here.llvm_version.split(".")[0]) >= backend.OLDEST_LLVM
    assert here.threads >= 1
    assert backend.start() == backend.start()


def test_facts_and_parameters_need_no_renderer():
    code = (
        "import sys; from skyloom.render import backend; from skyloom.engines.skybox.engine import Skybox; "
        "backend.machine(); Skybox().Params(prompt='x'); print(sorted({'drjit', 'mitsuba'} & set(sys.modules)))"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"
