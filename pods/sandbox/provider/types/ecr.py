"""ECR: repositories, their policies, and what a registry replicates."""

from pods.sandbox.provider.resource_type import Aspect, AutoName, Call, ResourceType, Tags

__all__ = ["TYPES"]

_REPOSITORY = {"repositoryName": "{id}"}
_TAGGED = {"resourceArn": "{arn}"}
# Tagging calls of ECR spell a pair's members as the others do: Key and Value.
_PAIRS = {"tags": "{tag_pairs}"}
_ENCRYPTION = (
    "present([{encryptionType: encryptionConfiguration.encryptionType,"
    " kmsKey: encryptionConfiguration.kmsKey}])"
)

_REPOSITORY_TYPE = ResourceType(
    token="aws:ecr/repository:Repository",
    service="ecr",
    create=Call(
        "CreateRepository",
        {
            "encryptionConfiguration": {
                "encryptionType": "{encryptionConfigurations[0].encryptionType}",
                "kmsKey": "{encryptionConfigurations[0].kmsKey}",
            },
        },
        "repository",
    ),
    id="{name}",
    read=Call(
        "DescribeRepositories", {"repositoryNames": ["{id}"]}, "repositories[0]", translate=False
    ),
    delete=Call(
        "DeleteRepository", {**_REPOSITORY, "force": "{forceDelete || `false`}"}, translate=False
    ),
    auto_name=AutoName(longest=256, lower=True),
    names={"arn": "repositoryArn", "name": "repositoryName", "repositoryUrl": "repositoryUri"},
    aspects=(
        Aspect(
            ("imageTagMutability", "imageTagMutabilityExclusionFilters"),
            put=Call("PutImageTagMutability", _REPOSITORY),
            at_creation=False,
        ),
        Aspect(
            ("imageScanningConfiguration",),
            put=Call("PutImageScanningConfiguration", _REPOSITORY),
            at_creation=False,
        ),
    ),
    tags=Tags(
        create=_PAIRS,
        add=Call("TagResource", {**_TAGGED, **_PAIRS}, translate=False),
        remove=Call("UntagResource", {**_TAGGED, "tagKeys": "{tag_keys}"}, translate=False),
        get=Call("ListTagsForResource", {"resourceArn": "{result.repositoryArn}"}, translate=False),
        read="tags(tags)",
    ),
    observe={"encryptionConfigurations": _ENCRYPTION},
    replace=frozenset({"name", "encryptionConfigurations"}),
    inert=frozenset({"forceDelete"}),
    note="Images are kept by tag and digest; none is scanned.",
)


def _policy(token: str, name: str, put: str, text: str) -> ResourceType:
    """Return a document of a repository that calls of its own set, read and delete."""
    return ResourceType(
        token=token,
        service="ecr",
        create=Call(put, {"repositoryName": "{repository}", text: "{policy}"}),
        id="{repository}",
        read=Call(f"Get{name}", _REPOSITORY, translate=False),
        update=Call(put, {**_REPOSITORY, text: "{policy}"}),
        update_all=True,
        delete=Call(f"Delete{name}", _REPOSITORY, translate=False),
        names={"policy": text, "repository": "repositoryName"},
        replace=frozenset({"repository"}),
        json=frozenset({"policy"}),
    )


_LIFECYCLE = _policy(
    "aws:ecr/lifecyclePolicy:LifecyclePolicy",
    "LifecyclePolicy",
    "PutLifecyclePolicy",
    "lifecyclePolicyText",
)
_ACCESS = _policy(
    "aws:ecr/repositoryPolicy:RepositoryPolicy",
    "RepositoryPolicy",
    "SetRepositoryPolicy",
    "policyText",
)

_REPLICATION = ResourceType(
    token="aws:ecr/replicationConfiguration:ReplicationConfiguration",
    service="ecr",
    create=Call("PutReplicationConfiguration"),
    id="{account}",
    read=Call("DescribeRegistry", result="[@][?replicationConfiguration.rules] | [0]"),
    update=Call("PutReplicationConfiguration"),
    delete=Call(
        "PutReplicationConfiguration", {"replicationConfiguration": {"rules": []}}, translate=False
    ),
    note="No image is copied. One rule at most; one configuration an account and Region.",
)

TYPES: tuple[ResourceType, ...] = (_REPOSITORY_TYPE, _LIFECYCLE, _ACCESS, _REPLICATION)
