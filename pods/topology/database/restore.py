"""From what a database is made, where it is not made empty."""

import re
from collections.abc import Mapping
from typing import Any

from pods.errors import Problem

__all__ = ["restore_problems"]

_SOURCES = ("snapshot_identifier", "source_identifier", "automated_backups_arn")
_MOMENTS = ("restore_time", "use_latest")
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def restore_problems(kind: str, restore: Mapping[str, Any] | None) -> list[Problem]:
    """Return what keeps a database from being restored so; only what is given counts, and times."""
    if restore is None:
        return []
    sources = [each for each in _SOURCES if restore.get(each)]
    moments = [each for each in _MOMENTS if restore.get(each)]
    problems = _source_problems(kind, sources)
    time = restore.get("restore_time")
    if time and _TIME.fullmatch(time) is None:
        problems.append(
            Problem(
                "database.restore.restore_time",
                f"{time!r}",
                "a moment in UTC is required",
                "Write it like 2026-03-01T06:30:00Z.",
            )
        )
    wanted = 0 if sources == ["snapshot_identifier"] else 1
    if len(sources) == 1 and len(moments) != wanted:
        problems.append(
            Problem(
                "database.restore",
                " and ".join(moments) or "no moment",
                "a snapshot is a moment itself" if wanted == 0 else "one moment is required",
                "Leave it out." if wanted == 0 else "Give restore_time, or use_latest as true.",
            )
        )
    return problems


def _source_problems(kind: str, sources: list[str]) -> list[Problem]:
    problems = []
    if len(sources) != 1:
        problems.append(
            Problem(
                "database.restore",
                " and ".join(sources) or "no source",
                "one source is required",
                f"Give one of {', '.join(_SOURCES)}.",
            )
        )
    if "automated_backups_arn" in sources and kind != "instance":
        problems.append(
            Problem(
                "database.restore.automated_backups_arn",
                f"kind {kind}",
                "RDS copies automated backups of instances only",
                "Restore from a snapshot, or from a cluster of this Region.",
            )
        )
    return problems
