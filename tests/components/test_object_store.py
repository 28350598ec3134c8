"""The object store's replica, lock and lists."""

import json
from typing import Any

import pytest

from pods.components import ObjectStore
from pods.errors import TopologyError
from tests.components.recording import Recording, record

BUCKET = "aws:s3/bucket:Bucket"
KEY = "aws:kms/key:Key"
REPLICATION = "aws:s3/bucketReplicationConfig:BucketReplicationConfig"


def store(config: dict[str, str] | None = None, **changes: Any) -> Recording:
    """Record an object store with some args changed."""
    args: Any = dict(changes)
    return record(lambda: ObjectStore("store", args), **(config or {}))


@pytest.fixture(scope="module")
def replicated() -> Recording:
    """Return a store with a replica."""
    return store(replica_region="us-west-2")


def rule(recording: Recording) -> dict[str, Any]:
    """Return the one replication rule."""
    (only,) = recording.inputs(REPLICATION)["rules"]
    found: dict[str, Any] = only
    return found


def permissions(recording: Recording) -> dict[str, list[str]]:
    """Return what the role may do, by the resource."""
    policy = json.loads(recording.inputs("aws:iam/rolePolicy:RolePolicy")["policy"])
    return {each["Resource"][0]: each["Action"] for each in policy["Statement"]}


def test_events_go_where_aws_backup_hears_them() -> None:
    """It goes back to a moment only with EventBridge on."""
    notification = store().inputs("aws:s3/bucketNotification:BucketNotification")
    assert notification["eventbridge"] is True


def test_without_a_replica_there_is_neither_key_nor_role() -> None:
    """AWS's own key encrypts, and nobody replicates."""
    recording = store()
    assert recording.all_of(KEY) == {}
    assert recording.all_of("aws:iam/role:Role") == {}
    assert sorted(recording.all_of(BUCKET)) == ["store-objects"]


@pytest.mark.requirement("B4", "D7")
def test_the_replica_lies_in_its_region_with_everything(replicated: Recording) -> None:
    """Bucket, key, and every setting that the home bucket has."""
    away = {each.type for each in replicated.resources if each.inputs.get("region") == "us-west-2"}
    home = {
        each.type
        for each in replicated.resources
        if each.type.startswith(("aws:s3/", "aws:kms/")) and "region" not in each.inputs
    }
    assert away == home - {REPLICATION, "aws:s3/bucketNotification:BucketNotification"}
    days = {
        name: each.inputs["rules"][0]["noncurrentVersionExpiration"]["noncurrentDays"]
        for name, each in replicated.all_of(
            "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration"
        ).items()
    }
    assert days == {"store-lifecycle": 365, "store-replica-lifecycle": 365}


@pytest.mark.requirement("B4")
def test_replication_is_in_time_and_measured(replicated: Recording) -> None:
    """Every object, encrypted or not, within fifteen minutes; deletions stay at home."""
    found = rule(replicated)
    assert found["deleteMarkerReplication"] == {"status": "Disabled"}
    assert found["sourceSelectionCriteria"] == {"sseKmsEncryptedObjects": {"status": "Enabled"}}
    assert (found["filter"], found["priority"], found["status"]) == ({"prefix": ""}, 1, "Enabled")
    destination = found["destination"]
    assert destination["replicationTime"] == {"status": "Enabled", "time": {"minutes": 15}}
    assert destination["metrics"] == {"status": "Enabled", "eventThreshold": {"minutes": 15}}
    assert destination["encryptionConfiguration"]["replicaKmsKeyId"].endswith("store-replica-key")


def test_without_time_control_it_is_measured_all_the_same() -> None:
    """Only AWS's commitment is left out."""
    destination = rule(store(replica_region="us-west-2", replication_time_control=False))[
        "destination"
    ]
    assert destination["metrics"] == {"status": "Enabled"}
    assert "replicationTime" not in destination


