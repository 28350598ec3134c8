"""Cases of BC-OBJ-004."""

from collections.abc import Callable
from typing import Any

import pytest

from pods.testing import UNKNOWN, Declared
from tests.policies.backed_up import PROVIDER, RECOVERY, plan, selection, vault

RULE = "BC-OBJ-004"
FILES = Declared("aws:s3/bucket:Bucket", "files", {"bucket": "clinic-files"}, provider=PROVIDER)
HOME, COPIES = vault("home"), vault("copies", RECOVERY)
GAP = vault("gap", RECOVERY, "LogicallyAirGappedVault")
ONE = ["files: one credential can remove all versions of its objects"]
OPEN = ["undecided: files: whether its versions are guarded is not known before the update"]


def versions(**configuration: Any) -> Declared:
    """Return the versioning of the bucket."""
    given = {"bucket": "clinic-files", "versioningConfiguration": configuration}
    return Declared("aws:s3/bucketVersioning:BucketVersioning", "v", given)


def lock(days: Any, name: Any = "clinic-files") -> Declared:
    """Return an object lock."""
    given = {"bucket": name, "rule": {"defaultRetention": {"mode": "COMPLIANCE", "days": days}}}
    token = "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration"
    return Declared(token, "l", given)


def vault_lock(of: Declared, **limits: Any) -> Declared:
    """Return the lock of a vault."""
    token = "aws:backup/vaultLockConfiguration:VaultLockConfiguration"
    return Declared(token, "vl", {"backupVaultName": of.name, "minRetentionDays": 7, **limits})


def backed(*copies: Declared, literal: bool = False) -> list[Declared]:
    """Return a stack that backs the bucket up, with these copies."""
    made = plan(HOME, copies, literal=literal)
    return [FILES, HOME, *copies, made, selection(made, FILES)]


CASES: list[tuple[str, list[Declared], list[str]]] = [
    ("pass: a second factor", [FILES, versions(status="Enabled", mfaDelete="Enabled")], []),
    ("pass: an object lock", [FILES, lock(1)], []),
    ("pass: backups in an air-gapped vault", backed(GAP), []),
    ("pass: the same by ARN", backed(GAP, literal=True), []),
    (
        "pass: a vault locked for good",
        [*backed(COPIES), vault_lock(COPIES, changeableForDays=3)],
        [],
    ),
    ("fail: versions alone", [FILES, versions(status="Enabled", mfaDelete="Disabled")], ONE),
    ("fail: backups under governance", [*backed(COPIES), vault_lock(COPIES)], ONE),
    ("fail: an air-gapped vault that nothing fills", [*backed(), GAP], ONE),
    ("boundary: a lock without a retention", [FILES, lock(None)], ONE),
    ("absent: nothing", [FILES], ONE),
    ("unknown: the second factor", [FILES, versions(mfaDelete=UNKNOWN)], OPEN),
    ("unknown: the lock", [FILES, lock(UNKNOWN)], OPEN),
    ("unknown: whose lock it is", [FILES, lock(1, UNKNOWN)], OPEN),
    ("not applicable: no bucket", [], ["n/a: no bucket in this stack"]),
    (
        "not applicable: tier 2",
        [Declared(FILES.type, "files", {"tags": {"pods:tier": "2"}})],
        ["n/a: tier 2 may lose its versions to one credential"],
    ),
]


@pytest.mark.requirement("A11", "B10")
@pytest.mark.parametrize(("case", "stack", "expected"), CASES, ids=[one[0] for one in CASES])
def test_versions_that_one_credential_removes_are_refused(
    judge: Callable[..., list[str]], case: str, stack: list[Declared], expected: list[str]
) -> None:
    """A second factor, a lock, or backups that nobody can empty."""
    assert judge(RULE, *stack) == expected, case


def test_backups_can_be_left_out_of_account(judge: Callable[..., list[str]]) -> None:
    """Who wants a lock on the bucket itself says so."""
    assert judge(RULE, *backed(GAP), config={"backupsCount": False}) == ONE
