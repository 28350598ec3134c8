"""SNS: topics, their policies and subscriptions."""

from pods.sandbox.provider.resource_type import Aspect, AutoName, Call, ResourceType, Tags

__all__ = ["TYPES"]

_TOPIC = {"TopicArn": "{id}"}
_SENDERS = ("application", "firehose", "http", "lambda", "sqs")
_FEEDBACK = ("SuccessFeedbackRoleArn", "SuccessFeedbackSampleRate", "FailureFeedbackRoleArn")


def _attributes(names: tuple[str, ...]) -> dict[str, str]:
    """Return property → attribute: spelt like the property, but for one prefix."""
    return {name: f"{name[0].upper()}{name[1:]}".replace("Http", "HTTP", 1) for name in names}


_AT_CREATION = _attributes(
    (
        "archivePolicy",
        "contentBasedDeduplication",
        "deliveryPolicy",
        "displayName",
        "fifoThroughputScope",
        "fifoTopic",
        "kmsMasterKeyId",
        "maximumMessageSize",
        "policy",
        "signatureVersion",
        "tracingConfig",
        *(f"{sender}{feedback}" for sender in _SENDERS for feedback in _FEEDBACK),
    )
)
_ON_A_SUBSCRIPTION = _attributes(
    (
        "deliveryPolicy",
        "filterPolicy",
        "filterPolicyScope",
        "rawMessageDelivery",
        "redrivePolicy",
        "replayPolicy",
        "subscriptionRoleArn",
    )
)


def _setter(operation: str, arn: str, name: str, attribute: str) -> Aspect:
    named = {arn: "{id}", "AttributeName": attribute}
    return Aspect(
        (name,),
        put=Call(operation, {**named, "AttributeValue": f"{{text({name})}}"}, translate=False),
        remove=Call(operation, {**named, "AttributeValue": ""}, translate=False),
        at_creation=False,
    )


def _given(attributes: dict[str, str]) -> dict[str, str]:
    return {attribute: f"{{text({name})}}" for name, attribute in attributes.items()}


_TOPIC_TYPE = ResourceType(
    token="aws:sns/topic:Topic",
    service="sns",
    names={"arn": "TopicArn", "beginningArchiveTime": "BeginningArchiveTime"},
    create=Call("CreateTopic", {"Attributes": _given(_AT_CREATION)}),
    id="TopicArn",
    read=Call("GetTopicAttributes", _TOPIC, "Attributes"),
    delete=Call("DeleteTopic", _TOPIC),
    aspects=tuple(
        _setter("SetTopicAttributes", "TopicArn", name, attribute)
        for name, attribute in _AT_CREATION.items()
        if name != "fifoTopic"
    ),
    tags=Tags(
        create={"Tags": "{tag_pairs}"},
        add=Call("TagResource", {"ResourceArn": "{id}", "Tags": "{tag_pairs}"}, translate=False),
        remove=Call(
            "UntagResource", {"ResourceArn": "{id}", "TagKeys": "{tag_keys}"}, translate=False
        ),
        get=Call("ListTagsForResource", {"ResourceArn": "{id}"}),
    ),
    auto_name=AutoName(longest=256),
    observe={"name": "split(TopicArn, ':')[-1]"},
    json=frozenset({"policy", "deliveryPolicy"}),
)

_SUBSCRIPTION = {"SubscriptionArn": "{id}"}

_SUBSCRIPTION_TYPE = ResourceType(
    token="aws:sns/topicSubscription:TopicSubscription",
    service="sns",
    names={"arn": "SubscriptionArn", "topic": "TopicArn", "ownerId": "Owner"},
    create=Call(
        "Subscribe", {"Attributes": _given(_ON_A_SUBSCRIPTION), "ReturnSubscriptionArn": True}
    ),
    id="SubscriptionArn",
    read=Call("GetSubscriptionAttributes", _SUBSCRIPTION, "Attributes"),
    delete=Call("Unsubscribe", _SUBSCRIPTION),
    aspects=tuple(
        _setter("SetSubscriptionAttributes", "SubscriptionArn", name, attribute)
        for name, attribute in _ON_A_SUBSCRIPTION.items()
    ),
    inert=frozenset({"confirmationTimeoutInMinutes", "endpointAutoConfirms"}),
    json=frozenset({"deliveryPolicy", "filterPolicy", "redrivePolicy", "replayPolicy"}),
    note="A subscription is confirmed at once: moto sends no message that asks for it.",
)

_DEFAULT_POLICY = """{to_string({
 Version: '2008-10-17', Id: '__default_policy_ID', Statement: [{
  Sid: '__default_statement_ID', Effect: 'Allow', Principal: {AWS: '*'},
  Action: ['SNS:GetTopicAttributes', 'SNS:SetTopicAttributes', 'SNS:AddPermission',
   'SNS:RemovePermission', 'SNS:DeleteTopic', 'SNS:Subscribe', 'SNS:ListSubscriptionsByTopic',
   'SNS:Publish'],
  Resource: id, Condition: {StringEquals: {"AWS:SourceOwner": account}}}]})}"""
_POLICY = {**_TOPIC, "AttributeName": "Policy"}
_PUT_POLICY = Call(
    "SetTopicAttributes",
    {"TopicArn": "{arn}", "AttributeName": "Policy", "AttributeValue": "{policy}"},
    translate=False,
)

_TOPIC_POLICY = ResourceType(
    token="aws:sns/topicPolicy:TopicPolicy",
    service="sns",
    create=_PUT_POLICY,
    id="{arn}",
    read=Call("GetTopicAttributes", _TOPIC, "Attributes"),
    update=_PUT_POLICY,
    # A topic always has a policy: it goes back to the one that it was made with.
    delete=Call(
        "SetTopicAttributes", {**_POLICY, "AttributeValue": _DEFAULT_POLICY}, translate=False
    ),
    observe={"arn": "TopicArn"},
    outputs={"owner": "{account}"},
    replace=frozenset({"arn"}),
    json=frozenset({"policy"}),
    created=True,
)

TYPES: tuple[ResourceType, ...] = (_TOPIC_TYPE, _SUBSCRIPTION_TYPE, _TOPIC_POLICY)
