"""Cases of BC-OBJ-001."""

from collections.abc import Callable
from typing import Any

import pytest

from pods.testing import UNKNOWN, Declared

RULE = "BC-OBJ-001"
BUCKET = "aws:s3/bucket:Bucket"


def versioning(
    status: Any, of: Declared | None = None, *, name: Any = UNKNOWN, kind: str = "BucketVersioning"
) -> Declared:
    """Return a versioning that takes its bucket from another resource, or by name."""
    token = f"aws:s3/{kind[0].lower()}{kind[1:]}:{kind}"
    properties = {"bucket": name, "versioningConfiguration": {"status": status}}
    return Declared(token, "v", properties, uses={} if of is None else {"bucket": [of]})


FILES = Declared(BUCKET, "files")
NAMED = Declared(BUCKET, "files", {"bucket": "clinic-files"})
OLD = Declared("aws:s3/bucketV2:BucketV2", "files")
OTHER = Declared(BUCKET, "other", {"versioning": {"enabled": True}})
GHOST = Declared(BUCKET, "files", outputs={"versioning": {"enabled": True}})

CASES: list[tuple[str, list[Declared], list[str]]] = [
    ("pass: by dependency", [FILES, versioning("Enabled", FILES)], []),
    ("pass: by name", [NAMED, versioning("Enabled", name="clinic-files")], []),
    ("pass: older tokens", [OLD, versioning("Enabled", OLD, kind="BucketVersioningV2")], []),
    ("pass: of its own", [OTHER], []),
    (
        "fail: suspended",
        [FILES, versioning("Suspended", FILES)],
        ["v: versioning is Suspended for files"],
    ),
    (
        "fail: of another bucket",
        [FILES, OTHER, versioning("Enabled", OTHER)],
        ["files: it has no versioning"],
    ),
    ("fail: only left over in the old state", [GHOST], ["files: it has no versioning"]),
    (
        "boundary: two that disagree",
        [
            NAMED,
            versioning("Enabled", NAMED),
            versioning("Off", name="clinic-files", kind="BucketVersioningV2"),
        ],
        ["v: versioning is Off for files"],
    ),
    ("absent: none", [FILES], ["files: it has no versioning"]),
    (
        "unknown: the status",
        [FILES, versioning(UNKNOWN, FILES)],
        ["undecided: v: the versioning status is not known before the update"],
    ),
    (
        "unknown: the status of its own",
        [Declared(BUCKET, "files", {"versioning": {"enabled": UNKNOWN}})],
        ["undecided: files: the versioning status is not known before the update"],
    ),
    (
        "unknown: whose it is",
        [FILES, versioning("Enabled")],
        ["undecided: files: which versioning belongs to the bucket is not known before the update"],
    ),
    ("not applicable: no bucket", [], ["n/a: no bucket in this stack"]),
]


@pytest.mark.requirement("A11")
@pytest.mark.parametrize(("case", "stack", "expected"), CASES, ids=[one[0] for one in CASES])
def test_a_bucket_without_versions_is_refused(
    judge: Callable[..., list[str]], case: str, stack: list[Declared], expected: list[str]
) -> None:
    """Each bucket needs an enabled versioning that is certainly its own."""
    assert case
    assert judge(RULE, *stack) == expected
