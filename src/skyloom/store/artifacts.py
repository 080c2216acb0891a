"""Artifacts: where the files of generations lie."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, delete, insert, select

from skyloom.core.generations import Artifact
from skyloom.store.tables import artifact


class Artifacts:
    """The statements on files."""

    def __init__(self, connection: Connection) -> None:
        self._db = connection

    def add(self, generation_id: int, artifacts: Sequence[Artifact]) -> None:
        """Write down the files of a generation."""
        rows = [
            {
                "generation_id": generation_id,
                "kind": item.kind,
                "key": item.key,
                "content_type": item.content_type,
                "size": item.size,
                "sha256": item.sha256,
                "width": item.width,
                "height": item.height,
            }
            for item in artifacts
        ]
        if rows:
            self._db.execute(insert(artifact), rows)

    def of(self, generation_ids: Sequence[int]) -> Mapping[int, Mapping[str, Artifact]]:
        """Return the files of several generations, by generation and kind."""
        found: dict[int, dict[str, Artifact]] = {}
        if not generation_ids:
            return found
        for row in self._db.execute(select(artifact).where(artifact.c.generation_id.in_(generation_ids))):
            found.setdefault(row.generation_id, {})[row.kind] = Artifact(
                kind=row.kind,
                key=row.key,
                content_type=row.content_type,
                size=row.size,
                sha256=row.sha256,
                width=row.width,
                height=row.height,
            )
        return found

    def remove(self, generation_id: int) -> None:
        """Forget the files of a generation."""
        self._db.execute(delete(artifact).where(artifact.c.generation_id == generation_id))
