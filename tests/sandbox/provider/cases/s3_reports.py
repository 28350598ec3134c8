"""S3: what a bucket tells of itself, as events and as lists."""

from tests.sandbox.provider.cases.s3 import bucket
from tests.sandbox.provider.round_trip import Case, World


def _listed(world: World) -> dict[str, object]:
    return {
        "bucket": bucket(world),
        "name": "integrity",
        "enabled": True,
        "includedObjectVersions": "All",
        "optionalFields": ["ETag", "Size"],
        "schedule": {"frequency": "Daily"},
        "destination": {
            "bucket": {
                "bucketArn": f"arn:aws:s3:::{bucket(world, 'clinic-lists')}",
                "format": "CSV",
                "prefix": "lists",
            }
        },
    }


CASES = (
    Case(
        token="aws:s3/bucketNotification:BucketNotification",
        inputs=lambda world: {"bucket": bucket(world), "eventbridge": True},
        update={"eventbridge": False},
        replaces={"bucket": "other"},
        resets=True,
    ),
    Case(
        token="aws:s3/inventory:Inventory",
        inputs=_listed,
        update={
            "schedule": {"frequency": "Weekly"},
            "optionalFields": ["LastModifiedDate", "Size"],
        },
        replaces={"name": "other"},
    ),
)
