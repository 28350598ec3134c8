"""Schedules: what they keep, and what a loss can cost."""

import pytest

from pods.errors import TopologyError
from pods.topology import plan_snapshot_schedule


def test_the_default_is_twice_a_day_for_six_months() -> None:
    """The published commitment, with the hour that AWS takes to start in its worst case."""
    plan = plan_snapshot_schedule()
    assert (plan.interval_hours, plan.runs_per_day, plan.retention_days) == (12, 2, 184)
    assert plan.worst_rpo_minutes == 13 * 60
    assert plan.copies_kept == 368
    assert (plan.resource_type, plan.policy_type) == ("VOLUME", "EBS_SNAPSHOT_MANAGEMENT")


def test_no_six_months_are_longer_than_the_default_retention() -> None:
    """Whatever the month, six of them later the first copy still exists."""
    lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    longest = max(sum((lengths * 2)[start : start + 6]) for start in range(12))
    assert plan_snapshot_schedule().retention_days == longest


def test_images_have_a_policy_type_of_their_own() -> None:
    """Instances are copied as machine images."""
    assert plan_snapshot_schedule(resource_type="INSTANCE").policy_type == "IMAGE_MANAGEMENT"


def test_once_a_day_is_planned() -> None:
    """The judge is not the builder: 24 hours are expressible."""
    plan = plan_snapshot_schedule(interval_hours=24, retention_days=7)
    assert (plan.runs_per_day, plan.worst_rpo_minutes) == (1, 25 * 60)


def test_figures_that_aws_refuses_are_reported_together() -> None:
    """Four wrong figures are four problems."""
    with pytest.raises(TopologyError) as raised:
        plan_snapshot_schedule(
            interval_hours=5, start_at="25:00", retention_days=0, resource_type="DISK"
        )
    assert [problem.subject for problem in raised.value.problems] == [
        "snapshots.interval_hours",
        "snapshots.start_at",
        "snapshots.retention_days",
        "snapshots.resource_type",
    ]
