"""Restores on a schedule: what is restored, into which subnets, and how soon it goes again."""

from collections.abc import Sequence
from dataclasses import dataclass

from pods.errors import Problem, TopologyError

__all__ = ["RestoreTestsPlan", "plan_restore_tests"]

# Late in the morning in Europe and early in America: a restore that fails is seen while people
# are at work. The window to start in is an hour, not AWS's day.
_CRONS = {
    "daily": "cron(30 13 * * ? *)",
    "weekly": "cron(30 13 ? * TUE *)",
    "monthly": "cron(30 13 ? * TUE#1 *)",
}
_START_WINDOW_HOURS = 1
_LONGEST_VALIDATION_HOURS = 168
_SELECTION_WINDOW_DAYS = {"daily": 2, "weekly": 7, "monthly": 31}
# What must be said for AWS Backup to restore a type where there is no default VPC:
# https://docs.aws.amazon.com/aws-backup/latest/devguide/restore-testing-inferred-metadata.html
_NEEDS = {
    "Aurora": ("db_subnet_group_name", "security_group_ids"),
    "EBS": (),
    "EC2": ("subnet_id", "security_group_ids"),
    "RDS": ("db_subnet_group_name", "security_group_ids"),
    "S3": (),
}


@dataclass(frozen=True, slots=True)
class RestoreTestsPlan:
    """A restore of the latest recovery point of everything of these types."""

    cron: str
    start_window_hours: int
    selection_window_days: int
    """Days back in which the latest recovery point must lie: what is older is not tested."""
    validation_hours: int
    """Hours until what was restored is deleted."""
    resource_types: tuple[str, ...]


def plan_restore_tests(
    *,
    every: str = "weekly",
    resource_types: Sequence[str] = ("RDS",),
    validation_hours: float = 4,
    given: Sequence[str] = (),
) -> RestoreTestsPlan:
    """Plan restore tests; `given` are the names of the places that restores may go to.

    Raises `TopologyError` for a type whose restores need a place that is not given.
    """
    hours, types = int(validation_hours), tuple(dict.fromkeys(resource_types))
    problems = []
    if every not in _CRONS:
        problems.append(
            Problem(
                "restore_tests.every",
                f"{every!r}",
                f"one of {', '.join(_CRONS)} is required",
                "Use weekly.",
            )
        )
    if not 0 <= hours <= _LONGEST_VALIDATION_HOURS:
        problems.append(
            Problem(
                "restore_tests.validation_hours",
                f"{hours}",
                f"AWS keeps what was restored for 0 to {_LONGEST_VALIDATION_HOURS} hours",
                "Use 4.",
            )
        )
    unknown = [each for each in types if each not in _NEEDS]
    if unknown or not types:
        problems.append(
            Problem(
                "restore_tests.resource_types",
                f"{unknown or list(types)!r}",
                f"one or more of {', '.join(_NEEDS)} are required",
                "Name what is backed up.",
            )
        )
    problems += [
        Problem(
            f"restore_tests.{need}",
            f"missing, and {each} is restored",
            "without it the restore goes to the default VPC, and fails where there is none",
            f'Add "{need}", of a network apart from the one that serves.',
        )
        for each in types
        for need in _NEEDS.get(each, ())
        if need not in given
    ]
    TopologyError.refuse({problem.subject: problem for problem in problems}.values())
    return RestoreTestsPlan(
        cron=_CRONS[every],
        start_window_hours=_START_WINDOW_HOURS,
        selection_window_days=_SELECTION_WINDOW_DAYS[every],
        validation_hours=hours,
        resource_types=types,
    )
