"""ECR: repositories, their policies, and what a registry replicates."""

import json
from typing import Any

from tests.sandbox.provider.cases.kms import key
from tests.sandbox.provider.round_trip import Case, World


def _repository(world: World) -> str:
    return str(world.make("aws:ecr/repository:Repository", {"name": "clinic"})["id"])


def _keep(images: int) -> str:
    selection = {"tagStatus": "any", "countType": "imageCountMoreThan", "countNumber": images}
    rule = {"rulePriority": 1, "selection": selection, "action": {"type": "expire"}}
    return json.dumps({"rules": [rule]})


def _deny(action: str) -> str:
    statement = {"Sid": "Keep", "Effect": "Deny", "Principal": "*", "Action": [action]}
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


def _replicated(prefix: str) -> dict[str, Any]:
    destination = {"region": "us-west-2", "registryId": "123456789012"}
    chosen = {"filter": prefix, "filterType": "PREFIX_MATCH"}
    return {"rules": [{"destinations": [destination], "repositoryFilters": [chosen]}]}


def _loosen(world: World, resource_id: str) -> dict[str, object]:
    world.client("ecr").put_image_tag_mutability(
        repositoryName=resource_id, imageTagMutability="MUTABLE"
    )
    return {"imageTagMutability": "MUTABLE"}


CASES = (
    Case(
        token="aws:ecr/repository:Repository",
        inputs=lambda world: {
            "name": "clinic",
            "imageTagMutability": "IMMUTABLE",
            "imageScanningConfiguration": {"scanOnPush": True},
            "encryptionConfigurations": [
                {"encryptionType": "KMS", "kmsKey": key(world)["arn"]},
            ],
            "forceDelete": False,
            "tags": {"Name": "clinic"},
        },
        outputs={
            "arn": "arn:aws:ecr:us-east-1:123456789012:repository/clinic",
            "registryId": "123456789012",
            "repositoryUrl": "123456789012.dkr.ecr.us-east-1.amazonaws.com/clinic",
        },
        update={
            "imageScanningConfiguration": {"scanOnPush": False},
            "tags": {"pods:tier": "1"},
        },
        replaces={"name": "other"},
        unobserved=frozenset({"forceDelete"}),
        drift=_loosen,
    ),
    Case(
        token="aws:ecr/lifecyclePolicy:LifecyclePolicy",
        inputs=lambda world: {"repository": _repository(world), "policy": _keep(30)},
        update={"policy": _keep(60)},
        replaces={"repository": "other"},
    ),
    Case(
        token="aws:ecr/repositoryPolicy:RepositoryPolicy",
        inputs=lambda world: {
            "repository": _repository(world),
            "policy": _deny("ecr:BatchDeleteImage"),
        },
        update={"policy": _deny("ecr:DeleteRepository")},
        replaces={"repository": "other"},
    ),
    Case(
        token="aws:ecr/replicationConfiguration:ReplicationConfiguration",
        inputs=lambda _: {"replicationConfiguration": _replicated("clinic")},
        outputs={"registryId": "123456789012"},
        update={"replicationConfiguration": _replicated("surgery")},
    ),
)
