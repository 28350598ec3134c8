"""From what a database may be restored."""

from typing import Any

import pytest

from pods.errors import TopologyError
from pods.topology import plan_database


@pytest.mark.parametrize(
    ("kind", "restore"),
    [
        ("instance", {"snapshot_identifier": "before-the-release"}),
        ("instance", {"source_identifier": "db", "use_latest": True}),
        ("instance", {"automated_backups_arn": "arn", "restore_time": "2026-03-01T06:30:00Z"}),
        ("cluster", {"source_identifier": "db", "restore_time": "2026-03-01T06:30:00Z"}),
        ("aurora", {"snapshot_identifier": "before-the-release", "use_latest": False}),
    ],
)
def test_one_source_and_one_moment_are_planned(kind: str, restore: dict[str, Any]) -> None:
    """A snapshot is a moment itself; what is false is not given."""
    assert plan_database(kind=kind, restore=restore) == plan_database(kind=kind)


@pytest.mark.parametrize(
    ("kind", "restore", "messages"),
    [
        (
            "instance",
            {},
            [
                (
                    "database.restore: no source; one source is required. Give one of "
                    "snapshot_identifier, source_identifier, automated_backups_arn."
                )
            ],
        ),
        (
            "instance",
            {"snapshot_identifier": "a", "source_identifier": "b"},
            [
                (
                    "database.restore: snapshot_identifier and source_identifier; one source is "
                    "required. Give one of snapshot_identifier, source_identifier, "
                    "automated_backups_arn."
                )
            ],
        ),
        (
            "instance",
            {"snapshot_identifier": "a", "use_latest": True},
            ["database.restore: use_latest; a snapshot is a moment itself. Leave it out."],
        ),
        (
            "instance",
            {"source_identifier": "a"},
            [
                (
                    "database.restore: no moment; one moment is required. Give restore_time, or "
                    "use_latest as true."
                )
            ],
        ),
        (
            "aurora",
            {"automated_backups_arn": "a", "restore_time": "yesterday"},
            [
                (
                    "database.restore.automated_backups_arn: kind aurora; RDS copies automated "
                    "backups of instances only. Restore from a snapshot, or from a cluster of this "
                    "Region."
                ),
                (
                    "database.restore.restore_time: 'yesterday'; a moment in UTC is required. "
                    "Write it like 2026-03-01T06:30:00Z."
                ),
            ],
        ),
    ],
)
def test_what_cannot_be_restored_is_refused(
    kind: str, restore: dict[str, Any], messages: list[str]
) -> None:
    """No source, two, or a moment that is none."""
    with pytest.raises(TopologyError) as raised:
        plan_database(kind=kind, restore=restore)
    assert [str(problem) for problem in raised.value.problems] == messages
