"""BC-BKP-009: the longest-lived backup of a resource lives as long as its tier asks."""

from collections.abc import Iterator
from math import inf
from typing import Final

from pydantic import Field

from pods_policies.clauses import BACKUPS
from pods_policies.reading import UNKNOWN, Missing
from pods_policies.relations.backups.backup_paths import BackupPath, paths_of
from pods_policies.relations.backups.backup_plans import PLAN_TYPE
from pods_policies.relations.backups.backup_selections import SELECTION
from pods_policies.relations.backups.backup_targets import FSX_FILE_SYSTEMS, INSTANCE, TEMPLATE
from pods_policies.relations.backups.lifecycle_policies import LIFECYCLE
from pods_policies.relations.backups.own_backups import FILE_POLICY
from pods_policies.relations.data.data_resources import DATA_TYPES, VOLUME
from pods_policies.relations.data.originals import why_no_original
from pods_policies.relations.resource import Resource, resource
from pods_policies.relations.stack import Stack
from pods_policies.relations.tiers import tier_of
from pods_policies.rule import Severity, StackRule
from pods_policies.settings import Settings
from pods_policies.verdicts import Change, Finding, Kept, NotApplicable, Undecided, Verdict

__all__ = ["PLAN_RETENTION", "PlanRetentionSettings"]

_VOLUMES: Final = (VOLUME, INSTANCE, TEMPLATE)
_JUDGED: Final = (*DATA_TYPES, *FSX_FILE_SYSTEMS, INSTANCE, TEMPLATE)


class PlanRetentionSettings(Settings):
    """How long the longest-lived backup lives, by what it is of."""

    volume_days: int = Field(
        default=180, ge=1, description="Days that a backup of a volume is kept: six months (A9)."
    )
    volume_days_by_tier: dict[str, int] = Field(
        default_factory=dict, description="Days for volumes of single tiers, such as {'3': 60}."
    )
    data_days: int = Field(
        default=35,
        ge=1,
        description="Days that a backup of a database is kept (A6), and of any other data.",
    )
    data_days_by_tier: dict[str, int] = Field(
        default_factory=dict, description="Days for data of single tiers, such as {'1': 90}."
    )

    def days(self, store: Resource, tier: int) -> tuple[int, str]:
        """Return the days that a resource of a tier needs, and the requirement behind them."""
        if store.type in _VOLUMES:
            return self.volume_days_by_tier.get(str(tier), self.volume_days), "A9"
        return self.data_days_by_tier.get(str(tier), self.data_days), "A6, B4"


def _check(stack: Stack, settings: PlanRetentionSettings) -> Iterator[Verdict]:
    stores = stack.of_type(*_JUDGED)
    if not stores:
        yield NotApplicable("no resource that holds data in this stack")
    for store in stores:
        reason = why_no_original(stack, store)
        if reason is None:
            yield _judge(store, paths_of(stack, store), settings)
        else:
            yield NotApplicable(reason, store)


def _judge(
    store: Resource, paths: tuple[BackupPath, ...], settings: PlanRetentionSettings
) -> Verdict:
    if not paths:
        return NotApplicable("nothing backs it up: BC-BKP-006, 007 and 008 judge that", store)
    tier = tier_of(store, settings)
    needed, requirement = settings.days(store, tier)
    certain = [path for path in paths if path.reaches is True]
    longest = max((_longest(path, unknown=0) for path in certain), default=0)
    if longest >= needed:
        return Kept(store)
    required = f"one lives {needed} days or more in tier {tier} ({requirement})"
    change = _change(paths, needed)
    if max(_longest(path, unknown=inf) for path in paths) >= needed:
        observed = "how long its backups are kept is not known before the update"
        return Undecided(store, observed, required, change)
    days = f"{longest:g} day{'' if longest == 1 else 's'}"
    observed = f"the longest-lived backup of it is kept {days}"
    return Finding(store, observed, required, change)


def _longest(path: BackupPath, *, unknown: float) -> float:
    """Return how long the longest-lived of a path's backups and their copies are kept."""
    days = [path.kept_days, *(copy.kept_days for copy in path.copies)]
    known = [each for each in days if not isinstance(each, Missing)]
    return max([*known, unknown if UNKNOWN in days else 0])


def _change(paths: tuple[BackupPath, ...], needed: int) -> Change:
    one = next((path for path in paths if path.rule is not None), paths[0])
    source = one.source.label
    if one.kind == "backup plan" and one.rule is not None:
        prop = f"{one.place}.lifecycle.deleteAfter"
        words = f"set delete_after={needed} in the lifecycle of {one.place} of {source}"
        return Change(prop, "", words, "for")
    if one.kind == "snapshot policy" and one.rule is not None:
        prop = f"{one.place}.retainRule.interval"
        words = f'set interval={needed}, interval_unit="DAYS" in retain_rule of {one.place}'
        return Change(prop, "", f"{words} of {source}", "for")
    words = f"name it in a selection of a backup plan that keeps {needed} days"
    return Change("resources", "", words, "for")


PLAN_RETENTION = StackRule(
    id="BC-BKP-009",
    title="The longest-lived backup of a resource lives as long as its tier asks",
    severity=Severity.HIGH,
    requirements=("A6", "A9", "B4"),
    reads=(*_JUDGED, SELECTION, PLAN_TYPE, LIFECYCLE, FILE_POLICY),
    checks="Of all backups of a resource and their copies (rules of backup plans with "
    "`lifecycle.delete_after` and the lifecycles of `copy_actions`, snapshot policies, its own "
    "backups) the longest-lived is kept 35 days or more, of volumes 180 days, or what the "
    "configuration asks of the tier. Without `delete_after` a recovery point is kept for ever.",
    why="What was destroyed or encrypted without a trace is noticed weeks later. A backup that is "
    "gone by then was never one.",
    remediation="Lengthen `delete_after`, or add a rule that runs rarely and keeps long.",
    clauses=BACKUPS,
    settings=PlanRetentionSettings,
    example=(
        resource("aws:dynamodb/table:Table", "clinic-visits", {}),
        resource(
            PLAN_TYPE,
            "clinic-plan",
            {"rules": [{"schedule": "cron(0 5 * * ? *)", "lifecycle": {"deleteAfter": 14}}]},
        ),
        resource(
            SELECTION,
            "clinic-selection",
            {"planId": UNKNOWN, "resources": [UNKNOWN]},
            {
                "planId": (f"urn:pulumi:example::example::{PLAN_TYPE}::clinic-plan",),
                "resources": (
                    "urn:pulumi:example::example::aws:dynamodb/table:Table::clinic-visits",
                ),
            },
        ),
    ),
    check=_check,
)
