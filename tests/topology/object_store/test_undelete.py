"""Back to a moment in a versioned bucket."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pods.errors import TopologyError
from pods.topology import ObjectVersion, UndeletePlan, object_versions, plan_undelete

NOW = datetime(2026, 9, 14, 12, tzinfo=UTC)
MOMENT = NOW - timedelta(hours=1)


def version(minutes: int, *, marker: bool = False, latest: bool = False) -> ObjectVersion:
    """Return a version of one key, written so many minutes after the moment."""
    modified = MOMENT + timedelta(minutes=minutes)
    return ObjectVersion("ada", f"v{minutes}", modified, is_marker=marker, is_latest=latest)


def planned(*versions: ObjectVersion) -> UndeletePlan:
    """Plan the way back to the moment."""
    return plan_undelete(versions, MOMENT, now=NOW, kept_days=365)


@pytest.mark.requirement("A11")
def test_a_deletion_is_undone_by_removing_its_marker() -> None:
    """Nothing is copied: the version below is current again."""
    marker = version(5, marker=True, latest=True)
    assert planned(version(-5), marker) == UndeletePlan((marker,), (), (), 0)


def test_every_later_marker_is_removed_newest_first() -> None:
    """A key can be deleted twice."""
    first, second = version(5, marker=True), version(6, marker=True, latest=True)
    assert planned(version(-5), first, second).markers == (second, first)


@pytest.mark.requirement("A11")
def test_an_overwritten_object_is_copied_back() -> None:
    """The version of the moment, over whatever came since."""
    right = version(-5)
    assert planned(version(-9), right, version(5, latest=True)).copies == (right,)


def test_one_that_was_overwritten_and_then_deleted_is_copied_back() -> None:
    """Removing the marker would bring the wrong version to light."""
    right = version(-5)
    found = planned(right, version(5), version(6, marker=True, latest=True))
    assert (found.copies, found.markers) == ((right,), ())


def test_what_came_later_is_told_and_not_hidden() -> None:
    """A key that was not there, or was deleted, at the moment."""
    new = version(5, latest=True)
    assert planned(new).added == (new,)
    assert planned(version(-9), version(-5, marker=True), new).added == (new,)


@pytest.mark.parametrize(
    "versions",
    [
        (version(-5, latest=True),),
        (version(0, latest=True),),
        (version(-9), version(-5, marker=True, latest=True)),
        (version(5), version(6, marker=True, latest=True)),
    ],
    ids=["as it was", "in the moment's second", "deleted before", "come and gone since"],
)
def test_what_is_as_it_was_is_left_alone(versions: tuple[ObjectVersion, ...]) -> None:
    """Nothing is done for it."""
    assert planned(*versions) == UndeletePlan((), (), (), 1)


def test_the_latest_of_one_second_is_the_one_that_s3_names() -> None:
    """S3 dates by the second: a write and its deletion can have the same date."""
    marker = version(5, marker=True, latest=True)
    assert planned(version(-5), version(5), marker).copies == (version(-5),)
    assert planned(marker, version(5, marker=True), version(-5)).markers[0] == marker


def test_pages_are_read_as_boto3_returns_them() -> None:
    """Versions and markers of every page; either may be missing."""
    listed: dict[str, Any] = {
        "Key": "ada",
        "VersionId": "v1",
        "LastModified": MOMENT,
        "IsLatest": False,
    }
    marker = {**listed, "VersionId": "v2", "IsLatest": True}
    assert list(object_versions([{"Versions": [listed]}, {"DeleteMarkers": [marker]}])) == [
        ObjectVersion("ada", "v1", MOMENT),
        ObjectVersion("ada", "v2", MOMENT, is_marker=True, is_latest=True),
    ]


@pytest.mark.parametrize(
    ("moment", "message"),
    [
        (
            datetime(2026, 9, 14, 11),  # noqa: DTZ001 - what is refused
            (
                "moment: 2026-09-14T11:00:00 without a time zone; S3 dates versions in UTC. "
                "Write it like 2026-09-14T07:20:00+00:00."
            ),
        ),
        (
            NOW,
            (
                "moment: 2026-09-14T12:00:00+00:00; it lies in the past; it is "
                "2026-09-14T12:00:00+00:00. Give the last moment at which the objects were right."
            ),
        ),
        (
            NOW - timedelta(days=31),
            (
                "moment: 2026-08-14T12:00:00+00:00; versions are kept for 30 days, since "
                "2026-08-15T12:00:00+00:00. Restore a backup of that day, or choose a later "
                "moment."
            ),
        ),
    ],
    ids=["no zone", "not past", "no longer kept"],
)
def test_a_moment_that_cannot_be_reached_is_refused(moment: datetime, message: str) -> None:
    """Rather than half of it brought back."""
    with pytest.raises(TopologyError) as raised:
        plan_undelete([], moment, now=NOW, kept_days=30)
    assert str(raised.value) == message


def _current(versions: list[ObjectVersion]) -> ObjectVersion | None:
    newest = max(versions, key=lambda each: each.modified, default=None)
    return None if newest is None or newest.is_marker else newest


@pytest.mark.requirement("A11")
@settings(max_examples=200)
@given(st.lists(st.tuples(st.integers(-50, 50), st.booleans()), unique_by=lambda each: each[0]))
def test_carried_out_it_shows_the_bucket_of_the_moment(history: list[tuple[int, bool]]) -> None:
    """Whatever was written and deleted: markers removed, copies made and additions hidden."""
    last = max((at for at, _ in history), default=0)
    versions = [version(at, marker=marker, latest=at == last) for at, marker in history]
    plan = planned(*versions)
    after = [each for each in versions if each not in plan.markers]
    after += [ObjectVersion("ada", copied.version_id, NOW) for copied in plan.copies]
    after = [] if plan.added else after
    before = _current([each for each in versions if each.modified <= MOMENT])
    now = _current(after)
    assert (now and now.version_id) == (before and before.version_id)
