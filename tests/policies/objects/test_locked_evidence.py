"""Cases of BC-OBJ-003."""

from collections.abc import Callable
from typing import Any

import pytest

from pods.testing import UNKNOWN, Declared

RULE = "BC-OBJ-003"
TOKEN = "aws:s3/bucket:Bucket"
HOLDS = Declared(TOKEN, "files", {"bucket": "exports", "tags": {"pods:holds": "backup"}})
PLAIN = Declared(TOKEN, "files", {"bucket": "exports"})
OPEN = "undecided: files: for how long its objects are locked is not known before the update"
NONE = ["n/a: it holds neither backups nor evidence"]


def lock(name: Any = "exports", of: Declared | None = None, **retention: Any) -> Declared:
    """Return a lock, by name or by dependency."""
    given = {"bucket": name, "rule": {"defaultRetention": {"mode": "GOVERNANCE", **retention}}}
    token = "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration"
    return Declared(token, "lock", given, uses={"bucket": [of]} if of else {})


def trail(name: Any, *of: Declared) -> Declared:
    """Return a trail that writes to a bucket."""
    uses = {"s3BucketName": list(of)} if of else {}
    return Declared("aws:cloudtrail/trail:Trail", "t", {"s3BucketName": name}, uses=uses)


def reports(*of: Declared) -> Declared:
    """Return a report plan that writes to a bucket."""
    given = {"reportDeliveryChannel": {"s3BucketName": UNKNOWN}}
    token = "aws:backup/reportPlan:ReportPlan"
    return Declared(token, "r", given, uses={"reportDeliveryChannel": list(of)})


INLINE = {"objectLockConfiguration": {"rule": {"defaultRetention": {"days": 35}}}}
CASES: list[tuple[str, list[Declared], list[str]]] = [
    ("pass: by name", [HOLDS, lock(days=35)], []),
    ("pass: by dependency", [HOLDS, lock(UNKNOWN, HOLDS, days=35)], []),
    ("pass: in years", [HOLDS, lock(years=1)], []),
    ("pass: of its own", [Declared(TOKEN, "files", {**HOLDS.properties, **INLINE})], []),
    ("fail: by its tag", [HOLDS], ["files: its objects are not locked"]),
    (
        "fail: a trail writes there, by name",
        [PLAIN, trail("exports")],
        ["files: its objects are not locked"],
    ),
    (
        "fail: a trail, by dependency",
        [PLAIN, trail(UNKNOWN, PLAIN)],
        ["files: its objects are not locked"],
    ),
    ("fail: reports", [PLAIN, reports(PLAIN)], ["files: its objects are not locked"]),
    ("fail: too short", [HOLDS, lock(days=7)], ["lock: its lock keeps new versions for 7 days"]),
    (
        "fail: it could be locked, and is not",
        [Declared(TOKEN, "files", {**HOLDS.properties, "objectLockEnabled": True})],
        ["files: its objects are not locked"],
    ),
    (
        "boundary: a day less",
        [HOLDS, lock(days=34)],
        ["lock: its lock keeps new versions for 34 days"],
    ),
    (
        "absent: the retention",
        [HOLDS, lock()],
        ["lock: its lock has no retention by default, so that new versions are not locked"],
    ),
    ("unknown: the days", [HOLDS, lock(days=UNKNOWN)], [OPEN]),
    ("unknown: whose lock it is", [HOLDS, lock(UNKNOWN, days=35)], [OPEN]),
    (
        "unknown: the tag",
        [Declared(TOKEN, "files", {"tags": {"pods:holds": UNKNOWN}})],
        ["undecided: files: whether it holds backups or evidence is not known before the update"],
    ),
    (
        "not applicable: another tag",
        [Declared(TOKEN, "files", {"tags": {"pods:holds": "x"}})],
        NONE,
    ),
    ("not applicable: no tag", [PLAIN], NONE),
    ("not applicable: no bucket", [], ["n/a: no bucket in this stack"]),
]


@pytest.mark.requirement("B10", "B12")
@pytest.mark.parametrize(("case", "stack", "expected"), CASES, ids=[one[0] for one in CASES])
def test_evidence_that_can_be_overwritten_is_refused(
    judge: Callable[..., list[str]], case: str, stack: list[Declared], expected: list[str]
) -> None:
    """What proves or restores is locked for as long as its tier keeps it."""
    assert judge(RULE, *stack) == expected, case
