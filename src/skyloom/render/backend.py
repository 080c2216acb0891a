"""Which processor renders: finds a usable LLVM or GPU before Dr.Jit is imported, and starts it once per process."""

from __future__ import annotations

import ctypes
import importlib
import os
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from skyloom.core.errors import CannotStart

OLDEST_LLVM = 16  # 14 and 15 abort the process in the middle of a kernel
WHEEL_LLVM = Path(sys.prefix) / "lib" / "libLLVM.so.23.1"  # of karellen-llvm-core
SYSTEM_LLVM = (
    *(f"libLLVM.so.{version}.1" for version in range(23, 17, -1)),
    *(f"libLLVM-{version}.so" for version in range(23, OLDEST_LLVM - 1, -1)),
    *(f"/usr/lib/llvm-{version}/lib/libLLVM.so" for version in range(23, OLDEST_LLVM - 1, -1)),
)
CUDA, LLVM = "cuda_ad_rgb", "llvm_ad_rgb"


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """What this machine can render with; found without importing Dr.Jit."""

    variant: str | None  # of Mitsuba; None: nothing usable
    llvm_path: str | None
    llvm_version: str | None
    gpu: str | None  # the name of a usable CUDA device
    threads: int


@cache
def machine() -> Machine:
    """Look at this machine. `SKYLOOM_VARIANT` forces a variant, `SKYLOOM_THREADS` a number of threads."""
    llvm = _usable_llvm()
    gpu = _cuda_device()
    found = CUDA if gpu else LLVM if llvm else None
    return Machine(
        variant=os.environ.get("SKYLOOM_VARIANT") or found,
        llvm_path=llvm[0] if llvm else None,
        llvm_version=llvm[1] if llvm else None,
        gpu=gpu,
        threads=int(os.environ.get("SKYLOOM_THREADS") or 0) or cores(),
    )


@cache
def start() -> str:
    """Choose the variant of this process and return it; later calls change nothing.

    The modules with kernels import types that exist only afterwards.
    """
    here = machine()
    if here.variant is None:
        raise CannotStart(
            f"No usable LLVM was found: {WHEEL_LLVM} is missing. Install the package karellen-llvm-core "
            f"or set DRJIT_LIBLLVM_PATH to a libLLVM of version {OLDEST_LLVM} or newer."
        )
    if here.llvm_path:
        os.environ["DRJIT_LIBLLVM_PATH"] = here.llvm_path
    if here.variant == CUDA and here.llvm_path and "SKYLOOM_VARIANT" not in os.environ and not _works(CUDA):
        return _started(LLVM, here.threads)
    return _started(here.variant, here.threads)


def cores() -> int:
    """Return how many processors this process may keep busy, the container's quota included."""
    allowed = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    try:
        quota, period = Path("/sys/fs/cgroup/cpu.max").read_text().split()
        return max(1, min(allowed, round(int(quota) / int(period))))
    except (OSError, ValueError):  # no cgroup, or "max": no quota
        return allowed


def llvm_version(path: str) -> tuple[int, int, int] | None:
    """Return the version of a libLLVM, or None when it is missing or older than 16."""
    try:
        probe = ctypes.CDLL(path).LLVMGetVersion
    except (OSError, AttributeError):  # LLVM 14 and 15 lack the symbol
        return None
    parts = [ctypes.c_uint() for _ in range(3)]
    probe(*(ctypes.byref(part) for part in parts))
    major, minor, patch = (part.value for part in parts)
    return (major, minor, patch) if major >= OLDEST_LLVM else None


def _usable_llvm() -> tuple[str, str] | None:
    named = os.environ.get("DRJIT_LIBLLVM_PATH")
    for path in (named, str(WHEEL_LLVM), *SYSTEM_LLVM):
        version = llvm_version(path) if path else None
        if path and version:
            return path, ".".join(map(str, version))
    return None


def _cuda_device() -> str | None:
    """Return the first CUDA device's name if the driver, the device and OptiX are all there."""
    try:
        driver = ctypes.CDLL("libcuda.so.1")
        ctypes.CDLL("libnvoptix.so.1")  # Mitsuba's rays need it; containers often lack it
    except OSError:
        return None
    count, name = ctypes.c_int(), ctypes.create_string_buffer(128)
    if driver.cuInit(0) != 0 or driver.cuDeviceGetCount(ctypes.byref(count)) != 0 or count.value == 0:
        return None
    driver.cuDeviceGetName(name, len(name), 0)
    return name.value.decode(errors="replace")


def _works(variant: str) -> bool:
    # Imported by name: an import at the top would start Dr.Jit before its LLVM is known.
    drjit, mitsuba = importlib.import_module("drjit"), importlib.import_module("mitsuba")
    try:
        mitsuba.set_variant(variant)
        ball = mitsuba.load_dict({"type": "scene", "ball": {"type": "sphere"}})
        hit = ball.ray_test(mitsuba.Ray3f([0, 0, -3], [0, 0, 1]))
        return bool(drjit.all(hit))
    except Exception:  # a driver may fail in any way; the processor renders then
        return False


def _started(variant: str, threads: int) -> str:
    drjit, mitsuba = importlib.import_module("drjit"), importlib.import_module("mitsuba")
    mitsuba.set_variant(variant)
    if variant.startswith("llvm"):
        drjit.set_thread_count(threads)
    return variant
