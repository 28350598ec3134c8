"""Where copies of backups may go: another Region, and a vault that no account of ours holds."""

from collections.abc import Sequence
from dataclasses import dataclass

from pods.errors import Problem
from pods.topology.regions.partitions import unknown_region_problems

__all__ = ["AirGapPlan", "away_problems", "place_problems", "plan_air_gap"]

# A partition has its own accounts and endpoints: nothing is copied from one to another.
_PARTITIONS = {"cn-": "aws-cn", "us-gov-": "aws-us-gov", "eusc-": "aws-eusc"}
# What AWS does not copy into a logically air-gapped vault of another Region:
# https://docs.aws.amazon.com/aws-backup/latest/devguide/logicallyairgappedvault.html
_NOT_ACROSS_REGIONS = ("Aurora", "DocumentDB", "Neptune")
# The least that AWS takes, so that retention can be lowered without another vault; and ten years,
# as a vault with anything in it can be neither changed nor deleted.
_SHORTEST_DAYS = 7
_LONGEST_DAYS = 3_650


@dataclass(frozen=True, slots=True)
class AirGapPlan:
    """A logically air-gapped vault: its data lies in an account of AWS's own."""

    region: str
    minimum_days: int
    maximum_days: int


def plan_air_gap(region: str, kept_days: int) -> AirGapPlan:
    """Return the air-gapped vault for copies that are kept for so long."""
    return AirGapPlan(region, _SHORTEST_DAYS, max(_LONGEST_DAYS, kept_days))


def place_problems(
    region: str,
    *,
    home_region: str | None,
    air_gap_region: str | None,
    kept_days: int,
    resource_types: Sequence[str],
) -> list[Problem]:
    """Return what keeps copies from these places; without an air-gapped vault its Region is None.

    Without a home Region nothing is held against it.
    """
    problems = away_problems("backups.region", region, home_region)
    if air_gap_region is None:
        return problems
    if air_gap_region != region:
        problems += _region_problems("backups.air_gap_region", air_gap_region, home_region)
    stuck = [each for each in resource_types if each in _NOT_ACROSS_REGIONS]
    if stuck and air_gap_region != home_region:
        problems.append(
            Problem(
                "backups.air_gap_region",
                f"{air_gap_region} for {' and '.join(stuck)}",
                "AWS copies these into an air-gapped vault of their own Region only",
                "Set air_gap_region to the Region of the stack.",
            )
        )
    if kept_days < _SHORTEST_DAYS:
        problems.append(
            Problem(
                "backups.copy_retention_days",
                f"{kept_days}",
                f"an air-gapped vault keeps for {_SHORTEST_DAYS} days or more",
                f"Use {_SHORTEST_DAYS} or more, or account: false.",
            )
        )
    return problems


def away_problems(subject: str, region: str, home_region: str | None) -> list[Problem]:
    """Return what keeps copies of a Region from being of use in this other one."""
    problems = _region_problems(subject, region, home_region)
    if region == home_region:
        problems.append(
            Problem(
                subject,
                f"{region}, the Region of the stack",
                "copies are to survive the loss of that Region",
                "Choose another one.",
            )
        )
    return problems


def _region_problems(subject: str, region: str, home_region: str | None) -> list[Problem]:
    unknown = unknown_region_problems(subject, region)
    if unknown:
        return unknown
    if home_region is not None and _partition(region) != _partition(home_region):
        return [
            Problem(
                subject,
                f"{region}, of the partition {_partition(region)}",
                f"{home_region} is of the partition {_partition(home_region)}, and AWS copies "
                "nothing from one to another",
                f"Choose a Region of {_partition(home_region)}.",
            )
        ]
    return []


def _partition(region: str) -> str:
    found = [name for prefix, name in _PARTITIONS.items() if region.startswith(prefix)]
    return found[0] if found else "aws"
