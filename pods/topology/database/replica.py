"""A database's replica in another Region, which can take over."""

from pods.errors import Problem, TopologyError
from pods.topology.database.database import DatabasePlan, plan_database

__all__ = ["plan_database_replica"]

_LONGEST_DAYS = 35
# From here on RDS backs a PostgreSQL replica up:
# https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PostgreSQL.Replication.ReadReplicas.html
_OLDEST_BACKED_UP = 14
_SOURCES = {"instance": "source_arn", "aurora": "global_cluster_id"}


def plan_database_replica(
    *,
    kind: str = "instance",
    engine_version: str = "17",
    instance_class: str | None = None,
    multi_az: bool = True,
    backup_retention_days: float = _LONGEST_DAYS,
    backup_window: str = "07:20-09:20",
    maintenance_window: str = "sun:10:00-sun:11:00",
    storage_gb: float = 100,
    maximum_storage_gb: float | None = None,
    availability_zones: list[str] | None = None,
    source_arn: object = None,
    global_cluster_id: object = None,
) -> DatabasePlan:
    """Plan a replica as strong as its source, so that it can be wound back once it has taken over.

    Of `source_arn` and `global_cluster_id` only whether there is one is looked at. Raises
    `TopologyError` with every figure AWS would refuse.
    """
    given = {"source_arn": source_arn, "global_cluster_id": global_cluster_id}
    problems = [*_source_problems(kind, given)]
    if kind == "instance" and engine_version.partition(".")[0].isdecimal():
        problems.extend(_backup_problems(int(engine_version.partition(".")[0])))
    try:
        plan = plan_database(
            kind=kind if kind in _SOURCES else "instance",
            engine_version=engine_version,
            instance_class=instance_class,
            multi_az=multi_az,
            backup_retention_days=backup_retention_days,
            backup_window=backup_window,
            maintenance_window=maintenance_window,
            storage_gb=storage_gb,
            maximum_storage_gb=maximum_storage_gb,
            availability_zones=availability_zones,
        )
    except TopologyError as error:
        raise TopologyError(*problems, *error.problems) from None
    TopologyError.refuse(problems)
    return plan


def _source_problems(kind: str, given: dict[str, object]) -> list[Problem]:
    if kind not in _SOURCES:
        return [
            Problem(
                "database.kind",
                f"{kind!r}",
                "only an instance and Aurora have a replica in another Region",
                "Use instance or aurora.",
            )
        ]
    wanted = _SOURCES[kind]
    if [name for name, value in given.items() if value is not None] == [wanted]:
        return []
    return [
        Problem(
            f"database.{wanted}",
            "missing" if given[wanted] is None else "not the only source",
            f"a replica of kind {kind} follows one {wanted}",
            f"Give {wanted} alone.",
        )
    ]


def _backup_problems(major: int) -> list[Problem]:
    if major >= _OLDEST_BACKED_UP:
        return []
    return [
        Problem(
            "database.engine_version",
            f"{major}",
            f"RDS backs up a PostgreSQL replica from version {_OLDEST_BACKED_UP} on",
            "Raise it, at the source first.",
        )
    ]
