"""BC-DEL-005: nothing that holds data is deleted before it is replaced, or by force."""

from collections.abc import Iterator, Mapping
from typing import Final

from pods_policies.clauses import DELETION_PROTECTION
from pods_policies.reading import UNKNOWN
from pods_policies.relations.data.bucket_purposes import derived
from pods_policies.relations.data.data_resources import (
    BUCKETS,
    CACHE,
    DATA_TYPES,
    VAULTS,
)
from pods_policies.relations.resource import Resource, resource
from pods_policies.relations.stack import Stack
from pods_policies.relations.tiers import tier_of
from pods_policies.requiring import Demand, all_kept, flag_must_be
from pods_policies.rule import Severity, StackRule
from pods_policies.settings import Settings
from pods_policies.verdicts import Change, Finding, NotApplicable, Verdict

__all__ = ["FORCED_DELETION"]

GROUP: Final = "aws:autoscaling/group:Group"

_FORCES: Final[Mapping[str, tuple[str, ...]]] = {
    **dict.fromkeys((*BUCKETS, "aws:s3/directoryBucket:DirectoryBucket"), ("forceDestroy",)),
    VAULTS[0]: ("forceDestroy",),
    GROUP: ("forceDelete", "forceDeleteWarmPool"),
    "aws:ecr/repository:Repository": ("forceDelete",),
}
"""Properties by which the provider empties a store, or drops what still runs, to delete it."""

_DATA: Final = (*DATA_TYPES, CACHE, *VAULTS)
_NOT_TOLD: Final = (
    "states and saved previews do not tell what is deleted before it is replaced: a preview with "
    "the pack judges it"
)
_ORDER: Final = Change(
    "deleteBeforeReplace", "False", "take delete_before_replace out of the resource's options"
)


def _check(stack: Stack, settings: Settings) -> Iterator[Verdict]:
    judged = {one.urn: one for one in stack.of_type(*_DATA, *_FORCES)}
    if not judged:
        yield NotApplicable("nothing in this stack holds data or can be deleted by force")
    for one in judged.values():
        reason = derived(stack, one) if one.type in BUCKETS else None
        if reason is not None:
            yield NotApplicable(reason, one)
        else:
            tier = tier_of(one, settings)
            required = f"data and service of tier {tier} are not thrown away to make room (A4, A11)"
            yield from all_kept(one, [*_order(one, required), *_forces(one, required)])


def _order(one: Resource, required: str) -> Iterator[Verdict]:
    """Judge the order of a replacement: the engine tells it, states and saved previews do not."""
    before = one.options.delete_before_replace
    if one.type not in _DATA or before is False:
        return
    if before is UNKNOWN:
        yield NotApplicable(_NOT_TOLD, one)
    else:
        yield Finding(one, "it is deleted before it is replaced", required, _ORDER)


def _forces(one: Resource, required: str) -> Iterator[Verdict]:
    for prop in _FORCES.get(one.type, ()):
        demand = Demand(one, prop, required, Change(prop, "False", is_guard=True))
        yield flag_must_be(demand, wanted=False, default=False)


FORCED_DELETION = StackRule(
    id="BC-DEL-005",
    title="Nothing that holds data is deleted by force or before it is replaced",
    severity=Severity.HIGH,
    requirements=("A4", "A11"),
    reads=tuple(dict.fromkeys((*_DATA, *_FORCES))),
    checks="No database, volume, file system, table, bucket, cache or vault has the option "
    "`delete_before_replace`; no bucket or vault has `force_destroy`, no Auto Scaling group "
    "`force_delete` or `force_delete_warm_pool`, no image repository `force_delete`. Buckets that "
    "hold nothing of their own are left out. States do not tell the option; previews do.",
    why="AWS refuses to delete a bucket or a vault that is not empty. These settings empty it "
    "first, all versions and recovery points; and what is deleted first is gone if its replacement "
    "then fails.",
    remediation="Leave the option and the properties out, or set them to False.",
    clauses=DELETION_PROTECTION,
    example=(resource(BUCKETS[0], "clinic-files", {"forceDestroy": True}),),
    check=_check,
)
