"""Cases of BC-CPY-003."""

from collections.abc import Callable
from typing import Any

import pytest

from pods.testing import UNKNOWN, Declared
from tests.policies.backed_up import PROVIDER, RECOVERY

RULE = "BC-CPY-003"
TOKEN = "aws:s3/bucket:Bucket"
FILES = Declared(TOKEN, "files", {"bucket": "clinic-files"}, provider=PROVIDER)
FAR = Declared(
    TOKEN,
    "far",
    {"bucket": "clinic-far", "region": RECOVERY},
    outputs={"arn": "arn:aws:s3:::clinic-far"},
)
NEAR = Declared(TOKEN, "near", {"bucket": "clinic-near"}, provider=PROVIDER)
NONE = "it keeps no versions, so that nothing is replicated"
WHOSE = "which replication belongs to the bucket is not known before the update"


def versions(of: Declared, status: Any = "Enabled") -> Declared:
    """Return the versioning of a bucket, by name."""
    given = {"bucket": of.properties["bucket"], "versioningConfiguration": {"status": status}}
    return Declared("aws:s3/bucketVersioning:BucketVersioning", f"v-{of.name}", given)


def replication(*targets: Declared, of: Declared = FILES, **others: Any) -> Declared:
    """Return a replication, by dependency, or by names and ARNs if `literal`."""
    literal, status = others.pop("literal", False), others.pop("status", "Enabled")
    rules = [
        {
            "status": status,
            "destination": {"bucket": one.outputs["arn"] if literal else UNKNOWN, **others},
        }
        for one in targets
    ]
    given = {"bucket": of.properties["bucket"] if literal else UNKNOWN, "rules": rules}
    uses = {} if literal else {"bucket": [of, versions(of)], "rules": list(targets)}
    token = "aws:s3/bucketReplicationConfig:BucketReplicationConfig"
    return Declared(token, "replication", given, uses=uses)


BOTH = [FILES, FAR, versions(FILES), versions(FAR)]
TO_NAME = Declared(
    "aws:s3/bucketReplicationConfig:BucketReplicationConfig",
    "replication",
    {
        "bucket": "clinic-files",
        "rules": [{"status": "Enabled", "destination": {"bucket": "arn:aws:s3:::elsewhere"}}],
    },
)
CASES: list[tuple[str, list[Declared], list[str]]] = [
    ("pass: by dependency", [*BOTH, replication(FAR)], []),
    ("pass: by name and ARN", [*BOTH, replication(FAR, literal=True)], []),
    (
        "pass: to another account",
        [FILES, versions(FILES), replication(FILES, account="222222222222")],
        ["n/a: a replica: its source is judged"],
    ),
    ("fail: not replicated", [FILES, versions(FILES)], ["files: it is not replicated"]),
    (
        "fail: within its Region",
        [FILES, NEAR, versions(FILES), versions(NEAR), replication(NEAR)],
        ["replication: it replicates to no bucket of another Region"],
    ),
    (
        "fail: switched off",
        [*BOTH, replication(FAR, status="Disabled")],
        ["replication: it replicates nothing: no rule is enabled"],
    ),
    (
        "fail: another bucket's",
        [FILES, NEAR, FAR, versions(NEAR), versions(FAR), replication(FAR, of=NEAR)],
        ["files: it is not replicated"],
    ),
    (
        "boundary: versions at one end only",
        [FILES, FAR, versions(FILES), replication(FAR)],
        [f"far: {NONE}"],
    ),
    (
        "absent: no rule",
        [FILES, versions(FILES), replication()],
        ["replication: it replicates nothing: no rule is enabled"],
    ),
    (
        "unknown: the Region of a bucket made elsewhere",
        [FILES, versions(FILES), TO_NAME],
        ["undecided: files: the Region that it is replicated to is not known before the update"],
    ),
    (
        "unknown: whether versions are kept",
        [FILES, FAR, versions(FILES), versions(FAR, UNKNOWN), replication(FAR)],
        ["undecided: far: whether it keeps versions is not known before the update"],
    ),
    (
        "unknown: whose replication it is",
        [
            FILES,
            versions(FILES),
            Declared(TO_NAME.type, "r", {"bucket": UNKNOWN, "rules": []}),
        ],
        [f"undecided: files: {WHOSE}"],
    ),
    (
        "unknown: the rules",
        [FILES, Declared(TO_NAME.type, "r", {"bucket": "clinic-files", "rules": UNKNOWN})],
        ["undecided: r: what it replicates is not known before the update"],
    ),
    ("not applicable: no bucket", [], ["n/a: no bucket in this stack"]),
    (
        "not applicable: tier 2",
        [Declared(TOKEN, "files", {"tags": {"pods:tier": "2"}})],
        ["n/a: tier 2 may be restored from backups"],
    ),
    (
        "not applicable: what canaries leave",
        [
            FILES,
            Declared(
                "aws:synthetics/canary:Canary", "c", {"artifactS3Location": "s3://clinic-files/x"}
            ),
        ],
        ["n/a: it holds what canaries leave of their runs"],
    ),
]


@pytest.mark.requirement("A11", "D1", "B4")
@pytest.mark.parametrize(("case", "stack", "expected"), CASES, ids=[one[0] for one in CASES])
def test_a_bucket_of_one_region_is_refused(
    judge: Callable[..., list[str]], case: str, stack: list[Declared], expected: list[str]
) -> None:
    """Objects of tier 1 are in another Region, too, with their versions."""
    assert judge(RULE, *stack) == expected, case
