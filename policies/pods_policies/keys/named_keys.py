"""Where the copies of a stack name the keys that they are encrypted with."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from pods_policies.reading import ABSENT, Missing, read
from pods_policies.relations.data.data_resources import (
    BUCKETS,
    DATABASE,
    VAULTS,
    is_global_secondary,
    is_replica,
)
from pods_policies.relations.places.regions import region_of
from pods_policies.relations.references import resolve
from pods_policies.relations.resource import Resource
from pods_policies.relations.stack import Stack
from pods_policies.verdicts import keyword

__all__ = ["NAMERS", "NamedKey", "named_keys"]

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class NamedKey:
    """A property of a copy that names its key."""

    subject: Resource
    path: Path
    region: str | Missing
    """The Region that the copy is in."""
    is_at_home: bool = True
    """Whether the copy is in the Region of the resource that names the key."""

    @property
    def value(self) -> Any:
        """What the property holds."""
        return self.subject.declared(*self.path)

    @property
    def place(self) -> str:
        """The path as a program writes it: `replicas[0].kms_key_arn`."""
        text = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in self.path)
        return keyword(text.removeprefix("."))

    @property
    def region_words(self) -> str:
        """The Region, in words."""
        return self.region if isinstance(self.region, str) else "the copy's Region"


def named_keys(stack: Stack, one: Resource) -> Iterator[NamedKey]:
    """Yield the keys that a copy names; a copy without one uses AWS's own key of its Region."""
    for named in _READERS[one.type](stack, one):
        if named.value not in (ABSENT, ""):
            yield named


def _own(prop: str) -> "Reader":
    """Read the key of a copy that is a resource of its own."""

    def read_it(_stack: Stack, one: Resource) -> Iterator[NamedKey]:
        yield NamedKey(one, (prop,), region_of(one))

    return read_it


def _replica(_stack: Stack, one: Resource) -> Iterator[NamedKey]:
    if is_replica(one) or is_global_secondary(one):
        yield NamedKey(one, ("kmsKeyId",), region_of(one))


def _rows(region: str, key: str) -> "Reader":
    """Read the keys of `replicas`, each with a Region."""

    def read_them(_stack: Stack, one: Resource) -> Iterator[NamedKey]:
        for index, row in _each(one.declared("replicas")):
            yield NamedKey(one, ("replicas", index, key), _text(read(row, region)), False)  # noqa: FBT003

    return read_them


def _file_system(_stack: Stack, one: Resource) -> Iterator[NamedKey]:
    region = _text(one.declared("destination", "region"))
    yield NamedKey(one, ("destination", "kmsKeyId"), region, is_at_home=False)


def _snapshots(_stack: Stack, one: Resource) -> Iterator[NamedKey]:
    for index, schedule in _each(one.declared("policyDetails", "schedules")):
        for place, rule in _each(read(schedule, "crossRegionCopyRules")):
            target = read(rule, "targetRegion")
            region = _text(read(rule, "target") if target is ABSENT else target)
            path: Path = ("policyDetails", "schedules", index, "crossRegionCopyRules", place)
            yield NamedKey(one, (*path, "cmkArn"), region, is_at_home=False)


def _buckets(stack: Stack, one: Resource) -> Iterator[NamedKey]:
    for index, _ in _each(one.declared("rules")):
        path: Path = ("rules", index, "destination")
        targets = resolve(stack, one, (*path, "bucket"), *BUCKETS).everything
        regions = {region_of(bucket) for bucket in targets}
        region = regions.pop() if len(regions) == 1 else Missing.UNKNOWN
        key = (*path, "encryptionConfiguration", "replicaKmsKeyId")
        yield NamedKey(one, key, region, is_at_home=False)


def _each(rows: Any) -> Iterator[tuple[int, Any]]:
    yield from enumerate(rows if isinstance(rows, list) else [])


def _text(value: Any) -> str | Missing:
    return value if isinstance(value, str) else Missing.UNKNOWN


Reader = Callable[[Stack, Resource], Iterator[NamedKey]]

_READERS: Final[Mapping[str, Reader]] = {
    DATABASE: _replica,
    "aws:rds/cluster:Cluster": _replica,
    "aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication": _own(
        "kmsKeyId"
    ),
    "aws:dynamodb/table:Table": _rows("regionName", "kmsKeyArn"),
    "aws:dynamodb/tableReplica:TableReplica": _own("kmsKeyArn"),
    "aws:secretsmanager/secret:Secret": _rows("region", "kmsKeyId"),
    "aws:efs/replicationConfiguration:ReplicationConfiguration": _file_system,
    "aws:dlm/lifecyclePolicy:LifecyclePolicy": _snapshots,
    "aws:ebs/snapshotCopy:SnapshotCopy": _own("kmsKeyId"),
    "aws:ec2/amiCopy:AmiCopy": _own("kmsKeyId"),
    "aws:s3/bucketReplicationConfig:BucketReplicationConfig": _buckets,
    VAULTS[0]: _own("kmsKeyArn"),
}
NAMERS: Final = tuple(_READERS)
"""Types whose copies may name a key."""
