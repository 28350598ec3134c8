"""S3: buckets, and the settings of a bucket that are resources of their own."""

import json

from tests.sandbox.provider.cases.iam import trust
from tests.sandbox.provider.round_trip import Case, World

_AWAY = "us-west-2"


def bucket(
    world: World, name: str = "clinic-records", *, locked: bool = False, region: str = "us-east-1"
) -> str:
    """Make a bucket; returns its name."""
    inputs = {
        "bucket": name,
        "region": region,
        "forceDestroy": True,
        **({"objectLockEnabled": True} if locked else {}),
    }
    return str(world.make("aws:s3/bucket:Bucket", inputs)["id"])


def _versioned(world: World, name: str = "clinic-records") -> str:
    inputs = {"bucket": bucket(world, name), "versioningConfiguration": {"status": "Enabled"}}
    return str(world.make("aws:s3/bucketVersioning:BucketVersioning", inputs)["id"])


def _rule(markers: str) -> dict[str, object]:
    return {
        "id": "everything",
        "status": "Enabled",
        "priority": 1,
        "filter": {"prefix": ""},
        "deleteMarkerReplication": {"status": markers},
        "sourceSelectionCriteria": {"sseKmsEncryptedObjects": {"status": "Enabled"}},
        "destination": {
            "bucket": "arn:aws:s3:::clinic-copies",
            "storageClass": "STANDARD_IA",
            "encryptionConfiguration": {
                "replicaKmsKeyId": "arn:aws:kms:us-west-2:123456789012:key/1"
            },
            "metrics": {"status": "Enabled", "eventThreshold": {"minutes": 15}},
            "replicationTime": {"status": "Enabled", "time": {"minutes": 15}},
        },
    }


def _replicated(world: World) -> dict[str, object]:
    role = {"name": "replicate", "assumeRolePolicy": trust("s3.amazonaws.com")}
    _versioned(world, "clinic-copies")
    return {
        "bucket": _versioned(world),
        "role": world.make("aws:iam/role:Role", role)["arn"],
        "rules": [_rule("Disabled")],
    }


def _tls_only(sid: str) -> str:
    statement = {
        "Sid": sid,
        "Effect": "Deny",
        "Principal": "*",
        "Action": "s3:*",
        "Resource": ["arn:aws:s3:::clinic-records/*"],
        "Condition": {"Bool": {"aws:SecureTransport": "false"}},
    }
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


def _logged(world: World) -> dict[str, object]:
    logs = bucket(world, "clinic-logs")
    statement = {
        "Effect": "Allow",
        "Principal": {"Service": "logging.s3.amazonaws.com"},
        "Action": "s3:PutObject",
        "Resource": "arn:aws:s3:::clinic-logs/*",
    }
    policy = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
    world.make("aws:s3/bucketPolicy:BucketPolicy", {"bucket": logs, "policy": policy})
    return {"bucket": bucket(world), "targetBucket": logs, "targetPrefix": "records/"}


def _lifecycle(days: int) -> list[dict[str, object]]:
    return [
        {
            "id": "keep-earlier-versions",
            "status": "Enabled",
            "filter": {"prefix": ""},
            "noncurrentVersionExpiration": {"noncurrentDays": days},
            "abortIncompleteMultipartUpload": {"daysAfterInitiation": 7},
        },
        {
            "id": "archive",
            "status": "Enabled",
            "filter": {"and": {"prefix": "old/", "tags": {"keep": "long"}}},
            "transitions": [{"days": 90, "storageClass": "GLACIER"}],
            "noncurrentVersionTransitions": [{"noncurrentDays": 30, "storageClass": "STANDARD_IA"}],
            "expiration": {"days": 365},
        },
    ]


def _suspend(world: World, resource_id: str) -> dict[str, object]:
    world.client("s3").put_bucket_versioning(
        Bucket=resource_id, VersioningConfiguration={"Status": "Suspended"}
    )
    return {"versioningConfiguration": {"status": "Suspended"}}


