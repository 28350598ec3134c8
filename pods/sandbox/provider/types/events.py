"""EventBridge: rules and their targets."""

from pods.sandbox.provider.resource_type import AutoName, Call, ResourceType, Tags

__all__ = ["TYPES"]

_NAMED = {"Name": "{name}", "EventBusName": "{eventBusName}"}
_ON_DEFAULT_BUS = "(eventBusName || 'default') == 'default'"
_PUT_RULE = Call(
    "PutRule",
    {**_NAMED, "State": "{state || (isEnabled == `false` && 'DISABLED') || `null`}"},
)

_RULE = ResourceType(
    token="aws:cloudwatch/eventRule:EventRule",
    service="events",
    create=_PUT_RULE,
    id=f"{{{_ON_DEFAULT_BUS} && name || join('/', [eventBusName, name])}}",
    read=Call("DescribeRule", _NAMED),
    update=_PUT_RULE,
    update_all=True,
    delete=Call("DeleteRule", {**_NAMED, "Force": "{forceDestroy}"}),
    tags=Tags(
        create={"Tags": "{tag_pairs}"},
        add=Call("TagResource", {"ResourceARN": "{arn}", "Tags": "{tag_pairs}"}, translate=False),
        remove=Call(
            "UntagResource", {"ResourceARN": "{arn}", "TagKeys": "{tag_keys}"}, translate=False
        ),
        get=Call("ListTagsForResource", {"ResourceARN": "{arn}"}, translate=False),
    ),
    auto_name=AutoName(longest=64),
    defaults={"eventBusName": "default"},
    outputs={"arn": "arn:{partition}:events:{region}:{account}:rule/{id}"},
    observe={"isEnabled": "State != 'DISABLED'"},
    import_state={
        "name": "{split(id, '/')[-1]}",
        "eventBusName": "{split(id, '/')[-2] || 'default'}",
        "arn": "arn:{partition}:events:{region}:{account}:rule/{id}",
    },
    replace=frozenset({"name", "eventBusName"}),
    json=frozenset({"eventPattern"}),
    created=True,
)

_OF_RULE = {"Rule": "{rule}", "EventBusName": "{eventBusName}"}
_PUT_TARGETS = Call("PutTargets", _OF_RULE, within="Targets")

_TARGET = ResourceType(
    token="aws:cloudwatch/eventTarget:EventTarget",
    service="events",
    names={
        "targetId": "Id",
        "appsyncTarget": "AppSyncParameters",
        "httpTarget": "HttpParameters",
        "inputTransformer.inputPaths": "InputPathsMap",
        "kinesisTarget": "KinesisParameters",
        "redshiftTarget": "RedshiftDataParameters",
        "redshiftTarget.secretsManagerArn": "SecretManagerArn",
        "sqsTarget": "SqsParameters",
    },
    create=_PUT_TARGETS,
    id=f"{{{_ON_DEFAULT_BUS} && join('-', [rule, targetId]) "
    "|| join('-', [eventBusName, rule, targetId])}",
    read=Call(
        "ListTargetsByRule",
        _OF_RULE,
        "merge(where(Targets, 'Id', state.targetId)[0], "
        "{rule: state.rule, eventBusName: state.eventBusName})",
    ),
    update=_PUT_TARGETS,
    update_all=True,
    delete=Call("RemoveTargets", {**_OF_RULE, "Ids": ["{targetId}"], "Force": "{forceDestroy}"}),
    auto_name=AutoName("targetId", longest=64),
    defaults={"eventBusName": "default"},
    # An import names bus, rule and target, with slashes.
    import_state={
        "targetId": "{split(id, '/')[-1]}",
        "rule": "{split(id, '/')[-2]}",
        "eventBusName": "{split(id, '/')[-3] || 'default'}",
    },
    observe={"rule": "rule", "eventBusName": "eventBusName"},
    replace=frozenset({"rule", "eventBusName", "targetId"}),
    refused=dict.fromkeys(
        ("batchTarget", "ecsTarget", "runCommandTargets", "sagemakerPipelineTarget"),
        "a real account has targets of this kind.",
    ),
    created=True,
)

TYPES: tuple[ResourceType, ...] = (_RULE, _TARGET)
