"""Secrets Manager: secrets and their values."""

from pods.sandbox.provider.resource_type import Aspect, AutoName, Call, ResourceType, Tags

__all__ = ["TYPES"]

_SECRET = {"SecretId": "{id}"}

_SECRET_TYPE = ResourceType(
    token="aws:secretsmanager/secret:Secret",
    service="secretsmanager",
    names={"replicas": "AddReplicaRegions"},
    create=Call("CreateSecret"),
    id="ARN",
    read=Call("DescribeSecret", _SECRET),
    gone="DeletedDate != `null`",
    update=Call("UpdateSecret", _SECRET),
    # AWS deletes no secret that still has replicas.
    before_delete=(
        Call(
            "RemoveRegionsFromReplication",
            {**_SECRET, "RemoveReplicaRegions": "{replicas[].region}"},
            translate=False,
            when="replicas",
        ),
    ),
    delete=Call(
        "DeleteSecret",
        {
            **_SECRET,
            # AWS's own window is 30 days; zero deletes at once.
            "RecoveryWindowInDays": "{recoveryWindowInDays != `0` && recoveryWindowInDays || "
            "`null`}",
            "ForceDeleteWithoutRecovery": "{recoveryWindowInDays == `0` || `null`}",
        },
    ),
    aspects=(
        Aspect(
            ("policy",),
            put=Call("PutResourcePolicy", {**_SECRET, "ResourcePolicy": "{policy}"}),
            remove=Call("DeleteResourcePolicy", _SECRET),
            get=Call("GetResourcePolicy", _SECRET),
            observe={"policy": "ResourcePolicy"},
        ),
        Aspect(
            ("replicas",),
            clear=Call(
                "RemoveRegionsFromReplication",
                {**_SECRET, "RemoveReplicaRegions": "{old.replicas[].region}"},
                translate=False,
                when="old.replicas",
            ),
            put=Call("ReplicateSecretToRegions", _SECRET),
            at_creation=False,
        ),
    ),
    tags=Tags(
        create={"Tags": "{tag_pairs}"},
        add=Call("TagResource", {**_SECRET, "Tags": "{tag_pairs}"}, translate=False),
        remove=Call("UntagResource", {**_SECRET, "TagKeys": "{tag_keys}"}, translate=False),
    ),
    auto_name=AutoName(longest=512),
    observe={"arn": "ARN", "replicas": "ReplicationStatus"},
    replace=frozenset({"name", "type"}),
    inert=frozenset({"forceOverwriteReplicaSecret"}),
    json=frozenset({"policy"}),
)

_VERSION = ResourceType(
    token="aws:secretsmanager/secretVersion:SecretVersion",
    service="secretsmanager",
    names={"secretArn": "ARN", "secretStringWo": "SecretString"},
    create=Call("PutSecretValue"),
    id="{secretId}|{VersionId}",
    read=Call(
        "GetSecretValue",
        {"SecretId": "{split(id, '|')[0]}", "VersionId": "{split(id, '|')[1]}"},
    ),
    # A version goes with its secret; AWS deletes none by itself.
    delete=None,
    # What is only ever written is never shown.
    observe={"arn": "ARN", "secretStringWo": ""},
    outputs={"hasSecretStringWo": "{secretStringWo != `null`}"},
    import_state={"secretId": "{split(id, '|')[0]}"},
    refused={"secretBinary": "use secretString."},
)

TYPES: tuple[ResourceType, ...] = (_SECRET_TYPE, _VERSION)
