"""Cases of BC-IMM-005."""

from collections.abc import Callable
from typing import Any

import pytest

from pods.testing import UNKNOWN, Declared

RULE = "BC-IMM-005"
KEY = Declared("aws:kms/key:Key", "key")
OWN = "arn:aws:kms:us-east-1:111111111111:key/1"
OPEN = "whose key it is encrypted with is not known before the update"
NO_KEY = "it names no key, so that AWS's own is used"


def one(kind: str, *keys: Declared, **properties: Any) -> Declared:
    """Return a resource whose key comes from these keys."""
    prop = "kmsKeyArn" if "kmsKeyArn" in properties else "kmsKeyId"
    return Declared(kind, "it", properties, uses={prop: keys} if keys else {})


def vault(*keys: Declared, **properties: Any) -> Declared:
    """Return a vault."""
    return one("aws:backup/vault:Vault", *keys, **properties)


def database(**properties: Any) -> Declared:
    """Return a database."""
    return one("aws:rds/instance:Instance", **properties)


def copying(**rule: Any) -> Declared:
    """Return a snapshot policy that copies into another Region."""
    schedules = [{"crossRegionCopyRules": [rule]}]
    return Declared(
        "aws:dlm/lifecyclePolicy:LifecyclePolicy", "it", {"policyDetails": {"schedules": schedules}}
    )


COPY = "policyDetails.schedules[0].crossRegionCopyRules[0]: "
CASES: list[tuple[str, list[Declared], list[str]]] = [
    ("pass: a key of the stack, by dependency", [KEY, vault(KEY, kmsKeyArn=UNKNOWN)], []),
    ("pass: a key by its ARN", [vault(kmsKeyArn=OWN)], []),
    ("pass: a key by an alias", [vault(kmsKeyArn=f"{OWN[:-5]}alias/backups")], []),
    ("pass: a database", [database(storageEncrypted=True, kmsKeyId=OWN)], []),
    ("pass: a volume", [one("aws:ebs/volume:Volume", encrypted="true", kmsKeyId=OWN)], []),
    (
        "pass: a Neptune cluster",
        [one("aws:neptune/cluster:Cluster", storageEncrypted=True, kmsKeyArn=OWN)],
        [],
    ),
    ("pass: a copy of a policy", [copying(encrypted=True, cmkArn=OWN)], []),
    (
        "fail: AWS's key",
        [vault(kmsKeyArn=f"{OWN[:-5]}alias/aws/backup")],
        ["it: it names a key that AWS manages"],
    ),
    ("fail: not encrypted", [database(kmsKeyId=OWN)], ["it: it is not encrypted"]),
    ("fail: encrypted by default", [database(storageEncrypted=True)], [f"it: {NO_KEY}"]),
    ("fail: a copy of a policy", [copying(encrypted=False)], [f"it: {COPY}it is not encrypted"]),
    ("fail: a copy of a snapshot", [one("aws:rds/snapshotCopy:SnapshotCopy")], [f"it: {NO_KEY}"]),
    (
        "boundary: a replica that names AWS's key is judged all the same",
        [database(replicateSourceDb="a", storageEncrypted=True, kmsKeyId="alias/aws/rds")],
        ["it: it names a key that AWS manages"],
    ),
    ("absent: the key of a vault", [vault()], [f"it: {NO_KEY}"]),
    (
        "unknown: a key from elsewhere",
        [vault(kmsKeyArn=UNKNOWN)],
        [f"undecided: it: {OPEN}"],
    ),
    (
        "unknown: whether it encrypts",
        [database(storageEncrypted=UNKNOWN, kmsKeyId=OWN)],
        [f"undecided: it: {OPEN}"],
    ),
    (
        "unknown: the copies",
        [copying(encrypted=True, cmkArn=UNKNOWN)],
        [f"undecided: it: {COPY}{OPEN}"],
    ),
    (
        "unknown: the schedules",
        [Declared("aws:dlm/lifecyclePolicy:LifecyclePolicy", "it", {"policyDetails": UNKNOWN})],
        ["undecided: it: its schedules are not known before the update"],
    ),
    (
        "not applicable: an air-gapped vault",
        [Declared("aws:backup/logicallyAirGappedVault:LogicallyAirGappedVault", "gap")],
        ["n/a: AWS keeps the key of an air-gapped vault out of the account"],
    ),
    (
        "not applicable: a replica",
        [database(replicateSourceDb="a")],
        ["n/a: a replica takes the key of its source"],
    ),
    (
        "not applicable: nothing",
        [],
        ["n/a: no vault, database, volume or copy in this stack"],
    ),
]


@pytest.mark.requirement("B10", "B4")
@pytest.mark.parametrize(("case", "stack", "expected"), CASES, ids=[one[0] for one in CASES])
def test_backups_under_a_key_of_aws_are_refused(
    judge: Callable[..., list[str]], case: str, stack: list[Declared], expected: list[str]
) -> None:
    """What is snapshotted, and where copies go, is encrypted with a key of one's own."""
    assert judge(RULE, *stack) == expected, case
