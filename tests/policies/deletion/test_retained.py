"""Cases of BC-DEL-003: by states, since the engine does not pass the option to policies."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from pods.testing import Declared
from pods_policies.deletion.retained import RETAINED, RetainedSettings
from pods_policies.judging.judge import judge_stack
from pods_policies.reading import UNKNOWN, Truth
from pods_policies.relations.resource import Options, Resource, resource
from pods_policies.relations.stack import Occasion, Stack
from pods_policies.verdicts import Finding, Kept, NotApplicable

RULE = "BC-DEL-003"
VAULT = "aws:backup/vault:Vault"
AIR_GAP = "aws:backup/logicallyAirGappedVault:LogicallyAirGappedVault"
BUCKET = "aws:s3/bucket:Bucket"
REPORTS = "aws:backup/reportPlan:ReportPlan"
NOT_TOLD = "n/a: the engine does not tell policies what is retained: `pods check --state` judges it"


def store(kind: str, retained: Truth, **properties: Any) -> Resource:
    """Make a resource as a state holds it."""
    return resource(kind, "store", properties, options=Options(retain_on_delete=retained))


def said(*resources: Resource, **settings: Any) -> list[str]:
    """Return what the rule concludes."""
    stack = Stack(resources, Occasion(datetime(2027, 3, 1, tzinfo=UTC)))
    told = []
    for judgement in judge_stack(RETAINED, stack, RetainedSettings(**settings)):
        verdict = judgement.verdict
        if isinstance(verdict, NotApplicable):
            told.append(f"n/a: {verdict.reason}")
        elif isinstance(verdict, Finding):
            told.append(verdict.observed)
        else:
            assert isinstance(verdict, Kept)
    return told


DELIVERED = {"reportDeliveryChannel": {"s3BucketName": UNKNOWN}}
SOURCE = {"reportDeliveryChannel": ("urn:pulumi:example::example::aws:s3/bucket:Bucket::store",)}
TAGGED = {"tags": {"pods:backup": "clinic"}}

CASES: list[tuple[str, list[Resource], list[str]]] = [
    ("pass: retained", [store(VAULT, True), store(AIR_GAP, True)], []),  # noqa: FBT003
    ("fail: a vault", [store(VAULT, retained=False)], ["retain_on_delete is not set"]),
    (
        "fail: a bucket of backups by its tag",
        [store(BUCKET, retained=False, **TAGGED)],
        ["retain_on_delete is not set"],
    ),
    (
        "fail: a bucket that reports are delivered to",
        [store(BUCKET, retained=False), resource(REPORTS, "audit", DELIVERED, SOURCE)],
        ["retain_on_delete is not set"],
    ),
    (
        "fail: by the name of the bucket",
        [
            store(BUCKET, retained=False, bucket="clinic-reports"),
            resource(
                REPORTS, "audit", {"reportDeliveryChannel": {"s3BucketName": "clinic-reports"}}
            ),
        ],
        ["retain_on_delete is not set"],
    ),
    (
        "boundary: a tag whose value is not known yet",
        [store(BUCKET, retained=False, tags={"pods:backup": UNKNOWN})],
        ["retain_on_delete is not set"],
    ),
    ("absent: no option", [store(AIR_GAP, retained=False)], ["retain_on_delete is not set"]),
    ("unknown: the engine does not tell", [store(VAULT, UNKNOWN)], [NOT_TOLD]),
    (
        "not applicable: a bucket of other things",
        [store(BUCKET, retained=False, bucket="clinic-files")],
        ["n/a: no store of backups or evidence in this stack"],
    ),
]


@pytest.mark.requirement("A6")
@pytest.mark.parametrize(("case", "resources", "expected"), CASES, ids=[one[0] for one in CASES])
def test_backups_that_go_with_their_stack_are_refused(
    case: str, resources: list[Resource], expected: list[str]
) -> None:
    """Vaults, and the buckets that hold backups or evidence."""
    assert case
    assert said(*resources) == expected


def test_other_tags_may_mark_backups() -> None:
    """The configuration names them, instead of the project's own."""
    bucket = store(BUCKET, retained=False, tags={"purpose": "dumps"})
    assert said(bucket, backup_tags=("purpose",)) == ["retain_on_delete is not set"]


def test_in_the_engine_nothing_is_said_of_it(judge: Callable[..., list[str]]) -> None:
    """It would refuse every vault there."""
    assert judge(RULE, Declared(VAULT, "vault", {}, protect=True)) == [NOT_TOLD]
