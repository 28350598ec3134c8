"""Cases of BC-DEL-005."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from pods.testing import UNKNOWN, Declared
from pods_policies.deletion.forced_deletion import FORCED_DELETION
from pods_policies.reading import UNKNOWN as UNTOLD
from pods_policies.relations.resource import Options, resource
from pods_policies.relations.stack import Stack
from pods_policies.settings import Settings
from pods_policies.verdicts import Finding, NotApplicable

RULE = "BC-DEL-005"
BUCKET = "aws:s3/bucket:Bucket"
VAULT = "aws:backup/vault:Vault"
GROUP = "aws:autoscaling/group:Group"
CANARY = "aws:synthetics/canary:Canary"

DATABASE = Declared("aws:rds/instance:Instance", "db", {})
FORCED = Declared(BUCKET, "files", {"forceDestroy": True, "bucket": "clinic-files"})

CASES: list[tuple[str, list[Declared], list[str]]] = [
    ("pass: plainly", [DATABASE, Declared(BUCKET, "files", {"forceDestroy": False})], []),
    (
        "pass: the order in which anything else is replaced",
        [
            Declared(
                "aws:backup/vaultLockConfiguration:VaultLockConfiguration",
                "lock",
                {},
                delete_before_replace=True,
            )
        ],
        ["n/a: nothing in this stack holds data or can be deleted by force"],
    ),
    (
        "fail: a bucket and a vault are emptied",
        [FORCED, Declared(VAULT, "vault", {"forceDestroy": True})],
        ["files: force_destroy is True", "vault: force_destroy is True"],
    ),
    (
        "fail: a database is deleted first",
        [replace(DATABASE, delete_before_replace=True)],
        ["db: it is deleted before it is replaced"],
    ),
    (
        "fail: a group is dropped, and its pool",
        [Declared(GROUP, "pod", {"forceDelete": True, "forceDeleteWarmPool": True})],
        ["pod: force_delete is True", "pod: force_delete_warm_pool is True"],
    ),
    (
        "fail: a value that is no flag",
        [Declared(BUCKET, "files", {"forceDestroy": {}})],
        ["files: force_destroy is neither true nor false"],
    ),
    (
        "boundary: canaries name the prefix of another bucket",
        [FORCED, Declared(CANARY, "look", {"artifactS3Location": "s3://clinic-files-runs/look"})],
        ["files: force_destroy is True"],
    ),
    ("absent: not set", [Declared(BUCKET, "files", {}), Declared(GROUP, "pod", {})], []),
    (
        "unknown: not known yet",
        [Declared(VAULT, "vault", {"forceDestroy": UNKNOWN})],
        ["undecided: vault: force_destroy is not known before the update"],
    ),
    (
        "not applicable: runs of canaries, their bucket not known yet",
        [
            FORCED,
            Declared(
                CANARY,
                "look",
                {"artifactS3Location": UNKNOWN},
                uses={"artifactS3Location": (FORCED,)},
            ),
        ],
        ["n/a: it holds what canaries leave of their runs"],
    ),
    (
        "not applicable: runs of canaries, by the bucket's name",
        [FORCED, Declared(CANARY, "look", {"artifactS3Location": "s3://clinic-files/look"})],
        ["n/a: it holds what canaries leave of their runs"],
    ),
]


@pytest.mark.requirement("A4", "A11")
@pytest.mark.parametrize(("case", "resources", "expected"), CASES, ids=[one[0] for one in CASES])
def test_what_is_thrown_away_to_make_room_is_refused(
    judge: Callable[..., list[str]], case: str, resources: list[Declared], expected: list[str]
) -> None:
    """Data is emptied by nobody, and never deleted first."""
    assert case
    assert judge(RULE, *resources) == expected


def test_a_state_does_not_tell_the_order() -> None:
    """It is judged where it is told; what a state does tell is judged all the same."""
    untold = Options(delete_before_replace=UNTOLD)
    plain, emptied = (
        resource(BUCKET, name, {"forceDestroy": forced}, options=untold)
        for name, forced in (("a", False), ("b", True))
    )
    first, *rest = FORCED_DELETION.check(Stack([plain, emptied]), Settings())
    assert isinstance(first, NotApplicable)
    assert first.reason.startswith("states and saved previews do not tell")
    assert [one.observed for one in rest if isinstance(one, Finding)] == ["force_destroy is True"]
