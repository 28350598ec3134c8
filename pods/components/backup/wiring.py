"""What the wiring of backups says before anything is known of the resources behind it."""

from collections.abc import Mapping
from typing import Any

from pods.components.arguments.planning import planned
from pods.errors import Problem, TopologyError
from pods.topology import BackupsPlan, RestoreTestsPlan, plan_backups, plan_restore_tests

__all__ = ["bucket_problems", "planned_together"]

_PLACES = ("db_subnet_group_name", "security_group_ids", "subnet_id")


def bucket_problems(args: object) -> list[Problem]:
    """Return what among the buckets is, by its plain ARN, none: nothing else is continuous."""
    if not isinstance(args, Mapping) or not isinstance(args.get("bucket_arns"), list):
        return []
    return [
        Problem(
            f"bucket_arns[{position}]",
            repr(arn),
            "the ARN of a bucket is required, as only buckets are backed up continuously",
            "Name it in resource_arns: a database keeps its own point-in-time recovery.",
        )
        for position, arn in enumerate(args["bucket_arns"])
        if isinstance(arn, str) and arn.split(":")[2:3] != ["s3"]
    ]


def planned_together(
    name: str, args: Mapping[str, Any]
) -> tuple[BackupsPlan, RestoreTestsPlan | None]:
    """Return both plans; raises `TopologyError` with what either of them refuses."""
    places = _places_of(args)
    problems: list[Problem] = []
    try:
        tests = None if places is None else planned(name, plan_restore_tests, places)
    except TopologyError as error:
        problems.extend(error.problems)
    try:
        plan = planned(name, plan_backups, args, part="backups")
    except TopologyError as error:
        raise TopologyError(*error.problems, *problems) from None
    TopologyError.refuse(problems)
    return plan, tests


def _places_of(args: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return the restore tests' figures and which places they name; None without tests."""
    asked = args.get("restore_tests")
    if asked is None:
        return None
    return {**asked, "given": [place for place in _PLACES if asked.get(place) is not None]}
