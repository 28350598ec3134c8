"""Which buckets hold nothing that could be lost."""

from typing import Any

import pytest

from pods_policies.reading import UNKNOWN
from pods_policies.relations.data.bucket_purposes import derived, replica_of
from pods_policies.relations.resource import Resource, resource
from pods_policies.relations.stack import Stack

BUCKET = "aws:s3/bucket:Bucket"
FILES = resource(BUCKET, "files", {"bucket": "clinic-files"})
OTHER = resource(BUCKET, "other", {"bucket": "clinic-other"})


def user(kind: str, prop: str, value: Any, *of: Resource) -> Resource:
    """Return a resource that names a bucket, by value or by dependency."""
    return resource(kind, "user", {prop: value}, {prop: tuple(one.urn for one in of)})


CANARY = "aws:synthetics/canary:Canary"
INVENTORY = "aws:s3/inventory:Inventory"
TO_FILES = {"bucket": {"bucketArn": UNKNOWN}}
PAGE = [
    resource("aws:s3/bucketObjectv2:BucketObjectv2", "page", {"bucket": "clinic-files"}),
    user(
        "aws:cloudfront/distribution:Distribution",
        "origins",
        [{"domainName": "clinic-files.s3.us-east-1.amazonaws.com"}],
    ),
]
RUNS = "it holds what canaries leave of their runs"


@pytest.mark.parametrize(
    ("others", "expected"),
    [
        ([], None),
        ([user(CANARY, "artifactS3Location", "s3://clinic-files/runs")], RUNS),
        ([user(CANARY, "artifactS3Location", UNKNOWN, FILES)], RUNS),
        ([user(CANARY, "artifactS3Location", UNKNOWN, FILES, OTHER)], None),
        ([user(CANARY, "s3Bucket", "clinic-files")], None),
        (
            [user(INVENTORY, "destination", TO_FILES, FILES)],
            "it holds the inventory of another bucket",
        ),
        (PAGE, "it holds a page that the program puts there"),
        (PAGE[:1], None),
        (PAGE[1:], None),
    ],
)
def test_only_what_the_stack_shows_counts(others: list[Resource], expected: str | None) -> None:
    """A bucket that is merely named somewhere holds data."""
    stack = Stack([FILES, OTHER, *others])
    assert derived(stack, FILES) == expected
    assert derived(stack, OTHER) is None


def test_a_replica_is_known_by_what_fills_it() -> None:
    """By its ARN after an update, by dependency before."""
    rules = [{"destination": {"bucket": UNKNOWN}}]
    replication = resource(
        "aws:s3/bucketReplicationConfig:BucketReplicationConfig",
        "r",
        {"bucket": "clinic-files", "rules": rules},
        {"rules": (OTHER.urn,)},
    )
    stack = Stack([FILES, OTHER, replication])
    assert (replica_of(stack, OTHER), replica_of(stack, FILES)) == (FILES, None)
