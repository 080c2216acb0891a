"""What a candidate's file says of itself, so that its model can be found without anybody's memory."""

from __future__ import annotations

import io
import json
from dataclasses import asdict, dataclass
from typing import ClassVar

from PIL import Image, PngImagePlugin

MOST = 8192  # characters of a note


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A candidate by what it was made of."""

    keyword: ClassVar[str] = "Skyloom voxel candidate"

    prompt: str
    seed: int
    index: int
    version: int  # of the builder


def note_of(told: Told) -> str:
    """Return the text that the file carries."""
    return json.dumps(asdict(told), ensure_ascii=False)


def told_by(data: bytes) -> Told | None:
    """Return what a PNG says of itself; None if it does not, or says nonsense."""
    try:
        with Image.open(io.BytesIO(data), formats=("PNG",)) as picture:
            assert isinstance(picture, PngImagePlugin.PngImageFile)
            note = picture.text.get(Told.keyword, "")
        said = json.loads(note[:MOST])
        told = Told(**said)
    except Exception:  # bytes of a stranger
        return None
    numbers = (told.seed, told.index, told.version)
    return told if isinstance(told.prompt, str) and all(type(number) is int for number in numbers) else None
