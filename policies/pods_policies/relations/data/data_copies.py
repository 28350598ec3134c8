"""Where else the data of a resource is: copies of its backups, and replicas of itself."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final
from weakref import WeakKeyDictionary

from pods_policies.reading import ABSENT, UNKNOWN, Missing, Truth, read
from pods_policies.relations.attachments import attachments
from pods_policies.relations.backups.backup_paths import paths_of
from pods_policies.relations.data.bucket_purposes import REPLICATIONS, derived, replica_of
from pods_policies.relations.data.data_resources import (
    BUCKETS,
    DATABASE,
    DATABASE_CLUSTERS,
    FILE_SYSTEM,
    TABLE,
    is_global_secondary,
    is_replica,
)
from pods_policies.relations.places.regions import region_of
from pods_policies.relations.references import References, resolve
from pods_policies.relations.resource import Resource
from pods_policies.relations.stack import Stack

__all__ = [
    "FILE_REPLICATION",
    "GLOBAL_CLUSTERS",
    "TABLE_REPLICA",
    "DataCopy",
    "copies_of",
    "follows",
]

GLOBAL_CLUSTERS: Final = (
    "aws:rds/globalCluster:GlobalCluster",
    "aws:docdb/globalCluster:GlobalCluster",
    "aws:neptune/globalCluster:GlobalCluster",
)
TABLE_REPLICA: Final = "aws:dynamodb/tableReplica:TableReplica"
FILE_REPLICATION: Final = "aws:efs/replicationConfiguration:ReplicationConfiguration"


@dataclass(frozen=True, slots=True)
class DataCopy:
    """The same data in another place; what is unknown before the update is `UNKNOWN`."""

    source: Resource
    """What makes the copy."""
    region: str | Missing
    account: str | Missing
    """`ABSENT` for the account of the data."""
    is_certain: Truth
    """`UNKNOWN` where the copy may be one of something else."""
    is_backup: bool
    """False for a replica, which repeats every mistake."""
    vault: References = field(default_factory=References)


def follows(stack: Stack, resource: Resource) -> str | None:
    """Return why a resource is not judged by itself, in words; None for an original with data."""
    if is_replica(resource):
        return "a replica: its source is judged"
    if resource.type in DATABASE_CLUSTERS and is_global_secondary(resource):
        return "it joins a global database: the first cluster is judged"
    if resource.type in BUCKETS:
        if replica_of(stack, resource) is not None:
            return "a replica: its source is judged"
        return derived(stack, resource)
    return None


def copies_of(stack: Stack, resource: Resource) -> list[DataCopy]:
    """Return every copy of the data of a resource, or that may be one."""
    return [*_of_backups(stack, resource), *_replicas(stack).get(resource.urn, [])]


def _of_backups(stack: Stack, resource: Resource) -> Iterator[DataCopy]:
    for path in paths_of(stack, resource):
        for copy in path.copies:
            yield DataCopy(path.source, copy.region, copy.account, path.reaches, True, copy.vault)  # noqa: FBT003
        if path.kind == "backup plan" and path.rule is None:  # nothing of it is known
            yield DataCopy(path.source, UNKNOWN, UNKNOWN, UNKNOWN, True)  # noqa: FBT003


_REPLICAS: "Final[WeakKeyDictionary[Stack, dict[str, list[DataCopy]]]]" = WeakKeyDictionary()


def _replicas(stack: Stack) -> dict[str, list[DataCopy]]:
    """Return the replicas by what they follow, found once for a stack."""
    if stack not in _REPLICAS:
        found: dict[str, list[DataCopy]] = defaultdict(list)
        for of, copy in _found(stack):
            found[of.urn].append(copy)
        _REPLICAS[stack] = found
    return _REPLICAS[stack]


def _found(stack: Stack) -> Iterator[tuple[Resource, DataCopy]]:
    yield from _of_databases(stack)
    yield from _of_global_databases(stack)
    yield from _of_tables(stack)
    yield from _of_buckets(stack)
    for one in stack.of_type(FILE_REPLICATION):
        region = _text(one.declared("destination", "region"))
        yield from _to(resolve(stack, one, ("sourceFileSystemId",), FILE_SYSTEM), one, region)


def _to(
    of: References, source: Resource, region: str | Missing, account: str | Missing = ABSENT
) -> Iterator[tuple[Resource, DataCopy]]:
    for original in of.certain:
        yield original, DataCopy(source, region, account, is_certain=True, is_backup=False)
    for original in of.possible:
        yield original, DataCopy(source, region, account, is_certain=UNKNOWN, is_backup=False)


def _of_databases(stack: Stack) -> Iterator[tuple[Resource, DataCopy]]:
    for types, prop in (
        ((DATABASE,), "replicateSourceDb"),
        (DATABASE_CLUSTERS, "replicationSourceIdentifier"),
    ):
        for one in filter(is_replica, stack.of_type(*types)):
            yield from _to(resolve(stack, one, (prop,), *types), one, region_of(one))


def _of_global_databases(stack: Stack) -> Iterator[tuple[Resource, DataCopy]]:
    members = attachments(stack, DATABASE_CLUSTERS, ("globalClusterIdentifier",), *GLOBAL_CLUSTERS)
    for one in stack.of_type(*GLOBAL_CLUSTERS):
        first = resolve(stack, one, ("sourceDbClusterIdentifier",), *DATABASE_CLUSTERS)
        joined = members.of(one)
        firsts = (*first.everything, *(each for each in joined if not is_global_secondary(each)))
        for follower in (each for each in joined if is_global_secondary(each)):
            for original in firsts:
                yield (
                    original,
                    DataCopy(
                        follower, region_of(follower), ABSENT, is_certain=True, is_backup=False
                    ),
                )


def _of_tables(stack: Stack) -> Iterator[tuple[Resource, DataCopy]]:
    for table in stack.of_type(TABLE):
        rows = table.declared("replicas")
        for row in rows if isinstance(rows, list) else [UNKNOWN] if rows is UNKNOWN else []:
            region = _text(read(row, "regionName"))
            yield table, DataCopy(table, region, ABSENT, is_certain=True, is_backup=False)
    for one in stack.of_type(TABLE_REPLICA):
        of = resolve(stack, one, ("globalTableArn",), TABLE)
        yield from _to(of, one, region_of(one))


def _of_buckets(stack: Stack) -> Iterator[tuple[Resource, DataCopy]]:
    for one in stack.of_type(*REPLICATIONS):
        of = resolve(stack, one, ("bucket",), *BUCKETS)
        rules = one.declared("rules")
        for index, rule in enumerate(rules if isinstance(rules, list) else []):
            if read(rule, "status") == "Disabled":
                continue
            target = resolve(stack, one, ("rules", index, "destination", "bucket"), *BUCKETS)
            account = read(rule, "destination", "account")
            yield from _to(of, one, _region_of_any(target), _text(account))


def _region_of_any(target: References) -> str | Missing:
    """Return the Region of the one bucket that is meant; names of buckets do not tell theirs."""
    regions = {region_of(one) for one in target.everything}
    return regions.pop() if len(regions) == 1 and not target.elsewhere else UNKNOWN


def _text(value: Any) -> str | Missing:
    return value if isinstance(value, str | Missing) else UNKNOWN
