"""What happened, as values that are written in the transaction that made it happen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from skyloom.core.generations import Generation, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class GenerationMoved:
    """A generation changed state."""

    generation_id: int
    status: Status
    at: datetime

    @classmethod
    def of(cls, generation: Generation) -> GenerationMoved:
        """Return the event of the state that a generation has just come to."""
        return cls(generation_id=generation.id, status=generation.status, at=generation.updated_at)
