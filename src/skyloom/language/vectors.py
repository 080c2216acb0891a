"""The vectors of the lexicon's phrases and sentences, embedded once and shipped; run this module to renew them."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path

import numpy as np

from skyloom.language import lexicon
from skyloom.language.embedding import Vectors, embed

FILE = "vectors.npz"
LONGEST_PHRASE = 2  # words; longer ones say more than a word can mean


def texts() -> list[str]:
    """Return what needs a vector: the lexicon's short phrases and the sentences of its meanings."""
    words = lexicon.load()
    rows = {id(row): row for row in words.rows.values() if not row.is_filler}.values()
    phrases = {p for row in rows for p in row.phrases if len(p.split()) <= LONGEST_PHRASE}
    return sorted(phrases | {meaning.text for meaning in words.meanings})


@cache
def load() -> tuple[dict[str, int], Vectors]:
    """Return the row of each text and the unit vectors, (n, 384)."""
    with (files("skyloom.language") / FILE).open("rb") as file, np.load(file) as stored:
        vectors = stored["vectors"].astype(np.float32)
        known = {text: i for i, text in enumerate(stored["texts"].tolist())}
    return known, vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def save(path: Path) -> None:
    """Embed all texts and keep them as bytes: a thousandth of a cosine is lost, most of the size is saved."""
    wanted = texts()
    vectors = embed(wanted)
    scaled = np.round(vectors / np.abs(vectors).max(axis=1, keepdims=True) * 127).astype(np.int8)
    np.savez_compressed(path, texts=np.array(wanted), vectors=scaled)


if __name__ == "__main__":
    save(Path(__file__).with_name(FILE))
