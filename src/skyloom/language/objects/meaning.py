"""What a prompt without a noun that we know is most like, by the nearness of MiniLM's vectors."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

import numpy as np

from skyloom.language import embedding
from skyloom.language.embedding import Vectors
from skyloom.language.objects import lexicon

FILE = "vectors.npz"
NEAR, LEAD = 0.36, 0.02  # least cosine of a prompt to a sentence, and its least lead over the runner-up
SURE = 0.5  # a cosine that needs no lead
LONGEST = 300  # characters that are compared


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """The archetype that a prompt is most like."""

    archetype: str
    sentence: str


def is_available() -> bool:
    """Tell whether meanings can be compared here."""
    return embedding.is_available()


def nearest(prompt: str, /) -> Near | None:
    """Return the archetype whose sentence is clearly nearest to a prompt."""
    if not is_available() or not any(c.isalpha() for c in prompt):
        return None
    names, stored = _load()
    likeness = stored @ embedding.embed([prompt[:LONGEST]])[0]
    second, best = np.argsort(likeness)[-2:]
    if likeness[best] < NEAR or (likeness[best] - likeness[second] < LEAD and likeness[best] < SURE):
        return None
    name = names[int(best)]
    return Near(archetype=name, sentence=lexicon.load().sentences[name])


@cache
def _load() -> tuple[list[str], Vectors]:
    with (files(lexicon.HOME) / FILE).open("rb") as file, np.load(file) as stored:
        names = stored["names"].tolist()
        vectors = stored["vectors"].astype(np.float32)
    return names, vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def save(path: Path) -> None:
    """Embed the sentence of every archetype and keep the vectors as bytes."""
    sentences = lexicon.load().sentences
    vectors = embedding.embed(list(sentences.values()))
    scaled = np.round(vectors / np.abs(vectors).max(axis=1, keepdims=True) * 127).astype(np.int8)
    np.savez_compressed(path, names=np.array(list(sentences)), vectors=scaled)


if __name__ == "__main__":
    save(Path(__file__).with_name(FILE))
