"""Where images are kept, and what an account copies of them."""

import json
from typing import Any

import pytest

from pods.components import ImageReplication, ImageRepository
from pods.errors import TopologyError
from tests.components.recording import Recording, record

REPOSITORY = "aws:ecr/repository:Repository"
KEY = "aws:kms/key:Key"
ARN = "arn:aws:ecr:us-east-1:111111111111:repository/{}"


def images(**changes: Any) -> Recording:
    """Record a repository with copies, with some args changed."""
    args: Any = {"replica_region": "us-west-2", **changes}
    return record(lambda: ImageRepository("clinic", args))


def test_a_tag_never_changes_and_every_image_is_scanned() -> None:
    """Encrypted with a key of the product's own, kept for as long as AWS allows."""
    found = images()
    inputs = found.inputs(REPOSITORY, "clinic-images")
    assert inputs["name"] == "clinic"
    assert inputs["imageTagMutability"] == "IMMUTABLE"
    assert inputs["imageScanningConfiguration"] == {"scanOnPush": True}
    (encryption,) = inputs["encryptionConfigurations"]
    assert encryption["encryptionType"] == "KMS"
    assert encryption["kmsKey"].endswith("key/clinic-key")
    assert inputs["forceDelete"] is False
    assert found.inputs(KEY, "clinic-key")["deletionWindowInDays"] == 30


@pytest.mark.requirement("D1", "D7")
def test_the_recovery_region_has_the_same_repository() -> None:
    """A registry that copies images copies no setting: name, key and policies are made there."""
    found = images()
    replica = found.inputs(REPOSITORY, "clinic-replica-images")
    assert (replica["name"], replica["region"]) == ("clinic", "us-west-2")
    assert found.inputs(KEY, "clinic-replica-key")["region"] == "us-west-2"
    for kind in ("lifecyclePolicy:LifecyclePolicy", "repositoryPolicy:RepositoryPolicy"):
        policies = found.all_of(f"aws:ecr/{kind}")
        assert len({each.inputs["policy"] for each in policies.values()}) == 1
        regions = {name: each.inputs.get("region") for name, each in policies.items()}
        assert regions == {"clinic-images": None, "clinic-replica-images": "us-west-2"}


def test_without_a_recovery_region_there_is_one_repository() -> None:
    """And no output of another."""
    found = record(lambda: ImageRepository("clinic", {}))
    assert list(found.all_of(REPOSITORY)) == ["clinic-images"]


@pytest.mark.requirement("B10")
def test_nobody_deletes_images() -> None:
    """Whatever a role allows; but those that the product names."""
    kind = "aws:ecr/repositoryPolicy:RepositoryPolicy"
    (statement,) = json.loads(images().inputs(kind, "clinic-images")["policy"])["Statement"]
    assert statement == {
        "Sid": "KeepImages",
        "Effect": "Deny",
        "Principal": "*",
        "Action": ["ecr:BatchDeleteImage", "ecr:DeleteRepository"],
    }
    role = "arn:aws:iam::111111111111:role/break-glass"
    given = images(break_glass_role_arns=[role]).inputs(kind, "clinic-images")["policy"]
    (statement,) = json.loads(given)["Statement"]
    assert statement["Condition"] == {"ArnNotLike": {"aws:PrincipalArn": [role]}}


def test_repositories_and_keys_are_protected() -> None:
    """Images and what they are read with; a stack may say otherwise."""
    guarded = {each.name for each in images().resources if each.protect}
    assert guarded == {
        "clinic-images",
        "clinic-key",
        "clinic-replica-images",
        "clinic-replica-key",
    }
    assert not any(each.protect for each in images(protect=False).resources)


def test_given_keys_are_used() -> None:
    """One in each Region; then none is made."""
    found = images(key_arn="arn:one", replica_key_arn="arn:two", repository_name="clinic/app")
    assert found.all_of(KEY) == {}
    keys = [
        each.inputs["encryptionConfigurations"][0]["kmsKey"]
        for each in found.all_of(REPOSITORY).values()
    ]
    assert keys == ["arn:one", "arn:two"]
    assert found.inputs(REPOSITORY, "clinic-images")["name"] == "clinic/app"


def test_a_name_that_ecr_does_not_take_is_refused() -> None:
    """Also where it is the component's own."""
    with pytest.raises(TopologyError, match="Clinic: repository_name: 'Clinic'"):
        record(lambda: ImageRepository("Clinic", {}))


@pytest.mark.requirement("D1")
def test_a_registry_copies_what_it_is_told() -> None:
    """To the account's own registry in the other Region, by the repositories' names."""
    arns = [ARN.format("clinic/app"), ARN.format("surgery")]
    found = record(
        lambda: ImageReplication(
            "images", {"replica_region": "us-west-2", "repository_arns": [*arns]}
        )
    )
    kind = "aws:ecr/replicationConfiguration:ReplicationConfiguration"
    (rule,) = found.inputs(kind, "images-registry")["replicationConfiguration"]["rules"]
    assert rule["destinations"] == [{"region": "us-west-2", "registryId": "111111111111"}]
    assert rule["repositoryFilters"] == [
        {"filter": "clinic/app", "filterType": "PREFIX_MATCH"},
        {"filter": "surgery", "filterType": "PREFIX_MATCH"},
    ]


def test_a_replication_of_nothing_is_refused() -> None:
    """AWS would take it for all repositories of the account."""
    with pytest.raises(TopologyError, match="images: repository_arns: 0 repositories"):
        record(
            lambda: ImageReplication(
                "images", {"replica_region": "us-west-2", "repository_arns": []}
            )
        )
