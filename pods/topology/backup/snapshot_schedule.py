"""When volumes or instances are copied, how long copies live, and what may be lost."""

import re
from dataclasses import dataclass

from pods.errors import Problem, TopologyError
from pods.topology.backup.places import away_problems

__all__ = ["SnapshotPlan", "plan_snapshot_schedule"]

# Data Lifecycle Manager takes these intervals only, and starts within an hour of the schedule:
# https://docs.aws.amazon.com/dlm/latest/APIReference/API_CreateRule.html
_INTERVALS = (1, 2, 3, 4, 6, 8, 12, 24)
_START_DELAY_MINUTES = 60
# Any six consecutive months have at most 184 days (July to December), so 184 days never falls
# short of six months, which 180 days can.
_SIX_MONTHS_DAYS = 184
_LONGEST_DAYS = 36_500
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
_POLICY_TYPES = {
    "VOLUME": "EBS_SNAPSHOT_MANAGEMENT",
    "INSTANCE": "IMAGE_MANAGEMENT",
}


@dataclass(frozen=True, slots=True)
class SnapshotPlan:
    """A schedule, and what it promises."""

    resource_type: str
    """`VOLUME` (snapshots) or `INSTANCE` (machine images)."""
    policy_type: str
    interval_hours: int
    start_at: str
    """UTC time of a run, HH:MM."""
    retention_days: int
    runs_per_day: int
    copies_kept: int
    """Copies of each volume or instance that exist at the same time."""
    worst_rpo_minutes: int
    """Longest span of work that a loss can cost: the interval, and the hour within which AWS
    starts a run."""
    copy_region: str | None
    """Another Region, to which each is copied."""
    copy_retention_days: int


def plan_snapshot_schedule(
    *,
    interval_hours: float = 12,
    start_at: str = "01:40",
    retention_days: float = _SIX_MONTHS_DAYS,
    resource_type: str = "VOLUME",
    copy_region: str | None = None,
    copy_retention_days: float | None = None,
    home_region: str | None = None,
) -> SnapshotPlan:
    """Plan a schedule of Data Lifecycle Manager.

    A schedule that is too rare or too short is planned, not refused: the policy pack judges it.
    Raises `TopologyError` with every figure that AWS would refuse.
    """
    interval, retention = int(interval_hours), int(retention_days)
    copied = retention if copy_retention_days is None else int(copy_retention_days)
    problems = [
        *_unless(
            interval in _INTERVALS,
            Problem(
                "snapshots.interval_hours",
                f"{interval}",
                f"AWS takes one of {', '.join(map(str, _INTERVALS))} hours",
                "Choose one of these; 12 gives two copies a day.",
            ),
        ),
        *_unless(
            _TIME.fullmatch(start_at) is not None,
            Problem(
                "snapshots.start_at",
                f"{start_at!r}",
                "a UTC time HH:MM is required",
                "Write it like 01:40.",
            ),
        ),
        *_unless(
            1 <= retention <= _LONGEST_DAYS,
            Problem(
                "snapshots.retention_days",
                f"{retention}",
                f"AWS keeps copies between 1 and {_LONGEST_DAYS} days",
                f"Six months are {_SIX_MONTHS_DAYS} days.",
            ),
        ),
        *_unless(
            resource_type in _POLICY_TYPES,
            Problem(
                "snapshots.resource_type",
                f"{resource_type!r}",
                "VOLUME or INSTANCE is required",
                "Use VOLUME for snapshots and INSTANCE for machine images.",
            ),
        ),
        *_copy_problems(copy_region, copy_retention_days, home_region),
    ]
    TopologyError.refuse(problems)
    runs = 24 // interval
    return SnapshotPlan(
        resource_type=resource_type,
        policy_type=_POLICY_TYPES[resource_type],
        interval_hours=interval,
        start_at=start_at,
        retention_days=retention,
        runs_per_day=runs,
        copies_kept=runs * retention,
        worst_rpo_minutes=interval * 60 + _START_DELAY_MINUTES,
        copy_region=copy_region,
        copy_retention_days=copied,
    )


def _copy_problems(
    region: str | None, retention_days: float | None, home_region: str | None
) -> list[Problem]:
    """Return what is wrong with copies: AWS allows three Regions, and one is what is asked for."""
    if region is None:
        return _unless(
            retention_days is None,
            Problem(
                "snapshots.copy_retention_days",
                f"{retention_days}, and no Region",
                "it is for copies in another Region",
                "Add copy_region, or leave it out.",
            ),
        )
    days = 1 if retention_days is None else int(retention_days)
    return [
        *away_problems("snapshots.copy_region", region, home_region),
        *_unless(
            1 <= days <= _LONGEST_DAYS,
            Problem(
                "snapshots.copy_retention_days",
                f"{days}",
                f"AWS keeps copies between 1 and {_LONGEST_DAYS} days",
                "Leave it out to keep copies as long as their source.",
            ),
        ),
    ]


def _unless(holds: bool, problem: Problem) -> list[Problem]:  # noqa: FBT001 - reads as a sentence
    return [] if holds else [problem]
