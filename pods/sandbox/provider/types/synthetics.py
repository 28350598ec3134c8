"""CloudWatch Synthetics: canaries."""

from pods.sandbox.provider.resource_type import Aspect, AutoName, Call, ResourceType, Tags

__all__ = ["TYPES"]

_NAME = {"Name": "{id}"}
_CODE = {
    "Code": {
        "S3Bucket": "{s3Bucket}",
        "S3Key": "{s3Key}",
        "S3Version": "{s3Version}",
        "Handler": "{handler}",
    }
}
_ARN = "arn:{partition}:synthetics:{region}:{account}:canary:{name}"

TYPES: tuple[ResourceType, ...] = (
    ResourceType(
        token="aws:synthetics/canary:Canary",
        service="synthetics",
        names={
            "successRetentionPeriod": "SuccessRetentionPeriodInDays",
            "failureRetentionPeriod": "FailureRetentionPeriodInDays",
        },
        create=Call("CreateCanary", _CODE, "Canary"),
        id="Name",
        # AWS does not show the variables of a canary: they are as they were last set.
        read=Call(
            "GetCanary",
            _NAME,
            "merge(Canary, {Variables: state.runConfig.environmentVariables})",
        ),
        update=Call("UpdateCanary", {**_NAME, **_CODE}),
        update_all=True,
        before_delete=(Call("StopCanary", _NAME, translate=False, when="status == 'RUNNING'"),),
        delete=Call("DeleteCanary", {**_NAME, "DeleteLambda": "{deleteLambda}"}, translate=False),
        aspects=(
            Aspect(
                ("startCanary",),
                clear=Call(
                    "StopCanary", _NAME, translate=False, when="old.startCanary && !startCanary"
                ),
                put=Call("StartCanary", _NAME, translate=False, when="startCanary"),
                remove=Call("StopCanary", _NAME, translate=False),
            ),
        ),
        tags=Tags(
            create={"Tags": "{all_tags}"},
            add=Call(
                "TagResource", {"ResourceArn": "{arn}", "Tags": "{all_tags}"}, translate=False
            ),
            remove=Call(
                "UntagResource", {"ResourceArn": "{arn}", "TagKeys": "{tag_keys}"}, translate=False
            ),
            read="Tags",
        ),
        auto_name=AutoName(longest=255, lower=True),
        outputs={"arn": _ARN},
        observe={
            "handler": "Code.Handler",
            "runConfig": "present({timeoutInSeconds: RunConfig.TimeoutInSeconds, "
            "memoryInMb: RunConfig.MemoryInMB, activeTracing: RunConfig.ActiveTracing, "
            "ephemeralStorage: RunConfig.EphemeralStorage, "
            "environmentVariables: Variables})",
            "sourceLocationArn": "Code.SourceLocationArn",
            "startCanary": "Status.State == 'RUNNING'",
            "status": "Status.State",
        },
        import_state={"name": "{id}", "arn": _ARN.replace("{name}", "{id}")},
        inert=frozenset({"deleteLambda"}),
        defaults={"startCanary": False},
        replace=frozenset({"name"}),
        refused={"zipFile": "Put the script into a bucket, and give s3Bucket and s3Key."},
        note="The script is not run, and no metric comes of it.",
    ),
)
