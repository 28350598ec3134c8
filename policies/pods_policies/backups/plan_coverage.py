"""BC-BKP-007: data of tier 1 or 2 is in a backup plan, apart from itself."""

from collections.abc import Iterator
from typing import Final

from pods_policies.clauses import BACKUPS
from pods_policies.reading import UNKNOWN, Truth, some
from pods_policies.relations.backups.backup_paths import Index, index_of
from pods_policies.relations.backups.backup_plans import PLAN_TYPE
from pods_policies.relations.backups.backup_selections import SELECTION
from pods_policies.relations.backups.backup_targets import FSX_FILE_SYSTEMS
from pods_policies.relations.backups.lifecycle_policies import LIFECYCLE
from pods_policies.relations.backups.own_backups import FILE_POLICY
from pods_policies.relations.data.data_resources import DATA_TYPES, FILE_SYSTEM, VOLUME, WAREHOUSE
from pods_policies.relations.data.originals import why_no_original
from pods_policies.relations.data.unbacked import taken_elsewhere
from pods_policies.relations.resource import Resource, resource
from pods_policies.relations.stack import Stack
from pods_policies.relations.tiers import tier_of
from pods_policies.rule import Severity, StackRule
from pods_policies.settings import TieredSettings
from pods_policies.verdicts import Change, Finding, Kept, NotApplicable, Undecided, Verdict

__all__ = ["PLAN_COVERAGE"]

_JUDGED: Final = (*DATA_TYPES, WAREHOUSE, *FSX_FILE_SYSTEMS)
_APART: Final = ("backup plan", "snapshot policy", "efs backup policy")
"""Kinds of paths whose backups outlive the resource."""
_OWN: Final = {
    "automated backups": "automated backups end",
    "point in time": "point-in-time recovery ends",
}


def _check(stack: Stack, settings: TieredSettings) -> Iterator[Verdict]:
    stores = stack.of_type(*_JUDGED)
    if not stores:
        yield NotApplicable("no resource that holds data in this stack")
    for store in stores:
        yield _judge(stack, store, settings)


def _judge(stack: Stack, store: Resource, settings: TieredSettings) -> Verdict:
    tier = tier_of(store, settings)
    if tier > settings.max_tier:
        return NotApplicable(f"tier {tier} may do without a backup plan", store)
    reason = why_no_original(stack, store)
    if reason is not None:
        return NotApplicable(reason, store)
    index = index_of(stack)
    reached = some([_is_reached(index, store), taken_elsewhere(stack, store, settings)])
    if reached is True:
        return Kept(store)
    required = f"data of tier {tier} is in a backup that outlives it (A6, A9, B4)"
    if reached is UNKNOWN:
        observed = "whether a backup selection takes it is not known before the update"
        return Undecided(store, observed, required, _change(stack, index))
    return Finding(store, _observed(index, store), required, _change(stack, index))


def _is_reached(index: Index, store: Resource) -> Truth:
    return some(path.reaches for path in index.paths(store) if path.kind in _APART)


def _observed(index: Index, store: Resource) -> str:
    what = {VOLUME: " or snapshot policy", FILE_SYSTEM: " or backup policy"}.get(store.type, "")
    observed = f"no backup selection{what} of this stack takes it"
    own = [path for path in index.paths(store) if path.kind not in _APART]
    return f"{observed}, and its {_OWN[own[0].kind]} with it" if own else observed


def _change(stack: Stack, index: Index) -> Change:
    selections = index.selections.all
    if selections:
        known = selections[0].resource.label
        return Change("resources", "", f"add its ARN to the resources of {known}", "for")
    words = "an aws.backup.Selection with its ARN in resources"
    has_plan = bool(stack.of_type(PLAN_TYPE))
    words = f"add {words} to a backup plan" if has_plan else f"add an aws.backup.Plan and {words}"
    return Change("resources", "", words, "for")


PLAN_COVERAGE = StackRule(
    id="BC-BKP-007",
    title="Data of tier 1 or 2 is in a backup that outlives it",
    severity=Severity.CRITICAL,
    requirements=("A6", "A9", "B4"),
    reads=(*_JUDGED, SELECTION, PLAN_TYPE, LIFECYCLE, FILE_POLICY),
    checks="Every database, warehouse, table, volume, file system and bucket is taken by a "
    "selection of a backup plan of its Region: by its ARN, by a wildcard, by `selection_tags`, "
    "under all `conditions`, and not among `not_resources`. For a volume a snapshot policy does as "
    "well, for an EFS file system its backup policy. Read replicas, destinations of a replication, "
    "and buckets that the stack fills by itself are left out.",
    why="Automated backups and point-in-time recovery belong to the resource: who deletes it, by "
    "mistake or on purpose, deletes them. A backup plan keeps its points in a vault, where they "
    "stay; but it takes what its selections name, and nobody is told of what they leave out.",
    remediation="Name the resource in the `resources` of an aws.backup.Selection, or give it the "
    "tag that a selection asks for.",
    clauses=BACKUPS,
    settings=TieredSettings,
    example=(
        resource("aws:dynamodb/table:Table", "clinic-visits", {"tags": {"backup": "dayly"}}),
        resource(PLAN_TYPE, "clinic-plan", {"rules": [{"schedule": "cron(0 5 * * ? *)"}]}),
        resource(
            SELECTION,
            "clinic-selection",
            {
                "planId": UNKNOWN,
                "selectionTags": [{"type": "STRINGEQUALS", "key": "backup", "value": "daily"}],
            },
            {"planId": (f"urn:pulumi:example::example::{PLAN_TYPE}::clinic-plan",)},
        ),
    ),
    check=_check,
)
