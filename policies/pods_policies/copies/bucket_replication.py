"""BC-CPY-003: buckets of tier 1 are replicated into another Region, with versions on both ends."""

from collections.abc import Iterator
from typing import Any, Final

from pods_policies.clauses import ALTERNATE_SITE, BACKUPS, united
from pods_policies.copies.copied_elsewhere import CopySettings
from pods_policies.reading import ABSENT, UNKNOWN, Missing, Truth, every, read, some
from pods_policies.relations.attachments import Attachments, attachments
from pods_policies.relations.data.bucket_purposes import REPLICATIONS
from pods_policies.relations.data.data_copies import follows
from pods_policies.relations.data.data_resources import BUCKETS
from pods_policies.relations.places.regions import is_elsewhere
from pods_policies.relations.references import References, resolve
from pods_policies.relations.resource import Resource, resource
from pods_policies.relations.stack import Stack
from pods_policies.relations.tiers import tier_of
from pods_policies.rule import Severity, StackRule
from pods_policies.verdicts import Change, Finding, Kept, NotApplicable, Undecided, Verdict

__all__ = ["BUCKET_REPLICATION"]

VERSIONINGS: Final = (
    "aws:s3/bucketVersioning:BucketVersioning",
    "aws:s3/bucketVersioningV2:BucketVersioningV2",
)


def _check(stack: Stack, settings: CopySettings) -> Iterator[Verdict]:
    buckets = stack.of_type(*BUCKETS)
    if not buckets:
        yield NotApplicable("no bucket in this stack")
        return
    replications = attachments(stack, REPLICATIONS, ("bucket",), *BUCKETS)
    versions = attachments(stack, VERSIONINGS, ("bucket",), *BUCKETS)
    for bucket in buckets:
        tier = tier_of(bucket, settings)
        reason = follows(stack, bucket)
        if tier > settings.max_tier:
            reason = f"tier {tier} may be restored from backups"
        if reason:
            yield NotApplicable(reason, bucket)
        else:
            yield _judge(stack, bucket, replications, versions)


def _judge(
    stack: Stack, bucket: Resource, replications: Attachments, versions: Attachments
) -> Verdict:
    required = "tier 1 replicates its objects into another Region, with versions kept (A11, D1)"
    own = replications.of(bucket)
    if not own:
        if replications.perhaps_of(bucket):
            return _open(bucket, "which replication belongs to the bucket", required)
        change = Change("rules", "", "add aws.s3.BucketReplicationConfig(…)", "beside")
        return Finding(bucket, "it is not replicated", required, change)
    rules = own[0].declared("rules")
    if rules is UNKNOWN:
        return _open(own[0], "what it replicates", required)
    rows = list(enumerate(rules if isinstance(rules, list) else []))
    active = [(index, rule) for index, rule in rows if read(rule, "status") != "Disabled"]
    if not active:
        change = Change("rules[0].status", '"Enabled"')
        return Finding(own[0], "it replicates nothing: no rule is enabled", required, change)
    answers = [_replicates(stack, own[0], index, rule, bucket) for index, rule in active]
    if some(answers) is False:
        change = Change(f"rules[{active[0][0]}].destination.bucket", "<a bucket of another Region>")
        observed = "it replicates to no bucket of another Region"
        return Finding(own[0], observed, required, change)
    targets = [
        resolve(stack, own[0], ("rules", index, "destination", "bucket"), *BUCKETS)
        for index, _ in active
    ]
    ends = (bucket, *(one for target in targets for one in target.certain))
    return _versions(bucket, ends, versions, some(answers), required)


def _replicates(stack: Stack, one: Resource, index: int, rule: Any, bucket: Resource) -> Truth:
    """Answer whether a rule is on, and leads to another Region (or a bucket of another account)."""
    target: References = resolve(stack, one, ("rules", index, "destination", "bucket"), *BUCKETS)
    status: Truth = UNKNOWN if read(rule, "status") is UNKNOWN else True
    if read(rule, "destination", "account") is not ABSENT:
        return status
    away = some(is_elsewhere(bucket, each) for each in target.everything)
    if target.elsewhere or not target.complete:  # the name of a bucket does not tell its Region
        away = some([away, Missing.UNKNOWN])
    return every([status, away])


def _versions(
    bucket: Resource,
    ends: tuple[Resource, ...],
    versions: Attachments,
    replicates: Truth,
    required: str,
) -> Verdict:
    for end in ends:
        enabled = some(
            [
                *(_is_enabled(one) for one in versions.of(end)),
                *([UNKNOWN] if versions.perhaps_of(end) else []),
                end.inputs is not None and end.declared("versioning", "enabled") is True,
            ]
        )
        if enabled is False:
            change = Change("versioningConfiguration.status", '"Enabled"', "", "for")
            return Finding(
                end, "it keeps no versions, so that nothing is replicated", required, change
            )
        if enabled is UNKNOWN:
            return _open(end, "whether it keeps versions", required)
    if replicates is UNKNOWN:
        return _open(bucket, "the Region that it is replicated to", required)
    return Kept(bucket)


def _is_enabled(versioning: Resource) -> Truth:
    status = versioning.declared("versioningConfiguration", "status")
    return UNKNOWN if status is UNKNOWN else bool(status == "Enabled")


def _open(one: Resource, what: str, required: str) -> Undecided:
    plain = Change("bucket", "", "name the buckets plainly, or make them in this stack")
    return Undecided(one, f"{what} is not known before the update", required, plain)


BUCKET_REPLICATION = StackRule(
    id="BC-CPY-003",
    title="Buckets of tier 1 are replicated into another Region",
    severity=Severity.HIGH,
    requirements=("A11", "D1", "B4"),
    reads=(*BUCKETS, *REPLICATIONS, *VERSIONINGS),
    checks="Every bucket of tier 1 has a `BucketReplicationConfig` with an enabled rule to a "
    "bucket of another Region (or account), and both keep versions. Replicas, and buckets that "
    "hold what canaries leave, an inventory, or a page of the program, are left out. A weaker tier "
    "may be restored from copies of its backups.",
    why="A restore of millions of objects into another Region takes days; a replica is there.",
    remediation="Add aws.s3.BucketReplicationConfig with a bucket in the recovery Region, and "
    "aws.s3.BucketVersioning for both.",
    clauses=united(BACKUPS, ALTERNATE_SITE),
    equivalents=(
        "Checkov CKV_AWS_144",
        "Security Hub S3.7",
        "AWS Config S3_BUCKET_CROSS_REGION_REPLICATION_ENABLED",
        "Prowler s3_bucket_cross_region_replication",
    ),
    settings=CopySettings,
    example=(resource(BUCKETS[0], "clinic-files", {"bucket": "clinic-files"}),),
    check=_check,
)
