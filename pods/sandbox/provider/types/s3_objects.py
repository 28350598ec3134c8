"""S3: single objects that belong to the infrastructure, such as a script."""

from pods.sandbox.provider.resource_type import Call, ResourceType

__all__ = ["TYPES"]

_OBJECT = {"Bucket": "{bucket}", "Key": "{key}"}
_PUT = Call(
    "PutObject",
    {**_OBJECT, "Body": "{contentBase64 && from_base64(contentBase64) || content}"},
)

TYPES: tuple[ResourceType, ...] = (
    ResourceType(
        token="aws:s3/bucketObjectv2:BucketObjectv2",
        service="s3",
        create=_PUT,
        id="{bucket}/{key}",
        read=Call("HeadObject", _OBJECT, "merge(@, {Bucket: state.bucket, Key: state.key})"),
        update=_PUT,
        update_all=True,
        delete=Call("DeleteObject", _OBJECT, translate=False),
        names={"etag": "ETag"},
        outputs={"arn": "arn:{partition}:s3:::{bucket}/{key}"},
        observe={"etag": "trim_end(trim_start(ETag, '\"'), '\"')"},
        changing=frozenset({"etag", "versionId"}),
        inert=frozenset({"forceDestroy", "sourceHash"}),
        replace=frozenset({"bucket", "key"}),
        refused={
            "source": "Give contentBase64: the sandbox reads no files and archives.",
            "tags": "Tag the bucket: S3 drops an object's tags with each new content.",
        },
    ),
)
