"""What a noun is a kind of: a table drawn from WordNet 3.1. Run this module with its `dict` folder to renew it."""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path

HOME = "skyloom.language.objects"
FILE = "hypernyms.tsv"

ARTEFACTS = [6]
UNFIT = ("slur", "offensive", "disparaging", "derogat", "vulgar", "obscene", "taboo", "prostitut", "genital", "sexual")


@cache
def load() -> Mapping[str, str]:
    """Return nouns, in the singular with blanks between words, and `archetype` or `archetype:kind`."""
    lines = (files(HOME) / FILE).read_text("utf-8").splitlines()
    pairs = (line.split("\t") for line in lines if line and line[0] != "#")
    return {word.replace("_", " "): name for name, words in pairs for word in words.split()}


def save(folder: Path, path: Path) -> None:
    """Write the table of all nouns of WordNet under an anchor: lower case, one or two words."""
    found = dict(_found(folder))
    kept: dict[str, list[str]] = {}
    for word, name in sorted(found.items()):
        _, _, last = word.rpartition("_")
        if "_" in word and found.get(last, "") == name:
            continue
        kept.setdefault(name, []).append(word)
    head = "# Nouns by what they are a kind of, from WordNet 3.1 (see NOTICE); written by hypernyms.py."
    path.write_text("\n".join([head, *(f"{name}\t{' '.join(words)}" for name, words in sorted(kept.items())), ""]))


def _found(folder: Path) -> Iterator[tuple[str, str]]:
    data = (folder / "data.noun").read_bytes()
    table = tomllib.loads((files(HOME) / "anchors.toml").read_text("utf-8"))
    anchors = {word: name for name, words in table["anchor"].items() for word in words}

    def synset(offset: str) -> tuple[list[str], list[str]]:
        at = int(offset)
        text, _, gloss = data[at : data.index(b"\n", at)].decode().partition("|")
        fields = text.split()
        if any(word in gloss for word in UNFIT):
            return [], []
        words = int(fields[3], 16)
        pointers = fields[5 + 2 * words :]
        up = [o for kind, o in zip(pointers[::4], pointers[1::4], strict=False) if kind == "@"]
        return fields[4 : 4 + 2 * words : 2], up

    def archetype(offset: str) -> str:
        file = int(data[int(offset) + 9 : int(offset) + 11])
        for _ in range(20):
            words, up = synset(offset)
            for word in words:
                name = anchors.get(word.lower(), "")
                if name and file in table["file"].get(name.partition(":")[0], ARTEFACTS):
                    return str(name)
            if not up:
                return ""
            offset = up[0]
        return ""

    for line in (folder / "index.noun").read_text("utf-8").splitlines():
        fields = line.split()
        if line.startswith(" ") or not fields[0].replace("_", "").replace("-", "").isalpha() or len(fields[0]) < 3:
            continue
        if fields[0].count("_") > 1:
            continue
        for sense, offset in enumerate(fields[-int(fields[2]) :][:2]):
            words, up = synset(offset)
            spelled = next((w for w in words if w.lower() == fields[0]), fields[0])
            name = archetype(offset) if up and spelled.islower() else ""
            if name and not (sense and name.startswith("person")):
                yield fields[0].replace("-", "_"), name
                break


if __name__ == "__main__":
    save(Path(sys.argv[1]), Path(__file__).with_name(FILE))
