"""Database, object store and snapshots: what keeps data."""

import json
from typing import Any

import pytest

from pods.components import Database, ObjectStore
from tests.components.recording import Recording, record

INSTANCE = "aws:rds/instance:Instance"


def database(config: dict[str, str] | None = None, **changes: Any) -> Recording:
    """Record a database with some args changed."""
    args: Any = {
        "vpc_id": "vpc-1",
        "subnet_ids": ["subnet-a", "subnet-b"],
        "client_security_group_ids": ["sg-1", "sg-2"],
        **changes,
    }
    return record(lambda: Database("db", args), **(config or {}))


def test_the_database_keeps_the_published_commitments() -> None:
    """Two zones, 35 days, the night window, and a copy of everything that is deleted."""
    instance = database().inputs(INSTANCE)
    expected = {
        "multiAz": True,
        "backupRetentionPeriod": 35,
        "backupWindow": "07:20-09:20",
        "deleteAutomatedBackups": False,
        "deletionProtection": True,
        "skipFinalSnapshot": False,
        "storageEncrypted": True,
        "copyTagsToSnapshot": True,
        "manageMasterUserPassword": True,
        "publiclyAccessible": False,
        "applyImmediately": False,
    }
    assert expected.items() <= instance.items()
    assert instance["finalSnapshotIdentifier"] == "db-subnets-0a1b2c3-final"


def test_a_failover_is_no_difference() -> None:
    """The zone is not an input, so the zone after a failover differs from nothing."""
    assert "availabilityZone" not in database().inputs(INSTANCE)


def test_no_password_is_in_the_program() -> None:
    """AWS makes the password, under the database's own key."""
    instance = database().inputs(INSTANCE)
    assert "password" not in instance
    assert instance["masterUserSecretKmsKeyId"] == "key-db-key"


def test_the_key_outlives_a_mistake() -> None:
    """Rotation is on, and a deletion takes as long as AWS allows."""
    key = database().inputs("aws:kms/key:Key")
    assert (key["enableKeyRotation"], key["deletionWindowInDays"]) == (True, 30)


def test_connections_are_encrypted_and_come_from_the_clients() -> None:
    """Each client group has a rule; TLS is forced."""
    recording = database()
    rules = recording.all_of("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule").values()
    assert {rule.inputs["referencedSecurityGroupId"] for rule in rules} == {"sg-1", "sg-2"}
    parameters = recording.inputs("aws:rds/parameterGroup:ParameterGroup")
    assert parameters["family"] == "postgres17"
    assert parameters["parameters"][0]["name"] == "rds.force_ssl"


@pytest.mark.parametrize(
    ("config", "override", "expected"),
    [
        ({}, None, True),
        ({"protect": "true"}, None, True),
        ({"protect": "false"}, None, False),
        ({"protect": "false"}, True, True),
        ({}, False, False),
    ],
)
def test_protection_follows_the_arg_then_the_stack_then_safety(
    config: dict[str, str], *, override: bool | None, expected: bool
) -> None:
    """Deletion protection of RDS and Pulumi's protect go together."""
    changes = {} if override is None else {"protect": override}
    recording = database(config, **changes)
    assert recording.inputs(INSTANCE)["deletionProtection"] is expected
    (instance,) = recording.all_of(INSTANCE).values()
    assert bool(instance.protect) is expected


def test_the_bucket_keeps_versions_for_a_year() -> None:
    """Versioning is on, and only what is no longer current ever ends."""
    recording = record(lambda: ObjectStore("store", {}))
    versioning = recording.inputs("aws:s3/bucketVersioning:BucketVersioning")
    assert versioning["versioningConfiguration"] == {"status": "Enabled"}
    (rule,) = recording.inputs("aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration")[
        "rules"
    ]
    assert rule["noncurrentVersionExpiration"] == {"noncurrentDays": 365}
    assert "expiration" not in rule
    assert recording.inputs("aws:s3/bucket:Bucket")["forceDestroy"] is False


def test_the_bucket_is_private_and_speaks_tls() -> None:
    """All four blocks are on, and requests without TLS are denied."""
    recording = record(lambda: ObjectStore("store", {}))
    block = recording.inputs("aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock")
    assert {value for key, value in block.items() if key != "bucket"} == {True}
    policy = json.loads(recording.inputs("aws:s3/bucketPolicy:BucketPolicy")["policy"])
    (statement,) = policy["Statement"]
    assert (statement["Effect"], statement["Condition"]) == (
        "Deny",
        {"Bool": {"aws:SecureTransport": "false"}},
    )


def test_a_bucket_to_throw_away_goes_with_its_objects() -> None:
    """Only where the stack says so."""
    recording = record(lambda: ObjectStore("store", {}), protect="false")
    assert recording.inputs("aws:s3/bucket:Bucket")["forceDestroy"] is True
