"""What a bucket is for, as the stack shows it: some hold nothing that could be lost."""

from collections.abc import Iterator
from typing import Final
from weakref import WeakKeyDictionary

from pods_policies.reading import ABSENT, UNKNOWN
from pods_policies.relations.attachments import attachments
from pods_policies.relations.data.data_resources import BUCKETS
from pods_policies.relations.references import resolve
from pods_policies.relations.resource import Resource
from pods_policies.relations.stack import Stack

__all__ = ["REPLICATIONS", "derived", "replica_of"]

CANARY: Final = "aws:synthetics/canary:Canary"
INVENTORY: Final = "aws:s3/inventory:Inventory"
DISTRIBUTION: Final = "aws:cloudfront/distribution:Distribution"
OBJECTS: Final = (
    "aws:s3/bucketObject:BucketObject",
    "aws:s3/bucketObjectv2:BucketObjectv2",
)
REPLICATIONS: Final = (
    "aws:s3/bucketReplicationConfig:BucketReplicationConfig",
    "aws:s3/bucketReplication:BucketReplication",
)

_DERIVED: "Final[WeakKeyDictionary[Stack, dict[str, str]]]" = WeakKeyDictionary()
_REPLICAS: "Final[WeakKeyDictionary[Stack, dict[str, Resource]]]" = WeakKeyDictionary()


def derived(stack: Stack, bucket: Resource) -> str | None:
    """Return why nothing is lost with a bucket, in words; None for one that holds data.

    Only what the stack itself shows counts: canaries that leave their runs there, an inventory
    that lists another bucket, or a page whose objects the program puts there.
    """
    known = _DERIVED.get(stack)
    if known is None:
        known = _DERIVED[stack] = dict(_derived(stack))
    return known.get(bucket.urn)


def replica_of(stack: Stack, bucket: Resource) -> Resource | None:
    """Return the bucket that a replication copies into this one; None for an original."""
    known = _REPLICAS.get(stack)
    if known is None:
        known = _REPLICAS[stack] = dict(_replicas(stack))
    return known.get(bucket.urn)


def _derived(stack: Stack) -> Iterator[tuple[str, str]]:
    for page in _served(stack):
        yield page.urn, "it holds a page that the program puts there"
    for inventory in stack.of_type(INVENTORY):
        for one in resolve(
            stack, inventory, ("destination", "bucket", "bucketArn"), *BUCKETS
        ).certain:
            yield one.urn, "it holds the inventory of another bucket"
    for canary in stack.of_type(CANARY):
        for one in _named_by_location(stack, canary):
            yield one.urn, "it holds what canaries leave of their runs"


def _named_by_location(stack: Stack, canary: Resource) -> list[Resource]:
    """Read `s3://<bucket>/<prefix>`, or follow where the text comes from."""
    location = canary.declared("artifactS3Location")
    if isinstance(location, str):
        name = location.removeprefix("s3://").split("/", 1)[0]
        return stack.named(name, *BUCKETS)
    sources = stack.sources(canary, "artifactS3Location", *BUCKETS)
    return sources if len(sources) == 1 else []


def _served(stack: Stack) -> Iterator[Resource]:
    filled = attachments(stack, OBJECTS, ("bucket",), *BUCKETS)
    for distribution in stack.of_type(DISTRIBUTION):
        names = {
            one.urn: one
            for index in range(_length(distribution.declared("origins")))
            for one in _origin(stack, distribution, index)
        }
        sources = stack.sources(distribution, "origins", *BUCKETS)
        for bucket in {**names, **{one.urn: one for one in sources}}.values():
            if filled.of(bucket):
                yield bucket


def _origin(stack: Stack, distribution: Resource, index: int) -> list[Resource]:
    domain = distribution.declared("origins", index, "domainName")
    name = domain.split(".s3.", 1)[0] if isinstance(domain, str) else ""
    return stack.named(name, *BUCKETS)


def _replicas(stack: Stack) -> Iterator[tuple[str, Resource]]:
    for replication in stack.of_type(*REPLICATIONS):
        sources = resolve(stack, replication, ("bucket",), *BUCKETS)
        if len(sources.certain) != 1:
            continue
        for index in range(_length(replication.declared("rules"))):
            path = ("rules", index, "destination", "bucket")
            for target in resolve(stack, replication, path, *BUCKETS).certain:
                yield target.urn, sources.certain[0]


def _length(value: object) -> int:
    return len(value) if isinstance(value, list) else int(value not in (ABSENT, UNKNOWN))