@pytest.mark.requirement("B10")
def test_the_role_replicates_and_deletes_nothing(replicated: Recording) -> None:
    """It reads versions of one bucket and writes replicas to the other, with their two keys."""
    home = "arn:aws:{}:us-east-1:111111111111:{}/store{}"
    away = "arn:aws:{}:us-west-2:111111111111:{}/store-replica{}"
    assert permissions(replicated) == {
        home.format("s3", "bucket", "-objects"): [
            "s3:GetReplicationConfiguration",
            "s3:ListBucket",
        ],
        home.format("s3", "bucket", "-objects/*"): [
            "s3:GetObjectVersionAcl",
            "s3:GetObjectVersionForReplication",
            "s3:GetObjectVersionTagging",
        ],
        away.format("s3", "bucket", "-objects/*"): ["s3:ReplicateObject", "s3:ReplicateTags"],
        home.format("kms", "key", "-key"): ["kms:Decrypt"],
        away.format("kms", "key", "-key"): ["kms:Encrypt", "kms:GenerateDataKey"],
    }


def test_deletions_are_carried_over_where_asked() -> None:
    """The rule says so, and the role may."""
    recording = store(replica_region="us-west-2", replicate_deletions=True)
    assert rule(recording)["deleteMarkerReplication"] == {"status": "Enabled"}
    actions = [action for each in permissions(recording).values() for action in each]
    assert "s3:ReplicateDelete" in actions


def test_both_buckets_and_both_keys_outlive_a_mistake(replicated: Recording) -> None:
    """All four are protected, and a key takes a month to go."""
    for token, names in (
        (BUCKET, ["store-objects", "store-replica-objects"]),
        (KEY, ["store-key", "store-replica-key"]),
    ):
        found = replicated.all_of(token)
        assert sorted(found) == names
        assert {each.protect for each in found.values()} == {True}
    for each in replicated.all_of(KEY).values():
        assert each.inputs["deletionWindowInDays"] == 30
        assert each.inputs["enableKeyRotation"] is True


def test_a_key_serves_whoever_may_use_the_bucket(replicated: Recording) -> None:
    """Through S3 and for this account: no workload needs a permission of its own."""
    policy = json.loads(replicated.inputs(KEY, "store-key")["policy"])
    owner, through_s3 = policy["Statement"]
    assert owner["Principal"] == {"AWS": "arn:aws:iam::111111111111:root"}
    assert through_s3["Condition"] == {
        "StringEquals": {"kms:CallerAccount": "111111111111"},
        "StringLike": {"kms:ViaService": ["s3.*.amazonaws.com", "s3.*.amazonaws.com.cn"]},
    }


@pytest.mark.requirement("B10")
def test_a_lock_holds_in_both_regions() -> None:
    """Versions are locked at home and away, and the role may carry locks over."""
    recording = store(replica_region="us-west-2", object_lock_days=35)
    locks = recording.all_of("aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration")
    assert sorted(locks) == ["store-lock", "store-replica-lock"]
    for each in locks.values():
        retention = each.inputs["rule"]["defaultRetention"]
        assert retention == {"mode": "GOVERNANCE", "days": 35}
    actions = [action for each in permissions(recording).values() for action in each]
    assert {"s3:GetObjectLegalHold", "s3:GetObjectRetention"} <= set(actions)


def test_every_version_is_listed_in_a_bucket_beside_it() -> None:
    """S3 may write lists of this bucket there, and of no other."""
    recording = store(inventory="daily", object_lock_days=35)
    lists = recording.inputs("aws:s3/inventory:Inventory")
    assert (lists["includedObjectVersions"], lists["schedule"]) == ("All", {"frequency": "Daily"})
    assert lists["destination"]["bucket"]["bucketArn"].endswith("store-inventory-objects")
    policy = json.loads(
        recording.inputs("aws:s3/bucketPolicy:BucketPolicy", "store-inventory-tls")["policy"]
    )
    _, writer = policy["Statement"]
    assert writer["Principal"] == {"Service": "s3.amazonaws.com"}
    (source,) = writer["Condition"]["ArnLike"].values()
    assert source.endswith("bucket/store-objects")
    locks = recording.all_of("aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration")
    assert sorted(locks) == ["store-lock"]


def test_a_mistake_is_told_under_the_components_name() -> None:
    """Before the first resource."""
    with pytest.raises(TopologyError, match=r"^store: replica_region: 'us-west-9'; "):
        store(replica_region="us-west-9")