CASES = (
    Case(
        token="aws:s3/bucket:Bucket",
        inputs=lambda _: {
            "bucket": "clinic-records",
            "region": "us-east-1",
            "forceDestroy": True,
            "objectLockEnabled": True,
            "tags": {"Name": "clinic"},
        },
        outputs={
            "arn": "arn:aws:s3:::clinic-records",
            "bucketDomainName": "clinic-records.s3.amazonaws.com",
            "bucketRegionalDomainName": "clinic-records.s3.us-east-1.amazonaws.com",
            "bucketRegion": "us-east-1",
            "hostedZoneId": "Z3AQBSTGFYJSTF",
        },
        update={"tags": {"pods:tier": "1"}, "forceDestroy": False},
        replaces={"objectLockEnabled": False},
        unobserved=frozenset({"forceDestroy", "objectLockEnabled"}),
    ),
    Case(
        token="aws:s3/bucketVersioning:BucketVersioning",
        inputs=lambda world: {
            "bucket": bucket(world, region=_AWAY),
            "region": _AWAY,
            "versioningConfiguration": {"status": "Suspended"},
        },
        update={"versioningConfiguration": {"status": "Enabled"}},
        replaces={"bucket": "other"},
        drift=_suspend,
        resets=True,
    ),
    Case(
        token="aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
        inputs=lambda world: {
            "bucket": bucket(world, region=_AWAY),
            "region": _AWAY,
            "blockPublicAcls": True,
            "blockPublicPolicy": True,
            "ignorePublicAcls": True,
            "restrictPublicBuckets": True,
        },
        update={"blockPublicPolicy": False},
        replaces={"bucket": "other"},
    ),
    Case(
        token="aws:s3/bucketOwnershipControls:BucketOwnershipControls",
        inputs=lambda world: {
            "bucket": bucket(world, region=_AWAY),
            "region": _AWAY,
            "rule": {"objectOwnership": "BucketOwnerEnforced"},
        },
        update={"rule": {"objectOwnership": "BucketOwnerPreferred"}},
        replaces={"bucket": "other"},
    ),
    Case(
        token="aws:s3/bucketServerSideEncryptionConfiguration:"
        "BucketServerSideEncryptionConfiguration",
        inputs=lambda world: {
            "bucket": bucket(world, region=_AWAY),
            "region": _AWAY,
            "rules": [
                {
                    "applyServerSideEncryptionByDefault": {
                        "sseAlgorithm": "aws:kms",
                        "kmsMasterKeyId": "alias/clinic",
                    },
                    "bucketKeyEnabled": True,
                }
            ],
        },
        update={"rules": [{"applyServerSideEncryptionByDefault": {"sseAlgorithm": "AES256"}}]},
        replaces={"bucket": "other"},
    ),
    Case(
        token="aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
        inputs=lambda world: {
            "bucket": bucket(world, region=_AWAY),
            "region": _AWAY,
            "rules": _lifecycle(180),
        },
        update={"rules": _lifecycle(365)},
        replaces={"bucket": "other"},
    ),
    Case(
        token="aws:s3/bucketPolicy:BucketPolicy",
        inputs=lambda world: {
            "bucket": bucket(world, region=_AWAY),
            "region": _AWAY,
            "policy": _tls_only("Tls"),
        },
        update={"policy": _tls_only("TlsOnly")},
        replaces={"bucket": "other"},
    ),
    Case(
        token="aws:s3/bucketLogging:BucketLogging",
        inputs=_logged,
        update={"targetPrefix": "objects/"},
        replaces={"bucket": "other"},
    ),
    Case(
        token="aws:s3/bucketReplicationConfig:BucketReplicationConfig",
        inputs=_replicated,
        update={"rules": [_rule("Enabled")]},
        replaces={"bucket": "other"},
    ),
    Case(
        token="aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration",
        inputs=lambda world: {
            "bucket": bucket(world, locked=True, region=_AWAY),
            "region": _AWAY,
            "objectLockEnabled": "Enabled",
            "rule": {"defaultRetention": {"mode": "GOVERNANCE", "days": 30}},
        },
        update={"rule": {"defaultRetention": {"mode": "GOVERNANCE", "days": 35}}},
        replaces={"bucket": "other"},
        resets=True,
    ),
)
