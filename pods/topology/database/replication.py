"""How a database reaches another Region, and between which Regions AWS lets it."""

from collections.abc import Mapping
from dataclasses import dataclass

from pods.errors import Problem
from pods.topology.regions.partitions import unknown_region_problems

__all__ = ["BACKUP_DESTINATIONS", "ReplicaPlan", "plan_replica"]

_LONGEST_DAYS = 35
_KINDS = {"instance": ("automated_backups", "read_replica"), "aurora": ("global",)}

_SAME_CONTINENT = {
    "eu": "eu-central-1 eu-west-1 eu-west-2 eu-west-3 eu-north-1",
    "us": "us-east-1 us-east-2 us-west-1 us-west-2",
}
# Where RDS copies automated backups to, by source Region, as the page listed them:
# https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ReplicateBackups.html
BACKUP_DESTINATIONS: Mapping[str, frozenset[str]] = {
    source: frozenset(destinations.split()) - {source}
    for source, destinations in {
        "af-south-1": "eu-central-1 eu-west-1 eu-west-2",
        "ap-east-1": "ap-southeast-1 ap-northeast-1",
        "ap-northeast-1": "ap-east-1 ap-northeast-3 ap-northeast-2 ap-southeast-1 "
        "us-east-1 us-east-2 us-west-2",
        "ap-northeast-2": "ap-southeast-1 ap-northeast-1 us-east-1 us-east-2 us-west-2",
        "ap-northeast-3": "ap-northeast-1",
        "ap-south-1": "ap-south-2 ap-southeast-1 us-east-1 us-east-2 us-west-2",
        "ap-south-2": "ap-south-1",
        "ap-southeast-1": "ap-east-1 ap-southeast-5 ap-south-1 ap-northeast-2 ap-southeast-2 "
        "ap-northeast-1 us-east-1 us-east-2 us-west-2",
        "ap-southeast-2": "ap-southeast-4 ap-southeast-1 us-east-1 us-west-1 us-west-2",
        "ap-southeast-4": "ap-southeast-2",
        "ap-southeast-5": "ap-southeast-1",
        "ca-central-1": f"ca-west-1 eu-west-1 {_SAME_CONTINENT['us']}",
        "ca-west-1": "ca-central-1",
        "cn-north-1": "cn-northwest-1",
        "cn-northwest-1": "cn-north-1",
        "eu-central-1": f"af-south-1 eu-central-2 {_SAME_CONTINENT['eu']} "
        "us-east-1 us-east-2 us-west-2",
        "eu-central-2": "eu-central-1 eu-west-1",
        "eu-north-1": f"{_SAME_CONTINENT['eu']} us-east-1",
        "eu-west-1": f"af-south-1 ca-central-1 eu-central-2 {_SAME_CONTINENT['eu']} "
        f"{_SAME_CONTINENT['us']}",
        "eu-west-2": f"af-south-1 {_SAME_CONTINENT['eu']} us-east-1",
        "eu-west-3": f"{_SAME_CONTINENT['eu']} us-east-1",
        "sa-east-1": "us-east-1 us-east-2",
        "us-east-1": "ap-south-1 ap-northeast-2 ap-southeast-1 ap-southeast-2 ap-northeast-1 "
        f"ca-central-1 sa-east-1 {_SAME_CONTINENT['eu']} {_SAME_CONTINENT['us']}",
        "us-east-2": "ap-south-1 ap-northeast-2 ap-southeast-1 ap-northeast-1 ca-central-1 "
        f"eu-central-1 eu-west-1 sa-east-1 {_SAME_CONTINENT['us']}",
        "us-gov-east-1": "us-gov-west-1",
        "us-gov-west-1": "us-gov-east-1",
        "us-west-1": f"ap-southeast-2 ca-central-1 eu-west-1 {_SAME_CONTINENT['us']}",
        "us-west-2": "ap-south-1 ap-northeast-2 ap-southeast-1 ap-southeast-2 ap-northeast-1 "
        f"ca-central-1 eu-central-1 eu-west-1 {_SAME_CONTINENT['us']}",
    }.items()
}


@dataclass(frozen=True, slots=True)
class ReplicaPlan:
    """What another Region has of the database."""

    kind: str
    """`automated_backups`, `read_replica` or `global`."""
    region: str
    retention_days: int
    """Days for which the copied backups can be wound back; 0 where none are copied."""


