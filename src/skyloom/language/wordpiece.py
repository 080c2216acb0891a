"""The uncased BERT tokenizer: text to the token ids that MiniLM was trained on."""

from __future__ import annotations

import unicodedata
from functools import cache
from importlib.resources import files

LONGEST_WORD = 100  # characters; longer ones are unknown
MAX_TOKENS = 128
_CJK = (range(0x3400, 0x4DC0), range(0x4E00, 0xA000), range(0xF900, 0xFB00))


@cache
def vocabulary() -> dict[str, int]:
    """Return the ids of all word pieces."""
    lines = (files("skyloom.language") / "vocab.txt").read_text("utf-8").split("\n")
    return {piece: i for i, piece in enumerate(lines)}


def token_ids(text: str, /) -> list[int]:
    """Return the ids of a text between [CLS] and [SEP], at most MAX_TOKENS."""
    ids = vocabulary()
    found = [ids["[CLS]"]]
    for word in _split(text):
        found += _pieces(word) or [ids["[UNK]"]]
        if len(found) >= MAX_TOKENS:
            break
    return [*found[: MAX_TOKENS - 1], ids["[SEP]"]]


def _pieces(word: str) -> list[int]:
    """Return the longest pieces from the left; nothing if a part is unknown or the word too long."""
    ids = vocabulary()
    pieces: list[int] = []
    start = 0
    while start < len(word) <= LONGEST_WORD:
        prefix = "##" if start else ""
        end = next((e for e in range(len(word), start, -1) if prefix + word[start:e] in ids), None)
        if end is None:
            return []
        pieces.append(ids[prefix + word[start:end]])
        start = end
    return pieces


def _split(text: str) -> list[str]:
    """Return lower-case words without accents; punctuation and CJK characters stand alone."""
    out = []
    for c in unicodedata.normalize("NFD", text.lower()):
        kind = unicodedata.category(c)
        if kind == "Mn" or (kind[0] == "C" and c not in "\t\n\r"):
            continue
        if kind[0] == "P" or c in "$+<=>^`|~" or any(ord(c) in block for block in _CJK):
            out.append(f" {c} ")
        else:
            out.append(c)
    return "".join(out).split()
