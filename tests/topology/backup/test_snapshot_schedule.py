"""Schedules: what they keep, and what a loss can cost."""

from typing import Any

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


@pytest.mark.requirement("B4")
def test_copies_are_kept_for_as_long_as_their_source() -> None:
    """Where nothing else is asked for."""
    plan = plan_snapshot_schedule(copy_region="us-west-2", home_region="us-east-1")
    assert (plan.copy_region, plan.copy_retention_days) == ("us-west-2", 184)
    assert plan_snapshot_schedule().copy_region is None


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (
            {"copy_region": "us-east-1"},
            (
                "snapshots.copy_region: us-east-1, the Region of the stack; copies are to survive "
                "the loss of that Region. Choose another one."
            ),
        ),
        (
            {"copy_region": "cn-north-1"},
            (
                "snapshots.copy_region: cn-north-1, of the partition aws-cn; us-east-1 is of the "
                "partition aws, and AWS copies nothing from one to another. Choose a Region of aws."
            ),
        ),
        (
            {"copy_region": "us-west-2", "copy_retention_days": 0},
            (
                "snapshots.copy_retention_days: 0; AWS keeps copies between 1 and 36500 days. "
                "Leave it out to keep copies as long as their source."
            ),
        ),
        (
            {"copy_retention_days": 35},
            (
                "snapshots.copy_retention_days: 35, and no Region; it is for copies in another "
                "Region. Add copy_region, or leave it out."
            ),
        ),
    ],
)
def test_copies_that_aws_refuses_or_a_loss_takes_are_refused(
    changes: dict[str, Any], said: str
) -> None:
    """The Region itself, another partition, no retention, and a retention of nothing."""
    with pytest.raises(TopologyError) as raised:
        plan_snapshot_schedule(home_region="us-east-1", **changes)
    assert str(raised.value) == said
