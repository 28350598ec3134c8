"""Cases of BC-OBJ-002."""

from collections.abc import Callable
from typing import Any

import pytest

from pods.testing import UNKNOWN, Declared

RULE = "BC-OBJ-002"
TOKEN = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration"
FILES = Declared("aws:s3/bucket:Bucket", "files", {"bucket": "clinic-files"})
OWN = "lifecycleRules[0].noncurrentVersionExpiration.days"
EARLIER = "rules[0].noncurrentVersionExpiration.noncurrentDays"


def lifecycle(*rows: Any, name: Any = UNKNOWN, of: Declared | None = FILES) -> Declared:
    """Return a lifecycle, by dependency or by name."""
    uses = {"bucket": [of]} if of is not None and name is UNKNOWN else {}
    return Declared(TOKEN, "l", {"bucket": name, "rules": list(rows)}, uses=uses)


def rule(earlier: Any = None, now: Any = None, **others: Any) -> dict[str, Any]:
    """Return a rule that removes earlier versions, and current objects, after so many days."""
    row: dict[str, Any] = {"status": "Enabled", **others}
    if earlier is not None:
        row["noncurrentVersionExpiration"] = {"noncurrentDays": earlier}
    if now is not None:
        row["expiration"] = now
    return row


INLINE = Declared(
    FILES.type,
    "files",
    {"lifecycleRules": [{"enabled": True, "noncurrentVersionExpiration": {"days": 7}}]},
)
CASES: list[tuple[str, list[Declared], list[str]]] = [
    ("pass: kept longer", [FILES, lifecycle(rule(365))], []),
    ("pass: by name", [FILES, lifecycle(rule(365), name="clinic-files")], []),
    ("pass: a rule that is off", [FILES, lifecycle(rule(1, status="Disabled"))], []),
    (
        "pass: delete markers and unfinished uploads",
        [
            FILES,
            lifecycle(
                rule(
                    now={"expiredObjectDeleteMarker": True},
                    abortIncompleteMultipartUpload={"daysAfterInitiation": 7},
                )
            ),
        ],
        [],
    ),
    (
        "fail: versions",
        [FILES, lifecycle(rule(7))],
        [f"l: {EARLIER} removes earlier versions after 7 days"],
    ),
    (
        "fail: versions, by name",
        [FILES, lifecycle(rule(365), rule("7"), name="clinic-files")],
        [f"l: {EARLIER.replace('0', '1', 1)} removes earlier versions after 7 days"],
    ),
    (
        "fail: current objects",
        [FILES, lifecycle(rule(now={"days": 30}, filter={"prefix": "tmp/"}))],
        ["l: rules[0].expiration.days removes objects after 30 days"],
    ),
    (
        "fail: from a date on",
        [FILES, lifecycle(rule(now={"date": "2030-01-01T00:00:00Z"}))],
        ["l: rules[0].expiration.date removes objects from a date on"],
    ),
    (
        "fail: of its own",
        [INLINE],
        [f"files: {OWN} removes earlier versions after 7 days"],
    ),
    ("fail: no number", [FILES, lifecycle(rule("soon"))], [f"l: {EARLIER} is no number"]),
    ("boundary: as long as the tier keeps it", [FILES, lifecycle(rule(35))], []),
    (
        "boundary: a day less",
        [FILES, lifecycle(rule(34))],
        [f"l: {EARLIER} removes earlier versions after 34 days"],
    ),
    (
        "boundary: a weaker tier keeps for less",
        [
            Declared(FILES.type, "files", {"bucket": "b", "tags": {"pods:tier": "3"}}),
            lifecycle(rule(14), name="b"),
        ],
        [],
    ),
    ("absent: no lifecycle", [FILES], []),
    ("absent: no rules", [FILES, lifecycle()], []),
    (
        "unknown: the days",
        [FILES, lifecycle(rule(UNKNOWN))],
        [f"undecided: l: {EARLIER} is not known before the update"],
    ),
    (
        "unknown: the rules",
        [FILES, Declared(TOKEN, "l", {"bucket": "clinic-files", "rules": UNKNOWN})],
        ["undecided: l: its rules are not known before the update"],
    ),
    (
        "unknown: a rule",
        [FILES, lifecycle(UNKNOWN)],
        ["undecided: l: rules[0] is not known before the update"],
    ),
    (
        "unknown: whose it is, and it is too short",
        [FILES, lifecycle(rule(1), of=None)],
        ["undecided: files: which lifecycle belongs to the bucket is not known before the update"],
    ),
    ("unknown: whose it is, and it is long enough", [FILES, lifecycle(rule(99), of=None)], []),
    ("not applicable: no bucket", [], ["n/a: no bucket in this stack"]),
    (
        "not applicable: what canaries leave",
        [
            FILES,
            lifecycle(rule(1)),
            Declared(
                "aws:synthetics/canary:Canary",
                "c",
                {"artifactS3Location": UNKNOWN},
                uses={"artifactS3Location": [FILES]},
            ),
        ],
        ["n/a: it holds what canaries leave of their runs"],
    ),
]


@pytest.mark.requirement("A11")
@pytest.mark.parametrize(("case", "stack", "expected"), CASES, ids=[one[0] for one in CASES])
def test_a_lifecycle_that_removes_too_soon_is_refused(
    judge: Callable[..., list[str]], case: str, stack: list[Declared], expected: list[str]
) -> None:
    """What was overwritten or deleted stays for the days of its tier."""
    assert judge(RULE, *stack) == expected, case
