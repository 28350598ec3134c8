"""The kinds of database, and what AWS refuses of each."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pods.errors import Problem

__all__ = ["KINDS", "DatabaseKind", "kind_problems"]

_LONGEST_DAYS = 35


@dataclass(frozen=True, slots=True)
class DatabaseKind:
    """One way in which AWS runs a PostgreSQL, with its limits."""

    name: str
    called: str
    family: str
    """Parameter group family, before the major version."""
    instance_class: str
    """Class where the program names none."""
    classes: re.Pattern[str]
    classes_are: str
    zones: int
    """Zones that its subnets must lie in, at least."""
    oldest: int
    """Oldest major version that has the feature."""
    shortest_days: int
    """Fewest days of backups: 0 switches them off, where AWS allows it."""
    smallest_gb: int
    grows: bool
    """Whether its storage may be bounded by a maximum."""


KINDS: Mapping[str, DatabaseKind] = {
    each.name: each
    for each in (
        DatabaseKind(
            name="instance",
            called="a Multi-AZ instance",
            family="postgres",
            instance_class="db.m7g.large",
            classes=re.compile(r"db\.[a-z]+\d[a-z\d-]*\.[a-z\d]+"),
            classes_are="a class of RDS",
            zones=2,
            oldest=11,
            shortest_days=0,
            smallest_gb=20,
            grows=True,
        ),
        DatabaseKind(
            name="cluster",
            called="a Multi-AZ cluster",
            family="postgres",
            instance_class="db.m6gd.large",
            # https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/multi-az-db-clusters-concepts.html
            classes=re.compile(r"db\.[a-z]\d+[a-ce-z]*d[a-z]*\.[a-z\d]+"),
            classes_are="a class with a local disk (its family has a d, as in m6gd)",
            # https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/create-multi-az-db-cluster.html
            zones=3,
            oldest=13,
            shortest_days=1,
            smallest_gb=100,
            grows=False,
        ),
        DatabaseKind(
            name="aurora",
            called="Aurora",
            family="aurora-postgresql",
            instance_class="db.r7g.large",
            # https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-global-database.configuration.requirements.html
            classes=re.compile(r"db\.[rx]\d[a-z\d]*\.[a-z\d]+"),
            classes_are="a memory-optimized class (r or x), as a global database needs",
            zones=2,
            oldest=11,
            shortest_days=1,
            smallest_gb=1,
            grows=False,
        ),
    )
}


def kind_problems(
    kind: DatabaseKind,
    *,
    multi_az: bool,
    engine_version: str,
    instance_class: str | None,
    backup_retention_days: int,
    maximum_storage_gb: float | None,
    availability_zones: Sequence[str] | None,
) -> list[Problem]:
    """Return what AWS refuses for this kind; zones that are not told are not looked at."""
    problems = []
    if re.fullmatch(r"\d+(\.\d+)?", engine_version) is None:
        problems.append(
            Problem(
                "database.engine_version",
                f"{engine_version!r}",
                "a PostgreSQL version is required",
                "Write the major version, such as 17.",
            )
        )
    elif int(engine_version.partition(".")[0]) < kind.oldest:
        problems.append(
            Problem(
                "database.engine_version",
                engine_version,
                f"{kind.called} needs PostgreSQL {kind.oldest} or later",
                "Raise it.",
            )
        )
    if instance_class is not None and kind.classes.fullmatch(instance_class) is None:
        problems.append(
            Problem(
                "database.instance_class",
                f"{instance_class!r}",
                f"{kind.called} needs {kind.classes_are}",
                f"Use {kind.instance_class}, or another size of it.",
            )
        )
    if not kind.shortest_days <= backup_retention_days <= _LONGEST_DAYS:
        problems.append(
            Problem(
                "database.backup_retention_days",
                f"{backup_retention_days}",
                f"RDS keeps backups for {kind.shortest_days} to {_LONGEST_DAYS} days",
                f"Use {_LONGEST_DAYS}; AWS Backup keeps copies for longer.",
            )
        )
    if maximum_storage_gb is not None and not kind.grows:
        problems.append(
            Problem(
                "database.maximum_storage_gb",
                f"{int(maximum_storage_gb)} GB",
                "the storage of a Multi-AZ cluster does not grow by itself"
                if kind.name == "cluster"
                else "the storage of Aurora grows by itself, without a bound to set",
                "Leave it out.",
            )
        )
    return [*problems, *_zone_problems(kind, availability_zones, multi_az=multi_az)]


def _zone_problems(
    kind: DatabaseKind, zones: Sequence[str] | None, *, multi_az: bool
) -> list[Problem]:
    problems = []
    if kind.name == "cluster" and not multi_az:
        problems.append(
            Problem(
                "database.multi_az",
                "false",
                "a Multi-AZ cluster always has its two standbys",
                "Leave it out, or choose kind instance.",
            )
        )
    if zones is None or len(set(zones)) >= kind.zones:
        return problems
    problems.append(
        Problem(
            "database.availability_zones",
            ", ".join(zones) or "none",
            f"the subnets of {kind.called} lie in {kind.zones} zones or more",
            "Add a data subnet in a third zone; a pair spans two, and cannot have this kind."
            if kind.name == "cluster"
            else "Name the zones of its subnets.",
        )
    )
    return problems
