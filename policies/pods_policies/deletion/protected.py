"""BC-DEL-002: Pulumi itself refuses to delete data, backups and their keys."""

from collections.abc import Iterator, Mapping
from typing import Final

from pods_policies.clauses import DELETION_PROTECTION
from pods_policies.reading import UNKNOWN
from pods_policies.relations.attachments import attachments
from pods_policies.relations.data.bucket_purposes import derived
from pods_policies.relations.data.data_resources import (
    BUCKETS,
    DATA_TYPES,
    DATABASE,
    VAULTS,
    WAREHOUSE,
)
from pods_policies.relations.data.keys import KEYS, users_of_keys
from pods_policies.relations.resource import Options, Resource, resource, type_label
from pods_policies.relations.stack import Stack
from pods_policies.relations.tiers import tier_of
from pods_policies.rule import Severity, StackRule
from pods_policies.settings import Settings
from pods_policies.verdicts import Change, Finding, Kept, NotApplicable, Undecided, Verdict

__all__ = ["PROTECTED"]

ENCRYPTIONS: Final = (
    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
    "aws:s3/bucketServerSideEncryptionConfigurationV2:BucketServerSideEncryptionConfigurationV2",
)
PASSING: Final = (
    "aws:sns/topic:Topic",
    "aws:lambda/function:Function",
    "aws:synthetics/canary:Canary",
)
"""What keeps nothing that a key would have to open later."""

_CHANGE: Final = Change(
    "protect", "True", "opts=pulumi.ResourceOptions(protect=True)", is_guard=True
)


def _check(stack: Stack, settings: Settings) -> Iterator[Verdict]:
    judged = stack.of_type(*DATA_TYPES, WAREHOUSE, *VAULTS, *KEYS)
    if not judged:
        yield NotApplicable("no data, vault or key in this stack")
        return
    keys = _passing_keys(stack)
    for one in judged:
        reason = derived(stack, one) if one.type in BUCKETS else keys.get(one.urn)
        yield _judged(one, settings) if reason is None else NotApplicable(reason, one)


def _judged(one: Resource, settings: Settings) -> Verdict:
    required = (
        f"Pulumi refuses to delete or replace data, backups and keys of tier "
        f"{tier_of(one, settings)} (A6, B10)"
    )
    protect = one.options.protect
    if protect is True:
        return Kept(one)
    if protect is UNKNOWN:
        return Undecided(one, "whether it is protected is not known", required, _CHANGE)
    return Finding(one, "protect is not set", required, _CHANGE)


def _passing_keys(stack: Stack) -> Mapping[str, str]:
    """Return why a key opens nothing that is kept, for the keys that are such.

    A key without any user in the stack is used elsewhere, or will be: it is judged.
    """
    of_buckets = {
        setting.urn: bucket
        for settings in attachments(stack, ENCRYPTIONS, ("bucket",), *BUCKETS).certain.items()
        for setting in settings[1]
        if (bucket := stack.by_urn.get(settings[0])) is not None
    }
    reasons: dict[str, str] = {}
    for urn, users in users_of_keys(stack).items():
        if users and all(_keeps_nothing(stack, one, of_buckets) for one in users):
            kinds = ", ".join(sorted({type_label(one.type) for one in users}))
            reasons[urn] = f"a key of what keeps no data ({kinds})"
    return reasons


def _keeps_nothing(stack: Stack, user: Resource, of_buckets: Mapping[str, Resource]) -> bool:
    bucket = user if user.type in BUCKETS else of_buckets.get(user.urn)
    if bucket is not None:
        return derived(stack, bucket) is not None
    return user.type in PASSING


PROTECTED = StackRule(
    id="BC-DEL-002",
    title="Data, backup vaults and their keys are protected in the program",
    severity=Severity.CRITICAL,
    requirements=("A6", "B10"),
    reads=(*DATA_TYPES, WAREHOUSE, *VAULTS, *KEYS, *ENCRYPTIONS, *PASSING),
    checks="The resource option `protect` is on for every database, warehouse, volume, file "
    "system, table, bucket, backup vault and KMS key. Buckets that hold nothing of their own, and "
    "keys that only topics, functions and canaries use, are left out.",
    why="A renamed resource, a removed line or `pulumi destroy` in the wrong stack deletes what no "
    "backup brings back in time; without its key, no backup can be read at all.",
    remediation="Pass opts=pulumi.ResourceOptions(protect=True). `pulumi state unprotect` lifts it "
    "for a deletion that is meant.",
    clauses=DELETION_PROTECTION,
    example=(resource(DATABASE, "clinic-database", {}, options=Options(protect=False)),),
    check=_check,
)
