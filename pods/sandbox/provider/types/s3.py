"""S3: buckets, and the settings of a bucket that are resources of their own."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from pods.sandbox.provider.resource_type import AutoName, Call, ResourceType, Tags

__all__ = ["TYPES"]

_BUCKET = {"Bucket": "{id}"}

# From AWS's list of endpoints: hosted zones of website endpoints, for alias records.
_HOSTED_ZONES = """{
 "af-south-1": "Z83WF9RJE8B12", "ap-east-1": "ZNB98KWMFR0R6", "ap-northeast-1": "Z2M4EHUR26P7ZW",
 "ap-northeast-2": "Z3W03O7B5YMIYP", "ap-northeast-3": "Z2YQB5RD63NC85",
 "ap-south-1": "Z11RGJOFQNVJUP", "ap-southeast-1": "Z3O0J2DXBE1FTB",
 "ap-southeast-2": "Z1WCIGYICN2BYD", "ca-central-1": "Z1QDHH18159H29",
 "eu-central-1": "Z21DNDUVLTQW6Q", "eu-north-1": "Z3BAZG2TWCNX0D", "eu-south-1": "Z30OZKI7KPW7MI",
 "eu-west-1": "Z1BKCTXD74EZPE", "eu-west-2": "Z3GKZC51ZF0DB4", "eu-west-3": "Z3R1K369G5AVDG",
 "me-south-1": "Z1MPMWCPA7YB62", "sa-east-1": "Z7KQH4QJS55SO", "us-east-1": "Z3AQBSTGFYJSTF",
 "us-east-2": "Z2O1EMRO9K5GLX", "us-west-1": "Z2F56UZL2M1ACD", "us-west-2": "Z3BJ6K6RIION7M"}"""

_INLINE = {
    "acl": "aws:s3/bucketAcl:BucketAcl",
    "accelerationStatus": "aws:s3/bucketAccelerateConfiguration:BucketAccelerateConfiguration",
    "corsRules": "aws:s3/bucketCorsConfiguration:BucketCorsConfiguration",
    "grants": "aws:s3/bucketAcl:BucketAcl",
    "lifecycleRules": "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
    "logging": "aws:s3/bucketLogging:BucketLogging",
    "objectLockConfiguration": "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration",
    "policy": "aws:s3/bucketPolicy:BucketPolicy",
    "replicationConfiguration": "aws:s3/bucketReplicationConfig:BucketReplicationConfig",
    "requestPayer": "aws:s3/bucketRequestPaymentConfiguration:BucketRequestPaymentConfiguration",
    "serverSideEncryptionConfiguration": "aws:s3/bucketServerSideEncryptionConfiguration:"
    "BucketServerSideEncryptionConfiguration",
    "versioning": "aws:s3/bucketVersioning:BucketVersioning",
    "website": "aws:s3/bucketWebsiteConfiguration:BucketWebsiteConfiguration",
}

_BUCKET_TYPE = ResourceType(
    token="aws:s3/bucket:Bucket",
    service="s3",
    create=Call(
        "CreateBucket",
        {
            "CreateBucketConfiguration": {
                # In the oldest Region the location is left out.
                "LocationConstraint": "{region != 'us-east-1' && region || `null`}"
            },
            "ObjectLockEnabledForBucket": "{objectLockEnabled}",
        },
    ),
    id="{bucket}",
    read=Call("HeadBucket", _BUCKET, "{bucket: state.id, bucketRegion: BucketRegion}"),
    delete=Call("DeleteBucket", _BUCKET),
    before_delete=(
        Call(
            "DeleteObjects",
            {
                **_BUCKET,
                "Delete": {"Objects": "{found}", "Quiet": True},
                "BypassGovernanceRetention": True,
            },
            translate=False,
            lookup=Call(
                "ListObjectVersions",
                _BUCKET,
                "[Versions, DeleteMarkers][][].{Key: Key, VersionId: VersionId}",
                when="forceDestroy",
            ),
            when="found",
        ),
    ),
    tags=Tags(
        add=Call("PutBucketTagging", {**_BUCKET, "Tagging": {"TagSet": "{tag_pairs}"}}),
        remove=Call("DeleteBucketTagging", _BUCKET),
        read="tags(TagSet)",
        get=Call("GetBucketTagging", _BUCKET),
    ),
    auto_name=AutoName("bucket", longest=63, lower=True),
    outputs={
        "arn": "arn:{partition}:s3:::{bucket}",
        "bucketDomainName": "{bucket}.s3.amazonaws.com",
        "bucketRegion": "{region}",
        "bucketRegionalDomainName": "{bucket}.s3.{region}.amazonaws.com",
        "hostedZoneId": f"{{lookup(`{_HOSTED_ZONES}`, region)}}",
    },
    import_state={"bucket": "{id}"},
    inert=frozenset({"forceDestroy"}),
    refused={name: f"Use {token}; this input is deprecated." for name, token in _INLINE.items()},
    created=True,
    note="With forceDestroy, the first 1,000 object versions are deleted.",
)

# The settings that are not asked whose bucket they expect.
_WITHOUT_OWNER = {
    "BucketOwnershipControls",
    "BucketPolicy",
    "BucketPublicAccessBlock",
    "BucketReplicationConfig",
}


def _setting(
    name: str,
    put: Call,
    get: Call,
    delete: Call,
    observe: Mapping[str, str] | None = None,
    **more: Any,
) -> ResourceType:
    """Return the type of a bucket's setting: it has the bucket's name as its id."""
    owner = {} if name in _WITHOUT_OWNER else {"ExpectedBucketOwner": "{expectedBucketOwner}"}
    put = replace(put, parameters={"Bucket": "{bucket}", **owner, **put.parameters})
    return ResourceType(
        token=f"aws:s3/{name[0].lower()}{name[1:]}:{name}",
        service="s3",
        create=put,
        id="{bucket}",
        read=get,
        update=put,
        update_all=True,
        delete=delete,
        observe=observe or {},
        import_state={"bucket": "{id}"},
        replace=frozenset({"bucket", *(["expectedBucketOwner"] if owner else [])}),
        **more,
    )


_BLOCKS = ("blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets")

TYPES: tuple[ResourceType, ...] = (
    _BUCKET_TYPE,
    _setting(
        "BucketVersioning",
        Call("PutBucketVersioning"),
        Call("GetBucketVersioning", _BUCKET),
        # Versioning cannot be taken away again: AWS only suspends it.
        Call(
            "PutBucketVersioning",
            {**_BUCKET, "VersioningConfiguration": {"Status": "Suspended"}},
            when="versioningConfiguration.status == 'Enabled'",
        ),
        observe={"versioningConfiguration": "@"},
    ),
    _setting(
        "BucketPublicAccessBlock",
        Call(
            "PutPublicAccessBlock",
            {
                "PublicAccessBlockConfiguration": {
                    f"{name[0].upper()}{name[1:]}": f"{{{name} || `false`}}" for name in _BLOCKS
                }
            },
        ),
        Call("GetPublicAccessBlock", _BUCKET, "PublicAccessBlockConfiguration"),
        Call("DeletePublicAccessBlock", _BUCKET, when="!skipDestroy"),
        inert=frozenset({"skipDestroy"}),
        created=True,
    ),
    _setting(
        "BucketOwnershipControls",
        Call(
            "PutBucketOwnershipControls",
            {"OwnershipControls": {"Rules": [{"ObjectOwnership": "{rule.objectOwnership}"}]}},
        ),
        Call("GetBucketOwnershipControls", _BUCKET, "OwnershipControls"),
        Call("DeleteBucketOwnershipControls", _BUCKET),
        observe={"rule": "Rules[0]"},
        created=True,
    ),
    _setting(
        "BucketServerSideEncryptionConfiguration",
        Call("PutBucketEncryption", within="ServerSideEncryptionConfiguration"),
        Call("GetBucketEncryption", _BUCKET, "ServerSideEncryptionConfiguration"),
        Call("DeleteBucketEncryption", _BUCKET),
        created=True,
    ),
    _setting(
        "BucketLifecycleConfiguration",
        Call(
            "PutBucketLifecycleConfiguration",
            {"TransitionDefaultMinimumObjectSize": "{transitionDefaultMinimumObjectSize}"},
            within="LifecycleConfiguration",
        ),
        Call("GetBucketLifecycleConfiguration", _BUCKET),
        Call("DeleteBucketLifecycle", _BUCKET),
        inert=frozenset({"timeouts"}),
        created=True,
    ),
    _setting(
        "BucketPolicy",
        Call("PutBucketPolicy"),
        Call("GetBucketPolicy", _BUCKET),
        Call("DeleteBucketPolicy", _BUCKET),
        json=frozenset({"policy"}),
        created=True,
    ),
    _setting(
        "BucketLogging",
        Call(
            "PutBucketLogging",
            {
                "BucketLoggingStatus": {
                    "LoggingEnabled": {
                        "TargetBucket": "{targetBucket}",
                        "TargetPrefix": "{targetPrefix}",
                        "TargetObjectKeyFormat": {
                            "PartitionedPrefix": {
                                "PartitionDateSource": "{targetObjectKeyFormat.partitionedPrefix."
                                "partitionDateSource}"
                            },
                            "SimplePrefix": "{targetObjectKeyFormat.simplePrefix}",
                        },
                    }
                }
            },
        ),
        Call("GetBucketLogging", _BUCKET, "LoggingEnabled"),
        Call("PutBucketLogging", {**_BUCKET, "BucketLoggingStatus": {}}),
        refused={"targetGrants": "let a bucket policy say who reads the logs."},
        created=True,
    ),
    _setting(
        "BucketReplicationConfig",
        Call("PutBucketReplication", within="ReplicationConfiguration"),
        Call("GetBucketReplication", _BUCKET, "ReplicationConfiguration"),
        Call("DeleteBucketReplication", _BUCKET),
        note="The rules are kept; nothing is copied.",
        created=True,
    ),
    _setting(
        "BucketObjectLockConfiguration",
        Call("PutObjectLockConfiguration", within="ObjectLockConfiguration"),
        Call("GetObjectLockConfiguration", _BUCKET, "ObjectLockConfiguration"),
        # What is locked stays locked; only the rule for new objects goes.
        Call(
            "PutObjectLockConfiguration",
            {**_BUCKET, "ObjectLockConfiguration": {"ObjectLockEnabled": "Enabled"}},
        ),
        defaults={"objectLockEnabled": "Enabled"},
        created=True,
    ),
)
