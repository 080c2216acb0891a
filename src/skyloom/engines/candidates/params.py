"""What the candidates engine can be asked for."""

from __future__ import annotations

from pydantic import Field

from skyloom.engines.base import Params

LONGEST = 500  # characters of a prompt


class CandidatesParams(Params):
    """A prompt."""

    prompt: str = Field(min_length=1, max_length=LONGEST, description="The object to show.")
