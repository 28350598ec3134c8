"""KMS: keys, their aliases, and their replicas in other Regions."""

from dataclasses import replace

from pods.sandbox.provider.resource_type import Aspect, AutoName, Call, ResourceType, Tags

__all__ = ["TYPES"]

_KEY = {"KeyId": "{id}"}
_TAGS = {"Tags": "{tag_pairs[].{TagKey: Key, TagValue: Value}}"}
_WHETHER_ROTATED = Call("GetKeyRotationStatus", _KEY)

_KEY_TAGS = Tags(
    create=_TAGS,
    add=Call("TagResource", {**_KEY, **_TAGS}, translate=False),
    remove=Call("UntagResource", {**_KEY, "TagKeys": "{tag_keys}"}, translate=False),
    get=Call("ListResourceTags", _KEY),
)

_POLICY = Aspect(
    ("policy",),
    put=Call(
        "PutKeyPolicy",
        {**_KEY, "PolicyName": "default", "Policy": "{policy}"},
        translate=False,
    ),
    get=Call("GetKeyPolicy", {**_KEY, "PolicyName": "default"}),
    observe={"policy": "Policy"},
    at_creation=False,
)


def _enabled(switch: str) -> tuple[Aspect, ...]:
    """Return how a key is switched on and off by this input."""
    disable = Call("DisableKey", _KEY, translate=False, when=f"{switch} == `false`")
    enable = Call("EnableKey", _KEY, translate=False)
    return (
        Aspect((switch,), put=disable, remove=enable),
        Aspect((switch,), put=replace(enable, when=switch), at_creation=False),
    )


_KEY_TYPE = ResourceType(
    token="aws:kms/key:Key",
    service="kms",
    create=Call("CreateKey", result="KeyMetadata"),
    id="KeyId",
    read=Call("DescribeKey", _KEY, "KeyMetadata"),
    delete=Call("ScheduleKeyDeletion", {**_KEY, "PendingWindowInDays": "{deletionWindowInDays}"}),
    gone="KeyState == 'PendingDeletion'",
    aspects=(
        Aspect(("description",), put=Call("UpdateKeyDescription", _KEY), at_creation=False),
        _POLICY,
        Aspect(
            ("enableKeyRotation", "rotationPeriodInDays"),
            put=Call("EnableKeyRotation", _KEY, when="enableKeyRotation"),
            remove=Call("DisableKeyRotation", _KEY, translate=False),
            get=_WHETHER_ROTATED,
            observe={"enableKeyRotation": "KeyRotationEnabled"},
        ),
        Aspect(
            ("enableKeyRotation",),
            put=Call("DisableKeyRotation", _KEY, translate=False, when="!enableKeyRotation"),
            at_creation=False,
        ),
        *_enabled("isEnabled"),
    ),
    tags=_KEY_TAGS,
    observe={"arn": "Arn", "isEnabled": "Enabled"},
    inert=frozenset({"bypassPolicyLockoutSafetyCheck"}),
    json=frozenset({"policy"}),
)

_ALIAS = ResourceType(
    token="aws:kms/alias:Alias",
    service="kms",
    names={"name": "AliasName", "arn": "AliasArn"},
    create=Call("CreateAlias"),
    id="{name}",
    read=Call("ListAliases", result="where(Aliases, 'AliasName', state.id)[0]"),
    update=Call("UpdateAlias", {"AliasName": "{id}"}),
    delete=Call("DeleteAlias", {"AliasName": "{id}"}),
    auto_name=AutoName(longest=256, prefix="alias/"),
    outputs={
        "targetKeyArn": "{starts_with(targetKeyId, 'arn:') && targetKeyId || join('', ['arn:', "
        "partition, ':kms:', region, ':', account, ':key/', targetKeyId])}"
    },
    replace=frozenset({"name"}),
)

_REPLICA = ResourceType(
    token="aws:kms/replicaKey:ReplicaKey",
    service="kms",
    names={"enabled": "Enabled"},
    create=Call(
        "ReplicateKey",
        {"KeyId": "{split(primaryKeyArn, '/')[-1]}", "ReplicaRegion": "{region}"},
        "ReplicaKeyMetadata",
        # The primary key is asked for its replica, in the Region where it lies.
        region="{split(primaryKeyArn, ':')[3]}",
    ),
    id="KeyId",
    read=Call("DescribeKey", _KEY, "KeyMetadata"),
    delete=Call("ScheduleKeyDeletion", {**_KEY, "PendingWindowInDays": "{deletionWindowInDays}"}),
    gone="KeyState == 'PendingDeletion'",
    aspects=(
        Aspect(("description",), put=Call("UpdateKeyDescription", _KEY), at_creation=False),
        _POLICY,
        *_enabled("enabled"),
    ),
    tags=_KEY_TAGS,
    observe={
        "arn": "Arn",
        "enabled": "Enabled",
        "primaryKeyArn": "MultiRegionConfiguration.PrimaryKey.Arn",
    },
    also_read=(Call("GetKeyRotationStatus", _KEY, "{KeyRotationEnabled: KeyRotationEnabled}"),),
    replace=frozenset({"primaryKeyArn"}),
    inert=frozenset({"bypassPolicyLockoutSafetyCheck"}),
    json=frozenset({"policy"}),
    note="A rotation of the primary key does not reach its replicas.",
)

TYPES: tuple[ResourceType, ...] = (_KEY_TYPE, _ALIAS, _REPLICA)
