"""S3: what a bucket tells of itself, as events and as lists."""

from pods.sandbox.provider.resource_type import AutoName, Call, ResourceType

__all__ = ["TYPES"]

_BUCKET = {"Bucket": "{id}"}
_NOTIFY = Call(
    "PutBucketNotificationConfiguration",
    {
        "Bucket": "{bucket}",
        "NotificationConfiguration": '{eventbridge && `{"EventBridgeConfiguration": {}}` || `{}`}',
    },
    translate=False,
)
_OF_LIST = {"Bucket": "{bucket}", "Id": "{name}"}
_LIST = Call(
    "PutBucketInventoryConfiguration",
    {
        **_OF_LIST,
        "InventoryConfiguration": {
            "Id": "{name}",
            "IsEnabled": "{enabled}",
            "IncludedObjectVersions": "{includedObjectVersions}",
            "OptionalFields": "{optionalFields}",
            "Schedule": {"Frequency": "{schedule.frequency}"},
            "Filter": {"Prefix": "{filter.prefix}"},
            "Destination": {
                "S3BucketDestination": {
                    "AccountId": "{destination.bucket.accountId}",
                    "Bucket": "{destination.bucket.bucketArn}",
                    "Format": "{destination.bucket.format}",
                    "Prefix": "{destination.bucket.prefix}",
                    "Encryption": {
                        "SSES3": "{destination.bucket.encryption.sseS3}",
                        "SSEKMS": {"KeyId": "{destination.bucket.encryption.sseKms.keyId}"},
                    },
                }
            },
        },
    },
    translate=False,
)

TYPES: tuple[ResourceType, ...] = (
    ResourceType(
        token="aws:s3/bucketNotification:BucketNotification",
        service="s3",
        create=_NOTIFY,
        id="{bucket}",
        read=Call("GetBucketNotificationConfiguration", _BUCKET),
        update=_NOTIFY,
        delete=Call(
            "PutBucketNotificationConfiguration",
            {**_BUCKET, "NotificationConfiguration": {}},
            translate=False,
        ),
        observe={"eventbridge": "EventBridgeConfiguration != `null`"},
        import_state={"bucket": "{id}"},
        replace=frozenset({"bucket"}),
        refused=dict.fromkeys(
            ("lambdaFunctions", "queues", "topics"),
            "let events go to EventBridge, and a rule there to what is to hear of them.",
        ),
    ),
    ResourceType(
        token="aws:s3/inventory:Inventory",
        service="s3",
        create=_LIST,
        id="{bucket}:{name}",
        read=Call("GetBucketInventoryConfiguration", _OF_LIST, "InventoryConfiguration"),
        update=_LIST,
        update_all=True,
        delete=Call("DeleteBucketInventoryConfiguration", _OF_LIST, translate=False),
        names={"name": "Id", "enabled": "IsEnabled"},
        defaults={"enabled": True},
        auto_name=AutoName(longest=64),
        observe={
            "bucket": "state.bucket",
            "destination": "{bucket: Destination.S3BucketDestination.{bucketArn: Bucket, "
            "format: Format, prefix: Prefix, accountId: AccountId, "
            "encryption: Encryption.{sseS3: SSES3, sseKms: SSEKMS.{keyId: KeyId}}}}",
        },
        import_state={"bucket": "{split(id, ':')[0]}", "name": "{split(id, ':')[1]}"},
        replace=frozenset({"bucket", "name"}),
        note="Nothing is listed; a list reads as one of all versions, and its encryption is lost.",
    ),
)
