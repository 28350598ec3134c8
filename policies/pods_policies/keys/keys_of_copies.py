"""BC-KEY-002: the key of a copy can be used in the Region that the copy is in."""

from collections.abc import Iterator
from typing import Final

from pods_policies.clauses import ALTERNATE_SITE, ENCRYPTION, united
from pods_policies.keys.named_keys import NAMERS, NamedKey, named_keys
from pods_policies.keys.replicated_objects import (
    ENCRYPTIONS,
    REPLICATIONS,
    encrypted_objects_left_out,
)
from pods_policies.reading import UNKNOWN, Missing, Truth, some
from pods_policies.relations.data.keys import KEY, KEYS, REPLICA_KEY
from pods_policies.relations.places.regions import region_of
from pods_policies.relations.references import References, refers_to, resolve
from pods_policies.relations.resource import Resource, resource
from pods_policies.relations.stack import Stack
from pods_policies.relations.tiers import tier_of
from pods_policies.rule import Severity, StackRule
from pods_policies.settings import Settings
from pods_policies.verdicts import Change, Finding, Kept, NotApplicable, Undecided, Verdict

__all__ = ["KEYS_OF_COPIES"]

_ARN_PARTS: Final = 6


def _check(stack: Stack, settings: Settings) -> Iterator[Verdict]:
    copies = [named for one in stack.of_type(*NAMERS) for named in named_keys(stack, one)]
    verdicts = [_judged(stack, named, tier_of(named.subject, settings)) for named in copies]
    verdicts += encrypted_objects_left_out(stack, settings)
    yield from verdicts or [NotApplicable("no copy of this stack names a key")]


def _judged(stack: Stack, named: NamedKey, tier: int) -> Verdict:
    """Judge one naming of a key: it is of the copy's Region, or has a replica there."""
    required = f"a copy of tier {tier} is read without any other Region than its own (D5)"
    change = Change(named.place, "", f"give {named.place} the ARN of a key of {named.region_words}")
    fits = _fits(stack, named)
    if fits is True:
        return Kept(named.subject)
    if fits is UNKNOWN:
        observed = f"the Region of the key in {named.place} is not known before the update"
        return Undecided(named.subject, observed, required, change)
    observed = f"{named.place} names a key that is not in {named.region_words}"
    return Finding(named.subject, observed, required, change)


def _fits(stack: Stack, named: NamedKey) -> Truth:
    if isinstance(named.value, str) and not _keys(stack, named).everything:
        return _literal_fits(named.value, named.region)
    found = _keys(stack, named)
    answers = [_is_usable(stack, key, named) for key in found.everything]
    if any(answer is True for answer in answers):
        return True  # where several may be meant, one that fits is enough
    if not answers or not found.complete or UNKNOWN in answers:
        return UNKNOWN
    return False


def _keys(stack: Stack, named: NamedKey) -> References:
    return resolve(stack, named.subject, named.path, *KEYS)


def _literal_fits(text: str, region: str | Missing) -> Truth:
    """Read the Region of an ARN; aliases and ids are looked up where the copy is."""
    parts = text.split(":")
    if len(parts) < _ARN_PARTS:
        return True
    return UNKNOWN if isinstance(region, Missing) else parts[3] == region


def _is_usable(stack: Stack, key: Resource, named: NamedKey) -> Truth:
    own = region_of(key)
    if isinstance(own, Missing) or isinstance(named.region, Missing):
        return True if named.is_at_home and _stand_together(key, named.subject) else UNKNOWN
    return True if own == named.region else _has_replica(stack, key, named.region)


def _stand_together(one: Resource, other: Resource) -> bool:
    """Answer whether both take their Region from the same provider, which may not say which."""
    return one.provider == other.provider and not (
        isinstance(one.declared("region"), str) or isinstance(other.declared("region"), str)
    )


def _has_replica(stack: Stack, key: Resource, region: str) -> Truth:
    return some(
        refers_to(stack, replica, "primaryKeyArn", key)
        for replica in stack.of_type(REPLICA_KEY)
        if region_of(replica) == region
    )


KEYS_OF_COPIES = StackRule(
    id="BC-KEY-002",
    title="Copies can be read in the Region that they are in",
    severity=Severity.HIGH,
    requirements=("B10", "D5"),
    reads=(*dict.fromkeys((*NAMERS, *REPLICATIONS, *ENCRYPTIONS)), *KEYS),
    checks="Where a copy names its key (replicas of databases, tables and secrets, replicated "
    "backups, copied snapshots and images, replication of buckets and file systems, backup vaults) "
    "the key is of the Region that the copy is in, or a multi-Region key with a replica there. A "
    "bucket's replication takes the objects that are encrypted with a key along.",
    why="A key never leaves its Region. A copy that only the lost Region's key opens is no copy, "
    "and replication silently skips objects whose key it was not told to use.",
    remediation="Make a key, or an aws.kms.ReplicaKey of a multi-Region key, in the copy's Region "
    "and name its ARN.",
    clauses=united(ALTERNATE_SITE, ENCRYPTION),
    example=(
        resource(KEY, "clinic-key", {"region": "us-east-1"}),
        resource(
            "aws:dynamodb/table:Table",
            "clinic-visits",
            {"replicas": [{"regionName": "us-west-2", "kmsKeyArn": UNKNOWN}]},
            {"replicas": (f"urn:pulumi:example::example::{KEY}::clinic-key",)},
        ),
    ),
    check=_check,
)