@dataclass(frozen=True, slots=True)
class _Asked:
    kind: str
    region: str | None
    replica_region: str
    replica_kind: str
    backup_retention_days: int
    replica_retention_days: int | None


def plan_replica(
    kind: str,
    region: str | None,
    replica_region: str | None,
    replica_kind: str | None,
    *,
    backup_retention_days: int,
    replica_retention_days: int | None,
) -> tuple[ReplicaPlan | None, list[Problem]]:
    """Return what is made in the other Region, with every problem of it.

    Without a home Region (`region`) the pair of Regions is not looked at.
    """
    if replica_region is None:
        return None, _without_region(replica_kind, replica_retention_days)
    if kind not in _KINDS:
        return None, [_not_for_clusters(replica_region)]
    chosen = replica_kind or _KINDS[kind][0]
    asked = _Asked(
        kind, region, replica_region, chosen, backup_retention_days, replica_retention_days
    )
    problems = [*_kind_problems(asked), *_region_problems(asked), *_retention_problems(asked)]
    copied = replica_retention_days or backup_retention_days
    days = copied if chosen == "automated_backups" else 0
    return ReplicaPlan(chosen, replica_region, days), problems


def _without_region(replica_kind: str | None, retention_days: int | None) -> list[Problem]:
    given = {"replica_kind": replica_kind, "replica_retention_days": retention_days}
    return [
        Problem(
            f"database.{name}",
            f"{value!r}",
            "it speaks of a replica in another Region, and there is none",
            "Add replica_region, or leave it out.",
        )
        for name, value in given.items()
        if value is not None
    ]


def _not_for_clusters(region: str) -> Problem:
    # https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/multi-az-db-clusters-concepts.Limitations.html
    return Problem(
        "database.replica_region",
        f"{region} for a Multi-AZ cluster",
        "RDS copies neither its automated backups nor its snapshots to another Region",
        "Choose kind instance or aurora, or keep copies by other means.",
    )


def _kind_problems(asked: _Asked) -> list[Problem]:
    allowed = _KINDS[asked.kind]
    if asked.replica_kind in allowed:
        return []
    return [
        Problem(
            "database.replica_kind",
            f"{asked.replica_kind!r}",
            f"kind {asked.kind} has {' or '.join(allowed)}",
            "Use one of these." if len(allowed) > 1 else "Leave it out.",
        )
    ]


def _region_problems(asked: _Asked) -> list[Problem]:
    subject, there = "database.replica_region", asked.replica_region
    unknown = unknown_region_problems(subject, there)
    if unknown:
        return unknown
    if asked.region is None:
        return []
    if there == asked.region:
        required = "a replica helps only where the database is not"
        return [Problem(subject, there, required, "Name another Region.")]
    if asked.replica_kind != "automated_backups":
        return []
    destinations = BACKUP_DESTINATIONS.get(asked.region, frozenset())
    if there in destinations:
        return []
    possible = ", ".join(sorted(destinations)) or "no Region"
    return [
        Problem(
            subject,
            f"automated backups from {asked.region} to {there}",
            f"RDS copies them from there to {possible}",
            "Name one of these, or choose replica_kind read_replica.",
        )
    ]


def _retention_problems(asked: _Asked) -> list[Problem]:
    problems = []
    if asked.backup_retention_days == 0 and asked.kind == "instance":
        problems.append(
            Problem(
                "database.backup_retention_days",
                "0, with a replica in another Region",
                "RDS replicates only a database that is backed up",
                "Use 1 or more.",
            )
        )
    days = asked.replica_retention_days
    if days is None:
        return problems
    if asked.replica_kind != "automated_backups":
        problems.append(
            Problem(
                "database.replica_retention_days",
                f"{days}",
                f"a {asked.replica_kind} copies no backups",
                "Leave it out; the replica keeps its own.",
            )
        )
    elif not 1 <= days <= _LONGEST_DAYS:
        problems.append(
            Problem(
                "database.replica_retention_days",
                f"{days}",
                f"RDS keeps copied backups for 1 to {_LONGEST_DAYS} days",
                f"Use {_LONGEST_DAYS}.",
            )
        )
    return problems
