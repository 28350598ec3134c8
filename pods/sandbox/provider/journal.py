"""Creations that the engine may not have recorded, so that a killed `pulumi up` loses nothing.

A note is written before a resource is made and completed with its id; it goes when the engine
first speaks of that id, which shows that the id is in its state. A note that is still there when
the same URN is to be created again tells of a creation whose answer was lost: the resource is
adopted instead of being made twice.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

__all__ = ["Journal", "Note"]


@dataclass(frozen=True, slots=True)
class Note:
    """A creation under way or unacknowledged: its chosen names, and its id once there is one."""

    urn: str
    chosen: Mapping[str, Any]
    resource_id: str


class Journal:
    """Notes in a folder, a small file each; with no folder, nothing is noted."""

    def __init__(self, folder: Path | None) -> None:
        """Keep the notes in `folder`, which is made when first needed."""
        self._folder = folder

    def lost(self, urn: str) -> Note | None:
        """Return the note of a creation of `urn` that the engine has not acknowledged."""
        path = self._path(urn)
        if path is None or not path.is_file():
            return None
        try:
            plain = json.loads(path.read_text(encoding="utf-8"))
        except ValueError:
            return None
        return Note(plain["urn"], plain["chosen"], plain["id"])

    def begin(self, urn: str, chosen: Mapping[str, Any]) -> None:
        """Note that a resource is about to be made under the names chosen for it."""
        self._write(Note(urn, chosen, ""))

    def made(self, urn: str, chosen: Mapping[str, Any], resource_id: str) -> None:
        """Note the id of the resource that was made."""
        self._write(Note(urn, chosen, resource_id))

    def acknowledge(self, urn: str, resource_id: str) -> None:
        """Forget the note of `urn` if it is about this resource: the engine knows it."""
        note = self.lost(urn)
        if note is not None and note.resource_id == resource_id:
            self.forget(urn)

    def forget(self, urn: str) -> None:
        """Forget the note of `urn`: nothing was made."""
        path = self._path(urn)
        if path is not None:
            path.unlink(missing_ok=True)

    def _path(self, urn: str) -> Path | None:
        if self._folder is None:
            return None
        return self._folder / hashlib.sha256(urn.encode()).hexdigest()[:32]

    def _write(self, note: Note) -> None:
        path = self._path(note.urn)
        if path is None:
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = path.with_suffix(".new")
        text = json.dumps({"urn": note.urn, "chosen": dict(note.chosen), "id": note.resource_id})
        fresh.write_text(text, encoding="utf-8")
        fresh.replace(path)
