"""Whether the replication of a bucket takes along what is encrypted with a key."""

from collections.abc import Iterator
from typing import Any, Final

from pods_policies.reading import UNKNOWN, Truth, read, some
from pods_policies.relations.attachments import attachments
from pods_policies.relations.data.data_resources import BUCKETS
from pods_policies.relations.references import resolve
from pods_policies.relations.resource import Resource
from pods_policies.relations.stack import Stack
from pods_policies.relations.tiers import tier_of
from pods_policies.settings import Settings
from pods_policies.verdicts import Change, Finding, Kept, Undecided, Verdict

__all__ = ["ENCRYPTIONS", "REPLICATIONS", "encrypted_objects_left_out"]

REPLICATIONS: Final = ("aws:s3/bucketReplicationConfig:BucketReplicationConfig",)
ENCRYPTIONS: Final = (
    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
    "aws:s3/bucketServerSideEncryptionConfigurationV2:BucketServerSideEncryptionConfigurationV2",
)

_KMS: Final = ("aws:kms", "aws:kms:dsse")


def encrypted_objects_left_out(stack: Stack, settings: Settings) -> Iterator[Verdict]:
    """Judge each replication of a bucket that is encrypted with a key."""
    encryptions = attachments(stack, ENCRYPTIONS, ("bucket",), *BUCKETS)
    for replication in stack.of_type(*REPLICATIONS):
        buckets = resolve(stack, replication, ("bucket",), *BUCKETS).certain
        has_key = some(_has_key(bucket, encryptions.of(bucket)) for bucket in buckets)
        if has_key is not False:
            tier = min((tier_of(bucket, settings) for bucket in buckets), default=1)
            yield _as_known(_judged(replication, tier), certain=has_key is True)


def _has_key(bucket: Resource, encryptions: list[Resource]) -> Truth:
    own = bucket.declared("serverSideEncryptionConfiguration", "rule")
    rules = [rule for one in encryptions for rule in _rows(one.declared("rules"))]
    algorithms = [
        read(rule, "applyServerSideEncryptionByDefault", "sseAlgorithm") for rule in (own, *rules)
    ]
    return some(UNKNOWN if found is UNKNOWN else found in _KMS for found in algorithms)


def _as_known(verdict: Verdict, *, certain: bool) -> Verdict:
    """Refuse nothing that may need no key at all."""
    if certain or not isinstance(verdict, Finding):
        return verdict
    observed = "whether its bucket is encrypted with a key is not known before the update"
    return Undecided(verdict.subject, observed, verdict.required, verdict.change)


def _judged(replication: Resource, tier: int) -> Verdict:
    required = f"replication of tier {tier} takes along what is encrypted with a key (D5)"
    chosen = "sourceSelectionCriteria.sseKmsEncryptedObjects.status"
    answers = [_takes_along(rule) for rule in _rows(replication.declared("rules"))]
    for index, answer in enumerate(answers):
        change = Change(f"rules[{index}].{chosen}", '"Enabled"')
        if answer is UNKNOWN:
            observed = f"what rules[{index}] replicates is not known before the update"
            return Undecided(replication, observed, required, change)
        if answer is False:
            observed = f"rules[{index}] leaves out the objects that are encrypted with a key"
            return Finding(replication, observed, required, change)
    return Kept(replication)


def _takes_along(rule: Any) -> Truth:
    """Answer whether a rule replicates them; a rule that is switched off is no promise."""
    if read(rule, "status") == "Disabled":
        return True
    status = read(rule, "sourceSelectionCriteria", "sseKmsEncryptedObjects", "status")
    return UNKNOWN if status is UNKNOWN else bool(status == "Enabled")


def _rows(value: Any) -> list[Any]:
    if value is UNKNOWN:
        return [UNKNOWN]
    return value if isinstance(value, list) else []
