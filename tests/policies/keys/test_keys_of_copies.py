"""Cases of BC-KEY-002."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from pods.testing import UNKNOWN, Declared

RULE = "BC-KEY-002"
KEY = "aws:kms/key:Key"
REPLICA = "aws:kms/replicaKey:ReplicaKey"
TABLE = "aws:dynamodb/table:Table"
BUCKET = "aws:s3/bucket:Bucket"
REPLICATION = "aws:s3/bucketReplicationConfig:BucketReplicationConfig"
ENCRYPTION = (
    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration"
)

EAST = Declared(KEY, "east", {"region": "us-east-1"})
WEST = Declared(KEY, "west", {"region": "us-west-2"})
IRELAND = Declared(KEY, "ireland", {"region": "eu-west-1"})
SHARED = Declared(KEY, "shared", {"region": "us-east-1", "multiRegion": True})
SHARED_WEST = Declared(
    REPLICA,
    "shared-west",
    {"region": "us-west-2", "primaryKeyArn": UNKNOWN},
    uses={"primaryKeyArn": (SHARED,)},
)
WEST_ARN = "arn:aws:kms:us-west-2:111111111111:key/1234"
EAST_ARN = "arn:aws:kms:us-east-1:111111111111:key/1234"


def table(*keys: Declared, **row: Any) -> Declared:
    """Declare a table with a replica in us-west-2, whose key comes from these."""
    rows = [{"regionName": "us-west-2", **row}]
    return Declared(TABLE, "visits", {"replicas": rows}, uses={"replicas": keys} if keys else {})


def replication(
    key: Declared, *, status: Any = "Enabled", algorithm: Any = "aws:kms", rule_is: str = "Enabled"
) -> list[Declared]:
    """Declare the replication of an encrypted bucket to us-west-2."""
    files = Declared(BUCKET, "files", {"region": "us-east-1"})
    copies = Declared(BUCKET, "copies", {"region": "us-west-2"})
    encryption = Declared(
        ENCRYPTION,
        "files",
        {
            "bucket": UNKNOWN,
            "rules": [{"applyServerSideEncryptionByDefault": {"sseAlgorithm": algorithm}}],
        },
        uses={"bucket": (files,)},
    )
    destination = {
        "bucket": UNKNOWN,
        "encryptionConfiguration": {"replicaKmsKeyId": UNKNOWN},
    }
    rule = {
        "status": rule_is,
        "destination": destination,
        "sourceSelectionCriteria": {"sseKmsEncryptedObjects": {"status": status}},
    }
    copying = Declared(
        REPLICATION,
        "copying",
        {"bucket": UNKNOWN, "rules": [rule]},
        uses={"bucket": (files,), "rules": (copies, key)},
    )
    return [files, copies, key, encryption, copying]


WRONG = "visits: replicas[0].kms_key_arn names a key that is not in us-west-2"
NOT_KNOWN = (
    "undecided: visits: the Region of the key in replicas[0].kms_key_arn is not known before the "
    "update"
)

CASES: list[tuple[str, list[Declared], list[str]]] = [
    ("pass: a key of the Region", [WEST, table(WEST, kmsKeyArn=UNKNOWN)], []),
    ("pass: by its ARN", [table(kmsKeyArn=WEST_ARN)], []),
    ("pass: one of two keys fits", [EAST, WEST, table(EAST, WEST, kmsKeyArn=UNKNOWN)], []),
    (
        "pass: a multi-Region key with a replica there",
        [SHARED, SHARED_WEST, table(SHARED, kmsKeyArn=UNKNOWN)],
        [],
    ),
    ("pass: a replication that takes all along", replication(WEST), []),
    ("fail: a key of another Region", [EAST, table(EAST, kmsKeyArn=UNKNOWN)], [WRONG]),
    ("fail: by its ARN", [table(kmsKeyArn=EAST_ARN)], [WRONG]),
    (
        "fail: neither of two keys fits",
        [EAST, IRELAND, table(EAST, IRELAND, kmsKeyArn=UNKNOWN)],
        [WRONG],
    ),
    (
        "fail: a replication to another Region's key, without what is encrypted",
        replication(EAST, status="Disabled"),
        [
            (
                "copying: rules[0].destination.encryption_configuration.replica_kms_key_id names "
                "a key that is not in us-west-2"
            ),
            "copying: rules[0] leaves out the objects that are encrypted with a key",
        ],
    ),
    (
        "boundary: a bucket without a key",
        replication(WEST, status="Disabled", algorithm="AES256"),
        [],
    ),
    ("boundary: a rule that is off", replication(WEST, status="Disabled", rule_is="Disabled"), []),
    (
        "unknown: whether the bucket has a key",
        replication(WEST, status="Disabled", algorithm=UNKNOWN),
        [
            (
                "undecided: copying: whether its bucket is encrypted with a key is not known "
                "before the update"
            )
        ],
    ),
    (
        "boundary: a multi-Region key without a replica there",
        [SHARED, table(SHARED, kmsKeyArn=UNKNOWN)],
        [WRONG],
    ),
    ("boundary: an alias is looked up where the copy is", [table(kmsKeyArn="alias/visits")], []),
    (
        "absent: AWS's own key of the Region",
        [EAST, table(EAST)],
        ["n/a: no copy of this stack names a key"],
    ),
    ("unknown: where the key comes from", [table(kmsKeyArn=UNKNOWN)], [NOT_KNOWN]),
    (
        "unknown: the Region of the key",
        [Declared(KEY, "somewhere"), table(Declared(KEY, "somewhere"), kmsKeyArn=UNKNOWN)],
        [NOT_KNOWN],
    ),
    (
        "unknown: what is replicated",
        replication(WEST, status=UNKNOWN),
        ["undecided: copying: what rules[0] replicates is not known before the update"],
    ),
    (
        "not applicable: a database that is no copy",
        [EAST, Declared("aws:rds/instance:Instance", "db", {"kmsKeyId": EAST_ARN})],
        ["n/a: no copy of this stack names a key"],
    ),
]


@pytest.mark.requirement("B10", "D5")
@pytest.mark.parametrize(("case", "resources", "expected"), CASES, ids=[one[0] for one in CASES])
def test_copies_that_only_the_lost_region_can_read_are_refused(
    judge: Callable[..., list[str]], case: str, resources: list[Declared], expected: list[str]
) -> None:
    """The key of a copy is usable in the Region of the copy."""
    assert case
    assert judge(RULE, *resources) == expected


def test_rules_of_encryption_that_are_not_known_leave_it_open(
    judge: Callable[..., list[str]],
) -> None:
    """A replication that takes everything along is right all the same."""
    left_out, taken = replication(WEST, status="Disabled"), replication(WEST)
    for resources in (left_out, taken):
        encryption = resources[3]
        resources[3] = replace(encryption, properties={**encryption.properties, "rules": UNKNOWN})
    assert judge(RULE, *taken) == []
    assert judge(RULE, *left_out) == [
        (
            "undecided: copying: whether its bucket is encrypted with a key is not known "
            "before the update"
        )
    ]


def of(kind: str, properties: dict[str, Any], prop: str) -> Declared:
    """Declare a copy whose key is the one of us-east-1."""
    return Declared(kind, "copy", properties, uses={prop: (EAST,)})


PLACES: list[tuple[str, Declared, str]] = [
    (
        "a replica of a database",
        of(
            "aws:rds/instance:Instance",
            {"region": "us-west-2", "replicateSourceDb": UNKNOWN, "kmsKeyId": UNKNOWN},
            "kmsKeyId",
        ),
        "kms_key_id",
    ),
    (
        "a cluster that joins a global database",
        of(
            "aws:rds/cluster:Cluster",
            {"region": "us-west-2", "globalClusterIdentifier": UNKNOWN, "kmsKeyId": UNKNOWN},
            "kmsKeyId",
        ),
        "kms_key_id",
    ),
    (
        "replicated backups",
        of(
            "aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication",
            {"region": "us-west-2", "kmsKeyId": UNKNOWN},
            "kmsKeyId",
        ),
        "kms_key_id",
    ),
    (
        "a secret",
        of(
            "aws:secretsmanager/secret:Secret",
            {"replicas": [{"region": "us-west-2", "kmsKeyId": UNKNOWN}]},
            "replicas",
        ),
        "replicas[0].kms_key_id",
    ),
    (
        "a file system",
        of(
            "aws:efs/replicationConfiguration:ReplicationConfiguration",
            {"destination": {"region": "us-west-2", "kmsKeyId": UNKNOWN}},
            "destination",
        ),
        "destination.kms_key_id",
    ),
    (
        "snapshots of volumes",
        of(
            "aws:dlm/lifecyclePolicy:LifecyclePolicy",
            {
                "policyDetails": {
                    "schedules": [
                        {"crossRegionCopyRules": [{"target": "us-west-2", "cmkArn": UNKNOWN}]}
                    ]
                }
            },
            "policyDetails",
        ),
        "policy_details.schedules[0].cross_region_copy_rules[0].cmk_arn",
    ),
    (
        "a vault",
        of("aws:backup/vault:Vault", {"region": "us-west-2", "kmsKeyArn": UNKNOWN}, "kmsKeyArn"),
        "kms_key_arn",
    ),
]


@pytest.mark.requirement("B10", "D5")
@pytest.mark.parametrize(("case", "copy", "place"), PLACES, ids=[one[0] for one in PLACES])
def test_every_kind_of_copy_is_looked_at(
    judge: Callable[..., list[str]], case: str, copy: Declared, place: str
) -> None:
    """Each names its key in a place of its own."""
    assert case
    assert judge(RULE, EAST, copy) == [f"copy: {place} names a key that is not in us-west-2"]


@pytest.mark.parametrize(
    ("own", "provider", "is_known"),
    [
        ({}, {}, True),
        ({}, {"profile": "backup-account"}, False),
        ({"region": "us-west-2"}, {}, False),
    ],
)
def test_a_vault_and_its_key_of_one_provider_are_together(
    judge: Callable[..., list[str]],
    own: dict[str, Any],
    provider: dict[str, Any],
    *,
    is_known: bool,
) -> None:
    """The provider may take its Region from the environment; another one may take another."""
    key = Declared(KEY, "key")
    vault = Declared(
        "aws:backup/vault:Vault",
        "vault",
        {"kmsKeyArn": UNKNOWN, **own},
        uses={"kmsKeyArn": (key,)},
        provider=provider,
    )
    undecided = "the Region of the key in kms_key_arn is not known before the update"
    assert judge(RULE, key, vault) == ([] if is_known else [f"undecided: vault: {undecided}"])


@pytest.mark.parametrize(
    ("case", "copy", "place"), PLACES[3:6], ids=[one[0] for one in PLACES[3:6]]
)
def test_a_copy_elsewhere_is_not_where_its_key_is(
    judge: Callable[..., list[str]], case: str, copy: Declared, place: str
) -> None:
    """A key of the same provider is in the Region that the copy is made from."""
    assert case
    key = Declared(KEY, "key")
    here = replace(copy, uses=dict.fromkeys(copy.uses, (key,)))
    assert judge(RULE, key, here) == [
        f"undecided: copy: the Region of the key in {place} is not known before the update"
    ]


def test_a_replicated_bucket_is_not_where_its_key_is(judge: Callable[..., list[str]]) -> None:
    """The Region of the bucket that is copied into decides."""
    assert judge(RULE, *replication(Declared(KEY, "key"))) == [
        (
            "undecided: copying: the Region of the key in "
            "rules[0].destination.encryption_configuration.replica_kms_key_id is not known "
            "before the update"
        )
    ]
