"""Secrets in two Regions: their keys, their replicas, and who may read them."""

import json
from typing import Any

import pulumi
import pytest

from pods.components import SharedSecrets
from pods.errors import TopologyError
from tests.components.recording import Recording, record

ARGS: dict[str, Any] = {
    "secrets": {
        "payments": {
            "description": "Token of the payment provider",
            "readers": ["arn:aws:iam::111111111111:role/clinic-*"],
        },
        "mail": {},
    },
    "replica_region": "us-west-2",
}
KEY = "arn:aws:kms:us-east-1:111111111111:key/clinic-key"
REPLICA = "arn:aws:kms:us-west-2:111111111111:replicaKey/clinic-replica-key"
HERE = "arn:aws:secretsmanager:us-east-1:111111111111:secret/clinic-"
THERE = "arn:aws:secretsmanager:us-west-2:111111111111:secret/clinic-"


def shared(*shown: str, **changes: Any) -> tuple[Recording, dict[str, Any]]:
    """Record the component, and return those of its outputs that are named."""
    seen: dict[str, Any] = {}

    def program() -> None:
        pulumi.runtime.set_config("aws:region", "us-east-1")
        secrets = SharedSecrets("clinic", {**ARGS, **changes})  # type: ignore[typeddict-item]
        for each in shown:
            getattr(secrets, each).apply(lambda value, each=each: seen.setdefault(each, value))

    return record(program), seen


def test_every_secret_has_a_replica_under_the_other_regions_key() -> None:
    """Neither Region needs the other's key to read its own."""
    recording, _ = shared()
    secrets = recording.all_of("aws:secretsmanager/secret:Secret")
    assert set(secrets) == {"clinic-mail", "clinic-payments"}
    for each in secrets.values():
        assert each.inputs["kmsKeyId"] == KEY
        assert each.inputs["replicas"] == [{"region": "us-west-2", "kmsKeyId": REPLICA}]
        assert each.inputs["recoveryWindowInDays"] == 30
        assert each.protect is True
    assert recording.inputs("aws:kms/key:Key")["multiRegion"] is True
    replica = recording.all_of("aws:kms/replicaKey:ReplicaKey")["clinic-replica-key"]
    assert (replica.inputs["region"], replica.inputs["primaryKeyArn"]) == ("us-west-2", KEY)
    assert replica.protect is True


def test_a_secret_denies_whom_it_does_not_name() -> None:
    """Other accounts always, and in this one all but the readers, where there are any."""
    recording, _ = shared()
    secrets = recording.all_of("aws:secretsmanager/secret:Secret")
    strangers = {
        "StringNotEquals": {"aws:PrincipalAccount": "111111111111"},
        "Bool": {"aws:PrincipalIsAWSService": "false"},
    }
    others = {"ArnNotLike": {"aws:PrincipalArn": ["arn:aws:iam::111111111111:role/clinic-*"]}}
    conditions = {
        name: [each["Condition"] for each in json.loads(secret.inputs["policy"])["Statement"]]
        for name, secret in secrets.items()
    }
    assert conditions == {"clinic-payments": [strangers, others], "clinic-mail": [strangers]}


def test_the_replicas_access_names_nothing_of_the_home_region() -> None:
    """A workload there reads the replicas, by the key's replica."""
    _, seen = shared("access", "replica_access", "replica_secret_arns")
    assert seen["replica_secret_arns"] == {
        "payments": f"{THERE}payments",
        "mail": f"{THERE}mail",
    }
    read, opened = json.loads(seen["replica_access"])["Statement"]
    assert read["Resource"] == [f"{THERE}payments", f"{THERE}mail"]
    assert opened["Resource"] == [REPLICA]
    assert opened["Condition"] == {
        "StringEquals": {"kms:ViaService": "secretsmanager.us-west-2.amazonaws.com"}
    }
    assert "us-east-1" not in seen["replica_access"]
    assert json.loads(seen["access"])["Statement"][0]["Resource"][0] == f"{HERE}payments"


def test_a_replica_at_home_is_refused() -> None:
    """The stack's Region is known before anything is made."""
    with pytest.raises(TopologyError) as refused:
        shared(replica_region="us-east-1")
    (problem,) = refused.value.problems
    assert str(problem) == (
        "clinic: replica_region: us-east-1, the home Region; a replica lies in another Region "
        "than its secret. Name the recovery Region."
    )
