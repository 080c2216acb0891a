"""Fast deflate streams: ISA-L's where there is a wheel of it, else the standard library's."""

from __future__ import annotations

import importlib
import zlib
from functools import cache
from types import ModuleType

LEVEL = 1  # of both: the fastest that still looks for repetitions


@cache
def library() -> ModuleType:
    """Return a module with zlib's names."""
    try:
        return importlib.import_module("isal.isal_zlib")
    except ImportError:  # some platforms have no wheel of it
        return zlib
