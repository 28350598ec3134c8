"""SQS: queues, their policies, and who may use one for dead letters."""

from pods.sandbox.provider.resource_type import AutoName, Call, ResourceType, Tags

__all__ = ["TYPES"]

_QUEUE_URL = {"QueueUrl": "{id}"}
# Property to attribute, where the one is not the other with a capital.
_RENAMED = {
    "maxMessageSize": "MaximumMessageSize",
    "messageRetentionSeconds": "MessageRetentionPeriod",
    "receiveWaitTimeSeconds": "ReceiveMessageWaitTimeSeconds",
    "visibilityTimeoutSeconds": "VisibilityTimeout",
}
_ATTRIBUTES = {
    name: _RENAMED.get(name, f"{name[0].upper()}{name[1:]}")
    for name in (
        "contentBasedDeduplication",
        "deduplicationScope",
        "delaySeconds",
        "fifoQueue",
        "fifoThroughputLimit",
        "kmsDataKeyReusePeriodSeconds",
        "kmsMasterKeyId",
        "maxMessageSize",
        "messageRetentionSeconds",
        "policy",
        "receiveWaitTimeSeconds",
        "redriveAllowPolicy",
        "redrivePolicy",
        "sqsManagedSseEnabled",
        "visibilityTimeoutSeconds",
    )
}
_GIVEN = {
    attribute: f"{{text({name})}}"
    for name, attribute in _ATTRIBUTES.items()
    # Whether it keeps an order is decided when a queue is made, and never sent as false.
    if name != "fifoQueue"
}
_READ = Call("GetQueueAttributes", {**_QUEUE_URL, "AttributeNames": ["All"]}, "Attributes")

_QUEUE = ResourceType(
    token="aws:sqs/queue:Queue",
    service="sqs",
    names={**{k: v for k, v in _ATTRIBUTES.items() if k != "name"}, "arn": "QueueArn"},
    create=Call(
        "CreateQueue",
        {
            "QueueName": "{name}",
            "Attributes": {**_GIVEN, "FifoQueue": "{fifoQueue && 'true' || `null`}"},
        },
        translate=False,
    ),
    id="QueueUrl",
    read=_READ,
    update=Call("SetQueueAttributes", {**_QUEUE_URL, "Attributes": _GIVEN}, translate=False),
    delete=Call("DeleteQueue", _QUEUE_URL, translate=False),
    tags=Tags(
        create={"tags": "{all_tags}"},
        add=Call("TagQueue", {**_QUEUE_URL, "Tags": "{all_tags}"}, translate=False),
        remove=Call("UntagQueue", {**_QUEUE_URL, "TagKeys": "{tag_keys}"}, translate=False),
        read="Tags",
        get=Call("ListQueueTags", _QUEUE_URL, translate=False),
    ),
    auto_name=AutoName(longest=80),
    outputs={"url": "{id}"},
    observe={"name": "split(QueueArn, ':')[-1]"},
    replace=frozenset({"name", "fifoQueue"}),
    json=frozenset({"policy", "redrivePolicy", "redriveAllowPolicy"}),
)


def _attribute(token: str, name: str) -> ResourceType:
    """Return the type of a queue's attribute that is a resource of its own."""
    attribute = _ATTRIBUTES[name]
    put = Call(
        "SetQueueAttributes",
        {"QueueUrl": "{queueUrl}", "Attributes": {attribute: f"{{{name}}}"}},
        translate=False,
    )
    return ResourceType(
        token=token,
        service="sqs",
        create=put,
        id="{queueUrl}",
        read=_READ,
        update=put,
        delete=Call(
            "SetQueueAttributes",
            {"QueueUrl": "{id}", "Attributes": {attribute: ""}},
            translate=False,
        ),
        observe={name: attribute},
        # A queue always answers: what it answers without is that the setting is gone.
        gone=f"!{attribute}",
        import_state={"queueUrl": "{id}"},
        replace=frozenset({"queueUrl"}),
        json=frozenset({name}),
        created=True,
    )


TYPES: tuple[ResourceType, ...] = (
    _QUEUE,
    _attribute("aws:sqs/queuePolicy:QueuePolicy", "policy"),
    _attribute("aws:sqs/redriveAllowPolicy:RedriveAllowPolicy", "redriveAllowPolicy"),
)
