"""BC-OBJ-001: every bucket keeps the versions of its objects."""

from collections.abc import Iterator
from typing import Final

from pods_policies.clauses import BACKUPS
from pods_policies.reading import ABSENT, UNKNOWN, Truth, flag
from pods_policies.relations.attachments import attachments
from pods_policies.relations.resource import Resource, resource
from pods_policies.relations.stack import Stack
from pods_policies.rule import Severity, StackRule
from pods_policies.settings import Settings
from pods_policies.verdicts import Change, Finding, Kept, NotApplicable, Undecided, Verdict

__all__ = ["VERSIONING"]

BUCKETS: Final = ("aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2")
VERSIONINGS: Final = (
    "aws:s3/bucketVersioning:BucketVersioning",
    "aws:s3/bucketVersioningV2:BucketVersioningV2",
)

_REQUIRED: Final = "versions are kept against human and machine error (A11)"
_STATUS: Final = "versioningConfiguration.status"


def _check(stack: Stack, _settings: Settings) -> Iterator[Verdict]:
    buckets = stack.of_type(*BUCKETS)
    if not buckets:
        yield NotApplicable("no bucket in this stack")
    versionings = attachments(stack, VERSIONINGS, ("bucket",), *BUCKETS)
    for bucket in buckets:
        yield from _judge(bucket, versionings.of(bucket), versionings.perhaps_of(bucket))


def _judge(bucket: Resource, own: list[Resource], perhaps: list[Resource]) -> Iterator[Verdict]:
    change = Change(_STATUS, "", 'versioning_configuration={"status": "Enabled"}')
    for one in own:  # where two disagree, the later one wins; which that is, nobody can tell
        yield from _judge_status(bucket, one, change)
    inline = _inline(bucket)
    if own:
        return
    if inline is True:
        yield Kept(bucket)
        return
    if inline is UNKNOWN:
        observed = "the versioning status is not known before the update"
        yield Undecided(bucket, observed, _REQUIRED, Change("versioning.enabled", "True"))
    elif perhaps:
        observed = "which versioning belongs to the bucket is not known before the update"
        plain = Change("bucket", "", f"name the bucket of {perhaps[0].label} plainly")
        yield Undecided(bucket, observed, _REQUIRED, plain)
    else:
        add = 'add aws.s3.BucketVersioning(…, versioning_configuration={"status": "Enabled"})'
        yield Finding(bucket, "it has no versioning", _REQUIRED, Change(_STATUS, "", add, "beside"))


def _judge_status(bucket: Resource, versioning: Resource, change: Change) -> Iterator[Verdict]:
    status = versioning.declared("versioningConfiguration", "status")
    if status is UNKNOWN:
        observed = "the versioning status is not known before the update"
        yield Undecided(versioning, observed, _REQUIRED, change)
    elif status != "Enabled":
        found = "not set" if status is ABSENT else str(status)
        yield Finding(versioning, f"versioning is {found} for {bucket.name}", _REQUIRED, change)
    else:
        yield Kept(bucket)


def _inline(bucket: Resource) -> Truth:
    """Read the bucket's own versioning.

    The provider also reports there what another resource set, so only the program's own setting
    counts; where that cannot be told apart, it does not settle the question.
    """
    if bucket.inputs is None:
        return False
    return flag(bucket.declared("versioning", "enabled"), default=False)


VERSIONING = StackRule(
    id="BC-OBJ-001",
    title="Every bucket keeps the versions of its objects",
    severity=Severity.CRITICAL,
    requirements=("A11",),
    reads=(*BUCKETS, *VERSIONINGS),
    checks="Every bucket has a `BucketVersioning` with the status Enabled, related to it by the "
    "dependency of its `bucket` property or by the name, or `versioning.enabled` of its own.",
    why="Without versions, an object that was overwritten or deleted by mistake, by a faulty "
    "release or by an attacker is gone; replication copies the damage.",
    remediation="Add aws.s3.BucketVersioning for the bucket with "
    'versioning_configuration={"status": "Enabled"}.',
    clauses=BACKUPS,
    equivalents=(
        "Checkov CKV_AWS_21",
        "Security Hub S3.14",
        "AWS Config S3_BUCKET_VERSIONING_ENABLED",
        "Prowler s3_bucket_object_versioning",
    ),
    example=(
        resource(BUCKETS[0], "clinic-files", {}),
        resource(
            VERSIONINGS[0],
            "clinic-files-versions",
            {"bucket": UNKNOWN, "versioningConfiguration": {"status": "Suspended"}},
            {"bucket": (f"urn:pulumi:example::example::{BUCKETS[0]}::clinic-files",)},
        ),
    ),
    check=_check,
)
