"""Back to a moment in a versioned bucket: which markers to remove, which versions to copy back."""

import itertools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from operator import attrgetter
from typing import Any

from pods.errors import Problem, TopologyError

__all__ = ["ObjectVersion", "UndeletePlan", "object_versions", "plan_undelete"]


@dataclass(frozen=True, slots=True)
class ObjectVersion:
    """One version of an object, or the marker of a deletion."""

    key: str
    version_id: str
    modified: datetime
    is_marker: bool = False
    is_latest: bool = False


@dataclass(frozen=True, slots=True)
class UndeletePlan:
    """What brings a bucket back to a moment; nothing that is there is lost by any of it."""

    markers: tuple[ObjectVersion, ...]
    """Delete markers to remove, newest first for each key: the version below is current again."""
    copies: tuple[ObjectVersion, ...]
    """Versions to copy over their own keys: something else was written since."""
    added: tuple[ObjectVersion, ...]
    """Current versions of keys that were not there at the moment: to be hidden, or left."""
    untouched: int
    """Keys that are as they were."""


def object_versions(pages: Iterable[Mapping[str, Any]]) -> Iterator[ObjectVersion]:
    """Yield the versions in the pages of S3's ListObjectVersions, as boto3 returns them."""
    for page in pages:
        for member, is_marker in (("Versions", False), ("DeleteMarkers", True)):
            for each in page.get(member, ()):
                yield ObjectVersion(
                    key=each["Key"],
                    version_id=each["VersionId"],
                    modified=each["LastModified"],
                    is_marker=is_marker,
                    is_latest=each["IsLatest"],
                )


def plan_undelete(
    versions: Iterable[ObjectVersion], moment: datetime, *, now: datetime, kept_days: float
) -> UndeletePlan:
    """Plan the way back to a moment, for the keys whose versions are given.

    S3 dates versions by the second: what was written in the moment's own second counts as written.
    Raises `TopologyError` for a moment that is not in the past, or that lies before what the bucket
    keeps: of a key whose earlier versions have run out nobody can say whether it was there.
    """
    TopologyError.refuse(_moment_problems(moment, now, timedelta(days=kept_days)))
    ordered = sorted(versions, key=attrgetter("key"))
    by_key = [list(each) for _, each in itertools.groupby(ordered, key=attrgetter("key"))]
    found = [_of_key(each, moment) for each in by_key]
    return UndeletePlan(
        markers=tuple(each for one in found for each in one.markers),
        copies=tuple(each for one in found for each in one.copies),
        added=tuple(each for one in found for each in one.added),
        untouched=sum(one.untouched for one in found),
    )


def _of_key(versions: list[ObjectVersion], moment: datetime) -> UndeletePlan:
    """Plan for one key, whose newest version is the one that S3 says is the latest."""
    newest_first = sorted(versions, key=attrgetter("is_latest", "modified"), reverse=True)
    current = newest_first[0]
    later = list(itertools.takewhile(lambda each: each.modified > moment, newest_first))
    then = newest_first[len(later)] if len(later) < len(newest_first) else None
    if then is None or then.is_marker:
        added = () if current.is_marker else (current,)
        return UndeletePlan((), (), added, untouched=0 if added else 1)
    if not later:
        return UndeletePlan((), (), (), untouched=1)
    if all(each.is_marker for each in later):
        return UndeletePlan(tuple(later), (), (), untouched=0)
    return UndeletePlan((), (then,), (), untouched=0)


def _moment_problems(moment: datetime, now: datetime, kept: timedelta) -> Iterator[Problem]:
    if moment.tzinfo is None:
        yield Problem(
            "moment",
            f"{moment.isoformat()} without a time zone",
            "S3 dates versions in UTC",
            "Write it like 2026-09-14T07:20:00+00:00.",
        )
    elif moment >= now:
        yield Problem(
            "moment",
            moment.isoformat(),
            f"it lies in the past; it is {now.isoformat()}",
            "Give the last moment at which the objects were right.",
        )
    elif moment < now - kept:
        yield Problem(
            "moment",
            moment.isoformat(),
            f"versions are kept for {kept.days} days, since {(now - kept).isoformat()}",
            "Restore a backup of that day, or choose a later moment.",
        )
